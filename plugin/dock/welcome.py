# SPDX-License-Identifier: GPL-2.0-or-later
"""Stands above the pages until it is dismissed, once in the life of a profile: what this is for, and two ways to begin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import QgsProject, QgsSettings
from qgis.PyQt.QtCore import pyqtSignal, pyqtSlot
from qgis.PyQt.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ...processing_provider.text import tr
from ..display import probabilities, sight
from . import sample
from .kit.message_label import plain, plain_tip
from .kit.notice import ERROR, Notice
from .session import Session

_KEY = "diao/welcomed"


class Welcome(QFrame):
    """Offers the sample, copies it into a folder of the user and opens it, and says what to do there.

    `opened` comes when the sample is the open project, `changed` when the panel has come or gone.
    """

    opened = pyqtSignal()
    changed = pyqtSignal()

    def __init__(self, session: Session, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("diao_welcome")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._session, self._iface = session, iface
        self._folder = Path()
        self._build()
        self.greet()
        self.setVisible(not QgsSettings().value(_KEY, False, bool))

    @property
    def is_asking(self) -> bool:
        """Whether it waits for the choice of how to begin."""
        return not self.isHidden() and not self.own_data.isHidden()

    def greet(self) -> None:
        """Say what this is, from the beginning."""
        self._folder = sample.proposed_folder()
        self._say(
            tr(
                "DIAO maps rare land cover: it learns from your labels and gives rare classes the weight that they need. "
                "The steps above lead from layers to a map; your data stay on this computer."
            ),
            self.try_sample, self.own_data,
        )  # fmt: skip
        self.try_sample.setToolTip(plain_tip(tr("Copies it to {folder} and opens it.").format(folder=self._folder)))

    def show_again(self) -> None:
        """The user has asked for it."""
        self.greet()
        self.show()
        self.changed.emit()

    def leave(self) -> None:
        """The user goes on: what the note says of the sample is read by now."""
        if not self.close_it.isHidden():
            self.hide()

    def _build(self) -> None:
        self.text = plain(name="diao_welcome_told", wrapped=True)
        self.problem = Notice("diao_welcome_problem")
        self.try_sample = self._button("diao_try_sample", tr("Try it with the sample"), self._try)
        self.open_copy = self._button("diao_open_sample", tr("Open it"), self._open_copy)
        self.make_copy = self._button("diao_copy_sample", tr("Make another copy"), self._make_another)
        self.own_data = self._button("diao_own_data", tr("Start with my own data"), self._dismiss)
        self.close_it = self._button("diao_welcome_close", tr("Close this note"), self._dismiss)
        layout = QVBoxLayout(self)
        for widget in (self.text, self.problem, *self._buttons()):
            layout.addWidget(widget)

    def _button(self, name: str, text: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(slot)
        return button

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.try_sample, self.open_copy, self.make_copy, self.own_data, self.close_it

    def _say(self, text: str, *offered: QPushButton) -> None:
        self.text.setText(text)
        self.problem.show_message("")
        for button in self._buttons():
            button.setVisible(button in offered)

    @pyqtSlot()
    def _try(self) -> None:
        if sample.is_copy(self._folder):
            text = tr("The sample lies in {folder} already.").format(folder=self._folder)
            self._say(text, self.open_copy, self.make_copy, self.own_data)
        else:
            self._make_another()

    @pyqtSlot()
    def _make_another(self) -> None:
        self._open(sample.free_folder(self._folder), is_new=True)

    @pyqtSlot()
    def _open_copy(self) -> None:
        self._open(self._folder, is_new=False)

    def _open(self, folder: Path, *, is_new: bool) -> None:
        """Open the copy in a folder as the project; QGIS asks first whether the open one is to be saved, if anything is in it."""
        before = QgsProject.instance()
        if not self._iface.newProject(bool(before.mapLayers() or before.fileName())):
            return
        try:
            if is_new:
                sample.copy_to(folder)
            self._open_project(folder)
        except OSError as error:
            sentence = tr(
                "The sample cannot be put into {folder} ({reason}); make room there, or start with data of your own."
            )
            self.problem.show_message(sentence.format(folder=folder, reason=error.strerror or error), ERROR)
            return
        self._say(
            tr(
                "The sample lies in {folder}. Its model is chosen on the page Map: map the aerial image there, and see the "
                "rare classes come out. For the whole way, begin on the page Data."
            ).format(folder=folder),
            self.close_it,
        )
        QgsSettings().setValue(_KEY, True)
        self.changed.emit()

    def _open_project(self, folder: Path) -> None:
        project, model = folder / sample.PROJECT, str(folder / sample.MODEL)
        is_written = project.is_file()
        if is_written:
            self._iface.addProject(str(project))
        else:
            sample.fill_project(folder)
        image = probabilities.find(folder / sample.IMAGE, QgsProject.instance())
        sight.bring(self._iface.mapCanvas(), image)  # before it is written: QGIS looks at first layers later
        if self._session.model in ("", model):  # else the user has gone on to another one there
            self._session.set_model(model)
        self.opened.emit()
        if not is_written:
            sample.write_project(folder)  # with the model and the page that it begins on

    @pyqtSlot()
    def _dismiss(self) -> None:
        QgsSettings().setValue(_KEY, True)
        self.hide()
        self.changed.emit()
