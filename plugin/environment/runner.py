# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the long steps on environments as a QgsTask, one at a time, whether or not a page is open to watch them."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from typing import Union

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...diao_engine.errors import EngineError, JobCancelled
from ...diao_engine.messages import Sentence
from ...diao_engine.protocol.install import Log
from ...diao_engine.protocol.selftest import Trial
from ...processing_provider.text import language, tr
from ..messages import Messages
from .forecast import Forecast

# Hears the share that is done, and of how many megabytes.
Progress = Callable[[float, float], None]
# What is to be done: it is given the log, the question whether to stop, and who hears how far it is; it returns how it has ended.
Work = Callable[[Log, Callable[[], bool], Progress], str]


class _Task(QgsTask):
    """One step. Signals carry its messages to the main thread, where `ended` comes last with the end's sentence."""

    message = pyqtSignal(str)
    progressed = pyqtSignal(float, float)
    ended = pyqtSignal(bool, str)

    def __init__(self, title: str, work: Work) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel)
        self._work = work
        self._message = ""

    def run(self) -> bool:
        """In the task's thread. One of the two places that catch everything: a task must never raise."""
        try:
            self._message = self._work(self._log, self.isCanceled, self._progress)
        except JobCancelled:
            self._message = tr("Cancelled; nothing was changed.")
        except EngineError as error:
            self._message = " ".join(error.lines(language=language()))
        except Exception as error:
            self.message.emit("".join(traceback.format_exception(type(error), error, error.__traceback__)))
            self._message = tr("This failed: {error}. Please report it with the log.").format(error=error)
        else:
            return True
        return False

    def _log(self, line: Union[str, Sentence]) -> None:
        self.message.emit(line.text(language=language()) if isinstance(line, Sentence) else line)

    def _progress(self, share: float, megabytes: float) -> None:
        self.setProgress(100.0 * share)
        self.progressed.emit(share, megabytes)

    def finished(self, result: bool) -> None:
        """In the main thread."""
        self.ended.emit(result, self._message or tr("Cancelled; nothing was changed."))


class Runner(QObject):
    """Holds the running step and what it said; lives as long as the plugin."""

    message = pyqtSignal(str)
    progressed = pyqtSignal()  # `share` and `megabytes` are others now
    changed = pyqtSignal()

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        self.share: float | None = None  # done of the running step, where it has told
        self.megabytes = 0.0  # of the whole
        self._began = 0.0
        self.forecast = Forecast()  # no parent: its task may outlive the plugin
        self.trials: tuple[Trial, ...] = ()  # what the last test of the devices has found
        self._messages = messages
        self._task: _Task | None = None
        self.lines: list[str] = []

    @property
    def busy(self) -> bool:
        """Whether a step is running."""
        return self._task is not None

    @property
    def seconds(self) -> float:
        """How long the running step has taken so far."""
        return time.monotonic() - self._began if self.busy else 0.0

    def start(self, title: str, work: Work) -> None:
        """Run a step; does nothing while another one runs."""
        if self.busy:
            return
        self.lines, self.share, self._began = [], None, time.monotonic()
        self._task = _Task(title, work)
        self._task.progressed.connect(self._progress)
        self._task.message.connect(self._log_line)
        self._task.ended.connect(self._end)
        self._log_line(title)
        QgsApplication.taskManager().addTask(self._task)
        self.changed.emit()

    def cancel(self) -> None:
        """Ask the running step to stop."""
        if self._task is not None:
            self._task.cancel()

    def keep_trials(self, trials: tuple[Trial, ...]) -> None:
        """What a test of the devices has found; called by its step, whose end is told by `changed`."""
        self.trials = trials

    def _progress(self, share: float, megabytes: float) -> None:
        self.share, self.megabytes = max(share, self.share or 0.0), megabytes
        self.progressed.emit()

    def _log_line(self, line: str) -> None:
        self.lines.append(line)
        self._messages.log(line)
        self.message.emit(line)

    def _end(self, ok: bool, message: str) -> None:
        self._task = None
        self.lines.append(message)
        self.message.emit(message)
        (self._messages.success if ok else self._messages.problem)(message)
        if self.forecast.is_known:
            self.forecast.look()  # what is there may be the right one now
        self.changed.emit()
