# SPDX-License-Identifier: GPL-2.0-or-later
"""Named tuples as a table that can be sorted, coloured and exported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar, cast

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ..kit.message_label import plain_tip
from ..kit.swatch import swatch
from ..kit.swatch_click import COLOR
from ..kit.table_export import EXPORT_ROLE

_SWATCH_SIZE = 12


Row = TypeVar("Row", bound="tuple[Any, ...]")


class Rows(QAbstractTableModel, Generic[Row]):
    """Named tuples as a table; a column is a heading and what it shows of a row. Columns sort by the row's own fields."""

    def __init__(
        self,
        headings: list[str],
        shown: list[Callable[[Row], str]],
        *,
        color: Callable[[Row], str] | None = None,
        exported: list[Callable[[Row], Any]] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._headings = headings
        self._shown: list[Callable[[Row], str]] = shown
        self._color: Callable[[Row], str] | None = color
        self._exported: Sequence[Callable[[Row], Any]] = shown if exported is None else exported
        self._rows: list[Row] = []

    def fill(self, rows: list[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def replace(self, at: int, row: Row) -> None:
        """Show another row in the place of one."""
        self._rows[at] = row
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(self._headings) - 1))

    def remove(self, at: int) -> None:
        """Show a row no more."""
        self.beginRemoveRows(QModelIndex(), at, at)
        del self._rows[at]
        self.endRemoveRows()

    @property
    def headings(self) -> list[str]:
        """Of the columns."""
        return self._headings

    def texts(self) -> list[list[str]]:
        """What the cells show, row by row."""
        return [[text(row) for text in self._shown] for row in self._rows]

    def rows(self) -> list[Row]:
        """The rows in the order in which they are shown."""
        return list(self._rows)

    def row(self, index: QModelIndex) -> Row | None:
        """The row at an index, where there is one."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """As many as there are objects."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """As many as there are headings."""
        return 0 if parent is not None and parent.isValid() else len(self._headings)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        row = self.row(index)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, EXPORT_ROLE):
            columns = self._shown if role == Qt.ItemDataRole.DisplayRole else self._exported
            return columns[index.column()](row)
        if role == Qt.ItemDataRole.TextAlignmentRole and (index.column() or self._color is None):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return self._of_name(row, role) if index.column() == 0 else None

    def _of_name(self, row: Row, role: int) -> Any:
        """What the first cell of a row shows beside its text, and all of that where the column is too narrow for it."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._shown[0](row))
        if self._color is None or role not in (COLOR, Qt.ItemDataRole.DecorationRole):
            return None
        color = self._color(row)
        return color if role == COLOR else swatch(color, _SWATCH_SIZE)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The heading of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a field; what is not known comes last. A column below 0 leaves them as they are."""
        if column < 0:
            return
        known = [row for row in self._rows if row[column] is not None]
        unknown = [row for row in self._rows if row[column] is None]
        known.sort(key=lambda row: cast("Any", row[column]), reverse=order == Qt.SortOrder.DescendingOrder)
        self.fill(known + unknown)
