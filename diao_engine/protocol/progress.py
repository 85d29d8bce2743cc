# SPDX-License-Identifier: GPL-2.0-or-later
"""What a running job reports and receives: progress, messages, metrics, and whether it shall stop or finish early."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import Any, TypeVar

from ..errors import JobCancelled
from ..messages import ENGLISH, Sentence
from ..messages.sentence import Parameter
from . import events

Item = TypeVar("Item")

_SECONDS_BETWEEN_PROGRESS = 0.2
_SECONDS_BEFORE_ESTIMATE = 3.0


class ProgressReporter:
    """Sends events to `emit`; every call that reports progress also raises `JobCancelled` when the cancel file is there.

    A stage of the work gets its own part of the total by `part`, so that no function needs to know the total.
    """

    def __init__(self, emit: Callable[[events.Event], None], cancel_file: str = "", finish_file: str = "") -> None:
        self._emit = emit
        self._cancel_file = cancel_file
        self._finish_file = finish_file
        self._start, self._end = 0.0, 1.0
        self._clock = _Clock()
        self.parameters: tuple[Parameter, ...] = ()  # of the job, which sentences may name
        self.language = ENGLISH  # of whoever reads what the job writes
        self._stage: Sentence | None = None  # what every stage is called, where it is set

    @property
    def folder(self) -> str:
        """The temporary folder of this job, which its caller removes; empty where there is none."""
        return os.path.dirname(self._cancel_file)

    def part(self, start: float, end: float) -> ProgressReporter:
        """A reporter whose 0 to 1 is `start` to `end` of this one."""
        part = ProgressReporter(self._emit, self._cancel_file, self._finish_file)
        width = self._end - self._start
        part._start, part._end = self._start + start * width, self._start + end * width
        part._clock, part._stage = self._clock, self._stage
        part.parameters, part.language = self.parameters, self.language
        return part

    def under(self, code: str, /, **arguments: Any) -> ProgressReporter:
        """The same with one stage for all its progress, and without messages and metrics: for one of many parts that are alike."""

        def emit(event: events.Event) -> None:
            if isinstance(event, events.Progress):
                self._emit(event)

        one = self.part(0.0, 1.0)
        one._emit, one._stage = emit, Sentence.of(code, **arguments)
        return one

    def progress(self, fraction: float, code: str, /, **arguments: Any) -> None:
        """Report how far this part is (0 to 1) and its current stage, the code of a text in `messages` with its arguments."""
        self.check_cancelled()
        done = self._start + min(max(fraction, 0.0), 1.0) * (self._end - self._start)
        stage = self._stage or Sentence.of(code, **arguments)
        if self._clock.due(stage, done):
            self._emit(events.Progress(round(done, 4), stage, self._clock.seconds_left(done)))

    def track(self, items: Iterable[Item], code: str, /, total: int | None = None, **arguments: Any) -> Iterator[Item]:
        """Pass the items on and report progress after each."""
        count = total if total is not None else len(items) if isinstance(items, Sized) else 0
        for index, item in enumerate(items):
            self.progress(index / max(count, 1), code, **arguments)
            yield item
        self.progress(1.0, code, **arguments)

    def info(self, code: str | Sentence, /, **arguments: Any) -> None:
        """Something that the analyst wants to read: the code of a sentence in `messages` with its arguments."""
        self._say("info", code, arguments)

    def warning(self, code: str | Sentence, /, **arguments: Any) -> None:
        """Something that the analyst must read."""
        self._say("warning", code, arguments)

    def detail(self, code: str | Sentence, /, **arguments: Any) -> None:
        """Something for debugging."""
        self._say("detail", code, arguments)

    def forward(self, event: events.Event) -> None:
        """What another process reports of this part, in which it does all the work."""
        self._emit(event)

    def is_cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return bool(self._cancel_file) and os.path.exists(self._cancel_file)

    def _say(self, level: str, code: str | Sentence, arguments: dict[str, Any]) -> None:
        sentence = code if isinstance(code, Sentence) else Sentence.of(code, **arguments)
        self._emit(events.Message(level, sentence.of_job(self.parameters)))

    def metric(self, name: str, step: int, value: float) -> None:
        """A number of a curve."""
        self._emit(events.Metric(name, step, float(value)))

    def check_cancelled(self) -> None:
        """Raise `JobCancelled` when the user asked to stop."""
        if self.is_cancelled():
            raise JobCancelled

    def wants_to_finish(self) -> bool:
        """Whether the user asked to end now with the best that there is."""
        return bool(self._finish_file) and os.path.exists(self._finish_file)


def silent() -> ProgressReporter:
    """A reporter without a receiver, for calls from code."""
    return ProgressReporter(lambda event: None)


class _Clock:
    """Decides when progress is worth an event, and estimates the time left; shared by all parts of one job."""

    def __init__(self) -> None:
        self._started_at = time.monotonic()
        self._reported_at = -1.0
        self._stage = Sentence("")

    def due(self, stage: Sentence, done: float) -> bool:
        now = time.monotonic()
        if stage == self._stage and done < 1.0 and now - self._reported_at < _SECONDS_BETWEEN_PROGRESS:
            return False
        self._reported_at, self._stage = now, stage
        return True

    def seconds_left(self, done: float) -> float | None:
        elapsed = time.monotonic() - self._started_at
        if done <= 0.0 or elapsed < _SECONDS_BEFORE_ESTIMATE:
            return None
        return round(elapsed * (1.0 - done) / done, 1)
