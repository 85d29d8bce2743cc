# SPDX-License-Identifier: GPL-2.0-or-later
"""Fields that the wheel could change, and a wheel that turns over them, as the window system sends it."""

import ctypes

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QWheelEvent
from qgis.PyQt.QtWidgets import QAbstractSlider, QAbstractSpinBox, QApplication, QComboBox, QScrollBar


def fields(root):
    """The fields of a widget that can be seen and used."""
    kinds = (QAbstractSpinBox, QComboBox, QAbstractSlider)
    found = [one for kind in kinds for one in root.findChildren(kind) if not isinstance(one, QScrollBar)]
    return [one for one in found if one.isVisible() and one.isEnabled()]


def value(field):
    """What a field holds."""
    return (
        field.currentIndex()
        if isinstance(field, QComboBox)
        else field.text()
        if hasattr(field, "text")
        else field.value()
    )


def turn(field, steps=-1):
    """Turn the wheel over a field: the innermost widget there gets it."""
    middle = field.rect().center()
    inner = field.childAt(middle) or field
    at = QPointF(inner.mapFrom(field, middle))
    down = QPoint(0, 120 * steps)
    event = QWheelEvent(
        at, QPointF(inner.mapToGlobal(at.toPoint())), QPoint(), down, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    _make_spontaneous(event)
    QApplication.instance().notify(inner, event)  # sendEvent would say that it is not


def _make_spontaneous(event):
    """Qt hands a wheel on to parents, and gives the focus, only where it comes from the window system."""
    flags = ctypes.c_uint16.from_address(sip.unwrapinstance(event) + 2 * ctypes.sizeof(ctypes.c_void_p) + 2)
    flags.value |= 2
    assert event.spontaneous()


def let_go():
    """Take the focus from whatever has it."""
    if QApplication.focusWidget() is not None:
        QApplication.focusWidget().clearFocus()
