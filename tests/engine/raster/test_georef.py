# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest
import shapely
from affine import Affine
from hypothesis import given
from hypothesis import strategies as st
from rasterio.crs import CRS

from diao_engine.jobs import Extent
from diao_engine.raster.georef import GeoRef, read_crs, transformed
from diao_engine.raster.grid import Window
from tests.refused import refused

UTM33 = CRS.from_epsg(32633)
GEOREF = GeoRef(UTM33, Affine(0.5, 0, 500_000, 0, -0.5, 5_000_000), (80, 100))


@given(st.integers(0, 90), st.integers(0, 70), st.integers(1, 10), st.integers(1, 10))
def test_window_of_its_own_footprint(x_off, y_off, width, height):
    window = Window(x_off, y_off, width, height)
    footprint = GEOREF.footprints(np.array([window]))[0]
    assert footprint.area == pytest.approx(width * height * 0.25)
    left, bottom, right, top = footprint.bounds
    assert GEOREF.window_of(Extent(left, right, bottom, top)) == window
    assert GEOREF.part(window).window_in(GEOREF) == window


def test_extent_in_another_crs():
    corners = GEOREF.footprints(np.array([Window(20, 20, 40, 30)]))
    left, bottom, right, top = transformed(corners, UTM33, CRS.from_epsg(4326))[0].bounds
    window = GEOREF.window_of(Extent(left, right, bottom, top, "EPSG:4326"))
    assert np.allclose(window, (20, 20, 40, 30), atol=2)


def test_extent_elsewhere_gives_no_window():
    assert GEOREF.window_of(Extent(0, 1, 0, 1)) is None


def test_rounded_pixel_size_is_the_same_grid_and_a_shift_is_not():
    rounded = GeoRef(UTM33, Affine(0.5, 0, 500_000, 0, -0.5000000005, 5_000_000), (80, 100))
    shifted = GeoRef(UTM33, Affine(0.5, 0, 500_000.25, 0, -0.5, 5_000_000), (80, 100))
    assert GEOREF.same_grid(rounded)
    assert not GEOREF.same_grid(shifted)
    assert not GEOREF.same_grid(GeoRef(CRS.from_epsg(32632), GEOREF.transform, GEOREF.shape))


def test_coordinates_that_do_not_fit_their_crs_are_named():
    boxes = np.array([shapely.box(500_000, 5_000_000, 500_010, 5_000_010)])
    with refused("coordinates_unfit", source="EPSG:4326"):
        transformed(boxes, CRS.from_epsg(4326), UTM33)


def test_unknown_crs_is_named():
    with refused("crs_unknown", crs="EPSG:999999"):
        read_crs("EPSG:999999")
