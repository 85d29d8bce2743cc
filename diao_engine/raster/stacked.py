# SPDX-License-Identifier: GPL-2.0-or-later
"""Looks at files that hold the bands of one raster; `jobs.stack` puts them together."""

from __future__ import annotations

from collections.abc import Iterable

from rasterio.io import DatasetReader

from ..jobs.stack import Band, Layer, described
from ..jobs.virtual_source import MASK
from .read import data_bands, open_source
from .view import GDAL_TYPES, has_mask


def stacked(sources: Iterable[tuple[str, str]]) -> str:
    """The virtual raster of files, each with what its bands are called, as text.

    Raises BadInput when one cannot be opened, or when they do not fit together.
    """
    layers = []
    for key, path in sources:
        with open_source(path) as source:
            layers.append(_layer(key, path, source))
    return described(layers)


def _layer(key: str, path: str, source: DatasetReader) -> Layer:
    numbers, alpha = data_bands(source)
    bands = tuple(
        Band(number, GDAL_TYPES[source.dtypes[number - 1]], source.nodatavals[number - 1]) for number in numbers
    )
    mask = str(alpha) if alpha is not None else MASK if has_mask(source) else ""
    rows, columns = source.block_shapes[0]
    crs = "" if source.crs is None else source.crs.to_string()
    return Layer(
        key, path, crs, source.transform.to_gdal(), (source.width, source.height), (columns, rows), bands, mask
    )
