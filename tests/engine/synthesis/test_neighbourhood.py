# SPDX-License-Identifier: GPL-2.0-or-later
"""Tests of masks and what lies around them: against filters that go pixel by pixel."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from diao_engine.synthesis.neighbourhood import box_of, dilated, opened, widened, windowed

masks = st.builds(
    lambda seed, height, width, share: np.random.default_rng(seed).random((height, width)) < share,
    st.integers(0, 10_000), st.integers(1, 40), st.integers(1, 40), st.sampled_from([0.02, 0.5, 0.98]),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(mask=masks, reach=st.integers(1, 9))
def test_dilation_and_opening_are_those_of_the_filters(mask, reach):
    side, values = 2 * reach + 1, mask.view(np.uint8)
    assert np.array_equal(dilated(mask, reach), ndimage.maximum_filter(values, side, mode="constant") > 0)
    eroded = ndimage.minimum_filter(values, side, mode="nearest")
    assert np.array_equal(opened(mask, side), (ndimage.maximum_filter(eroded, side, mode="nearest") > 0) & mask)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), side=st.integers(1, 12))
def test_windows_of_any_side_are_combined(seed, side):
    values = np.random.default_rng(seed).integers(0, 9, (12, 20), dtype=np.uint8)
    squares = np.lib.stride_tricks.sliding_window_view(values, (side, side))
    assert np.array_equal(windowed(values, side, np.minimum), squares.min(axis=(2, 3)))
    assert np.array_equal(windowed(values, side, np.maximum), squares.max(axis=(2, 3)))


def test_a_widened_box_is_filled_where_it_runs_out():
    values = np.arange(24).reshape(2, 3, 4)
    wide = widened(values, (slice(0, 2), slice(1, 4)), 1, -1)
    assert wide.shape == (2, 4, 5)
    assert (wide[:, 0] == -1).all()
    assert (wide[:, :, -1] == -1).all()
    assert np.array_equal(wide[:, 1:, :-1], values)
    inner = widened(values, (slice(1, 2), slice(1, 3)), 1, -1)
    inner[:] = 0
    assert values.any(), "what is widened is a copy"


def test_the_box_of_a_mask_is_tight():
    mask = np.zeros((9, 9), dtype=bool)
    mask[2, 3], mask[6, 5] = True, True
    assert box_of(mask) == (slice(2, 7), slice(3, 6))
