# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes rasters: tiled, compressed, with class names and colours where the values are classes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from html import escape
from typing import Any

import rasterio
from affine import Affine
from rasterio.io import DatasetWriter

from ..jobs.colors import rgb
from ..jobs.outputs import SIGNATURE
from .georef import GeoRef

_BLOCK_PX = 256
# GDAL stores none of these, and rasterio warns of them.
NO_LOCATION = (Affine.identity(), Affine.scale(1, -1))
# What XML 1.0 cannot hold, escaped or not (https://www.w3.org/TR/xml/#charsets); one of them makes the whole file unreadable.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@contextmanager
def create_raster(
    path: str, georef: GeoRef, *, dtype: str, count: int = 1, nodata: float | None = None, **more: Any
) -> Iterator[DatasetWriter]:
    """A new GeoTIFF on a grid, open for writing; compressed, and tiled by 256 pixels where it is large enough.

    Parameters
    ----------
    path
        File to write.
    georef
        Grid, CRS and shape.
    dtype
        Of the pixels, as NumPy names it.
    count
        Number of bands, from 1.
    nodata
        Value of pixels without data; None for none.
    **more
        Further creation options of GDAL, which override the defaults here.
    """
    height, width = georef.shape
    options: dict[str, Any] = {"compress": "deflate", "zlevel": 1, "bigtiff": "if_safer", "num_threads": "all_cpus"}
    if height >= _BLOCK_PX and width >= _BLOCK_PX:
        options |= {"tiled": True, "blockxsize": _BLOCK_PX, "blockysize": _BLOCK_PX}
    options["predictor"] = 3 if dtype.startswith("float") else 2
    if georef.transform not in NO_LOCATION:
        options["transform"] = georef.transform
    options |= more
    with rasterio.open(
        path, "w", driver="GTiff", height=height, width=width, count=count, dtype=dtype, nodata=nodata,
        crs=georef.crs, **options,
    ) as sink:  # fmt: skip
        yield sink


def set_classes(sink: DatasetWriter, names: Mapping[int, str], colors: Mapping[int, str], **tags: str) -> None:
    """Give an open class raster its colour table, and tags that name the classes for the engine.

    Parameters
    ----------
    names, colors
        By class value; colours as `#rrggbb`.
    """
    table = {value: (*rgb(color), 255) for value, color in colors.items()}
    if sink.nodata is not None:
        table[int(sink.nodata)] = (0, 0, 0, 0)
    sink.write_colormap(1, table)
    sink.update_tags(1, **{f"CLASS_{value}": name for value, name in names.items()})
    sink.update_tags(**tags)


def write_class_sidecar(
    path: str, names: Mapping[int, str], colors: Mapping[int, str], *, clear: Collection[int] = ()
) -> None:
    """Write `path`.aux.xml with category names, an attribute table and a colour table; call it after the raster is closed.

    `clear` are values that are not drawn, so that what lies below shows.

    rasterio has no call for the first two. The colour table of a TIFF always has 256 entries, which QGIS would all list in
    the legend; the one beside the file ends with the last class and goes first. The form is GDAL's:
    https://gdal.org/en/stable/drivers/raster/pam.html
    """
    with open(path + ".aux.xml", "w", encoding="utf-8") as file:
        file.write(
            f'<PAMDataset><Metadata domain="{SIGNATURE}"><MDI key="made">1</MDI></Metadata>'
            f'<PAMRasterBand band="1">{class_markup(names, colors, clear)}</PAMRasterBand></PAMDataset>\n'
        )


def class_markup(names: Mapping[int, str], colors: Mapping[int, str], clear: Collection[int] = ()) -> str:
    """Colours, category names and attribute table of a band of classes as GDAL writes them, beside a raster or in a virtual one."""
    last = max(names, default=-1)
    categories = "".join(f"<Category>{xml(names.get(value, ''))}</Category>" for value in range(last + 1))
    shown = {value: (*rgb(color), 0 if value in clear else 255) for value, color in colors.items()}
    table = (shown.get(value, (0, 0, 0, 0)) for value in range(last + 1))
    entries = "".join(f'<Entry c1="{red}" c2="{green}" c3="{blue}" c4="{alpha}"/>' for red, green, blue, alpha in table)
    fields = (("Value", 0, 5), ("Class", 2, 2), ("Red", 0, 6), ("Green", 0, 7), ("Blue", 0, 8))
    columns = "".join(
        f'<FieldDefn index="{index}"><Name>{name}</Name><Type>{field_type}</Type><Usage>{usage}</Usage></FieldDefn>'
        for index, (name, field_type, usage) in enumerate(fields)
    )
    rows = "".join(
        f'<Row index="{index}">'
        + "".join(f"<F>{xml(str(cell))}</F>" for cell in (value, name, *rgb(colors[value])))
        + "</Row>"
        for index, (value, name) in enumerate(sorted(names.items()))
    )
    return (
        f"<ColorInterp>Palette</ColorInterp><ColorTable>{entries}</ColorTable><CategoryNames>{categories}</CategoryNames>"
        f'<GDALRasterAttributeTable tableType="thematic">{columns}{rows}</GDALRasterAttributeTable>'
    )


def xml(text: str) -> str:
    """A text as the content of an element."""
    return escape(_NOT_IN_XML.sub("\ufffd", text), quote=False).replace('"', "&quot;")
