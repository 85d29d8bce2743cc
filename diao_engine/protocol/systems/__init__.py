# SPDX-License-Identifier: GPL-2.0-or-later
"""What set-up and start of the engine do otherwise on each operating system: one module a system, one class for all of them."""

from __future__ import annotations

import sys

from .linux import Linux
from .macos import NEWEST as NEWEST_MACOS
from .macos import MacOS
from .system import System
from .windows import Windows

__all__ = ["NEWEST_MACOS", "SYSTEMS", "System", "current"]

SYSTEMS: dict[str, System] = {system.name: system for system in (Linux(), Windows(), MacOS())}
_OF_PYTHON = {"win32": "windows", "darwin": "macos"}  # sys.platform -> name; all others are treated as Linux


def current() -> System:
    """The system that this process runs on."""
    return SYSTEMS[_OF_PYTHON.get(sys.platform, "linux")]
