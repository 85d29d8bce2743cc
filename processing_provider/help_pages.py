# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the bundled help lies: a page per algorithm and per step of the dock, in the language of QGIS or in English."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "help"
_FALLBACK = "en"


def url(name: str) -> str:
    """The address of a page, for a browser; empty in a checkout whose pages have not been made yet (make setup)."""
    for language in (QgsApplication.locale()[:2], _FALLBACK):
        page = FOLDER / language / f"{name}.html"
        if page.is_file():
            return str(QUrl.fromLocalFile(str(page)).toString())
    return ""
