# SPDX-License-Identifier: GPL-2.0-or-later
"""Two maps of the same ground: what differs, counted by hand; classes matched; grids that differ; refusals."""

from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio

from diao_engine.jobs import CompareMaps
from diao_engine.protocol.progress import ProgressReporter
from diao_engine.run import comparemaps
from tests.refused import refused

LEFT, TOP = 500_000.0, 5_000_000.0
TAGS = {"CLASS_1": "forest", "CLASS_2": "peat"}


@pytest.fixture
def compared(tmp_path):
    def call(first, second, **values):
        events = []
        job = CompareMaps(
            input=first, other=second, output=str(tmp_path / "d.tif"), table=str(tmp_path / "t.gpkg"),
            report=str(tmp_path / "r.html"), **values,
        )  # fmt: skip
        outputs = comparemaps.run(job, ProgressReporter(events.append))
        return outputs, [event.text.code for event in events if type(event).__name__ == "Message"]

    return call


def rows_of(path):
    meta, _, _, columns = pyogrio.raw.read(path)
    names = ("from_name", "to_name", "layer_value", "pixels", "area_ha", "share")
    table = dict(zip(meta["fields"], columns, strict=True))
    return list(zip(*(table[name].tolist() for name in names), strict=True))


def maps():
    """10 × 10: forest left, peat right; then two rows of forest have become peat, and one pixel of peat forest."""
    first = np.ones((10, 10), dtype="uint8")
    first[:, 5:] = 2
    second = first.copy()
    second[:2, :5] = 2
    second[9, 9] = 1
    return first, second


def test_transitions_worked_by_hand(scene, compared):
    first, second = maps()
    outputs, said = compared(scene.raster("a.tif", first, tags=TAGS), scene.raster("b.tif", second, tags=TAGS))
    assert said == ["maps_differ"]
    assert outputs["changed_share"] == pytest.approx(0.11)
    assert outputs["changed_area"] == pytest.approx(11.0)
    assert rows_of(outputs["table"]) == [
        ("forest", "peat", 1, 10, pytest.approx(0.001), pytest.approx(0.1)),
        ("peat", "forest", 2, 1, pytest.approx(0.0001), pytest.approx(0.01)),
        ("peat", "peat", 0, 49, pytest.approx(0.0049), pytest.approx(0.49)),
        ("forest", "forest", 0, 40, pytest.approx(0.004), pytest.approx(0.4)),
    ]
    with rasterio.open(outputs["output"]) as layer:
        drawn = layer.read(1)
        assert (layer.nodata, layer.dtypes[0]) == (255, "uint8")
        assert layer.tags(1)["CLASS_1"] == "forest → peat"
    assert (drawn[:2, :5] == 1).all()
    assert drawn[9, 9] == 2
    assert (drawn == 0).sum() == 89
    assert "forest → peat" in Path(outputs["output"] + ".aux.xml").read_text(encoding="utf-8")
    assert "Largest transitions" in Path(outputs["report"]).read_text(encoding="utf-8")


def test_classes_are_the_same_by_name_whatever_their_values(scene, compared):
    first, second = maps()
    other = {"CLASS_7": "Forest ", "CLASS_3": "peat"}
    renumbered = np.where(second == 1, 7, 3).astype("uint8")
    outputs, _ = compared(scene.raster("a.tif", first, tags=TAGS), scene.raster("b.tif", renumbered, tags=other))
    assert outputs["changed_share"] == pytest.approx(0.11)


def test_one_value_may_be_two_classes(scene, compared):
    first, _ = maps()
    other = {"CLASS_1": "water", "CLASS_2": "peat"}
    outputs, _ = compared(scene.raster("a.tif", first, tags=TAGS), scene.raster("b.tif", first, tags=other))
    assert rows_of(outputs["table"])[0][:4] == ("forest", "water", 1, 50)
    assert outputs["changed_share"] == pytest.approx(0.5)


def test_without_names_on_one_side_values_count(scene, compared):
    first, second = maps()
    outputs, _ = compared(scene.raster("a.tif", first), scene.raster("b.tif", second, tags=TAGS))
    assert rows_of(outputs["table"])[0][:2] == ("forest", "peat")


def test_what_one_map_does_not_know_is_not_compared(scene, compared):
    first, second = maps()
    second[5:] = 255
    outputs, _ = compared(scene.raster("a.tif", first, tags=TAGS), scene.raster("b.tif", second, tags=TAGS, nodata=255))
    assert outputs["changed_share"] == pytest.approx(10 / 50)
    with rasterio.open(outputs["output"]) as layer:
        assert (layer.read(1)[5:] == 255).all()


def test_the_same_maps_do_not_differ(scene, compared):
    first, _ = maps()
    outputs, said = compared(scene.raster("a.tif", first), scene.raster("b.tif", first))
    assert said == ["maps_alike"]
    assert outputs["changed_share"] == 0


def test_a_map_on_another_grid_is_read_at_the_middle_of_the_pixels(scene, compared):
    first, second = maps()
    coarse = scene.raster("b.tif", second[::2, ::2], tags=TAGS, pixel=2.0)
    outputs, said = compared(scene.raster("a.tif", first, tags=TAGS), coarse)
    assert "maps_on_other_grids" in said
    expected = np.repeat(np.repeat(second[::2, ::2], 2, axis=0), 2, axis=1)
    assert outputs["changed_share"] == pytest.approx((expected != first).mean())


def test_a_part_of_the_same_grid_is_no_other_grid(scene, compared):
    first, second = maps()
    part = scene.raster("b.tif", second[2:8, 3:], tags=TAGS, left=LEFT + 3, top=TOP - 2)
    outputs, said = compared(scene.raster("a.tif", first, tags=TAGS), part)
    assert "maps_on_other_grids" not in said
    assert sum(row[3] for row in rows_of(outputs["table"])) == 6 * 7


def test_maps_of_other_places_are_refused(scene, compared):
    first, second = maps()
    with refused("maps_apart"):
        compared(scene.raster("a.tif", first), scene.raster("b.tif", second, left=LEFT + 1000))


def test_the_area_limits_the_ground(scene, compared):
    first, second = maps()
    area = scene.polygons("area.gpkg", [(0, 0, 5, 4)], values=["x"])
    outputs, _ = compared(scene.raster("a.tif", first), scene.raster("b.tif", second), area=area)
    assert outputs["changed_share"] == pytest.approx(0.5)


def test_maps_of_other_classes_are_told(scene, compared):
    first, _ = maps()
    other = {"CLASS_1": "lake", "CLASS_2": "road"}
    _, said = compared(scene.raster("a.tif", first, tags=TAGS), scene.raster("b.tif", first, tags=other))
    assert "maps_without_agreement" in said


def test_more_transitions_than_a_byte_holds(scene, compared):
    pairs = np.arange(400)
    first, second = (side.reshape(20, 20).astype("uint8") for side in (pairs // 20, pairs % 20))
    outputs, _ = compared(scene.raster("a.tif", first), scene.raster("b.tif", second))
    with rasterio.open(outputs["output"]) as layer:
        drawn = layer.read(1)
        assert (layer.dtypes[0], layer.nodata) == ("uint16", 65535)
    assert len(np.unique(drawn)) == 381
