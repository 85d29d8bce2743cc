# SPDX-License-Identifier: GPL-2.0-or-later
"""A language as sentences need it, and how it travels to a worker, which writes reports and has no translations of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .plural import Plural, Text

# The rules of all languages go by the last two digits of a count, and by whether it is below 100.
_COUNTS = range(200)


@dataclass(frozen=True)
class Language:
    """How texts and numbers are shown.

    `translate` takes an English text and the count in it (-1 for none), and gives the text of the language; the same text where
    it has none. `point` and `group` are the signs inside numbers, `percent` is what stands behind one in per cent.
    """

    translate: Callable[[str, int], str]
    point: str = "."
    group: str = ","
    percent: str = " %"

    def number(self, text: str) -> str:
        """A number as Python writes it, with the signs of the language."""
        signs: dict[str, str | int | None] = {".": self.point, ",": self.group, "%": self.percent}
        return text.translate(str.maketrans(signs))

    def encode(self, texts: Iterable[Text]) -> dict[str, Any]:
        """As plain values for JSON, with its words for some texts.

        Returns
        -------
        dict
            `words` has a text, or the forms of one with a count in it, by the English text, where they differ; `forms` says for
            the counts from 0 to 199 which form is theirs.
        """
        words: dict[str, Any] = {}
        counted: dict[str, list[str]] = {}
        for text in texts:
            if isinstance(text, Plural):
                counted[text.other] = [self.translate(text.other, count) for count in _COUNTS]
            elif self.translate(text, -1) != text:
                words[text] = self.translate(text, -1)
        columns = list(zip(*counted.values()))  # what all of them say for a count
        first = {column: columns.index(column) for column in dict.fromkeys(columns)}
        order = list(first.values())
        for text, by_count in counted.items():
            if set(by_count) != {text}:
                words[text] = [by_count[count] for count in order]
        forms = [order.index(first[column]) for column in columns]
        return {"point": self.point, "group": self.group, "percent": self.percent, "words": words, "forms": forms}

    @classmethod
    def decode(cls, read: Any) -> Language:
        """Read what `encode` has made; anything else is English."""
        if not isinstance(read, dict):
            return ENGLISH
        words, forms = dict(read.get("words", {})), list(read.get("forms", ()))

        def translate(text: str, count: int) -> str:
            said = words.get(text, text)
            if isinstance(said, str):
                return said
            return str(said[forms[count if count < 100 else 100 + count % 100]])

        signs = {"point": ".", "group": ",", "percent": " %"}
        return cls(translate, *(str(read.get(name, sign)) for name, sign in signs.items()))


ENGLISH = Language(lambda text, count: text)
