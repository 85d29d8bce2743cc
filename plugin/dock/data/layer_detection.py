# SPDX-License-Identifier: GPL-2.0-or-later
"""Which layers of a project are its imagery and its labels, as far as their styles, names and bands show it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...display import groups
from ..kit.layer_kinds import is_minority_polygons, is_tiles

_LABEL_NAMES = re.compile(r"mask|label|class|cover|truth|gt\b", re.IGNORECASE)
_FIELD_NAMES = ("class", "cover", "landcover", "type", "label", "category", "code")


def file_of(layer: QgsMapLayer) -> str:
    """The file of a layer that has one, as a path."""
    if not layer.isValid() or layer.providerType() not in ("ogr", "gdal"):
        return ""
    uri_parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return str(uri_parts.get("path") or "")


def can_be_image(layer: QgsMapLayer) -> bool:
    """Whether a layer is a raster in a file."""
    return isinstance(layer, QgsRasterLayer) and layer.isValid() and layer.providerType() == "gdal"


def can_be_label(layer: QgsMapLayer) -> bool:
    """Whether a layer holds polygons that are no tiles and no results, or one band of whole numbers."""
    if isinstance(layer, QgsRasterLayer):
        return can_be_image(layer) and _has_integers(layer)
    if not isinstance(layer, QgsVectorLayer) or not layer.isValid():
        return False
    polygons = layer.geometryType() == QgsWkbTypes.geometryType(QgsWkbTypes.parseType("Polygon"))
    return polygons and not is_tiles(layer) and not is_minority_polygons(layer)


def guess_images(project: QgsProject) -> list[QgsRasterLayer]:
    """The visible rasters with the bands of the uppermost one; those of several bands before those of one."""
    layers = [layer for layer in _shown_first(project) if can_be_image(layer)]
    layers = [layer for layer in layers if layer.bandCount() > 1] or layers
    layers = [layer for layer in layers if not _is_class_raster(layer, beside_imagery=False)]
    visible = [layer for layer in layers if _is_visible(layer, project)] or layers[:1]
    return [layer for layer in visible if layer.bandCount() == visible[0].bandCount()]


def guess_labels(project: QgsProject, images: Sequence[QgsMapLayer]) -> list[QgsMapLayer]:
    """One polygon layer with a field that looks like classes, else the class rasters, else the only polygon layer."""
    layers = [layer for layer in _shown_first(project) if can_be_label(layer) and layer not in images]
    polygons = [layer for layer in layers if isinstance(layer, QgsVectorLayer)]
    with_classes = sorted(
        (layer for layer in polygons if guess_field(layer)), key=lambda layer: not _is_categorised(layer)
    )
    if with_classes:
        return with_classes[:1]
    rasters = [layer for layer in layers if isinstance(layer, QgsRasterLayer) and _is_class_raster(layer, bool(images))]
    visible = [layer for layer in rasters if _is_visible(layer, project)]
    return [*(visible or rasters)] or (polygons if len(polygons) == 1 else [])


def guess_field(layer: QgsVectorLayer) -> str:
    """The attribute that the layer is shown by, else one that is named like classes; empty when there is none."""
    names = layer.fields().names()
    if _is_categorised(layer):
        shown_by = str(layer.renderer().classAttribute()).strip('"')
        if shown_by in names:
            return shown_by
    for word in _FIELD_NAMES:
        matches = [name for name in names if name.lower() == word] or [name for name in names if word in name.lower()]
        if matches:
            return str(matches[0])
    return ""


def _is_class_raster(layer: QgsRasterLayer, beside_imagery: bool) -> bool:
    """One band that is shown by classes, or is named like labels, or lies beside imagery of more bands."""
    if not _has_integers(layer):
        return False
    shown_by_class = isinstance(layer.renderer(), QgsPalettedRasterRenderer)
    return shown_by_class or beside_imagery or bool(_LABEL_NAMES.search(layer.name()))


def _has_integers(layer: QgsRasterLayer) -> bool:
    integer_types = (Qgis.DataType.Byte, Qgis.DataType.UInt16, Qgis.DataType.Int16)
    return layer.bandCount() == 1 and layer.dataProvider().dataType(1) in integer_types


def _is_categorised(layer: QgsVectorLayer) -> bool:
    return isinstance(layer.renderer(), QgsCategorizedSymbolRenderer)


def _shown_first(project: QgsProject) -> list[QgsMapLayer]:
    """All layers but those that runs have made, the visible ones before the others, from top to bottom."""
    nodes = [node for node in project.layerTreeRoot().findLayers() if node.layer() is not None]
    nodes = [node for node in nodes if not groups.is_of_run(node)]
    return [node.layer() for node in sorted(nodes, key=lambda node: not node.isVisible())]


def _is_visible(layer: QgsMapLayer, project: QgsProject) -> bool:
    node = project.layerTreeRoot().findLayer(layer.id())
    return node is not None and node.isVisible()
