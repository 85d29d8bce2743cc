# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of classes: what it shows, and targets that are edited in it and land in the dataset."""

import os
import sqlite3
from contextlib import closing

import pytest
from diao.diao_engine.jobs.palette import default_color
from diao.plugin.dock.data import class_table
from diao.plugin.dock.data.class_table import ClassTable
from diao.plugin.dock.datasets import dataset_summary
from diao.plugin.dock.datasets.dataset_summary import read
from diao.plugin.dock.datasets.target import Target
from diao.plugin.dock.kit.number_format import share_text
from diao.plugin.dock.kit.swatch_click import COLOR
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLineEdit

from tests.plugin import datasets

EDITED = Target("custom", 0.5)

pytestmark = pytest.mark.usefixtures("english_numbers")


@pytest.fixture
def dataset(tmp_path):
    return datasets.write(tmp_path / "ground.gpkg")


@pytest.fixture
def classes(dataset):
    made = ClassTable()
    made.edited.connect(lambda: made.show_summary(read(dataset), EDITED))
    made.show_summary(read(dataset), EDITED)
    made.show()
    yield made
    made.deleteLater()


def texts(classes):
    table = classes.table
    return [[table.item(row, column).text() for column in range(4)] for row in range(table.rowCount())]


def type_target(classes, row, text, column=2):
    """As the user does: open the cell, type, press Enter."""
    table = classes.table
    table.setCurrentCell(row, column)
    table.editItem(table.item(row, column))
    editor = table.findChildren(QLineEdit)[-1]  # those of earlier edits may be there yet
    editor.setText(text)
    table.commitData(editor)
    table.closeEditor(editor, table.itemDelegate().EndEditHint.NoHint)


def test_names_shares_targets_and_marks(classes):
    assert texts(classes) == [
        ["forest", "90.0 %", "33.3 %", ""],
        ["peat", "10.0 %", "33.3 %", "rare"],
        ["water", "none", "33.3 %", "rare"],
    ]
    icon = classes.table.item(0, 0).icon().pixmap(12, 12).toImage()
    assert icon.pixelColor(6, 6).name() == "#228833"
    assert "900 training pixels" in classes.table.item(0, 0).toolTip()


def test_the_targets_are_those_of_the_choice(classes, dataset):
    """Of 94.4 % forest and 5.6 % peat in the real tiles; water does not occur there."""
    for choice, wanted in (
        ("uniform", ["50.0 %", "50.0 %", "0.0 %"]),
        ("lifted", ["80.5 %", "19.5 %", "0.0 %"]),
        ("custom", ["33.3 %", "33.3 %", "33.3 %"]),
    ):
        classes.show_summary(read(dataset), Target(choice, 0.5))
        assert [row[2] for row in texts(classes)] == wanted


def test_one_that_is_edited_brings_the_others_into_the_dataset(classes, dataset, wait_until):
    """What is left is shared out in the proportions that were shown."""
    classes.show_summary(read(dataset), Target("lifted", 0.5))
    type_target(classes, 1, "40")
    wait_until(lambda: read(dataset).classes[1].target == 0.4)
    assert [entry.target for entry in read(dataset).classes] == pytest.approx([0.6, 0.4, 0.0])


def type_name(classes, row, text):
    type_target(classes, row, text, column=0)


def test_a_class_can_be_renamed(classes, dataset, wait_until):
    type_name(classes, 1, " wet  bog ")
    wait_until(lambda: read(dataset).classes[1].name == "wet bog")
    wait_until(lambda: texts(classes)[1][0] == "wet bog")
    assert [(entry.value, entry.name) for entry in read(dataset).classes] == [
        (1, "forest"),
        (2, "wet bog"),
        (5, "water"),
    ]
    assert classes.message.text() == ""


@pytest.fixture
def coded(tmp_path):
    """Classes of a raster of codes: named by their values, in colours of the palette; one that somebody has coloured."""
    colors = {1: default_color(1), 2: default_color(2), 5: "#123456"}
    rows = [(value, f"class {value}", color) for value, color in colors.items()]
    return datasets.write(tmp_path / "codes.gpkg", classes=rows)


@pytest.mark.parametrize(("row", "name", "color"), [(1, "Wald", "#1b7837"), (1, "Zone B", None), (2, "Wald", None)])
def test_a_name_brings_its_usual_colour_where_nobody_has_chosen_one(classes, coded, wait_until, row, name, color):
    classes.show_summary(read(coded), EDITED)
    value = read(coded).classes[row].value
    asked = []
    classes.recolored.connect(lambda *what: asked.append(what))
    type_name(classes, row, name)
    assert asked == ([(f"class {value}", value, color)] if color else [])
    wait_until(lambda: read(coded).classes[row].name == name)


def test_two_classes_of_one_meaning_get_colours_that_differ(classes, coded):
    with closing(sqlite3.connect(coded)) as file, file:
        file.execute("UPDATE classes SET name = 'Laubwald', color = '#1b7837' WHERE value = 1")
    classes.show_summary(read(coded), EDITED)
    asked = []
    classes.recolored.connect(lambda *what: asked.append(what[2]))
    type_name(classes, 1, "Nadelwald")
    assert asked[0] not in ("#1b7837", default_color(2))


def test_how_classes_get_names_is_said_until_one_has_any(classes, coded, dataset):
    assert classes.unnamed.text() == ""
    classes.show_summary(read(coded), EDITED)
    assert "double-click" in classes.unnamed.text()
    classes.show_summary(None, EDITED)
    assert classes.unnamed.text() == ""


@pytest.mark.parametrize("typed", ["", "Forest", "bog, wet"])
def test_a_name_that_cannot_be_used_is_told_and_not_written(classes, dataset, settle, typed):
    type_name(classes, 1, typed)
    settle()
    assert "no other class has" in classes.message.text()
    assert texts(classes)[1][0] == read(dataset).classes[1].name == "peat"


def test_names_and_targets_can_be_edited(classes):
    flags = [bool(classes.table.item(0, column).flags() & Qt.ItemFlag.ItemIsEditable) for column in range(4)]
    assert flags == [True, False, True, False]


@pytest.mark.parametrize(
    ("typed", "written"), [("25", 0.25), ("25 %", 0.25), ("0,5", 0.005), ("", None), ("even", None)]
)
def test_an_edited_target_stands_in_the_dataset(classes, dataset, wait_until, typed, written):
    type_target(classes, 1, typed)
    wait_until(lambda: read(dataset).classes[1].target == written)
    wait_until(lambda: texts(classes)[1][2] != "33.3 %")
    assert classes.message.text() == ""


def test_several_edits_are_written_in_their_order(classes, dataset, wait_until):
    for typed in ("10", "20", "30"):
        type_target(classes, 1, typed)
    type_target(classes, 0, "60")
    wait_until(lambda: read(dataset).classes[0].target == 0.6)
    assert read(dataset).classes[1].target == 0.3


@pytest.mark.parametrize("typed", ["much", "101", "-1"])
def test_what_is_no_share_is_told_and_not_written(classes, dataset, settle, typed):
    type_target(classes, 1, typed)
    settle()
    assert f"got {typed}" in classes.message.text()
    assert texts(classes)[1][2] == "33.3 %"
    assert read(dataset).classes[1].target == pytest.approx(1 / 3)


def test_a_cell_that_was_only_looked_into_is_not_written(classes, dataset, settle):
    type_target(classes, 1, "33.3 %")
    settle()
    assert read(dataset).classes[1].target == 1 / 3


def test_a_dataset_that_is_locked_is_told(classes, dataset, wait_until, monkeypatch):
    monkeypatch.setattr(dataset_summary, "_SECONDS_FOR_A_LOCK", 0.01)
    other = sqlite3.connect(dataset)
    other.execute("BEGIN EXCLUSIVE")
    type_target(classes, 1, "25")
    wait_until(classes.message.text)
    other.close()
    assert "cannot be written" in classes.message.text()
    assert texts(classes)[1][2] == "33.3 %"


def test_a_read_only_dataset_cannot_be_edited_and_says_so(classes, dataset, monkeypatch):
    monkeypatch.setattr(class_table.os, "access", lambda *_: False)
    classes.show_summary(read(dataset), EDITED)
    item = classes.table.item(1, 2)
    assert not item.flags() & Qt.ItemFlag.ItemIsEditable
    assert "read-only" in item.toolTip()


def test_a_dataset_that_is_gone_is_told(classes, dataset, wait_until):
    os.remove(dataset)
    type_target(classes, 1, "25")
    wait_until(classes.message.text)
    assert "does not exist" in classes.message.text()


def test_targets_that_do_not_add_up_are_explained(classes, dataset):
    for value in (1, 2, 5):
        dataset_summary.write_targets(dataset, {value: 0.5})
    classes.show_summary(read(dataset), EDITED)
    assert classes.note.text() == (
        "The targets add up to 150.0 %; scaled to 100 % they are: forest 33.3 %, peat 33.3 %, water 33.3 %."
    )
    dataset_summary.write_targets(dataset, {2: 0.0})
    classes.show_summary(read(dataset), EDITED)
    assert "target of peat is 0" in classes.note.text()


def test_a_fresh_summary_leaves_an_open_editor_alone(classes, dataset):
    table = classes.table
    table.editItem(table.item(1, 2))
    editor = table.findChild(QLineEdit)
    editor.setText("4")
    dataset_summary.write_targets(dataset, {1: 0.5})
    classes.show_summary(read(dataset), EDITED)
    assert texts(classes)[0][2] == "50.0 %"
    assert editor.text() == "4"
    assert editor.isVisible()


def test_nothing_to_show(classes):
    classes.show_summary(None, EDITED)
    assert classes.table.rowCount() == 0


@pytest.mark.parametrize(
    ("share", "text"),
    [(None, "–"), (0, "0.0 %"), (0.5, "50.0 %"), (0.012, "1.2 %"), (0.0034, "0.34 %"), (0.00034, "0.034 %"), (1e-9, "< 0.001 %")],
)  # fmt: skip
def test_per_cent_with_the_digits_that_a_rare_class_needs(qgis_app, share, text):
    assert share_text(share) == text


def test_a_new_colour_is_asked_for_and_kept_in_the_dataset(classes, dataset, wait_until):
    asked = []
    classes.recolored.connect(lambda *what: asked.append(what))
    classes.swatches.picked.emit(1, "#123456")
    assert asked == [("peat", 2, "#123456")]
    classes.write_color("another class", 2, "#000000")
    classes.write_color(*asked[0])
    wait_until(lambda: classes.table.item(1, 0).data(COLOR) == "#123456")
    assert [entry.color for entry in read(dataset).classes] == ["#228833", "#123456", "#4477aa"]
