# SPDX-License-Identifier: GPL-2.0-or-later
import threading

import numpy as np
import pytest
from affine import Affine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS
from scipy.ndimage import gaussian_filter

from diao_engine.errors import BadInput, JobCancelled, NoMemory
from diao_engine.inference import plan as plans
from diao_engine.inference.blend import RowBlend, span_weights
from diao_engine.inference.predictor import InputShape
from diao_engine.protocol.progress import ProgressReporter
from diao_engine.raster.georef import GeoRef
from diao_engine.raster.grid import Window
from diao_engine.raster.write import create_raster
from tests.refused import refused

SIZE = 16
FROM_FIXTURES = {"suppress_health_check": [HealthCheck.function_scoped_fixture], "deadline": None}


def smoothed(batch):
    """A model with a neighbourhood of three pixels to each side; its input's edges are unlike the rest, as in networks."""
    return gaussian_filter(batch, (0, 0, 1.0, 1.0), mode="constant", truncate=3.0)


@given(
    height=st.sampled_from([1, 2, SIZE - 1, SIZE, SIZE + 1, 2 * SIZE - 1, 37, 61]),
    width=st.sampled_from([1, 3, SIZE - 1, SIZE, SIZE + 1, 2 * SIZE + 1, 50]),
    overlap=st.integers(0, SIZE // 2),
    batch=st.integers(1, 7),
)
@settings(max_examples=60, **FROM_FIXTURES)
def test_the_identity_gives_the_image_back(scene, slide_over, predictor, height, width, overlap, batch):
    pixels = np.random.default_rng(0).normal(size=(2, height, width)).astype("float32")
    path = scene.raster("a.tif", pixels)
    scores, valid = slide_over(path, predictor(), size=SIZE, overlap=overlap, batch=batch, classes=2)
    assert valid.all()
    np.testing.assert_allclose(scores, pixels, atol=2e-6)


@given(x=st.integers(0, 60), y=st.integers(0, 50), width=st.integers(1, 64), height=st.integers(1, 53))
@settings(max_examples=40, **FROM_FIXTURES)
def test_any_part_of_the_raster_can_be_the_target(scene, slide_over, predictor, x, y, width, height):
    pixels = np.random.default_rng(1).normal(size=(1, 53, 64)).astype("float32")
    target = Window(x, y, min(width, 64 - x), min(height, 53 - y))
    scores, _ = slide_over(scene.raster("a.tif", pixels), predictor(), size=SIZE, overlap=5, classes=1, target=target)
    np.testing.assert_allclose(scores, pixels[:, target.slices[0], target.slices[1]], atol=2e-6)


def test_one_window_sees_what_many_see_away_from_the_edge(scene, slide_over, predictor):
    pixels = np.random.default_rng(2).normal(size=(1, 96, 120)).astype("float32")
    path = scene.raster("a.tif", pixels)
    whole = smoothed(pixels[None])[0]
    scores, _ = slide_over(path, predictor(smoothed), size=32, overlap=16, classes=1)
    inside = np.s_[:, 4:-4, 4:-4]
    seam = np.abs(scores - whole)[inside].max()
    without, _ = slide_over(path, predictor(smoothed), size=32, overlap=0, classes=1)
    assert seam < 0.04
    assert np.abs(without - whole)[inside].max() > 0.4


def test_the_picture_is_mirrored_at_its_edges(scene, slide_over, predictor):
    pixels = np.random.default_rng(2).normal(size=(1, 75, 110)).astype("float32")
    mirrored = gaussian_filter(pixels, (0, 1.0, 1.0), mode="mirror", truncate=3.0)
    scores, _ = slide_over(scene.raster("a.tif", pixels), predictor(smoothed), size=32, overlap=16, classes=1)
    assert np.abs(scores - mirrored).max() < 0.04


def test_the_batch_size_changes_nothing(scene, slide_over, predictor):
    path = scene.raster("a.tif", np.random.default_rng(3).normal(size=(3, 70, 45)).astype("float32"))
    one, _ = slide_over(path, predictor(smoothed), size=SIZE, overlap=4, batch=1, classes=3)
    model = predictor(smoothed)
    many, _ = slide_over(path, model, size=SIZE, overlap=4, batch=8, classes=3)
    assert (one == many).all()
    assert max(model.sizes) == 8


def test_a_fixed_batch_is_kept_to(scene, slide_over, predictor):
    pixels = np.random.default_rng(3).normal(size=(1, 50, 50)).astype("float32")
    model = predictor(shape=InputShape(batch=4))
    scores, _ = slide_over(scene.raster("a.tif", pixels), model, size=SIZE, overlap=4, batch=3, classes=1)
    assert set(model.sizes) == {4}
    np.testing.assert_allclose(scores, pixels, atol=2e-6)


def test_narrow_strips_make_the_same_map(scene, slide_over, predictor, monkeypatch):
    pixels = np.random.default_rng(4).normal(size=(2, 40, 700)).astype("float32")
    path = scene.raster("a.tif", pixels)
    one, _ = slide_over(path, predictor(smoothed), size=SIZE, overlap=6, classes=2)
    monkeypatch.setattr(plans, "_STRIP_BYTES", 1)
    many, _ = slide_over(path, predictor(smoothed), size=SIZE, overlap=6, classes=2)
    assert len(list(plans.WindowPlan.over(Window(0, 0, 700, 40), (40, 700), size=SIZE, overlap=6).strips(2))) == 3
    np.testing.assert_allclose(one, many, atol=1e-6)


def test_windows_without_a_valid_pixel_are_left_out(scene, slide_over, predictor):
    pixels = np.full((1, 64, 64), -1, dtype="float32")
    pixels[0, 20:24, 40:60] = 5
    model = predictor()
    scores, valid = slide_over(
        scene.raster("a.tif", pixels, nodata=-1), model, size=SIZE, overlap=0, batch=1, classes=1
    )
    assert (valid == (pixels[0] == 5)).all()
    assert sum(model.sizes) == 2
    assert (scores[0][valid] == 5).all()


def test_nan_never_reaches_the_model(scene, slide_over, predictor):
    pixels = np.ones((2, 30, 30), dtype="float32")
    pixels[0, 3:9, 4] = np.nan
    seen = []
    model = predictor(lambda batch: seen.append(np.isfinite(batch).all()) or batch)
    _, valid = slide_over(scene.raster("a.tif", pixels), model, size=SIZE, overlap=4, classes=2)
    assert all(seen)
    assert not valid[3:9, 4].any()
    assert valid.sum() == 30 * 30 - 6


def test_ground_outside_the_area_is_not_mapped(scene, slide_over, predictor):
    area = scene.polygons("area.gpkg", [(10, 10, 20, 30)], values=["x"])
    pixels = np.ones((1, 64, 64), dtype="uint8")
    model = predictor()
    _, valid = slide_over(scene.raster("a.tif", pixels), model, size=SIZE, overlap=0, batch=1, classes=1, area=area)
    assert valid.sum() == 10 * 20
    assert valid[10:30, 10:20].all()
    assert sum(model.sizes) == 4


@pytest.mark.parametrize("scale", [(2.0, 2.0), (0.5, 0.5), (3.3, 1.7), (0.7, 1.0)])
def test_another_pixel_size_comes_back_to_the_rasters_grid(scene, slide_over, predictor, scale):
    rows, columns = np.mgrid[:120, :90].astype("float32")
    path = scene.raster("a.tif", np.stack([rows, columns]))
    scores, valid = slide_over(path, predictor(), size=SIZE, overlap=4, classes=2, scale=scale)
    assert valid.all()
    inside = np.s_[:, 8:-8, 8:-8]
    assert np.abs(scores - np.stack([rows, columns]))[inside].max() < 0.1
    assert np.abs(scores - np.stack([rows, columns])).max() < 3


def test_strips_of_another_pixel_size_fit_together(scene, slide_over, predictor, monkeypatch):
    path = scene.raster("a.tif", np.random.default_rng(5).normal(size=(1, 50, 900)).astype("float32"))
    one, _ = slide_over(path, predictor(), size=SIZE, overlap=4, classes=1, scale=(1.6, 1.6))
    monkeypatch.setattr(plans, "_STRIP_BYTES", 1)
    many, _ = slide_over(path, predictor(), size=SIZE, overlap=4, classes=1, scale=(1.6, 1.6))
    np.testing.assert_allclose(one, many, atol=1e-5)


def test_nodata_is_exact_also_when_the_raster_is_resampled(scene, slide_over, predictor):
    pixels = np.full((1, 60, 60), 100, dtype="uint8")
    pixels[0, 7, 9] = 0
    scores, valid = slide_over(
        scene.raster("a.tif", pixels, nodata=0), predictor(), size=SIZE, overlap=4, classes=1, scale=(2.0, 2.0)
    )
    assert (valid == (pixels[0] != 0)).all()
    np.testing.assert_allclose(scores[0][valid], 100, atol=1e-4)


def test_a_band_that_is_called_alpha_does_not_fade_the_others_when_resampled(scene, slide_over, predictor):
    from rasterio.enums import ColorInterp

    pixels = np.full((4, 64, 64), 200, dtype="uint8")
    pixels[3] = np.random.default_rng(0).integers(1, 250, (64, 64))
    tags = (ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.alpha)
    path = scene.raster("nir.tif", pixels, interpretation=tags)
    scores, valid = slide_over(path, predictor(), size=SIZE, overlap=4, classes=4, scale=(2.0, 2.0))
    assert valid.all()
    assert np.abs(scores[:3] - 200).max() < 1e-3


@pytest.mark.parametrize("scale", [1.0, 1.6])
def test_blocks_that_a_file_does_not_hold_make_the_same_map(scene, slide_over, predictor, scale):
    pixels = np.zeros((1, 200, 320), dtype="uint8")
    noise = np.random.default_rng(7).integers(1, 250, (1, 200, 320), dtype="uint8")
    for island in (Window(100, 40, 30, 30), Window(250, 60, 50, 4), Window(0, 150, 9, 50)):
        pixels[0][island.slices] = noise[0][island.slices]
    tiled = {"nodata": 0, "tiled": True, "blockxsize": 16, "blockysize": 16}
    paths = scene.raster("sparse.tif", pixels, sparse_ok=True, **tiled), scene.raster("full.tif", pixels, **tiled)
    models = predictor(smoothed), predictor(smoothed)
    (sparse, known), (full, known_too) = (
        slide_over(path, model, size=SIZE, overlap=6, classes=1, scale=(scale, scale))
        for path, model in zip(paths, models, strict=True)
    )
    assert (known == (pixels[0] > 0)).all()
    assert (known_too == known).all()
    assert (sparse[:, known] == full[:, known]).all()
    assert sum(models[0].sizes) == sum(models[1].sizes)


@pytest.mark.parametrize("scribbles", [False, True])
def test_what_is_handed_on_may_be_changed_where_there_are_valid_pixels(scribbles):
    """Rows of windows in several places, and a receiver that uses the arrays as its own."""
    grid = plans.TileGrid(Window(0, 0, 100, 90), 20, 14, shift_last=True)
    rng = np.random.default_rng(0)
    (strip,) = plans.WindowPlan(grid.area, grid, (90, 100), (1.0, 1.0)).strips(2)
    windows = [(position, rng.normal(size=(2, 20, 20)).astype("f4")) for position in strip.positions()]
    chosen = [pair for pair in windows if rng.random() < 0.3 and pair[0].row not in (2, 3)]
    whole, valid = np.zeros((2, 90, 100), dtype="f4"), np.zeros((90, 100), dtype=bool)

    def emit(window, scores, known):
        rows, columns = window.slices
        whole[:, rows, columns], valid[rows, columns] = scores, known
        span = np.flatnonzero(known.any(axis=0))
        if scribbles and len(span):
            scores[:, :, span[0] : span[-1] + 1] = np.nan

    blend = RowBlend(grid, grid.area, 2, emit)
    for position, scores in chosen:
        blend.add(position, scores.copy(), np.ones((20, 20), dtype=bool))
    blend.close()
    weights_of_rows, weights_of_columns = span_weights(grid.rows), span_weights(grid.columns)
    expected, covered = np.zeros((2, 90, 100)), np.zeros((90, 100), dtype=bool)
    for position, scores in chosen:
        rows, columns = position.window.slices
        expected[:, rows, columns] += (
            scores * weights_of_rows[position.row][:, None] * weights_of_columns[position.column]
        )
        covered[rows, columns] = True
    np.testing.assert_allclose(whole, expected, atol=1e-5)
    assert (valid == covered).all()


def test_memory_running_out_halves_the_batch(scene, slide_over, predictor):
    def tight(batch):
        if len(batch) > 2:
            raise NoMemory("")
        return batch

    pixels = np.random.default_rng(6).normal(size=(1, 64, 64)).astype("float32")
    model = predictor(tight)
    scores, _ = slide_over(scene.raster("a.tif", pixels), model, size=SIZE, overlap=0, batch=8, classes=1)
    assert model.sizes[:3] == [8, 4, 2]
    np.testing.assert_allclose(scores, pixels, atol=2e-6)


def test_memory_for_not_even_one_window_is_said(scene, slide_over, predictor):
    def none(batch):
        raise NoMemory("")

    path = scene.raster("a.tif", np.ones((1, 64, 64), dtype="uint8"))
    with refused("windows_memory", count=1, size=16, kind=NoMemory):
        slide_over(path, predictor(none), size=SIZE, overlap=0, batch=8, classes=1)


def test_cancel_stops_after_the_batch_and_leaves_no_thread(scene, slide_over, predictor, tmp_path):
    cancel = tmp_path / "cancel"
    model = predictor(lambda batch: cancel.touch() or batch)
    path = scene.raster("a.tif", np.ones((1, 200, 200), dtype="uint8"))
    before = threading.active_count()
    with pytest.raises(JobCancelled):
        slide_over(
            path,
            model,
            size=SIZE,
            overlap=0,
            batch=1,
            classes=1,
            report=ProgressReporter(lambda event: None, str(cancel)),
        )
    assert len(model.sizes) == 1
    assert threading.active_count() == before


def test_an_error_of_the_reading_thread_arrives(scene, slide_over, predictor):
    path = scene.image("a.tif", (1, 300, 300))
    with open(path, "r+b") as file:
        file.truncate(40_000)
    with refused("raster_damaged"):
        slide_over(path, predictor(), size=SIZE, overlap=0, classes=1)


def test_the_model_can_fail(scene, slide_over, predictor):
    def fail(batch):
        raise BadInput("no")

    with pytest.raises(BadInput, match="no"):
        slide_over(scene.image("a.tif", (1, 99, 99)), predictor(fail), size=SIZE, overlap=0, classes=1)


@pytest.mark.slow
def test_a_raster_of_many_rows_does_not_need_more_memory(tmp_path, slide_over, predictor):
    import tracemalloc

    def peak(height):
        path = str(tmp_path / f"{height}.tif")
        grid = GeoRef(CRS.from_epsg(32633), Affine(1, 0, 0, 0, -1, 0), (height, 256))
        with create_raster(path, grid, dtype="uint8"):
            pass
        plan = plans.WindowPlan.over(Window(0, 0, 256, height), grid.shape, size=64, overlap=16)
        from diao_engine.inference.predictor import Batches
        from diao_engine.inference.scores import Scores
        from diao_engine.inference.sliding_window import SlidingWindow
        from diao_engine.inference.source import InferenceInput
        from diao_engine.protocol.progress import silent

        sliding = SlidingWindow(
            Batches(predictor(), silent()), Scores("logits", 2, 2), (lambda p: np.repeat(p, 2, 0).astype("f4"),), 4
        )
        tracemalloc.start()
        sliding.over(InferenceInput(path, None), plan, [lambda *_: None], silent())
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(8_000) < 1.5 * peak(1_000) + 2**20
