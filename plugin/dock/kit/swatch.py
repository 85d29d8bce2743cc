# SPDX-License-Identifier: GPL-2.0-or-later
"""The colour of a class as a small square."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPixmap

_RIM = "#808080"


def swatch(color: str, size: int) -> QIcon:
    """A square of a class's colour; empty where it has none."""
    square = QPixmap(size, size)
    square.fill(QColor(color) if color else QColor(Qt.GlobalColor.transparent))
    if color:
        painter = QPainter(square)
        painter.setPen(QColor(_RIM))  # neither black nor white: a class may have the colour of the background
        painter.drawRect(0, 0, size - 1, size - 1)
        painter.end()
    icon = QIcon(square)
    icon.addPixmap(square, QIcon.Mode.Selected)  # its colour means the class, so selection must not tint it
    return icon
