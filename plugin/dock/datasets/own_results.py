# SPDX-License-Identifier: GPL-2.0-or-later
"""Tells what our own runs have made from what they could be made of: by columns, signatures, markers and groups, not by names."""

from __future__ import annotations

import os

from qgis.core import QgsMapLayer, QgsProject, QgsProviderRegistry, QgsRasterLayer

from ....diao_engine.jobs import outputs
from ...display import groups
from ...display.layer_kinds import is_of_engine


def is_result(layer: QgsMapLayer) -> bool:
    """Whether one of our runs has made a layer, also one of a model or a batch, in this project or another one."""
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    if node is not None and groups.is_of_run(node):
        return True
    if is_of_engine(layer):
        return True
    path = file_of(layer) if isinstance(layer, QgsRasterLayer) else ""
    return bool(path) and is_result_file(path)


def is_result_file(raster: str) -> bool:
    """Whether a raster lies beside a style or a sidecar of ours, or in a folder of a run that names it."""
    folder, name = os.path.split(raster)
    if any(outputs.is_ours(sidecar) for sidecar in (outputs.style_file(raster), raster + ".aux.xml")):
        return True
    named = outputs.marker(folder).get("files")
    return isinstance(named, list) and name in named


def file_of(layer: QgsMapLayer) -> str:
    """The file of a layer that has one, as a path."""
    if not layer.isValid() or layer.providerType() not in ("ogr", "gdal"):
        return ""
    uri_parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return str(uri_parts.get("path") or "")
