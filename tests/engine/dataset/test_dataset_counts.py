# SPDX-License-Identifier: GPL-2.0-or-later
"""Tiles are counted alike in arrays and in the file, and what is added up for a number is what the number means."""

import dataclasses
import sqlite3
from contextlib import closing

import numpy as np
import pytest

from diao_engine.dataset.store import load, save
from diao_engine.jobs import LayerRef
from diao_engine.jobs.common import ORIGINS
from diao_engine.jobs.dataset_counts import DatasetCounts, TileGroup, count_in_file
from tests.engine.landscape import draw


@pytest.mark.parametrize("seed", range(4))
def test_both_sides_of_the_process_border_count_alike(tmp_path, seed):
    dataset = load(LayerRef(draw(tmp_path, tiles=12, val=4)))
    rng, n = np.random.default_rng(seed), len(dataset.tiles)
    counts = rng.integers(0, 5, dataset.tiles.counts.shape) * rng.integers(0, 1000, dataset.tiles.counts.shape)
    tiles = dataclasses.replace(
        dataset.tiles,
        split=rng.choice(np.array(["train", "val", "test"], dtype=object), n),
        origin=rng.choice(np.array(ORIGINS, dtype=object), n),
        repeats=rng.integers(0, 4, n),
        counts=counts,
        labelled_px=counts.sum(axis=1),
    )
    path = str(tmp_path / "mixed.gpkg")
    save(dataset.with_tiles(tiles), path, final_path=path)
    with closing(sqlite3.connect(path)) as file:
        read = count_in_file(file, dataset.scheme.values)
    made = tiles.counted()
    assert sorted(read.groups) == sorted(made.groups)
    assert read.classes == made.classes == len(dataset.scheme)
    train = tiles.of("train")
    assert made.shown() == train.total().tolist()
    assert made.draws() == train.repeats.sum()
    assert made.px("val") == tiles.of("val").counts.sum(axis=0).tolist()


@pytest.fixture
def counted():
    """Two real tiles in use, one left out, a synthetic one with a class of its own, a reviewed one, and one to validate on."""
    return DatasetCounts(
        (
            TileGroup("train", "real", True, 2, 5, (50, 5, 0), (20, 2, 0), (2, 1, 0)),
            TileGroup("train", "real", False, 1, 0, (0, 0, 0), (7, 0, 0), (1, 0, 0)),
            TileGroup("train", "synthetic", True, 1, 3, (30, 3, 9), (10, 1, 3), (1, 1, 1)),
            TileGroup("train", "reviewed", True, 1, 1, (0, 4, 1), (0, 4, 1), (0, 1, 1)),
            TileGroup("val", "real", True, 1, 1, (8, 0, 4), (8, 0, 4), (1, 0, 1)),
        ),
        3,
    )


def test_what_is_added_up(counted):
    assert counted.tiles() == {"train": 5, "val": 1, "test": 0}
    assert (counted.synthetic(), counted.draws(), counted.drawn(), counted.drawn(only_synthetic=True)) == (1, 9, 4, 1)
    assert counted.reviewed() == 1
    assert counted.shown() == [80, 12, 10]
    assert counted.once() == [27, 2, 0]
    assert counted.real() == [20, 2, 0]
    assert counted.natural() == [20, 2, 4]
    assert (counted.px("val"), counted.tiles_with("val"), counted.few()) == ([8, 0, 4], [1, 0, 1], (True, False, True))


def test_without_tiles_everything_is_0():
    nothing = DatasetCounts((), 2)
    assert nothing.tiles() == {"train": 0, "val": 0, "test": 0}
    assert (nothing.shown(), nothing.natural(), nothing.few()) == ([0, 0], [0, 0], (False, False))
