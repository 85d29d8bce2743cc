# SPDX-License-Identifier: GPL-2.0-or-later
"""Languages for tests: German as it is translated, and one that marks whatever is worded."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from diao_engine.messages import Language

_GERMAN = Path(__file__).resolve().parents[1] / "resources" / "i18n" / "diao_de.ts"
OPEN, CLOSE = "⟦", "⟧"


def german() -> Language:
    """German, read from the translation file as Qt reads it."""
    words = {
        message.findtext("source", ""): [form.text or "" for form in message.iter("numerusform")]
        or [message.findtext("translation", "")]
        for message in ElementTree.parse(_GERMAN).iter("message")
    }

    def translate(text: str, count: int) -> str:
        forms = words.get(text, [text])
        return forms[0] if count == 1 else forms[-1]

    return Language(translate, ",", ".")


def marking() -> Language:
    """What is translated stands in brackets, what is put into it does not."""

    def translate(text: str, count: int) -> str:
        return OPEN + re.sub(r"(\{[^}]*\})", rf"{CLOSE}\1{OPEN}", text) + CLOSE

    return Language(translate)
