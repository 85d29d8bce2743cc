# SPDX-License-Identifier: GPL-2.0-or-later
"""At 300 px, in English and in German, nothing of the dock is cut: it wraps, is shortened with a sign, or has its line to itself."""

import re

import pytest
from diao.plugin.dock.kit.bar_chart import Chart
from diao.plugin.dock.runs.log import DONE, Record
from diao.plugin.main import _install_translator
from qgis.core import QgsProject, QgsRasterLayer, QgsSettings, QgsVectorLayer
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QCoreApplication, QPoint
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QGroupBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from tests.plugin import datasets

WIDTH = 300
POINTS = 11  # large for a desktop
PATIENCE = 20
ARROW = 24  # px: the arrow of a group box that folds


@pytest.fixture(params=["en_US", "de_DE"])
def spoken(request, qgis_app, provider):
    """The language of QGIS; the algorithms are made anew in it."""
    QgsSettings().setValue("locale/overrideFlag", True)
    QgsSettings().setValue("locale/userLocale", request.param)
    translator = _install_translator()
    assert translator is not None or request.param == "en_US", "compile the translations: make setup"
    provider.refreshAlgorithms()
    yield request.param
    if translator is not None:
        QCoreApplication.removeTranslator(translator)
    QgsSettings().remove("locale")
    provider.refreshAlgorithms()


@pytest.fixture
def usual_font(qgis_app):
    """That of a desktop; the offscreen one is larger than any."""
    before = QFont(QApplication.font())
    QApplication.setFont(QFont("DejaVu Sans", POINTS))
    yield
    QApplication.setFont(before)


@pytest.fixture
def dock(spoken, usual_font, open_dock, main_window, raster, tmp_path, settle, wait_until):
    """With layers, a dataset and a model, so that most is there to be seen."""
    project = QgsProject.instance()
    project.addMapLayers(
        [
            QgsRasterLayer(raster("image.tif", bands=4), "an image with a rather long name 2026"),
            QgsVectorLayer("Polygon?crs=EPSG:26917&field=cover:string", "labels", "memory"),
        ]
    )
    session = open_dock.pages[0].session
    session.set_dataset(datasets.write(tmp_path / "a_dataset_with_a_rather_long_name.gpkg") + "|layername=tiles")
    wait_until(open_dock.pages[0].is_done)
    (tmp_path / "a_model_with_a_rather_long_name.onnx").write_bytes(b"x")
    session.set_model(str(tmp_path / "a_model_with_a_rather_long_name.onnx"))
    open_dock.setFixedWidth(WIDTH)
    settle()
    return open_dock


def longest_word(text, metrics):
    return max((metrics.horizontalAdvance(word) for word in re.split(r"[\s\u200b]+", text)), default=0)


def is_cut(widget):
    """Why a widget shows less than it says; empty where it does not."""
    if isinstance(widget, QLabel) and not isinstance(widget, Chart) and widget.text():
        return is_label_cut(widget)
    metrics, width = widget.fontMetrics(), widget.width()
    needed, text = 0, ""
    if isinstance(widget, QAbstractSpinBox):
        text = max(widget.text(), widget.specialValueText(), key=metrics.horizontalAdvance)
        needed = metrics.horizontalAdvance(text) + width - widget.lineEdit().width()
    elif isinstance(widget, QAbstractButton) and widget.text():
        needed, text = widget.sizeHint().width(), widget.text()
    elif isinstance(widget, QGroupBox):
        needed, text = metrics.horizontalAdvance(widget.title()) + ARROW, widget.title()
    elif isinstance(widget, QLineEdit) and not widget.text():
        needed, text = metrics.horizontalAdvance(widget.placeholderText()) + 6, widget.placeholderText()
    return f"{needed} px: {text}" if needed > width else ""


def is_label_cut(label):
    """The same of a label, which needs room for its longest word and for all of its lines."""
    metrics, width = label.fontMetrics(), label.width()
    text = re.sub(r"<[^>]*>", "", label.text())
    needed = longest_word(text, metrics) if label.wordWrap() else metrics.horizontalAdvance(text)
    if needed > width + 1:
        return f"{needed} px: {text}"
    lines = label.heightForWidth(width) if label.wordWrap() else label.sizeHint().height()
    return f"a height of {lines} px, not {label.height()}: {text}" if lines > label.height() + 1 else ""


def in_view(widget):
    """Whether a widget belongs to an item view or a combo box, which shorten what they show."""
    around = widget.parent()
    while around is not None:
        if around.metaObject().className() in (
            "QComboBox",
            "QTableWidget",
            "QTreeWidget",
            "QTableView",
            "QListView",
            "QHeaderView",
        ):
            return True
        around = around.parent()
    return False


def widest(inside, width):
    """The widgets without others in them that ask for more than there is."""
    told = []
    for widget in inside.findChildren(QWidget):
        least = max(widget.minimumSizeHint().width(), 0) if not widget.minimumWidth() else widget.minimumWidth()
        left = widget.mapTo(inside, QPoint(0, 0)).x()
        if (
            widget.isVisible()
            and least > width - left - 30
            and not any(one.isVisible() for one in widget.findChildren(QWidget))
        ):
            told.append(
                f"{widget.metaObject().className()} {widget.objectName()} at {left} asks for {least} {widget.property('text')}"
            )
    return "\n".join(["", *told])


def cut_in(dock):
    """What is seen and cut, and by how much."""
    told = []
    for widget in dock.findChildren(QWidget):
        if not widget.isVisible() or in_view(widget):
            continue
        kind = f"{widget.metaObject().className()} {widget.objectName()}"
        right = widget.mapTo(dock, QPoint(widget.width(), 0)).x()
        if right > dock.width():
            told.append(f"{kind} ends at {right}")
        elif is_cut(widget):
            told.append(f"{kind} has {widget.width()} px and needs {is_cut(widget)}")
    return told


def let_it_fit(dock, settle):
    """Labels get their height one after the other."""
    for _ in range(PATIENCE + 1):
        settle()
        if not cut_in(dock):
            break


@pytest.mark.parametrize("index", range(4))
def test_nothing_is_cut(dock, spoken, index, settle):
    dock.show_page(index)
    page = dock.page
    for mode in ("make", "import", "open") if index == 0 else ("",):
        if mode:
            page.choices[mode].setChecked(True)
        for box in page.findChildren(QgsCollapsibleGroupBox):
            box.setCollapsed(False)
        let_it_fit(dock, settle)
        assert dock.width() == WIDTH
        inside = page.scroller.viewport()
        wide = page.scroller.widget()
        assert wide.width() <= inside.width(), widest(wide, inside.width())
        assert not cut_in(dock), "\n".join(["", *cut_in(dock)])


def test_files_of_a_run_are_not_cut(dock, spoken, settle, tmp_path):
    results = {"OUTPUT": str(tmp_path / "an_image_with_a_rather_long_name_2026_map_difference_report.html")}
    dock.history.runner.log.add(
        Record("2026-11-26T21:00:00", "diao:comparemaps", DONE, "done in 4 s", "", {}, results, [])
    )
    dock.show_history()
    let_it_fit(dock, settle)
    assert dock.page is dock.history
    assert "map_" in dock.history.files.text()
    assert not cut_in(dock), "\n".join(["", *cut_in(dock)])
