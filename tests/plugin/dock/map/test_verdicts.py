# SPDX-License-Identifier: GPL-2.0-or-later
"""Objects get verdicts by buttons and keys, the next one comes by itself, and every verdict can be taken back."""

import sqlite3
from contextlib import closing

import pytest
from diao.diao_engine.jobs.verdicts import Verdict
from diao.plugin.dock.map.results_view import ResultsTable
from diao.processing_provider import legends, renderers, styles
from qgis.core import (
    QgsGeometry,
    QgsLayerTreeModel,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from tests.rare_polygons import opened

ROWS = [(1, 900.0, 0.2), (1, 900.0, 0.4), (1, 900.0, 0.6), (2, 9000.0, 0.8)]


@pytest.fixture
def layer(saved, add_square, canvas):
    return opened(saved, add_square, rows=ROWS)


@pytest.fixture
def table(canvas, layer):
    made = ResultsTable(canvas)
    made.show_layer(layer)
    made.show()
    said = made.said = []  # no ring with the table, which would be freed late
    made.told.connect(lambda text, _: said.append(text))
    return made


def in_file(layer, *columns):
    """What stands in the file now, by feature."""
    with closing(sqlite3.connect(layer.source().partition("|")[0])) as file:
        cells = file.execute(f"SELECT fid, {', '.join(columns)} FROM minority_polygons ORDER BY fid").fetchall()
    return {row[0]: row[1:] if len(columns) > 1 else row[1] for row in cells}


def current(table):
    row = table.objects.current()
    return None if row is None else row.fid


def listed(table):
    return [row.fid for row in table.objects.rows.rows()]


def press(table, key):
    QTest.keyClick(table.objects.table, key)


def test_a_verdict_is_written_at_once_and_the_next_object_comes(table, layer):
    order = listed(table)
    table.objects.choose(order[0])
    table.verdicts.buttons[Verdict.WRONG].click()
    assert in_file(layer, "review")[order[0]] == "wrong"
    assert not layer.isEditable()
    assert current(table) == order[1]
    assert layer.selectedFeatureIds() == [order[1]]
    assert table.objects.rows.texts()[0][1] == "✗"
    assert "1 of 4 objects looked at: 1 wrong." in table.verdicts.told.text()


def test_keys_judge_and_take_back_several_times(table, layer):
    order = listed(table)
    table.objects.choose(order[0])
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_4):
        press(table, key)
    assert [in_file(layer, "review")[fid] for fid in order] == ["right", "wrong", "unsure", None]
    press(table, Qt.Key.Key_Backspace)
    QTest.keyClick(table.objects.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [in_file(layer, "review")[fid] for fid in order] == ["right", None, None, None]
    assert current(table) == order[1]
    press(table, Qt.Key.Key_Backspace)
    press(table, Qt.Key.Key_Backspace)
    assert set(in_file(layer, "review").values()) == {None}
    assert not table.verdicts.back.isEnabled()


def test_the_first_key_without_a_choice_goes_to_an_object_and_judges_none(table, layer):
    press(table, Qt.Key.Key_2)
    assert current(table) == listed(table)[0]
    assert set(in_file(layer, "review").values()) == {None}


def test_keys_with_modifiers_and_in_other_fields_are_nobodys(table, layer):
    table.objects.choose(1)
    QTest.keyClick(table.objects.table, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(table.objects.filter, Qt.Key.Key_1)
    assert set(in_file(layer, "review").values()) == {None}


def test_keys_work_on_the_map_while_an_object_is_looked_at_and_not_after(table, layer, canvas):
    order = listed(table)
    table.objects.choose(order[0])
    QTest.keyClick(canvas, Qt.Key.Key_1)
    assert in_file(layer, "review")[order[0]] == "right"
    table.see_through.click()
    QTest.keyClick(canvas, Qt.Key.Key_1)
    assert list(in_file(layer, "review").values()).count("right") == 1


def choose_class(table, name):
    at = table.verdicts.classes.findText(name)
    table.verdicts.classes.activated.emit(at)


def test_another_class_brings_name_and_colour_and_goes_back_whole(table, layer):
    table.objects.choose(1)
    choose_class(table, "farmer's pond")
    columns = ("class_value", "class_name", "class_color", "map_value", "review")
    assert in_file(layer, *columns)[1] == (2, "farmer's pond", "#2166ac", 1, "class")
    assert [(row.name, row.objects) for row in table.class_rows.rows()] == [("peat", 2), ("farmer's pond", 2)]
    table.verdicts.back.click()
    assert in_file(layer, *columns)[1] == (1, "peat", "#aa3377", 1, None)
    assert [(row.name, row.objects) for row in table.class_rows.rows()] == [("peat", 3), ("farmer's pond", 1)]


def test_another_class_stands_in_the_legend_while_a_polygon_has_it(table, layer):
    """It is drawn in any case; a project that is only opened stays as it is."""

    def listed_names():
        nodes = QgsLayerTreeModel(root)
        return [nodes.data(nodes.legendNode2index(one)) for one in nodes.layerLegendNodes(root.findLayer(layer.id()))]

    root = QgsProject.instance().layerTreeRoot()
    styles.store(layer, renderers.polygons_renderer(layer))
    layer.loadDefaultStyle()
    assert layer.renderer().categories()[-1].label() == "Changed to another class"
    assert not root.findLayer(layer.id()).customProperties()
    legends.list_what_is_there(layer, QgsProject.instance())
    usual = ["peat", "farmer's pond"]
    assert listed_names() == usual
    table.objects.choose(1)
    choose_class(table, "forest")
    assert listed_names() == [*usual, "Changed to another class"]
    table.verdicts.back.click()
    assert listed_names() == usual


def test_the_class_of_the_map_chosen_is_right_and_wrong_is_about_it(table, layer):
    table.objects.choose(1)
    choose_class(table, "peat")
    assert in_file(layer, "review")[1] == "right"
    table.objects.choose(1)
    choose_class(table, "forest")
    table.objects.choose(1)
    table.verdicts.buttons[Verdict.WRONG].click()
    assert in_file(layer, "class_name", "review")[1] == ("peat", "wrong")


def test_only_what_is_new_is_listed_on_request(table, layer):
    order = listed(table)
    table.objects.only_new.click()
    table.objects.choose(order[0])
    table.verdicts.buttons[Verdict.RIGHT].click()
    assert listed(table) == order[1:]
    assert current(table) == order[1]
    table.verdicts.back.click()
    assert sorted(listed(table)) == sorted(order)
    assert current(table) == order[0]


def test_the_last_verdict_says_that_all_have_one(table):
    table.objects.choose(listed(table)[0])
    for _ in range(4):
        press(table, Qt.Key.Key_1)
    assert "All objects" in table.said[-1]
    assert "4 of 4 objects looked at: 4 right." in table.verdicts.told.text()


def test_the_analysts_own_edits_stay_his(table, layer, wait_until):
    layer.startEditing()
    table.objects.choose(1)
    table.verdicts.buttons[Verdict.WRONG].click()
    assert layer.isEditable()
    assert in_file(layer, "review")[1] is None
    assert layer.undoStack().count() == 1
    square = QgsGeometry.fromRect(QgsRectangle(50, 50, 60, 60))
    drawn = QgsVectorLayerUtils.createFeature(layer, square)
    layer.addFeature(drawn)
    wait_until(lambda: len(listed(table)) == 5)
    assert "2 of 5 objects looked at: 1 right, 1 wrong." in table.verdicts.told.text()
    assert layer.commitChanges()
    assert in_file(layer, "review")[1] == "wrong"
    assert sorted(listed(table)) == [1, 2, 3, 4, 5]


def test_edits_thrown_away_are_seen_to_be_gone(table, layer):
    layer.startEditing()
    table.objects.choose(1)
    table.verdicts.buttons[Verdict.WRONG].click()
    layer.rollBack()
    assert "0 of 4" in table.verdicts.told.text()


def test_a_verdict_in_the_attribute_table_is_seen_in_the_list(table, layer, wait_until):
    layer.startEditing()
    layer.changeAttributeValue(2, layer.fields().lookupField("review"), "unsure")
    wait_until(lambda: "1 of 4 objects looked at: 1 unsure." in table.verdicts.told.text())
    layer.rollBack()


def test_an_object_that_is_gone_cannot_be_judged(table, layer):
    table.objects.choose(2)
    layer.dataProvider().deleteFeatures([2])
    table.verdicts.buttons[Verdict.RIGHT].click()
    assert "Object 2 is no longer" in table.said[-1]
    assert not table.verdicts.back.isEnabled()


def test_a_layer_that_can_only_be_read_says_so(table, layer):
    layer.setReadOnly(True)
    table.show_layer(layer)
    assert "can only be read" in table.verdicts.told.text()
    assert not table.verdicts.buttons[Verdict.RIGHT].isEnabled()
    table.objects.choose(1)
    press(table, Qt.Key.Key_1)
    assert "can only be read" in table.said[-1]
    assert set(in_file(layer, "review").values()) == {None}


def test_a_file_that_another_program_keeps_is_told_and_nothing_changes(table, layer):
    table.objects.choose(1)
    holder = sqlite3.connect(layer.source().partition("|")[0], isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    table.verdicts.buttons[Verdict.RIGHT].click()
    holder.execute("ROLLBACK")
    holder.close()
    assert "cannot be written" in table.said[-1]
    assert set(in_file(layer, "review").values()) == {None}
    assert not layer.isEditable()
    table.objects.choose(1)
    table.verdicts.buttons[Verdict.RIGHT].click()
    assert in_file(layer, "review")[1] == "right"


def test_a_layer_of_before_the_verdicts_is_listed_and_not_judged(table, saved, add_square):
    fields = "field=class_value:integer&field=class_name:string&field=class_color:string&field=area_m2:double"
    old = QgsVectorLayer(
        f"Polygon?crs=EPSG:26917&{fields}&field=pixels:integer&field=mean_confidence:double", "p", "memory"
    )
    add_square(old, 0, [1, "peat", "#aa3377", 900.0, 9, 0.5])
    table.show_layer(saved(old, "old.gpkg", "minority_polygons"))
    assert listed(table) == [1]
    assert "made before" in table.verdicts.told.text()


def test_the_suggested_order_comes_back_after_a_column(table):
    order = listed(table)
    table.objects.table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert listed(table) == [4, 3, 2, 1]
    table.objects.suggested.click()
    assert listed(table) == order
    assert table.objects.suggested.isHidden()


def test_columns_are_no_wider_for_a_sign_of_order_that_is_not_there(table, settle):
    header = table.objects.table.horizontalHeader()
    narrow = header.length()
    header.setSortIndicator(2, Qt.SortOrder.AscendingOrder)
    settle()
    assert header.isSortIndicatorShown()
    table.objects.suggested.click()
    settle()
    assert not header.isSortIndicatorShown()
    assert header.length() == narrow
