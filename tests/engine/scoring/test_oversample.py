# SPDX-License-Identifier: GPL-2.0-or-later
"""The iteration, its lower bound and the baselines, on drawn datasets and against brute force."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diao_engine.scoring import lower_bound as lower_bound_module
from diao_engine.scoring.baselines import BASELINES
from diao_engine.scoring.imbalance import custom, divergence, lifted, log_ratio, tempered, uniform
from diao_engine.scoring.lower_bound import lower_bound
from diao_engine.scoring.methods import METHODS
from diao_engine.scoring.oversample import Limits, oversample

SIX_TILES = np.array([[90, 10, 0], [80, 10, 10], [100, 0, 0], [100, 0, 0], [60, 40, 0], [50, 0, 50]])


def rising(counts: np.ndarray) -> np.ndarray:
    return custom(counts, np.arange(1.0, len(counts) + 1), [f"class {k}" for k in range(len(counts))])


TARGETS = {
    "uniform": uniform,
    "tempered": lambda counts: tempered(counts, 0.5),
    "lifted": lambda counts: lifted(counts, 0.5),
    "custom": rising,
}


def repeats_by(method: str, tiles: np.ndarray, limits: Limits) -> np.ndarray:
    target = uniform(tiles.sum(axis=0))
    return METHODS[method](tiles, target, limits, np.random.default_rng(0), lambda copies, imbalance: None)


EACH_TARGET = pytest.mark.parametrize("target_of", TARGETS.values(), ids=TARGETS)


def draw(seed: int, tiles: int, classes: int = 6, same_size: bool = False) -> np.ndarray:
    rng = np.random.default_rng(seed)
    shares = rng.dirichlet(np.geomspace(1, 0.01, classes), size=tiles)
    return np.floor(shares * (65536 if same_size else rng.integers(500, 65536, size=(tiles, 1)))).astype(np.int64)


datasets = st.builds(draw, st.integers(0, 10_000), st.integers(2, 40), st.integers(2, 6), st.booleans())
limits_of = st.builds(Limits, st.integers(1, 8), st.integers(0, 60))


def test_the_first_copies_of_the_six_tiles_go_to_the_richest_ones():
    target = np.full(3, 1 / 3)
    assert oversample(SIX_TILES, target, Limits(10, 1)).tolist() == [1, 1, 1, 1, 1, 2]
    assert oversample(SIX_TILES, target, Limits(10, 2)).tolist() == [1, 1, 1, 1, 2, 2]


@EACH_TARGET
@pytest.mark.parametrize("budget", [1, 2, 3, 4])
def test_six_tiles_against_every_choice_there_is(budget, target_of):
    target, limits = target_of(SIX_TILES.sum(axis=0)), Limits(3, budget)
    choices = (np.array(r) for r in itertools.product(range(1, 4), repeat=6) if sum(r) - 6 <= budget)
    best = min(divergence(r @ SIX_TILES, target) for r in choices)
    reached = divergence(oversample(SIX_TILES, target, limits) @ SIX_TILES, target)
    assert reached == pytest.approx(best, abs=1e-9)
    assert lower_bound(SIX_TILES, target, limits).bound <= best + 1e-12


@EACH_TARGET
@settings(deadline=None, max_examples=60)
@given(tiles=datasets, limits=limits_of)
def test_limits_hold_and_balance_never_gets_worse(tiles, limits, target_of):
    target = target_of(tiles.sum(axis=0))
    repeats = oversample(tiles, target, limits)
    assert repeats.min() >= 1
    assert repeats.max() <= limits.max_repeats
    assert repeats.sum() - len(tiles) <= limits.budget
    reached = divergence(repeats @ tiles, target)
    assert reached <= divergence(tiles.sum(axis=0), target) + 1e-12
    lowest = lower_bound(tiles, target, limits)
    assert lowest.bound <= reached + 1e-9
    assert lowest.bound <= lowest.relaxed + 1e-9


@EACH_TARGET
@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 1000), limits=limits_of)
def test_the_order_of_the_tiles_does_not_matter(seed, limits, target_of):
    tiles = draw(seed, 20)
    shuffle = np.random.default_rng(seed).permutation(20)
    target = target_of(tiles.sum(axis=0))
    assert oversample(tiles, target, limits)[shuffle].tolist() == oversample(tiles[shuffle], target, limits).tolist()


@pytest.mark.parametrize(("copies", "max_repeats"), [(0.2, 4), (1.0, 10), (5.0, 50)])
@pytest.mark.parametrize("same_size", [True, False])
@EACH_TARGET
def test_many_tiles_end_close_to_the_certified_bound(copies, max_repeats, same_size, target_of):
    tiles = draw(3, 5000, same_size=same_size)
    target, limits = target_of(tiles.sum(axis=0)), Limits(max_repeats, int(copies * len(tiles)))
    reached = divergence(oversample(tiles, target, limits) @ tiles, target)
    lowest = lower_bound(tiles, target, limits)
    assert lowest.relaxed - lowest.bound < 5e-5  # 200 steps do not close the gap to a target near the start
    assert lowest.bound <= reached < lowest.bound + 1e-5


@EACH_TARGET
@pytest.mark.parametrize(("steps", "rounds"), [(1, 30), (2, 30), (200, 1), (200, 2), (1, 1)])
def test_the_bound_is_certified_however_few_rounds_there_are(monkeypatch, target_of, steps, rounds):
    cases = [(draw(seed, 40), Limits(3 + seed % 4, 10 + seed)) for seed in range(20)]
    lowest = [lower_bound(tiles, target_of(tiles.sum(axis=0)), limits).relaxed for tiles, limits in cases]
    monkeypatch.setattr(lower_bound_module, "_ROUNDS", steps)
    monkeypatch.setattr(lower_bound_module, "_DINKELBACH_ROUNDS", rounds)
    for (tiles, limits), least in zip(cases, lowest, strict=True):
        assert lower_bound(tiles, target_of(tiles.sum(axis=0)), limits).bound <= least + 1e-9


@EACH_TARGET
@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_the_value_of_the_linear_program_is_certified_after_every_round(monkeypatch, target_of, rounds):
    for seed in range(20):
        tiles, limits = draw(seed, 40).astype(float), Limits(3 + seed % 4, 10 + seed)
        counts = tiles.sum(axis=0)
        slope = -log_ratio(counts, target_of(counts))
        start = float(counts @ slope / counts.sum())
        best, certified = lower_bound_module._least(tiles, slope, limits, start_at=start)
        assert certified == pytest.approx(best @ slope, abs=1e-12)
        with monkeypatch.context() as patched:
            patched.setattr(lower_bound_module, "_DINKELBACH_ROUNDS", rounds)
            _, early = lower_bound_module._least(tiles, slope, limits, start_at=start)
        assert early <= certified + 1e-12


@EACH_TARGET
def test_it_stops_at_the_imbalance_that_is_enough(target_of):
    tiles = draw(1, 500)
    target = target_of(tiles.sum(axis=0))
    start = divergence(tiles.sum(axis=0), target)
    repeats = oversample(tiles, target, Limits(10, 500, target_imbalance=0.8 * start))
    assert 0.6 * start < divergence(repeats @ tiles, target) <= 0.8 * start


def test_ties_go_to_the_first_tiles():
    tiles = np.array([[10, 0], [5, 5], [5, 5], [5, 5]])
    assert oversample(tiles, np.array([0.5, 0.5]), Limits(9, 1)).tolist() == [1, 2, 1, 1]


@pytest.mark.parametrize("method", sorted(METHODS))
@settings(deadline=None, max_examples=30)
@given(tiles=datasets, limits=limits_of)
def test_every_method_keeps_the_limits(method, tiles, limits):
    repeats = repeats_by(method, tiles, limits)
    assert repeats.shape == (len(tiles),)
    assert repeats.dtype.kind == "i"
    assert repeats.min() >= 1
    assert repeats.max() <= limits.max_repeats
    assert repeats.sum() - len(tiles) <= limits.budget


@pytest.mark.parametrize("method", sorted(set(METHODS) - {"none", "diao"}))
def test_baselines_use_their_budget(method):
    tiles = draw(2, 200)
    assert repeats_by(method, tiles, Limits(10, 150)).sum() - 200 == pytest.approx(150, abs=1)


def test_repeat_factors_follow_the_formula():
    # The classes are in 4, 2 and 1 of 4 tiles, so the factors are sqrt(t), sqrt(t), sqrt(2 t) and sqrt(4 t). Their sum less 4 is the
    # budget of 3 at sqrt(t) = 7 / (4 + sqrt 2) = 1.29: copies 0.29, 0.29, 0.83, 1.59, by largest remainder 0, 0, 1, 2.
    tiles = np.array([[9, 0, 0], [9, 0, 0], [9, 1, 0], [9, 1, 1]])
    repeats = BASELINES["repeat_factor"](tiles, Limits(10, 3), np.random.default_rng(0))
    assert repeats.tolist() == [1, 1, 2, 3]


def test_random_repeats_are_the_same_for_the_same_seed():
    tiles = draw(2, 50)
    first, again, other = (BASELINES["random"](tiles, Limits(5, 60), np.random.default_rng(s)) for s in (1, 1, 2))
    assert first.tolist() == again.tolist() != other.tolist()


@EACH_TARGET
def test_diao_beats_every_baseline_at_the_same_budget(target_of):
    tiles, limits = draw(7, 1000), Limits(10, 1000)
    target = target_of(tiles.sum(axis=0))
    diao = divergence(oversample(tiles, target, limits) @ tiles, target)
    for method in BASELINES.values():
        assert diao < divergence(method(tiles, limits, np.random.default_rng(0)) @ tiles, target)
