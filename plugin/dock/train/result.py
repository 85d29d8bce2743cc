# SPDX-License-Identifier: GPL-2.0-or-later
"""What a training has come to: the classes in its best epoch while it goes on, the model and its report at the end."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QPushButton, QTreeWidgetItem, QVBoxLayout, QWidget

from ....diao_engine.protocol import events
from ....processing_provider.text import tr
from ..datasets.dataset_summary import ClassShare
from ..kit.class_list import ClassList, class_row
from ..kit.message_label import plain, plain_tip
from ..kit.number_format import NOTHING, count_text, score_text
from ..kit.table_export import TableActions
from .curves import MIOU

_ROWS_SHOWN = 9


class TrainResult(QWidget):
    """Scores, a list of the classes, and a button that opens the report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: tuple[ClassShare, ...] = ()
        self._epochs: dict[int, dict[str, float]] = {}
        self._report = ""
        self.summary = plain(name="diao_train_summary", wrapped=True)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.which = plain(wrapped=True)
        self.classes = ClassList(
            "diao_train_classes",
            tr("IoU of the classes in the best epoch"),
            iou_tip=tr("Intersection over union, 0 to 1"),
            most=_ROWS_SHOWN,
        )
        self.which.setBuddy(self.classes)
        self.report = QPushButton(tr("Open the report"))
        self.report.setObjectName("diao_report")
        self.report.clicked.connect(self._open_report)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        actions = TableActions(self.classes, self.classes.accessibleName())
        for widget in (self.summary, self.report, self.which, self.classes, actions):
            layout.addWidget(widget)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self.begin(())

    def begin(self, classes: Sequence[ClassShare]) -> None:
        """Forget what was; a training of these classes is going to report its metrics."""
        self._classes, self._epochs, self._report = tuple(classes), {}, ""
        for widget in (self.summary, self.report, self.which, self.classes):
            widget.hide()

    def put(self, name: str, step: int, value: float) -> None:
        """Take a metric of an epoch."""
        if name != MIOU and not name.startswith(events.IOU_OF_CLASS):
            return
        self._epochs.setdefault(step, {})[name] = value
        if step == self.best_epoch():
            self._show(tr("IoU per class in epoch {n}, the best so far:"))

    def finish(self, results: dict[str, Any], *, full_path: bool) -> None:
        """Show how good the model is and where it lies; beside the dataset its name is enough."""
        model, self._report = str(results.get("MODEL") or ""), str(results.get("REPORT") or "")
        text = tr("Mean IoU {miou}, macro F1 {f1}; the model is {file}.")
        if results.get("PRIOR_CORRECTION"):
            text = tr("Mean IoU {miou}, macro F1 {f1} at its best sensitivity; the model is {file}.")
        self.summary.setText(
            text.format(
                miou=score_text(results.get("MIOU")),
                f1=score_text(results.get("MACRO_F1")),
                file=model if full_path else os.path.basename(model),
            )
        )
        self.summary.setToolTip(plain_tip(model))
        self.summary.show()
        self.report.setToolTip(plain_tip(self._report))
        self.report.setVisible(os.path.isfile(self._report))
        if self._epochs:
            self._show(tr("IoU per class in epoch {n}, which the model holds:"))

    def best_epoch(self) -> int:
        """The first of the epochs with the highest mean IoU, by which the engine chooses; 0 while there is none."""
        return max(sorted(self._epochs), key=lambda step: self._epochs[step].get(MIOU, -1.0), default=0)

    def last_epoch(self) -> int:
        """The last epoch whose metrics were reported; 0 while there is none."""
        return max(self._epochs, default=0)

    def _show(self, caption: str) -> None:
        epoch = self.best_epoch()
        values = self._epochs[epoch]
        known = {events.IOU_OF_CLASS + entry.name for entry in self._classes}
        others = [name for name in values if name not in known and name != MIOU]
        rows = [
            _row(e.name, values.get(events.IOU_OF_CLASS + e.name), e.color, e.natural_minority, few=e.few)
            for e in self._classes
        ]
        rows += [_row(name[len(events.IOU_OF_CLASS) :], values[name], "", False) for name in others]
        self.which.setText(caption.format(n=count_text(epoch)))
        self.classes.fill(rows)
        self.which.show()
        self.classes.show()

    def _open_report(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._report))


def _row(name: str, iou: float | None, color: str, minority: bool, *, few: bool = False) -> QTreeWidgetItem:
    return class_row(name, iou, color, is_minority=minority, tip=name, few=few, unknown=NOTHING)
