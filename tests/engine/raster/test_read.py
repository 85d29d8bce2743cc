# SPDX-License-Identifier: GPL-2.0-or-later
import os

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasterio.enums import ColorInterp

from diao_engine.errors import TooManyFiles
from diao_engine.raster.grid import Window
from diao_engine.raster.read import open_image, open_source
from tests.refused import refused

RGBA = (ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.alpha)


@pytest.fixture
def coordinates(scene):
    """Two bands that hold the row and the column of each pixel."""
    rows, columns = np.mgrid[:70, :90]
    return scene.raster("coordinates.tif", np.stack([rows, columns]).astype("uint16"))


@given(x=st.integers(0, 89), y=st.integers(0, 69), width=st.integers(1, 90), height=st.integers(1, 70))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_windows_hold_the_pixels_of_their_place(coordinates, x, y, width, height):
    window = Window(x, y, min(width, 90 - x), min(height, 70 - y))
    with open_image(coordinates) as image:
        pixels, valid = image.read(window)
    assert valid.all()
    rows, columns = np.mgrid[:70, :90]
    assert (pixels[0] == rows[window.slices]).all()
    assert (pixels[1] == columns[window.slices]).all()


def test_infrared_tagged_alpha_is_data(scene):
    path = scene.image("nir.tif", (4, 64, 64), interpretation=RGBA)
    with open_image(path) as image:
        assert image.bands == (1, 2, 3, 4)
        assert image.alpha is None
        assert image.is_always_valid
        assert image.read(Window(0, 0, 64, 64))[1].all()


def test_true_alpha_is_a_mask(scene):
    pixels = np.full((4, 64, 64), 9, dtype="uint8")
    pixels[3], pixels[3, :, :10] = 255, 0
    with open_image(scene.raster("alpha.tif", pixels, interpretation=RGBA)) as image:
        assert image.bands == (1, 2, 3)
        read, valid = image.read(Window(0, 0, 64, 64))
    assert not valid[:, :10].any()
    assert valid[:, 10:].all()
    assert (read[:, :, :10] == 0).all()


@pytest.mark.parametrize(
    ("dtype", "nodata"), [("uint8", 0), ("uint16", 65535), ("float32", -9999.0), ("float32", np.nan)]
)
def test_nodata_of_all_kinds(scene, dtype, nodata):
    pixels = np.full((2, 20, 20), 7, dtype=dtype)
    pixels[:, :5] = nodata
    pixels[0, 10] = 7 if np.isnan(nodata) else nodata  # one band alone makes no pixel invalid
    with open_image(scene.raster("nodata.tif", pixels, nodata=nodata)) as image:
        assert not image.is_always_valid
        _, valid = image.read(Window(0, 0, 20, 20))
    assert not valid[:5].any()
    assert valid[5:].all()


def test_nan_without_declared_nodata_is_invalid(scene):
    pixels = np.ones((1, 8, 8), dtype="float32")
    pixels[0, 3, 4] = np.nan
    with open_image(scene.raster("nan.tif", pixels)) as image:
        _, valid = image.read(Window(0, 0, 8, 8))
    assert np.argwhere(~valid).tolist() == [[3, 4]]


@pytest.mark.parametrize("keep", [0, 300])
def test_damaged_files_are_named(scene, keep):
    path = scene.image(shape=(3, 200, 200))
    with open(path, "r+b") as file:
        file.truncate(keep)
    with refused("no_raster", path="image.tif"), open_image(path) as image:
        image.read(Window(0, 0, 200, 200))


def test_reading_leaves_nothing_beside_the_file(scene):
    path = scene.image(nodata=0)
    before = os.listdir(scene.folder)
    with open_image(path) as image:
        image.read(Window(0, 0, 64, 64))
    with open_source(path) as source:
        source.read()
    assert os.listdir(scene.folder) == before


def test_no_file_handles_left_is_no_damaged_file(scene):
    resource = pytest.importorskip("resource")
    path = scene.image("a.tif", (1, 8, 8))
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.open(os.devnull, os.O_RDONLY)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, limits[1]))
    try:
        with pytest.raises(TooManyFiles), open_source(path):
            pass
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


def sparse(scene, *, nodata=0, interleave="pixel"):
    """Two bands that are nodata, and no block in the file, but for a few pixels."""
    pixels = np.zeros((2, 96, 130), dtype="uint8")
    pixels[:, 20:40, 30:50] = 7
    pixels[1, 90:, 120:] = 9
    tiled = {"tiled": True, "blockxsize": 16, "blockysize": 16, "interleave": interleave}
    return scene.raster("sparse.tif", pixels, nodata=nodata, sparse_ok=True, **tiled), pixels


@pytest.mark.parametrize("interleave", ["pixel", "band"])
def test_blocks_that_a_file_does_not_hold_are_known_as_blank_without_reading(scene, interleave):
    path, pixels = sparse(scene, interleave=interleave)
    with open_image(path) as image:
        for x in range(0, 114, 5):
            for y in range(0, 80, 5):
                blocks = Window(x // 16 * 16, y // 16 * 16, 16 + 16 * (x % 16 > 0), 16 + 16 * (y % 16 > 0))
                held = pixels.any(axis=0)[blocks.slices].any()
                window = Window(x, y, 16, 16)
                assert image.is_blank(window) == (not held)
                assert not (image.is_blank(window) and image.read(window)[1].any())


def test_a_missing_block_of_a_file_without_nodata_is_not_blank(scene):
    path, _ = sparse(scene, nodata=None)
    with open_image(path) as image:
        assert image.read(Window(64, 64, 8, 8))[1].all()
        assert not image.is_blank(Window(64, 64, 8, 8))
