# SPDX-License-Identifier: GPL-2.0-or-later
"""A job at a terminal: progress and messages on stderr, outputs as `name: value` on stdout."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from ..errors import EngineError
from ..jobs import Job
from ..jobs.paths import absolute
from ..jobs.shards import Share
from ..messages import Sentence
from . import events, rank, worker
from .progress import ProgressReporter


def run(job: Job, share: Share = None) -> int:
    """Run a job, or what `share` says of it, in this process; returns the exit code."""
    stdout = worker.claim_stdout()
    screen = _Screen(is_terminal=sys.stderr.isatty())

    def end(event: events.Event) -> None:
        screen.end_line()
        if isinstance(event, events.Finished):
            for name, value in event.outputs.items():
                stdout.write(f"{name}: {value}\n")
            stdout.flush()
        elif isinstance(event, events.Failed):
            log(f"{event.detail}Error: {event.message.in_english()}")
        elif isinstance(event, events.Cancelled):
            log("Cancelled; nothing was written.")

    def discard(event: events.Event) -> None:
        """The first of several processes shows it."""

    report = ProgressReporter(discard if rank.follows() else screen.show)
    terminal_event = worker.perform(lambda: worker.run(absolute(job), report, share), type(job))
    (rank.only_failures(end) if rank.follows() else end)(terminal_event)
    return worker.exit_code(terminal_event)


def print_failure(error: EngineError) -> int:
    """Show a failure; returns the exit code. Broken rules of a job stand one per line."""
    for sentence in error.lines():
        log(f"Error: {sentence}")
    return worker.EXIT_CODES["invalid_job" if error.kind == "invalid_job" else "failed"]


def log(line: str | Sentence) -> None:
    """One line on stderr."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


@dataclass
class _Screen:
    """Shows events; on a terminal progress stays on one line, elsewhere each stage is logged once per tenth."""

    is_terminal: bool
    _logged: tuple[Sentence, int] = (Sentence(""), -1)
    _width: int = 0

    def show(self, event: events.Event) -> None:
        if isinstance(event, events.Progress):
            self._progress(event)
            return
        self.end_line()
        if isinstance(event, events.Message):
            text = event.text.in_english()
            log(f"Warning: {text}" if event.level == "warning" else text)
        elif isinstance(event, events.Metric):
            log(f"{event.name} [{event.step}]: {event.value:.4g}")

    def end_line(self) -> None:
        if self._width:
            sys.stderr.write("\n")
            self._width = 0

    def _progress(self, event: events.Progress) -> None:
        time_left = "" if event.seconds_left is None else f" ({_duration(event.seconds_left)} left)"
        line = f"{event.fraction:4.0%} {event.stage}{time_left}"
        if self.is_terminal:
            sys.stderr.write("\r" + line.ljust(self._width))
            sys.stderr.flush()
            self._width = len(line)
        elif (tenth := (event.stage, int(event.fraction * 10))) != self._logged:
            self._logged = tenth
            log(line)


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
