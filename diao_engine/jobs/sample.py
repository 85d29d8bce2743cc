# SPDX-License-Identifier: GPL-2.0-or-later
"""What a layer of sample points is made of: written by `samplepoints`, filled in by the analyst, read by `evaluate` and by QGIS.

Classes stand in it by name, so that the points judge a later map of the same classes too, whatever its values are. Each point carries
its stratum and the stratum's area: a copy, a filtered layer or another format is still a sample. Standard library only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from .classinfo import name_key

# Columns. Points are numbered in the order of judging, which is random over all classes.
POINT, REFERENCE, NOTE, MAP_CLASS = "point", "ref_class", "note", "map_class"
# The area of the stratum: in m², or in pixels where the map has no CRS.
STRATUM_M2, STRATUM_PX = "stratum_m2", "stratum_px"
# What a point may be although the map does not know it; the note says what it is.
OTHER_CLASS = "other class"
# The table of the classes beside the points: what the form offers.
CLASSES_TABLE = "classes"
# What the layer notes of the map: the side of its pixels, in units of its CRS.
PIXEL_ITEM = "DIAO_PIXEL_SIZE"
# More points than anybody judges, and few enough to keep in memory for every class.
MOST_POINTS = 20_000


def stratum_column(fields: Collection[str]) -> str:
    """The column of the stratum's area; empty where these are not the fields of a sample."""
    if not {REFERENCE, MAP_CLASS} <= set(fields):
        return ""
    return next((name for name in (STRATUM_M2, STRATUM_PX) if name in fields), "")


def columns(fields: Collection[str]) -> tuple[str, ...]:
    """The columns of a sample that an evaluation reads; none where these are not the fields of one."""
    area = stratum_column(fields)
    return (REFERENCE, MAP_CLASS, area) if area else ()


def class_names(names: Mapping[int, str]) -> dict[int, str]:
    """How each class is called in the layer, by value: its name, or its value where it has none or shares it with another."""
    keys = [name_key(name) for name in names.values()]
    return {value: name if name and keys.count(name_key(name)) == 1 else str(value) for value, name in names.items()}
