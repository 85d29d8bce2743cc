# SPDX-License-Identifier: GPL-2.0-or-later
"""The formulas that both sides of the process border share, by hand and against the engine's array forms."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diao_engine.dataset.classes import ClassScheme
from diao_engine.jobs import Train, balance, specs
from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.scoring import imbalance
from diao_engine.scoring.imbalance import divergence

classes = st.integers(1, 300).flatmap(
    lambda k: st.tuples(
        st.lists(st.integers(0, 10**12), min_size=k, max_size=k),
        st.lists(st.floats(1e-9, 1.0), min_size=k, max_size=k),
    )
)


@given(classes)
def test_the_imbalance_is_that_of_the_engine(case):
    counts, target = case
    expected = divergence(np.array(counts), np.array(target))
    assert balance.imbalance(counts, target) == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert balance.imbalance(balance.shares(counts), target) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@given(classes, st.floats(0.0, 1.0))
def test_the_wanted_shares_are_those_of_the_engine(case, temper):
    counts, stated = case
    array = np.array(counts)
    if not array.sum():
        return
    names = [str(k) for k in range(len(counts))]
    of_engine = {
        "uniform": imbalance.uniform(array),
        "tempered": imbalance.tempered(array, temper),
        "lifted": imbalance.lifted(array, temper),
        "custom": imbalance.custom(array, np.array(balance.target_shares(stated)), names),
    }
    for choice, expected in of_engine.items():
        assert balance.wanted_shares(choice, counts, stated, temper) == pytest.approx(expected, abs=1e-9), choice


def test_every_target_that_can_be_chosen_has_its_shares():
    (choices,) = (spec.choices for spec in specs(Train) if spec.name == "target")
    for choice in choices:
        assert sum(balance.wanted_shares(choice, (90, 10, 0), (0.5, None, 0.0), 0.5)) == pytest.approx(1.0)


def test_rare_classes_are_raised_and_the_rest_keep_their_proportions():
    """Square roots of 0.6, 0.3, 0.1 sum to 1.6387; the rare one gets 0.3162 of it."""
    peat = math.sqrt(0.1) / (math.sqrt(0.6) + math.sqrt(0.3) + math.sqrt(0.1))
    left = 1 - peat - math.sqrt(0.3) / (math.sqrt(0.6) + math.sqrt(0.3) + math.sqrt(0.1))
    found = balance.wanted_shares("lifted", (60, 30, 10), (None,) * 3, 0.5)
    assert found == pytest.approx((left, 1 - peat - left, peat))


def test_the_imbalance_of_three_classes():
    # p = 0.8, 0.1, 0.1: D = 0.8 ln 2.4 + 2 * 0.1 ln 0.3
    expected = 0.8 * math.log(2.4) + 0.2 * math.log(0.3)
    assert balance.imbalance((480, 60, 60), (1 / 3, 1 / 3, 1 / 3)) == pytest.approx(expected)
    assert balance.imbalance((0, 0), (0.5, 0.5)) == 0.0
    assert balance.imbalance((1, 1), (1.0, 0.0)) == math.inf
    assert balance.imbalance((1, 0), (1.0, 0.0)) == 0.0


@given(st.lists(st.none() | st.floats(0.0, 10.0), min_size=1, max_size=30))
def test_target_shares_sum_to_one_and_keep_their_proportions(targets):
    shares = balance.target_shares(targets)
    assert math.fsum(shares) == pytest.approx(1.0)
    stated = [1 / len(targets) if target is None else target for target in targets]
    if sum(stated) > 0:
        assert shares == pytest.approx([share / math.fsum(stated) for share in stated])
        scheme = ClassScheme(tuple(ClassInfo(k, str(k), target=target) for k, target in enumerate(targets)), 255)
        assert scheme.targets().tolist() == list(shares)


def test_targets_that_are_none():
    assert balance.target_shares([None, 0.5, -1.0]) == pytest.approx((0.4, 0.6, 0.0))
    assert balance.target_shares([0.0, -1.0]) == (0.5, 0.5)


def test_minority_classes_are_below_their_target_by_more_than_rounding():
    assert balance.minority_classes([7, 2, 1]) == (False, True, True)
    assert balance.minority_classes([0.1, 0.2, 0.7], [0.05, 0.25, 0.7]) == (False, True, False)
    assert balance.minority_classes([1, 1, 1, 1, 1, 1], [1 / 6] * 6) == (False,) * 6
    assert balance.minority_classes([0.1 * 3, 0.7], [0.3, 0.7]) == (False, False)


def test_a_class_that_does_not_occur_is_in_the_minority_where_it_has_a_target():
    assert balance.minority_classes([3, 1, 0]) == (False, True, False)
    assert balance.minority_classes([3, 1, 0], [1 / 3] * 3) == (False, True, True)
    assert balance.minority_classes([0, 0]) == (False, False)


def test_even_shares_are_those_of_the_classes_that_occur():
    assert balance.even_shares([5, 0, 1]) == (0.5, 0.0, 0.5)
    assert balance.even_shares([0, 0]) == (0.0, 0.0)


def history(*results):
    return [{"step": "score", "results": each} for each in results]


def test_imbalance_is_to_the_target_of_the_last_step_that_set_one():
    counts = (480, 60, 60)
    even = 0.8 * math.log(2.4) + 0.2 * math.log(0.3)
    assert balance.imbalances((), counts) == pytest.approx((even, even, False))
    steps = history({"target_shares": [0.2, 0.4, 0.4]}, {"target_shares": [0.6, 0.2, 0.2]}, {"tiles_made": 3})
    expected = 0.8 * math.log(0.8 / 0.6) + 0.2 * math.log(0.5)
    assert balance.imbalances(steps, counts) == pytest.approx((expected, even, True))


@pytest.mark.parametrize(
    "shares",
    [[0.5, 0.5], [0.5, 0.5, 0.0], [0.5, 0.6, -0.1], [0.0, 0.0, 0.0], [0.5, 0.5, math.nan], "abc", None, [1, 2, "3"]],
)
def test_a_target_that_does_not_fit_the_classes_counts_for_nothing(shares):
    assert balance.last_target(history({"target_shares": shares}), (480, 60, 60)) is None


@pytest.mark.parametrize("entry", [{}, {"results": None}, {"results": []}, "text", None])
def test_steps_that_are_no_steps_are_passed_over(entry):
    assert balance.last_target([*history({"target_shares": [1, 1, 2]}), entry], (1, 1, 1)) == (0.25, 0.25, 0.5)
