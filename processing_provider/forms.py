# SPDX-License-Identifier: GPL-2.0-or-later
"""What the forms of our layers have in common: what the engine has noted in the file, lists of choices, hidden columns. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from osgeo import ogr
from qgis.core import QgsEditorWidgetSetup, QgsVectorLayer

from .text import tr

AREA_FIELD, CONFIDENCE_FIELD = "area_m2", "mean_confidence"
_DECIMALS = {AREA_FIELD: 2, CONFIDENCE_FIELD: 2}  # the form rounds the area of what is drawn, so to nothing that counts
_COLUMN_PX, _LETTER_PX, _MOST_LETTERS = 100, 8, 24  # a column as QGIS has it, and letters in one
_MOMENT = "1 Jun 2023 00:00"
_ENTRIES = "map"  # the key of a value map's choices in its configuration


def noted(path: str, layer: str, item: str) -> str:
    """An item of the metadata of a layer in a file, of the first one where the name is empty; empty where there is none."""
    try:
        file = ogr.Open(path)
    except RuntimeError:  # where GDAL raises instead of returning None
        return ""
    found = None if file is None else file.GetLayerByName(layer) if layer else file.GetLayer(0)
    return (found.GetMetadataItem(item) if found is not None else None) or ""


def value_map(entries: Iterable[tuple[str, Any]]) -> QgsEditorWidgetSetup:
    """A list of words, each with the value that it stands for."""
    return QgsEditorWidgetSetup("ValueMap", {_ENTRIES: [{name: value} for name, value in entries]})


def choices(layer: QgsVectorLayer, field: str) -> list[tuple[str, Any]]:
    """The words of a field's value map with their values; none where it has no such list."""
    setup = layer.editorWidgetSetup(layer.fields().lookupField(field))
    listed = setup.config().get(_ENTRIES) if setup.type() == "ValueMap" else None
    pairs = listed if isinstance(listed, list) else [listed] if isinstance(listed, dict) else []
    return [(str(name), value) for pair in pairs for name, value in pair.items()]


def name_columns(layer: QgsVectorLayer, titles: Mapping[str, str]) -> None:
    """Call fields by titles, in forms and in tables, whose columns are wide enough for them; a layer may lack some of the fields."""
    table = layer.attributeTableConfig()
    table.update(layer.fields())
    columns = table.columns()
    for column in columns:
        if column.name in titles:
            layer.setFieldAlias(layer.fields().lookupField(column.name), titles[column.name])
            column.width = _width(layer, column.name, titles[column.name])
    table.setColumns(columns)
    layer.setAttributeTableConfig(table)


def _width(layer: QgsVectorLayer, field: str, title: str) -> int:
    """Of a column, in pixels: for its title and what it holds, as far as that is known; there are no fonts here to measure."""
    words = [title, *(name for name, _ in choices(layer, field))]
    if layer.fields().field(field).typeName() == "DateTime":
        words.append(_MOMENT)
    return max(_COLUMN_PX, _LETTER_PX * (min(max(map(len, words)), _MOST_LETTERS) + 3))


def name_measures(layer: QgsVectorLayer) -> None:
    """Titles of what is measured of polygons, and as many decimals as say something."""
    name_columns(
        layer,
        {AREA_FIELD: tr("Area (m²)"), "pixels": tr("Pixels"), CONFIDENCE_FIELD: tr("Mean confidence")},
    )
    for field, decimals in _DECIMALS.items():
        index = layer.fields().lookupField(field)
        if index >= 0:
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Range", {"Precision": decimals, "AllowNull": True}))


def hide(layer: QgsVectorLayer, is_hidden: Callable[[str], bool]) -> None:
    """Leave fields out of the form, and their columns out of the attribute table."""
    for index, field in enumerate(layer.fields()):
        if is_hidden(field.name()):
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Hidden", {}))
    table = layer.attributeTableConfig()
    table.update(layer.fields())
    columns = table.columns()
    for column in columns:
        if column.name and is_hidden(column.name):  # what has no name is the column of the actions
            column.hidden = True
    table.setColumns(columns)
    layer.setAttributeTableConfig(table)
