# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether the engine can run now, and what a button that needs it waits for."""

from __future__ import annotations

import os

from qgis.PyQt.QtCore import QObject, pyqtSignal, pyqtSlot

from ...diao_engine.protocol import environment
from ...processing_provider.text import tr
from ..settings import store
from .runner import Runner


class Availability(QObject):
    """Looks when something may have changed, and not whenever somebody asks: buttons ask often."""

    changed = pyqtSignal()

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._missing: dict[str, bool] = {}
        runner.changed.connect(self.look)
        self.look()

    def is_there(self, size: str) -> bool:
        """Whether jobs of this size can run."""
        return not self._missing[size]

    def reason(self, size: str) -> str:
        """What jobs of this size wait for; empty where they can run."""
        if self.is_there(size):
            return ""
        if self._runner.busy:
            return tr("The engine is being set up; this waits until it is ready.")
        return tr("The engine is not set up yet; begin above.")

    @pyqtSlot()
    def look(self) -> None:
        """Look again."""
        named = named_interpreter()
        self._missing = {
            size: not os.path.isfile(named) if named else environment.find(size) is None for size in environment.SIZES
        }
        self.changed.emit()


def named_interpreter() -> str:
    """The interpreter that the user has named, by the options page or by the environment; empty for the private one."""
    return store.read().interpreter or os.environ.get(environment.VARIABLE, "")
