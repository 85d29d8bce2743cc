# SPDX-License-Identifier: GPL-2.0-or-later
import json

import numpy as np
import pyogrio
import pytest
import shapely

from diao_engine.errors import BadInput
from diao_engine.jobs import Evaluate, LayerRef
from diao_engine.protocol.progress import ProgressReporter
from diao_engine.run import evaluate
from tests.refused import refused

LEFT, TOP = 500_000.0, 5_000_000.0
TAGS = {"CLASS_1": "forest", "CLASS_2": "peat"}


@pytest.fixture
def evaluated(tmp_path):
    def call(path, reference, **values):
        reference = reference if isinstance(reference, LayerRef) else LayerRef(str(reference))
        events = []
        outputs = evaluate.run(Evaluate(input=path, reference=reference, **values), ProgressReporter(events.append))
        return outputs, [str(event.text) for event in events if type(event).__name__ == "Message"]

    return call


@pytest.fixture
def points(tmp_path):
    """Sample points at (column, row) of the map."""

    def make(places, classes, crs="EPSG:32633"):
        path = tmp_path / "points.gpkg"
        shapes = shapely.points([(LEFT + column + 0.5, TOP - row - 0.5) for column, row in places])
        kind = object if isinstance(classes[0], str) else None
        pyogrio.raw.write(
            str(path), shapely.to_wkb(shapes), [np.array(classes, dtype=kind)], ["class"],
            geometry_type="Point", crs=crs, layer="sample", driver="GPKG",
        )  # fmt: skip
        return LayerRef(str(path), "sample")

    return make


def halves(shape=(10, 10)):
    pixels = np.ones(shape, dtype="uint8")
    pixels[:, shape[1] // 2 :] = 2
    return pixels


def table_of(path):
    meta, _, _, columns = pyogrio.raw.read(path)
    return dict(zip(meta["fields"], columns, strict=True))


def test_numbers_worked_by_hand(scene, evaluated, tmp_path):
    true = halves()
    true[:2, :5] = 2  # 10 pixels of peat that the map calls forest
    outputs, said = evaluated(
        scene.raster("map.tif", halves(), tags=TAGS), scene.raster("true.tif", true),
        table=str(tmp_path / "t.gpkg"), report=str(tmp_path / "r.html"),
    )  # fmt: skip
    # forest: 40 agree, 10 claimed, 0 missed; peat: 50 agree, 0 claimed, 10 missed
    assert outputs["miou"] == pytest.approx((40 / 50 + 50 / 60) / 2)
    assert outputs["macro_f1"] == pytest.approx((80 / 90 + 100 / 110) / 2)
    assert outputs["overall_accuracy"] == pytest.approx(0.9)
    assert outputs["kappa"] == pytest.approx((0.9 - 0.5) / (1 - 0.5))
    table = table_of(outputs["table"])
    assert table["name"].tolist() == ["forest", "peat"]
    assert table["map_count"].tolist() == [50, 50]
    assert table["reference_count"].tolist() == [40, 60]
    np.testing.assert_allclose(table["precision"], [0.8, 1.0])
    np.testing.assert_allclose(table["recall"], [1.0, 50 / 60])
    page = (tmp_path / "r.html").read_text()
    assert "peat" in page
    assert "Confusion matrix" in page
    assert said[0] == "100 pixels compared: mIoU 0.817, macro F1 0.899, overall accuracy 0.900, kappa 0.800."
    assert said[1].startswith("The figures of forest and peat rest on little ground")


def test_a_reference_on_another_grid_and_crs(scene, evaluated):
    fine = np.kron(halves((20, 20)), np.ones((4, 4), dtype="uint8"))
    outputs, _ = evaluated(scene.raster("map.tif", halves((20, 20))), scene.raster("true.tif", fine, pixel=0.25))
    assert outputs["overall_accuracy"] == 1.0
    part = scene.raster("part.tif", halves((20, 20))[5:10, 5:15], left=LEFT + 5, top=TOP - 5)
    outputs, said = evaluated(scene.raster("map.tif", halves((20, 20))), part)
    assert outputs["overall_accuracy"] == 1.0
    assert said[0].startswith("50 pixels")


def test_nodata_of_either_side_is_not_compared(scene, evaluated):
    mapped, true = halves(), halves()
    mapped[0], true[9] = 255, 255
    both = scene.raster("map.tif", mapped, nodata=255), scene.raster("true.tif", true)
    outputs, said = evaluated(*both)
    assert said[0].startswith("80 pixels")
    assert outputs["miou"] == 1.0


def test_numeric_classes_that_the_map_lacks_count_against_it(scene, evaluated):
    true = halves()
    true[0] = 7
    outputs, _ = evaluated(scene.raster("map.tif", halves()), scene.raster("true.tif", true))
    assert outputs["overall_accuracy"] == pytest.approx(0.9)
    assert outputs["miou"] == pytest.approx((45 / 50 + 45 / 50 + 0) / 3)


@pytest.mark.parametrize("values", [["Forest", "peat"], ["1", "2"], [1, 2]])
def test_polygons_with_names_or_values(scene, evaluated, values):
    reference = scene.polygons("ref.gpkg", [(0, 0, 5, 10), (5, 0, 8, 10)], values=values)
    outputs, said = evaluated(scene.raster("map.tif", halves(), tags=TAGS), reference, class_field="class")
    assert said[0].startswith("80 pixels")
    assert outputs["overall_accuracy"] == 1.0


def test_a_named_class_that_the_map_lacks_counts_as_missed(scene, evaluated, tmp_path):
    reference = scene.polygons(
        "ref.gpkg", [(0, 0, 5, 8), (0, 8, 5, 10), (5, 0, 10, 10)], values=["forest", "Moor ", "peat"]
    )
    outputs, said = evaluated(
        scene.raster("map.tif", halves(), tags=TAGS), reference, class_field="class", table=str(tmp_path / "t.gpkg")
    )
    assert outputs["overall_accuracy"] == pytest.approx(0.9)
    assert outputs["miou"] == pytest.approx((40 / 50 + 1 + 0) / 3)
    table = table_of(outputs["table"])
    assert table["name"].tolist() == ["forest", "peat", "Moor"]
    assert table["reference_count"].tolist() == [40, 50, 10]
    np.testing.assert_allclose(table["recall"], [1.0, 1.0, 0.0])
    assert any(text.startswith("The map does not have Moor;") for text in said)


def test_a_reference_of_other_classes_is_refused(scene, evaluated):
    reference = scene.polygons("ref.gpkg", [(0, 0, 5, 10)], values=["moor"])
    with refused("reference_has_other_classes", listed=["moor"], classes=["forest", "peat"]):
        evaluated(scene.raster("map.tif", halves(), tags=TAGS), reference, class_field="class")
    with refused("class_field_missing", known=["class"]):
        evaluated(scene.raster("map.tif", halves(), tags=TAGS), reference)


def test_the_area_limits_the_comparison(scene, evaluated):
    true = halves()
    true[5:] = 1
    area = scene.polygons("area.gpkg", [(0, 0, 10, 5)], values=["x"])
    outputs, said = evaluated(scene.raster("map.tif", halves()), scene.raster("true.tif", true), area=area)
    assert said[0].startswith("50 pixels")
    assert outputs["miou"] == 1.0


def test_a_sample_gives_areas_with_intervals(scene, evaluated, points, tmp_path):
    mapped = np.ones((100, 100), dtype="uint8")
    mapped[:, 80:] = 2
    rng = np.random.default_rng(0)
    places = [(int(c), int(r)) for c, r in zip(rng.integers(0, 80, 50), rng.integers(0, 100, 50), strict=True)]
    places += [(int(c), int(r)) for c, r in zip(rng.integers(80, 100, 40), rng.integers(0, 100, 40), strict=True)]
    classes = ["forest"] * 45 + ["peat"] * 5 + ["peat"] * 40
    outputs, said = evaluated(
        scene.raster("map.tif", mapped, tags=TAGS, pixel=1.0), points([*places, (500, 500)], [*classes, "peat"]),
        class_field="class", table=str(tmp_path / "t.gpkg"), report=str(tmp_path / "r.html"),
    )  # fmt: skip
    table = table_of(outputs["table"])
    np.testing.assert_allclose(table["area_m2"], [8000 * 0.9, 2000 + 8000 * 0.1])
    error = 0.8 * np.sqrt(0.9 * 0.1 / 49) * 10_000
    np.testing.assert_allclose(table["area_se_m2"], [error, error])
    np.testing.assert_allclose(table["area_low_m2"], table["area_m2"] - 1.96 * error)
    np.testing.assert_allclose(table["producers_accuracy"], [1.0, 2000 / 2800])
    assert "1 of 91 sample points lies outside the mapped ground and is left out." in said
    assert any("overall accuracy 0.920 ±" in text for text in said)
    # Shares of the ground: forest 0.72 right, 0.08 that is peat; peat 0.2 right. The raw share of right points is 85 of 90.
    assert outputs["overall_accuracy"] == pytest.approx(0.92)
    assert outputs["miou"] == pytest.approx((0.72 / 0.8 + 0.2 / 0.28) / 2)
    assert outputs["macro_f1"] == pytest.approx((1.44 / 1.52 + 0.4 / 0.48) / 2)
    chance = 0.72 * 0.8 + 0.28 * 0.2
    assert outputs["kappa"] == pytest.approx((0.92 - chance) / (1 - chance))
    np.testing.assert_allclose(table["iou"], [0.9, 0.2 / 0.28])
    np.testing.assert_allclose(table["recall"], table["producers_accuracy"])
    assert table["reference_count"].tolist() == [45, 45]
    assert "Olofsson" in (tmp_path / "r.html").read_text()


def test_points_elsewhere_are_said(scene, evaluated, points):
    with refused("reference_elsewhere"):
        evaluated(scene.raster("map.tif", halves(), tags=TAGS), points([(999, 999)], ["peat"]), class_field="class")


@pytest.mark.parametrize("places", [[(2, 2)], [(2, 2), (7, 2)]])
def test_one_point_or_a_row_of_points_on_the_edge_of_a_pixel(scene, evaluated, tmp_path, places):
    path = tmp_path / "edge.gpkg"
    pyogrio.raw.write(
        str(path), shapely.to_wkb(shapely.points([(LEFT + x, TOP - y) for x, y in places])), [np.ones(len(places), dtype="int32")],
        ["class"], geometry_type="Point", crs="EPSG:32633", layer="sample", driver="GPKG",
    )  # fmt: skip
    outputs, _ = evaluated(
        scene.raster("map.tif", np.ones((10, 10), dtype="uint8"), tags=TAGS, pixel=1.0), LayerRef(str(path), "sample"),
        class_field="class",
    )  # fmt: skip
    assert outputs["overall_accuracy"] == 1.0


LOCAL = 'LOCAL_CS["site",UNIT["metre",1]]'


@pytest.mark.parametrize("shift", [0, 3])
def test_a_reference_in_a_local_crs_is_taken_to_be_in_that_of_the_map(scene, evaluated, shift):
    whole = np.arange(400).reshape(20, 20).astype("uint8") % 3
    reference = scene.raster("true.tif", whole, crs=LOCAL, pixel=1.0)
    path = scene.raster("map.tif", whole[:, shift : shift + 10], left=LEFT + shift, pixel=1.0)
    outputs, said = evaluated(path, reference)
    assert outputs["miou"] == 1.0
    assert f"{reference} has no CRS, or a local one; it is taken to be in the CRS of the map." in said


def test_a_map_in_a_local_crs_is_what_lacks_it(scene, evaluated):
    reference = scene.raster("true.tif", halves())
    with refused("reference_not_comparable", path=str(reference)):
        evaluated(scene.raster("map.tif", halves(), crs=LOCAL), reference)


def test_a_raster_elsewhere_is_said(scene, evaluated):
    far = scene.raster("far.tif", halves(), left=LEFT + 5000)
    with refused("nothing_in_common"):
        evaluated(scene.raster("map.tif", halves()), far)


def test_a_class_with_one_point_is_named_and_gets_the_widest_interval(scene, evaluated, points, tmp_path):
    mapped = np.ones((10, 10), dtype="uint8")
    mapped[:, 8:] = 2
    outputs, said = evaluated(
        scene.raster("map.tif", mapped, tags=TAGS, pixel=1.0), points([(0, 0), (1, 1), (9, 9)], ["forest", "peat", "peat"]),
        class_field="class", table=str(tmp_path / "t.gpkg"), report=str(tmp_path / "r.html"),
    )  # fmt: skip
    assert any(text.startswith("peat is mapped and has one sample point only") for text in said)
    table = table_of(outputs["table"])
    error = np.sqrt(0.8**2 * 0.5 * 0.5 / 1 + 0.2**2 * 0.25) * 100
    np.testing.assert_allclose(table["area_se_m2"], [error, error])
    np.testing.assert_allclose(table["users_accuracy_ci95"], [1.96 * 0.5, 1.96 * 0.5])
    assert "With one sample point" in (tmp_path / "r.html").read_text()


def test_figures_that_rest_on_little_are_marked(scene, evaluated, tmp_path):
    """Peat stands on 900 px in one piece of ground, forest on plenty in six, water on 1,200 px in three."""
    true = np.ones((512, 768), dtype="uint8")
    true[10:40, 10:40] = 2
    for column in (100, 400, 700):
        true[300:320, column : column + 20] = 3
    tags = {**TAGS, "CLASS_3": "water"}
    _, said = evaluated(
        scene.raster("map.tif", true, tags=tags), scene.raster("true.tif", true),
        report=str(tmp_path / "r.html"), table=str(tmp_path / "t.gpkg"),
    )  # fmt: skip
    assert table_of(str(tmp_path / "t.gpkg"))["rests_on_little"].tolist() == [False, True, True]
    assert any(text.startswith("The figures of peat and water rest on little ground") for text in said)
    page = (tmp_path / "r.html").read_text()
    assert "peat *" in page
    assert "water *" in page
    assert "forest *" not in page


def test_a_reference_field_of_fractions_is_refused(scene, evaluated):
    reference = scene.polygons("ref.gpkg", [(0, 0, 5, 10), (5, 0, 10, 10)], values=[1.0, 1.7])
    with refused("reference_no_whole_number", value=1.7):
        evaluated(scene.raster("map.tif", halves(), tags=TAGS), reference, class_field="class")


@pytest.fixture
def geojson(tmp_path):
    """A layer of any geometries, in the map's CRS."""

    def make(shapes, classes):
        features = [
            {"type": "Feature", "properties": {"class": name}, "geometry": json.loads(shapely.to_geojson(shape))}
            for shape, name in zip(shapes, classes, strict=True)
        ]
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}}
        path = tmp_path / "layer.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
        return LayerRef(str(path))

    return make


def test_lines_are_no_reference_and_no_area(scene, evaluated, geojson):
    mapped, true = scene.raster("map.tif", halves(), tags=TAGS), scene.raster("true.tif", halves())
    lines = [shapely.LineString([(LEFT, TOP - row), (LEFT + 10, TOP - row)]) for row in (2, 5)]
    with refused("no_polygon"):
        evaluated(mapped, geojson(lines, ["forest", "peat"]), class_field="class")
    with refused("no_polygon"):
        evaluated(mapped, true, area=geojson(lines, ["forest", "peat"]))
    half = shapely.box(LEFT, TOP - 10, LEFT + 5, TOP)
    for values in ({"reference": geojson([half, lines[0]], ["forest", "peat"]), "class_field": "class"},
                   {"reference": true, "area": geojson([half, lines[0]], ["forest", "peat"])}):  # fmt: skip
        outputs, said = evaluated(mapped, **values)
        assert said[0].startswith("50 pixels compared")
        assert outputs["overall_accuracy"] == 1.0


@pytest.mark.parametrize("wrong", ["input", "reference"])
@pytest.mark.parametrize(
    ("pixels", "words"),
    [
        (
            np.random.default_rng(0).integers(0, 255, (3, 10, 10)).astype("uint8"),
            "has 3 bands, so it is not a class raster",
        ),
        (np.linspace(0, 1, 100, dtype="float32").reshape(10, 10), r"holds 0\.01\d*, which is not a class"),
        (np.where(halves() == 1, 1.7, 2).astype("float32"), r"holds 1\.7, which is not a class"),
        (np.where(halves() == 1, 1e12, 2).astype("float64"), r"holds 1e\+12, which is not a class"),
    ],
    ids=["photo", "fractions", "class 1.7", "beyond"],
)
def test_what_is_no_class_raster_is_refused(scene, evaluated, wrong, pixels, words):
    paths = {"input": scene.raster("a.tif", halves()), "reference": scene.raster("b.tif", halves())}
    paths[wrong] = scene.raster("wrong.tif", pixels)
    with pytest.raises(BadInput, match=words):
        evaluated(paths["input"], paths["reference"])


def test_whole_numbers_as_floats_are_classes(scene, evaluated):
    mapped = np.where(halves() == 1, 1.0, np.nan).astype("float32")
    outputs, said = evaluated(scene.raster("map.tif", mapped), scene.raster("true.tif", halves().astype("float64")))
    assert said[0].startswith("50 pixels compared")
    assert outputs["overall_accuracy"] == 1.0


def test_small_maps_are_judged_by_small_pieces(scene, evaluated, tmp_path):
    """160 x 160 px have 25 pieces of 32 px: forest and peat (3,200 px) stand on more than four, water (1,024 px) on one."""
    true = np.ones((160, 160), dtype="uint8")
    true[:40, :80], true[128:, 128:] = 2, 3
    tags = {**TAGS, "CLASS_3": "water"}
    _, said = evaluated(
        scene.raster("map.tif", true, tags=tags), scene.raster("true.tif", true), table=str(tmp_path / "t.gpkg")
    )
    assert table_of(str(tmp_path / "t.gpkg"))["rests_on_little"].tolist() == [False, False, True]
    assert any("rest on little ground" in text and "fewer than 5 pieces of 32 px square" in text for text in said)
