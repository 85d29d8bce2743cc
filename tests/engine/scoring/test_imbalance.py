# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers of resources/docs/method.md, "Scoring", worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diao_engine.scoring import imbalance
from tests.refused import refused

SIX_TILES = np.array(
    [[90, 10, 0], [80, 10, 10], [100, 0, 0], [100, 0, 0], [60, 40, 0], [50, 0, 50]]
)  # sums 480, 60, 60
UNIFORM = np.full(3, 1 / 3)

counts_of_classes = st.lists(st.integers(0, 10_000), min_size=2, max_size=6).filter(any).map(np.array)


def test_divergence_of_the_six_tiles():
    # p = 0.8, 0.1, 0.1: D = 0.8 ln 2.4 + 2 * 0.1 ln 0.3
    assert imbalance.divergence(SIX_TILES.sum(axis=0), UNIFORM) == pytest.approx(
        0.8 * math.log(2.4) + 0.2 * math.log(0.3)
    )


def test_divergence_leaves_out_classes_that_do_not_occur():
    assert imbalance.divergence(np.array([5, 5, 0]), UNIFORM) == pytest.approx(0.0)
    assert imbalance.divergence(np.zeros(3), UNIFORM) == 0.0


@given(counts_of_classes)
def test_divergence_is_zero_only_at_the_target(counts):
    target = np.full(len(counts), 1 / len(counts))
    occurring = counts[counts > 0]
    value = imbalance.divergence(counts, target)
    assert value >= 0.0
    assert (value < 1e-12) == (occurring.min() == occurring.max())


def test_density_scores_of_the_six_tiles():
    counts = SIX_TILES.sum(axis=0)
    d = imbalance.divergence(counts, UNIFORM)
    common, rare = math.log(1 / 2.4), math.log(1 / 0.3)
    expected = [0.9 * common + 0.1 * rare + d, 0.8 * common + 0.2 * rare + d, common + d, common + d]
    expected += [0.6 * common + 0.4 * rare + d, 0.5 * common + 0.5 * rare + d]
    assert imbalance.density_scores(SIX_TILES, counts, UNIFORM) == pytest.approx(expected)


def test_gain_scores_count_the_pixels():
    counts = SIX_TILES.sum(axis=0)
    density = imbalance.density_scores(SIX_TILES, counts, UNIFORM)
    assert imbalance.gain_scores(SIX_TILES, counts, UNIFORM) == pytest.approx(100 * density)
    few, full = np.array([0, 0, 3]), np.array([40, 0, 60])
    assert np.argmax(imbalance.density_scores(np.array([few, full]), counts, UNIFORM)) == 0
    assert np.argmax(imbalance.gain_scores(np.array([few, full]), counts, UNIFORM)) == 1


def test_score_is_the_derivative_of_the_imbalance():
    counts = SIX_TILES.sum(axis=0).astype(float)
    step = 1e-6
    for tile, score in zip(SIX_TILES, imbalance.density_scores(SIX_TILES, counts, UNIFORM), strict=True):
        slope = (imbalance.divergence(counts + step * tile, UNIFORM) - imbalance.divergence(counts, UNIFORM)) / step
        assert -slope * counts.sum() / tile.sum() == pytest.approx(score, abs=1e-5)


def test_scores_do_not_depend_on_the_size_of_a_tile():
    counts = SIX_TILES.sum(axis=0)
    assert imbalance.density_scores(SIX_TILES * 7, counts, UNIFORM) == pytest.approx(
        imbalance.density_scores(SIX_TILES, counts, UNIFORM)
    )


def test_an_empty_tile_scores_zero():
    assert imbalance.density_scores(np.zeros((1, 3), dtype=int), np.array([5, 1, 1]), UNIFORM).tolist() == [0.0]


def test_lifted_target_raises_the_rare_and_keeps_the_proportions_of_the_common():
    counts = np.array([600, 300, 90, 10, 0])
    target = imbalance.lifted(counts, 0.5)
    assert target.sum() == pytest.approx(1.0)
    assert target[0] / target[1] == pytest.approx(2.0)
    assert target[2:] == pytest.approx(imbalance.tempered(counts, 0.5)[2:])
    assert target[3] > 0.01
    assert target[4] == 0
    assert imbalance.lifted(counts, 1.0) == pytest.approx(counts / 1000)
    even = np.array([5, 5, 0])  # no class is rare
    assert imbalance.lifted(even, 0.5) == pytest.approx([0.5, 0.5, 0])


def test_tempered_target_goes_from_uniform_to_the_data():
    counts = np.array([90, 10, 0])
    assert imbalance.tempered(counts, 0.0) == pytest.approx([0.5, 0.5, 0])
    assert imbalance.tempered(counts, 1.0) == pytest.approx([0.9, 0.1, 0])
    assert imbalance.tempered(counts, 0.5) == pytest.approx([0.75, 0.25, 0])


def test_custom_target_of_zero_for_an_occurring_class_is_refused_by_name():
    with refused("target_of_zero", names=["peat"]):
        imbalance.custom(np.array([5, 5]), np.array([1.0, 0.0]), ["forest", "peat"])
    assert imbalance.custom(np.array([5, 0]), np.array([0.3, 0.7]), ["forest", "peat"]) == pytest.approx([1, 0])
