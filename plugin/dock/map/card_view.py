# SPDX-License-Identifier: GPL-2.0-or-later
"""The card of a model as the analyst sees it: its classes, what it was made from, how good it is."""

from __future__ import annotations

import os
from collections.abc import Iterator

from qgis.PyQt.QtCore import QDate, QLocale, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFormLayout, QLabel, QTreeWidgetItem, QVBoxLayout, QWidget

from ....diao_engine.jobs import JOBS
from ....diao_engine.jobs.fields import specs
from ....processing_provider.text import tr, tr_count
from ..kit.class_list import ClassList, class_row
from ..kit.message_label import plain
from ..kit.number_format import pixel_text, score_text
from ..kit.swatch_click import COLOR, SwatchClicks
from ..kit.table_export import TableActions
from .card import Card, MeasuredClass

_ROWS_SHOWN = 7


class ModelCardView(QWidget):
    """Facts in words, and a list of the classes; ticked ones get a probability layer and polygons."""

    chosen_changed = pyqtSignal()
    recolored = pyqtSignal(str, int, str)  # name and value of a class, the colour that is wanted

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card: Card | None = None
        self._wanted: tuple[str, str] | None = None  # classes to tick, and the model whose they are
        self.classes = ClassList(
            "diao_card_classes",
            tr("Classes of the model"),
            iou_tip=tr("Intersection over union on the held-out tiles, 0 to 1"),
            most=_ROWS_SHOWN,
        )
        self.swatches = SwatchClicks(self.classes)
        self.swatches.picked.connect(self._recolor)
        self.classes.itemChanged.connect(lambda *_: self.chosen_changed.emit())
        self._label = plain(tr("Ticked classes get a probability layer and polygons:"), wrapped=True)
        self._label.setBuddy(self.classes)
        self._facts = QFormLayout()
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._facts)
        layout.addWidget(self._label)
        layout.addWidget(self.classes)
        layout.addWidget(TableActions(self.classes, self.classes.accessibleName()))
        self.hide()

    def show_card(self, card: Card | None, model: str = "") -> None:
        """Show the card of a model, or nothing; what was ticked stays where the classes are the same."""
        ticked = [entry.value for entry in self.chosen_classes()]
        if card is None or self.card is None or [*map(_identity, card.classes)] != [*map(_identity, self.card.classes)]:
            ticked = [] if card is None else list(card.minority)
        self.card = card
        if card is not None and self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            ticked = _named(wanted[0], card) if wanted[1] == model else ticked
        self.setVisible(card is not None)
        while self._facts.rowCount():
            self._facts.removeRow(0)
        self.classes.blockSignals(True)
        self.classes.clear()
        if card is not None:
            for name, value in facts(card):
                self._facts.addRow(_fact_label(name), _fact(value, name))
            self.classes.fill([_row(entry, ticked=entry.value in ticked) for entry in card.classes])
        self.classes.blockSignals(False)
        self.chosen_changed.emit()

    def list_classes(self, on: bool) -> None:
        """Show the list of classes, or leave it to a form that asks for them."""
        self._label.setVisible(on)
        self.classes.setVisible(on)

    def chosen(self) -> str:
        """The ticked classes as the parameter CLASSES takes them; empty when these are the minority classes."""
        ticked = tuple(entry.value for entry in self.chosen_classes())
        if self.card is None or ticked == self.card.minority:
            return ""
        return ",".join(map(str, ticked))

    def choose(self, classes: str, *, of_model: str) -> None:
        """Tick what CLASSES names, once the card of that model is shown."""
        self._wanted = (classes, of_model)
        if self.card is not None:
            self.show_card(self.card, of_model)

    def chosen_classes(self) -> list[MeasuredClass]:
        """The ticked classes."""
        if self.card is None:
            return []
        pairs = zip(self.card.classes, self._items())
        return [entry for entry, item in pairs if item.checkState(0) == Qt.CheckState.Checked]

    def colors_with(self, name: str, value: int, color: str) -> str:
        """The colours of all classes as CLASS_COLORS takes them, with a new one; empty where that changes nothing."""
        classes = self.card.classes if self.card is not None else ()
        changed = [color if (entry.name, entry.value) == (name, value) else entry.color for entry in classes]
        return ",".join(changed) if changed != [entry.color for entry in classes] else ""

    def _recolor(self, row: int, color: str) -> None:
        if self.card is not None:
            entry = self.card.classes[row]
            self.recolored.emit(entry.name, entry.value, color)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        return (self.classes.topLevelItem(row) for row in range(self.classes.topLevelItemCount()))


def _named(classes: str, card: Card) -> list[int]:
    """The values that CLASSES names as `chosen` gives it: the minority classes by the empty text."""
    named = {part.strip() for part in classes.split(",")}
    return [entry.value for entry in card.classes if str(entry.value) in named] if classes else list(card.minority)


def facts(card: Card) -> list[tuple[str, str]]:
    """What is known, as pairs of a word and a sentence."""
    rows = [(tr("Bands"), _bands(card))]
    if card.pixel_m is not None:
        rows.append((tr("Pixel size"), pixel_text(card.pixel_m)))
    rows.append(
        (
            tr("Windows"),
            tr("{size} px, {overlap} px overlap").format(size=card.tile_size, overlap=card.overlap),
        )
    )
    for name, value in ((tr("Trained"), _training(card)), (tr("Scores"), _scores(card)), (tr("Test"), _test(card))):
        if value:
            rows.append((name, value))
    return rows


def _bands(card: Card) -> str:
    if not card.bands:
        return tr("as many as the raster has")
    n = len(card.bands)
    if not card.has_band_names:
        return f"{n}, {card.dtype}"
    return tr("{n} ({names}), {dtype}").format(n=n, names=", ".join(card.bands), dtype=card.dtype)


def _training(card: Card) -> str:
    training = card.training
    labels = {spec.name: spec.choices for spec in specs(JOBS["train"])}
    parts = []
    for name in ("architecture", "encoder", "loss"):
        value = training.get(name, "")  # of a model made elsewhere it may be any word
        parts.append(tr(labels[name][value]) if value in labels[name] else value)
    if training.get("epochs"):
        parts.append(_epochs(card))
    if card.created:
        day = QDate.fromString(card.created[:10], Qt.DateFormat.ISODate)
        parts.append(QLocale().toString(day, QLocale.FormatType.ShortFormat) if day.isValid() else card.created[:10])
    return ", ".join(part for part in parts if part)


def _epochs(card: Card) -> str:
    """Which epoch the model is of, of how many; and of a training that was stopped, how many were wanted."""
    planned = card.training["epochs"]
    best, done = (int(card.metrics.get(name) or 0) for name in ("best_epoch", "epochs"))
    count = int(planned) if str(planned).isdecimal() else 0  # a card may hold anything
    if not best or not done or not count:
        return tr_count(count, "{n} epoch", "{n} epochs").format(n=planned)
    if done < count:
        text = tr("epoch {best}, the best of {done}; stopped before the {planned} that were planned")
    else:
        text = tr("epoch {best}, the best of {done}")
    return text.format(best=best, done=done, planned=planned)


def _scores(card: Card) -> str:
    if card.metrics.get("miou") is None:
        return ""
    text = tr("mean IoU {miou}, macro F1 {f1} ({where})")
    if card.metrics.get("prior_correction"):
        text = tr("mean IoU {miou}, macro F1 {f1} ({where}, at its best sensitivity)")
    return text.format(
        miou=score_text(card.metrics["miou"]),
        f1=score_text(card.metrics.get("macro_f1")),
        where=tr(card.metrics.get("measured_on", "validation")),
    )


def _test(card: Card) -> str:
    figures = card.metrics.get("test")
    if not figures:
        return ""
    return tr("mean IoU {miou}, macro F1 {f1} on the test tiles").format(
        miou=score_text(figures["miou"]), f1=score_text(figures["macro_f1"])
    )


def _fact_label(name: str) -> QLabel:
    label = plain(name)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label


def _fact(text: str, name: str) -> QLabel:
    label = plain(text, wrapped=True)
    label.setAccessibleName(name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _identity(entry: MeasuredClass) -> tuple[int, str, bool]:
    return entry.value, entry.name, entry.is_rare


def _row(entry: MeasuredClass, *, ticked: bool) -> QTreeWidgetItem:
    item = class_row(
        entry.name or tr("class {value}").format(value=entry.value),
        entry.iou,
        entry.color,
        is_minority=entry.is_rare,
        tip=tr("Value {value} in the class map; a click on the square changes the colour").format(value=entry.value),
        few=entry.few,
    )
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
    item.setData(0, Qt.ItemDataRole.UserRole, entry.value)
    item.setData(0, COLOR, entry.color)
    return item


def title(path: str) -> str:
    """What a model is called: its file without the suffix."""
    return os.path.splitext(os.path.basename(path))[0]
