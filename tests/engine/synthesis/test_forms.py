# SPDX-License-Identifier: GPL-2.0-or-later
"""Things, areas and lines are told apart by their shapes; the statistics against what they are by hand."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from diao_engine.jobs.classinfo import AREA, FORMS, LINE, THING
from diao_engine.synthesis.forms import class_forms, shape_statistics

SIZE = 128


def houses(seed):
    """Whole rectangles of like size."""
    rng = np.random.default_rng(seed)
    classes = np.zeros((SIZE, SIZE), dtype=int)
    for row in range(4, SIZE - 20, 22):
        for column in range(4, SIZE - 20, 22):
            classes[row : row + rng.integers(8, 15), column : column + rng.integers(8, 15)] = 1
    return classes


def fields(seed):
    """Ground in two halves that the tile's edge cuts, of very different sizes."""
    classes = np.zeros((SIZE, SIZE), dtype=int)
    classes[:, : 20 + 30 * (seed % 3)] = 1
    classes[40:50, 100:110] = 1
    return classes


def net(seed):
    """Roads that cross."""
    classes = np.zeros((SIZE, SIZE), dtype=int)
    for offset in range(10 + seed % 4, SIZE, 60):
        classes[offset : offset + 5] = 1
        classes[:, offset : offset + 5] = 1
    return classes


def strip(seed):
    """One straight road."""
    classes = np.zeros((SIZE, SIZE), dtype=int)
    classes[30 + 5 * seed : 36 + 5 * seed] = 1
    return classes


@pytest.mark.parametrize(("draw", "form"), [(houses, THING), (fields, AREA), (net, LINE), (strip, LINE)])
def test_forms_are_told_by_shapes(draw, form):
    found = class_forms([shape_statistics(draw(seed), 2) for seed in range(6)], ("", ""))
    assert found[1] == form


def test_what_the_user_says_counts_and_an_unseen_class_is_an_area():
    statistics = [shape_statistics(houses(0), 2)]
    assert class_forms(statistics, ("", LINE, "")) == (AREA, LINE, AREA)
    assert set(FORMS) == {THING, AREA, LINE}


@given(st.integers(0, 10_000))
def test_solidity_is_the_area_by_that_of_the_convex_hull(seed):
    classes = (np.random.default_rng(seed).random((24, 20)) < 0.62).astype(int)
    components, _ = ndimage.label(classes == 1)
    by_area = {}
    for number, box in enumerate(ndimage.find_objects(components), start=1):
        rows, columns = np.nonzero(components[box] == number)
        if len(rows) >= 40:
            corners = [
                (column + x, row + y) for row, column in zip(rows, columns, strict=True) for x in (0, 1) for y in (0, 1)
            ]
            by_area.setdefault(len(rows), []).append(len(rows) / shapely.MultiPoint(corners).convex_hull.area)
    found = shape_statistics(classes, 2)
    ones = found[found[:, 0] == 1]
    assert sorted(ones[:, 3]) == pytest.approx(sorted(value for values in by_area.values() for value in values))


def test_statistics_of_a_strip_a_square_and_the_tiles_edge():
    classes = np.zeros((64, 64), dtype=int)
    classes[10:14, 5:55] = 1
    classes[30:50, 30:50] = 2
    classes[56:, :10] = 3
    classes[20:23, 20:23] = 3  # a crumb
    found = {int(row[0]): row[1:] for row in shape_statistics(classes, 4)}
    assert found[1][0] == 200
    assert found[1][1] == pytest.approx(50 / 4, rel=0.2)  # as often longer than wide
    assert found[1][3] == pytest.approx(1.0, abs=0.15)  # as wide everywhere
    assert found[2][3] == pytest.approx(1.5, abs=0.1)  # deepest at half its side, a sixth on average
    assert [found[index][4] for index in (1, 2, 3)] == [0, 0, 1]
    assert found[3][0] == 80


def test_ignored_ground_has_no_form():
    assert shape_statistics(np.full((32, 32), 2), 2).shape == (0, 6)
