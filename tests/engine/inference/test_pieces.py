# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from diao_engine.inference.pieces import pieces, pieces_of_all
from diao_engine.raster.grid import Window


@given(st.integers(0, 700), st.integers(1, 3000), st.integers(1, 3000), st.integers(1, 40))
def test_pieces_cover_the_target_once_in_whole_blocks(offset, width, height, count):
    target = Window(offset, 2 * offset, width, height)
    found = pieces(target, count)
    assert len(found) == count
    covered = np.zeros((height, width), dtype=int)
    for piece in filter(None, found):
        left, top, right, bottom = piece.x_off - offset, piece.y_off - 2 * offset, *piece.bounds[2:]
        assert left % 256 == top % 256 == 0
        assert (right - offset) % 256 == 0 or right == offset + width
        assert (bottom - 2 * offset) % 256 == 0 or bottom == 2 * offset + height
        covered[top : top + piece.height, left : left + piece.width] += 1
    assert (covered == 1).all()
    blocks = -(-width // 256) * -(-height // 256)
    assert found.count(None) <= max(0, count - 1)
    assert count > blocks or count - found.count(None) > count // 2


def test_pieces_are_near_to_squares():
    found = pieces(Window(0, 0, 4096, 4096), 4)
    assert [piece[2:] for piece in found] == [(2048, 2048)] * 4


def test_three_pieces_are_of_much_the_same_size():
    assert [piece.width for piece in pieces(Window(0, 0, 3072, 256), 3)] == [1024, 1024, 1024]


@given(st.lists(st.tuples(st.integers(1, 2000), st.integers(1, 2000)), min_size=1, max_size=6), st.integers(1, 30))
def test_pieces_of_several_targets_cover_each_once_in_order(sides, count):
    targets = [Window(7, 3, width, height) for width, height in sides]
    found = pieces_of_all(targets, count)
    assert len(found) == count
    every = [piece for part in found for piece in part]
    assert [number for number, _ in every] == sorted(number for number, _ in every)
    for number, target in enumerate(targets):
        own = [piece for other, piece in every if other == number]
        assert len(own) == len(set(own))
        assert sum(piece.width * piece.height for piece in own) == target.width * target.height
        assert all(piece.intersection(target) == piece for piece in own)


def test_large_targets_are_cut_and_small_ones_share_a_part():
    targets = [Window(0, 0, 2048, 2048), *[Window(0, 0, 256, 256)] * 8]
    found = pieces_of_all(targets, 3)
    assert [[number for number, _ in part] for part in found[:2]] == [[0], [0]]
    assert [number for number, _ in found[2]][-8:] == list(range(1, 9))
    assert pieces_of_all(targets[:1], 4) == [[(0, piece)] for piece in pieces(targets[0], 4)]
