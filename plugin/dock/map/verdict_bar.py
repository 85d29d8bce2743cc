# SPDX-License-Identifier: GPL-2.0-or-later
"""Buttons and keys that give an object its verdict, and how many have one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QComboBox, QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ....diao_engine.jobs.verdicts import Verdict
from ....processing_provider.polygon_form import words
from ....processing_provider.text import tr, tr_count
from ..kit.message_label import plain
from ..kit.number_format import count_text

MARKS = {Verdict.RIGHT: "✓", Verdict.WRONG: "✗", Verdict.OTHER_CLASS: "⇄", Verdict.UNSURE: "?"}
# Beside each other on every keyboard, whatever the language.
_KEYS = {
    Qt.Key.Key_1: Verdict.RIGHT,
    Qt.Key.Key_2: Verdict.WRONG,
    Qt.Key.Key_3: Verdict.OTHER_CLASS,
    Qt.Key.Key_4: Verdict.UNSURE,
}
_SHOWN_KEYS = {verdict: f"{number}" for number, verdict in enumerate(_KEYS.values(), start=1)}


class VerdictBar(QWidget):
    """Right, wrong, another class, unsure; back. What is asked for is told by signals."""

    judged = pyqtSignal(object, object)  # Verdict, and with OTHER_CLASS the value of the class
    undo_wanted = pyqtSignal()
    # Why a key does nothing: it is pressed on the map, too, where the buttons may be out of sight.
    refused = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem = ""
        self.buttons: dict[Verdict, QPushButton] = {}
        shown = words()
        for verdict in (Verdict.RIGHT, Verdict.WRONG, Verdict.UNSURE):
            text = f"{MARKS[verdict]} {shown[verdict]} ({_SHOWN_KEYS[verdict]})"
            self.buttons[verdict] = _button(text, f"diao_verdict_{verdict.value}")
            self.buttons[verdict].clicked.connect(partial(self._judge, verdict))
        self.classes = QComboBox()
        self.classes.setObjectName("diao_verdict_class")
        self.classes.setAccessibleName(tr("The class that the object is"))
        self.classes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.classes.activated.connect(self._class_chosen)
        self.back = _button(tr("Undo (⌫)"), "diao_verdict_undo")
        self.back.setToolTip(tr("Takes the last verdict back; again, the one before."))
        self.back.clicked.connect(self._undo)
        self.told = plain(name="diao_verdicts_told", wrapped=True)
        self.how = plain(tr("The keys work in the list, and on the map while an object is looked at."), wrapped=True)
        grid = QGridLayout()
        for column, verdict in enumerate(self.buttons):
            grid.addWidget(self.buttons[verdict], 0, column)
        grid.addWidget(self.classes, 1, 0, 1, 2)
        grid.addWidget(self.back, 1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(grid)
        layout.addWidget(self.told)
        layout.addWidget(self.how)

    def show_classes(self, classes: Sequence[tuple[int, str]]) -> None:
        """Offer classes, by value and name, as the one that an object is instead."""
        title = f"{MARKS[Verdict.OTHER_CLASS]} {words()[Verdict.OTHER_CLASS]} ({_SHOWN_KEYS[Verdict.OTHER_CLASS]})"
        self.classes.clear()
        self.classes.addItem(title, None)
        for value, name in classes:
            self.classes.addItem(name, value)

    def show_state(self, verdicts: Iterable[str | None], *, can_undo: bool, problem: str) -> None:
        """Tell how many have been judged, or why none can be."""
        self._problem = problem
        counts = Counter(verdicts)
        total = sum(counts.values())
        looked_at = total - counts[None]
        text = tr_count(total, "{judged} of {n} object looked at", "{judged} of {n} objects looked at")
        parts = [
            f"{count_text(counts[one.value])} {word}" for one, word in words().items() if counts[one.value]
        ]  # fmt: skip
        told = text.format(judged=count_text(looked_at), n=count_text(total))
        self.told.setText(problem or (f"{told}: {', '.join(parts)}." if parts else f"{told}."))
        for widget in (*self.buttons.values(), self.classes, self.how):
            widget.setEnabled(not problem)
        self.back.setEnabled(can_undo)

    def takes_key(self, event: QKeyEvent) -> bool:
        """Whether a key is one of a verdict."""
        plain_key = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        return (plain_key and (event.key() in _KEYS or event.key() == Qt.Key.Key_Backspace)) or bool(
            event.matches(QKeySequence.StandardKey.Undo)
        )

    def press(self, event: QKeyEvent) -> None:
        """Do what the key stands for."""
        verdict = _KEYS.get(event.key())
        if self._problem:
            self.refused.emit(self._problem)
        elif verdict is None:
            self._undo()
        elif verdict is Verdict.OTHER_CLASS:
            if self.classes.isEnabled():
                self.classes.setFocus()
                self.classes.showPopup()
        else:
            self._judge(verdict)

    def _judge(self, verdict: Verdict, *_: object) -> None:
        if self.buttons[verdict].isEnabled():
            self.judged.emit(verdict, None)

    def _class_chosen(self, index: int) -> None:
        value = self.classes.itemData(index)
        self.classes.setCurrentIndex(0)
        if value is not None:
            self.judged.emit(Verdict.OTHER_CLASS, value)

    def _undo(self, *_: object) -> None:
        if self.back.isEnabled():
            self.undo_wanted.emit()


def _button(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus to the list, where the keys are
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
