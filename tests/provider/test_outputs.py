# SPDX-License-Identifier: GPL-2.0-or-later
"""What a finished run gives back: values that the next algorithm takes, and styles that stay with the files."""

import errno
import sqlite3
from contextlib import closing

import pytest
from diao.processing_provider import renderers, styles
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCoordinateTransformContext,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterRasterLayer,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt

NUMBERS = '{"imbalance_before": 1.0, "imbalance_after": 0.5, "imbalance_floor": 0.4, "tile_count": 3, "imbalance": 1.0}'


def copying(layer):
    """An engine that copies a layer's file to its output."""
    return f"""
        import shutil
        shutil.copy({layer.source().split("|")[0]!r}, values["output"])
        tell("finished", outputs=dict({NUMBERS}, output=values["output"]))
    """


@pytest.fixture
def score(run, stub, tiles):
    """Run `score` with an engine that copies the dataset."""
    stub(copying(tiles))
    return lambda output: run("score", {"DATASET": tiles.source(), "OUTPUT": output})


@pytest.fixture
def polygons(saved, add_square):
    """Minority polygons in a file, as the engine writes them."""
    return lambda classes: _polygons(saved, add_square, classes)


def _polygons(saved, add_square, classes):
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:26917&field=class_value:integer&field=class_name:string&field=class_color:string"
        "&field=area_m2:double&field=pixels:integer&field=mean_confidence:double",
        "polygons",
        "memory",
    )
    for x, (value, name, color) in enumerate(classes):
        add_square(layer, x, [value, name, color, 1.0, 1, 0.5])
    return saved(layer, "polygons.gpkg", "minority")


def test_a_dataset_is_given_back_as_its_layer_of_tiles(score, tmp_path, context):
    path = str(tmp_path / "balanced.gpkg")
    results, _ = score(path)
    assert results["OUTPUT"] == f"{path}|layername=tiles"
    assert results["IMBALANCE_AFTER"] == 0.5
    layer = QgsProcessingUtils.mapLayerFromString(results["OUTPUT"], context)
    assert layer.fields().lookupField("tile_id") >= 0


def test_a_style_that_cannot_be_stored_is_told_and_costs_no_result(score, tmp_path, feedback, monkeypatch):
    monkeypatch.setattr(styles, "save_style", lambda *_: "disk is full")
    path = str(tmp_path / "balanced.gpkg")
    results, is_ok = score(path)
    assert is_ok
    assert results["OUTPUT"] == f"{path}|layername=tiles"
    (told,) = feedback.warnings
    assert path in told
    assert "disk is full" in told


def test_a_style_file_that_cannot_be_written_is_told(raster, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(styles, "replace_file", full)
    with pytest.raises(styles.NotStored) as told:
        styles.store_for_raster(path := raster("map.tif", colors=[(0, 0, 0, 255)], names=["bog"]))
    assert (told.value.source, told.value.reason) == (path, "No space left on device")


def test_the_result_goes_into_the_next_algorithm(score, run, tmp_path):
    results, _ = score(str(tmp_path / "first.gpkg"))
    again, is_ok = run("score", {"DATASET": results["OUTPUT"], "OUTPUT": str(tmp_path / "second.gpkg")})
    assert is_ok
    assert again["OUTPUT"].startswith(str(tmp_path / "second.gpkg"))


@pytest.mark.parametrize(("file_name", "name"), [("balanced.gpkg", "balanced"), ("", "Balanced dataset")])
def test_it_is_loaded_from_its_result_under_a_telling_name(score, context, tmp_path, file_name, name):
    target = str(tmp_path / file_name) if file_name else "TEMPORARY_OUTPUT"
    destination = QgsProcessingOutputLayerDefinition(target, QgsProject.instance())
    results, _ = score(destination)
    assert list(context.layersToLoadOnCompletion()) == [results["OUTPUT"]]
    details = context.layerToLoadOnCompletionDetails(results["OUTPUT"])
    assert (details.name, details.forceName, details.outputName) == (name, True, "OUTPUT")
    assert details.project == QgsProject.instance()


def test_nothing_is_loaded_that_nobody_asked_to_load(score, context, tmp_path):
    score(str(tmp_path / "balanced.gpkg"))
    assert context.layersToLoadOnCompletion() == {}


def seen(layer, renderer):
    """By the number of each tile the label of its category."""
    context = QgsExpressionContext()
    context.setFields(layer.fields())
    kind = QgsExpression(renderer.classAttribute())
    labels = {category.value(): category.label() for category in renderer.categories()}
    found = {}
    for tile in layer.getFeatures():
        context.setFeature(tile)
        found[tile["tile_id"]] = labels.get(kind.evaluate(context) or "", labels[""])
    return found


def test_tiles_show_their_repeats_wherever_they_are_opened(score, tmp_path):
    results, _ = score(str(tmp_path / "balanced.gpkg"))
    layer = QgsVectorLayer(results["OUTPUT"], "again", "ogr")
    assert [category.label() for category in layer.renderer().categories()] == [
        "Training tile",
        "Training tile, shown 2 times",
        "Training tile, shown 3–4 times",
        "Validation tile",
        "Not used",
    ]
    assert seen(layer, layer.renderer()) == {
        10: "Training tile", 11: "Training tile, shown 3–4 times", 12: "Validation tile",
    }  # fmt: skip


def test_tiles_are_outlines_and_filled_where_repeated_the_more_the_oftener(tiles):
    tiles.dataProvider().changeAttributeValues({1: {3: 2}, 3: {2: "train", 3: 12}})
    renderer = renderers.tiles_renderer(tiles)
    categories = renderer.categories()  # copies, with which their symbols go
    fills = {category.label(): category.symbol().symbolLayer(0) for category in categories}
    assert fills["Training tile"].brushStyle() == Qt.BrushStyle.NoBrush
    repeated = [fill.fillColor().alpha() for label, fill in fills.items() if "times" in label]
    assert len(repeated) == 4
    assert repeated == sorted(repeated)
    assert len({*repeated}) == 4


def test_synthetic_and_reviewed_tiles_are_told_from_real_ones(saved, add_square):
    fields = "field=tile_id:integer&field=split:string&field=repeats:integer&field=origin:string"
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:26917&{fields}", "tiles", "memory")
    for index, (origin, repeats) in enumerate(
        (("real", 1), ("synthetic", 1), ("reviewed", 1), ("synthetic", 4), ("real", 12))
    ):
        add_square(layer, 0, [index, "train", repeats, origin])
    renderer = renderers.tiles_renderer(layer)
    assert seen(layer, renderer) == {
        0: "Training tile", 1: "Synthetic training tile", 2: "Reviewed training tile",
        3: "Synthetic training tile, shown 3–4 times", 4: "Training tile, shown ≥ 10 times",
    }  # fmt: skip
    categories = renderer.categories()  # copies, with which their symbols go
    labels = [category.label() for category in categories]
    assert "Reviewed training tile, shown 2 times" not in labels
    assert "Synthetic training tile, shown 5–9 times" not in labels
    hatched = categories[labels.index("Synthetic training tile, shown 3–4 times")].symbol()
    styles_of = [hatched.symbolLayer(index).brushStyle() for index in (0, 1)]
    assert styles_of == [Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.SolidPattern]


def test_every_tile_has_one_category_whatever_an_edit_made_of_it(tiles):
    tiles.dataProvider().changeAttributeValues({1: {3: None}, 2: {3: 40}, 3: {2: "train", 3: 0}})
    assert list(seen(tiles, renderers.tiles_renderer(tiles)).values()) == [
        "Training tile", "Training tile, shown ≥ 10 times", "Not used",
    ]  # fmt: skip
    tiles.dataProvider().changeAttributeValues({1: {2: "spare"}, 2: {2: None}, 3: {2: "test", 3: 0}})
    labels = list(seen(tiles, renderers.tiles_renderer(tiles)).values())
    assert labels == ["Not used", "Not used", "Test tile"]


@pytest.mark.parametrize("kind", ["toolbox", "model"])
def test_what_processing_loads_has_its_style(
    kind, score, polygons, run, stub, raster, tmp_path, context, qgis_processing
):
    """Processing opens results without the styles of their files."""
    from processing.gui.Postprocessing import handleAlgorithmResults

    stub(copying(polygons([(5, "water", "#0000ff")])))
    output = QgsProcessingOutputLayerDefinition(str(tmp_path / "rare.gpkg"), QgsProject.instance())
    values = {"INPUT": raster(), "OUTPUT": output}
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("diao:minoritypolygons")
    if kind == "model":
        algorithm = _model_around("diao:minoritypolygons", "INPUT")
        values = {"INPUT": values["INPUT"], "polygons:OUT": output}
    _, is_ok = algorithm.run(values, context, QgsProcessingFeedback())
    assert is_ok
    assert handleAlgorithmResults(algorithm, context, QgsProcessingFeedback(), parameters=values)
    (layer,) = QgsProject.instance().mapLayers().values()
    assert [category.label() for category in layer.renderer().categories()] == ["water"]
    assert layer.labelsEnabled()


def _model_around(algorithm, name):
    """A model of the designer with one step."""
    model = QgsProcessingModelAlgorithm("one step")
    model.addModelParameter(QgsProcessingParameterRasterLayer(name, name), QgsProcessingModelParameter(name))
    child = QgsProcessingModelChildAlgorithm(algorithm)
    child.setChildId("polygons")
    child.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromModelParameter(name)])
    output = QgsProcessingModelOutput("OUT", "OUT")
    output.setChildOutputName("OUTPUT")
    output.setChildId("polygons")
    child.setModelOutputs({"OUT": output})
    model.addChildAlgorithm(child)
    assert model.canExecute()[0], model.canExecute()[1]
    return model


def test_style_leaves_the_tiles_themselves_alone(score, tmp_path, tiles):
    results, _ = score(str(tmp_path / "balanced.gpkg"))
    layer = QgsVectorLayer(results["OUTPUT"], "again", "ogr")
    assert [f.attributes() for f in layer.getFeatures()] == [f.attributes() for f in tiles.getFeatures()]
    assert sorted(path.name for path in tmp_path.glob("balanced.gpkg*")) == ["balanced.gpkg"]


def test_polygons_show_their_classes(polygons, run, stub, raster, tmp_path):
    source = polygons([(5, "water", "#0000ff"), (1, "building", "#ff0000"), (5, "water", "#0000ff")])
    stub(copying(source))
    path = str(tmp_path / "rare.gpkg")
    results, _ = run("minoritypolygons", {"INPUT": raster(), "OUTPUT": path})
    assert results == {"OUTPUT": path}
    layer = QgsVectorLayer(path, "again", "ogr")
    shown = [(int(c.value()), c.label(), c.symbol().color().name()) for c in layer.renderer().categories()]
    assert shown == [(1, "building", "#ff0000"), (5, "water", "#0000ff")]
    assert layer.labelsEnabled()
    labels = layer.labeling().settings()
    assert labels.scaleVisibility
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.layerScope(layer))
    texts = []
    for feature, area in zip(layer.getFeatures(), (4.25, 400.0, 25_000.0), strict=True):
        feature["area_m2"] = area
        context.setFeature(feature)
        texts.append(QgsExpression(labels.fieldName).evaluate(context))
    assert texts == ["water, 4.3 m²", "building, 400 m²", "water, 2.50 ha"]


def test_polygons_with_a_colour_that_is_none_are_grey(polygons):
    layer = polygons([(1, '<b>peat</b> & "bog"', 'red"><b>'), (2, "water", "")])
    styles.store(layer, renderers.polygons_renderer(layer), renderers.area_labels())
    shown = [(category.label(), category.symbol().color().name()) for category in layer.renderer().categories()]
    assert shown == [('<b>peat</b> & "bog"', "#808080"), ("water", "#808080")]


def test_no_polygon_at_all_is_fine_too(polygons):
    layer = polygons([])
    styles.store(layer, renderers.polygons_renderer(layer), renderers.area_labels())
    assert layer.renderer().categories() == []


def test_rasters(raster, run, stub, tmp_path):
    classes = raster("classes.tif", colors=[(0, 0, 0, 255), (255, 0, 0, 255)], names=["forest", "peat"])
    confidence = raster("probability.tif")
    stub(f"""
        import shutil
        shutil.copy({classes!r}, values["output"])
        shutil.copy({classes!r} + ".aux.xml", values["output"] + ".aux.xml") if os.path.exists({classes!r} + ".aux.xml") else 0
        shutil.copy({confidence!r}, values["confidence"])
        tell("finished", outputs={{}})
    """)
    (tmp_path / "model.onnx").touch()
    parameters = {
        "INPUT": raster(), "MODEL": str(tmp_path / "model.onnx"),
        "OUTPUT": str(tmp_path / "map.tif"), "CONFIDENCE": str(tmp_path / "sure.tif"),
    }  # fmt: skip
    results, _ = run("segment", parameters)
    assert results == {"OUTPUT": parameters["OUTPUT"], "CONFIDENCE": parameters["CONFIDENCE"]}
    assert sorted(path.name for path in tmp_path.glob("sure*")) == ["sure.qml", "sure.tif"]
    layer = QgsRasterLayer(parameters["OUTPUT"], "again")
    shown = layer.renderer()
    assert (shown.type(), [entry.label for entry in shown.classes()][:2]) == ("paletted", ["forest", "peat"])
    layer = QgsRasterLayer(parameters["CONFIDENCE"], "again")
    shown = layer.renderer()
    assert (shown.type(), shown.classificationMin(), shown.classificationMax()) == ("singlebandpseudocolor", 0.0, 1.0)


def test_a_broken_promise_is_no_result(run, stub, tiles, tmp_path):
    stub(f'tell("finished", outputs={NUMBERS})')
    results, _ = run("score", {"DATASET": tiles.source(), "OUTPUT": str(tmp_path / "x.gpkg")})
    assert "OUTPUT" not in results


def test_context_without_a_project(algorithm, stub, tiles, tmp_path, feedback):
    stub(copying(tiles))
    parameters = {"DATASET": tiles.source(), "OUTPUT": str(tmp_path / "x.gpkg")}
    assert algorithm("score").run(parameters, QgsProcessingContext(), feedback)[1]


def test_a_class_raster_shows_its_classes_and_no_fillers(tmp_path):
    path = str(tmp_path / "map.tif")
    raster = gdal.GetDriverByName("GTiff").Create(path, 4, 4, 1, gdal.GDT_Byte)
    raster.SetGeoTransform((0, 1, 0, 4, 0, -1))
    colors = gdal.ColorTable()
    colors.SetColorEntry(2, (10, 20, 30, 255))
    raster.GetRasterBand(1).SetColorTable(colors)
    raster.GetRasterBand(1).SetCategoryNames(["", "", "peat bog"])
    del raster
    styles.store_for_raster(path)
    layer = QgsRasterLayer(path, "map")
    assert [(entry.value, entry.label, entry.color.name()) for entry in layer.renderer().classes()] == [
        (2, "peat bog", "#0a141e")
    ]


def test_a_style_that_is_there_already_is_replaced_without_a_question(tiles):
    for _ in range(2):  # QGIS would open a window and wait
        styles.store(tiles, renderers.tiles_renderer(tiles))
    assert len([name for name in tiles.listStylesInDatabase()[2] if name == "diao"]) == 1


def test_the_style_of_one_layer_leaves_that_of_another_in_the_same_file(tiles):
    """QGIS lists those of the other layers too, behind the layer's own."""
    path = tiles.source().partition("|")[0]
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName, options.actionOnExistingFile = "objects", QgsVectorFileWriter.CreateOrOverwriteLayer
    QgsVectorFileWriter.writeAsVectorFormatV3(tiles, path, QgsCoordinateTransformContext(), options)
    others = QgsVectorLayer(f"{path}|layername=objects", "objects", "ogr")
    for layer in (tiles, others, tiles):
        styles.store(layer, renderers.tiles_renderer(tiles))
    with closing(sqlite3.connect(path)) as file:
        kept = file.execute("SELECT f_table_name FROM layer_styles ORDER BY 1").fetchall()
    assert kept == [("objects",), ("tiles",)]
