# SPDX-License-Identifier: GPL-2.0-or-later
"""Rasters that cover one grid part by part, shown as one by a virtual raster; their pixels stay where they are.

The form is GDAL's: https://gdal.org/en/stable/drivers/raster/vrt.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import rasterio
from rasterio.enums import ColorInterp
from rasterio.io import DatasetReader

from ..jobs.virtual_source import simple
from .georef import GeoRef
from .legend import read_legend
from .mosaic import Tessera
from .view import GDAL_TYPES
from .write import NO_LOCATION, class_markup, xml


def described(tesserae: Sequence[Tessera], grid: GeoRef, sources: Sequence[str] = ()) -> str:
    """The virtual raster of parts as text, with the bands, names, tags and colours of the first of them.

    Parameters
    ----------
    tesserae
        One or more, with like bands; where none of them is, the pixels are nodata. Their windows are in pixels of the grid.
    grid
        The grid that they cover together.
    sources
        What each is called relative to the folder of the virtual raster; without them they are named by their paths.
    """
    called = [(name, True) for name in sources] or [(tessera.path, False) for tessera in tesserae]
    height, width = grid.shape
    system = "" if grid.crs is None else f"<SRS>{xml(grid.crs.to_wkt())}</SRS>"
    transform = ", ".join(map(repr, grid.transform.to_gdal()))
    place = "" if grid.transform in NO_LOCATION else f"<GeoTransform>{transform}</GeoTransform>"
    with rasterio.open(tesserae[0].path) as first:
        bands = [_band(first, band, tesserae, called) for band in first.indexes]
        tags = _tags(first.tags())
    return (
        f'<VRTDataset rasterXSize="{width}" rasterYSize="{height}">{system}{place}{tags}{"".join(bands)}</VRTDataset>\n'
    )


def _band(first: DatasetReader, band: int, tesserae: Sequence[Tessera], called: Sequence[tuple[str, bool]]) -> str:
    dtype, nodata = GDAL_TYPES[first.dtypes[band - 1]], first.nodatavals[band - 1]
    content = [_tags(first.tags(band))]
    if first.descriptions[band - 1]:
        content.append(f"<Description>{xml(first.descriptions[band - 1])}</Description>")
    if nodata is not None:
        content.append(f"<NoDataValue>{nodata!r}</NoDataValue>")
    if first.colorinterp[band - 1] is ColorInterp.palette:
        legend = read_legend(first)
        content.append(class_markup(legend.names, legend.colors))
    else:
        content.append(f"<ColorInterp>{first.colorinterp[band - 1].name.capitalize()}</ColorInterp>")
    rows, columns = first.block_shapes[band - 1]
    for tessera, name in zip(tesserae, called, strict=True):
        size = tessera.window.width, tessera.window.height
        content.append(simple(*name, band, size=size, block=(columns, rows), dtype=dtype, place=tessera.window))
    return f'<VRTRasterBand dataType="{dtype}" band="{band}">{"".join(content)}</VRTRasterBand>'


def _tags(tags: Mapping[str, str]) -> str:
    items = "".join(f'<MDI key="{xml(key)}">{xml(value)}</MDI>' for key, value in tags.items())
    return f"<Metadata>{items}</Metadata>" if items else ""
