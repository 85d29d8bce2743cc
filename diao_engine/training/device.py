# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the training runs; never silently on another device than the requested one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from ..errors import BadInput, NoMemory
from ..jobs import Train
from ..messages import Sentence
from ..protocol import failures


def choose(requested: str) -> tuple[torch.device, Sentence]:
    """The device to train on.

    Parameters
    ----------
    requested
        A key of `jobs.common.DEVICES`.

    Returns
    -------
    device, description
        The device, and which it is and why, to be said.

    Raises
    ------
    BadInput
        The requested device is not available.
    """
    cuda, mps = torch.cuda.is_available(), torch.backends.mps.is_available()
    if requested == "cpu":
        return torch.device("cpu"), Sentence("cpu_as_asked")
    if requested in ("auto", "cuda") and cuda:
        return torch.device("cuda"), Sentence.of("cuda_gpu", name=torch.cuda.get_device_name())
    if requested in ("auto", "mps") and mps:
        return torch.device("mps"), Sentence("mps_gpu")
    if requested == "auto":
        return torch.device("cpu"), Sentence.of("cpu_because", reason=_why_no_gpu())
    raise BadInput("device_unusable", field="device", device=requested, reason=_why_no_gpu())


def describe(device: torch.device) -> str:
    """The device as the report shows it."""
    return str(torch.cuda.get_device_name(device)) if device.type == "cuda" else device.type.upper()


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


def _why_no_gpu() -> Sentence:
    if torch.version.cuda is None and torch.version.hip is None:
        return Sentence.of("torch_without_cuda", version=str(torch.__version__))
    return Sentence("no_cuda_driver")
