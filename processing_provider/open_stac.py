# SPDX-License-Identifier: GPL-2.0-or-later
"""The algorithm that opens the rasters of a STAC item as layers. It runs in QGIS itself."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from typing import Any, cast

from osgeo import gdal
from qgis.core import (
    QgsNetworkAccessManager,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingUtils,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ..diao_engine.errors import EngineError
from ..diao_engine.jobs import OpenStac
from ..diao_engine.jobs.small_file import replace_file
from ..diao_engine.jobs.stac import is_address
from ..diao_engine.jobs.stack import Band, Layer, described, file_name
from . import stac
from .algorithm import JobAlgorithm
from .text import language, tr

_LAYERS = "LAYERS"
_MOST_BYTES = 10_000_000
_LISTING = "GDAL_DISABLE_READDIR_ON_OPEN"


class OpenStacAlgorithm(JobAlgorithm):
    """`diao:openstac`."""

    _layers: tuple[tuple[str, str], ...] = ()  # what each is called, and its source

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """What the job declares, and the layers."""
        super().initAlgorithm(configuration)
        self.addOutput(QgsProcessingOutputMultipleLayers(_LAYERS, tr("Layers")))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the item, look whether its rasters can be opened, and let them be loaded."""
        job = cast("OpenStac", self._job(parameters, context, ""))
        wanted = tuple(key.strip() for key in job.assets.split(",") if key.strip())
        images = stac.images_of(_item(job.input, feedback), job.input, wanted)
        sources, count = [], sum(len(image.sources) for image in images)
        for image in images:
            bands = []
            for key, source in image.sources:
                if feedback.isCanceled():
                    raise QgsProcessingException(tr("Cancelled; nothing was written."))
                bands.append(_opened(key, source))
                feedback.setProgress(feedback.progress() + 100.0 / count)
            sources.append(image.sources[0][1] if len(bands) == 1 else _stack(image, bands, job.folder))
        self._layers = tuple((image.name, source) for image, source in zip(images, sources))
        return {_LAYERS: sources, "LAYER_COUNT": len(images)}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Make the layers, in the main thread: QGIS 3.22 loads a result by its source only where that is a file."""
        project = context.project()
        for name, source in self._layers if project is not None else ():
            with _alone():
                layer = QgsRasterLayer(source, name, "gdal")
            if layer.isValid():
                context.temporaryLayerStore().addMapLayer(layer)
                details = QgsProcessingContext.LayerDetails(name, project, _LAYERS)
                details.forceName = True
                context.addLayerToLoadOnCompletion(layer.id(), details)
        return {}


def _item(location: str, feedback: QgsProcessingFeedback) -> Any:
    """The item at a file or an address."""
    try:
        if is_address(location):
            text = _fetched(location, feedback)
        else:
            with open(location, "rb") as file:
                text = file.read(_MOST_BYTES)
        return json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise QgsProcessingException(
            tr("{location} cannot be read as a STAC item ({reason}); give the file or the address of one.").format(
                location=location, reason=error
            )
        ) from None


def _fetched(address: str, feedback: QgsProcessingFeedback) -> bytes:
    """What an address answers, by QGIS's own login and proxy; OSError where it does not."""
    reply = QgsNetworkAccessManager.blockingGet(QNetworkRequest(QUrl(address)), "", True, feedback)
    if reply.error() != QNetworkReply.NetworkError.NoError:
        raise OSError(reply.errorString())
    return bytes(reply.content())[:_MOST_BYTES]


def _opened(key: str, source: str) -> Layer:
    """What a raster says of itself; one that cannot be opened, or whose last pixel does not come, is refused: its place may not have
    come either.
    """
    with _alone():
        try:
            gdal.ErrorReset()
            opened = gdal.Open(source)
            pixel = opened and opened.GetRasterBand(1).ReadRaster(opened.RasterXSize - 1, opened.RasterYSize - 1, 1, 1)
            reason = gdal.GetLastErrorMsg()
        except RuntimeError as error:  # where GDAL raises instead of returning None
            pixel, reason = None, str(error)
    if pixel is None:
        raise QgsProcessingException(
            tr(
                "The asset {key} cannot be opened ({reason}); check the address, your access to it and the connection."
            ).format(key=key, reason=reason or source)
        )
    return _layer(key, source, opened)


def _layer(key: str, source: str, opened: gdal.Dataset) -> Layer:
    bands = [opened.GetRasterBand(number + 1) for number in range(opened.RasterCount)]
    system = opened.GetSpatialRef()
    crs = ""
    if system is not None:
        with contextlib.suppress(RuntimeError):  # where GDAL raises for a system that has no number
            system.AutoIdentifyEPSG()
        code = system.GetAuthorityCode(None)
        crs = f"{system.GetAuthorityName(None)}:{code}" if code else opened.GetProjection()
    return Layer(
        key, source, crs, tuple(opened.GetGeoTransform()), (opened.RasterXSize, opened.RasterYSize),
        tuple(bands[0].GetBlockSize()),
        tuple(Band(gdal.GetDataTypeName(band.DataType), band.GetNoDataValue()) for band in bands),
    )  # fmt: skip


def _stack(image: stac.Image, bands: list[Layer], folder: str | None) -> str:
    """Write the virtual raster of bands that lie in files of their own; its path."""
    path = os.path.join(folder or QgsProcessingUtils.tempFolder(), file_name(image.name))
    try:
        replace_file(path, described(bands).encode())
    except EngineError as error:
        raise QgsProcessingException("\n".join(error.lines((), language()))) from None
    except OSError as error:
        raise QgsProcessingException(
            tr("{path} cannot be written ({reason}); choose another folder.").format(path=path, reason=error.strerror)
        ) from None
    return path


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Within it, GDAL does not list in this thread what lies beside a raster on a server; the engine does the same."""
    before = gdal.GetThreadLocalConfigOption(_LISTING)
    gdal.SetThreadLocalConfigOption(_LISTING, "EMPTY_DIR")
    try:
        yield
    finally:
        gdal.SetThreadLocalConfigOption(_LISTING, before)
