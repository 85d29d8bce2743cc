# SPDX-License-Identifier: GPL-2.0-or-later
"""The rare classes that a map has found, and their objects; a click on one goes there."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QModelIndex, pyqtSignal, pyqtSlot
from qgis.PyQt.QtGui import QHideEvent
from qgis.PyQt.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ....diao_engine.jobs.common import SPECK_PX
from ....processing_provider.text import tr, tr_count
from ...display import colors
from ...display.layer_kinds import is_minority_polygons
from ..kit.message_label import plain
from ..kit.number_format import area_text, count_text, score_text
from ..kit.swatch_click import SwatchClicks
from ..kit.table_export import TableActions
from . import object_list, results_model
from .card import MeasuredClass
from .object_list import ObjectList
from .results_model import ClassRow, ObjectRow, Rows
from .review import Review

_CLASS_ROWS = 5


class ResultsTable(QWidget):
    """Classes above, their objects below, and what is done with both."""

    changed = pyqtSignal()
    recolored = pyqtSignal(str, int, str)  # name and value of a class, its new colour

    def __init__(self, canvas: QgsMapCanvas | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer: QgsVectorLayer | None = None
        self._expected: tuple[MeasuredClass, ...] = ()
        self._left_out = 0
        self.review = Review(canvas, self)
        self.message = plain(name="diao_results_told", wrapped=True)
        self.class_rows = Rows[ClassRow](
            [tr("Class"), tr("Count"), tr("Size"), tr("Confidence")],
            [
                lambda row: row.name,
                lambda row: count_text(row.objects),
                lambda row: area_text(row.area),
                lambda row: score_text(row.confidence),
            ],
            color=lambda row: row.color,
            exported=[lambda row: row.name, lambda row: row.objects, lambda row: row.area, lambda row: row.confidence],
        )
        self.classes = object_list.table(
            "diao_results_classes", tr("Rare classes that were found"), self.class_rows, most=_CLASS_ROWS
        )
        self.swatches = SwatchClicks(self.classes)
        self.objects = ObjectList()
        self.see_through = QCheckBox(tr("Hide the maps while objects are looked at"))
        self.see_through.setObjectName("diao_results_see_through")
        self.see_through.setToolTip(
            tr("The imagery is seen below the chosen object; untick it, or leave the page, and all is as before.")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        actions = TableActions(self.classes, self.classes.accessibleName())
        for widget in (self.message, self.classes, actions, self.objects, self.see_through):
            layout.addWidget(widget)
        self._connect()
        self.clear("")

    @property
    def layer(self) -> QgsVectorLayer | None:
        """The layer whose objects are shown."""
        return self._layer

    def hideEvent(self, event: QHideEvent) -> None:
        """A review ends with its list."""
        super().hideEvent(event)
        self.review.end()

    def show_layer(self, layer: QgsVectorLayer, expected: Sequence[MeasuredClass] = (), *, left_out: int = 0) -> None:
        """Show the objects of a layer of minority polygons, until it is removed.

        `expected` classes are shown also without objects; `left_out` is how many objects were too small for the layer.
        """
        self._forget()
        self._expected, self._left_out = tuple(expected), left_out
        self._layer = layer
        layer.willBeDeleted.connect(self._layer_removed)
        layer.afterCommitChanges.connect(self._read)
        layer.rendererChanged.connect(self._read)
        self._read()

    def clear(self, message: str) -> None:
        """Show nothing but a sentence, or nothing at all."""
        self._forget()
        self._fill([])
        self._show_message(message)

    def _connect(self) -> None:
        self.classes.clicked.connect(self._class_chosen)
        self.classes.activated.connect(self._class_chosen)
        self.swatches.picked.connect(self._recolor)
        self.objects.filtered.connect(self._show_objects)
        self.objects.chosen.connect(self._go)
        self.objects.save.clicked.connect(self._save_asked)
        self.review.switched.connect(self.see_through.setChecked)
        self.see_through.clicked.connect(self._switch_review)

    @pyqtSlot()
    def _read(self) -> None:
        """Read classes and objects again, and go on with the class that was chosen."""
        if self._layer is None:
            return
        try:
            rows = results_model.read_classes(self._layer.source())
        except results_model.Unreadable as problem:
            self.clear(tr("The polygons cannot be read: {reason}").format(reason=problem))
            return
        shown = colors.of_layer(self._layer)
        rows = [row._replace(color=shown.get(row.value, row.color)) for row in rows]
        present = {row.value for row in rows}
        rows += [
            ClassRow(entry.value, entry.name, entry.color, 0, 0.0, None)
            for entry in self._expected
            if entry.value not in present
        ]
        self._fill(rows)
        self._show_message(_message(has_objects=bool(present), left_out=self._left_out))
        self.objects.show_classes([(row.value, row.name) for row in rows if row.value in present])
        self._show_objects(self.objects.filter.currentData())

    def _fill(self, rows: list[ClassRow]) -> None:
        self.class_rows.fill(rows)
        if not rows:
            self.objects.show_rows([])
        for widget in (self.classes, self.objects, self.see_through):
            widget.setVisible(bool(rows))
        self.changed.emit()

    def _class_chosen(self, index: QModelIndex) -> None:
        """A class in the upper table filters the list."""
        row = self.class_rows.row(index)
        if row is not None and row.objects:
            self.objects.show_class(row.value)

    def _show_objects(self, value: int | None) -> None:
        if self._layer is None:
            return
        try:
            rows = results_model.read_objects(self._layer.source(), value)
        except results_model.Unreadable as problem:
            self.clear(tr("The polygons cannot be read: {reason}").format(reason=problem))
            return
        shown = {row.value: row.color for row in self.class_rows.rows()}
        self.objects.show_rows([row._replace(color=shown.get(row.value, row.color)) for row in rows])

    def _go(self, row: ObjectRow) -> None:
        """Show an object on the map, selected and outlined until the next one."""
        if self._layer is not None:
            problem = self.review.show(self._layer, row.fid, row.pixels)
            if problem:
                self._show_message(problem)

    def _switch_review(self, on: bool) -> None:
        if on and self._layer is not None:
            self.review.begin(self._layer)
        else:
            self.review.end()

    def _save_asked(self) -> None:
        self._save(self.objects.ask_for_file())

    def _save(self, path: str) -> None:
        if not path or self._layer is None:
            return
        try:
            self.objects.write(path, self._layer)
        except OSError as problem:
            self._show_message(
                tr("{path} cannot be written ({reason}); choose another file.").format(
                    path=path, reason=problem.strerror
                )
            )
        else:
            self._show_message(tr("The list is saved as {path}.").format(path=path))

    def _recolor(self, row: int, color: str) -> None:
        found = self.class_rows.row(self.class_rows.index(row, 0))
        if found is not None:
            self.recolored.emit(found.name, found.value, color)

    def _show_message(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _forget(self) -> None:
        self.review.end()
        if self._layer is not None:
            self._layer.willBeDeleted.disconnect(self._layer_removed)
            self._layer.afterCommitChanges.disconnect(self._read)
            self._layer.rendererChanged.disconnect(self._read)
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


def _message(*, has_objects: bool, left_out: int) -> str:
    """What is to be known about the list."""
    parts = [] if has_objects else [tr("No object of the chosen classes was found.")]
    if left_out:
        parts.append(
            tr_count(
                left_out,
                "{n} smaller object is left out (smallest polygon kept; by default {px} pixels).",
                "{n} smaller objects are left out (smallest polygon kept; by default {px} pixels).",
            ).format(n=count_text(left_out), px=SPECK_PX)
        )
    return " ".join(parts)
