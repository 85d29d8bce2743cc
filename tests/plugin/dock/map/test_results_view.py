# SPDX-License-Identifier: GPL-2.0-or-later
"""Classes and objects of minority polygons; a click goes there; a layer may vanish at any time."""

import csv
import sqlite3

import pytest
from diao.plugin.display import colors
from diao.plugin.dock.map import object_rows
from diao.plugin.dock.map.card import MeasuredClass
from diao.plugin.dock.map.object_list import ObjectList
from diao.plugin.dock.map.object_rows import ObjectRow
from diao.plugin.dock.map.results_model import Rows
from diao.plugin.dock.map.results_view import ResultsTable, latest
from diao.processing_provider import renderers, styles
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPalLayerSettings,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import QItemSelectionModel, Qt
from qgis.PyQt.QtGui import QKeyEvent

from tests.plugin import datasets

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
    made = ResultsTable(canvas)
    said = made.said = []  # no ring with the table, which would be freed late
    made.told.connect(lambda text, _: said.append(text))
    return made


def cells(view):
    model = view.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def objects(table):
    """Number, area and confidence of the objects in the list."""
    return [[row[4], row[2], row[3]] for row in cells(table.objects.table)]


def shown(polygons, table, **more):
    layer = polygons(**more)
    QgsProject.instance().addMapLayer(layer)
    table.show_layer(layer)
    return layer


def test_in_the_narrowest_dock_classes_are_named(table, polygons, show, settle):
    shown(polygons, table)
    show(table, 250, 700)
    settle()
    for view in (table.classes, table.objects.table):
        named = view.fontMetrics().horizontalAdvance("water") + 16  # the swatch
        assert view.horizontalHeader().sectionSize(0) >= named
        assert view.model().index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == "water"


def test_classes_and_their_objects(table, polygons):
    shown(polygons, table)
    # (400 * 0.9 + 100 * 0.4) / 550: an object without confidence does not count as a sure one.
    assert cells(table.classes) == [["peat", "3", "550 m²", "0.73"], ["water", "1", "2.00 ha", "0.70"]]
    assert [row[0] for row in objects(table)] == ["2", "4", "1", "3"]
    assert [row[0] for row in cells(table.objects.table)] == ["peat", "water", "peat", "peat"]
    table.classes.clicked.emit(table.class_rows.index(0, 0))
    assert objects(table) == [["2", "100 m²", "0.40"], ["1", "400 m²", "0.90"], ["3", "50 m²", "–"]]
    assert table.objects.filter.currentText() == "peat"
    table.objects.filter.setCurrentIndex(table.objects.filter.findText("water"))
    assert objects(table) == [["4", "2.00 ha", "0.70"]]


def test_a_class_without_objects_is_told_too(table, polygons):
    layer = polygons(ROWS[:1])
    table.show_layer(layer, [MeasuredClass(1, "peat", "#aa3377", True), MeasuredClass(5, "bog", "#000000", True)])
    assert cells(table.classes)[1] == ["bog", "0", "0.0 m²", "–"]


def test_nothing_found_is_a_sentence(table, polygons):
    shown(polygons, table, rows=[])
    assert "No object" in table.message.text()
    assert table.objects.isHidden()


def test_what_was_too_small_is_told(table, polygons):
    table.show_layer(polygons(), left_out=12)
    assert "12 smaller objects are left out" in table.message.text()


def test_other_columns_sort_too(table, polygons):
    shown(polygons, table)
    table.objects.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert [row[1] for row in objects(table)] == ["2.00 ha", "400 m²", "100 m²", "50 m²"]


def go(table, row):
    table.objects.table.clicked.emit(table.objects.rows.index(row, 0))


def test_a_click_and_enter_go_to_the_object(table, polygons, canvas, qgis_app):
    shown(polygons, table)
    go(table, 0)
    assert canvas.extent().contains(QgsRectangle(300_010, 4_300_000, 300_011, 4_300_001))
    assert canvas.center().x() == pytest.approx(300_010.5)
    view = table.objects.table
    view.setCurrentIndex(table.objects.rows.index(2, 0))
    view.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))
    assert canvas.center().x() == pytest.approx(300_000.5)


@pytest.mark.parametrize(("pixels", "side"), [(100, 200.0), (1, 2000.0)])
def test_the_scale_shows_the_surroundings_whatever_the_pixel_size(table, polygons, canvas, pixels, side):
    shown(polygons, table, rows=[(1, "peat", "#aa3377", 100.0, pixels, 0.5)])
    go(table, 0)
    assert min(canvas.extent().width(), canvas.extent().height()) == pytest.approx(side, rel=0.01)


def bands(canvas):
    return [item for item in canvas.scene().items() if isinstance(item, QgsRubberBand) and item.size()]


def test_tiles_and_labels_do_not_hide_the_imagery_of_a_review(table, polygons, raster, tmp_path):
    layer, project = shown(polygons, table), QgsProject.instance()
    tiles = QgsVectorLayer(datasets.write(tmp_path / "bog.gpkg") + "|layername=tiles", "tiles", "ogr")
    mask, image = (QgsRasterLayer(raster(f"{name}.tif"), name) for name in ("north_mask", "north"))
    own = QgsVectorLayer("Polygon?crs=EPSG:26917&field=plan:string", "own", "memory")
    tiles.setLabeling(QgsVectorLayerSimpleLabeling(QgsPalLayerSettings()))
    tiles.setLabelsEnabled(True)
    project.addMapLayers([tiles, mask, image, own])
    table.objects.chosen.emit(table.objects.rows.rows()[0])
    assert [one.opacity() for one in (tiles, mask, image, own)] == [0, 0, 1, 1]
    assert layer.opacity() > 0
    assert not tiles.labelsEnabled()
    table.see_through.click()
    assert [one.opacity() for one in (tiles, mask, layer)] == [1, 1, 1]
    assert tiles.labelsEnabled()


def test_after_a_review_the_selection_is_as_before(table, polygons):
    layer = shown(polygons, table)
    layer.selectByIds([1, 4])
    for row in table.objects.rows.rows()[:2]:
        table.objects.chosen.emit(row)
    assert len(layer.selectedFeatureIds()) == 1
    table.see_through.click()
    assert sorted(layer.selectedFeatureIds()) == [1, 4]
    table.objects.chosen.emit(table.objects.rows.rows()[0])
    table.clear("")
    assert sorted(layer.selectedFeatureIds()) == [1, 4]


def test_a_layer_that_is_removed_during_a_review_ends_it(table, polygons):
    layer = shown(polygons, table)
    table.objects.chosen.emit(table.objects.rows.rows()[0])
    QgsProject.instance().removeMapLayer(layer.id())
    assert not table.review.is_on


def test_the_object_is_selected_and_outlined_until_the_next_one(table, polygons, canvas):
    layer = shown(polygons, table)
    for row, fid in ((0, 2), (1, 4)):
        go(table, row)
        assert layer.selectedFeatureIds() == [fid]
        (band,) = bands(canvas)
        assert band.asGeometry().boundingBox().xMinimum() == pytest.approx(300_000 + 10 * (fid - 1))
    table.hide()
    table.review.end()
    assert bands(canvas) == []


def test_maps_let_the_imagery_be_seen_while_objects_are_looked_at(table, polygons, raster):
    layer = shown(polygons, table)
    project = QgsProject.instance()
    imagery, classes = QgsRasterLayer(raster("image.tif"), "image"), QgsRasterLayer(raster("map.tif"), "map")
    project.addMapLayer(imagery)
    project.addMapLayer(classes, False)
    group = project.layerTreeRoot().insertGroup(0, "Map 1")
    group.setCustomProperty("diao/run", True)
    group.addLayer(classes)
    classes.setOpacity(0.8)
    of_toolbox = QgsRasterLayer(raster("toolbox.tif", colors=[(0, 0, 0, 255)], names=["bog"]), "of the toolbox")
    styles.store_for_raster(of_toolbox.source())
    project.addMapLayer(of_toolbox)
    go(table, 0)
    assert table.see_through.isChecked()
    assert (imagery.opacity(), classes.opacity(), of_toolbox.opacity()) == (1.0, 0.0, 0.0)
    assert layer.opacity() < 0.5
    go(table, 1)
    table.see_through.click()
    assert (classes.opacity(), layer.opacity()) == (0.8, 1.0)
    assert classes.customProperty("diao/opacity") is None


def test_a_project_saved_during_a_review_opens_as_it_was_before(table, polygons, tmp_path):
    shown(polygons, table)
    go(table, 0)
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "p.qgz"))
    table.clear("")
    project.read(str(tmp_path / "p.qgz"))
    (again,) = project.mapLayers().values()
    assert again.opacity() == 1.0


def test_rows_are_copied_as_a_table(table, polygons, qgis_app):
    shown(polygons, table)
    table.objects.copy.click()
    lines = qgis_app.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Class", "Verdict", "Size", "Confidence", "No."]
    assert [line.split("\t")[0] for line in lines[1:]] == ["peat", "water", "peat", "peat"]
    view = table.objects.table
    for row in (0, 1):
        index = table.objects.rows.index(row, 0)
        view.selectionModel().select(
            index, QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        )
    table.objects.copy.click()
    assert len(qgis_app.clipboard().text().splitlines()) == 3


def test_the_list_is_saved_as_csv(table, polygons, tmp_path):
    shown(polygons, table)
    table.objects.show_class(1)
    table._save(str(tmp_path / "objects.csv"))
    with open(tmp_path / "objects.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["object"] for row in rows] == ["2", "1", "3"]
    assert (rows[0]["class"], float(rows[0]["area_m2"]), rows[2]["mean_confidence"]) == ("peat", 100.0, "")
    assert 300_010 < float(rows[0]["x"]) < 300_011
    table._save(str(tmp_path / "gone" / "objects.csv"))
    assert "cannot be written" in table.said[-1]


def test_colours_are_those_of_the_layer_and_a_new_one_is_asked_for(table, polygons):
    layer = shown(polygons, table)
    styles.store(layer, renderers.polygons_renderer(layer))
    asked = []
    table.recolored.connect(lambda *what: asked.append(what))
    table.swatches.picked.emit(0, "#112233")
    assert asked == [("peat", 1, "#112233")]
    colors.recolor(QgsProject.instance(), *asked[0])
    assert [row.color for row in table.class_rows.rows()] == ["#112233", "#2166ac"]
    assert {row.color for row in table.objects.rows.rows()} == {"#112233", "#2166ac"}


def test_the_map_may_have_another_crs(table, polygons, canvas):
    shown(polygons, table)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    go(table, 0)
    assert -84 < canvas.center().x() < -83
    assert 38 < canvas.center().y() < 39
    assert canvas.extent().width() < 0.01


def test_an_object_that_was_deleted_is_told(table, polygons):
    layer = shown(polygons, table)
    layer.dataProvider().deleteFeatures([2])
    go(table, 0)
    assert "Object 2" in table.said[-1]


def test_saved_edits_are_read_again_in_the_same_class(table, polygons):
    layer = shown(polygons, table)
    table.objects.show_class(2)
    layer.startEditing()
    layer.deleteFeature(2)
    assert layer.commitChanges()
    assert cells(table.classes)[0][:2] == ["peat", "2"]
    assert objects(table) == [["4", "2.00 ha", "0.70"]]


def test_a_removed_layer_leaves_a_sentence(table, polygons):
    layer = shown(polygons, table)
    index = table.objects.rows.index(0, 0)
    QgsProject.instance().removeMapLayer(layer.id())
    assert table.layer is None
    assert "removed" in table.message.text()
    table.objects.table.clicked.emit(index)


def test_a_file_that_is_gone_leaves_a_sentence(table, qgis_new_project, tmp_path):
    path = tmp_path / "other.gpkg"
    sqlite3.connect(path).close()
    for source in (str(path), str(tmp_path / "gone.gpkg")):
        with pytest.raises(object_rows.Unreadable):
            object_rows.read_objects(QgsVectorLayer(source, "gone", "ogr"))


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
    assert layer.featureCount() == table.objects.rows.rowCount() == 20_000
    assert cells(table.classes)[0][:2] == ["peat", "20,000"]
    assert table.objects.rows.row(table.objects.rows.index(0, 0)).fid == 20_000


@pytest.mark.parametrize("is_shown", [False, True])
def test_a_list_of_very_many_is_measured_by_the_rows_that_are_seen(is_shown, show, monkeypatch, qgis_app):
    looked_at = set()
    data = Rows.data

    def noted(self, index, role=Qt.ItemDataRole.DisplayRole):
        looked_at.add(index.row())
        return data(self, index, role)

    monkeypatch.setattr(Rows, "data", noted)
    listed = ObjectList()
    if is_shown:
        show(listed, 320, 400)
    listed.show_rows([ObjectRow("peat", None, 1.0, 0.5, fid, 1, "#aa3377", 1) for fid in range(3000)])
    qgis_app.processEvents()
    if not is_shown:
        show(listed, 320, 400)
    qgis_app.processEvents()
    assert listed.table.columnWidth(2) >= listed.table.fontMetrics().horizontalAdvance("1 m²")
    assert 0 < len(looked_at) < 50
