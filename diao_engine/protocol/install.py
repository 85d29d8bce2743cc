# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the installers, passes their output on, and turns their failures into one sentence each."""

from __future__ import annotations

import os
import queue
import re
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Union

from ..errors import BadInput, EngineError, JobCancelled, MissingDependency
from ..messages import Sentence
from . import launch
from .probe import OLDEST_PYTHON, OLDEST_PYTHON_TEXT

Log = Callable[[Union[str, Sentence]], None]  # lines of other programs, and what we say ourselves

_KEPT_LINES = 200
_SECONDS_BETWEEN_POLLS = 0.2
# In this order: pip says "no matching distribution" after a failed connection too.
_KNOWN_FAILURES = (
    (
        r"No space left|Errno 28|os error 28\b|os error 112\b|disk is full|not enough space|WinError 112",
        "no_space_to_install",
    ),
    # Debian breaks this sentence over two lines.
    (r"ensurepip\s+is\s+not\s+available|No module named '?(ensurepip|venv)", "no_venv"),
    (r"WinError (225|1260)\b|os error (225|1260)\b|contains a virus|blocked by group policy", "blocked_by_scanner"),
    (
        r"WinError 32\b|os error 32\b|being used by another process|WinError 5\b.*(\.pyd|\.dll|\.exe)|Text file busy",
        "file_in_use",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerification|invalid peer certificate|UnknownIssuer|certificate verify",
        "certificate_refused",
    ),
    (
        r"ProxyError|Tunnel connection failed|Proxy Authentication|Cannot connect to proxy|proxy authorization|tunnel error",
        "proxy_refused",
    ),
    (
        r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|Temporary failure in name resolution|"
        r"Network is unreachable|Connection refused|getaddrinfo failed|Connection broken|Max retries exceeded|"
        r"Remote end closed|Connection reset|Failed to establish a new connection|error sending request|dns error|"
        r"tcp connect error|operation timed out|Network connectivity is disabled",
        "index_unreachable",
    ),
    (
        r"Permission denied|Access is denied|WinError 5\b|Read-only file system|os error (5|13|30)\b",
        "install_folder_not_writable",
    ),
    (
        r"No matching distribution found for|Could not find a version|No solution found when resolving",
        "no_build_of_package",
    ),
)


def first_usable(candidates: Iterable[str]) -> str:
    """The first interpreter that starts, is new enough, and is a Python at all."""
    reason = Sentence("no_python_found")
    for candidate in candidates:
        if not is_python(candidate):
            continue
        try:
            version = python_version(candidate)
        except MissingDependency:
            continue
        if version >= OLDEST_PYTHON:
            return candidate
        reason = Sentence.of("found_python_too_old", path=candidate, version=".".join(map(str, version)))
    raise MissingDependency("no_python_to_build_from", oldest=OLDEST_PYTHON_TEXT, reason=reason)


def is_python(path: str) -> bool:
    """Whether a file may be a Python, by its name: inside QGIS the program itself counts as none."""
    return os.path.isfile(path) and Path(path).name.lower().startswith("python")


def python_version(interpreter: str) -> tuple[int, int]:
    """Major and minor version of an interpreter, asked by starting it."""
    code, lines = run_logged([interpreter, "-c", "import sys; print(*sys.version_info[:2])"], log=lambda line: None)
    if code != 0 or not lines or not re.fullmatch(r"\d+ \d+", lines[-1]):
        raise MissingDependency("python_not_started", path=interpreter)
    major, minor = lines[-1].split()
    return int(major), int(minor)


def run_logged(
    command: list[str],
    *,
    log: Log,
    is_cancelled: Callable[[], bool] = lambda: False,
    variables: Mapping[str, str] | None = None,
    on_tick: Callable[[], None] = lambda: None,
) -> tuple[int, list[str]]:
    """Run a command, pass its lines on, return its exit code and its last lines. Raises JobCancelled.

    `on_tick` is called while nothing is said, a few times a second.
    """
    try:
        process = launch.spawn(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, extra=variables)
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
                on_tick()
                continue
            if line is None:
                return process.wait(), list(last_lines)
            last_lines.append(line)
            log(line)
    finally:
        launch.kill(process)


def explain(lines: list[str]) -> EngineError:
    """The failure that venv, pip or uv has reported in its last lines, as one sentence."""
    text = "\n".join(lines)
    for pattern, code in _KNOWN_FAILURES:
        if re.search(pattern, text):
            return BadInput(code)
    errors = [line for line in lines if "error" in line.lower()] or [line for line in lines if line.strip()]
    return EngineError("environment_not_made", reason=errors[-1].strip() if errors else Sentence("no_reason_given"))


def _read_lines(process: subprocess.Popen[str], output: queue.Queue[str | None]) -> None:
    if process.stdout is not None:
        with process.stdout:
            for line in process.stdout:
                output.put(line.rstrip())
    output.put(None)
