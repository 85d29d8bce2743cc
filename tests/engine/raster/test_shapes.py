# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
from affine import Affine
from rasterio.crs import CRS

from diao_engine.jobs import LayerRef
from diao_engine.raster.georef import GeoRef
from diao_engine.raster.grid import Window
from diao_engine.raster.shapes import AreaMask, burn, read_shapes
from tests.refused import refused

GEOREF = GeoRef(CRS.from_epsg(32633), Affine(1, 0, 500_000, 0, -1, 5_000_000), (64, 64))
WHOLE = Window(0, 0, 64, 64)


def test_windows_of_a_burn_are_windows_of_the_whole(scene):
    ref = scene.polygons("a.gpkg", [(3, 5, 30, 40), (20, 20, 60, 60)], values=[1, 2])
    shapes = read_shapes(ref, "class").on(GEOREF)
    whole = burn(shapes, shapes.values, GEOREF, WHOLE, fill=0, dtype="uint8")
    assert np.count_nonzero(whole == 2) == 40 * 40
    assert np.count_nonzero(whole == 1) == 27 * 35 - 10 * 20
    for window in (Window(0, 0, 10, 10), Window(15, 25, 20, 30), Window(63, 63, 1, 1)):
        near = shapes.near(GEOREF, window)
        part = burn(near, near.values, GEOREF, window, fill=0, dtype="uint8")
        assert (part == whole[window.slices]).all()


def test_features_can_be_chosen_by_id(scene):
    ref = scene.polygons("a.gpkg", [(0, 0, 8, 8), (8, 8, 16, 16)], values=[1, 2])
    assert read_shapes(LayerRef(ref.path, ids=(2,)), "class").values.tolist() == [2]
    with refused("no_feature"):
        read_shapes(LayerRef(ref.path, ids=(99,)), "class")


def test_unknown_field_and_unreadable_file_are_named(scene):
    ref = scene.polygons("a.gpkg", [(0, 0, 8, 8)], values=[1])
    with refused("no_field", name="kind", known=["class"]):
        read_shapes(ref, "kind")
    (scene.folder / "b.gpkg").write_text("no geopackage")
    with refused("no_vector_layer", path="b.gpkg"):
        read_shapes(LayerRef(str(scene.folder / "b.gpkg")))


def test_area_mask(scene):
    mask = AreaMask(scene.polygons("area.gpkg", [(10, 20, 30, 50)], values=[1]), GEOREF)
    assert mask.window == Window(10, 20, 20, 30)
    assert mask.read(WHOLE).sum() == 20 * 30
    assert AreaMask(None, GEOREF).read(WHOLE).all()
    with refused("area_outside"):
        AreaMask(scene.polygons("far.gpkg", [(1000, 0, 1010, 10)], values=[1]), GEOREF)
