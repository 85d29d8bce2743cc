# SPDX-License-Identifier: GPL-2.0-or-later
"""Invariants of synthetic tiles over random label maps, dtypes and numbers of bands."""

from __future__ import annotations

import dataclasses
from collections import Counter

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diao_engine.jobs.classinfo import AREA, LINE, THING
from diao_engine.raster.grid import Window
from diao_engine.synthesis.blend import BLENDS
from diao_engine.synthesis.canvas import Canvas
from diao_engine.synthesis.compose import BackgroundTile, ClassBank, RoundState, SynthesisSettings, compose, least_of
from diao_engine.synthesis.context import ContextModel
from diao_engine.synthesis.invariants import collisions, things_cut, violations
from diao_engine.synthesis.neighbourhood import ring_of
from diao_engine.synthesis.objects import MARGIN, LandObject, ObjectBank, is_long, packed
from diao_engine.synthesis.placement import FLOATING, find_placement
from diao_engine.synthesis.radiometry import correction, levels_of, measure
from diao_engine.synthesis.relations import learn_relations

CLASSES, RING = 5, 3
FIELD, WOOD, BARN, ROAD, POND = range(CLASSES)
FORMS = (AREA, AREA, THING, LINE, AREA)


def radiometry(bands, classes=None, pixels=None):
    if pixels is None:
        pixels = np.random.default_rng(0).integers(50, 90, (bands, 32, 32))
        classes = np.zeros((32, 32), dtype=int)
    return measure(pixels, classes, CLASSES)


def an_object(
    mask,
    *,
    class_index=BARN,
    ring=(1, 0, 0, 0, 0),
    sides=(False,) * 4,
    bands=2,
    dtype="uint8",
    values=(),
    bank_index=0,
):
    mask = np.asarray(mask, dtype=bool)
    padded = np.pad(mask, MARGIN)
    pixels = np.full((bands, *padded.shape), 200, dtype=dtype)
    return LandObject(
        class_index=class_index, tile_id=bank_index, window=Window(0, 0, mask.shape[1], mask.shape[0]), area=int(mask.sum()),
        form=FORMS[class_index], is_cut=False, ring=np.array(ring, dtype=np.float32),
        outline_shares=np.array(ring, dtype=np.float32), values=np.array(values, dtype=np.float32), radiometry=radiometry(bands),
        outline=shapely.box(0, 0, 1, 1), packed=packed(pixels, padded, np.ones_like(padded)), shape=pixels.shape,
        dtype=str(pixels.dtype), open_sides=sides,
    )  # fmt: skip


def bank_of(objects, class_index):
    chosen = [(position, each) for position, each in enumerate(objects) if each.class_index == class_index]
    positions, instances = zip(*chosen, strict=True)
    areas = np.array([each.area for each in instances], dtype=float)
    levels = levels_of([each.radiometry for each in instances], class_index)
    return ClassBank(np.array(positions), instances, areas, levels)


def round_state_of(objects, *, layers=0, protected=(False, False, True, True, True)):
    return RoundState(
        learn_relations(objects, FORMS, np.array(protected)), ContextModel(objects, CLASSES, layers),
        {class_index: bank_of(objects, class_index) for class_index in sorted({each.class_index for each in objects})},
        np.zeros(len(objects), dtype=np.int64), np.array([800.0, 150, 30, 20, 10]), np.full(CLASSES, 0.2), 1,
    )  # fmt: skip


def settings_with(**changes):
    base = SynthesisSettings(
        max_objects=4, min_area=4, ring=RING, plausibility=0.0, rotate=True, scale=0.0, blend="feather", seed=0
    )
    return dataclasses.replace(base, **changes)


@st.composite
def label_maps(draw):
    """Blocky random maps of 24 to 96 px with all classes and ignored ground."""
    cells, size = draw(st.integers(6, 12)), draw(st.sampled_from([4, 8]))
    ground = [FIELD, FIELD, FIELD, FIELD, WOOD, BARN, ROAD, POND, CLASSES]
    weights = draw(st.lists(st.sampled_from(ground), min_size=cells**2, max_size=cells**2))
    return np.repeat(np.repeat(np.array(weights).reshape(cells, cells), size, axis=0), size, axis=1).astype(np.int64)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    classes=label_maps(),
    dtype=st.sampled_from(["uint8", "uint16", "int16", "float32"]),
    bands=st.sampled_from([1, 4, 12]),
    blend=st.sampled_from(sorted(BLENDS)),
    rotate=st.booleans(),
    scale=st.sampled_from([0.0, 0.5]),
    seed=st.integers(0, 1000),
)
def test_no_tile_breaks_an_invariant(classes, dtype, bands, blend, rotate, scale, seed):
    rng = np.random.default_rng(seed)
    pixels = rng.integers(0, 250, (bands, *classes.shape)).astype(dtype)
    stamp = np.ones((5, 4), dtype=bool)
    stamp[0, 0] = False
    strip = np.zeros((3, classes.shape[1]), dtype=bool)
    strip[1] = True
    objects = [
        an_object(stamp, bands=bands, dtype=dtype),
        an_object(np.ones((2, 3)), ring=(0.5, 0.5, 0, 0, 0), bands=bands, dtype=dtype),
        an_object(strip, class_index=ROAD, sides=(True, False, True, False), bands=bands, dtype=dtype),
        an_object(np.ones((20, 24)), class_index=POND, ring=(0.8, 0.1, 0.1, 0, 0), bands=bands, dtype=dtype),
        an_object(np.tri(30), class_index=POND, ring=(0, 1, 0, 0, 0), bands=bands, dtype=dtype),
    ]
    state = round_state_of(objects)
    before = pixels.copy(), classes.copy()
    background = BackgroundTile(7, pixels, classes, np.zeros((0, *classes.shape), dtype=np.float32))
    tile = compose(background, state, settings_with(blend=blend, rotate=rotate, scale=scale, seed=seed), 3)
    assert violations(tile, state.relations, FORMS) == []
    assert collisions(tile, state.relations) == 0
    assert things_cut(tile, FORMS) == 0
    assert np.array_equal(pixels, before[0])
    assert np.array_equal(classes, before[1])
    again = compose(background, state, settings_with(blend=blend, rotate=rotate, scale=scale, seed=seed), 3)
    assert again.pixels.tobytes() == tile.pixels.tobytes()
    assert np.array_equal(again.classes, tile.classes)


def test_the_audit_sees_what_is_broken():
    classes = np.full((32, 32), FIELD)
    classes[20:, :] = WOOD
    background = BackgroundTile(1, np.full((2, 32, 32), 90, np.uint8), classes, np.zeros((0, 32, 32), np.float32))
    state = round_state_of([an_object(np.ones((5, 5)))])
    tile = compose(background, state, settings_with(), 0)
    assert tile.pastes
    tile.pixels[:, 31, 31] += 1
    assert any("outside the feather" in sentence for sentence in violations(tile, state.relations, FORMS))
    rows, columns = tile.pastes[0].box
    moved = (slice(32 - (rows.stop - rows.start), 32), columns)
    tile.pastes[0] = dataclasses.replace(tile.pastes[0], box=moved)
    messages = " ".join(violations(tile, state.relations, FORMS))
    assert "no host" in messages
    assert "labels" in messages


def test_a_class_is_never_set_on_or_against_one_that_it_never_borders():
    classes = np.full((64, 64), WOOD)
    classes[:, :20] = FIELD
    background = BackgroundTile(1, np.full((1, 64, 64), 90, np.uint8), classes, np.zeros((0, 64, 64), np.float32))
    state = round_state_of([an_object(np.ones((6, 6)), bands=1, bank_index=i) for i in range(20)])
    tile = compose(background, state, settings_with(max_objects=20), 0)
    assert tile.pastes
    for paste in tile.pastes:
        assert not (ring_of(paste.mask, 1) & (classes[paste.box] == WOOD)).any()
        assert set(classes[paste.box][paste.mask]) == {FIELD}


def test_a_tile_without_room_stays_empty_and_says_why():
    classes = np.full((32, 32), WOOD)
    background = BackgroundTile(1, np.zeros((1, 32, 32), np.uint8), classes, np.zeros((0, 32, 32), np.float32))
    tile = compose(background, round_state_of([an_object(np.ones((6, 6)), bands=1)]), settings_with(), 0)
    assert tile.pastes == []
    assert tile.rejected[BARN]["ground that is no host"] > 0
    assert tile.missed[BARN] == {"ground that is no host": 1}


def canvas_for(state, classes):
    return Canvas(classes.copy(), np.zeros((0, *classes.shape), np.float32), state.relations, state.context, RING)


def place_object(instance, classes, *, seed=0, rejected=None):
    state = round_state_of([instance])
    rejected = Counter() if rejected is None else rejected
    return find_placement(
        canvas_for(state, classes), instance.patch(), instance.class_index, least=0.0, is_line=instance.form == LINE,
        rng=np.random.default_rng(seed), rejected=rejected,
    )  # fmt: skip


def test_a_road_ends_at_the_edges_or_at_a_road_never_in_a_field():
    field, rejected = np.full((40, 40), FIELD), Counter()
    stub = an_object(np.ones((2, 15)), class_index=ROAD)
    assert place_object(stub, field, rejected=rejected) is None
    assert rejected[FLOATING] > 0
    with_road = field.copy()
    with_road[:, 18:21] = ROAD
    bank_index = place_object(stub, with_road)
    assert bank_index is not None
    assert bank_index.column == 21 or bank_index.column + 15 == 18
    through = an_object(np.ones((2, 40)), class_index=ROAD, sides=(True, False, True, False))
    for seed in range(5):
        bank_index = place_object(through, field, seed=seed)
        assert bank_index is not None
        assert bank_index.column == 0
    assert place_object(through, np.full((60, 60), FIELD)) is None  # it cannot reach both edges
    corner = an_object(np.ones((2, 30)), class_index=ROAD, sides=(True, True, False, False))
    bank_index = place_object(corner, field)
    assert bank_index.row <= 0
    assert bank_index.column <= 0


def test_a_bend_never_runs_around_the_corner_of_the_tile():
    mask = np.zeros((20, 20), dtype=bool)
    mask[:2] = mask[:, -2:] = True
    bend, rejected = an_object(mask, class_index=ROAD, sides=(False, True, True, False)), Counter()
    places = [place_object(bend, np.full((40, 40), FIELD), seed=seed, rejected=rejected) for seed in range(40)]
    found = [place for place in places if place is not None]
    assert found
    assert all(place.row > -2 or place.column < 22 for place in found)
    assert rejected[FLOATING] == len(places) - len(found) > 0


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("flip", [False, True])
def test_open_sides_turn_with_the_object(quarters, flip):
    mask = np.zeros((9, 6), dtype=bool)
    mask[:, 2] = True
    mask[4, :3] = True  # open to the left and at both ends
    patch = an_object(mask, sides=(True, True, False, True)).patch()
    turned = patch.turned(quarters, flip)
    core = turned.core
    touches = (core[:, 0].any(), core[0].any(), core[:, -1].any(), core[-1].any())
    assert touches == turned.open_sides
    assert turned.pixels.shape[1:] == turned.mask.shape


def test_scaling_keeps_dtype_and_never_loses_the_object():
    patch = an_object(np.ones((5, 9)), dtype="uint16").patch()
    large, small = patch.scaled(2.0), patch.scaled(0.01)
    assert large.core.shape == (10, 18)
    assert large.pixels.dtype == np.uint16
    assert (large.pixels == 200).all()
    assert small.mask.any()


def test_the_light_of_two_tiles_is_matched_and_no_further():
    rng = np.random.default_rng(0)
    classes = rng.integers(0, 2, (256, 256))
    bright = rng.normal(100, 10, (3, 256, 256)) + 20 * classes
    source, target = measure(bright, classes, CLASSES), measure(0.9 * bright + 4, classes, CLASSES)
    gain, offset = correction(source, target)
    assert np.abs(gain * 110 + offset - (0.9 * 110 + 4)).max() < 2.5
    barn = np.full_like(classes, BARN)
    unshared = measure(bright, barn, CLASSES)
    gain, offset = correction(unshared, target)
    assert gain.tolist() == [1.0] * 3
    assert offset.tolist() == [0.0] * 3


def test_a_barn_on_a_dark_wood_keeps_its_brightness():
    """The light is judged by classes that both tiles show, not by what lies around the object."""
    rng = np.random.default_rng(0)
    pixels = rng.normal(100, 5, (1, 64, 64))
    classes = np.full((64, 64), FIELD)
    classes[:, 32:] = WOOD
    pixels[:, :, 32:] -= 70
    instance = dataclasses.replace(
        an_object(np.ones((8, 8)), ring=(0.5, 0.5, 0, 0, 0), bands=1), radiometry=measure(pixels, classes, CLASSES)
    )
    background = BackgroundTile(1, pixels.astype(np.uint8), classes, np.zeros((0, 64, 64), np.float32))
    for number in range(6):
        tile = compose(background, round_state_of([instance]), settings_with(max_objects=1), number)
        inner = tile.pixels[0][tile.pastes[0].box][tile.pastes[0].alpha > 0.99]
        assert abs(float(inner.mean()) - 200) < 3


def test_gradient_blending_takes_the_level_of_the_place_and_keeps_the_texture():
    mask = np.ones((12, 12), dtype=bool)
    instance = an_object(mask, bands=1)
    background = BackgroundTile(
        1, np.full((1, 48, 48), 60, np.uint8), np.full((48, 48), FIELD), np.zeros((0, 48, 48), np.float32)
    )
    tile = compose(background, round_state_of([instance]), settings_with(blend="gradient", max_objects=1), 0)
    assert np.abs(tile.pixels[0][tile.pastes[0].box][tile.pastes[0].mask].astype(int) - 60).max() <= 1


def test_context_layers_say_where_objects_may_stand():
    flat = [
        an_object(np.ones((4, 4)), values=(slope,), bands=1, bank_index=i)
        for i, slope in enumerate(np.linspace(0, 5, 30))
    ]
    slope = np.full((1, 64, 64), 30, np.float32)
    slope[:, :, :24] = 2.0
    slope[:, :10] = np.nan
    background = BackgroundTile(1, np.full((1, 64, 64), 60, np.uint8), np.full((64, 64), FIELD), slope)
    tile = compose(background, round_state_of(flat, layers=1), settings_with(max_objects=10, plausibility=0.5), 0)
    assert len(tile.pastes) >= 3
    for paste in tile.pastes:
        assert (slope[0][paste.box][paste.mask] == 2.0).mean() > 0.7


def test_context_layers_with_categories_know_no_between():
    model = ContextModel([an_object(np.ones((2, 2)), values=(value,)) for value in [3] * 30 + [9] * 30], CLASSES, 1)
    rings = np.tile([1.0, 0, 0, 0, 0], (4, 1))
    found = model.plausibility(BARN, rings, np.array([[3.0], [9.0], [6.0], [np.nan]]))
    assert found.tolist() == [1.0, 1.0, 0.0, 0.0]


def test_strips_are_told_from_blocks():
    assert is_long(np.ones((4, 100), dtype=bool))
    assert is_long(np.abs(np.subtract.outer(np.arange(120), np.arange(120))) < 5)
    assert not is_long(np.ones((20, 60), dtype=bool))
    ell = np.ones((30, 30), dtype=bool)
    ell[:18, :18] = False
    assert not is_long(ell)


def test_the_bank_keeps_a_sample_within_its_limit():
    noise = np.random.default_rng(0).integers(0, 255, (40, 4, 30, 30), dtype=np.uint8)
    mask = np.pad(np.ones((24, 24), dtype=bool), MARGIN)

    def filled(seed):
        bank = ObjectBank(60_000, 1, seed)
        for bank_index, pixels in enumerate(noise):
            block = packed(pixels, mask, mask)
            bank.add(dataclasses.replace(an_object(np.ones((24, 24)), bands=4, bank_index=bank_index), packed=block))
        return bank

    bank = filled(1)
    assert bank.nbytes <= 60_000
    assert bank.left_out() == 40 - len(bank.objects) > 0
    assert [instance.tile_id for instance in bank.objects] == [instance.tile_id for instance in filled(1).objects]
    assert np.array_equal(bank.objects[0].patch().pixels, noise[bank.objects[0].tile_id])


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(st.sampled_from([0.0, 1.0, 1.5, 2.0, np.inf]), min_size=1, max_size=40), count=st.integers(1, 12)
)
def test_the_least_come_first_and_equals_in_their_order(values, count):
    keys = np.array(values)
    assert np.array_equal(least_of(keys, count), np.argsort(keys, kind="stable")[:count])
