# SPDX-License-Identifier: GPL-2.0-or-later
"""Bringing into sight what lies somewhere on a page that is higher than the dock."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtWidgets import QScrollArea, QWidget


def bring_into_sight(widget: QWidget) -> None:
    """Scroll the area that a widget lies in, where it lies in one."""
    around: Any = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.widget().layout().activate()
        around.ensureWidgetVisible(widget)
