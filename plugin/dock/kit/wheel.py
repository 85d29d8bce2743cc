# SPDX-License-Identifier: GPL-2.0-or-later
"""The mouse wheel scrolls the page, and changes a number or a choice only in a field that was clicked or tabbed into first."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtWidgets import QAbstractSlider, QAbstractSpinBox, QApplication, QComboBox, QScrollBar, QTabBar, QWidget

from .watcher import Watcher

_TAKERS = (QAbstractSpinBox, QComboBox, QAbstractSlider, QTabBar)  # what the wheel changes a value of


class WheelGuard(Watcher):
    """Leaves to the parents a wheel that turns over a field without the focus."""

    def begin(self, widget: QWidget) -> None:
        """The wheel alone gives no focus."""
        if _takes(widget) and widget.focusPolicy() == Qt.FocusPolicy.WheelFocus:
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def stops(self, widget: QWidget, event: QEvent) -> bool:
        """A wheel over a field without the focus."""
        if event.type() != QEvent.Type.Wheel or not _takes(widget) or _has_focus(widget):
            return False
        event.ignore()
        return True


def _takes(widget: QWidget) -> bool:
    return isinstance(widget, _TAKERS) and not isinstance(widget, QScrollBar)


def _has_focus(field: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is field or field.isAncestorOf(focused))
