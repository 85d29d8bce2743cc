# SPDX-License-Identifier: GPL-2.0-or-later
"""How a virtual raster names what its pixels are read from. Standard library only.

The form is GDAL's: https://gdal.org/en/stable/drivers/raster/vrt.html
"""

from __future__ import annotations

from html import escape

MASK = "mask,1"  # the mask of a file, which all its bands share


def named(path: str, is_relative: bool, band: object) -> str:
    """A band of a file, or its mask; a path is relative to the folder of the virtual raster, or not."""
    return (
        f'<SourceFilename relativeToVRT="{int(is_relative)}">{escape(path, quote=False)}</SourceFilename>'
        f"<SourceBand>{band}</SourceBand>"
    )


def simple(
    path: str,
    is_relative: bool,
    band: object,
    *,
    size: tuple[int, int],
    block: tuple[int, int],
    dtype: str,
    place: tuple[float, float, float, float],
) -> str:
    """A whole band of a file at a place, with what GDAL would else open the file for.

    `size` and `block` are (columns, rows), `dtype` is GDAL's name of it, `place` is (column, row, columns, rows) in pixels of the
    virtual raster.
    """
    at = 'xOff="{!r}" yOff="{!r}" xSize="{!r}" ySize="{!r}"'
    return (
        f"<SimpleSource>{named(path, is_relative, band)}"
        f'<SourceProperties RasterXSize="{size[0]}" RasterYSize="{size[1]}" DataType="{dtype}" BlockXSize="{block[0]}" '
        f'BlockYSize="{block[1]}"/><SrcRect {at.format(0, 0, *size)}/><DstRect {at.format(*place)}/></SimpleSource>'
    )
