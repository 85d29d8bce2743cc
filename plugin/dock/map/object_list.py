# SPDX-License-Identifier: GPL-2.0-or-later
"""The objects of a map as a list that can be filtered, walked through, copied and saved as a table."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Any

from qgis.core import QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt.QtCore import QEvent, QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ....diao_engine.jobs.verdicts import Verdict
from ....processing_provider.text import tr
from ..kit.columns import NameColumn
from ..kit.message_label import plain
from ..kit.number_format import area_text, count_text, score_text
from .object_rows import ObjectRow
from .results_model import Rows
from .verdict_bar import MARKS

_ROWS_SHOWN = 8
_SUGGESTED = -1  # the column of the header that stands for no column
_COLUMNS = ("object", "class_value", "class", "area_m2", "mean_confidence", "pixels", "x", "y", "review")


class ObjectList(QWidget):
    """In the order that is given, until a heading is clicked; a click, Enter or the arrow keys choose an object."""

    chosen = pyqtSignal(object)  # ObjectRow
    filtered = pyqtSignal()  # other objects are wanted: of another class, judged too, or in the order that is given

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_marking = False  # the current row changes, but nobody has gone there
        self.filter = QComboBox()
        self.filter.setObjectName("diao_results_filter")
        self.filter.setAccessibleName(tr("Class of the objects in the list"))
        self.filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.rows = Rows[ObjectRow](
            [tr("Class"), tr("Verdict"), tr("Size"), tr("Confidence"), tr("No.")],
            [
                lambda row: row.name,
                lambda row: MARKS[Verdict(row.review)] if row.review else "",
                lambda row: area_text(row.area),
                lambda row: score_text(row.confidence),
                lambda row: count_text(row.fid),
            ],
            color=lambda row: row.color,
        )
        self.table = table("diao_results_objects", tr("Objects of the chosen class"), self.rows, most=_ROWS_SHOWN)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(_SUGGESTED, Qt.SortOrder.AscendingOrder)
        self.how = plain(tr("Most worth a look first; a click or the arrow keys show one on the map:"), wrapped=True)
        self.how.setBuddy(self.table)
        self.only_new = QCheckBox(tr("Not yet looked at"))
        self.only_new.setObjectName("diao_results_only_new")
        self.only_new.setToolTip(tr("Lists only objects without a verdict"))
        self.suggested = QPushButton(tr("Suggested order"))
        self.suggested.setObjectName("diao_results_suggested")
        self.suggested.setToolTip(
            tr(
                "Classes take turns, rare ones first; within a class uncertain objects of all sizes and places come first."
            )
        )
        self.copy = QPushButton(tr("Copy"))
        self.copy.setObjectName("diao_results_copy")
        self.copy.setToolTip(tr("Copies the selected rows, or all where one or none is selected"))
        self.save = QPushButton(tr("Save as CSV …"))
        self.save.setObjectName("diao_results_save")
        self._lay_out()
        for signal in (self.filter.currentIndexChanged, self.only_new.toggled):
            signal.connect(lambda *_: self.filtered.emit())
        self.suggested.clicked.connect(self._suggest)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._show_order)
        self._show_order()
        self.table.clicked.connect(self._choose)
        self.table.activated.connect(self._choose)
        self.table.selectionModel().currentRowChanged.connect(self._walked)
        self.table.installEventFilter(self)
        self.copy.clicked.connect(self.copy_rows)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+C copies rows, not a cell."""
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            if event.type() == QEvent.Type.KeyPress:
                self.copy_rows()
            return True
        return False

    def show_classes(self, classes: Sequence[tuple[int, str]]) -> None:
        """Offer classes in the filter; the one that was chosen stays where it is still there."""
        before = self.filter.currentData()
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.addItem(tr("All classes"), None)
        for value, name in classes:
            self.filter.addItem(name, value)
        self.filter.setCurrentIndex(max(self.filter.findData(before), 0) if before is not None else 0)
        self.filter.blockSignals(False)

    def show_class(self, value: int | None) -> None:
        """Choose a class in the filter."""
        at = self.filter.findData(value) if value is not None else 0
        self.filter.setCurrentIndex(max(at, 0))

    def show_rows(self, rows: list[ObjectRow]) -> None:
        """Show other objects, in this order unless a column was chosen; the current one stays so where it is among them."""
        header, current = self.table.horizontalHeader(), self.current()
        self.rows.fill(rows)
        self.rows.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self.table.scrollToTop()
        if current is not None:
            self._mark(current.fid)

    def current(self) -> ObjectRow | None:
        """The object that was chosen last."""
        return self.rows.row(self.table.currentIndex())

    def choose(self, fid: int) -> None:
        """Choose an object, as a click on it does."""
        if self._mark(fid):
            self._choose(self.table.currentIndex())

    def next_new(self, after: int | None) -> int | None:
        """The next object without a verdict below another one, or from the top; None where all have one."""
        rows = self.rows.rows()
        at = next((index + 1 for index, row in enumerate(rows) if row.fid == after), 0)
        return next((row.fid for row in rows[at:] + rows[:at] if row.review is None and row.fid != after), None)

    def replace(self, row: ObjectRow) -> bool:
        """Show an object as it is now, where it is listed; whether it is."""
        at = self._at(row.fid)
        if at < 0:
            return False
        if self.only_new.isChecked() and row.review is not None:
            self.rows.remove(at)
        else:
            self.rows.replace(at, row)
        return True

    def copy_rows(self, *_: object) -> None:
        """Put rows with their headings on the clipboard, as spreadsheets take them."""
        texts = self.rows.texts()
        selected = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        wanted = [texts[row] for row in selected] if len(selected) > 1 else texts
        lines = ["\t".join(cells) for cells in (self.rows.headings, *wanted)]
        QApplication.clipboard().setText("\n".join(lines) + "\n")

    def ask_for_file(self) -> str:
        """The file that the list is to be saved as, or the empty text."""
        path, _ = QFileDialog.getSaveFileName(self, self.save.text(), "objects.csv", "CSV (*.csv)")
        return f"{path}.csv" if path and not path.lower().endswith(".csv") else str(path)

    def write(self, path: str, layer: QgsVectorLayer) -> None:
        """Write the objects that are shown, with a point inside each in the CRS of the layer. Raises OSError."""
        rows = self.rows.rows()
        request = QgsFeatureRequest([row.fid for row in rows]).setSubsetOfAttributes([])
        points = {
            feature.id(): feature.geometry().pointOnSurface().asPoint()
            for feature in layer.getFeatures(request)
            if feature.hasGeometry()
        }
        with open(path, "w", encoding="utf-8-sig", newline="") as file:  # the sign by which spreadsheets know UTF-8
            writer = csv.writer(file)
            writer.writerow(_COLUMNS)
            for row in rows:
                point = points.get(row.fid)
                place = ("", "") if point is None else (point.x(), point.y())
                writer.writerow(
                    (row.fid, row.value, row.name, row.area, row.confidence, row.pixels, *place, row.review)
                )

    def _lay_out(self) -> None:
        top, buttons = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.filter, 1)
        top.addWidget(self.only_new)
        for button in (self.copy, self.save):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.how)
        layout.addLayout(top)
        layout.addWidget(self.table)
        layout.addWidget(self.suggested)
        layout.addLayout(buttons)

    def _suggest(self, *_: object) -> None:
        self.table.horizontalHeader().setSortIndicator(_SUGGESTED, Qt.SortOrder.AscendingOrder)
        self.filtered.emit()

    def _show_order(self, *_: object) -> None:
        header = self.table.horizontalHeader()
        is_sorted = header.sortIndicatorSection() >= 0
        header.setSortIndicatorShown(is_sorted)  # every column is as wide as if it had the sign
        self.suggested.setVisible(is_sorted)

    def _at(self, fid: int) -> int:
        return next((at for at, row in enumerate(self.rows.rows()) if row.fid == fid), -1)

    def _mark(self, fid: int) -> bool:
        """Make an object the current one without choosing it; whether it is listed."""
        at = self._at(fid)
        if at >= 0:
            self._is_marking = True
            self.table.setCurrentIndex(self.rows.index(at, 0))
            self._is_marking = False
        return at >= 0

    def _walked(self, index: QModelIndex, *_: object) -> None:
        """The arrow keys choose, too; a click does so by itself."""
        if not self._is_marking and QApplication.mouseButtons() == Qt.MouseButton.NoButton and self.table.hasFocus():
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        if row is not None:
            self.chosen.emit(row)


class _Table(QTableView):
    """Is measured by the rows that are seen, also before it is: Qt measures all rows of a table that is not shown."""

    def sizeHintForColumn(self, column: int) -> int:
        """The width of the cells of a column."""
        if self.isVisible():
            return int(super().sizeHintForColumn(column))
        indexes = [self.model().index(row, column) for row in range(min(self.model().rowCount(), _ROWS_SHOWN))]
        return max((int(self.sizeHintForIndex(index).width()) for index in indexes), default=0)


def table(name: str, spoken: str, rows: Rows[Any], *, most: int) -> QTableView:
    """A view of rows, one of which can be chosen; the first column holds names. It is as high as its rows, `most` of them."""
    view = _Table()
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
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setResizeContentsPrecision(0)  # of the rows that are seen; there may be thousands
    view.setModel(rows)
    NameColumn(view, most=most)
    return view
