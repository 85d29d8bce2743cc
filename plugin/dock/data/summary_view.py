# SPDX-License-Identifier: GPL-2.0-or-later
"""A tile dataset as the analyst sees it: its facts, its classes, how much of each there is."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsUnitTypes
from qgis.PyQt.QtCore import QLocale, pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ....processing_provider.text import tr, tr_count
from ..datasets.dataset_summary import Summary
from ..datasets.target import CUSTOM, Target, distance
from ..kit.bar_chart import Bar, Bars
from ..kit.message_label import breakable, plain, plain_tip, wrapped_label
from ..kit.number_format import count_text, imbalance_text
from ..session import Session
from .class_table import ClassTable, by_share
from .target_choice import TargetChoice

_NO_COLOR = "#888888"
_UNITS = ((1e9, "G"), (1e6, "M"), (1e3, "k"))


class DatasetCard(QWidget):
    """Hidden while there is no dataset."""

    shown_on_map = pyqtSignal()
    edited = pyqtSignal()  # what was edited stands in the dataset now

    def __init__(self, session: Session, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.summary: Summary | None = None
        self.title = wrapped_label("diao_dataset_title", hidden=False, selectable=True)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.facts = wrapped_label("diao_dataset_facts", hidden=False, selectable=True)
        self.show_tiles = QPushButton(tr("Show tiles on the map"))
        self.show_tiles.setObjectName("diao_show_tiles")
        self.show_tiles.clicked.connect(lambda *_: self.shown_on_map.emit())
        self.classes = ClassTable()
        self.classes.edited.connect(self._edited)
        self.target = TargetChoice(session, iface)
        session.target_changed.connect(lambda: self.show_summary(self.summary))
        self.bars = Bars()
        self.bars.setObjectName("diao_distribution")
        caption = plain(tr("Training pixels of each class, and its target"), wrapped=True)
        caption.setBuddy(self.bars)
        self.bars.setAccessibleName(caption.text())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.title, self.facts, self.show_tiles, self.target, self.classes, caption, self.bars):
            layout.addWidget(widget)
        self.hide()

    def show_summary(self, summary: Summary | None) -> None:
        """Show a dataset, or nothing."""
        self.summary = summary
        self.setVisible(summary is not None)
        target = self._session.target
        self.classes.show_summary(summary, target)
        if summary is None:
            self.bars.show_bars([], (), pixels_text)
            return
        self.title.setText(breakable(summary.title))
        self.title.setToolTip(plain_tip(summary.path))
        self.facts.setText(facts(summary, target))
        self.facts.setToolTip(
            tr(
                "Imbalance is how far the class shares of the training are from the target: 0 where they are as wanted "
                "(KL divergence in nats)."
            )
        )
        rows = by_share(summary)
        wanted = dict(zip((entry.value for entry in summary.classes), target.shares(summary)))
        total = sum(entry.pixels for entry in rows)
        self.bars.show_bars(
            [Bar(entry.name, (entry.pixels,), entry.color or _NO_COLOR) for entry in rows],
            (tr("pixels"),),
            pixels_text,
            marks=tuple(wanted[entry.value] * total for entry in rows),
        )

    def _edited(self, are_targets: bool) -> None:
        """Targets that were edited hold for all steps from now on; a name or a colour changes no target."""
        if are_targets:
            self._session.set_target(self._session.target._replace(choice=CUSTOM))
        self.edited.emit()


def facts(summary: Summary, target: Target) -> str:
    """Tiles, imagery and imbalance, a line each."""
    labels = {"train": tr("{n} train"), "val": tr("{n} validation"), "test": tr("{n} test")}
    parts = [
        labels.get(split, f"{{n}} {split or '?'}").format(n=count_text(n)) for split, n in summary.tiles.items() if n
    ]
    count = sum(summary.tiles.values())
    tiles = tr_count(count, "{n} tile of {size} px: {parts}", "{n} tiles of {size} px: {parts}").format(
        n=count_text(count), size=summary.tile_size, parts=", ".join(parts)
    )
    if summary.repeats != summary.tiles["train"]:
        shown = tr_count(summary.repeats, "; shown {n} time per epoch", "; shown {n} times per epoch")
        tiles += shown.format(n=count_text(summary.repeats))
    if summary.synthetic:
        synthetic = tr_count(summary.synthetic, "; {n} is synthetic", "; {n} are synthetic")
        tiles += synthetic.format(n=count_text(summary.synthetic))
    if summary.reviewed:
        reviewed = tr_count(summary.reviewed, "; {n} is of judged ground", "; {n} are of judged ground")
        tiles += reviewed.format(n=count_text(summary.reviewed))
    bands = len(summary.bands)
    imagery = tr_count(bands, "{n} band, {dtype}, pixels of {size}", "{n} bands, {dtype}, pixels of {size}").format(
        n=bands, dtype=summary.dtype, size=_pixel(summary)
    )
    imbalance = tr("Imbalance {value} (0 = as wanted)").format(value=imbalance_text(distance(summary, target).now))
    return "\n".join((tiles, imagery, imbalance))


def pixels_text(count: float) -> str:
    """A number of pixels in three digits."""
    for size, letter in _UNITS:
        if count >= size:
            return f"{QLocale().toString(count / size, 'g', 3)} {letter}"
    return str(QLocale().toString(round(count)))


def _pixel(summary: Summary) -> str:
    number = str(QLocale().toString(summary.pixel_size, "g", 3))
    crs = QgsCoordinateReferenceSystem(summary.crs) if summary.crs else QgsCoordinateReferenceSystem()
    if not crs.isValid():
        return number
    return f"{number} {QgsUnitTypes.toAbbreviatedString(crs.mapUnits())}"
