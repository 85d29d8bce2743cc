# SPDX-License-Identifier: GPL-2.0-or-later
"""The ways to paste, pixel by pixel, against what their definitions say."""

from __future__ import annotations

import numpy as np
import pytest

from diao_engine.synthesis.blend import BLENDS, BlendInput, alpha_blend, match_radiometry, poisson_blend
from diao_engine.synthesis.objects import MARGIN, ObjectPatch
from diao_engine.synthesis.radiometry import Levels, measure

ANY = Levels(np.array([-np.inf]), np.array([np.inf]))


def patch_of(core, pixels=None, valid=None):
    mask = np.pad(np.asarray(core, dtype=bool), MARGIN)
    pixels = np.full((1, *mask.shape), 200.0) if pixels is None else pixels
    return ObjectPatch(pixels, mask, np.ones_like(mask) if valid is None else valid, (False,) * 4)


@pytest.mark.parametrize("name", sorted(BLENDS))
@pytest.mark.parametrize("core", [np.ones((6, 5)), np.eye(7), np.ones((1, 1))], ids=["block", "diagonal", "pixel"])
def test_every_blend_shows_the_object_in_its_mask_and_the_tile_at_the_rim(name, core):
    patch = patch_of(core)
    light = measure(np.full((1, 8, 8), 100), np.zeros((8, 8), dtype=int), 1)
    below = np.full(patch.pixels.shape, 60, dtype=np.uint8)
    paste = BlendInput(below, patch, np.ones_like(patch.mask), light, light, ANY)
    alpha, values = BLENDS[name].alpha(patch), BLENDS[name].values(paste)
    assert values.shape == patch.pixels.shape
    assert 0 <= alpha.min() <= alpha.max() <= 1
    assert (alpha[patch.mask] >= 0.5).all()
    assert (alpha[~patch.mask] <= 0.5).all()
    rim = np.ones_like(patch.mask)
    rim[1:-1, 1:-1] = False
    assert not alpha[rim].any()


def test_a_feather_does_not_reach_pixels_that_the_source_does_not_know():
    valid = np.ones((10, 10), dtype=bool)
    valid[:, :MARGIN] = False
    alpha = BLENDS["feather"].alpha(patch_of(np.ones((4, 4)), valid=valid))
    assert not alpha[:, :MARGIN].any()
    assert alpha[5, -MARGIN] > 0


@pytest.mark.parametrize(("dtype", "most"), [("uint8", 255), ("int16", 32767), ("uint16", 65535)])
def test_mixed_integers_are_rounded_and_clipped_and_untouched_ones_kept(dtype, most):
    below = np.array([[[10, 10, 10, 10]]], dtype=dtype)
    above = np.array([[[1e6, -1e6, 10.6, 1e6]]])
    mixed = alpha_blend(below, above, np.array([[1, 1, 1, 0]], dtype=np.float32))
    assert mixed.dtype == below.dtype
    assert mixed.ravel().tolist() == [most, np.iinfo(dtype).min, 11, 10]


def test_mixed_floats_are_shares_of_both():
    mixed = alpha_blend(np.array([[[1.0, 1.0]]]), np.array([[[3.0, 3.0]]]), np.array([[0.5, 0.25]], dtype=np.float32))
    assert mixed.ravel().tolist() == [2.0, 1.5]


def test_gradients_of_the_object_are_kept_where_the_edge_differs_by_a_plane():
    """A plane is harmonic: the correction of the membrane is that plane itself."""
    rows, columns = np.mgrid[:14, :14]
    rng = np.random.default_rng(0)
    texture = rng.normal(100, 20, (2, 14, 14))
    plane = 3.0 * rows - 2.0 * columns + 5.0
    patch = patch_of(np.ones((8, 8)), texture)
    blended = poisson_blend(texture + plane, patch, np.ones((14, 14), dtype=bool))
    assert np.allclose(blended[:, patch.mask], (texture + plane)[:, patch.mask], atol=1e-5)


def test_a_part_of_the_mask_without_a_usable_edge_keeps_its_values():
    core = np.zeros((5, 9))
    core[1:4, :3] = core[1:4, 6:] = 1
    patch = patch_of(core)
    usable = np.ones_like(patch.mask)
    left = np.zeros_like(patch.mask)
    left[:, : MARGIN + 4] = True
    usable[left & ~patch.mask] = False
    blended = poisson_blend(np.full(patch.pixels.shape, 60.0), patch, usable)
    assert np.allclose(blended[0][patch.mask & left], 200, atol=1e-3)
    assert np.allclose(blended[0][patch.mask & ~left], 60, atol=1e-3)


def lights(factor):
    """A tile of one class at 100, and one that is brighter by a factor."""
    rng = np.random.default_rng(0)
    pixels, classes = rng.normal(100, 20, (1, 256, 256)), np.zeros((256, 256), dtype=int)
    return measure(pixels, classes, 1), measure(pixels * factor, classes, 1)


def test_no_object_gets_brighter_or_darker_than_its_class_is_anywhere():
    levels = Levels(np.array([190.0]), np.array([205.0]))
    for factor, level in ((2.0, 205.0), (0.3, 190.0), (1.0, 200.0)):
        found = match_radiometry(patch_of(np.ones((6, 6))), *lights(factor), levels)
        assert found[0][patch_of(np.ones((6, 6))).mask].mean() == pytest.approx(level, abs=0.5)


@pytest.mark.parametrize(("dtype", "factor"), [("uint8", 3.0), ("uint8", 0.1), ("uint16", 0.1), ("int16", 3.0)])
def test_no_object_is_driven_into_saturation(dtype, factor):
    bounds = np.iinfo(dtype)
    near_end = (bounds.max if factor > 1 else bounds.min) + (-1 if factor > 1 else 1) * np.arange(12 * 12).reshape(
        12, 12
    ) // 6
    patch = patch_of(np.ones((6, 6)), near_end[None].astype(dtype))
    found = match_radiometry(patch, *lights(factor), ANY)[:, patch.mask]
    inside = patch.pixels[:, patch.mask]
    saturated = ((found <= bounds.min) | (found >= bounds.max)).mean()
    assert saturated <= ((inside == bounds.min) | (inside == bounds.max)).mean() + 0.06


def test_light_is_matched_where_there_is_room():
    patch = patch_of(np.ones((6, 6)), np.full((1, 12, 12), 100, np.uint8))
    found = match_radiometry(patch, *lights(1.3), ANY)
    assert 115 < found[0][patch.mask].mean() < 130
