# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables can be copied and saved as they stand, with numbers that software can read."""

import csv

import pytest
from diao.plugin.dock.kit.class_list import ClassList, class_row
from diao.plugin.dock.kit.table_export import TableActions
from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QFileDialog, QTableView, QTableWidget, QTreeWidget

from tests.plugin import datasets

NAME = 'bog, "wet"\nline'


@pytest.fixture
def table(qgis_app, show):
    made = ClassList("diao_x", "Classes", iou_tip="", most=5)
    made.actions = TableActions(made, "Classes of the model: 1/2")
    show(made, 300, 200)
    return made


def fill(table):
    table.fill(
        [
            class_row(NAME, 1 / 3, "#aa3377", is_minority=True, tip=""),
            class_row("forest", None, "", is_minority=False, tip="", unknown="–"),
        ]
    )


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_buttons_come_with_the_rows(table):
    assert table.actions.isHidden()
    fill(table)
    assert not table.actions.isHidden()
    table.hide()
    assert table.actions.isHidden()
    table.show()
    assert not table.actions.isHidden()
    table.clear()
    assert table.actions.isHidden()


def test_a_copy_is_what_is_shown_a_row_a_line(table):
    fill(table)
    table.actions.copy.click()
    assert QApplication.clipboard().text() == 'Class\tIoU\t\nbog, "wet" line\t0.33\trare\nforest\t–\t\n'


def test_ctrl_c_copies_the_table(table):
    fill(table)
    QApplication.clipboard().setText("before")
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().startswith("Class\tIoU")


@pytest.mark.parametrize("language", ["C", "de_DE"])
def test_a_file_has_numbers_in_full(table, tmp_path, monkeypatch, language):
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        fill(table)
    finally:
        QLocale.setDefault(before)
    asked = []

    def answer(_parent, _title, start, _kinds):
        asked.append(start)
        return str(tmp_path / "ä b"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    table.actions.save.click()
    assert read(tmp_path / "ä b.csv") == [["Class", "IoU", ""], [NAME, str(1 / 3), "rare"], ["forest", "–", ""]]
    assert asked[0].endswith("classes_of_the_model_1_2.csv")
    assert table.actions.told.isHidden()


def test_a_place_that_cannot_be_written_is_named(table, tmp_path, monkeypatch):
    fill(table)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "a.csv"), ""))
    table.actions.save.click()
    assert "No such file" in table.actions.told.text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    table.actions.save.click()  # thought better of


def test_every_table_of_the_dock_has_them(open_dock):
    found = [
        view
        for page in open_dock.pages
        for kind in (QTreeWidget, QTableWidget, QTableView)
        for view in page.findChildren(kind)
    ]
    with_buttons = {
        actions._view.objectName() for page in open_dock.pages for actions in page.findChildren(TableActions)
    }
    own = {"diao_results_objects"}  # a list that is filtered, with buttons of its own
    asking = {"diao_card_names"}  # a form, no result
    assert {view.objectName() for view in found} - with_buttons - own - asking == set()


def test_shares_and_targets_of_the_class_table(open_dock, tmp_path, wait_until):
    page = open_dock.pages[0]
    page.session.set_dataset(datasets.write(tmp_path / "bog.gpkg") + "|layername=tiles")
    wait_until(page.is_done)
    actions = next(one for one in page.findChildren(TableActions) if one._view.objectName() == "diao_classes")
    actions.write(str(tmp_path / "classes.csv"))
    rows = read(tmp_path / "classes.csv")
    assert rows[0][:3] == ["Class", "Share", "Target"]
    assert sum(float(row[1]) for row in rows[1:]) == pytest.approx(1.0)
    assert sum(float(row[2]) for row in rows[1:]) == pytest.approx(1.0)
