# SPDX-License-Identifier: GPL-2.0-or-later
"""Gets uv, a faster installer that can bring a Python along: one program in a wheel, fetched by the pip of any Python at hand."""

from __future__ import annotations

import contextlib
import os
import platform
import re
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from . import install, systems, userdata
from .systems.system import System, architecture

_OLDEST = (0, 8)  # options of `uv python install`
_WHEEL = re.compile(r"uv-(\d+(?:\.\d+)*)-[^-]+-[^-]+-([^-]+)\.whl$")


def program(wheels: Path | None, fetch: Callable[[Path], None]) -> str | None:
    """A uv that starts: the user's, ours from earlier, one in a folder of wheels, or one that is fetched now.

    `fetch` puts its wheel into a folder, and is not asked where there are wheels. None where there is none to be had.
    """
    system = systems.current()
    own = folder() / system.uv_name
    for candidate in (shutil.which("uv"), str(own)):
        if candidate and os.path.isfile(candidate) and _starts(candidate):
            return candidate
    place = wheels or folder()
    with contextlib.suppress(OSError, zipfile.BadZipFile):
        if wheels is None:
            fetch(place)
        wheel = find_wheel((path.name for path in place.glob("uv-*.whl")), system, platform.machine())
        if wheel is not None:
            _unpack(place / wheel, own)
            if wheels is None:
                (place / wheel).unlink()
            if _starts(str(own)):
                return str(own)
    return None


def folder() -> Path:
    """Where the fetched program lies."""
    return userdata.folder() / "uv"


def find_wheel(names: Iterable[str], system: System, machine: str) -> str | None:
    """The newest of some files that is a wheel of uv for a system."""
    tags = set(system.wheel_platforms(machine))
    if system.name == "macos":  # such tags name the oldest release that the wheel runs on
        tags |= {f"macosx_{major}_{minor}_{architecture(machine)}" for major in range(10, 15) for minor in range(17)}
    found: list[tuple[tuple[int, ...], str]] = []
    for name in names:
        wheel = _WHEEL.match(name)
        if wheel and tags & set(wheel[2].split(".")):
            found.append((tuple(map(int, wheel[1].split("."))), name))
    return max(found)[1] if found else None


def _starts(path: str) -> bool:
    code, lines = install.run_logged([path, "--version"], log=lambda line: None)
    version = re.match(r"uv (\d+)\.(\d+)", lines[-1]) if code == 0 and lines else None
    return version is not None and (int(version[1]), int(version[2])) >= _OLDEST


def _unpack(wheel: Path, target: Path) -> None:
    """Take out the program alone, under a name of its own until it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    with zipfile.ZipFile(wheel) as archive:
        name = next((name for name in archive.namelist() if name.endswith(f".data/scripts/{target.name}")), "")
        if not name:
            raise zipfile.BadZipFile(wheel)
        with archive.open(name) as source, open(part, "wb") as file:
            shutil.copyfileobj(source, file)
    part.chmod(part.stat().st_mode | stat.S_IXUSR)
    os.replace(part, target)
