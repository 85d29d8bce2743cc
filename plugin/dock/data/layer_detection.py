# SPDX-License-Identifier: GPL-2.0-or-later
"""Which layers of a project are its imagery and its labels, as far as their styles, names and bands show it."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..datasets import imagery
from ..datasets.class_fields import guess_field, is_categorised
from ..datasets.imagery import Choice, can_be_image, is_visible, shown_first


def can_be_label(layer: QgsMapLayer) -> bool:
    """Whether a layer holds polygons, or one band of whole numbers."""
    if isinstance(layer, QgsRasterLayer):
        return can_be_image(layer) and imagery.has_integers(layer)
    if not isinstance(layer, QgsVectorLayer) or not layer.isValid():
        return False
    return bool(layer.geometryType() == QgsWkbTypes.geometryType(QgsWkbTypes.parseType("Polygon")))


def guess_images(project: QgsProject) -> Choice:
    """The imagery that goes together, and why other images do not."""
    return imagery.going_together(imagery.candidates(project))


def guess_labels(project: QgsProject, images: Sequence[QgsMapLayer]) -> list[QgsMapLayer]:
    """One polygon layer with a field that looks like classes, else the class rasters, else the only polygon layer."""
    layers = [layer for layer in shown_first(project) if can_be_label(layer) and layer not in images]
    polygons = [layer for layer in layers if isinstance(layer, QgsVectorLayer)]
    with_classes = sorted(
        (layer for layer in polygons if guess_field(layer)), key=lambda layer: not is_categorised(layer)
    )
    if with_classes:
        return with_classes[:1]
    rasters = [
        layer for layer in layers if isinstance(layer, QgsRasterLayer) and imagery.is_class_raster(layer, bool(images))
    ]
    visible = [layer for layer in rasters if is_visible(layer, project)]
    return [*(visible or rasters)] or (polygons if len(polygons) == 1 else [])
