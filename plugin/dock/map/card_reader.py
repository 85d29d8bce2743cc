# SPDX-License-Identifier: GPL-2.0-or-later
"""Gets the card of a model by way of the engine, which alone can open models."""

from __future__ import annotations

import os
from typing import Any

from qgis.core import QgsProcessingUtils
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ....diao_engine.jobs import trust
from ....processing_provider.text import tr
from ..runs.run import Run, RunOutcome
from ..runs.runner import JobRunner
from . import card

ALGORITHM = "diao:modelcard"


class CardReader(QObject):
    """Reads one card at a time; waits while another step runs. The last one that was submitted wins."""

    read = pyqtSignal(object)  # Card
    message = pyqtSignal(str)

    def __init__(self, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._requested: tuple[str, dict[str, Any]] | None = None
        self._run: Run | None = None  # whose card is still asked for
        # Not from within a signal of the runner: whoever ran first hears of its end first.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._start)
        runner.ended.connect(self._go_on)
        runner.engine_changed.connect(self._go_on)

    def submit(self, model: str, completions: dict[str, Any] | None = None) -> None:
        """Read the card of a model; `completions` are kept with it first."""
        self._requested = (model, completions or {})
        self._soon.start()

    def drop(self) -> None:
        """No card is requested any more."""
        self._requested = None
        self._run = None

    def _go_on(self, *_: object) -> None:
        if self._requested is not None:
            self._soon.start()

    def _start(self) -> None:
        if self._requested is None:
            return
        engine = self._runner.waits_for(needed_size(self._requested[0]))
        if engine:
            self.message.emit(engine)
            return
        if self._runner.busy:
            self.message.emit(tr("The model's card is read when the step that is running has ended."))
            return
        (model, completions), self._requested = self._requested, None
        self.message.emit(tr("Reading the model's card …"))
        path = QgsProcessingUtils.generateTempFilename(os.path.basename(model) + ".card.json")
        values = {"MODEL": model, **completions, "CARD": path}
        title, doing = tr("Model card"), tr("The model's card is being read.")
        self._run = self._runner.start(ALGORITHM, values, load=False, note=False, title=title, doing=doing)
        if self._run is not None:
            self._run.ended.connect(self._ended)

    def _ended(self, outcome: RunOutcome) -> None:
        run, self._run = self._run, None
        if self._requested is not None or run is None:
            return  # another model was chosen meanwhile
        if not outcome.ok:
            self.message.emit(outcome.message)
            return
        try:
            result = card.read(outcome.results["CARD"])
        except ValueError as problem:
            self.message.emit(tr("The model's card cannot be read: {reason}").format(reason=problem))
            return
        self.message.emit("")
        self.read.emit(result)


def needed_size(model: str) -> str:
    """The size of the engine's environment that works with a model."""
    return "full" if trust.is_torch_model(model) else "base"
