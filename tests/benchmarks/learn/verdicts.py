# SPDX-License-Identifier: GPL-2.0-or-later
"""What an analyst would judge and draw on a map in one round, who knows the ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import rasterio
import rasterio.features
import shapely
import shapely.geometry
from numpy.typing import NDArray
from scipy import ndimage

from diao_engine.jobs.review_order import Place, in_turns, varied
from diao_engine.jobs.verdicts import Verdict
from diao_engine.raster.georef import GeoRef
from diao_engine.raster.shapes import Shapes, burn

RARE = (1, 2, 5)
# In which order polygons are judged.
DOCK, RANDOM = "as the dock shows them", "at random"
# Missed ground is drawn in pieces of at most so many pixels a side, none smaller than a speck that an analyst would pass over.
_PIECE, _LEAST_PIECE = 128, 30


class Polygons(NamedTuple):
    """Polygons: shapes, class values and verdicts, each (n,)."""

    shapes: NDArray[np.object_]
    values: NDArray[np.int64]
    verdicts: NDArray[np.object_]


class Row(NamedTuple):
    """A polygon as an analyst finds it in the list: `fid` is its position among those of its map."""

    fid: int
    value: int
    area: float | None
    confidence: float | None
    shape: Any


def choose(
    order: str, maps: dict[str, list[Row]], seen: Sequence[Any], count: int, rng: np.random.Generator
) -> dict[str, list[Row]]:
    """The polygons that are judged in a round, by mosaic: none that lies for the most part on ground seen before."""
    tree = shapely.STRtree(list(seen))
    unseen = {mosaic: [row for row in rows if not is_seen(row.shape, seen, tree)] for mosaic, rows in maps.items()}
    if order == RANDOM:
        everything = [(mosaic, row) for mosaic, rows in unseen.items() for row in rows]
        ordered = [everything[at] for at in rng.permutation(len(everything)).tolist()]
    else:
        ordered = in_turns([(mosaic, row) for row in varied(rows, places(rows))] for mosaic, rows in unseen.items())
    return {mosaic: [row for where, row in ordered[:count] if where == mosaic] for mosaic in maps}


def places(rows: Sequence[Row]) -> dict[int, Place]:
    """Where polygons lie."""
    return {row.fid: (row.shape.centroid.x, row.shape.centroid.y) for row in rows}


def draw(
    maps: Mapping[str, str], labels: Mapping[str, str], seen: Sequence[Any], count: int, rng: np.random.Generator
) -> dict[str, Polygons]:
    """What an analyst draws that the maps of some mosaics have missed, the classes in turn, else at random.

    Parameters
    ----------
    maps, labels
        Paths of class rasters by mosaic: what was found, and what is known.
    seen
        Ground that was judged or drawn before.
    count
        How many pieces in all.
    rng
        Draws them.
    """
    tree = shapely.STRtree(list(seen))
    pieces = [
        (mosaic, value, shape)
        for mosaic in maps
        for value, shape in (missed(maps[mosaic], labels[mosaic]) if count else ())
        if not is_seen(shape, seen, tree)
    ]
    by_class = [[piece for piece in pieces if piece[1] == value] for value in RARE]
    drawn = in_turns([of[at] for at in rng.permutation(len(of)).tolist()] for of in by_class)[:count]
    return {mosaic: as_right([piece[1:] for piece in drawn if piece[0] == mosaic]) for mosaic in maps}


def missed(class_map: str, labels: str) -> list[tuple[int, Any]]:
    """Ground of rare classes that a map shows as something else, in pieces, without the thin edges of what it has found."""
    with rasterio.open(class_map) as source, rasterio.open(labels) as truth:
        found, wanted, transform = source.read(1), truth.read(1), truth.transform
    cells = np.arange(wanted.size).reshape(wanted.shape)
    rows, columns = np.divmod(cells, wanted.shape[1])
    cells = (rows // _PIECE) * (wanted.shape[1] // _PIECE + 1) + columns // _PIECE
    pieces = []
    for value in RARE:
        is_missed = ndimage.binary_opening((wanted == value) & (found != value), np.ones((3, 3)))
        for outline, _ in rasterio.features.shapes(cells.astype(np.int32), mask=is_missed, transform=transform):
            shape = shapely.geometry.shape(outline)
            if shape.area >= _LEAST_PIECE * abs(transform.a * transform.e):
                pieces.append((value, shape))
    return pieces


def as_right(drawn: Sequence[tuple[int, Any]]) -> Polygons:
    """Drawn shapes with their class values; what an analyst draws is right."""
    shapes = np.array([shape for _, shape in drawn], dtype=object)
    verdicts = np.full(len(drawn), Verdict.RIGHT.value, dtype=object)
    return Polygons(shapes, np.array([value for value, _ in drawn], dtype=np.int64), verdicts)


def joined(*parts: Polygons) -> Polygons:
    """Several polygons as one."""
    return Polygons(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def is_seen(shape: Any, seen: Sequence[Any], tree: Any) -> bool:
    """Whether half of a polygon was judged before."""
    near = [seen[position] for position in tree.query(shape)]
    return bool(near) and shapely.area(shapely.intersection(shape, shapely.union_all(near))) > shape.area / 2


def judge(rows: Sequence[Row], labels: str) -> Polygons:
    """The polygons with a verdict on each; what is another rare class gets it.

    As an analyst judges who knows the ground: by what fills most of the polygon. What is none of the rare classes is wrong; where
    nothing fills half of it he is not sure.
    """
    shapes = np.array([row.shape for row in rows], dtype=object)
    values, verdicts = np.array([row.value for row in rows], dtype=np.int64), np.full(len(rows), "", dtype=object)
    with rasterio.open(labels) as source:
        georef, known_values = GeoRef.of(source), source.read(1)
    for at in range(len(rows)):
        one = Shapes(shapes[at : at + 1], np.ones(1, dtype=np.uint8), georef.crs)
        window = one.window(georef)
        if window is None:
            continue
        inside = burn(one, one.values, georef, window, fill=0, dtype="uint8") > 0
        counts = np.bincount(known_values[window.slices][inside], minlength=256)
        best = int(counts.argmax())
        if counts[best] <= counts.sum() / 2:
            verdicts[at] = Verdict.UNSURE.value
        elif best == values[at]:
            verdicts[at] = Verdict.RIGHT.value
        elif best in RARE:
            verdicts[at], values[at] = Verdict.OTHER_CLASS.value, best
        else:
            verdicts[at] = Verdict.WRONG.value
    return Polygons(shapes, values, verdicts)
