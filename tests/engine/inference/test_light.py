# SPDX-License-Identifier: GPL-2.0-or-later
"""Confidences that hold in every light."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio

from diao_engine.inference.light import in_light, write_least_confidence
from diao_engine.inference.outputs import CONFIDENCE_NODATA


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


def test_an_image_as_it_is_stays_as_it_is():
    pixels = np.array([0, 1, 2**24 + 1, 2**32 - 1], dtype="uint32")
    assert in_light(lambda seen: seen, 1.0)(pixels).tolist() == pixels.tolist()


def test_the_least_certain_look_counts(tmp_path):
    """Looks that say the same, less and more surely, another class with 0.7, and nothing: of six pixels."""
    classes = [[1, 1, 2, 2, 1, 9]], [[1, 1, 2, 1, 2, 9]]
    shares = [[0.9, 0.6, 0.8, 0.9, 0.2, -1]], [[0.7, 0.8, 0.8, 0.7, 0.7, -1]]
    looks = []
    for number, (values, confidences) in enumerate(zip(classes, shares, strict=True)):
        paths = str(tmp_path / f"c{number}.tif"), str(tmp_path / f"p{number}.tif")
        shape = {"driver": "GTiff", "height": 1, "width": 6, "count": 1}
        with rasterio.open(paths[0], "w", dtype="uint8", nodata=9, **shape) as sink:
            sink.write(np.array([values], dtype="uint8"))
        with rasterio.open(paths[1], "w", dtype="float32", nodata=CONFIDENCE_NODATA, **shape) as sink:
            sink.write(np.array([confidences], dtype="float32"))
        looks.append(paths)
    write_least_confidence(looks, str(tmp_path / "least.tif"))
    with rasterio.open(tmp_path / "least.tif") as source:
        assert source.read(1)[0].tolist() == pytest.approx([0.7, 0.6, 0.8, 0.3, 0.2, CONFIDENCE_NODATA])
