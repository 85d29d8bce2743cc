# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers whose files have been written anew while they are shown."""

from __future__ import annotations

from qgis.core import QgsDataProvider, QgsProject, QgsRasterLayer, QgsVectorLayer

from ...diao_engine.jobs.layer_source import path_of
from ...processing_provider import temporal
from . import groups


def refresh(path: str, project: QgsProject) -> bool:
    """Show what a file holds now in the layers of the project that were made of it, as they look; whether there is one."""
    found = [layer for layer in project.mapLayers().values() if groups.is_same(path_of(layer.source()), path)]
    for layer in found:
        if isinstance(layer, QgsRasterLayer):
            # Not reload(): the layer would keep its old extent, and a map grows.
            layer.setDataSource(layer.source(), layer.name(), "gdal", QgsDataProvider.ProviderOptions(), False)
            temporal.date_layer(layer, path)
        elif isinstance(layer, QgsVectorLayer):
            layer.reload()
            layer.updateExtents()
        layer.triggerRepaint()
    return bool(found)
