# SPDX-License-Identifier: GPL-2.0-or-later
"""The algorithm that fetches imagery from the network. It runs in QGIS itself, which has the layer, its login and its proxy."""

from __future__ import annotations

from typing import Any, cast

from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback, QgsRasterLayer

from ..diao_engine.errors import EngineError, JobCancelled
from ..diao_engine.jobs import FetchImagery, LayerRef, Spec, specs
from ..diao_engine.protocol.staging import Staging
from . import layers, outputs, values
from .algorithm import JobAlgorithm
from .text import language, tr
from .web_grid import WebGrid, grid_of
from .web_render import WebSource, write


class _WebReader(values.JobReader):
    """Takes layers of the network, and no others."""

    def _layer(self, spec: Spec, raw: Any) -> layers.LayerInput | None:
        found = super()._layer(spec, raw)
        if found is None or found.ref.path.startswith(layers.NOT_YET_EXPORTED):
            return found
        self._refuse(spec, raw)  # for the engine it would be a file or an address
        return None

    def _input(self, spec: Spec, layer: Any, restriction: layers.Restriction) -> layers.LayerInput:
        if not isinstance(layer, QgsRasterLayer) or layer.providerType() != layers.WEB_MAPS:
            raise layers.Unusable(
                tr("{layer} is no layer of XYZ tiles, of a WMS or of a WMTS; use it as it is, or choose one.").format(
                    layer=layer.name() or layer.source()
                )
            )
        return layers.LayerInput(LayerRef(layers.NOT_YET_EXPORTED + layer.id()))


class FetchAlgorithm(JobAlgorithm):
    """`diao:fetchimagery`."""

    reader = _WebReader
    _source: WebSource | None = None

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """Also that there is a grid of at most so many pixels."""
        is_valid, message = super().checkParameterValues(parameters, context)
        if is_valid:
            try:
                self._grid(parameters, context)
            except QgsProcessingException as problem:
                return False, str(problem)
        return is_valid, message

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Take what is needed of the layer while in the main thread."""
        super().prepareAlgorithm(parameters, context, feedback)
        self._source = WebSource(
            self._layer(parameters, context), self._grid(parameters, context), context.transformContext()
        )
        return True

    def _layer(self, parameters: dict[str, Any], context: QgsProcessingContext) -> QgsRasterLayer:
        return cast("QgsRasterLayer", layers.resolve(parameters["INPUT"], context, raster=True))

    def _grid(self, parameters: dict[str, Any], context: QgsProcessingContext) -> WebGrid:
        job = cast("FetchImagery", self.reader(self._class, self, parameters, context).job)
        return grid_of(
            job.extent,
            job.pixel_size,
            layer_crs=self._layer(parameters, context).crs(),
            wanted=job.crs,
            most=job.max_pixels,
            transforms=context.transformContext(),
        )

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Fetch and write; the file appears when it is whole."""
        if self._source is None:
            raise RuntimeError("prepareAlgorithm comes first")
        job = cast("FetchImagery", self._job(parameters, context, ""))
        _tell(self._source, feedback)
        try:
            with Staging.of(job) as staging:
                empty = write(self._source, staging.path(job.output), feedback)
                if empty == 1.0:
                    raise QgsProcessingException(
                        tr("{layer} has no imagery of this ground; choose an extent that it shows in the map.").format(
                            layer=self._source.name
                        )
                    )
        except JobCancelled:
            raise QgsProcessingException(tr("Cancelled; nothing was written.")) from None
        except EngineError as error:
            raise QgsProcessingException("\n".join(error.lines(specs(FetchImagery), language()))) from None
        return outputs.imagery(job, {"empty_share": empty}, context)


def _tell(source: WebSource, feedback: QgsProcessingFeedback) -> None:
    """What is going to be fetched, and what the analyst has to know of it."""
    grid = source.grid
    feedback.pushInfo(
        tr(
            "{columns} x {rows} pixels of {size} m in {crs}. You are responsible for what the provider's terms of use allow."
        ).format(columns=grid.columns, rows=grid.rows, size=grid.pixel, crs=grid.crs.authid())
    )
    if source.is_coarser:
        feedback.pushWarning(
            tr(
                "{layer} has larger pixels than {size} m, so its imagery is enlarged; choose a larger pixel size."
            ).format(layer=source.name, size=grid.pixel)
        )
