# SPDX-License-Identifier: GPL-2.0-or-later
"""What an analyst says of the polygons of rare classes: the field, its values, and the classes to choose from.

The polygons carry it themselves: it can be given in the dock, in the attribute table or by digitising, and goes wherever they go.
Standard library only.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Iterable

from .classinfo import ClassInfo

REVIEW_FIELD = "review"
MAP_VALUE_FIELD = "map_value"  # the class that the map has; `class_value` is the one that the analyst gives
# Of the layer's metadata in its GeoPackage: all classes of the map, as JSON, also those without a polygon.
CLASSES_ITEM = "DIAO_CLASSES"


class Verdict(str, enum.Enum):
    """A value of the field; an empty one means that nobody has looked yet."""

    RIGHT = "right"
    WRONG = "wrong"
    OTHER_CLASS = "class"  # it was of another class, and has it now
    UNSURE = "unsure"

    @classmethod
    def of(cls, value: object) -> Verdict | None:
        """The verdict that a cell holds; None where it is empty or holds something else."""
        return next((one for one in cls if one.value == value), None)


def classes_text(classes: Iterable[ClassInfo]) -> str:
    """Classes as the item of the metadata holds them."""
    return json.dumps([entry.to_json() for entry in classes], ensure_ascii=False)


def read_classes(text: str) -> list[ClassInfo]:
    """Classes out of the item; none where it is empty or nobody of ours has written it."""
    try:
        read = json.loads(text)
        return [ClassInfo.from_json(entry) for entry in read] if isinstance(read, list) else []
    except ValueError:
        return []
