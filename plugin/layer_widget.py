# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers in Processing's own dialogs: they begin with one that fits what the parameter holds, or with none.

QGIS begins with whatever layer comes first, imagery as a class raster or labels as a tile dataset. A parameter names the class here
in its metadata; a value that comes with the dialog, as from the history, is set after it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProject,
)
from qgis.gui import QgsAbstractProcessingParameterWidgetWrapper, QgsGui, QgsMapLayerComboBox, QgsProcessingGui
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ..diao_engine.jobs import Holds
from ..processing_provider.parameters import HOLDS
from .display.layer_kinds import is_class_map, is_minority_polygons, is_sample, is_tiles
from .dock.datasets import imagery
from .dock.datasets.references import may_be_reference, shows_classes

_STANDARD = "AlgorithmDialog"


class LayerWidget:
    """What a dialog makes out of the class that a parameter names: never an object of it, always one of QGIS's wrappers."""

    def __new__(
        cls, parameter: QgsProcessingParameterDefinition, dialog: Any, row: int = 0, col: int = 0, **_: Any
    ) -> QgsAbstractProcessingParameterWidgetWrapper:
        """The wrapper for a dialog; models and batches have those of QGIS. `row` and `col` are those of a batch."""
        registry, kinds, kind = QgsGui.processingGuiRegistry(), QgsProcessingGui.WidgetType, type(dialog).__name__
        if kind == "ModelerParametersDialog":
            wrapper = registry.createModelerParameterWidget(dialog.model, dialog.childId, parameter, dialog.context)
            wrapper.setDialog(dialog)
            return wrapper
        wrapper = registry.createParameterWidgetWrapper(
            parameter, kinds.Batch if kind == "BatchAlgorithmDialog" else kinds.Standard
        )
        wrapper.setDialog(dialog)
        if kind == _STANDARD:
            widget = wrapper.createWrappedWidget(QgsProcessingContext())  # the dialog gets the same one when it asks
            sip.transferto(widget, None)  # until then nobody's: else it would go with this name for it
            _begin_with(widget, proposed(Holds(parameter.metadata()[HOLDS]), QgsProject.instance()))
        return wrapper


def proposed(holds: Holds, project: QgsProject) -> QgsMapLayer | None:
    """The layer that a parameter begins with; None where the project has none that fits."""
    layers = [node.layer() for node in project.layerTreeRoot().findLayers() if node.layer() is not None]
    if holds is Holds.IMAGERY:
        return next(iter(imagery.candidates(project)), None)
    if holds in (Holds.CLASSES, Holds.EARLIER_CLASSES):
        maps = [layer for layer in layers if is_class_map(layer)] or [layer for layer in layers if shows_classes(layer)]
        return next(iter(maps[1:] if holds is Holds.EARLIER_CLASSES else maps), None)
    return next((layer for layer in layers if _FITTING[holds](layer)), None)


_FITTING: dict[Holds, Callable[[QgsMapLayer], bool]] = {
    Holds.TILES: is_tiles,
    Holds.REFERENCE: lambda layer: is_sample(layer) or may_be_reference(layer),
    Holds.POLYGONS: is_minority_polygons,
}


def _begin_with(widget: QWidget, layer: QgsMapLayer | None) -> None:
    """Choose a layer, or none, in the list inside Processing's widget, which Python takes for any other list."""
    for box in widget.findChildren(QComboBox):
        if box.metaObject().className() == QgsMapLayerComboBox.__name__:
            listed = sip.cast(box, QgsMapLayerComboBox)
            listed.setLayer(layer)
            if layer is None:
                listed.setCurrentIndex(-1)
