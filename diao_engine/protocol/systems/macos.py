# SPDX-License-Identifier: GPL-2.0-or-later
"""macOS: the Library folder, QGIS as an application bundle, Apple's own GPU. Written after its documentation, tried by fakes only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .system import System, architecture, home

NEWEST = 14  # what the newest wheels of PyTorch and ONNX Runtime are built for; pip takes those for older releases too


class MacOS(System):
    """Apple silicon and Intel."""

    name = "macos"
    title = "macOS"

    def data_folder(self, environ: Mapping[str, str]) -> Path:
        """See `System`."""
        return home(environ) / "Library" / "Application Support" / "diao"

    def nvidia_smi_places(self, environ: Mapping[str, str]) -> list[Path]:
        """None: NVIDIA's last driver for macOS is of 2019."""
        return []

    def apple_gpu(self, machine: str) -> str:
        """Every Mac with Apple silicon has one."""
        return "Apple GPU" if architecture(machine) == "arm64" else ""

    def beside_prefix(self, prefix: Path) -> list[Path]:
        """Inside QGIS.app the prefix is `Contents/MacOS`, `Contents/Frameworks` or `Contents/Resources/python`, by its maker."""
        inside = [folder / "MacOS" / "bin" for folder in (prefix.parent, prefix.parent.parent)]
        return [prefix, prefix / "bin", *inside]

    def pip_configurations(self, environ: Mapping[str, str]) -> list[Path]:
        """See `System`."""
        user, support = home(environ), Path("Library", "Application Support", "pip", "pip.conf")
        in_library = user / support
        own = in_library if in_library.parent.is_dir() else user / ".config" / "pip" / "pip.conf"
        return [Path("/") / support, user / ".pip" / "pip.conf", own]

    def wheel_platforms(self, machine: str) -> list[str]:
        """One tag: pip knows which older releases and universal wheels go with it."""
        return [f"macosx_{NEWEST}_0_{architecture(machine)}"]

    def uv_platform(self, machine: str) -> str:
        """See `System`."""
        return f"{'aarch64' if architecture(machine) == 'arm64' else 'x86_64'}-apple-darwin"
