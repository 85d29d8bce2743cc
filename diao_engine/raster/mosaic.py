# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts rasters that cover one grid part by part together to one, as if it had been written at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import rasterio
from rasterio.enums import ColorInterp
from rasterio.io import DatasetReader, DatasetWriter
from rasterio.shutil import copy
from rasterio.windows import Window as RasterioWindow

from ..protocol.progress import ProgressReporter
from .blocks import Blocks, move
from .georef import GeoRef
from .grid import TileGrid, Window
from .read import is_blank
from .write import create_raster

# Whole blocks of what is written, so that none is compressed twice.
_CHUNK_PX = 2048


@dataclass(frozen=True)
class Tessera:
    """A raster, and the window of the grid that it covers."""

    path: str
    window: Window


def join(tesserae: Sequence[Tessera], path: str, grid: GeoRef, report: ProgressReporter) -> None:
    """Write one raster with the pixels, bands, tags and colours of the parts.

    Parameters
    ----------
    tesserae
        One or more; their windows are in pixels of the grid and start at multiples of 256.
    path
        File to write.
    grid
        The grid that they cover together.
    report
        Takes progress.
    """
    with rasterio.open(tesserae[0].path) as first:
        more = {"interleave": "band"} if first.count > 1 or first.dtypes[0].startswith("float") else {}
        options = {"dtype": first.dtypes[0], "count": first.count, "nodata": first.nodata, **more}
        with create_raster(path, grid, sparse_ok=True, **options) as sink:
            _describe(first, sink)
    whole = Blocks(path)
    parts = {tessera: Blocks(tessera.path) for tessera in tesserae}
    moved = {tessera: blocks for tessera, blocks in parts.items() if blocks.fit(whole, tessera.window[:2])}
    copied = [tessera for tessera in tesserae if tessera not in moved]
    steps = sum(len(blocks) for blocks in moved.values()) + _count(copied)
    for _ in report.track(_work(moved, copied, whole), "merging", steps):
        pass


def to_cog(path: str, scratch: str, *, is_classes: bool) -> None:
    """Make a raster a cloud-optimised GeoTIFF with the same pixels, and overviews (https://gdal.org/en/stable/drivers/raster/cog.html).

    Parameters
    ----------
    path
        A GeoTIFF, which is replaced.
    scratch
        A file beside it that can be written to.
    is_classes
        Whether an overview shows the class of most pixels, and not their mean.
    """
    copy(
        path, scratch, driver="COG", compress="deflate", predictor="yes", bigtiff="if_safer", num_threads="all_cpus",
        overview_resampling="mode" if is_classes else "average",
    )  # fmt: skip
    os.replace(scratch, path)


def _work(moved: Mapping[Tessera, Blocks], copied: Sequence[Tessera], whole: Blocks) -> Iterator[None]:
    """Put parts into a raster that has no pixels yet: their blocks where these fit, else their pixels (of a few rows, say)."""
    for tessera, blocks in moved.items():
        yield from move(blocks, whole, tessera.window[:2])
    if moved:
        whole.enter()
    if copied:
        with rasterio.open(whole.path, "r+", num_threads="all_cpus", sparse_ok=True) as sink:
            for tessera, chunk in _chunks(copied):
                _copy(tessera, chunk, sink)
                yield


def _chunks(tesserae: Iterable[Tessera]) -> Iterable[tuple[Tessera, Window]]:
    for tessera in tesserae:
        own = Window(0, 0, tessera.window.width, tessera.window.height)
        yield from ((tessera, chunk) for chunk in TileGrid(own, _CHUNK_PX, _CHUNK_PX))


def _count(tesserae: Iterable[Tessera]) -> int:
    return sum(len(TileGrid(tessera.window, _CHUNK_PX, _CHUNK_PX)) for tessera in tesserae)


def _copy(tessera: Tessera, chunk: Window, sink: DatasetWriter) -> None:
    with rasterio.open(tessera.path) as part:
        if is_blank(part, part.indexes, chunk):
            return  # as the grid is where nothing is written
        pixels = part.read(window=RasterioWindow(*chunk))
    x_off, y_off = tessera.window.x_off + chunk.x_off, tessera.window.y_off + chunk.y_off
    sink.write(pixels, window=RasterioWindow(x_off, y_off, chunk.width, chunk.height))


def _describe(source: DatasetReader, sink: DatasetWriter) -> None:
    """Names of bands, tags and the colour table."""
    sink.update_tags(**source.tags())
    for band in source.indexes:
        sink.update_tags(band, **source.tags(band))
        if source.descriptions[band - 1]:
            sink.set_band_description(band, source.descriptions[band - 1])
    if source.colorinterp[0] is ColorInterp.palette:
        sink.write_colormap(1, source.colormap(1))
