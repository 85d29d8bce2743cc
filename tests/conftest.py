# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS loads the repository as the plugin package `diao`; tests of its side import it under that name too."""

import atexit
import importlib.util
import os
import shutil
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]

_plugins = tempfile.mkdtemp(prefix="diao-plugins-")
atexit.register(shutil.rmtree, _plugins, ignore_errors=True)
os.symlink(REPOSITORY, Path(_plugins, "diao"), target_is_directory=True)
sys.path.append(_plugins)

if importlib.util.find_spec("qgis"):  # in QGIS's own Python only
    from tests.qgis_fixtures import (  # noqa: F401 - fixtures
        add_square,
        context,
        imagery,
        provider,
        raster,
        real_engine,
        saved,
        squares,
        stub,
        tiles,
        what_slots_raise,
    )
