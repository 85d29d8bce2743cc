# SPDX-License-Identifier: GPL-2.0-or-later
"""Builds the ready-made models out of the algorithms, so that their labels, helps and bounds are those of the jobs.

Run it with QGIS's Python from the folder above the plugin folder `diao`, with a fixed seed so that the same models give the same
bytes: QT_HASH_SEED=0 python3 -m diao.resources.models.build
"""

from __future__ import annotations

import sys
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
)
from qgis.PyQt.QtCore import QPointF, QSizeF

from ...processing_provider.engine import EngineSettings
from ...processing_provider.models import titles
from ...processing_provider.provider import DiaoProvider

_COLUMN, _ROW = 320.0, 90.0
_LEFT, _TOP = 150.0, 80.0  # the designer's canvas begins at 0, 0, and boxes lie about their positions

From = QgsProcessingModelChildParameterSource


def map_rare_classes() -> QgsProcessingModelAlgorithm:
    """Raster and model -> class map and polygons of the rare classes."""
    model = QgsProcessingModelAlgorithm("Map rare classes", "Models")
    inputs = [("segment", name) for name in ("MODEL", "INPUT", "AREA", "PRIOR_CORRECTION", "CLASSES")]
    inputs += [("minoritypolygons", name) for name in ("MIN_AREA", "SIMPLIFY")]
    inputs += [("segment", "TRUST_MODEL")]
    for row, (algorithm, name) in enumerate(inputs):
        _add_input(model, algorithm, name, row)
    _add_step(
        model, "segment", {name: From.fromModelParameter(name) for algorithm, name in inputs if algorithm == "segment"},
        outputs={"CLASS_MAP": "OUTPUT"},  # the confidence stays inside: the second step needs it every time
    )  # fmt: skip
    _add_step(
        model,
        "minoritypolygons",
        {
            "INPUT": From.fromChildOutput("segment", "OUTPUT"),
            "CONFIDENCE": From.fromChildOutput("segment", "CONFIDENCE"),
            **{name: From.fromModelParameter(name) for name in ("CLASSES", "MIN_AREA", "SIMPLIFY")},
        },
        outputs={"MINORITY": "OUTPUT"},
    )
    model.setParameterOrder([name for _, name in inputs])
    model.setHelpContent(
        {
            "ALG_DESC": "Maps a raster with a model and turns the rare classes into polygons: Map raster, then Polygons of "
            "rare classes. Open it in the model designer to build your own on it.",
            "ALG_CREATOR": "DIAO",
        }
    )
    return model


def balance_dataset() -> QgsProcessingModelAlgorithm:
    """Layers -> a tile dataset with synthetic tiles, for a training that draws dynamically."""
    model = QgsProcessingModelAlgorithm("Balance a dataset", "Models")
    created = ("IMAGES", "LABELS", "CLASS_FIELD", "AREA", "TILE_SIZE", "VAL_FRACTION")
    pasted = ("TARGET", "BUDGET", "MAX_OBJECTS", "PLAUSIBILITY", "ROTATE")
    inputs = [("createdataset", name) for name in created] + [("synthesize", name) for name in pasted]
    for row, (algorithm, name) in enumerate(inputs):
        _add_input(model, algorithm, name, row)
    _add_step(model, "createdataset", {name: From.fromModelParameter(name) for name in created}, outputs={})
    _add_step(
        model, "classreport", {"DATASET": From.fromChildOutput("createdataset", "OUTPUT")},
        outputs={"REPORT_BEFORE": "REPORT"},
    )  # fmt: skip
    _add_step(
        model,
        "synthesize",
        {
            "DATASET": From.fromChildOutput("createdataset", "OUTPUT"),
            **{name: From.fromModelParameter(name) for name in pasted},
        },
        outputs={"DATASET": "OUTPUT", "SYNTHESIS_REPORT": "REPORT"},
    )
    _add_step(
        model, "classreport", {"DATASET": From.fromChildOutput("synthesize", "OUTPUT")}, step="classreport_again",
        outputs={"REPORT_AFTER": "REPORT"},
    )  # fmt: skip
    model.setParameterOrder([name for _, name in inputs])
    model.setHelpContent(
        {
            "ALG_DESC": "Makes a tile dataset of layers and balances it for Train model with dynamic sampling, which needs no "
            "repeats: Create tile dataset, Synthesise tiles, and Report class distribution before and after. Keep the dataset's "
            "parts by giving files in place of temporary ones.",
            "ALG_CREATOR": "DIAO",
        }
    )
    return model


MODELS = {"maprareclasses": map_rare_classes, "balancedataset": balance_dataset}


def _add_input(model: QgsProcessingModelAlgorithm, algorithm: str, name: str, row: int) -> None:
    definition = _algorithm(algorithm).parameterDefinition(name).clone()
    component = QgsProcessingModelParameter(name)
    component.setPosition(_place(0, row))
    component.setSize(QSizeF(220.0, 40.0))
    model.addModelParameter(definition, component)


def _add_step(
    model: QgsProcessingModelAlgorithm,
    algorithm: str,
    values: dict[str, From],
    *,
    outputs: dict[str, str],
    step: str = "",
) -> None:
    """Add an algorithm as a step; `outputs` are outputs of the model by name, with the step's output that they are.

    What is not given has the value that the algorithm proposes: the designer takes a step without it for invalid.
    """
    step = step or algorithm
    steps = len(model.childAlgorithms())
    child = QgsProcessingModelChildAlgorithm(f"diao:{algorithm}")
    child.setChildId(step)
    child.setDescription(_algorithm(algorithm).displayName())
    child.setPosition(_place(1 + steps, steps))
    proposed = {
        one.name(): From.fromStaticValue(one.defaultValue())
        for one in _algorithm(algorithm).parameterDefinitions()
        if not one.isDestination() and one.defaultValue() is not None
    }
    for name, value in {**proposed, **values}.items():
        child.addParameterSources(name, [value])
    made = {}
    for row, (name, output) in enumerate(outputs.items()):
        shown = QgsProcessingModelOutput(name, titles()[name])
        shown.setChildId(step)
        shown.setChildOutputName(output)
        shown.setPosition(_place(1 + steps, 2 + steps + row))
        made[name] = shown
    child.setModelOutputs(made)
    model.addChildAlgorithm(child)


def _algorithm(name: str):  # noqa: ANN202
    return QgsApplication.processingRegistry().algorithmById(f"diao:{name}")


def _place(column: int, row: int) -> QPointF:
    return QPointF(_LEFT + column * _COLUMN, _TOP + row * _ROW)


def build(folder: Path) -> None:
    """Write all models, with outputs named as by QGIS 3.22 (`segment:CLASS_MAP`), which later ones still read.

    A later QGIS would name them by their translated descriptions (`report_2`), and scripts call the models by these names.
    """
    for stem, make in MODELS.items():
        content = make().toVariant()
        content.pop("internal_version", None)
        model = QgsProcessingModelAlgorithm()
        model.loadVariant(content)
        model.toFile(str(folder / f"{stem}.model3"))


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    provider = DiaoProvider(EngineSettings)
    provider.register()
    build(Path(__file__).parent)
    sys.stdout.write("built " + ", ".join(MODELS) + "\n")
    application.exitQgis()
