# SPDX-License-Identifier: GPL-2.0-or-later
"""Pasted objects and the same objects where they really stand, cut out of the files of a dataset with synthetic tiles."""

from __future__ import annotations

import json
import warnings
from typing import Any, NamedTuple

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import MemoryFile
from scipy import ndimage

from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import TileDataset
from diao_engine.dataset.tiles import Tiles

# Sides of the cuts of pixels and of label maps, in pixels: what the networks see, and how far they are shifted in training.
PIXELS, LABELS, JITTER = 64, 96, 4


class Pair(NamedTuple):
    """An object where it really stands and where it was pasted: cuts (band, row, column) with a last band, 1 on the object.

    The other bands are those of the image, or a single one of class indices.
    """

    real: NDArray[Any]
    pasted: NDArray[Any]
    class_value: int


class Pairs(NamedTuple):
    """The pairs of a dataset, of pixels and of label maps; objects too near to a tile's edge for a cut are in neither or in one."""

    pixels: list[Pair]
    labels: list[Pair]


def sides(tiles: Tiles, seed: int, *, test_share: float, most: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Ids of training tiles to learn from and to test on: no image has tiles on both sides, and there are at most `most` in all."""
    rng = np.random.default_rng((seed, 1))
    train = tiles.of("train")
    images = rng.permutation(np.unique(train.image.astype(str)))
    tested = np.isin(train.image.astype(str), images[: round(test_share * len(images))])
    counts = round((1 - test_share) * most), round(test_share * most)
    drawn = (
        rng.permutation(train.tile_id[side])[:count] for side, count in zip((~tested, tested), counts, strict=True)
    )
    learned, asked = (tuple(int(number) for number in np.sort(ids)) for ids in drawn)
    return learned, asked


def cut(dataset: TileDataset) -> Pairs:
    """The pairs of a dataset with synthetic tiles."""
    tiles = dataset.train()
    at = {int(number): index for index, number in enumerate(tiles.tile_id)}
    found = Pairs([], [])
    with TileReader(tiles, dataset.scheme) as reader:
        for index in np.flatnonzero(tiles.origin == "synthetic"):
            with rasterio.open(tiles.image[index]) as image:
                pastes = json.loads(image.tags()["DIAO_OBJECTS"])
            synthetic, before = reader.read(int(index)), reader.read(at[int(tiles.parent[index])])
            for paste in pastes:
                class_index = dataset.scheme.values.index(paste["class"])
                source = at[paste["tile"]]
                real = reader.read(source)
                left, top, width, height = paste["window"]  # of the image, of which the tile is a window
                left, top = left - int(tiles.windows[source, 0]), top - int(tiles.windows[source, 1])
                original = largest_part(real[1] == class_index, top, left, height, width)
                if paste["quarter_turns"] % 2:
                    width, height = height, width
                put = (synthetic[1] == class_index) & (before[1] != class_index)
                put = largest_part(put, paste["row"], paste["column"], height, width)
                for pairs, which, side in ((found.pixels, 0, PIXELS), (found.labels, 1, LABELS)):
                    there, here = around(real[which], original, side), around(synthetic[which], put, side)
                    if there is not None and here is not None:
                        pairs.append(Pair(there, here, paste["class"]))
    return found


def largest_part(mask: NDArray[np.bool_], top: int, left: int, height: int, width: int) -> NDArray[np.bool_]:
    """The largest connected part of a mask (row, column) within a box, which may leave the tile."""
    inside = np.zeros_like(mask)
    box = slice(max(top, 0), max(top + height, 0)), slice(max(left, 0), max(left + width, 0))
    components, _ = ndimage.label(mask[box])
    areas = np.bincount(components.ravel(), minlength=1)
    areas[0] = 0
    inside[box] = (components == areas.argmax()) & mask[box]
    return inside


def around(values: NDArray[Any], mask: NDArray[np.bool_], side: int) -> NDArray[Any] | None:
    """A square of `side` px and what it may be shifted by, with the mask as last band; None where nothing of the mask allows one.

    It lies around the pixel of the mask that is nearest to its centre and far enough from the edge. `values` is (band, row, column)
    or (row, column).
    """
    half = side // 2 + JITTER
    points = np.argwhere(mask)
    inside = points[((points >= half) & (points <= np.array(mask.shape) - half)).all(axis=1)]
    if not len(inside):
        return None
    row, column = inside[((inside - points.mean(axis=0)) ** 2).sum(axis=1).argmin()]
    box = slice(row - half, row + half), slice(column - half, column + half)
    bands = values.reshape(-1, *mask.shape)[(slice(None), *box)]
    return np.concatenate([bands, mask[box][None].astype(values.dtype)])


def some(pairs: list[Pair], count: int, seed: int) -> list[Pair]:
    """At most so many of the pairs, drawn at random."""
    return [pairs[place] for place in np.random.default_rng((seed, 4)).permutation(len(pairs))[:count]]


def mixed(pairs: list[Pair], seed: int) -> list[Pair]:
    """Real objects against other real objects of the same class: half of the objects, drawn at random, play the pasted ones."""
    rng = np.random.default_rng((seed, 2))
    found = []
    for class_value in sorted({pair.class_value for pair in pairs}):
        unique = {pair.real.tobytes(): pair for pair in pairs if pair.class_value == class_value}
        drawn = [list(unique.values())[place] for place in rng.permutation(len(unique))]
        half = len(drawn) // 2
        found += [one._replace(pasted=two.real) for one, two in zip(drawn[:half], drawn[half : 2 * half], strict=True)]
    return found


def picture(pairs: list[Pair], columns: int = 12) -> bytes:
    """A PNG: real objects in one row, the same ones pasted below, twice as large; all pairs are equally likely to be shown."""
    drawn = np.random.default_rng(0).permutation(len(pairs))[: 3 * columns]
    rows = []
    for first in range(0, len(drawn) - columns + 1, columns):
        shown = [pairs[place] for place in drawn[first : first + columns]]
        rows += [np.concatenate([pair.real[:3] for pair in shown], axis=2)]
        rows += [np.concatenate([pair.pasted[:3] for pair in shown], axis=2)]
    whole = np.concatenate(rows, axis=1).repeat(2, axis=1).repeat(2, axis=2)
    with MemoryFile() as memory, warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # a picture has no place
        with memory.open(driver="PNG", height=whole.shape[1], width=whole.shape[2], count=3, dtype="uint8") as sink:
            sink.write(whole)
        return bytes(memory.read())
