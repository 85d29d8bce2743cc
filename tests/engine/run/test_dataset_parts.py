# SPDX-License-Identifier: GPL-2.0-or-later
"""A dataset made in parts is that of one process: tiles, splits, counts and the pixels of its labels."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import rasterio

from diao_engine.jobs import CreateDataset, Extent, LayerRef
from diao_engine.jobs.shards import Merge, Shard
from diao_engine.protocol import worker
from diao_engine.protocol.progress import silent
from tests.refused import refused

LEFT, TOP = 500_000.0, 5_000_000.0
BOXES = [(0, 0, 400, 300), (210, 180, 650, 620), (600, 20, 900, 400), (30, 500, 300, 790), (950, 100, 1250, 260)]


@pytest.fixture
def job(tmp_path, scene):
    """Two images of different bands' order in values and a hole, with polygons that overlap, and class rasters for them."""
    rng = np.random.default_rng(1)
    pixels = rng.integers(1, 250, (3, 800, 700)).astype("uint8")
    pixels[:, 300:420, 100:500] = 0
    images = (
        scene.raster("west.tif", pixels, nodata=0),
        scene.raster("east.tif", rng.integers(1, 250, (3, 300, 420)).astype("uint8"), left=LEFT + 850, nodata=0),
    )
    polygons = scene.polygons("labels.gpkg", BOXES, values=["peat", "forest", "water", "peat", "forest"])

    def make(name, **values):
        output = str(tmp_path / name / "set.gpkg")
        chosen = {
            "images": images,
            "labels": (polygons,),
            "class_field": "class",
            "tile_size": 64,
            "test_fraction": 0.1,
        }
        return CreateDataset(**{**chosen, "output": output, **values})

    return make


def in_parts(job, count):
    for index in range(count, 0, -1):
        worker.run(job, silent(), Shard(index, count))
    return worker.run(job, silent(), Merge())


def content(job):
    """All tables as they are, with the paths of label rasters read into their pixels."""
    folder = Path(job.output).parent
    with closing(sqlite3.connect(job.output)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM pragma_table_info('tiles') ORDER BY cid")]
        tiles = [
            dict(zip(names, row, strict=True)) for row in connection.execute("SELECT * FROM tiles ORDER BY tile_id")
        ]
        classes = connection.execute("SELECT * FROM classes ORDER BY value").fetchall()
    pixels = {}
    for tile in tiles:
        path = tile.pop("label")
        with rasterio.open(folder / path) as source:
            pixels.setdefault(
                Path(path).name, (source.read().tobytes(), source.profile["dtype"], source.nodata, source.tags(1))
            )
        tile["label"] = Path(path).name
        tile["image"] = Path(tile["image"]).name
    return tiles, classes, pixels


CASES = {
    "halves": (2, {}),
    "odd": (5, {}),
    "more parts than rows": (31, {}),
    "overlap": (3, {"overlap": 24}),
    "extent": (4, {"extent": Extent(LEFT + 37, LEFT + 611, TOP - 755, TOP - 101)}),
    "background": (3, {"background": "other"}),
    "nodata of the user": (2, {"nodata": 7.0}),
    "nearly empty tiles": (3, {"min_labelled": 0.5, "split_by": "image"}),
}


@pytest.mark.parametrize(("count", "values"), CASES.values(), ids=CASES)
def test_parts_give_what_one_process_gives(job, count, values):
    whole, shared = job("whole", **values), job("shared", **values)
    expected, found = worker.run(whole, silent()), in_parts(shared, count)
    assert content(whole) == content(shared)
    assert {**found, "output": ""} == {**expected, "output": ""}
    assert not any("parts" in path.name for path in Path(shared.output).parent.iterdir())


def test_class_rasters_on_the_same_grid_are_counted_where_they_are(job, scene, tmp_path):
    labels = scene.raster("classes.tif", np.random.default_rng(2).integers(0, 4, (800, 700)).astype("uint8"))
    values = {"images": (str(tmp_path / "west.tif"),), "labels": (LayerRef(labels),), "class_field": None}
    whole, shared = job("whole", **values), job("shared", **values)
    worker.run(whole, silent())
    in_parts(shared, 3)
    assert content(whole) == content(shared)


def test_an_area_is_kept_across_parts(job, scene):
    area = scene.polygons("area.gpkg", [(90, 210, 530, 560)], values=[1])
    whole, shared = job("whole", area=area), job("shared", area=area)
    worker.run(whole, silent())
    in_parts(shared, 4)
    assert content(whole) == content(shared)


def test_a_part_without_a_tile_is_no_failure_and_all_of_them_are(job):
    shared = job("shared", min_labelled=1.0, tile_size=700)
    for index in (1, 2, 3):
        worker.run(shared, silent(), Shard(index, 3))
    with refused("no_tile_full_enough"):
        worker.run(shared, silent(), Merge())
