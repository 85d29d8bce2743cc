# SPDX-License-Identifier: GPL-2.0-or-later
"""The bar that starts a run, shows what it is doing, and how the last one ended."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ....processing_provider.text import tr, tr_count
from ..kit.message_label import plain_tip, wrapped_label
from ..kit.notice import ERROR, INFO, SUCCESS, Notice
from ..kit.number_format import count_text
from .run import Run, RunOutcome
from .run_notes import RunNotes
from .runner import JobRunner


class RunBar(QWidget):
    """A button that asks for a run, what the followed run is doing while it goes on, and how the last one ended.

    Whoever hears `requested` starts the run and lets the bar `follow` it; of the runs of others it only knows that one goes on.
    `notes` hold what there is to read about the run; a page may take them out of the bar and put them elsewhere. Warnings
    with the codes `muted` do not hold for its runs and get no box.
    """

    requested = pyqtSignal()
    ended = pyqtSignal()  # what `state` says has changed with the end of a run of the project that is open
    notes_wanted = pyqtSignal()  # the notes lie elsewhere, and the user wants to see them

    def __init__(
        self, runner: JobRunner, text: str, parent: QWidget | None = None, *, muted: Collection[str] = ()
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._muted = frozenset(muted)
        self._run: Run | None = None
        self._blocked = ""
        self._size = "base"
        self._build(text)
        for signal in (runner.started, runner.ended, runner.engine_changed):
            signal.connect(self._refresh)
        self._refresh()

    def block(self, reason: str) -> None:
        """Disable the button and say why; the empty text enables it again."""
        self._blocked = reason
        self._refresh()

    def need(self, size: str) -> None:
        """Name the size of the engine's environment that the runs need; the button waits until that is there."""
        self._size = size
        self._refresh()

    def follow(self, run: Run | None) -> None:
        """Show a run until it ends; None, when another one goes on, changes nothing."""
        if run is None:
            return
        self._run = run
        run.progressed.connect(self._show_progress)
        run.message.connect(self.notes.add_line)
        run.notice.connect(self._add_notice)
        run.ended.connect(self._ended)
        self.progress.setRange(0, 0)  # until the engine reports how far it is
        self.stage.setText(tr("Starting the engine …"))
        self.cancel.setEnabled(True)
        self._refresh()

    def show_message(self, text: str, kind: str = INFO) -> None:
        """Show a sentence where the end of a run is reported."""
        self.message.show_message(text, kind)

    def state(self) -> dict[str, Any]:
        """How the last run has ended, for `restore`."""
        return {"message": self.message.text(), "kind": self.message.kind, "notices": self.notes.notices()}

    def restore(self, state: dict[str, Any]) -> None:
        """Show how a run has ended that was followed earlier; nothing for an empty state. One that goes on stays as it is."""
        if self._run is not None:
            return
        notices = state.get("notices")
        self.show_message(str(state.get("message") or ""), str(state.get("kind") or INFO))
        self.notes.clear()
        self.notes.show_notices([str(text) for text in notices] if isinstance(notices, list) else [])
        self._refresh()

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
        self.message = Notice("diao_told")
        self.pointer = QToolButton()
        self.pointer.setObjectName("diao_show_notices")
        self.pointer.setIcon(QgsApplication.getThemeIcon("/mIconWarning.svg"))
        self.pointer.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.pointer.setAutoRaise(True)
        self.pointer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.pointer.clicked.connect(lambda *_: self.notes_wanted.emit())
        self.notes = RunNotes()
        buttons = QHBoxLayout()
        buttons.addWidget(self.start, 1)
        buttons.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(buttons)
        for widget in (self.progress, self.stage, self.message, self.pointer, self.notes):
            layout.addWidget(widget)

    def forget(self) -> None:
        """Nothing is told of an earlier run any more."""
        self.show_message("")
        self.notes.clear()
        self._refresh()

    def _click(self) -> None:
        self.forget()
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

    def _add_notice(self, code: str, text: str) -> None:
        if code not in self._muted:
            self.notes.add_notice(text)
            self._refresh()

    def _ended(self, outcome: RunOutcome) -> None:
        run, self._run = self._run, None
        self.show_message(outcome.message, SUCCESS if outcome.ok else INFO if outcome.cancelled else ERROR)
        self._refresh()
        if run is not None and not run.project_closed:
            self.ended.emit()

    def _refresh(self, *_: object) -> None:
        own, busy = self._run is not None and self._run.is_running, self._runner.busy
        other = self._runner.doing if busy and not own else ""
        engine = self._runner.waits_for(self._size)
        reason = other or engine or self._blocked
        self.start.setEnabled(not busy and not engine and not self._blocked)
        self.start.setToolTip(plain_tip(reason))
        self.start.setAccessibleDescription(reason)
        for widget in (self.cancel, self.progress):
            widget.setVisible(own)
        if not own:
            self.stage.setText(reason)
        self.stage.setVisible(own or bool(reason))
        count = 0 if self.isAncestorOf(self.notes) else len(self.notes.boxes)
        self.pointer.setVisible(count > 0)
        text = tr_count(count, "{n} warning about this result", "{n} warnings about this result")
        self.pointer.setText(text.format(n=count_text(count)))
