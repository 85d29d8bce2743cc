# SPDX-License-Identifier: GPL-2.0-or-later
"""Says once that this computer has a GPU that the engine's environment was made without: a card or a driver may have come later."""

from __future__ import annotations

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QObject, pyqtSlot

from ...diao_engine.protocol import environment
from ..messages import Messages
from .availability import named_interpreter
from .runner import Runner

_TOLD = "diao/toldOfGpu"


class GpuNote(QObject):
    """Looks at the computer beside the window's own work when it is made, if there is an environment to judge."""

    def __init__(self, runner: Runner, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forecast, self._messages = runner.forecast, messages
        self._forecast.changed.connect(self._tell)
        if not named_interpreter() and environment.find("base") is not None:
            self._forecast.look()

    @pyqtSlot()
    def _tell(self) -> None:
        """The same words only once, on whatever day."""
        text = next(filter(None, (self._forecast.mismatch(size) for size in reversed(environment.SIZES))), "")
        if text and not named_interpreter() and QgsSettings().value(_TOLD, "") != text:
            QgsSettings().setValue(_TOLD, text)
            self._messages.note(text)
