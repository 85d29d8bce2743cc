# SPDX-License-Identifier: GPL-2.0-or-later
"""Changing the colour of a class where its swatch is: by a click on it, or by the menu of the row, which the keyboard opens too."""

from __future__ import annotations

from qgis.gui import QgsColorDialog
from qgis.PyQt.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QMouseEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QAction, QStyle

from ....processing_provider.text import tr

COLOR = Qt.ItemDataRole.UserRole + 10  # the role of the colour of a row, #rrggbb, in the first column
_MARGIN = 4


class SwatchClicks(QObject):
    """Listens to a view whose first column shows swatches and holds their colours as COLOR."""

    picked = pyqtSignal(int, str)  # row, #rrggbb

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.action = QAction(tr("Change the colour …"), view)
        self.action.triggered.connect(self._ask_current)
        view.addAction(self.action)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A hand over swatches, and a dialog after a click on one."""
        if isinstance(event, QMouseEvent) and event.type() in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease):
            index = self._view.indexAt(event.pos())
            is_swatch = self._is_swatch(index, event.pos().x())
            if event.type() == QEvent.Type.MouseMove:
                shape = Qt.CursorShape.PointingHandCursor if is_swatch else Qt.CursorShape.ArrowCursor
                self._view.viewport().setCursor(shape)
            elif is_swatch and event.button() == Qt.MouseButton.LeftButton:
                self._ask(index)
        return False

    def place(self, index: QModelIndex) -> QRect:
        """Where the swatch of a row is."""
        cell, style = self._view.visualRect(index.siblingAtColumn(0)), self._view.style()
        left = cell.left() + _MARGIN
        if index.siblingAtColumn(0).data(Qt.ItemDataRole.CheckStateRole) is not None:
            left += style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth) + _MARGIN
        size = min(cell.height(), style.pixelMetric(QStyle.PixelMetric.PM_SmallIconSize))
        return QRect(left, cell.top(), size, cell.height())

    def _is_swatch(self, index: QModelIndex, x: int) -> bool:
        if not index.isValid() or index.column() != 0 or not index.data(COLOR):
            return False
        place = self.place(index)
        return bool(place.left() - _MARGIN <= x <= place.right())

    def _ask_current(self) -> None:
        self._ask(self._view.currentIndex())

    def _ask(self, index: QModelIndex) -> None:
        before = str(index.siblingAtColumn(0).data(COLOR) or "") if index.isValid() else ""
        if not before:
            return
        chosen = QgsColorDialog.getColor(QColor(before), self._view.window(), tr("Colour of the class"))
        if chosen.isValid() and chosen.name() != QColor(before).name():
            self.picked.emit(index.row(), chosen.name())
