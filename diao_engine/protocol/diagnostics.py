# SPDX-License-Identifier: GPL-2.0-or-later
"""One text for a bug report: versions, system, devices, settings; no names of users in paths, no secrets."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from .. import __version__
from . import environment, selftest
from .machine import Machine
from .selftest import Trial

# Set or not is told, the value never: addresses of proxies and indexes hold passwords.
_VARIABLES = (
    "DIAO_HOME", "DIAO_ENGINE_PYTHON", "DIAO_TORCH_INDEX", "HTTP_PROXY", "HTTPS_PROXY", "PIP_CERT", "PIP_INDEX_URL", "UV_INDEX_URL",
    "CUDA_VISIBLE_DEVICES", "OMP_NUM_THREADS", "LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH",
)  # fmt: skip
_USER_FOLDERS = re.compile(r"([/\\](?:home|users|documents and settings)[/\\]+)[^/\\\s'\",;:]+", re.IGNORECASE)
_CREDENTIALS = re.compile(r"(\w+://)[^/\s@]+@")


def text(machine: Machine, trials: Iterable[Trial], more: Mapping[str, str] | None = None) -> str:
    """The text, in English, a fact a line.

    Parameters
    ----------
    machine
        What was detected.
    trials
        What the test of the devices has found; empty where it was not run.
    more
        Facts that the caller alone knows, such as QGIS's version; they come first.
    """
    gpu = f"{machine.gpu} ({machine.kind}, driver {machine.driver or '-'})" if machine.kind != "none" else "none found"
    facts = {
        "DIAO": __version__,
        **(more or {}),
        "System": platform.platform(),
        "Processor": f"{machine.architecture}, {os.cpu_count()} cores",
        "Python": platform.python_version(),
        "GPU": gpu,
        "Variables that are set": ", ".join(name for name in _VARIABLES if os.environ.get(name)) or "none",
    }
    lines = [f"{name}: {value}" for name, value in facts.items()]
    for status in map(environment.status, environment.SIZES):
        state = f"ready, for {status.build}" if status.ready else str(status.problem)
        lines.append(f"Environment {status.size}: {state}")
        lines += [f"  {name} {version}" for name, version in status.versions.items()]
    tested = tuple(trials)
    lines.append("Devices:" if tested else "Devices: not tested")
    for trial, sentence in zip(tested, selftest.told(tested)):
        bits = {True: "; 16 bits agree", False: "; 16 bits differ", None: ""}[trial.half]
        lines.append(f"  {trial.device}: {sentence}{bits}")
    return scrubbed("\n".join(lines)) + "\n"


def scrubbed(said: str) -> str:
    """Without the names of users in paths, and without what stands before the @ of an address."""
    home = str(Path.home())
    if len(home) > len(Path(home).anchor):  # of a service it may be the root
        said = said.replace(home, "~")
    return _CREDENTIALS.sub(r"\1…@", _USER_FOLDERS.sub(r"\1…", said))
