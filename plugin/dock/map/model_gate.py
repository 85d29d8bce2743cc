# SPDX-License-Identifier: GPL-2.0-or-later
"""Stands between a model's file and the engine: what a project names is opened when the user says so, and a program when trusted."""

from __future__ import annotations

import os
from collections.abc import Callable

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QMessageBox, QPushButton, QVBoxLayout, QWidget

from ....diao_engine.jobs import trust
from ....processing_provider.text import tr
from ..kit.message_label import wrapped_label

# Whether the user trusts the model of this file.
Ask = Callable[[QWidget, str], bool]


def ask(parent: QWidget, path: str) -> bool:
    """Ask whether a torch model is trusted; no is the answer that is at hand."""
    question = tr(
        "{name} is a torch model, and a torch model is a program: it can read and change whatever you can. Do you trust whoever "
        "made it?"
    ).format(name=os.path.basename(path))
    yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
    box = QMessageBox(QMessageBox.Icon.Question, tr("Trust the model?"), question, yes | no, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)  # the name is whatever somebody has called the file
    box.setDefaultButton(no)
    return bool(box.exec() == yes)


class ModelGate(QWidget):
    """A sentence and a button while the model is closed; nothing to see once it may be opened."""

    opened = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ask: Ask = ask
        self._path = ""
        self._open = False
        self.note = wrapped_label("diao_model_closed", hidden=False)
        self.button = QPushButton(tr("Open the model"))
        self.button.setObjectName("diao_open_model")
        self.button.clicked.connect(self.open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.note)
        layout.addWidget(self.button)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether the model may be given to the engine now; a program that has changed since has to be asked for again."""
        return self._open and not self.has_changed

    def problem(self) -> str:
        """Why there is nothing to map with; empty when there is."""
        if not self._path:
            return tr("Choose a model: one that you have trained, or a file made elsewhere.")
        return "" if self.is_open else tr("Open the model: what a project names is not opened unasked.")

    @property
    def has_changed(self) -> bool:
        """Whether a model that was opened is a program now that nobody has approved."""
        return self._open and trust.problem(self._path, trusted=False) is not None

    def show_model(self, path: str, *, chosen: bool) -> None:
        """Another model; one that the user has chosen is open at once unless it is a program that nobody has approved."""
        self._path = path
        self._open = bool(path) and chosen and not trust.problem(path, trusted=False)
        name = os.path.basename(path)
        self._close(
            tr("{name} is a torch model that has not been approved on this computer yet.").format(name=name)
            if chosen
            else tr("The project names the model {name}; it is opened when you say so.").format(name=name)
        )

    def open(self) -> None:
        """The user wants the model opened: ask where it is a program, and keep a yes for this very content."""
        if not self._path or self.is_open:
            return
        if trust.problem(self._path, trusted=False):
            try:
                content = trust.content_hash(
                    self._path
                )  # what is asked about, whatever lies there when the answer comes
            except OSError as error:
                self._close(tr("The approval cannot be kept: {reason}").format(reason=str(error)))
                return
            if not self.ask(self, self._path):
                self._close(
                    tr(
                        "The model was not opened, because you did not say that you trust it; open it again, or use an ONNX model."
                    )
                )
                return
            try:
                trust.approve(content)
            except OSError as error:
                self._close(tr("The approval cannot be kept: {reason}").format(reason=str(error)))
                return
            if trust.problem(self._path, trusted=False):  # another file has taken its place meanwhile
                self.show_model(self._path, chosen=True)
                return
        self._open = True
        self._close("")
        self.opened.emit()

    def _close(self, note: str) -> None:
        self.note.setText(note)
        self.setVisible(bool(self._path) and not self._open)
