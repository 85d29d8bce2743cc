# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the training runs; never silently on another device than the requested one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from ..errors import BadInput, NoMemory
from ..jobs import Train
from ..messages import TRAINING_DEVICE, Sentence
from ..protocol import failures, gpus
from ..protocol.progress import ProgressReporter


def choose(requested: str, report: ProgressReporter) -> torch.device:
    """The device to train on, which is said; with a warning where that is the CPU by itself although the machine has a GPU.

    Parameters
    ----------
    requested
        A key of `jobs.common.DEVICES`.
    report
        Hears which it is and why.

    Raises
    ------
    BadInput
        The requested device is not available.
    """
    device, description = _chosen(requested)
    report.info(TRAINING_DEVICE, device=description)
    gpus.tell_unused("train", requested, device.type, report)
    return device


def present() -> list[torch.device]:
    """The devices that torch finds here, the CPU first."""
    gpus_found = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    return [torch.device(name) for name in ("cpu", *(name for name, is_there in gpus_found.items() if is_there))]


def describe(device: torch.device, count: int = 1) -> str:
    """The device as the report shows it, and how many of it."""
    name = str(torch.cuda.get_device_name(device)) if device.type == "cuda" else device.type.upper()
    return name if count == 1 else f"{count} × {name}"


@contextmanager
def memory_guard(device: torch.device, *, batch_size: int, crop_size: int) -> Iterator[None]:
    """Within it, running out of memory raises NoMemory with a sentence that says what to change."""
    try:
        yield
    except RuntimeError as error:
        if not failures.is_out_of_memory(error):
            raise
        raise NoMemory(
            "device_memory_ran_out",
            device=describe(device),
            batch_size=batch_size,
            crop_size=crop_size,
            advice=Sentence(Train.memory_advice),
        ) from None


def _chosen(requested: str) -> tuple[torch.device, Sentence]:
    """The device, and which it is and why."""
    found = [device.type for device in present()]
    if requested == "cpu":
        return torch.device("cpu"), Sentence("cpu_as_asked")
    if requested in ("auto", "cuda") and "cuda" in found:
        return torch.device("cuda"), Sentence.of("cuda_gpu", name=torch.cuda.get_device_name())
    if requested in ("auto", "mps") and "mps" in found:
        return torch.device("mps"), Sentence("mps_gpu")
    if requested == "auto":
        return torch.device("cpu"), Sentence.of("cpu_because", reason=_why_no_gpu())
    raise BadInput("device_unusable", field="device", device=requested, reason=_why_no_gpu())


def _why_no_gpu() -> Sentence:
    if torch.version.cuda is None and torch.version.hip is None:
        return Sentence.of("torch_without_cuda", version=str(torch.__version__))
    return Sentence("no_cuda_driver")
