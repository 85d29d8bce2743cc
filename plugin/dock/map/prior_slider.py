# SPDX-License-Identifier: GPL-2.0-or-later
"""Prior correction as a slider between more rare objects and fewer false alarms."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QDoubleSpinBox, QGridLayout, QSlider, QWidget

from ....processing_provider.text import tr
from ..kit.message_label import plain, wrapped_label

_STEPS = 100


class PriorSlider(QWidget):
    """A slider and a field that hold the same number, 0 to 1, and the box that switches the preview on."""

    changed = pyqtSignal(float)

    def __init__(self, label: str, help_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("diao_prior_slider")
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(_STEPS // 4)
        self.slider.setTickInterval(_STEPS // 4)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.field = QDoubleSpinBox()
        self.field.setObjectName("diao_prior_correction")
        self.field.setRange(0.0, 1.0)
        self.field.setSingleStep(0.05)
        self.preview = QCheckBox(tr("Preview on the map"))
        self.preview.setObjectName("diao_preview")
        self.message = wrapped_label("diao_preview_told")
        self.reason = wrapped_label("diao_prior_reason")
        title = plain(label)
        title.setBuddy(self.slider)
        for widget in (self.slider, self.field):
            widget.setAccessibleName(label)
            widget.setAccessibleDescription(help_text)
            widget.setToolTip(help_text)
        more, less = plain(tr("find more rare objects"), wrapped=True), plain(tr("fewer false alarms"), wrapped=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(title, 0, 0, 1, 3)
        grid.addWidget(self.slider, 1, 0, 1, 2)
        grid.addWidget(self.field, 1, 2)
        grid.addWidget(more, 2, 0)
        less.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(less, 2, 1)
        grid.addWidget(self.reason, 3, 0, 1, 3)
        grid.addWidget(self.preview, 4, 0, 1, 3)
        grid.addWidget(self.message, 5, 0, 1, 3)
        self._ends = (more, less)
        self.slider.valueChanged.connect(lambda step: self.field.setValue(step / _STEPS))
        self.field.valueChanged.connect(self._moved)

    def value(self) -> float:
        """The number, 0 to 1."""
        return float(self.field.value())

    def set_value(self, value: float) -> None:
        """Move to a number."""
        self.field.setValue(value)

    def disable(self, reason: str) -> None:
        """Set to nothing and say why; the empty text enables it again."""
        for widget in (self.slider, self.field, *self._ends):
            widget.setEnabled(not reason)
        if reason:
            self.set_value(0.0)
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))

    def show_message(self, text: str) -> None:
        """Say how the preview goes."""
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _moved(self, value: float) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(round(value * _STEPS))
        self.slider.blockSignals(False)
        self.changed.emit(value)
