# SPDX-License-Identifier: GPL-2.0-or-later
"""Sample points as QGIS shows them: the form, the button and the look that come with their file."""

import os
import sqlite3

import pytest
from diao.diao_engine.jobs import sample
from diao.processing_provider import layers, renderers, sample_form, styles
from qgis.core import (
    QgsCoordinateTransformContext,
    QgsExpressionContext,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsRenderContext,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

CLASSES = (("forest", "#117733"), ("peat", "#aa4499"))


def write(path, layer, name, first):
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", name
    actions = QgsVectorFileWriter.ActionOnExistingFile
    options.actionOnExistingFile = actions.CreateOrOverwriteFile if first else actions.CreateOrOverwriteLayer
    writer = QgsVectorFileWriter.create(
        path, layer.fields(), layer.wkbType(), layer.crs(), QgsCoordinateTransformContext(), options
    )
    assert writer.addFeatures(list(layer.getFeatures()))
    del writer  # closes the file


@pytest.fixture
def points(qgis_app, tmp_path):
    """The source of four points as the engine writes them, styled."""
    columns = "point:integer&field=ref_class:string&field=note:string&field=map_class:string&field=stratum_m2:double"
    layer = QgsVectorLayer(f"Point?crs=EPSG:25832&field={columns}", "points", "memory")
    for number in range(1, 5):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(500_000 + number, 5_000_000)))
        feature.setAttributes([number, None, None, CLASSES[number % 2][0], 500.0])
        layer.dataProvider().addFeature(feature)
    table = QgsVectorLayer("NoGeometry?field=value:integer&field=name:string&field=color:string", "classes", "memory")
    for value, (name, color) in enumerate(CLASSES, 1):
        row = QgsFeature(table.fields())
        row.setAttributes([value, name, color])
        table.dataProvider().addFeature(row)
    path = str(tmp_path / "points.gpkg")
    write(path, layer, "sample_points", True)
    write(path, table, "classes", False)
    return styles.store_for_sample(path)


@pytest.fixture
def layer(points):
    """The layer as any QGIS opens it."""
    opened = QgsVectorLayer(points, "points", "ogr")
    assert opened.loadDefaultStyle()[1]
    return opened


def test_the_form_asks_for_the_class_and_a_note_and_hides_what_the_map_says(layer):
    config, fields = layer.editFormConfig(), layer.fields()
    (group,) = config.tabs()
    shown = [element.name() for element in group.children()][:3]
    assert shown == [sample.POINT, sample.REFERENCE, sample.NOTE]
    widgets = {field.name(): layer.editorWidgetSetup(index) for index, field in enumerate(fields)}
    offered = [name for entry in widgets[sample.REFERENCE].config()["map"] for name in entry.values()]
    assert offered[1:] == ["forest", "peat", sample.OTHER_CLASS]
    assert {name for name, widget in widgets.items() if widget.type() == "Hidden"} >= {
        sample.MAP_CLASS,
        sample.STRATUM_M2,
    }
    hidden = {column.name for column in layer.attributeTableConfig().columns() if column.hidden}
    assert hidden >= {sample.MAP_CLASS, sample.STRATUM_M2}
    assert not layer.labelsEnabled()
    assert sample.MAP_CLASS not in layer.displayExpression()


def test_judged_points_differ_from_those_that_wait_and_not_by_the_map(layer):
    """One has been judged, against the map; its look goes by what was found."""
    fid = next(feature.id() for feature in layer.getFeatures() if feature["map_class"] == "forest")
    layer.startEditing()
    layer.changeAttributeValue(fid, layer.fields().lookupField(sample.REFERENCE), "peat")
    renderer, context = layer.renderer(), QgsRenderContext()
    context.setExpressionContext(QgsExpressionContext())
    renderer.startRender(context, layer.fields())
    colors = {}
    for feature in layer.getFeatures():
        colors[feature.id()] = renderer.symbolForFeature(feature, context).symbolLayers()[-1].color().getRgb()
    renderer.stopRender(context)
    judged = colors.pop(fid)
    assert judged == (0xAA, 0x44, 0x99, 255)
    assert {color[3] for color in colors.values()} == {0}  # rings: the ground is to be seen
    assert len(set(colors.values())) == 1
    layer.rollBack()


def test_the_button_is_part_of_the_layer_and_compiles(layer):
    (action,) = layer.actions().actions()
    assert action.actionScopes() == sample_form._SCOPES
    compile(action.command(), "action", "exec")
    assert "{" not in action.command()


def test_a_sample_with_unsaved_edits_reaches_the_engine_with_its_strata(layer, tmp_path):
    """The points are judged in the edit buffer; the engine reads a file."""
    layer.startEditing()
    fid = next(layer.getFeatures()).id()
    layer.changeAttributeValue(fid, layer.fields().lookupField(sample.REFERENCE), "peat")
    given = layers.vector_input(layer, layers.Restriction(), transforms=QgsCoordinateTransformContext())
    folder = tmp_path / "export"
    os.mkdir(folder)
    ref = given.finish(str(folder))
    with sqlite3.connect(ref.path) as connection:
        rows = connection.execute("SELECT ref_class, map_class, stratum_m2 FROM layer ORDER BY diao_fid").fetchall()
    connection.close()
    assert rows[0] == ("peat", "peat", 500.0)
    assert [row[0] for row in rows[1:]] == [None] * 3
    layer.rollBack()


def test_another_class_has_a_look_of_its_own(qgis_app):
    categories = renderers.sample_renderer(CLASSES, 0.0).categories()
    assert [category.value() for category in categories][:3] == ["forest", "peat", sample.OTHER_CLASS]
    assert categories[2].label() == "another class"
