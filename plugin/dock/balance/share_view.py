# SPDX-License-Identifier: GPL-2.0-or-later
"""What balancing has done to a dataset: the classes before and after, and how near to what is wanted they came."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ....processing_provider.text import tr
from ..datasets.dataset_summary import Summary
from ..datasets.target import STEPS, Target, distance
from ..kit.bar_chart import Bar, Bars
from ..kit.message_label import plain, wrapped_label
from ..kit.number_format import count_text, imbalance_text, share_text

_NO_COLOR = "#888888"
_EFFECTIVE = "effective_tiles"  # of the job score


class BalanceView(QWidget):
    """Two charts; the second one only where the dataset has been scored."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shares = _chart("diao_shares")
        self.imbalance = _chart("diao_imbalance")
        self.shares_caption = plain(wrapped=True)
        self.shares_caption.setBuddy(self.shares)
        self.imbalance_caption = plain(wrapped=True)
        self.imbalance_caption.setBuddy(self.imbalance)
        self.facts = wrapped_label("diao_balance_facts")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.shares_caption, self.shares, self.imbalance_caption, self.imbalance, self.facts):
            layout.addWidget(widget)
        self.hide()

    def show_summary(self, summary: Summary | None, target: Target) -> None:
        """Show a dataset, or nothing, and what is wanted."""
        self.setVisible(summary is not None)
        if summary is None:
            return
        self._show_shares(summary, target.shares(summary))
        numbers = _numbers(summary, target)
        caption = tr("Imbalance (0 = as wanted)")
        self.imbalance_caption.setText(caption)
        for widget in (self.imbalance_caption, self.imbalance):
            widget.setToolTip(
                tr(
                    "How far the class shares of the training are from the target (KL divergence in nats): with the real tiles "
                    "alone, with the tiles as they are now, and what no repeats can go below."
                )
            )
        self.imbalance.setAccessibleName(caption)
        self.facts.setText(_facts(summary))
        self.facts.setVisible(bool(numbers) and bool(self.facts.text()))
        for widget in (self.imbalance_caption, self.imbalance):
            widget.setVisible(bool(numbers))
        accent = QgsApplication.palette().color(QPalette.ColorRole.Highlight).name()
        self.imbalance.show_bars([Bar(name, (value,), accent) for name, value in numbers], ("",), imbalance_text)

    def _show_shares(self, summary: Summary, wanted: tuple[float, ...]) -> None:
        order = sorted(range(len(summary.classes)), key=lambda at: -summary.once[at])
        classes = summary.classes
        series: tuple[str, ...]
        values: list[tuple[float, ...]]
        if summary.is_balanced:
            self.shares_caption.setText(tr("Share of the classes in training, before and after balancing"))
            series = (tr("before"), tr("after"))
            values = [(summary.once[at], classes[at].share) for at in order]
        else:
            self.shares_caption.setText(tr("Share of the classes in training"))
            series = (tr("now"),)
            values = [(classes[at].share,) for at in order]
        self.shares.setAccessibleName(self.shares_caption.text())
        bars = [Bar(classes[at].name, both, classes[at].color or _NO_COLOR) for at, both in zip(order, values)]
        self.shares.show_bars(bars, series, share_text, marks=tuple(wanted[at] for at in order))


def _numbers(summary: Summary, target: Target) -> list[tuple[str, float]]:
    """Bars of the imbalance, all towards the target that is chosen now."""
    if not summary.is_balanced:
        return []
    found = distance(summary, target)
    numbers = [(tr("before"), found.before), (tr("after"), found.now)]
    return numbers if found.best is None else [*numbers, (tr("best possible"), found.best)]


def _facts(summary: Summary) -> str:
    """What stands beside the bars: how varied the training is."""
    effective = summary.last(*STEPS).get(_EFFECTIVE)
    if not isinstance(effective, (int, float)):
        return ""
    return tr("Variety: as if {n} of the {drawn} tiles were shown equally often.").format(
        n=count_text(round(effective)), drawn=count_text(summary.drawn)
    )


def _chart(name: str) -> Bars:
    bars = Bars()
    bars.setObjectName(name)
    return bars
