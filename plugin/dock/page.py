# SPDX-License-Identifier: GPL-2.0-or-later
"""What every page of the dock is made of: its frame, and the bar that starts and watches a run."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...processing_provider.text import tr
from .kit.message_label import plain_tip, wrapped_label
from .runs.runner import JobRunner, RunOutcome
from .session import Session

_LINES_OF_LOG = 2000


class DockPage(QWidget):
    """A step of the work. Pages never know each other; what they share stands in the session.

    What listens to the project, to layers or to the map is a declared slot: such a connection goes with the page, and those
    outlive it.
    """

    title = ""
    icon = QIcon()
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


class RunBar(QWidget):
    """A button that starts a run, what the run is doing while it goes on, and how the last one ended.

    A run counts as this bar's own when it is started while `wanted` is emitted, or from the `then` of such a run.
    """

    wanted = pyqtSignal()

    def __init__(self, runner: JobRunner, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._asking = False
        self._own = False
        self._blocked = ""
        self._build(text)
        runner.started.connect(self._started)
        runner.progressed.connect(self._progressed)
        runner.said.connect(self._said)
        runner.ended.connect(self._ended)
        self._refresh()

    def block(self, reason: str) -> None:
        """Disable the button and say why; the empty text enables it again."""
        self._blocked = reason
        self._refresh()

    def tell(self, text: str) -> None:
        """Show a sentence where the end of a run is told."""
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _build(self, text: str) -> None:
        self.run = QPushButton(text)
        self.run.setObjectName("diao_run")
        self.run.setIcon(QgsApplication.getThemeIcon("/mActionStart.svg"))
        self.run.clicked.connect(self._click)
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setObjectName("diao_cancel")
        self.cancel.clicked.connect(self._cancel)
        self.bar = QProgressBar()
        self.bar.setObjectName("diao_progress")
        self.bar.setAccessibleName(tr("Progress"))
        self.stage = wrapped_label("diao_stage", hidden=False, selectable=True)
        self.told = wrapped_label("diao_told", hidden=False, selectable=True)
        self.details = QToolButton()
        self.details.setObjectName("diao_details")
        self.details.setText(tr("Details"))
        self.details.setCheckable(True)
        self.details.setAutoRaise(True)
        self.details.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.details.toggled.connect(self._unfold)
        self.log = QPlainTextEdit()
        self.log.setObjectName("diao_log")
        self.log.setAccessibleName(tr("Log of the run"))
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(_LINES_OF_LOG)
        buttons = QHBoxLayout()
        buttons.addWidget(self.run, 1)
        buttons.addWidget(self.cancel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(buttons)
        for widget in (self.bar, self.stage, self.told, self.details, self.log):
            whole.addWidget(widget)
        self._unfold(False)
        self.tell("")

    def _click(self) -> None:
        self._asking = True
        self.tell("")
        self.log.clear()
        try:
            self.wanted.emit()
        finally:
            self._asking = False
            self._refresh()

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.stage.setText(tr("Cancelling …"))
        self._runner.cancel()

    def _started(self, _algorithm: str) -> None:
        self._own = self._own or self._asking
        if self._own:
            self.bar.setRange(0, 0)  # until the engine tells how far it is
            self.stage.setText(tr("Starting the engine …"))
            self.cancel.setEnabled(True)
        self._refresh()

    def _progressed(self, percent: float, stage: str) -> None:
        if not self._own:
            return
        if percent > 0:
            self.bar.setRange(0, 100)
            self.bar.setValue(round(percent))
        if stage and self.cancel.isEnabled():
            self.stage.setText(stage)

    def _said(self, level: str, text: str) -> None:
        if self._own or self._asking:
            self.log.appendPlainText(tr("Warning: {text}").format(text=text) if level == "warning" else text)
            self._refresh()

    def _ended(self, outcome: RunOutcome) -> None:
        if self._own or self._asking:
            self.tell(outcome.told)
        self._own = self._own and self._runner.busy  # what `then` has started goes on here
        self._refresh()

    def _refresh(self) -> None:
        own, busy = self._own, self._runner.busy
        other = tr("Another step is running; wait for it or cancel it.") if busy and not own else ""
        reason = other or self._blocked
        self.run.setEnabled(not busy and not self._blocked)
        self.run.setToolTip(plain_tip(reason))
        self.run.setAccessibleDescription(reason)
        for widget in (self.cancel, self.bar):
            widget.setVisible(own)
        if not own:
            self.stage.setText(reason)
        self.stage.setVisible(own or bool(reason))
        self.details.setVisible(bool(self.log.toPlainText()))

    def _unfold(self, open_now: bool) -> None:
        self.details.setArrowType(Qt.ArrowType.DownArrow if open_now else Qt.ArrowType.RightArrow)
        self.log.setVisible(open_now)
