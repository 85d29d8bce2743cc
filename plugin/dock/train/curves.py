# SPDX-License-Identifier: GPL-2.0-or-later
"""The live curves of a training: the loss above, below it mean IoU and the IoU of each minority class."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ....diao_engine.protocol import events
from ....processing_provider.text import tr
from ..datasets.dataset_summary import ClassShare
from ..kit.line_chart import LineChart
from ..kit.number_format import score_text
from ..kit.series import ACCENT, Series

LOSS, VALIDATION_LOSS, MIOU = "loss", "validation loss", "miou"
_MOST_BATCHES = 1500


class Curves(QWidget):
    """Takes the metrics of a run as the engine reports them; pointing at an epoch in one chart points in the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loss = LineChart(_loss_text)
        self.loss.setObjectName("diao_curve_loss")
        self.iou = LineChart(score_text)
        self.iou.setObjectName("diao_curve_iou")
        self._lines: dict[str, tuple[LineChart, Series]] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for chart, other in ((self.loss, self.iou), (self.iou, self.loss)):
            layout.addWidget(chart)
            chart.pointed.connect(other.point)

    def begin(self, classes: Sequence[ClassShare], planned: int) -> None:
        """Forget all values and wait for those of a training of so many epochs; the natural minority among the classes is drawn."""
        losses = {
            events.BATCH_LOSS: Series(tr("batch"), ACCENT, faint=True, gap=math.inf, most=_MOST_BATCHES),
            LOSS: Series(tr("training"), ACCENT),
            VALIDATION_LOSS: Series(tr("validation"), dashed=True),
        }
        ious = {MIOU: Series(tr("mean"), dashed=True)}
        for entry in classes:
            if entry.natural_minority:
                ious[events.IOU_OF_CLASS + entry.name] = Series(entry.name, entry.color)
        self.loss.begin(tr("Loss"), list(losses.values()), planned)
        self.iou.begin(tr("IoU of rare classes") if len(ious) > 1 else tr("Mean IoU"), list(ious.values()), planned)
        self._lines = {name: (self.loss, series) for name, series in losses.items()}
        self._lines.update({name: (self.iou, series) for name, series in ious.items()})

    def put(self, name: str, step: int, value: float) -> None:
        """Take a number of the training; names that have no line are passed over."""
        if name not in self._lines:
            return
        chart, series = self._lines[name]
        if name == events.BATCH_LOSS:
            series.put(step / events.BATCH_LOSS_STEPS, value)
            chart.update()
        else:
            series.put(float(step), value)
            chart.describe()

    def finish(self) -> None:
        """The training is over."""
        self.loss.finish()
        self.iou.finish()


def _loss_text(value: float) -> str:
    return str(QLocale().toString(float(value), "f", 3 if abs(value) < 10 else 1))
