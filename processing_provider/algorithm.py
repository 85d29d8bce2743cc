# SPDX-License-Identifier: GPL-2.0-or-later
"""The algorithm class: any job of the engine as a Processing algorithm. What QGIS does by itself is a subclass."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)
from qgis.PyQt.QtGui import QIcon

from ..diao_engine.jobs import Job, specs
from ..diao_engine.jobs.paths import absolute
from . import engine, help_pages, layers, outputs, parameters, values
from .text import tr

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"


class JobAlgorithm(QgsProcessingAlgorithm):
    """A job; an object serves one run, because Processing creates a new one for each."""

    reader = values.JobReader

    def __init__(self, job_class: type[Job], settings: engine.SettingsSource) -> None:
        super().__init__()
        self._class = job_class
        self._settings_source = settings
        # Not the reader itself: it holds this object and the context, and such a ring is freed late, in any thread.
        self._read_job: Job | None = None
        self._inputs: dict[str, tuple[layers.LayerInput, ...]] = {}
        self._settings = engine.EngineSettings()

    def createInstance(self) -> JobAlgorithm:
        """A new object of the same job."""
        return type(self)(self._class, self._settings_source)

    def name(self) -> str:
        """The job's id."""
        return self._class.id

    def displayName(self) -> str:
        """The job's label."""
        return tr(self._class.label)

    def group(self) -> str:
        """The stage of the work."""
        return tr(self._class.group)

    def groupId(self) -> str:
        """The stage of the work, not translated."""
        return "".join(letter for letter in self._class.group.lower() if letter.isalpha())

    def tags(self) -> list[str]:
        """Search terms of the toolbox."""
        return [*self._class.tags, *(tr(tag) for tag in self._class.tags)]

    def icon(self) -> QIcon:
        """The job's icon."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """Path of the icon."""
        return str(ICONS / f"{self._class.icon}.svg")

    def shortDescription(self) -> str:
        """The first sentence of the help."""
        return self.shortHelpString().partition(". ")[0].rstrip(".") + "."

    def shortHelpString(self) -> str:
        """The help that stands beside the parameters."""
        return tr(self._class.help)

    def helpUrl(self) -> str:
        """The page of the bundled help that its dialog opens."""
        return help_pages.url(self._class.id)

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare what the job declares."""
        kinds = {spec.name: spec.kind for spec in specs(self._class)}
        for spec in specs(self._class):
            self.addParameter(parameters.definition(spec, kinds.get(spec.parent)))
        for number in self._class.numbers:
            self.addOutput(QgsProcessingOutputNumber(number.contract, tr(number.label)))
        for text in self._class.texts:
            self.addOutput(QgsProcessingOutputString(text.contract, tr(text.label)))

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """All problems at once, a line each."""
        problems = self.reader(self._class, self, parameters, context).problems()
        return not problems, "\n".join(problems)

    def reasons(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, str]:
        """The same by the name of the parameter to correct; "" holds what concerns no single one."""
        return self.reader(self._class, self, parameters, context).reasons()

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Read layers, renderers and settings while in the main thread."""
        self._settings = self._settings_source()
        reader = self.reader(self._class, self, parameters, context)
        problems = reader.problems()
        if problems:
            raise QgsProcessingException("\n".join(problems))
        self._read_job, self._inputs = reader.job, reader.inputs
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the job in the engine."""
        with tempfile.TemporaryDirectory(prefix="diao-layers-") as folder:
            job = self._job(parameters, context, folder)
            job_outputs = engine.run(job, self._settings, feedback)
        return outputs.results(job, job_outputs, context, feedback)

    def _job(self, parameters: dict[str, Any], context: QgsProcessingContext, folder: str) -> Job:
        if self._read_job is None:
            raise RuntimeError("prepareAlgorithm comes first")
        final: dict[str, Any] = {}
        for spec in specs(self._class):
            if spec.kind.is_output:
                final[spec.name] = values.final_output(spec, self, parameters, context)
            elif any(layer_input.finish for layer_input in self._inputs.get(spec.name, ())):
                refs = [
                    layer_input.finish(folder) if layer_input.finish else layer_input.ref
                    for layer_input in self._inputs[spec.name]
                ]
                final[spec.name] = values.as_value(spec, refs)
        job = absolute(dataclasses.replace(self._read_job, **final))
        if getattr(job, "device", None) == "auto":
            job = dataclasses.replace(job, device=self._settings.device)
        return job
