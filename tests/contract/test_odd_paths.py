# SPDX-License-Identifier: GPL-2.0-or-later
"""Names and files that nobody thinks of: each is taken as it stands, or refused before any work in one sentence."""

from __future__ import annotations

import dataclasses
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from diao_engine.jobs import JOBS, DescribeModel, LayerRef, outputs
from diao_engine.jobs.paths import absolute
from diao_engine.protocol import events
from tests.contract import scenario
from tests.contract.scenario import Inputs, perform

# Their vector layers go through pyogrio, those of train and modelcard do not.
DIRECT = [name for name in JOBS if name not in ("train", "modelcard")]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    return Inputs.write(tmp_path_factory.mktemp("odd") / "inputs")


@pytest.fixture
def out(tmp_path, monkeypatch):
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def refused(job) -> str:
    """What is said of a job that is refused before any work."""
    before = scenario.contents(Path.cwd())
    done = perform(absolute(job))
    assert isinstance(done, events.Failed), done
    assert done.kind == "invalid_job"
    assert scenario.contents(Path.cwd()) == before
    return str(done.message)


def finished(job) -> None:
    done = perform(absolute(job))
    assert isinstance(done, events.Finished), done
    assert scenario.work_files(Path.cwd()) == []


# --- signs that libraries take for syntax


@pytest.mark.parametrize("name", DIRECT)
def test_signs_of_addresses_in_a_folder_are_signs_of_a_name(inputs, tmp_path, name):
    """`!projects` is a common name, since it is sorted first; pyogrio takes what stands before the `!` for an archive."""
    folder = scenario.fresh_copy(inputs.folder, tmp_path / "!projects; 100% #1?")
    (folder / "out").mkdir()
    finished(scenario.each_job(Inputs(folder), folder / "out", 0)[name])
    for dataset in (folder / "out").glob("*.gpkg"):
        scenario.must_load(dataset)


@pytest.mark.parametrize("name", ["a!b.gpkg", "a;b.gpkg", "a?b.gpkg", "a:b.gpkg", "a|b.gpkg", "zip+a!b.gpkg", "~.gpkg"])
def test_an_output_is_written_under_its_name_and_no_other(inputs, out, name):
    """`a!b.gpkg` was written to `b.gpkg` in the current folder, and the run ended well."""
    (out / "b.gpkg").write_text("mine")
    (out / ".a").write_text("mine")
    finished(scenario.create(inputs, Path(name), 0))
    os.chdir("/")
    scenario.must_load(out / name)
    assert (out / "b.gpkg").read_text() == (out / ".a").read_text() == "mine"


@pytest.mark.parametrize("name", ["a:b.tif", "10:30.tif", "C:.tif", "a!b.tif"])
def test_a_dataset_finds_an_image_with_a_colon_from_everywhere(inputs, out, name):
    shutil.copy(inputs.image, name)
    finished(dataclasses.replace(scenario.create(inputs, Path("set.gpkg"), 0), images=(name,)))
    os.chdir("/")
    scenario.must_load(out / "set.gpkg")


# --- lengths


def longest(suffix: str, letter: str) -> str:
    count = max(n for n in range(1, 255) if not outputs.is_name_too_long(letter * n + suffix))
    return letter * count + suffix


@pytest.mark.slow
@pytest.mark.parametrize("letter", ["n", "ä", "語"])
def test_the_longest_names_that_are_allowed_can_be_written(inputs, out, letter):
    jobs = scenario.each_job(inputs, Path(), 0)
    finished(dataclasses.replace(jobs["createdataset"], output=longest(".gpkg", letter)))
    only = {"confidence": None, "probabilities": None}
    finished(dataclasses.replace(jobs["segment"], output=longest(".tif", letter), minority=None, **only))
    finished(dataclasses.replace(jobs["segment"], output="m.tif", minority=longest(".gpkg", letter), **only))
    with scenario.temporary_folder(inputs.temporary):
        finished(dataclasses.replace(jobs["synthesize"], output=longest(".gpkg", letter), report=None))
    too_long = letter + longest(".gpkg", letter)
    assert "too long for its working files; shorten it" in refused(
        dataclasses.replace(jobs["score"], output=too_long, report=None)
    )


def test_a_path_that_is_too_long_is_refused_before_its_folders_are_made(inputs, out):
    output = Path(*["d" * 200] * 12, "a.gpkg")
    assert "more than GDAL takes; choose a folder nearer to the top." in refused(scenario.create(inputs, output, 0))
    finished(scenario.create(inputs, Path(*["d" * 100] * 8, "a.gpkg"), 0))


def test_what_is_kept_beside_a_model_is_looked_at_before(inputs, out, tmp_path):
    name = "m" * 240 + ".onnx"
    shutil.copy(inputs.model, name)
    assert "is too long for a file beside it" in refused(DescribeModel(model=name, class_names="a,b,c"))
    finished(DescribeModel(model=name, report="r.html"))
    disk = tmp_path / "disk"
    disk.mkdir()
    shutil.copy(inputs.model, disk)
    subprocess.run(["mount", "--bind", disk, disk], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", disk], check=True)
        model = str(disk / inputs.model.name)
        assert f"the folder {disk} is read-only; copy the model" in refused(
            DescribeModel(model=model, class_names="a,b,c")
        )
        finished(DescribeModel(model=model, report="r.html"))
    finally:
        subprocess.run(["umount", disk], check=True)


# --- what is no file, or no text


def test_pipes_devices_and_circles_are_refused(inputs, out):
    """Reading from a pipe waits for ever."""
    os.mkfifo("f.tif")
    os.mkfifo("f.gpkg")
    os.symlink("/dev/zero", "zero.tif")
    os.symlink("circle.gpkg", "circle.gpkg")
    job = scenario.each_job(inputs, Path(), 0)["minoritypolygons"]
    for name in ("f.tif", "zero.tif"):
        assert "is not an ordinary file; choose another." in refused(dataclasses.replace(job, input=name))
    for name in ("f.gpkg", "circle.gpkg"):
        assert "is not an ordinary file; choose another." in refused(dataclasses.replace(job, output=name))
    create = scenario.create(inputs, Path("x.gpkg"), 0)
    labels = (LayerRef("f.gpkg", "labels"),)
    assert "is not an ordinary file; choose another." in refused(dataclasses.replace(create, labels=labels))


def test_names_that_are_no_text_are_refused(inputs, out):
    """Left by old systems; the libraries take UTF-8 only."""
    shutil.copy(inputs.classes, os.fsencode("l\udce4.tif"))
    job = scenario.each_job(inputs, Path(), 0)["minoritypolygons"]
    for values in ({"input": "l\udce4.tif"}, {"output": "l\udce4.gpkg"}):
        assert r"l\udce4" in (sentence := refused(dataclasses.replace(job, **values)))
        assert "is not written in UTF-8; rename the file or folder." in sentence


# --- in use by another program


@pytest.mark.slow
def test_an_output_that_cannot_be_looked_into_is_not_replaced(inputs, out):
    """It may hold other layers; a program that writes to it keeps everybody from reading it."""
    shutil.copy(inputs.polygons, "mine.gpkg")
    other = sqlite3.connect("mine.gpkg", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        sentence = refused(scenario.create(inputs, Path("mine.gpkg"), 0))
    finally:
        other.close()
    assert "mine.gpkg cannot be looked into (database is locked); close what else uses it" in sentence
