# SPDX-License-Identifier: GPL-2.0-or-later
"""Translation of what the analyst reads; called when a text is shown, never at import."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication, QLocale

from ..diao_engine.messages import Language

_CONTEXT = "DIAO"


def tr(text: str, count: int = -1) -> str:
    """The text in the language of QGIS; of one with a count in it the form that the language has for that many."""
    return str(QCoreApplication.translate(_CONTEXT, text, None, count))


def tr_count(count: int, one: str, other: str) -> str:
    """A text with a count in it, in the language of QGIS; English has `one` for the count 1, translations go by `other`."""
    words = tr(other, count)
    return one if words == other and count == 1 else words


def language() -> Language:
    """How the sentences of the engine are shown: in the language of QGIS, where a translation is there."""
    return Language(tr, QLocale().decimalPoint(), QLocale().groupSeparator(), tr("{value} %").replace("{value}", ""))
