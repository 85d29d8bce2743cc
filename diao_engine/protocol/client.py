# SPDX-License-Identifier: GPL-2.0-or-later
"""The caller's side of the protocol: start a worker, pass its events on, cancel it, tell failure from crash."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ..errors import EngineError, JobCancelled, MissingDependency, NoMemory
from ..jobs import Job, encode, specs
from ..jobs.paths import absolute
from . import events, launch, staging
from .memory import MemoryWatch

# A worker that has not heard the cancel file by then is inside a long library call; it is ended, its parts removed.
SECONDS_TO_CANCEL = 1.5
# What a worker gets after its last word before it is ended.
SECONDS_TO_END = 0.3
_SECONDS_BETWEEN_LOOKS = 0.1
_STDERR_TAIL = 2000
# SIGKILL, as Python tells it and as a shell does that stands between.
_CODES_OF_A_KILL = (-9, 137)


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


class EngineStarved(NoMemory):
    """The worker vanished without a word because memory had run out."""

    def __init__(self, memory_advice: str, code: int, tail: str) -> None:
        super().__init__(f"Memory ran out, so the engine was ended and nothing was written; {memory_advice}.")
        self.detail = f"{tail}\n{_ending(code)}".lstrip()


def run_job(
    interpreter: str,
    job: Job,
    *,
    on_event: Callable[[events.Event], None],
    is_cancelled: Callable[[], bool] = lambda: False,
    is_finishing: Callable[[], bool] = lambda: False,
    session_folder: str = "",
) -> dict[str, object]:
    """Run a job in a worker process and return its outputs.

    `is_finishing` asks a job that gets better step by step to end with the best that it has. Raises EngineFailed,
    EngineCrashed, EngineStarved or Cancelled; `on_event` is called in the caller's thread. Relative paths are
    those of this process.
    """
    job = absolute(job)
    with tempfile.TemporaryDirectory(prefix="diao-") as folder:
        requests = (_Request(Path(folder, "cancel"), is_cancelled), _Request(Path(folder, "finish"), is_finishing))
        job_file = Path(folder, "job.json")
        files = {f"{request.file.name}_file": str(request.file) for request in requests}
        asked = {"v": events.VERSION, "job": job.id, "values": encode(job), "caller": os.getpid(), **files}
        job_file.write_text(json.dumps(asked), encoding="utf-8")
        with open(Path(folder, "stderr.txt"), "w+", encoding="utf-8", errors="replace") as stderr:
            process = _start(interpreter, job_file, stderr, session_folder)
            memory = MemoryWatch()
            try:
                last = _listen(process, on_event, memory, *requests)
            finally:
                was_killed = _end(process)
                _discard_parts(job)
            if last is None:
                raise _vanished(job, process.returncode, _tail(stderr), was_killed=was_killed, was_low=memory.was_low())
            return _result(last)


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


def _start(interpreter: str, job_file: Path, stderr: IO[str], session_folder: str) -> subprocess.Popen[str]:
    try:
        return launch.start(
            interpreter, ["run", str(job_file)], stdout=subprocess.PIPE, stderr=stderr, session_folder=session_folder
        )
    except OSError as error:
        raise MissingDependency(
            f"The engine's Python {interpreter} cannot be started ({error.strerror}); set the engine up again, or choose "
            "another interpreter."
        ) from error


def _result(last: events.Event) -> dict[str, object]:
    if isinstance(last, events.Finished):
        return last.outputs
    if isinstance(last, events.Failed):
        raise EngineFailed(last)
    raise JobCancelled


def _vanished(job: Job, code: int, tail: str, *, was_killed: bool, was_low: bool) -> EngineCrashed | EngineStarved:
    """What a worker died of: the system's memory guard kills with a signal that programs do not give themselves."""
    if was_low or (code in _CODES_OF_A_KILL and not was_killed):
        return EngineStarved(job.memory_advice, code, tail)
    return EngineCrashed(code, tail)


def _tail(stderr: IO[str]) -> str:
    stderr.seek(0)
    return stderr.read()[-_STDERR_TAIL:]


def _listen(
    process: subprocess.Popen[str],
    on_event: Callable[[events.Event], None],
    memory: MemoryWatch,
    cancel: _Request,
    finish: _Request,
) -> events.Event | None:
    """Pass events on until the terminal one, which is returned; None if the process ended without one, unasked."""
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_read_lines, args=(process, lines), name="diao-engine-events", daemon=True).start()
    give_up: float | None = None
    while True:
        finish.make()
        memory.look()
        if cancel.make():
            give_up = time.monotonic() + SECONDS_TO_CANCEL
        if give_up is not None and time.monotonic() > give_up:
            return events.Cancelled()
        try:
            line = lines.get(timeout=_SECONDS_BETWEEN_LOOKS)
        except queue.Empty:
            continue
        if line is None:
            return events.Cancelled() if cancel.is_made else None
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


def _end(process: subprocess.Popen[str]) -> bool:
    """Leave no process behind: a worker that has said its last word gets a moment, then the whole group is killed.

    Whether that was needed.
    """
    was_killed = False
    try:
        process.wait(timeout=SECONDS_TO_END if process.poll() is None else None)
    except subprocess.TimeoutExpired:
        launch.kill(process)
        was_killed = True
    if process.stdout is not None:
        process.stdout.close()
    return was_killed


def _discard_parts(job: Job) -> None:
    named = (getattr(job, spec.name) for spec in specs(job) if spec.kind.is_output)
    staging.settle(path for path in (*named, *job.side_files()) if path)


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
