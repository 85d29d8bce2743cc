# SPDX-License-Identifier: GPL-2.0-or-later
"""The rare classes that a map has found, and their objects; a click on one goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsProject,
    QgsRectangle,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QModelIndex, Qt, pyqtSignal, pyqtSlot
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from ....processing_provider import compat
from ....processing_provider.text import tr
from ..kit.layer_kinds import is_minority_polygons
from ..kit.message_label import plain
from ..kit.number_format import area_text, count_text, score_text
from . import results_model
from .card import MeasuredClass
from .results_model import ClassRow, ObjectRow, Rows

# How much wider than the object the map becomes, and the least that it shows: context shows what an object is.
_AROUND = 4.0
_LEAST_METRES = 60.0
_CLASS_ROWS, _OBJECT_ROWS = 5, 8


class ResultsTable(QWidget):
    """Classes above, objects of the chosen class below, the least certain first."""

    changed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._layer: QgsVectorLayer | None = None
        self._expected: tuple[MeasuredClass, ...] = ()
        self.message = plain(name="diao_results_told", wrapped=True)
        self.classes = _table("diao_results_classes", tr("Rare classes that were found"), _CLASS_ROWS)
        self.class_rows = Rows[ClassRow](
            [tr("Class"), tr("Count"), tr("Area"), tr("Confidence")],
            [
                lambda row: row.name,
                lambda row: count_text(row.objects),
                lambda row: area_text(row.area),
                lambda row: score_text(row.confidence),
            ],
            color=lambda row: row.color,
        )
        self.objects = _table("diao_results_objects", tr("Objects of the chosen class"), _OBJECT_ROWS)
        self.object_rows = Rows[ObjectRow](
            [tr("Object"), tr("Area"), tr("Confidence")],
            [
                lambda row: str(row.fid),
                lambda row: area_text(row.area),
                lambda row: score_text(row.confidence),
            ],
        )
        _fill(self.classes, self.class_rows)
        _fill(self.objects, self.object_rows)
        self.objects.setSortingEnabled(True)
        self.objects.horizontalHeader().setSortIndicator(2, Qt.SortOrder.AscendingOrder)
        self.how = plain(tr("Objects, the least certain first; a click or Enter shows one on the map:"), wrapped=True)
        self.how.setBuddy(self.objects)
        self.classes.selectionModel().currentRowChanged.connect(self._class_chosen)
        self.objects.clicked.connect(self._go)
        self.objects.activated.connect(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.message, self.classes, self.how, self.objects):
            layout.addWidget(widget)
        self.clear("")

    @property
    def layer(self) -> QgsVectorLayer | None:
        """The layer whose objects are shown."""
        return self._layer

    def show_layer(self, layer: QgsVectorLayer, expected: Sequence[MeasuredClass] = ()) -> None:
        """Show the objects of a layer of minority polygons, until it is removed; `expected` classes also without objects."""
        self._forget()
        self._expected = tuple(expected)
        self._layer = layer
        layer.willBeDeleted.connect(self._layer_removed)
        layer.afterCommitChanges.connect(self._read)
        self._read()

    def clear(self, message: str) -> None:
        """Show nothing but a sentence, or nothing at all."""
        self._forget()
        self._fill([])
        self._show_message(message)

    @pyqtSlot()
    def _read(self) -> None:
        """Read the classes again, and go on with the one that was chosen."""
        if self._layer is None:
            return
        chosen = self.class_rows.row(self.classes.currentIndex())
        try:
            rows = results_model.read_classes(self._layer.source())
        except results_model.Unreadable as problem:
            self.clear(tr("The polygons cannot be read: {reason}").format(reason=problem))
            return
        present = {row.value for row in rows}
        rows += [
            ClassRow(entry.value, entry.name, entry.color, 0, 0.0, None)
            for entry in self._expected
            if entry.value not in present
        ]
        self._fill(rows)
        self._show_message("" if present else tr("No object of the chosen classes was found."))
        if rows:
            at = next((at for at, row in enumerate(rows) if chosen and row.value == chosen.value), 0)
            self.classes.setCurrentIndex(self.class_rows.index(at, 0))

    def _fill(self, rows: list[ClassRow]) -> None:
        self.class_rows.fill(rows)
        self.object_rows.fill([])
        for widget in (self.classes, self.how, self.objects):
            widget.setVisible(bool(rows))
        _fit(self.classes, len(rows), _CLASS_ROWS)
        self.changed.emit()

    def _class_chosen(self, index: QModelIndex, *_: object) -> None:
        row = self.class_rows.row(index)
        if row is None or self._layer is None:
            return
        try:
            rows = results_model.read_objects(self._layer.source(), row.value)
        except results_model.Unreadable as problem:
            self.clear(tr("The polygons cannot be read: {reason}").format(reason=problem))
            return
        header = self.objects.horizontalHeader()
        self.object_rows.fill(rows)
        self.object_rows.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self.objects.scrollToTop()

    def _go(self, index: QModelIndex) -> None:
        """Show an object on the map and flash it."""
        row = self.object_rows.row(index)
        if row is None or self._layer is None or self._canvas is None:
            return
        feature = next(self._layer.getFeatures(QgsFeatureRequest(row.fid)), None)
        if feature is None or not feature.hasGeometry():
            self._show_message(tr("Object {fid} is no longer in the layer.").format(fid=count_text(row.fid)))
            return
        settings = self._canvas.mapSettings()
        there = QgsCoordinateTransform(
            self._layer.crs(), settings.destinationCrs(), QgsProject.instance().transformContext()
        )
        try:
            box = there.transformBoundingBox(feature.geometry().boundingBox())
        except QgsCsException:
            self._show_message(tr("The object lies outside the area that the map's CRS can show; choose another CRS."))
            return
        self._canvas.setExtent(_around(box, settings.mapUnits()))
        self._canvas.refresh()
        self._canvas.flashGeometries([feature.geometry()], self._layer.crs())

    def _show_message(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _forget(self) -> None:
        if self._layer is not None:
            self._layer.willBeDeleted.disconnect(self._layer_removed)
            self._layer.afterCommitChanges.disconnect(self._read)
            self._layer = None

    @pyqtSlot()
    def _layer_removed(self) -> None:
        self._layer = None  # its signals have gone with it
        self.clear(tr("The layer of the polygons was removed."))


def latest(project: QgsProject) -> QgsVectorLayer | None:
    """The uppermost layer of minority polygons in the layer tree."""
    for node in project.layerTreeRoot().findLayers():
        layer = node.layer()
        if is_minority_polygons(layer):
            return layer
    return None


def _around(box: QgsRectangle, unit: Any) -> QgsRectangle:
    """The object with its surroundings; small ones are not shown larger than `_LEAST_METRES` allow."""
    least = _LEAST_METRES * QgsUnitTypes.fromUnitToUnitFactor(compat.METRES, unit)
    width = max(least, _AROUND * max(box.width(), box.height()))
    return QgsRectangle.fromCenterAndSize(box.center(), width, width)


def _table(name: str, spoken: str, rows: int) -> QTableView:
    view = QTableView()
    view.setObjectName(name)
    view.setAccessibleName(spoken)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setTabKeyNavigation(False)  # Tab leaves the table
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 6)
    _fit(view, rows, rows)
    return view


def _fit(view: QTableView, rows: int, most: int) -> None:
    """As high as its rows, up to a limit."""
    header = view.horizontalHeader().sizeHint().height()
    view.setFixedHeight(header + min(max(rows, 1), most) * view.verticalHeader().defaultSectionSize() + 4)


def _fill(view: QTableView, rows: Rows[Any]) -> None:
    view.setModel(rows)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setResizeContentsPrecision(0)  # of the rows that are seen; there may be thousands
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
