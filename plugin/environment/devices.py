# SPDX-License-Identifier: GPL-2.0-or-later
"""The part of the options page that tests the devices: a line for each, training and mapping apart; and a text for bug reports."""

from __future__ import annotations

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSlot, qVersion
from qgis.PyQt.QtWidgets import QApplication, QGroupBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ...diao_engine.protocol import diagnostics, environment, selftest
from ...processing_provider.text import language, tr
from ..dock.kit.message_label import plain
from ..settings import store
from . import steps
from .availability import named_interpreter
from .runner import Runner

_MILLISECONDS_OF_THANKS = 2000


class DevicesPanel(QGroupBox):
    """What the last test has found, and the buttons that test anew and copy."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(tr("Devices"), parent)
        self._runner = runner
        self.found = plain(wrapped=True)
        self.found.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.test = QPushButton(tr("Test the devices"))
        self.test.setObjectName("diao_test_devices")
        self.test.setToolTip(tr("Computes the same on each device, in half a minute or two"))
        self.test.clicked.connect(self._test)
        self.copy = QPushButton()
        self._name_copy()
        self._thanks = QTimer(self)
        self._thanks.setSingleShot(True)
        self._thanks.timeout.connect(self._name_copy)
        self.copy.setObjectName("diao_copy_diagnostics")
        self.copy.setToolTip(tr("Versions, system, devices and settings for a bug report, without your name"))
        self.copy.clicked.connect(self._copy)
        buttons = QHBoxLayout()
        buttons.addWidget(self.test)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.found)
        layout.addLayout(buttons)
        runner.changed.connect(self.refresh)
        runner.forecast.changed.connect(self.refresh)
        self.refresh()

    @pyqtSlot()
    def refresh(self) -> None:
        """Show what stands now."""
        is_there = bool(environment.interpreters(named_interpreter()))
        self.test.setEnabled(is_there and not self._runner.busy)
        self.copy.setEnabled(self._runner.forecast.machine is not None)
        lines = [sentence.text(language=language()) for sentence in selftest.told(self._runner.trials)]
        missing = tr("Not tested yet.") if is_there else tr("They can be tested when an environment is set up.")
        self.found.setText("\n".join(lines) or missing)

    def _test(self) -> None:
        self._runner.start(
            tr("DIAO: testing the devices"),
            steps.test_devices(environment.interpreters(named_interpreter()), self._runner.keep_trials),
        )

    def _copy(self) -> None:
        machine = self._runner.forecast.machine
        if machine is None:
            return
        stored = store.read()
        facts = {
            "QGIS": Qgis.QGIS_VERSION,
            "Qt": qVersion(),
            "Language": QgsApplication.locale(),
            "Automatic device means": stored.device,
            "Python of the user's own": named_interpreter() or "none",
        }
        QApplication.clipboard().setText(diagnostics.text(machine, self._runner.trials, facts))
        self.copy.setText(tr("Copied"))
        self._thanks.start(_MILLISECONDS_OF_THANKS)

    @pyqtSlot()
    def _name_copy(self) -> None:
        self.copy.setText(tr("Copy diagnostics"))
