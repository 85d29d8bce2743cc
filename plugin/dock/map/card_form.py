# SPDX-License-Identifier: GPL-2.0-or-later
"""What a model made elsewhere does not say, asked for once; the engine keeps it beside the model."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsColorButton
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QGroupBox,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ....diao_engine.jobs.classinfo import default_name
from ....processing_provider.text import tr, tr_count
from ..kit.columns import NameColumn, names_of
from ..kit.message_label import plain
from .card import Card

# What may be missing from a card, and can be answered by a person. Priors cannot.
CLASSES, BANDS, NORMALISATION, PIXEL_SIZE = "classes", "bands", "normalisation", "pixel_size"
_OF_CLASSES = {CLASSES, "class_names", "colors", "minority"}
ASKABLE = _OF_CLASSES | {BANDS, NORMALISATION, PIXEL_SIZE}
_BY_255, _AS_IS, _STANDARDISED = "by 255", "as is", "standardised"
# Spread round the circle by the golden angle: neighbours differ, however many there are.
_HUES = 137.508
_ROWS_SHOWN = 6


class CardCompletion(QGroupBox):
    """Only the fields of what is missing; `kept` carries them as parameters of the algorithm."""

    kept = pyqtSignal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("The model does not say everything"), parent)
        self._card: Card | None = None
        self.setObjectName("diao_completion")
        self.classes = _class_table()
        self.bands = QLineEdit()
        self.bands.setObjectName("diao_card_bands")
        self.normalisation = QComboBox()
        self.normalisation.setObjectName("diao_card_normalisation")
        self.normalisation.addItem(tr("pixels divided by 255"), _BY_255)
        self.normalisation.addItem(tr("pixels as they are"), _AS_IS)
        self.normalisation.addItem(tr("standardised (mean, deviation)"), _STANDARDISED)
        self.normalisation.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.normalisation.currentIndexChanged.connect(self._refresh)
        self.mean, self.std = QLineEdit(), QLineEdit()
        self.mean.setObjectName("diao_card_mean")
        self.std.setObjectName("diao_card_std")
        self.pixel_size = QDoubleSpinBox()
        self.pixel_size.setObjectName("diao_card_pixel_size")
        self.pixel_size.setRange(0.0, 10_000.0)
        self.pixel_size.setDecimals(3)
        self.pixel_size.setSuffix(" m")
        self.pixel_size.setSpecialValueText(tr("not known"))
        self.reason = plain(name="diao_completion_reason", wrapped=True)
        self.keep = QPushButton(tr("Keep with the model"))
        self.keep.setObjectName("diao_card_keep")
        self.keep.clicked.connect(self._keep)
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._labels = {
            self.bands: plain(tr("Bands")),
            self.normalisation: plain(tr("Input")),
            self.mean: plain(tr("Mean per band")),
            self.std: plain(tr("Deviation")),
            self.pixel_size: plain(tr("Pixel size")),
        }
        for widget, label in self._labels.items():
            label.setBuddy(widget)
            self._form.addRow(label, widget)
        self._classes_label = plain(tr("Classes (a double click changes a name; tick the rare ones):"), wrapped=True)
        self._classes_label.setBuddy(self.classes)
        layout = QVBoxLayout(self)
        layout.addWidget(self._classes_label)
        layout.addWidget(self.classes)
        layout.addLayout(self._form)
        layout.addWidget(self.reason)
        layout.addWidget(self.keep)
        self.hide()

    def ask(self, card: Card | None) -> None:
        """Ask for what a card lacks; nothing is shown when that is nothing."""
        self._card = card
        missing = _missing(card)
        self.setVisible(bool(missing))
        if card is None or not missing:
            return
        self.classes.setRowCount(len(card.classes))
        for row, entry in enumerate(card.classes):
            color = entry.color or QColor.fromHsvF((row * _HUES % 360) / 360, 0.65, 0.8).name()
            _fill_row(self.classes, row, entry.name or default_name(entry.value), color, entry.is_rare)
        self.classes.resizeRowsToContents()
        names_of(self.classes).fit()
        self.bands.setText(", ".join(card.bands))
        self.pixel_size.setValue(card.pixel_m or 0.0)
        self._refresh()

    def asks_for_classes(self) -> bool:
        """Whether the classes are among what is asked for."""
        return bool(_missing(self._card) & _OF_CLASSES)

    def problem(self) -> str:
        """Why the answers cannot be kept; empty when they can."""
        missing, count = _missing(self._card), len(_split(self.bands.text()))
        names = [self.classes.item(row, 0).text().strip() for row in range(self.classes.rowCount())]
        if missing & _OF_CLASSES and (not all(names) or len(set(names)) < len(names)):
            return tr("Every class needs a name of its own.")
        if self._card is not None and self._card.bands and BANDS in missing and count != len(self._card.bands):
            wanted = len(self._card.bands)
            return tr_count(
                wanted,
                "The model takes {wanted} band and {count} are named; name it alone.",
                "The model takes {wanted} bands and {count} are named; name each once, separated by commas.",
            ).format(wanted=wanted, count=count)
        if NORMALISATION in missing and self.normalisation.currentData() == _STANDARDISED:
            numbers = _numbers(self.mean.text()), _numbers(self.std.text())
            bands = len(self._card.bands) if self._card is not None else 0
            if any(one is None or len(one) != bands for one in numbers):
                return tr_count(
                    bands,
                    "Mean and deviation need a number for the {n} band.",
                    "Mean and deviation need a number for each of the {n} bands, separated by commas.",
                ).format(n=bands)
        return ""

    def parameters(self) -> dict[str, Any]:
        """The answers to what was asked, by the names of the algorithm's parameters."""
        missing = _missing(self._card)
        parameters: dict[str, Any] = {}
        if missing & _OF_CLASSES:
            parameters.update(self._of_classes())
        if BANDS in missing:
            parameters["BANDS"] = ",".join(_split(self.bands.text()))
        if NORMALISATION in missing:
            parameters.update(self._of_normalisation())
        if PIXEL_SIZE in missing:
            parameters["PIXEL_SIZE"] = self.pixel_size.value()
        return parameters

    def _of_classes(self) -> dict[str, Any]:
        rows = range(self.classes.rowCount())
        ticked = [row for row in rows if self.classes.item(row, 0).checkState() == Qt.CheckState.Checked]
        values = [entry.value for entry in self._card.classes] if self._card is not None else []
        return {
            "CLASS_NAMES": ",".join(_quoted(self.classes.item(row, 0).text().strip()) for row in rows),
            "CLASS_COLORS": ",".join(self.classes.cellWidget(row, 1).color().name() for row in rows),
            "MINORITY": ",".join(str(values[row]) for row in ticked),
        }

    def _of_normalisation(self) -> dict[str, Any]:
        normalisation = self.normalisation.currentData()
        if normalisation == _STANDARDISED:
            return {"DIVISOR": 255, "MEAN": self.mean.text(), "STD": self.std.text()}
        return {"DIVISOR": 255 if normalisation == _BY_255 else 1}

    def _refresh(self, *_: object) -> None:
        missing = _missing(self._card)
        standardised = NORMALISATION in missing and self.normalisation.currentData() == _STANDARDISED
        shown = {
            self.bands: BANDS in missing,
            self.normalisation: NORMALISATION in missing,
            self.mean: standardised,
            self.std: standardised,
            self.pixel_size: PIXEL_SIZE in missing,
        }
        for widget, visible in shown.items():
            widget.setVisible(visible)
            self._labels[widget].setVisible(visible)
        for widget in (self.classes, self._classes_label):
            widget.setVisible(bool(missing & _OF_CLASSES) and self.classes.rowCount() > 0)
        self.reason.hide()

    def _keep(self) -> None:
        problem = self.problem()
        self.reason.setText(problem)
        self.reason.setVisible(bool(problem))
        if not problem:
            self.kept.emit(self.parameters())


def _missing(card: Card | None) -> set[str]:
    return set() if card is None else set(card.missing) & ASKABLE


def _class_table() -> QTableWidget:
    table = QTableWidget(0, 2)
    table.setObjectName("diao_card_names")
    table.setAccessibleName(tr("Names and colours of the classes"))
    table.setHorizontalHeaderLabels([tr("Name"), tr("Colour")])
    table.verticalHeader().hide()
    table.setTabKeyNavigation(False)
    NameColumn(table, most=_ROWS_SHOWN)
    return table


def _fill_row(table: QTableWidget, row: int, name: str, color: str, minority: bool) -> None:
    item = QTableWidgetItem(name)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if minority else Qt.CheckState.Unchecked)
    table.setItem(row, 0, item)
    button = QgsColorButton()
    button.setColor(QColor(color))
    button.setAccessibleName(tr("Colour of {name}").format(name=name))
    table.setCellWidget(row, 1, button)


def _quoted(name: str) -> str:
    """A name as the algorithm reads it: in quotes where it holds what separates names."""
    return '"' + name.replace('"', '""') + '"' if any(sign in name for sign in ',"') else name


def _split(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _numbers(text: str) -> list[float] | None:
    try:
        return [float(word) for word in _split(text)]
    except ValueError:
        return None
