# SPDX-License-Identifier: GPL-2.0-or-later
"""The job `synthesize`, file to file, on drawn landscapes."""

from __future__ import annotations

import dataclasses
import json
import re
import sqlite3
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
import rasterio.features
import shapely

from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import load, save
from diao_engine.errors import BadInput, JobCancelled
from diao_engine.jobs import ImportDataset, LayerRef, Score
from diao_engine.jobs.createdataset import CreateDataset
from diao_engine.jobs.outputs import MARKER, contact_sheet, run_folders
from diao_engine.jobs.synthesize import Synthesize
from diao_engine.protocol import events
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.run import createdataset, importdataset, score, synthesize
from diao_engine.run.selection import ids_of, ranges
from diao_engine.scoring import imbalance
from tests.benchmarks.balance.ground import DATA, drawn
from tests.benchmarks.balance.parts import any_ground
from tests.refused import refused

FIELD, WOOD, BARN, ROAD, WATER = 1, 2, 3, 4, 7
SIZE = 384


def landscape(seed=0):
    """Fields with barns in the west, wood with ponds in the east, roads through both; barns never touch the wood."""
    rng = np.random.default_rng(seed)
    labels = np.full((SIZE, SIZE), FIELD, dtype=np.uint8)
    labels[:, SIZE // 2 :] = WOOD
    labels[100:105, : SIZE // 2] = ROAD
    labels[290:295, : SIZE // 2] = ROAD
    for row in range(12, SIZE - 20, 32):
        for column in range(6, SIZE // 2 - 40, 48):
            if (labels[row - 4 : row + 16, column : column + 14] == FIELD).all():
                labels[row : row + 8, column + rng.integers(4) : column + 12] = BARN
        labels[row : row + 10, 250 : 260 + rng.integers(6)] = WATER
    labels[:20, SIZE - 30 :] = 255
    return labels


def paint(labels, dtype, bands):
    rng = np.random.default_rng(1)
    level = np.zeros(256)
    level[[FIELD, WOOD, BARN, ROAD, WATER, 255]] = 120, 60, 220, 180, 30, 90
    scale = 1 if dtype == "uint8" else 20
    pixels = level[labels] + rng.normal(0, 4, (bands, *labels.shape))
    return (pixels * scale).clip(1, 255 * scale).astype(dtype)


@pytest.fixture
def make(scene):
    """A dataset of 64-px tiles over one image."""

    def made(dtype="uint8", bands=4, labels=None, crs="EPSG:32633", **options):
        labels = landscape() if labels is None else labels
        image = scene.raster("image.tif", paint(labels, dtype, bands), crs=crs, **options)
        mask = scene.raster("label.tif", labels, crs=crs, nodata=255)
        path = str(scene.folder / "tiles.gpkg")
        job = CreateDataset(images=(image,), labels=(LayerRef(mask),), tile_size=64, output=path)
        createdataset.run(job, silent())
        return path

    return made


def go(path, output, **values):
    return synthesize.run(Synthesize(dataset=LayerRef(path), output=str(output), **values), silent())


def warnings_of(path, output, **values):
    """The warnings of a run, by code."""
    told = []
    synthesize.run(Synthesize(dataset=LayerRef(path), output=str(output), **values), ProgressReporter(told.append))
    said = [event.text for event in told if isinstance(event, events.Message) and event.level == "warning"]
    return {text.code: text.arguments for text in said}


def with_tile(path, tile, split, repeats):
    """The dataset with a tile in another split, drawn so often."""
    dataset = load(LayerRef(str(path)))
    tiles, is_it = dataset.tiles, dataset.tiles.tile_id == tile
    changed = dataclasses.replace(
        tiles, split=np.where(is_it, split, tiles.split), repeats=np.where(is_it, repeats, tiles.repeats)
    )
    save(dataset.with_tiles(changed), str(path), final_path=str(path))


def edit(path, statement):
    """As by hand in QGIS."""
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def objects_of(path):
    return load(LayerRef(str(path))).objects


def hashes(folder):
    return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir()) if path.name != MARKER}


def test_tiles_rows_and_numbers_agree(make, tmp_path):
    path, output, page = make(), tmp_path / "out" / "more.gpkg", tmp_path / "out" / "more.html"
    before = Path(path).read_bytes()
    results = go(path, output, report=str(page), budget=50.0)
    assert Path(path).read_bytes() == before
    real, made = load(LayerRef(path)), load(LayerRef(str(output)))
    synthetic = made.tiles.take(made.tiles.origin == "synthetic")
    assert results["tiles_made"] == len(synthetic) == round(len(real.train()) * 0.5)
    assert results["objects_pasted"] == synthetic.objects.sum() > len(synthetic)
    assert results["collisions"] == 0
    start = real.train().total()
    target, total = imbalance.lifted(start, 0.5), made.train().total()
    assert results["imbalance_before"] == pytest.approx(imbalance.divergence(start, target))
    assert results["imbalance_after"] == pytest.approx(imbalance.divergence(total, target))
    assert results["imbalance_after"] < results["imbalance_before"]
    assert results["imbalance_uniform_before"] == pytest.approx(imbalance.divergence(start, imbalance.uniform(start)))
    assert results["imbalance_uniform_after"] == pytest.approx(imbalance.divergence(total, imbalance.uniform(total)))
    assert set(synthetic.split) == {"train"}
    assert set(synthetic.repeats) == {1}
    assert set(synthetic.parent) <= set(real.train().tile_id)
    assert len(set(made.tiles.tile_id)) == len(made.tiles)
    with TileReader(synthetic, made.scheme) as reader:
        for index in range(len(synthetic)):
            _, classes = reader.read(index)
            assert np.bincount(classes.ravel(), minlength=6)[:5].tolist() == synthetic.counts[index].tolist()
    parents = {int(i): shape for i, shape in zip(real.tiles.tile_id, real.tiles.footprint, strict=True)}
    assert all(parents[int(p)].equals(f) for p, f in zip(synthetic.parent, synthetic.footprint, strict=True))
    assert Path(contact_sheet(str(output))).is_file()
    text = page.read_text()
    assert "data:image/png;base64," in text
    assert "All rules were checked" in text
    assert not [name.name for name in (tmp_path / "out").iterdir() if name.name.startswith(".")]


@pytest.mark.slow
def test_the_files_are_like_the_image_and_know_where_they_come_from(make, tmp_path):
    path = make(dtype="uint16", bands=5, nodata=0)
    go(path, tmp_path / "more.gpkg")
    made = load(LayerRef(str(tmp_path / "more.gpkg")))
    synthetic = made.tiles.take(made.tiles.origin == "synthetic")
    with rasterio.open(tmp_path / "image.tif") as whole:
        for index in range(len(synthetic)):
            with rasterio.open(synthetic.image[index]) as image, rasterio.open(synthetic.label[index]) as label:
                assert (image.count, image.dtypes[0], image.nodata, image.crs) == (5, "uint16", 0, whole.crs)
                assert shapely.box(*image.bounds).equals(synthetic.footprint[index])
                assert label.transform == image.transform
                assert int(image.tags()["DIAO_PARENT"]) == synthetic.parent[index]
                objects = json.loads(image.tags()["DIAO_OBJECTS"])
                assert len(objects) == synthetic.objects[index]


@pytest.mark.slow
@pytest.mark.parametrize(("dtype", "bands"), [("uint8", 1), ("uint8", 4), ("float32", 3), ("int16", 12)])
def test_any_dtype_and_number_of_bands(make, tmp_path, dtype, bands):
    results = go(make(dtype=dtype, bands=bands), tmp_path / "more.gpkg", budget=20.0, blend="gradient", scale=0.2)
    made = load(LayerRef(str(tmp_path / "more.gpkg")))
    image = made.tiles.image[made.tiles.origin == "synthetic"][0]
    assert results["tiles_made"] > 0
    with rasterio.open(image) as source:
        assert (source.count, source.dtypes[0]) == (bands, dtype)
        assert rasterio.enums.ColorInterp.alpha not in source.colorinterp


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(make, tmp_path):
    path = make()
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        go(path, tmp_path / f"{name}.gpkg", seed=seed, budget=30.0)
    first, same, other = (hashes(*run_folders(str(tmp_path / f"{name}.gpkg"))) for name in "abc")
    assert first == same
    assert first != other
    assert "contact.png" in first


@pytest.mark.slow
def test_nothing_is_taken_from_held_out_ground(make, tmp_path):
    """All held-out pixels of the image are of a value that no training pixel has; no synthetic tile may show it."""
    path = make(bands=1)
    dataset = load(LayerRef(path))
    with rasterio.open(tmp_path / "image.tif", "r+") as image:
        pixels = image.read()
        pixels = np.minimum(pixels, 200)
        for index in np.flatnonzero(dataset.tiles.split != "train"):
            pixels[(slice(None), *dataset.tiles.window(int(index)).slices)] = 255
        image.write(pixels)
    save(dataclasses.replace(dataset, files={}), path, final_path=path)  # the image is what it is meant to be now
    go(path, tmp_path / "more.gpkg", budget=200.0, blend="none", cut_objects=True)
    made = load(LayerRef(str(tmp_path / "more.gpkg")))
    held = shapely.union_all(dataset.tiles.footprint[dataset.tiles.split != "train"])
    assert (dataset.tiles.split != "train").any()
    for image in made.tiles.image[made.tiles.origin == "synthetic"]:
        with rasterio.open(image) as source:
            assert source.read().max() <= 200
    assert shapely.area(shapely.intersection(made.objects.outline, held)).max() < 1e-6


def test_objects_that_a_tile_cuts_are_completed_and_listed_once(make, tmp_path):
    labels = np.full((256, 256), FIELD, dtype=np.uint8)
    labels[60:70, 20:40] = BARN  # over the edge between two tiles
    labels[150:162, 150:170] = BARN
    labels[0:8, 100:110] = BARN  # cut by the image
    labels[200:, 200:] = WOOD
    path = make(labels=labels)
    dataset = load(LayerRef(path))
    tiles = dataclasses.replace(dataset.tiles, split=np.full(len(dataset.tiles), "train", dtype=object))
    whole = str(tmp_path / "whole.gpkg")
    save(dataset.with_tiles(tiles), whole, final_path=whole)
    go(whole, tmp_path / "more.gpkg", classes="class 3", ring=4)
    objects = load(LayerRef(str(tmp_path / "more.gpkg"))).objects
    assert sorted(zip(objects.area_px.tolist(), objects.cut.tolist(), strict=True)) == [
        (80, True), (200, False), (240, False),
    ]  # fmt: skip
    assert set(objects.form) == {"thing"}
    assert objects.used[objects.cut].tolist() == [0]
    assert shapely.area(objects.outline) == pytest.approx(objects.area_px)


def test_a_road_whose_corner_a_tile_cuts_is_no_block(make, tmp_path):
    """The stub in the second tile is short; what it belongs to is long all the same."""
    labels = np.full((128, 128), FIELD, dtype=np.uint8)
    labels[20:24, 0:72] = ROAD
    labels[90:94, 30:72] = ROAD
    labels[100:, 100:] = WOOD
    dataset = load(LayerRef(make(labels=labels)))
    whole = str(tmp_path / "whole.gpkg")
    tiles = dataclasses.replace(dataset.tiles, split=np.full(len(dataset.tiles), "train", dtype=object))
    save(dataset.with_tiles(tiles), whole, final_path=whole)
    go(whole, tmp_path / "more.gpkg", classes="class 4", min_area=16)
    objects = load(LayerRef(str(tmp_path / "more.gpkg"))).objects
    assert set(objects.form) == {"line"}
    assert sorted(objects.area_px.tolist()) == [136, 256]  # pieces in their tiles


@pytest.mark.slow
def test_unticked_and_deleted_objects_are_not_used_again(make, tmp_path):
    go(make(), tmp_path / "first.gpkg")
    first = load(LayerRef(str(tmp_path / "first.gpkg")))
    barns = np.flatnonzero(first.objects.value == BARN)
    deleted, unticked = barns[0], barns[1:-1]
    use = first.objects.use.copy()
    use[unticked] = False
    edited = dataclasses.replace(first.objects, use=use).take(np.arange(len(first.objects)) != deleted)
    save(
        dataclasses.replace(first, objects=edited),
        str(tmp_path / "edited.gpkg"),
        final_path=str(tmp_path / "edited.gpkg"),
    )
    go(str(tmp_path / "edited.gpkg"), tmp_path / "second.gpkg")
    second = load(LayerRef(str(tmp_path / "second.gpkg")))
    again = dict(zip(second.objects.object_id.tolist(), second.objects.used.tolist(), strict=True))
    assert int(first.objects.object_id[deleted]) not in again
    assert all(again[int(first.objects.object_id[i])] == 0 for i in unticked)
    assert again[int(first.objects.object_id[barns[-1]])] > 0
    ticks = dict(zip(second.objects.object_id.tolist(), second.objects.use.tolist(), strict=True))
    assert not any(ticks[int(first.objects.object_id[i])] for i in unticked)
    assert (second.tiles.origin == "synthetic").sum() == (first.tiles.origin == "synthetic").sum()


@pytest.mark.slow
def test_the_layer_pasted_shows_where_objects_were_set_on_the_ground(make, tmp_path):
    path, output = make(), tmp_path / "set.gpkg"
    results = go(path, output, budget=20)
    dataset = load(LayerRef(str(output)))
    pasted, tiles = dataset.pasted, dataset.tiles
    assert len(pasted) == results["objects_pasted"] > 0
    by_id = {int(tile_id): at for at, tile_id in enumerate(tiles.tile_id)}
    for value, tile_id, area, outline in zip(pasted.value, pasted.tile_id, pasted.area_px, pasted.outline, strict=True):
        at = by_id[int(tile_id)]
        assert tiles.origin[at] == "synthetic"
        assert shapely.covers(tiles.footprint[at].buffer(1e-6), outline)
        assert shapely.area(outline) == pytest.approx(area)  # pixels of 1 m
        with rasterio.open(tiles.label[at]) as label:
            inside = rasterio.features.geometry_mask([outline], label.shape, label.transform, invert=True)
            assert (label.read(1)[inside] == value).mean() > 0.5  # what was set later may lie over it
    per_tile = dict(zip(*np.unique(pasted.tile_id, return_counts=True), strict=True))
    assert {int(tile): int(n) for tile, n in per_tile.items()} == {
        int(tile): int(n) for tile, n in zip(tiles.tile_id, tiles.objects, strict=True) if n
    }
    assert set(pasted.source_tile.tolist()) <= set(tiles.tile_id.tolist())
    scored = tmp_path / "scored.gpkg"
    score.run(Score(dataset=LayerRef(str(output)), budget=10.0, output=str(scored)), silent())
    assert len(load(LayerRef(str(scored))).pasted) == len(pasted)


def test_scoring_carries_objects_and_synthetic_tiles_on(make, tmp_path):
    go(make(), tmp_path / "more.gpkg")
    score.run(
        Score(dataset=LayerRef(str(tmp_path / "more.gpkg")), output=str(tmp_path / "out" / "balanced.gpkg")), silent()
    )
    more, balanced = (
        load(LayerRef(str(tmp_path / "more.gpkg"))),
        load(LayerRef(str(tmp_path / "out" / "balanced.gpkg"))),
    )
    assert balanced.objects.keys() == more.objects.keys()
    assert balanced.objects.use.all()
    assert balanced.tiles.image.tolist() == more.tiles.image.tolist()
    assert balanced.tiles.parent.tolist() == more.tiles.parent.tolist()


@pytest.mark.slow
def test_context_layers_on_another_grid_and_crs(make, scene, tmp_path):
    """Barns stand on flat ground only; two thirds of the fields are steep."""
    labels = np.full((256, 256), FIELD, dtype=np.uint8)
    for row in range(10, 250, 24):
        labels[row : row + 8, 20:30] = BARN
        labels[row : row + 8, 50:58] = BARN
    slope = np.full((64, 64), 40.0, dtype="float32")
    slope[:, :20] = 3.0
    layer = scene.raster("slope.tif", slope, pixel=4.0)
    path = make(labels=labels)
    go(path, tmp_path / "free.gpkg", classes="3", budget=100.0)
    go(path, tmp_path / "held.gpkg", classes="3", budget=100.0, context_layers=(layer,))

    def west(name):
        made = load(LayerRef(str(tmp_path / name)))
        synthetic = made.tiles.take(made.tiles.origin == "synthetic")
        columns = []
        for image in synthetic.image:
            with rasterio.open(image) as source:
                left = source.bounds.left - 500_000.0
                columns += [left + entry["column"] for entry in json.loads(source.tags()["DIAO_OBJECTS"])]
        return np.array(columns)

    assert west("free.gpkg").max() > 90
    assert len(west("held.gpkg")) > 3
    assert west("held.gpkg").max() < 80


def test_objects_at_the_edge_of_the_image_alone_name_the_switch(make, tmp_path):
    labels = np.full((256, 256), FIELD, dtype=np.uint8)
    for column in range(4, 250, 16):
        labels[0:10, column : column + 8] = labels[246:256, column : column + 8] = BARN
    path = make(labels=labels)
    edit(path, "UPDATE classes SET form = 'thing' WHERE value = 3")
    with refused("only_cut_objects"):
        go(path, tmp_path / "more.gpkg", classes="3", budget=100.0)


@pytest.mark.slow
def test_what_no_earlier_run_looked_at_is_not_taken_for_deleted(make, tmp_path):
    first, second, third, fresh = (tmp_path / f"{name}.gpkg" for name in ("first", "second", "third", "fresh"))
    go(make(), first, classes="3", min_area=90, budget=10.0)
    assert set(objects_of(first).value) == {BARN}
    assert objects_of(first).area_px.min() >= 90
    go(str(first), second, classes="3,7", budget=10.0)
    go(make(), fresh, classes="3,7", budget=10.0)
    assert sorted(objects_of(second).keys()) == sorted(objects_of(fresh).keys())
    assert objects_of(second).area_px.min() < 90
    edit(second, "DELETE FROM objects WHERE value = 7")  # what such a run has found can be deleted like any other
    go(str(second), third, classes="3", budget=10.0)
    with refused("no_object"):
        go(str(third), tmp_path / "fourth.gpkg", classes="7", budget=10.0)


@pytest.mark.slow
@pytest.mark.parametrize(("split", "repeats"), [("val", 1), ("train", 0)])
def test_objects_of_tiles_that_came_into_training_later_are_new(make, tmp_path, split, repeats):
    path, first, second, fresh = make(), *(tmp_path / f"{name}.gpkg" for name in ("first", "second", "fresh"))
    go(path, fresh, classes="3", budget=10.0)
    late = int(objects_of(fresh).tile_id[0])
    with_tile(path, late, split, repeats)
    go(path, first, classes="3", budget=10.0)
    assert late not in objects_of(first).tile_id
    deleted = objects_of(first).take(np.array([0]))
    with_tile(first, late, "train", 1)
    edit(first, f"DELETE FROM objects WHERE object_id = {deleted.object_id[0]}")
    go(str(first), second, classes="3", budget=10.0)
    assert set(objects_of(second).keys()) == set(objects_of(fresh).keys()) - set(deleted.keys())


def test_tiles_are_noted_in_few_words_and_an_edited_note_is_none():
    assert ranges(np.array([7, 0, 1, 3, 2])) == "0-3,7"
    for ids in ([5], [0, 2, 4], list(range(1000)), [3, 10**12]):
        assert ids_of(ranges(np.array(ids))) == frozenset(ids)
    for text in ("", "many", "3-1", "0-99999999999", "1,,2"):
        assert ids_of(text) is None


@pytest.mark.slow
def test_another_form_collects_the_objects_of_a_class_anew(make, tmp_path):
    labels = np.full((SIZE, SIZE), FIELD, dtype=np.uint8)
    for row, column in np.ndindex(7, 7):  # some of these barns lie on two tiles
        labels[8 + 50 * row : 32 + 50 * row, 8 + 50 * column : 32 + 50 * column] = BARN
    path = make(labels=labels)
    first, second, fresh = (tmp_path / f"{name}.gpkg" for name in ("first", "second", "fresh"))
    edit(path, "UPDATE classes SET form = 'thing' WHERE value = 3")
    go(path, first, classes="3", budget=10.0)
    for file in (path, first):
        edit(file, "UPDATE classes SET form = 'area' WHERE value = 3")
    said = warnings_of(str(first), second, classes="3", budget=10.0)
    assert (said["form_changed"]["form"], said["form_changed"]["earlier"]) == ("area", "thing")
    go(path, fresh, classes="3", budget=10.0)
    barns, expected = (objects_of(file).take(objects_of(file).value == BARN) for file in (second, fresh))
    assert set(barns.form) == {"area"}
    assert sorted(barns.keys()) == sorted(expected.keys())


def test_classes_that_have_their_share_are_named_as_the_reason(make, tmp_path):
    said = warnings_of(make(), tmp_path / "more.gpkg", classes="1")
    assert set(said) == {"shares_reached"}


def test_a_class_without_an_object_or_without_ground_that_may_be_covered_says_so(make, tmp_path):
    labels = landscape()
    labels[labels == WATER] = WOOD
    labels[40:42, 200:206] = 6  # too small
    labels[196:250, 262:314] = WATER
    labels[215:231, 279:295] = 5  # an island: what it stands on is scarce
    dataset, path = load(LayerRef(make(labels=labels))), str(tmp_path / "whole.gpkg")
    tiles = dataclasses.replace(dataset.tiles, split=np.full(len(dataset.tiles), "train", dtype=object))
    save(dataset.with_tiles(tiles), path, final_path=path)
    said = warnings_of(path, tmp_path / "more.gpkg", classes="3,5,6", budget=20.0)
    assert said["short_of_objects"]["name"] == "class 6"
    assert said["short_of_ground"]["name"] == "class 5"


def test_ground_that_is_wide_enough_nowhere_is_the_reason(make, tmp_path):
    """More tiles would be no way out."""
    labels = np.full((SIZE, SIZE), FIELD, dtype=np.uint8)
    for row, column in np.ndindex(48, 48):
        labels[8 * row + 1 : 8 * row + 6, 8 * column + 1 : 8 * column + 6] = BARN
    path = make(labels=labels)
    edit(path, "UPDATE classes SET form = 'thing' WHERE value = 3")
    said = warnings_of(path, tmp_path / "more.gpkg", classes="3", min_area=20, target="uniform")
    assert said["short_of_open_ground"]["hosts"] == ["class 1"]
    assert "short_of_budget" not in said


def test_a_list_of_classes_that_names_none_is_empty(make, tmp_path):
    path, output = make(), tmp_path / "more.gpkg"
    go(path, output, classes=" , ", budget=10.0)
    assert set(objects_of(output).value) == {BARN, ROAD, WATER}


def test_a_target_that_cannot_be_is_refused_before_any_work(make, tmp_path, monkeypatch):
    path = make()
    edit(path, "UPDATE classes SET target = 0 WHERE value = 7")
    monkeypatch.setattr(synthesize, "_collect", lambda *_: pytest.fail("objects are collected"))
    with refused("target_of_zero", names=["class 7"]):
        go(path, tmp_path / "more.gpkg", target="custom")


def test_a_context_layer_elsewhere_is_named(make, scene, tmp_path):
    layer = scene.raster("far.tif", np.ones((8, 8), dtype="float32"), left=600_000.0)
    with refused("context_elsewhere"):
        go(make(), tmp_path / "held.gpkg", budget=100.0, context_layers=(layer,))


def test_a_context_layer_without_a_value_says_that_it_has_no_say(make, scene, tmp_path):
    layers = [np.full((SIZE, SIZE), value, dtype="float32") for value in (np.nan, 3.0)]
    empty, flat = (scene.raster(f"{n}.tif", layer, nodata=np.nan) for n, layer in enumerate(layers))
    said = warnings_of(make(), tmp_path / "more.gpkg", budget=10.0, context_layers=(empty, flat))
    assert said["context_without_values"]["path"] == empty


def test_enough_balance_stops_the_loop(make, tmp_path):
    told = []
    job = Synthesize(dataset=LayerRef(make()), output=str(tmp_path / "more.gpkg"), target_imbalance=100.0)
    assert synthesize.run(job, ProgressReporter(told.append))["tiles_made"] == 0
    (warning,) = (str(event.text) for event in told if isinstance(event, events.Message) and event.level == "warning")
    assert "balanced as asked already" in warning
    assert load(LayerRef(str(tmp_path / "more.gpkg"))).objects.used.sum() == 0


@pytest.mark.slow
def test_a_picture_of_earlier_tiles_goes_with_them(make, tmp_path):
    path, output = make(), tmp_path / "more.gpkg"
    go(path, output)
    assert Path(contact_sheet(str(output))).exists()
    go(path, output, target_imbalance=5.0)
    assert contact_sheet(str(output)) == ""
    assert run_folders(str(output)) == []


def test_a_cancelled_run_leaves_nothing(make, tmp_path):
    cancelled_as_tiles_are_made(make(), tmp_path)


def cancelled_as_tiles_are_made(path, tmp_path):
    cancel = tmp_path / "cancel"

    def listen(event):
        if isinstance(event, events.Progress) and str(event.stage) == "Making tiles":
            cancel.touch()

    with pytest.raises(JobCancelled):
        synthesize.run(
            Synthesize(dataset=LayerRef(path), output=str(tmp_path / "out" / "more.gpkg")),
            ProgressReporter(listen, str(cancel)),
        )
    assert not (tmp_path / "out").exists()


def everything_made(output):
    """Pixels of all synthetic tiles, what their files say, and the rows of all layers but for paths."""
    made = load(LayerRef(str(output)))
    synthetic = made.tiles.take(made.tiles.origin == "synthetic")
    files = []
    for path in (*synthetic.image, *synthetic.label):
        with rasterio.open(path) as source:
            files.append((source.read().tobytes(), source.tags(), source.meta["transform"]))
    rows = [
        [
            getattr(part, field.name).tolist()
            for field in dataclasses.fields(part)
            if field.name not in ("image", "label")
        ]
        for part in (synthetic, made.objects, made.pasted)
    ]
    return files, rows, Path(contact_sheet(str(output))).read_bytes()


@pytest.mark.slow
def test_the_number_of_processes_changes_nothing(make, scene, tmp_path, monkeypatch):
    """Things that several tiles show are completed by each of them; the first in order counts, whoever meets it."""
    path, layer = make(), scene.raster("layer.tif", np.arange(SIZE**2, dtype="float32").reshape(SIZE, SIZE))
    monkeypatch.setattr(synthesize, "_WORTH_PROCESSES", 1)
    made = []
    for count in (1, 2, 3):
        monkeypatch.setattr(synthesize, "processes_here", lambda count=count: count)
        output = tmp_path / f"{count}.gpkg"
        go(path, output, budget=100.0, context_layers=(layer,))
        made.append(everything_made(output))
    assert len(made[0][0]) > 40
    assert made[0] == made[1] == made[2]


@pytest.mark.slow
def test_a_cancelled_run_in_processes_leaves_nothing(make, tmp_path, monkeypatch):
    monkeypatch.setattr(synthesize, "_WORTH_PROCESSES", 1)
    monkeypatch.setattr(synthesize, "processes_here", lambda: 2)
    cancelled_as_tiles_are_made(make(), tmp_path)


@pytest.mark.real
def test_choosing_places_hardly_costs_balance(tmp_path):
    """On real imagery the loop ends as near to its target, within 5 %, as with as many tiles when objects may stand anywhere."""
    base = str(tmp_path / "naip_ohio.gpkg")
    importdataset.run(ImportDataset(folder=str(DATA / "naip_ohio"), output=base), silent())
    some = LayerRef(base, ids=drawn(base, 40, 1))
    output = str(tmp_path / "made.gpkg")
    chosen = synthesize.run(Synthesize(dataset=some, output=output), silent())
    with any_ground():
        anywhere = synthesize.run(Synthesize(dataset=some, output=output, plausibility=0.0), silent())
    assert chosen["tiles_made"] == anywhere["tiles_made"] == 40
    assert chosen["imbalance_after"] <= 1.05 * anywhere["imbalance_after"]
    assert chosen["collisions"] == 0
    assert chosen["imbalance_uniform_after"] != anywhere["imbalance_uniform_after"]


@pytest.mark.slow
def test_a_class_that_has_its_share_is_pasted_no_more(make, tmp_path):
    path, output = make(), tmp_path / "out.gpkg"
    train = load(LayerRef(path)).train()
    told = []
    job = Synthesize(
        dataset=LayerRef(path), output=str(output), classes=f"class {BARN}, class {WATER}", budget=2000.0, temper=0.7
    )
    results = synthesize.run(job, ProgressReporter(told.append))
    assert 0 < results["tiles_made"] < 20 * len(train)
    assert not [event for event in told if isinstance(event, events.Message) and event.level == "warning"]
    made = load(LayerRef(str(output)))
    pasted = [made.scheme.values.index(value) for value in (BARN, WATER)]
    total = made.train().total()
    wanted = imbalance.lifted(train.total(), 0.7)
    # A round of tiles may go beyond the target by a little.
    assert total[pasted] / total.sum() == pytest.approx(wanted[pasted], rel=0.15)


def test_the_target_of_the_class_table_is_respected(make, tmp_path):
    """Barns, which the table wants no more of, are not pasted; ponds are."""
    path = make()
    dataset = load(LayerRef(path))
    asked = tuple(
        dataclasses.replace(entry, target=0.001 if entry.value == BARN else 0.2) for entry in dataset.scheme.classes
    )
    own, output = str(tmp_path / "own.gpkg"), tmp_path / "more.gpkg"
    save(dataclasses.replace(dataset, scheme=dataclasses.replace(dataset.scheme, classes=asked)), own, final_path=own)
    go(own, output, target="custom", budget=50.0)
    bank = load(LayerRef(str(output))).objects
    assert bank.used[bank.value == BARN].tolist() == [0] * int((bank.value == BARN).sum())
    assert bank.used[bank.value == WATER].sum() > 0
    assert (bank.value == BARN).any()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"classes": "palace"}, "no class 'palace'"),
        ({"min_area": 5000, "max_area": 6000}, "no object"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(make, tmp_path, values, words):
    with pytest.raises(BadInput, match=words):
        go(make(), tmp_path / "out" / "more.gpkg", **values)
    assert list((tmp_path / "out").glob("*")) == []


def test_images_without_a_place_work_too(make, tmp_path):
    results = go(make(crs=None), tmp_path / "more.gpkg", budget=20.0)
    assert results["tiles_made"] > 0


def test_the_layer_objects_opens_as_polygons_with_a_tick(make, tmp_path):
    go(make(), tmp_path / "more.gpkg")
    info = pyogrio.read_info(tmp_path / "more.gpkg", layer="objects")
    assert info["geometry_type"] == "Polygon"
    kinds = dict(zip(info["fields"], info["dtypes"], strict=True))
    assert kinds["use"] == "bool"
    assert re.fullmatch(r"int\d+", kinds["object_id"])
