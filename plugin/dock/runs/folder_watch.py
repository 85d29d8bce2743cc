# SPDX-License-Identifier: GPL-2.0-or-later
"""A folder or a catalogue that is watched: the engine goes on beside QGIS and other runs, and layers show what it made. No widgets.

No QgsTask: a watching ends with QGIS and is gone on with at any time, so nobody should be asked about it when the window closes,
and it must not keep a thread from the tasks of others.
"""

from __future__ import annotations

import tempfile
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
)
from qgis.PyQt.QtCore import QDateTime, QObject, QTimer, pyqtSignal

from ....diao_engine.jobs import Job, Update, specs
from ....diao_engine.messages import IMAGE_SET_ASIDE, IMAGES_TAKEN, WATCHING, Sentence
from ....processing_provider.text import language, tr
from ....processing_provider.watching import WatchAlgorithm
from ...display import groups, refreshed
from ...display.titles import Titles
from ...settings import store
from .runner import with_destinations

_POLL_MS = 200
_SECONDS_TO_END = 2.5


@dataclass
class WatchState:
    """What has become of the images so far: how many are in the map, the last ones, and why others were set aside."""

    taken: int = 0
    refused: int = 0
    last: list[str] = field(default_factory=list)
    last_at: QDateTime = field(default_factory=QDateTime)
    set_aside: dict[str, str] = field(default_factory=dict)
    stage: str = ""  # what the engine does now; empty while it waits


class FolderWatch(QObject):
    """One place at a time. It ends with the project and with the plugin; what is in the map then is in it for good."""

    changed = pyqtSignal()  # `is_on` or `state`
    ended = pyqtSignal(str)  # why it cannot go on; empty when it was stopped

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = WatchState()
        self._watching: _Watching | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(_POLL_MS)
        self._clock.timeout.connect(self._poll)

    @property
    def is_on(self) -> bool:
        """Whether a place is watched."""
        return self._watching is not None

    @property
    def is_stopping(self) -> bool:
        """Whether it was told to stop, and has not yet."""
        return self._watching is not None and self._watching.listener.isCanceled()

    def start(self, values: dict[str, Any], called: Titles, assets: Sequence[str] = ()) -> str:
        """Watch the place that stands for the images of `diao:update`; returns why that cannot be, or the empty text.

        What the engine writes comes into the project as a group called `called`, when it is there. Of the items of a catalogue
        `assets` are the images.
        """
        try:
            self._watching = _Watching(values, called, assets)
        except QgsProcessingException as problem:
            return str(problem)
        self.state = WatchState()
        self._watching.thread.start()
        self._clock.start()
        self.changed.emit()
        return ""

    def stop(self) -> None:
        """Let the engine stop; an image that is being brought in is taken at the next start."""
        if self._watching is not None:
            self._watching.listener.cancel()
            self.changed.emit()

    def close(self) -> None:
        """End with the plugin: the engine is gone before its modules are."""
        thread = self._watching.thread if self._watching is not None else None
        self.leave()
        if thread is not None:
            thread.join(_SECONDS_TO_END)

    def leave(self) -> None:
        """End with the project: the engine stops, and nobody waits for it."""
        watching, self._watching = self._watching, None
        self._clock.stop()
        self.state = WatchState()
        if watching is not None:
            watching.listener.cancel()
            self.changed.emit()

    def _poll(self) -> None:
        watching = self._watching
        if watching is None:
            return
        is_over = not watching.thread.is_alive()  # before the last words are read
        if self._hear(watching):
            self.changed.emit()
        if is_over:
            self._watching = None
            self._clock.stop()
            self.state.stage = ""
            self.changed.emit()
            self.ended.emit("" if watching.listener.isCanceled() else watching.thread.problem)

    def _hear(self, watching: _Watching) -> bool:
        """Take in what the engine has said; whether there was something."""
        heard, told, has_changed = watching.listener.heard, False, False
        while heard:
            said, told = heard.popleft(), True
            if isinstance(said, str):
                self.state.stage = said
                continue
            arguments = said.arguments
            if said.code in (WATCHING, IMAGES_TAKEN):
                self.state.taken, self.state.refused = int(arguments["count"]), int(arguments["refused"])
                self.state.stage = ""
                has_changed = has_changed or said.code == IMAGES_TAKEN or self.state.taken > 0
            if said.code == IMAGES_TAKEN:
                names = [str(name) for name in arguments["names"]]
                self.state.last, self.state.last_at = names, QDateTime.currentDateTime()
                for name in names:
                    self.state.set_aside.pop(name, None)
            elif said.code == IMAGE_SET_ASIDE:
                reason = arguments["reason"]
                parameters = specs(Update)
                text = reason.text(parameters, language()) if isinstance(reason, Sentence) else str(reason)
                self.state.set_aside[str(arguments["path"])] = text
                self.state.refused = max(self.state.refused, len(self.state.set_aside))
                self.state.stage = ""
        if has_changed:
            watching.show()
        return told


class _Watching:
    """What goes on: the job, its thread, and where the layers come from."""

    def __init__(self, values: dict[str, Any], called: Titles, assets: Sequence[str]) -> None:
        self._called = called
        self._context = QgsProcessingContext()
        self._context.setProject(QgsProject.instance())
        self._algorithm = WatchAlgorithm(Update, lambda: store.read().engine())
        self._algorithm.initAlgorithm()
        parameters = with_destinations(self._algorithm, values, load=True)
        self._algorithm.prepareAlgorithm(parameters, self._context, QgsProcessingFeedback())
        folder = tempfile.TemporaryDirectory(prefix="diao-layers-")
        self._job = self._algorithm.job(parameters, self._context, folder.name)
        self.listener = _Listener()
        self.thread = _Thread(self._algorithm, self._job, assets, self.listener, folder)
        self._sources: list[str] = []  # what has come into the project; a layer that the user takes out stays out

    def show(self) -> None:
        """Show what the engine has written: at first in new layers, where the project has none of these files, then in those."""
        is_first, project = not self._sources, QgsProject.instance()
        # What the context knows of layers to load is for one use; afterwards the files need their styles alone.
        self._algorithm.results(self._job, self._context if is_first else QgsProcessingContext())
        pending = self._context.layersToLoadOnCompletion()
        if not is_first:
            for source in self._sources:
                refreshed.refresh(source, project)
            return
        self._sources = list(pending)
        new = {source: details for source, details in pending.items() if not refreshed.refresh(source, project)}
        self._context.setLayersToLoadOnCompletion(new)
        for _ in groups.load(self._context, self._called.group, project, ["OUTPUT", "CHANGES"], self._called.layers):
            pass


class _Thread(threading.Thread):
    """May outlive whoever has started it; `folder` holds what was written for the engine alone."""

    def __init__(
        self,
        algorithm: WatchAlgorithm,
        job: Job,
        assets: Sequence[str],
        listener: _Listener,
        folder: tempfile.TemporaryDirectory[str],
    ) -> None:
        super().__init__(name="diao-watch", daemon=True)
        self._algorithm, self._job, self._assets, self._listener, self._folder = (
            algorithm,
            job,
            assets,
            listener,
            folder,
        )
        self.problem = ""

    def run(self) -> None:
        try:
            with self._folder:
                self._algorithm.watch(self._job, self._assets, self._listener)
        except QgsProcessingException as problem:
            self.problem = str(problem) or tr("It cannot be started.")


class _Listener:
    """A feedback as `engine.run` takes it, called in the thread; what it has heard is read in the main one."""

    def __init__(self) -> None:
        self.heard: deque[str | Sentence] = deque()
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        self._cancelled.set()

    def isCanceled(self) -> bool:
        return self._cancelled.is_set()

    def stage(self, text: str) -> None:
        self.heard.append(text)

    def said(self, _level: str, sentence: Sentence) -> None:
        self.heard.append(sentence)

    def _ignore(self, *_: object) -> None:
        """What is told twice, or stands in no log."""

    setProgress = setProgressText = pushInfo = pushWarning = pushDebugInfo = _ignore  # noqa: N815 - Processing's names
