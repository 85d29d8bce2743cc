# SPDX-License-Identifier: GPL-2.0-or-later
"""Single keys that judge what is looked at, in the dock and on the map."""

from __future__ import annotations

from typing import Protocol

from qgis.gui import QgsMapCanvas, QgsMapTool
from qgis.PyQt.QtCore import QEvent, QObject
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QWidget


class KeyTaker(Protocol):
    """A widget with buttons that single keys press."""

    def isVisible(self) -> bool:
        """Whether the buttons are in sight."""

    def takes_key(self, event: QKeyEvent) -> bool:
        """Whether a key is one of its own."""

    def press(self, event: QKeyEvent) -> None:
        """Do what the key stands for."""


class SingleKeys(QObject):
    """Hands single keys to a widget while a view, or the map in a review, has the focus; text fields keep theirs."""

    def __init__(self, taker: KeyTaker, view: QWidget, canvas: QgsMapCanvas | None, parent: QObject) -> None:
        super().__init__(parent)
        self._taker, self._canvas = taker, canvas
        self.on_map = False
        view.installEventFilter(self)
        if canvas is not None:
            canvas.installEventFilter(self)

    def switch(self, on: bool) -> None:
        """Whether something is looked at on the map now."""
        self.on_map = on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys, and keep the window's own shortcuts from taking them first."""
        if not isinstance(event, QKeyEvent) or not self._taker.isVisible() or not self._taker.takes_key(event):
            return False
        if watched is self._canvas and not self._is_for_review(event):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._taker.press(event)
        return True

    def _is_for_review(self, event: QKeyEvent) -> bool:
        """On the map, Ctrl+Z is QGIS's own."""
        is_undo = bool(event.matches(QKeySequence.StandardKey.Undo))
        return self.on_map and not is_undo and self._canvas is not None and _only_looks(self._canvas.mapTool())


def _only_looks(tool: QgsMapTool | None) -> bool:
    """Whether the mouse does not draw or edit at the moment, which has keys of its own."""
    return tool is None or not tool.flags() & QgsMapTool.Flag.EditTool
