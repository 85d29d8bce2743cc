# SPDX-License-Identifier: GPL-2.0-or-later
"""The engine's side of the protocol: read the job, run it, end with exactly one terminal event."""

from __future__ import annotations

import contextlib
import errno
import importlib
import importlib.metadata
import json
import os
import platform
import sys
import traceback
from collections.abc import Callable
from typing import Any, TextIO

from .. import __version__
from ..errors import BadInput, Cancelled, DiskFull, EngineError, InvalidJob, MissingDependency, NoMemory
from ..jobs import JOBS, Job, decode, problems
from . import events, network
from .report import Report

EXIT_CODES = {"finished": 0, "failed": 1, "invalid_job": 2, "cancelled": 3}
_TOLD_VERSIONS = ("numpy", "rasterio", "onnxruntime", "torch")


def claim_stdout() -> TextIO:
    """Take stdout for events; whatever libraries print from Python or C goes to stderr instead."""
    sys.stdout.flush()
    events_file = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    return events_file


def serve(job_file: str) -> int:
    """Run the job that the file describes; events on stdout. Returns the exit code."""
    stream = claim_stdout()

    def emit(event: events.Event) -> None:
        try:
            stream.write(events.encode_event(event) + "\n")
            stream.flush()
        except BrokenPipeError:  # who has asked is gone, so nobody is going to take the results
            raise Cancelled from None

    with contextlib.suppress(Cancelled):
        return _serve(job_file, emit)
    return EXIT_CODES["cancelled"]


def _serve(job_file: str, emit: Callable[[events.Event], None]) -> int:
    """The same with a place for events, which raises Cancelled when nobody listens."""
    cancel_file = finish_file = ""
    try:
        with open(job_file, encoding="utf-8") as file:
            asked = json.load(file)
        if asked.get("v", events.VERSION) > events.VERSION:
            raise events.NewerProtocol(asked["v"])
        cancel_file, finish_file = asked.get("cancel_file", ""), asked.get("finish_file", "")
        job_class = JOBS[asked["job"]]
        values = asked["values"]
    except events.NewerProtocol as error:
        emit(events.Failed("invalid_job", error.message))
        return EXIT_CODES["invalid_job"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        emit(events.Failed("invalid_job", f"The job file {job_file} cannot be read: {error!r}."))
        return EXIT_CODES["invalid_job"]
    emit(events.Started(versions()))
    last = perform(lambda: run(decode(job_class, values), Report(emit, cancel_file, finish_file)))
    emit(last)
    return exit_code(last)


def run(job: Job, report: Report) -> dict[str, Any]:
    """Check a job and run it; the module of the room `run` with the job's id is imported here and only here."""
    found = problems(job)
    if found:
        raise InvalidJob(found)
    os.environ.update(network.NO_TELEMETRY)
    if not getattr(job, "allow_network", True):
        network.forbid()
    # Threads of OpenMP (torch) wait by turning in circles; with other programs on the cores that costs several times the work.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    package = __package__.rpartition(".")[0]
    module = importlib.import_module(f"{package}.run.{job.id}")
    return module.run(job, report)  # type: ignore[no-any-return]


def perform(work: Callable[[], dict[str, Any]]) -> events.Finished | events.Failed | events.Cancelled:
    """Do the work and turn its end into a terminal event. One of the two places that catch everything."""
    try:
        return events.Finished(work())
    except (Cancelled, KeyboardInterrupt):
        return events.Cancelled()
    except Exception as error:
        told = _translate(error)
        detail = "" if told is error else "".join(traceback.format_exception(error))
        return events.Failed(told.kind, told.message, told.problems, detail)


def exit_code(event: events.Finished | events.Failed | events.Cancelled) -> int:
    """The process's exit code for its last event."""
    if isinstance(event, events.Failed):
        return EXIT_CODES["invalid_job" if event.kind == "invalid_job" else "failed"]
    return EXIT_CODES["finished" if isinstance(event, events.Finished) else "cancelled"]


def versions() -> dict[str, str]:
    """Versions of the engine, Python and the main packages, read from their metadata without importing them."""
    found = {"engine": __version__, "python": platform.python_version()}
    for name in _TOLD_VERSIONS:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found[name] = importlib.metadata.version(name)
    return found


def _translate(error: Exception) -> EngineError:
    """The failure that an analyst can act on, for the errors that every job can meet."""
    if isinstance(error, EngineError):
        return error
    if isinstance(error, ModuleNotFoundError):
        return MissingDependency(
            f"The engine's environment lacks the package {error.name}; set it up again under Settings > Options > DIAO."
        )
    text = str(error)
    if isinstance(error, MemoryError) or "out of memory" in text.lower():
        return NoMemory("Memory ran out; lower Batch size or the tile size, or choose another device.")
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return DiskFull()
    if isinstance(error, PermissionError):
        return BadInput(f"{error.filename} may not be written or read; choose another place or change its permissions.")
    return EngineError(f"The engine failed: {type(error).__name__}: {text}. Please report it with the log.")
