# SPDX-License-Identifier: GPL-2.0-or-later
"""The button that goes back to the dataset from before, or the sentence that says why there is none to go back to."""

from __future__ import annotations

import os

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ....diao_engine.jobs.layer_source import path_of
from ....processing_provider.text import tr
from ..datasets.dataset_summary import Summary
from ..kit.message_label import plain_tip, wrapped_label
from .undo import undoable


class UndoStep(QWidget):
    """Gone while no step has been done."""

    requested = pyqtSignal(str)  # the dataset from before

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary: Summary | None = None
        self.button = QPushButton(tr("Undo"))
        self.button.setObjectName("diao_undo")
        self.button.clicked.connect(self._click)
        self.reason = wrapped_label("diao_undo_reason")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)
        layout.addWidget(self.reason)
        self.hide()

    def show_summary(self, summary: Summary | None) -> None:
        """Say what would be undone: one step at a time."""
        self._summary = summary
        found = undoable(summary) if summary is not None else None
        self.setVisible(found is not None)
        if found is None:
            return
        self.button.setText(tr("Undo: {steps}").format(steps=", ".join(map(tr, found.steps))))
        if found.before:
            told = tr("Go back to {name}; both files stay.").format(name=os.path.basename(path_of(found.before)))
        else:
            told = tr(
                "The dataset before this step, {name}, is gone, so the step cannot be undone; put the file back, or create "
                "the dataset anew on the page Data."
            ).format(name=os.path.basename(found.lost))
        self.button.setEnabled(bool(found.before))
        self.button.setToolTip(plain_tip(told))
        self.reason.setText("" if found.before else told)
        self.reason.setVisible(not found.before)

    def _click(self) -> None:
        found = undoable(self._summary) if self._summary is not None else None
        if found is not None and found.before:
            self.requested.emit(found.before)
        else:  # it was there when the button was shown
            self.show_summary(self._summary)
