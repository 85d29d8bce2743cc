# SPDX-License-Identifier: GPL-2.0-or-later
"""The handle of a run: what whoever has started it holds, follows and ends it by. No widgets here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal, pyqtSlot

from .task import AlgorithmTask


@dataclass(frozen=True)
class RunOutcome:
    """How a run has ended; `message` is the sentence for the analyst, `results` are Processing's values."""

    algorithm: str
    ok: bool
    cancelled: bool
    message: str
    results: dict[str, Any] = field(default_factory=dict)


class Run(QObject):
    """A run from its start on; the runner returns it, and no signal comes before that.

    A run that was refused, because its values cannot be right, is not `is_running`; its `ended` comes soon all the same.
    """

    progressed = pyqtSignal(float, str)  # 0..100, stage with the time left
    message = pyqtSignal(str, str)  # info, warning, detail or error; text
    metric = pyqtSignal(str, int, float)  # name, step, value
    device = pyqtSignal(str)  # what a training runs on
    notice = pyqtSignal(str, str)  # a warning that decides over the result: its code, text
    ended = pyqtSignal(object)  # RunOutcome

    def __init__(self, algorithm: str) -> None:
        super().__init__()
        self.algorithm = algorithm
        self.is_running = False
        self.cancel_requested = False
        self.finish_requested = False
        self.project_closed = False  # the project that was open at the start is not any more
        self._task: AlgorithmTask | None = None
        QgsProject.instance().cleared.connect(self._project_cleared)

    def cancel(self) -> None:
        """Ask the run to stop; nothing of it stays."""
        self.cancel_requested = True
        if self._task is not None:
            self._task.cancel()

    def finish_early(self) -> None:
        """Ask a training to stop after this epoch and to keep the best one."""
        self.finish_requested = True
        if self._task is not None:
            self._task.feedback.finish()

    def begin(self, task: AlgorithmTask | None) -> None:
        """For the runner: relay what the task reports."""
        self.is_running = True
        self._task = task
        if task is not None:
            task.feedback.progressed.connect(self.progressed)
            task.feedback.message.connect(self.message)
            task.feedback.metric_received.connect(self.metric)
            task.feedback.device_named.connect(self.device)
            task.feedback.noticed.connect(self.notice)

    def detach(self) -> None:
        """For the runner: nothing that the task still reports counts."""
        task, self._task = self._task, None
        if task is not None:
            feedback = task.feedback
            relayed = (
                feedback.progressed,
                feedback.message,
                feedback.metric_received,
                feedback.device_named,
                feedback.noticed,
            )
            for signal in relayed:
                signal.disconnect()

    def end(self, outcome: RunOutcome) -> None:
        """For the runner: the run is over."""
        self.detach()
        self.is_running = False
        QgsProject.instance().cleared.disconnect(self._project_cleared)
        self.ended.emit(outcome)

    @pyqtSlot()
    def _project_cleared(self) -> None:
        self.project_closed = True
