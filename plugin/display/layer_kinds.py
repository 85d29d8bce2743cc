# SPDX-License-Identifier: GPL-2.0-or-later
"""Tells layers that the engine has made from others, by their columns, which are a contract."""

from __future__ import annotations

import enum

from qgis.core import QgsMapLayer, QgsVectorLayer

from ...diao_engine.jobs import sample


class LayerKind(enum.Enum):
    """A kind of vector layer of ours, with the columns that tell it."""

    TILES = frozenset({"tile_id", "split", "repeats", "diao_score"})
    OBJECTS = frozenset({"object_id", "use", "area_px"})
    PASTED = frozenset({"paste_id"})
    SAMPLE = frozenset({sample.POINT, sample.REFERENCE, sample.MAP_CLASS})
    POLYGONS = frozenset({"class_value", "class_name", "class_color", "area_m2", "pixels", "mean_confidence"})


def kind(layer: QgsMapLayer | None) -> LayerKind | None:
    """The kind of a layer that holds tiles, objects, pasted objects, sample points or polygons of rare classes; None for any other."""
    if not isinstance(layer, QgsVectorLayer):
        return None
    names = set(layer.fields().names())
    return next((one for one in LayerKind if one.value <= names), None)


def is_tiles(layer: QgsMapLayer) -> bool:
    """Whether a layer holds the tiles of a dataset."""
    return kind(layer) is LayerKind.TILES


def is_minority_polygons(layer: QgsMapLayer) -> bool:
    """Whether a layer holds polygons of rare classes."""
    return kind(layer) is LayerKind.POLYGONS


def is_of_engine(layer: QgsMapLayer) -> bool:
    """Whether a layer is of any of these kinds."""
    return kind(layer) is not None


def is_sample(layer: QgsMapLayer | None) -> bool:
    """Whether a layer holds sample points to judge a map by."""
    return kind(layer) is LayerKind.SAMPLE
