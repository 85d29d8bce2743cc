# SPDX-License-Identifier: GPL-2.0-or-later
"""The algorithm that opens the rasters of a STAC item as layers. It runs in QGIS itself."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from typing import Any, cast

from osgeo import gdal
from qgis.core import (
    QgsNetworkAccessManager,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputMultipleLayers,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ..diao_engine.jobs import OpenStac
from ..diao_engine.jobs.stac import is_address
from . import stac
from .algorithm import JobAlgorithm
from .text import tr

_LAYERS = "LAYERS"
_MOST_BYTES = 10_000_000
_LISTING = "GDAL_DISABLE_READDIR_ON_OPEN"


class OpenStacAlgorithm(JobAlgorithm):
    """`diao:openstac`."""

    _assets: tuple[stac.Asset, ...] = ()

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
        assets = stac.assets_of(_item(job.input, feedback), job.input, wanted)
        for number, asset in enumerate(assets):
            if feedback.isCanceled():
                raise QgsProcessingException(tr("Cancelled; nothing was written."))
            _require(asset)
            feedback.setProgress(100.0 * (number + 1) / len(assets))
        self._assets = tuple(assets)
        return {_LAYERS: [asset.source for asset in assets], "LAYER_COUNT": len(assets)}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Make the layers, in the main thread: QGIS 3.22 loads a result by its source only where that is a file."""
        project = context.project()
        for asset in self._assets if project is not None else ():
            with _alone():
                layer = QgsRasterLayer(asset.source, asset.name, "gdal")
            if layer.isValid():
                context.temporaryLayerStore().addMapLayer(layer)
                details = QgsProcessingContext.LayerDetails(asset.name, project, _LAYERS)
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


def _require(asset: stac.Asset) -> None:
    """Refuse a raster that cannot be opened, or whose last pixel does not come: then its place may not have come either."""
    with _alone():
        try:
            gdal.ErrorReset()
            opened = gdal.Open(asset.source)
            pixel = opened and opened.GetRasterBand(1).ReadRaster(opened.RasterXSize - 1, opened.RasterYSize - 1, 1, 1)
            reason = gdal.GetLastErrorMsg()
        except RuntimeError as error:  # where GDAL raises instead of returning None
            pixel, reason = None, str(error)
    if pixel is None:
        raise QgsProcessingException(
            tr(
                "The asset {key} cannot be opened ({reason}); check the address, your access to it and the connection."
            ).format(key=asset.key, reason=reason or asset.source)
        )


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Within it, GDAL does not list in this thread what lies beside a raster on a server; the engine does the same."""
    before = gdal.GetThreadLocalConfigOption(_LISTING)
    gdal.SetThreadLocalConfigOption(_LISTING, "EMPTY_DIR")
    try:
        yield
    finally:
        gdal.SetThreadLocalConfigOption(_LISTING, before)
