# SPDX-License-Identifier: GPL-2.0-or-later
"""Statistics per class of a tile, and the bounds of the correction between two."""

from __future__ import annotations

import numpy as np
import pytest

from diao_engine.synthesis.radiometry import correction, measure


def test_statistics_are_those_of_every_second_pixel_per_class():
    rng = np.random.default_rng(1)
    pixels, classes = rng.normal(100, 15, (3, 40, 30)), rng.integers(0, 4, (40, 30))
    found = measure(pixels, classes, 3)
    sampled, sampled_classes = pixels[:, ::2, ::2], classes[::2, ::2]
    for index in range(3):
        of_class = sampled[:, sampled_classes == index]
        assert found.pixels[index] == of_class.shape[1]
        assert np.allclose(found.mean[index], of_class.mean(axis=1))
        assert np.allclose(found.spread[index], of_class.std(axis=1))
    assert np.allclose(found.overall_spread, sampled[:, sampled_classes < 3].std(axis=1))


def test_a_class_that_a_tile_lacks_and_a_tile_without_labels_count_nothing():
    found = measure(np.ones((2, 16, 16)), np.full((16, 16), 2), 2)
    assert found.pixels.tolist() == [0, 0]
    assert not found.mean.any()
    assert found.overall_spread.tolist() == [0, 0]
    gain, offset = correction(found, found)
    assert (gain.tolist(), offset.tolist()) == ([1, 1], [0, 0])


@pytest.mark.parametrize("factor", [0.01, 0.5, 1.0, 3.0, 100.0])
def test_the_correction_goes_towards_the_target_within_its_bounds(factor):
    rng = np.random.default_rng(2)
    pixels, classes = rng.normal(100, 15, (1, 128, 128)), np.zeros((128, 128), dtype=int)
    source, target = measure(pixels, classes, 1), measure(pixels * factor, classes, 1)
    gain, offset = correction(source, target)
    assert 0.8 <= gain[0] <= 1.25
    moved = gain * source.mean[0] + offset - source.mean[0]
    assert np.abs(moved[0]) <= source.overall_spread[0] + 1e-9
    assert np.sign(np.round(moved[0], 9)) == np.sign(factor - 1)


def test_few_shared_pixels_say_nothing():
    classes = np.ones((128, 128), dtype=int)
    classes[:6, :6] = 0  # 9 sampled pixels
    pixels = np.full((1, 128, 128), 100.0)
    source = measure(pixels, classes, 2)
    target = measure(pixels * 2, np.where(classes == 1, 2, 0), 2)
    gain, offset = correction(source, target)
    assert (gain.tolist(), offset.tolist()) == ([1], [0])
