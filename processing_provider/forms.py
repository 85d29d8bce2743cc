# SPDX-License-Identifier: GPL-2.0-or-later
"""What the forms of our layers have in common: what the engine has noted in the file, lists of choices, hidden columns. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from osgeo import ogr
from qgis.core import QgsEditorWidgetSetup, QgsVectorLayer

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
