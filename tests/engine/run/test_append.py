# SPDX-License-Identifier: GPL-2.0-or-later
"""New tiles come to a dataset: what it has stays, ground keeps its split, and balancing goes on with both."""

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio

from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import load
from diao_engine.jobs import CreateDataset, LayerRef
from diao_engine.jobs.shards import Merge, Shard
from diao_engine.protocol import worker
from diao_engine.protocol.progress import silent
from tests.engine.conftest import LEFT
from tests.refused import refused

SIDE, TILE = 256, 32
BOG, GRASS, WATER = 1, 2, 3
NAMES = {BOG: "bog", GRASS: "grass", WATER: "water"}


def classes(seed=0):
    """Grass with specks of water all over and of bog here and there."""
    rng = np.random.default_rng(seed)
    values = np.full((SIDE, SIDE), GRASS, dtype="uint8")
    for value, count in ((BOG, 8), (WATER, 40)):
        for row, column in rng.integers(0, SIDE - 8, (count, 2)):
            values[row : row + 8, column : column + 8] = value
    return values


class Ground:
    def __init__(self, scene, run_job):
        self.scene, self.run_job = scene, run_job
        self.first = scene.image("a.tif", (3, SIDE, SIDE))
        self.made = self.create(self.first, self.raster("a_labels.tif", classes()), output="old.gpkg")
        self.path = self.made.outputs["output"]

    def raster(self, name, values, names=None, **options):
        tags = {f"CLASS_{value}": name for value, name in (names or NAMES).items()}
        return LayerRef(self.scene.raster(name, values, tags=tags, **options))

    def other(self, name="b.tif", left=1000, seed=1):
        pixels = np.random.default_rng(seed).integers(1, 250, (3, SIDE, SIDE)).astype("uint8")
        return self.scene.raster(name, pixels, left=LEFT + left)

    def create(self, images, labels, output="new.gpkg", **values):
        return self.run_job(
            "createdataset", images=(images,) if isinstance(images, str) else images, labels=(labels,),
            tile_size=TILE, output=str(self.scene.folder / output), **values,
        )  # fmt: skip

    def add(self, images, labels, **values):
        return self.create(images, labels, append_to=LayerRef(self.path), **values)


@pytest.fixture
def ground(scene, run_job):
    return Ground(scene, run_job)


def rows(tiles, count=None):
    """What a tile is, by its id."""
    return {
        int(tiles.tile_id[at]): (
            tiles.image[at], tiles.label[at], *tiles.windows[at].tolist(), tiles.split[at], tiles.origin[at],
            *tiles.counts[at].tolist(),
        )
        for at in range(len(tiles))
    }  # fmt: skip


def fresh(done, before):
    """The tiles that were added."""
    tiles = done.dataset.tiles
    return tiles.take(~np.isin(tiles.tile_id, before.tile_id))


def test_old_tiles_stay_and_new_ones_follow(ground):
    before, content = ground.made.dataset, Path(ground.path).read_bytes()
    done = ground.add(ground.other(), ground.raster("b_labels.tif", classes(1), left=LEFT + 1000))
    after, old = done.dataset, rows(before.tiles)
    assert {number: row for number, row in rows(after.tiles).items() if number in old} == old
    assert Path(ground.path).read_bytes() == content
    assert after.scheme == before.scheme
    new = fresh(done, before.tiles)
    assert len(new) == 64
    assert new.tile_id.min() == before.tiles.tile_id.max() + 1
    assert done.outputs["tile_count"] == 128
    assert done.told("tiles_appended", count=64, before=64)
    assert [step["step"] for step in after.info.history] == ["createdataset"] * 2
    # The shares are those of all tiles, and each class is held out too.
    held_out = after.tiles.of("val")
    assert 0.1 < held_out.labelled_px.sum() / after.tiles.labelled_px.sum() < 0.3
    assert (new.of("val").counts.sum(axis=0) > 0).all()


def test_same_ground_at_another_date_keeps_its_split(ground):
    done = ground.add(ground.other(left=0), ground.raster("b_labels.tif", classes(1)))
    new, old = fresh(done, ground.made.dataset.tiles), ground.made.dataset.tiles
    split = {tuple(window): split for window, split in zip(old.windows.tolist(), old.split, strict=True)}
    assert len(new) == len(old)
    assert [split[tuple(window)] for window in new.windows.tolist()] == new.split.tolist()


@pytest.mark.parametrize("by", ["block", "image"])
def test_no_tile_shares_ground_with_another_split(ground, by):
    done = ground.add(
        ground.other(left=16), ground.raster("b_labels.tif", classes(1), left=LEFT + 16), split_by=by, overlap=8
    )
    tiles = done.dataset.tiles
    pairs = tiles.overlapping()
    assert len(pairs)
    assert (tiles.split[pairs[:, 0]] == tiles.split[pairs[:, 1]]).all()
    assert done.told("overlapping_tiles_left_out")


def test_classes_are_matched_by_name(ground):
    values = classes(1)
    renumbered = np.array([0, 7, 1, 2], dtype="uint8")[values]  # bog is 7, grass 1, water 2
    names = {7: "Bog", 1: "grass", 2: "water"}
    done = ground.add(ground.other(), ground.raster("b_labels.tif", renumbered, names, left=LEFT + 1000))
    new = fresh(done, ground.made.dataset.tiles)
    assert new.counts.sum(axis=0).tolist() == np.bincount(values.ravel())[1:].tolist()
    with TileReader(new, done.dataset.scheme) as reader:
        _, read = reader.read(0)
        assert (np.array([1, 2, 3])[read] == values[new.window(0).slices]).all()


def test_polygons_with_some_of_the_names_get_their_values(ground):
    boxes = [(1000, 0, 1100, 100), (1100, 0, 1200, 100)]
    labels = ground.scene.polygons("b.gpkg", boxes, values=["water", "grass"])
    new = fresh(ground.add(ground.other(), labels, class_field="class"), ground.made.dataset.tiles)
    assert new.counts.sum(axis=0).tolist() == [0, 10_000, 10_000]


def test_classes_that_the_dataset_lacks_are_refused(ground):
    unknown = ground.raster("b_labels.tif", classes(1), {1: "bog", 2: "grass", 3: "road"}, left=LEFT + 1000)
    with refused("appended_class_unknown", name="road", value=3):
        ground.add(ground.other(), unknown)
    with refused("appended_background", name="rock"):
        ground.add(ground.other(), unknown, background="rock")
    assert not (ground.scene.folder / "new.gpkg").exists()


def test_what_cannot_stand_beside_the_dataset_is_refused(ground):
    labels = ground.raster("b_labels.tif", classes(1), left=LEFT + 1000)
    with refused("appended_tile_size", value=64, known=TILE):
        ground.run_job(
            "createdataset", images=(ground.other(),), labels=(labels,), tile_size=64, append_to=LayerRef(ground.path)
        )
    with refused("appended_ignore_value", value=9, known=255):
        ground.add(ground.other(), labels, ignore_value=9)
    with refused("images_of_other_bands", count=1, first_count=3):
        ground.add(ground.scene.image("grey.tif", (1, SIDE, SIDE), left=LEFT + 1000), labels)
    without = ground.scene.image("plain.tif", (3, SIDE, SIDE), crs=None)
    with refused("appended_without_crs", image="plain.tif"):
        ground.add(without, ground.raster("plain_labels.tif", classes(), crs=None))


def test_an_image_comes_once(ground):
    labels = ground.raster("both.tif", np.hstack([classes()] * 5), left=LEFT)
    copy = shutil.copy(ground.first, ground.scene.folder / "copy.tif")
    with refused("nothing_to_append", count=2):
        ground.add((ground.first, str(copy)), labels)
    done = ground.add((ground.first, ground.other(left=1000)), labels)
    assert done.warned("images_there_already", count=1, first="a.tif")
    assert set(fresh(done, ground.made.dataset.tiles).image) == {str(ground.scene.folder / "b.tif")}


def test_an_image_behind_a_virtual_raster_of_the_dataset_comes_once(ground):
    pixels = np.random.default_rng(3).integers(1, 250, (3, SIDE, SIDE)).astype("uint8")
    image = ground.scene.raster("c.tif", pixels, left=LEFT + 1000)
    labels = ground.raster("c_labels.tif", classes(1), left=LEFT + 1000)
    done = ground.add(image, labels, nodata=7)
    assert done.dataset.tiles.image[-1].endswith(".vrt")
    ground.path = done.outputs["output"]
    with refused("nothing_to_append", first="c.tif"):
        ground.add(image, labels, output="third.gpkg")


def test_masks_are_imported_beside_pictures(scene, run_job):
    def folder(name, first):
        for number in range(first, first + 4):
            pixels = np.random.default_rng(number).integers(1, 250, (3, 64, 64)).astype("uint8")
            scene.raster(f"{name}/images/{number}.png", pixels, crs=None)
            scene.raster(f"{name}/masks/{number}.png", classes(number)[:64, :64], crs=None)
        return str(scene.folder / name)

    old = run_job("importdataset", folder=folder("one", 0), tile_size=32, output=str(scene.folder / "old.gpkg"))
    done = run_job(
        "importdataset", folder=folder("two", 4), tile_size=32, append_to=LayerRef(old.outputs["output"]),
        output=str(scene.folder / "new.gpkg"),
    )  # fmt: skip
    tiles = done.dataset.tiles
    assert len(tiles) == 2 * len(old.dataset.tiles)
    assert not len(tiles.overlapping())
    (scene.folder / "two" / "classes.csv").write_text("value,name,color\n1,roof,#ff0000\n2,b,#00ff00\n3,c,#0000ff\n")
    named = run_job(
        "importdataset", folder=str(scene.folder / "two"), tile_size=32, output=str(scene.folder / "named.gpkg")
    )
    (scene.folder / "one" / "classes.csv").write_text("value,name,color\n1,sea,#ff0000\n2,b,#00ff00\n3,c,#0000ff\n")
    with refused("appended_class_differs", value=1, name="sea", known="roof"):
        run_job(
            "importdataset", folder=str(scene.folder / "one"), tile_size=32,
            append_to=LayerRef(named.outputs["output"]), output=str(scene.folder / "more.gpkg"),
        )  # fmt: skip


def test_balancing_goes_on_with_the_tiles_of_both(ground, run_job):
    folder = ground.scene.folder
    options = {"min_area": 9, "seed": 1}
    balanced = run_job("synthesize", dataset=LayerRef(ground.path), output=str(folder / "synthetic.gpkg"), **options)
    ground.path = balanced.outputs["output"]
    done = ground.add(ground.other(), ground.raster("b_labels.tif", classes(1), left=LEFT + 1000))
    before = rows(balanced.dataset.tiles)
    assert {number: row for number, row in rows(done.dataset.tiles).items() if number in before} == before
    new = fresh(done, balanced.dataset.tiles)
    again = run_job(
        "synthesize", dataset=LayerRef(done.outputs["output"]), output=str(folder / "again.gpkg"), **options
    )
    objects = again.dataset.objects
    assert np.isin(objects.tile_id, new.of("train").tile_id).any()
    known = balanced.dataset.objects
    assert set(known.object_id[known.value == BOG]) <= set(objects.object_id[objects.value == BOG])


def test_repeats_are_those_of_the_tiles_of_both(ground, run_job):
    done = ground.add(ground.other(), ground.raster("b_labels.tif", classes(1), left=LEFT + 1000))
    scored = run_job(
        "score", dataset=LayerRef(done.outputs["output"]), output=str(ground.scene.folder / "s.gpkg"), target="uniform"
    )
    assert scored.outputs["imbalance_after"] < scored.outputs["imbalance_before"]
    is_new = np.isin(scored.dataset.tiles.tile_id, fresh(done, ground.made.dataset.tiles).tile_id)
    for which in (is_new, ~is_new):
        assert (scored.dataset.tiles.repeats[which] != 1).any()


def test_parts_add_what_one_process_adds(ground):
    job = CreateDataset(
        images=(ground.other(), ground.first), labels=(ground.raster("l.tif", np.hstack([classes(1)] * 5), left=LEFT),),
        tile_size=TILE, append_to=LayerRef(ground.path), output=str(ground.scene.folder / "parts" / "set.gpkg"),
    )  # fmt: skip
    os.makedirs(os.path.dirname(job.output))
    one = ground.add(job.images, job.labels[0])
    for index in (1, 2, 3):
        worker.run(job, silent(), Shard(index, 3))
    worker.run(job, silent(), Merge())

    parts = load(LayerRef(job.output)).tiles

    def alike(tiles):
        return [
            (number, os.path.basename(row[0]), os.path.basename(row[1]), *row[2:])
            for number, row in rows(tiles).items()
        ]

    assert alike(parts) == alike(one.dataset.tiles)
    with rasterio.open(parts.label[-1]) as left, rasterio.open(one.dataset.tiles.label[-1]) as right:
        assert (left.read() == right.read()).all()
