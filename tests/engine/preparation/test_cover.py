# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diao_engine.preparation.cover import covering_windows
from diao_engine.raster.grid import Window

AREA = Window(0, 0, 1000, 800)


def holds(window, box):
    left, top, right, bottom = window.bounds
    return left <= box[0] and top <= box[1] and box[2] <= right and box[3] <= bottom


def test_a_lonely_box_lies_in_the_middle():
    assert covering_windows(np.array([[500, 400, 510, 420]]), 100, AREA) == [Window(455, 360, 100, 100)]


def test_neighbours_share_a_window_and_it_stays_in_the_image():
    boxes = np.array([[0, 0, 10, 10], [80, 60, 95, 70], [990, 790, 1000, 800]])
    assert covering_windows(boxes, 100, AREA) == [Window(0, 0, 100, 100), Window(900, 700, 100, 100)]


def test_of_all_windows_over_the_first_box_the_fullest_is_taken():
    boxes = np.array([[200, 0, 210, 10], [120, 20, 130, 30], [270, 20, 280, 30], [280, 40, 290, 50]])
    first, second = covering_windows(boxes, 100, AREA)
    assert [holds(first, box) for box in boxes] == [True, False, True, True]
    assert holds(second, boxes[1])


def test_a_small_image_is_one_window():
    assert covering_windows(np.array([[3, 3, 40, 20]]), 64, Window(0, 0, 50, 30)) == [Window(0, 0, 50, 30)]


boxes_of = st.lists(
    st.tuples(st.integers(0, 960), st.integers(0, 760), st.integers(1, 40), st.integers(1, 40)), min_size=1, max_size=40
)


@given(boxes_of, st.randoms(use_true_random=False))
def test_every_box_is_whole_in_a_window_whatever_the_order(rows, random):
    boxes = np.array([(x, y, x + w, y + h) for x, y, w, h in rows])
    windows = covering_windows(boxes, 64, AREA)
    assert all(any(holds(window, box) for window in windows) for box in boxes)
    assert all(window.intersection(AREA) == window and window[2:] == (64, 64) for window in windows)
    assert len(windows) <= len(boxes)
    shuffled = list(boxes)
    random.shuffle(shuffled)
    assert covering_windows(np.array(shuffled), 64, AREA) == windows


@pytest.mark.parametrize("count", [1, 7])
def test_equal_boxes_need_one_window(count):
    assert len(covering_windows(np.array([[5, 5, 9, 9]] * count), 32, AREA)) == 1
