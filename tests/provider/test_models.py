# SPDX-License-Identifier: GPL-2.0-or-later
"""Models: the ready-made one, and that any dataset step feeds the next."""

import pytest
from diao.processing_provider.models import MODELS, ready_models
from diao.resources.models import build
from qgis.core import (
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterVectorLayer,
    QgsProject,
)

SUBCLASS = QgsProcessing.PythonOutputType.PythonQgsProcessingAlgorithmSubclass
ENGINE = """
    import shutil
    outputs = {"imbalance_before": 1.0, "imbalance_after": 0.5, "imbalance_floor": 0.4}
    for name in ("output", "confidence"):
        if asked["job"] == "segment" and values[name]:
            shutil.copy(values["input"], values[name])
    if asked["job"] == "score":
        shutil.copy(values["dataset"]["path"], values["output"])
    if asked["job"] == "minoritypolygons":
        open(values["output"], "w").close()
    tell("message", level="info", text=asked["job"] + " " + str(values.get("confidence")) + " " + str(values.get("min_area")))
    tell("finished", outputs=outputs)
"""


def test_map_rare_classes(provider, stub, raster, tmp_path, context, feedback):
    stub(ENGINE)
    (tmp_path / "model.onnx").touch()
    model = provider.algorithm("maprareclasses").create()
    assert (model.id(), model.displayName(), model.group()) == ("diao:maprareclasses", "Map rare classes", "Models")
    assert [one.name() for one in model.parameterDefinitions()][:2] == ["MODEL", "INPUT"]  # as on the page Map
    parameters = {
        "INPUT": raster(),
        "MODEL": str(tmp_path / "model.onnx"),
        "MIN_AREA": 50,
        "segment:CLASS_MAP": str(tmp_path / "map.tif"),
        "minoritypolygons:MINORITY": str(tmp_path / "rare.gpkg"),
    }
    assert model.checkParameterValues(parameters, context) == (True, "")
    results, is_ok = model.run(parameters, context, feedback, {}, False)
    assert is_ok
    assert results["segment:CLASS_MAP"] == str(tmp_path / "map.tif")
    assert results["minoritypolygons:MINORITY"] == str(tmp_path / "rare.gpkg")
    lines = [line.split() for line in feedback.infos if line.startswith("minoritypolygons ")]
    assert lines[0][1].endswith(".tif")
    assert lines[0][2] == "50.0"


def test_a_step_that_fails_fails_the_model(provider, stub, raster, tmp_path, context, feedback):
    stub('tell("failed", kind="bad_input", message="Wrong bands.", problems=[], detail="")')
    (tmp_path / "model.onnx").touch()
    parameters = {
        "INPUT": raster(), "MODEL": str(tmp_path / "model.onnx"),
        "segment:CLASS_MAP": "TEMPORARY_OUTPUT", "minoritypolygons:MINORITY": "TEMPORARY_OUTPUT",
    }  # fmt: skip
    assert provider.algorithm("maprareclasses").create().run(parameters, context, feedback)[1] is False
    assert any("Wrong bands." in error for error in feedback.errors)


def declared(model):
    return [(one.name(), one.description()) for one in model.parameterDefinitions()]


def test_the_files_are_what_the_builder_makes(provider, tmp_path):
    build.build(tmp_path)
    for path in MODELS.glob("*.model3"):
        rebuilt, shipped = QgsProcessingModelAlgorithm(), QgsProcessingModelAlgorithm()
        assert rebuilt.fromFile(str(tmp_path / path.name))
        assert shipped.fromFile(str(path))
        assert rebuilt.asPythonCode(SUBCLASS, 4) == shipped.asPythonCode(SUBCLASS, 4)
        assert declared(rebuilt) == declared(shipped)
    assert {model.name() for model in ready_models()} == set(build.MODELS)


@pytest.mark.parametrize("name", build.MODELS)
def test_a_ready_made_model_is_valid_and_its_outputs_can_be_told_apart(provider, name):
    model = provider.algorithm(name).create()
    assert model.validate() == (True, [])
    called = [one.description() for one in model.destinationParameterDefinitions()]
    assert len(called) == len(set(called))
    for definition in model.parameterDefinitions():
        if "diao_meanings" in definition.metadata():
            assert definition.metadata()["diao_meanings"] != definition.options()


@pytest.fixture
def twice():
    """A model of two steps on a dataset: score, then score again."""
    model = QgsProcessingModelAlgorithm("Twice", "Tests")
    model.addModelParameter(QgsProcessingParameterVectorLayer("TILES", "Tiles"), QgsProcessingModelParameter("TILES"))
    for name, source in (
        ("first", QgsProcessingModelChildParameterSource.fromModelParameter("TILES")),
        ("second", QgsProcessingModelChildParameterSource.fromChildOutput("first", "OUTPUT")),
    ):
        child = QgsProcessingModelChildAlgorithm("diao:score")
        child.setChildId(name)
        child.addParameterSources("DATASET", [source])
        if name == "second":
            repeats = QgsProcessingModelChildParameterSource.fromExpression("round(10 * @first_IMBALANCE_AFTER)")
            child.addParameterSources("MAX_REPEATS", [repeats])
            shown = QgsProcessingModelOutput("RESULT", "Result")
            shown.setChildId(name)
            shown.setChildOutputName("OUTPUT")
            child.setModelOutputs({"RESULT": shown})
        model.addChildAlgorithm(child)
    return model


def test_a_dataset_goes_from_step_to_step_and_is_loaded_at_the_end(
    provider, twice, stub, tiles, tmp_path, context, feedback
):
    stub(ENGINE.replace('values.get("confidence")', 'values["dataset"]["layer"]').replace("min_area", "max_repeats"))
    output = str(tmp_path / "result.gpkg")
    (result,) = (one.name() for one in twice.destinationParameterDefinitions())  # 3.22: second:RESULT; later: result
    parameters = {
        "TILES": tiles.source(),
        result: QgsProcessingOutputLayerDefinition(output, QgsProject.instance()),
    }
    results, is_ok = twice.create().run(parameters, context, feedback, {}, False)
    assert is_ok, feedback.errors
    assert results[result] == f"{output}|layername=tiles"
    assert [line for line in feedback.infos if line.startswith("score ")] == ["score tiles 10", "score tiles 5"]
    assert list(context.layersToLoadOnCompletion()) == [f"{output}|layername=tiles"]
    assert context.layerToLoadOnCompletionDetails(f"{output}|layername=tiles").name == "result"
