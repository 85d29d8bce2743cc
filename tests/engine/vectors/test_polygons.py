# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pyproj import Geod
from rasterio.enums import ColorInterp
from rasterio.features import rasterize
from scipy import ndimage

from diao_engine.jobs.verdicts import CLASSES_ITEM, MAP_VALUE_FIELD, REVIEW_FIELD, read_classes
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.raster import labels as label_rasters
from diao_engine.raster.georef import GeoRef
from diao_engine.raster.labels import open_labels
from diao_engine.raster.read import open_image
from diao_engine.vectors.write import PolygonOptions, write_polygons
from tests.refused import refused

FROM_FIXTURES = {"suppress_health_check": [HealthCheck.function_scoped_fixture], "deadline": None}


@pytest.fixture
def polygons(tmp_path):
    """Polygons of a class raster: geometries and columns. `rows` is the height of the strips that it is read in."""

    def call(path, values, *, confidence=None, report=None, rows=None, monkeypatch=None, **options):
        out = tmp_path / "polygons.gpkg"
        out.unlink(missing_ok=True)
        with open_labels(path) as labels:
            if rows:
                monkeypatch.setattr(label_rasters, "_STRIP_PIXELS", rows * labels.source.width)
            wanted = PolygonOptions(tuple(values), **options)
            if confidence:
                with open_image(confidence) as sure:
                    write_polygons(str(out), labels, wanted, confidence=sure, report=report or silent())
            else:
                write_polygons(str(out), labels, wanted, confidence=None, report=report or silent())
        meta, _, wkb, columns = pyogrio.raw.read(out)
        return shapely.from_wkb(wkb), dict(zip(meta["fields"], columns, strict=True))

    return call


def blobs(shape, classes=4, seed=0, smooth=2.0):
    noise = ndimage.gaussian_filter(np.random.default_rng(seed).normal(size=(classes, *shape)), (0, smooth, smooth))
    return noise.argmax(axis=0).astype("uint8")


@pytest.mark.slow
@given(
    pixels=arrays(np.uint8, st.tuples(st.integers(1, 14), st.integers(1, 9)), elements=st.integers(0, 2)),
    rows=st.integers(1, 5),
)
@settings(max_examples=60, **FROM_FIXTURES)
def test_objects_are_the_4_connected_components_whatever_the_strips(scene, polygons, pixels, rows):
    with pytest.MonkeyPatch.context() as monkeypatch:
        shapes, table = polygons(scene.raster("c.tif", pixels), (1, 2), rows=rows, monkeypatch=monkeypatch)
    for value in (1, 2):
        _, number = ndimage.label(pixels == value)
        mine = table["class_value"] == value
        assert mine.sum() == number
        assert table["pixels"][mine].sum() == (pixels == value).sum()
    assert shapely.is_valid(shapes).all()
    np.testing.assert_allclose(shapely.area(shapes), table["pixels"], rtol=1e-9)
    if len(shapes):
        with open_labels(scene.raster("c.tif", pixels)) as labels:
            transform = labels.georef.transform
        burnt = rasterize(zip(shapes, table["class_value"], strict=True), pixels.shape, transform=transform)
        assert (burnt == pixels).all()


def test_a_seam_leaves_no_vertex_and_no_gap(scene, polygons, monkeypatch):
    pixels = np.zeros((40, 30), dtype="uint8")
    pixels[5:35, 10:20] = 1
    shapes, _ = polygons(scene.raster("c.tif", pixels), (1,), rows=7, monkeypatch=monkeypatch)
    assert len(shapes) == 1
    assert shapely.get_num_coordinates(shapes[0]) == 5


def test_a_ring_that_closes_in_a_later_strip_is_one_object(scene, polygons, monkeypatch):
    pixels = np.zeros((40, 30), dtype="uint8")
    pixels[3:37, 5:25] = 1
    pixels[6:34, 8:22] = 2
    pixels[10:30, 10:20] = 1
    shapes, table = polygons(scene.raster("c.tif", pixels), (1, 2), rows=4, monkeypatch=monkeypatch)
    assert sorted(table["pixels"]) == [28 * 14 - 200, 200, 34 * 20 - 28 * 14]
    holes = {
        int(p): shapely.get_num_interior_rings(shapely.get_geometry(s, 0))
        for p, s in zip(table["pixels"], shapes, strict=True)
    }
    assert holes == {200: 0, 192: 1, 288: 1}


def test_a_single_pixel_survives(scene, polygons):
    pixels = np.zeros((300, 300), dtype="uint8")
    pixels[123, 45] = 3
    shapes, table = polygons(scene.raster("c.tif", pixels), (3,))
    assert table["pixels"].tolist() == [1]
    assert shapely.bounds(shapes[0]).tolist() == [500045.0, 4999876.0, 500046.0, 4999877.0]


def test_small_objects_are_left_out_by_their_area(scene, polygons):
    pixels = np.zeros((30, 30), dtype="uint8")
    pixels[2:4, 2:4], pixels[10, 10:13], pixels[20, 20] = 1, 1, 1
    _, table = polygons(scene.raster("c.tif", pixels, pixel=0.5), (1,), min_area=0.75)
    assert sorted(table["area_m2"]) == [0.75, 1.0]


def test_confidence_is_the_mean_of_the_objects_valid_pixels(scene, polygons, monkeypatch):
    pixels = np.zeros((20, 20), dtype="uint8")
    pixels[2:12, 3], pixels[15, 15] = 1, 1
    sure = np.random.default_rng(0).random((20, 20)).astype("float32")
    sure[5, 3], sure[15, 15] = -1, -1
    confidence = scene.raster("sure.tif", sure, nodata=-1)
    _, table = polygons(scene.raster("c.tif", pixels), (1,), confidence=confidence, rows=3, monkeypatch=monkeypatch)
    column = sure[2:12, 3]
    order = np.argsort(table["pixels"])
    assert np.isnan(table["mean_confidence"][order[0]])
    np.testing.assert_allclose(table["mean_confidence"][order[1]], column[column >= 0].mean(), rtol=1e-6)


def test_without_confidence_the_column_is_empty(scene, polygons):
    _, table = polygons(scene.raster("c.tif", blobs((30, 30))), (1,))
    assert np.isnan(table["mean_confidence"]).all()


def test_confidence_on_another_grid_is_refused(scene, polygons):
    confidence = scene.raster("sure.tif", np.zeros((30, 31), dtype="float32"))
    with refused("confidence_other_grid", confidence="sure.tif"):
        polygons(scene.raster("c.tif", blobs((30, 30))), (1,), confidence=confidence)


def test_area_in_degrees_is_that_of_the_ellipsoid(scene, polygons):
    pixels = np.zeros((60, 40), dtype="uint8")
    pixels[10:50, 5:30] = 1
    path = scene.raster("c.tif", pixels, crs="EPSG:4326", pixel=0.001, left=10.0, top=60.0)
    shapes, table = polygons(path, (1,))
    expected = abs(Geod(ellps="WGS84").geometry_area_perimeter(shapely.segmentize(shapes[0], 1e-4))[0])
    np.testing.assert_allclose(table["area_m2"], expected, rtol=1e-6)


def test_web_mercator_does_not_inflate_areas(scene, polygons):
    pixels = np.ones((20, 20), dtype="uint8")
    path = scene.raster(
        "c.tif", pixels, crs="EPSG:3857", pixel=10.0, left=1_000_000.0, top=8_400_000.0
    )  # 60 degrees north
    _, table = polygons(path, (1,))
    assert 0.24 < table["area_m2"][0] / (200 * 200) < 0.26


def test_feet_become_square_metres(scene, polygons):
    pixels = np.ones((10, 10), dtype="uint8")
    path = scene.raster(
        "c.tif", pixels, crs="EPSG:2264", pixel=100.0, left=1_500_000.0, top=600_000.0
    )  # US survey feet
    _, table = polygons(path, (1,))
    np.testing.assert_allclose(table["area_m2"], 100 * 100**2 * (1200 / 3937) ** 2, rtol=1e-9)


def test_without_a_crs_the_area_is_empty_and_that_is_said(scene, polygons):
    path = scene.raster("c.tif", blobs((30, 30)), crs=None)
    events = []
    _, table = polygons(path, (1,), report=ProgressReporter(events.append))
    assert np.isnan(table["area_m2"]).all()
    assert (table["pixels"] > 0).all()
    assert any(getattr(event, "level", "") == "warning" and "no CRS" in str(event.text) for event in events)
    with refused("metres_unknown"):
        polygons(path, (1,), min_area=3.0)


def test_simplified_polygons_share_their_borders(scene, polygons):
    pixels = blobs((120, 120), classes=3, smooth=6.0)
    path = scene.raster("c.tif", pixels, pixel=2.0)
    exact, _ = polygons(path, (0, 1, 2))
    shapes, table = polygons(path, (0, 1, 2), simplify=6.0)
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert shapely.get_num_coordinates(shapes).sum() < shapely.get_num_coordinates(exact).sum() / 2
    np.testing.assert_allclose(shapely.area(shapes).sum(), 240.0**2, rtol=1e-6)
    assert table["area_m2"].sum() == 240.0**2


def test_names_and_colours_come_from_the_raster(scene, polygons):
    path = scene.raster("c.tif", blobs((30, 30)), tags={"CLASS_1": "peat"}, colors={1: (1, 2, 3, 255)})
    _, table = polygons(path, (1, 2))
    told = dict(
        zip(table["class_value"].tolist(), zip(table["class_name"], table["class_color"], strict=True), strict=True)
    )
    assert told[1] == ("peat", "#010203")
    assert told[2][0] == "class 2"


def test_nodata_is_no_object(scene, polygons):
    pixels = blobs((30, 30))
    pixels[:15] = 1
    shapes, _ = polygons(scene.raster("c.tif", pixels, nodata=1), (1,))
    assert len(shapes) == 0


def test_a_raster_that_is_turned_is_drawn_where_it_lies(scene, polygons, tmp_path):
    import rasterio
    from affine import Affine

    turned = Affine.translation(500_000, 5_000_000) @ Affine.rotation(30) @ Affine.scale(2, -2)
    pixels = np.zeros((20, 30), dtype="uint8")
    pixels[4:9, 7:12] = 1
    path = tmp_path / "turned.tif"
    with rasterio.open(
        path, "w", driver="GTiff", width=30, height=20, count=1, dtype="uint8", crs="EPSG:32633", transform=turned
    ) as sink:
        sink.write(pixels, 1)
    shapes, table = polygons(str(path), (1,))
    footprint = GeoRef(None, turned, (20, 30)).footprints(np.array([[7, 4, 5, 5]]))[0]
    assert shapely.symmetric_difference(shapes[0], footprint).area < 1e-6
    assert table["area_m2"].tolist() == pytest.approx([100.0])


def test_nobody_has_judged_a_new_polygon_and_all_classes_of_the_map_can_be_chosen(scene, polygons, tmp_path):
    pixels = np.zeros((30, 30), dtype="uint8")
    pixels[2:4, 2:4] = 1
    path = scene.raster("c.tif", pixels, tags={"CLASS_0": "forest", "CLASS_1": "peat", "CLASS_2": "water"})
    _, table = polygons(path, (1,))
    assert table[REVIEW_FIELD].tolist() == [None]
    assert table[MAP_VALUE_FIELD].tolist() == table["class_value"].tolist() == [1]
    metadata = pyogrio.read_info(tmp_path / "polygons.gpkg")["layer_metadata"]
    classes = read_classes(metadata[CLASSES_ITEM])
    assert [(entry.value, entry.name) for entry in classes] == [(0, "forest"), (1, "peat"), (2, "water")]
    assert classes[1].color == table["class_color"][0]
    assert all(entry.color for entry in classes)


def test_all_bands_of_imagery_are_counted_though_one_is_tagged_alpha(scene):
    imagery = np.zeros((4, 8, 8), dtype="uint8")
    path = scene.raster("naip.tif", imagery)
    with rasterio.open(path, "r+") as sink:
        sink.colorinterp = (*sink.colorinterp[:3], ColorInterp.alpha)
    with refused("several_bands", path=path, bands=4), open_labels(path):
        pass
