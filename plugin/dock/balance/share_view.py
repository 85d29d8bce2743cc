# SPDX-License-Identifier: GPL-2.0-or-later
"""What balancing has done to a dataset: the classes before and after, and how near to the floor the imbalance came."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ....diao_engine.jobs import Score, Synthesize
from ....processing_provider.text import tr
from ..datasets.dataset_summary import Summary, imbalance, targets
from ..kit.bar_chart import Bar, Bars
from ..kit.message_label import plain
from ..kit.number_format import share_text

_NO_COLOR = "#888888"
_STEPS = (Synthesize.id, Score.id)
# The numbers of the job score, in the order of the bars.
_BEFORE, _AFTER, _FLOOR = "imbalance_before", "imbalance_after", "imbalance_floor"


class BalanceView(QWidget):
    """Two charts; the second one only where the dataset has been scored."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shares = _chart("diao_shares")
        self.imbalance = _chart("diao_imbalance")
        self.shares_told = plain(wrapped=True)
        self.shares_told.setBuddy(self.shares)
        self.imbalance_told = plain(
            tr("Imbalance (KL divergence from the target, in nats; 0 is balanced)"), wrapped=True
        )
        self.imbalance_told.setBuddy(self.imbalance)
        self.imbalance.setAccessibleName(self.imbalance_told.text())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        for widget in (self.shares_told, self.shares, self.imbalance_told, self.imbalance):
            whole.addWidget(widget)
        self.hide()

    def show_summary(self, summary: Summary | None) -> None:
        """Show a dataset, or nothing."""
        self.setVisible(summary is not None)
        if summary is None:
            return
        self._show_shares(summary)
        numbers = _numbers(summary)
        for widget in (self.imbalance_told, self.imbalance):
            widget.setVisible(bool(numbers))
        accent = QgsApplication.palette().color(QPalette.ColorRole.Highlight).name()
        self.imbalance.show_bars([Bar(name, (value,), accent) for name, value in numbers], ("",), number_text)

    def _show_shares(self, summary: Summary) -> None:
        order = sorted(range(len(summary.classes)), key=lambda at: -summary.once[at])
        classes = summary.classes
        if summary.is_balanced:
            self.shares_told.setText(tr("Share of the classes in training, before and after balancing"))
            series = (tr("before"), tr("after"))
            values = [(summary.once[at], classes[at].share) for at in order]
        else:
            self.shares_told.setText(tr("Share of the classes in training"))
            series = (tr("now"),)
            values = [(classes[at].share,) for at in order]
        self.shares.setAccessibleName(self.shares_told.text())
        wanted = _wanted(summary)
        bars = [Bar(classes[at].name, both, classes[at].color or _NO_COLOR) for at, both in zip(order, values)]
        self.shares.show_bars(bars, series, share_text, marks=tuple(wanted[at] for at in order if wanted))


def _wanted(summary: Summary) -> tuple[float, ...]:
    """The shares that the last step worked towards, in the order of the classes; none before there was a step.

    What the class table wants is not shown in their place: steps work towards it only when Target says so.
    """
    told = summary.last(*_STEPS).get("target_shares")
    if not isinstance(told, list) or len(told) != len(summary.classes):
        return ()
    return tuple(float(share) for share in told)


def _numbers(summary: Summary) -> list[tuple[str, float]]:
    """Bars of the imbalance: as the last step told them if it was a scoring, else as the dataset is."""
    told = summary.last(*_STEPS)
    names = {_BEFORE: tr("before"), _AFTER: tr("after"), _FLOOR: tr("floor")}
    if all(isinstance(told.get(key), (int, float)) for key in names):
        return [(name, float(told[key])) for key, name in names.items()]
    if summary.is_balanced:
        wanted = _wanted(summary) or targets(summary.classes)
        now = [entry.share for entry in summary.classes]
        return [(names[_BEFORE], imbalance(summary.once, wanted)), (names[_AFTER], imbalance(now, wanted))]
    return []


def number_text(value: float) -> str:
    """Three digits after the point."""
    return QLocale().toString(float(value), "f", 3)


def _chart(name: str) -> Bars:
    made = Bars()
    made.setObjectName(name)
    return made
