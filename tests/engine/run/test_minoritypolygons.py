# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pyogrio
import pytest
import rasterio

from diao_engine.jobs import MinorityPolygons
from diao_engine.protocol.progress import ProgressReporter
from diao_engine.run import minoritypolygons
from tests.refused import refused


@pytest.fixture
def drawn(tmp_path):
    def call(path, **values):
        out = tmp_path / "out.gpkg"
        events = []
        minoritypolygons.run(MinorityPolygons(input=path, output=str(out), **values), ProgressReporter(events.append))
        meta, _, _, columns = pyogrio.raw.read(out)
        said = [str(event.text) for event in events if type(event).__name__ == "Message"]
        return dict(zip(meta["fields"], columns, strict=True)), said

    return call


@pytest.fixture
def pixels():
    pixels = np.zeros((60, 60), dtype="uint8")
    pixels[5:10, 5:10], pixels[30:33, 30:33], pixels[40:60] = 1, 2, 3
    return pixels


def test_the_noted_minority_classes_go_first(scene, drawn, pixels):
    path = scene.raster("c.tif", pixels)
    with rasterio.open(path, "r+") as sink:
        sink.update_tags(DIAO_MINORITY="2")
    table, said = drawn(path)
    assert table["class_value"].tolist() == [2]
    assert said[-1] == "1 polygon of class 2."


def test_without_a_note_classes_below_an_even_share_are_rare(scene, drawn, pixels):
    table, _ = drawn(scene.raster("c.tif", pixels))
    assert sorted(table["class_value"]) == [1, 2]


@pytest.mark.parametrize(
    ("min_area", "kept", "told"),
    [
        (None, [9, 25], "2 objects smaller than 9 pixels"),
        (0.0, [1, 8, 9, 25], ""),
        (9.5, [25], "3 objects smaller than 9.5 m²"),
    ],
)
def test_the_default_leaves_out_specks_and_says_how_many(scene, drawn, min_area, kept, told):
    pixels = np.zeros((60, 60), dtype="uint8")
    pixels[5:10, 5:10], pixels[30:33, 30:33], pixels[40, 40], pixels[50:52, 50:54] = 1, 1, 1, 1
    table, said = drawn(scene.raster("c.tif", pixels), classes="1", min_area=min_area)
    assert sorted(table["pixels"]) == kept
    assert any(text.startswith(told) for text in said) if told else len(said) == 1


def test_classes_by_name_or_value(scene, drawn, pixels):
    path = scene.raster("c.tif", pixels, tags={"CLASS_0": "forest", "CLASS_1": "Peat land", "CLASS_3": "water"})
    table, _ = drawn(path, classes="peat LAND, 3")
    assert sorted(table["class_value"]) == [1, 3]
    with refused("class_unknown", name="moor"):
        drawn(path, classes="moor")


def test_whole_numbers_kept_as_floats_are_classes(scene, drawn, pixels):
    floats = pixels.astype("float32")
    floats[0, 0] = np.nan
    table, _ = drawn(scene.raster("c.tif", floats), classes="1")
    assert table["pixels"].tolist() == [25]


def test_no_object_is_an_empty_layer(scene, drawn):
    table, said = drawn(scene.raster("c.tif", np.zeros((20, 20), dtype="uint8")))
    assert len(table["class_value"]) == 0
    assert said[-1] == "0 polygons of no class."


def test_a_photograph_is_no_class_raster(scene, drawn):
    pixels = np.random.default_rng(0).integers(0, 60_000, (200, 200)).astype("uint16")
    with refused("too_many_values", limit=1000):
        drawn(scene.raster("photo.tif", pixels))
