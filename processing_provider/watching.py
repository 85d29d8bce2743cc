# SPDX-License-Identifier: GPL-2.0-or-later
"""The algorithm that keeps a map up to date, for a folder that imagery arrives in: it ends when it is cancelled."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext

from ..diao_engine.jobs import Job, Spec, Update
from ..diao_engine.jobs.watching import Watch
from . import engine, outputs, values
from .algorithm import JobAlgorithm

FOLDER = "IMAGES"  # the parameter that the folder stands for
EVERY_SECONDS = 10.0


class _FolderReader(values.JobReader):
    """Takes the images for a folder."""

    def _layers(self, spec: Spec, raw: Any) -> Any:
        return (str(raw),) if spec.contract == FOLDER else super()._layers(spec, raw)


class WatchAlgorithm(JobAlgorithm):
    """Stands in no toolbox: who starts it stays with it, and hears of each image."""

    reader = _FolderReader

    def __init__(self, job_class: type[Job] = Update, settings: engine.SettingsSource = engine.EngineSettings) -> None:
        super().__init__(job_class, settings)

    def job(self, parameters: dict[str, Any], context: QgsProcessingContext, folder: str) -> Job:
        """The job of parameters that have been prepared; layers that are no files are written into `folder`."""
        return self._job(parameters, context, folder)

    def watch(self, job: Job, feedback: Any) -> None:
        """Run it until it is cancelled or cannot go on, in any thread; how it ended is told as by `engine.run`."""
        engine.run(job, self._settings, feedback, watch=Watch(EVERY_SECONDS, once=False))

    def results(self, job: Job, context: QgsProcessingContext) -> dict[str, Any]:
        """What the engine has written so far, with its styles."""
        return outputs.results(job, {}, context)
