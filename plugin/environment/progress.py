# SPDX-License-Identifier: GPL-2.0-or-later
"""How far a set-up is: share, size and time, for the dock and for the options page."""

from __future__ import annotations

from qgis.PyQt.QtCore import QTimer, pyqtSlot
from qgis.PyQt.QtWidgets import QProgressBar, QWidget

from ...processing_provider.text import tr
from ..dock.kit.message_label import plain_tip
from ..dock.kit.number_format import megabytes_text
from .runner import Runner

_TICK_MS = 1000


class SetupProgress(QProgressBar):
    """Gone while no step runs; without an end until a step has told how far it is."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("diao_setup_progress")
        self.setAccessibleName(tr("Progress of the set-up"))
        self._runner = runner
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._show)
        runner.changed.connect(self._restart)
        runner.progressed.connect(self._show)
        self._restart()

    @pyqtSlot()
    def _restart(self) -> None:
        self.setVisible(self._runner.busy)
        if self._runner.busy:
            self._clock.start()
        else:
            self._clock.stop()
        self._show()

    @pyqtSlot()
    def _show(self) -> None:
        share, megabytes, seconds = self._runner.share, self._runner.megabytes, self._runner.seconds
        minutes, rest = divmod(int(seconds), 60)
        clock = f"{minutes}:{rest:02d}"
        if share is None:
            self.setRange(0, 0)
            text = tr("Running for {time} minutes").format(time=clock)
        else:
            self.setRange(0, 100)
            self.setValue(int(100 * share))
            text = tr("{percent} % of {size}, {time} minutes").format(
                percent=int(100 * share), size=megabytes_text(megabytes), time=clock
            )
        self.setFormat(text)
        self.setToolTip(plain_tip(text))
