# SPDX-License-Identifier: GPL-2.0-or-later
"""Settings > Options > DIAO."""

from __future__ import annotations

from qgis.gui import QgsFileWidget, QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtCore import pyqtSlot
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ...diao_engine.jobs import common
from ...processing_provider.algorithm import ICONS
from ...processing_provider.text import tr
from ..dock.kit.wheel import WheelGuard
from ..environment import steps
from ..environment.devices import DevicesPanel
from ..environment.panel import EnvironmentPanel
from ..environment.runner import Runner
from . import store


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page whenever the options dialog opens."""

    def __init__(self, runner: Runner) -> None:
        super().__init__("DIAO", QIcon(str(ICONS / "diao.svg")))
        self._runner = runner

    def createWidget(self, parent: QWidget | None) -> QgsOptionsPageWidget:
        """A fresh page."""
        return OptionsPage(self._runner, parent)


class OptionsPage(QgsOptionsPageWidget):
    """Interpreter, device, the private environments and the test of the devices."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("diao_options")
        self._runner = runner
        stored = store.read()
        self.interpreter = QgsFileWidget()
        self.interpreter.setDialogTitle(tr("Python of the engine"))
        self.interpreter.setFilePath(stored.interpreter)
        self.interpreter.lineEdit().setPlaceholderText(tr("empty: the private environment below"))
        self._check = QPushButton(tr("Check"))
        self._check.clicked.connect(self._check_interpreter)
        self.interpreter.fileChanged.connect(self._refresh)
        runner.changed.connect(self._refresh)
        self.device = QComboBox()
        for value, meaning in common.DEVICES.items():
            self.device.addItem(tr(meaning), value)
        self.device.setCurrentIndex(self.device.findData(stored.device))
        own = QHBoxLayout()
        own.addWidget(self.interpreter)
        own.addWidget(self._check)
        form = QFormLayout()
        form.addRow(tr("Python of your own"), own)
        form.addRow(tr("Automatic device means"), self.device)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(EnvironmentPanel(runner, self))
        layout.addWidget(DevicesPanel(runner, self))
        layout.addStretch(1)
        WheelGuard.over(self)
        self._refresh()

    def apply(self) -> None:
        """Store what the page shows."""
        store.write(store.PluginSettings(self.interpreter.filePath().strip(), self.device.currentData()))
        self._runner.changed.emit()  # the dock looks again whether there is an engine

    @pyqtSlot()
    def _refresh(self) -> None:
        self._check.setEnabled(bool(self.interpreter.filePath().strip()) and not self._runner.busy)

    def _check_interpreter(self) -> None:
        self._runner.start(tr("DIAO: checking the Python"), steps.check(self.interpreter.filePath().strip()))
