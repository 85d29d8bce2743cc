# SPDX-License-Identifier: GPL-2.0-or-later
"""The classes of a tile dataset with their shares and those that are wanted; one that is edited here is written into the dataset."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QLocale, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ....diao_engine.jobs.classinfo import is_default_name
from ....diao_engine.jobs.palette import default_color, filled, named_color
from ....processing_provider.text import tr
from ..datasets.dataset_summary import ClassShare, Summary, targets, write_color, write_name, write_targets
from ..datasets.target import CUSTOM, Target
from ..kit.columns import NameColumn, names_of
from ..kit.message_label import plain_tip, wrapped_label
from ..kit.number_format import count_text, share_text
from ..kit.swatch import swatch
from ..kit.swatch_click import COLOR, SwatchClicks
from ..kit.table_export import EXPORT_ROLE, TableActions
from ..runs.background import BackgroundReader

_CLASS, _SHARE, _TARGET, _RARE = range(4)
_ROWS_SHOWN = 9
_SWATCH_SIZE = 12
_ROUNDING = 5e-4


class ClassTable(QWidget):
    """Read-only but for names, colours and targets; the largest class comes first.

    The targets are those of the choice that holds for all steps. One that is edited makes it that of the class table: the others
    are written as they are shown.
    """

    edited = pyqtSignal(bool)  # a name, a colour or targets stand in the dataset now; whether it was targets
    recolored = pyqtSignal(str, int, str)  # name and value of a class, the colour that is wanted

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary: Summary | None = None
        self._rows: list[ClassShare] = []
        self._is_custom = False
        self._wanted: dict[int, float] = {}  # shares by class value, 0 to 1
        self._filling = False
        self._writing = BackgroundReader(self)
        self._writing.ended.connect(self._written)
        self._to_write: list[Callable[[], bool]] = []  # each says whether it was targets
        self.table = _table()
        self.swatches = SwatchClicks(self.table)
        self.swatches.picked.connect(self._recolor)
        self.table.itemChanged.connect(self._changed)
        self.unnamed = wrapped_label("diao_classes_unnamed")
        self.note = wrapped_label("diao_targets_note")
        self.message = wrapped_label("diao_targets_told")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        actions = TableActions(self.table, tr("Classes of the dataset"))
        for widget in (self.table, self.unnamed, actions, self.note, self.message):
            layout.addWidget(widget)

    def show_summary(self, summary: Summary | None, target: Target) -> None:
        """Show the classes of a dataset, or none, and what is wanted. What the user is just editing stays open."""
        if self._summary is None or summary is None or summary.path != self._summary.path:
            _show_message(self.message, "")
        self._summary = summary
        self._rows = by_share(summary) if summary is not None else []
        self._is_custom = target.choice == CUSTOM
        shares = target.shares(summary) if summary is not None else ()
        self._wanted = {entry.value: share for entry, share in zip(summary.classes if summary else (), shares)}
        _show_message(self.note, _note(self._rows) if self._is_custom else "")
        _show_message(self.unnamed, _unnamed(self._rows))
        self._fill()

    def write_color(self, name: str, value: int, color: str) -> None:
        """Keep a new colour in the dataset, where it has this class in another one."""
        known = [entry for entry in self._rows if entry.value == value and entry.name == name and entry.color != color]
        if known and self._summary is not None:
            self._to_write.append(partial(_no_targets, write_color, self._summary.source, value, color))
            self._write()

    def _recolor(self, row: int, color: str) -> None:
        self.recolored.emit(self._rows[row].name, self._rows[row].value, color)

    def _fill(self) -> None:
        self._filling = True
        self.table.setRowCount(len(self._rows))
        writable = self._summary is not None and os.access(self._summary.path, os.W_OK)
        for row, entry in enumerate(self._rows):
            for column, text in enumerate(self._texts(entry)):
                self._show(row, column, text, entry, writable=writable)
        names_of(self.table).fit()
        self._filling = False

    def _show(self, row: int, column: int, text: str, entry: ClassShare, *, writable: bool) -> None:
        item = self.table.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.table.setItem(row, column, item)
        if item.text() != text:  # an editor that is open on an unchanged cell is left alone
            item.setText(text)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if column in (_CLASS, _TARGET) and writable:
            flags |= Qt.ItemFlag.ItemIsEditable
        if item.flags() != flags:
            item.setFlags(flags)
        item.setToolTip(plain_tip(self._tip(entry, column, writable=writable)))
        if column == _CLASS:
            item.setIcon(swatch(entry.color, _SWATCH_SIZE))
            item.setData(COLOR, entry.color)
        elif column != _RARE:
            self.table.model().blockSignals(True)  # nobody sees this, and an open editor would take up the cell anew
            item.setData(EXPORT_ROLE, entry.share if column == _SHARE else self._wanted.get(entry.value))
            self.table.model().blockSignals(False)
            item.setTextAlignment(int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))

    def _changed(self, item: QTableWidgetItem) -> None:
        if self._filling or item.column() not in (_CLASS, _TARGET) or self._summary is None:
            return
        edit = self._rename if item.column() == _CLASS else self._retarget
        try:
            edit(self._summary.source, self._rows[item.row()], item.text())
        except ValueError as problem:
            _show_message(self.message, str(problem))
        self._fill()  # until it is written, the old one holds
        self._write()

    def _rename(self, source: str, entry: ClassShare, text: str) -> None:
        """Raises ValueError with a sentence."""
        name = " ".join(text.split())
        others = {other.name.casefold() for other in self._rows if other.value != entry.value}
        if not name or "," in name or name.casefold() in others:
            raise ValueError(
                tr("A class needs a name that no other class has, without a comma, got “{name}”.").format(name=name)
            )
        if name != entry.name:
            self._color_by(name, entry)
            self._to_write.append(partial(_no_targets, write_name, source, entry.value, name))

    def _color_by(self, name: str, entry: ClassShare) -> None:
        """Ask for the usual colour of a new name, where nobody has chosen the colour that the class has."""
        if named_color(name) and entry.color == default_color(entry.value, entry.name):
            others = {other.value: other.color for other in self._rows if other.value != entry.value}
            color = filled([*others, entry.value], {entry.value: name}, others)[entry.value]
            self.recolored.emit(entry.name, entry.value, color)

    def _retarget(self, source: str, entry: ClassShare, text: str) -> None:
        """Raises ValueError with a sentence."""
        target = _target(text, entry.name)
        if text != self._target_text(entry):
            wanted = {**self._others(entry, target), entry.value: target}
            self._to_write.append(partial(_targets, source, wanted))

    def _others(self, entry: ClassShare, target: float | None) -> dict[int, float | None]:
        """The targets of the other classes where they do not stand in the dataset yet: what is left, in their proportions."""
        if self._is_custom:
            return {}
        others = {value: share for value, share in self._wanted.items() if value != entry.value}
        left = 1.0 - (1.0 / len(self._rows) if target is None else target)
        return {value: share * left / (sum(others.values()) or 1.0) for value, share in others.items()}

    def _write(self) -> None:
        """One after the other, in the order of the edits."""
        if self._writing.busy or not self._to_write:
            return
        self._writing.submit(self._to_write.pop(0))

    def _written(self, are_targets: bool | None, problem: str) -> None:
        _show_message(self.message, problem)
        if not problem:
            self.edited.emit(bool(are_targets))
        self._write()

    def _texts(self, entry: ClassShare) -> tuple[str, str, str, str]:
        share = share_text(entry.share) if entry.pixels > 0 else tr("none")
        return entry.name, share, self._target_text(entry), tr("rare") if entry.minority else ""

    def _target_text(self, entry: ClassShare) -> str:
        if not self._is_custom:
            return share_text(self._wanted[entry.value])
        return tr("even") if entry.target is None else share_text(entry.target)

    def _tip(self, entry: ClassShare, column: int, *, writable: bool) -> str:
        if column == _TARGET and not writable:
            return tr("The file of the dataset is read-only, so its targets cannot be changed.")
        if column == _TARGET:
            return tr(
                "The share that is wanted; double-click or press F2 to change it, leave it empty for an even share."
            )
        if column == _RARE and entry.minority:
            return tr("There is less of this class than an even share, or than was edited for it.")
        if writable:
            text = tr(
                "{name}: value {value}, {pixels} training pixels; a click on the square changes the colour, a double-click the name"
            )
        else:
            text = tr("{name}: value {value}, {pixels} training pixels")
        return text.format(name=entry.name, value=entry.value, pixels=count_text(round(entry.pixels)))


def _targets(source: str, wanted: Mapping[int, float | None]) -> bool:
    write_targets(source, wanted)
    return True


def _no_targets(write: Callable[[str, int, str], None], source: str, value: int, text: str) -> bool:
    write(source, value, text)
    return False


def by_share(summary: Summary) -> list[ClassShare]:
    """The classes, the largest first."""
    return sorted(summary.classes, key=lambda entry: (-entry.share, entry.value))


def _target(text: str, name: str) -> float | None:
    """The share that was typed in per cent, with or without the sign; ValueError with a sentence."""
    plain = text.replace("%", "").strip()
    if not plain or plain == tr("even"):
        return None
    number, ok = QLocale().toDouble(plain)
    if not ok:
        number, ok = QLocale.c().toDouble(plain.replace(",", "."))
    if not ok or not 0 <= number <= 100:
        raise ValueError(
            tr("The target of {name} must be a share from 0 to 100 %, got {value}.").format(name=name, value=text)
        )
    return float(number) / 100


def _note(rows: list[ClassShare]) -> str:
    """What is to be known about the targets as they stand."""
    unwanted = [entry.name for entry in rows if entry.target is not None and entry.target <= 0 < entry.pixels]
    if unwanted:
        return tr("The target of {names} is 0, although the class occurs; give it a small share.").format(
            names=", ".join(unwanted)
        )
    shares = [1.0 / len(rows) if entry.target is None else entry.target for entry in rows]
    if rows and abs(sum(shares) - 1.0) > _ROUNDING:
        scaled = ", ".join(
            tr("{name} {share}").format(name=entry.name, share=share_text(share))
            for entry, share in zip(rows, targets(rows))
        )
        return tr("The targets add up to {sum}; scaled to 100 % they are: {scaled}.").format(
            sum=share_text(sum(shares)), scaled=scaled
        )
    return ""


def _unnamed(rows: list[ClassShare]) -> str:
    """How classes get names, where none has any: rasters of codes bring none."""
    if not rows or not all(is_default_name(entry.name, entry.value) for entry in rows):
        return ""
    return tr("The classes are called by their values; double-click one to give it a name.")


def _table() -> QTableWidget:
    table = QTableWidget(0, 4)
    table.setObjectName("diao_classes")
    table.setAccessibleName(tr("Classes of the dataset"))
    table.setHorizontalHeaderLabels([tr("Class"), tr("Share"), tr("Target"), ""])
    table.horizontalHeaderItem(_SHARE).setToolTip(tr("Share of the labelled training pixels, with repeats"))
    table.horizontalHeaderItem(_TARGET).setToolTip(tr("Wanted share; it can be edited"))
    table.horizontalHeaderItem(_TARGET).setIcon(QgsApplication.getThemeIcon("/mActionToggleEditing.svg"))
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(
        QAbstractItemView.EditTrigger.DoubleClicked
        | QAbstractItemView.EditTrigger.EditKeyPressed
        | QAbstractItemView.EditTrigger.AnyKeyPressed
    )
    table.setTabKeyNavigation(False)  # Tab leaves the table
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 6)
    table.horizontalHeader().setHighlightSections(False)
    NameColumn(table, most=_ROWS_SHOWN, column=_CLASS)
    return table


def _show_message(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
