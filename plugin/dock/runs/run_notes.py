# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run has left to read: the warnings that decide over its result, each in a box, and the log behind a button."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from ....processing_provider.text import tr
from ..kit.notice import WARNING, Notice

_LINES_OF_LOG = 2000


class RunNotes(QWidget):
    """Stands below its bar, or elsewhere on the page where the bar stands in the foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: list[Notice] = []
        self.details = QToolButton()
        self.details.setObjectName("diao_details")
        self.details.setText(tr("Details"))
        self.details.setCheckable(True)
        self.details.setAutoRaise(True)
        self.details.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.details.toggled.connect(self._unfold)
        self.log = QPlainTextEdit()
        self.log.setObjectName("diao_log")
        self.log.setAccessibleName(tr("Log of the run"))
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(_LINES_OF_LOG)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.details)
        self._column.addWidget(self.log)
        self._unfold(False)
        self.clear()

    def clear(self) -> None:
        """Forget the run."""
        self.show_notices(())
        self.log.clear()
        self._refresh()

    def notices(self) -> list[str]:
        """The sentences in the boxes."""
        return [box.text() for box in self.boxes]

    def show_notices(self, texts: Sequence[str]) -> None:
        """Show these sentences in the place of the earlier ones."""
        for box in self.boxes:
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = []
        for text in texts:
            self.add_notice(text)
        self._refresh()

    def add_notice(self, text: str) -> None:
        """Show one more, once."""
        if text in self.notices():
            return
        box = Notice("diao_notice")
        self._column.insertWidget(len(self.boxes), box)
        self.boxes.append(box)
        box.show_message(text, WARNING)
        self._refresh()

    def add_line(self, level: str, text: str) -> None:
        """Add to the log."""
        self.log.appendPlainText(tr("Warning: {text}").format(text=text) if level == "warning" else text)
        self._refresh()

    def _refresh(self) -> None:
        has_log = bool(self.log.toPlainText())
        self.details.setVisible(has_log)
        self.log.setVisible(has_log and self.details.isChecked())
        self.setVisible(has_log or bool(self.boxes))

    def _unfold(self, expanded: bool) -> None:
        self.details.setArrowType(Qt.ArrowType.DownArrow if expanded else Qt.ArrowType.RightArrow)
        self._refresh()
