# SPDX-License-Identifier: GPL-2.0-or-later
"""The columns of a table in a narrow dock: names stay readable, and what is worth less is reached by scrolling."""

from __future__ import annotations

from typing import cast

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QTreeView

_LETTERS = 16  # of a name are shown at least, where it has so many
_SIGNS = 24  # px: a swatch or a tick before it


class NameColumn(QObject):
    """Gives the column of the names what the others leave, and never less than names need.

    The view is as high as its rows, up to `most`, with room for the scroll bar where its columns are wider than it. Whoever fills a
    view whose model does not tell that it was reset calls `fit`.
    """

    def __init__(self, view: QTableView | QTreeView, *, most: int, column: int = 0) -> None:
        super().__init__(view)
        self._view, self._most, self._column = view, most, column
        self._header: QHeaderView = view.horizontalHeader() if isinstance(view, QTableView) else view.header()
        self._header.setStretchLastSection(False)
        self._header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self._header.sectionResized.connect(self._resized)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.model().modelReset.connect(self.fit)
        view.viewport().installEventFilter(self)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share out another width."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.FontChange):
            self.fit()
        return False

    def fit(self, *_: object) -> None:
        """Share out the width, and take the height of the rows."""
        if sip.isdeleted(self._view):  # a view that goes still moves its parts
            return
        header, room = self._header, int(self._view.viewport().width())
        others = sum(header.sectionSize(at) for at in range(header.count()) if at != self._column)
        width = max(room - others, min(self._needed(), self._limit()))
        if header.sectionSize(self._column) != width:
            header.resizeSection(self._column, width)
        rows = min(max(self._view.model().rowCount(), 1), self._most)
        bar = self._view.horizontalScrollBar().sizeHint().height() if width + others > room else 0
        height = header.sizeHint().height() + rows * self._row_height() + 2 * self._view.frameWidth() + bar
        if self._view.height() != height or self._view.minimumHeight() != height:
            self._view.setFixedHeight(height)

    def _resized(self, column: int, *_: object) -> None:
        if column != self._column:
            self.fit()

    def _needed(self) -> int:
        """The width of the names."""
        if isinstance(self._view, QTableView):
            return int(self._view.sizeHintForColumn(self._column))
        return int(QAbstractItemView.sizeHintForColumn(self._view, self._column))  # that of trees is for them alone

    def _limit(self) -> int:
        return _LETTERS * int(self._view.fontMetrics().averageCharWidth()) + _SIGNS

    def _row_height(self) -> int:
        if isinstance(self._view, QTableView):
            return int(self._view.rowHeight(0) or self._view.verticalHeader().defaultSectionSize())
        return max(int(self._view.sizeHintForRow(0)), int(self._view.fontMetrics().height()))


def names_of(view: QTableView | QTreeView) -> NameColumn:
    """What shares out the columns of a view."""
    return cast("NameColumn", view.findChild(NameColumn))
