# SPDX-License-Identifier: GPL-2.0-or-later
"""A folder imported in parts gives what one process gives: tiles, classes, splits, and the pixels of rewritten masks."""

import os
from pathlib import Path

import numpy as np
import pytest

from diao_engine.jobs import ImportDataset, LayerRef
from diao_engine.jobs import outputs as names
from diao_engine.jobs.shards import Merge, Shard
from diao_engine.protocol import worker
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.run.parts import Parts
from tests.engine.run.test_dataset_parts import content
from tests.refused import refused

LEFT = 500_000.0
TABLE = "value,name,color\n1,bog,#ff0000\n2,wood,#00ff00\n3,lake,#0000ff\n"
COLORS = np.array([(9, 9, 9), (255, 0, 0), (0, 255, 0), (0, 0, 255), (250, 3, 0)], dtype="uint8")


def values_of(number, side=70):
    return np.random.default_rng(number).integers(0, 5, (side, side)).astype("uint8")


def colours(scene):
    """Pictures without a place, masks of colours: some near to those of the table, some of none."""
    (scene.folder / "classes.csv").write_text(TABLE)
    for number in range(7):
        scene.image(f"images/{number}.png", (3, 70 + number, 70), crs=None)
        classes = np.maximum(np.kron(values_of(number, 10), np.ones((8, 7), dtype=int))[: 70 + number], 1)
        scene.raster(f"masks/{number}.png", np.moveaxis(COLORS[classes], -1, 0), crs=None)


def values(scene):
    """Class rasters: nodata as the first mask has it and otherwise, other types, and names that begin to be told in the middle."""
    for number in range(6):
        scene.image(f"images/{number}.tif", left=LEFT + 100 * number, nodata=0 if number == 4 else None)
        mask = values_of(number, 64)
        more = {"nodata": 0} if number in (0, 3) else {}
        if number == 2:
            more["colors"] = {1: (255, 0, 0, 255), 2: (0, 0, 255, 255)}
        if number == 5:
            more["tags"] = {"CLASS_3": "pond"}
        mask = mask.astype("float32") if number == 1 else mask
        scene.raster(f"masks/{number}.tif", mask, left=LEFT + 100 * number, **more)


def places(scene):
    """One file of each pair has the place, and folders say the split; two images have one name."""
    for number, split in enumerate(("train", "val", "train", "val")):
        with_place, without = {"left": LEFT + 100 * number}, {"crs": None}
        name = f"{split}/{{}}/{number // 2}.{{}}"
        of_image, of_mask = (with_place, without) if number % 2 else (without, with_place)
        scene.image(name.format("images", "tif"), **of_image)
        scene.raster(name.format("masks", "tif"), values_of(number, 64).astype("int16"), **of_mask)


def outlines(scene):
    """Masks that are drawn."""
    for number in range(4):
        scene.image(f"images/{number}.png", (3, 64, 64), crs=None)
        path = scene.folder / "labels" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{number % 2} 0.1 0.1 0.{3 + number} 0.1 0.5 0.8\n")


@pytest.fixture
def job(scene, tmp_path):
    def make(name, **chosen):
        output = str(tmp_path / name / "set.gpkg")
        chosen = {"tile_size": 32, "min_labelled": 0.0, "val_fraction": 0.3, "color_tolerance": 20.0, **chosen}
        return ImportDataset(**{"folder": str(scene.folder), "output": output, **chosen})

    return make


def in_parts(job, count):
    for index in range(count, 0, -1):
        worker.run(job, silent(), Shard(index, count))
    events = []
    return worker.run(job, ProgressReporter(events.append), Merge()), said(events)


def said(events):
    return [(event.level, event.text) for event in events if type(event).__name__ == "Message"]


@pytest.mark.parametrize("count", [2, 3, 11], ids=["halves", "odd", "more parts than pairs"])
@pytest.mark.parametrize("folder", [colours, values, places, outlines])
def test_parts_give_what_one_process_gives(scene, job, folder, count):
    folder(scene)
    events = []
    whole, shared = job("whole"), job("shared")
    expected = worker.run(whole, ProgressReporter(events.append))
    found, told = in_parts(shared, count)
    assert content(whole) == content(shared)
    assert {**found, "output": ""} == {**expected, "output": ""}
    assert told == said(events)
    labels = [sorted(path.name for path in Path(made.output).parent.glob("*_labels_*/*")) for made in (whole, shared)]
    assert labels[0] == labels[1]
    assert not any("parts" in path.name for path in Path(shared.output).parent.iterdir())


def test_palettes_of_two_parts_that_differ_are_refused(scene, job):
    for number, color in enumerate(((255, 0, 0, 255), (0, 0, 255, 255))):
        scene.image(f"images/{number}.png", (3, 64, 64), crs=None)
        scene.raster(f"masks/{number}.png", np.ones((64, 64), "uint8"), crs=None, colors={1: color})
    with refused("palettes_differ"):
        in_parts(job("shared"), 2)


def test_a_changed_folder_is_another_job(scene, job, tmp_path):
    """Also where the results lie in the folder itself, and whatever hidden files are in it."""
    values(scene)
    shared = job("shared", output=str(scene.folder / "set.gpkg"))
    key = Parts.of(shared).key
    worker.run(shared, silent(), Shard(1, 2))
    (scene.folder / ".hidden").write_text("x")
    assert Parts.of(shared).key == key
    os.symlink(scene.folder, scene.folder / "images" / "back")
    assert Parts.of(shared).key == key
    mask = scene.folder / "masks" / "0.tif"
    status = mask.stat()
    os.utime(mask, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000))
    assert Parts.of(shared).key != key
    os.utime(mask, ns=(status.st_atime_ns, status.st_mtime_ns))
    worker.run(shared, silent(), Shard(2, 2))
    assert worker.run(shared, silent(), Merge())["tile_count"] > 0
    assert not names.receipts(Parts.of(shared).folder)


def test_a_folder_that_has_grown_is_added_in_parts(scene, job):
    """The first images are in the dataset already, and the first mask of the others says what is no class."""
    values(scene)
    away = [(path, path.with_suffix(".away")) for path in sorted(scene.folder.glob("*/[2-5].tif"))]
    for path, hidden in away:
        path.rename(hidden)
    first = job("first")
    worker.run(first, silent())
    for path, hidden in away:
        hidden.rename(path)
    whole, shared = (job(name, append_to=LayerRef(first.output)) for name in ("whole", "shared"))
    worker.run(whole, silent())
    in_parts(shared, 3)
    assert content(whole) == content(shared)
