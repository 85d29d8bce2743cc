# SPDX-License-Identifier: GPL-2.0-or-later
"""The ready-made Processing models that ship with the plugin, as algorithms of its provider."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsProcessing, QgsProcessingContext, QgsProcessingModelAlgorithm
from qgis.PyQt.QtGui import QIcon

from ..diao_engine.jobs import JOBS, specs
from ..diao_engine.jobs.checks import output_problem
from ..diao_engine.jobs.paths import absolute_path, is_same_file
from . import help_pages, values
from .algorithm import ICONS
from .text import language, tr

MODELS = Path(__file__).resolve().parents[1] / "resources" / "models"


class ReadyModel(QgsProcessingModelAlgorithm):
    """A model file; its stem is the algorithm's name, because QGIS would make the title the id."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.readable = self.fromFile(str(path))
        self._translate()

    def createInstance(self) -> ReadyModel:
        """A new object of the same model."""
        return ReadyModel(self._path)

    def name(self) -> str:
        """The file's stem."""
        return self._path.stem

    def _translate(self) -> None:
        """Inputs are called as in the steps that they go to, in the language of QGIS; the file holds English."""
        called, registry = titles(), QgsApplication.processingRegistry()
        found = (registry.algorithmById(child.algorithmId()) for child in self.childAlgorithms().values())
        steps = [step for step in found if step is not None]
        for definition in self.parameterDefinitions():
            name = definition.name().rpartition(":")[2]
            owners = (step.parameterDefinition(name) for step in steps)
            own = next((one for one in owners if one is not None), None)
            if name in called:
                definition.setDescription(called[name])
            elif own is not None:
                definition.setDescription(own.description())
                definition.setHelp(own.help())
                definition.setMetadata(own.metadata())

    def displayName(self) -> str:
        """The model's title."""
        return tr(super().name())

    def group(self) -> str:
        """Their group in the toolbox."""
        return tr("Models")

    def icon(self) -> QIcon:
        """The icon of models."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """Path of the icon."""
        return str(ICONS / "model.svg")

    def helpUrl(self) -> str:
        """The page of the bundled help that its dialog opens."""
        return help_pages.url(self.name())

    def shortHelpString(self) -> str:
        """The model's description."""
        return tr(str(self.helpContent().get("ALG_DESC", "")))

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """Also that no result is written over an input: a step knows its own inputs only, and the last one writes the result."""
        is_valid, message = super().checkParameterValues(parameters, context)
        if not is_valid:
            return is_valid, message
        for definition in self.destinationParameterDefinitions():
            path = values.destination(parameters.get(definition.name()), context)
            for name, file in self._inputs(parameters, context):
                if isinstance(path, str) and path and is_same_file(path, file):
                    return False, tr("{label} would overwrite {input} ({path}); choose another file.").format(
                        label=tr(definition.description()), input=tr(name), path=path
                    )
            if problem := self._output_problem(definition.name(), path):
                return False, problem
        return True, ""

    def _output_problem(self, name: str, path: Any) -> str | None:
        """What is wrong with a result by itself, by the rules of the step that writes it."""
        if path in (None, "", QgsProcessing.TEMPORARY_OUTPUT):
            return None
        for child in self.childAlgorithms().values():
            for output in child.modelOutputs().values():
                if name not in (f"{child.childId()}:{output.name()}", output.name()):
                    continue
                job = JOBS.get(child.algorithmId().rpartition(":")[2])
                spec = (
                    next((one for one in specs(job) if one.contract == output.childOutputName()), None) if job else None
                )
                if spec is not None:
                    problem = output_problem(spec, absolute_path(path) if isinstance(path, str) else path)
                    return problem.text((spec,), language()) if problem else None
        return None

    def _inputs(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[tuple[str, str]]:
        """Label and path of the files behind all inputs."""
        inputs = [
            definition
            for definition in self.parameterDefinitions()
            if not definition.isDestination() and parameters.get(definition.name())
        ]
        return [
            (definition.description(), file)
            for definition in inputs
            for file in values.files_of(parameters[definition.name()], context)
        ]


def titles() -> dict[str, str]:
    """What the outputs of the models are called, by their names: an algorithm may be in a model twice."""
    return {
        "CLASS_MAP": tr("Class map"),
        "MINORITY": tr("Polygons of rare classes"),
        "REPORT_BEFORE": tr("Class shares before"),
        "DATASET": tr("Dataset with synthetic tiles"),
        "SYNTHESIS_REPORT": tr("What was pasted"),
        "REPORT_AFTER": tr("Class shares after"),
    }


def ready_models() -> list[ReadyModel]:
    """All models of the plugin, for a provider whose algorithms are registered: a model looks its steps up there."""
    return [model for model in map(ReadyModel, sorted(MODELS.glob("*.model3"))) if model.readable]
