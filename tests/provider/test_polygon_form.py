# SPDX-License-Identifier: GPL-2.0-or-later
"""The form that polygons of rare classes bring along: verdicts and classes to choose, and what follows from them."""

import pytest
from diao.processing_provider import polygon_form, renderers, styles
from qgis.core import (
    NULL,
    QgsFeature,
    QgsGeometry,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.gui import QgsAttributeEditorContext, QgsAttributeForm
from qgis.PyQt.QtGui import QColor

from tests.rare_polygons import FIELDS, opened


@pytest.fixture
def polygons(saved, add_square, qgis_new_project):
    return lambda crs="EPSG:26917": opened(saved, add_square, crs=crs)


def drawn(layer, side=10.0):
    """A polygon that the analyst draws, with what the form fills in."""
    square = QgsGeometry.fromRect(QgsRectangle(0, 0, side, side))
    return QgsVectorLayerUtils.createFeature(layer, square)


def cells(layer, fid, *names):
    feature = layer.getFeature(fid)
    return tuple(feature[name] for name in names)


def test_all_classes_of_the_map_can_be_chosen(polygons):
    assert polygon_form.choices(polygons()) == [(0, "forest"), (1, "peat"), (2, "farmer's pond")]


def test_the_attribute_table_shows_one_class_field(polygons):
    columns = polygons().attributeTableConfig().columns()
    assert [column.name for column in columns if column.hidden and column.name] == [
        "class_name",
        "class_color",
        "map_value",
    ]


def test_a_drawn_polygon_is_right_and_of_the_first_rare_class(polygons):
    layer = polygons()
    layer.startEditing()
    feature = drawn(layer)
    assert [feature[name] for name in ("class_value", "class_name", "class_color", "review", "area_m2")] == [
        1, "peat", "#aa3377", "right", 100.0,
    ]  # fmt: skip


def test_name_and_colour_follow_the_class_that_is_chosen_while_drawing(polygons):
    layer = polygons()
    layer.startEditing()
    form = QgsAttributeForm(layer, drawn(layer))
    form.setMode(QgsAttributeEditorContext.Mode.AddFeatureMode)
    form.changeAttribute("class_value", 2)
    assert form.save()
    assert layer.commitChanges()
    assert cells(layer, layer.maximumValue(0), "class_value", "class_name", "class_color", "map_value", "review") == (
        2, "farmer's pond", "#2166ac", NULL, "right",
    )  # fmt: skip


def test_the_table_has_titles_and_few_decimals_and_the_form_rounds_nothing_that_counts(polygons):
    layer = polygons()
    shown = {column.name: column.width for column in layer.attributeTableConfig().columns() if not column.hidden}
    titles = {name: layer.attributeDisplayName(layer.fields().lookupField(name)) for name in shown if name}
    assert titles == {
        "fid": "fid", "class_value": "Class", "area_m2": "Area (m²)", "pixels": "Pixels", "mean_confidence": "Mean confidence",
        "review": "Verdict",
    }  # fmt: skip
    assert shown["mean_confidence"] > shown["pixels"]
    layer.startEditing()
    form = QgsAttributeForm(layer, drawn(layer, side=3.33))
    form.setMode(QgsAttributeEditorContext.Mode.AddFeatureMode)
    form.changeAttribute("class_value", 2)
    assert form.save()
    assert layer.commitChanges()
    (area,) = cells(layer, layer.maximumValue(0), "area_m2")
    assert area == pytest.approx(3.33**2, abs=0.005)


@pytest.mark.parametrize(("crs", "side", "area"), [("EPSG:2264", 10.0, 9.29), ("EPSG:4326", 0.001, 12_308.8)])
def test_its_area_is_in_square_metres_whatever_the_crs(polygons, crs, side, area):
    layer = polygons(crs)
    layer.startEditing()
    assert drawn(layer, side)["area_m2"] == pytest.approx(area, rel=0.001)


def test_name_and_colour_follow_the_class_and_that_is_a_verdict(polygons):
    layer = polygons()
    layer.startEditing()
    at = layer.fields().lookupField("class_value")
    layer.changeAttributeValue(1, at, 2)
    assert cells(layer, 1, "class_name", "class_color", "review") == ("farmer's pond", "#2166ac", "class")
    layer.changeAttributeValue(1, layer.fields().lookupField("review"), "unsure")
    assert cells(layer, 1, "class_name", "review", "area_m2") == ("farmer's pond", "unsure", 900.0)
    assert layer.commitChanges()
    again = QgsVectorLayer(layer.source(), "again", "ogr")
    assert cells(again, 1, "class_value", "map_value", "review") == (2, 1, "unsure")
    assert cells(again, 2, "class_value", "review") == (1, NULL)


def test_back_to_the_class_of_the_map_is_right(polygons):
    layer = polygons()
    layer.startEditing()
    at = layer.fields().lookupField("class_value")
    for value in (0, 1):
        layer.changeAttributeValue(1, at, value)
    assert cells(layer, 1, "class_name", "review") == ("peat", "right")


def test_a_verdict_in_the_table_changes_nothing_else(polygons):
    layer = polygons()
    layer.startEditing()
    before = cells(layer, 1, "class_value", "class_name", "class_color", "area_m2", "pixels")
    layer.changeAttributeValue(1, layer.fields().lookupField("review"), "wrong")
    assert cells(layer, 1, "class_value", "class_name", "class_color", "area_m2", "pixels") == before
    assert cells(layer, 1, "review") == ("wrong",)


def test_a_layer_of_before_the_verdicts_has_no_form(saved, add_square, qgis_new_project):
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:26917&{FIELDS.partition('&field=map_value')[0]}", "p", "memory")
    add_square(layer, 0, [1, "peat", "#aa3377", 900.0, 9, 0.5])
    layer = saved(layer, "old.gpkg", "minority_polygons")
    styles.store_for_vector(layer.source().partition("|")[0])
    assert polygon_form.choices(QgsVectorLayer(layer.source(), "again", "ogr")) == []


def symbol_of(layer, feature):
    context = QgsRenderContext()
    context.setExpressionContext(layer.createExpressionContext())
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())
    context.expressionContext().setFeature(feature)
    symbol = renderer.symbolForFeature(feature, context)
    found = None if symbol is None else symbol.clone()
    renderer.stopRender(context)
    return found


def test_a_class_without_a_category_has_a_symbol_too(polygons):
    layer = polygons()
    feature = QgsFeature(layer.getFeature(1))
    feature["class_value"], feature["class_color"] = 2, "#2166ac"
    assert symbol_of(layer, feature) is not None


def test_a_new_colour_keeps_how_verdicts_are_shown(polygons):
    category = polygons().renderer().categories()[0]
    symbol = category.symbol()
    changed = renderers.recolored(symbol, QColor("#112233"))
    assert changed.color().name() == "#112233"
    assert (
        changed.symbolLayer(0).dataDefinedProperties().count()
        == symbol.symbolLayer(0).dataDefinedProperties().count()
        > 0
    )
