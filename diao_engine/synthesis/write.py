# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes a synthetic tile: an image like that of its background, and its labels."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray

from ..dataset.classes import ClassScheme
from ..raster.georef import GeoRef
from ..raster.grid import Window
from ..raster.read import ImageHeader
from ..raster.write import create_raster, set_classes
from .compose import SyntheticTile


@dataclass(frozen=True)
class Template:
    """What the files of a tile take over from its image."""

    georef: GeoRef
    nodata: float | None
    names: tuple[str, ...]

    @classmethod
    def of(cls, header: ImageHeader, window: Window) -> Template:
        """Of a window of an image."""
        return cls(header.georef.part(window), header.nodata, header.band_names)


def file_names(number: int) -> tuple[str, str]:
    """Names of the image and of the labels of a synthetic tile."""
    return f"{number:06d}_image.tif", f"{number:06d}_label.tif"


def write_tile(folder: str, number: int, tile: SyntheticTile, template: Template, scheme: ClassScheme) -> None:
    """Write image and labels; what was pasted stands in the image's metadata, DIAO_PARENT and DIAO_OBJECTS.

    Parameters
    ----------
    folder
        Where the files go; it exists.
    number
        Running number of the tile, 0 or above; it names the files.
    tile
        Pixels (band, row, column) and class indices (row, column).
    template
        Georeference, nodata value and band names.
    scheme
        Gives label values, names and colours to class indices.
    """
    image, label = (str(Path(folder) / name) for name in file_names(number))
    labelled = tile.classes < len(scheme)
    invalid = ~labelled & (tile.pixels == 0).all(axis=0)  # as the reader leaves them
    pixels = _with_nodata(tile.pixels, labelled, invalid, template.nodata)
    # Without these, GDAL takes the fourth band of an 8-bit image for opacity; near infrared is not.
    plain_bands = {"photometric": "minisblack", "alpha": "no"}
    with (
        rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True),
        create_raster(
            image,
            template.georef,
            dtype=str(pixels.dtype),
            count=len(pixels),
            nodata=template.nodata,
            num_threads=1,
            **plain_bands,
        ) as sink,
    ):
        sink.write(pixels)
        sink.descriptions = template.names
        if template.nodata is None and invalid.any():
            sink.write_mask(~invalid)
        pastes = [paste.to_metadata(scheme.values[paste.instance.class_index]) for paste in tile.pastes]
        sink.update_tags(DIAO_PARENT=tile.background.tile_id, DIAO_OBJECTS=json.dumps(pastes))
    values = np.append(np.array(scheme.values), scheme.ignore).astype(scheme.dtype)
    with create_raster(label, template.georef, dtype=scheme.dtype, nodata=scheme.ignore, num_threads=1) as sink:
        sink.write(values[tile.classes], 1)
        if max((*scheme.values, scheme.ignore)) <= 255:
            set_classes(sink, scheme.names, scheme.colors)


def _with_nodata(
    pixels: NDArray[Any], labelled: NDArray[np.bool_], invalid: NDArray[np.bool_], nodata: float | None
) -> NDArray[Any]:
    """Pixels with the nodata value where they are invalid, and without it where something was pasted."""
    if nodata is None:
        return pixels
    level = np.asarray(nodata, dtype=pixels.dtype)
    marked = np.where(invalid, level, pixels)
    collides = labelled & (pixels == level).all(axis=0)
    if collides.any():
        is_float = pixels.dtype.kind == "f"
        can_increase = is_float or level < np.iinfo(pixels.dtype).max
        marked[:, collides] = np.nextafter(level, np.inf) if is_float else level + (1 if can_increase else -1)
    return marked
