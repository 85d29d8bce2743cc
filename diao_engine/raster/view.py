# SPDX-License-Identifier: GPL-2.0-or-later
"""Rasters as they are meant: a palette as the colours that it shows, bands of different types as one type that holds them all.

GDAL does the work, by a virtual raster that is opened from its description (https://gdal.org/en/stable/drivers/raster/vrt.html).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from xml.sax.saxutils import escape

import numpy as np
import rasterio
from rasterio.enums import ColorInterp, MaskFlags
from rasterio.io import DatasetReader

from .legend import palette_of

# Types as NumPy names them, and as GDAL does.
_GDAL_TYPES = {
    "uint8": "Byte", "int8": "Int8", "uint16": "UInt16", "int16": "Int16", "uint32": "UInt32", "int32": "Int32",
    "uint64": "UInt64", "int64": "Int64", "float32": "Float32", "float64": "Float64",
}  # fmt: skip
_COLORS = ("Red", "Green", "Blue")


def has_palette(source: DatasetReader) -> bool:
    """Whether a raster is a picture with a palette."""
    return source.count == 1 and source.colorinterp[0] is ColorInterp.palette and bool(palette_of(source))


@contextmanager
def expanded(source: DatasetReader) -> Iterator[DatasetReader]:
    """A picture with a palette as red, green and blue, with an alpha band where some of its values are transparent or nodata."""
    name, bands = escape(source.name), []
    for component, color in enumerate(_COLORS, start=1):
        bands.append(
            f"<ColorInterp>{color}</ColorInterp><ComplexSource>{_from(name, 1)}"
            f"<ColorTableComponent>{component}</ColorTableComponent></ComplexSource>"
        )
    opacity = {value: rgba[3] for value, rgba in palette_of(source).items()}
    if source.nodata is not None and source.nodata == int(source.nodata):
        opacity[int(source.nodata)] = 0
    if not all(opacity.values()):
        table = ",".join(f"{value}:{alpha}" for value, alpha in sorted(opacity.items()))
        bands.append(
            f"<ColorInterp>Alpha</ColorInterp><ComplexSource>{_from(name, 1)}<LUT>{table}</LUT></ComplexSource>"
        )
    with _opened(source, [(band, "Byte") for band in bands]) as view:
        yield view


@contextmanager
def of_one_type(source: DatasetReader) -> Iterator[DatasetReader]:
    """The same bands in the smallest type that holds the values of all; the raster itself where it has one type."""
    if len(set(source.dtypes)) == 1:
        yield source
        return
    dtype = _GDAL_TYPES[np.result_type(*source.dtypes).name]
    bands = []
    for band, nodata, meaning, description in zip(
        source.indexes, source.nodatavals, source.colorinterp, source.descriptions, strict=True
    ):
        parts = [
            f"<Description>{escape(description)}</Description>" if description else "",
            "" if nodata is None else f"<NoDataValue>{nodata!r}</NoDataValue>",
            f"<ColorInterp>{meaning.name.capitalize()}</ColorInterp>" if meaning is ColorInterp.alpha else "",
            f"<SimpleSource>{_from(escape(source.name), band)}</SimpleSource>",
        ]
        bands.append(("".join(parts), dtype))
    with _opened(source, bands) as view:
        yield view


def _from(name: str, band: object) -> str:
    return f'<SourceFilename relativeToVRT="0">{name}</SourceFilename><SourceBand>{band}</SourceBand>'


@contextmanager
def _opened(source: DatasetReader, bands: list[tuple[str, str]]) -> Iterator[DatasetReader]:
    """A virtual raster on the grid of another; `bands` are contents and GDAL's types."""
    georeference = ""
    if source.crs is not None:
        georeference += f"<SRS>{escape(source.crs.to_wkt())}</SRS>"
    if not source.transform.is_identity:
        georeference += f"<GeoTransform>{', '.join(map(repr, source.transform.to_gdal()))}</GeoTransform>"
    mask = ""
    flags = source.mask_flag_enums[0]
    if MaskFlags.per_dataset in flags and MaskFlags.alpha not in flags:
        mask = (
            f'<MaskBand><VRTRasterBand dataType="Byte"><SimpleSource>{_from(escape(source.name), "mask,1")}</SimpleSource>'
            "</VRTRasterBand></MaskBand>"
        )
    content = "".join(
        f'<VRTRasterBand dataType="{dtype}" band="{number}">{band}</VRTRasterBand>'
        for number, (band, dtype) in enumerate(bands, start=1)
    )
    size = f'rasterXSize="{source.width}" rasterYSize="{source.height}"'
    with closing(rasterio.open(f"<VRTDataset {size}>{georeference}{content}{mask}</VRTDataset>")) as view:
        yield view
