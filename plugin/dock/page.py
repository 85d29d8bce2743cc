# SPDX-License-Identifier: GPL-2.0-or-later
"""What every page of the dock is: a step of the work with a state that the panel shows."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QScrollArea, QWidget

from .runs.runner import JobRunner
from .session import Session


class DockPage(QWidget):
    """A step of the work. Pages never know each other; what they share stands in the session.

    What listens to the project, to layers or to the map is a declared slot: such a connection goes with the page, and those
    outlive it.
    """

    title = ""
    icon = QIcon()
    needs = "base"  # the size of the engine's environment that the page works with
    # What the panel shows as the state of the step, and asks again when this is emitted.
    state_changed = pyqtSignal()

    def __init__(self, runner: JobRunner, session: Session, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self.session = session
        self.iface = iface

    def hint(self) -> str:
        """What is to be done before this page is of use, as one sentence; empty when nothing is missing."""
        return ""

    def is_done(self) -> bool:
        """Whether the step has its result."""
        return False

    def scroll_to(self, widget: QWidget) -> None:
        """Bring a widget into sight: the dock is lower than the page."""
        around: Any = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            self.layout().activate()
            around.ensureWidgetVisible(widget)
