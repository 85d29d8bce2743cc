# SPDX-License-Identifier: GPL-2.0-or-later
"""A sentence that must not be overlooked, in a box with a sign and a colour of its kind."""

from __future__ import annotations

from typing import NamedTuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPaintEvent
from qgis.PyQt.QtWidgets import QHBoxLayout, QWidget

from ....processing_provider.text import tr
from .message_label import plain, wrapped_label

INFO, SUCCESS, WARNING, ERROR = "info", "success", "warning", "error"
_TINT = 46  # alpha of the ground: the text keeps the colour of the theme, light or dark, and its contrast
_STRIPE, _ROUND, _INSET = 4, 3, 6  # px


class _Kind(NamedTuple):
    sign: str  # an icon of QGIS's theme: kinds are told apart without colour too
    color: str
    word: str  # what a screen reader says first


_KINDS = {
    INFO: _Kind("/mIconInfo.svg", "#3b82c4", "Note: {text}"),
    SUCCESS: _Kind("/mIconSuccess.svg", "#2e9e4f", "Done: {text}"),
    WARNING: _Kind("/mIconWarning.svg", "#e69f00", "Warning: {text}"),
    ERROR: _Kind("/mIconDelete.svg", "#d32f2f", "Error: {text}"),
}


class Notice(QWidget):
    """Gone while there is nothing to say."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = INFO
        self.sign = plain()
        self.sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.label = wrapped_label(name, hidden=False, selectable=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_STRIPE + _INSET, _INSET, _INSET, _INSET)
        layout.addWidget(self.sign)
        layout.addWidget(self.label, 1)
        self.hide()

    def text(self) -> str:
        """What it says now."""
        return str(self.label.text())

    def show_message(self, text: str, kind: str = INFO) -> None:
        """Say it, or go."""
        self.kind = kind if kind in _KINDS else INFO
        size = self.fontMetrics().height()
        self.sign.setPixmap(QgsApplication.getThemeIcon(_KINDS[self.kind].sign).pixmap(size, size))
        self.label.setText(text)
        self.label.setAccessibleName(tr(_KINDS[self.kind].word).format(text=text))
        self.setVisible(bool(text))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A tint over whatever the theme has below, and a stripe of the full colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        color = QColor(_KINDS[self.kind].color)
        painter.setBrush(color)
        painter.drawRoundedRect(QRectF(0, 0, _STRIPE, self.height()), _ROUND / 2, _ROUND / 2)
        color.setAlpha(_TINT)
        painter.setBrush(color)
        painter.drawRoundedRect(QRectF(self.rect()), _ROUND, _ROUND)
