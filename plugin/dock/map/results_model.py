# SPDX-License-Identifier: GPL-2.0-or-later
"""Minority polygons as rows: read without their geometry, straight from the GeoPackage, which takes milliseconds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar, cast

from qgis.core import QgsProviderRegistry
from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ..kit.message_label import plain_tip
from ..kit.swatch import swatch
from ..kit.swatch_click import COLOR
from ..kit.table_export import EXPORT_ROLE

_SWATCH_SIZE = 12


class Unreadable(Exception):
    """A file without the polygons that were expected."""


class ClassRow(NamedTuple):
    """A class with all of its objects; the confidence is the mean over their pixels, the area in m²."""

    value: int
    name: str
    color: str
    objects: int
    area: float | None
    confidence: float | None


class ObjectRow(NamedTuple):
    """An object; the area in m². The fields that are shown come first, in the order of their columns."""

    name: str
    area: float | None
    confidence: float | None
    fid: int
    value: int
    color: str
    pixels: int


Row = TypeVar("Row", bound="tuple[Any, ...]")


def read_classes(source: str) -> list[ClassRow]:
    """The classes in a layer of minority polygons, by value. Raises Unreadable."""
    sql = (
        "SELECT class_value, CAST(min(class_name) AS TEXT), CAST(min(class_color) AS TEXT), count(*), sum(area_m2), "
        'sum(mean_confidence * pixels) / sum(pixels) FROM "{table}" GROUP BY class_value ORDER BY class_value'
    )
    return [ClassRow(*row) for row in _rows(source, sql)]


def read_objects(source: str, value: int | None = None) -> list[ObjectRow]:
    """The objects of a class, or of all, least confidence first. Raises Unreadable."""
    sql = (
        'SELECT CAST(class_name AS TEXT), area_m2, mean_confidence, "{key}", class_value, CAST(class_color AS TEXT), pixels '
        'FROM "{table}" WHERE class_value = ? OR ? IS NULL ORDER BY mean_confidence IS NULL, mean_confidence, "{key}"'
    )
    return [ObjectRow(*row) for row in _rows(source, sql, value, value)]


def _rows(source: str, sql: str, *values: int | None) -> list[tuple[Any, ...]]:
    uri_parts = QgsProviderRegistry.instance().decodeUri("ogr", source)
    path = Path(uri_parts.get("path", ""))
    if not path.is_file():
        raise Unreadable(str(path))
    try:
        file = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            table = uri_parts.get("layerName") or _only_table(file)
            key = next((column[1] for column in file.execute(f'PRAGMA table_info("{table}")') if column[5]), "fid")
            return file.execute(sql.format(table=table, key=key), values).fetchall()
        finally:
            file.close()
    except sqlite3.Error as error:
        raise Unreadable(str(error)) from error


def _only_table(file: sqlite3.Connection) -> str:
    row = file.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'features' ORDER BY rowid").fetchone()
    if row is None:
        raise Unreadable("gpkg_contents")
    return str(row[0])


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
        """Order the rows by a field; what is not known comes last."""
        known = [row for row in self._rows if row[column] is not None]
        unknown = [row for row in self._rows if row[column] is None]
        known.sort(key=lambda row: cast("Any", row[column]), reverse=order == Qt.SortOrder.DescendingOrder)
        self.fill(known + unknown)
