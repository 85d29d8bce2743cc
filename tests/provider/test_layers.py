# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers reach the engine as the user sees them, and stay as they are."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from diao.diao_engine.jobs import ClassHint, LayerRef
from diao.diao_engine.jobs.paths import files_behind
from diao.processing_provider import layers
from diao.processing_provider.layers import Restriction, Unusable
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsMapLayerStyle,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsRendererCategory,
    QgsVectorLayer,
)

TRANSFORMS = QgsCoordinateTransformContext()


def plan(layer, restriction=None, field="cover"):
    return layers.vector_input(layer, restriction or Restriction(), field=field, transforms=TRANSFORMS)


def exported(plan, folder):
    """What an export holds: its layer, and the values of its only field."""
    assert plan.finish is not None
    ref = plan.finish(str(folder))
    layer = QgsVectorLayer(f"{ref.path}|layername={ref.layer}", "exported", "ogr")
    assert layer.isValid()
    return layer, [feature.attributes()[-1] for feature in layer.getFeatures()]


@pytest.fixture
def unchanged():
    """A layer's state, for comparison before and after."""

    def state(layer):
        style = QgsMapLayerStyle()
        style.readFromLayer(layer)
        own = () if isinstance(layer, QgsRasterLayer) else (layer.subsetString(), sorted(layer.selectedFeatureIds()))
        resampling = layer.dataProvider().zoomedInResamplingMethod() if isinstance(layer, QgsRasterLayer) else None
        return layer.crs().authid(), layer.source(), style.xmlData(), own, resampling

    return state


def test_a_file_is_used_as_it_is(squares, saved):
    layer = saved(squares)
    assert plan(layer) == layers.LayerInput(LayerRef(layer.source().split("|")[0], "squares"))


def test_a_shapefile_and_a_layer_without_layername(squares, saved):
    layer = saved(squares, "saved.shp", driver="ESRI Shapefile")
    assert plan(layer).finish is None
    assert plan(layer).ref.path == layer.source()


def test_memory_layer_is_exported_with_its_crs(squares, tmp_path):
    layer, values = exported(plan(squares), tmp_path)
    assert layer.crs().authid() == "EPSG:26917"
    assert values == ["forest", "peat", "forest"]


def test_filter_counts(squares, saved, tmp_path):
    layer = saved(squares)
    layer.setSubsetString("\"cover\" = 'peat'")
    assert exported(plan(layer), tmp_path)[1] == ["peat"]


def test_selection_counts_when_asked_for(squares, saved, tmp_path):
    layer = saved(squares)
    layer.selectByIds([1, 3])
    assert plan(layer).finish is None
    assert exported(plan(layer, Restriction(selected=True)), tmp_path)[1] == ["forest", "forest"]
    assert sorted(layer.selectedFeatureIds()) == [1, 3]


def test_limit_and_expression_of_the_input_widget(squares, tmp_path):
    assert exported(plan(squares, Restriction(limit=2)), tmp_path)[1] == ["forest", "peat"]
    assert exported(plan(squares, Restriction(expression="cover = 'peat'")), tmp_path)[1] == ["peat"]


def test_unsaved_edits_count(squares, saved, tmp_path):
    layer = saved(squares)
    layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().lookupField("cover"), "bog")
    layer.deleteFeature(2)
    try:
        assert exported(plan(layer), tmp_path)[1] == ["bog", "forest"]
    finally:
        layer.rollBack()


def test_computed_field_is_exported(squares, saved, tmp_path):
    layer = saved(squares)
    loud = layer.fields().field("cover")
    loud.setName("loud")
    layer.addExpressionField("upper(cover)", loud)
    assert exported(plan(layer, field="loud"), tmp_path)[1] == ["FOREST", "PEAT", "FOREST"]
    assert plan(layer, field="cover").finish is None


def test_crs_set_in_the_project_counts(squares, saved, tmp_path):
    layer = saved(squares)
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    assert exported(plan(layer), tmp_path)[0].crs().authid() == "EPSG:32633"


def test_a_file_given_by_path_brings_the_style_beside_it(squares, saved, context):
    layer = saved(squares)
    path = layer.source().split("|")[0]
    symbol = QgsFillSymbol.createSimple({"color": "#123456"})
    layer.setRenderer(QgsCategorizedSymbolRenderer("cover", [QgsRendererCategory("peat", symbol, "Peat bog")]))
    layer.saveNamedStyle(str(Path(path).with_suffix(".qml")))
    layer = layers.resolve(path, context, raster=False)
    assert plan(layer).ref.classes == (ClassHint("peat", "Peat bog", "#123456"),)


def test_a_category_without_a_symbol_has_no_colour(squares, saved):
    layer = saved(squares)
    layer.setRenderer(QgsCategorizedSymbolRenderer("cover", [QgsRendererCategory("peat", None, "Peat bog")]))
    assert plan(layer).ref.classes == (ClassHint("peat", "Peat bog", ""),)


def test_class_field_called_fid(tmp_path):
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326&field=fid:integer", "numbers", "memory")
    for _ in range(2):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([7])
        feature.setGeometry(QgsGeometry.fromWkt("Polygon ((0 0, 1 0, 1 1, 0 0))"))
        layer.dataProvider().addFeatures([feature])
    assert exported(plan(layer, field="fid"), tmp_path)[1] == [7, 7]


def test_curves_become_segments(tmp_path):
    layer = QgsVectorLayer("CurvePolygon?crs=EPSG:26917&field=cover:string", "round", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["pond"])
    feature.setGeometry(QgsGeometry.fromWkt("CurvePolygon (CircularString (0 0, 1 1, 2 0, 1 -1, 0 0))"))
    assert layer.dataProvider().addFeatures([feature])[0]
    written, _ = exported(plan(layer), tmp_path)
    geometry = next(written.getFeatures()).geometry()
    assert "Curve" not in geometry.asWkt()
    assert geometry.area() == pytest.approx(3.14159, rel=0.01)


def test_no_attribute_is_exported_when_none_is_needed(squares, tmp_path):
    written, _ = exported(plan(squares, field=""), tmp_path)
    assert [field.name() for field in written.fields()] == ["diao_fid"]


def test_unknown_field_is_told_with_those_there_are(squares):
    with pytest.raises(Unusable, match="squares has no field color; choose one of its fields: tile_id, cover, code"):
        plan(squares, field="color")


@pytest.mark.parametrize(("field", "keys"), [("cover", ["peat", "forest"]), ("code", ["2", "1"])])
def test_categories_are_classes(squares, field, keys):
    categories = [
        QgsRendererCategory(key if field == "cover" else int(key), QgsFillSymbol.createSimple({"color": color}), label)
        for key, color, label in zip(keys, ("#102030", "#a0b0c0"), ("Moor", ""), strict=True)
    ]
    categories.append(QgsRendererCategory(None, QgsFillSymbol.createSimple({}), "all others"))
    squares.setRenderer(QgsCategorizedSymbolRenderer(field, categories))
    assert plan(squares, field=field).ref.classes == (
        ClassHint(keys[0], "Moor", "#102030"),
        ClassHint(keys[1], "", "#a0b0c0"),
    )
    assert plan(squares, field="tile_id").ref.classes == ()


def test_classes_survive_the_export(squares, tmp_path):
    squares.setRenderer(
        QgsCategorizedSymbolRenderer(
            '"cover"', [QgsRendererCategory("peat", QgsFillSymbol.createSimple({"color": "#102030"}), "Moor")]
        )
    )
    assert plan(squares).finish(str(tmp_path)).classes == (ClassHint("peat", "Moor", "#102030"),)


def test_palette_of_a_raster(raster):
    path = raster(colors=[(1, 2, 3, 255), (255, 0, 16, 255)], names=["", "peat"])
    hints = layers.raster_input(QgsRasterLayer(path)).ref.classes
    assert ClassHint("1", "peat", "#ff0010") in hints
    assert ClassHint("0", "0", "#010203") not in hints
    assert layers.raster_input(QgsRasterLayer(path)).ref.path == path
    assert layers.raster_input(QgsRasterLayer(raster("grey.tif"))).ref.classes == ()


def test_raster_that_is_no_file(context):
    wms = QgsRasterLayer("type=xyz&url=http://localhost:1/%7Bz%7D/%7Bx%7D/%7By%7D.png", "online", "wms")
    with pytest.raises(Unusable, match=r"online is a map on the network.*diao:fetchimagery"):
        layers.raster_input(wms)


@pytest.mark.parametrize("stored", ["EPSG:26917", None])
def test_the_crs_that_the_user_has_set_counts(raster, stored):
    path = raster()
    if stored is None:
        from osgeo import gdal

        gdal.Open(path, gdal.GA_Update).SetProjection("")
    layer = QgsRasterLayer(path, "image")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32617"))
    assert layers.raster_input(layer).ref.path == f"vrt://{path}?a_srs=EPSG:32617"


@pytest.mark.parametrize("name", ["unknown", "Ours & theirs?"])
def test_a_crs_without_a_code_counts_too(raster, name):
    path = raster()
    wkt = QgsCoordinateReferenceSystem.fromProj("+proj=laea +lat_0=52.3 +lon_0=10.1 +x_0=12 +ellps=bessel").toWkt()
    crs = QgsCoordinateReferenceSystem.fromWkt(wkt.replace("unknown", name, 1))
    assert crs.isValid()
    assert not crs.authid()
    layer = QgsRasterLayer(path, "image")
    layer.setCrs(crs)
    given = layers.raster_input(layer).ref.path
    assert list(files_behind(given)) == [path]
    start, sign, text = given.partition("?a_srs=")
    assert (start, sign) == (f"vrt://{path}", "?a_srs=")
    assert not set(text) & set("&?")  # they would end the option
    assert QgsCoordinateReferenceSystem.fromWkt(text).toProj() == crs.toProj()


def test_a_crs_for_a_part_of_a_file_is_named(raster):
    path = raster()
    layer = QgsRasterLayer(f"vrt://{path}?bands=1", "image")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32617"))
    with pytest.raises(Unusable, match="EPSG:32617 in the project but EPSG:26917 in its file"):
        layers.raster_input(layer)


def test_a_picture_without_a_place_has_no_crs_whatever_its_layer_has(tmp_path):
    from osgeo import gdal

    path = str(tmp_path / "picture.png")
    gdal.GetDriverByName("PNG").CreateCopy(path, gdal.GetDriverByName("MEM").Create("", 30, 20, 3))
    layer = QgsRasterLayer(path, "picture")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    assert layers.raster_input(layer).ref.path == path


def test_raster_in_a_geopackage(raster, tmp_path):
    from osgeo import gdal

    path = str(tmp_path / "rasters.gpkg")
    gdal.Translate(path, raster(), format="GPKG", creationOptions=["RASTER_TABLE=image"])
    layer = QgsRasterLayer(f"GPKG:{path}:image", "image")
    assert layer.isValid()
    assert layers.raster_input(layer).ref.path == f"GPKG:{path}:image"


def test_dataset_is_never_copied(tiles):
    path = tiles.source().split("|")[0]
    assert layers.dataset_input(tiles, Restriction()) == layers.LayerInput(LayerRef(path, "tiles"))


@pytest.mark.parametrize("how", ["filter", "selection"])
def test_dataset_restricted_to_tiles(tiles, how, tmp_path):
    if how == "filter":
        tiles.setSubsetString("\"split\" = 'train'")
    else:
        tiles.selectByExpression("\"split\" = 'train'")
    ref = layers.dataset_input(tiles, Restriction(selected=how == "selection")).finish(str(tmp_path / "unused"))
    assert ref.ids == (10, 11)
    assert not (tmp_path / "unused").exists()


def test_dataset_with_unsaved_edits(tiles):
    tiles.startEditing()
    tiles.changeAttributeValue(1, tiles.fields().lookupField("repeats"), 5)
    with pytest.raises(Unusable, match="dataset has unsaved edits; save or discard them first"):
        layers.dataset_input(tiles, Restriction())
    tiles.rollBack()


@pytest.mark.parametrize("kind", ["memory", "shapefile"])
def test_no_dataset(squares, saved, kind):
    layer = squares if kind == "memory" else saved(squares, "saved.shp", driver="ESRI Shapefile")
    with pytest.raises(Unusable, match="is not the layer tiles of a tile dataset"):
        layers.dataset_input(layer, Restriction())


def test_dataset_in_a_read_only_folder(tiles, tmp_path):
    folder = tmp_path / "read only"
    folder.mkdir()
    path = shutil.copy(tiles.source().split("|")[0], folder)
    before = Path(path).read_bytes()
    layer = QgsVectorLayer(f'{path}|layername=tiles|subset="repeats" > 1', "tiles", "ogr")
    assert layers.dataset_input(layer, Restriction()).finish("").ids == (11,)
    del layer
    assert Path(path).read_bytes() == before
    with closing(sqlite3.connect(path)) as file:
        assert not file.execute("select * from sqlite_master where name = 'layer_styles'").fetchall()


def test_restriction_of_a_parameter_value():
    assert Restriction.of("layer-id") == Restriction()
    value = QgsProcessingFeatureSourceDefinition("layer-id", True, 5)
    assert Restriction.of(value) == Restriction(selected=True, limit=5)


def test_any_way_to_name_a_layer(squares, context):
    QgsProject.instance().addMapLayer(squares)
    # The list of layers in a dialog gives sources.
    for raw in (squares, squares.id(), "squares", squares.source(), QgsProcessingFeatureSourceDefinition(squares.id())):
        assert layers.resolve(raw, context).id() == squares.id()
    assert layers.resolve("", context) is None
    assert layers.resolve("/nowhere.gpkg", context) is None


def test_the_users_layers_stay_as_they_are(squares, saved, raster, tiles, unchanged, tmp_path):
    vector, image = saved(squares), QgsRasterLayer(raster(), "image")
    vector.setSubsetString("\"cover\" = 'forest'")
    vector.selectByIds([1])
    everything = (squares, vector, image, tiles)
    before = [unchanged(layer) for layer in everything]
    plan(squares).finish(str(tmp_path))
    plan(vector, Restriction(selected=True)).finish(str(tmp_path))
    layers.raster_input(image)
    layers.dataset_input(tiles, Restriction(limit=1)).finish(str(tmp_path))
    assert [unchanged(layer) for layer in everything] == before
