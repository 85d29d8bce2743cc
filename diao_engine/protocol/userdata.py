# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's own data folder of DIAO: environments of the engine and approvals of models lie there, for all profiles and projects."""

from __future__ import annotations

import os
from pathlib import Path

from . import systems

HOME = "DIAO_HOME"  # a folder of the user's own choice, instead of the system's usual one


def folder() -> Path:
    """The folder; it need not exist yet."""
    home = os.environ.get(HOME)
    if home:
        return Path(home).absolute()
    return systems.current().data_folder(os.environ)
