# SPDX-License-Identifier: GPL-2.0-or-later
"""Colours of classes in layers of ours: read from them, and changed in all at once, in the project and with the files."""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ...diao_engine.jobs.classinfo import name_key
from ...diao_engine.jobs.layer_source import path_of
from ...diao_engine.jobs.outputs import is_ours, style_file
from ...processing_provider import compat, renderers, styles
from . import probabilities
from .layer_kinds import is_of_engine

# The columns that hold the class in our layers of polygons, and that hold its colour.
_VALUES, _COLOR = ("class_value", "value"), "class_color"


def of_layer(layer: QgsMapLayer) -> dict[int, str]:
    """Colours (#rrggbb) by class value, as a layer of polygons shows them."""
    renderer = layer.renderer() if isinstance(layer, QgsVectorLayer) else None
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return {}
    pairs = ((_value(one), one.symbol().color().name()) for one in renderer.categories())
    return {value: color for value, color in pairs if value is not None}


def recolor(project: QgsProject, name: str, value: int, color: str) -> dict[str, str]:
    """Give a class its new colour wherever a layer of ours shows it; what the user has made is left alone.

    Returns why it could not be stored, by the file: the layers of the project show it even so.
    """
    unstored = {}
    for layer in list(project.mapLayers().values()):
        reason = ""
        if isinstance(layer, QgsRasterLayer):
            reason = _recolor_raster(layer, name, value, QColor(color))
        elif isinstance(layer, QgsVectorLayer) and is_of_engine(layer):
            reason = _recolor_polygons(layer, name, value, QColor(color))
        if reason:
            unstored[path_of(layer.source())] = reason
    return unstored


def _value(category: QgsRendererCategory) -> int | None:
    """Of a class; a style that was read from a file holds it as a text."""
    text = str(category.value())
    return int(text) if text.isdecimal() else None


def _recolor_raster(layer: QgsRasterLayer, name: str, value: int, color: QColor) -> str:
    """Why the style of the file is the earlier one; empty where it is not."""
    renderer, reason = layer.renderer(), ""
    if isinstance(renderer, QgsPalettedRasterRenderer):
        path = layer.source()
        classes = renderer.classes()
        named = [one for one in classes if int(one.value) == value and name_key(one.label) == name_key(name)]
        if not named or not is_ours(style_file(path)):
            return ""
        for one in named:
            one.color = color
        changed = QgsPalettedRasterRenderer(layer.dataProvider(), compat.band_of(renderer), classes)
        layer.setRenderer(changed)
        try:
            styles.write_sidecar(path, changed)
        except OSError as error:
            reason = error.strerror or str(error)
    elif probabilities.is_of_class(layer, name):
        layer.setRenderer(renderers.class_probability_renderer(compat.band_of(renderer), color))
    else:
        return ""
    _shown_anew(layer)
    return reason


def _recolor_polygons(layer: QgsVectorLayer, name: str, value: int, color: QColor) -> str:
    """Why the file has the earlier colour; empty where it has not, or is still edited."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsCategorizedSymbolRenderer) or renderer.classAttribute() not in _VALUES:
        return ""
    changed = renderer.clone()
    for index, one in enumerate(changed.categories()):
        if _value(one) == value and name_key(one.label()) == name_key(name):
            changed.updateCategorySymbol(index, renderers.recolored(one.symbol(), color))
            layer.setRenderer(changed)
            # While it is edited the file is the user's, until the edits are saved.
            reason = "" if layer.isEditable() else _keep(layer, value, color)
            _shown_anew(layer)
            return reason
    return ""


def _keep(layer: QgsVectorLayer, value: int, color: QColor) -> str:
    """In the file: the style that it is opened with, and the column of the colour; why that cannot be.

    By a layer of its own, which closes the file behind it: one that the project reads would find it in a state that it cannot read.
    """
    twin = QgsVectorLayer(layer.source(), layer.name(), layer.providerType())
    column = twin.fields().lookupField(_COLOR)
    if column >= 0:
        features = list(twin.getFeatures(f'"{_VALUES[0]}" = {value}'))
        twin.dataProvider().changeAttributeValues({one.id(): {column: color.name()} for one in features})
    labels = layer.labeling()
    return styles.store(twin, layer.renderer().clone(), None if labels is None else labels.clone())


def _shown_anew(layer: QgsMapLayer) -> None:
    layer.triggerRepaint()
    layer.emitStyleChanged()
