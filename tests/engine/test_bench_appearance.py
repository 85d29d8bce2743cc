# SPDX-License-Identifier: GPL-2.0-or-later
"""The benchmark of appearance: what it cuts out, how it splits, that its judge sees a difference and sees none where none is."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from diao_engine.dataset.store import load
from diao_engine.dataset.tiles import Tiles
from diao_engine.jobs import LayerRef
from diao_engine.jobs.createdataset import CreateDataset
from diao_engine.protocol.progress import silent
from diao_engine.run import createdataset
from tests.benchmarks import bench_appearance
from tests.benchmarks.appearance.judge import VIEWS, accuracy
from tests.benchmarks.appearance.pairs import JITTER, LABELS, PIXELS, Pair, around, cut, largest_part, mixed, sides
from tests.benchmarks.balance.copy_paste import random_copy_paste

FIELD, WOOD, BARN = 1, 2, 3


@pytest.fixture
def copied(scene, tmp_path):
    """Barns of random pixels, pasted as they are, on tiles that are windows of one image."""
    rng = np.random.default_rng(0)
    labels = np.full((512, 512), FIELD, dtype=np.uint8)
    labels[:, 400:] = WOOD
    for row in range(40, 480, 48):
        labels[row : row + 9, 120:127] = BARN
    pixels = rng.integers(1, 250, (3, *labels.shape)).astype(np.uint8)
    files = scene.raster("image.tif", pixels), scene.raster("label.tif", labels, nodata=255)
    base = str(tmp_path / "tiles.gpkg")
    job = CreateDataset(
        images=files[:1], labels=(LayerRef(files[1]),), tile_size=256, val_fraction=0.0, output=base
    )  # fmt: skip
    createdataset.run(job, silent())
    return load(random_copy_paste(LayerRef(base), str(tmp_path / "made.gpkg"), seed=0))


def test_a_pair_shows_the_same_object_in_both_places(copied):
    """Turned or flipped, a barn that is pasted as it is has the pixels that it has where it stands."""
    pairs = [pair for pair in cut(copied).pixels if pair.class_value == BARN]
    assert len(pairs) >= 3
    for pair in pairs:
        assert pair.real.shape == pair.pasted.shape == (4, PIXELS + 2 * JITTER, PIXELS + 2 * JITTER)
        here, there = (np.sort(side[0][side[-1] == 1]) for side in (pair.pasted, pair.real))
        assert len(here) == 63
        assert (here == there).all()
        assert not np.array_equal(pair.pasted[0], pair.real[0])


def test_label_maps_are_cut_around_the_same_objects(copied):
    for pair in cut(copied).labels:
        class_index = copied.scheme.values.index(pair.class_value)
        for side in (pair.real, pair.pasted):
            assert side.shape == (2, LABELS + 2 * JITTER, LABELS + 2 * JITTER)
            assert set(side[0][side[1] == 1]) == {class_index}


def test_the_largest_part_lies_in_the_box():
    mask = np.zeros((20, 20), dtype=bool)
    mask[2:5, 2:5] = mask[10:12, 2:12] = mask[0:20, 18] = True
    found = largest_part(mask, -2, 0, 14, 10)
    assert found[10:12, 2:10].all()
    assert found.sum() == 16
    assert not largest_part(mask, 6, 6, 3, 3).any()


def test_a_cut_near_the_edge_lies_around_the_pixel_that_allows_it():
    mask = np.zeros((256, 256), dtype=bool)
    mask[100, 5:60] = True
    rows = np.broadcast_to(np.arange(256)[:, None], (256, 256))
    half = PIXELS // 2 + JITTER
    found = around(rows, mask, PIXELS)
    assert found[0, half, 0] == 100
    assert found[1].sum() == 55
    mask[100, half:] = False
    assert around(rows, mask, PIXELS) is None


def test_no_image_is_on_both_sides():
    images = np.repeat([f"{number}.tif" for number in range(10)], 4).astype(object)
    tiles = Tiles.fresh(
        image=images,
        label=images,
        windows=np.zeros((40, 4), dtype=np.int64),
        counts=np.ones((40, 2), dtype=np.int64),
        footprint=np.array([shapely.box(0, 0, 1, 1)] * 40),
        split=np.array(["train"] * 36 + ["val"] * 4, dtype=object),
    )
    learned, asked = sides(tiles, 0, test_share=0.4, most=20)
    assert (len(learned), len(asked)) == (12, 8)
    places = [{images[number - 1] for number in ids} for ids in (learned, asked)]
    assert not places[0] & places[1]
    assert max(learned + asked) <= 36


def drawn_pairs(count, *, shift, seed):
    """Cuts of noise; pasted ones are brighter by `shift` on the object."""
    rng = np.random.default_rng(seed)
    side = PIXELS + 2 * JITTER
    mask = np.zeros((1, side, side), dtype=np.uint8)
    mask[:, 30:42, 30:42] = 1

    def drawn(more):
        return np.concatenate([rng.integers(80, 120, (3, side, side)).astype(np.uint8) + more * mask, mask])

    return [Pair(drawn(0), drawn(shift), 1) for _ in range(count)]


@pytest.mark.slow
def test_the_judge_tells_what_can_be_told_and_nothing_else():
    told, same = (
        accuracy(drawn_pairs(40, shift=shift, seed=0), drawn_pairs(30, shift=shift, seed=1), VIEWS["near"], 0)
        for shift in (60, 0)
    )
    assert told > 0.9
    assert 0.3 < same < 0.7


def test_the_control_sets_real_objects_against_real_ones():
    pairs = drawn_pairs(6, shift=60, seed=0)
    found = mixed([*pairs, *pairs], 0)
    assert len(found) == 3
    real = {pair.real.tobytes() for pair in pairs}
    shown = [side.tobytes() for pair in found for side in pair[:2]]
    assert len(set(shown)) == 6
    assert set(shown) == real


def test_the_table_has_the_mean_of_the_seeds_and_a_row_for_each_way():
    cells = {
        bench_appearance.Cell("naip_ohio", seed, row): {
            "accuracy": {row: {"pixels": 0.5 + 0.1 * seed, "near": 0.75}},
            "pairs": {"pixels": [200 + seed, 100], "labels": [80, 40]},
        }
        for row in bench_appearance.ROWS
        for seed in (1, 2)
    }
    text = bench_appearance.page(cells)
    assert "| DIAO-CP | 2 | 0.65 ± 0.07 | 0.75 ± 0.00 |  |" in text
    assert "201 to 202" in text
    assert all(f"| {row} |" in text for row in bench_appearance.ROWS)
