# SPDX-License-Identifier: GPL-2.0-or-later
"""The choice on top of the page: how much time the training may take, and what that means in minutes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ....diao_engine.jobs.presets import PRESETS, matching
from ....processing_provider.text import tr
from ..kit.message_label import plain, wrapped_label


class PresetChoice(QWidget):
    """Shows which preset the values of the form are, else that they are the user's own; `chosen` gives the values of another."""

    chosen = pyqtSignal(dict)  # by the names of the parameters

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QComboBox()
        self.box.setObjectName("diao_preset")
        self.box.setAccessibleName(tr("Effort"))
        for name, preset in PRESETS.items():
            self.box.addItem(tr(preset.label), name)
        self.box.activated.connect(self._choose)
        label = plain(tr("Effort"))
        label.setBuddy(self.box)
        self.purpose = wrapped_label("diao_preset_told", hidden=False)
        self.estimate = wrapped_label("diao_estimate", selectable=True)
        row = QHBoxLayout()
        row.addWidget(label, 2)
        row.addWidget(self.box, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.purpose)
        layout.addWidget(self.estimate)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Say which preset these values of the form are."""
        name = matching({key.lower(): value for key, value in values.items()})
        own = self.box.findData("")  # this entry is there only while it is true: it could not be chosen
        if name and own >= 0:
            self.box.removeItem(own)
        elif not name and own < 0:
            self.box.addItem(tr("Custom"), "")
        self.box.setCurrentIndex(self.box.findData(name))
        self.purpose.setText(tr(PRESETS[name].help) if name else tr("The fields below have values of your own."))

    def show_estimate(self, text: str) -> None:
        """Say how long it takes, or nothing."""
        self.estimate.setText(text)
        self.estimate.setVisible(bool(text))

    def _choose(self, index: int) -> None:
        name = self.box.itemData(index)
        if name:
            self.chosen.emit({field.upper(): value for field, value in PRESETS[name].values().items()})
