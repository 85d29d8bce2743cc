# SPDX-License-Identifier: GPL-2.0-or-later
"""A preview of the map for a sensitivity, as one layer that comes and goes. It never enters the history.

It is worked out from probabilities: those of the last map where it has them for all classes, else those of a run over what the
canvas shows, which serves until another part is shown. So the slider never runs the model.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qgis.core import QgsProcessing, QgsProject, QgsRasterLayer, QgsRectangle, QgsReferencedRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal, pyqtSlot

from ....diao_engine.jobs.outputs import style_file
from ....processing_provider.text import tr
from ...display import reweighted
from ...display.reweighted import Probabilities
from ..runs.run import Run, RunOutcome
from ..runs.runner import JobRunner
from .card import Card
from .card_reader import needed_size
from .raster_info import RasterFacts

ALGORITHM = "diao:segment"
_MARK = "diao/preview"
_MOST_PIXELS = 2000  # a side: a few seconds on a laptop
_MS_OF_QUIET = 500

_CORRECTION = "PRIOR_CORRECTION"
# What the probabilities of a map depend on, beside the ground.
_DECIDING = ("MODEL", "INPUT", "NODATA", "TILE_SIZE", "OVERLAP")


@dataclass(frozen=True)
class Scene:
    """The values of the form, the raster that they name, and the card of the model where it has been read."""

    values: dict[str, Any]
    raster: RasterFacts
    card: Card | None


# None while they cannot be used.
Source = Callable[[], "Scene | None"]


@dataclass(frozen=True)
class _Made:
    """Probabilities of all classes that are there, from which values and for which ground (in the CRS of the raster)."""

    probabilities: Probabilities
    values: dict[str, Any]
    box: QgsRectangle

    def serves(self, values: dict[str, Any], box: QgsRectangle) -> bool:
        """Whether the map for these values and this ground follows from it."""
        same = all(self.values.get(name) == values.get(name) for name in _DECIDING)
        return same and self.box.contains(box) and os.path.isfile(self.probabilities.path)


class Preview(QObject):
    """While it is on, shows the map again shortly after values or the visible part have changed."""

    message = pyqtSignal(str)
    switched = pyqtSignal(bool)

    def __init__(self, runner: JobRunner, canvas: QgsMapCanvas | None, source: Source, parent: QObject) -> None:
        super().__init__(parent)
        self.on = False
        self._runner, self._canvas, self._source = runner, canvas, source
        self._layer: QgsRasterLayer | None = None
        self._last_values: dict[str, Any] | None = None  # of what is shown or made
        self._map: _Made | None = None  # of the last map
        self._own: _Made | None = None  # of the last run of the preview
        self._map_lacks = False  # the last map has not the probabilities of all classes
        self._files: list[str] = []  # of the preview's own runs
        self._run: Run | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_MS_OF_QUIET)
        self._quiet.timeout.connect(self._start)
        runner.ended.connect(self._other_ended)
        runner.engine_changed.connect(self.refresh)
        QgsProject.instance().cleared.connect(self._project_cleared)
        QgsProject.instance().readProject.connect(self._sweep)
        if canvas is not None:
            canvas.extentsChanged.connect(self.refresh)

    @property
    def layer(self) -> QgsRasterLayer | None:
        """The layer that is shown."""
        return self._layer

    def offer(self, values: dict[str, Any], results: dict[str, Any], card: Card | None) -> None:
        """A map was made from these values: the preview takes its probabilities where they serve."""
        path = str(results.get("PROBABILITIES") or "")
        self._map = _made(path, values, card) if values.get("ALL_PROBABILITIES") else None
        self._map_lacks = self._map is None

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
            self._remove_files()
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
        if values is None or values == self._last_values or self._reweighted(values):
            return
        engine = self._runner.waits_for(needed_size(str(values["MODEL"])))
        if engine:
            self.message.emit(engine)
            return  # goes on when it is there
        if self._runner.busy:
            self._stop()
            self.message.emit("" if self._run is not None else tr("The preview waits for the step that is running."))
            return  # goes on when that has ended
        self._last_values = values
        self.message.emit(tr("Mapping what the map shows …"))
        self._run = self._runner.start(
            ALGORITHM,
            values,
            load=False,
            note=False,
            title=tr("Preview"),
            doing=tr("The preview on the map is being made."),
        )
        if self._run is not None:
            self._run.ended.connect(self._ended)

    def _values(self) -> dict[str, Any] | None:
        """What to run; None, with the reason in `message`, when there is nothing to preview."""
        source = self._source()
        if source is None or self._canvas is None:
            self.message.emit(tr("The preview begins when model and raster are chosen."))
            return None
        values, raster = source.values, source.raster
        settings = self._canvas.mapSettings()
        seen = raster.seen(settings.visibleExtent(), settings.destinationCrs())
        if seen is None:
            self.message.emit(tr("The map does not show {raster}; move it there.").format(raster=raster.name))
            return None
        box, _ = raster.middle(seen, _MOST_PIXELS)
        temporary = QgsProcessing.TEMPORARY_OUTPUT
        fixed = {"AREA": None, "OUTPUT": temporary, "CONFIDENCE": None, "MINORITY": None}
        can_shift = source.card is not None and source.card.can_be_reweighted
        every = {"PROBABILITIES": temporary if can_shift else None, "ALL_PROBABILITIES": can_shift}
        return {**values, **fixed, **every, "EXTENT": QgsReferencedRectangle(box, raster.crs)}

    def _reweighted(self, values: dict[str, Any]) -> bool:
        """Show the map from probabilities that are there; whether it could be done."""
        source, box = self._source(), QgsRectangle(values["EXTENT"])
        card = source.card if source is not None else None
        made = next((made for made in (self._map, self._own) if made is not None and made.serves(values, box)), None)
        if card is None or made is None or not card.can_be_reweighted:
            return False
        layer = reweighted.map_layer(made.probabilities, card.shown(), values[_CORRECTION] or 0.0, tr("Preview"))
        if layer is None:
            return False
        self._stop()
        self._last_values = values
        self._show(layer)
        self.message.emit(self._limits() if made is self._own else "")
        return True

    def _ended(self, outcome: RunOutcome) -> None:
        self._run = None
        if outcome.cancelled:
            self._last_values = None
        if not self.on or outcome.cancelled:
            return
        if not outcome.ok:
            self.message.emit(outcome.message)
            return
        source, values = self._source(), self._last_values or {}
        self._remove_files()
        results = {name: str(outcome.results.get(name) or "") for name in ("OUTPUT", "PROBABILITIES")}
        self._files = [path for path in results.values() if path]
        self._own = _made(results["PROBABILITIES"], values, source.card if source is not None else None)
        now = self._values()
        if now is not None and self._reweighted(now):
            return
        layer = QgsRasterLayer(results["OUTPUT"], tr("Preview"), "gdal")
        layer.loadDefaultStyle()
        self._show(layer)
        self.message.emit(self._limits())

    def _limits(self) -> str:
        """What the preview leaves out, and how it would be there at once, where there is something to say."""
        source = self._source()
        if source is None or self._canvas is None:
            return ""
        settings = self._canvas.mapSettings()
        seen = source.raster.seen(settings.visibleExtent(), settings.destinationCrs())
        sentences = []
        if seen is not None and source.raster.middle(seen, _MOST_PIXELS)[1]:
            sentence = tr("The preview covers the middle {n} × {n} px of the map; zoom in to see more of it.")
            sentences.append(sentence.format(n=_MOST_PIXELS))
        if self._map_lacks:
            sentences.append(
                tr(
                    "The last map has no probabilities of all classes, so the preview runs the model on what is shown; tick "
                    "Probabilities, and Probabilities of all classes under Advanced, before you map, to see all of it at once."
                )
            )
        return " ".join(sentences)

    def _other_ended(self, _outcome: RunOutcome) -> None:
        if self.on:
            self._quiet.start()  # not at once: whoever ran first hears of its end first

    def _show(self, layer: QgsRasterLayer) -> None:
        """Put the layer on top, in place of the one before."""
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
        QgsProject.instance().removeMapLayer(layer.id())

    def _remove_files(self) -> None:
        files, self._files, self._own = self._files, [], None
        for path in files:
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
        self._map, self._map_lacks = None, False

    @pyqtSlot()
    def _sweep(self, *_: object) -> None:
        """Remove what a project that was saved with a preview has kept of it."""
        project = QgsProject.instance()
        left = [layer.id() for layer in project.mapLayers().values() if layer.customProperty(_MARK)]
        project.removeMapLayers(left)


def _made(path: str, values: dict[str, Any], card: Card | None) -> _Made | None:
    """The probabilities of all classes of a run, where it has written them."""
    layer = QgsRasterLayer(path, "", "gdal") if path else None
    if layer is None or not layer.isValid() or card is None or layer.bandCount() != len(card.classes):
        return None
    correction = values.get(_CORRECTION)
    made_with = card.prior_correction if correction is None else float(correction)
    return _Made(Probabilities(path, made_with if card.has_priors else 0.0), dict(values), layer.extent())
