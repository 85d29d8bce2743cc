# SPDX-License-Identifier: GPL-2.0-or-later
"""The way from a page to the ready-made model of its steps."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QPushButton

from ....processing_provider.text import tr
from ...model_designer import open_copy


def designer_button(model: str) -> QPushButton:
    """Opens a copy of a ready-made model, by its name, in the model designer."""
    button = QPushButton(tr("Open as a model in the designer …"))
    button.setObjectName("diao_designer")
    button.setFlat(True)
    button.setToolTip(tr("The same steps as a Processing model, to run them again on other data or to build on them."))
    button.clicked.connect(lambda *_: open_copy(model))
    return button
