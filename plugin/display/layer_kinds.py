# SPDX-License-Identifier: GPL-2.0-or-later
"""Tells layers that the engine has made from others: by their columns, which are a contract, and by what lies beside a raster."""

from __future__ import annotations

import enum
import os

from qgis.core import QgsMapLayer, QgsPalettedRasterRenderer, QgsProviderRegistry, QgsRasterLayer, QgsVectorLayer

from ...diao_engine.jobs import outputs, sample

_TRANSITION = "→"  # in the name of a class of a difference


class LayerKind(enum.Enum):
    """A kind of layer of ours; of each, a run hides those of earlier runs."""

    TILES = "tiles"
    OBJECTS = "objects"
    PASTED = "pasted objects"
    SAMPLE = "sample points"
    POLYGONS = "polygons of rare classes"
    CLASS_MAP = "class map"
    DIFFERENCE = "difference of two maps"
    FIGURES = "confidence or probabilities"


_COLUMNS = {
    LayerKind.TILES: {"tile_id", "split", "repeats", "diao_score"},
    LayerKind.OBJECTS: {"object_id", "use", "area_px"},
    LayerKind.PASTED: {"paste_id"},
    LayerKind.SAMPLE: {sample.POINT, sample.REFERENCE, sample.MAP_CLASS},
    LayerKind.POLYGONS: {"class_value", "class_name", "class_color", "area_m2", "pixels", "mean_confidence"},
}


def kind(layer: QgsMapLayer | None) -> LayerKind | None:
    """The kind of a layer of ours; None for any other. For a raster it looks at what lies beside the file."""
    if not isinstance(layer, QgsRasterLayer):
        return _by_columns(layer)
    return _by_renderer(layer) if _is_result_file(file_of(layer)) else None


def is_tiles(layer: QgsMapLayer) -> bool:
    """Whether a layer holds the tiles of a dataset."""
    return _by_columns(layer) is LayerKind.TILES


def is_minority_polygons(layer: QgsMapLayer) -> bool:
    """Whether a layer holds polygons of rare classes."""
    return _by_columns(layer) is LayerKind.POLYGONS


def is_class_map(layer: QgsMapLayer) -> bool:
    """Whether a layer is a map of classes, and not one of their changes."""
    may_be = isinstance(layer, QgsRasterLayer) and _by_renderer(layer) is LayerKind.CLASS_MAP
    return may_be and _is_result_file(file_of(layer))


def is_sample(layer: QgsMapLayer | None) -> bool:
    """Whether a layer holds sample points to judge a map by."""
    return _by_columns(layer) is LayerKind.SAMPLE


def is_of_engine(layer: QgsMapLayer) -> bool:
    """Whether a layer is of any of these kinds."""
    return kind(layer) is not None


def _by_columns(layer: QgsMapLayer | None) -> LayerKind | None:
    """The kind of a vector layer; None for all that is none."""
    if not isinstance(layer, QgsVectorLayer):
        return None
    names = set(layer.fields().names())
    return next((one for one, columns in _COLUMNS.items() if columns <= names), None)


def _by_renderer(layer: QgsRasterLayer) -> LayerKind:
    """What a raster is if it is ours."""
    if not isinstance(layer.renderer(), QgsPalettedRasterRenderer):
        return LayerKind.FIGURES
    is_difference = any(_TRANSITION in entry.label for entry in layer.renderer().classes())
    return LayerKind.DIFFERENCE if is_difference else LayerKind.CLASS_MAP


def file_of(layer: QgsMapLayer) -> str:
    """The file of a layer that has one, as a path."""
    if not layer.isValid() or layer.providerType() not in ("ogr", "gdal"):
        return ""
    uri_parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return str(uri_parts.get("path") or "")


def _is_result_file(raster: str) -> bool:
    """Whether a raster lies beside a style or a sidecar of ours, or in a folder of a run that names it."""
    if not raster:
        return False
    folder, name = os.path.split(raster)
    if any(outputs.is_ours(sidecar) for sidecar in (outputs.style_file(raster), raster + ".aux.xml")):
        return True
    named = outputs.marker(folder).get("files")
    return isinstance(named, list) and name in named
