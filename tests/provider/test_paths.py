# SPDX-License-Identifier: GPL-2.0-or-later
"""Paths mean what they mean where the user is, and no output overwrites what a run reads, whatever it is called."""

import json
import os
from pathlib import Path

import pytest
from diao.diao_engine.jobs import JOBS, Kind, specs
from diao.processing_provider import values
from diao.processing_provider.algorithm import JobAlgorithm
from diao.processing_provider.engine import EngineSettings
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)

# What a run is asked for, with every path relative to the user's folder; outputs in a folder below it.
GIVEN = {
    Kind.RASTER: "image.tif",
    Kind.RASTERS: ["image.tif", "./second.tif"],
    Kind.VECTOR: "squares.gpkg|layername=squares",
    Kind.MAP_LAYER: "squares.gpkg|layername=squares",
    Kind.MAP_LAYERS: ["squares.gpkg|layername=squares"],
    Kind.DATASET: "dataset.gpkg|layername=tiles",
    Kind.FOLDER: ".",
    Kind.FIELD: "cover",
}
# Writes down what it was asked for.
STUB = """
    open(os.path.join({folder!r}, "asked.json"), "w").write(json.dumps(values))
    tell("failed", kind="bad_input", message="asked", problems=[], detail="")
"""


@pytest.fixture
def here(tmp_path, monkeypatch, raster, saved, squares, tiles):
    """The user's folder, with an input of every kind."""
    for name in ("image.tif", "second.tif"):
        raster(name)
    saved(squares, "squares.gpkg")
    (tmp_path / "model.onnx").write_bytes(b"x")
    (tmp_path / "table.csv").write_text("value,name\n1,a\n")
    (tmp_path / "weights.pth").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def given(job, **more):
    named = {}
    for spec in specs(job):
        if spec.kind.is_output:
            named[spec.contract] = f"out/{spec.name}{spec.suffixes[0]}"
        elif spec.kind is Kind.FILE:
            named[spec.contract] = "model.onnx" if ".onnx" in spec.suffixes else "table.csv"
        elif spec.may_be_file:
            named[spec.contract] = "weights.pth"
        elif spec.kind in GIVEN:
            named[spec.contract] = GIVEN[spec.kind]
    return {**named, **more}


def paths_in(value):
    """Everything in a job's values that names a file."""
    if isinstance(value, dict):
        return [value["path"], *value.get("files", ())] if "path" in value else []
    if isinstance(value, list):
        return [path for item in value for path in paths_in(item)]
    return [value] if isinstance(value, str) and (os.sep in value or "." in value) else []


@pytest.mark.parametrize("name", JOBS)
def test_every_path_reaches_the_engine_absolute(name, here, stub, algorithm, context, feedback):
    stub(STUB.format(folder=str(here)))
    parameters = given(JOBS[name])
    started = algorithm(name)
    is_valid, message = started.checkParameterValues(parameters, context)
    assert is_valid, message
    started.run(parameters, context, feedback, {}, True)
    request = json.loads((here / "asked.json").read_text())
    named = [path for value in request.values() for path in paths_in(value)]
    count = sum(
        len(value) if isinstance(value, list) else 1 for key, value in parameters.items() if key != "CLASS_FIELD"
    )
    assert len(named) >= count
    assert [path for path in named if not path.startswith(f"{here}/") and path != str(here)] == []


def test_a_filtered_layer_of_a_relative_path_too(here, stub, algorithm, context, feedback):
    stub(STUB.format(folder=str(here)))
    parameters = given(JOBS["score"], DATASET='dataset.gpkg|layername=tiles|subset="repeats" > 1')
    algorithm("score").run(parameters, context, feedback, {}, True)
    request = json.loads((here / "asked.json").read_text())
    assert request["dataset"]["path"] == str(here / "dataset.gpkg")
    assert request["dataset"]["ids"] == [11]


@pytest.fixture
def labels(saved, squares):
    return saved(squares, "labels.gpkg")


SPELLINGS = {
    "as it is": lambda path: f"{path}|layername=squares",
    "filtered": lambda path: f'{path}|layername=squares|subset="code" = 1',
    "selected": lambda path: QgsProcessingFeatureSourceDefinition(f"{path}|layername=squares", True),
    "limited": lambda path: QgsProcessingFeatureSourceDefinition(f"{path}|layername=squares", False, 1),
    "by the driver": lambda path: f"GPKG:{path}:squares",
    "relative": lambda path: f"{os.path.relpath(path)}|layername=squares",
    "dotted": lambda path: f"{Path(path).parent}/./x/../{Path(path).name}|layername=squares",
    "edited": "edited",
}


@pytest.mark.parametrize("output", ["labels.gpkg", "link.gpkg", "hard.gpkg", "./labels.gpkg"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_input_is_not_overwritten_whatever_it_is_called(spelling, output, here, labels, algorithm, context):
    path = here / "labels.gpkg"
    (here / "x").mkdir()
    (here / "link.gpkg").symlink_to(path)
    os.link(path, here / "hard.gpkg")
    how = SPELLINGS[spelling]
    if how == "edited":
        value = labels
        labels.startEditing()
        feature = QgsFeature(labels.fields())
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(5, 5, 6, 6)))
        labels.addFeature(feature)
    else:
        value = how(str(path))
    for name, more in (
        ("createdataset", {"LABELS": value, "CLASS_FIELD": "cover", "OUTPUT": output}),
        ("segment", {"AREA": value, "MINORITY": output}),
    ):
        is_valid, message = algorithm(name).checkParameterValues(given(JOBS[name], **more), context)
        assert not is_valid
        assert "would overwrite" in message, message


def test_nor_is_the_file_of_a_layer_that_is_joined_to_one(here, labels, saved, squares, algorithm, context):
    other = saved(squares, "other.gpkg")
    QgsProject.instance().addMapLayers([labels, other])
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(labels)
    join.setJoinFieldName("tile_id")
    join.setTargetFieldName("tile_id")
    other.addJoin(join)
    parameters = given(JOBS["createdataset"], LABELS=other, CLASS_FIELD="labels_cover", OUTPUT="labels.gpkg")
    is_valid, message = algorithm("createdataset").checkParameterValues(parameters, context)
    assert not is_valid
    assert "Tile dataset would overwrite Labels" in message


def test_a_virtual_raster_stands_for_its_sources(here, algorithm, context):
    (here / "all.vrt").write_text(
        '<VRTDataset rasterXSize="8" rasterYSize="8"><VRTRasterBand dataType="Byte" band="1"><SimpleSource>'
        '<SourceFilename relativeToVRT="1">image.tif</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>'
    )
    is_valid, message = algorithm("segment").checkParameterValues(
        given(JOBS["segment"], INPUT="all.vrt", OUTPUT="image.tif"), context
    )
    assert not is_valid
    assert "Class map would overwrite Raster" in message


@pytest.mark.parametrize("form", [
    "?layer=ogr:{path}|layername=squares:t:UTF-8&query=select * from t", "?query=select * from labels",
    "?layer_ref={id}", "?query=select * from queried",
])  # fmt: skip
def test_a_query_layer_stands_for_the_layers_that_it_is_made_of(form, here, labels, algorithm, context):
    QgsProject.instance().addMapLayer(labels)
    queried = QgsVectorLayer("?query=select * from labels", "queried", "virtual")
    QgsProject.instance().addMapLayer(queried)
    layer = QgsVectorLayer(form.format(path=here / "labels.gpkg", id=labels.id()), "made", "virtual")
    assert layer.isValid()
    parameters = given(JOBS["segment"], AREA=layer, MINORITY="labels.gpkg")
    well, message = algorithm("segment").checkParameterValues(parameters, context)
    assert not well
    assert "Polygons of rare classes would overwrite Area" in message


def test_a_connection_string_of_gdal_stands_for_its_file(here, algorithm, context):
    for source in (f"vrt://{here}/image.tif?bands=1", "vrt://image.tif?bands=1"):
        parameters = given(JOBS["segment"], INPUT=source, OUTPUT="image.tif")
        well, message = algorithm("segment").checkParameterValues(parameters, context)
        assert not well
        assert "Class map would overwrite Raster" in message


@pytest.mark.parametrize(
    ("output", "message"), [("folder.gpkg", "is a folder"), ("/vsimem/a.gpkg", "on a disk"), ("a.shp", ".gpkg")]
)
def test_a_ready_made_model_looks_at_all_results_before_any_step(here, provider, context, output, message):
    (here / "folder.gpkg").mkdir()
    model = provider.algorithm("maprareclasses").create()
    well, found = model.checkParameterValues(
        {
            "INPUT": str(here / "image.tif"),
            "MODEL": "model.onnx",
            "segment:CLASS_MAP": "map.tif",
            "minoritypolygons:MINORITY": output,
        },
        context,
    )
    assert not well
    assert message in found


@pytest.mark.parametrize("output", ["labels.gpkg", "./labels.gpkg"])
def test_a_ready_made_model_does_not_overwrite_its_inputs(here, labels, provider, context, output):
    model = provider.algorithm("balancedataset").create()
    is_valid, message = model.checkParameterValues(
        {
            "IMAGES": [str(here / "image.tif")], "LABELS": ['labels.gpkg|layername=squares|subset="code" = 1'], "CLASS_FIELD": "cover",
            "synthesize:DATASET": output,
        },
        context,
    )  # fmt: skip
    assert not is_valid
    assert "would overwrite" in message


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("/vsimem/a.gpkg", "must be a file on a disk"),
        ("a\nb.gpkg", "line breaks"),
        ("a" * 250 + ".gpkg", "too long"),
        ("folder.gpkg", "is a folder"),
        (".gpkg", "needs a file name"),
        ("squares.gpkg/a.gpkg", "is a file, not a folder"),
        ("precious.gpkg", "also holds other layers (roads)"),
        ("stray.gpkg", "belongs to another file"),
    ],
)
def test_an_output_that_cannot_be_is_found_before_any_work(here, saved, squares, algorithm, context, output, message):
    (here / "folder.gpkg").mkdir()
    (here / "stray.gpkg-wal").write_text("of another program")
    saved(squares, "precious.gpkg", "roads")
    is_valid, problems = algorithm("score").checkParameterValues(given(JOBS["score"], OUTPUT=output), context)
    assert not is_valid
    assert message in problems


def test_the_home_folder_is_meant_by_its_sign(here, monkeypatch, stub, algorithm, context, feedback):
    monkeypatch.setenv("HOME", str(here))
    (here / "inner").mkdir()
    monkeypatch.chdir(here / "inner")
    stub(STUB.format(folder=str(here)))
    parameters = {"INPUT": "~/image.tif", "MODEL": "~/model.onnx", "OUTPUT": "~/out/map.tif"}
    algorithm("segment").run(parameters, context, feedback, {}, True)
    asked = json.loads((here / "asked.json").read_text())
    assert [asked[name] for name in ("input", "model", "output")] == [
        str(here / name) for name in ("image.tif", "model.onnx", "out/map.tif")
    ]


def test_outputs_are_loaded_by_their_absolute_paths(here, context):
    job = JOBS["score"]
    algorithm = JobAlgorithm(job, EngineSettings).create()
    (spec,) = [spec for spec in specs(job) if spec.name == "output"]
    context.setProject(QgsProject.instance())
    definition = QgsProcessing.TEMPORARY_OUTPUT
    assert os.path.isabs(values.final_output(spec, algorithm, {"OUTPUT": definition}, context))
    assert values.final_output(spec, algorithm, {"OUTPUT": "out/a.gpkg"}, context) == str(here / "out" / "a.gpkg")
    assert QgsVectorLayer("squares.gpkg|layername=squares", "", "ogr").isValid()
