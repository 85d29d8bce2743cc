# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas are set into parcels, edge to edge."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage, signal

from diao_engine.synthesis.canvas import KEPT_FREE_PX, Canvas
from diao_engine.synthesis.context import ContextModel
from diao_engine.synthesis.neighbourhood import NARROWEST_PX, dilated
from diao_engine.synthesis.objects import MARGIN, ObjectPatch
from diao_engine.synthesis.parcels import Parcels, _convolved, draw_parcel, fit_area
from diao_engine.synthesis.placement import CONTEXT
from diao_engine.synthesis.relations import Relations

FIELD, YARD, HOUSE, POND = range(4)
IGNORED = 4


def canvas_of(classes, *, ring=(0.5, 0.5, 0, 0)):
    """Ponds stand on fields and in yards, and may lie beside a house."""
    ponds = [SimpleNamespace(class_index=POND, ring=ring, values=())] * 3
    hosts = np.zeros((4, 4))
    hosts[POND] = (0.8, 0.2, 0, 0)
    touches = hosts > 0
    touches[POND, HOUSE] = True
    relations = Relations(hosts, touches, np.array([False, False, True, True]))
    return Canvas(classes, np.zeros((0, *classes.shape), np.float32), relations, ContextModel(ponds, 4, 0), 2)


def patch_of(core):
    mask = np.pad(np.asarray(core, dtype=bool), MARGIN)
    return ObjectPatch(np.zeros((1, *mask.shape), np.uint8), mask, np.ones_like(mask), (False,) * 4)


def fit(canvas, core, parcel, *, least=0.0, seed=0):
    rejected = Counter()
    rng = np.random.default_rng(seed)
    found = fit_area(canvas, patch_of(core), parcel, POND, min_area=40, least=least, rng=rng, rejected=rejected)
    return found, rejected


def on_tile(canvas, found):
    placement, mask = found
    whole = np.zeros(canvas.classes.shape, dtype=bool)
    rows, columns = np.nonzero(mask)
    whole[rows + placement.row, columns + placement.column] = True
    return whole


def test_parcels_are_connected_pieces_of_host_ground_that_are_wide_enough():
    classes = np.full((80, 80), HOUSE)
    classes[5:35, 5:35] = FIELD
    classes[40:60, 40:70] = YARD
    classes[70:74, :] = FIELD  # a gap
    classes[5:12, 50:57] = FIELD  # a corner
    found = Parcels(canvas_of(classes), 40).of(POND)
    assert [(parcel.host, parcel.area, parcel.box) for parcel in found] == [
        (FIELD, 900, (slice(5, 35), slice(5, 35))), (YARD, 600, (slice(40, 60), slice(40, 70))),
    ]  # fmt: skip


def test_a_parcel_smaller_than_the_object_is_filled_to_its_borders():
    classes = np.full((64, 64), HOUSE)
    classes[20:41, 22:40] = FIELD
    canvas = canvas_of(classes, ring=(0, 0, 1, 0))
    (parcel,) = Parcels(canvas, 40).of(POND)
    for seed in range(5):
        found, _ = fit(canvas, np.ones((50, 50)), parcel, seed=seed)
        assert np.array_equal(on_tile(canvas, found), classes == FIELD)


def test_an_object_smaller_than_its_parcel_keeps_its_outline():
    classes = np.full((96, 96), FIELD)
    core = np.hypot(*np.mgrid[-9:10, -12:13]) < 10
    canvas = canvas_of(classes, ring=(1, 0, 0, 0))
    (parcel,) = Parcels(canvas, 40).of(POND)
    found, _ = fit(canvas, core, parcel)
    assert np.count_nonzero(found[1]) >= 0.9 * np.count_nonzero(core)
    assert not (found[1] & ~core).any()


def test_a_rim_is_kept_to_what_must_not_be_touched():
    classes = np.full((64, 64), FIELD)
    classes[:, 40:] = IGNORED
    classes[20:30, 10:20] = POND  # its own kind
    canvas = canvas_of(classes)
    for parcel in Parcels(canvas, 40).of(POND):
        whole = np.zeros_like(classes, dtype=bool)
        whole[parcel.box] = parcel.mask
        assert not (dilated(classes == POND, 2) & whole).any()
        assert (classes[whole] == FIELD).all()


def test_implausible_surroundings_are_refused():
    canvas = canvas_of(np.full((64, 64), FIELD), ring=(0, 0, 1, 0))
    (parcel,) = Parcels(canvas, 40).of(POND)
    found, rejected = fit(canvas, np.ones((20, 20)), parcel, least=0.1)
    assert found is None
    assert set(rejected) == {CONTEXT}


def test_large_parcels_and_usual_hosts_are_drawn_more_often():
    classes = np.full((100, 100), HOUSE)
    classes[:40, :40] = FIELD
    classes[60:, 60:] = YARD
    canvas = canvas_of(classes)
    found = Parcels(canvas, 40).of(POND)
    rng = np.random.default_rng(0)
    drawn = Counter(draw_parcel(found, canvas, POND, rng).host for _ in range(400))
    assert drawn[FIELD] / 400 == pytest.approx(0.8, abs=0.07)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_pastes_are_cut_out_of_the_parcels(seed):
    rng = np.random.default_rng(seed)
    classes = np.repeat(np.repeat(rng.choice([FIELD] * 6 + [YARD, HOUSE, IGNORED], (5, 5)), 16, axis=0), 16, axis=1)
    canvas = canvas_of(classes.copy())
    found, untouched = Parcels(canvas, 40), Parcels(canvas_of(classes.copy()), 40)
    before = untouched.of(POND)
    taken = np.zeros(classes.shape, dtype=bool)
    for when in rng.permutation(3):  # asked for before, between and after
        mask = np.zeros(classes.shape, dtype=bool)
        (row, column), (height, width) = rng.integers(0, 60, 2), rng.integers(1, 20, 2)
        box = slice(row, row + height), slice(column, column + width)
        mask[box] = True
        found.take(*canvas.occupy(mask[box], box, POND))
        taken |= dilated(mask, KEPT_FREE_PX)
        if when:
            found.of(POND)
    for host in (FIELD, YARD):
        ground = np.zeros(classes.shape, dtype=bool)
        for parcel in before:
            ground[parcel.box] |= parcel.mask & (parcel.host == host)
        components, _ = ndimage.label(ground & ~taken)
        areas = np.bincount(components.ravel())[1:]
        kept = [parcel for parcel in found.of(POND) if parcel.host == host]
        assert sorted(parcel.area for parcel in kept) == sorted(areas[areas >= 4 * NARROWEST_PX**2])
        for parcel in kept:
            assert np.count_nonzero(parcel.mask) == parcel.area
            assert (ground & ~taken)[parcel.box][parcel.mask].all()


@pytest.mark.parametrize(
    "sizes", [((17, 9), (5, 8)), ((1, 30), (4, 7)), ((12, 1), (1, 6)), ((1, 1), (1, 1)), ((3, 5), (40, 2))]
)
def test_the_convolution_is_that_of_scipy_to_the_bit(sizes):
    rng = np.random.default_rng(0)
    first, second = (rng.integers(17, size=size).astype(np.float32) / 16 for size in sizes)
    expected, got = signal.fftconvolve(first, second, mode="full"), _convolved(first, second)
    assert (got.dtype, got.shape) == (expected.dtype, expected.shape)
    assert got.tobytes() == np.ascontiguousarray(expected).tobytes()
