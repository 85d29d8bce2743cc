# SPDX-License-Identifier: GPL-2.0-or-later
"""Bands in files of their own are valid where all of them are."""

import numpy as np
import pytest
import rasterio
from rasterio.enums import ColorInterp

from diao_engine.raster.grid import Window
from diao_engine.raster.read import open_image
from diao_engine.raster.stacked import stacked


@pytest.fixture
def file(scene):
    """Write a band of a side whose columns in `hidden` are not valid, by a mask, an alpha band or a nodata value; its path."""

    def make(name, side, *, hidden=(), by="mask", opacity=255):
        valid = np.ones((side, side), dtype=bool)
        valid[:, list(hidden)] = False
        pixels = np.full((1, side, side), 9, dtype="uint8")
        if by == "nodata":
            pixels[0, ~valid] = 0
        if by == "alpha":
            pixels = np.concatenate([pixels, np.where(valid, opacity, 0).astype("uint8")[None]])
        path = scene.raster(f"{name}.tif", pixels, pixel=8 / side, nodata=0 if by == "nodata" else None)
        with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True), rasterio.open(path, "r+") as sink:
            if by == "mask":
                sink.write_mask(valid)
            if by == "alpha":
                sink.colorinterp = (ColorInterp.gray, ColorInterp.alpha)
        return name, path

    return make


def seen(tmp_path, *sources):
    """Names of the bands of a stack, and the columns where it is valid."""
    path = tmp_path / "stack.vrt"
    path.write_text(stacked(sources), encoding="utf-8")
    with open_image(str(path)) as image:
        _, valid = image.read(Window(0, 0, 8, 8))
        assert (valid == valid[0]).all()
        return image.band_names, np.flatnonzero(~valid[0]).tolist()


def test_a_pixel_is_valid_where_all_bands_are(file, tmp_path):
    fine, coarse = file("fine", 8, hidden=[0]), file("coarse", 4, hidden=[3])
    clear, plain = file("clear", 8, hidden=[4], by="alpha"), file("plain", 8, by="nodata")
    assert seen(tmp_path, fine, plain) == (("fine", "plain"), [0])
    assert seen(tmp_path, plain, coarse, fine) == (("plain", "coarse", "fine"), [0, 6, 7])
    assert seen(tmp_path, clear, fine, coarse) == (("clear", "fine", "coarse"), [0, 4, 6, 7])
    assert seen(tmp_path, clear, plain) == (("clear", "plain"), [4])


def test_a_soft_edge_stays_valid_and_measurements_called_alpha_are_a_band(file, tmp_path):
    infrared = file("infrared", 8, hidden=[5], by="alpha", opacity=np.arange(1, 65).reshape(8, 8))
    assert seen(tmp_path, infrared, file("fine", 8, hidden=[0])) == (("infrared 1", "infrared 2", "fine"), [0])
    opacity = np.full((8, 8), 255)
    opacity[:3, 1] = 1
    soft, other = file("soft", 8, by="alpha", opacity=opacity), file("other", 8, by="alpha", opacity=opacity)
    assert seen(tmp_path, soft, other) == (("soft", "other"), [])


def test_without_masks_the_nodata_value_tells_as_it_did(file, tmp_path):
    one, two = file("one", 8, hidden=[1, 2], by="nodata"), file("two", 8, hidden=[2, 3], by="nodata")
    assert "MaskBand" not in stacked([one, two])
    assert seen(tmp_path, one, two) == (("one", "two"), [2])
