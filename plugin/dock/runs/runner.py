# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs Processing algorithms as tasks, one at a time: the dock's only way to the engine."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
)
from qgis.PyQt.QtCore import QDateTime, QObject, Qt, QTimer, pyqtSignal

from ....processing_provider.text import tr
from ...display import groups
from ..kit.number_format import duration_text
from . import history, log
from .run import Run, RunOutcome
from .task import AlgorithmTask, Feedback

_SECONDS_FOR_A_CANCELLED_RUN = 2.0


@dataclass(frozen=True)
class _Job:
    """What the runner needs to know of the run that goes on, beside its handle."""

    run: Run
    algorithm: QgsProcessingAlgorithm
    task: AlgorithmTask
    load: bool
    group: str
    names: Mapping[str, str]
    note: history.Note | None
    began: float
    when: str
    values: Mapping[str, Any]
    title: str
    doing: str


class JobRunner(QObject):
    """Starts algorithms; lives as long as the plugin. Its signals are for those who only need to know that something runs."""

    started = pyqtSignal(object)  # Run
    ended = pyqtSignal(object)  # RunOutcome, after the run's own `ended`
    closing = pyqtSignal()  # the plugin goes: what works beside the runs ends, too
    engine_changed = pyqtSignal()  # `waits_for` may answer otherwise now

    def __init__(self, waits_for: Callable[[str], str] = lambda size: "", parent: QObject | None = None) -> None:
        """`waits_for` tells what runs that need the engine's environment of a size wait for; empty where they can begin."""
        super().__init__(parent)
        self.waits_for = waits_for
        self.log = log.RunLog(self)
        self._job: _Job | None = None
        self._refused: list[tuple[Run, str]] = []

    @property
    def busy(self) -> bool:
        """Whether a run goes on."""
        return self._job is not None

    @property
    def doing(self) -> str:
        """What goes on, as a sentence for who waits for it; empty while nothing does."""
        return self._job.doing if self._job is not None else ""

    def start(
        self,
        algorithm: str,
        values: dict[str, Any],
        *,
        load: bool = True,
        group: str = "",
        names: Mapping[str, str] | None = None,
        note: bool = True,
        title: str = "",
        doing: str = "",
    ) -> Run | None:
        """Run an algorithm; None while another one runs.

        With `load` its layers go into the project, into a group of the name `group` on top, before the run's `ended`, called by
        `names` where these name the output. With `note` it is a step of the work and stands in the Processing history.
        `title` is what the user knows the run by, else the name of the algorithm; `doing` is what others are told while it goes
        on, else that it is running.
        Values that cannot be right end the run before it begins.
        """
        if self.busy:
            return None
        run = Run(algorithm)
        created = QgsApplication.processingRegistry().createAlgorithmById(algorithm)
        if created is None:
            message = tr("The algorithm {name} is missing; enable the plugin DIAO under Plugins.")
            return self._refuse(run, message.format(name=algorithm))
        context, feedback = _project_context(), Feedback()
        parameters = with_destinations(created, values, load=load)
        ok, message = created.checkParameterValues(parameters, context)
        if not ok:
            return self._refuse(run, message)
        title = title or str(created.displayName())
        task = AlgorithmTask(created, parameters, context, feedback, title=title, is_aside=not note)
        if task.isCanceled():  # refused while it was prepared
            return self._refuse(run, feedback.last_error or tr("It cannot be started."))
        noted = history.note(created, parameters, context) if note else None
        when = QDateTime.currentDateTime().toString(Qt.DateFormat.ISODate)
        running = tr("{name} is running; wait for it or cancel it.").format(name=title)
        self._job = _Job(
            run,
            created,
            task,
            load,
            group,
            names or {},
            noted,
            time.monotonic(),
            when,
            log.plain(values),
            title,
            doing or running,
        )
        run.begin(task)
        task.executed.connect(self._executed)
        self.started.emit(run)
        task.begin()
        return run

    def close(self) -> None:
        """End with the plugin: cancel, and let the engine go away before its modules do."""
        self.closing.emit()
        self.log.close()
        job, self._job = self._job, None
        if job is not None:
            job.run.detach()
            job.task.executed.disconnect(self._executed)
            job.task.cancel()
            job.task.over.wait(_SECONDS_FOR_A_CANCELLED_RUN)

    def _refuse(self, run: Run, message: str) -> Run:
        """End a run that has not begun, once whoever asked for it holds it and listens."""
        self._refused.append((run, message))
        QTimer.singleShot(0, self._end_refused)
        return run

    def _end_refused(self) -> None:
        refused, self._refused = self._refused, []
        for run, message in refused:
            self._end(run, RunOutcome(run.algorithm, False, False, message))

    def _executed(self, ok: bool, results: dict[str, Any]) -> None:
        """In the main thread."""
        job = self._job
        if job is None:
            return
        job.run.detach()
        job.task.executed.disconnect(self._executed)
        message = _message(job, ok=ok)
        if ok and job.load and not job.run.project_closed:
            outputs = [definition.name() for definition in job.algorithm.destinationParameterDefinitions()]
            layers = groups.load(job.task.context, job.group, QgsProject.instance(), outputs, job.names)
            self._load(job, results, layers)
        else:
            self._finish(job, ok, results, message)

    def _load(self, job: _Job, results: dict[str, Any], layers: Generator[None, None, list[str]]) -> None:
        """Load one layer, and the next one when the window has worked off what it has to do."""
        if self._job is not job:
            return  # the plugin is gone
        missing: list[str] = []
        if not job.run.project_closed:
            try:
                next(layers)
            except StopIteration as end:
                missing = end.value
            else:
                QTimer.singleShot(0, lambda: self._load(job, results, layers))
                return
        message = _message(job, ok=True)
        if missing:
            message += " " + tr("These results cannot be opened: {names}.").format(names=", ".join(missing))
        self._finish(job, True, results, message)

    def _finish(self, job: _Job, ok: bool, results: dict[str, Any], message: str) -> None:
        if ok and job.load and job.run.project_closed:
            sources = ", ".join(job.task.context.layersToLoadOnCompletion())
            closed = tr("The project was closed meanwhile; the result lies in {places}.").format(places=sources)
            message = f"{message} {closed}" if sources else message
        cancelled = job.run.cancel_requested and not ok
        if job.note is not None:
            job.note.finish(results)
            if not job.run.project_closed:
                self.log.add(
                    _record(job, log.DONE if ok else log.CANCELLED if cancelled else log.FAILED, message, results)
                )
        self._job = None
        self._end(job.run, RunOutcome(job.run.algorithm, ok, cancelled, message, dict(results) if ok else {}))

    def _end(self, run: Run, outcome: RunOutcome) -> None:
        run.end(outcome)
        self.ended.emit(outcome)


def _record(job: _Job, state: str, message: str, results: dict[str, Any]) -> log.Record:
    """The run as the project remembers it."""
    loaded = job.task.context.layersToLoadOnCompletion() if state == log.DONE and job.load else {}
    layers = [
        [source, details.outputName, job.names.get(details.outputName, details.name)]
        for source, details in loaded.items()
    ]
    kept = log.plain(results) if state == log.DONE else {}
    return log.Record(job.when, job.run.algorithm, state, message, job.group, dict(job.values), kept, layers)


def _project_context() -> QgsProcessingContext:
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    return context


def _message(job: _Job, *, ok: bool) -> str:
    """How the run has ended, as one sentence."""
    if ok:
        return tr("{name}: done in {time}.").format(name=job.title, time=duration_text(time.monotonic() - job.began))
    if job.run.cancel_requested:
        return tr("{name}: cancelled; nothing was written.").format(name=job.title)
    return job.task.feedback.last_error or tr("{name} failed; the log says why.").format(name=job.title)


def with_destinations(algorithm: QgsProcessingAlgorithm, values: dict[str, Any], *, load: bool) -> dict[str, Any]:
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
