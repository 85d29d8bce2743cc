# SPDX-License-Identifier: GPL-2.0-or-later
"""Labels and tooltips that show texts as they are.

Qt takes a text that looks like markup for rich text unless told otherwise, and names of classes, layers and files come from
anybody: all labels of the window come from here.
"""

from __future__ import annotations

import html
import re

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel


def plain(text: str = "", name: str = "", *, wrapped: bool = False) -> QLabel:
    """A label of plain text."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setObjectName(name)
    label.setWordWrap(wrapped)
    return label


def wrapped_label(name: str, *, hidden: bool = True, selectable: bool = False) -> QLabel:
    """A wrapped label of plain text, for words that come and go; one that is `selectable` can be copied from."""
    label = plain(name=name, wrapped=True)
    label.setMinimumWidth(1)  # a long path does not widen the dock
    if selectable:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if hidden:
        label.hide()
    return label


def plain_tip(text: str) -> str:
    """A tooltip that shows this text as it is; tooltips have no format of their own to set."""
    if not set("<&") & set(text):
        return text
    return f'<p style="white-space: pre-wrap">{html.escape(text)}</p>'


def breakable(name: str) -> str:
    """The name of a file may be wider than the dock and holds no blank; it may break behind these signs, but before no suffix."""
    return re.sub(r"([_-]|\.(?!\w{1,5}$))", "\\1\u200b", name)
