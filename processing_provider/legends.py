# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons of other classes are always drawn, and have an entry in the legend only where there are any. No widgets."""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsProject,
    QgsVectorLayer,
)


def list_what_is_there(layer: QgsMapLayer | None, project: QgsProject) -> None:
    """Leave the category for all other values out of the legend of a layer of the project, or put it back."""
    if not isinstance(layer, QgsVectorLayer):
        return
    renderer, node = layer.renderer(), project.layerTreeRoot().findLayer(layer.id())
    if node is None or not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return
    values = [str(category.value()) for category in renderer.categories()]  # a stored style has texts of numbers
    index = layer.fields().lookupField(renderer.classAttribute())
    if "" not in values or index < 0:  # tiles go by an expression, and their legend stays as it is
        return
    is_there = any(str(value) not in values for value in layer.uniqueValues(index))
    listed = [position for position, value in enumerate(values) if value != "" or is_there]
    before = QgsMapLayerLegendUtils.legendNodeOrder(node) if QgsMapLayerLegendUtils.hasLegendNodeOrder(node) else None
    if listed != (before if before is not None else list(range(len(values)))):
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, listed)
        layer.legendChanged.emit()  # the layer tree does not see the node change
