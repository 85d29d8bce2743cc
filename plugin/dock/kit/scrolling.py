# SPDX-License-Identifier: GPL-2.0-or-later
"""Bringing into sight what lies somewhere on a page that is higher than the dock."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QCoreApplication, QEvent, QPoint
from qgis.PyQt.QtWidgets import QScrollArea, QWidget


def bring_into_sight(widget: QWidget) -> None:
    """Scroll the area that a widget lies in, where it lies in one; of a widget that is higher than that, to its beginning."""
    around: Any = widget
    while around is not None and not isinstance(around, QScrollArea):
        if around.layout() is not None:
            around.layout().activate()  # from the inside: what has just been shown gets its place
        around = around.parentWidget()
    if around is None:
        return
    QCoreApplication.sendEvent(around, QEvent(QEvent.Type.LayoutRequest))  # it is as high now as what it holds
    if widget.height() > around.viewport().height():
        around.verticalScrollBar().setValue(widget.mapTo(around.widget(), QPoint(0, 0)).y())
    else:
        around.ensureWidgetVisible(widget)
