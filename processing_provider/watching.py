# SPDX-License-Identifier: GPL-2.0-or-later
"""The algorithm that keeps a map up to date, for a place that imagery arrives in: it ends when it is cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from qgis.core import QgsProcessingContext

from ..diao_engine.jobs import Job, Spec, Update
from ..diao_engine.jobs.watching import Watch, size_for
from . import engine, outputs, values
from .algorithm import JobAlgorithm

PLACE = "IMAGES"  # the parameter that the folder or the catalogue stands for


class _PlaceReader(values.JobReader):
    """Takes the images for a folder or a catalogue."""

    def _layers(self, spec: Spec, raw: Any) -> Any:
        return (str(raw),) if spec.contract == PLACE else super()._layers(spec, raw)


class WatchAlgorithm(JobAlgorithm):
    """Stands in no toolbox: who starts it stays with it, and hears of each image."""

    reader = _PlaceReader

    def __init__(self, job_class: type[Job] = Update, settings: engine.SettingsSource = engine.EngineSettings) -> None:
        super().__init__(job_class, settings)

    def job(self, parameters: dict[str, Any], context: QgsProcessingContext, folder: str) -> Job:
        """The job of parameters that have been prepared; layers that are no files are written into `folder`."""
        return self._job(parameters, context, folder)

    def watch(self, job: Job, assets: Sequence[str], feedback: Any) -> None:
        """Run it until it is cancelled or cannot go on, in any thread; how it ended is told as by `engine.run`.

        `assets` are the keys that are images, of a catalogue; all where none is named.
        """
        update = cast("Update", job)  # the one job that this algorithm has
        how = Watch.of(update.images[0], assets=assets)
        engine.run(update, self._settings, feedback, watch=how, size=size_for(update))

    def results(self, job: Job, context: QgsProcessingContext) -> dict[str, Any]:
        """What the engine has written so far, with its styles."""
        return outputs.results(job, {}, context)
