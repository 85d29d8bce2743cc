# SPDX-License-Identifier: GPL-2.0-or-later
"""What this machine has for the engine: system, architecture, and the GPU with its driver. Nothing is loaded or changed for that."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..errors import BadInput
from . import systems
from .systems.system import System, architecture

GPUS = ("auto", "none", "nvidia", "directx12", "apple")

# A driver that runs any release of a CUDA version, from NVIDIA's "CUDA Compatibility" guide; newest first.
DRIVERS_OF_CUDA = (
    ((13, 0), 580), ((12, 9), 575), ((12, 8), 570), ((12, 7), 565), ((12, 6), 560), ((12, 5), 555), ((12, 4), 550),
    ((12, 3), 545), ((12, 2), 535), ((12, 1), 530), ((12, 0), 525), ((11, 8), 520),
)  # fmt: skip
_VERSION, _CAPABILITY = re.compile(r"\d+(\.\d+)+"), re.compile(r"(\d+)\.(\d+)")
_SECONDS_TO_ANSWER = 20.0  # a GPU that sleeps is woken up first

Ask = Callable[[Sequence[str]], str]  # a command -> what it writes; empty where it fails


@dataclass(frozen=True)
class Machine:
    """What set-up chooses by.

    `kind` is one of GPUS without `auto`, `gpu` the GPU's name. `driver`, `cuda` (the newest version that the driver runs) and
    `capability` (NVIDIA's number of a generation) are of NVIDIA's; None or empty where nothing tells.
    """

    system: str
    architecture: str
    kind: str = "none"
    gpu: str = ""
    driver: str = ""
    cuda: tuple[int, int] | None = None
    capability: tuple[int, int] | None = None


def detect(gpu: str = "auto", *, system: System | None = None, ask: Ask | None = None) -> Machine:
    """Look at this machine now; takes up to seconds. `gpu` keeps to one of GPUS, `none` looks for nothing."""
    system, ask = system or systems.current(), ask or _ask
    found = Machine(system.name, architecture(platform.machine()))
    if gpu in ("auto", "nvidia"):
        nvidia = _nvidia(found, system, os.environ, ask)
        if nvidia is not None:
            return nvidia
    apple = system.apple_gpu(found.architecture) if gpu in ("auto", "apple") else ""
    if apple:
        return replace(found, kind="apple", gpu=apple)
    directx = system.directx12_gpu() if gpu in ("auto", "directx12") else ""
    return replace(found, kind="directx12", gpu=directx) if directx else found


def described(system: str, machine: str = "", *, gpu: str = "auto", driver: str = "", capability: str = "") -> Machine:
    """Another machine, by what a person knows of it: `driver` and `capability` are those of NVIDIA's, as `nvidia-smi` writes them.

    Raises BadInput where that does not suffice to choose by.
    """
    usual = "arm64" if system == "macos" else "x86_64"
    known = Machine(system, architecture(machine) if machine else usual)
    if driver or capability or gpu == "nvidia":
        if not _VERSION.fullmatch(driver):
            raise BadInput("driver_unknown", field="driver")
        numbers = _CAPABILITY.fullmatch(capability)
        if capability and numbers is None:
            raise BadInput("capability_unknown", capability=capability, field="capability")
        return replace(_by_driver(known, driver), capability=_numbers(numbers))
    apple = systems.SYSTEMS[system].apple_gpu(known.architecture) if gpu in ("auto", "apple") else ""
    if apple:
        return replace(known, kind="apple", gpu=apple)
    return replace(known, kind="directx12", gpu="A GPU") if gpu == "directx12" else known


def _nvidia(found: Machine, system: System, environ: Mapping[str, str], ask: Ask) -> Machine | None:
    """The GPU that `nvidia-smi` names first; None where there is no driver."""
    on_path = shutil.which("nvidia-smi", path=environ.get("PATH"))
    places = [on_path] if on_path else []
    places += [str(path) for path in system.nvidia_smi_places(environ) if path.is_file()]
    for program in dict.fromkeys(places):
        machine = _of_nvidia_smi(found, program, ask)
        if machine is not None:
            return machine
    driver = system.nvidia_driver()
    return _by_driver(found, driver) if driver else None


def _of_nvidia_smi(found: Machine, program: str, ask: Ask) -> Machine | None:
    # Drivers before 510 do not know the field compute_cap, and answer nothing else either.
    for fields in ("name,driver_version,compute_cap", "name,driver_version"):
        lines = ask([program, f"--query-gpu={fields}", "--format=csv,noheader"]).splitlines()
        entries = [entry.strip() for entry in lines[0].split(",")] if lines else []
        if len(entries) == fields.count(",") + 1 and _VERSION.fullmatch(entries[1]):
            break
    else:
        return None
    said = re.search(r"CUDA(?: UMD)? Version\s*:\s*(\d+)\.(\d+)", ask([program]))
    cuda = (int(said[1]), int(said[2])) if said else _cuda_of(entries[1])
    capability = _numbers(_CAPABILITY.fullmatch(entries[2])) if len(entries) > 2 else None
    return replace(found, kind="nvidia", gpu=entries[0], driver=entries[1], cuda=cuda, capability=capability)


def _by_driver(found: Machine, driver: str) -> Machine:
    """A machine of which no more is known than the version of NVIDIA's driver."""
    return replace(found, kind="nvidia", gpu="NVIDIA GPU", driver=driver, cuda=_cuda_of(driver))


def _cuda_of(driver: str) -> tuple[int, int] | None:
    """The newest CUDA version that a driver runs, None where it runs none that is built for today."""
    major = re.match(r"\d+", driver)
    if major is None:
        return None
    return next((cuda for cuda, needed in DRIVERS_OF_CUDA if int(major[0]) >= needed), None)


def _numbers(found: re.Match[str] | None) -> tuple[int, int] | None:
    return (int(found[1]), int(found[2])) if found else None


def _ask(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(  # nosec B603 - a fixed command of the system, without a shell
            list(command), check=False, capture_output=True, stdin=subprocess.DEVNULL, timeout=_SECONDS_TO_ANSWER,
            encoding="utf-8", errors="replace", **systems.current().spawn_options(),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
