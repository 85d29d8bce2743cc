# SPDX-License-Identifier: GPL-2.0-or-later
"""The model of the page Map: its file, the user's leave to open it, its card, and what the card lacks."""

from __future__ import annotations

import os
from typing import Any

from qgis.core import QgsProcessingAlgorithm
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ....processing_provider.text import tr
from ..datasets.recent import MODELS
from ..datasets.recent_button import RecentButton, beside
from ..kit.message_label import plain, wrapped_label
from ..runs.runner import JobRunner
from ..session import Session
from .card import Card
from .card_form import CardCompletion
from .card_reader import CardReader
from .card_view import ModelCardView
from .model_gate import ModelGate


class ModelChoice(QWidget):
    """Shows the model of the session. Its card is read once somebody looks, for it takes the engine a moment."""

    changed = pyqtSignal(str)  # another model, or the same written anew; nothing is known of it yet
    opened = pyqtSignal()  # the user lets it be opened
    card_shown = pyqtSignal(object)  # its Card; None while that is not known

    def __init__(
        self, runner: JobRunner, session: Session, algorithm: QgsProcessingAlgorithm, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = False  # the session's model has changed since its card was read
        self._build(algorithm)
        self.reader = CardReader(runner, self)
        self.file.fileChanged.connect(self._file_chosen)
        self.recent.chosen.connect(self.choose)
        session.model_changed.connect(self.show_model)
        session.class_recolored.connect(self._recolored)
        self.gate.opened.connect(self._opened)
        self.reader.read.connect(self._show_card)
        self.reader.message.connect(self._show_message)
        self.completion.kept.connect(self._complete)

    def choose(self, path: str) -> None:
        """The user has chosen a file, which means that it is to be opened."""
        self._session.set_model(path)
        self.gate.open()

    def show_model(self, path: str) -> None:
        """Show a model of which nothing is known."""
        self.file.blockSignals(True)
        self.file.setFilePath(path)
        self.file.blockSignals(False)
        self.gate.show_model(path, chosen=self._session.model_is_chosen)
        self.changed.emit(path)
        self._show_card(None)
        self._show_message("")
        self.reader.drop()
        self._stale = bool(path)
        if self.isVisible():
            self.read_card()

    def look_again(self) -> bool:
        """Begin anew with a model that was written anew behind our back; whether it was."""
        has_changed = self.gate.has_changed
        if has_changed:
            self.show_model(self._session.model)
        return has_changed

    def read_card(self) -> None:
        """Somebody looks."""
        if self._stale and self.gate.is_open:
            self._stale = False
            self.reader.submit(self._session.model)

    def _build(self, algorithm: QgsProcessingAlgorithm) -> None:
        definition = algorithm.parameterDefinition("MODEL")
        self.file = QgsFileWidget()
        self.file.setObjectName("diao_model")
        self.file.setAccessibleName(definition.description())
        self.file.setDialogTitle(tr("Choose a model"))
        self.file.setFilter(definition.fileFilter())
        self.file.lineEdit().setPlaceholderText(tr("a file, or drop one here"))
        self.recent = RecentButton(MODELS, "diao_recent_models", tr("Recent models"))
        self.gate = ModelGate()
        self.message = wrapped_label("diao_card_told")
        self.card = ModelCardView()
        self.completion = CardCompletion()
        label = plain(tr("Model"))
        label.setBuddy(self.file.lineEdit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (label, beside(self.file, self.recent), self.gate, self.message, self.card, self.completion):
            layout.addWidget(widget)

    def _file_chosen(self, path: str) -> None:
        path = path.strip()
        if not path or os.path.isfile(path):
            self.choose(path)
        else:
            self._show_message(tr("{path} does not exist.").format(path=path))

    def _opened(self) -> None:
        self._stale = True
        self.read_card()
        self.opened.emit()

    def _complete(self, completions: dict[str, Any]) -> None:
        """Let the engine keep what the card lacked, and read it again."""
        self.look_again()
        if self.gate.is_open:
            self.reader.submit(self._session.model, completions)

    def _recolored(self, name: str, value: int, color: str) -> None:
        """Keep the new colour of a class with the model, whose next map shows it."""
        listed = self.card.colors_with(name, value, color)
        if listed and self.gate.is_open:
            self.reader.submit(self._session.model, {"CLASS_COLORS": listed})

    def _show_card(self, card: Card | None) -> None:
        self.card.show_card(card, self._session.model)
        self.completion.ask(card)
        self.card.list_classes(not self.completion.asks_for_classes())
        self.card_shown.emit(card)

    def _show_message(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
