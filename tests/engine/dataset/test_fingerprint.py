# SPDX-License-Identifier: GPL-2.0-or-later
"""A dataset knows the files that it was made from, and says which has changed or gone."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio

from diao_engine.dataset.fingerprint import FileState
from diao_engine.dataset.store import load
from diao_engine.errors import BadInput
from diao_engine.jobs import CreateDataset, LayerRef, Score, Synthesize
from diao_engine.jobs.outputs import run_folders
from diao_engine.messages import Sentence
from diao_engine.protocol.progress import silent
from diao_engine.run import createdataset, score, synthesize
from tests.refused import refused


@pytest.mark.parametrize("size", [0, 1000, 1 << 20, (1 << 20) + 1, 5_000_000])
def test_a_copy_is_the_same_and_a_change_of_it_is_not(tmp_path, size):
    first, copy = tmp_path / "a", tmp_path / "b"
    content = np.random.default_rng(0).integers(0, 256, size, dtype=np.uint8).tobytes()
    first.write_bytes(content)
    shutil.copy(first, copy)
    os.utime(copy, (1, 1))
    state = FileState.of(str(first))
    assert state.difference(str(first)) is None
    assert state.difference(str(copy)) is None
    copy.write_bytes(content + b"x")
    assert state.difference(str(copy)) == Sentence.of("file_other_size", now=size + 1, before=size)
    if size:
        changed = bytearray(content)
        changed[0] ^= 1
        changed[-1] ^= 1
        copy.write_bytes(changed)
        assert state.difference(str(copy)) == Sentence("file_other_content")
    copy.unlink()
    assert state.difference(str(copy)) == Sentence("file_gone")


def test_what_is_no_file_has_no_state(tmp_path):
    assert FileState.of(str(tmp_path)) is None
    assert FileState.of("/vsizip/a.zip/b.tif") is None


@pytest.fixture
def dataset(scene):
    """A dataset with labels of its own, and what it was made from."""
    rng = np.random.default_rng(0)
    values = np.full((256, 256), 1, dtype=np.uint8)
    values[:, 128:] = 2
    for row in range(10, 250, 30):
        values[row : row + 10, 20:32] = 3
    image = scene.raster("image.tif", rng.integers(1, 250, (3, 256, 256), dtype=np.uint8))
    labels = scene.raster("labels.tif", values)
    output = str(scene.folder / "tiles.gpkg")
    createdataset.run(CreateDataset(images=(image,), labels=(LayerRef(labels),), tile_size=64, output=output), silent())
    return output


def edited(path):
    with rasterio.open(path, "r+") as raster:
        raster.write(np.full((raster.height, raster.width), 2, raster.dtypes[0]), 1)


@pytest.mark.parametrize("name", ["image.tif", "labels.tif"])
@pytest.mark.parametrize("what", ["edited", "gone", "another"])
def test_a_changed_file_is_named_by_every_step(dataset, scene, name, what):
    path = scene.folder / name
    if what == "edited":
        edited(path)
    elif what == "gone":
        path.unlink()
    else:
        scene.raster(name, np.ones((1, 100, 100), dtype=np.uint8))
    with pytest.raises(BadInput, match=rf"{name} is not as it was when the dataset .*tiles\.gpkg was made: it"):
        load(LayerRef(dataset))
    with refused("file_changed"):
        score.run(Score(dataset=LayerRef(dataset), output=str(scene.folder / "scored.gpkg")), silent())


def test_a_file_that_comes_back_is_welcome(dataset, scene):
    path, aside = scene.folder / "labels.tif", scene.folder / "aside.tif"
    path.rename(aside)
    with refused("file_changed", reason="file_gone"):
        load(LayerRef(dataset))
    shutil.copy(aside, path)  # with another date
    assert len(load(LayerRef(dataset)).tiles) == 16


def made_again(dataset, folder, seed, **more):
    job = Synthesize(dataset=LayerRef(dataset), output=str(folder / "more.gpkg"), budget=50.0, seed=seed, **more)
    synthesize.run(job, silent())
    return load(LayerRef(job.output))


@pytest.mark.slow
def test_what_was_derived_keeps_its_pixels_when_its_source_is_made_again(dataset, scene):
    first = made_again(dataset, scene.folder, 0)
    derived = str(scene.folder / "balanced.gpkg")
    score.run(Score(dataset=LayerRef(str(scene.folder / "more.gpkg")), output=derived), silent())
    before = [Path(path).read_bytes() for path in load(LayerRef(derived)).tiles.label]
    second = made_again(dataset, scene.folder, 1)
    after = load(LayerRef(derived))
    assert set(after.tiles.image) == set(first.tiles.image)
    assert set(after.tiles.image) & set(second.tiles.image) == {str(scene.folder / "image.tif")}
    assert [Path(path).read_bytes() for path in after.tiles.label] == before


@pytest.mark.slow
def test_what_was_derived_elsewhere_keeps_its_pixels_too_and_says_when_they_are_gone(dataset, scene):
    made_again(dataset, scene.folder, 0)
    (folder,) = run_folders(str(scene.folder / "more.gpkg"))
    derived = str(scene.folder / "elsewhere" / "balanced.gpkg")
    score.run(Score(dataset=LayerRef(str(scene.folder / "more.gpkg")), output=derived), silent())
    made_again(dataset, scene.folder, 1)
    assert len(load(LayerRef(derived)).tiles) > 16
    shutil.rmtree(folder)
    with pytest.raises(
        BadInput, match=r"\d{6}_image\.tif \(and \d+ more\) is not as it was when .*balanced\.gpkg was made: it is gone"
    ):
        load(LayerRef(derived))
    made_again(
        str(scene.folder / "more.gpkg"), scene.folder / "elsewhere", 2
    )  # synthetic tiles anew, from what there is
    assert len(load(LayerRef(str(scene.folder / "elsewhere" / "more.gpkg"))).tiles) > 16


def test_a_dataset_that_was_moved_with_its_files_is_whole(dataset, scene):
    made_again(dataset, scene.folder, 0)
    there = scene.folder / "there"
    there.mkdir()
    for path in list(scene.folder.iterdir()):
        if path != there:
            shutil.move(str(path), str(there))
    assert len(load(LayerRef(str(there / "more.gpkg"))).tiles) > 16


def test_an_output_is_no_ancestor(dataset, scene):
    """The labels of the first step, by way of two steps between."""
    made_again(dataset, scene.folder, 0)
    labels = scene.folder / "labels.tif"
    before = labels.read_bytes()
    scene.polygons("area.gpkg", [(0, 0, 64, 64)], values=["a"])
    for name in ("tiles.gpkg", "more.gpkg"):
        with refused("output_is_read"):
            score.run(
                Score(dataset=LayerRef(str(scene.folder / "more.gpkg")), output=str(scene.folder / name)), silent()
            )
    (scene.folder / "report.html").symlink_to(labels)
    job = Score(
        dataset=LayerRef(str(scene.folder / "more.gpkg")), output=str(scene.folder / "b.gpkg"),
        report=str(scene.folder / "report.html"),
    )  # fmt: skip
    with refused("output_is_read", output="report.html"):
        score.run(job, silent())
    assert labels.read_bytes() == before
