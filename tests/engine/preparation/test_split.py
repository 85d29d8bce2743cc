# SPDX-License-Identifier: GPL-2.0-or-later
import itertools

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from diao_engine.dataset.classes import scheme_from_values
from diao_engine.dataset.tiles import Tiles
from diao_engine.preparation import split as split_module
from diao_engine.preparation.split import SplitSpec, assign, ground_blocks, split_tiles, without_overlaps
from diao_engine.protocol.progress import ProgressReporter

TRAIN, VAL, TEST = range(3)


def tiles_at(boxes, counts):
    n = len(boxes)
    return Tiles.fresh(
        image=np.full(n, "a.tif", dtype=object),
        label=np.full(n, "l.tif", dtype=object),
        windows=np.zeros((n, 4), dtype=int),
        counts=np.asarray(counts),
        footprint=shapely.box(*np.asarray(boxes, dtype=float).T),
        split=np.full(n, "", dtype=object),
    )


def grid_boxes(columns, rows, size=10.0, stride=10.0):
    return [(x * stride, y * stride, x * stride + size, y * stride + size) for y in range(rows) for x in range(columns)]


def splitting(tiles, *, val=0.2, test=0.0, by="block", seed=0, image=None):
    events = []
    scheme = scheme_from_values(range(tiles.counts.shape[1]), ignore=255)
    image = np.zeros(len(tiles), dtype=int) if image is None else image
    done = split_tiles(
        tiles, image, SplitSpec(val=val, test=test, by=by, seed=seed), scheme, ProgressReporter(events.append)
    )
    return done, [str(event.text) for event in events]


counts_of_blocks = st.integers(2, 30).flatmap(
    lambda blocks: st.integers(1, 5).flatmap(
        lambda k: st.lists(
            st.lists(st.sampled_from([0, 0, 1, 7, 500]), min_size=k, max_size=k), min_size=blocks, max_size=blocks
        )
    )
)


@given(counts_of_blocks, st.integers(0, 3), st.sampled_from([(0.8, 0.2, 0.0), (0.6, 0.2, 0.2), (0.5, 0.0, 0.5)]))
def test_every_class_is_in_train_whatever_the_blocks_hold(counts, seed, shares):
    counts = np.array(counts)
    side = assign(counts, np.array(shares), seed)
    assert set(side) <= {split for split in range(3) if shares[split] > 0}
    assert ((counts > 0).any(axis=0) == (counts[side == TRAIN] > 0).any(axis=0)).all()
    assert (side == assign(counts, np.array(shares), seed)).all()


@given(counts_of_blocks, st.integers(0, 3))
@settings(deadline=None)
def test_a_class_lacks_in_val_only_where_train_cannot_spare_it(counts, seed):
    counts = np.array(counts)
    side = assign(counts, np.array([0.8, 0.2, 0.0]), seed)
    for k in range(counts.shape[1]):
        holders = np.flatnonzero(counts[:, k])
        if len(holders) < 2 or (side[holders] == VAL).any():
            continue
        for block in holders:  # each of its blocks is the only one that brings train some class
            others = (side == TRAIN) & (np.arange(len(side)) != block)
            assert ((counts[block] > 0) & ~(counts[others] > 0).any(axis=0)).any()


@pytest.mark.parametrize("shares", [(0.8, 0.2, 0.0), (0.5, 0.0, 0.5), (0.6, 0.2, 0.2)])
def test_a_class_of_enough_blocks_is_held_out_whenever_there_is_a_way(shares):
    """Against all assignments there are: val lacks as few classes as can be, and test as few as that allows."""
    rng = np.random.default_rng(5)
    splits = [split for split in range(3) if shares[split] > 0]
    missed_by_greed = 0
    for seed in range(150):
        blocks, k = rng.integers(2, 7 if len(splits) == 2 else 6), rng.integers(1, 5)
        counts = (rng.random((blocks, k)) < rng.choice([0.3, 0.5, 0.7])) * rng.integers(1, 100, (blocks, k))
        has = counts > 0
        best = min(
            lacking
            for sides in itertools.product(splits, repeat=blocks)
            if (lacking := lacks(has, np.array(sides), splits)) is not None
        )
        assert lacks(has, assign(counts, np.array(shares), seed), splits) == best
        greedy = split_module._greedy(counts, np.array(shares), splits[1:], np.zeros((3, k), dtype=int))
        missed_by_greed += lacks(has, greedy.split_index, splits) != best
    assert missed_by_greed  # there was something to find


def lacks(has, side, splits):
    """How many classes each held-out split lacks of those promised to it; None where train lacks one."""
    if not (has[side == TRAIN].any(axis=0) == has.any(axis=0)).all():
        return None
    return tuple(
        int((~has[side == split].any(axis=0) & (has.sum(axis=0) >= 2 + position)).sum())
        for position, split in enumerate(splits[1:])
    )


def test_the_search_ends_on_large_cases_without_a_way():
    """Each of 30 classes is in two blocks, of which both are the only ones of another class: train needs them all."""
    pairs = np.repeat(np.eye(30, dtype=int), 2, axis=0)
    counts = np.hstack([pairs, np.eye(60, dtype=int)])
    side = assign(counts, np.array([0.8, 0.2, 0.0]), 0)
    assert (side == TRAIN).all()


def test_shares_are_near_what_was_asked_for():
    rng = np.random.default_rng(1)
    counts = rng.gamma(0.5, 1000, (200, 4)).astype(int)
    side = assign(counts, np.array([0.7, 0.2, 0.1]), 0)
    for split, share in ((TRAIN, 0.7), (VAL, 0.2), (TEST, 0.1)):
        got = counts[side == split].sum(axis=0) / counts.sum(axis=0)
        assert got == pytest.approx(np.full(4, share), abs=0.02)


def test_held_out_blocks_are_as_large_as_the_others():
    counts = np.random.default_rng(0).integers(0, 1000, (20_000, 8))
    side = assign(counts, np.array([0.8, 0.2, 0.0]), 0)
    assert np.mean(side == VAL) == pytest.approx(0.2, abs=0.005)
    assert counts[side == VAL].sum() / counts.sum() == pytest.approx(0.2, abs=0.001)


def test_blocks_are_squares_of_neighbouring_tiles():
    boxes = np.array(grid_boxes(40, 32))
    block = ground_blocks(shapely.box(*boxes.T), SplitSpec(val=0.2, test=0.0, by="block", seed=0), overlapping=False)
    # 40 x 32 tiles in blocks of 8 x 8 make 20, four for each fifth of the ground.
    spans = [np.ptp(boxes[block == b][:, [0, 3]], axis=0).tolist() for b in range(block.max() + 1)]
    assert spans == [[70, 70]] * 20
    assert np.bincount(block).tolist() == [64] * 20


def test_images_that_overlap_share_blocks():
    boxes = np.array(grid_boxes(6, 6) + [(x + 1, y, x2 + 1, y2) for x, y, x2, y2 in grid_boxes(6, 6)])
    block = ground_blocks(shapely.box(*boxes.T), SplitSpec(val=0.5, test=0.0, by="block", seed=0), overlapping=True)
    assert (block[:36] == block[36:]).mean() > 0.9


@st.composite
def overlapping_tiles(draw):
    stride = draw(st.sampled_from([4.0, 7.5, 10.0]))
    boxes = grid_boxes(draw(st.integers(1, 7)), draw(st.integers(1, 7)), stride=stride)
    if draw(st.booleans()):
        boxes = boxes + [(x + 3, y + 3, x2 + 3, y2 + 3) for x, y, x2, y2 in boxes]
    k = draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 100)))
    counts = rng.integers(1, 100, (len(boxes), k)) * (rng.random((len(boxes), k)) < 0.3)
    counts[:, 0] += 1
    return tiles_at(boxes, counts)


@given(overlapping_tiles(), st.integers(0, 2), st.sampled_from([(0.2, 0.0), (0.3, 0.3)]))
@settings(deadline=None, max_examples=60)
def test_overlapping_tiles_never_stand_on_both_sides_and_train_keeps_every_class(tiles, seed, shares):
    done, _ = splitting(tiles, val=shares[0], test=shares[1], seed=seed)
    pairs = done.overlapping()
    assert (done.split[pairs[:, 0]] == done.split[pairs[:, 1]]).all()
    assert ((done.of("train").counts > 0).any(axis=0) == (tiles.counts > 0).any(axis=0)).all()
    assert done.tile_id.tolist() == list(range(1, len(done) + 1))
    again, _ = splitting(tiles, val=shares[0], test=shares[1], seed=seed)
    assert (again.split == done.split).all()


def test_train_gives_way_and_takes_a_lost_class_back():
    side = np.array([TRAIN, VAL, TRAIN])
    kept = without_overlaps(side, np.array([[5], [5], [5]]), np.array([[0, 1]]))
    assert kept.tolist() == [False, True, True]
    kept = without_overlaps(side, np.array([[5, 1], [5, 0], [5, 0]]), np.array([[0, 1]]))
    assert kept.tolist() == [True, False, True]


def test_without_overlap_no_tile_is_lost():
    tiles = tiles_at(grid_boxes(10, 10), np.ones((100, 2), dtype=int))
    done, messages = splitting(tiles)
    assert len(done) == 100
    assert np.count_nonzero(done.split == "val") == pytest.approx(20, abs=2)
    assert messages == []


def test_seed_decides_between_equals():
    tiles = tiles_at(grid_boxes(10, 10), np.ones((100, 2), dtype=int))
    first, second = (splitting(tiles, seed=seed)[0].split for seed in (0, 1))
    assert (first != second).any()


def test_whole_images():
    image = np.repeat([0, 1, 2, 3, 4], 20)
    tiles = tiles_at(grid_boxes(10, 10), np.ones((100, 1), dtype=int))
    done, _ = splitting(tiles, by="image", image=image)
    sides = [set(done.split[image == number]) for number in range(5)]
    assert all(len(side) == 1 for side in sides)
    assert sum(side == {"val"} for side in sides) == 1


def test_one_block_is_all_train_with_a_warning():
    done, messages = splitting(tiles_at(grid_boxes(1, 1), [[5]]))
    assert done.split.tolist() == ["train"]
    assert "nothing is left to validate on" in messages[0]


def test_nothing_held_out_needs_no_warning():
    done, messages = splitting(tiles_at(grid_boxes(1, 1), [[5]]), val=0.0)
    assert done.split.tolist() == ["train"]
    assert messages == []


def test_class_in_one_block_is_in_train_and_named():
    counts = np.ones((100, 2), dtype=int)
    counts[1:, 1] = 0
    done, messages = splitting(tiles_at(grid_boxes(10, 10), counts))
    assert done.of("train").counts[:, 1].sum() == 1
    assert messages == [
        "val has no pixel of class 1: one block only holds it, and train needs that; label more of it elsewhere."
    ]


def test_a_class_of_two_blocks_that_train_needs_is_told_so():
    # Class 0 is in both images, and each of them is the only one of another class.
    counts = [[5, 5, 0], [5, 0, 5]]
    done, messages = splitting(tiles_at(grid_boxes(2, 1), counts), val=0.5, by="image", image=np.array([0, 1]))
    assert done.split.tolist() == ["train", "train"]
    assert messages == ["No tile could be held out as val; use more ground or smaller tiles."]
    counts = [[5, 5, 0, 5], [5, 0, 5, 5], [0, 0, 0, 5]]
    _, messages = splitting(tiles_at(grid_boxes(3, 1), counts), val=0.5, by="image", image=np.arange(3))
    assert messages[0] == (
        "val has no pixel of class 0: every choice that was found takes a class away from train; label more of it elsewhere."
    )
    assert messages[1].startswith("val has no pixel of class 1 or class 2: one image only holds it")


def test_a_class_lost_to_overlap_is_told_so():
    """Class 1 is in the first and the third image; the third lies under the second, which train needs for class 2."""
    counts = [[5, 5, 0], [5, 0, 5], [5, 5, 0], [9, 0, 0], [9, 0, 0]]
    boxes = [(0, 0, 10, 10), (100, 0, 110, 10), (105, 0, 115, 10), (300, 0, 310, 10), (400, 0, 410, 10)]
    told = "val has no pixel of class 1: all tiles with it there overlap tiles of another split and were left out; lower Overlap."
    seen = set()
    for seed in range(20):
        done, messages = splitting(tiles_at(boxes, counts), val=0.4, by="image", image=np.arange(5), seed=seed)
        is_lost = bool((done.split == "val").any() and not (done.of("val").counts[:, 1] > 0).any())
        assert (told in messages) is is_lost
        seen.add(is_lost)
    assert seen == {True, False}


def test_the_third_split_needs_three_blocks():
    counts = np.ones((100, 2), dtype=int)
    counts[:, 1] = 0
    counts[[0, 99], 1] = 9
    done, messages = splitting(tiles_at(grid_boxes(10, 10), counts), val=0.2, test=0.2)
    assert (done.of("val").counts[:, 1] > 0).any()
    assert messages == [
        "test has no pixel of class 1: 2 blocks only hold it, and the other splits need these; label more of it elsewhere."
    ]
