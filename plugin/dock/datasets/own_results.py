# SPDX-License-Identifier: GPL-2.0-or-later
"""Tells what our own runs have made from what they could be made of: by columns, signatures, markers and groups, not by names."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProject

from ...display import groups
from ...display.layer_kinds import is_of_engine


def is_result(layer: QgsMapLayer) -> bool:
    """Whether one of our runs has made a layer, also one of a model or a batch, in this project or another one."""
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    return (node is not None and groups.is_of_run(node)) or is_of_engine(layer)
