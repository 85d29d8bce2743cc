# SPDX-License-Identifier: GPL-2.0-or-later
"""The wheel over a field scrolls the page, and changes the field only when it has the focus."""

import pytest
from diao.plugin.dock.kit.wheel import WheelGuard
from diao.plugin.settings.page import OptionsPage
from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgsCollapsibleGroupBox, QgsSpinBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QScrollArea, QSlider, QTabWidget, QVBoxLayout, QWidget

from tests.plugin.wheel import fields, let_go, turn, value


@pytest.fixture
def scrolled(show):
    """A widget higher than its scroll area, guarded before anything is in it."""
    area, inside = QScrollArea(), QWidget()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    WheelGuard.over(area)
    layout = QVBoxLayout(inside)
    layout.addWidget(QLabel("\n" * 40))
    show(area, 300, 300)

    def add(widget):
        layout.insertWidget(0, widget)
        return widget

    return area, add


def spin_box():
    made = QgsSpinBox()
    made.setRange(0, 100)
    made.setValue(50)
    return made


def combo(*, editable=False):
    made = QComboBox()
    made.addItems(["a", "b", "c"])
    made.setCurrentIndex(1)
    made.setEditable(editable)
    return made


def slider():
    made = QSlider(Qt.Orientation.Horizontal)
    made.setValue(50)
    return made


@pytest.mark.parametrize("make", [spin_box, combo, lambda: combo(editable=True), slider])
def test_a_field_that_came_later(scrolled, make, settle):
    area, add = scrolled
    around = add(QWidget())
    settle()  # the field comes into what came later itself
    inner = QVBoxLayout(around)
    field = make()
    inner.addWidget(field)
    settle()
    before = value(field)
    turn(field)
    assert value(field) == before
    assert area.verticalScrollBar().value() > 0
    assert not field.hasFocus()
    area.activateWindow()
    field.setFocus(Qt.FocusReason.MouseFocusReason)
    settle()
    turn(field)
    assert value(field) != before


def test_tabs_do_not_turn_under_the_wheel(scrolled, settle):
    _, add = scrolled
    tabs = add(QTabWidget())
    for name in "ab":
        tabs.addTab(QLabel(name), name)
    settle()
    let_go()
    turn(tabs.tabBar())
    assert tabs.currentIndex() == 0


def unfold(page):
    for box in page.findChildren(QgsCollapsibleGroupBox):
        box.setCollapsed(False)


@pytest.mark.parametrize("index", range(4))
def test_every_field_of_every_page(open_dock, index, raster, tmp_path, settle):
    polygons = QgsVectorLayer("Polygon?crs=EPSG:26917&field=cover:string", "labels", "memory")
    QgsProject.instance().addMapLayers([polygons])
    open_dock.show_page(index)
    page = open_dock.page
    for mode in ("make", "import", "open") if index == 0 else ("",):
        if mode:
            page.choices[mode].setChecked(True)
        unfold(page)
        settle()
        let_go()
        bar = page.scroller.verticalScrollBar()
        changed = []
        found = fields(page)
        for field in found:
            page.scroll_to(field)
            before = value(field)
            turn(field, -3)
            turn(field, 3)
            turn(field, -1)
            if value(field) != before or field.hasFocus():
                changed.append((type(field).__name__, field.parent().objectName(), before, value(field)))
        assert not changed
        assert found or mode == "open"
    if bar.maximum() > 0:
        bar.setValue(0)
        lowest = next((field for field in found if page.scroller.isAncestorOf(field)), None)
        turn(lowest)
        assert bar.value() > 0


def test_the_options_page(qgis_app, environments, show, settle):
    page = show(OptionsPage(environments), 500, 400)
    settle()
    let_go()
    before = page.device.currentIndex()
    turn(page.device)
    turn(page.device, 1)
    assert page.device.currentIndex() == before
