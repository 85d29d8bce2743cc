# SPDX-License-Identifier: GPL-2.0-or-later
"""Judged polygons become training tiles: what is labelled, what is left open, and that held-out ground is never learned."""

import contextlib
import shutil
import sqlite3

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from affine import Affine
from rasterio.warp import calculate_default_transform, transform_geom

from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import load
from diao_engine.jobs import JOBS, LayerRef
from diao_engine.jobs.verdicts import REVIEW_FIELD
from tests.engine.conftest import LEFT, TOP, UTM33
from tests.refused import refused

GRASS, WATER, BARN = 1, 2, 3
NAMES = {GRASS: "grass", WATER: "water", BARN: "barn"}
SIDE, TILE = 128, 32


def box(left, top, right, bottom):
    return shapely.box(LEFT + left, TOP - bottom, LEFT + right, TOP - top)


def write_judged(path, rows, *, crs=UTM33, layer="minority_polygons", **columns):
    """Polygons as `diao:minoritypolygons` writes them, of rows (box or shape, class value, verdict)."""
    shapes = [shape if isinstance(shape, shapely.Geometry) else box(*shape) for shape, _, _ in rows]
    fields = {
        "class_value": np.array([value for _, value, _ in rows], dtype=np.int32),
        "class_name": np.array([NAMES.get(value, "swamp") for _, value, _ in rows], dtype=object),
        REVIEW_FIELD: np.array([verdict for _, _, verdict in rows], dtype=object),
        **columns,
    }
    pyogrio.raw.write(
        str(path), shapely.to_wkb(np.array(shapes)), [*fields.values()], [*fields], geometry_type="MultiPolygon",
        promote_to_multi=True, crs=crs, layer=layer, driver="GPKG",
    )  # fmt: skip
    return LayerRef(str(path), layer)


@pytest.fixture
def ground(scene, run_job):
    """An image, a dataset of its upper quarter with validation tiles, and how to learn from rows of judged polygons."""
    image = scene.image(shape=(3, SIDE, SIDE))
    labels = np.full((SIDE, SIDE), 255, dtype=np.uint8)
    labels[:64, :64], labels[:20, :10], labels[40:60, 30:40], labels[5:9, 40:44] = GRASS, WATER, WATER, BARN
    path = scene.raster(
        "labels.tif", labels, nodata=255, tags={f"CLASS_{value}": name for value, name in NAMES.items()}
    )
    made = run_job(
        "createdataset", images=(image,), labels=(LayerRef(path),), tile_size=TILE,
        output=str(scene.folder / "made.gpkg"),
    )  # fmt: skip

    return Ground(scene, image, made, run_job)


class Ground:
    """The scene of the tests, and how to learn from rows of judged polygons, or from a layer."""

    def __init__(self, scene, image, made, run_job):
        self.scene, self.image, self.dataset, self.path = scene, image, made.dataset, made.outputs["output"]
        tiles = made.dataset.tiles
        self.held_out = tiles.footprint[tiles.split != "train"]
        assert len(self.held_out)
        self._run_job = run_job

    def learn(self, rows, *, dataset=None, out="learned.gpkg", name="judged.gpkg", **values):
        corrections = rows if isinstance(rows, LayerRef) else write_judged(self.scene.folder / name, rows)
        return self._run_job(
            "learn", dataset=LayerRef(dataset or self.path), corrections=corrections, output=str(self.scene.folder / out),
            **values,
        )  # fmt: skip


def reviewed(done):
    tiles = done.dataset.tiles
    return tiles.take(tiles.origin == "reviewed")


def learned_ground(dataset, tiles):
    """Class values by the place (column, row) of each labelled pixel of tiles, as a reader gets them."""
    found = {}
    with TileReader(tiles, dataset.scheme) as reader:
        for index in range(len(tiles)):
            _, classes = reader.read(index)
            header, window = reader.header(index), tiles.window(index)
            part = header.georef.part(window)
            for row, column in np.argwhere(classes < len(dataset.scheme)):
                place = part.transform @ (column + 0.5, row + 0.5)
                found[place] = dataset.scheme.values[classes[row, column]]
    return found


def places(left, top, right, bottom):
    return {(LEFT + column + 0.5, TOP - row - 0.5) for column in range(left, right) for row in range(top, bottom)}


def test_judged_ground_is_labelled_and_all_other_ground_is_open(ground):
    done = ground.learn(
        [((100, 80, 106, 84), BARN, "right"), ((110, 90, 114, 100), WATER, "class"), ((90, 100, 99, 110), BARN, None)]
    )
    tiles = reviewed(done)
    assert done.outputs["tiles_added"] == len(tiles) == 1
    assert done.outputs["polygons_used"] == 2
    assert done.outputs["polygons_left_out"] == 1
    assert set(tiles.split) == {"train"}
    assert tiles.windows[0, 2:].tolist() == [TILE, TILE]
    assert learned_ground(done.dataset, tiles) == {
        **dict.fromkeys(places(100, 80, 106, 84), BARN), **dict.fromkeys(places(110, 90, 114, 100), WATER),
    }  # fmt: skip
    assert tiles.counts.tolist() == [[0, 40, 24]]
    assert tiles.labelled_px.tolist() == [64]
    assert done.told("polygons_unjudged", count=1)


def test_the_earlier_tiles_stay_as_they_are(ground):
    done = ground.learn([((100, 80, 106, 84), BARN, "right")])
    before, after = ground.dataset.tiles, done.dataset.tiles
    kept = after.take(after.origin == "real")
    assert kept.tile_id.tolist() == before.tile_id.tolist()
    assert (kept.counts == before.counts).all()
    assert len(set(after.tile_id)) == len(after)
    assert done.dataset.info.history[-1]["step"] == "learn"


def test_held_out_ground_is_never_learned(ground):
    whole = ground.learn([((0, 0, SIDE, SIDE), GRASS, "right")])
    found = learned_ground(whole.dataset, reviewed(whole))
    points = shapely.points(list(found))
    assert not any(shapely.contains(shape, points).any() for shape in ground.held_out)
    outside = SIDE * SIDE - sum(shapely.area(shape) for shape in ground.held_out)
    assert len(found) == outside


def test_held_out_ground_of_an_overlapping_image_is_never_learned(ground):
    """Another image of the same ground, in another CRS and with other pixels."""
    with rasterio.open(ground.image) as source:
        transform, width, height = calculate_default_transform(
            source.crs, "EPSG:32632", source.width, source.height, *source.bounds, resolution=0.7
        )
    pixels = np.random.default_rng(1).integers(1, 250, (3, height, width)).astype(np.uint8)
    path = ground.scene.folder / "other.tif"
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=3,
        height=height,
        width=width,
        dtype="uint8",
        crs="EPSG:32632",
        transform=transform,
    ) as sink:
        sink.write(pixels)
    done = ground.learn([((0, 0, SIDE, SIDE), GRASS, "right")], images=(str(path),))
    tiles = reviewed(done)
    assert set(tiles.image) == {str(path)}
    found = learned_ground(done.dataset, tiles)
    assert len(found) > SIDE * SIDE
    for shape in ground.held_out:
        outline = shapely.geometry.shape(transform_geom(UTM33, "EPSG:32632", shapely.geometry.mapping(shape)))
        assert not shapely.contains(outline.buffer(-1e-6), shapely.points(list(found))).any()


def test_objects_on_held_out_ground_alone_are_told(ground):
    left, bottom, _, _ = ground.held_out[0].bounds
    inside = shapely.box(left + 2, bottom + 2, left + 8, bottom + 8)
    done = ground.learn([(inside, BARN, "right"), ((100, 100, 104, 104), BARN, "right")])
    assert done.warned("judged_held_out", count=1)
    assert done.outputs["polygons_used"] == 1
    with refused("nothing_learned"):
        ground.learn([(inside, BARN, "right")], name="b.gpkg")


def test_polygons_may_have_another_crs_and_broken_outlines(ground):
    square = box(100, 80, 110, 90)
    moved = shapely.geometry.shape(transform_geom(UTM33, "EPSG:4326", shapely.geometry.mapping(square)))
    layer = write_judged(ground.scene.folder / "degrees.gpkg", [(moved, BARN, "right")], crs="EPSG:4326")
    done = ground.learn(layer)
    assert learned_ground(done.dataset, reviewed(done)) == dict.fromkeys(places(100, 80, 110, 90), BARN)
    tie = shapely.Polygon([(LEFT + x, TOP - y) for x, y in ((70, 70), (90, 90), (90, 70), (70, 90))])
    done = ground.learn([(tie, BARN, "right")], name="tie.gpkg", out="tie_out.gpkg")
    assert 150 < len(learned_ground(done.dataset, reviewed(done))) < 250


def test_of_overlapping_polygons_the_smaller_counts_and_what_is_there_goes_before_what_is_not(ground):
    small, large, wrong = (100, 80, 104, 84), (98, 78, 110, 90), (100, 80, 102, 82)
    rows = [(small, BARN, "right"), (large, WATER, "right"), (wrong, BARN, "wrong"), (wrong, BARN, "unsure")]
    first = ground.learn(rows)
    found = learned_ground(first.dataset, reviewed(first))
    assert {place for place, value in found.items() if value == BARN} == places(*small)
    assert {place for place, value in found.items() if value == WATER} == places(*large) - places(*small)
    turned = ground.learn(rows[::-1], name="turned.gpkg", out="turned_out.gpkg")
    assert learned_ground(turned.dataset, reviewed(turned)) == found


@pytest.fixture
def class_map(ground):
    """A map whose values are others than those of the dataset: grass with a false barn on it, and one on the shore of a lake."""
    values = np.full((SIDE, SIDE), 11, dtype=np.uint8)
    values[90:, :] = 12
    values[100:106, 100:106], values[86:94, 70:78] = 13, 13
    names = {"CLASS_11": "Grass", "CLASS_12": "WATER", "CLASS_13": "barn"}
    return ground.scene.raster("map.tif", values, tags=names)


def test_a_wrong_object_becomes_what_lies_around_it(ground, class_map):
    rows = [((100, 100, 106, 106), BARN, "wrong"), ((70, 70, 74, 74), BARN, "wrong")]
    done = ground.learn(rows, map=class_map)
    assert learned_ground(done.dataset, reviewed(done)) == {
        **dict.fromkeys(places(100, 100, 106, 106), WATER), **dict.fromkeys(places(70, 70, 74, 74), GRASS),
    }  # fmt: skip


@pytest.mark.parametrize("verdict", ["wrong", "right"])
def test_a_map_of_another_place_is_told(ground, class_map, verdict):
    with rasterio.open(class_map, "r+") as raster:
        raster.transform = Affine.translation(5_000, 0) @ raster.transform
    with refused("map_off_polygons", path=class_map):
        ground.learn([((104, 104, 106, 106), BARN, verdict)], map=class_map)


def test_a_map_of_a_part_of_the_polygons_says_how_many_lie_off_it(ground, class_map):
    with rasterio.open(class_map) as raster:
        values, tags = raster.read(window=((90, SIDE), (0, SIDE))), raster.tags(1)
        pixel, top = raster.transform.a, (raster.transform @ (0, 90))[1]
    part = ground.scene.raster("part.tif", values, pixel=pixel, top=top, tags=tags)
    off, shore = (70, 70, 74, 74), (70, 92, 78, 94)
    rows = [(box, BARN, "wrong") for box in ((100, 100, 106, 106), off, (20, 20, 24, 24))] + [(shore, BARN, "right")]
    done = ground.learn(rows, map=part)
    assert done.warned("wrong_off_map", count=2, path=part)
    assert not done.warned("judged_surroundings")
    assert set(learned_ground(done.dataset, reviewed(done))) == places(100, 100, 106, 106) | places(*shore)
    assert not ground.learn(rows, map=part, wrong_as="ignore", out="open.gpkg").warned("wrong_off_map")


def test_where_no_class_fills_the_surroundings_a_wrong_object_stays_open(ground, class_map):
    shore = (70, 86, 78, 94)
    rows = [(shore, BARN, "wrong"), ((100, 100, 106, 106), BARN, "wrong")]
    done = ground.learn(rows, map=class_map)
    assert done.warned("judged_surroundings", count=1)
    assert set(learned_ground(done.dataset, reviewed(done))) == places(100, 100, 106, 106)


def test_without_a_map_or_on_request_wrong_objects_stay_open(ground, class_map):
    rows = [((100, 100, 106, 106), BARN, "wrong"), ((70, 70, 74, 74), BARN, "right")]
    done = ground.learn(rows)
    assert done.warned("wrong_without_map", count=1)
    assert set(learned_ground(done.dataset, reviewed(done))) == places(70, 70, 74, 74)
    done = ground.learn(rows, map=class_map, wrong_as="ignore", out="open.gpkg")
    assert done.told("wrong_left_open", count=1)
    assert set(learned_ground(done.dataset, reviewed(done))) == places(70, 70, 74, 74)


def test_other_ground_becomes_the_map_where_it_is_certain(ground, class_map):
    sure = np.zeros((SIDE, SIDE), dtype=np.float32)
    sure[:, 100:] = 0.95
    confidence = ground.scene.raster("sure.tif", sure)
    rows = [((104, 104, 106, 106), BARN, "right"), ((110, 104, 114, 106), BARN, "unsure")]
    done = ground.learn(rows, map=class_map, confidence=confidence)
    tiles = reviewed(done)
    x_off, y_off, width, height = tiles.windows[0].tolist()
    expected = dict.fromkeys(places(max(100, x_off), y_off, x_off + width, y_off + height), WATER)
    expected |= dict.fromkeys(places(100, 100, 106, 106), BARN)
    expected |= {place: GRASS for place in expected if place[1] > TOP - 90}
    for place in places(110, 104, 114, 106):
        del expected[place]
    assert learned_ground(done.dataset, tiles) == expected
    assert not done.warned("rest_left_open")


@pytest.mark.parametrize("verdict", ["wrong", "right"])
def test_without_a_confidence_other_ground_stays_open_and_false_alarms_alone_are_warned_of(ground, class_map, verdict):
    done = ground.learn([((104, 104, 106, 106), BARN, "right"), ((110, 104, 112, 106), BARN, verdict)], map=class_map)
    assert done.warned("rest_left_open") == (verdict == "wrong")
    assert done.told("rest_left_open")
    assert set(learned_ground(done.dataset, reviewed(done))) == places(104, 104, 106, 106) | places(110, 104, 112, 106)


def test_other_ground_stays_open_on_request(ground, class_map):
    confidence = ground.scene.raster("sure.tif", np.ones((SIDE, SIDE), dtype=np.float32))
    done = ground.learn([((104, 104, 106, 106), BARN, "right")], map=class_map, confidence=confidence, rest="ignore")
    assert set(learned_ground(done.dataset, reviewed(done))) == places(104, 104, 106, 106)
    assert not done.told("rest_left_open")


def test_the_same_layer_again_replaces_its_tiles(ground):
    first = ground.learn([((100, 80, 106, 84), BARN, "right")], name="a.gpkg", out="1.gpkg")
    other = ground.learn(
        [((70, 110, 76, 114), WATER, "right")], name="b.gpkg", dataset=first.outputs["output"], out="2.gpkg"
    )
    assert len(reviewed(other)) == 2
    assert other.outputs["tiles_replaced"] == 0
    rows = [((100, 80, 106, 84), WATER, "class"), ((70, 110, 76, 114), BARN, None)]
    (ground.scene.folder / "a.gpkg").unlink()
    again = ground.learn(rows, name="a.gpkg", dataset=other.outputs["output"], out="3.gpkg")
    assert again.outputs["tiles_replaced"] == again.outputs["tiles_added"] == 1
    assert learned_ground(again.dataset, reviewed(again)) == {
        **dict.fromkeys(places(100, 80, 106, 84), WATER), **dict.fromkeys(places(70, 110, 76, 114), WATER),
    }  # fmt: skip


def test_any_polygons_with_a_class_field_will_do(ground):
    layer = ground.scene.polygons(
        "corrected.gpkg", [(100, 80, 104, 84), (104, 80, 108, 84)], field="kind", values=["Barn ", "2"]
    )
    done = ground.learn(layer, class_field="kind")
    assert learned_ground(done.dataset, reviewed(done)) == {
        **dict.fromkeys(places(100, 80, 104, 84), BARN), **dict.fromkeys(places(104, 80, 108, 84), WATER),
    }  # fmt: skip
    with refused("correction_field_missing"):
        ground.learn(layer, out="none.gpkg")


def test_classes_that_the_dataset_does_not_have_are_named(ground):
    with refused("correction_class_unknown", names=("swamp",)):
        ground.learn([((100, 80, 104, 84), 7, "right")])
    done = ground.learn([((100, 80, 104, 84), 7, "unsure"), ((70, 80, 74, 84), BARN, "right")], name="b.gpkg")
    assert done.outputs["polygons_used"] == 1


def test_a_dataset_whose_classes_have_no_names_yet_says_where_they_get_them(ground):
    with (
        contextlib.closing(sqlite3.connect(shutil.copy(ground.path, ground.scene.folder / "codes.gpkg"))) as file,
        file,
    ):
        file.execute("UPDATE classes SET name = 'class ' || value")
    with refused("dataset_classes_unnamed", names=("barn",)):
        ground.learn([((100, 80, 104, 84), BARN, "right")], dataset=str(ground.scene.folder / "codes.gpkg"))


def test_what_is_not_judged_is_no_input(ground):
    with refused("nothing_judged"):
        ground.learn([((100, 80, 104, 84), BARN, None), ((70, 80, 74, 84), BARN, "  ")])
    done = ground.learn([((100, 80, 104, 84), BARN, "yes"), ((70, 80, 74, 84), BARN, "Right")], name="b.gpkg")
    assert done.warned("verdict_unknown", count=1)
    assert done.outputs["polygons_used"] == 1


def test_polygons_off_the_imagery_and_between_pixels_are_told(ground):
    tiny = shapely.box(LEFT + 80.6, TOP - 80.9, LEFT + 80.9, TOP - 80.6)
    done = ground.learn(
        [((500, 500, 510, 510), BARN, "right"), (tiny, BARN, "right"), ((100, 80, 104, 84), BARN, "right")]
    )
    assert done.warned("judged_off_images", count=1)
    assert done.warned("judged_without_pixels", count=1)
    assert done.outputs["polygons_left_out"] == 2


def test_invalid_imagery_is_not_learned(ground):
    with rasterio.open(ground.image, "r+") as sink:
        sink.nodata = 0
        pixels = sink.read()
        pixels[:, :, 102:] = 0
        sink.write(pixels)
    # the dataset notices that its image is another one, so the changed one is learned as a new image
    other = ground.scene.folder / "other.tif"
    (ground.scene.folder / "image.tif").rename(other)
    ground.scene.image(shape=(3, SIDE, SIDE))
    done = ground.learn([((100, 80, 106, 84), BARN, "right")], images=(str(other),))
    assert set(learned_ground(done.dataset, reviewed(done))) == places(100, 80, 102, 84)
    assert reviewed(done).counts.sum() == 8


def test_an_image_with_other_bands_is_refused(ground):
    other = ground.scene.image("grey.tif", shape=(1, SIDE, SIDE))
    with refused("images_of_other_bands"):
        ground.learn([((100, 80, 104, 84), BARN, "right")], images=(other,))


def test_the_dataset_can_be_loaded_moved_and_learned_from_again(ground):
    done = ground.learn([((100, 80, 106, 84), BARN, "right")])
    again = load(LayerRef(done.outputs["output"]))
    assert (again.tiles.origin == "reviewed").sum() == 1
    assert JOBS["learn"].id in {step["step"] for step in again.info.history}


def labels_of(done, tiles):
    """Class values by place of some tiles."""
    return learned_ground(done.dataset, tiles)


def test_labels_of_training_tiles_that_say_otherwise_are_corrected(ground):
    """A barn that was labelled as grass, and a wrong barn on ground that is labelled as barn and as grass."""
    train = ground.dataset.tiles.of("train")
    held = shapely.union_all(ground.held_out)
    barn, lake = shapely.box(LEFT + 40, TOP - 9, LEFT + 44, TOP - 5), box(50, 10, 54, 14)
    assert not held.intersects(shapely.union_all([barn, lake]))
    wide = shapely.box(LEFT + 40, TOP - 9, LEFT + 48, TOP - 5)
    done = ground.learn([(lake, WATER, "class"), (wide, BARN, "wrong"), ((58, 2, 60, 4), WATER, "unsure")])
    real = done.dataset.tiles.take(done.dataset.tiles.origin == "real")
    before, after = labels_of(done, ground.dataset.tiles.of("train")), labels_of(done, real.take(real.split == "train"))
    assert done.outputs["tiles_corrected"] == 1
    assert done.told("labels_corrected", count=1)
    changed = {place: after.get(place) for place in before if after.get(place) != before[place]}
    assert changed == {**dict.fromkeys(places(50, 10, 54, 14), WATER), **dict.fromkeys(places(40, 5, 44, 9), None)}
    assert (real.of("train").counts.sum(axis=0) - train.counts.sum(axis=0)).tolist() == [-16, 16, -16]
    unchanged = real.tile_id[real.label == ground.dataset.tiles.label[0]]
    assert len(unchanged) == len(real) - 1


def test_validation_labels_are_never_corrected(ground):
    done = ground.learn([((0, 0, SIDE, SIDE), WATER, "right")])
    held = done.dataset.tiles.take(done.dataset.tiles.split != "train")
    assert labels_of(done, held) == labels_of(done, ground.dataset.tiles.take(ground.dataset.tiles.split != "train"))
    real = done.dataset.tiles.of("train")
    assert set(labels_of(done, real.take(real.origin == "real")).values()) == {WATER}


def test_ground_that_another_layer_judges_anew_stands_in_one_tile_only(ground):
    rows = [((100, 80, 106, 84), BARN, "right"), ((110, 80, 114, 84), BARN, "right")]
    first = ground.learn(rows, name="a.gpkg", out="1.gpkg")
    anew = [((98, 78, 108, 86), GRASS, "right"), ((20, 100, 24, 104), WATER, "right")]
    second = ground.learn(anew, name="b.gpkg", dataset=first.outputs["output"], out="2.gpkg")
    tiles = reviewed(second)
    assert len(tiles) == 3
    assert tiles.counts.sum(axis=0).tolist() == [80, 16, 16]
    third = ground.learn(rows, name="c.gpkg", dataset=first.outputs["output"], out="3.gpkg")
    assert reviewed(third).counts.sum() == 40
    assert len(reviewed(third)) == 1
    assert labels_of(third, reviewed(third)) == labels_of(first, reviewed(first))


def test_an_export_of_the_same_layer_replaces_its_tiles(ground):
    rows = [((100, 80, 106, 84), BARN, "right")]
    source = write_judged(ground.scene.folder / "a.gpkg", rows)
    first = ground.learn(source, out="1.gpkg")
    export = write_judged(ground.scene.folder / "tmp.gpkg", [((70, 110, 76, 114), BARN, "right")], layer="export")
    export = LayerRef(export.path, export.layer, files=(source.path,))
    again = ground.learn(export, dataset=first.outputs["output"], out="2.gpkg")
    assert again.outputs["tiles_replaced"] == 1
    assert set(labels_of(again, reviewed(again))) == places(70, 110, 76, 114)
