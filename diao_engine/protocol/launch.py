# SPDX-License-Identifier: GPL-2.0-or-later
"""How the engine's interpreter is started: with a cleaned environment, from the folder that holds `diao_engine`."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from . import systems
from .network import NO_TELEMETRY

# QGIS's launchers export these for their own Python and their own GDAL; each of them breaks a foreign interpreter or
# makes its PROJ read a database of another version.
_FOREIGN = (
    "PYTHONHOME", "PYTHONPATH", "PYTHONEXECUTABLE", "PYTHONSTARTUP", "PYTHONUSERBASE", "PYTHONPLATLIBDIR", "VIRTUAL_ENV",
    "__PYVENV_LAUNCHER__", "PROJ_LIB", "PROJ_DATA", "GDAL_DATA", "GDAL_DRIVER_PATH", "GDAL_SKIP", "GDAL_FILENAME_IS_UTF8",
    "GEOTIFF_CSV", "QT_PLUGIN_PATH", "QT_API", "QGIS_PREFIX_PATH", "O4W_QT_PREFIX", "O4W_QT_PLUGINS",
)  # fmt: skip
# Small, and with the plugin wherever it is installed.
SAMPLE_MODEL = Path(__file__).resolve().parents[2] / "resources" / "sample" / "model.onnx"
SESSION_FOLDER = "DIAO_SESSION_FOLDER"
_FOREIGN_LOADER = ("LD_LIBRARY_PATH", "LD_PRELOAD", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")


def engine_root() -> Path:
    """The folder that holds `diao_engine`; the worker starts there, so that `-m diao_engine` finds it."""
    return Path(__file__).resolve().parents[2]


def clean_environment(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment for an interpreter that is not QGIS's own."""
    cleaned = dict(os.environ if environment is None else environment)
    for name in _FOREIGN:
        cleaned.pop(name, None)
    # AppImage, Flatpak and OSGeo4W builds of QGIS point the loader at their own libraries.
    for name in _FOREIGN_LOADER:
        cleaned.pop(name, None)
    cleaned["PYTHONUTF8"] = "1"
    cleaned["PYTHONNOUSERSITE"] = "1"
    cleaned["PYTHONDONTWRITEBYTECODE"] = "1"  # the plugin folder may be read-only or shared
    cleaned.update(NO_TELEMETRY)
    return cleaned


def start(
    interpreter: str,
    arguments: list[str],
    *,
    stdout: int | IO[Any],
    stderr: int | IO[Any],
    session_folder: str = "",
    variables: Mapping[str, str] | None = None,
    launcher: Sequence[str] = (),
) -> subprocess.Popen[str]:
    """Start `python -m diao_engine ARGUMENTS` the way `spawn` does; what lies in `session_folder` goes when the caller ends.

    With a `launcher`, a module and its arguments, it is that one that starts `-m diao_engine ARGUMENTS`.
    """
    through = ["-m", *launcher] if launcher else []
    command = [interpreter, "-s", *through, "-m", "diao_engine", *arguments]
    return spawn(command, stdout=stdout, stderr=stderr, extra={**(variables or {}), SESSION_FOLDER: session_folder})


def spawn(
    command: list[str], *, stdout: int | IO[Any], stderr: int | IO[Any], extra: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """Start a command in its own process group, stdin closed, in the cleaned environment with `extra` variables."""
    return subprocess.Popen(  # nosec B603 - our engine, or its installer, without a shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        cwd=engine_root(),
        env={**clean_environment(), **(extra or {})},
        text=True,
        encoding="utf-8",
        errors="replace",
        **systems.current().spawn_options(),
    )


def kill(process: subprocess.Popen[str]) -> None:
    """End a spawned process and everything that it started."""
    systems.current().kill(process)
