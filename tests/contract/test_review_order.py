# SPDX-License-Identifier: GPL-2.0-or-later
"""What is worth a look first: classes take turns, then kinds of a class, then certainty decides."""

from typing import NamedTuple

from diao_engine.jobs.review_order import varied


class Row(NamedTuple):
    fid: int
    value: int
    area: float | None
    confidence: float | None


def row(fid, value=1, *, area=100.0, confidence=0.5):
    return Row(fid, value, area, confidence)


def fids(rows, places=None):
    return [entry.fid for entry in varied(rows, places or {})]


def test_classes_take_turns_and_the_rarest_begins():
    common = [row(n, 1, confidence=0.1 * n) for n in (1, 2, 3)]
    rare = [row(n, 2, area=10.0, confidence=0.9) for n in (4, 5)]
    assert fids(common + rare) == [4, 1, 5, 2, 3]


def test_within_a_kind_the_least_certain_comes_first_and_the_unknown_last():
    rows = [row(1, confidence=None), row(2, confidence=0.8), row(3, confidence=0.2)]
    at_one_place = dict.fromkeys((1, 2, 3), (0.0, 0.0))
    same_size = [entry._replace(area=None) for entry in rows]
    assert fids(same_size, at_one_place)[0] == 3
    assert fids([row(n, confidence=0.1 * n) for n in (1, 2, 3, 4, 5, 6)])[:1] == [1]


def test_places_take_turns():
    """Three uncertain objects side by side do not keep back the one at the other end of the map."""
    rows = [row(n, confidence=0.1 * n) for n in (1, 2, 3, 4)]
    places = {1: (0.0, 0.0), 2: (1.0, 0.0), 3: (2.0, 0.0), 4: (100.0, 100.0)}
    order = fids(rows, places)
    assert order[0] == 1
    assert order.index(4) < 3


def test_sizes_take_turns_so_that_specks_do_not_come_first():
    """Uncertain specks all over the map, and a third of large, certain objects."""
    small = [row(n, area=float(n), confidence=0.1 + 0.01 * n) for n in range(20)]
    large = [row(n, area=1000.0, confidence=0.9) for n in range(20, 30)]
    places = {n: (float(n * 7 % 30), float(n * 11 % 30)) for n in range(30)}
    first = fids(small + large, places)[:6]
    assert first[0] == 0
    assert sum(fid >= 20 for fid in first) == 2


def test_no_twenty_of_a_class_in_a_row_while_another_is_left():
    rows = [row(n, 1) for n in range(200)] + [row(1000 + n, 2, area=5.0) for n in range(100)]
    values = [entry.value for entry in varied(rows, {})]
    assert all(len(set(values[at : at + 2])) == 2 for at in range(0, 200, 2))


def test_every_object_comes_once_and_the_same_objects_in_the_same_order():
    rows = [row(n, n % 3, area=float(n * 7 % 13), confidence=(n * 5 % 11) / 11) for n in range(100)]
    places = {n: (float(n * 17 % 29), float(n * 3 % 19)) for n in range(100)}
    assert sorted(fids(rows, places)) == list(range(100))
    assert fids(rows, places) == fids(rows[::-1], places)
