# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the training runs; never silently on another device than the requested one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from ..errors import BadInput, NoMemory
from ..jobs import Train
from ..protocol import events, failures


def choose(requested: str) -> tuple[torch.device, str]:
    """The device to train on.

    Parameters
    ----------
    requested
        A key of `jobs.common.DEVICES`.

    Returns
    -------
    device, message
        The device, and a sentence that says which it is and why.

    Raises
    ------
    BadInput
        The requested device is not available.
    """
    cuda, mps = torch.cuda.is_available(), torch.backends.mps.is_available()
    if requested == "cpu":
        return torch.device("cpu"), f"{events.DEVICE_MESSAGE}CPU, as asked for."
    if requested in ("auto", "cuda") and cuda:
        return torch.device("cuda"), f"{events.DEVICE_MESSAGE}GPU {torch.cuda.get_device_name()} (CUDA)."
    if requested in ("auto", "mps") and mps:
        return torch.device("mps"), f"{events.DEVICE_MESSAGE}Apple GPU (MPS)."
    if requested == "auto":
        return torch.device("cpu"), f"{events.DEVICE_MESSAGE}CPU: {_why_no_gpu()}."
    raise BadInput(
        f"Device {requested} cannot be used: {_why_no_gpu()}; choose auto or cpu, or set up an engine with GPU support."
    )


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
            f"The memory of {describe(device)} ran out at Batch size {batch_size} and Crop size {crop_size} px; "
            f"{Train.memory_advice}."
        ) from None


def _why_no_gpu() -> str:
    if torch.version.cuda is None and torch.version.hip is None:
        return f"torch {torch.__version__} was built without support for an NVIDIA GPU"
    return "torch finds no NVIDIA GPU with a working driver"
