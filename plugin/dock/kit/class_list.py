# SPDX-License-Identifier: GPL-2.0-or-later
"""A list of classes with their IoU, as high as its rows."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QTreeWidget, QTreeWidgetItem

from ....diao_engine.jobs.support import FEW_MARK, FEW_RULE
from ....processing_provider.text import language, tr
from .columns import NameColumn
from .message_label import plain_tip
from .number_format import score_text
from .swatch import swatch
from .table_export import EXPORT_ROLE


class ClassList(QTreeWidget):
    """Shows at most `most` rows without a scroll bar; `iou_tip` says what the IoU was measured on."""

    def __init__(self, name: str, title: str, *, iou_tip: str, most: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setHeaderLabels([tr("Class"), tr("IoU"), ""])
        self.headerItem().setToolTip(1, plain_tip(iou_tip))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self._names = NameColumn(self, most=most)

    def fill(self, rows: Sequence[QTreeWidgetItem]) -> None:
        """Show these rows (`class_row`) in the place of the earlier ones."""
        self.clear()
        self.addTopLevelItems(list(rows))
        self._names.fit()


def class_row(
    name: str, iou: float | None, color: str, *, is_minority: bool, tip: str, few: bool = False, unknown: str = ""
) -> QTreeWidgetItem:
    """A row: the class with its colour and a tip, its IoU or what stands for an unknown one, and whether it is rare.

    `few` marks an IoU that rests on little.
    """
    text = unknown if iou is None else score_text(iou)
    marked = few and iou is not None
    item = QTreeWidgetItem([name, f"{text} {FEW_MARK}" if marked else text, tr("rare") if is_minority else ""])
    if marked:
        item.setToolTip(1, plain_tip(FEW_RULE.text(language=language())))
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setIcon(0, swatch(color, 12))
    item.setToolTip(0, plain_tip(tip))
    item.setData(1, EXPORT_ROLE, iou)
    return item
