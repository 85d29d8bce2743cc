# SPDX-License-Identifier: GPL-2.0-or-later
"""The benchmark of verdicts: what is judged and how, which polygons come first, and what the table says."""

from __future__ import annotations

import argparse

import numpy as np
import pytest
import shapely

from tests.benchmarks.balance.ground import GIVEN
from tests.benchmarks.bench_learn import CHOSEN, NONE, RANDOM, Chain, Polygons, choose, judge, page
from tests.engine.conftest import LEFT, TOP

BUILDING, ROAD, FIELD = 1, 2, 3


def polygons(*rows):
    """Of boxes (left, top, right, bottom) in pixels, class values and confidences."""
    shapes = np.array([shapely.box(LEFT + a, TOP - d, LEFT + c, TOP - b) for (a, b, c, d), _, _ in rows])
    values = np.array([value for _, value, _ in rows])
    return Polygons(shapes, values, np.array([sure for _, _, sure in rows]), {"class_value": values.copy()})


def test_a_polygon_is_judged_by_what_fills_most_of_it(scene):
    known = np.full((40, 40), FIELD, dtype=np.uint8)
    known[:10, :10], known[:10, 20:30] = BUILDING, ROAD
    mask = scene.raster("mask.tif", known)
    rows = [
        ((0, 0, 8, 8), BUILDING, 0.9), ((20, 0, 30, 12), BUILDING, 0.9), ((20, 20, 30, 30), ROAD, 0.9),
        ((4, 0, 16, 10), BUILDING, 0.9), ((0, 0, 5, 5), ROAD, 0.9),
    ]  # fmt: skip
    found = polygons(*rows)
    assert judge(found, np.arange(4), mask) == ["right", "class", "wrong", "unsure", ""]
    assert found.columns["class_value"].tolist() == [BUILDING, ROAD, ROAD, BUILDING, ROAD]


def test_the_least_certain_come_first_each_class_in_turn():
    maps = {
        "00": polygons(((0, 0, 4, 4), ROAD, 0.6), ((10, 0, 14, 4), ROAD, 0.5), ((20, 0, 24, 4), BUILDING, 0.9)),
        "02": polygons(((0, 10, 4, 14), ROAD, 0.4), ((10, 10, 14, 14), BUILDING, 0.95)),
    }
    chosen = choose(Chain(GIVEN, CHOSEN, 0), 1, maps, [], 3)
    assert {mosaic: positions.tolist() for mosaic, positions in chosen.items()} == {"00": [2], "02": [0, 1]}
    seen = [maps["02"].shapes[0], shapely.box(LEFT, TOP - 2, LEFT + 1, TOP)]
    again = choose(Chain(GIVEN, CHOSEN, 0), 2, maps, seen, 5)
    assert {mosaic: sorted(positions.tolist()) for mosaic, positions in again.items()} == {"00": [0, 1, 2], "02": [1]}


def test_as_many_are_drawn_at_random():
    maps = {"00": polygons(*[((4 * n, 0, 4 * n + 3, 3), ROAD, n / 100) for n in range(50)])}
    drawn = [choose(Chain(GIVEN, RANDOM, seed), 1, maps, [], 10)["00"] for seed in (0, 0, 1)]
    assert len(set(drawn[0].tolist())) == 10
    assert drawn[0].tolist() == drawn[1].tolist() != drawn[2].tolist()


@pytest.mark.parametrize("rounds", [1, 2])
def test_the_table_has_the_chains_that_are_whole(rounds):
    asked = argparse.Namespace(rounds=rounds, steps=400, more_steps=150, verdicts=60)
    start = {"rare_iou": 0.25}
    chains = {
        Chain(GIVEN, CHOSEN, 0): [start, {"rare_iou": 0.3, "verdicts": {"right": 4, "wrong": 2}}],
        Chain(GIVEN, CHOSEN, 1): [start, {"rare_iou": 0.4, "verdicts": {"right": 1, "unsure": 3}}],
        Chain(GIVEN, NONE, 0): [start, {"rare_iou": 0.2, "verdicts": {}}],
        Chain(GIVEN, NONE, 1): [start, {"rare_iou": 0.28, "verdicts": {}}],
    }
    text = page(chains, asked)
    row = f"| {CHOSEN} | 25.0 ± 0.0 | 35.0 ± 7.1 | +11.0 (-1.7 to +23.7) | 5 / 2 / 0 / 3 |"
    assert (row in text) == (rounds == 1)
    assert (f"| {NONE} | 25.0 ± 0.0 | 24.0 ± 5.7 |  |  |" in text) == (rounds == 1)
