# SPDX-License-Identifier: GPL-2.0-or-later
"""What balancing has changed, as layers: tiles by their repeats, objects where they were pasted, objects where they came from."""

from __future__ import annotations

from qgis.core import QgsLayerTreeGroup, QgsLayerTreeNode, QgsMapLayer, QgsProject, QgsVectorLayer

from ...diao_engine.jobs.outputs import OBJECTS_LAYER, PASTED_LAYER
from ...processing_provider.text import tr
from . import groups

_TILES = "tiles"
PASTED = (PASTED_LAYER, _TILES)
ALL = (PASTED_LAYER, OBJECTS_LAYER, _TILES)  # in the order of the layer tree


def show(dataset: str, ground: str, project: QgsProject, wanted: tuple[str, ...] = ALL) -> list[QgsMapLayer]:
    """Show layers of a dataset (its file), those that the project lacks too, on top of each other, and hide those of other steps.

    `ground` is what the layers are named after, `wanted` says which: ALL or PASTED. Returns the layers, the uppermost first.
    """
    found = {name: _of(dataset, name, project) for name in wanted}
    tiles = found[_TILES]
    titles = {
        PASTED_LAYER: tr("Pasted objects: {name}").format(name=ground),
        OBJECTS_LAYER: tr("Objects to paste: {name}").format(name=ground),
        _TILES: tr("Tiles: {name}").format(name=ground),
    }
    fresh = _opened(dataset, {name: titles[name] for name in wanted}, found)
    if tiles is None:
        groups.insert([fresh[name] for name in wanted if name in fresh], titles[_TILES], project)
    else:
        _insert_above(tiles, [fresh[name] for name in wanted if name in fresh], project)
    layers = [layer for name in wanted if (layer := found[name] or fresh.get(name)) is not None]
    groups.hide_earlier(layers, project)
    for layer in layers:
        project.layerTreeRoot().findLayer(layer.id()).setItemVisibilityCheckedParentRecursive(True)
    return layers


def _opened(dataset: str, titles: dict[str, str], found: dict[str, QgsMapLayer | None]) -> dict[str, QgsMapLayer]:
    """The layers that the project lacks, with the styles of the file."""
    opened: dict[str, QgsMapLayer] = {}
    for name, title in titles.items():
        if found[name] is None:
            layer = QgsVectorLayer(f"{dataset}|layername={name}", title, "ogr")
            if layer.isValid():
                layer.loadDefaultStyle()
                opened[name] = layer
    return opened


def _insert_above(tiles: QgsMapLayer, layers: list[QgsMapLayer], project: QgsProject) -> None:
    node: QgsLayerTreeNode = project.layerTreeRoot().findLayer(tiles.id())
    parent: QgsLayerTreeGroup = node.parent()
    at = parent.children().index(node)
    project.addMapLayers(layers, False)
    for offset, layer in enumerate(layers):
        parent.insertLayer(at + offset, layer)


def _of(dataset: str, name: str, project: QgsProject) -> QgsMapLayer | None:
    """A layer of a dataset that the project has."""
    source = f"{dataset}|layername={name}"
    return next((layer for layer in project.mapLayers().values() if groups.is_same(layer.source(), source)), None)
