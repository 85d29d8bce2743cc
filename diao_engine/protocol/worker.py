# SPDX-License-Identifier: GPL-2.0-or-later
"""The engine's side of the protocol: read the job, run it, end with exactly one terminal event."""

from __future__ import annotations

import contextlib
import errno
import functools
import importlib
import importlib.metadata
import json
import logging
import os
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from typing import Any, TextIO

from .. import __version__
from ..errors import BadInput, InvalidJob, JobCancelled
from ..jobs import JOBS, Job, decode, job_problems, shards, specs
from ..jobs.shards import Merge, Shard, Share
from ..jobs.watching import Watch
from ..messages import Language, Sentence
from . import events, failures, network, probe, rank
from .progress import ProgressReporter
from .watchdog import Watchdog

EXIT_CODES = {"finished": 0, "failed": 1, "invalid_job": 2, "cancelled": 3}
_CODES_OF_A_BROKEN_PIPE = (errno.EPIPE, errno.EINVAL)  # the second on Windows
_REPORTED_PACKAGES = ("numpy", "rasterio", "onnxruntime", "torch")


def claim_stdout() -> TextIO:
    """Take stdout for events; output that libraries print from Python or C goes to stderr instead."""
    sys.stdout.flush()
    events_file = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    return events_file


def _discard(stream: TextIO) -> None:
    """Let what nobody reads go nowhere; else Python tries again at its end, and complains (docs of `signal`, note on SIGPIPE)."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def serve(job_file: str) -> int:
    """Run the job that the file describes; events on stdout. Returns the exit code."""
    stream, lock = claim_stdout(), threading.Lock()

    def emit(event: events.Event) -> None:
        try:
            with lock:
                stream.write(events.encode_event(event) + "\n")
                stream.flush()
        except OSError as error:
            if error.errno not in _CODES_OF_A_BROKEN_PIPE:
                raise
            raise JobCancelled from None  # the caller is gone, so no process receives the results

    def watch(caller: int) -> None:
        Watchdog(stream.fileno(), lock, caller=caller, exit_code=EXIT_CODES["cancelled"]).start()

    with contextlib.suppress(JobCancelled):
        return _serve(job_file, rank.only_failures(emit) if rank.follows() else emit, watch)
    _discard(stream)
    return EXIT_CODES["cancelled"]


def _serve(job_file: str, emit: Callable[[events.Event], None], watch: Callable[[int], None]) -> int:
    """The same with a way out for events, which raises JobCancelled when the reader is gone, and with a watch over the caller."""
    cancel_file = finish_file = ""
    try:
        with open(job_file, encoding="utf-8") as file:
            request = json.load(file)
        if request.get("v", events.VERSION) > events.VERSION:
            raise events.NewerProtocol(request["v"])
        cancel_file, finish_file = request.get("cancel_file", ""), request.get("finish_file", "")
        job_class = JOBS[request["job"]]
        values = request["values"]
        share = _share(request)
        watch(int(request.get("caller", 0)))
    except (events.NewerProtocol, BadInput) as error:
        emit(events.Failed("invalid_job", error.sentences[0]))
        return EXIT_CODES["invalid_job"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        emit(events.Failed("invalid_job", Sentence.of("job_file_unreadable", path=job_file, reason=repr(error))))
        return EXIT_CODES["invalid_job"]
    emit(events.Started(versions()))
    # Whoever follows goes on until the first process stops, which all do at the same step.
    report = ProgressReporter(emit) if rank.follows() else ProgressReporter(emit, cancel_file, finish_file)
    report.language = Language.decode(request.get("language"))
    terminal_event = perform(lambda: run(decode(job_class, values), report, share), job_class)
    emit(terminal_event)
    return exit_code(terminal_event)


def _share(request: dict[str, Any]) -> Share:
    """What a request says of how its job is done: a part of it, for what arrives in a folder, or as a whole."""
    if "shard" in request:
        return shards.parse(request["shard"], {})
    return Watch.decode(request["watch"]) if "watch" in request else None


def run(job: Job, report: ProgressReporter, share: Share = None) -> dict[str, Any]:
    """Check a job and run it, or what `share` says of it; the modules of the room `run` are imported here and only here."""
    probe.require_python()
    violations = job_problems(job)
    if violations:
        raise InvalidJob(violations, specs(job))
    os.environ.update(network.NO_TELEMETRY)
    network.restrict(is_allowed=getattr(job, "allow_outside", True))
    network.be_patient()
    # Threads of OpenMP (torch) wait by turning in circles; with other programs on the cores that costs several times the work.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    package = __package__.rpartition(".")[0]
    work = _work(package, job, share)
    report.parameters = specs(job)
    handler = _LogToReport(report)
    logging.getLogger(package).addHandler(handler)
    logging.getLogger(package).setLevel(logging.INFO)
    try:
        return work(report)
    finally:
        logging.getLogger(package).removeHandler(handler)


def _work(package: str, job: Job, share: Share) -> Callable[[ProgressReporter], dict[str, Any]]:
    """The function that does the whole of a job, a part of it, or what follows the parts."""
    if isinstance(share, Shard):
        return functools.partial(importlib.import_module(f"{package}.run.parts").run_part, job, share)
    if isinstance(share, Merge):
        return functools.partial(importlib.import_module(f"{package}.run.parts").merge, job, share)
    if isinstance(share, Watch):
        return functools.partial(importlib.import_module(f"{package}.run.watch").watch, job, share)
    module = "cluster" if getattr(job, shards.SCHEDULER, None) else job.id
    return functools.partial(importlib.import_module(f"{package}.run.{module}").run, job)


class _LogToReport(logging.Handler):
    """What the engine's modules log, as messages to the analyst."""

    def __init__(self, report: ProgressReporter) -> None:
        super().__init__()
        self._report = report

    def emit(self, record: logging.LogRecord) -> None:
        """Pass a record on, which is a sentence."""
        self._report.info(record.msg if isinstance(record.msg, Sentence) else record.getMessage())


def perform(
    work: Callable[[], dict[str, Any]], job_class: type[Job]
) -> events.Finished | events.Failed | events.Cancelled:
    """Do the work of a job and turn its end into a terminal event. One of the two places that catch everything."""
    try:
        return events.Finished(work())
    except (JobCancelled, KeyboardInterrupt):
        return events.Cancelled()
    except Exception as error:
        failure = failures.translate(error, job_class.memory_advice)
        detail = (
            "" if failure is error else "".join(traceback.format_exception(type(error), error, error.__traceback__))
        )
        sentences = tuple(sentence.of_job(specs(job_class)) for sentence in failure.sentences)
        if isinstance(failure, InvalidJob):
            return events.Failed(failure.kind, Sentence(failure.message), sentences, detail)
        return events.Failed(failure.kind, sentences[0], (), detail)


def exit_code(event: events.Finished | events.Failed | events.Cancelled) -> int:
    """The process's exit code for its last event."""
    if isinstance(event, events.Failed):
        return EXIT_CODES["invalid_job" if event.kind == "invalid_job" else "failed"]
    return EXIT_CODES["finished" if isinstance(event, events.Finished) else "cancelled"]


def versions() -> dict[str, str]:
    """Versions of the engine, Python and the main packages, read from their metadata without importing them."""
    installed = {"engine": __version__, "python": platform.python_version()}
    for name in _REPORTED_PACKAGES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            installed[name] = probe.installed_version(name)
    return installed
