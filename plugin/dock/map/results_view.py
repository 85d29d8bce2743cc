# SPDX-License-Identifier: GPL-2.0-or-later
"""The rare classes that a map has found, and their objects; a click on one goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QModelIndex, QTimer, pyqtSignal, pyqtSlot
from qgis.PyQt.QtGui import QHideEvent
from qgis.PyQt.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ....diao_engine.jobs.common import SPECK_PX
from ....diao_engine.jobs.review_order import varied
from ....diao_engine.jobs.verdicts import Verdict
from ....processing_provider import legends, polygon_form
from ....processing_provider.text import tr, tr_count
from ...display import colors
from ...display.layer_kinds import is_minority_polygons
from ..kit.message_label import plain
from ..kit.notice import ERROR, INFO, SUCCESS, WARNING
from ..kit.number_format import area_text, count_text, score_text
from ..kit.swatch_click import SwatchClicks
from ..kit.table_export import TableActions
from . import object_list, object_rows
from .card import MeasuredClass
from .object_list import ObjectList
from .object_rows import ClassRow, ObjectRow, Objects
from .results_model import Rows
from .review import Review
from .single_keys import SingleKeys
from .verdict_bar import VerdictBar
from .verdict_edits import Refused, VerdictEdits

_CLASS_ROWS = 5
_EDITS_MS = 200  # edits come in crowds; the list follows once they pause
_NO_OBJECTS = Objects([], {})


class ResultsTable(QWidget):
    """Classes above, their objects below, and what is done with both."""

    changed = pyqtSignal()
    judged = pyqtSignal()  # there is another number of verdicts
    # An answer to what was done here, and its kind, to be seen wherever the page stands; may be empty.
    told = pyqtSignal(str, str)
    recolored = pyqtSignal(str, int, str)  # name and value of a class, its new colour

    def __init__(self, canvas: QgsMapCanvas | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer: QgsVectorLayer | None = None
        self._expected: tuple[MeasuredClass, ...] = ()
        self._left_out = 0
        self._objects = _NO_OBJECTS
        self._shown_colors: dict[int, str] = {}
        self._edits: VerdictEdits | None = None
        self._is_writing = False  # a verdict, which needs no new look at the layer
        self._edited = QTimer(self)
        self._edited.setSingleShot(True)
        self._edited.setInterval(_EDITS_MS)
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
        self.verdicts = VerdictBar()
        self.keys = SingleKeys(self.verdicts, self.objects.table, canvas, self)
        self.see_through = QCheckBox(tr("Hide the maps while objects are looked at"))
        self.see_through.setObjectName("diao_results_see_through")
        self.see_through.setToolTip(
            tr("The imagery is seen below the chosen object; untick it, or leave the page, and all is as before.")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        actions = TableActions(self.classes, self.classes.accessibleName())
        for widget in (self.message, self.classes, actions, self.objects, self.verdicts, self.see_through):
            layout.addWidget(widget)
        self._connect()
        self.clear("")

    @property
    def layer(self) -> QgsVectorLayer | None:
        """The layer whose objects are shown."""
        return self._layer

    @property
    def verdict_count(self) -> int:
        """How many of its objects have a verdict."""
        return sum(row.review is not None for row in self._objects.rows) if self._layer is not None else 0

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
        self._layer, self._edits = layer, VerdictEdits(layer)
        layer.willBeDeleted.connect(self._layer_removed)
        for signal in (layer.afterCommitChanges, layer.afterRollBack, layer.rendererChanged):
            signal.connect(self._read)
        for signal in (layer.attributeValueChanged, layer.featureAdded, layer.featuresDeleted):
            signal.connect(self._layer_edited)
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
        self.verdicts.judged.connect(self._judge)
        self.verdicts.undo_wanted.connect(self._take_back)
        self.verdicts.refused.connect(self._refused)
        self._edited.timeout.connect(self._read_edited)
        self.objects.chosen.connect(self._go)
        self.objects.save.clicked.connect(self._save_asked)
        self.review.switched.connect(self.see_through.setChecked)
        self.review.switched.connect(self.keys.switch)
        self.see_through.clicked.connect(self._switch_review)

    @pyqtSlot()
    def _read(self) -> None:
        """Read classes and objects again, and go on with the class and the object that were chosen."""
        self._edited.stop()
        if self._layer is None or self._is_writing:
            return
        try:
            self._objects = object_rows.read_objects(self._layer)
        except object_rows.Unreadable as problem:
            self.clear(tr("The polygons cannot be read: {reason}").format(reason=problem))
            return
        rows = self._class_rows()
        present = {row.value for row in rows if row.objects}
        self._fill(rows)
        self._show_message(_message(has_objects=bool(present), left_out=self._left_out))
        self.objects.show_classes([(row.value, row.name) for row in rows if row.value in present])
        offered = polygon_form.choices(self._layer)
        self.verdicts.show_classes(offered or [(row.value, row.name) for row in rows])
        self._show_objects()
        self._show_verdicts()

    @pyqtSlot()
    def _layer_edited(self, *_: object) -> None:
        """Somebody edits the layer, in the attribute table or on the map."""
        if not self._is_writing:
            self._edited.start()

    def _read_edited(self) -> None:
        self._read()
        legends.list_what_is_there(self._layer, QgsProject.instance())

    def _class_rows(self) -> list[ClassRow]:
        """The classes with their objects, then those that were asked for in vain, in the colours of the layer."""
        shown = colors.of_layer(self._layer) if self._layer is not None else {}
        rows = [
            row._replace(color=shown.get(row.value, row.color)) for row in object_rows.classes_of(self._objects.rows)
        ]
        present = {row.value for row in rows}
        missing = (entry for entry in self._expected if entry.value not in present)
        return [*rows, *(ClassRow(entry.value, entry.name, entry.color, 0, 0.0, None) for entry in missing)]

    def _fill(self, rows: list[ClassRow]) -> None:
        self.class_rows.fill(rows)
        self._shown_colors = {row.value: row.color for row in rows}
        if not rows:
            self.objects.show_rows([])
        for widget in (self.classes, self.objects, self.verdicts, self.see_through):
            widget.setVisible(bool(rows))
        self.changed.emit()

    def _class_chosen(self, index: QModelIndex) -> None:
        """A class in the upper table filters the list."""
        row = self.class_rows.row(index)
        if row is not None and row.objects:
            self.objects.show_class(row.value)

    def _show_objects(self) -> None:
        """List the objects of the chosen class, in the order in which they are worth a look."""
        if self._layer is None:
            return
        value, only_new = self.objects.filter.currentData(), self.objects.only_new.isChecked()
        rows = [
            self._in_shown_color(row)
            for row in self._objects.rows
            if value in (None, row.value) and not (only_new and row.review)
        ]
        self.objects.show_rows(varied(rows, self._objects.places))

    def _in_shown_color(self, row: ObjectRow) -> ObjectRow:
        return row._replace(color=self._shown_colors.get(row.value, row.color))

    def _show_verdicts(self) -> None:
        if self._edits is not None:
            verdicts = (row.review for row in self._objects.rows)
            self.verdicts.show_state(verdicts, can_undo=self._edits.can_undo, problem=self._edits.problem())
        self.judged.emit()

    def _judge(self, verdict: Verdict, value: int | None) -> None:
        """Give the chosen object a verdict and go on; without one, go to the first that has none."""
        row = self.objects.current()
        if row is not None and self._written(lambda edits: edits.judge(row.fid, verdict, value)):
            following = self.objects.next_new(row.fid)
            self._show_anew(row.fid)
        elif row is None:
            following = self.objects.next_new(None)
        else:
            return
        self.objects.table.setFocus()
        if following is not None:
            self.objects.choose(following)
        else:
            self.told.emit(tr("All objects of the list have been looked at."), SUCCESS)

    def _take_back(self) -> None:
        """Take the last verdict back, and show its object."""
        taken: list[int] = []
        if self._written(lambda edits: taken.append(edits.undo())):
            self._show_anew(taken[0])
            self.objects.choose(taken[0])
        else:
            self._show_verdicts()

    def _written(self, write: Callable[[VerdictEdits], None]) -> bool:
        """Whether a verdict could be written or taken back; the reason is told."""
        if self._edits is None:
            return False
        self._is_writing = True
        try:
            write(self._edits)
        except Refused as problem:
            self._refused(str(problem))
            return False
        finally:
            self._is_writing = False
        self.told.emit("", INFO)
        return True

    def _refused(self, problem: str) -> None:
        self.told.emit(problem, ERROR)

    def _show_anew(self, fid: int) -> None:
        """Show an object, and what is counted, as they are after a verdict."""
        if self._layer is None:
            return
        row = object_rows.row_of(self._layer.getFeature(fid))
        rows = self._objects.rows
        at = next((index for index, one in enumerate(rows) if one.fid == fid), None)
        if at is None:
            return
        before, rows[at] = rows[at], row
        if before.value != row.value:
            self._fill(self._class_rows())
        if not self.objects.replace(self._in_shown_color(row)):
            self._show_objects()
        self._show_verdicts()
        legends.list_what_is_there(self._layer, QgsProject.instance())
        self._layer.triggerRepaint()

    def _go(self, row: ObjectRow) -> None:
        """Show an object on the map, selected and outlined until the next one."""
        if self._layer is not None:
            problem = self.review.show(self._layer, row.fid, row.pixels)
            if problem:
                self.told.emit(problem, WARNING)

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
            sentence = tr("{path} cannot be written ({reason}); choose another file.")
            self.told.emit(sentence.format(path=path, reason=problem.strerror), ERROR)
        else:
            self.told.emit(tr("The list is saved as {path}.").format(path=path), SUCCESS)

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
            for signal in (self._layer.afterCommitChanges, self._layer.afterRollBack, self._layer.rendererChanged):
                signal.disconnect(self._read)
            for signal in (self._layer.attributeValueChanged, self._layer.featureAdded, self._layer.featuresDeleted):
                signal.disconnect(self._layer_edited)
            self._layer = self._edits = None

    @pyqtSlot()
    def _layer_removed(self) -> None:
        self._layer = self._edits = None  # its signals have gone with it
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
