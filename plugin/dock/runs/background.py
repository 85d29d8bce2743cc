# SPDX-License-Identifier: GPL-2.0-or-later
"""Short reading and writing outside the main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

_POLL_MS = 20


class BackgroundReader(QObject):
    """Runs one function at a time; of those that are submitted meanwhile only the last one counts.

    A function fails by ValueError with one sentence. No QgsTask: QGIS may take a task that was just added off its queue when
    another one ends at that moment, because it knows tasks by addresses that are used again, and what waits for it waits for ever.
    """

    ended = pyqtSignal(object, str)  # what the function returned, or None and why; in the main thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: _Worker | None = None
        self._next: Callable[[], Any] | None = None
        self._is_outdated = False
        self._clock = QTimer(self)
        self._clock.setInterval(_POLL_MS)
        self._clock.timeout.connect(self._poll)

    @property
    def busy(self) -> bool:
        """Whether something runs."""
        return self._worker is not None

    def submit(self, work: Callable[[], Any] | None) -> None:
        """Run a function; None means that the result of what runs is dropped."""
        self._next = work
        if self.busy:
            self._is_outdated = True
        else:
            self._start()

    def _start(self) -> None:
        work, self._next = self._next, None
        self._is_outdated = False
        if work is not None:
            self._worker = _Worker(work)
            self._worker.start()
            self._clock.start()

    def _poll(self) -> None:
        worker = self._worker
        if worker is None or worker.is_alive():
            return
        self._clock.stop()
        self._worker = None
        if self._is_outdated:
            self._start()
        else:
            self.ended.emit(worker.result, worker.problem)


class _Worker(threading.Thread):
    """Knows nothing of Qt, so that it may outlive whoever has started it."""

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__(name="diao-background", daemon=True)
        self._work = work
        self.result: Any = None
        self.problem = ""

    def run(self) -> None:
        try:
            self.result = self._work()
        except ValueError as problem:
            self.problem = str(problem)
