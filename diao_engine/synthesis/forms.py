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

from ..jobs.classinfo import AREA, LINE, THING

Floats = NDArray[np.float64]

# The form of a class is plain from this many tiles that show it.
_SURVEYED = 16
# Smaller components are crumbs of other outlines; they say nothing of a form.
_LEAST_PX = 40
# Measured on two land-cover data sets: roads have an elongation of 22 and 41 and fill 0.42 and 0.25 of their hulls, so the ratio is
# 53 and 164; that of the most net-like area (paved ground between houses) is 30, that of others 4 to 13. Houses fill 0.9 of their
# hulls, and the standard deviation of ln(area) is 1.0; that of woods and meadows is 1.1 to 1.6, and tiles cut them more often.
_NET_RATIO = 40.0
# What fills so much of all ground is what lies between other things, however net-like.
_MATRIX_SHARE = 0.25
# Straight pieces fill their hulls, but are as wide everywhere: the bulge of a strip is 1, of a net 1.5, of a square or a disc 1.5.
_STRIP_ELONGATION, _STRIP_BULGE = 6.0, 1.25
_THING_SOLIDITY, _THING_CUT_SHARE = 0.8, 0.6
_THING_SPREAD, _THING_SPREAD_OF_FEW, _FEW = 1.1, 0.8, 20


def surveyed(counts: NDArray[np.int64]) -> list[int]:
    """Positions of the tiles whose shapes say the forms of the classes; `counts` are pixels per class, (tiles, classes)."""
    shown_by = [np.flatnonzero(column) for column in counts.T]
    return [int(position) for position in np.unique(np.concatenate([_spread(positions) for positions in shown_by]))]


def _spread(positions: NDArray[np.int64]) -> NDArray[np.int64]:
    count = min(len(positions), _SURVEYED)
    return np.asarray(positions[np.linspace(0, len(positions) - 1, count).round().astype(int)])


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
        One row per component of at least 40 px, (components, 6): class index, area in px, elongation (area / width², where the mean
        distance to the border is a quarter of the width), solidity (area / area of the convex hull), bulge (largest width / width),
        and 1 where the tile's edge cuts it.
    """
    rows: list[tuple[float, ...]] = []
    components, class_indices = _components(classes, count)
    distance = _distance_to_border(classes).ravel()
    areas = np.bincount(components.ravel())
    sums = np.bincount(components.ravel(), distance)
    deepest = np.zeros(len(areas))
    np.maximum.at(deepest, components.ravel(), distance)
    for label, (class_index, box) in enumerate(zip(class_indices, ndimage.find_objects(components), strict=True), 1):
        area = float(areas[label])
        if area < _LEAST_PX:
            continue
        width = max(1.0, 4.0 * sums[label] / area)
        is_cut = any(part.start == 0 or part.stop == size for part, size in zip(box, classes.shape, strict=True))
        solidity = area / _hull_area(components[box] == label)
        bulge = (2.0 * float(deepest[label]) + 1.0) / width  # the deepest pixel's centre lies up to half a pixel aside
        rows.append((float(class_index), area, area / width**2, solidity, bulge, float(is_cut)))
    return np.array(rows).reshape(-1, 6)


def _components(classes: NDArray[np.integer], count: int) -> tuple[NDArray[np.int32], list[int]]:
    """The components of all classes, numbered from 1 class by class (row, column), and the class of each."""
    numbers = np.zeros(classes.shape, dtype=np.int32)
    class_indices: list[int] = []
    for class_index in np.flatnonzero(np.bincount(classes.ravel(), minlength=count)[:count]).tolist():
        of_class = classes == class_index
        components, number = ndimage.label(of_class)
        numbers[of_class] = components[of_class] + len(class_indices)
        class_indices += [class_index] * number
    return numbers, class_indices


def _distance_to_border(classes: NDArray[np.integer]) -> Floats:
    """Of every pixel (row, column) to the border of its component or of the tile, in pixels."""
    at_border = np.ones(classes.shape, dtype=bool)
    inner = classes[1:-1, 1:-1]
    neighbours = (classes[:-2, 1:-1], classes[2:, 1:-1], classes[1:-1, :-2], classes[1:-1, 2:])
    at_border[1:-1, 1:-1] = np.logical_or.reduce([inner != neighbour for neighbour in neighbours])
    return np.asarray(ndimage.distance_transform_edt(~at_border) + 0.5)


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
    rows = np.concatenate([np.zeros((0, 6)), *statistics])
    ground = max(rows[:, 1].sum(), 1.0)
    of_class = [rows[rows[:, 0] == class_index, 1:] for class_index in range(len(told))]
    return tuple(form or _form(shapes, ground) for form, shapes in zip(told, of_class, strict=True))


def _form(shapes: Floats, ground: float) -> str:
    """Components count by their area: what most of a class's ground looks like is its form."""
    if shapes[:, 0].sum() >= _MATRIX_SHARE * ground or not len(shapes):
        return AREA
    area, elongation, solidity, bulge, is_cut = shapes.T
    typical_elongation = _weighted_median(elongation, area)
    is_net = typical_elongation >= _NET_RATIO * _weighted_median(solidity, area)
    is_strip = typical_elongation >= _STRIP_ELONGATION and _weighted_median(bulge, area) <= _STRIP_BULGE
    if is_net or is_strip:
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
    at_edges = np.concatenate([x[:1], np.minimum(x[1:], x[:-1]), x[-1:]])
    # What lies on or above the chord of its neighbours is no corner of the hull; few are left for the chain.
    is_corner = np.ones(len(at_edges), dtype=bool)
    is_corner[1:-1] = 2 * at_edges[1:-1] < at_edges[:-2] + at_edges[2:]
    corners = np.flatnonzero(is_corner)
    chain: list[tuple[int, int]] = []
    for y, value in zip(corners.tolist(), at_edges[corners].tolist(), strict=True):
        while len(chain) > 1 and _is_outside(chain[-2], chain[-1], (y, value)):
            chain.pop()
        chain.append((y, value))
    rows, values = np.array(chain, dtype=float).T
    return np.asarray(np.interp(np.arange(len(at_edges)), rows, values))


def _is_outside(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    """Whether b lies on or above the chord from a to c."""
    return (b[1] - a[1]) * (c[0] - a[0]) >= (c[1] - a[1]) * (b[0] - a[0])


def _integral(values: Floats) -> float:
    return float((values[1:] + values[:-1]).sum() / 2)
