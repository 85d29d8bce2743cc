# SPDX-License-Identifier: GPL-2.0-or-later
"""What has just been shown is scrolled to at once, and what is higher than the dock from its beginning."""

import pytest
from diao.plugin.dock.kit.scrolling import bring_into_sight
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget


@pytest.fixture
def area(show, settle):
    inside = QWidget()
    layout = QVBoxLayout(inside)
    for height in (400, 100, 700, 400):
        label = QLabel("x")
        label.setFixedHeight(height)
        layout.addWidget(label)
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setWidget(inside)
    for index in (1, 2, 3):
        layout.itemAt(index).widget().hide()
    show(made, 200, 300)
    settle()
    return made


@pytest.mark.parametrize("index", [1, 2])
def test_what_was_hidden_is_in_sight_without_waiting(area, index):
    shown = area.widget().layout().itemAt(index).widget()
    shown.show()
    bring_into_sight(shown)
    top = shown.mapTo(area.viewport(), QPoint(0, 0)).y()
    assert top >= 0
    assert top == 0 or top + shown.height() <= area.viewport().height()
