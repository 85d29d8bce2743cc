# SPDX-License-Identifier: GPL-2.0-or-later
"""Processing's own dialogs that show an algorithm of ours: there, too, the wheel scrolls and changes no value unasked."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsProcessingAlgorithmDialogBase
from qgis.PyQt.QtCore import QObject, pyqtSlot
from qgis.PyQt.QtWidgets import QApplication, QWidget

from .. import processing_provider
from .dock.kit.wheel import WheelGuard

_STEP_OF_A_MODEL = "ModelerParametersDialog"  # a class of the plugin Processing, which keeps its algorithm to itself


class ProcessingDialogs(QObject):
    """Looks at the windows whenever the focus moves, as it does to a dialog that opens: Processing tells nobody of its dialogs, and
    parameters cannot say it. A filter on the application would be called for every event in QGIS.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        QApplication.instance().focusChanged.connect(self.look)

    @pyqtSlot("QWidget*", "QWidget*")
    def look(self, *_: object) -> None:
        """Guard the dialogs that are open."""
        for window in QApplication.topLevelWidgets():
            if _shows_ours(window):
                WheelGuard.over(window)

    def close(self) -> None:
        """End with the plugin."""
        QApplication.instance().focusChanged.disconnect(self.look)


def _shows_ours(window: QWidget) -> bool:
    algorithm: Any = None
    if isinstance(window, QgsProcessingAlgorithmDialogBase):
        algorithm = window.algorithm()
    elif type(window).__name__ == _STEP_OF_A_MODEL:
        algorithm = getattr(window, "_alg", None)
    # Its class tells, not its provider: a dialog can outlive that (the plugin is loaded anew), and asking for it then ends QGIS.
    return type(algorithm).__module__.startswith(f"{processing_provider.__name__}.")
