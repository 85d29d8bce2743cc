# SPDX-License-Identifier: GPL-2.0-or-later
"""An event filter over all that is in a widget, what comes later and QGIS's own widgets among it."""

from __future__ import annotations

from typing import TypeVar

from qgis.PyQt.QtCore import QChildEvent, QEvent, QObject, Qt
from qgis.PyQt.QtWidgets import QWidget

Kind = TypeVar("Kind", bound="Watcher")


class Watcher(QObject):
    """Goes with the root that it watches."""

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        self.setObjectName(type(self).__name__)
        self._watch(root)

    @classmethod
    def over(cls, root: QWidget) -> None:
        """Watch a widget from now on; once is enough."""
        if root.findChild(cls, cls.__name__, Qt.FindChildOption.FindDirectChildrenOnly) is None:
            cls(root)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch new children, and look at all other events."""
        if event.type() == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            child = event.child()  # not when it was added: then it is not yet what it will be
            if isinstance(child, QWidget):
                self._watch(child)
            return False
        return isinstance(watched, QWidget) and self.stops(watched, event)

    def begin(self, widget: QWidget) -> None:
        """A widget is watched from now on."""

    def stops(self, widget: QWidget, event: QEvent) -> bool:
        """Whether an event does not reach its widget."""
        return False

    def _watch(self, widget: QWidget) -> None:
        for one in (widget, *widget.findChildren(QWidget)):
            one.installEventFilter(self)  # again is no more than once
            self.begin(one)
