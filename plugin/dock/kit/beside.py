# SPDX-License-Identifier: GPL-2.0-or-later
"""A short field beside its label, or below it where the dock is too narrow for the words of the label."""

from __future__ import annotations

from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QBoxLayout, QLabel, QWidget

_LEAST = 60  # px: both may become so narrow


class Beside(QWidget):
    """Half of the width for each."""

    def __init__(self, label: QWidget, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in (label, field):
            widget.setMinimumWidth(_LEAST)
            self._row.addWidget(widget, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A word of the label that does not fit into its half takes the whole line."""
        super().resizeEvent(event)
        text = self._label.text() if isinstance(self._label, QLabel) else ""
        longest = max((self._label.fontMetrics().horizontalAdvance(word) for word in text.split()), default=0)
        fits = longest <= (self.width() - self._row.spacing()) / 2
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
