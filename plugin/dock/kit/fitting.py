# SPDX-License-Identifier: GPL-2.0-or-later
"""Words that do not fit into a narrow dock: on buttons they wrap, on small ones and in choices they are shortened with a sign."""

from __future__ import annotations

import html

from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QFont, QFontMetrics
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
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
            widget.setMinimumWidth(_LEAST_CHOICE)  # a policy of its size would make its list, a window of its own
        elif isinstance(widget, QGroupBox) or _gives_way(widget):
            widget.setMinimumWidth(max(1, widget.minimumWidth()))

    def stops(self, widget: QWidget, event: QEvent) -> bool:
        """Look at the words before they are drawn: they may have been changed by then."""
        if event.type() not in _OCCASIONS or not widget.isVisible():
            return False
        if isinstance(widget, QComboBox):
            return event.type() == QEvent.Type.Paint and _paints_short(widget)
        if isinstance(widget, QGroupBox):
            _shorten_title(widget)
        elif isinstance(widget, QAbstractButton) and _gives_way(widget):
            _fit(widget)
        return False


def whole_text(button: QAbstractButton) -> str:
    """What a button says, however it is shown; a text that was set since counts as it is."""
    return _whole(button, str(button.text()))


def _whole(widget: QWidget, now: str) -> str:
    """What a widget has to say that shows `now`: what was kept, unless somebody has set another text since."""
    return str(widget.property(_WHOLE) or "") if now == widget.property(_SHOWN) else now


def _keep(widget: QWidget, whole: str, shown: str) -> None:
    widget.setProperty(_WHOLE, whole)
    widget.setProperty(_SHOWN, shown)


def _fit(button: QAbstractButton) -> None:
    now = str(button.text())
    text, metrics = _whole(button, now), button.fontMetrics()
    room = button.width() - _frame(button, now)
    if isinstance(button, _WRAPPED):
        shown = _wrapped(text, metrics, room)
    else:
        shown = str(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
    if shown != now:
        _keep(button, text, shown)
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
    now = str(box.title())
    title = _whole(box, now)
    font = QFont(box.font())
    font.setBold(True)  # as QGIS writes them
    room = box.width() - _FOLD * box.fontMetrics().height()
    shown = str(QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, int(room)))
    if shown != now:
        _keep(box, title, shown)
        box.setTitle(shown)
        box.setAccessibleName(title)
        box.setToolTip(plain_tip(title))


def _frame(button: QAbstractButton, text: str) -> int:
    """The pixels of a button beside its words."""
    metrics = button.fontMetrics()
    widest = max(int(metrics.horizontalAdvance(line)) for line in text.split("\n"))
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


def _paints_short(box: QComboBox) -> bool:
    """Whether a choice does not fit and was painted here, with a sign where it ends, as Qt does not; it then tells all of it when
    the mouse rests on it.
    """
    option = _option(box)
    room = _room(box, option)
    shown = str(box.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room))
    is_short = shown != option.currentText
    _tell(box, option.currentText if is_short else "")
    if box.isEditable() or not is_short:
        return False
    option.currentText = shown
    painter = QStylePainter(box)
    painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
    painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
    painter.end()
    return True


def _tell(box: QComboBox, text: str) -> None:
    """Put a text above the tooltip that a choice has of its own; none takes it away."""
    now = str(box.toolTip())
    own = _whole(box, now)
    tip = f'<p style="white-space: pre-wrap">{html.escape(text)}</p>{own}' if text else own
    if tip != now:
        _keep(box, own, tip)
        box.setToolTip(tip)


def _room(box: QComboBox, option: QStyleOptionComboBox) -> int:
    """The pixels for the words of a choice."""
    field = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    beside = 0 if option.currentIcon.isNull() else option.iconSize.width() + _BESIDE_ICON
    return int(field.width()) - _AROUND_WORDS - int(beside)


def _option(box: QComboBox) -> QStyleOptionComboBox:
    """How a choice is to be painted; Qt's own is out of reach for Python."""
    option = QStyleOptionComboBox()
    option.initFrom(box)
    option.editable, option.frame = box.isEditable(), box.hasFrame()
    option.subControls = QStyle.SubControl.SC_All
    option.currentText, option.currentIcon = box.currentText(), box.itemIcon(box.currentIndex())
    option.iconSize = box.iconSize()
    opened = box.findChild(QAbstractItemView)  # asked for by `view()`, the list would be made
    if opened is not None and opened.isVisible():
        option.state |= QStyle.StateFlag.State_On
    return option
