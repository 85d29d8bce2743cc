# SPDX-License-Identifier: GPL-2.0-or-later
"""The caller's side of the protocol: start a worker, pass its events on, cancel it, tell failure from crash."""

from __future__ import annotations

import json
import queue
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ..errors import Cancelled, EngineError, MissingDependency
from ..jobs import Job, encode, specs
from ..jobs.paths import absolute
from . import events, launch, staging

# A worker that has not heard the cancel file by then is inside a long library call; it is ended, its parts removed.
SECONDS_TO_CANCEL = 1.5
# What a worker gets after its last word before it is ended.
SECONDS_TO_END = 0.3
_SECONDS_BETWEEN_LOOKS = 0.1
_STDERR_TAIL = 2000


class EngineFailed(EngineError):
    """The worker told a failure."""

    def __init__(self, event: events.Failed) -> None:
        super().__init__(event.message, problems=tuple(event.problems))
        self.kind = event.kind
        self.detail = event.detail


class EngineCrashed(EngineError):
    """The worker vanished without a word."""

    kind = "crashed"

    def __init__(self, code: int, tail: str) -> None:
        super().__init__(
            f"The engine stopped unexpectedly ({_ending(code)}); nothing was written. Run it again, or see the log."
        )
        self.detail = tail


def run_job(
    interpreter: str,
    job: Job,
    *,
    on_event: Callable[[events.Event], None],
    is_cancelled: Callable[[], bool] = lambda: False,
    is_finishing: Callable[[], bool] = lambda: False,
) -> dict[str, object]:
    """Run a job in a worker process and return its outputs.

    `is_finishing` asks a job that gets better step by step to end with the best that it has. Raises EngineFailed,
    EngineCrashed or Cancelled; `on_event` is called in the caller's thread. Relative paths are those of this process.
    """
    job = absolute(job)
    with tempfile.TemporaryDirectory(prefix="diao-") as folder:
        requests = (_Request(Path(folder, "cancel"), is_cancelled), _Request(Path(folder, "finish"), is_finishing))
        job_file = Path(folder, "job.json")
        files = {f"{request.file.name}_file": str(request.file) for request in requests}
        asked = {"v": events.VERSION, "job": job.id, "values": encode(job), **files}
        job_file.write_text(json.dumps(asked), encoding="utf-8")
        with open(Path(folder, "stderr.txt"), "w+", encoding="utf-8", errors="replace") as stderr:
            process = _start(interpreter, job_file, stderr)
            try:
                last = _listen(process, on_event, *requests)
            finally:
                _end(process)
                _discard_parts(job)
            return _result(last, process, stderr)


@dataclass
class _Request:
    """Something asked of the worker while it runs, by a file that appears."""

    file: Path
    is_wanted: Callable[[], bool]
    is_made: bool = False

    def make(self) -> bool:
        """Make the file when it is wanted; True the first time."""
        if self.is_made or not self.is_wanted():
            return False
        self.file.touch()
        self.is_made = True
        return True


def _start(interpreter: str, job_file: Path, stderr: IO[str]) -> subprocess.Popen[str]:
    try:
        return launch.start(interpreter, ["run", str(job_file)], stdout=subprocess.PIPE, stderr=stderr)
    except OSError as error:
        raise MissingDependency(
            f"The engine's Python {interpreter} cannot be started ({error.strerror}); set the engine up again, or choose "
            "another interpreter."
        ) from error


def _result(last: events.Event | None, process: subprocess.Popen[str], stderr: IO[str]) -> dict[str, object]:
    if isinstance(last, events.Finished):
        return last.outputs
    if isinstance(last, events.Failed):
        raise EngineFailed(last)
    if isinstance(last, events.Cancelled):
        raise Cancelled
    stderr.seek(0)
    raise EngineCrashed(process.returncode, stderr.read()[-_STDERR_TAIL:])


def _listen(
    process: subprocess.Popen[str],
    on_event: Callable[[events.Event], None],
    cancel: _Request,
    finish: _Request,
) -> events.Event | None:
    """Pass events on until the terminal one, which is returned; None if the process ended without one."""
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_read_lines, args=(process, lines), name="diao-engine-events", daemon=True).start()
    give_up: float | None = None
    while True:
        finish.make()
        if cancel.make():
            give_up = time.monotonic() + SECONDS_TO_CANCEL
        if give_up is not None and time.monotonic() > give_up:
            return events.Cancelled()
        try:
            line = lines.get(timeout=_SECONDS_BETWEEN_LOOKS)
        except queue.Empty:
            continue
        if line is None:
            return None
        event = events.decode_event(line)
        if isinstance(event, events.TERMINAL):
            return event
        if event is not None:
            on_event(event)


def _read_lines(process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line)
    lines.put(None)


def _end(process: subprocess.Popen[str]) -> None:
    """Leave no process behind: a worker that has said its last word gets a moment, then the whole group is killed."""
    try:
        process.wait(timeout=SECONDS_TO_END if process.poll() is None else None)
    except subprocess.TimeoutExpired:
        launch.kill(process)
    if process.stdout is not None:
        process.stdout.close()


def _discard_parts(job: Job) -> None:
    named = (getattr(job, spec.name) for spec in specs(job) if spec.kind.is_output)
    staging.settle(path for path in (*named, *job.side_files()) if path)


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
