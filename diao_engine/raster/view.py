# SPDX-License-Identifier: GPL-2.0-or-later
"""Rasters as they are meant: a palette as the colours that it shows, bands of different types as one type that holds them all.

GDAL does the work, by a virtual raster that is opened from its description (https://gdal.org/en/stable/drivers/raster/vrt.html).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from html import escape

import numpy as np
import rasterio
from rasterio.enums import ColorInterp, MaskFlags
from rasterio.io import DatasetReader

from ..jobs.virtual_source import MASK, named
from .legend import palette_of

# Types as NumPy names them, and as GDAL does.
GDAL_TYPES = {
    "uint8": "Byte", "int8": "Int8", "uint16": "UInt16", "int16": "Int16", "uint32": "UInt32", "int32": "Int32",
    "uint64": "UInt64", "int64": "Int64", "float16": "Float16", "float32": "Float32", "float64": "Float64",
}  # fmt: skip
PIXEL_TYPES = tuple(GDAL_TYPES)
_COLORS = ("Red", "Green", "Blue")


def has_mask(source: DatasetReader) -> bool:
    """Whether a raster has a mask of its own, which is no alpha band."""
    flags = source.mask_flag_enums[0]
    return MaskFlags.per_dataset in flags and MaskFlags.alpha not in flags


def has_palette(source: DatasetReader) -> bool:
    """Whether a raster is a picture with a palette."""
    return source.count == 1 and source.colorinterp[0] is ColorInterp.palette and bool(palette_of(source))


@dataclass(frozen=True)
class Adaptation:
    """How the values of a raster become those of a reference: of its data bands the ones at `positions` (from 0), each times `gains`
    plus `shifts`; pixels with the value `nodata` are no data where the file declares none.
    """

    positions: tuple[int, ...]
    gains: tuple[float, ...]
    shifts: tuple[float, ...]
    nodata: float | None = None

    @classmethod
    def none(cls, count: int) -> Adaptation:
        """The values as they are."""
        return cls(tuple(range(count)), (1.0,) * count, (0.0,) * count)

    @property
    def is_none(self) -> bool:
        """Whether nothing changes."""
        return self == Adaptation.none(len(self.positions))

    def with_nodata(self, nodata: float | None) -> Adaptation:
        """The same with a value that is no data."""
        return replace(self, nodata=nodata)


@contextmanager
def expanded(source: DatasetReader) -> Iterator[DatasetReader]:
    """A picture with a palette as red, green and blue, with an alpha band where some values are transparent or nodata."""
    name, bands = _file_of(source), []
    for component, color in enumerate(_COLORS, start=1):
        bands.append(
            f'<VRTRasterBand dataType="Byte" band="{component}"><ColorInterp>{color}</ColorInterp><ComplexSource>'
            f"{named(*name, 1)}<ColorTableComponent>{component}</ColorTableComponent></ComplexSource></VRTRasterBand>"
        )
    opacity = {value: rgba[3] for value, rgba in palette_of(source).items()}
    if source.nodata is not None and source.nodata == int(source.nodata):
        opacity[int(source.nodata)] = 0
    if not all(opacity.values()):
        table = ",".join(f"{value}:{alpha}" for value, alpha in sorted(opacity.items()))
        bands.append(
            f'<VRTRasterBand dataType="Byte" band="4"><ColorInterp>Alpha</ColorInterp><ComplexSource>{named(*name, 1)}'
            f"<LUT>{table}</LUT></ComplexSource></VRTRasterBand>"
        )
    with closing(rasterio.open(_described(source, bands, name))) as view:
        yield view


@contextmanager
def adapted(
    source: DatasetReader, bands: tuple[int, ...], alpha: int | None, adaptation: Adaptation | None
) -> Iterator[tuple[DatasetReader, tuple[int, ...], int | None]]:
    """Data bands (1-based) as an adaptation asks for and in the smallest type that holds all of them.

    Yields the raster itself where nothing changes, or the view with the numbers of its data bands and of its alpha band.
    """
    is_plain = adaptation is None or (adaptation.is_none and len(adaptation.positions) == len(bands))
    if is_plain and len({source.dtypes[band - 1] for band in bands}) == 1:
        yield source, bands, alpha
        return
    changes = adaptation or Adaptation.none(len(bands))
    count = len(changes.positions)
    with closing(rasterio.open(described(source, bands, alpha, changes))) as view:
        yield view, tuple(range(1, count + 1)), None if alpha is None else count + 1


def described(
    source: DatasetReader,
    bands: tuple[int, ...],
    alpha: int | None,
    adaptation: Adaptation,
    *,
    folder: str | None = None,
) -> str:
    """The virtual raster of `adapted` as text; the file is named relative to `folder` where it lies below that."""
    name = _file_of(source, folder)
    dtype = np.result_type(*(source.dtypes[band - 1] for band in bands)).name
    content = []
    for number, (position, gain, shift) in enumerate(
        zip(adaptation.positions, adaptation.gains, adaptation.shifts, strict=True), start=1
    ):
        band = bands[position]
        declared = source.nodatavals[band - 1]
        nodata = adaptation.nodata if declared is None else declared
        # A float that is no data in one band makes no measurement of the pixel; NaN says so, a value in one band does not.
        marked = "nan" if declared is None and nodata is not None and dtype.startswith("float") else nodata
        description = source.descriptions[band - 1]
        is_changed = (gain, shift) != (1.0, 0.0) or (declared is None and nodata is not None)
        inner = named(*name, band)
        if is_changed:
            inner += "" if nodata is None else f"<NODATA>{nodata!r}</NODATA>"
            inner += f"<ScaleOffset>{shift!r}</ScaleOffset><ScaleRatio>{gain!r}</ScaleRatio>"
            inner = f"<ComplexSource>{inner}</ComplexSource>"
        else:
            inner = f"<SimpleSource>{inner}</SimpleSource>"
        content.append(
            f'<VRTRasterBand dataType="{GDAL_TYPES[dtype]}" band="{number}">'
            + (f"<Description>{escape(description, quote=False)}</Description>" if description else "")
            + ("" if nodata is None else f"<NoDataValue>{marked}</NoDataValue>")
            + f"{inner}</VRTRasterBand>"
        )
    if alpha is not None:
        content.append(
            f'<VRTRasterBand dataType="{GDAL_TYPES[source.dtypes[alpha - 1]]}" band="{len(content) + 1}">'
            f"<ColorInterp>Alpha</ColorInterp><SimpleSource>{named(*name, alpha)}</SimpleSource></VRTRasterBand>"
        )
    return _described(source, content, name)


def _file_of(source: DatasetReader, folder: str | None = None) -> tuple[str, bool]:
    """How a virtual raster names a file, and whether that is relative to its own folder."""
    path = source.name
    if folder is not None and os.path.isabs(path) and not path.startswith("/vsi"):
        relative = os.path.relpath(path, folder)
        if relative.count(os.pardir) <= 1:
            return relative, True
    return path, False


def _described(source: DatasetReader, bands: list[str], name: tuple[str, bool]) -> str:
    """A virtual raster on the grid of another."""
    georeference = ""
    if source.crs is not None:
        georeference += f"<SRS>{escape(source.crs.to_wkt(), quote=False)}</SRS>"
    if not source.transform.is_identity:
        georeference += f"<GeoTransform>{', '.join(map(repr, source.transform.to_gdal()))}</GeoTransform>"
    mask = ""
    if has_mask(source):
        mask = (
            f'<MaskBand><VRTRasterBand dataType="Byte"><SimpleSource>{named(*name, MASK)}</SimpleSource>'
            "</VRTRasterBand></MaskBand>"
        )
    size = f'rasterXSize="{source.width}" rasterYSize="{source.height}"'
    return f"<VRTDataset {size}>{georeference}{''.join(bands)}{mask}</VRTDataset>"
