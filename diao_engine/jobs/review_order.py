# SPDX-License-Identifier: GPL-2.0-or-later
"""In which order objects are worth a look: uncertain ones of every kind, rare classes as often as common ones.

Twenty alike in a row teach a model, and the eye, little more than the first. So

1. the classes take turns, the one with the least area first in each round, until only one is left;
2. within a class small, middle and large objects take turns, a third of the class each, else the many specks would come first;
3. within such a third the cells of a grid of 4 by 4 over all objects take turns;
4. within a cell the least certain comes first, what has no confidence last; thirds and cells begin by their least certain object.

The order is a function of the objects alone: the same layer is always shown the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Protocol, TypeVar

_CELLS = 4  # of the grid, along each side
_SIZES = 3

Place = tuple[float, float]


class Mapped(Protocol):
    """A mapped object, as far as it is known."""

    @property
    def fid(self) -> int:
        """Its id, which no other has."""

    @property
    def value(self) -> int:
        """That of its class."""

    @property
    def area(self) -> float | None:
        """In any unit."""

    @property
    def confidence(self) -> float | None:
        """The mean over its pixels, 0 to 1."""


Row = TypeVar("Row", bound=Mapped)
Item = TypeVar("Item")


def varied(rows: Sequence[Row], places: Mapping[int, Place]) -> list[Row]:
    """The objects in the order above; `places` may lack some, which then share a cell."""
    cells = _cells(places)
    classes = _grouped(sorted(rows, key=_certainty), lambda row: row.value)
    classes.sort(key=lambda of_class: (sum(row.area or 0.0 for row in of_class), of_class[0].value))
    return in_turns(_by_kind(of_class, cells) for of_class in classes)


def in_turns(queues: Iterable[list[Item]]) -> list[Item]:
    """The first of each, then the second of each, until all have ended."""
    return [item for turn in zip_longest(*queues) for item in turn if item is not None]


def _by_kind(rows: list[Row], cells: Mapping[int, tuple[int, int]]) -> list[Row]:
    """One class, least certain first, so that its sizes and places take turns."""
    by_size = sorted(rows, key=lambda row: (row.area or 0.0, row.fid))
    third = {row.fid: at * _SIZES // len(by_size) for at, row in enumerate(by_size)}
    sizes = _grouped(rows, lambda row: third[row.fid])
    return in_turns(in_turns(_grouped(size, lambda row: cells.get(row.fid))) for size in sizes)


def _grouped(rows: Iterable[Row], key: Callable[[Row], object]) -> list[list[Row]]:
    groups: dict[object, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.values())


def _cells(places: Mapping[int, Place]) -> dict[int, tuple[int, int]]:
    """The cell of the grid that each object lies in, by column and row."""
    if not places:
        return {}
    xs, ys = [place[0] for place in places.values()], [place[1] for place in places.values()]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    return {fid: (_step(x, left, right), _step(y, bottom, top)) for fid, (x, y) in places.items()}


def _step(at: float, lowest: float, highest: float) -> int:
    return min(int(_CELLS * (at - lowest) / (highest - lowest)), _CELLS - 1) if highest > lowest else 0


def _certainty(row: Mapped) -> tuple[bool, float, int]:
    return row.confidence is None, row.confidence or 0.0, row.fid
