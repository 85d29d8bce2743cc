# SPDX-License-Identifier: GPL-2.0-or-later
"""Maps kept up to date: what changes, what stays, and that neither order, repetition nor steps matter."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
from rasterio.warp import transform as warp_points

from diao_engine.jobs import LayerRef, Update
from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.jobs.outputs import record_file
from diao_engine.model.card import ModelCard, Normalisation
from diao_engine.protocol.progress import ProgressReporter
from diao_engine.run import update
from tests.engine.networks import pixelwise, save
from tests.refused import refused

LEFT, TOP = 500_000.0, 5_000_000.0
FOREST, PEAT, WATER = 1, 2, 3
CARD = ModelCard(
    classes=(
        ClassInfo(FOREST, "forest", "#00aa00"),
        ClassInfo(PEAT, "peat", "#aa5500", True),
        ClassInfo(WATER, "water", "#0000ff"),
    ),
    bands=("a", "b", "c"),
    dtype="uint8",
    normalisation=Normalisation((0.0,) * 3, (255.0,) * 3, (0.0,) * 3, (1.0,) * 3),
    pixel_size=1.0,
    pixel_unit="metre",
    tile_size=32,
    overlap=8,
)
SIDE = 40


@pytest.fixture
def model(tmp_path):
    """The greatest band is the class; a lead of 10 is a confidence of 0.99995, one of 1 is 0.58."""
    return save(pixelwise(np.eye(3)), tmp_path / "model.onnx", card=CARD)


@pytest.fixture
def updated(tmp_path, model):
    """Run the job with all outputs; what it gave back and said."""

    def call(stem="out", **values):
        named = {
            "output": f"{stem}.tif", "changes": f"{stem}_changes.gpkg", "transitions": f"{stem}_table.gpkg",
            "minority": f"{stem}_rare.gpkg",
        }  # fmt: skip
        values = {name: str(tmp_path / file) for name, file in named.items()} | {"model": model} | values
        events = []
        outputs = update.run(Update(**values), ProgressReporter(events.append))
        return outputs, [event.text.code for event in events if type(event).__name__ == "Message"]

    return call


def imagery(classes, lead=10):
    """Pixels whose class the model sees with a certainty that `lead` (one number, or per pixel) says; class 0 is nodata."""
    pixels = np.zeros((3, *classes.shape), dtype="uint8")
    for band, value in enumerate((FOREST, PEAT, WATER)):
        pixels[band] = np.where(classes == value, 20 + np.broadcast_to(lead, classes.shape), 20)
    pixels[:, classes == 0] = 0
    return pixels


def filled(value=FOREST, **parts):
    classes = np.full((SIDE, SIDE), value, dtype="uint8")
    for part_value, (top, left, bottom, right) in parts.items():
        classes[top:bottom, left:right] = {"peat": PEAT, "water": WATER, "none": 0, "forest": FOREST}[part_value]
    return classes


def read(path):
    with rasterio.open(path) as source:
        return source.read(1)


def changes_of(path):
    meta, _, _, columns = pyogrio.raw.read(path)
    table = dict(zip(meta["fields"], columns, strict=True))
    names = ("from_name", "to_name", "area_m2", "date")
    return sorted(zip(*(table[name].tolist() for name in names), strict=True), key=str)


def minutes(text):
    return np.datetime64(text, "ms").tolist()


def test_a_certain_change_comes_into_the_map_and_is_told(scene, updated):
    old = scene.raster("old.tif", filled(), tags={"CLASS_1": "Forest", "CLASS_2": "peat", "CLASS_3": "water"})
    image = scene.raster("new_20240531.tif", imagery(filled(peat=(4, 4, 14, 14))), nodata=0)
    outputs, said = updated(map=old, images=(image,))
    assert (read(outputs["output"]) == filled(peat=(4, 4, 14, 14))).all()
    assert said[-1] == "map_changed"
    assert changes_of(outputs["changes"]) == [("Forest", "peat", 100.0, minutes("2024-05-31"))]
    assert outputs["changed_area"] == 100.0
    assert outputs["changed_share"] == pytest.approx(100 / SIDE**2)
    assert (outputs["change_count"], outputs["polygon_count"]) == (1, 1)
    _, _, _, columns = pyogrio.raw.read(outputs["transitions"])
    assert [column.tolist() for column in columns[:6]] == [
        [1, 1], ["Forest", "Forest"], [2, 1], ["peat", "Forest"], [100, 1500], [100.0, 1500.0],
    ]  # fmt: skip
    with rasterio.open(outputs["output"]) as source:
        assert source.tags()["TIFFTAG_DATETIME"] == "2024:05:31 00:00:00"


def test_uncertain_small_and_missing_ground_leaves_the_map_as_it_is(scene, updated):
    old = filled(water=(30, 30, 40, 40))
    new = filled(peat=(4, 4, 14, 14), none=(20, 0, 40, 40))
    new[0, 30:34] = WATER  # four pixels are a speck
    image = scene.raster("new_20240531.tif", imagery(new, np.where(new == PEAT, 1, 10)), nodata=0)
    outputs, said = updated(map=scene.raster("old.tif", old), images=(image,))
    assert (read(outputs["output"]) == old).all()
    assert said[-1] == "map_unchanged"
    assert outputs["change_count"] == 0
    outputs, _ = updated("specks", map=scene.raster("old.tif", old), images=(image,), min_area=4.0)
    assert outputs["changed_area"] == 4.0
    outputs, _ = updated("unsure", map=scene.raster("old.tif", old), images=(image,), least_confidence=0.5)
    assert outputs["changed_area"] == 100.0


def test_an_image_against_itself_changes_nothing(scene, updated):
    image = scene.raster("new_20240531.tif", imagery(filled(peat=(4, 4, 14, 14), water=(20, 0, 40, 40))), nodata=0)
    first, _ = updated("first", images=(image,))
    again, said = updated("again", map=first["output"], images=(image,))
    assert said[-1] == "map_unchanged"
    assert Path(first["output"]).read_bytes() == Path(again["output"]).read_bytes()
    assert Path(record_file(first["output"])).read_bytes() == Path(record_file(again["output"])).read_bytes()


def test_what_only_other_light_would_show_is_no_change(scene, updated, tmp_path):
    """Ground is peat from a brightness of 100 on: at 107 it would be forest when a tenth darker, at 130 it stays peat."""
    by_brightness = pixelwise(np.diag([0.0, 1.0, 0.0]), [100.0, 0.0, 0.0])
    model = save(by_brightness, tmp_path / "brightness.onnx", card=CARD)
    pixels = np.full((3, SIDE, SIDE), 40, dtype="uint8")
    pixels[1, 2:12, 2:12], pixels[1, 20:30, 20:30] = 107, 130
    image, old = scene.raster("new_20240531.tif", pixels), scene.raster("old.tif", filled())
    outputs, _ = updated(map=old, images=(image,), model=model)
    assert (read(outputs["output"]) == filled(peat=(20, 20, 30, 30))).all()
    outputs, _ = updated("one_look", map=old, images=(image,), model=model, other_light=False)
    assert outputs["changed_area"] == 200.0


def series(scene):
    """Four images that overlap, on different grids, of three dates, one with a hole."""
    first = filled(peat=(4, 4, 14, 14))
    second = filled(water=(10, 10, 30, 30), none=(0, 0, 8, 40))
    third = filled(PEAT, forest=(0, 20, 40, 40))
    return (
        scene.raster("a_20240301.tif", imagery(first), nodata=0),
        scene.raster("b_20240401.tif", imagery(second), left=LEFT + 13, top=TOP + 7, nodata=0),
        scene.raster("c_20240401.tif", imagery(third, 12), left=LEFT - 9.3, top=TOP - 11.4, nodata=0),
        scene.raster("d_20240501.tif", imagery(first[::-1]), pixel=0.5, left=LEFT + 30, nodata=0),
    )


@pytest.mark.parametrize("has_map", [True, False])
def test_order_repetition_and_steps_do_not_matter(scene, updated, tmp_path, has_map):
    images = series(scene)
    given = {"map": scene.raster("old.tif", filled(WATER))} if has_map else {}
    whole, _ = updated("whole", images=images, **given)
    expected = [Path(path).read_bytes() for path in (whole["output"], record_file(whole["output"]))]
    assert len(np.unique(read(whole["output"]))) >= 3
    orders = [order for order in itertools.permutations(images) if has_map or order[0] == images[0]]
    for number, order in enumerate(orders[:: 5 if has_map else 2]):
        step = dict(given)
        for at, image in enumerate((*order, order[1])):
            outputs, _ = updated(f"o{number}_{at}", images=(image,), **step)
            step = {"map": outputs["output"]}
        assert [Path(path).read_bytes() for path in (step["map"], record_file(step["map"]))] == expected, order
    reverse, _ = updated("reverse", images=(*images[::-1], images[0]), **given)
    assert [Path(path).read_bytes() for path in (reverse["output"], record_file(reverse["output"]))] == expected


def test_an_older_image_comes_late_and_changes_only_what_nothing_newer_has_shown(scene, updated):
    old = scene.raster("old.tif", filled())
    late = scene.raster("b_20240101.tif", imagery(filled(PEAT)), nodata=0)
    newest = scene.raster("a_20240601.tif", imagery(filled(FOREST, none=(20, 0, 40, 40))), nodata=0)
    first, _ = updated("first", map=old, images=(newest,))
    second, _ = updated("second", map=first["output"], images=(late,))
    expected = filled()
    expected[20:] = PEAT
    assert (read(second["output"]) == expected).all()
    assert changes_of(second["changes"]) == [("forest", "peat", 800.0, minutes("2024-01-01"))]


def test_images_older_than_the_map_change_nothing_on_its_ground(scene, updated):
    old = filled(none=(0, 0, 5, 40))
    image = scene.raster("a_20240101.tif", imagery(filled(PEAT)), nodata=0)
    given = {"map": scene.raster("old.tif", old, nodata=0, tags={f"CLASS_{c.value}": c.name for c in CARD.classes})}
    outputs, _ = updated(images=(image,), map_date="2024-02-01", **given)
    assert (read(outputs["output"]) == np.where(old == 0, PEAT, FOREST)).all()
    later, _ = updated("later", images=(image,), map_date="2024-01-01", **given)
    assert (read(later["output"]) == PEAT).all()


def test_what_is_painted_into_the_map_stays(scene, updated, tmp_path):
    image = scene.raster("a_20240101.tif", imagery(filled()), nodata=0)
    first, _ = updated("first", map=scene.raster("old.tif", filled()), images=(image,))
    with rasterio.open(first["output"], "r+") as sink:
        classes = sink.read(1)
        classes[:3, :3] = WATER
        sink.write(classes, 1)
    second, said = updated("second", map=first["output"], images=(image,))
    assert (read(second["output"]) == classes).all()
    assert said[-1] == "map_unchanged"


def test_values_of_the_map_stay_where_the_model_has_others_for_the_same_names(scene, updated):
    tags = {"CLASS_7": "FOREST", "CLASS_8": "water", "CLASS_9": "Peat", "CLASS_4": "sand"}
    old = np.where(filled(peat=(0, 0, 5, 5)) == PEAT, 4, 7).astype("uint8")
    image = scene.raster("a_20240101.tif", imagery(filled(water=(20, 20, 30, 30), none=(0, 0, 5, 5))), nodata=0)
    outputs, _ = updated(map=scene.raster("old.tif", old, tags=tags), images=(image,))
    expected = old.copy()
    expected[20:30, 20:30] = 8
    assert (read(outputs["output"]) == expected).all()


def test_a_map_that_went_to_another_grid_counts_as_one_without_a_record(scene, updated, tmp_path):
    image = scene.raster("a_20240101.tif", imagery(filled(PEAT)), nodata=0)
    first, _ = updated("first", images=(image,))
    shutil.copy(record_file(first["output"]), record_file(str(tmp_path / "other.tif")))
    tags = {f"CLASS_{entry.value}": entry.name for entry in CARD.classes}
    other = scene.raster("other.tif", filled()[:20], tags=tags)
    outputs, _ = updated("second", map=other, images=(image,))
    assert (read(outputs["output"]) == PEAT).all()
    assert outputs["changed_area"] == SIDE * 20


def test_an_image_in_another_crs_comes_to_the_ground_that_it_shows(scene, updated):
    old = scene.raster("old.tif", filled(), tags={f"CLASS_{entry.value}": entry.name for entry in CARD.classes})
    # Zone 32 has the same ground 6 degrees further to the east of its own centre.
    xs, ys = warp_points("EPSG:32633", "EPSG:32632", [LEFT + 20.0, LEFT + 30.0], [TOP - 20.0, TOP - 30.0])
    image = scene.raster(
        "a_20240101.tif", imagery(np.full((20, 20), PEAT, dtype="uint8")), crs="EPSG:32632", left=xs[0], top=ys[0], nodata=0
    )  # fmt: skip
    outputs, _ = updated(map=old, images=(image,))
    found = read(outputs["output"]) == PEAT
    assert found[25:36, 25:36].all()
    assert 380 <= found.sum() <= 420
    assert not found[:16].any()
    assert not found[:, :16].any()


def test_each_refusal_is_one_sentence_and_nothing_is_written(scene, updated, tmp_path):
    tags = {f"CLASS_{entry.value}": entry.name for entry in CARD.classes}
    old = scene.raster("old.tif", filled(), tags=tags)
    good = scene.raster("a_20240101.tif", imagery(filled()), nodata=0)
    undated = scene.raster("undated.tif", imagery(filled()), nodata=0)
    far = scene.raster("far_20240101.tif", imagery(filled()), left=LEFT + 1000, nodata=0)
    bare = scene.raster("bare_20240101.tif", imagery(filled()), crs=None)
    two = scene.raster("two_20240101.tif", imagery(filled())[:2], nodata=0)
    future = scene.raster("future_20990101.tif", imagery(filled()), nodata=0)
    half = scene.folder / "half_20240101.tif"
    half.write_bytes(Path(good).read_bytes()[:900])
    other = scene.raster("other.tif", filled(), tags={"CLASS_1": "town", "CLASS_2": "peat", "CLASS_3": "water"})
    nameless = scene.raster("nameless.tif", filled() + 6)
    before = sorted(tmp_path.rglob("*"))
    for images, map_path, code in (
        ((good, undated), old, "image_without_date"),
        ((good, future), old, "image_from_future"),
        ((good, far), old, "image_beside_map"),
        ((good, bare), old, "image_without_crs"),
        ((good, two), old, "band_counts_differ"),
        ((good, str(half)), old, "raster_damaged"),
        ((good,), other, "map_of_other_classes"),
        ((good,), good, "several_bands"),
        ((good,), nameless, "map_of_other_values"),
    ):
        with refused(code):
            updated(images=images, map=map_path)
        assert sorted(tmp_path.rglob("*")) == before, code
    with refused("area_of_changes_unknown"):
        updated(images=(bare,), min_area=5.0)


def test_the_date_may_stand_in_the_metadata_or_be_given(scene, updated):
    old = scene.raster("old.tif", filled(), tags={f"CLASS_{entry.value}": entry.name for entry in CARD.classes})
    image = scene.raster("a.tif", imagery(filled(PEAT)), nodata=0)
    outputs, _ = updated("given", map=old, images=(image,), date="2020-02-03 10:30")
    assert changes_of(outputs["changes"])[0][3] == minutes("2020-02-03T10:30")
    with rasterio.open(image, "r+") as sink:
        sink.update_tags(TIFFTAG_DATETIME="2021:05:06 07:08:09")
    outputs, _ = updated("told", map=old, images=(image,))
    assert changes_of(outputs["changes"])[0][3] == minutes("2021-05-06T07:08")


def test_a_new_map_has_changed_where_it_was_seen_otherwise_before(scene, updated):
    images = [
        scene.raster("a_20240101.tif", imagery(filled()), nodata=0),
        scene.raster("b_20240201.tif", imagery(filled(peat=(4, 4, 14, 14))), nodata=0),
    ]
    outputs, said = updated(images=tuple(images))
    assert outputs["changed_share"] == pytest.approx(100 / SIDE**2)
    assert said.count("image_of_update") == 2
    assert "most_has_changed" not in said


def test_a_change_of_most_of_the_ground_is_warned_of(scene, updated):
    old = scene.raster("old.tif", filled(), tags={f"CLASS_{entry.value}": entry.name for entry in CARD.classes})
    image = scene.raster("a_20240101.tif", imagery(filled(PEAT, forest=(0, 0, 10, 40))), nodata=0)
    _, said = updated(map=old, images=(image,))
    assert "most_has_changed" in said


def test_a_change_has_the_date_of_the_image_that_first_showed_it_on_its_ground(scene, updated):
    old = scene.raster("old.tif", filled(), tags={f"CLASS_{entry.value}": entry.name for entry in CARD.classes})
    elsewhere = filled(PEAT, none=(0, 0, 40, 20))
    images = [
        scene.raster("a_20240101.tif", imagery(filled()), nodata=0),
        scene.raster("b_20240201.tif", imagery(filled()[:, :10]), nodata=0, left=LEFT + 30),
        scene.raster("c_20240301.tif", imagery(elsewhere), nodata=0),
        scene.raster("d_20240401.tif", imagery(filled(PEAT)[:, :15]), nodata=0, left=LEFT + 20),
        scene.raster("e_20240501.tif", imagery(filled(PEAT)[:, :20]), nodata=0, left=LEFT + 20),
    ]
    outputs, _ = updated(map=old, images=(images[4], images[0], images[2], images[1], images[3]))
    assert changes_of(outputs["changes"]) == [("forest", "peat", 800.0, minutes("2024-03-01"))]


def test_uncertain_ground_keeps_the_first_guess_until_something_is_certain(scene, updated):
    guesses = [
        scene.raster(f"{value}_2024010{value}.tif", imagery(filled(value), 1), nodata=0) for value in (PEAT, WATER)
    ]
    first, said = updated("first", images=(guesses[0],))
    assert (read(first["output"]) == PEAT).all()
    assert said[-1] == "map_unchanged"
    second, _ = updated("second", map=first["output"], images=(guesses[1],))
    assert (read(second["output"]) == PEAT).all()
    sure = scene.raster(
        "s_20240105.tif", imagery(filled(FOREST), np.where(filled(peat=(0, 0, 2, 2)) == PEAT, 1, 10)), nodata=0
    )
    third, _ = updated("third", map=second["output"], images=(sure,))
    assert changes_of(third["changes"]) == [("peat", "forest", 1596.0, minutes("2024-01-03"))]
    assert (read(third["output"]) == np.where(filled(peat=(0, 0, 2, 2)) == PEAT, PEAT, FOREST)).all()


def test_clouds_erase_nothing(scene, updated):
    old = scene.raster("old.tif", filled(), tags={f"CLASS_{entry.value}": entry.name for entry in CARD.classes})
    image = scene.raster("a_20240101.tif", imagery(filled(PEAT)), nodata=0)
    polygons = scene.polygons("clouds.gpkg", [(0, 0, 40, 10)], values=[1])
    raster = scene.raster("sky.tif", (filled(none=(0, 0, 20, 40)) == 0).astype("uint8"), pixel=0.5, left=LEFT + 10)
    outputs, _ = updated("given", map=old, images=(image,), clouds=(polygons, LayerRef(raster)))
    expected = filled(PEAT)
    expected[:10] = FOREST
    expected[:10, 10:30] = FOREST  # the raster covers 20 × 10 m from 10 m on
    assert (read(outputs["output"]) == expected).all()
    beside = filled(none=(30, 0, 40, 40)) == 0
    scene.raster("a_20240101_clouds.tif", beside.astype("uint8") * 3, nodata=255)
    outputs, _ = updated("beside", map=old, images=(image,))
    assert (read(outputs["output"]) == np.where(beside, FOREST, PEAT)).all()
    far = scene.polygons("far.gpkg", [(900, 900, 901, 901)], values=[1])
    outputs, _ = updated("far", map=old, images=(image,), clouds=(far,))
    assert outputs["changed_area"] == 1200.0
