# SPDX-License-Identifier: GPL-2.0-or-later
"""A map updated in parts is that of one process: the map and its record to the bit, changes and polygons feature for feature."""

from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio

from diao_engine.jobs import Update
from diao_engine.jobs.outputs import record_file
from diao_engine.jobs.shards import COG, VRT, Merge, Shard
from diao_engine.protocol import worker
from diao_engine.protocol.progress import silent
from diao_engine.run.parts import Parts
from tests.engine.networks import save
from tests.engine.same_map import CARD, neighbourly
from tests.refused import refused

LEFT, TOP = 500_000.0, 5_000_000.0
TABLES = ("changes", "transitions", "minority")
NAMES = {"CLASS_5": "forest", "CLASS_2": "peat", "CLASS_9": "water"}


def ground(seed, height, width):
    rows, columns = np.mgrid[0:height, 0:width]
    waves = [110 + 60 * np.sin(rows / (9 + seed + 4 * b)) * np.cos(columns / (13 + seed - 3 * b)) for b in range(3)]
    noise = np.random.default_rng(seed).normal(0, 15, (3, height, width))
    pixels = np.clip(np.array(waves) + noise, 1, 250).astype("uint8")
    pixels[:, 30:80, 100:150] = 0
    return pixels


@pytest.fixture
def job(tmp_path, scene):
    """A map of three images: a large one, one that reaches over its edge and is newer, and a small one inside of both."""
    images = (
        scene.raster("a_20240101.tif", ground(0, 560, 640), nodata=0),
        scene.raster("b_20240301.tif", ground(1, 400, 300), left=LEFT + 300, top=TOP - 200, nodata=0),
        scene.raster("c_20240201.tif", ground(2, 90, 160), left=LEFT + 320, top=TOP - 240, nodata=0),
    )
    model = save(neighbourly(), tmp_path / "model.onnx", card=CARD)

    def make(folder, **values):
        outputs = {name: str(tmp_path / folder / f"{name}.gpkg") for name in TABLES}
        outputs["output"] = str(tmp_path / folder / "map.tif")
        chosen = {"images": images, "model": model, "batch_size": 3, "least_confidence": 0.6, "min_area": 3.0}
        return Update(**{**chosen, **outputs, **values})

    return make


def in_parts(job, count, merge=None):
    for index in range(count, 0, -1):
        worker.run(job, silent(), Shard(index, count))
    return worker.run(job, silent(), merge or Merge())


def content(job):
    """The map with its record and sidecar as bytes, and all features in order, but for the paths in the tables."""
    files = [Path(path).read_bytes() for path in (job.output, record_file(job.output), f"{job.output}.aux.xml")]
    tables = []
    for name in TABLES:
        meta, ids, geometry, columns = pyogrio.raw.read(getattr(job, name), return_fids=True)
        shapes = None if geometry is None else geometry.tolist()
        tables.append(repr((meta["fields"].tolist(), ids.tolist(), shapes, [column.tolist() for column in columns])))
    return files, tables


@pytest.fixture
def old(scene):
    classes = np.random.default_rng(5).choice(np.array([2, 5, 9], dtype="uint8"), (8, 9))
    return scene.raster("old.tif", np.kron(classes, np.ones((80, 70), dtype="uint8")), tags=NAMES)


@pytest.mark.parametrize("count", [2, 5, 31], ids=["halves", "odd", "more parts than blocks"])
def test_parts_give_what_one_process_gives(job, old, count):
    whole, shared = job("whole", map=old), job("shared", map=old)
    expected, found = worker.run(whole, silent()), in_parts(shared, count)
    assert content(whole) == content(shared)
    assert [found[name] for name in expected if name not in (*TABLES, "output")] == [
        expected[name] for name in expected if name not in (*TABLES, "output")
    ]
    assert found.keys() == expected.keys()
    assert expected["change_count"] > 10
    assert not any("parts" in path.name for path in Path(shared.output).parent.iterdir())


def test_a_cloud_optimised_map_has_the_same_pixels(job, old, tmp_path):
    whole, shared = job("whole", map=old), job("shared", map=old)
    expected, found = worker.run(whole, silent()), in_parts(shared, 3, Merge(COG))
    assert found.keys() == expected.keys()
    (_, *others), tables = content(whole)
    assert content(shared) == ([Path(shared.output).read_bytes(), *others], tables)
    with rasterio.open(whole.output) as one, rasterio.open(shared.output) as other:
        assert other.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert other.overviews(1)
        assert (one.read() == other.read()).all()
        assert (one.nodata, one.tags(), one.tags(1)) == (other.nodata, other.tags(), other.tags(1))
        assert one.colormap(1) == other.colormap(1)
    assert len(list(Path(shared.output).parent.iterdir())) == len(list(Path(whole.output).parent.iterdir()))


def test_a_map_that_is_worked_out_cannot_stay_in_parts(job):
    with refused("no_vrt_of_job", job="update", names="segment"):
        worker.run(job("shared"), silent(), Merge(VRT))


def test_a_new_map_and_what_follows_on_it(job, scene):
    """The second update goes on with the record of the first, whose parts are known by it."""
    whole, shared = job("whole"), job("shared")
    worker.run(whole, silent())
    in_parts(shared, 4)
    assert content(whole) == content(shared)
    images = (scene.raster("d_20240401.tif", ground(4, 300, 500), left=LEFT - 120, top=TOP + 90, nodata=0),)
    next_whole, next_shared = (
        job(f"next_{name}", map=earlier.output, images=images) for name, earlier in (("w", whole), ("s", shared))
    )
    worker.run(next_whole, silent())
    in_parts(next_shared, 3)
    assert content(next_whole) == content(next_shared)
    key = Parts.of(next_shared).key
    Path(record_file(shared.output)).unlink()
    assert Parts.of(next_shared).key != key


def test_a_map_without_a_class_of_the_model_is_refused_by_the_first_part(job, scene):
    strange = scene.raster("old.tif", np.full((560, 640), 1, "uint8"), tags={"CLASS_1": "snow"})
    with refused("map_of_other_classes"):
        worker.run(job("shared", map=strange), silent(), Shard(1, 2))
