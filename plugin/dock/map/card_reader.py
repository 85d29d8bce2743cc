# SPDX-License-Identifier: GPL-2.0-or-later
"""Gets the card of a model by way of the engine, which alone can open models."""

from __future__ import annotations

import os
from typing import Any

from qgis.core import QgsProcessingUtils
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ....processing_provider.text import tr
from ..runs.runner import JobRunner, RunOutcome
from . import card

ALGORITHM = "diao:modelcard"


class CardReader(QObject):
    """Reads one card at a time; waits while another step runs. The last one that was wanted wins."""

    read = pyqtSignal(object)  # Card
    told = pyqtSignal(str)

    def __init__(self, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._wanted: tuple[str, dict[str, Any]] | None = None
        self._running = ("", {})
        # Not from within a signal of the runner: the bar of the step that has ended would take this run for its own.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._start)
        runner.ended.connect(lambda _: self._soon.start() if self._wanted is not None else None)

    def submit(self, model: str, completions: dict[str, Any] | None = None) -> None:
        """Read the card of a model; `completions` are kept with it first."""
        self._wanted = (model, completions or {})
        self._soon.start()

    def drop(self) -> None:
        """No model is wanted any more."""
        self._wanted = None
        self._running = ("", {})

    def _start(self) -> None:
        if self._wanted is None:
            return
        if self._runner.busy:
            self.told.emit(tr("The model's card is read when the step that is running has ended."))
            return
        self._running, self._wanted = self._wanted, None
        model, completions = self._running
        self.told.emit(tr("Reading the model's card …"))
        place = QgsProcessingUtils.generateTempFilename(os.path.basename(model) + ".card.json")
        values = {"MODEL": model, **completions, "CARD": place}
        self._runner.start(ALGORITHM, values, load=False, note=False, then=self._ended)

    def _ended(self, outcome: RunOutcome) -> None:
        if self._wanted is not None or not self._running[0]:
            return  # another model was chosen meanwhile
        if not outcome.ok:
            self.told.emit(outcome.told)
            return
        try:
            found = card.read(outcome.results["CARD"])
        except ValueError as problem:
            self.told.emit(tr("The model's card cannot be read: {reason}").format(reason=problem))
            return
        self.told.emit("")
        self.read.emit(found)
