# SPDX-License-Identifier: GPL-2.0-or-later
"""Which area of a raster is mapped: all of it, what the map shows, or polygons."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCsException,
    QgsMapLayer,
    QgsMapLayerProxyModel,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal, pyqtSlot
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from ....processing_provider.text import tr
from ..kit.message_label import plain
from .raster_info import RasterFacts

WHOLE, VISIBLE, POLYGONS = "whole", "visible", "polygons"


class AreaChoice(QWidget):
    """A choice of three; the third one shows a layer chooser."""

    changed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._layer: QgsVectorLayer | None = None
        self._raster: RasterFacts | None = None
        self.mode = QComboBox()
        self.mode.setObjectName("diao_area_kind")
        self.mode.addItem(tr("Whole raster"), WHOLE)
        if canvas is not None:
            self.mode.addItem(tr("Visible map"), VISIBLE)
        self.mode.addItem(tr("Polygons of a layer"), POLYGONS)
        label = plain(tr("Area"))
        label.setBuddy(self.mode)
        self.layer = QgsMapLayerComboBox()
        self.layer.setObjectName("diao_area_layer")
        self.layer.setAccessibleName(tr("Layer whose polygons are mapped"))
        self.layer.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        self.selected = QCheckBox()
        self.selected.setObjectName("diao_area_selected")
        self.selected.setChecked(True)
        self.reason = plain(name="diao_area_reason", wrapped=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self.mode, self.layer, self.selected, self.reason):
            layout.addWidget(widget)
        self.mode.currentIndexChanged.connect(self._refresh)
        self.selected.toggled.connect(self._refresh)
        self.layer.layerChanged.connect(self._follow)
        if canvas is not None:
            canvas.extentsChanged.connect(self._map_moved)
        self._follow(self.layer.currentLayer())

    def values(self) -> dict[str, Any]:
        """The parameters AREA and EXTENT."""
        area_mode = self.mode.currentData()
        area = extent = None
        if area_mode == VISIBLE and self._canvas is not None:
            settings = self._canvas.mapSettings()
            extent = QgsReferencedRectangle(settings.visibleExtent(), settings.destinationCrs())
        elif area_mode == POLYGONS and self._layer is not None:
            area = QgsProcessingFeatureSourceDefinition(self._layer.id(), self.selected.isChecked())
        return {"AREA": area, "EXTENT": extent}

    def restore(self, values: dict[str, Any]) -> None:
        """Choose as an earlier run did: its layer where the project still has it, the map where it looked, else the whole raster."""
        area, extent = str(values.get("AREA") or ""), str(values.get("EXTENT") or "")
        layer = QgsProject.instance().mapLayer(area)
        mode = POLYGONS if layer is not None else VISIBLE if extent and self._canvas is not None else WHOLE
        if mode == POLYGONS:
            self.layer.setLayer(layer)
        elif mode == VISIBLE and self._canvas is not None:
            self._look_at(self._canvas, extent)
        self.mode.setCurrentIndex(self.mode.findData(mode))

    @staticmethod
    def _look_at(canvas: QgsMapCanvas, extent: str) -> None:
        """Show an extent as Processing writes it, `left,right,bottom,top [crs]`."""
        sides, _, crs = extent.rstrip("]").partition(" [")
        try:
            left, right, bottom, top = (float(side) for side in sides.split(","))
            box = QgsReferencedRectangle(QgsRectangle(left, bottom, right, top), QgsCoordinateReferenceSystem(crs))
            canvas.setReferencedExtent(box)
        except (ValueError, QgsCsException):  # a project may hold any text
            return
        canvas.refresh()

    def problem(self) -> str:
        """Why the choice cannot be used; empty when it can."""
        if self.mode.currentData() != POLYGONS:
            return self._unseen() if self.mode.currentData() == VISIBLE else ""
        if self._layer is None:
            return tr("The project has no polygon layer; add one, or map the whole raster.")
        if not self._layer.featureCount():
            return tr("{layer} has no polygon; draw some, or choose another layer.").format(layer=self._layer.name())
        if self.selected.isChecked() and not self._layer.selectedFeatureCount():
            return tr("No polygon of {layer} is selected; select some on the map, or untick the box.").format(
                layer=self._layer.name()
            )
        return ""

    def show_raster(self, raster: RasterFacts | None) -> None:
        """Know the raster that is chosen; None while none is."""
        self._raster = raster
        self._refresh()

    def _unseen(self) -> str:
        """That the map shows nothing of the raster; empty where it does."""
        if self._raster is None or self._canvas is None:
            return ""
        settings = self._canvas.mapSettings()
        if self._raster.seen(settings.visibleExtent(), settings.destinationCrs()) is not None:
            return ""
        sentence = tr("The map shows nothing of {raster}; move it there, or map the whole raster.")
        return sentence.format(raster=self._raster.name)

    @pyqtSlot()
    def _map_moved(self) -> None:
        if self.mode.currentData() == VISIBLE:
            self._refresh()

    def _follow(self, layer: QgsMapLayer | None) -> None:
        """Listen to the selection of the chosen layer."""
        if self._layer is not None:
            self._layer.selectionChanged.disconnect(self._refresh)
            self._layer.willBeDeleted.disconnect(self._layer_removed)
        self._layer = layer if isinstance(layer, QgsVectorLayer) else None
        if self._layer is not None:
            self._layer.selectionChanged.connect(self._refresh)
            self._layer.willBeDeleted.connect(self._layer_removed)
        self._refresh()

    @pyqtSlot()
    def _layer_removed(self) -> None:
        self._layer = None
        self._refresh()

    @pyqtSlot()
    def _refresh(self, *_: object) -> None:
        polygons = self.mode.currentData() == POLYGONS
        self.layer.setVisible(polygons)
        self.selected.setVisible(polygons and self._layer is not None)
        count = self._layer.selectedFeatureCount() if self._layer is not None else 0
        self.selected.setText(tr("Selected features only ({n})").format(n=count))
        problem = self.problem()
        self.reason.setText(problem)
        self.reason.setVisible(bool(problem))
        self.changed.emit()
