# SPDX-License-Identifier: GPL-2.0-or-later
"""Fetches a layer of the network piece by piece into a GeoTIFF.

QGIS renders it, and draws what fails as nothing; so the replies of the server are watched.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsNetworkAccessManager,
    QgsNetworkReplyContent,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsRasterBlock,
    QgsRasterBlockFeedback,
    QgsRasterLayer,
    QgsRasterProjector,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ..diao_engine.errors import JobCancelled
from .text import tr
from .web_grid import Piece, WebGrid, side_in

_OPTIONS = [
    "COMPRESS=DEFLATE",
    "TILED=YES",
    "BLOCKXSIZE=256",
    "BLOCKYSIZE=256",
    "BIGTIFF=IF_SAFER",
    "PHOTOMETRIC=RGB",
    "ALPHA=YES",
]
_BANDS = 4
# Asked for again after so many seconds; QGIS itself has asked for what timed out three times by then.
_PAUSES = (1.0, 2.0, 4.0)
_NO_TILE = (204, 404)
_FINER = 0.75


class WebSource:
    """A layer of the network on a grid: made in the main thread, of a copy of its provider; any one thread may fetch."""

    def __init__(self, layer: QgsRasterLayer, grid: WebGrid, transforms: QgsCoordinateTransformContext) -> None:
        self.name, self.grid = layer.name() or layer.source(), grid  # without QGIS's window a layer may have no name
        self._provider = layer.dataProvider().clone()
        source = layer.source()
        self._is_tiled = "type=xyz" in source or "tileMatrixSet=" in source
        finest = min(self._provider.nativeResolutions(), default=0.0)
        self.is_coarser = bool(finest) and side_in(layer.crs(), grid, transforms) < _FINER * finest
        self._pixels = self._provider
        if grid.crs != self._provider.crs():
            self._pixels = QgsRasterProjector()
            self._pixels.setInput(self._provider)
            self._pixels.setCrs(self._provider.crs(), grid.crs, transforms)

    def fetch(self, piece: Piece, feedback: QgsProcessingFeedback) -> bytes:
        """The pixels of a piece as red, green, blue, alpha, row by row; QgsProcessingException where they do not come."""
        pixels, failure = self._once(piece, feedback)
        for pause in _PAUSES:
            if not failure:
                break
            feedback.pushDebugInfo(failure)
            _wait(pause, feedback)
            pixels, failure = self._once(piece, feedback)
        if failure:
            raise QgsProcessingException(
                tr(
                    "The server of {layer} does not give all of the imagery ({reason}); nothing was written, so try again later, or "
                    "choose a smaller extent or a larger pixel size."
                ).format(layer=self.name, reason=failure)
            )
        return pixels

    def _once(self, piece: Piece, feedback: QgsProcessingFeedback) -> tuple[bytes, str]:
        """The pixels, and what failed on the way; empty where nothing did. JobCancelled when the user has stopped it."""
        rendering = QgsRasterBlockFeedback()
        feedback.canceled.connect(rendering.cancel, Qt.ConnectionType.DirectConnection)
        with _watched(self._is_tiled) as failures:
            block = self._pixels.block(1, self.grid.ground(piece), piece.columns, piece.rows, rendering)
        feedback.canceled.disconnect(rendering.cancel)
        if feedback.isCanceled():
            raise JobCancelled
        return (b"", next(iter(failures.values()))) if failures else (_rgba(block, piece), "")


@contextmanager
def _watched(is_tiled: bool) -> Iterator[dict[str, str]]:
    """What has failed for good of the requests that this thread makes within: the reason by the address."""
    manager, failures = QgsNetworkAccessManager.instance(), dict[str, str]()

    def note(reply: QgsNetworkReplyContent) -> None:
        address = reply.request().url().toString()
        failure = _failure(reply, is_tiled)
        failures.pop(address, None)
        if failure:
            failures[address] = failure
            # QGIS would answer the next try with the error that it has kept.
            manager.cache().remove(reply.request().url())

    signal = manager.finished[QgsNetworkReplyContent]
    signal.connect(note, Qt.ConnectionType.DirectConnection)
    try:
        yield failures
    finally:
        signal.disconnect(note)


def _failure(reply: QgsNetworkReplyContent, is_tiled: bool) -> str:
    """Why a reply holds no picture; empty where it does, or where the server says that it has no such tile."""
    status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    if is_tiled and status in _NO_TILE:
        return ""
    if reply.attribute(QNetworkRequest.Attribute.RedirectionTargetAttribute) is not None:
        return ""
    if reply.error() != QNetworkReply.NetworkError.NoError:
        return f"HTTP {status}" if status and status >= 400 else str(reply.errorString())
    kind = bytes(reply.rawHeader(b"Content-Type")).decode("ascii", "replace").partition(";")[0].strip().lower()
    if kind and not kind.startswith("image/") and kind != "application/octet-stream":
        return tr("it answers with {kind} instead of a picture").format(kind=kind)
    return ""


def _rgba(block: QgsRasterBlock, piece: Piece) -> bytes:
    """The pixels of a block; nothing at all came for an empty one."""
    size = piece.columns * piece.rows * _BANDS
    if block.isEmpty():
        return bytes(size)
    image = block.image().convertToFormat(QImage.Format.Format_RGBA8888)
    return bytes(image.constBits().asstring(size))


def _wait(seconds: float, feedback: QgsProcessingFeedback) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if feedback.isCanceled():
            raise JobCancelled
        time.sleep(0.05)


def write(source: WebSource, path: str, feedback: QgsProcessingFeedback) -> float:
    """Write all pieces to a GeoTIFF; the share of pixels without imagery. Raises QgsProcessingException, JobCancelled."""
    grid, empty, sink = source.grid, 0, None
    try:
        sink = gdal.GetDriverByName("GTiff").Create(path, grid.columns, grid.rows, _BANDS, gdal.GDT_Byte, _OPTIONS)
        if sink is None:
            raise _not_written(path)
        sink.SetGeoTransform((grid.left, grid.pixel, 0.0, grid.top, 0.0, -grid.pixel))
        sink.SetProjection(grid.crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED_GDAL))
        pieces = list(grid.pieces())
        for number, piece in enumerate(pieces):
            pixels = source.fetch(piece, feedback)
            empty += pixels[3::_BANDS].count(0)
            window = (piece.column, piece.row, piece.columns, piece.rows)
            gdal.ErrorReset()
            for band in range(_BANDS):
                if sink.GetRasterBand(band + 1).WriteRaster(*window, pixels[band::_BANDS]):
                    raise _not_written(path)
            if _has_failed():
                raise _not_written(path)
            feedback.setProgress(100.0 * (number + 1) / len(pieces))
        gdal.ErrorReset()
        code = sink.FlushCache() or _close(sink)
        sink = None  # closes the file before GDAL 3.8
        if code or _has_failed() or not _is_whole(path):
            raise _not_written(path)
    except RuntimeError as error:  # where GDAL raises instead of returning a code
        raise _not_written(path) from error
    finally:  # what is open cannot be removed on Windows, and the exception keeps this frame
        if sink is not None:
            _close(sink)
            sink = None
    return empty / (grid.columns * grid.rows)


def _close(sink: gdal.Dataset) -> int | None:
    """GDAL's code for an error; nothing happens before GDAL 3.8, where a data set is closed with its last name."""
    if not hasattr(sink, "Close"):
        return None
    with gdal.ExceptionMgr(
        useExceptions=False
    ):  # where closing raises, the bindings (3.10) close it once more and crash
        return int(sink.Close())


def _is_whole(path: str) -> bool:
    """Whether every block lies within the file: what GDAL writes on closing may be lost without an error where a disk is full."""
    size = os.path.getsize(path)
    image = gdal.Open(path)
    if image is None:
        return False
    band = image.GetRasterBand(1)  # the bands share their blocks
    width, height = band.GetBlockSize()
    for row in range(-(-image.RasterYSize // height)):
        for column in range(-(-image.RasterXSize // width)):
            start, length = (
                band.GetMetadataItem(f"BLOCK_{what}_{column}_{row}", "TIFF") for what in ("OFFSET", "SIZE")
            )
            if start is None or length is None or int(start) + int(length) > size:
                return False
    return True


def _has_failed() -> bool:
    """Whether GDAL has noted an error: before 3.7 it gives back none where what it kept in memory does not fit on the disk."""
    return bool(gdal.GetLastErrorType() >= gdal.CE_Failure)


def _not_written(path: str) -> QgsProcessingException:
    return QgsProcessingException(
        tr("The imagery cannot be written to {path}; check that there is room and that you may write there.").format(
            path=path
        )
    )
