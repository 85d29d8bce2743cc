# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs `venv` and `pip`, passes their output on, and turns their failures into one sentence each."""

from __future__ import annotations

import os
import queue
import re
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Union

from ..errors import BadInput, EngineError, JobCancelled, MissingDependency
from ..messages import Sentence
from . import launch
from .probe import OLDEST_PYTHON, OLDEST_PYTHON_TEXT

Log = Callable[[Union[str, Sentence]], None]  # lines of other programs, and what we say ourselves

_KEPT_LINES = 200
_SECONDS_BETWEEN_POLLS = 0.2
# A user's pip settings may ask for --user, which a virtual environment refuses.
_PIP_VARIABLES = {"PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_PROGRESS_BAR": "off"}
# In this order: pip says "no matching distribution" after a failed connection too.
_KNOWN_FAILURES = (
    (r"No space left|Errno 28|disk is full|not enough space", "no_space_to_install"),
    (r"ensurepip is not available|No module named '?(ensurepip|venv)", "no_venv"),
    (r"CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerification", "certificate_refused"),
    (r"ProxyError|Tunnel connection failed|Proxy Authentication|Cannot connect to proxy", "proxy_refused"),
    (
        r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|Temporary failure in name resolution|"
        r"Network is unreachable|Connection refused|getaddrinfo failed|Connection broken|Max retries exceeded|"
        r"Remote end closed|Connection reset|Failed to establish a new connection",
        "index_unreachable",
    ),
    (r"Permission denied|Access is denied|WinError 5\b|Read-only file system", "install_folder_not_writable"),
    (r"No matching distribution found for|Could not find a version", "no_build_of_package"),
)


def create_venv(path: Path, python: str, *, log: Log, is_cancelled: Callable[[], bool]) -> None:
    """Create an empty virtual environment."""
    _run_or_raise([python, "-m", "venv", str(path)], log=log, is_cancelled=is_cancelled)


def requirements(interpreter: str, file: Path, *, log: Log, is_cancelled: Callable[[], bool]) -> None:
    """Install a requirements file; pip takes proxy, index and certificates from the user's own settings."""
    # Only wheels: without a compiler and GDAL's headers a source build ends in pages of errors.
    options = ["--disable-pip-version-check", "--only-binary", ":all:", "--requirement", str(file)]
    _run_or_raise([interpreter, "-m", "pip", "install", *options], log=log, is_cancelled=is_cancelled)


def first_usable(candidates: Iterable[str]) -> str:
    """The first interpreter that starts, is new enough, and is a Python at all."""
    reason = Sentence("no_python_found")
    for candidate in candidates:
        if not os.path.isfile(candidate) or not Path(candidate).name.lower().startswith("python"):
            continue
        try:
            version = python_version(candidate)
        except MissingDependency:
            continue
        if version >= OLDEST_PYTHON:
            return candidate
        reason = Sentence.of("found_python_too_old", path=candidate, version=".".join(map(str, version)))
    raise MissingDependency("no_python_to_build_from", oldest=OLDEST_PYTHON_TEXT, reason=reason)


def python_version(interpreter: str) -> tuple[int, int]:
    """Major and minor version of an interpreter, asked by starting it."""
    code, lines = run_logged([interpreter, "-c", "import sys; print(*sys.version_info[:2])"], log=lambda line: None)
    if code != 0 or not lines or not re.fullmatch(r"\d+ \d+", lines[-1]):
        raise MissingDependency("python_not_started", path=interpreter)
    major, minor = lines[-1].split()
    return int(major), int(minor)


def run_logged(
    command: list[str], *, log: Log, is_cancelled: Callable[[], bool] = lambda: False
) -> tuple[int, list[str]]:
    """Run a command, pass its lines on, return its exit code and its last lines. Raises JobCancelled."""
    try:
        process = launch.spawn(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, extra=_PIP_VARIABLES)
    except OSError as error:
        return 127, [str(error)]
    output: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_read_lines, args=(process, output), name="diao-setup-output", daemon=True).start()
    last_lines: deque[str] = deque(maxlen=_KEPT_LINES)
    try:
        while True:
            if is_cancelled():
                raise JobCancelled
            try:
                line = output.get(timeout=_SECONDS_BETWEEN_POLLS)
            except queue.Empty:
                continue
            if line is None:
                return process.wait(), list(last_lines)
            last_lines.append(line)
            log(line)
    finally:
        launch.kill(process)


def explain(lines: list[str]) -> EngineError:
    """The failure that venv or pip has reported in its last lines, as one sentence."""
    text = "\n".join(lines)
    for pattern, code in _KNOWN_FAILURES:
        if re.search(pattern, text):
            return BadInput(code)
    errors = [line for line in lines if "error" in line.lower()] or [line for line in lines if line.strip()]
    return EngineError("environment_not_made", reason=errors[-1].strip() if errors else Sentence("no_reason_given"))


def _run_or_raise(command: list[str], *, log: Log, is_cancelled: Callable[[], bool]) -> None:
    code, lines = run_logged(command, log=log, is_cancelled=is_cancelled)
    if code != 0:
        raise explain(lines)


def _read_lines(process: subprocess.Popen[str], output: queue.Queue[str | None]) -> None:
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            output.put(line.rstrip())
    output.put(None)
