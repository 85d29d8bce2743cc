# SPDX-License-Identifier: GPL-2.0-or-later
"""What balancing has done to a dataset: the classes before and after, and how near to the floor the imbalance came."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ....diao_engine.jobs import Score, Synthesize, balance
from ....processing_provider.text import tr
from ..datasets.dataset_summary import Summary
from ..kit.bar_chart import Bar, Bars
from ..kit.message_label import plain, wrapped_label
from ..kit.number_format import count_text, share_text

_NO_COLOR = "#888888"
_STEPS = (Synthesize.id, Score.id)
# The numbers of the job score, in the order of the bars.
_BEFORE, _AFTER, _FLOOR = "imbalance_before", "imbalance_after", "imbalance_floor"
_EFFECTIVE = "effective_tiles"


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

    def show_summary(self, summary: Summary | None) -> None:
        """Show a dataset, or nothing."""
        self.setVisible(summary is not None)
        if summary is None:
            return
        self._show_shares(summary)
        numbers = _numbers(summary)
        if summary.imbalance.has_target:
            caption = tr("Imbalance to the target of the last step (KL divergence in nats; 0 is balanced)")
        else:
            caption = tr("Imbalance to an even distribution (KL divergence in nats; 0 is balanced)")
        self.imbalance_caption.setText(caption)
        self.imbalance.setAccessibleName(caption)
        self.facts.setText(_facts(summary))
        self.facts.setVisible(bool(numbers) and bool(self.facts.text()))
        for widget in (self.imbalance_caption, self.imbalance):
            widget.setVisible(bool(numbers))
        accent = QgsApplication.palette().color(QPalette.ColorRole.Highlight).name()
        self.imbalance.show_bars([Bar(name, (value,), accent) for name, value in numbers], ("",), number_text)

    def _show_shares(self, summary: Summary) -> None:
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
        target_shares = _target_shares(summary)
        bars = [Bar(classes[at].name, both, classes[at].color or _NO_COLOR) for at, both in zip(order, values)]
        self.shares.show_bars(bars, series, share_text, marks=tuple(target_shares[at] for at in order if target_shares))


def _target_shares(summary: Summary) -> tuple[float, ...]:
    """The shares that the last step worked towards, in the order of the classes; none before there was a step.

    The targets of the class table are not shown in their place: steps work towards them only when Target says so.
    """
    return balance.last_target(summary.history, [entry.share for entry in summary.classes]) or ()


def _numbers(summary: Summary) -> list[tuple[str, float]]:
    """Bars of the imbalance: as the last step reported them if it was a scoring, else as the dataset is."""
    results = summary.last(*_STEPS)
    names = {_BEFORE: tr("before"), _AFTER: tr("after"), _FLOOR: tr("best possible")}
    if all(isinstance(results.get(key), (int, float)) for key in names):
        return [(name, float(results[key])) for key, name in names.items()]
    if summary.is_balanced:
        target_shares = _target_shares(summary) or balance.even_shares(summary.once)
        return [
            (names[_BEFORE], balance.imbalance(summary.once, target_shares)),
            (names[_AFTER], summary.imbalance.to_target),
        ]
    return []


def _facts(summary: Summary) -> str:
    """What stands beside the bars: the imbalance that does not depend on a target, and how even the draws are."""
    results, text = summary.last(*_STEPS), ""
    if summary.imbalance.has_target:
        before = balance.imbalance(summary.once, balance.even_shares(summary.once))
        text = tr("Imbalance to an even distribution: {before} before, {after} after.").format(
            before=number_text(before), after=number_text(summary.imbalance.to_even)
        )
    effective = results.get(_EFFECTIVE)
    if isinstance(effective, (int, float)):
        text += "\n" + tr("Variety: as if {n} of the {drawn} tiles were shown equally often.").format(
            n=count_text(round(effective)), drawn=count_text(summary.drawn)
        )
    return text.strip()


def number_text(value: float) -> str:
    """Three digits after the point."""
    return str(QLocale().toString(float(value), "f", 3))


def _chart(name: str) -> Bars:
    bars = Bars()
    bars.setObjectName(name)
    return bars
