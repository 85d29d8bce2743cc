# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.crs import CRS

from diao_engine.protocol.progress import silent
from diao_engine.raster.georef import GeoRef
from diao_engine.raster.grid import Window
from diao_engine.raster.mosaic import Tessera, join
from tests.engine.conftest import LEFT, TOP

BLOCKS = {"tiled": True, "blockxsize": 256, "blockysize": 256}


@pytest.mark.parametrize("dtype", ["uint8", "float32"])
def test_parts_that_hold_no_block_leave_nodata_and_the_whole_holds_none_either(scene, tmp_path, dtype):
    nodata = 255 if dtype == "uint8" else -1
    pixels = np.full((1024, 5120), nodata, dtype=dtype)
    pixels[300:310, 4700:4800] = 3
    windows = [Window(left, 0, 2560, 1024) for left in (0, 2560)]
    parts = [
        Tessera(scene.raster(f"{number}.tif", pixels[window.slices], nodata=nodata, sparse_ok=True, **BLOCKS), window)
        for number, window in enumerate(windows)
    ]
    whole = str(tmp_path / "whole.tif")
    join(parts, whole, GeoRef(CRS.from_epsg(32633), Affine(1, 0, LEFT, 0, -1, TOP), (1024, 5120)), silent())
    with rasterio.open(whole) as joined:
        assert (joined.read(1) == pixels).all()
        held = [
            (row, column)
            for row in range(4)
            for column in range(20)
            if joined.get_tag_item(f"BLOCK_OFFSET_{column}_{row}", "TIFF", bidx=1)
        ]
    assert held == [(1, 18)]
