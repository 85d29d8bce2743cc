# SPDX-License-Identifier: GPL-2.0-or-later
"""How sure a model is of an image whatever its light: it maps the image as it is, darker and brighter (method.md)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window as RasterioWindow

from ..raster.grid import Window
from ..raster.labels import LabelRaster, open_labels
from ..raster.read import Image, open_image
from ..raster.write import create_raster
from .outputs import CONFIDENCE_NODATA
from .source import Normalise

# What the pixels of an image are multiplied by. The first is the image as it is, which says the class.
LIGHTS = (1.0, 0.9, 1.1)
# A class raster and a raster of confidences.
Paths = tuple[str, str]


def in_light(normalise: Normalise, factor: float) -> Normalise:
    """What a model is given of pixels in other light; whole numbers stay whole and within what their type holds."""

    def change(pixels: NDArray[Any]) -> NDArray[np.float32]:
        lit = pixels * np.float32(factor)
        if pixels.dtype.kind in "iu":
            limits = np.iinfo(pixels.dtype)
            lit = np.clip(np.rint(lit), limits.min, limits.max)
        return normalise(lit.astype(pixels.dtype))

    return change


def write_least_confidence(looks: Sequence[Paths], target: str) -> None:
    """Write how sure the first look's class is in the least certain of all looks, which lie on one grid.

    Where a look says another class with a confidence of s, that of the first look's class is no more than 1 - s.
    """
    with ExitStack() as stack:
        rasters = [
            (stack.enter_context(open_labels(classes)), stack.enter_context(open_image(confidence)))
            for classes, confidence in looks
        ]
        sink = stack.enter_context(
            create_raster(target, rasters[0][0].georef, dtype="float32", nodata=CONFIDENCE_NODATA)
        )
        for window in rasters[0][0].strips():
            sink.write(_least(rasters, window), 1, window=RasterioWindow(*window))


def _least(rasters: Sequence[tuple[LabelRaster, Image]], window: Window) -> NDArray[np.float32]:
    (labels, confidence), *others = rasters
    classes, _ = labels.read(window)
    shares, measured = confidence.read(window)
    least: NDArray[np.float32] = shares[0]
    for other_labels, other_confidence in others:
        said, _ = other_labels.read(window)
        share = other_confidence.read(window)[0][0]
        np.minimum(least, np.where(said == classes, share, 1 - share), out=least)
    least[~measured] = CONFIDENCE_NODATA
    return least
