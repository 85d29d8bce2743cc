# SPDX-License-Identifier: GPL-2.0-or-later
"""Label polygons with a class field as class values on a pixel grid."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ..dataset.classes import scheme_from_values
from ..errors import BadInput
from ..jobs import ClassHint, LayerRef
from ..jobs.classinfo import name_key
from ..messages import Sentence
from ..raster.georef import GeoRef
from ..raster.grid import Window
from ..raster.legend import Legend
from ..raster.shapes import Shapes, burn, read_polygons
from .labels import (
    UNLABELLED,
    Labels,
    ReadValues,
    class_values,
    hint_value,
    refuse_imagery,
)


class PolygonLabels(Labels):
    """One polygon layer; nothing depends on the order of its features. Of overlapping polygons the smaller one counts.

    A field of whole numbers gives the values itself. Texts are numbered from 1 in the order of the layer's categories
    where these name them all, else in the order of their characters; texts that differ only in case and spaces are one class.
    """

    def __init__(self, ref: LayerRef, field: str, *, ignore: int) -> None:
        shapes, self.without_area = read_polygons(ref, field)
        where = Sentence.of("field_of", name=field, path=ref.path)
        filled = np.array([not _is_empty(value) for value in shapes.values])
        if not filled.any():
            raise BadInput("field_empty", where=where, field="class_field")
        shapes = Shapes(shapes.geometry[filled], shapes.values[filled], shapes.crs)
        self.path = ref.path
        self.without_class = int(np.count_nonzero(~filled))
        texts = [value for value in set(shapes.values) if isinstance(value, str)]
        self.same_names = _variants(texts)
        values, self.legend = _numbered(shapes.values, ref.classes, where, ignore)
        self.ignored_polygons = int(np.count_nonzero(values == ignore))
        self.highest = max(int(values.max()), *self.legend.names, 0)
        order = np.lexsort((values, -shapely.area(shapes.geometry)))
        self._shapes = Shapes(shapes.geometry[order], values[order], shapes.crs)
        self._projected: tuple[GeoRef, Shapes] | None = None

    @property
    def has_crs(self) -> bool:
        """Whether the layer says where it lies."""
        return self._shapes.crs is not None

    def reference(self, georef: GeoRef) -> str | None:
        """Polygons are always burnt."""
        return None

    def window(self, georef: GeoRef) -> Window | None:
        """What the polygons span."""
        return self._on(georef).window(georef)

    @contextmanager
    def on(self, georef: GeoRef) -> Iterator[ReadValues]:
        """Burns window by window; a pixel belongs to the polygon that covers its centre."""
        shapes = self._on(georef)

        def read(window: Window) -> NDArray[np.int32]:
            nearby = shapes.near(georef, window)
            return burn(nearby, nearby.values, georef, window, fill=UNLABELLED, dtype="int32")

        yield read

    def last_value(self) -> int:
        """The greatest value of the layer."""
        return self.highest

    def _on(self, georef: GeoRef) -> Shapes:
        """The polygons in the CRS of a grid; the last answer is kept, for images mostly share a CRS."""
        if self.has_crs and georef.crs is None and georef.has_place:
            raise BadInput("imagery_without_crs", path=self.path)
        if self._projected is None or self._projected[0].crs != georef.crs:
            self._projected = (georef, self._shapes.on(georef))
        return self._projected[1]


def _is_empty(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, (float, np.floating)) and math.isnan(value))


def _numbered(
    values: NDArray[Any], hints: tuple[ClassHint, ...], where: Sentence, ignore: int
) -> tuple[NDArray[np.int32], Legend]:
    if all(isinstance(value, str) for value in values):
        return _numbered_texts(values, hints, where, ignore)
    if values.dtype.kind not in "iufbO" or any(isinstance(value, str) for value in values):
        raise BadInput("field_without_classes", where=where, field="class_field")
    numbers = class_values(values.astype(float), where, Sentence("another_field"))
    refuse_imagery(len(np.unique(numbers)), where)
    occurring = set(numbers.tolist())
    known = {value: hint for hint in hints if (value := hint_value(hint.key)) is not None and value in occurring}
    return numbers, Legend.of(
        {value: hint.name for value, hint in known.items() if hint.name},
        {value: hint.color for value, hint in known.items()},
    )


def _numbered_texts(
    texts: NDArray[np.object_], hints: tuple[ClassHint, ...], where: Sentence, ignore: int
) -> tuple[NDArray[np.int32], Legend]:
    # Of several writings of a name the first in the order of characters is shown.
    distinct = {name_key(text): text.strip() for text in sorted(set(texts), reverse=True)}
    refuse_imagery(len(distinct), where)
    by_key = {name_key(hint.key): hint for hint in hints if hint.key}
    order = list(by_key) if distinct.keys() <= by_key.keys() else sorted(distinct, key=distinct.__getitem__)
    value_of = {plain: number for number, plain in enumerate(order, start=1)}
    named = {plain: hint.name for plain, hint in by_key.items() if hint.name}
    names = {number: named.get(plain) or distinct.get(plain, plain) for plain, number in value_of.items()}
    colors = {number: by_key[plain].color for plain, number in value_of.items() if plain in by_key}
    scheme_from_values(names, ignore=ignore, names=names)  # refuses an ignore value among them
    return np.array([value_of[name_key(text)] for text in texts], dtype=np.int32), Legend.of(names, colors)


def _variants(texts: list[str]) -> list[list[str]]:
    """Groups of texts that are one name, where there is more than one writing of it."""
    groups: dict[str, list[str]] = {}
    for text in sorted(texts):
        groups.setdefault(name_key(text), []).append(text)
    return [group for group in groups.values() if len(group) > 1]
