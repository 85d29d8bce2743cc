# SPDX-License-Identifier: GPL-2.0-or-later
"""A code with arguments, and how it becomes a sentence: at the edge, in the reader's language."""

from __future__ import annotations

import dataclasses
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any, Protocol

from .catalogue import AND, OR, SENTENCES
from .language import ENGLISH, Language
from .numbers import formatted
from .plural import Plural


class Parameter(Protocol):
    """What a sentence shows of a parameter of a job."""

    @property
    def name(self) -> str:
        """The field of the job."""

    @property
    def label(self) -> str:
        """What the analyst knows it by."""

    @property
    def contract(self) -> str:
        """What scripts know it by."""


@dataclass(frozen=True)
class Sentence:
    """What is said: `field` is the name of the parameter that it is about, empty where it concerns no single one.

    An argument is a text, a number, another sentence, or a list of these. A code that stands in no catalogue is shown as
    `english`, else as it stands: so texts that are declared elsewhere, such as a job's advice, can be arguments.
    """

    code: str
    field: str = ""
    arguments: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    english: str = dataclasses.field(default="", compare=False)  # the words of the process that has sent it

    @classmethod
    def of(cls, code: str, /, field: str = "", **arguments: Any) -> Sentence:
        """The same with the arguments by name."""
        return cls(code, field, arguments)

    def text(self, parameters: Iterable[Parameter] = (), language: Language = ENGLISH) -> str:
        """The sentence for the analyst.

        Parameters
        ----------
        parameters
            Those of the job, for `{label}` and `{contract}` of the one that is concerned, and for `{other}`, which names another.
        language
            What it is said in.
        """
        template = SENTENCES.get(self.code)
        if template is None:
            return language.translate(self.english or self.code, -1)
        known = {parameter.name: parameter for parameter in parameters}
        values = {"label": self.field, "contract": self.field.upper(), **self.arguments}
        if self.field in known:
            values.update(label=language.translate(known[self.field].label, -1), contract=known[self.field].contract)
        if values.get("other") in known:
            values["other"] = language.translate(known[values["other"]].label, -1)
        words = _worded(template, values, language)
        return _Formatter(tuple(known.values()), language).vformat(words, (), values)

    def __str__(self) -> str:
        return self.text()

    def of_job(self, parameters: Iterable[Parameter]) -> Sentence:
        """The same with its English words, which name the parameters of a job."""
        return dataclasses.replace(self, english=self.text(parameters))

    def in_english(self) -> str:
        """Its English words: those that it came with, or was given by `of_job`, else those of the catalogue."""
        return self.english or self.text()

    def encode(self) -> dict[str, Any]:
        """As plain values for JSON, with the English words for readers that do not know the code."""
        arguments = {name: _encoded(value) for name, value in self.arguments.items()}
        return {"code": self.code, "field": self.field, "arguments": arguments, "english": self.in_english()}

    @classmethod
    def decode(cls, read: Any) -> Sentence:
        """Read what `encode` has made; a mere text is a sentence without a code."""
        if not isinstance(read, dict):
            return cls(str(read))
        arguments = {name: _decoded(value) for name, value in dict(read.get("arguments", {})).items()}
        return cls(str(read.get("code", "")), str(read.get("field", "")), arguments, str(read.get("english", "")))


def first_of(names: Sequence[str]) -> str | Sentence:
    """The first of some names, one at least, and how many more there are."""
    return Sentence.of("and_more", first=names[0], number=len(names) - 1) if len(names) > 1 else names[0]


def _worded(template: str | Plural, values: Mapping[str, Any], language: Language) -> str:
    """The words of a template in a language, in the form that the count asks for."""
    if isinstance(template, str):
        return language.translate(template, -1)
    count = int(values[template.count])
    words = language.translate(template.other, count)
    return template.one if words == template.other and count == 1 else words


def _encoded(value: Any) -> Any:
    if isinstance(value, Sentence):
        return value.encode()
    if isinstance(value, (list, tuple)):
        return [_encoded(item) for item in value]
    if hasattr(value, "tolist"):  # numpy's
        return value.tolist()
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def _decoded(value: Any) -> Any:
    if isinstance(value, dict):
        return Sentence.decode(value)
    return tuple(_decoded(item) for item in value) if isinstance(value, list) else value


class _Formatter(string.Formatter):
    """`str.format` that words sentences inside sentences, joins lists (`{names:or}`, `{names:and}`) and writes numbers."""

    def __init__(self, parameters: tuple[Parameter, ...], language: Language) -> None:
        super().__init__()
        self._parameters, self._language = parameters, language

    def format_field(self, value: Any, format_spec: str) -> str:
        """The text of one argument."""
        if isinstance(value, Sentence):
            return value.text(self._parameters, self._language)
        if isinstance(value, (list, tuple)):
            entries = [self.format_field(item, "") for item in value]
            word = {"or": OR, "and": AND}.get(format_spec)
            if word is None or len(entries) < 2:
                return ", ".join(entries)
            return f"{', '.join(entries[:-1])} {self._language.translate(word, -1)} {entries[-1]}"
        is_number = isinstance(value, Real) and not isinstance(value, bool)
        return formatted(value, format_spec, self._language) if is_number else format(value, format_spec)
