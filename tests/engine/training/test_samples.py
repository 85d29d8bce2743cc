# SPDX-License-Identifier: GPL-2.0-or-later
import contextlib
import dataclasses
import os
import shutil
import sys

import numpy as np
import pytest

from diao_engine.dataset.pixels import OPEN_TILES
from diao_engine.dataset.store import load
from diao_engine.jobs import LayerRef
from diao_engine.model.card import Normalisation
from diao_engine.protocol.progress import silent
from diao_engine.scoring.imbalance import density_scores, divergence
from diao_engine.training.draws import Dose, Shown
from diao_engine.training.samples import (
    MOST_REVIEWED_DRAWS,
    CropSampler,
    TilePixels,
    complete_tiles,
    draw_order,
    draw_weights,
    pad,
    steps_for,
)
from tests.engine.landscape import SCHEME, draw
from tests.refused import refused


def unchanged(bands):
    return Normalisation((-1e9,) * bands, (1e9,) * bands, (0.0,) * bands, (1.0,) * bands)


def pixels_of(dataset, **more):
    info = dataset.info
    pixels = TilePixels(dataset.tiles, dataset.scheme, bands=len(info.bands), dtype=info.dtype, **more)
    pixels.load(silent())
    return pixels


def sampler(pixels, bands, size, batch, steps, *, seed=0, candidates=1, target=(0.2, 0.3, 0.5), epochs=1000):
    """Crops as they are drawn, or the best of several; the first of many epochs, before the dose fades."""
    shown = Shown(
        pixels.tiles.total(), tiles=len(pixels), batch_px=batch * size**2, target=np.array(target), score=density_scores
    )
    return CropSampler(pixels, unchanged(bands), size, batch, steps, seed, Dose(candidates, 0.3, epochs), shown)


def test_tiles_are_drawn_as_often_as_their_repeats_say():
    repeats = np.array([1, 0, 3, 6])
    order = draw_order(repeats, 10, seed=(1, 2))
    assert np.bincount(order, minlength=4).tolist() == repeats.tolist()
    many = np.bincount(draw_order(repeats, 10_005, seed=(1, 2)), minlength=4)
    np.testing.assert_allclose(many / many.sum(), repeats / 10, atol=1e-3)


def test_a_part_of_an_epoch_is_a_fair_draw():
    repeats = np.array([1, 9])
    drawn = np.concatenate([draw_order(repeats, 2, seed=(0, epoch)) for epoch in range(2000)])
    assert np.mean(drawn == 0) == pytest.approx(0.1, abs=0.015)


def test_the_order_depends_on_seed_and_epoch():
    repeats = np.ones(50, dtype=int)
    first, again, other = (draw_order(repeats, 50, seed=seed) for seed in ((0, 1), (0, 1), (0, 2)))
    assert first.tolist() == again.tolist() != other.tolist()


def test_steps_cover_the_area_once_per_repeat(tmp_path):
    tiles = load(LayerRef(draw(tmp_path, tiles=6))).tiles
    assert steps_for(tiles, crop_size=32, batch_size=4) == 6
    assert steps_for(dataclasses.replace(tiles, repeats=np.array([4, 1, 1, 0, 0, 0])), crop_size=32, batch_size=4) == 6
    assert steps_for(tiles, crop_size=512, batch_size=64) == 1


@pytest.mark.parametrize("candidates", [1, 4])
@pytest.mark.parametrize("memory_bytes", [0, 60_000, 2**30])
def test_kept_or_read_on_demand_the_batches_are_the_same(tmp_path, memory_bytes, candidates):
    """At 60,000 bytes the labels fit and the pixels do not."""
    dataset = load(LayerRef(draw(tmp_path, bands=4, dtype="uint16", nodata=0)))
    with pixels_of(dataset, memory_bytes=memory_bytes) as pixels, pixels_of(dataset) as kept:
        assert pixels.fits == (memory_bytes > 60_000)
        one, two = (sampler(each, 4, 32, 3, 7, seed=5, candidates=candidates) for each in (pixels, kept))
        for (images, labels), (images2, labels2) in zip(one.batches(2), two.batches(2), strict=True):
            assert images.shape == (3, 4, 32, 32)
            assert images.dtype == np.float32
            np.testing.assert_array_equal(images, images2)
            np.testing.assert_array_equal(labels, labels2)
        assert one.shown.state() == two.shown.state()


def test_image_and_label_of_a_crop_are_turned_together(tmp_path):
    """Each pixel's band holds its label, so that every turn and flip must keep them the same."""
    dataset = load(LayerRef(draw(tmp_path, bands=1)))
    with pixels_of(dataset) as pixels:
        pixels._kept = [(labels[None].astype(np.float32), labels) for _, labels in pixels._kept]
        for images, labels in sampler(pixels, 1, 32, 8, 20, candidates=3).batches(0):
            for image, label in zip(images[:, 0], labels, strict=True):
                # Brightness and contrast change a crop as a whole: one value per class stays one value per class.
                for value in np.unique(label):
                    assert np.ptp(image[label == value]) < 1e-5


def test_crops_reach_every_place_of_a_tile(tmp_path):
    dataset = load(LayerRef(draw(tmp_path, bands=1, tiles=1, val=0)))
    with pixels_of(dataset) as pixels:
        pixels._kept = [(np.arange(64 * 64, dtype=np.float32).reshape(1, 64, 64), pixels._kept[0][1])]
        crops, rng = sampler(pixels, 1, 32, 1, 1), np.random.default_rng(0)
        seen = np.unique(np.concatenate([crops._cut(crops._crop(0, rng))[0].ravel() for _ in range(400)]))
    assert np.unique(seen // 64).tolist() == np.unique(seen % 64).tolist() == list(range(64))


def test_every_crop_of_a_reviewed_tile_shows_judged_ground(tmp_path):
    dataset = load(LayerRef(draw(tmp_path, bands=1, tiles=2, val=0)))
    origin = np.array(["reviewed", "real"], dtype=object)
    dataset = dataset.with_tiles(dataclasses.replace(dataset.tiles, origin=origin))
    judged = np.full((64, 64), 3, dtype=np.uint8)
    judged[2, 60], judged[40:43, 5] = 1, 2
    with pixels_of(dataset) as pixels:
        pixels._kept = [(image, judged) for image, _ in pixels._kept]
        crops, rng = sampler(pixels, 1, 32, 1, 1), np.random.default_rng(0)
        drawn = [crops._crop(0, rng) for _ in range(300)]
        shown = [crops._counts(crop) for crop in drawn]
        assert all(counts.any() for counts in shown)
        assert {tuple(np.flatnonzero(counts)) for counts in shown} == {(1,), (2,)}
        assert {crop.row for crop in drawn} > {0, 2, 11, 32}
        # another tile with as little ground is drawn as ever
        assert not all(crops._counts(crops._crop(1, rng)).any() for _ in range(100))


@pytest.mark.parametrize(
    ("origin", "repeats", "expected"),
    [
        ("rrj", [1, 3, 1], [1, 3, 1]),  # 1 of 5 draws
        ("rjj", [1, 2, 2], [12, 2, 2]),  # 4 of 16
        ("rrjjj", [2, 0, 1, 1, 0], [6, 0, 1, 1, 0]),
        ("rr", [1, 3], [1, 3]),
        ("jj", [1, 3], [1, 3]),
        ("rj", [0, 1], [0, 1]),
        ("srj", [4, 1, 9], [24, 6, 9]),
    ],
)
def test_reviewed_tiles_have_at_most_a_quarter_of_the_draws(tmp_path, origin, repeats, expected):
    tiles = load(LayerRef(draw(tmp_path, bands=1, tiles=len(origin), val=0))).tiles
    kinds = {"r": "real", "s": "synthetic", "j": "reviewed"}
    origins = np.array([kinds[letter] for letter in origin], dtype=object)
    tiles = dataclasses.replace(tiles, origin=origins, repeats=np.array(repeats))
    weights = draw_weights(tiles)
    assert weights.tolist() == expected
    if {"r", "s"} & set(origin) and any(weights[origins != "reviewed"]):
        assert weights[origins == "reviewed"].sum() <= MOST_REVIEWED_DRAWS * weights.sum()


@pytest.mark.parametrize("shape", [(1, 1), (5, 40), (31, 7)])
def test_what_is_missing_is_mirrored_and_ignored(shape):
    image = np.arange(2 * shape[0] * shape[1], dtype=np.uint16).reshape(2, *shape)
    label = np.zeros(shape, np.uint8)
    padded, labels = pad(image, label, height=32, width=32, ignored=3)
    assert padded.shape == (2, 32, max(32, shape[1]))
    assert padded.dtype == np.uint16
    np.testing.assert_array_equal(padded[:, : shape[0], : shape[1]], image)
    assert np.count_nonzero(labels == 0) == shape[0] * shape[1]
    assert set(np.unique(padded)) <= set(np.unique(image))


@pytest.mark.parametrize("bands", [1, 3, 12])
def test_small_tiles_give_whole_crops(tmp_path, bands):
    dataset = load(LayerRef(draw(tmp_path, bands=bands, tile=20)))
    with pixels_of(dataset) as pixels:
        ((images, labels),) = sampler(pixels, bands, 32, 2, 1, candidates=2).batches(0)
    assert images.shape == (2, bands, 32, 32)
    assert ((labels == len(SCHEME)).sum(axis=(1, 2)) >= 32 * 32 - 20 * 20).all()


@pytest.mark.parametrize("largest", [1024, 48])
def test_every_pixel_is_measured_once(tmp_path, monkeypatch, largest):
    monkeypatch.setattr("diao_engine.training.samples._LARGEST_MEASURED_PX", largest)
    dataset = load(LayerRef(draw(tmp_path, tile=100, tiles=5)))
    windows = dataset.tiles.windows.copy()
    windows[1, 2:] = 37, 71
    dataset = dataset.with_tiles(dataclasses.replace(dataset.tiles, windows=windows))
    with pixels_of(dataset) as pixels:
        expected = sum(np.bincount(pixels.read(index)[1].ravel(), minlength=4) for index in range(5))
        counts = np.zeros(4, int)
        for images, labels in complete_tiles(pixels, unchanged(3), divisor=32, batch_size=2, crop_size=64):
            assert images.shape[2:] == labels.shape[1:]
            assert labels.shape[1] % 32 == labels.shape[2] % 32 == 0
            counts += np.bincount(labels.ravel(), minlength=4)
    assert counts[:3].tolist() == expected[:3].tolist()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="counts the files in /proc")
def test_epochs_do_not_add_up_open_files(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    dataset = load(LayerRef(draw(tmp_path, tiles=40)))
    tiles = dataset.tiles
    copied = {
        name: [shutil.copy(path, tmp_path / f"{name}{number}.tif") for number, path in enumerate(getattr(tiles, name))]
        for name in ("image", "label")
    }
    tiles = dataclasses.replace(
        tiles, **{name: np.array([str(path) for path in paths]) for name, paths in copied.items()}
    )
    with pixels_of(dataset.with_tiles(tiles), memory_bytes=0) as pixels:
        crops = sampler(pixels, 3, 32, 4, 20)
        counts = []
        for epoch in range(6):
            assert sum(1 for _ in crops.batches(epoch)) == 20
            counts.append(open_files(tmp_path))
    assert 0 < max(counts) <= 2 * OPEN_TILES
    assert open_files(tmp_path) == 0


def open_files(folder):
    count = 0
    for handle in os.listdir("/proc/self/fd"):
        with contextlib.suppress(FileNotFoundError):
            count += os.readlink(f"/proc/self/fd/{handle}").startswith(f"{folder}/")
    return count


def test_another_band_count_is_a_sentence(tmp_path):
    dataset = load(LayerRef(draw(tmp_path, bands=3)))
    pixels = TilePixels(dataset.tiles, dataset.scheme, bands=4, dtype="uint8")
    with pixels, refused("other_bands_in_tile", bands=3, expected=4):
        pixels.load(silent())


def test_nodata_is_ignored(tmp_path):
    dataset = load(LayerRef(draw(tmp_path, dtype="float32", nodata=-9999)))
    with pixels_of(dataset) as pixels:
        image, labels = pixels.read(1)
    assert image.min() > -1
    assert (labels[-5:, 0] == len(SCHEME)).all()
    assert (labels[-5:, 1] != len(SCHEME)).all()


def test_without_a_choice_the_crops_are_those_of_a_generator_per_step(tmp_path):
    """Written out: what a seed drew before there was a choice it still draws."""
    dataset = load(LayerRef(draw(tmp_path)))
    with pixels_of(dataset) as pixels:
        found = [labels for _, labels in sampler(pixels, 3, 32, 3, 5, seed=9).batches(4)]
        order = draw_order(dataset.tiles.repeats, 15, seed=(9, 4))
        for step, labels in enumerate(found):
            rng = np.random.default_rng((9, 4, step))
            for place, tile in enumerate(order[3 * step : 3 * step + 3]):
                row, column, turns, mirrored = (int(rng.integers(n)) for n in (33, 33, 4, 2))
                crop = np.rot90(pixels.read(tile)[1][row : row + 32, column : column + 32], turns)
                np.testing.assert_array_equal(labels[place], crop[:, ::-1] if mirrored else crop)


def test_what_is_shown_moves_towards_the_target(tmp_path):
    dataset = load(LayerRef(draw(tmp_path, tiles=12, val=0)))
    target = np.array([0.4, 0.3, 0.3])
    with pixels_of(dataset) as pixels:
        imbalances = []
        for candidates in (1, 2, 4, 8):
            crops = sampler(pixels, 3, 32, 4, 100, candidates=candidates, target=target)
            counts = sum(np.bincount(labels.ravel(), minlength=4) for _, labels in crops.batches(0))
            assert crops.shown.pixels.tolist() == counts[:3].tolist()
            assert crops.shown.draws.sum() == 400
            imbalances.append(divergence(counts[:3], target))
    assert imbalances == sorted(imbalances, reverse=True)
    assert imbalances[2] < 0.5 * imbalances[0]


def test_the_choice_fades_into_the_draws_as_they_are(tmp_path):
    dataset = load(LayerRef(draw(tmp_path)))
    with pixels_of(dataset) as pixels:
        crops = [sampler(pixels, 3, 32, 3, 5, candidates=each, epochs=10) for each in (4, 1)]
        late, plain = ([labels for _, labels in each.batches(9)] for each in crops)
        np.testing.assert_array_equal(late, plain)
        early = [labels for _, labels in crops[0].batches(2)]
        assert not np.array_equal(early, [labels for _, labels in crops[1].batches(2)])
