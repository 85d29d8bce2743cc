# SPDX-License-Identifier: GPL-2.0-or-later
"""A preview of the map of what the canvas shows, as one layer that comes and goes. It never enters the history."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from typing import Any

from qgis.core import QgsProcessing, QgsProject, QgsRasterLayer, QgsReferencedRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal, pyqtSlot

from ....diao_engine.jobs.outputs import style_file
from ....processing_provider.text import tr
from ..runs.run import Run, RunOutcome
from ..runs.runner import JobRunner
from .raster_info import RasterFacts

ALGORITHM = "diao:segment"
_MARK = "diao/preview"
_MOST_PIXELS = 2000  # a side: a few seconds on a laptop
_MS_OF_QUIET = 500

# The values of the form and the raster that they name; None while they cannot be used.
Source = Callable[[], "tuple[dict[str, Any], RasterFacts] | None"]


class Preview(QObject):
    """While it is on, runs again shortly after values or the visible part have changed."""

    message = pyqtSignal(str)
    switched = pyqtSignal(bool)

    def __init__(self, runner: JobRunner, canvas: QgsMapCanvas | None, source: Source, parent: QObject) -> None:
        super().__init__(parent)
        self.on = False
        self._runner, self._canvas, self._source = runner, canvas, source
        self._layer: QgsRasterLayer | None = None
        self._last_values: dict[str, Any] | None = None  # of the last run
        self._run: Run | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_MS_OF_QUIET)
        self._quiet.timeout.connect(self._start)
        runner.ended.connect(self._other_ended)
        QgsProject.instance().cleared.connect(self._project_cleared)
        QgsProject.instance().readProject.connect(self._sweep)
        if canvas is not None:
            canvas.extentsChanged.connect(self.refresh)

    @property
    def layer(self) -> QgsRasterLayer | None:
        """The layer that is shown."""
        return self._layer

    def switch(self, on: bool) -> None:
        """Begin, or end and take the layer away."""
        if on == self.on:
            return
        self.on = on
        self._last_values = None
        if on:
            self.refresh()
        else:
            self._quiet.stop()
            self._stop()
            self._remove()
            self.message.emit("")
        self.switched.emit(on)

    @pyqtSlot()
    def refresh(self) -> None:
        """Run again soon, where it is on; many calls become one run."""
        if self.on:
            self._quiet.start()

    def _start(self) -> None:
        if not self.on or self._canvas is None:
            return
        values = self._values()
        if values is None or values == self._last_values:
            return
        if self._runner.busy:
            self._stop()
            self.message.emit("" if self._run is not None else tr("The preview waits for the step that is running."))
            return  # goes on when that has ended
        self._last_values = values
        self.message.emit(tr("Mapping what the map shows …"))
        self._run = self._runner.start(ALGORITHM, values, load=False, note=False)
        if self._run is not None:
            self._run.ended.connect(self._ended)

    def _values(self) -> dict[str, Any] | None:
        """What to run; None, with the reason in `message`, when there is nothing to preview."""
        source = self._source()
        if source is None or self._canvas is None:
            self.message.emit(tr("The preview begins when model and raster are chosen."))
            return None
        values, raster = source
        settings = self._canvas.mapSettings()
        seen = raster.seen(settings.visibleExtent(), settings.destinationCrs())
        if seen is None:
            self.message.emit(tr("The map does not show {raster}; move it there.").format(raster=raster.name))
            return None
        box, _ = raster.middle(seen, _MOST_PIXELS)
        fixed = {"AREA": None, "OUTPUT": QgsProcessing.TEMPORARY_OUTPUT}
        none = dict.fromkeys(("CONFIDENCE", "PROBABILITIES", "MINORITY"))
        return {**values, **fixed, **none, "EXTENT": QgsReferencedRectangle(box, raster.crs)}

    def _ended(self, outcome: RunOutcome) -> None:
        self._run = None
        if outcome.cancelled:
            self._last_values = None
        if not self.on or outcome.cancelled:
            return
        if not outcome.ok:
            self.message.emit(outcome.message)
            return
        self._show(outcome.results["OUTPUT"])
        self.message.emit(self._limits())

    def _limits(self) -> str:
        """What the preview leaves out, where it leaves something out."""
        source = self._source()
        if source is None or self._canvas is None:
            return ""
        settings = self._canvas.mapSettings()
        raster = source[1]
        seen = raster.seen(settings.visibleExtent(), settings.destinationCrs())
        if seen is None or not raster.middle(seen, _MOST_PIXELS)[1]:
            return ""
        return tr("The preview covers the middle {n} × {n} px of the map; zoom in to see more of it.").format(
            n=_MOST_PIXELS
        )

    def _other_ended(self, _outcome: RunOutcome) -> None:
        if self.on:
            self._quiet.start()  # not at once: whoever ran first hears of its end first

    def _show(self, path: str) -> None:
        """Put the layer on top, in place of the one before."""
        layer = QgsRasterLayer(path, tr("Preview"), "gdal")
        layer.loadDefaultStyle()
        layer.setCustomProperty(_MARK, True)
        self._remove()
        project = QgsProject.instance()
        project.addMapLayer(layer, False)
        node = project.layerTreeRoot().insertLayer(0, layer)
        node.setExpanded(False)
        layer.willBeDeleted.connect(self._removed)
        self._layer = layer

    def _remove(self) -> None:
        layer, self._layer = self._layer, None
        if layer is None:
            return
        layer.willBeDeleted.disconnect(self._removed)
        path = layer.source()
        QgsProject.instance().removeMapLayer(layer.id())
        for file in (path, style_file(path)):
            with contextlib.suppress(OSError):  # still open somewhere; goes with QGIS's temporary folder
                os.remove(file)

    @pyqtSlot()
    def _removed(self) -> None:
        """The user took the layer away: that is an end, too."""
        self._layer = None
        self.switch(False)

    def _stop(self) -> None:
        if self._run is not None:
            self._run.cancel()

    @pyqtSlot()
    def _project_cleared(self) -> None:
        self.switch(False)

    @pyqtSlot()
    def _sweep(self, *_: object) -> None:
        """Remove what a project that was saved with a preview has kept of it."""
        project = QgsProject.instance()
        left = [layer.id() for layer in project.mapLayers().values() if layer.customProperty(_MARK)]
        project.removeMapLayers(left)
