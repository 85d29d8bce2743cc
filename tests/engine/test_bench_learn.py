# SPDX-License-Identifier: GPL-2.0-or-later
"""The benchmark of verdicts: what is judged and drawn, which polygons come first, and what the table says."""

from __future__ import annotations

import argparse

import numpy as np
import pytest
import shapely

from tests.benchmarks.balance.ground import GIVEN
from tests.benchmarks.bench_learn import NONE, Chain, page
from tests.benchmarks.learn.verdicts import DOCK, RANDOM, Row, choose, draw, judge
from tests.engine.conftest import LEFT, TOP

BUILDING, ROAD, FIELD = 1, 2, 3


def box(left, top, right, bottom):
    """In pixels."""
    return shapely.box(LEFT + left, TOP - bottom, LEFT + right, TOP - top)


def rows(*polygons):
    """Of boxes (left, top, right, bottom) in pixels, class values and confidences."""
    return [Row(at, value, box(*place).area, sure, box(*place)) for at, (place, value, sure) in enumerate(polygons)]


def rng(seed=0):
    return np.random.default_rng(seed)


def test_a_polygon_is_judged_by_what_fills_most_of_it(scene):
    known = np.full((40, 40), FIELD, dtype=np.uint8)
    known[:10, :10], known[:10, 20:30] = BUILDING, ROAD
    found = rows(
        ((0, 0, 8, 8), BUILDING, 0.9), ((20, 0, 30, 12), BUILDING, 0.9), ((20, 20, 30, 30), ROAD, 0.9),
        ((4, 0, 16, 10), BUILDING, 0.9),
    )  # fmt: skip
    judged = judge(found, scene.raster("mask.tif", known))
    assert judged.verdicts.tolist() == ["right", "class", "wrong", "unsure"]
    assert judged.values.tolist() == [BUILDING, ROAD, ROAD, BUILDING]


def test_polygons_come_as_the_dock_shows_them_mosaics_in_turn():
    maps = {
        "00": rows(((0, 0, 4, 4), ROAD, 0.6), ((10, 0, 14, 4), ROAD, 0.5), ((20, 0, 24, 4), BUILDING, 0.9)),
        "02": rows(((0, 10, 4, 14), ROAD, 0.4), ((10, 10, 13, 14), BUILDING, 0.95)),
    }

    def chosen(seen, count):
        of = choose(DOCK, maps, seen, count, rng())
        return {mosaic: [row.fid for row in found] for mosaic, found in of.items()}

    assert chosen([], 3) == {"00": [2, 1], "02": [1]}
    seen = [maps["02"][0].shape, shapely.box(LEFT, TOP - 2, LEFT + 1, TOP)]
    assert chosen(seen, 5) == {"00": [2, 1, 0], "02": [1]}


def test_as_many_are_judged_at_random():
    maps = {"00": rows(*[((4 * n, 0, 4 * n + 3, 3), ROAD, n / 100) for n in range(50)])}
    drawn = [[row.fid for row in choose(RANDOM, maps, [], 10, rng(seed))["00"]] for seed in (0, 0, 1)]
    assert len(set(drawn[0])) == 10
    assert drawn[0] == drawn[1] != drawn[2]


def test_what_was_missed_is_drawn(scene):
    known = np.full((200, 200), FIELD, dtype=np.uint8)
    known[10:20, 10:20], known[50:60, 120:140], known[90:92, 0:100], known[150:155, 150:154] = (
        BUILDING,
        ROAD,
        ROAD,
        BUILDING,
    )
    found = known.copy()
    found[10:20, 11:20] = FIELD  # of a building but one edge
    found[50:60, 120:140] = BUILDING  # a road that goes over the border of two pieces
    found[90:92, 0:100] = FIELD  # too narrow
    found[150:155, 150:154] = FIELD  # too small
    labels, maps = {"00": scene.raster("known.tif", known)}, {"00": scene.raster("map.tif", found)}
    drawn = draw(maps, labels, [], 9, rng())["00"]
    places = {tuple(shape.bounds) for shape in drawn.shapes}
    assert places == {box(*one).bounds for one in ((11, 10, 20, 20), (120, 50, 128, 60), (128, 50, 140, 60))}
    assert sorted(drawn.values) == [BUILDING, ROAD, ROAD]
    assert set(drawn.verdicts) == {"right"}
    assert draw(maps, labels, [], 2, rng())["00"].values.tolist() == [BUILDING, ROAD]
    assert draw(maps, labels, [box(0, 0, 130, 200)], 9, rng())["00"].values.tolist() == [ROAD]
    assert len(draw(maps, labels, [], 0, rng())["00"].shapes) == 0


@pytest.mark.parametrize("rounds", [1, 2])
def test_the_table_has_the_chains_that_are_whole(rounds):
    asked = argparse.Namespace(rounds=rounds, steps=400, more_steps=150, verdicts=60, drawn=20)
    start = {"rare_iou": 0.25}
    chains = {
        Chain(GIVEN, DOCK, 0): [start, {"rare_iou": 0.3, "verdicts": {"right": 4, "wrong": 2, "drawn": 5}}],
        Chain(GIVEN, DOCK, 1): [start, {"rare_iou": 0.4, "verdicts": {"right": 1, "unsure": 3, "drawn": 2}}],
        Chain(GIVEN, NONE, 0): [start, {"rare_iou": 0.2, "verdicts": {}}],
        Chain(GIVEN, NONE, 1): [start, {"rare_iou": 0.28, "verdicts": {}}],
    }
    text = page(chains, asked)
    row = f"| {DOCK} | 25.0 ± 0.0 | 35.0 ± 7.1 | +11.0 (-1.7 to +23.7) | 5 / 2 / 0 / 3, 7 |"
    assert (row in text) == (rounds == 1)
    assert (f"| {NONE} | 25.0 ± 0.0 | 24.0 ± 5.7 |  |  |" in text) == (rounds == 1)
