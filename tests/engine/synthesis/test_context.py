# SPDX-License-Identifier: GPL-2.0-or-later
"""What the surroundings of real objects say about places, on cases small enough to work out by hand."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from diao_engine.synthesis.context import ContextModel, ring_shares

FIELD, WOOD, WATER, BARN = range(4)


def model_of(rings, values=()):
    layers = len(values[0]) if len(values) else 0
    values = values if layers else [()] * len(rings)
    objects = [SimpleNamespace(class_index=BARN, ring=r, values=v) for r, v in zip(rings, values, strict=True)]
    return ContextModel(objects, 4, layers)


def test_ring_shares_leave_out_the_own_class_and_what_is_ignored():
    counts = np.array([[6, 2, 0, 4, 9], [0, 0, 0, 5, 3]])
    assert ring_shares(counts, BARN).tolist() == [[0.75, 0.25, 0, 0], [0, 0, 0, 0]]


def test_plausibility_is_the_rank_among_the_real_objects_each_judged_by_the_others():
    """Of 20 objects 18 stand in fields; the two in a wood are less typical of each other than those are."""
    model = model_of([(1, 0, 0, 0)] * 18 + [(0.1, 0.9, 0, 0), (0, 0.8, 0.2, 0)])
    rings = np.array([[1, 0, 0, 0], [0.9, 0.1, 0, 0], [0.1, 0.9, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]], dtype=float)
    found = model.plausibility(BARN, rings, np.zeros((5, 0)))
    # The mean overlap with the three nearest is 1, 0.9, (1 + 0.8 + 0.1) / 3, 0.2 / 3 and 0; that of the two real ones
    # with others is (0.8 + 0.1 + 0.1) / 3 and 0.8 / 3, of all others 1.
    assert found == pytest.approx([1, 0.1, 0.1, 0, 0])


def test_a_tenth_of_the_real_objects_has_a_tenth_or_less():
    rng = np.random.default_rng(0)
    rings = rng.dirichlet((4, 2, 1, 0.01), 100)
    model = model_of(rings)
    ranks = np.sort(model.plausibility(BARN, rings, np.zeros((100, 0))))
    # An object that stays among those that it is judged by ranks higher than where it was left out.
    assert ranks[:5].max() <= 0.2
    assert ranks[-1] == 1


def test_few_objects_ask_for_an_overlap_by_half():
    model = model_of([(1, 0, 0, 0)] * 3)
    rings = np.array([[1, 0, 0, 0], [0.5, 0.5, 0, 0], [0.4, 0.6, 0, 0]])
    assert model.plausibility(BARN, rings, np.zeros((3, 0))).tolist() == [1, 1, 0]


def test_values_of_a_layer_are_plausible_where_objects_had_them_and_no_further():
    rng = np.random.default_rng(0)
    slopes = rng.uniform(2, 6, (400, 1))
    model = model_of([(1, 0, 0, 0)] * 400, slopes)
    asked = np.array([[4.0], [3.0], [0.0], [9.0], [np.nan]])
    found = model.plausibility(BARN, np.tile([1.0, 0, 0, 0], (5, 1)), asked)
    assert found.tolist() == [1, 1, 0, 0, 0]


def test_a_layer_without_a_value_at_any_object_rules_nothing_out():
    model = model_of([(1, 0, 0, 0)] * 4, np.full((4, 1), np.nan))
    assert model.plausibility(BARN, np.array([[1.0, 0, 0, 0]]), np.array([[7.0]])).tolist() == [1]


def test_the_least_of_all_layers_counts():
    model = model_of([(1, 0, 0, 0)] * 8, [(1, 5)] * 8)
    found = model.plausibility(BARN, np.tile([1.0, 0, 0, 0], (2, 1)), np.array([[1.0, 5.0], [1.0, 6.0]]))
    assert found.tolist() == [1, 0]
