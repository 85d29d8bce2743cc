# SPDX-License-Identifier: GPL-2.0-or-later
"""Words that do not fit into a narrow dock: on buttons they wrap, on small ones and in choices they are shortened with a sign."""

from __future__ import annotations

import html

from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QFont, QFontMetrics
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QWidget,
)

from .message_label import plain_tip
from .watcher import Watcher

_WHOLE, _SHOWN = "diao_whole", "diao_shown"  # what is to be said, and the form of it that was put there
_WRAPPED = (QPushButton, QCheckBox, QRadioButton)
_LEAST_CHOICE = 60  # px
_AROUND_WORDS, _BESIDE_ICON = 2, 4  # px in a choice, as styles draw it
_FOLD = 1.8  # the arrow beside a title, in heights of the font
_OCCASIONS = {QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.FontChange, QEvent.Type.Paint}


class FitGuard(Watcher):
    """Lets buttons and choices be as narrow as their place, and shows in it what fits."""

    def begin(self, widget: QWidget) -> None:
        """Nothing is as wide as its words any more."""
        if isinstance(widget, QComboBox):
            widget.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            widget.setMinimumWidth(_LEAST_CHOICE)
        elif isinstance(widget, QGroupBox) or _gives_way(widget):
            widget.setMinimumWidth(max(1, widget.minimumWidth()))

    def stops(self, widget: QWidget, event: QEvent) -> bool:
        """Look at the words before they are drawn: they may have been changed by then."""
        if event.type() not in _OCCASIONS or not widget.isVisible():
            return False
        if isinstance(widget, QComboBox):
            _tell_whole(widget)
            return event.type() == QEvent.Type.Paint and _painted_short(widget)
        if isinstance(widget, QGroupBox):
            _shorten_title(widget)
        elif isinstance(widget, QAbstractButton) and _gives_way(widget):
            _fit(widget)
        return False


def whole_text(button: QAbstractButton) -> str:
    """What a button says, however it is shown; a text that was set since counts as it is."""
    text = str(button.text())
    return str(button.property(_WHOLE)) if text == button.property(_SHOWN) else text


def _fit(button: QAbstractButton) -> None:
    text = whole_text(button)
    room = button.width() - _frame(button)
    if isinstance(button, _WRAPPED):
        shown = _wrapped(text, button.fontMetrics(), room)
    else:
        fits = button.fontMetrics().horizontalAdvance(text) <= room
        shown = text if fits else button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
    if shown != button.text():
        button.setProperty(_WHOLE, text)
        button.setProperty(_SHOWN, shown)
        button.setText(shown)
        if not button.accessibleName():
            button.setAccessibleName(text)


def _gives_way(widget: QWidget) -> bool:
    """Buttons that wrap, and small ones that are as wide as their place: others would never grow again."""
    if isinstance(widget, _WRAPPED):
        return bool(widget.text())
    is_small = isinstance(widget, QToolButton) and len(widget.text()) > 1
    return is_small and widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding


def _shorten_title(box: QGroupBox) -> None:
    title = str(box.title())
    whole = str(box.property(_WHOLE)) if title == box.property(_SHOWN) else title
    font = QFont(box.font())
    font.setBold(True)  # as QGIS writes them
    room = box.width() - _FOLD * box.fontMetrics().height()
    shown = QFontMetrics(font).elidedText(whole, Qt.TextElideMode.ElideRight, int(room))
    if shown != title:
        box.setProperty(_WHOLE, whole)
        box.setProperty(_SHOWN, shown)
        box.setTitle(shown)
        box.setAccessibleName(whole)
        box.setToolTip(plain_tip(whole))


def _frame(button: QAbstractButton) -> int:
    """The pixels of a button beside its words."""
    metrics = button.fontMetrics()
    widest = max(int(metrics.horizontalAdvance(line)) for line in button.text().split("\n"))
    return max(0, int(button.sizeHint().width()) - widest)


def _wrapped(text: str, metrics: QFontMetrics, room: int) -> str:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def _tell_whole(box: QComboBox) -> None:
    """A choice that is shortened tells all of it when the mouse rests on it."""
    if box.toolTip() != box.property(_SHOWN):
        box.setProperty(_WHOLE, box.toolTip())  # its own, which somebody has set since
    is_short = box.fontMetrics().horizontalAdvance(box.currentText()) > _room(box)
    tip = str(box.property(_WHOLE) or "")
    if is_short:
        tip = f'<p style="white-space: pre-wrap">{html.escape(box.currentText())}</p>{tip}'
    if tip != box.toolTip():
        box.setProperty(_SHOWN, tip)
        box.setToolTip(tip)


def _painted_short(box: QComboBox) -> bool:
    """Paint a choice that does not fit with a sign where it ends, as Qt does not; whether that was needed."""
    text, room = box.currentText(), _room(box)
    if box.isEditable() or box.fontMetrics().horizontalAdvance(text) <= room:
        return False
    option = _option(box)
    option.currentText = box.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
    option.currentIcon = box.itemIcon(box.currentIndex())
    option.iconSize = box.iconSize()
    painter = QStylePainter(box)
    painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
    painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
    painter.end()
    return True


def _room(box: QComboBox) -> int:
    """The pixels for the words of a choice."""
    field = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, _option(box), QStyle.SubControl.SC_ComboBoxEditField, box
    )
    has_icon = not box.itemIcon(box.currentIndex()).isNull()
    return int(field.width()) - _AROUND_WORDS - ((box.iconSize().width() + _BESIDE_ICON) if has_icon else 0)


def _option(box: QComboBox) -> QStyleOptionComboBox:
    option = QStyleOptionComboBox()
    option.initFrom(box)
    option.editable, option.frame = box.isEditable(), box.hasFrame()
    option.subControls = QStyle.SubControl.SC_All
    if box.view().isVisible():
        option.state |= QStyle.StateFlag.State_On
    return option
