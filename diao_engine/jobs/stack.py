# SPDX-License-Identifier: GPL-2.0-or-later
"""Bands that lie in files of their own as one raster: a virtual one, written as text. Standard library only.

The engine and QGIS look at the files by their own means; that they fit together, and how, is decided here
(https://gdal.org/en/stable/drivers/raster/vrt.html).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ..errors import BadInput
from . import virtual_source
from .dates import ACQUIRED, date_text

# Of a pixel of the coarser of two files, by which their edges may lie apart: grids of several sizes share no more than that.
_APART = 0.5
_EXACT = 1e-3
_LONGEST_STEM = 80
# An alpha band holds opacity: all or nothing but for a soft edge. A band of measurements that a file calls alpha (the infrared band of
# four-band imagery very often is) has many values.
_BETWEEN_SHARE = 0.05
_UNSAFE = re.compile(r"[^\w+.-]+")


@dataclass(frozen=True)
class Band:
    """A band: its number in the file, from 1, its type as GDAL calls it, and its nodata value."""

    number: int
    dtype: str
    nodata: float | None


@dataclass(frozen=True)
class Layer:
    """A file of a stack: what it is called there, what GDAL opens, and what its header says.

    `transform` is that of GDAL (left, pixel width, 0, top, 0, pixel height), `size` (columns, rows) in pixels, `block` alike, `crs`
    what GDAL reads a reference system from, empty for none. `mask` is what a virtual raster calls the band that says where the file is
    valid: `virtual_source.MASK`, or the number of an alpha band; empty where nodata values alone say it.
    """

    key: str
    source: str
    crs: str
    transform: tuple[float, ...]
    size: tuple[int, int]
    block: tuple[int, int]
    bands: tuple[Band, ...]
    mask: str = ""

    @property
    def _turns(self) -> tuple[float, float]:
        return self.transform[2], self.transform[4]

    def placed_on(self, finest: Layer) -> tuple[float, float, float, float] | None:
        """Where it lies on the grid of another layer (column, row, columns, rows); None where both do not cover the same ground."""
        if any((*self._turns, *finest._turns)):
            is_same = self.transform == finest.transform and self.size == finest.size
            return (0.0, 0.0, *finest.size) if is_same else None
        spans = []
        for axis, (start, step) in enumerate(((0, 1), (3, 5))):
            scale = self.transform[step] / finest.transform[step]
            first = (self.transform[start] - finest.transform[start]) / finest.transform[step]
            length = self.size[axis] * scale
            apart = max(abs(first), abs(first + length - finest.size[axis]))
            if scale <= 0 or apart > _APART * scale + _EXACT:
                return None
            spans.append((0.0, float(finest.size[axis])) if apart < _EXACT else (first, length))
        (column, columns), (row, rows) = spans
        return column, row, columns, rows


def described(layers: Sequence[Layer], date: int | None = None) -> str:
    """All bands of the layers in order, on the grid of the finest of them, each pixel with the value that its file has there.

    Where layers have masks of their own, a pixel is valid where it is in all of them. `date` is when they were taken, in minutes.

    Raises BadInput when the layers have different reference systems, or do not cover the same ground.
    """
    finest = min(layers, key=lambda layer: abs(layer.transform[1] * layer.transform[5]))
    bands: list[str] = []
    masks: list[str] = []
    for layer in layers:
        if layer.crs != finest.crs:
            raise BadInput(
                "bands_of_other_crs", first=finest.key, other=layer.key, crs=finest.crs[:_LONGEST_STEM] or "–",
                other_crs=layer.crs[:_LONGEST_STEM] or "–",
            )  # fmt: skip
        place = layer.placed_on(finest)
        if place is None:
            raise BadInput("bands_of_other_place", first=finest.key, other=layer.key)
        for band in layer.bands:
            name = layer.key if len(layer.bands) == 1 else f"{layer.key} {band.number}"
            bands.append(_band(len(bands) + 1, name, layer, band, place))
        if layer.mask:
            masks.append(_source(layer, layer.mask, place))
    columns, rows = finest.size
    system = f"<SRS>{escape(finest.crs, quote=False)}</SRS>" if finest.crs else ""
    transform = ", ".join(map(repr, finest.transform))
    taken = "" if date is None else f'<Metadata><MDI key="{ACQUIRED[0]}">{date_text(date)}</MDI></Metadata>'
    return (
        f'<VRTDataset rasterXSize="{columns}" rasterYSize="{rows}">{system}<GeoTransform>{transform}</GeoTransform>{taken}'
        f"{''.join(bands)}{_common(masks)}</VRTDataset>"
    )


def is_opacity(between: int, count: int) -> bool:
    """Whether a band that a file calls alpha is one: by how many of `count` pixels are neither clear nor opaque."""
    return between <= _BETWEEN_SHARE * count


def _common(masks: Sequence[str]) -> str:
    """The mask of a stack: the product of those of its layers, which GDAL keeps within 0 and 255."""
    if not masks:
        return ""
    product = ' subClass="VRTDerivedRasterBand"><PixelFunctionType>mul</PixelFunctionType>' if masks[1:] else ">"
    return f'<MaskBand><VRTRasterBand dataType="Byte"{product}{"".join(masks)}</VRTRasterBand></MaskBand>'


def _band(position: int, name: str, layer: Layer, band: Band, place: tuple[float, float, float, float]) -> str:
    nodata = "" if band.nodata is None else f"<NoDataValue>{band.nodata!r}</NoDataValue>"
    return (
        f'<VRTRasterBand dataType="{band.dtype}" band="{position}"><Description>{escape(name, quote=False)}</Description>{nodata}'
        f"{_source(layer, str(band.number), place, band.dtype)}</VRTRasterBand>"
    )


def _source(layer: Layer, band: str, place: tuple[float, float, float, float], dtype: str = "Byte") -> str:
    """A band of a file, or its mask, at its place; bands that are read as bytes keep what is above zero there."""
    return virtual_source.simple(
        layer.source, False, band, size=layer.size, block=layer.block, dtype=dtype, place=place
    )


def file_name(label: str) -> str:
    """What the file of a stack is called: its label, as far as file systems allow, and what tells labels apart then."""
    digest = hashlib.sha256(label.encode()).hexdigest()[:8]
    return f"{_UNSAFE.sub('_', label)[:_LONGEST_STEM]}_{digest}.vrt"
