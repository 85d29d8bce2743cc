# SPDX-License-Identifier: GPL-2.0-or-later
"""A table to go: on the clipboard as spreadsheets take it, or as a CSV file."""

from __future__ import annotations

import csv
import os
import re
from typing import Any

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ....processing_provider.text import tr
from .notice import ERROR, Notice

# What a cell is in a file where that is not what it shows: a number with all of its digits, and a point in it.
EXPORT_ROLE = Qt.ItemDataRole.UserRole + 64


class TableActions(QWidget):
    """Two buttons below a table that is there and not empty; `title` names its file. Ctrl+C in the table copies all of it, too."""

    def __init__(self, view: QAbstractItemView, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._title = view, title
        self.copy = self._button("diao_table_copy", tr("Copy"), "/mActionEditCopy.svg", tr("Copies the table: {title}"))
        self.save = self._button(
            "diao_table_save", tr("Save as CSV …"), "/mActionFileSave.svg", tr("Saves the table as a file: {title}")
        )
        self.copy.clicked.connect(lambda *_: self.copy_table())
        self.save.clicked.connect(lambda *_: self._ask())
        self.told = Notice("diao_table_told")
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(buttons)
        layout.addWidget(self.told)
        view.installEventFilter(self)
        model = view.model()
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._refresh)
        self._refresh()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Come and go with the table; Ctrl+C copies the table, not a cell."""
        if event.type() == QEvent.Type.ShowToParent:
            self._refresh()
        elif event.type() == QEvent.Type.HideToParent:
            self.hide()  # the table may be on its way out, so nothing is asked of it
        elif isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            if event.type() == QEvent.Type.KeyPress:
                self.copy_table()
            return True
        return False

    def copy_table(self) -> None:
        """Put the table on the clipboard as it is shown."""
        lines = [
            "\t".join(_plain(cell) for cell in row) for row in rows(self._view.model(), Qt.ItemDataRole.DisplayRole)
        ]
        QApplication.clipboard().setText("\n".join(lines) + "\n")

    def write(self, path: str) -> None:
        """Write the table as CSV. Raises OSError."""
        with open(path, "w", encoding="utf-8-sig", newline="") as file:  # the sign by which spreadsheets know UTF-8
            csv.writer(file).writerows(rows(self._view.model(), EXPORT_ROLE))

    def _ask(self) -> None:
        name = re.sub(r"\W+", "_", self._title.casefold()).strip("_") + ".csv"
        start = os.path.join(QgsProject.instance().homePath(), name)
        path, _ = QFileDialog.getSaveFileName(self, self.save.text(), start, "CSV (*.csv)")
        if not path:
            return
        try:
            self.write(path if path.lower().endswith(".csv") else f"{path}.csv")
        except OSError as error:
            message = tr("The table cannot be written to {path} ({reason}); choose another place.")
            self.told.show_message(message.format(path=path, reason=error.strerror or error), ERROR)
        else:
            self.told.show_message("")

    def _button(self, name: str, text: str, icon: str, spoken: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setText(text)
        button.setIcon(QgsApplication.getThemeIcon(icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAutoRaise(True)
        button.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        )  # its words give way in a narrow dock
        button.setAccessibleName(spoken.format(title=self._title))
        return button

    def _refresh(self, *_: object) -> None:
        if sip.isdeleted(self._view):  # which empties its table on its way out
            return
        self.setVisible(not self._view.isHidden() and self._view.model().rowCount() > 0)


def rows(model: QAbstractItemModel, role: int) -> list[list[Any]]:
    """The headings and the cells of a table; what has nothing in this role is as it is shown."""
    columns = range(model.columnCount())
    headings = [str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns]
    return [headings, *([_cell(model, row, column, role) for column in columns] for row in range(model.rowCount()))]


def _cell(model: QAbstractItemModel, row: int, column: int, role: int) -> Any:
    index = model.index(row, column)
    value = model.data(index, role)
    return model.data(index, Qt.ItemDataRole.DisplayRole) or "" if value is None else value


def _plain(cell: Any) -> str:
    """A cell has no room for what divides cells."""
    return re.sub(r"\s+", " ", str(cell)).strip()
