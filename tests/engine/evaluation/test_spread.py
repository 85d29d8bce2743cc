# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diao_engine.evaluation.spread import Spread
from diao_engine.raster.grid import Window


def spread_of(values, compared, rows):
    """Taken in by strips of so many rows, as a map is read."""
    spread = Spread()
    for top in range(0, len(values), rows):
        part = values[top : top + rows]
        spread.add(part, compared[top : top + rows], Window(0, top, values.shape[1], len(part)))
    return spread.counts(), spread.side


@pytest.mark.parametrize(
    ("shape", "side"), [((2048, 1024), 256), ((1024, 1024), 128), ((640, 512), 128), ((160, 128), 32), ((40, 40), 16)]
)
def test_pieces_are_the_largest_of_which_there_are_twenty(shape, side):
    values = np.ones(shape, dtype="uint8")
    assert spread_of(values, np.ones(shape, dtype=bool), 256)[1] == side


@pytest.mark.parametrize("rows", [7, 100, 256, 1000])
def test_pieces_are_counted_on_the_grid_of_the_map_whatever_the_strips(rows):
    values = np.ones((1000, 1000), dtype="uint8")  # 8 x 8 pieces of 128 px
    values[100:130, 100:130] = 2  # across a corner: four pieces
    values[700:710, :] = 3  # eight
    values[999, 999] = 9
    compared = values != 9
    counts, side = spread_of(values, compared, rows)
    assert (side, counts[2], counts[3]) == (128, 4, 8)
    assert 9 not in counts


def test_only_the_ground_that_is_compared_makes_the_pieces_small():
    values = np.ones((1000, 1200), dtype="uint8")
    compared = np.zeros(values.shape, dtype=bool)
    compared[512:672, 512:672] = True
    assert spread_of(values, compared, 256) == ({1: 25}, 32)


@given(st.integers(0, 700), st.integers(0, 700), st.integers(1, 600), st.integers(1, 600), st.integers(0, 5))
@settings(deadline=None, max_examples=30)
def test_pieces_are_those_of_the_map_wherever_a_window_begins(x, y, width, height, seed):
    rng = np.random.default_rng(seed)
    values, both = rng.integers(-1, 4, (height, width)), rng.random((height, width)) < 0.01
    spread = Spread()
    spread.add(values, both, Window(x, y, width, height))
    counts, (rows, columns) = spread.counts(), np.nonzero(both)
    places = set(
        zip(
            values[both].tolist(),
            ((rows + y) // spread.side).tolist(),
            ((columns + x) // spread.side).tolist(),
            strict=True,
        )
    )
    assert counts == {value: sum(place[0] == value for place in places) for value in np.unique(values[both]).tolist()}
