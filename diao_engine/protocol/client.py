# SPDX-License-Identifier: GPL-2.0-or-later
"""The caller's side of the protocol: start a worker, pass its events on, cancel it, distinguish failure from crash."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ..errors import EngineError, JobCancelled, MissingDependency, NoMemory
from ..jobs import Job, encode, specs
from ..jobs.paths import absolute
from ..jobs.shards import Shard
from ..jobs.texts import texts
from ..jobs.watching import Watch
from ..messages import ENGLISH, Language, Sentence
from . import events, launch, staging
from .memory import MemoryWatch

# A worker that has not noticed the cancel file by then is inside a long library call; it is ended, its parts removed.
SECONDS_TO_CANCEL = 1.5
# What a worker gets after its terminal event before it is ended.
SECONDS_TO_END = 0.3
# What a launcher gets to end the processes that it has started; those that are left notice that nobody reads any more.
_SECONDS_OF_A_LAUNCHER = 5.0
_SECONDS_BETWEEN_POLLS = 0.1
_STDERR_TAIL = 2000
# SIGKILL, as Python reports it and as a shell does that stands between.
_CODES_OF_A_KILL = (-9, 137)


class EngineFailed(EngineError):
    """The worker reported a failure."""

    def __init__(self, event: events.Failed) -> None:
        super().__init__(event.message)
        self.sentences = event.problems or (event.message,)
        self.kind = event.kind
        self.detail = event.detail


class EngineCrashed(EngineError):
    """The worker vanished without a terminal event."""

    kind = "crashed"

    was_complete = False  # whether its results were in their places already

    def __init__(self, sentence: str, code: int, tail: str, **arguments: Any) -> None:
        super().__init__(sentence, ending=_ending(code), **arguments)
        self.detail = tail

    @classmethod
    def when_complete(cls, code: int, tail: str) -> EngineCrashed:
        """Only what it had to say of its results is lost."""
        crash = cls("crashed_when_complete", code, tail)
        crash.was_complete = True
        return crash


class EngineStarved(NoMemory):
    """The worker vanished without a terminal event because memory had run out."""

    def __init__(self, memory_advice: str, code: int, tail: str) -> None:
        super().__init__("starved", advice=Sentence(memory_advice))
        self.detail = f"{tail}\n{_ending(code)}".lstrip()


def run_job(
    interpreter: str,
    job: Job,
    *,
    on_event: Callable[[events.Event], None],
    is_cancelled: Callable[[], bool] = lambda: False,
    is_finishing: Callable[[], bool] = lambda: False,
    session_folder: str = "",
    variables: Mapping[str, str] | None = None,
    language: Language = ENGLISH,
    shard: Shard | None = None,
    watch: Watch | None = None,
    launcher: Sequence[str] = (),
) -> dict[str, object]:
    """Run a job, or the part `shard` of it, or for the images that arrive in a folder, in a worker process and return its outputs.

    `is_finishing` asks a job that gets better step by step to end with the best that it has; `language` is that of its reports,
    `variables` are further ones of its environment. `launcher` is a module with its arguments that starts the engine, in as many
    processes as it is for, of which one reports.
    Raises EngineFailed, EngineCrashed, EngineStarved or JobCancelled; `on_event` is called in the caller's thread.
    Relative paths are those of this process.
    """
    job = absolute(job)
    with tempfile.TemporaryDirectory(prefix="diao-") as folder:
        signals = (_FileSignal(Path(folder, "cancel"), is_cancelled), _FileSignal(Path(folder, "finish"), is_finishing))
        job_file = Path(folder, "job.json")
        files = {f"{signal.file.name}_file": str(signal.file) for signal in signals}
        request = {
            "v": events.VERSION,
            "job": job.id,
            "values": encode(job),
            "caller": os.getpid(),
            "language": language.encode(texts(job)),
            **({} if shard is None else {"shard": str(shard)}),
            **({} if watch is None else {"watch": watch.encode()}),
            **files,
        }
        job_file.write_text(json.dumps(request), encoding="utf-8")
        with open(Path(folder, "stderr.txt"), "w+", encoding="utf-8", errors="replace") as stderr:
            process = _start(interpreter, launcher, job_file, stderr, session_folder, variables)
            memory = MemoryWatch()
            try:
                terminal_event = _listen(process, on_event, memory, *signals)
            finally:
                was_killed = _end(process, is_launcher=bool(launcher))
                was_complete = _discard_parts(job)
            if terminal_event is None and was_complete:
                raise EngineCrashed.when_complete(process.returncode, _tail(stderr))
            if terminal_event is None:
                raise _vanished(
                    job, process.returncode, _tail(stderr), was_killed=was_killed, was_starved=memory.has_run_out()
                )
            return _result(terminal_event)


@dataclass
class _FileSignal:
    """A request to a running worker, sent by creating a file."""

    file: Path
    is_requested: Callable[[], bool]
    is_sent: bool = False

    def send_if_requested(self) -> bool:
        """Create the file once it is requested; True the first time."""
        if self.is_sent or not self.is_requested():
            return False
        self.file.touch()
        self.is_sent = True
        return True


def _start(
    interpreter: str,
    launcher: Sequence[str],
    job_file: Path,
    stderr: IO[str],
    session_folder: str,
    variables: Mapping[str, str] | None,
) -> subprocess.Popen[str]:
    try:
        return launch.start(
            interpreter,
            ["run", str(job_file)],
            launcher=launcher,
            stdout=subprocess.PIPE,
            stderr=stderr,
            session_folder=session_folder,
            variables=variables,
        )
    except OSError as error:
        raise MissingDependency("engine_not_started", path=interpreter, reason=error.strerror) from error


def _result(event: events.Event) -> dict[str, object]:
    if isinstance(event, events.Finished):
        return event.outputs
    if isinstance(event, events.Failed):
        raise EngineFailed(event)
    raise JobCancelled


def _vanished(job: Job, code: int, tail: str, *, was_killed: bool, was_starved: bool) -> EngineCrashed | EngineStarved:
    """Why a worker ended: a kill comes from outside, of the system's memory guard or of anybody else."""
    if was_starved:
        return EngineStarved(job.memory_advice, code, tail)
    if code in _CODES_OF_A_KILL and not was_killed:
        return EngineCrashed("killed", code, tail, advice=Sentence(job.memory_advice))
    return EngineCrashed("crashed", code, tail)


def _tail(stderr: IO[str]) -> str:
    stderr.seek(0)
    return stderr.read()[-_STDERR_TAIL:]


def _listen(
    process: subprocess.Popen[str],
    on_event: Callable[[events.Event], None],
    memory: MemoryWatch,
    cancel: _FileSignal,
    finish: _FileSignal,
) -> events.Event | None:
    """Pass events on until the terminal one, which is returned; None if the process ended without one, unasked."""
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_read_lines, args=(process, lines), name="diao-engine-events", daemon=True).start()
    give_up: float | None = None
    while True:
        finish.send_if_requested()
        memory.sample()
        if cancel.send_if_requested():
            give_up = time.monotonic() + SECONDS_TO_CANCEL
        if give_up is not None and time.monotonic() > give_up:
            return events.Cancelled()
        try:
            line = lines.get(timeout=_SECONDS_BETWEEN_POLLS)
        except queue.Empty:
            continue
        if line is None:
            return events.Cancelled() if cancel.is_sent else None
        event = events.decode_event(line)
        if isinstance(event, events.TERMINAL):
            return event
        if event is not None:
            on_event(event)


def _read_lines(process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
    with contextlib.suppress(ValueError):  # closed by `_end` while processes of a launcher held the other end
        for line in process.stdout or ():
            lines.put(line)
    lines.put(None)


def _end(process: subprocess.Popen[str], *, is_launcher: bool) -> bool:
    """Leave no process behind: a worker that has sent its terminal event gets a moment, then the whole group is killed.

    Whether that was needed.
    """
    was_killed = False
    try:
        process.wait(timeout=SECONDS_TO_END if process.poll() is None else None)
    except subprocess.TimeoutExpired:
        if is_launcher:
            _let_end(process)
        launch.kill(process)
        was_killed = True
    if process.stdout is not None:
        process.stdout.close()
    return was_killed


def _let_end(process: subprocess.Popen[str]) -> None:
    """Let a launcher end the processes that it has started, which are groups of their own where there are groups."""
    if sys.platform == "win32":
        return
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=_SECONDS_OF_A_LAUNCHER)


def _discard_parts(job: Job) -> bool:
    """Settle what the worker has left; whether its outputs were complete."""
    named = (getattr(job, spec.name) for spec in specs(job) if spec.kind.is_output)
    return staging.settle(path for path in (*named, *job.side_files()) if path)


def _ending(code: int) -> Sentence:
    return Sentence.of("signal", number=-code) if code < 0 else Sentence.of("exit_code", number=code)
