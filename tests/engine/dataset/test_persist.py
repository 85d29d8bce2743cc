# SPDX-License-Identifier: GPL-2.0-or-later
"""A dataset that was given a file does not point into the temporary folder."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
import rasterio

from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import load
from diao_engine.jobs import CreateDataset, LayerRef, Score
from diao_engine.jobs.outputs import run_folders
from diao_engine.protocol.progress import silent
from diao_engine.run import createdataset, score


@pytest.fixture
def places(tmp_path, monkeypatch):
    """A folder that passes for the system's temporary one, and one to keep things in."""
    for name in ("temporary", "kept"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "temporary"))
    return tmp_path / "temporary", tmp_path / "kept"


@pytest.fixture
def create(scene):
    """Makes a dataset whose label raster had to be written, in a folder."""

    def make(folder):
        labels = scene.polygons("labels.gpkg", [(0, 0, 40, 64), (40, 0, 64, 64)], values=["forest", "peat"])
        job = CreateDataset(
            images=(scene.image(),),
            labels=(labels,),
            class_field="class",
            tile_size=32,
            output=str(folder / "tiles.gpkg"),
        )
        createdataset.run(job, silent())
        return job.output

    return make


def test_label_files_come_along(create, places):
    temporary, kept = places
    output = str(kept / "balanced.gpkg")
    score.run(Score(dataset=LayerRef(create(temporary)), output=output), silent())
    tiles = load(LayerRef(output)).tiles
    (folder,) = run_folders(output)
    assert {str(Path(path).parent) for path in tiles.label} == {folder}
    assert all(Path(path).is_file() for path in tiles.label)
    assert {str(Path(path).parent) for path in tiles.image}.isdisjoint({folder})


def test_files_that_stay_are_not_copied(create, places):
    _, kept = places
    output = str(kept / "balanced.gpkg")
    score.run(Score(dataset=LayerRef(create(kept)), output=output), silent())
    assert run_folders(output) == []


@pytest.mark.parametrize("images_are_temporary", [True, False])
def test_virtual_rasters_come_along_with_what_is_temporary_of_them(scene, places, images_are_temporary):
    temporary, kept = places
    pixels = np.random.default_rng(0).integers(1, 250, (3, 64, 64), dtype="uint8")
    images = []
    for number, names in enumerate((("red", "green", "blue"), ("blue", "green", "red"))):
        bands = pixels if not number else pixels[::-1]
        folder = "temporary" if images_are_temporary else "kept"
        images.append(scene.raster(f"{folder}/a & {number}.tif", bands, left=500_000.0 + 64 * number))
        with rasterio.open(images[-1], "r+") as sink:
            sink.descriptions = names
    labels = scene.polygons("labels.gpkg", [(0, 0, 64, 64), (64, 0, 128, 64)], values=["forest", "peat"])
    job = CreateDataset(
        images=tuple(images), labels=(labels,), class_field="class", tile_size=32, output=str(temporary / "tiles.gpkg")
    )
    createdataset.run(job, silent())
    output = str(kept / "balanced.gpkg")
    score.run(Score(dataset=LayerRef(job.output), output=output), silent())
    for path in temporary.rglob("*"):
        if path.is_file():
            path.unlink()
    dataset = load(LayerRef(output))
    assert any(path.endswith(".vrt") for path in dataset.tiles.image)
    with TileReader(dataset.tiles, dataset.scheme) as reader:
        for index in range(len(dataset.tiles)):
            assert (reader.read(index)[0] == pixels[(slice(None), *dataset.tiles.window(index).slices)]).all()


def test_a_temporary_result_copies_nothing(create, places):
    temporary, _ = places
    output = str(temporary / "balanced.gpkg")
    score.run(Score(dataset=LayerRef(create(temporary)), output=output), silent())
    assert run_folders(output) == []
