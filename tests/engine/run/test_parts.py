# SPDX-License-Identifier: GPL-2.0-or-later
"""A job in parts gives what one process gives: rasters bit for bit, polygons feature for feature."""

import contextlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
import rasterio

from diao_engine.jobs import Extent
from diao_engine.jobs import outputs as names
from diao_engine.jobs.shards import COG, VRT, Merge, Shard
from diao_engine.protocol import worker
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.raster.legend import read_legend
from diao_engine.run.parts import Parts
from tests.engine.networks import save
from tests.engine.same_map import CARD, assert_same, neighbourly, polygons, rasters
from tests.refused import refused

LEFT, TOP = 500_000.0, 5_000_000.0
ROOT = Path(__file__).resolve().parents[3]


def in_parts(job, count, merge=None):
    """Do all parts, in an order that no scheduler would take, and merge them."""
    for index in sorted(range(1, count + 1), key=lambda index: (index * 7) % (count + 1)):
        worker.run(job, silent(), Shard(index, count))
    return worker.run(job, silent(), merge or Merge())


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


def test_cloud_optimised_rasters_hold_the_same_pixels(job, tmp_path):
    whole, shared = job("whole"), job("shared")
    expected = worker.run(whole, silent())
    assert in_parts(shared, 3, Merge(COG)).keys() == expected.keys()
    assert polygons(whole) == polygons(shared)
    for (_, one), (name, other) in zip(rasters(whole).items(), rasters(shared).items(), strict=True):
        assert (other[0], other[2]) == (one[0], one[2])
        with rasterio.open(getattr(shared, name)) as source:
            assert source.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
            assert source.overviews(1) == [2]
            assert source.nodata == one[1]["nodata"]
    sidecars = [Path(f"{made.output}.aux.xml").read_text() for made in (whole, shared)]
    assert sidecars[0] == sidecars[1]
    assert sorted(path.name for path in (tmp_path / "shared").iterdir()) == sorted(
        path.name for path in (tmp_path / "whole").iterdir()
    )


def bands_of(path):
    """What a program sees of a raster, however it lies on the disk."""
    with rasterio.open(path) as source:
        colors = source.colormap(1) if source.count == 1 and source.dtypes[0] == "uint8" else None
        told = [(source.dtypes[n - 1], source.nodatavals[n - 1], source.tags(n)) for n in source.indexes]
        place = (source.crs, source.transform, source.shape, source.descriptions, source.colorinterp)
        return source.read().tobytes(), told, place, source.tags(), colors, read_legend(source)


@pytest.mark.parametrize("count", [3, 17], ids=["odd", "more parts than blocks"])
def test_parts_that_stay_are_one_map_under_a_virtual_raster(job, tmp_path, count):
    whole, shared = job("whole"), job("shared")
    expected, found = worker.run(whole, silent()), in_parts(shared, count, Merge(VRT))
    assert found.keys() == expected.keys()
    assert polygons(whole) == polygons(shared)
    for name in ("output", "confidence", "probabilities"):
        assert found[name] == f"{os.path.splitext(getattr(shared, name))[0]}.vrt"
        assert bands_of(found[name]) == bands_of(getattr(whole, name))
    assert Path(f"{found['output']}.aux.xml").read_text() == Path(f"{whole.output}.aux.xml").read_text()
    folder = Path(shared.output).parent
    assert not list(folder.glob("*_parts_*"))
    kept = sorted(path.name for path in folder.iterdir() if path.is_dir())
    assert [name.rpartition("_")[0] for name in kept] == [
        f"{name}_pieces" for name in ("confidence", "output", "probabilities")
    ]
    moved = tmp_path / "moved"
    folder.rename(moved)
    assert bands_of(moved / "output.vrt") == bands_of(whole.output)


def test_a_map_in_parts_takes_the_place_of_the_one_before(job, tmp_path):
    """What a virtual raster of another name shows stays."""
    one = job("shared", confidence=None, probabilities=None, minority=None)
    folder = Path(one.output).parent

    def made():
        worker.run(one, silent(), Shard(1, 1))
        path = Path(worker.run(one, silent(), Merge(VRT))["output"])
        return path, [entry for entry in folder.iterdir() if entry.is_dir()]

    path, (first,) = made()
    path.with_suffix(".vrt.ovr").write_bytes(b"of the first")
    path, (second,) = made()
    assert first != second
    assert not path.with_suffix(".vrt.ovr").exists()
    path.rename(folder / "kept.vrt")
    _, both = made()
    assert second in both
    assert len(both) == 2
    assert bands_of(folder / "kept.vrt") == bands_of(path)


def test_a_file_system_without_links_gets_copies(job, monkeypatch):
    one = job("shared", confidence=None, probabilities=None, minority=None)
    worker.run(one, silent(), Shard(1, 1))
    monkeypatch.setattr(os, "link", mock.Mock(side_effect=PermissionError))
    assert bands_of(worker.run(one, silent(), Merge(VRT))["output"])[2][2] == (700, 830)


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


def test_a_part_that_was_cut_short_is_missing_and_done_again(job):
    """Probabilities are copied as they lie in the file, so nothing else would see it."""
    one = job("shared")
    for index in (1, 2):
        worker.run(one, silent(), Shard(index, 2))
    path = Parts.of(one).path(Shard(2, 2), "probabilities.tif")
    size = os.path.getsize(path)
    os.truncate(path, size - 100)
    with refused("parts_missing", missing=1, count=2, names="2"):
        worker.run(one, silent(), Merge())
    worker.run(one, silent(), Shard(2, 2))
    assert os.path.getsize(path) == size


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


def test_a_part_that_fails_beside_another_one_leaves_its_folder(job):
    one = job("shared")
    with (
        Parts.of(one).writing(Shard(1, 2), (), {}),
        pytest.raises(ZeroDivisionError),
        Parts.of(one).writing(Shard(2, 2), (), {}),
    ):
        raise ZeroDivisionError
    assert names.part_files(Parts.of(one).folder) == [Parts.of(one).path(Shard(1, 2))]


def test_processes_come_and_go_without_taking_the_folder_from_each_other(tmp_path):
    parts = Parts(str(tmp_path / "map_parts_0badcafe"), str(tmp_path / "map.tif"), "0badcafe")

    def come_and_go(worker):
        for _ in range(40):
            with contextlib.suppress(ZeroDivisionError), parts.in_use():
                Path(parts.folder, f"{worker}").touch()
                Path(parts.folder, f"{worker}").unlink()
                1 / 0  # noqa: B018 - a part that fails

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(come_and_go, range(8)))
    assert os.listdir(tmp_path) == []


def test_a_failed_part_leaves_nothing_to_merge(job, monkeypatch):
    from diao_engine.inference.sliding_window import SlidingWindow

    one = job("shared")
    monkeypatch.setattr(SlidingWindow, "over", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        worker.run(one, silent(), Shard(1, 2))
    assert not os.path.exists(Parts.of(one).folder)


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
    with refused("no_cog_of_job", job="minoritypolygons"):
        worker.run(MinorityPolygons(input=whole.output, output=str(tmp_path / "p.gpkg")), silent(), Merge(COG))
    with refused("no_vrt_of_job", job="minoritypolygons", names="segment"):
        worker.run(MinorityPolygons(input=whole.output, output=str(tmp_path / "p.gpkg")), silent(), Merge(VRT))
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
    code, told, _ = command("merge", "--cog", "segment", *flags)
    assert (code, told) == (0, f"output: {one.output}\n")
    with rasterio.open(one.output) as source:
        assert source.overviews(1)
    code, _, said = command("merge", "--cog", "--vrt", str(file))
    assert code == 1
    assert "name one of both" in said
    code, _, said = command("score", str(file))
    assert code == 1
    assert "is a job segment and not score" in said
    assert command("merge", str(tmp_path / "none.json"))[0] == 1
