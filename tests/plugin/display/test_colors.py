# SPDX-License-Identifier: GPL-2.0-or-later
"""A class has its new colour in all layers of ours and in their files; layers of the user keep theirs."""

import errno
import os
from pathlib import Path

import pytest
from diao.diao_engine.jobs.outputs import record_file
from diao.plugin.display import colors, probabilities
from diao.processing_provider import renderers, styles
from osgeo import gdal
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsProject,
    QgsRasterLayer,
    QgsRendererCategory,
    QgsVectorLayer,
)

COLORS, NAMES = [(0, 0, 0, 0), (34, 136, 51, 255), (170, 51, 119, 255)], ["", "forest", "peat"]
FIELDS = (
    "field=class_value:integer&field=class_name:string&field=class_color:string"
    "&field=area_m2:double&field=pixels:integer&field=mean_confidence:double"
)


@pytest.fixture
def project(qgis_new_project):
    return QgsProject.instance()


@pytest.fixture
def polygons(saved, add_square):
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:26917&{FIELDS}", "p", "memory")
    for x, row in enumerate(((1, "forest", "#228833"), (2, "peat", "#aa3377"))):
        add_square(layer, x, [*row, 1.0, 1, 1.0])
    layer = saved(layer, "rare.gpkg", "minority_polygons")
    styles.store(layer, renderers.polygons_renderer(layer))
    return QgsVectorLayer(layer.source(), "rare", "ogr")


def shown(layer):
    return {entry.label: entry.color.name() for entry in layer.renderer().classes()}


def test_polygons_follow_in_the_project_and_in_their_file(project, polygons):
    project.addMapLayer(polygons)
    colors.recolor(project, "Peat", 2, "#112233")
    assert colors.of_layer(polygons) == {1: "#228833", 2: "#112233"}
    assert polygons.featureCount() == len(list(polygons.getFeatures())) == 2
    again = QgsVectorLayer(polygons.source(), "again", "ogr")
    assert colors.of_layer(again) == {1: "#228833", 2: "#112233"}
    assert [feature["class_color"] for feature in again.getFeatures()] == ["#228833", "#112233"]
    assert len([name for name in again.listStylesInDatabase()[2] if name == "diao"]) == 1


def test_another_class_of_the_same_value_keeps_its_colour(project, polygons):
    project.addMapLayer(polygons)
    colors.recolor(project, "water", 2, "#112233")
    assert colors.of_layer(polygons) == {1: "#228833", 2: "#aa3377"}


def test_what_is_being_edited_is_not_written(project, polygons):
    project.addMapLayer(polygons)
    polygons.startEditing()
    colors.recolor(project, "peat", 2, "#112233")
    assert colors.of_layer(polygons)[2] == "#112233"
    assert [feature["class_color"] for feature in polygons.getFeatures()] == ["#228833", "#aa3377"]
    polygons.rollBack()


def test_class_maps_follow_where_they_are_ours(project, raster):
    layers = {}
    for name in ("ours", "theirs"):
        path = raster(f"{name}.tif", colors=COLORS, names=NAMES)
        if name == "ours":
            styles.store_for_raster(path)
        layers[name] = QgsRasterLayer(path, name)
    project.addMapLayers(list(layers.values()))
    colors.recolor(project, "peat", 2, "#112233")
    assert shown(layers["ours"])["peat"] == "#112233"
    assert shown(layers["theirs"])["peat"] == "#aa3377"
    assert shown(QgsRasterLayer(layers["ours"].source(), "again"))["peat"] == "#112233"


def test_an_updated_map_keeps_the_date_that_it_holds_from(project, raster):
    path = raster("map.tif", colors=COLORS, names=NAMES)
    gdal.Open(path, gdal.GA_Update).SetMetadataItem("TIFFTAG_DATETIME", "2024:05:31 00:00:00")
    Path(record_file(path)).touch()
    styles.store_for_raster(path)
    project.addMapLayer(QgsRasterLayer(path, "map"))
    colors.recolor(project, "peat", 2, "#112233")
    again = QgsRasterLayer(path, "again")
    again.loadDefaultStyle()
    assert shown(again)["peat"] == "#112233"
    assert again.temporalProperties().fixedTemporalRange().begin().toString("yyyy-MM-dd") == "2024-05-31"


def test_a_colour_that_finds_no_room_is_told_and_shown(project, raster, polygons, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = raster("map.tif", colors=COLORS, names=NAMES)
    styles.store_for_raster(path)
    layer = QgsRasterLayer(path, "map")
    project.addMapLayers([layer, polygons])
    monkeypatch.setattr(styles, "replace_file", full)
    monkeypatch.setattr(styles, "save_style", lambda *_: "database or disk is full")
    unstored = colors.recolor(project, "peat", 2, "#112233")
    vector = polygons.source().split("|")[0]
    assert unstored == {path: os.strerror(errno.ENOSPC), vector: "database or disk is full"}
    assert shown(layer)["peat"] == colors.of_layer(polygons)[2] == "#112233"
    assert shown(QgsRasterLayer(path, "again"))["peat"] == "#aa3377"


def test_probabilities_follow(project, raster):
    classes = raster("map.tif", colors=COLORS, names=NAMES)
    stacked = QgsRasterLayer(raster("probabilities.tif"), "probabilities")
    project.addMapLayers([QgsRasterLayer(classes, "map"), stacked])
    probabilities.arrange({"OUTPUT": classes, "PROBABILITIES": stacked.source()}, project)
    (layer,) = [one for one in project.mapLayers().values() if one.name().endswith("probability")]
    name = str(layer.customProperty("diao/class"))
    colors.recolor(project, name, 2, "#112233")
    steps = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
    assert steps[-1].color.name() == "#112233"


def test_layers_of_the_user_keep_theirs(project, squares):
    renderer = QgsCategorizedSymbolRenderer("code", [QgsRendererCategory(2, QgsFillSymbol(), "peat")])
    squares.setRenderer(renderer)
    before = colors.of_layer(squares)
    project.addMapLayer(squares)
    colors.recolor(project, "peat", 2, "#112233")
    assert colors.of_layer(squares) == before
