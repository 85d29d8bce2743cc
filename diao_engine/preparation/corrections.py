# SPDX-License-Identifier: GPL-2.0-or-later
"""Judged polygons as the analyst left them: which of them count, and which class of a dataset each of them means."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ..dataset.classes import ClassScheme
from ..errors import BadInput
from ..jobs import LayerRef
from ..jobs.classinfo import default_name, is_default_name, name_key
from ..jobs.verdicts import REVIEW_FIELD, Verdict
from ..raster.georef import GeoRef
from ..raster.shapes import Shapes, read_polygon_table

# The columns of our own polygons that name the class; a name says more than a value that another dataset may use otherwise.
_OWN_FIELDS = ("class_name", "class_value")
_NONE = -1
_LEARNED = (Verdict.RIGHT, Verdict.OTHER_CLASS)
# Why polygons play no part.
UNJUDGED, NO_CLASS, UNKNOWN_VERDICT = "unjudged", "no_class", "unknown_verdict"


@dataclass(frozen=True)
class Corrections:
    """Judged polygons of a layer.

    `shapes` holds them with their class values in the dataset; of one that is wrong, or that nobody is sure of, that is the class
    which the map gave it, -1 where the dataset has none of the kind. `verdicts` (n,) are `Verdict`s. `left_out` counts the others
    by reason, `features` all that the layer holds.
    """

    path: str
    shapes: Shapes
    verdicts: NDArray[np.object_]
    left_out: Mapping[str, int]
    features: int

    def on(self, georef: GeoRef) -> Corrections:
        """The same in the CRS of a grid."""
        return dataclasses.replace(self, shapes=self.shapes.on(georef))

    def where(self, which: NDArray[np.bool_]) -> Corrections:
        """Some of them."""
        shapes = Shapes(self.shapes.geometry[which], self.shapes.values[which], self.shapes.crs)
        return dataclasses.replace(self, shapes=shapes, verdicts=self.verdicts[which])

    def are(self, *verdicts: Verdict) -> NDArray[np.bool_]:
        """Which of them (n,) have one of some verdicts."""
        return np.array([verdict in verdicts for verdict in self.verdicts], dtype=bool)

    @property
    def are_learned(self) -> NDArray[np.bool_]:
        """Which of them (n,) say what class their ground is of."""
        return self.are(*_LEARNED)


class ClassMatcher:
    """Classes of another file as those of a dataset: by name, and by value where the other file gives no name."""

    def __init__(self, scheme: ClassScheme) -> None:
        self._values = frozenset(scheme.values)
        self._by_name = {name_key(entry.name): entry.value for entry in scheme.classes}

    def value(self, cell: Any) -> int | None:
        """The class value that a cell with a name or a number means; None for a class that the dataset does not have."""
        if isinstance(cell, str) and name_key(cell) in self._by_name:
            return self._by_name[name_key(cell)]
        try:
            number = float(cell)
        except ValueError:
            return None
        return int(number) if number in self._values else None

    def values(self, names: Mapping[int, str], highest: int) -> NDArray[np.int64]:
        """The same for all values 0 … `highest` of a raster with such names, as a table; -1 for a class that the dataset lacks."""
        table = np.full(highest + 1, _NONE, dtype=np.int64)
        for value in range(highest + 1):
            found = self.value(names[value]) if names.get(value) else self.value(value)
            table[value] = _NONE if found is None else found
        return table


def read_corrections(ref: LayerRef, field: str | None, scheme: ClassScheme) -> Corrections:
    """Read judged polygons.

    Parameters
    ----------
    ref
        A polygon layer. With the field `review` its verdicts count, without one every polygon is right.
    field
        The attribute with the class, names or values; None stands for those of our own polygons, name before value.
    scheme
        The classes of the dataset.

    Returns
    -------
    Corrections
        At least one polygon with a verdict.

    Raises
    ------
    BadInput
        The layer cannot be read or has no such field, nothing in it is judged, or ground was given a class that the dataset lacks.
    """
    wanted = (field,) if field else _OWN_FIELDS
    shapes, columns, without_area = read_polygon_table(ref, (*wanted, REVIEW_FIELD))
    fields = [name for name in wanted if name in columns]
    if not fields:
        raise BadInput("correction_field_missing", path=ref.path, names=wanted, field="class_field")
    verdicts, left_out = _verdicts(columns.get(REVIEW_FIELD), len(shapes))
    classes, unknown = _classes(zip(*(columns[name].tolist() for name in fields), strict=True), scheme)
    is_learned = np.array([verdict in _LEARNED for verdict in verdicts], dtype=bool)
    names = sorted({name for name, counts in zip(unknown, is_learned, strict=True) if name and counts})
    if names:
        is_named = not all(is_default_name(entry.name, entry.value) for entry in scheme.classes)
        raise BadInput(
            "correction_class_unknown" if is_named else "dataset_classes_unnamed",
            path=ref.path,
            names=names,
            known=list(scheme.names.values()),
            field="corrections",
        )
    is_empty = is_learned & (classes == _NONE)
    left_out[NO_CLASS] = int(is_empty.sum())
    kept = np.array([verdict is not None for verdict in verdicts], dtype=bool) & ~is_empty
    if not kept.any():
        raise BadInput("nothing_judged", path=ref.path, name=REVIEW_FIELD, field="corrections")
    judged = Shapes(shapes.geometry[kept], classes[kept], shapes.crs)
    return Corrections(ref.path, judged, verdicts[kept], +left_out, len(shapes) + without_area)


def _verdicts(column: NDArray[Any] | None, count: int) -> tuple[NDArray[np.object_], Counter[str]]:
    """The verdict of each polygon, None where it has none, and how many have none and why."""
    verdicts = np.empty(count, dtype=object)
    if column is None:
        verdicts[:] = Verdict.RIGHT
        return verdicts, Counter()
    texts = [_text(cell).casefold() for cell in column.tolist()]
    verdicts[:] = [Verdict.of(text) for text in texts]
    reasons = [UNKNOWN_VERDICT if text else UNJUDGED for text in texts if Verdict.of(text) is None]
    return verdicts, Counter(reasons)


def _classes(rows: Iterable[tuple[Any, ...]], scheme: ClassScheme) -> tuple[NDArray[np.int64], list[str]]:
    """The class value of each row (n,), -1 where it has none, and the name of the class that the dataset lacks, empty otherwise."""
    matcher = ClassMatcher(scheme)
    values, unknown = [], []
    for cells in rows:
        filled = [cell for cell in cells if _text(cell)]
        # What has no name was given one of its value, which says no more than the value does.
        named = [cell for cell in filled if cell != default_name(_text(filled[-1]))] or filled
        value = matcher.value(named[0]) if named else None
        values.append(_NONE if value is None else value)
        unknown.append(_text(named[0]) if named and value is None else "")
    return np.array(values, dtype=np.int64), unknown


def _text(cell: Any) -> str:
    """A cell as text, empty for an empty one."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    return str(cell).strip()


def best_images(shapes: Shapes, footprints: list[Any]) -> NDArray[np.int64]:
    """For each polygon the position of the image that holds most of it, the first of equal ones; -1 for none.

    Parameters
    ----------
    shapes
        n polygons.
    footprints
        Outlines of the images, in the CRS of the shapes.

    Returns
    -------
    numpy.ndarray
        Shape (n,).
    """
    best, most = np.full(len(shapes), _NONE, dtype=np.int64), np.zeros(len(shapes))
    tree = shapely.STRtree(shapes.geometry)
    for number, footprint in enumerate(footprints):
        touching = np.sort(tree.query(footprint, predicate="intersects"))
        held = shapely.area(shapely.intersection(shapes.geometry[touching], footprint))
        better = touching[held > most[touching] * (1 + 1e-9)]
        most[better], best[better] = held[held > most[touching] * (1 + 1e-9)], number
    return best
