# SPDX-License-Identifier: GPL-2.0-or-later
"""Paired differences and their intervals, against values worked by hand and against what an interval promises."""

from __future__ import annotations

import math

import numpy as np
import pytest

from diao_engine.comparison.differences import mean_interval, paired


def test_a_difference_worked_by_hand():
    # Gains 1, 2, 3: mean 2, deviation 1, t(0.975, 2) = 4.302653, half width 4.302653 / sqrt(3) = 2.484138.
    found = paired({0: 11.0, 1: 22.0, 2: 33.0}, {0: 10.0, 1: 20.0, 2: 30.0})
    assert (found.mean, found.pairs, found.is_real) == (2.0, 3, False)
    assert (found.low, found.high) == pytest.approx((2 - 2.484138, 2 + 2.484138), abs=1e-6)


def test_pairs_are_those_of_one_key_with_a_number_on_both_sides():
    found = paired({0: 1.0, 1: 5.0, 2: math.nan, 3: 9.0}, {1: 2.0, 2: 1.0, 3: 4.0, 4: 0.0})
    assert (found.mean, found.pairs) == (4.0, 2)
    assert paired({0: 1.0}, {1: 1.0}) is None


def test_one_pair_has_no_interval_and_is_not_real():
    found = paired({0: 3.0}, {0: 1.0})
    assert found.mean == 2.0
    assert math.isnan(found.low)
    assert math.isnan(found.high)
    assert not found.is_real


@pytest.mark.parametrize("sign", [1, -1])
def test_a_difference_is_real_on_either_side_of_zero(sign):
    assert paired({0: sign * 5.0, 1: sign * 5.1, 2: sign * 4.9}, {0: 0.0, 1: 0.0, 2: 0.0}).is_real


def test_overlap_of_the_folds_widens_the_interval():
    # Variance times (1 / 5 + 1 / 4) instead of 1 / 5: sqrt(0.45 / 0.2) = 1.5 times as wide.
    first, second = {fold: float(fold) for fold in range(5)}, dict.fromkeys(range(5), 0.0)
    plain, folds = paired(first, second), paired(first, second, overlap=0.25)
    assert folds.mean == plain.mean
    assert folds.high - folds.mean == pytest.approx(1.5 * (plain.high - plain.mean))


def test_an_interval_holds_the_true_difference_as_often_as_it_says():
    rng = np.random.default_rng(0)
    holds = 0
    for _ in range(2000):
        gains = rng.normal(1.0, 2.0, 5)
        found = mean_interval(gains.tolist())
        holds += found.low <= 1.0 <= found.high
    assert 0.93 < holds / 2000 < 0.97
