# SPDX-License-Identifier: GPL-2.0-or-later
"""Linux: the XDG folders, the places of distributions and of WSL, wheels for glibc."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path

from .system import System, home, triple_architecture

_DRIVER_FILE = Path("/proc/driver/nvidia/version")
_OLDEST_GLIBC, _NEWEST_GLIBC = 17, 35  # 2.17 is manylinux2014; wheels beyond 2.35 would not run on systems of today


class Linux(System):
    """Tried on Debian."""

    name = "linux"
    title = "Linux"

    def data_folder(self, environ: Mapping[str, str]) -> Path:
        """See `System`."""
        return Path(environ.get("XDG_DATA_HOME") or home(environ) / ".local" / "share") / "diao"

    def nvidia_smi_places(self, environ: Mapping[str, str]) -> list[Path]:
        """Those of distributions, of WSL, whose driver is that of Windows, and of NixOS."""
        folders = ("/usr/bin", "/usr/local/bin", "/usr/lib/wsl/lib", "/opt/bin", "/run/current-system/sw/bin")
        return [Path(folder, "nvidia-smi") for folder in folders]

    def nvidia_driver(self) -> str:
        """From the kernel's module: the driver may be there without its tools."""
        with contextlib.suppress(OSError):
            found = re.search(r"Kernel Module.*?\s(\d{3,}\.\d+(?:\.\d+)?)\s", _DRIVER_FILE.read_text(encoding="utf-8"))
            return found[1] if found else ""
        return ""

    def pip_configurations(self, environ: Mapping[str, str]) -> list[Path]:
        """See `System`."""
        system = [
            Path(folder, "pip", "pip.conf") for folder in (environ.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":")
        ]
        user = home(environ)
        config = Path(environ.get("XDG_CONFIG_HOME") or user / ".config")
        return [*system, Path("/etc/pip.conf"), user / ".pip" / "pip.conf", config / "pip" / "pip.conf"]

    def wheel_platforms(self, machine: str) -> list[str]:
        """Every glibc from the oldest to the newest, since pip takes a tag as it stands."""
        tag = triple_architecture(machine)
        numbered = [f"manylinux_2_{minor}_{tag}" for minor in range(_NEWEST_GLIBC, _OLDEST_GLIBC - 1, -1)]
        return [*numbered, f"manylinux2014_{tag}", f"linux_{tag}"]

    def uv_platform(self, machine: str) -> str:
        """See `System`."""
        return f"{triple_architecture(machine)}-manylinux_2_35"
