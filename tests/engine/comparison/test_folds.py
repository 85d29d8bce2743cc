# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts of the training ground that are measured on in turn."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from diao_engine.comparison.folds import folds, spread
from diao_engine.dataset.tiles import Tiles
from diao_engine.errors import BadInput


def grid(side, *, step=10, counts=None):
    """Tiles of 10 m in a square, `step` apart: below 10 they overlap."""
    places = [(step * column, step * row) for row in range(side) for column in range(side)]
    n = len(places)
    return Tiles.fresh(
        image=np.full(n, "a.tif", dtype=object),
        label=np.full(n, "b.tif", dtype=object),
        windows=np.array([[x, y, 10, 10] for x, y in places]),
        counts=np.full((n, 2), 50) if counts is None else counts,
        footprint=np.array([shapely.box(x, y, x + 10, y + 10) for x, y in places]),
        split=np.full(n, "train", dtype=object),
    )


@pytest.mark.parametrize("count", [2, 3, 5])
def test_each_tile_is_measured_once_and_trained_on_otherwise(count):
    tiles = grid(8)
    found = folds(tiles, count, seed=0)
    measured = [set(fold.of("val").tile_id.tolist()) for fold in found]
    assert len(found) == count
    assert sum(map(len, measured)) == len(tiles)
    assert set().union(*measured) == set(tiles.tile_id.tolist())
    for fold, part in zip(found, measured, strict=True):
        assert set(fold.of("train").tile_id.tolist()) == set(tiles.tile_id.tolist()) - part


def test_no_training_tile_shares_ground_with_a_measured_one():
    for fold in folds(grid(12, step=6), 3, seed=1):
        trained, measured = (shapely.union_all(fold.of(split).footprint) for split in ("train", "val"))
        assert not trained.is_empty
        assert shapely.intersection(trained, measured).area == pytest.approx(0.0, abs=1e-6)


def test_too_few_blocks_are_refused():
    with pytest.raises(BadInput) as error:
        folds(grid(1), 2, seed=0)
    assert error.value.sentences[0].code == "blocks_for_folds"


def test_a_rare_class_is_in_every_part_that_it_can_be_in():
    counts = np.array([[100, 0]] * 9 + [[90, 10]] * 3)
    part = spread(counts.astype(float), 3, seed=0)
    assert sorted(part[9:]) == [0, 1, 2]
    assert np.bincount(part).tolist() == [4, 4, 4]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 6).flatmap(
        lambda parts: st.tuples(
            st.just(parts),
            st.lists(st.lists(st.integers(0, 100), min_size=3, max_size=3), min_size=parts, max_size=24),
            st.integers(0, 3),
        )
    )
)
def test_no_part_is_empty_and_the_same_seed_gives_the_same_parts(case):
    parts, counts, seed = case
    part = spread(np.array(counts, dtype=float), parts, seed=seed)
    assert set(part) == set(range(parts))
    assert (part == spread(np.array(counts, dtype=float), parts, seed=seed)).all()
