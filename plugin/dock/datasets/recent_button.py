# SPDX-License-Identifier: GPL-2.0-or-later
"""Offers the files that were used last."""

from __future__ import annotations

import os

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from ....processing_provider.text import tr
from ..kit.message_label import plain_tip
from .recent import Recent


class RecentButton(QToolButton):
    """A button with a menu that is made when it opens: files may come and go at any time."""

    chosen = pyqtSignal(str)  # the file

    def __init__(self, recent: Recent, name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = recent
        self.setObjectName(name)
        self.setIcon(QgsApplication.getThemeIcon("/mActionHistory.svg"))
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)

    def fill(self) -> None:
        """Make the menu anew."""
        menu = self.menu()
        menu.clear()
        files = self._recent.files()
        for path in files:
            folder, name = os.path.split(path)
            shown = f"{name} ({os.path.basename(folder)})".replace("&", "&&")  # else a shortcut
            action = menu.addAction(shown)
            action.setToolTip(plain_tip(path))
            action.triggered.connect(lambda *_, path=path: self.chosen.emit(path))
        if files:
            menu.addSeparator()
            menu.addAction(tr("Clear the list")).triggered.connect(lambda *_: self._recent.clear())
        else:
            menu.addAction(tr("nothing yet")).setEnabled(False)


def beside(picker: QWidget, button: RecentButton) -> QWidget:
    """Both in a row."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(picker, 1)
    layout.addWidget(button)
    return row
