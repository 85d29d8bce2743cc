# SPDX-License-Identifier: GPL-2.0-or-later
"""A run in its thread, and the feedback that carries its messages to the main thread. Nothing here touches a widget."""

from __future__ import annotations

import threading
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtCore import pyqtSignal

from ....processing_provider import compat


class Feedback(QgsProcessingFeedback):
    """Lives in the main thread, is called in the run's; its signals cross over."""

    progressed = pyqtSignal(float, str)
    message = pyqtSignal(str, str)
    metric_received = pyqtSignal(str, int, float)
    device_named = pyqtSignal(str)
    noticed = pyqtSignal(str, str)

    def __init__(self) -> None:
        super().__init__(False)
        self.last_error = ""
        self._stage = ""
        self._finishing = threading.Event()
        self.progressChanged.connect(self._progress)

    def metric(self, name: str, step: int, value: float) -> None:
        """Relay a number of a training."""
        self.metric_received.emit(name, step, value)

    def device(self, text: str) -> None:
        """Relay what a training runs on."""
        self.device_named.emit(text)

    def notice(self, code: str, text: str) -> None:
        """Relay a warning that decides over the result."""
        self.noticed.emit(code, text)

    def is_finishing(self) -> bool:
        """Whether a training is to stop after this epoch and keep the best one."""
        return self._finishing.is_set()

    def finish(self) -> None:
        """Ask for that."""
        self._finishing.set()

    def stage(self, text: str) -> None:
        """What is done now, with the time left."""
        self._stage = text
        self.progressed.emit(self.progress(), text)

    def setProgressText(self, text: str) -> None:
        """The same, seldom and for a log; also of algorithms that are not ours."""
        self._stage = text
        self.progressed.emit(self.progress(), text)

    def pushInfo(self, info: str) -> None:
        """For the log."""
        self.message.emit("info", info)

    def pushCommandInfo(self, info: str) -> None:
        """For the log."""
        self.message.emit("detail", info)

    def pushConsoleInfo(self, info: str) -> None:
        """For the log."""
        self.message.emit("detail", info)

    def pushDebugInfo(self, info: str) -> None:
        """For the log."""
        self.message.emit("detail", info)

    def pushWarning(self, warning: str) -> None:
        """For the log, to be seen."""
        self.message.emit("warning", warning)

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N803 - QGIS's name
        """The sentence that a failed run ends with."""
        self.last_error = error
        self.message.emit("error", error)

    def _progress(self, percent: float) -> None:
        self.progressed.emit(percent, self._stage)


# Tasks that QGIS has and has not deleted yet. What owns a Python object in QGIS holds it by the wrapper of the task manager, which
# goes at once, and with the task's own wrapper would go what it keeps.
_begun: set[AlgorithmTask] = set()


class AlgorithmTask(QgsProcessingAlgRunnerTask):
    """Keeps alive what QGIS's task only points at, and `over` is set when its thread has left the algorithm.

    QGIS lists it as `title`, and tells its end by that where it took long; of one that `is_aside`, no step of the work, it tells
    nothing since 3.26.
    """

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: Feedback,
        *,
        title: str,
        is_aside: bool = False,
    ) -> None:
        super().__init__(algorithm, parameters, context, feedback, *(compat.SILENT if is_aside else ()))
        self.setDescription(f"DIAO: {title}")
        self.context = context
        self.feedback = feedback
        self.over = threading.Event()

    def begin(self) -> None:
        """Hand it to QGIS, which ends it in the main thread some time after `over`, whoever has gone meanwhile."""
        _begun.add(self)
        self.destroyed.connect(lambda *_: _begun.discard(self))
        QgsApplication.taskManager().addTask(self)

    def run(self) -> bool:
        """In the task's thread."""
        try:
            return bool(super().run())
        finally:
            self.over.set()
