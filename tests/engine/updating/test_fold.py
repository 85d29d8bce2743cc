# SPDX-License-Identifier: GPL-2.0-or-later
"""What is remembered follows from the set of observations: property tests over their order, repetition and partition."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from diao_engine.updating.fold import BANDS, NONE, Memory, Observation, add, candidates, settled

LEAST = 200
SHAPE = (2, 3)
PIXELS = SHAPE[0] * SHAPE[1]


def grids(values):
    return st.lists(values, min_size=PIXELS, max_size=PIXELS).map(lambda flat: np.array(flat).reshape(SHAPE))


# Few values, so that ties of date and confidence are frequent.
OBSERVATIONS = st.builds(
    Observation,
    grids(st.integers(0, 3)).map(lambda grid: grid.astype(np.int32)),
    grids(st.sampled_from([100, 199, 200, 255])).map(lambda grid: grid.astype(np.int32)),
    grids(st.booleans()),
    st.integers(0, 3),
)
BASES = grids(st.integers(NONE, 3)).map(lambda grid: grid.astype(np.int32))


def remembered(base, seen):
    memory = Memory.empty(SHAPE)
    memory.base[:] = base
    for one in seen:
        add(memory, one, LEAST)
    return memory


def by_definition(seen, at):
    """Of one pixel, from all its observations at once: the class now, the one before, and what was seen first."""
    told = [(s.date, int(s.confidence[at]), -int(s.value[at])) for s in seen if s.valid[at]]
    certain = sorted((one for one in told if one[1] >= LEAST), reverse=True)
    now = -certain[0][2] if certain else NONE
    before = next((-one[2] for one in certain if -one[2] != now), NONE)
    oldest = min((one[0] for one in told), default=None)
    first = max((one for one in told if one[0] == oldest), default=None)
    return now, before, -first[2] if first else NONE


@given(BASES, st.lists(OBSERVATIONS, max_size=4))
def test_neither_order_nor_repetition_matters(base, seen):
    expected = remembered(base, seen).bands()
    for order in itertools.permutations(seen):
        assert (remembered(base, order).bands() == expected).all()
        assert (remembered(base, (*order, *order[:2])).bands() == expected).all()


@given(BASES, st.lists(OBSERVATIONS, max_size=5))
def test_it_is_what_the_rule_says(base, seen):
    memory = remembered(base, seen)
    every = settled(memory, np.ones(SHAPE, dtype=bool))
    none = settled(memory, np.zeros(SHAPE, dtype=bool))
    for at in np.ndindex(SHAPE):
        now, before, first = by_definition(seen, at)
        origin = next((value for value in (base[at], before, first) if value != NONE), NONE)
        assert (memory.now[at], memory.before[at], memory.first[at]) == (now, before, first)
        assert candidates(memory)[at] == (now not in (NONE, origin))
        assert every[at] == (origin if now == NONE else now)
        assert none[at] == (origin if candidates(memory)[at] else every[at])


@given(BASES, st.lists(OBSERVATIONS, min_size=1, max_size=4))
def test_ground_without_data_forgets_nothing(base, seen):
    blind = [Observation(one.value, one.confidence, np.zeros(SHAPE, dtype=bool), one.date + 9) for one in seen]
    assert (remembered(base, [*seen, *blind]).bands() == remembered(base, seen).bands()).all()


def test_every_field_is_a_band():
    memory = Memory.empty(SHAPE)
    assert memory.bands().shape == (len(BANDS), *SHAPE)
    assert (Memory.of(memory.bands()).before == NONE).all()
