# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest

from diao_engine.training import normalise

RNG = np.random.default_rng(2)


def test_bytes_are_not_clipped_and_standardised():
    pixels = RNG.integers(0, 256, (3, 40, 40)).astype(np.uint8)
    norm = normalise.measure([(pixels, np.zeros((40, 40), int))], classes=2)
    assert (norm.low, norm.high) == ((0, 0, 0), (255, 255, 255))
    np.testing.assert_allclose(norm.mean, pixels.mean(axis=(1, 2)))
    np.testing.assert_allclose(norm.std, pixels.std(axis=(1, 2)))


@pytest.mark.parametrize("dtype", ["uint16", "int16", "float32"])
def test_outliers_of_wide_dtypes_do_not_count(dtype):
    pixels = RNG.normal(1000, 50, (2, 60, 60))
    pixels[0, 0, 0], pixels[1, 5, 5] = 30000, -30000 if dtype != "uint16" else 0
    norm = normalise.measure([(pixels.astype(dtype), np.zeros((60, 60), int))], classes=2)
    np.testing.assert_allclose(norm.mean, 1000, atol=10)
    np.testing.assert_allclose(norm.std, 50, atol=10)
    assert max(norm.high) < 1500
    assert min(norm.low) > 500


def test_invalid_pixels_do_not_count_but_labelled_zeros_do():
    pixels = np.full((1, 20, 20), 100, dtype=np.float32)
    labels = np.full((20, 20), 2)
    pixels[:, :10] = 0
    alone = normalise.measure([(pixels, labels)], classes=2)
    assert alone.mean == (100.0,)
    labels[:10] = 1
    assert normalise.measure([(pixels, labels)], classes=2).mean == (50.0,)


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
@pytest.mark.parametrize("level", [0, 7])
def test_a_constant_or_empty_band_stays_finite(dtype, level):
    pixels = np.full((1, 8, 8), level, dtype=dtype)
    norm = normalise.measure([(pixels, np.full((8, 8), 1))], classes=1)
    assert np.isfinite(norm.apply(pixels)).all()


def test_large_tiles_are_sampled_evenly():
    pixels = np.tile(np.arange(256, dtype=np.uint8), (1, 512, 2))
    norm = normalise.measure([(pixels, np.zeros((512, 512), int))], classes=1)
    assert norm.mean[0] == pytest.approx(127.5, abs=40)
