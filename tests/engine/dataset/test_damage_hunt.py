# SPDX-License-Identifier: GPL-2.0-or-later
"""Datasets whose tables were edited at random are used or end as one sentence of the user's, and never as an internal error."""

import json
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import load
from diao_engine.errors import BadInput
from diao_engine.jobs import JOBS, LayerRef
from diao_engine.protocol.progress import ProgressReporter
from diao_engine.protocol.worker import run
from tests.engine.conftest import Scene

# GDAL warns of what is damaged, too.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::RuntimeWarning")]
TABLES = {
    "tiles": (
        "geom", "tile_id", "image", "label", "x_off", "y_off", "width", "height", "split", "labelled_px", "px_1", "px_2", "diao_score",
        "repeats", "origin", "parent", "objects",
    ),
    "classes": ("value", "name", "color", "target"),
    "dataset": ("json",),
    "files": ("path", "size", "modified", "digest"),
}  # fmt: skip
CELLS = [(table, column) for table, columns in TABLES.items() for column in columns]
ODD = st.one_of(
    st.sampled_from([
        None, "", "train", "test", "many", "<b>", "nan", "1", "-1", -1, 0, 1, 2, 7, 300, 2**31, 2**62, 1.5, -0.0, 1e300, float("inf"),
        b"", b"\x00GP", b"\x01" * 40, "#ff0000", "red", "[]", "{}", "image.tif", "/nowhere.tif", "a\x00b", "labels.tif",
    ]),
    st.integers(-(2**63), 2**63 - 1), st.floats(), st.text(max_size=6), st.binary(max_size=6),
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with a dataset of four tiles and what it was made from."""
    folder = tmp_path_factory.mktemp("made")
    scene = Scene(folder)
    labels = np.ones((64, 64), dtype="uint8")
    labels[:, 40:] = 2
    values = {"images": (scene.image(),), "labels": (LayerRef(scene.raster("labels.tif", labels)),), "tile_size": 32}
    run(JOBS["createdataset"](**values, output=str(folder / "set.gpkg")), ProgressReporter(lambda event: None))
    return folder / "set.gpkg"


def edited(made, folder, statements):
    """A copy of the dataset beside it after SQL statements; what SQLite itself refuses is left out."""
    path = made.with_name(f"{folder.name}.gpkg")
    shutil.copyfile(made, path)
    connection = sqlite3.connect(path)
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{trigger}"')
    for statement, values in statements:
        try:
            connection.execute(statement, values)
        except (sqlite3.Error, UnicodeEncodeError):
            continue
    connection.commit()
    connection.close()
    return path


def use(path):
    """All that steps do with a dataset before they do their own work."""
    dataset = load(LayerRef(str(path)))
    with TileReader(dataset.tiles, dataset.scheme) as reader:
        for index in range(len(dataset.tiles)):
            reader.read(index)
    output = str(path.with_suffix("")) + "_scored.gpkg"
    report = ProgressReporter(lambda event: None)
    run(JOBS["classreport"](dataset=LayerRef(str(path)), table=output), report)
    Path(output).unlink()
    run(JOBS["score"](dataset=LayerRef(str(path)), output=output), report)
    load(LayerRef(output))


def attempt(path):
    try:
        use(path)
    except BadInput as problem:
        sentence = str(problem)
        assert_one(sentence)
    finally:
        for file in path.parent.glob(f"{path.stem}*"):
            file.unlink()


def assert_one(sentence):
    assert sentence
    assert "\n" not in sentence
    assert len(sentence) < 700


@given(st.lists(st.tuples(st.sampled_from(CELLS), st.integers(1, 4), ODD), min_size=1, max_size=2))
@settings(max_examples=1000)
def test_cells(made, tmp_path_factory, edits):
    statements = [
        (f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, min(row, {"dataset": 1, "classes": 2, "files": 2}.get(table, 4))))
        for (table, column), row, value in edits
    ]  # fmt: skip
    attempt(edited(made, tmp_path_factory.mktemp("cells"), statements))


@pytest.mark.parametrize(("table", "column"), CELLS)
def test_columns_that_are_gone_or_of_another_type(made, tmp_path, table, column):
    attempt(edited(made, tmp_path, [(f"ALTER TABLE {table} DROP COLUMN {column}", ())]))
    again = [(f"ALTER TABLE {table} DROP COLUMN {column}", ()), (f"ALTER TABLE {table} ADD COLUMN {column} TEXT", ())]
    attempt(edited(made, tmp_path, [*again, (f"UPDATE {table} SET {column} = 'many'", ())]))


@pytest.mark.parametrize("table", TABLES)
def test_tables_that_are_empty_or_gone(made, tmp_path, table):
    attempt(edited(made, tmp_path, [(f"DELETE FROM {table}", ())]))
    attempt(edited(made, tmp_path, [(f"DROP TABLE {table}", ())]))


@given(st.data())
@settings(max_examples=120)
def test_the_json(made, tmp_path_factory, data):
    with sqlite3.connect(made) as connection:
        ((text,),) = connection.execute("SELECT json FROM dataset").fetchall()
    connection.close()
    document = json.loads(text)
    key = data.draw(st.sampled_from(sorted(document)))
    odd = st.sampled_from(
        [None, [], {}, "", "many", -1, 0, 1.5, 10**30, [None], [{}], [{"step": 3}], {"a": []}, [[1]], "uint8", True]
    )
    document[key] = data.draw(odd)
    if data.draw(st.booleans()):
        del document[key]
    new = json.dumps(document)
    attempt(edited(made, tmp_path_factory.mktemp("json"), [("UPDATE dataset SET json = ?", (new,))]))


@given(st.lists(st.tuples(st.integers(0, 120_000), st.integers(0, 255)), min_size=1, max_size=30))
@settings(max_examples=100)
def test_bytes(made, tmp_path_factory, changes):
    path = edited(made, tmp_path_factory.mktemp("bytes"), [])
    content = bytearray(path.read_bytes())
    for position, value in changes:
        content[position % len(content)] = value
    path.write_bytes(content)
    attempt(path)
