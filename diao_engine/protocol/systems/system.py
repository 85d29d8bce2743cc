# SPDX-License-Identifier: GPL-2.0-or-later
"""What is asked of an operating system, with the answers of Unix where two of the three agree."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...messages import Sentence

# pip's name of an architecture -> ours; Windows and Linux say AMD64 or x86_64, macOS arm64, Linux aarch64.
_ARCHITECTURES = {"amd64": "x86_64", "x86_64": "x86_64", "arm64": "arm64", "aarch64": "arm64"}


def architecture(machine: str) -> str:
    """One name for an architecture, whatever the system calls it."""
    return _ARCHITECTURES.get(machine.lower(), machine.lower())


def triple_architecture(machine: str) -> str:
    """An architecture as target triples and Linux's wheels name it, for systems that run on one of these two."""
    return "x86_64" if architecture(machine) == "x86_64" else "aarch64"


def home(environ: Mapping[str, str], variable: str = "HOME") -> Path:
    """The user's home, as the environment's variable says or else as Python finds it."""
    return Path(environ[variable]) if environ.get(variable) else Path.home()


class System(ABC):
    """An operating system, as set-up and start of the engine see it.

    `name` is ours, `python_names` are files that an interpreter may have, `uv_name` is the file of uv's program.
    """

    name: str
    title: str
    python_names: tuple[str, ...] = ("python3",)
    uv_name = "uv"

    @abstractmethod
    def data_folder(self, environ: Mapping[str, str]) -> Path:
        """The user's own data folder of DIAO; gigabytes lie there, so it must not travel with a roaming profile."""

    @abstractmethod
    def nvidia_smi_places(self, environ: Mapping[str, str]) -> list[Path]:
        """Where the driver's `nvidia-smi` lies when it is not on the PATH."""

    @abstractmethod
    def pip_configurations(self, environ: Mapping[str, str]) -> list[Path]:
        """Pip's configuration files in the order in which it reads them; a later one wins."""

    @abstractmethod
    def wheel_platforms(self, machine: str) -> list[str]:
        """Platform tags of the wheels that this system takes on an architecture, for `pip download --platform`."""

    @abstractmethod
    def uv_platform(self, machine: str) -> str:
        """What uv calls this system on an architecture."""

    def interpreter(self, environment: Path) -> Path:
        """The Python of a virtual environment."""
        return environment / "bin" / "python"

    def beside_prefix(self, prefix: Path) -> list[Path]:
        """Folders that hold a Python that can be started by itself, from the prefix of the one that QGIS embeds."""
        return [prefix / "bin"]

    def nvidia_driver(self) -> str:
        """The version of NVIDIA's driver where `nvidia-smi` is missing; empty where nothing tells."""
        return ""

    def directx12_gpu(self) -> str:
        """The name of a GPU that runs DirectX 12; empty where there is none."""
        return ""

    def apple_gpu(self, machine: str) -> str:
        """The name of Apple's own GPU; empty where there is none."""
        return ""

    def place_problem(self, folder: Path, longest: int) -> Sentence | None:
        """Why a folder cannot hold an environment whose longest path inside it has so many characters."""
        return None

    def place_warning(self, folder: Path, environ: Mapping[str, str]) -> Sentence | None:
        """What a user should know of a folder before gigabytes are put there."""
        return None

    def spawn_options(self) -> dict[str, Any]:
        """Options of `Popen` by which a process can be ended with all that it has started."""
        return {"start_new_session": True}

    def kill(self, process: subprocess.Popen[str]) -> None:
        """End a spawned process and everything that it has started."""
        if process.poll() is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def remove_tree(self, path: Path) -> None:
        """Remove a folder; raises OSError where something in it cannot be removed. One that is not there is no error."""
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(path)
