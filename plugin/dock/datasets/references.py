# SPDX-License-Identifier: GPL-2.0-or-later
"""Which layers may say what is true: classes that the user has, and none of our runs has made."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsRasterLayer, QgsVectorLayer, QgsWkbTypes

from .imagery import is_class_raster
from .own_results import is_result


def may_be_reference(layer: QgsMapLayer | None) -> bool:
    """Whether these are polygons or classes that none of our runs has made."""
    if layer is None or is_result(layer):
        return False
    if isinstance(layer, QgsVectorLayer):
        return bool(layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry)
    return shows_classes(layer)


def shows_classes(layer: QgsMapLayer) -> bool:
    """Whether a raster is shown by classes, or named like labels."""
    return isinstance(layer, QgsRasterLayer) and is_class_raster(layer, beside_imagery=False)
