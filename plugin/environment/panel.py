# SPDX-License-Identifier: GPL-2.0-or-later
"""The part of the options page that shows the private environments and sets them up."""

from __future__ import annotations

import html
import os

from qgis.PyQt.QtCore import Qt, pyqtSlot
from qgis.PyQt.QtWidgets import (
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...diao_engine.protocol import environment
from ...processing_provider.text import language, tr
from ..dock.kit.message_label import plain, plain_tip
from . import sizes, steps
from .progress import SetupProgress
from .runner import Runner


class EnvironmentPanel(QGroupBox):
    """A row per size, and below it what the running step says."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(tr("Private environment of the engine"), parent)
        self._runner = runner
        self._rows = {size: _Row(size, runner, self) for size in environment.SIZES}
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for line, row in enumerate(self._rows.values()):
            for column, widget in enumerate((row.state, row.set_up, row.check, row.drop)):
                grid.addWidget(widget, line, column)
        self._bar = SetupProgress(runner)
        self._cancel = QPushButton(tr("Cancel"))
        self._cancel.clicked.connect(self._stop)
        running = QHBoxLayout()
        running.addWidget(self._bar)
        running.addWidget(self._cancel)
        self._log = QPlainTextEdit("\n".join(runner.lines))
        self._log.setReadOnly(True)
        self._log.setMaximumHeight(160)
        layout = QVBoxLayout(self)
        layout.addWidget(
            _label(tr("Made in your data folder, shared by all profiles; QGIS's own Python stays as it is."))
        )
        layout.addLayout(grid)
        layout.addLayout(running)
        layout.addWidget(self._log)
        runner.message.connect(self._log.appendPlainText)
        runner.changed.connect(self.refresh)
        runner.forecast.changed.connect(self.refresh)
        runner.forecast.look()  # each time: a card may have come, or a driver
        self.refresh()

    @pyqtSlot()
    def refresh(self) -> None:
        """Show what stands now."""
        for row in self._rows.values():
            row.refresh()
        self._cancel.setVisible(self._runner.busy)
        self._cancel.setEnabled(True)
        self._log.setVisible(self._runner.busy or bool(self._log.toPlainText()))

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._runner.cancel()


class _Row:
    """One size: its state and what can be done about it."""

    def __init__(self, size: str, runner: Runner, parent: QWidget) -> None:
        self._size, self._runner, self._parent = size, runner, parent
        self.state = _label("")
        self.state.setTextFormat(Qt.TextFormat.RichText)  # for the size in bold; the rest is escaped
        self.set_up, self.check, self.drop = (QPushButton(text) for text in (tr("Set up"), tr("Check"), tr("Remove")))
        self.set_up.setObjectName(f"diao_set_up_{size}")
        self.set_up.clicked.connect(self._set_up)
        self.check.clicked.connect(self._check)
        self.drop.clicked.connect(self._drop)

    def refresh(self) -> None:
        status = environment.status(self._size)
        versions = ", ".join(f"{name} {version}" for name, version in status.versions.items())
        if status.ready:
            state = tr("ready") + f" ({versions})"
        else:
            state = tr("not whole; set it up again") if os.path.isdir(status.path) else tr("not set up")
        forecast = self._runner.forecast
        told = (forecast.reason(self._size), forecast.weight(self._size))
        lines = [
            html.escape(line) for line in (state, *((forecast.mismatch(self._size),) if status.ready else told)) if line
        ]
        self.state.setText(f"<b>{self._size}</b>: {html.escape(sizes.purpose(self._size))}<br/>{'<br/>'.join(lines)}")
        problem = status.problem.text(language=language()) if status.problem else ""
        self.state.setToolTip(plain_tip(f"{status.path}\n{problem}".strip()))
        self.set_up.setText(tr("Repair") if status.ready or status.versions else tr("Set up"))
        self.set_up.setEnabled(not self._runner.busy and forecast.is_possible(self._size))
        self.check.setEnabled(status.ready and not self._runner.busy)
        self.drop.setEnabled(status.ready and not self._runner.busy)

    def _set_up(self) -> None:
        forecast = self._runner.forecast
        told = "\n".join((forecast.reason(self._size), forecast.weight(self._size)))
        if environment.status(self._size).ready:
            question = tr("Make the {size} environment anew? The one that is there stays until the new one runs.")
            text = f"{question.format(size=self._size)}\n\n{told}".strip()
            if QMessageBox.question(self._parent, "DIAO", text) != QMessageBox.StandardButton.Yes:
                return
        self._runner.start(
            tr("DIAO: setting up the {size} environment").format(size=self._size),
            steps.set_up(self._size, self._runner.keep_trials),
        )

    def _check(self) -> None:
        interpreter = environment.find(self._size)
        if interpreter is not None:
            self._runner.start(
                tr("DIAO: checking the {size} environment").format(size=self._size), steps.check(interpreter)
            )

    def _drop(self) -> None:
        question = tr("Remove the {size} environment? It can be set up again.").format(size=self._size)
        if QMessageBox.question(self._parent, "DIAO", question) == QMessageBox.StandardButton.Yes:
            self._runner.start(
                tr("DIAO: removing the {size} environment").format(size=self._size), steps.remove(self._size)
            )


def _label(text: str) -> QLabel:
    label = plain(text, wrapped=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
