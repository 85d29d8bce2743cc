# SPDX-License-Identifier: GPL-2.0-or-later
"""An object under review: selected, outlined and in sight with its surroundings, on imagery that maps do not cover meanwhile."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import QObject, pyqtSignal, pyqtSlot
from qgis.PyQt.QtGui import QColor

from ....processing_provider import compat
from ....processing_provider.text import tr
from ...display.layer_kinds import is_sample
from ..datasets.imagery import is_class_raster
from ..datasets.own_results import is_result
from ..kit.number_format import count_text

# What the map shows around an object: so many times its size, and never fewer pixels of the class map than these.
_AROUND, _LEAST_PIXELS = 6.0, 200
_LEAST_METRES = 120.0  # where the size of the pixels is not known
# How much of a map remains to be seen while the imagery below is looked at.
_OPACITY_OF_OTHERS, _POLYGONS_OPACITY = 0.0, 0.25
_OPACITY, _LABELS = "diao/opacity", "diao/labels"  # of a layer before the review
_LINE, _HALO, _WIDTH = QColor(255, 0, 200), QColor(255, 255, 255, 200), 3


class Review(QObject):
    """Goes from object to object of a layer, until `end`."""

    switched = pyqtSignal(bool)  # whether a review goes on

    def __init__(self, canvas: QgsMapCanvas | None, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._band: QgsRubberBand | None = None
        self._layer = ""  # the id of the layer under review, which may be removed meanwhile
        self._selected: list[int] = []  # of it, before an object was looked at
        self.is_on = False
        QgsProject.instance().readProject.connect(self._restore)

    def show(self, layer: QgsVectorLayer, fid: int, pixels: int | None) -> str:
        """Show an object of so many pixels; returns why it cannot be shown, or nothing."""
        if self._canvas is None:
            return ""
        feature = next(layer.getFeatures(QgsFeatureRequest(fid)), None)
        if feature is None or not feature.hasGeometry():
            return tr("Object {fid} is no longer in the layer.").format(fid=count_text(fid))
        settings = self._canvas.mapSettings()
        there = QgsCoordinateTransform(layer.crs(), settings.destinationCrs(), QgsProject.instance().transformContext())
        try:
            box = there.transformBoundingBox(feature.geometry().boundingBox())
        except QgsCsException:
            return tr("The object lies outside the area that the map's CRS can show; choose another CRS.")
        least = _least_metres(feature, pixels) * QgsUnitTypes.fromUnitToUnitFactor(compat.METRES, settings.mapUnits())
        width = max(least, _AROUND * max(box.width(), box.height()))
        self.begin(layer)
        self._outline(layer, feature)
        self._canvas.setExtent(QgsRectangle.fromCenterAndSize(box.center(), width, width))
        self._canvas.refresh()
        return ""

    def begin(self, layer: QgsVectorLayer | None) -> None:
        """Let the imagery be seen; without a layer whose objects are looked at, polygons of maps vanish like the maps."""
        if self.is_on:
            return
        self.is_on = True
        for other in QgsProject.instance().mapLayers().values():
            if other is not layer and _hides_imagery(other):
                _fade(other, _OPACITY_OF_OTHERS)
        if layer is not None:
            _fade(layer, _POLYGONS_OPACITY)
        self.switched.emit(True)

    @pyqtSlot()
    def end(self) -> None:
        """Everything as it was, and no outline."""
        self._remove_outline()
        self._deselect()
        self._restore()
        if self.is_on:
            self.is_on = False
            self.switched.emit(False)

    def _outline(self, layer: QgsVectorLayer, feature: QgsFeature) -> None:
        self._remove_outline()
        if layer.id() != self._layer:
            self._deselect()
            self._layer, self._selected = layer.id(), layer.selectedFeatureIds()
        layer.selectByIds([feature.id()])
        self._band = QgsRubberBand(self._canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        self._band.setFillColor(QColor(0, 0, 0, 0))
        self._band.setStrokeColor(_LINE)
        self._band.setSecondaryStrokeColor(_HALO)
        self._band.setWidth(_WIDTH)
        self._band.setToGeometry(feature.geometry(), layer)

    def _remove_outline(self) -> None:
        band, self._band = self._band, None
        if band is not None and self._canvas is not None:
            self._canvas.scene().removeItem(band)

    def _deselect(self) -> None:
        """The selection as it was before."""
        layer, self._layer = QgsProject.instance().mapLayer(self._layer), ""
        if isinstance(layer, QgsVectorLayer):
            layer.selectByIds(self._selected)

    @pyqtSlot()
    def _restore(self, *_: object) -> None:
        """Also what a project that was saved during a review has kept of it."""
        for layer in QgsProject.instance().mapLayers().values():
            before = layer.customProperty(_OPACITY)
            if before is not None:
                layer.removeCustomProperty(_OPACITY)
                layer.setOpacity(float(before))
                if layer.customProperty(_LABELS) is not None:
                    layer.removeCustomProperty(_LABELS)
                    layer.setLabelsEnabled(True)
                layer.triggerRepaint()


def _hides_imagery(layer: QgsMapLayer) -> bool:
    """Whether a layer is a result of ours, tiles and pasted objects among them, or a raster of labels; points to judge stay."""
    if isinstance(layer, QgsRasterLayer) and is_class_raster(layer, beside_imagery=False):
        return True
    return is_result(layer) and not is_sample(layer)


def _fade(layer: QgsMapLayer, opacity: float) -> None:
    if layer.customProperty(_OPACITY) is None:
        layer.setCustomProperty(_OPACITY, layer.opacity())
        layer.setOpacity(min(opacity, layer.opacity()))
        if not opacity and isinstance(layer, QgsVectorLayer) and layer.labelsEnabled():  # they would stay
            layer.setCustomProperty(_LABELS, True)
            layer.setLabelsEnabled(False)
        layer.triggerRepaint()


def _least_metres(feature: QgsFeature, pixels: int | None) -> float:
    """The side of the ground that is shown at least: so many pixels that what surrounds an object tells what it is."""
    area = feature["area_m2"]
    if not pixels or not isinstance(area, (int, float)) or area <= 0:
        return _LEAST_METRES
    return float(_LEAST_PIXELS * (area / pixels) ** 0.5)
