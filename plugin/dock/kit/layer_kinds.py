# SPDX-License-Identifier: GPL-2.0-or-later
"""Tells layers that the engine has made from others, by their columns, which are a contract."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsVectorLayer

_TILES = frozenset({"tile_id", "split", "repeats", "diao_score"})
_POLYGONS = frozenset({"class_value", "class_name", "class_color", "area_m2", "pixels", "mean_confidence"})
_OBJECTS, _PASTED = frozenset({"object_id", "use", "area_px"}), frozenset({"paste_id"})


def is_tiles(layer: QgsMapLayer) -> bool:
    """Whether a layer holds the tiles of a dataset."""
    return _has(layer, _TILES)


def is_minority_polygons(layer: QgsMapLayer) -> bool:
    """Whether a layer holds polygons of rare classes."""
    return _has(layer, _POLYGONS)


def is_of_engine(layer: QgsMapLayer) -> bool:
    """Whether a layer holds tiles, objects, pasted objects or polygons of rare classes."""
    return any(_has(layer, columns) for columns in (_TILES, _OBJECTS, _PASTED, _POLYGONS))


def _has(layer: QgsMapLayer, columns: frozenset[str]) -> bool:
    return isinstance(layer, QgsVectorLayer) and set(layer.fields().names()) >= columns
