# SPDX-License-Identifier: GPL-2.0-or-later
"""The sensitivity of a map as a slider from fewer false alarms to more rare objects.

It grows with what is found. The parameter behind it, the prior correction, falls: the slider shows words, and no number that would
mean the opposite.
"""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QGridLayout, QSlider, QWidget

from ....processing_provider.text import tr
from ..kit.message_label import plain, wrapped_label

_STEPS = 100


class PriorSlider(QWidget):
    """A slider that holds a prior correction, 1 on the left to 0 on the right, and the box that switches the preview on."""

    changed = pyqtSignal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        label = tr("Sensitivity")
        help_text = tr(
            "Balancing makes a model look out for rare classes: to the right the map keeps that and finds more of them, to the "
            "left it takes it back (prior correction). It begins with what was best on the validation tiles of the model."
        )
        self._value = 0.0
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("diao_prior_slider")
        self.slider.setRange(0, _STEPS)
        self.slider.setValue(_STEPS)
        self.slider.setPageStep(_STEPS // 4)
        self.slider.setTickInterval(_STEPS // 4)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.setAccessibleName(label)
        self.slider.setAccessibleDescription(help_text)
        self.slider.setToolTip(help_text)
        self.preview = QCheckBox(tr("Preview on the map"))
        self.preview.setObjectName("diao_preview")
        self.message = wrapped_label("diao_preview_told")
        self.reason = wrapped_label("diao_prior_reason")
        title = plain(label)
        title.setBuddy(self.slider)
        less, more = plain(tr("fewer false alarms"), wrapped=True), plain(tr("more rare objects"), wrapped=True)
        more.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for row, widget in enumerate((title, self.slider)):
            grid.addWidget(widget, row, 0, 1, 2)
        grid.addWidget(less, 2, 0)
        grid.addWidget(more, 2, 1)
        for row, widget in enumerate((self.reason, self.preview, self.message), start=3):
            grid.addWidget(widget, row, 0, 1, 2)
        self._ends = (less, more)
        self.slider.valueChanged.connect(lambda step: self.set_value(1 - step / _STEPS))

    def value(self) -> float:
        """The prior correction, 0 to 1."""
        return self._value

    def set_value(self, value: float) -> None:
        """Move to a prior correction."""
        if value == self._value:
            return
        self._value = value
        self.slider.blockSignals(True)
        self.slider.setValue(round((1 - value) * _STEPS))
        self.slider.blockSignals(False)
        self.changed.emit(value)

    def disable(self, reason: str) -> None:
        """Correct nothing and say why; the empty text enables it again."""
        for widget in (self.slider, *self._ends):
            widget.setEnabled(not reason)
        if reason:
            self.set_value(0.0)
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))

    def show_message(self, text: str) -> None:
        """Say how the preview goes."""
        self.message.setText(text)
        self.message.setVisible(bool(text))
