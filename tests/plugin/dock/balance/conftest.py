# SPDX-License-Identifier: GPL-2.0-or-later
"""A dataset of real imagery, made by the engine."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[4]


@pytest.fixture
def ohio(real_engine, imagery, tmp_path):
    """Path of a dataset of 128-px tiles of southern Ohio."""
    for name in ("cluster01_image.tif", "cluster01_mask.tif"):
        shutil.copy(imagery / name, tmp_path)
    path = str(tmp_path / "ohio.gpkg")
    subprocess.run(
        [os.environ["DIAO_ENGINE_PYTHON"], "-m", "diao_engine", "createdataset", "--images", tmp_path / "cluster01_image.tif",
         "--labels", tmp_path / "cluster01_mask.tif", "--tile-size", "128", "--output", path],
        cwd=REPOSITORY, check=True, capture_output=True,
    )  # fmt: skip
    return path
