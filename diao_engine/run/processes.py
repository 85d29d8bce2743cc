# SPDX-License-Identifier: GPL-2.0-or-later
"""Starts a training in several processes of this computer, one for each GPU, by torchrun."""

from __future__ import annotations

import contextlib
import glob
import os
import sys
from dataclasses import replace
from typing import Any

import torch

from ..errors import BadInput, EngineError
from ..jobs import Train
from ..jobs.train import resume_pattern
from ..protocol import client, events, launch, rank
from ..protocol.progress import ProgressReporter

_TORCHRUN = "torch.distributed.run"
_ON_THIS_COMPUTER = ("--standalone", "--local-addr=127.0.0.1")


def wanted(job: Train) -> int:
    """In how many processes a training is to be started; 1 where it is one of several already.

    Several on the CPU are started only where that is named: who asks for GPUs that are not there would wait for days.

    Raises
    ------
    BadInput
        There are fewer GPUs.
    """
    if job.devices == 1 or rank.place() is not None:
        return 1
    if job.device == "cpu":
        return max(1, job.devices)
    gpus = 1 if job.device == "mps" else torch.cuda.device_count()
    if job.devices > gpus:
        code = "too_few_gpus" if gpus else "no_gpus"
        raise BadInput(code, field="devices", value=job.devices, **({"gpus": gpus} if gpus else {}))
    return job.devices or max(1, min(gpus, job.batch_size))


def run(job: Train, count: int, report: ProgressReporter) -> dict[str, Any]:
    """Train in `count` processes, pass on what the first one reports, and end them all when one ends before its time."""
    report.info("processes_begin", count=count)

    def pass_on(event: events.Event) -> None:
        if not isinstance(event, events.Started):
            report.forward(event)

    try:
        return client.run_job(
            sys.executable,
            replace(job, devices=1),
            on_event=pass_on,
            is_cancelled=report.is_cancelled,
            is_finishing=report.wants_to_finish,
            variables={
                "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // count)))
            },
            session_folder=os.environ.get(launch.SESSION_FOLDER, ""),
            language=report.language,
            launcher=(_TORCHRUN, *_ON_THIS_COMPUTER, f"--nproc-per-node={count}"),
        )
    except client.EngineCrashed as error:
        if error.was_complete:
            raise
        raise EngineError("process_lost", count=count) from error
    finally:
        for part in glob.glob(f"{resume_pattern(job.model)}.part"):  # whoever was ended was writing it
            with contextlib.suppress(OSError):
                os.remove(part)
