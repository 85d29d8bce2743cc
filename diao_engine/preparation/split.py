# SPDX-License-Identifier: GPL-2.0-or-later
"""Train, validation and test tiles, held out by blocks of ground so that neighbours do not leak.

What is promised, in this order: every class is in train; no held-out tile shares ground with a tile of another split; a
class that occurs in two or more blocks is in val too (and in test, with three), where there is a way; the shares of pixels and of
every class are near those requested. The last is the greedy part of iterative stratification (Sechidis et al. 2011), by blocks.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from ..dataset.classes import ClassScheme
from ..dataset.tiles import OVERLAP_TOLERANCE, Tiles
from ..jobs.common import REAL, SPLITS
from ..messages import Sentence
from ..protocol.progress import ProgressReporter
from .coverage import covering, demands_of, unmet_price

_TRAIN, _VAL, _TEST = range(3)
_OPEN = -1
# Blocks are as large as this number of blocks per held-out split allows. Every border between blocks costs the tiles that
# overlap across it, so overlapping tiles get fewer and larger ones.
_BLOCKS_PER_SPLIT = 4
_BLOCKS_PER_SPLIT_OVERLAPPING = 2
# Sides of larger blocks would make the shares uneven without keeping neighbours further apart.
_LARGEST_BLOCK_TILES = 8


@dataclass(frozen=True)
class SplitSpec:
    """What to hold out: shares of the labelled pixels, together by `block` or by `image`."""

    val: float
    test: float
    by: str
    seed: int

    @property
    def shares(self) -> NDArray[np.float64]:
        """Of train, val and test."""
        return np.array([1.0 - self.val - self.test, self.val, self.test])


def split_tiles(
    tiles: Tiles, image: NDArray[np.integer], spec: SplitSpec, scheme: ClassScheme, report: ProgressReporter
) -> Tiles:
    """Fill in the split of tiles.

    Parameters
    ----------
    tiles
        n tiles, with footprints.
    image
        Number of the image of each tile, shape (n,); tiles of one image stay together when `spec.by` is "image".
    spec
        Shares to hold out, 0 to 1; with none all tiles are for training.
    scheme
        Names the classes in warnings.
    report
        Takes warnings about classes that cannot be validated or tested.

    Returns
    -------
    Tiles
        Numbered anew from 1, without tiles that overlap tiles of another split.
    """
    if not spec.val and not spec.test:
        return _with_split(tiles, np.zeros(len(tiles), dtype=np.int64))
    overlapping = tiles.overlapping()
    block = _numbered(image) if spec.by == "image" else ground_blocks(tiles.footprint, spec, bool(len(overlapping)))
    if block.max() == 0:
        report.warning("one_image_only" if spec.by == "image" else "one_block_only")
        return _with_split(tiles, np.zeros(len(tiles), dtype=np.int64))
    counts = np.zeros((block.max() + 1, tiles.counts.shape[1]), dtype=np.int64)
    np.add.at(counts, block, tiles.counts)
    block_split = assign(counts, spec.shares, spec.seed)
    split_index = block_split[block]
    kept = without_overlaps(split_index, tiles.counts, overlapping)
    dropped = len(tiles) - int(np.count_nonzero(kept))
    if dropped:
        report.info("overlapping_tiles_left_out", tiles=dropped)
    _warn_of_gaps(counts, block_split, tiles.counts[kept], split_index[kept], spec, scheme, report)
    return _renumbered(_with_split(tiles, split_index).take(kept))


def split_beside(
    tiles: Tiles, image: NDArray[np.integer], spec: SplitSpec, earlier: Tiles, report: ProgressReporter
) -> Tiles:
    """The same for tiles that come to others, whose splits stay: on their ground these hold, elsewhere blocks fill what is missing.

    Parameters
    ----------
    tiles
        New tiles; those that have a split already keep it.
    image
        Number of the image of each, shape (n,).
    spec
        Shares to hold out, of all tiles together.
    earlier
        The tiles that are there, with footprints in the same CRS.
    report
        Hears how many were left out.

    Returns
    -------
    Tiles
        Numbered from 1, without tiles that overlap tiles of another split, new ones or earlier ones.
    """
    ground = _ground_of(tiles, earlier)
    split_index = np.array([SPLITS.index(split) if split else _OPEN for split in tiles.split], dtype=np.int64)
    is_open = split_index == _OPEN
    if spec.by == "image":
        for number in np.unique(image[is_open]):
            on_it = is_open & (image == number)
            if ground[on_it].any():
                split_index[on_it] = ground[on_it].sum(axis=0).argmax()
    else:
        inherits = is_open & (ground.sum(axis=1) == 1)
        split_index[inherits] = ground[inherits].argmax(axis=1)
    is_open = split_index == _OPEN
    if is_open.any():
        counted = np.concatenate([earlier.counts[earlier.origin == REAL], tiles.counts[~is_open]])
        at = np.concatenate([_index_of(earlier.split[earlier.origin == REAL]), split_index[~is_open]])
        split_index[is_open] = _blocks_beside(tiles.take(is_open), image[is_open], spec, counted, at)
    is_beside_others = ground.any(axis=1) & (ground.sum(axis=1) > ground[np.arange(len(tiles)), split_index])
    kept = ~is_beside_others & without_overlaps(split_index, tiles.counts, tiles.overlapping())
    if not kept.all():
        report.info("overlapping_tiles_left_out", tiles=int(np.count_nonzero(~kept)))
    return _renumbered(_with_split(tiles, split_index).take(kept))


def _blocks_beside(
    tiles: Tiles, image: NDArray[np.integer], spec: SplitSpec, counted: NDArray[np.integer], at: NDArray[np.integer]
) -> NDArray[np.int64]:
    """Split (n,) of tiles on new ground, beside tiles with pixels `counted` (m, k) in the splits `at` (m,)."""
    if not spec.val and not spec.test:
        return np.zeros(len(tiles), dtype=np.int64)
    overlaps = bool(len(tiles.overlapping()))
    block = _numbered(image) if spec.by == "image" else ground_blocks(tiles.footprint, spec, overlaps)
    counts = np.zeros((block.max() + 1, tiles.counts.shape[1]), dtype=np.int64)
    np.add.at(counts, block, tiles.counts)
    given = np.zeros((len(SPLITS), tiles.counts.shape[1]), dtype=np.int64)
    np.add.at(given, at, counted)
    return assign(counts, spec.shares, spec.seed, given)[block]


def _ground_of(tiles: Tiles, earlier: Tiles) -> NDArray[np.bool_]:
    """On ground of which splits (n, 3) tiles lie, by the earlier tiles that they overlap."""
    found = np.zeros((len(tiles), len(SPLITS)), dtype=bool)
    own, other = shapely.STRtree(earlier.footprint).query(tiles.footprint, predicate="intersects")
    shared = shapely.area(shapely.intersection(tiles.footprint[own], earlier.footprint[other]))
    overlaps = shared > OVERLAP_TOLERANCE * shapely.area(tiles.footprint[own])
    found[own[overlaps], _index_of(earlier.split[other[overlaps]])] = True
    return found


def _index_of(split: NDArray[np.object_]) -> NDArray[np.int64]:
    return np.array([SPLITS.index(one) for one in split], dtype=np.int64)


def ground_blocks(footprint: NDArray[np.object_], spec: SplitSpec, overlapping: bool) -> NDArray[np.int64]:
    """Block (n,) of every tile: squares of whole tiles laid over the ground of all images, numbered without gaps."""
    left, bottom, right, top = shapely.bounds(footprint).T
    tile_side = np.median(right - left), np.median(top - bottom)
    column, row = (
        (left + right - 2 * left.min()) / (2 * tile_side[0]),
        (2 * top.max() - top - bottom) / (2 * tile_side[1]),
    )
    smallest = min(share for share in spec.shares[1:] if share > 0)
    requested = (_BLOCKS_PER_SPLIT_OVERLAPPING if overlapping else _BLOCKS_PER_SPLIT) / smallest
    for size in range(_LARGEST_BLOCK_TILES, 0, -1):
        place = np.floor(row / size).astype(np.int64), np.floor(column / size).astype(np.int64)
        block = _numbered(place[0] * (place[1].max() + 1) + place[1])
        if block.max() + 1 >= requested:
            break
    return block


def assign(
    counts: NDArray[np.integer], shares: NDArray[np.floating], seed: int, given: NDArray[np.integer] | None = None
) -> NDArray[np.int64]:
    """Split (b,) of every block, out of its class pixels (b, k) and the requested shares (3,).

    `given` (3, k) are the pixels that each split has already; the shares are those of all pixels together.
    """
    if given is None:
        given = np.zeros((len(SPLITS), counts.shape[1]), dtype=np.int64)
    order = np.random.default_rng(seed).permutation(len(counts))
    # Large blocks first, so that small ones can even out; the permutation decides between equals.
    order = order[np.argsort(-counts[order].sum(axis=1), kind="stable")]
    held_out = [split for split in (_VAL, _TEST) if shares[split] > 0]
    assignment = _greedy(counts[order], shares, held_out, given)
    has = counts[order] > 0
    is_open = has.any(axis=0) & ~(given > 0)
    demands = [one for one in demands_of(has, held_out, _TRAIN) if is_open[one.split, one.class_index]]
    price = unmet_price(has, assignment.split_index, demands)
    if price:  # a greedy choice may have spent a block that another class needed
        start = _Assignment(counts[order], shares, given)
        chosen = covering(has, demands, start.preferred([_TRAIN, *held_out]), price)
        if chosen is not None:
            assignment = start
            assignment.give(chosen)
            assignment.fill()
    split_index = np.empty(len(counts), dtype=np.int64)
    split_index[order] = assignment.split_index
    return split_index


def _greedy(
    counts: NDArray[np.integer], shares: NDArray[np.floating], held_out: list[int], given: NDArray[np.integer]
) -> _Assignment:
    assignment = _Assignment(counts, shares, given)
    assignment.give_train_every_class()
    for split in held_out:
        assignment.give_every_class(split)
    assignment.fill()
    for split in held_out:  # with its full blocks, train can spare some that it could not before
        assignment.give_every_class(split)
    return assignment


class _Assignment:
    """Blocks on their way into splits, which may hold pixels already: `given` (3, k)."""

    def __init__(self, counts: NDArray[np.integer], shares: NDArray[np.floating], given: NDArray[np.integer]) -> None:
        self.split_index = np.full(len(counts), _OPEN, dtype=np.int64)
        self._has = counts > 0
        self._given = given > 0
        total = np.maximum(counts.sum(axis=0) + given.sum(axis=0), 1)
        # Every class weighs the same, and all pixels together weigh as much as all classes together.
        k = counts.shape[1]
        self._weight = np.column_stack([counts / total / k, counts.sum(axis=1) / total.sum()])
        self._missing = shares[:, None] * np.append(np.full(k, 1 / k), 1.0)
        self._missing -= np.column_stack([given / total / k, given.sum(axis=1) / total.sum()])
        self._shares = shares
        self._rarest_first = np.argsort(self._has.sum(axis=0), kind="stable")

    def give_train_every_class(self) -> None:
        for k in self._rarest_first:
            holders = np.flatnonzero(self._has[:, k])
            if len(holders) and not (self._given[_TRAIN, k] or (self.split_index[holders] == _TRAIN).any()):
                self._put(holders[np.argmax(self._weight[holders, k])], _TRAIN)

    def give_every_class(self, split: int) -> None:
        for k in self._rarest_first:
            holders = np.flatnonzero(self._has[:, k])
            if not len(holders) or self._given[split, k] or (self.split_index[holders] == split).any():
                continue
            able = holders[(self.split_index[holders] == _OPEN) | self._train_can_spare(holders)]
            if len(able):
                self._put(able[np.argmin(self._costs(able, split))], split)

    def preferred(self, splits: list[int]) -> dict[int, list[int]]:
        """For each split the blocks, those first that bring it nearer to the requested shares."""
        blocks = np.arange(len(self.split_index))
        return {split: np.argsort(self._costs(blocks, split), kind="stable").tolist() for split in splits}

    def give(self, chosen: dict[int, int]) -> None:
        """Put blocks into splits."""
        for block, split in chosen.items():
            self._put(np.int64(block), split)

    def fill(self) -> None:
        splits = np.flatnonzero(self._shares > 0)
        for block in np.flatnonzero(self.split_index == _OPEN):
            self._put(block, splits[np.argmin(self._costs(block, splits))])

    def _train_can_spare(self, blocks: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Which blocks are in train and hold no class that only they bring there."""
        is_elsewhere = self._given[_TRAIN] | (self._has[self.split_index == _TRAIN].sum(axis=0) > 1)
        return np.asarray((self.split_index[blocks] == _TRAIN) & (is_elsewhere | ~self._has[blocks]).all(axis=1))

    def _costs(
        self, blocks: NDArray[np.integer] | np.integer, splits: NDArray[np.integer] | int
    ) -> NDArray[np.float64]:
        """How much further from the requested shares splits get by blocks: squared distance, by what the split shall hold."""
        weight = self._weight[blocks]
        distance = (weight * (weight - 2 * self._missing[splits])).sum(axis=-1)
        return np.asarray(distance / self._shares[splits])

    def _put(self, block: np.integer, split: np.integer | int) -> None:
        if self.split_index[block] != _OPEN:
            self._missing[self.split_index[block]] += self._weight[block]
        self._missing[split] -= self._weight[block]
        self.split_index[block] = split


def without_overlaps(
    split_index: NDArray[np.integer], counts: NDArray[np.integer], overlapping: NDArray[np.integer]
) -> NDArray[np.bool_]:
    """Which tiles (n,) stay, so that none shares ground with a tile of another split.

    Train gives way to val and test, val to test; but a class that train would lose for that takes its tile back, and what
    that one overlaps goes instead. `overlapping` are pairs (m, 2) of positions.
    """
    crossing = overlapping[split_index[overlapping[:, 0]] != split_index[overlapping[:, 1]]]
    # In each pair the tile that gives way comes first.
    crossing = np.take_along_axis(crossing, np.argsort(split_index[crossing], axis=1), axis=1)
    kept = np.ones(len(split_index), dtype=bool)
    held_out = crossing[split_index[crossing[:, 0]] == _VAL]
    kept[held_out[:, 0]] = False
    first = crossing[split_index[crossing[:, 0]] == _TRAIN]
    kept[first[kept[first[:, 1]], 0]] = False
    train = split_index == _TRAIN
    for k in range(counts.shape[1]):
        holders = np.flatnonzero(train & (counts[:, k] > 0))
        if len(holders) and not kept[holders].any():
            rescued = holders[np.argmax(counts[holders, k])]
            kept[rescued] = True
            kept[first[first[:, 0] == rescued, 1]] = False
    return kept


def _warn_of_gaps(
    block_counts: NDArray[np.integer], block_split: NDArray[np.integer], counts: NDArray[np.integer],
    split_index: NDArray[np.integer], spec: SplitSpec, scheme: ClassScheme, report: ProgressReporter,
) -> None:  # fmt: skip
    """Say which classes cannot be validated or tested, and why."""
    holders = (block_counts > 0).sum(axis=0)
    held_out = [split for split in (_VAL, _TEST) if spec.shares[split] > 0]
    for position, split in enumerate(held_out):
        present = counts[split_index == split].sum(axis=0) > 0
        if not present.any():
            report.warning("nothing_held_out", split=SPLITS[split])
            continue
        given = block_counts[block_split == split].sum(axis=0) > 0
        reasons: list[tuple[Sentence, list[str]]] = []
        for entry, is_present, is_given, blocks in zip(scheme.classes, present, given, holders, strict=True):
            if not is_present and blocks:
                reason = _why_absent(int(blocks), bool(is_given), position, spec.by)
                alike = next((names for known, names in reasons if known == reason), None)
                if alike is None:
                    reasons.append((reason, [entry.name]))
                else:
                    alike.append(entry.name)
        for reason, names in reasons:
            report.warning("split_lacks_class", split=SPLITS[split], names=names, reason=reason)


def _why_absent(blocks: int, is_given: bool, position: int, by: str) -> Sentence:
    """Why a class that `blocks` blocks hold is not in a held-out split, the first or the second by `position`."""
    if is_given:
        return Sentence.of("class_lost_to_overlap")
    if blocks == 1:
        return Sentence.of("class_in_one_image" if by == "image" else "class_in_one_block")
    if blocks < 2 + position:
        return Sentence.of("class_in_few_images" if by == "image" else "class_in_few_blocks", count=blocks)
    return Sentence.of("class_needed_by_train")


def _numbered(keys: NDArray[np.generic]) -> NDArray[np.int64]:
    return np.asarray(np.unique(keys, return_inverse=True)[1])


def _with_split(tiles: Tiles, split_index: NDArray[np.integer]) -> Tiles:
    return dataclasses.replace(tiles, split=np.array(SPLITS, dtype=object)[split_index])


def _renumbered(tiles: Tiles) -> Tiles:
    return dataclasses.replace(tiles, tile_id=np.arange(1, len(tiles) + 1))
