# SPDX-License-Identifier: GPL-2.0-or-later
"""The bar that starts a run, shows what it is doing, and how the last one ended."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ....processing_provider.text import tr
from ..kit.message_label import plain_tip, wrapped_label
from .run import Run, RunOutcome
from .runner import JobRunner

_LINES_OF_LOG = 2000


class RunBar(QWidget):
    """A button that asks for a run, what the followed run is doing while it goes on, and how the last one ended.

    Whoever hears `requested` starts the run and lets the bar `follow` it; of the runs of others it only knows that one goes on.
    """

    requested = pyqtSignal()

    def __init__(self, runner: JobRunner, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._run: Run | None = None
        self._blocked = ""
        self._build(text)
        runner.started.connect(self._refresh)
        runner.ended.connect(self._refresh)
        self._refresh()

    def block(self, reason: str) -> None:
        """Disable the button and say why; the empty text enables it again."""
        self._blocked = reason
        self._refresh()

    def follow(self, run: Run | None) -> None:
        """Show a run until it ends; None, when another one goes on, changes nothing."""
        if run is None:
            return
        self._run = run
        run.progressed.connect(self._show_progress)
        run.message.connect(self._log_message)
        run.ended.connect(self._ended)
        self.progress.setRange(0, 0)  # until the engine reports how far it is
        self.stage.setText(tr("Starting the engine …"))
        self.cancel.setEnabled(True)
        self._refresh()

    def show_message(self, text: str) -> None:
        """Show a sentence where the end of a run is reported."""
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _build(self, text: str) -> None:
        self.start = QPushButton(text)
        self.start.setObjectName("diao_run")
        self.start.setIcon(QgsApplication.getThemeIcon("/mActionStart.svg"))
        self.start.clicked.connect(self._click)
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setObjectName("diao_cancel")
        self.cancel.clicked.connect(self._cancel)
        self.progress = QProgressBar()
        self.progress.setObjectName("diao_progress")
        self.progress.setAccessibleName(tr("Progress"))
        self.stage = wrapped_label("diao_stage", hidden=False, selectable=True)
        self.message = wrapped_label("diao_told", hidden=False, selectable=True)
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
        buttons.addWidget(self.start, 1)
        buttons.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(buttons)
        for widget in (self.progress, self.stage, self.message, self.details, self.log):
            layout.addWidget(widget)
        self._unfold(False)
        self.show_message("")

    def _click(self) -> None:
        self.show_message("")
        self.log.clear()
        self.requested.emit()
        self._refresh()

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.stage.setText(tr("Cancelling …"))
        if self._run is not None:
            self._run.cancel()

    def _show_progress(self, percent: float, stage: str) -> None:
        if percent > 0:
            self.progress.setRange(0, 100)
            self.progress.setValue(round(percent))
        if stage and self.cancel.isEnabled():
            self.stage.setText(stage)

    def _log_message(self, level: str, text: str) -> None:
        self.log.appendPlainText(tr("Warning: {text}").format(text=text) if level == "warning" else text)
        self._refresh()

    def _ended(self, outcome: RunOutcome) -> None:
        self._run = None
        self.show_message(outcome.message)
        self._refresh()

    def _refresh(self, *_: object) -> None:
        own, busy = self._run is not None and self._run.is_running, self._runner.busy
        other = tr("Another step is running; wait for it or cancel it.") if busy and not own else ""
        reason = other or self._blocked
        self.start.setEnabled(not busy and not self._blocked)
        self.start.setToolTip(plain_tip(reason))
        self.start.setAccessibleDescription(reason)
        for widget in (self.cancel, self.progress):
            widget.setVisible(own)
        if not own:
            self.stage.setText(reason)
        self.stage.setVisible(own or bool(reason))
        self.details.setVisible(bool(self.log.toPlainText()))

    def _unfold(self, expanded: bool) -> None:
        self.details.setArrowType(Qt.ArrowType.DownArrow if expanded else Qt.ArrowType.RightArrow)
        self.log.setVisible(expanded)
