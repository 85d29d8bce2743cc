# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.crs import CRS

from diao_engine.protocol.progress import silent
from diao_engine.raster import mosaic
from diao_engine.raster.georef import GeoRef
from diao_engine.raster.grid import Window
from diao_engine.raster.mosaic import Tessera, join
from diao_engine.raster.write import create_raster
from tests.engine.conftest import LEFT, TOP

BLOCKS = {"tiled": True, "blockxsize": 256, "blockysize": 256}
# As `create_raster` compresses bytes.
COMPRESSED = {"compress": "deflate", "predictor": 2}


GRID = (1024, 5120)


@pytest.fixture
def whole(tmp_path):
    """Joins parts and gives the path of the whole."""
    path = str(tmp_path / "whole.tif")

    def make(parts, shape=GRID):
        join(parts, path, GeoRef(CRS.from_epsg(32633), Affine(1, 0, LEFT, 0, -1, TOP), shape), silent())
        return path

    return make


@pytest.fixture
def copied(monkeypatch):
    """Whose pixels were read and written again."""
    seen = []
    monkeypatch.setattr(
        mosaic,
        "_copy",
        lambda tessera, chunk, sink, real=mosaic._copy: (seen.append(tessera), real(tessera, chunk, sink)),
    )
    return seen


@pytest.mark.parametrize("more", [{}, COMPRESSED])
@pytest.mark.parametrize("dtype", ["uint8", "float32"])
def test_parts_that_hold_no_block_leave_nodata_and_the_whole_holds_none_either(scene, whole, dtype, more):
    nodata = 255 if dtype == "uint8" else -1
    pixels = np.full(GRID, nodata, dtype=dtype)
    pixels[300:310, 4700:4800] = 3
    windows = [Window(left, 0, 2560, 1024) for left in (0, 2560)]
    parts = [
        Tessera(
            scene.raster(f"{number}.tif", pixels[window.slices], nodata=nodata, sparse_ok=True, **BLOCKS, **more),
            window,
        )
        for number, window in enumerate(windows)
    ]
    with rasterio.open(whole(parts)) as joined:
        assert (joined.read(1) == pixels).all()
        held = [
            (row, column)
            for row in range(4)
            for column in range(20)
            if joined.get_tag_item(f"BLOCK_OFFSET_{column}_{row}", "TIFF", bidx=1)
        ]
    assert held == [(1, 18)]


@pytest.mark.parametrize("big", ["no", "yes"])
@pytest.mark.parametrize(("dtype", "bands"), [("uint8", 1), ("float32", 1), ("float32", 3)])
def test_blocks_are_moved_as_they_are(tmp_path, whole, copied, dtype, bands, big):
    """Parts as they are written, of a width that is no multiple of a block, in files of both forms; one has a hole."""
    shape = (bands, 900, 1100)
    pixels = np.random.default_rng(0).integers(0, 250, shape).astype(dtype)
    pixels[:, 300:600, :300] = 255
    georef = GeoRef(CRS.from_epsg(32633), Affine(1, 0, LEFT, 0, -1, TOP), shape[1:])
    windows = [Window(0, 0, 512, 900), Window(512, 0, 588, 512), Window(512, 512, 588, 388)]
    parts = []
    for window in windows:
        path = str(tmp_path / f"{window}.tif")
        more = {"interleave": "band"} if bands > 1 or dtype == "float32" else {}
        with create_raster(
            path, georef.part(window), dtype=dtype, count=bands, nodata=255, sparse_ok=True, **{**more, "bigtiff": big}
        ) as sink:
            sink.write(pixels[(slice(None), *window.slices)])
            sink.set_band_description(bands, "the last")
        parts.append(Tessera(path, window))
    with rasterio.open(whole(parts, shape[1:])) as joined:
        assert (joined.read() == pixels).all()
        assert joined.descriptions[-1] == "the last"
    assert copied == []


def test_a_part_too_narrow_for_blocks_gives_its_pixels(tmp_path, scene, whole, copied):
    pixels = np.random.default_rng(0).integers(0, 250, (600, 700)).astype("uint8")
    windows = [Window(0, 0, 512, 600), Window(512, 0, 188, 600)]
    parts = [
        Tessera(scene.raster("left.tif", pixels[windows[0].slices], nodata=255, **BLOCKS, **COMPRESSED), windows[0]),
        Tessera(scene.raster("right.tif", pixels[windows[1].slices], nodata=255, **COMPRESSED), windows[1]),
    ]
    with rasterio.open(whole(parts, pixels.shape)) as joined:
        assert (joined.read(1) == pixels).all()
    assert set(copied) == {parts[1]}
