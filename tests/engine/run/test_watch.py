# SPDX-License-Identifier: GPL-2.0-or-later
"""Images that arrive in a folder: each once, in any order, through crashes; the map is that of one update, to the byte."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import numpy as np
import pyogrio
import pytest

from diao_engine import cli
from diao_engine.errors import JobCancelled
from diao_engine.jobs import Update
from diao_engine.jobs.outputs import journal_file, record_file
from diao_engine.jobs.watching import Watch
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.run import update, watch
from diao_engine.updating.journal import Journal
from tests.engine.networks import pixelwise, save
from tests.engine.run.test_update import CARD, FOREST, LEFT, PEAT, TOP, WATER, filled, imagery
from tests.refused import refused

ONCE = Watch(every=0.0, once=True)


@pytest.fixture
def incoming(tmp_path):
    folder = tmp_path / "incoming"
    folder.mkdir()
    return folder


@pytest.fixture
def job(tmp_path, incoming):
    """The job `update` for a folder; its outputs lie in a folder of their own."""
    model = save(pixelwise(np.eye(3)), tmp_path / "model.onnx", card=CARD)

    def make(stem="map", images=None, **values):
        return Update(
            images=images or (str(incoming),), model=model, output=str(tmp_path / f"{stem}.tif"),
            changes=str(tmp_path / f"{stem}_changes.gpkg"), device="cpu", **values,
        )  # fmt: skip

    return make


def series(scene, count):
    """Images of several dates, places and classes, in the folder `made`."""
    rng = np.random.default_rng(1)
    paths = []
    for number in range(count):
        classes = filled(int(rng.choice((FOREST, PEAT, WATER))))
        top, left = rng.integers(0, 25, 2)
        classes[top : top + 12, left : left + 12] = rng.choice((FOREST, PEAT, WATER))
        day, (x, y) = 1 + number // 2, rng.integers(-20, 20, 2)
        name = f"made/s{number:02}_202405{day:02}.tif"
        paths.append(scene.raster(name, imagery(classes), left=LEFT + x, top=TOP + y, nodata=0))
    return paths


def result_of(job):
    meta, _, shapes, columns = pyogrio.raw.read(job.changes)
    rows = sorted(zip(shapes.tolist(), *(column.tolist() for column in columns), strict=True), key=str)
    return Path(job.output).read_bytes(), Path(record_file(job.output)).read_bytes(), list(meta["fields"]), rows


def said():
    events = []
    return events, ProgressReporter(events.append)


def codes(events):
    return [event.text.code for event in events if type(event).__name__ == "Message"]


def test_a_cloud_mask_that_comes_after_its_image_counts(scene, incoming, job):
    scene.raster("incoming/a_20240101.tif", imagery(filled()), nodata=0)
    scene.raster("incoming/b_20240201.tif", imagery(filled(PEAT)), nodata=0)
    watched = job()
    watch.watch(watched, ONCE, silent())
    before = result_of(watched)
    scene.raster("incoming/b_20240201_clouds.tif", filled(0, forest=(0, 0, 20, 40)))
    watch.watch(watched, ONCE, silent())
    expected = job("whole", images=tuple(str(incoming / name) for name in ("a_20240101.tif", "b_20240201.tif")))
    update.run(expected, silent())
    assert result_of(watched) == result_of(expected) != before


@pytest.mark.parametrize("has_map", [True, False])
def test_twenty_images_in_any_order_one_broken_and_crashes_in_between(scene, incoming, job, monkeypatch, has_map):
    images = series(scene, 20)
    given = {"map": scene.raster("old.tif", filled())} if has_map else {}
    expected = job("whole", images=tuple(images), **given)
    update.run(expected, silent())
    order = random.Random(int(has_map)).sample(images, len(images))
    broken = incoming / "broken_20240101.tif"
    taken, took = [], Journal.take

    def arrive(seconds, report):
        for path in order[:3]:
            shutil.copy2(path, incoming)
        del order[:3]
        if len(order) < 10 and not broken.exists():
            broken.write_bytes(Path(images[0]).read_bytes()[:1000])

    def crash(journal, new, first):
        taken.append(sorted(new))
        if len(taken) == 3:
            raise JobCancelled  # after the exchange of the map and before the journal
        took(journal, new, first)

    monkeypatch.setattr(watch, "_pause", arrive)
    monkeypatch.setattr(Journal, "take", crash)
    watched = job(**given)
    incoming_first = Watch(every=0.0, once=False)
    with pytest.raises(JobCancelled):
        watch.watch(watched, incoming_first, silent())
    while order:
        arrive(0, None)
    events, report = said()
    watch.watch(watched, ONCE, report)
    assert "image_set_aside" in codes(events)
    assert result_of(watched) == result_of(expected)
    journal = json.loads(Path(journal_file(watched.output)).read_text())
    assert sorted(journal["taken"]) == sorted(Path(path).name for path in images)
    assert list(journal["refused"]) == [broken.name]
    twice = [name for names in taken for name in names]
    assert len(twice) >= len(images)
    count = len(taken)
    watch.watch(watched, ONCE, silent())  # a restart has nothing left to do
    assert len(taken) == count


def test_an_image_is_taken_when_it_is_whole_and_again_when_it_has_changed(scene, incoming, job, monkeypatch):
    first, second = (
        scene.raster(f"{name}.tif", imagery(filled(value)), nodata=0) for name, value in (("a", PEAT), ("b", WATER))
    )
    arriving = incoming / "a_20240101.tif"
    content = Path(first).read_bytes()
    arriving.write_bytes(content[:500])
    looks = []

    def grow(seconds, report):
        looks.append(arriving.stat().st_size)
        if len(looks) == 1:
            arriving.write_bytes(content)

    monkeypatch.setattr(watch, "_pause", grow)
    watched, (events, report) = job(), said()
    watch.watch(watched, ONCE, report)
    assert looks == [500, len(content)]
    assert "image_set_aside" not in codes(events)
    shutil.copy(second, arriving)
    watch.watch(watched, ONCE, silent())
    expected = job("whole", images=(str(arriving),))
    update.run(expected, silent())
    assert result_of(watched) == result_of(expected)


def test_what_is_set_aside_is_told_by_its_reason_and_tried_again_when_it_changes(scene, incoming, job, monkeypatch):
    monkeypatch.setattr(watch, "_pause", lambda seconds, report: None)
    (incoming / "notes.txt").write_text("no image")
    (incoming / ".hidden_20240101.tif").write_text("on its way")
    shutil.copy(scene.raster("two.tif", imagery(filled())[:2]), incoming / "two_20240101.tif")
    shutil.copy(scene.raster("good.tif", imagery(filled()), nodata=0), incoming / "undated.tif")
    shutil.copy(scene.raster("good.tif", imagery(filled()), nodata=0), incoming / "good_20240102.tif")
    watched = job()
    watch.watch(watched, ONCE, silent())
    refusals = json.loads(Path(journal_file(watched.output)).read_text())["refused"]
    assert sorted(refusals) == ["two_20240101.tif", "undated.tif"]
    assert "Nothing says when" in refusals["undated.tif"][1]["english"]
    events, report = said()
    watch.watch(watched, ONCE, report)
    told = [event.text for event in events if type(event).__name__ == "Message"]
    assert [text.arguments["path"] for text in told if text.code == "image_set_aside"] == sorted(refusals)
    assert (told[0].code, told[0].arguments["count"], told[0].arguments["refused"]) == ("watching", 1, 2)
    (incoming / "undated.tif").rename(incoming / "dated_20240103.tif")
    events, report = said()
    watch.watch(watched, ONCE, report)
    told = [
        event.text.arguments for event in events if getattr(event, "text", None) and event.text.code == "images_taken"
    ]
    assert told == [{"names": ["dated_20240103.tif"], "count": 2, "refused": 1}]  # the one that is gone does not count
    taken = json.loads(Path(journal_file(watched.output)).read_text())["taken"]
    assert sorted(taken) == ["dated_20240103.tif", "good_20240102.tif"]


def test_what_concerns_map_model_or_folder_ends_the_watching(scene, incoming, job, monkeypatch, tmp_path):
    monkeypatch.setattr(watch, "_pause", lambda seconds, report: None)
    shutil.copy(scene.raster("good.tif", imagery(filled()), nodata=0), incoming / "good_20240102.tif")
    other = scene.raster("other.tif", filled(), tags={"CLASS_1": "town"})
    with refused("map_of_other_classes"):
        watch.watch(job(map=other), ONCE, silent())
    watched = job()
    watch.watch(watched, ONCE, silent())
    with refused("watched_with_other_settings", names=["least_confidence"]):
        watch.watch(job(least_confidence=0.5), ONCE, silent())
    Path(journal_file(watched.output)).write_text("{")
    with refused("journal_damaged"):
        watch.watch(watched, ONCE, silent())
    with refused("watch_no_folder"):
        watch.watch(job("elsewhere", images=(str(tmp_path / "model.onnx"),)), ONCE, silent())


def test_a_cluster_is_refused(job):
    with refused("watch_on_cluster"):
        watch.watch(job(scheduler="tcp://10.0.0.5:8786"), Watch(0.0, once=True), silent())


def test_results_in_the_folder_are_no_images(scene, incoming, job, monkeypatch):
    monkeypatch.setattr(watch, "_pause", lambda seconds, report: None)
    shutil.copy(scene.raster("good.tif", imagery(filled()), nodata=0), incoming / "good_20240102.tif")
    events, report = said()
    watch.watch(job("incoming/map_20240202"), ONCE, report)
    assert "image_set_aside" not in codes(events)


def test_the_command_line(scene, incoming, job, tmp_path):
    shutil.copy(scene.raster("good.tif", imagery(filled()), nodata=0), incoming / "good_20240102.tif")
    output = tmp_path / "m.tif"
    arguments = ["watch", str(incoming), "--model", job().model, "--output", str(output), "--device", "cpu"]
    options = vars(cli.parser().parse_args([*arguments, "--once", "--every", "0"]))
    assert (options["images"], options["once"], options["every"]) == (str(incoming), True, 0.0)
