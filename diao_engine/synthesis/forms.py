# SPDX-License-Identifier: GPL-2.0-or-later
"""The form of a class, seen over all its components: thing, area or line. It decides how objects are collected and set.

A thing is compact and whole, and there are many alike: a house, a pool, a tree crown. It is set as it is, never cut, never covered. An
area has any outline and is often cut by a tile's edge: a field, a meadow, a pond, a forest. It may be clipped to a parcel, and
may be covered in part. A line is a network: a road, a river, a hedge. It is joined to its kind, never covered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..dataset.pixels import TileReader
from ..dataset.tiles import Tiles
from ..jobs.classinfo import AREA, LINE, THING

Floats = NDArray[np.float64]

# A form is plain from this many tiles.
_SURVEYED = 100
# Smaller components are crumbs of other outlines; they say nothing of a form.
_LEAST_PX = 40
# Measured on two land-cover data sets: roads have an elongation of 25 and 43 and fill 0.38 and 0.25 of their hulls; the most net-like
# area (paved ground between houses) 17 and 0.53. Houses fill 0.9 of theirs, and the spread of ln(area) is 1.0; that of woods 1.2 to 1.6.
_LINE_ELONGATION, _LINE_SOLIDITY = 20.0, 0.45
_THING_SOLIDITY, _THING_CUT_SHARE = 0.8, 0.6
_THING_SPREAD, _THING_SPREAD_OF_FEW, _FEW = 1.1, 0.8, 20


def survey(tiles: Tiles, reader: TileReader, told: Sequence[str]) -> tuple[str, ...]:
    """The form of every class (classes,), by the shapes on some of the tiles; `told` is as for `class_forms`."""
    chosen = np.linspace(0, len(tiles) - 1, min(len(tiles), _SURVEYED)).round().astype(int)
    return class_forms([shape_statistics(reader.read(int(index))[1], len(told)) for index in chosen], told)


def shape_statistics(classes: NDArray[np.integer], count: int) -> NDArray[np.float64]:
    """The shapes of the components on a tile.

    Parameters
    ----------
    classes
        Class indices, (row, column); those from `count` on are left out.
    count
        Number of classes.

    Returns
    -------
    ndarray
        One row per component of at least 40 px, (components, 5): class index, area in px, elongation (area / width², where the mean
        distance to the edge is a quarter of the width), solidity (area / area of the convex hull), and 1 where the tile's edge cuts it.
    """
    rows: list[tuple[float, ...]] = []
    for class_index in np.unique(classes[classes < count]):
        of_class = classes == class_index
        components, number = ndimage.label(of_class)
        areas = np.bincount(components.ravel(), minlength=number + 1)
        distance = ndimage.distance_transform_edt(np.pad(of_class, 1))[1:-1, 1:-1]
        sums = np.bincount(components.ravel(), distance.ravel(), minlength=number + 1)
        for label, box in enumerate(ndimage.find_objects(components), start=1):
            area = float(areas[label])
            if area < _LEAST_PX:
                continue
            # The edge of a component lies half a pixel before the first pixel outside.
            width = max(1.0, 4.0 * (sums[label] / area - 0.5))
            is_cut = any(part.start == 0 or part.stop == size for part, size in zip(box, classes.shape, strict=True))
            solidity = area / _hull_area(components[box] == label)
            rows.append((float(class_index), area, area / width**2, solidity, float(is_cut)))
    return np.array(rows).reshape(-1, 5)


def class_forms(statistics: Iterable[Floats], told: Sequence[str]) -> tuple[str, ...]:
    """The form of every class.

    Parameters
    ----------
    statistics
        Of tiles, as `shape_statistics` gives them.
    told
        What the user says, a form per class, empty where nothing is said.

    Returns
    -------
    tuple of str
        THING, AREA or LINE per class; AREA for one that no tile shows.
    """
    rows = np.concatenate([np.zeros((0, 5)), *statistics])
    return tuple(form or _form(rows[rows[:, 0] == class_index, 1:]) for class_index, form in enumerate(told))


def _form(shapes: Floats) -> str:
    """Components count by their area: what most of a class's ground looks like is its form."""
    if not len(shapes):
        return AREA
    area, elongation, solidity, is_cut = shapes.T
    if _weighted_median(elongation, area) >= _LINE_ELONGATION and _weighted_median(solidity, area) <= _LINE_SOLIDITY:
        return LINE
    spread = _THING_SPREAD if len(area) >= _FEW else _THING_SPREAD_OF_FEW
    is_thing = (
        _weighted_median(solidity, area) >= _THING_SOLIDITY
        and area @ is_cut <= _THING_CUT_SHARE * area.sum()
        and np.log(area).std() <= spread
    )
    return THING if is_thing else AREA


def _weighted_median(values: Floats, weights: Floats) -> float:
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, reached[-1] / 2)])


def _hull_area(mask: NDArray[np.bool_]) -> float:
    """Area in px of the convex hull of a component, its pixels taken as squares; `mask` is cut to its bounding box."""
    first = mask.argmax(axis=1)
    last = mask.shape[1] - mask[:, ::-1].argmax(axis=1)
    return _integral(-_hull_side(-last)) - _integral(_hull_side(first))


def _hull_side(x: NDArray[np.int64]) -> Floats:
    """The hull's least x at the edges between rows, of the least x of every row (Andrew's monotone chain)."""
    at_edges = np.minimum(np.append(x, x[-1]), np.insert(x, 0, x[0]))
    chain: list[tuple[int, int]] = []
    for y, value in enumerate(at_edges.tolist()):
        while len(chain) > 1 and _is_outside(chain[-2], chain[-1], (y, value)):
            chain.pop()
        chain.append((y, value))
    rows, values = np.array(chain, dtype=float).T
    return np.interp(np.arange(len(at_edges)), rows, values)


def _is_outside(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    """Whether b lies on or above the chord from a to c."""
    return (b[1] - a[1]) * (c[0] - a[0]) >= (c[1] - a[1]) * (b[0] - a[0])


def _integral(values: Floats) -> float:
    return float((values[1:] + values[:-1]).sum() / 2)
