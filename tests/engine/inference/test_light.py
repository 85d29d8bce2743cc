# SPDX-License-Identifier: GPL-2.0-or-later
"""Confidences that hold in every light."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack

import numpy as np
import pytest
import rasterio
from scipy.ndimage import gaussian_filter

from diao_engine.inference import plan as plans
from diao_engine.inference.light import in_light, keep_least, looks_of
from diao_engine.inference.outputs import CONFIDENCE_NODATA, MapWriter, RowSink
from diao_engine.inference.plan import WindowPlan
from diao_engine.inference.predictor import Batches
from diao_engine.inference.scores import Scores
from diao_engine.inference.sliding_window import SlidingWindow
from diao_engine.inference.source import InferenceInput
from diao_engine.protocol.progress import silent
from diao_engine.raster.read import Image, open_image
from diao_engine.raster.write import create_raster
from tests.refused import refused


@pytest.mark.parametrize(
    ("dtype", "factor", "seen"),
    [
        ("uint8", 1.1, [0, 11, 110, 255]),  # 275 is more than a byte holds
        ("uint8", 0.9, [0, 9, 90, 225]),
        ("int16", 1.1, [0, 11, 110, 275]),
        ("float32", 1.1, [0, 11, 110, 275]),
    ],
)
def test_pixels_in_other_light(dtype, factor, seen):
    given = []
    in_light(lambda pixels: given.append(pixels) or pixels, factor)(np.array([0, 10, 100, 250], dtype=dtype))
    assert given[0].dtype == dtype
    assert given[0].tolist() == pytest.approx(seen)


def test_the_first_look_is_at_the_image_as_it_is():
    pixels = np.array([0, 10, 100, 250], dtype="uint8")
    as_it_is, *others = looks_of(lambda seen: seen, other_light=True)
    assert as_it_is(pixels) is pixels
    assert [look(pixels).tolist() for look in others] == [[0, 9, 90, 225], [0, 11, 110, 255]]
    assert len(looks_of(lambda seen: seen, other_light=False)) == 1


def test_the_least_certain_look_counts():
    """Looks that say the same, less and more surely, and another class with 0.7: of five pixels."""
    best, other = np.array([[1, 1, 2, 2, 1]], dtype="uint8"), np.array([[1, 1, 2, 1, 2]], dtype="uint8")
    shares, others = (
        np.array([values], dtype="float32") for values in ([0.9, 0.6, 0.8, 0.9, 0.2], [0.7, 0.8, 0.8, 0.7, 0.7])
    )
    keep_least(shares, best, others, other)
    assert shares[0].tolist() == pytest.approx([0.7, 0.6, 0.8, 0.3, 0.2])


CLASSES = 3


@pytest.fixture
def mapped(predictor, tmp_path):
    """Map a raster by looks; class values and confidences (row, column) as they are in the files."""

    def call(path, looks, *, area=None, scale=(1.0, 1.0), prior=None, model=None, batch=3):
        with open_image(path) as image:
            georef = image.georef
        plan = WindowPlan.over(georef.window, georef.shape, size=32, overlap=12, scale=scale)
        scores = Scores("logits", CLASSES, CLASSES)
        files = [str(tmp_path / name) for name in ("classes.tif", "confidence.tif")]
        with ExitStack() as stack:
            classes = stack.enter_context(create_raster(files[0], georef, dtype="uint8", nodata=255))
            sure = stack.enter_context(create_raster(files[1], georef, dtype="float32", nodata=CONFIDENCE_NODATA))
            writer = MapWriter(
                scores, looks=len(looks), values=[4, 7, 9], nodata=255, log_prior=prior,
                classes=RowSink(classes, plan.target), confidence=RowSink(sure, plan.target), probabilities=None, chosen=[],
            )  # fmt: skip
            sliding = SlidingWindow(Batches(model or predictor(smoothed), silent()), scores, looks, batch)
            sliding.over(InferenceInput(path, area), plan, writer.emits, silent())
        with rasterio.open(files[0]) as classes, rasterio.open(files[1]) as sure:
            return classes.read(1), sure.read(1)

    return call


def smoothed(batch):
    """A model with a neighbourhood."""
    return gaussian_filter(batch, (0, 0, 1.0, 1.0), mode="constant", truncate=3.0)


def normalised(pixels):
    return (pixels.astype("float32") - 100) / 20


def in_passes(mapped, path, looks, **how):
    """What one pass per look gives, put together afterwards."""
    (classes, shares), *others = [mapped(path, (look,), **how) for look in looks]
    is_seen = shares != CONFIDENCE_NODATA
    for said, share in others:
        shares = np.minimum(shares, np.where(said == classes, share, 1 - share))
    return classes, np.where(is_seen, shares, CONFIDENCE_NODATA)


@pytest.fixture
def holed(scene):
    """An image of several strips with nodata in it, and polygons that leave a part of it out."""
    pixels = np.random.default_rng(6).integers(1, 256, (CLASSES, 45, 300), dtype="uint8")
    pixels[:, 12:30, 200:270] = 0
    return scene.raster("a.tif", pixels, nodata=0), scene.polygons("area.gpkg", [(5, 5, 280, 40)], values=["x"])


@pytest.mark.parametrize("strip_bytes", [1, 2**28])
@pytest.mark.parametrize(("scale", "prior"), [((1.0, 1.0), None), ((1.6, 1.3), np.array([0.5, -0.2, 0.0]))])
def test_one_pass_gives_what_one_pass_per_look_gives_to_the_bit(holed, mapped, monkeypatch, strip_bytes, scale, prior):
    monkeypatch.setattr(plans, "_STRIP_BYTES", strip_bytes)
    path, area = holed
    looks = looks_of(normalised, other_light=True)
    for batch in (5, 40):  # of less and of more than a row of windows
        how = {"area": area, "scale": scale, "prior": prior, "batch": batch}
        for one, many in zip(mapped(path, looks, **how), in_passes(mapped, path, looks, **how), strict=True):
            assert one.tobytes() == many.tobytes()
    classes, shares = mapped(path, looks, area=area, scale=scale, prior=prior)
    (_, one_look) = mapped(path, looks[:1], area=area, scale=scale, prior=prior)
    assert (shares < one_look).mean() > 0.3
    assert ((classes == 255) == (shares == CONFIDENCE_NODATA)).all()


@pytest.mark.parametrize(("scale", "times"), [((1.0, 1.0), 1), ((1.6, 1.3), 2)])  # the second reads validity by itself
def test_a_window_is_read_once_however_many_looks_there_are(holed, mapped, monkeypatch, scale, times):
    read, windows = Image.read, Counter()

    def counted(image, window):
        windows[image.georef.shape, window] += 1
        return read(image, window)

    monkeypatch.setattr(Image, "read", counted)
    mapped(holed[0], looks_of(normalised, other_light=True), scale=scale)
    assert set(windows.values()) == {1}
    assert len({shape for shape, _ in windows}) == times


def test_a_look_that_gives_no_numbers_is_told(holed, mapped, predictor):
    """Not in the light of the first look."""
    broken = predictor(lambda batch: np.where(batch > normalised(np.array(255.0)), np.nan, batch))
    looks = (normalised, lambda pixels: normalised(pixels * np.float32(1.1)))
    with refused("nan_at"):
        mapped(holed[0], looks, model=broken)
