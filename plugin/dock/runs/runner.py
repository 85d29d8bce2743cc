# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs Processing algorithms as tasks, one at a time: the dock's only way to the engine."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ....processing_provider.text import tr
from ...display import groups
from . import history
from .task import AlgorithmTask, Feedback

_SECONDS_FOR_A_CANCELLED_RUN = 2.0


@dataclass(frozen=True)
class RunOutcome:
    """How a run has ended; `told` is the sentence for the analyst, `results` are Processing's values."""

    algorithm: str
    ok: bool
    cancelled: bool
    told: str
    results: dict[str, Any] = field(default_factory=dict)


Then = Callable[[RunOutcome], None]


@dataclass
class _Run:
    """What is known about the run that goes on."""

    algorithm: QgsProcessingAlgorithm
    task: AlgorithmTask
    load: bool
    group: str
    note: history.Note | None
    then: Then | None
    began: float
    cancelled: bool = False
    project_gone: bool = False


class JobRunner(QObject):
    """Starts algorithms and tells how they go on; lives as long as the plugin."""

    started = pyqtSignal(str)  # id of the algorithm
    progressed = pyqtSignal(float, str)  # 0..100, stage with the time left
    said = pyqtSignal(str, str)  # info, warning, detail or error; text
    metric = pyqtSignal(str, int, float)  # name, step, value
    ended = pyqtSignal(object)  # Outcome

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run: _Run | None = None
        QgsProject.instance().cleared.connect(self._project_cleared)

    @property
    def busy(self) -> bool:
        """Whether a run goes on."""
        return self._run is not None

    @property
    def running(self) -> str:
        """The id of the algorithm that runs, or the empty text."""
        return self._run.algorithm.id() if self._run is not None else ""

    def start(
        self,
        algorithm: str,
        values: dict[str, Any],
        *,
        load: bool = True,
        group: str = "",
        note: bool = True,
        then: Then | None = None,
    ) -> bool:
        """Run an algorithm; False while another one runs.

        With `load` its layers go into the project, into a group of the name `group` on top; with `note` it stands in the
        Processing history. `then` is called in the main thread once the layers are loaded, and `ended` after it. Values
        that cannot be right end the run before it begins.
        """
        if self.busy:
            return False
        found = QgsApplication.processingRegistry().createAlgorithmById(algorithm)
        if found is None:
            told = tr("The algorithm {name} is missing; enable the plugin DIAO under Plugins.").format(name=algorithm)
            self._tell(RunOutcome(algorithm, False, False, told), then)
            return True
        context, feedback = self._context(), Feedback()
        parameters = _with_destinations(found, values, load=load)
        well, told = found.checkParameterValues(parameters, context)
        if not well:
            self._tell(RunOutcome(algorithm, False, False, told), then)
            return True
        self._begin(found, parameters, context, feedback, load=load, group=group, note=note, then=then)
        return True

    def cancel(self) -> None:
        """Ask the run to stop; nothing of it stays."""
        if self._run is not None:
            self._run.cancelled = True
            self._run.task.cancel()

    def finish_early(self) -> None:
        """Ask a training to stop after this epoch and to keep the best one."""
        if self._run is not None:
            self._run.task.feedback.finish()

    def close(self) -> None:
        """End with the plugin: cancel, and let the engine go away before its modules do."""
        QgsProject.instance().cleared.disconnect(self._project_cleared)
        run, self._run = self._run, None
        if run is not None:
            self._disconnect(run.task)
            run.task.cancel()
            run.task.over.wait(_SECONDS_FOR_A_CANCELLED_RUN)

    def _context(self) -> QgsProcessingContext:
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        return context

    def _begin(
        self,
        found: QgsProcessingAlgorithm,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: Feedback,
        *,
        load: bool,
        group: str,
        note: bool,
        then: Then | None,
    ) -> None:
        task = AlgorithmTask(found, parameters, context, feedback)
        if task.isCanceled():  # refused while it was prepared
            self._tell(RunOutcome(found.id(), False, False, feedback.last_error or tr("It cannot be started.")), then)
            return
        noted = history.note(found, parameters, context) if note else None
        self._run = _Run(found, task, load, group, noted, then, time.monotonic())
        feedback.progressed.connect(self.progressed)
        feedback.said.connect(self.said)
        feedback.metric_told.connect(self.metric)
        task.executed.connect(self._executed)
        self.started.emit(found.id())
        QgsApplication.taskManager().addTask(task)

    def _disconnect(self, task: AlgorithmTask) -> None:
        task.executed.disconnect(self._executed)
        for signal in (task.feedback.progressed, task.feedback.said, task.feedback.metric_told):
            signal.disconnect()

    def _executed(self, well: bool, results: dict[str, Any]) -> None:
        """In the main thread."""
        run = self._run
        if run is None:
            return
        self._disconnect(run.task)
        told = self._sentence(run, well)
        if well and run.load and not run.project_gone:
            outputs = [definition.name() for definition in run.algorithm.destinationParameterDefinitions()]
            self._load(run, results, groups.load(run.task.context, run.group, QgsProject.instance(), outputs))
        else:
            self._finish(run, well, results, told)

    def _load(self, run: _Run, results: dict[str, Any], layers: Generator[None, None, list[str]]) -> None:
        """Load one layer, and the next one when the window has worked off what it has to do."""
        if self._run is not run:
            return  # the plugin is gone
        missing: list[str] = []
        if not run.project_gone:
            try:
                next(layers)
            except StopIteration as end:
                missing = end.value
            else:
                QTimer.singleShot(0, lambda: self._load(run, results, layers))
                return
        told = self._sentence(run, True)
        if missing:
            told += " " + tr("These results cannot be opened: {names}.").format(names=", ".join(missing))
        self._finish(run, True, results, told)

    def _finish(self, run: _Run, well: bool, results: dict[str, Any], told: str) -> None:
        if well and run.load and run.project_gone:
            places = ", ".join(run.task.context.layersToLoadOnCompletion())
            closed = tr("The project was closed meanwhile; the result lies in {places}.").format(places=places)
            told = f"{told} {closed}" if places else told
        if run.note is not None:
            run.note.finish(results)
        self._run = None
        cancelled = run.cancelled and not well
        self._tell(RunOutcome(run.algorithm.id(), well, cancelled, told, dict(results) if well else {}), run.then)

    def _sentence(self, run: _Run, well: bool) -> str:
        name = run.algorithm.displayName()
        if well:
            return tr("{name}: done in {time}.").format(name=name, time=_lasted(time.monotonic() - run.began))
        if run.cancelled:
            return tr("{name}: cancelled; nothing was written.").format(name=name)
        return run.task.feedback.last_error or tr("{name} failed; the log says why.").format(name=name)

    def _tell(self, outcome: RunOutcome, then: Then | None) -> None:
        owner = getattr(then, "__self__", None)
        if then is not None and not (isinstance(owner, QObject) and sip.isdeleted(owner)):
            then(outcome)
        self.ended.emit(outcome)

    def _project_cleared(self) -> None:
        if self._run is not None:
            self._run.project_gone = True


def _with_destinations(algorithm: QgsProcessingAlgorithm, values: dict[str, Any], *, load: bool) -> dict[str, Any]:
    """The values, with layer outputs marked for the project where they are to be loaded."""
    marked = dict(values)
    project = QgsProject.instance() if load else None
    for definition in algorithm.destinationParameterDefinitions():
        value = marked.get(definition.name())
        if value in (None, "") or definition.type() == "fileDestination":
            continue
        sink = value.sink if isinstance(value, QgsProcessingOutputLayerDefinition) else value
        marked[definition.name()] = QgsProcessingOutputLayerDefinition(sink, project)
    return marked


def _lasted(seconds: float) -> str:
    if seconds < 90:
        return tr("{n} s").format(n=max(1, round(seconds)))
    if seconds < 5400:
        return tr("{n} min").format(n=round(seconds / 60))
    return tr("{n} h").format(n=round(seconds / 3600, 1))
