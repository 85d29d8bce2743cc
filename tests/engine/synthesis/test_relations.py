# SPDX-License-Identifier: GPL-2.0-or-later
"""What the outlines of real objects say about hosts and neighbours, on cases small enough to work out by hand."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from diao_engine.jobs.classinfo import AREA, LINE, THING
from diao_engine.synthesis.relations import learn_relations, scarce_classes

MEADOW, YARD, HOUSE, ROAD, POND = range(5)
FORMS = (AREA, AREA, THING, LINE, AREA)
NOTHING = np.zeros(5, dtype=bool)


def ponds(*outlines, rings=None):
    rings = outlines if rings is None else rings
    return [
        SimpleNamespace(class_index=POND, outline_shares=np.array(outline), ring=np.array(ring))
        for outline, ring in zip(outlines, rings, strict=True)
    ]


def test_a_class_stands_on_the_area_that_most_often_leads_at_its_outline():
    # Nine lie in a meadow beside a house, one in a yard; the house leads at six outlines and is no area.
    objects = ponds(*[(0.3, 0.0, 0.7, 0, 0)] * 6, *[(1.0, 0, 0, 0, 0)] * 3, (0.2, 0.8, 0, 0, 0))
    found = learn_relations(objects, FORMS, NOTHING)
    assert found.hosts[POND].tolist() == [0.9, 0.1, 0, 0, 0]
    assert found.touches[POND].tolist() == [True, True, True, False, False]
    assert found.covers[POND].tolist() == [True, True, False, False, False, False]
    assert not found.covers[[MEADOW, YARD, HOUSE, ROAD]].any()


def test_a_host_of_fewer_than_a_tenth_is_none_but_may_be_touched():
    found = learn_relations(ponds(*[(1.0, 0, 0, 0, 0)] * 19, (0.2, 0.8, 0, 0, 0)), FORMS, NOTHING)
    assert found.hosts[POND].tolist() == [0.95, 0, 0, 0, 0]
    assert found.touches[POND].tolist() == [True, True, False, False, False]


def test_protected_classes_are_hosts_that_nothing_covers():
    protected = np.array([True, False, False, False, False])
    found = learn_relations(ponds((0.6, 0.4, 0, 0, 0), (0.4, 0.6, 0, 0, 0)), FORMS, protected)
    assert found.hosts[POND].tolist() == [0.5, 0.5, 0, 0, 0]
    assert found.covers[POND].tolist() == [False, True, False, False, False, False]


def test_an_outline_without_labels_leaves_it_to_the_ring():
    found = learn_relations(ponds((0, 0, 0, 0, 0), rings=[(0.9, 0.1, 0, 0, 0)]), FORMS, NOTHING)
    assert found.hosts[POND].tolist() == [1, 0, 0, 0, 0]


def test_a_class_is_scarce_below_half_of_an_even_share():
    assert scarce_classes(np.array([60, 26, 0, 14])).tolist() == [False, False, False, True]
    assert scarce_classes(np.array([0, 0])).tolist() == [False, False]
