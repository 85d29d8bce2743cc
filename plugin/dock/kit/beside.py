# SPDX-License-Identifier: GPL-2.0-or-later
"""A short field beside its label, or below it where the dock is too narrow for the words of either."""

from __future__ import annotations

from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QAbstractSpinBox, QBoxLayout, QLabel, QStyle, QStyleOptionSpinBox, QWidget

_LEAST = 60  # px: both may become so narrow
_IN_EDIT = 6  # px beside the words of a line to type in, as Qt draws it


class Beside(QWidget):
    """Half of the width for each."""

    def __init__(self, label: QWidget, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._field = label, field
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in (label, field):
            widget.setMinimumWidth(_LEAST)
            self._row.addWidget(widget, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A word of the label, or a number, that does not fit into its half takes the whole line."""
        super().resizeEvent(event)
        longest = max(_longest_word(self._label), _number(self._field))
        fits = longest <= (self.width() - self._row.spacing()) / 2
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)


def _longest_word(label: QWidget) -> int:
    text = label.text() if isinstance(label, QLabel) else ""
    return max((int(label.fontMetrics().horizontalAdvance(word)) for word in text.split()), default=0)


def _number(field: QWidget) -> int:
    """The pixels that a number needs, or the words in place of one: a spin box cuts them off."""
    if not isinstance(field, QAbstractSpinBox):
        return 0
    words = max(int(field.fontMetrics().horizontalAdvance(text)) for text in (field.text(), field.specialValueText()))
    option = QStyleOptionSpinBox()
    option.initFrom(field)
    option.subControls, option.frame = QStyle.SubControl.SC_All, True
    edit = field.style().subControlRect(
        QStyle.ComplexControl.CC_SpinBox, option, QStyle.SubControl.SC_SpinBoxEditField, field
    )
    return words + int(field.width()) - int(edit.width()) + _IN_EDIT
