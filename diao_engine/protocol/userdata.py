# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's own data folder of DIAO: environments of the engine and approvals of models lie there, for all profiles and projects."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HOME = "DIAO_HOME"  # a folder of the user's own choice, instead of the system's usual one


def folder() -> Path:
    """The folder; it need not exist yet."""
    home = os.environ.get(HOME)
    if home:
        return Path(home).absolute()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "diao"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "diao"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "diao"
