# SPDX-License-Identifier: GPL-2.0-or-later
"""In a narrow dock the names in a table stay readable and the last columns are scrolled to; in a wide one names take what is left."""

import pytest
from diao.plugin.dock.kit.columns import NameColumn, names_of
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QTableWidget, QTableWidgetItem, QTreeWidget, QTreeWidgetItem

HEADINGS = ["Class", "Count", "Size in hectares", "Confidence"]
LONG, SHORT = "coniferous forest on peat", "bog"


@pytest.fixture(params=["table", "tree"])
def view(request, show):
    """A view of some names, as wide as asked for."""

    def make(names, width, most=5):
        if request.param == "table":
            made = QTableWidget(0, len(HEADINGS))
            made.setHorizontalHeaderLabels(HEADINGS)
            made.verticalHeader().hide()
        else:
            made = QTreeWidget()
            made.setHeaderLabels(HEADINGS)
            made.setRootIsDecorated(False)
        NameColumn(made, most=most)
        show(made, width, 100)
        for row, name in enumerate(names):
            if request.param == "table":
                made.setRowCount(row + 1)
                for column, text in enumerate((name, "12", "2.00 ha", "0.73")):
                    made.setItem(row, column, QTableWidgetItem(text))
            else:
                made.addTopLevelItem(QTreeWidgetItem([name, "12", "2.00 ha", "0.73"]))
        names_of(made).fit()
        return made

    return make


def header_of(view):
    return view.horizontalHeader() if isinstance(view, QTableWidget) else view.header()


def test_names_stay_readable(view, settle):
    made = view([LONG, SHORT], 200)
    settle()
    assert header_of(made).sectionSize(0) >= made.fontMetrics().horizontalAdvance(LONG[:14])
    assert made.horizontalScrollBar().maximum() > 0
    assert made.verticalScrollBar().maximum() == 0  # the scroll bar has room of its own


def test_short_names_take_no_more_than_they_need(view, settle):
    made = view([SHORT], 200)
    settle()
    assert made.fontMetrics().horizontalAdvance(SHORT) < header_of(made).sectionSize(0) < 80


def test_names_take_what_is_left(view, settle):
    made = view([LONG, SHORT], 200)
    made.resize(900, made.height())
    settle()
    assert header_of(made).length() == made.viewport().width()
    assert made.horizontalScrollBar().maximum() == made.verticalScrollBar().maximum() == 0
    assert made.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_no_more_rows_than_are_asked_for(view, settle):
    made = view([SHORT] * 9, 900, most=5)
    settle()
    assert made.verticalScrollBar().maximum() > 0
    assert header_of(made).length() == made.viewport().width()
