# SPDX-License-Identifier: GPL-2.0-or-later
"""Which rare objects a map has gained and lost against the map before.

Reads the files by GDAL alone, which works in any thread; layers of QGIS do not.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from osgeo import ogr

from ....diao_engine.jobs.verdicts import MAP_VALUE_FIELD
from ....processing_provider.polygon_form import COLOR_FIELD, NAME_FIELD, VALUE_FIELD
from ....processing_provider.text import tr

_IS_DRAWN = object()  # by hand, so that it is no object of the map


class ClassChange(NamedTuple):
    """Objects of a class that only the later map has, and that only the earlier one had."""

    name: str
    color: str
    gained: int
    lost: int


def compare(before: str, after: str) -> list[ClassChange]:
    """The classes of two layers of minority polygons, given by their files, by value. Raises ValueError where one cannot be read.

    An object is in both maps where one of its class in the other map shares ground with it, however much its outline has moved.
    """
    earlier, later = _opened(before), _opened(after)
    names = {**_names(earlier), **_names(later)}
    gained = _alone(later, earlier)
    lost = _alone(earlier, later)
    return [ClassChange(*names[value], gained[value], lost[value]) for value in sorted(names)]


class _Polygons(NamedTuple):
    file: Any  # holds the layer
    layer: Any


def _opened(path: str) -> _Polygons:
    try:
        file = ogr.Open(path)
    except RuntimeError:  # where GDAL raises instead of returning None
        file = None
    layer = None if file is None else file.GetLayer(0)
    if layer is None or layer.GetLayerDefn().GetFieldIndex(VALUE_FIELD) < 0:
        raise ValueError(tr("{path} cannot be read.").format(path=path))
    return _Polygons(file, layer)


def _names(polygons: _Polygons) -> dict[int, tuple[str, str]]:
    """Names and colours of the classes that the map has, by value; a class given by hand is not one of them."""
    found: dict[int, tuple[str, str]] = {}
    polygons.layer.SetSpatialFilter(None)
    for feature in polygons.layer:
        value = _value(feature)
        if value is not _IS_DRAWN and value == feature.GetField(VALUE_FIELD):
            found.setdefault(value, (feature.GetField(NAME_FIELD) or "", feature.GetField(COLOR_FIELD) or ""))
    return found


def _alone(polygons: _Polygons, others: _Polygons) -> Counter[Any]:
    """How many objects of each class share no ground with one of the same class in the other layer."""
    counts: Counter[Any] = Counter()
    polygons.layer.SetSpatialFilter(None)
    for feature in polygons.layer:
        value, shape = _value(feature), feature.GetGeometryRef()
        if value is _IS_DRAWN or shape is None:
            continue
        others.layer.SetSpatialFilter(shape)
        counts[value] += not any(_value(one) == value and _share_ground(shape, one) for one in others.layer)
    return counts


def _share_ground(shape: Any, other: Any) -> bool:
    common = shape.Intersection(other.GetGeometryRef())
    return common is not None and common.GetArea() > 0.0


def _value(feature: Any) -> Any:
    """The class that the map has; in a layer of before the verdicts the only one."""
    at = feature.GetFieldIndex(MAP_VALUE_FIELD)
    if at < 0:
        return feature.GetField(VALUE_FIELD)
    return feature.GetField(at) if feature.IsFieldSetAndNotNull(at) else _IS_DRAWN
