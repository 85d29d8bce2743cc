# SPDX-License-Identifier: GPL-2.0-or-later
"""Results of a run as layers of the project, in a layer group of their own on top of the tree."""

from __future__ import annotations

from collections.abc import Generator, Mapping

from qgis.core import (
    QgsLayerTreeGroup,
    QgsLayerTreeNode,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
)

from ...diao_engine.jobs.layer_source import parts_of
from ...diao_engine.jobs.paths import is_same_file
from .layer_kinds import LayerKind, kind

# Marks the groups that were made here, so that one that a later run has emptied can go.
_OURS = "diao/run"


def load(
    context: QgsProcessingContext, group: str, project: QgsProject, outputs: list[str], names: Mapping[str, str]
) -> Generator[None, None, list[str]]:
    """Load what a run has announced in its context; returns the sources of layers that cannot be opened.

    It yields after each layer, so that the caller can let the window work in between.
    `outputs` are the algorithm's, in its order: later ones lie above earlier ones, polygons above rasters. A result that is
    written over one of an earlier run replaces its layer. `names` are those of layers by output; others are called as the run says.
    """
    opened: list[tuple[str, QgsMapLayer]] = []
    missing: list[str] = []
    announced = list(context.layersToLoadOnCompletion().items())  # sorted by file
    announced.sort(key=lambda entry: _output_index(outputs, entry[1].outputName), reverse=True)
    for source, details in announced:
        layer = _open(source, context, details)
        if layer is not None and details.outputName in names:
            layer.setName(names[details.outputName])
        if layer is None:
            missing.append(source)
        else:
            opened.append((source, layer))
        yield
    for source, _ in opened:
        _forget(source, project)
    if opened:
        insert([layer for _, layer in opened], group, project)
    return missing


def free_number(project: QgsProject, pattern: str) -> int:
    """The first number, from 1, that no layer or group of the project has in a name that begins with `pattern`, "Map {n}:"."""
    nodes = [*project.layerTreeRoot().findGroups(True), *project.layerTreeRoot().findLayers()]
    taken = [str(node.name()) for node in nodes]
    return next(n for n in range(1, len(taken) + 2) if not any(name.startswith(pattern.format(n=n)) for name in taken))


def hide_earlier(layers: list[QgsMapLayer], project: QgsProject) -> None:
    """Hide what earlier runs have made of the kinds of `layers`: one result of a kind is seen at a time, and no tiles below a map."""
    kinds = {kind(layer) for layer in layers} - {None}
    if LayerKind.CLASS_MAP in kinds:  # it covers all of them but their labels
        kinds |= {LayerKind.TILES, LayerKind.OBJECTS, LayerKind.PASTED}
    for node in project.layerTreeRoot().findLayers():
        if node.layer() not in layers and kind(node.layer()) in kinds:
            node.setItemVisibilityChecked(False)


def is_of_run(node: QgsLayerTreeNode) -> bool:
    """Whether a layer lies in a group that a run has made."""
    return node.parent() is not None and bool(node.parent().customProperty(_OURS))


def _open(source: str, context: QgsProcessingContext, details: QgsProcessingContext.LayerDetails) -> QgsMapLayer | None:
    """The layer with the style that lies with its file, not in a project yet."""
    fresh = QgsProcessingContext()  # the run's own would find the stale layer of an earlier run in the project
    fresh.setTransformContext(context.transformContext())
    if details.layerTypeHint == QgsProcessingUtils.LayerHint.Raster:
        # Not by the way below: it first makes a style of its own, and looks at the pixels for that while the window waits.
        layer: QgsMapLayer | None = QgsRasterLayer(source, "", "gdal", QgsRasterLayer.LayerOptions(False))
    else:
        layer = QgsProcessingUtils.mapLayerFromString(source, fresh, True, details.layerTypeHint)
    if layer is None or not layer.isValid():
        return None
    layer.loadDefaultStyle()
    details.setOutputLayerName(layer)
    return layer if isinstance(layer, QgsRasterLayer) else fresh.temporaryLayerStore().takeMapLayer(layer)


def _forget(source: str, project: QgsProject) -> None:
    """Remove layers of a file that has been written anew, and the group that this leaves empty."""
    root = project.layerTreeRoot()
    for layer in list(project.mapLayers().values()):
        if not is_same(layer.source(), source):
            continue
        node = root.findLayer(layer.id())
        group = node.parent() if node is not None else None
        project.removeMapLayer(layer.id())
        if group is not None and group is not root and group.customProperty(_OURS) and not group.children():
            group.parent().removeChildNode(group)


def is_same(one: str, other: str) -> bool:
    """Whether two sources are the same layer of the same file."""
    first, second = parts_of(one), parts_of(other)
    return first[1] == second[1] and is_same_file(first[0], second[0])


def _output_index(outputs: list[str], name: str) -> int:
    return outputs.index(name) if name in outputs else -1


def insert(layers: list[QgsMapLayer], group: str, project: QgsProject) -> None:
    """Put new layers into a new group on top, or on top without one: polygons above rasters, else in the given order."""
    hide_earlier(layers, project)
    root = project.layerTreeRoot()
    parent: QgsLayerTreeGroup = root
    if group:
        parent = root.insertGroup(0, group)
        parent.setCustomProperty(_OURS, True)
    ordered = sorted(layers, key=lambda layer: isinstance(layer, QgsRasterLayer))
    project.addMapLayers(ordered, False)
    for position, layer in enumerate(ordered):
        parent.insertLayer(position, layer)
    if parent is not root:  # the tree of the window folds a group that was empty at first, and does not tell the group
        parent.setExpanded(False)
        parent.setExpanded(True)
