# SPDX-License-Identifier: GPL-2.0-or-later
"""The real worker with one more job, which misbehaves as it is told. Started as an interpreter would be: `-m diao_engine run FILE`."""

from __future__ import annotations

import ctypes
import errno
import importlib
import os
import re
import signal
import sys
import threading
import time
import types
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from diao_engine.errors import BadInput
from diao_engine.jobs import JOBS, Job, Kind
from diao_engine.jobs.fields import param
from diao_engine.protocol import abandon
from diao_engine.protocol.progress import ProgressReporter
from diao_engine.protocol.staging import Staging


@dataclass(frozen=True, kw_only=True)
class Misbehave(Job):
    """Do what `act` says."""

    id: ClassVar[str] = "misbehave"
    label: ClassVar[str] = "Misbehave"
    help: ClassVar[str] = "For tests."
    group: ClassVar[str] = "Tests"
    memory_advice: ClassVar[str] = "lower Count"

    act: str = param(Kind.TEXT, "Act", "What to do.")
    count: int = param(Kind.INTEGER, "Count", "How often.", default=3, minimum=1, maximum=9)
    output: str | None = param(Kind.OUT_FILE, "Output", "A file.", optional=True, suffixes=(".txt",))


def run(job: Misbehave, report: ProgressReporter) -> dict[str, Any]:
    if job.output is None:
        return _ACTS[job.act](job, report, "")
    with Staging([job.output]) as staging:
        return _ACTS[job.act](job, report, staging.path(job.output))


def _write(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    for index in report.track(range(job.count), "Acting"):
        report.metric("loss", index, 1 / (index + 1))
    report.info("written")
    Path(part).write_text("whole")
    return {"output": job.output, "score": 0.5}


def _dirty(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    print('{"v": 1, "event": "finished", "outputs": {"forged": 1}}', flush=True)
    os.write(1, b'{"v": 1, "event": "cancelled"}\n')
    libc = ctypes.CDLL(None)
    libc.puts(b"from C")
    libc.fflush(None)
    os.system("echo from a child")
    report.info("clean")
    if part:
        Path(part).write_text("whole")
    return {"forged": 0}


def _write_late(job: Misbehave, report: ProgressReporter) -> None:
    """Write beside the output when this process still runs 4 s after it was asked to stop: twice as long as it may."""
    request = Path(report.folder, "cancel")

    def wait() -> None:
        while not request.exists():
            time.sleep(0.02)
        time.sleep(4)
        Path(str(job.output)).with_name("late.txt").write_text("late")

    threading.Thread(target=wait, daemon=True).start()


def _listen(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    _write_late(job, report)
    for step in range(600):
        report.progress(step / 600, "listening")
        time.sleep(0.1)
    return {}


def _deaf(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    Path(part).write_text("half")
    _write_late(job, report)
    report.progress(0.1, "deaf")
    time.sleep(60)
    return {}


def _crash(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    Path(part).write_text("half")
    report.progress(0.1, "crashing")
    sys.stderr.write("the last words\n")
    sys.stderr.flush()
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def _fault(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    sys.stderr.write("the last words\n")
    sys.stderr.flush()
    os.kill(os.getpid(), signal.SIGSEGV)
    return {}


def _stuck(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    """In a call that lets other threads run."""
    Path(part).write_text("half")
    with abandon.cleaned_by(lambda: os.remove(part)):
        report.progress(0.1, "stuck")
        while True:  # a signal cuts a sleep short
            ctypes.CDLL(None).usleep(120_000_000)


def _greedy(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    """In a call that lets no other thread run, and that no signal cuts short."""
    report.progress(0.1, "greedy")
    re.match(r"(a+)+$", "a" * 64 + "b")
    return {}


def _leave(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    os._exit(0)


def _refuse(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    Path(part).write_text("half")
    raise BadInput("The layer has no features; add some.")


def _stumble(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    Path(part).write_text("half")
    raise ZeroDivisionError("division by zero")


def _lack(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    import no_such_package  # type: ignore[import-not-found]

    return {"never": no_such_package}


def _break(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    package = Path(os.environ["BROKEN_PACKAGE"])
    sys.path.insert(0, str(package.parent))
    return {"never": importlib.import_module(package.stem)}


def _blunder(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    from diao_engine.jobs import NoSuchJob  # type: ignore[attr-defined]

    return {"never": NoSuchJob}


def _exhaust(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    raise {
        "MemoryError": MemoryError(),
        "std::bad_alloc": RuntimeError("std::bad_alloc"),
        "ENOMEM": OSError(errno.ENOMEM, "Cannot allocate memory"),
        "EMFILE": OSError(errno.EMFILE, "Too many open files"),
    }[os.environ["EXHAUSTED"]]


def _fill(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    with open(part, "wb") as file:
        for _ in range(64):
            file.write(bytes(65536))
    return {}


def _tell_environment(job: Misbehave, report: ProgressReporter, part: str) -> dict[str, Any]:
    return {
        name: os.environ.get(name) for name in ("PYTHONHOME", "PYTHONPATH", "PROJ_LIB", "GDAL_DATA", "LD_LIBRARY_PATH")
    }


_ACTS = {
    "write": _write, "dirty": _dirty, "listen": _listen, "deaf": _deaf, "crash": _crash, "leave": _leave, "refuse": _refuse,
    "stumble": _stumble, "lack": _lack, "fill": _fill, "tell_environment": _tell_environment, "fault": _fault,
    "stuck": _stuck, "greedy": _greedy, "break": _break, "blunder": _blunder, "exhaust": _exhaust,
}  # fmt: skip


def register() -> None:
    JOBS[Misbehave.id] = Misbehave
    module = types.ModuleType("diao_engine.run.misbehave")
    module.run = run  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module


if __name__ == "__main__":
    from diao_engine import cli

    register()
    sys.exit(cli.main(sys.argv[sys.argv.index("diao_engine") + 1 :]))
