# SPDX-License-Identifier: GPL-2.0-or-later
"""Concentration of the draws, the objective that prices it, and its lower bound, by hand and against brute force."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diao_engine.metrics.variety import effective_tiles
from diao_engine.scoring import objective_bound as objective_bound_module
from diao_engine.scoring.evenness import concentration
from diao_engine.scoring.imbalance import divergence, lifted, uniform
from diao_engine.scoring.lower_bound import lower_bound
from diao_engine.scoring.objective_bound import objective_bound
from diao_engine.scoring.oversample import Limits, objective, oversample

from .test_oversample import EACH_TARGET, SIX_TILES, draw

evennesses = st.sampled_from([1e-3, 0.02, 0.05, 0.3, 2.0])


def test_concentration_and_effective_tiles_by_hand():
    # Four tiles of one size drawn 1, 1, 2 and 4 times: shares 1/8, 1/8, 1/4, 1/2; entropy 2 * 3/8 + 1/2 + 1/2 = 1.75 bits.
    repeats = np.array([1, 1, 2, 4])
    assert effective_tiles(repeats) == pytest.approx(2**1.75)
    assert concentration(repeats, np.full(4, 50)) == pytest.approx(0.25 * np.log(2))
    assert effective_tiles(np.array([0, 1, 1, 2, 4])) == pytest.approx(2**1.75)


def test_concentration_counts_pixels():
    # Tiles of 30 and 10 pixels: shares 3/4, 1/4 once, and 1/2, 1/2 when the small one is drawn three times.
    expected = 0.5 * np.log(0.5 / 0.75) + 0.5 * np.log(0.5 / 0.25)
    assert concentration(np.array([1, 3]), np.array([30, 10])) == pytest.approx(expected)
    assert concentration(np.array([5, 5]), np.array([30, 10])) == 0.0
    assert concentration(np.array([1, 9]), np.array([30, 0])) == 0.0
    assert concentration(np.array([2, 1]), np.array([0, 0])) == 0.0
    assert effective_tiles(np.array([0, 0])) == 0.0


@EACH_TARGET
@pytest.mark.parametrize(("evenness", "missed"), [(0.01, 1e-9), (0.05, 1e-9), (0.5, 1e-3)])
@pytest.mark.parametrize("budget", [1, 3, 6])
def test_the_objective_against_every_choice_there_is(budget, evenness, missed, target_of):
    target, limits = target_of(SIX_TILES.sum(axis=0)), Limits(3, budget, evenness=evenness)
    choices = (np.array(r) for r in itertools.product(range(1, 4), repeat=6) if sum(r) - 6 <= budget)
    best = min(objective(SIX_TILES, r, target, limits) for r in choices)
    assert objective(SIX_TILES, oversample(SIX_TILES, target, limits), target, limits) <= best + missed
    bound = objective_bound(SIX_TILES, target, limits)
    assert bound.bound <= best + 1e-12
    assert bound.bound <= bound.relaxed <= bound.bound + 1e-6


@EACH_TARGET
@settings(deadline=None, max_examples=25)
@given(
    seed=st.integers(0, 10_000), tiles=st.integers(2, 40), limits=st.tuples(st.integers(1, 8), st.integers(0, 60)),
    evenness=evennesses,
)  # fmt: skip
def test_no_repeats_go_below_the_bound_of_the_objective(seed, tiles, limits, evenness, target_of):
    counts, limits = draw(seed, tiles), Limits(*limits, evenness=evenness)
    target, rng = target_of(counts.sum(axis=0)), np.random.default_rng(seed)
    repeats = oversample(counts, target, limits)
    assert repeats.min() >= 1
    assert repeats.max() <= limits.max_repeats
    assert repeats.sum() - len(counts) <= limits.budget
    bound = objective_bound(counts, target, limits)
    assert bound.bound <= bound.relaxed + 1e-9
    reached = objective(counts, repeats, target, limits)
    assert bound.bound <= reached + 1e-9
    assert reached <= objective(counts, np.ones(len(counts)), target, limits) + 1e-9
    for _ in range(3):  # real-valued repeats are bounded too
        copies = rng.uniform(0, limits.max_repeats - 1, len(counts)) * rng.integers(0, 2, len(counts))
        within = 1 + copies * min(1.0, limits.budget / max(copies.sum(), 1e-9))
        assert bound.bound <= objective(counts, within, target, limits) + 1e-9


@EACH_TARGET
@pytest.mark.parametrize("steps", [1, 2, 5])
def test_the_bound_is_certified_however_few_steps_there_are(monkeypatch, target_of, steps):
    cases = [(draw(seed, 40), Limits(3 + seed % 4, 10 + seed, evenness=0.02)) for seed in range(6)]
    least = [objective_bound(tiles, target_of(tiles.sum(axis=0)), limits).relaxed for tiles, limits in cases]
    monkeypatch.setattr(objective_bound_module, "_STEPS", steps)
    bounds = [objective_bound(tiles, target_of(tiles.sum(axis=0)), limits) for tiles, limits in cases]
    assert all(early.bound <= lowest + 1e-9 for early, lowest in zip(bounds, least, strict=True))
    assert any(early.bound < lowest - 1e-9 for early, lowest in zip(bounds, least, strict=True))


@pytest.mark.parametrize("evenness", [1e-3, 0.05, 0.5])
@EACH_TARGET
def test_many_tiles_end_close_to_the_bound_of_the_objective(evenness, target_of):
    tiles = draw(3, 5000)
    target, limits = target_of(tiles.sum(axis=0)), Limits(10, 5000, evenness=evenness)
    reached = objective(tiles, oversample(tiles, target, limits), target, limits)
    bound = objective_bound(tiles, target, limits)
    assert bound.relaxed - bound.bound < 1e-6
    assert bound.bound <= reached
    # What is left is the price of whole repeats: between two whole numbers the concentration is convex.
    assert reached - bound.bound < 0.02 * evenness + 1e-5


def test_without_evenness_the_bound_is_that_of_the_imbalance():
    tiles = draw(5, 60)
    target, limits = uniform(tiles.sum(axis=0)), Limits(4, 30)
    assert objective_bound(tiles, target, limits) == lower_bound(tiles, target, limits)
    repeats = oversample(tiles, target, limits)
    assert objective(tiles, repeats, target, limits) == divergence(repeats @ tiles, target)


@EACH_TARGET
def test_more_evenness_means_more_effective_tiles_and_less_balance(target_of):
    tiles = draw(4, 400)
    target = target_of(tiles.sum(axis=0))
    repeats = [oversample(tiles, target, Limits(10, 400, evenness=evenness)) for evenness in (0.0, 0.05, 0.3, 2.0)]
    effective = [effective_tiles(each) for each in repeats]
    imbalances = [divergence(each @ tiles, target) for each in repeats]
    assert effective == sorted(effective)
    assert effective[-1] > 1.1 * effective[0]
    assert imbalances == sorted(imbalances)


def test_copies_spread_over_tiles_that_are_alike():
    tiles = np.array([[100, 0]] * 20 + [[0, 100]] * 4)
    target = lifted(tiles.sum(axis=0), 0.5)
    concentrated = oversample(tiles, target, Limits(10, 3))
    spread = oversample(tiles, target, Limits(10, 3, evenness=0.05))
    assert concentrated.sum() == spread.sum() == 27
    assert spread[20:].tolist() == [2, 2, 2, 1]
