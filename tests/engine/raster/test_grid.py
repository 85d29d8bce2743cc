# SPDX-License-Identifier: GPL-2.0-or-later
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diao_engine.raster.grid import TileGrid, Window

SIZE = 32


@st.composite
def grids(draw):
    size = draw(st.integers(1, 40))
    area = Window(
        draw(st.integers(0, 50)), draw(st.integers(0, 50)), draw(st.integers(1, 130)), draw(st.integers(1, 130))
    )
    return TileGrid(area, size, draw(st.integers(1, size)), draw(st.booleans()))


def grid(width, height, stride=SIZE):
    return TileGrid(Window(0, 0, width, height), SIZE, stride)


@given(grids())
@example(grid(1, 1))
@example(grid(SIZE - 1, SIZE))
@example(grid(SIZE, SIZE + 1))
@example(grid(4 * SIZE, 1))
@example(grid(SIZE + 1, SIZE + 1, SIZE // 2))
def test_every_pixel_is_covered_and_no_window_comes_twice(grid):
    covered = np.zeros((200, 200), dtype=int)
    windows = list(grid)
    for window in windows:
        assert window.intersection(grid.area) == window
        assert 0 < window.width <= grid.size
        assert 0 < window.height <= grid.size
        covered[window.slices] += 1
    inside = covered[grid.area.slices]
    assert inside.min() >= 1
    assert covered.sum() == inside.sum()
    assert len(set(windows)) == len(windows) == len(grid)
    if grid.stride == grid.size and not grid.shift_last:
        assert inside.max() == 1


@given(grids())
def test_no_window_lies_within_its_neighbour(grid):
    for spans in (grid.columns, grid.rows):
        for (start, length), (next_start, next_length) in pairwise(spans):
            assert start < next_start
            assert start + length < next_start + next_length


@pytest.mark.parametrize(("length", "count"), [(1, 1), (31, 1), (32, 1), (33, 2), (64, 2), (65, 3)])
def test_number_of_windows(length, count):
    assert len(grid(length, 1)) == count


def test_shifted_windows_have_full_size():
    shifted = TileGrid(Window(10, 0, 70, 40), 32, 32, shift_last=True)
    assert {(window.width, window.height) for window in shifted} == {(32, 32)}
    assert shifted.columns[-1] == (10 + 70 - 32, 32)


@pytest.mark.parametrize("stride", [0, 33])
def test_stride_that_leaves_gaps_or_stands_still_is_refused(stride):
    with pytest.raises(ValueError, match="stride"):
        TileGrid(Window(0, 0, 10, 10), 32, stride)
