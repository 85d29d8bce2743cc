# SPDX-License-Identifier: GPL-2.0-or-later
"""Why a GPU that this machine has is not used: the environment, the driver, the libraries; each with the way out."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from ..messages import Sentence
from . import builds, environment
from .machine import Machine, detect
from .progress import ProgressReporter

# What PyTorch does, also where it maps, and what ONNX Runtime does.
TASKS = ("train", "map")
# A kind of GPU -> the device that the jobs call it; None where a task cannot use it, whatever is installed.
_DEVICES: dict[str, dict[str, str | None]] = {
    "nvidia": {"train": "cuda", "map": "cuda"},
    "apple": {"train": "mps", "map": "mps"},
    "directx12": {"train": None, "map": "directml"},
}
_LIBRARY = re.compile(r"\b(lib[\w+-]+\.so[\w.]*|[\w.-]+\.dll|lib[\w+-]+\.dylib)")
_LIBRARY_IS_MISSING = re.compile(
    r"cannot open shared object|no such file|image not found|which is missing|cannot be found", re.IGNORECASE
)
_DRIVER_IS_TOO_OLD = re.compile(r"driver\b.*\b(too old|insufficient|out of date)", re.IGNORECASE)


def device_of(machine: Machine, task: str) -> str | None:
    """The device of `jobs.common.DEVICES` that a machine's GPU is for a task; None where there is none."""
    return None if machine.system == "macos" and machine.kind == "nvidia" else _DEVICES.get(machine.kind, {}).get(task)


def unused(
    task: str, *, machine: Machine | None = None, prefix: str = sys.prefix, said: Iterable[str] = ()
) -> Sentence | None:
    """Why the GPU of this machine does not serve a task; None where it has none that could.

    Parameters
    ----------
    task
        One of TASKS.
    machine
        What was detected; None looks now, which takes up to seconds where there is a GPU.
    prefix
        The folder of the Python environment that the work runs in.
    said
        Lines that the libraries have written when they tried.
    """
    machine = machine or detect()
    if device_of(machine, task) is None:
        return None
    choice = builds.choose(machine, "base")
    if machine.kind == "nvidia" and choice.build.name == "cpu":
        return choice.reason
    gpu = machine.gpu
    build = environment.build_in(Path(prefix))
    if build is None:
        return _of_libraries(gpu, said) or Sentence.of("gpu_own_python", gpu=gpu, folder=prefix)
    if build != choice.build.name:
        return Sentence.of("gpu_other_environment", gpu=gpu)
    return _of_libraries(gpu, said) or Sentence.of("gpu_not_started", gpu=gpu)


def tell_unused(task: str, asked: str, used: str, report: ProgressReporter) -> None:
    """Warn where nobody asked for the CPU and it is used although there is a GPU that could serve the task."""
    reason = unused(task) if (asked, used) == ("auto", "cpu") else None
    if reason is not None:
        report.warning(reason)


def _of_libraries(gpu: str, said: Iterable[str]) -> Sentence | None:
    """What CUDA, cuDNN and the like complain of."""
    for line in said:
        if _DRIVER_IS_TOO_OLD.search(line):
            return Sentence.of("gpu_driver_refused", gpu=gpu)
        library = _LIBRARY.findall(line) if _LIBRARY_IS_MISSING.search(line) else []
        if library:
            return Sentence.of("gpu_library_missing", gpu=gpu, library=library[-1])
    return None
