# SPDX-License-Identifier: GPL-2.0-or-later
"""What is learned and measured on: two data sets, each also with its sides swapped, the measured side in two halves.

Defaults may be chosen on the half `choose` (split val); the half `check` (split test) is only looked at for the tables.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from diao_engine.dataset.store import load, save
from diao_engine.dataset.tiles import Tiles
from diao_engine.jobs import ImportDataset, LayerRef
from diao_engine.protocol.progress import silent
from diao_engine.run import importdataset

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
GIVEN, SWAPPED = "given", "swapped"
# The halves by name, and the split that each is in the datasets of the benchmark.
HALVES = {"choose": "val", "check": "test"}
# Ground that is kept in one half: square blocks of so many tiles a side, or an image of many tiles.
_BLOCK_TILES = 2
_DRAWS = 1 << 14


class Side(NamedTuple):
    """One side of a data set to learn on; the other one is measured on."""

    data: str
    sides: str

    def file(self, cache: Path) -> str:
        """Path of its dataset."""
        return str(cache / f"{self.data}_{self.sides}.gpkg")


SIDES = tuple(Side(data, sides) for data in ("naip_ohio", "oem_tokyo") for sides in (GIVEN, SWAPPED))


def make(cache: Path, data: Path) -> None:
    """The datasets of all sides; what is there is not made again."""
    for side in SIDES:
        if Path(side.file(cache)).exists():
            continue
        whole = str(cache / f"{side.data}.gpkg")
        if not Path(whole).exists():
            importdataset.run(ImportDataset(folder=str(data / side.data), tile_size=256, output=whole), silent())
        dataset = load(LayerRef(whole), allow_outside=True)
        learned = "train" if side.sides == GIVEN else "val"
        split = np.where(dataset.tiles.split == learned, "train", "val").astype(object)
        measured = np.flatnonzero(split == "val")
        split[measured[second_half(dataset.tiles.take(measured))]] = HALVES["check"]
        divided = dataset.with_tiles(dataclasses.replace(dataset.tiles, split=split))
        path = side.file(cache)
        save(divided, path, final_path=path)


def second_half(tiles: Tiles) -> NDArray[np.bool_]:
    """Which tiles (tiles,) are in the second of two halves of blocks, of which each has about half of every class.

    Of many draws the one whose worst class is nearest to a half; the same each time.
    """
    _, block = np.unique(_blocks(tiles), return_inverse=True)
    counts = np.zeros((block.max() + 1, tiles.counts.shape[1]))
    np.add.at(counts, block, tiles.counts)
    drawn = np.random.default_rng(0).integers(2, size=(_DRAWS, len(counts))).astype(bool)
    occurs = counts.sum(axis=0) > 0
    shares = (drawn @ counts)[:, occurs] / counts.sum(axis=0)[occurs]
    best = int(np.abs(shares - 0.5).max(axis=1).argmin())
    return np.asarray(drawn[best][block])


def _blocks(tiles: Tiles) -> NDArray[np.object_]:
    """A name (tiles,) for the block that each tile lies in."""
    lefts, tops = (np.array([polygon.bounds[at] for polygon in tiles.footprint]) for at in (0, 1))
    side = _BLOCK_TILES * float(np.median([polygon.bounds[2] - polygon.bounds[0] for polygon in tiles.footprint]))
    images, of_image = np.unique(tiles.image, return_inverse=True)
    if len(images) < len(tiles):
        return np.asarray(of_image.astype(str).astype(object))
    places = zip((lefts // side).astype(int), (tops // side).astype(int), strict=True)
    return np.array([f"{column} {row}" for column, row in places], dtype=object)


def drawn(path: str, tiles: int, seed: int) -> tuple[int, ...]:
    """Ids of so many training tiles at random, and of all others; all training tiles where so many are asked for.

    Raises ValueError when there are fewer.
    """
    every = load(LayerRef(path), allow_outside=True).tiles
    ids = every.tile_id[every.split == "train"]
    if len(ids) < tiles:
        raise ValueError(f"{tiles} training tiles were asked for, {path} has {len(ids)}")
    chosen = np.random.default_rng((seed, tiles)).permutation(ids)[:tiles]
    return tuple(int(number) for number in (*sorted(chosen), *every.tile_id[every.split != "train"]))
