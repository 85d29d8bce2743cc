# SPDX-License-Identifier: GPL-2.0-or-later
import dataclasses
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from rasterio.crs import CRS

from diao_engine.dataset.classes import ClassScheme
from diao_engine.dataset.info import DatasetInfo
from diao_engine.dataset.store import TileDataset, load, save
from diao_engine.dataset.tiles import Tiles
from diao_engine.errors import BadInput
from diao_engine.jobs import LayerRef
from diao_engine.jobs.classinfo import ClassInfo
from tests.refused import refused


def small(folder):
    scheme = ClassScheme((ClassInfo(1, "bog", "#102030"), ClassInfo(3, "wood", "#405060", target=0.7)), 255)
    n = 4
    tiles = Tiles.fresh(
        image=np.array([str(folder / "images" / "a.tif")] * n, dtype=object),
        label=np.array([str(folder / "set_labels" / "a.tif")] * n, dtype=object),
        windows=np.array([[i * 8, 0, 8, 8] for i in range(n)]),
        counts=np.array([[10, 20], [0, 64], [5, 5], [64, 0]]),
        footprint=shapely.box(np.arange(n) * 8.0, 0.0, np.arange(n) * 8.0 + 8, 8.0),
        split=np.array(["train", "train", "val", "test"], dtype=object),
    )
    return TileDataset(scheme, tiles, DatasetInfo(("red", "nir"), "uint16", 0.5, 8, 255), CRS.from_epsg(32633))


@pytest.fixture
def stored(tmp_path):
    path = tmp_path / "set.gpkg"
    save(small(tmp_path), str(path), final_path=str(path))
    return path


def edit(path, *statements):
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA writable_schema = 0")
    for name in ("update", "delete", "insert"):  # the triggers of the spatial index call functions of GDAL's SQLite
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE ?", (f"%{name}%",)
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def same(first, second):
    for field in dataclasses.fields(Tiles):
        a, b = getattr(first, field.name), getattr(second, field.name)
        assert shapely.equals(a, b).all() if field.name == "footprint" else (a == b).all(), field.name


def test_round_trip(tmp_path, stored):
    made, read = small(tmp_path), load(LayerRef(str(stored)))
    same(made.tiles, read.tiles)
    assert read.info == made.info
    assert read.crs == made.crs
    assert read.scheme.names == made.scheme.names
    assert read.scheme.colors == made.scheme.colors
    assert read.scheme.ignore == 255


def test_columns_of_the_contract(stored):
    assert pyogrio.list_layers(stored)[:, 0].tolist() == ["tiles", "classes", "dataset", "files"]
    assert pyogrio.read_info(stored, layer="tiles")["fields"].tolist() == [
        "tile_id", "image", "label", "x_off", "y_off", "width", "height", "split", "labelled_px", "px_1", "px_3", "diao_score",
        "repeats", "origin", "parent", "objects",
    ]  # fmt: skip
    assert pyogrio.read_info(stored, layer="classes")["fields"].tolist() == [
        "value", "name", "color", "target", "form",
    ]  # fmt: skip
    assert pyogrio.read_info(stored, layer="files")["fields"].tolist() == ["path", "size", "modified", "digest"]


def test_paths_are_relative_and_a_moved_folder_still_works(tmp_path, stored):
    with sqlite3.connect(stored) as connection:
        kept = set(connection.execute("SELECT image, label FROM tiles").fetchall())
    connection.close()
    assert kept == {("images/a.tif", "set_labels/a.tif")}
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    shutil.move(stored, moved / "set.gpkg")
    assert set(load(LayerRef(str(moved / "set.gpkg"))).tiles.image) == {str(moved / "images" / "a.tif")}


def test_hand_edits_are_respected(stored):
    edit(
        stored,
        "UPDATE tiles SET split = 'val' WHERE tile_id = 1",
        "UPDATE tiles SET repeats = 5 WHERE tile_id = 2",
        "UPDATE tiles SET repeats = NULL WHERE tile_id = 3",
        "DELETE FROM tiles WHERE tile_id = 4",
        "UPDATE classes SET name = 'raised bog', color = '#ffffff' WHERE value = 1",
        "UPDATE classes SET target = 0.25 WHERE value = 1",
    )
    read = load(LayerRef(str(stored)))
    assert read.tiles.tile_id.tolist() == [1, 2, 3]
    assert read.tiles.split.tolist() == ["val", "train", "val"]
    assert read.tiles.repeats.tolist() == [1, 5, 1]
    assert read.scheme.names[1] == "raised bog"
    assert read.scheme.colors[1] == "#ffffff"
    assert read.train().total().tolist() == [0, 320]
    assert read.scheme.targets()[0] < read.scheme.targets()[1]


def test_chosen_tiles_only(stored):
    assert load(LayerRef(str(stored), ids=(2, 3))).tiles.tile_id.tolist() == [2, 3]
    with refused("no_tile_left"):
        load(LayerRef(str(stored), ids=()))


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE tiles SET split = 'validate' WHERE tile_id = 1",
            "split in tile 1 of tiles must be one of train, val or test, got 'v",
        ),
        (
            "UPDATE tiles SET repeats = -2 WHERE tile_id = 3",
            "repeats in tile 3 of tiles must be a whole number from 0 .* got -2",
        ),
        ("UPDATE tiles SET width = 0 WHERE tile_id = 2", "width in tile 2 of tiles must be a whole number from 1"),
        ("UPDATE tiles SET image = NULL WHERE tile_id = 2", "image in tile 2 of tiles must be a text, got nothing"),
        ("UPDATE tiles SET geom = NULL WHERE tile_id = 4", "geometry in tile 4 of tiles must be a polygon"),
        ("UPDATE tiles SET tile_id = 4", "tile_id 4 stands twice"),
        (
            "UPDATE classes SET color = 'red' WHERE value = 3",
            "color must be a colour written as #rrggbb, got 'red' in row 2",
        ),
        ("UPDATE classes SET target = -1", "target in row 1 of classes must be a finite number of 0 or more"),
        ("UPDATE classes SET value = 3", "class values .* are not all different"),
        ("UPDATE dataset SET json = '{}'", "table dataset .* bands is missing"),
        (
            "UPDATE dataset SET json = replace(json, '0.5', 'NaN')",
            "pixel_size must be a finite number above 0, got nan",
        ),
        ("UPDATE dataset SET json = replace(json, 'uint16', 'complex64')", "dtype must be one of"),
        ("DELETE FROM dataset", "table dataset .* has 0 rows"),
        ("DELETE FROM classes", "table classes .* is empty"),
        ("ALTER TABLE tiles DROP COLUMN px_3", "lacks the columns px_3"),
        ("DELETE FROM tiles", "no tile left"),
    ],
)
def test_edits_that_break_a_dataset_are_named(stored, statement, words):
    edit(stored, statement)
    with pytest.raises(BadInput, match=words):
        load(LayerRef(str(stored)))


def test_no_train_tile(stored):
    edit(stored, "UPDATE tiles SET split = 'val'")
    with refused("no_training_tile"):
        load(LayerRef(str(stored))).train()


def test_other_files_are_no_dataset(tmp_path, scene):
    with refused("dataset_missing"):
        load(LayerRef(str(tmp_path / "none.gpkg")))
    with refused("no_tile_dataset", layers=["classes", "dataset", "tiles"]):
        load(scene.polygons("other.gpkg", [(0, 0, 1, 1)], values=[1]))
    Path(tmp_path / "text.gpkg").write_text("text")
    with refused("no_geopackage"):
        load(LayerRef(str(tmp_path / "text.gpkg")))


def test_dataset_without_place(tmp_path):
    path = tmp_path / "set.gpkg"
    save(dataclasses.replace(small(tmp_path), crs=None), str(path), final_path=str(path))
    read = load(LayerRef(str(path)))
    assert read.crs is None
    same(read.tiles, small(tmp_path).tiles)


def test_the_form_that_the_user_gives_a_class_is_kept_and_others_are_empty(tmp_path, stored):
    with sqlite3.connect(stored) as connection:
        connection.execute("UPDATE classes SET form = ' Thing' WHERE value = 3")
    connection.close()
    assert load(LayerRef(str(stored))).scheme.forms == ("", "thing")
    with sqlite3.connect(stored) as connection:
        connection.execute("UPDATE classes SET form = 'blob' WHERE value = 1")
    connection.close()
    with refused("cell_rule", column="form"):
        load(LayerRef(str(stored)))
    with sqlite3.connect(stored) as connection:  # as datasets were before
        connection.execute("ALTER TABLE classes DROP COLUMN form")
    connection.close()
    assert load(LayerRef(str(stored))).scheme.forms == ("", "")


@pytest.mark.parametrize(
    ("column", "value"),
    [("x_off", 10**18), ("x_off", 2**32 + 8), ("x_off", "many"), ("repeats", 2**32 + 3), ("labelled_px", 1.5), ("tile_id", "x"),
     ("px_1", 2**62)],
)  # fmt: skip
def test_whole_numbers_are_named_as_they_stand(stored, column, value):
    """GDAL reads 4294967304 as 8, a word as 0 and 1.5 as 1."""
    edit(stored, f"UPDATE tiles SET {column} = {value!r} WHERE fid = 3")
    with refused("cell_rule", column=column, value=repr(value)):
        load(LayerRef(str(stored)))


def test_numbers_beside_a_cell_of_another_type_stay_theirs(stored):
    edit(stored, "UPDATE tiles SET repeats = 2 WHERE fid = 1", "UPDATE tiles SET repeats = NULL WHERE fid = 2")
    edit(stored, "UPDATE tiles SET repeats = '' WHERE fid = 3")
    assert load(LayerRef(str(stored))).tiles.repeats.tolist() == [2, 1, 1, 1]
