# SPDX-License-Identifier: GPL-2.0-or-later
"""A path is a path, whatever signs are in it: nothing is written anywhere else."""

import os
import sqlite3
import warnings
from contextlib import closing

import numpy as np
import pytest
import shapely

from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import load
from diao_engine.jobs import CreateDataset, LayerRef, Score
from diao_engine.protocol.progress import silent
from diao_engine.raster import vector_files
from diao_engine.run import createdataset, score

ODD = [
    "a!b",
    "a;b",
    "a?b=c",
    "a#b",
    "a%20b",
    "a.zip",
    "a&b",
    "a:b",
    "s3:",
    "[x]",
    " a ",
    "a|b",
    "x\\y",
    "é ü ß",
    "a'b\"c",
    "http:",
]


@pytest.mark.parametrize("name", ODD)
def test_a_file_is_where_its_name_says(tmp_path, name, monkeypatch):
    (tmp_path / "current").mkdir()
    monkeypatch.chdir(tmp_path / "current")
    path = str(tmp_path / f"{name}.gpkg")
    for spelling in (path, "/" + path):
        vector_files.write(
            spelling, geometry=shapely.to_wkb(np.array([shapely.box(0, 0, 1, 1)])), field_data=[np.array([7])], fields=["a"],
            geometry_type="Polygon", driver="GPKG", layer="x", crs="EPSG:4326",
        )  # fmt: skip
        assert [layer for layer, _ in vector_files.list_layers(spelling)] == ["x"]
        assert vector_files.read_info(spelling, layer="x")["features"] == 1
        assert vector_files.read(spelling, layer="x")[3][0].tolist() == [7]
    assert set(os.listdir(tmp_path)) == {"current", f"{name}.gpkg"}
    assert os.listdir(tmp_path / "current") == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ODD)
def test_a_chain_in_an_odd_folder(scene, name, monkeypatch):
    (scene.folder / "current").mkdir()
    monkeypatch.chdir(scene.folder / "current")
    image = scene.image(f"{name}/{name}.tif", (3, 64, 64))
    labels = scene.polygons(f"{name}/labels {name}.gpkg", [(0, 0, 40, 64), (40, 0, 64, 64)], values=["a", "b"])
    folder = scene.folder / name
    tiles, scored = str(folder / f"{name}.gpkg"), str(folder / f"scored {name}.gpkg")
    createdataset.run(
        CreateDataset(images=(image,), labels=(labels,), class_field="class", tile_size=32, output=tiles), silent()
    )
    score.run(Score(dataset=LayerRef.parse(f"{tiles}|layername=tiles"), output=scored), silent())
    dataset = load(LayerRef.parse(scored))
    with TileReader(dataset.tiles, dataset.scheme) as reader:
        for index in range(len(dataset.tiles)):
            assert (
                np.bincount(reader.read(index)[1].ravel(), minlength=2)[:2].tolist()
                == dataset.tiles.counts[index].tolist()
            )
    assert set(os.listdir(scene.folder)) == {"current", name}
    assert os.listdir(scene.folder / "current") == []


def test_the_first_of_several_layers_is_read_without_a_warning(tmp_path):
    path = str(tmp_path / "two.gpkg")
    shape = np.array([shapely.box(0, 0, 1, 1).wkb], dtype=object)
    for layer in ("first", "second"):
        vector_files.write_layer(path, layer, {layer: np.array([1])}, shape, None, append=layer == "second")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert list(vector_files.read_info(path)["fields"]) == ["first"]
        assert list(vector_files.read(path)[0]["fields"]) == ["first"]


def test_no_crs_is_none_for_older_readers_too(tmp_path):
    """GDAL before 3.9 goes by the words that define a CRS."""
    path = str(tmp_path / "a.gpkg")
    square = shapely.to_wkb(np.array([shapely.box(0, 0, 1, 1)]))
    for layer, append in (("one", False), ("one", True), ("two", False)):
        vector_files.write_layer(path, layer, {"a": np.array([7])}, square, append=append)
    assert [vector_files.read_info(path, layer=name)["crs"] for name in ("one", "two")] == [None, None]
    assert vector_files.read_info(path, layer="one")["features"] == 2
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute(
            "SELECT DISTINCT definition FROM gpkg_geometry_columns JOIN gpkg_spatial_ref_sys USING (srs_id)"
        ).fetchall()
    assert rows == [("undefined",)]
