# SPDX-License-Identifier: GPL-2.0-or-later
"""Translation of what the analyst reads; called when a text is shown, never at import."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

_CONTEXT = "DIAO"


def tr(text: str) -> str:
    """The text in the language of QGIS."""
    return str(QCoreApplication.translate(_CONTEXT, text))
