# SPDX-License-Identifier: GPL-2.0-or-later
"""Classes and objects of minority polygons; a click goes there; a layer may vanish at any time."""

import sqlite3

import pytest
from diao.plugin.dock.map import results_model
from diao.plugin.dock.map.card import MeasuredClass
from diao.plugin.dock.map.results_view import ResultsTable, latest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QKeyEvent

FIELDS = (
    "field=class_value:integer&field=class_name:string&field=class_color:string&field=area_m2:double&field=pixels:integer"
    "&field=mean_confidence:double"
)
ROWS = [
    (1, "peat", "#aa3377", 400.0, 400, 0.9),
    (1, "peat", "#aa3377", 100.0, 100, 0.4),
    (1, "peat", "#aa3377", 50.0, 50, None),
    (2, "water", "#2166ac", 20_000.0, 20_000, 0.7),
]


@pytest.fixture
def canvas(qgis_new_project):
    made = QgsMapCanvas()
    made.resize(QSize(300, 300))
    made.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:26917"))
    return made


@pytest.fixture
def polygons(saved):
    """A GeoPackage as the engine writes it; each object is a square of one metre, ten metres from the next."""

    def write(rows=ROWS, name="minority.gpkg", crs="EPSG:26917"):
        layer = QgsVectorLayer(f"Polygon?crs={crs}&{FIELDS}", "p", "memory")
        features = []
        for number, row in enumerate(rows):
            feature = QgsFeature(layer.fields())
            feature.setAttributes(list(row))
            x = 300_000 + 10 * number
            feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(x, 4_300_000, x + 1, 4_300_001)))
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        return saved(layer, name, "minority_polygons")

    return write


@pytest.fixture
def table(canvas):
    return ResultsTable(canvas)


def cells(view):
    model = view.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def shown(polygons, table, **more):
    layer = polygons(**more)
    QgsProject.instance().addMapLayer(layer)
    table.show_layer(layer)
    return layer


def test_classes_and_their_objects(table, polygons):
    shown(polygons, table)
    # (400 * 0.9 + 100 * 0.4) / 550: an object without confidence does not count as a sure one.
    assert cells(table.classes) == [["peat", "3", "550 m²", "0.73"], ["water", "1", "2.00 ha", "0.70"]]
    assert cells(table.objects) == [["2", "100 m²", "0.40"], ["1", "400 m²", "0.90"], ["3", "50 m²", "–"]]
    table.classes.setCurrentIndex(table.class_rows.index(1, 0))
    assert cells(table.objects) == [["4", "2.00 ha", "0.70"]]


def test_a_class_without_objects_is_told_too(table, polygons):
    layer = polygons(ROWS[:1])
    table.show_layer(layer, [MeasuredClass(1, "peat", "#aa3377", True), MeasuredClass(5, "bog", "#000000", True)])
    assert cells(table.classes)[1] == ["bog", "0", "0.0 m²", "–"]


def test_nothing_found_is_a_sentence(table, polygons):
    shown(polygons, table, rows=[])
    assert "No object" in table.message.text()
    assert table.objects.isHidden()


def test_other_columns_sort_too(table, polygons):
    shown(polygons, table)
    table.objects.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [row[1] for row in cells(table.objects)] == ["400 m²", "100 m²", "50 m²"]


def test_a_click_and_enter_go_to_the_object(table, polygons, canvas, qgis_app):
    shown(polygons, table)
    table.objects.clicked.emit(table.object_rows.index(0, 0))
    assert canvas.extent().contains(QgsRectangle(300_010, 4_300_000, 300_011, 4_300_001))
    assert canvas.center().x() == pytest.approx(300_010.5)
    assert 50 < canvas.extent().width() < 100  # a small object with its surroundings
    table.objects.setCurrentIndex(table.object_rows.index(1, 0))
    table.objects.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))
    assert canvas.center().x() == pytest.approx(300_000.5)


def test_the_map_may_have_another_crs(table, polygons, canvas):
    shown(polygons, table)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    table.objects.clicked.emit(table.object_rows.index(0, 0))
    assert -84 < canvas.center().x() < -83
    assert 38 < canvas.center().y() < 39
    assert canvas.extent().width() < 0.01


def test_an_object_that_was_deleted_is_told(table, polygons):
    layer = shown(polygons, table)
    layer.dataProvider().deleteFeatures([2])
    table.objects.clicked.emit(table.object_rows.index(0, 0))
    assert "Object 2" in table.message.text()


def test_saved_edits_are_read_again_in_the_same_class(table, polygons):
    layer = shown(polygons, table)
    table.classes.setCurrentIndex(table.class_rows.index(1, 0))
    layer.startEditing()
    layer.deleteFeature(2)
    assert layer.commitChanges()
    assert cells(table.classes)[0][:2] == ["peat", "2"]
    assert cells(table.objects) == [["4", "2.00 ha", "0.70"]]


def test_a_removed_layer_leaves_a_sentence(table, polygons):
    layer = shown(polygons, table)
    index = table.object_rows.index(0, 0)
    QgsProject.instance().removeMapLayer(layer.id())
    assert table.layer is None
    assert "removed" in table.message.text()
    table.objects.clicked.emit(index)


def test_a_file_that_is_gone_leaves_a_sentence(table, qgis_new_project, tmp_path):
    path = tmp_path / "other.gpkg"
    sqlite3.connect(path).close()
    with pytest.raises(results_model.Unreadable):
        results_model.read_classes(str(path))
    with pytest.raises(results_model.Unreadable):
        results_model.read_classes(str(tmp_path / "gone.gpkg"))


def test_another_layer_takes_the_place(table, polygons):
    first = shown(polygons, table)
    shown(polygons, table, rows=ROWS[3:], name="second.gpkg")
    assert cells(table.classes) == [["water", "1", "2.00 ha", "0.70"]]
    QgsProject.instance().removeMapLayer(first.id())
    assert table.layer is not None


def test_the_uppermost_polygons_of_a_project_are_found(polygons, squares, qgis_new_project):
    project = QgsProject.instance()
    assert latest(project) is None
    first, second = polygons(name="a.gpkg"), polygons(name="b.gpkg")
    for layer in (first, second, squares):
        project.addMapLayer(layer, False)
        project.layerTreeRoot().insertLayer(0, layer)
    assert latest(project) == second


def test_many_objects_are_read_without_their_shapes(table, polygons):
    rows = [(1, "peat", "#aa3377", float(n), n, n / 20_000) for n in range(20_000, 0, -1)]
    layer = shown(polygons, table, rows=rows)
    assert layer.featureCount() == table.object_rows.rowCount() == 20_000
    assert cells(table.classes)[0][:2] == ["peat", "20,000"]
    assert table.object_rows.row(table.object_rows.index(0, 0)).fid == 20_000
