# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job with the real engine on imagery: by `qgis_process` alone, and as one model."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import (
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsRasterLayer,
    QgsVectorLayer,
)

SHORT = {"EPOCHS": 2, "STEPS_PER_EPOCH": 4, "CROP_SIZE": 64, "ENCODER_WEIGHTS": "none"}

From = QgsProcessingModelChildParameterSource


@pytest.fixture
def mosaics(imagery, tmp_path):
    """Copies of the images and masks of two of the mosaics: QGIS leaves statistics (`.aux.xml`) beside what it opens."""
    folder = tmp_path / "mosaics"
    folder.mkdir()
    return tuple(
        [str(shutil.copy(imagery / f"{name}_{kind}.tif", folder)) for name in ("cluster01", "cluster02")]
        for kind in ("image", "mask")
    )


@pytest.fixture
def run(real_engine, qgis_process):
    """Run an algorithm by `qgis_process`; its results."""

    def go(algorithm, **values):
        words = [
            f"--{name}={value}"
            for name, given in values.items()
            for value in (given if isinstance(given, (list, tuple)) else [given])
        ]
        done = qgis_process("--json", "run", algorithm, *words, timeout=400)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)["results"]

    return go


def contents(paths):
    return {path: Path(path).read_bytes() for path in paths}


def test_every_output_is_the_next_input(run, mosaics, tmp_path, monkeypatch):
    """As in a terminal: all paths relative to the folder that the user is in."""
    monkeypatch.chdir(tmp_path)
    images, masks = ([os.path.relpath(path) for path in paths] for paths in mosaics)
    before = contents(images + masks)
    made = run("diao:createdataset", IMAGES=images, LABELS=masks, OUTPUT="tiles.gpkg")
    rasters = [QgsRasterLayer(path) for path in images]
    assert made["TILE_COUNT"] == sum(raster.width() * raster.height() for raster in rasters) / 256**2
    seen = run("diao:classreport", DATASET=made["OUTPUT"], REPORT="c.html", TABLE="c.gpkg")
    assert seen["IMBALANCE"] == pytest.approx(made["IMBALANCE"])
    pasted = run("diao:synthesize", DATASET=made["OUTPUT"], BUDGET=20, OUTPUT="synthetic.gpkg")
    assert pasted["TILES_MADE"] >= 1
    assert pasted["COLLISIONS"] == 0
    scored = run("diao:score", DATASET=pasted["OUTPUT"], OUTPUT="scored.gpkg", REPORT="s.html")
    assert scored["IMBALANCE_FLOOR"] <= scored["IMBALANCE_AFTER"] < scored["IMBALANCE_BEFORE"] < made["IMBALANCE"]
    trained = run("diao:train", DATASET=scored["OUTPUT"], MODEL="m.onnx", REPORT="t.html", **SHORT)
    assert 0 <= trained["MIOU"] <= trained["MACRO_F1"] <= 1
    mapped = run(
        "diao:segment", INPUT=images[0], MODEL=trained["MODEL"], OUTPUT="map.tif",
        CONFIDENCE="confidence.tif", PROBABILITIES="p.tif", MINORITY="rare.gpkg",
    )  # fmt: skip
    polygons = run(
        "diao:minoritypolygons", INPUT=mapped["OUTPUT"], CONFIDENCE=mapped["CONFIDENCE"], CLASSES="1,2,3,4,5",
        MIN_AREA=4, SIMPLIFY=1, OUTPUT="polygons.gpkg",
    )  # fmt: skip
    judged = run(
        "diao:evaluate",
        INPUT=mapped["OUTPUT"],
        REFERENCE=masks[0],
        TABLE="e.gpkg",
        REPORT="e.html",
    )
    assert 0 <= judged["MIOU"] <= judged["OVERALL_ACCURACY"] <= 1
    assert contents(images + masks) == before
    beside = {path.name for path in Path(images[0]).parent.iterdir() if path.suffix != ".xml"}
    assert beside == {Path(path).name for path in before}
    for layer in (
        QgsRasterLayer(mapped["OUTPUT"]),
        QgsRasterLayer(mapped["CONFIDENCE"]),
        QgsRasterLayer(mapped["PROBABILITIES"]),
    ):
        assert layer.isValid()
        assert (layer.width(), layer.height()) == (rasters[0].width(), rasters[0].height())
    for source in (scored["OUTPUT"], mapped["MINORITY"], polygons["OUTPUT"], judged["TABLE"], seen["TABLE"]):
        assert QgsVectorLayer(source).isValid()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_the_same_chain_as_one_model(provider, run, mosaics, tmp_path):
    images, masks = mosaics
    path = tmp_path / "chain.model3"
    model = chain()
    model.toFile(str(path))
    # train:MODEL in QGIS 3.22, model in later ones
    names = {one.name().rpartition(":")[2].upper(): one.name() for one in model.destinationParameterDefinitions()}
    results = run(
        str(path), IMAGES=images, LABELS=masks, INPUT=images[0], TRUTH=masks[0],
        **{names["MODEL"]: tmp_path / "m.onnx", names["MAP"]: tmp_path / "map.tif", names["TABLE"]: tmp_path / "e.gpkg"},
    )  # fmt: skip
    assert QgsRasterLayer(results[names["MAP"]]).isValid()
    assert QgsVectorLayer(results[names["TABLE"]]).featureCount() == 6


def test_balance_a_dataset_keeps_its_files(run, mosaics, tmp_path):
    images, masks = mosaics
    results = run(
        "diao:balancedataset", IMAGES=images, LABELS=masks, TARGET="custom", MAX_OBJECTS=2,
        **{
            "synthesize:DATASET": tmp_path / "balanced.gpkg",
            "classreport:REPORT_BEFORE": tmp_path / "before.html",
            "classreport_again:REPORT_AFTER": tmp_path / "after.html",
            "synthesize:SYNTHESIS_REPORT": tmp_path / "synthesis.html",
        },
    )  # fmt: skip
    tiles = list(QgsVectorLayer(results["synthesize:DATASET"]).getFeatures())
    assert {tile["origin"] for tile in tiles} == {"real", "synthetic"}
    assert {tile["repeats"] for tile in tiles} == {1}
    assert all((tmp_path / f"{name}.html").exists() for name in ("before", "after", "synthesis"))
    with closing(sqlite3.connect(tmp_path / "balanced.gpkg")) as file:
        ((told,),) = file.execute("SELECT json FROM dataset")
    steps = [(step["step"], step["parameters"].get("target")) for step in json.loads(told)["history"]]
    assert steps == [("createdataset", None), ("synthesize", "custom")]


def chain():
    """createdataset -> score -> train -> segment -> evaluate."""
    model = QgsProcessingModelAlgorithm("Chain", "Tests")
    for name in ("IMAGES", "LABELS"):
        definition = QgsProcessingParameterMultipleLayers(name, name)
        model.addModelParameter(definition, QgsProcessingModelParameter(name))
    for name in ("INPUT", "TRUTH"):
        model.addModelParameter(QgsProcessingParameterRasterLayer(name, name), QgsProcessingModelParameter(name))
    given, of = From.fromModelParameter, From.fromChildOutput
    short = {name: From.fromStaticValue(value) for name, value in SHORT.items()}
    steps = {
        "createdataset": ({"IMAGES": given("IMAGES"), "LABELS": given("LABELS")}, {}),
        "score": ({"DATASET": of("createdataset", "OUTPUT")}, {}),
        "train": ({"DATASET": of("score", "OUTPUT"), **short}, {"MODEL": "MODEL"}),
        "segment": ({"INPUT": given("INPUT"), "MODEL": of("train", "MODEL")}, {"MAP": "OUTPUT"}),
        "evaluate": ({"INPUT": of("segment", "OUTPUT"), "REFERENCE": given("TRUTH")}, {"TABLE": "TABLE"}),
    }
    for step, (sources, outputs) in steps.items():
        child = QgsProcessingModelChildAlgorithm(f"diao:{step}")
        child.setChildId(step)
        for name, source in sources.items():
            child.addParameterSources(name, [source])
        made = {}
        for name, output in outputs.items():
            made[name] = QgsProcessingModelOutput(name, name)
            made[name].setChildId(step)
            made[name].setChildOutputName(output)
        child.setModelOutputs(made)
        model.addChildAlgorithm(child)
    return model
