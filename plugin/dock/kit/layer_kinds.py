# SPDX-License-Identifier: GPL-2.0-or-later
"""Tells layers that the engine has made from others, by their columns, which are a contract."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsVectorLayer

_TILES = frozenset({"tile_id", "split", "repeats", "diao_score"})
_POLYGONS = frozenset({"class_value", "class_name", "class_color", "area_m2", "pixels", "mean_confidence"})


def is_tiles(layer: QgsMapLayer) -> bool:
    """Whether a layer holds the tiles of a dataset."""
    return isinstance(layer, QgsVectorLayer) and set(layer.fields().names()) >= _TILES


def is_minority_polygons(layer: QgsMapLayer) -> bool:
    """Whether a layer holds polygons of rare classes."""
    return isinstance(layer, QgsVectorLayer) and set(layer.fields().names()) >= _POLYGONS
