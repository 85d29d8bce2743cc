# SPDX-License-Identifier: GPL-2.0-or-later
"""Places for objects against a search of every position by hand."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import numpy as np
import pytest

from diao_engine.synthesis.canvas import Canvas
from diao_engine.synthesis.context import ContextModel
from diao_engine.synthesis.objects import MARGIN, ObjectPatch
from diao_engine.synthesis.placement import CONTEXT, NO_HOST, NO_ROOM, find_placement, rejection_reason
from diao_engine.synthesis.relations import Relations

FIELD, WATER, BARN = range(3)
IGNORED = 3


def canvas_of(classes):
    """Fields are host to barns, and nothing else may lie beside one."""
    barns = [SimpleNamespace(class_index=BARN, ring=(1.0, 0, 0), values=())] * 3
    hosts = np.zeros((3, 3))
    hosts[BARN, FIELD] = 1.0
    relations = Relations(hosts, hosts > 0, np.array([False, False, True]))
    layers = np.zeros((0, *classes.shape), dtype=np.float32)
    return Canvas(classes, layers, relations, ContextModel(barns, 3, 0), 2)


def patch_of(core):
    mask = np.pad(np.asarray(core, dtype=bool), MARGIN)
    return ObjectPatch(np.zeros((1, *mask.shape), np.uint8), mask, np.ones_like(mask), (False,) * 4)


def place(canvas, patch, *, least=0.5, seed=0):
    rejected: Counter[str] = Counter()
    rng = np.random.default_rng(seed)
    found = find_placement(canvas, patch, BARN, least=least, is_line=False, rng=rng, rejected=rejected)
    return found, rejected


def fits(classes, core, row, column):
    """Whether an object covers only field and touches neither water nor a barn."""
    around = np.zeros((classes.shape[0] + 2, classes.shape[1] + 2), dtype=bool)
    for down in (0, 1, 2):
        for across in (0, 1, 2):
            part = around[row + down : row + down + core.shape[0], column + across : column + across + core.shape[1]]
            part |= core
    covered = classes[row : row + core.shape[0], column : column + core.shape[1]][core]
    return bool((covered == FIELD).all()) and not np.isin(classes[around[1:-1, 1:-1]], (WATER, BARN)).any()


@pytest.mark.parametrize("seed", range(12))
def test_every_place_found_is_one_that_fits(seed):
    rng = np.random.default_rng(seed)
    classes = np.repeat(np.repeat(rng.choice([FIELD] * 5 + [WATER, BARN, IGNORED], (5, 5)), 4, axis=0), 4, axis=1)
    core = np.ones((4, 3), dtype=bool)
    core[0, 0] = False
    good = {(r, c) for r in range(17) for c in range(18) if fits(classes, core, r, c)}
    found = [place(canvas_of(classes.copy()), patch_of(core), least=0.0, seed=n)[0] for n in range(10)]
    assert None not in found
    for placement in found:
        assert (placement.row, placement.column) in good
        assert 0 < placement.plausibility <= 1


def test_the_only_free_place_is_found():
    classes = np.full((20, 20), WATER)
    classes[7:15, 4:12] = FIELD
    classes[7:15, 4] = classes[7:15, 11] = classes[7, 4:12] = classes[14, 4:12] = IGNORED
    found, _ = place(canvas_of(classes), patch_of(np.ones((4, 4))), least=0.3)
    assert (found.row, found.column) in {(row, column) for row in (8, 9, 10) for column in (5, 6, 7)}
    assert found.plausibility == 1.0


@pytest.mark.parametrize(
    ("ground", "size", "reason"),
    [(WATER, 4, NO_HOST), (BARN, 4, NO_ROOM), (IGNORED, 4, NO_ROOM), (FIELD, 21, NO_ROOM)],
    ids=["water", "barns", "ignored", "too large"],
)
def test_no_place_says_why(ground, size, reason):
    found, rejected = place(canvas_of(np.full((20, 20), ground)), patch_of(np.ones((size, size))))
    assert found is None
    assert max(rejected, key=rejected.get) == reason


def test_a_tile_that_may_be_covered_all_over_has_too_little_room():
    """As of areas, which need more ground than a tile of 16 px has."""
    assert rejection_reason(canvas_of(np.full((16, 16), FIELD)), BARN) == NO_ROOM


def test_surroundings_that_no_real_object_has_are_refused():
    classes = np.full((24, 24), WATER)
    classes[8:14, 8:14] = FIELD
    found, rejected = place(canvas_of(classes), patch_of(np.ones((4, 4))), least=0.95)
    assert found is None
    assert rejected[CONTEXT] == 1


@pytest.mark.parametrize(("free", "is_found"), [(5, False), (6, True)], ids=["9 of 48", "20 of 48"])
def test_a_quarter_of_the_surroundings_must_be_known(free, is_found):
    classes = np.full((24, 24), IGNORED)
    classes[8 : 8 + free, 8 : 8 + free] = FIELD
    found, _ = place(canvas_of(classes), patch_of(np.ones((4, 4))))
    assert (found is not None) is is_found


def test_pastes_keep_clear_of_each_other():
    canvas = canvas_of(np.full((40, 40), FIELD))
    taken = np.zeros((40, 40), dtype=bool)
    patch = patch_of(np.ones((5, 5)))
    for seed in range(8):
        found, _ = place(canvas, patch, seed=seed)
        if found is None:
            break
        box = slice(found.row, found.row + 5), slice(found.column, found.column + 5)
        near = np.zeros_like(taken)
        near[max(0, found.row - 1) : found.row + 6, max(0, found.column - 1) : found.column + 6] = True
        assert not (near & taken).any()
        taken[box] = True
        canvas.occupy(taken[box], box, BARN)
    assert taken.sum() >= 3 * 25
