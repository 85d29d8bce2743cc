# SPDX-License-Identifier: GPL-2.0-or-later
"""Labels that hold sentences."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel


def sentence(name: str, *, hidden: bool = True, selectable: bool = False) -> QLabel:
    """A wrapped label of plain text, for words that come and go; one that is `selectable` can be copied from."""
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setMinimumWidth(1)  # a long path does not widen the dock
    label.setTextFormat(Qt.TextFormat.PlainText)
    if selectable:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if hidden:
        label.hide()
    return label
