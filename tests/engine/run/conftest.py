# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest

from diao_engine.jobs import Segment
from tests.engine.networks import save
from tests.engine.same_map import CARD, RASTERS, neighbourly


@pytest.fixture
def ground(scene):
    """700 x 830 pixels with structures of some ten pixels, and a hole without data."""
    rng = np.random.default_rng(0)
    rows, columns = np.mgrid[0:700, 0:830]
    waves = [110 + 60 * np.sin(rows / (9 + 4 * band)) * np.cos(columns / (13 - 3 * band)) for band in range(3)]
    pixels = np.clip(np.array(waves) + rng.normal(0, 15, (3, 700, 830)), 1, 250).astype("uint8")
    pixels[:, 230:330, 400:600] = 0
    return scene.raster("ground.tif", pixels, nodata=0)


@pytest.fixture
def job(tmp_path, ground):
    """A job that maps the ground with all outputs, into a folder."""
    model = save(neighbourly(), tmp_path / "model.onnx", card=CARD)

    def make(folder, **values):
        outputs = {name: str(tmp_path / folder / f"{name}.tif") for name in RASTERS}
        outputs["minority"] = str(tmp_path / folder / "minority.gpkg")
        return Segment(**{"input": ground, "model": model, "batch_size": 3, **outputs, **values})

    return make
