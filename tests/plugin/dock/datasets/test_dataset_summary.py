# SPDX-License-Identifier: GPL-2.0-or-later
"""A tile dataset in numbers: as the engine counts, and nothing but a sentence where a file is none."""

import json
import math
import os
import sqlite3
from contextlib import closing

import pytest
from diao.plugin.dock.datasets import dataset_summary
from diao.plugin.dock.datasets.dataset_summary import (
    NoDataset,
    SummaryReader,
    read,
    targets,
    write_targets,
)

from tests.plugin import datasets


@pytest.fixture
def dataset(tmp_path):
    return datasets.write(tmp_path / "ground.gpkg")


@pytest.fixture
def collected():
    """A reader and what it has told."""
    reader = SummaryReader()
    summaries, told = [], []
    reader.read.connect(summaries.append)
    reader.ended.connect(told.append)
    yield reader, summaries, told
    reader.deleteLater()


def sql(path, *commands):
    with closing(sqlite3.connect(path)) as file, file:
        for command in commands:
            file.execute(command)


def test_shares_are_those_of_the_training_tiles_with_their_repeats(dataset):
    found = read(dataset + "|layername=tiles")
    assert [(entry.name, entry.pixels) for entry in found.classes] == [
        ("forest", 900.0),
        ("peat", 100.0),
        ("water", 0.0),
    ]
    assert [entry.share for entry in found.classes] == [0.9, 0.1, 0.0]
    assert found.tiles == {"train": 2, "val": 1, "test": 0}
    assert found.repeats == 3
    assert found.synthetic == 1
    assert [entry.minority for entry in found.classes] == [False, True, True]
    assert (found.title, found.pixel_size, found.bands, found.crs) == ("ground", 0.6, ("red", "nir"), "EPSG:26917")
    assert not found.has_objects


def test_the_natural_minority_is_that_of_the_real_tiles_before_repeats(dataset):
    assert [(entry.name, entry.natural_minority) for entry in read(dataset).classes] == [
        ("forest", False),
        ("peat", True),
        ("water", True),
    ]
    with pytest.raises(NoDataset, match="does not exist"):
        read("/nowhere/at all.gpkg")


def test_tiles_that_are_not_drawn_are_no_part_of_a_training(tmp_path):
    tiles = [
        (0, "train", 1, "real", (90, 9, 1)),
        (1, "train", 20, "real", (0, 10, 10)),
        (2, "train", 0, "real", (0, 1000, 0)),
        (3, "train", None, "synthetic", (0, 0, 1000)),
        (4, "train", 0, "synthetic", (0, 0, 1000)),
        (5, "val", 1, "real", (0, 1000, 1000)),
    ]
    found = read(datasets.write(tmp_path / "drawn.gpkg", tiles=tiles))
    assert (found.tiles["train"], found.drawn, found.drawn_synthetic, found.repeats) == (5, 3, 1, 22)
    assert [entry.minority for entry in found.classes] == [True, True, False]
    assert [entry.natural_minority for entry in found.classes] == [False, True, True]


def test_judged_ground_is_told_and_says_nothing_of_natural_shares(tmp_path):
    tiles = [(0, "train", 1, "real", (90, 9, 1)), (1, "train", 1, "reviewed", (0, 0, 1000))]
    found = read(datasets.write(tmp_path / "judged.gpkg", tiles=tiles))
    assert (found.reviewed, found.synthetic, found.drawn) == (1, 0, 2)
    assert found.natural == pytest.approx((0.9, 0.09, 0.01))
    assert found.classes[2].share == pytest.approx(1001 / 1100)


def test_a_class_with_little_validation_ground_is_known(tmp_path):
    """Enough pixels on enough tiles; on too few tiles; too few pixels; none at all, which has no figure either."""
    tiles = [(0, "train", 1, "real", (90, 9, 1))]
    tiles += [(number, "val", 3, "real", (300, 900 if number < 3 else 0, 1)) for number in range(1, 6)]
    found = read(datasets.write(tmp_path / "held.gpkg", tiles=tiles))
    assert [entry.few for entry in found.classes] == [False, True, True]
    nothing = read(datasets.write(tmp_path / "not.gpkg", tiles=tiles[:1]))
    assert [entry.few for entry in nothing.classes] == [False] * 3


def test_the_imbalance_is_that_of_the_classes_that_occur(dataset):
    found = read(dataset)
    assert found.imbalance.to_even == pytest.approx(0.9 * math.log(1.8) + 0.1 * math.log(0.2))
    assert found.imbalance.to_target == found.imbalance.to_even
    assert not found.imbalance.has_target


def test_targets_count_and_are_made_to_sum_to_one(dataset):
    sql(dataset, "UPDATE classes SET target = 1.8 WHERE value = 1", "UPDATE classes SET target = 0.2 WHERE value = 2")
    sql(dataset, "UPDATE classes SET target = 0 WHERE value = 5")
    found = read(dataset)
    assert targets(found.classes) == pytest.approx((0.9, 0.1, 0.0))
    assert found.imbalance.to_target == pytest.approx(
        0.9 * math.log(1.8) + 0.1 * math.log(0.2)
    )  # no step worked towards them
    assert not any(entry.minority for entry in found.classes)


def test_the_imbalance_is_to_the_target_of_the_last_step(dataset):
    datasets.with_history(dataset, ("score", {"target_shares": [0.9, 0.1, 0.0]}))
    found = read(dataset)
    assert found.imbalance.has_target
    assert found.imbalance.to_target == pytest.approx(0.0)
    assert found.imbalance.to_even == pytest.approx(0.9 * math.log(1.8) + 0.1 * math.log(0.2))


@pytest.mark.parametrize("edit", ["target = NULL", "target = -1"])
def test_odd_targets_are_read(dataset, edit):
    sql(dataset, f"UPDATE classes SET {edit}")
    assert targets(read(dataset).classes) == pytest.approx((1 / 3,) * 3)


def test_hand_edits_are_taken_as_they_stand(tmp_path):
    tiles = [
        (0, "train", None, "real", (45, 5, 0)),
        (1, "train", 0, "real", (7, 7, 7)),
        (2, "", 1, "real", (9, 9, 9)),
    ]
    found = read(datasets.write(tmp_path / "edited.gpkg", tiles=tiles))
    assert found.tiles == {"train": 2, "val": 0, "test": 0, "": 1}
    assert [entry.pixels for entry in found.classes] == [45.0, 5.0, 0.0]
    assert found.repeats == 1


def test_without_training_tiles_nothing_has_a_share(tmp_path):
    found = read(datasets.write(tmp_path / "held.gpkg", tiles=[(0, "val", 1, "real", (9, 9, 9))]))
    assert [entry.share for entry in found.classes] == [0.0, 0.0, 0.0]
    assert found.imbalance.to_target == 0.0


def test_a_name_that_is_missing_is_made_of_the_value(dataset):
    sql(dataset, "UPDATE classes SET name = '', color = NULL WHERE value = 5")
    assert (read(dataset).classes[2].name, read(dataset).classes[2].color) == ("class 5", "")


def test_the_file_is_left_as_it_was(dataset):
    before, names = os.stat(dataset).st_mtime_ns, os.listdir(os.path.dirname(dataset))
    read(dataset)
    assert os.stat(dataset).st_mtime_ns == before
    assert os.listdir(os.path.dirname(dataset)) == names


class Refusing:
    """A connection that finds out at its first look that it may not take locks, as in a folder without rights."""

    def execute(self, _):
        raise sqlite3.OperationalError("unable to open database file")

    def close(self):
        pass


def test_a_file_that_refuses_locks_is_read(dataset, monkeypatch):
    """The tests may run as root, whom no folder refuses."""
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda at, **more: Refusing() if "mode=ro" in at else connect(at, **more))
    assert read(dataset).title == "ground"
    with open(dataset + "-wal", "wb") as journal:
        journal.write(b"not in the file yet")
    with pytest.raises(NoDataset, match="unable to open"):
        read(dataset)


def test_a_file_that_is_no_database_is_closed(dataset, monkeypatch):
    """Windows lets nobody remove a file that is open."""
    closed = []

    class NoDatabase:
        def execute(self, question):
            raise sqlite3.DatabaseError("file is not a database")

        def close(self):
            closed.append(self)

    monkeypatch.setattr(sqlite3, "connect", lambda at, **more: NoDatabase())
    with pytest.raises(NoDataset, match="not a database"):
        read(dataset)
    assert closed


@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_what_is_no_dataset_is_told_in_a_sentence(tmp_path, content):
    path = tmp_path / "other.gpkg"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ValueError, match=r"other\.gpkg.*choose"):
        read(str(path))


def test_what_a_dataset_lacks_is_named(dataset):
    sql(dataset, "DELETE FROM gpkg_contents WHERE table_name = 'classes'")
    with pytest.raises(NoDataset, match="lacks classes"):
        read(dataset)


@pytest.mark.parametrize("text", ["", "[]", json.dumps({"bands": []})])
def test_a_damaged_description_is_told(dataset, text):
    sql(dataset, f"UPDATE dataset SET json = '{text}'")
    with pytest.raises(NoDataset, match="damaged"):
        read(dataset)


def test_a_dataset_without_classes_is_told(dataset):
    sql(dataset, "DELETE FROM classes")
    with pytest.raises(NoDataset, match="damaged"):
        read(dataset)


def test_a_target_is_written_into_the_dataset(dataset):
    write_targets(dataset + "|layername=tiles", {2: 0.25})
    assert read(dataset).classes[1].target == 0.25
    write_targets(dataset, {2: None})
    assert read(dataset).classes[1].target is None


def test_targets_are_written_all_or_none(dataset):
    write_targets(dataset, {1: 0.7, 2: 0.3})
    assert [entry.target for entry in read(dataset).classes][:2] == [0.7, 0.3]
    with pytest.raises(NoDataset, match="no class 77"):
        write_targets(dataset, {1: 0.5, 77: 0.5})
    assert read(dataset).classes[0].target == 0.7


def test_a_class_that_is_gone_and_a_file_that_is_gone_are_told(dataset):
    with pytest.raises(NoDataset, match="no class 77"):
        write_targets(dataset, {77: 0.1})
    os.remove(dataset)
    with pytest.raises(NoDataset, match="does not exist"):
        write_targets(dataset, {2: 0.1})


def test_a_file_that_is_locked_is_told(dataset, monkeypatch):
    monkeypatch.setattr(dataset_summary, "_SECONDS_FOR_A_LOCK", 0.01)
    with closing(sqlite3.connect(dataset)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NoDataset, match="cannot be written"):
            write_targets(dataset, {2: 0.1})


def test_the_reader_reads_in_a_task(dataset, collected, wait_until):
    reader, summaries, told = collected
    reader.submit(dataset)
    assert not summaries
    wait_until(lambda: summaries)
    assert summaries == [read(dataset)]
    assert told == [""]


def test_of_many_wanted_the_last_one_counts(dataset, collected, wait_until, settle, tmp_path):
    reader, summaries, _ = collected
    sources = [dataset, str(tmp_path / "not_there.gpkg"), dataset + "|layername=tiles"]
    for source in sources:
        reader.submit(source)
    wait_until(lambda: summaries)
    settle()
    assert [summary.source for summary in summaries] == [sources[-1]]


def test_nothing_is_told_of_what_is_not_wanted_any_more(dataset, collected, settle):
    reader, summaries, told = collected
    reader.submit(dataset)
    reader.submit("")
    settle()
    assert (summaries, told) == ([], [])


def test_why_it_cannot_be_read_is_told(collected, wait_until):
    reader, summaries, told = collected
    reader.submit("/nowhere/a.gpkg|layername=tiles")
    wait_until(lambda: told)
    assert "/nowhere/a.gpkg does not exist" in told[0]
    assert not summaries


def test_a_reader_that_is_deleted_meanwhile_does_no_harm(dataset, settle):
    reader = SummaryReader()
    reader.submit(dataset)
    reader.deleteLater()
    del reader
    settle()
