# SPDX-License-Identifier: GPL-2.0-or-later
"""A part of a page under a title, which can be folded away."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget


def group_box(title: str, name: str, inside: QWidget, *, folded: bool = False) -> QgsCollapsibleGroupBox:
    """A box of the object name `name` around a widget."""
    box = QgsCollapsibleGroupBox(title)
    box.setObjectName(name)
    QVBoxLayout(box).addWidget(inside)
    box.setCollapsed(folded)
    return box
