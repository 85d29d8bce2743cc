# SPDX-License-Identifier: GPL-2.0-or-later
"""The mouse wheel scrolls the page, and changes a number or a choice only in a field that was clicked or tabbed into first."""

from __future__ import annotations

from qgis.PyQt.QtCore import QChildEvent, QEvent, QObject, Qt
from qgis.PyQt.QtWidgets import QAbstractSlider, QAbstractSpinBox, QApplication, QComboBox, QScrollBar, QTabBar, QWidget

_NAME = "diao_wheel_guard"
_TAKERS = (QAbstractSpinBox, QComboBox, QAbstractSlider, QTabBar)  # what the wheel changes a value of


def guard(root: QWidget) -> None:
    """Watch all fields in a widget from now on, those among them that come later and QGIS's own."""
    if root.findChild(WheelGuard, _NAME, Qt.FindChildOption.FindDirectChildrenOnly) is None:
        WheelGuard(root)


class WheelGuard(QObject):
    """An event filter; it goes with the root that it watches."""

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        self.setObjectName(_NAME)
        self._watch(root)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch new children; leave to the parents a wheel that turns over a field without the focus."""
        kind = event.type()
        if kind == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):  # earlier it is not what it will be
            child = event.child()
            if isinstance(child, QWidget):
                self._watch(child)
        elif kind == QEvent.Type.Wheel and isinstance(watched, _TAKERS) and not _has_focus(watched):
            event.ignore()
            return True
        return False

    def _watch(self, widget: QWidget) -> None:
        for one in (widget, *widget.findChildren(QWidget)):
            if isinstance(one, QScrollBar):
                continue
            one.installEventFilter(self)  # again is no more than once
            if isinstance(one, _TAKERS) and one.focusPolicy() == Qt.FocusPolicy.WheelFocus:
                one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _has_focus(field: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is field or field.isAncestorOf(focused))
