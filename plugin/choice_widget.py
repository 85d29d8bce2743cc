# SPDX-License-Identifier: GPL-2.0-or-later
"""Choices in Processing's own dialogs: the words that a value means, while the values stay those of scripts and models.

QGIS's widgets show the values themselves, so their texts are exchanged once they are there. A parameter names the class here in
its metadata, and the dialogs ask it for a widget; the dock's forms exchange the texts themselves.
"""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterDefinition
from qgis.gui import QgsAbstractProcessingParameterWidgetWrapper, QgsGui, QgsProcessingGui
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QWidget

from ..processing_provider.parameters import MEANINGS

_DESIGNER, _BATCH = "ModelerParametersDialog", "BatchAlgorithmDialog"


class ChoiceWidget:
    """What a dialog makes out of the class that a parameter names: never an object of it, always one of QGIS's wrappers."""

    def __new__(
        cls, parameter: QgsProcessingParameterDefinition, dialog: Any, row: int = 0, col: int = 0, **_: Any
    ) -> QgsAbstractProcessingParameterWidgetWrapper:
        """The wrapper for a dialog; `row` and `col` are those of a batch."""
        registry, kind = QgsGui.processingGuiRegistry(), type(dialog).__name__
        if kind == _DESIGNER:  # it also offers inputs of the model and expressions in place of a value
            wrapper = registry.createModelerParameterWidget(dialog.model, dialog.childId, parameter, dialog.context)
            wrapper.setDialog(dialog)
            show_meanings(wrapper, parameter)
            return wrapper
        kinds = QgsProcessingGui.WidgetType
        wrapper = registry.createParameterWidgetWrapper(parameter, kinds.Batch if kind == _BATCH else kinds.Standard)
        wrapper.setDialog(dialog)
        widget = wrapper.createWrappedWidget(QgsProcessingContext())  # the dialog gets the same one when it asks
        sip.transferto(widget, None)  # until then nobody's: else it would go with this name for it
        show_meanings(widget, parameter)
        return wrapper


def show_meanings(widget: QWidget, definition: QgsProcessingParameterDefinition) -> None:
    """Put words in place of the values of a choice, in a box or beside ticks; the widget knows by position which is which."""
    meanings = dict(zip(definition.options(), definition.metadata().get(MEANINGS, [])))
    for box in (widget, *widget.findChildren(QComboBox)):
        if isinstance(box, QComboBox) and [box.itemText(index) for index in range(box.count())] == list(meanings):
            for index, meaning in enumerate(meanings.values()):
                box.setItemText(index, meaning)
            # Words are longer than values: a dialog is not to become wider than its window for them.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for tick in widget.findChildren(QCheckBox):
        tick.setText(meanings.get(tick.text(), tick.text()))
