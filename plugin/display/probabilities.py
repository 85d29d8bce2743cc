# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers of a mapped raster, put in order: a layer per band of probabilities, and names and ticks for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsLayerTree,
    QgsLayerTreeLayer,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ...diao_engine.jobs.classinfo import name_key
from ...diao_engine.jobs.layer_source import path_of
from ...diao_engine.jobs.paths import is_same_file
from ...processing_provider import legends, renderers
from ...processing_provider.text import tr

_NO_COLOR = "#888888"
_CLASS = "diao/class"  # whose probability a layer shows


def arrange(results: dict[str, Any], project: QgsProject, shown: Sequence[str] = ()) -> QgsVectorLayer | None:
    """Bring the loaded results of the algorithm into reading order; returns the layer of minority polygons.

    Polygons, then probabilities, then confidence lie above the class map; what would hide it is not ticked. Of the probabilities
    only the classes that are `shown` get a layer, all where none is named.
    """
    layers = {name: find(results.get(name), project) for name in ("OUTPUT", "CONFIDENCE", "PROBABILITIES", "MINORITY")}
    classes, confidence, probabilities = layers["OUTPUT"], layers["CONFIDENCE"], layers["PROBABILITIES"]
    if isinstance(probabilities, QgsRasterLayer):
        _split(probabilities, class_colors(classes), project, shown)
    node = _node(confidence, project)
    if node is not None:
        node.setItemVisibilityChecked(False)
        node.setExpanded(False)
    _move_down(_node(classes, project))
    polygons = layers["MINORITY"]
    legends.list_what_is_there(polygons, project)
    return polygons if isinstance(polygons, QgsVectorLayer) else None


def find(source: Any, project: QgsProject) -> QgsMapLayer | None:
    """The layer of a file, where the project has one."""
    if not source:
        return None
    path = path_of(str(source))
    layers = project.mapLayers().values()
    return next((layer for layer in layers if is_same_file(path_of(layer.source()), path)), None)


def class_colors(layer: QgsMapLayer | None) -> dict[str, QColor]:
    """Colours by class name, as a class map shows them."""
    renderer = layer.renderer() if isinstance(layer, QgsRasterLayer) else None
    if not isinstance(renderer, QgsPalettedRasterRenderer):
        return {}
    return {entry.label: entry.color for entry in renderer.classes()}


def is_of_class(layer: QgsRasterLayer, name: str) -> bool:
    """Whether a layer shows the probability of a class."""
    return name_key(str(layer.customProperty(_CLASS, ""))) == name_key(name) != ""


def _split(stacked: QgsRasterLayer, colors: dict[str, QColor], project: QgsProject, shown: Sequence[str]) -> None:
    """Replace the layer of all bands by a layer per band, which is a class."""
    bands = {band: _class_name(stacked, band) for band in range(1, stacked.bandCount() + 1)}
    chosen = {band: name for band, name in bands.items() if name in shown} or bands
    node = _node(stacked, project)
    parent = project.layerTreeRoot() if node is None else node.parent()
    at = 0 if node is None else parent.children().index(node)
    for position, (band, name) in enumerate(chosen.items()):
        layer = QgsRasterLayer(stacked.source(), tr("{name}: probability").format(name=name), "gdal")
        color = colors.get(name, QColor(_NO_COLOR))
        layer.setRenderer(renderers.class_probability_renderer(band, color))
        layer.setCustomProperty(_CLASS, name)
        project.addMapLayer(layer, False)
        inserted = parent.insertLayer(at + position, layer)
        inserted.setItemVisibilityChecked(False)
        inserted.setExpanded(False)
    project.removeMapLayer(stacked.id())


def _class_name(layer: QgsRasterLayer, band: int) -> str:
    """The description of a band, which QGIS shows behind its number."""
    generated = str(layer.dataProvider().generateBandName(band))
    return str(layer.bandName(band)).removeprefix(generated.partition(":")[0]).lstrip(": ") or generated


def _move_down(node: QgsLayerTreeLayer | None) -> None:
    """To the end of its group: it covers everything, and the others say more about parts of it."""
    group = node.parent() if node is not None else None
    if node is None or group is None or not QgsLayerTree.isGroup(group) or group.parent() is None:
        return
    group.addChildNode(node.clone())
    group.removeChildNode(node)


def _node(layer: QgsMapLayer | None, project: QgsProject) -> QgsLayerTreeLayer | None:
    return None if layer is None else project.layerTreeRoot().findLayer(layer.id())
