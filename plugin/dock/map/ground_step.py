# SPDX-License-Identifier: GPL-2.0-or-later
"""A step that runs an algorithm on a map of the project, and shows what came of it."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsMapLayer, QgsProject
from qgis.PyQt.QtWidgets import QWidget

from ...display.layer_kinds import file_of
from ..datasets import names
from ..kit.job_form import JobForm
from ..runs.run import Run, RunOutcome
from ..runs.run_bar import RunBar
from ..runs.runner import JobRunner
from ..session import Session


class GroundStep(QWidget):
    """A form with the parameter INPUT, the map, which the files of the run are named after, and the bar that starts it."""

    form: JobForm
    bar: RunBar

    def __init__(self, runner: JobRunner, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner, self.session = runner, session
        self._run: Run | None = None

    def _start(self) -> None:
        """Start the run, unless the form or the work folder is not ready."""
        ground = layer_of(self.form.values().get("INPUT"))
        name = names.ground(ground.name() if ground is not None else "")
        if not self.form.point_out() or not self.session.work_folder.ready(self, name):
            return
        run = self._run_on(ground, names.stem(file_of(ground)) if ground is not None else name)
        if run is not None:
            self._run = run
            self.bar.follow(run)
            run.ended.connect(self._ended)

    def _ended(self, outcome: RunOutcome) -> None:
        run, self._run = self._run, None
        if run is not None and outcome.ok and not run.project_closed:
            self._show(outcome.results)

    def _run_on(self, ground: QgsMapLayer | None, stem: str) -> Run | None:
        """Start the run on a map whose files begin with `stem`."""
        raise NotImplementedError

    def _show(self, results: dict[str, Any]) -> None:
        """Show what a run has made in the project that it was started in."""
        raise NotImplementedError


def layer_of(value: Any) -> QgsMapLayer | None:
    """The layer that a form names by its id, where it is one of the project's."""
    return QgsProject.instance().mapLayer(str(value)) if value else None
