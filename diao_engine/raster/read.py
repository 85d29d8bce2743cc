# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens rasters and reads windows of them: any number of bands, any dtype, nodata, masks, real and false alpha bands.

Rasters are opened read-only; nothing is asked of GDAL that it would keep in a file beside them (statistics, histograms).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.enums import ColorInterp, Resampling
from rasterio.errors import RasterioError, RasterioIOError
from rasterio.io import DatasetReader
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window as RasterioWindow

from ..errors import BadInput, TooManyFiles
from ..jobs.paths import DataSource, files_behind
from ..jobs.stack import is_opacity
from ..messages import Sentence
from ..protocol import network
from ..protocol.failures import is_out_of_files
from . import vector_files
from .georef import GeoRef
from .grid import Window
from .view import Adaptation, adapted, described, expanded, has_mask, has_palette

_ADDRESS = re.compile(f"/vsi({'|'.join(network.FILE_SYSTEMS)})|https?://|<GDAL_W(MS|CS|MTS)".encode(), re.IGNORECASE)
_DESCRIPTION_BYTES = 1 << 20
# What a file calls alpha is sampled in windows of this side, so many along each axis.
_ALPHA_SAMPLE_PX = 48
_ALPHA_SAMPLES = 5
_READ_WHOLE_PX = 1 << 20
# What lies beside a file on a server is not listed, and not asked for by guessed names (.aux.xml, .msk): a COG has all in itself.
_ALONE = {"GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR"}


@dataclass(frozen=True)
class ImageHeader:
    """What a file says of its pixels: their grid, the nodata value of its first data band, the names of its data bands."""

    georef: GeoRef
    nodata: float | None
    band_names: tuple[str, ...]


@dataclass(frozen=True)
class Image:
    """An open raster as the engine sees it: `bands` are the 1-based bands that hold data (a true alpha band does not).

    `source` may be a view of the file at `path`.
    """

    source: DatasetReader
    bands: tuple[int, ...]
    alpha: int | None
    path: str

    @property
    def georef(self) -> GeoRef:
        """Its pixel grid."""
        return GeoRef.of(self.source)

    @property
    def header(self) -> ImageHeader:
        """What is known of it without its pixels."""
        return ImageHeader(self.georef, self.source.nodatavals[self.bands[0] - 1], self.band_names)

    @property
    def dtype(self) -> str:
        """The dtype of its first data band."""
        return str(self.source.dtypes[self.bands[0] - 1])

    @property
    def band_names(self) -> tuple[str, ...]:
        """Descriptions of the data bands, or `band n`."""
        return tuple(self.source.descriptions[band - 1] or f"band {band}" for band in self.bands)

    @property
    def is_always_valid(self) -> bool:
        """Whether nothing in the file could make a pixel invalid, so that `read` need not be asked."""
        return (
            self.alpha is None
            and np.dtype(self.dtype).kind in "iub"
            and not self.has_mask
            and any(self.source.nodatavals[band - 1] is None for band in self.bands)
        )

    def is_blank(self, window: Window) -> bool:
        """Whether a window inside the raster surely has no valid pixel, told without reading."""
        return is_blank(self.source, self.bands, window)

    def read(self, window: Window) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """Pixels (band, row, column) of a window inside the raster, and where they are valid (row, column).

        Invalid are pixels that the file's mask, its true alpha band or a NaN says are, and pixels with the nodata
        value in every data band. Invalid pixels read as 0.
        """
        area = RasterioWindow(*window)
        try:
            pixels = self.source.read(list(self.bands), window=area)
            valid = self._valid(pixels, area)
        except (RasterioIOError, RasterioError) as error:
            raise damaged(self.path, window, error) from error
        if not valid.all():
            pixels[:, ~valid] = 0
        return pixels, valid

    def _valid(self, pixels: NDArray[Any], area: RasterioWindow) -> NDArray[np.bool_]:
        valid = np.ones(pixels.shape[1:], dtype=bool)
        if np.issubdtype(pixels.dtype, np.inexact):
            valid &= np.isfinite(pixels).all(axis=0)
        nodata = [self.source.nodatavals[band - 1] for band in self.bands]
        if all(value is not None for value in nodata):
            levels = np.array(nodata, dtype=float)[:, None, None]
            valid &= ~(pixels == levels).all(axis=0)
        if self.alpha is not None:
            valid &= self.source.read(self.alpha, window=area) > 0
        elif self.has_mask:
            valid &= self.source.read_masks(1, window=area) > 0
        return valid

    @property
    def has_mask(self) -> bool:
        """Whether the file has a mask of its own."""
        return has_mask(self.source)


def is_blank(source: DatasetReader, bands: Sequence[int], window: Window) -> bool:
    """Whether the file surely holds nothing but nodata in some bands (1-based) of a window inside the raster, told without reading.

    That is so where it holds none of the blocks, which are nodata in a sparse GeoTIFF:
    https://gdal.org/en/stable/drivers/raster/gtiff.html
    """
    if source.driver != "GTiff" or any(source.nodatavals[band - 1] is None for band in bands):
        return False
    height, width = source.block_shapes[bands[0] - 1]
    left, top, right, bottom = window.bounds
    return all(
        source.get_tag_item(f"BLOCK_OFFSET_{column}_{row}", "TIFF", bidx=band) is None
        for band in bands
        for row in range(top // height, -(-bottom // height))
        for column in range(left // width, -(-right // width))
    )


def read_band(source: DatasetReader, window: Window, band: int = 1) -> NDArray[Any]:
    """Pixels (row, column) of one band of a window inside the raster; BadInput when the file is damaged."""
    try:
        return source.read(band, window=RasterioWindow(*window))  # type: ignore[no-any-return]
    except RasterioError as error:
        raise damaged(source.name, window, error) from error


@contextmanager
def open_source(path: str) -> Iterator[DatasetReader]:
    """Open a raster file read-only; BadInput with one sentence when that fails."""
    # No rasterio.Env around it, and `with source` would open one too: environments end in their own thread and in reverse
    # order only, and files are closed in any.
    try:
        source = _opened(path)
    except (RasterioIOError, RasterioError) as error:
        if is_out_of_files(error):
            raise TooManyFiles from None
        if _is_kept_off_the_network(path):
            raise _no_network(path) from None
        if vector_files.is_locked(error):
            raise vector_files.refusal(path, error) from None
        reason = str(error).removeprefix(path).strip(" :.") or Sentence("unknown_format")
        if not DataSource.parse(path).is_local:
            raise BadInput("not_served", path=path, reason=reason) from None
        raise BadInput("no_raster", path=path, reason=reason) from None
    with closing(source):
        if any(dtype.startswith("complex") for dtype in source.dtypes):
            raise BadInput("complex_pixels", path=path)
        yield source


def _opened(path: str) -> DatasetReader:
    if DataSource.parse(path).is_local or set(_ALONE) & set(os.environ):
        return rasterio.open(path)
    with rasterio.Env(**_ALONE):  # ends in this thread, before any other
        return rasterio.open(path)


@contextmanager
def open_image(path: str, adaptation: Adaptation | None = None) -> Iterator[Image]:
    """Open imagery: a palette is read as colours, bands come in one type, a band tagged alpha that holds measurements is data.

    An adaptation brings its values to those of other imagery; pictures with a palette are left as they are.
    """
    with open_source(path) as source:
        if has_palette(source):
            with expanded(source) as view:
                yield Image(view, (1, 2, 3), 4 if view.count == 4 else None, path)
            return
        bands, alpha = data_bands(source)
        with adapted(source, bands, alpha, adaptation) as (view, data, opacity):
            yield Image(view, data, opacity, path)


def describe_adapted(path: str, adaptation: Adaptation, folder: str) -> str:
    """A virtual raster that reads an image as an adaptation asks for, as the text of a file in a folder."""
    with open_source(path) as source:
        if has_palette(source):
            raise BadInput("palette_not_adapted", path=path)
        return described(source, *data_bands(source), adaptation, folder=folder)


def data_bands(source: DatasetReader) -> tuple[tuple[int, ...], int | None]:
    """The bands that hold data, and the alpha band where there is a true one."""
    alpha = _true_alpha(source)
    bands = tuple(band for band in source.indexes if band != alpha)
    if not bands:
        raise BadInput("only_alpha", path=source.name)
    return bands, alpha


@contextmanager
def on_grid(
    source: DatasetReader,
    georef: GeoRef,
    *,
    source_crs: CRS,
    fill: int,
    resampling: Resampling = Resampling.nearest,
) -> Iterator[DatasetReader]:
    """A view of a raster, in the CRS that is given, on another grid with a CRS; pixels outside it read as `fill`."""
    with WarpedVRT(
        source,
        src_crs=source_crs,
        crs=georef.crs,
        transform=georef.transform,
        height=georef.shape[0],
        width=georef.shape[1],
        resampling=resampling,
        nodata=fill,
        src_nodata=source.nodata,
        add_alpha=False,
    ) as view:
        yield view


def _true_alpha(source: DatasetReader) -> int | None:
    """The 1-based alpha band, if a band is tagged so and its values look like opacity."""
    tagged = [
        band for band, meaning in zip(source.indexes, source.colorinterp, strict=False) if meaning is ColorInterp.alpha
    ]
    if not tagged or source.count == 1:
        return None
    sample = np.concatenate([part.ravel() for part in _sampled(source, tagged[-1])])
    opaque = 255 if sample.dtype == np.uint8 else sample.max()
    between = int(np.count_nonzero((sample != 0) & (sample != opaque)))
    return tagged[-1] if is_opacity(between, sample.size) else None


def _sampled(source: DatasetReader, band: int) -> list[NDArray[Any]]:
    """The sample windows of a band; a small raster is read once, for its few blocks hold all of them."""
    windows = sample_windows(source)
    if source.width * source.height > _READ_WHOLE_PX:
        return [read_band(source, window, band) for window in windows]
    whole = read_band(source, Window(0, 0, source.width, source.height), band)
    return [whole[window.slices] for window in windows]


def sample_windows(source: DatasetReader, along: int = _ALPHA_SAMPLES) -> list[Window]:
    """Small windows, so many along each axis, spread over a raster; a thumbnail of one without overviews would read all of it."""
    width, height = min(source.width, _ALPHA_SAMPLE_PX), min(source.height, _ALPHA_SAMPLE_PX)
    lefts = np.unique(np.linspace(0, source.width - width, along).astype(int)).tolist()
    tops = np.unique(np.linspace(0, source.height - height, along).astype(int)).tolist()
    return [Window(left, top, width, height) for top in tops for left in lefts]


def damaged(path: str, window: Window, error: Exception) -> BadInput:
    """What an error of reading a window means for the analyst."""
    if is_out_of_files(error):  # the parts of a mosaic are opened when they are read
        return TooManyFiles()
    if _is_kept_off_the_network(path):
        return _no_network(path)
    if _is_on_the_network(path):
        return BadInput("server_gives_nothing", path=path)
    left, top, right, bottom = window.bounds
    return BadInput("raster_damaged", path=path, left=left, right=right, top=top, bottom=bottom)


def _is_kept_off_the_network(path: str) -> bool:
    """Whether a source wants to read from the network, in a run that may not."""
    return network.is_off() and _is_on_the_network(path)


def _is_on_the_network(path: str) -> bool:
    """Whether a source is an address, or a file that names one."""
    if not DataSource.parse(path).is_local:
        return True
    return any(_ADDRESS.search(_beginning(file)) is not None for file in files_behind(path))


def _beginning(file: str) -> bytes:
    """What a file that describes sources begins with; nothing of one that holds pixels."""
    with open(file, "rb") as text:
        head = text.read(_DESCRIPTION_BYTES)
    return head if head.lstrip().startswith(b"<") else b""


def _no_network(path: str) -> BadInput:
    return BadInput("network_not_allowed", path=path, field="allow_outside")
