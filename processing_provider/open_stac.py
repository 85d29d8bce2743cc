# SPDX-License-Identifier: GPL-2.0-or-later
"""The algorithm that opens the rasters of STAC items as layers. It runs in QGIS itself."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from typing import Any, cast

from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsNetworkAccessManager,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingUtils,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ..diao_engine.errors import EngineError
from ..diao_engine.jobs import Extent, OpenStac
from ..diao_engine.jobs.small_file import replace_file
from ..diao_engine.jobs.stac import is_address, keys_in
from ..diao_engine.jobs.stack import Band, Layer, described, file_name, is_opacity
from ..diao_engine.jobs.virtual_source import MASK
from . import stac
from .algorithm import JobAlgorithm
from .stac_search import Bounds, Search
from .stac_search import described as described_item
from .text import language, tr

_LAYERS = "LAYERS"
_MOST_BYTES = 50_000_000
# More layers than that are nobody's wish: items of satellites have a dozen rasters each.
_MOST_LAYERS = 50
_SAMPLE_PX = 256
_DEGREES = "EPSG:4326"
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
        """Read the items, look whether their rasters can be opened, and let them be loaded."""
        job = cast("OpenStac", self._job(parameters, context, ""))
        images = _images(job, context, feedback)
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


def _images(job: OpenStac, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> list[stac.Image]:
    """The rasters of the item, or of the newest items, that the job names; items without what is wanted are told."""

    def read(location: str) -> Any:
        if feedback.isCanceled():
            raise QgsProcessingException(tr("Cancelled; nothing was written."))
        return _json(location, feedback)

    search = Search(read, feedback.pushWarning, _bounds(job.extent, context), job.maximum)
    items = search.items_of(_begun(job.input, feedback), job.input)
    wanted = keys_in(job.assets)
    if len(items) == 1:
        return stac.images_of(items[0].content, items[0].place, wanted)
    images: list[stac.Image] = []
    problems: list[QgsProcessingException] = []
    for item, place in items:
        try:
            images += stac.images_of(item, place, wanted)
            feedback.pushInfo(described_item(item))
        except QgsProcessingException as problem:
            problems.append(problem)
    if not images:
        raise problems[0]
    for left_out in problems:
        feedback.pushWarning(str(left_out))
    if len(images) > _MOST_LAYERS:
        known = sorted({key for image in images for key, _ in image.sources})
        raise QgsProcessingException(
            tr("That would be {count} layers, more than {most}; choose Assets among {known}, or fewer items.").format(
                count=len(images), most=_MOST_LAYERS, known=", ".join(known)
            )
        )
    return images


def _bounds(extent: Extent | None, context: QgsProcessingContext) -> Bounds | None:
    """An extent in degrees."""
    if extent is None:
        return None
    rectangle = QgsRectangle(extent.xmin, extent.ymin, extent.xmax, extent.ymax)
    project = context.project()
    system = QgsCoordinateReferenceSystem(extent.crs) if extent.crs else project.crs() if project is not None else None
    if system is None or not system.isValid():
        raise QgsProcessingException(tr("The extent has no CRS; choose it in a map with one."))
    degrees = QgsCoordinateReferenceSystem(_DEGREES)
    try:
        seen = QgsCoordinateTransform(system, degrees, context.transformContext()).transformBoundingBox(
            rectangle, handle180Crossover=True
        )
    except QgsCsException:
        raise QgsProcessingException(tr("The extent lies outside of its CRS; choose another one.")) from None
    return Bounds(seen.xMinimum(), seen.yMinimum(), seen.xMaximum(), seen.yMaximum())


def _begun(location: str, feedback: QgsProcessingFeedback) -> Any:
    """What the analyst has named."""
    try:
        return _json(location, feedback)
    except (OSError, ValueError, RecursionError) as error:
        raise QgsProcessingException(
            tr(
                "{location} cannot be read as a STAC item or collection ({reason}); give the file or the address of one."
            ).format(location=location, reason=error)
        ) from None


def _json(location: str, feedback: QgsProcessingFeedback) -> Any:
    """What stands at a file or an address."""
    if is_address(location):
        return json.loads(_fetched(location, feedback))
    with open(location, "rb") as file:
        return json.loads(file.read(_MOST_BYTES))


def _fetched(address: str, feedback: QgsProcessingFeedback) -> bytes:
    """What an address answers, by QGIS's own login and proxy; OSError where it does not."""
    reply = QgsNetworkAccessManager.blockingGet(QNetworkRequest(QUrl(address)), "", True, feedback)
    if reply.error() == QNetworkReply.NetworkError.ContentNotFoundError:
        raise FileNotFoundError(reply.errorString())
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
            layer = _layer(key, source, opened) if pixel is not None else None
            reason = gdal.GetLastErrorMsg()
        except RuntimeError as error:  # where GDAL raises instead of returning None
            layer, reason = None, str(error)
    if layer is None:
        raise QgsProcessingException(
            tr(
                "The asset {key} cannot be opened ({reason}); check the address, your access to it and the connection."
            ).format(key=key, reason=reason or source)
        )
    return layer


def _layer(key: str, source: str, opened: gdal.Dataset) -> Layer:
    bands = [opened.GetRasterBand(number + 1) for number in range(opened.RasterCount)]
    system = opened.GetSpatialRef()
    crs, alpha = "", _alpha(bands)
    if system is not None:
        with contextlib.suppress(RuntimeError):  # where GDAL raises for a system that has no number
            system.AutoIdentifyEPSG()
        code = system.GetAuthorityCode(None)
        crs = f"{system.GetAuthorityName(None)}:{code}" if code else opened.GetProjection()
    return Layer(
        key, source, crs, tuple(opened.GetGeoTransform()), (opened.RasterXSize, opened.RasterYSize),
        tuple(bands[0].GetBlockSize()),
        tuple(
            Band(number, gdal.GetDataTypeName(band.DataType), band.GetNoDataValue())
            for number, band in enumerate(bands, start=1)
            if number != alpha
        ),
        _mask(bands[0], alpha),
    )  # fmt: skip


def _alpha(bands: list[gdal.Band]) -> int | None:
    """The number of the band that holds opacity, judged as the engine judges it, by fewer pixels."""
    tagged = [
        number for number, band in enumerate(bands, start=1) if band.GetColorInterpretation() == gdal.GCI_AlphaBand
    ]
    if not tagged or len(bands) == 1:
        return None
    band = bands[tagged[-1] - 1]
    columns, rows = min(band.XSize, _SAMPLE_PX), min(band.YSize, _SAMPLE_PX)
    content = band.ReadRaster(0, 0, band.XSize, band.YSize, columns, rows, gdal.GDT_Float64)
    if content is None:
        raise RuntimeError(gdal.GetLastErrorMsg())
    sample = memoryview(content).cast("d")
    opaque = 255.0 if band.DataType == gdal.GDT_Byte else max(sample)
    between = sum(value not in (0.0, opaque) for value in sample)
    return tagged[-1] if is_opacity(between, len(sample)) else None


def _mask(band: gdal.Band, alpha: int | None) -> str:
    """What tells where a raster is valid beside its nodata values."""
    if alpha is not None:
        return str(alpha)
    flags = band.GetMaskFlags()
    return MASK if flags & gdal.GMF_PER_DATASET and not flags & gdal.GMF_ALPHA else ""


def _stack(image: stac.Image, bands: list[Layer], folder: str | None) -> str:
    """Write the virtual raster of bands that lie in files of their own; its path."""
    path = os.path.join(folder or QgsProcessingUtils.tempFolder(), file_name(image.name))
    try:
        replace_file(path, described(bands, image.date).encode())
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
