# SPDX-License-Identifier: GPL-2.0-or-later
"""Values as they arrive from the toolbox, from models and from a command line."""

import pytest
from diao.diao_engine.jobs import JOBS, Extent, specs
from diao.processing_provider.values import JobReader
from qgis.core import NULL, QgsProcessing, QgsProcessingOutputLayerDefinition, QgsProperty


@pytest.fixture
def read(algorithm, context):
    def reader(job, **parameters):
        return JobReader(JOBS[job], algorithm(job), parameters, context)

    return reader


@pytest.mark.parametrize(
    "given", ["64", 64, 64.0, "64.0", QgsProperty.fromValue(64), QgsProperty.fromExpression("60 + 4")]
)
def test_a_number_in_any_form(read, given):
    assert read("createdataset", TILE_SIZE=given).job.tile_size == 64


@pytest.mark.parametrize("given", [None, "", NULL])
def test_empty_is_the_default(read, given):
    values = read("segment", TILE_SIZE=given, BATCH_SIZE=given, DEVICE=given).job
    assert (values.tile_size, values.batch_size, values.device) == (None, None, "auto")


@pytest.mark.parametrize("given", ["seven", "1.5", 1.5])
def test_no_whole_number(read, given):
    label = next(spec.label for spec in specs(JOBS["score"]) if spec.contract == "MAX_REPEATS")
    problems = read("score", MAX_REPEATS=given).problems()
    assert any(sentence.startswith(f"{label} must be a whole number") for sentence in problems)


def test_choice_and_flag(read):
    assert read("score", METHOD="random").job.method == "random"
    assert read("train", RESUME="false").job.resume is False
    problems = read("score", METHOD="best").problems()
    assert any("Method must be diao, random" in sentence and "'best'" in sentence for sentence in problems)


def test_extent_keeps_its_crs(read):
    assert read("segment", EXTENT="1,2,3,4 [EPSG:32633]").job.extent == Extent(1, 2, 3, 4, "EPSG:32633")
    assert read("segment", EXTENT="1,2,3,4").job.extent == Extent(1, 2, 3, 4, "")
    assert read("segment").job.extent is None


def test_extent_that_is_none(read):
    problems = read("segment", EXTENT="everywhere").problems()
    assert "Extent must be written as xmin,xmax,ymin,ymax [CRS], got everywhere." in problems


def test_all_problems_at_once(algorithm, context, tmp_path):
    parameters = {
        "IMAGES": [str(tmp_path / "gone.tif")],
        "LABELS": str(tmp_path / "gone.gpkg"),
        "TILE_SIZE": 8,
        "OVERLAP": "much",
        "VAL_FRACTION": 2,
        "OUTPUT": str(tmp_path / "out.shp"),
    }
    is_valid, message = algorithm("createdataset").checkParameterValues(parameters, context)
    assert not is_valid
    assert message.splitlines() == [
        f"Images: the file {tmp_path}/gone.tif does not exist; choose one that does.",
        f"Labels: the file {tmp_path}/gone.gpkg does not exist; choose one that does.",
        "Tile size must be at least 32 px, got 8.",
        "Overlap must be a whole number, got 'much'.",
        "Validation share must be at most 0.9, got 2.",
        f"Tile dataset must be a .gpkg file, got {tmp_path}/out.shp.",
    ]


def test_missing_inputs_are_named(algorithm, context):
    is_valid, message = algorithm("evaluate").checkParameterValues({}, context)
    assert not is_valid
    assert "Class raster is missing: give a value for INPUT." in message
    assert "Reference is missing: give a value for REFERENCE." in message
    reasons = algorithm("evaluate").reasons({}, context)
    assert reasons["INPUT"] == "Class raster is missing; choose or enter it."


def test_a_layer_of_the_other_kind_says_what_it_is(algorithm, context, raster, tiles):
    path = tiles.source().partition("|")[0]
    _, message = algorithm("segment").checkParameterValues({"INPUT": path}, context)
    assert f"Raster: {path} is a vector layer; choose a raster." in message
    path = raster()
    _, message = algorithm("score").checkParameterValues({"DATASET": path}, context)
    assert f"Tile dataset: {path} is a raster; choose a vector layer." in message


def test_a_file_that_is_no_layer(algorithm, context, tmp_path):
    empty = tmp_path / "empty.tif"
    empty.write_bytes(b"")
    is_valid, message = algorithm("segment").checkParameterValues(
        {"INPUT": str(empty), "OUTPUT": "TEMPORARY_OUTPUT"}, context
    )
    assert not is_valid
    assert f"Raster: {empty} cannot be opened" in message
    assert "Raster is missing" not in message


@pytest.mark.parametrize(
    "given", ["TEMPORARY_OUTPUT", QgsProcessingOutputLayerDefinition(QgsProcessing.TEMPORARY_OUTPUT)]
)
def test_temporary_outputs_are_fine_and_loading_is_not_promised_by_a_check(read, context, given):
    assert read("score", OUTPUT=given).job.output.endswith(".gpkg")
    assert context.layersToLoadOnCompletion() == {}


@pytest.mark.parametrize("given", ["ogr:dbname='/tmp/x.gpkg' table=\"t\" (geom)", "memory:", "postgres://x"])
def test_an_output_that_is_no_file(read, given):
    assert any("Balanced dataset must be a file" in sentence for sentence in read("score", OUTPUT=given).problems())
