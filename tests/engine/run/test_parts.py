# SPDX-License-Identifier: GPL-2.0-or-later
"""A job in parts gives what one process gives: rasters bit for bit, polygons feature for feature."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
from onnx import TensorProto, helper, numpy_helper

from diao_engine.jobs import Extent, Segment
from diao_engine.jobs import outputs as names
from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.jobs.shards import Merge, Shard
from diao_engine.model.card import ModelCard, Normalisation
from diao_engine.protocol import worker
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.run.parts import Parts
from tests.engine.networks import save
from tests.refused import refused

LEFT, TOP = 500_000.0, 5_000_000.0
CARD = ModelCard(
    classes=(
        ClassInfo(5, "forest", "#00aa00"),
        ClassInfo(2, "peat", "#aa5500", True),
        ClassInfo(9, "water", "#0000ff", True),
    ),
    bands=("a", "b", "c"),
    dtype="uint8",
    normalisation=Normalisation((0.0,) * 3, (255.0,) * 3, (110.0,) * 3, (50.0,) * 3),
    pixel_size=1.0,
    pixel_unit="metre",
    tile_size=64,
    overlap=24,
    prior_natural=(0.8, 0.15, 0.05),
    prior_train=(0.4, 0.3, 0.3),
)
ROOT = Path(__file__).resolve().parents[3]
RASTERS = ("output", "confidence", "probabilities")


def neighbourly():
    """A network of two convolutions, the first with a field of 9 pixels: a window shows in all pixels around its edge."""
    rng = np.random.default_rng(3)
    first = numpy_helper.from_array(rng.normal(0, 0.2, (8, 3, 9, 9)).astype("float32"), "first")
    second = numpy_helper.from_array(rng.normal(0, 1, (3, 8, 3, 3)).astype("float32"), "second")
    nodes = [
        helper.make_node("Conv", ["image", "first"], ["hidden"], pads=[4] * 4),
        helper.make_node("Relu", ["hidden"], ["active"]),
        helper.make_node("Conv", ["active", "second"], ["scores"], pads=[1] * 4),
    ]
    graph = helper.make_graph(
        nodes, "neighbourly",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["n", 3, "h", "w"])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["n", 3, "h", "w"])],
        [first, second],
    )  # fmt: skip
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


@pytest.fixture
def ground(scene):
    """700 x 830 pixels with structures of some ten pixels, and a hole without data."""
    rng = np.random.default_rng(0)
    rows, columns = np.mgrid[0:700, 0:830]
    waves = [110 + 60 * np.sin(rows / (9 + 4 * band)) * np.cos(columns / (13 - 3 * band)) for band in range(3)]
    pixels = np.clip(np.array(waves) + rng.normal(0, 15, (3, 700, 830)), 1, 250).astype("uint8")
    pixels[:, 230:330, 400:600] = 0
    return scene.raster("ground.tif", pixels, nodata=0)


@pytest.fixture
def job(tmp_path, ground):
    """A job that maps the ground with all outputs, into a folder."""
    model = save(neighbourly(), tmp_path / "model.onnx", card=CARD)

    def make(folder, **values):
        outputs = {name: str(tmp_path / folder / f"{name}.tif") for name in RASTERS}
        outputs["minority"] = str(tmp_path / folder / "minority.gpkg")
        return Segment(**{"input": ground, "model": model, "batch_size": 3, **outputs, **values})

    return make


def in_parts(job, count, merge=None):
    """Do all parts, in an order that no scheduler would take, and merge them."""
    for index in sorted(range(1, count + 1), key=lambda index: (index * 7) % (count + 1)):
        worker.run(job, silent(), Shard(index, count))
    return worker.run(job, silent(), merge or Merge())


def rasters(job):
    """Everything that a reader sees of the rasters that were made."""
    seen = {}
    for name in RASTERS:
        path = getattr(job, name)
        if path is None:
            continue
        with rasterio.open(path) as source:
            colors = source.colormap(1) if name == "output" else None
            profile = {key: value for key, value in source.profile.items() if key != "driver"}
            described = (source.tags(), [source.tags(band) for band in source.indexes], source.descriptions, colors)
            seen[name] = (source.read().tobytes(), profile, described)
    return seen


def polygons(job):
    """All features, in order, with every column."""
    _, ids, geometry, columns = pyogrio.raw.read(job.minority, return_fids=True)
    return ids.tolist(), geometry.tolist(), [column.tolist() for column in columns]


def assert_same(one, other):
    assert rasters(one) == rasters(other)
    sidecars = [Path(job.output + ".aux.xml").read_text() for job in (one, other)]
    assert sidecars[0] == sidecars[1]
    if one.minority:
        found = repr(polygons(one)), repr(polygons(other))
        assert found[0] == found[1]


CASES = {
    "halves": (2, {}),
    "odd": (5, {}),
    "more parts than blocks": (17, {}),
    "off the blocks": (3, {"extent": Extent(LEFT + 101, LEFT + 777, TOP - 655, TOP - 37)}),
    "another pixel size": (4, {"model_pixel": 1.3}),
    "specks stay": (3, {"min_area": 0.0}),
    "large ones alone": (4, {"min_area": 60.0, "classes": "water"}),
    "plain": (7, {"confidence": None, "probabilities": None, "prior_correction": 0.0}),
    "all probabilities": (2, {"all_probabilities": True, "minority": None}),
}


@pytest.mark.slow
@pytest.mark.parametrize(("count", "values"), CASES.values(), ids=CASES)
def test_parts_give_what_one_process_gives(job, tmp_path, count, values):
    values = dict(values)
    if pixel := values.pop("model_pixel", None):
        card = CARD.__class__(**{**vars(CARD), "pixel_size": pixel})
        values["model"] = save(neighbourly(), tmp_path / "coarse.onnx", card=card)
    whole, shared = job("whole", **values), job("shared", **values)
    expected = worker.run(whole, silent())
    found = in_parts(shared, count)
    assert_same(whole, shared)
    numbers = ("polygon_count", "left_out")
    assert [found.get(name) for name in numbers] == [expected.get(name) for name in numbers]
    assert found.keys() == expected.keys()
    assert not any("parts" in name for name in os.listdir(tmp_path / "shared"))


def test_an_area_leaves_parts_empty(job, scene):
    """It lies in the upper half: some parts have nothing to map, and one has no ground at all."""
    area = scene.polygons("area.gpkg", [(120, 90, 410, 260), (500, 40, 640, 120)], values=[1, 1])
    whole, shared = job("whole", area=area), job("shared", area=area)
    worker.run(whole, silent())
    in_parts(shared, 6)
    assert_same(whole, shared)


def test_a_part_is_done_once(job):
    events = []
    one = job("shared")
    first = worker.run(one, silent(), Shard(1, 2))
    written = os.stat(first["part"]).st_mtime_ns
    worker.run(one, ProgressReporter(events.append), Shard(1, 2))
    assert os.stat(first["part"]).st_mtime_ns == written
    assert [event.text.code for event in events if type(event).__name__ == "Message"] == ["part_is_there"]


def test_a_part_that_lost_a_file_is_done_again(job):
    one = job("shared")
    worker.run(one, silent(), Shard(1, 2))
    os.remove(Parts.of(one).path(Shard(1, 2), "classes.tif"))
    worker.run(one, silent(), Shard(1, 2))
    assert os.path.isfile(Parts.of(one).path(Shard(1, 2), "classes.tif"))


def test_merge_names_the_parts_that_are_missing(job):
    one = job("shared")
    with refused("no_parts"):
        worker.run(one, silent(), Merge())
    for index in (1, 4):
        worker.run(one, silent(), Shard(index, 5))
    with refused("parts_missing", missing=3, count=5, names="2, 3, 5"):
        worker.run(one, silent(), Merge())
    assert not os.path.exists(one.output)


def test_another_job_has_parts_of_its_own(job, ground):
    plain = job("shared")
    keys = {Parts.of(job("shared", **values)).key for values in ({}, {"overlap": 16}, {"confidence": None})}
    assert len(keys) == 3
    assert Parts.of(job("shared", device="cuda", output=plain.output)).key == Parts.of(plain).key
    with rasterio.open(ground, "r+") as source:
        source.write(np.full((1, 5, 5), 7, "uint8"), [1], window=((0, 5), (0, 5)))
    assert Parts.of(plain).key not in keys


def test_a_failed_part_leaves_nothing_to_merge(job, monkeypatch):
    from diao_engine.inference.sliding_window import SlidingWindow

    one = job("shared")
    monkeypatch.setattr(SlidingWindow, "over", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        worker.run(one, silent(), Shard(1, 2))
    folder = Parts.of(one).folder
    assert os.listdir(folder) == [names.MARKER]


def test_what_is_not_ours_stays_when_parts_go(job):
    one = job("shared")
    worker.run(one, silent(), Shard(1, 1))
    mine = Path(Parts.of(one).folder, "notes.txt")
    mine.write_text("keep")
    worker.run(one, silent(), Merge())
    assert mine.read_text() == "keep"
    assert sorted(os.listdir(mine.parent)) == [names.MARKER, "notes.txt"]


def test_jobs_that_cannot_be_cut_say_so(tmp_path, job):
    from diao_engine.jobs import MinorityPolygons

    whole = job("whole", minority=None)
    worker.run(whole, silent())
    with refused("job_not_in_parts", job="minoritypolygons"):
        worker.run(MinorityPolygons(input=whole.output, output=str(tmp_path / "p.gpkg")), silent(), Shard(1, 2))


def command(*arguments, **variables):
    """Run the command line as an array job does; exit code, stdout and stderr."""
    done = subprocess.run(
        [sys.executable, "-m", "diao_engine", *arguments],
        check=False, capture_output=True, text=True, cwd=ROOT, env={**os.environ, **variables},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
def test_the_command_line_takes_files_and_flags(job, tmp_path):
    """The first part from a job file, the second by flags, and the result from either."""
    one = job("shared", confidence=None, probabilities=None, minority=None)
    values = {"input": one.input, "model": one.model, "output": one.output, "batch_size": 3}
    file = tmp_path / "job.json"
    file.write_text(json.dumps({"job": "segment", "values": values}))
    flags = [word for name, value in values.items() for word in (f"--{name.replace('_', '-')}", str(value))]
    code, told, _ = command("segment", str(file), "--shard", "auto/2", JOB_COMPLETION_INDEX="0")
    assert code == 0
    assert "00001-of-00002" in told
    code, _, said = command("merge", str(file))
    assert code == 1
    assert "1 of 2 parts is missing" in said
    assert command("segment", *flags, "--shard", "2/2")[0] == 0
    code, told, _ = command("merge", "segment", *flags)
    assert (code, told) == (0, f"output: {one.output}\n")
    code, _, said = command("score", str(file))
    assert code == 1
    assert "is a job segment and not score" in said
    assert command("merge", str(tmp_path / "none.json"))[0] == 1
