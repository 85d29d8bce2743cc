# SPDX-License-Identifier: GPL-2.0-or-later
"""Choices in Processing's own dialogs: the words that a value means, while the values stay those of scripts and models.

QGIS's widget shows the values themselves. A parameter names the class here in its metadata, and the dialogs ask it for a widget;
the dock's forms take the same one.
"""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterDefinition, QgsProcessingParameters
from qgis.gui import (
    QgsAbstractProcessingParameterWidgetWrapper,
    QgsCheckableComboBox,
    QgsGui,
    QgsProcessingGui,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ..processing_provider.parameters import MEANINGS
from .dock.kit.message_label import plain_tip

_DESIGNER = "ModelerParametersDialog"


class ChoiceWidget:
    """What a dialog makes out of the class that a parameter names: never an object of it, always a wrapper."""

    def __new__(cls, parameter: QgsProcessingParameterDefinition, dialog: Any, row: int = 0, col: int = 0) -> Any:
        """The wrapper for a dialog; `row` and `col` are those of a batch."""
        if type(dialog).__name__ != _DESIGNER:
            return ChoiceWrapper(parameter, QgsProcessingGui.WidgetType.Standard)
        # It also offers inputs of the model and expressions in place of a value.
        wrapper = QgsGui.processingGuiRegistry().createModelerParameterWidget(
            dialog.model, dialog.childId, parameter, dialog.context
        )
        wrapper.setDialog(dialog)
        for box in wrapper.findChildren(QComboBox):
            _show_meanings(box, parameter)
        return wrapper


class ChoiceWrapper(QgsAbstractProcessingParameterWidgetWrapper):
    """A box with one choice, or with ticks where several can be made."""

    def createWidget(self) -> QWidget:
        """Words to see, values as data."""
        definition = self.parameterDefinition()
        box = QgsCheckableComboBox() if definition.allowMultiple() else QComboBox()
        for value in definition.options():
            if definition.allowMultiple():
                box.addItemWithCheckState(value, Qt.CheckState.Unchecked, value)
            else:
                box.addItem(value, value)
        _show_meanings(box, definition)
        box.setToolTip(plain_tip(definition.toolTip()))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        changed = box.checkedItemsChanged if definition.allowMultiple() else box.currentIndexChanged
        changed.connect(lambda *_: self.widgetValueHasChanged.emit(self))
        return box

    def setWidgetValue(self, value: Any, context: QgsProcessingContext) -> None:
        """Choose what a script, a model or the history says."""
        definition, box = self.parameterDefinition(), self.wrappedWidget()
        if definition.allowMultiple():
            wanted = QgsProcessingParameters.parameterAsEnumStrings(definition, value, context)
            for index in range(box.count()):
                is_wanted = box.itemData(index) in wanted
                state = Qt.CheckState.Checked if is_wanted else Qt.CheckState.Unchecked
                box.setItemData(index, state, Qt.ItemDataRole.CheckStateRole)
        else:
            box.setCurrentIndex(box.findData(QgsProcessingParameters.parameterAsEnumString(definition, value, context)))

    def widgetValue(self) -> Any:
        """The value, or a list of them."""
        box = self.wrappedWidget()  # asked for each time: what `createWidget` has returned is QGIS's
        if not self.parameterDefinition().allowMultiple():
            return box.currentData()
        role, ticked = Qt.ItemDataRole.CheckStateRole, Qt.CheckState.Checked
        return [box.itemData(index) for index in range(box.count()) if box.itemData(index, role) == ticked]


def _show_meanings(box: QComboBox, definition: QgsProcessingParameterDefinition) -> None:
    """Words instead of the values of a choice, which the box keeps as its data."""
    meanings = definition.metadata().get(MEANINGS, [])
    if [box.itemText(index) for index in range(box.count())] != definition.options():
        return
    for index, meaning in enumerate(meanings):
        box.setItemText(index, meaning)
