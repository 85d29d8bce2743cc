# SPDX-License-Identifier: GPL-2.0-or-later
"""What the network is shown: random crops of the training tiles by their repeats, and complete tiles to be measured on."""

from __future__ import annotations

import math
import os
import queue
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import islice
from types import TracebackType
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import ClassScheme
from ..dataset.pixels import OPEN_TILES, TileReader
from ..dataset.tiles import Tiles
from ..errors import BadInput
from ..jobs import effort
from ..jobs.common import REVIEWED
from ..model.card import Normalisation
from ..protocol.progress import ProgressReporter
from ..raster.grid import TileGrid, Window
from .draws import Dose, Shown

Result = TypeVar("Result")
Batch = tuple[NDArray[np.float32], NDArray[np.int64]]

_MEMORY_BYTES = 2 * 1024**3
_READERS = 4
_BATCHES_AHEAD = 4
# Larger tiles are measured in parts, so that one tile never outgrows the memory that training needs.
_LARGEST_MEASURED_PX = 1024
# A batch that is only measured needs no gradients and may be this much larger than a training batch.
_MEASURED_PER_TRAINED = 4
# Judged ground is a small part of what is known and was chosen for its faults: of the draws it has at most this share, so that a
# training that goes on keeps to what it began with (rehearsal; Robins 1995, doi:10.1080/09540099550039318).
MOST_REVIEWED_DRAWS = 0.25
# Every one of some things in a row.
ALL = slice(None)
# In units of a band's standard deviation, for all bands together and for each alone.
_BRIGHTNESS, _BRIGHTNESS_OF_BAND = 0.2, 0.05
_CONTRAST, _CONTRAST_OF_BAND = 0.2, 0.05


class TilePixels:
    """Pixels and class indices of tiles, kept in memory in their own dtype when all fit, else read when asked for.

    Use as a context manager; `read` may be called from several threads, `_READERS` at most.
    """

    def __init__(
        self, tiles: Tiles, scheme: ClassScheme, *, bands: int, dtype: str, memory_bytes: int = _MEMORY_BYTES
    ) -> None:
        self.tiles = tiles
        self.classes = len(scheme)
        self.bands = bands
        self._scheme = scheme
        self._stack = ExitStack()
        self._idle: queue.SimpleQueue[TileReader] = queue.SimpleQueue()
        self._kept: list[tuple[NDArray[Any], NDArray[np.integer]]] = []
        self._kept_labels: dict[int, NDArray[np.integer]] = {}
        area = int((tiles.windows[:, 2] * tiles.windows[:, 3]).sum())
        self.fits = area * (bands * np.dtype(dtype).itemsize + 2) <= memory_bytes
        self._labels_fit = area * 2 <= memory_bytes

    def __enter__(self) -> TilePixels:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._stack.close()

    def __len__(self) -> int:
        return len(self.tiles)

    def load(self, report: ProgressReporter) -> None:
        """Read all tiles into memory, if they fit."""
        if self.fits and not self._kept:
            self._kept = [self._from_file(index) for index in report.track(range(len(self)), "reading_tiles")]

    def read(self, index: int) -> tuple[NDArray[Any], NDArray[np.integer]]:
        """Pixels (band, row, column) and class indices (row, column; k = ignored) of a tile."""
        return self._kept[index] if self._kept else self._from_file(index)

    def labels(self, index: int) -> NDArray[np.integer]:
        """The class indices alone; they are kept where they fit into memory and the pixels do not."""
        if self._kept:
            return self._kept[index][1]
        known = self._kept_labels.get(index)
        return self._from_file(index)[1] if known is None else known

    def shape(self, index: int) -> tuple[int, int]:
        """Rows and columns of a tile."""
        _, _, width, height = self.tiles.windows[index]
        return int(height), int(width)

    def _from_file(self, index: int) -> tuple[NDArray[Any], NDArray[np.integer]]:
        with self._reader() as reader:
            pixels, labels = reader.read(index)
        if len(pixels) != self.bands:
            raise BadInput(
                "other_bands_in_tile", image=str(self.tiles.image[index]), bands=len(pixels), expected=self.bands
            )
        labels = labels.astype(np.uint8 if self.classes < 256 else np.uint16)
        if self._labels_fit and not self.fits:
            self._kept_labels[index] = labels
        return pixels, labels

    @contextmanager
    def _reader(self) -> Iterator[TileReader]:
        """A reader that no other thread uses now; threads come and go with every epoch, readers with their files stay."""
        try:
            reader = self._idle.get_nowait()
        except queue.Empty:
            reader = TileReader(self.tiles, self._scheme, open_tiles=OPEN_TILES // _READERS)
            self._stack.push(reader)
        try:
            yield reader
        finally:
            self._idle.put(reader)


class Crop(NamedTuple):
    """A square of a tile from `row` and `column` on, turned by quarters, then mirrored."""

    tile: int
    row: int
    column: int
    turns: int
    mirrored: bool


@dataclass(frozen=True)
class CropSampler:
    """Batches of square crops, turned, flipped, brightened; tiles are drawn as often as their repeats say.

    What is drawn depends on the seed, the epoch and the step alone, and what is chosen of it on what was shown before, so that an
    interrupted training can go on after any epoch.
    """

    pixels: TilePixels
    normalisation: Normalisation
    crop_size: int
    batch_size: int
    steps: int
    seed: int
    dose: Dose
    shown: Shown
    # Which places of a batch are made here; all of them are drawn.
    share: slice = field(default_factory=lambda: ALL)

    def batches(self, epoch: int) -> Iterator[Batch]:
        """The batches of an epoch: images (batch, band, row, column) and class indices (batch, row, column)."""
        numbers = self.dose.per_place(epoch, steps=self.steps, places=self.batch_size)
        order = draw_order(draw_weights(self.pixels.tiles), int(numbers.sum()), seed=(self.seed, epoch))
        per_step = np.split(order, np.cumsum(numbers.sum(axis=1))[:-1])
        pool = ThreadPoolExecutor(1 if self.pixels.fits else min(_READERS, os.cpu_count() or 1))
        try:
            drawn = _ahead(
                pool,
                (
                    partial(self._draw, tiles, numbers[step], np.random.default_rng((self.seed, epoch, step)))
                    for step, tiles in enumerate(per_step)
                ),
            )
            # The choice is made here, batch after batch: only what does not depend on it is done ahead.
            chosen = (partial(self._batch, self._choose(places, counts), rng) for places, counts, rng in drawn)
            for batch, pixels, tiles in _ahead(pool, chosen):
                self.shown.add(pixels, tiles)
                yield batch
        finally:  # whoever stops early does not wait for batches that nobody reads
            pool.shutdown(cancel_futures=True)

    def _draw(
        self, tiles: NDArray[np.int64], numbers: NDArray[np.int64], rng: np.random.Generator
    ) -> tuple[list[list[Crop]], list[NDArray[np.int64]], np.random.Generator]:
        """Crops of tiles for the places of a batch, so many for each, their class counts, and the generator as it is then."""
        crops = [self._crop(int(tile), rng) for tile in tiles]
        ends = np.cumsum(numbers).tolist()
        places = [crops[end - number : end] for end, number in zip(ends, numbers.tolist(), strict=True)]
        # Without a choice nothing is counted: labels that are not in memory would be read twice.
        counts = (
            [np.stack([self._counts(crop) for crop in place]) for place in places] if self.dose.candidates > 1 else []
        )
        return places, counts, rng

    def _choose(self, places: list[list[Crop]], counts: list[NDArray[np.int64]]) -> list[Crop]:
        chosen = self.shown.choose(counts) if counts else [0] * len(places)
        return [place[which] for place, which in zip(places, chosen, strict=True)]

    def _batch(self, crops: list[Crop], rng: np.random.Generator) -> tuple[Batch, NDArray[np.int64], NDArray[np.int64]]:
        """Of a batch of some crops the share that is made here, the pixels per class of the whole, and the tiles of all."""
        cut = [self._cut(crop) for crop in crops[self.share]]
        images = self.normalisation.apply(np.stack([pixels for pixels, _ in cut]))
        shape = (len(crops), self.pixels.bands, 1, 1)
        images *= 1 + _spread(rng, shape, _CONTRAST, _CONTRAST_OF_BAND)[self.share]
        images += _spread(rng, shape, _BRIGHTNESS, _BRIGHTNESS_OF_BAND)[self.share]
        labels = np.stack([labels for _, labels in cut]).astype(np.int64)
        whole = self._count(labels) if len(cut) == len(crops) else sum(self._counts(crop) for crop in crops)
        return (images, labels), np.asarray(whole), np.array([crop.tile for crop in crops])

    def _crop(self, tile: int, rng: np.random.Generator) -> Crop:
        row, column = (int(rng.integers(first, last + 1)) for first, last in self._starts(tile, rng))
        return Crop(tile, row, column, int(rng.integers(4)), bool(rng.integers(2)))

    def _starts(self, tile: int, rng: np.random.Generator) -> list[tuple[int, int]]:
        """The first and the last row and column that a crop of a tile may begin at: anywhere, or so that it shows judged ground.

        Of a reviewed tile little may be labelled, and a crop without a labelled pixel teaches nothing.
        """
        starts = [(0, max(0, length - self.crop_size)) for length in self.pixels.shape(tile)]
        if self.pixels.tiles.origin[tile] != REVIEWED:
            return starts
        judged = np.argwhere(self.pixels.labels(tile) < self.pixels.classes)
        if not len(judged):
            return starts
        place = judged[int(rng.integers(len(judged)))].tolist()
        return [
            (min(last, max(0, at - self.crop_size + 1)), min(last, at))
            for (_, last), at in zip(starts, place, strict=True)
        ]

    def _cut(self, crop: Crop) -> tuple[NDArray[Any], NDArray[np.integer]]:
        size = self.crop_size
        pixels, labels = pad(*self.pixels.read(crop.tile), height=size, width=size, ignored=self.pixels.classes)
        parts = (array[..., crop.row : crop.row + size, crop.column : crop.column + size] for array in (pixels, labels))
        turned = (np.rot90(part, crop.turns, axes=(-2, -1)) for part in parts)
        image, label = (part[..., ::-1] if crop.mirrored else part for part in turned)
        return image, label

    def _counts(self, crop: Crop) -> NDArray[np.int64]:
        labels = self.pixels.labels(crop.tile)
        return self._count(labels[crop.row : crop.row + self.crop_size, crop.column : crop.column + self.crop_size])

    def _count(self, labels: NDArray[np.integer]) -> NDArray[np.int64]:
        return np.bincount(labels.ravel(), minlength=self.pixels.classes + 1)[: self.pixels.classes]


def _ahead(pool: ThreadPoolExecutor, tasks: Iterable[Callable[[], Result]]) -> Iterator[Result]:
    """The results of tasks in their order, some of which are worked on ahead of the one that is waited for."""
    waiting: deque[Future[Result]] = deque()
    for task in tasks:
        waiting.append(pool.submit(task))
        if len(waiting) > _BATCHES_AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def draw_weights(tiles: Tiles) -> NDArray[np.int64]:
    """How often each tile is drawn per round, (tiles,): its repeats, the same multiple of them for all that are not reviewed.

    It is the least with which reviewed tiles have at most `MOST_REVIEWED_DRAWS` of the draws; 1 without reviewed tiles, or with
    nothing else.
    """
    repeats = tiles.repeats.astype(np.int64)
    is_reviewed = tiles.origin == REVIEWED
    reviewed, others = int(repeats[is_reviewed].sum()), int(repeats[~is_reviewed].sum())
    if not reviewed or not others:
        return repeats
    multiple = math.ceil(reviewed * (1 - MOST_REVIEWED_DRAWS) / (MOST_REVIEWED_DRAWS * others))
    return np.where(is_reviewed, repeats, multiple * repeats)


def draw_order(repeats: NDArray[np.integer], count: int, *, seed: tuple[int, ...]) -> NDArray[np.int64]:
    """The order in which tiles are drawn: each as often as its repeats say, shuffled anew whenever all were drawn.

    Parameters
    ----------
    repeats
        How often each tile is drawn per round, 0 or above, one above 0; (tiles,).
    count
        How many draws.
    seed
        Of the order.

    Returns
    -------
    ndarray
        Positions of tiles, (count,).

    """
    pool = np.repeat(np.arange(len(repeats)), repeats)
    rng = np.random.default_rng(seed)
    rounds = [rng.permutation(pool) for _ in range(-(-count // len(pool)))]
    return np.concatenate(rounds)[:count]


def steps_for(tiles: Tiles, *, crop_size: int, batch_size: int) -> int:
    """Steps whose crops have together the area of all tiles, each counted `repeats` times."""
    area = float((tiles.repeats * tiles.windows[:, 2] * tiles.windows[:, 3]).sum())
    return effort.steps_per_epoch(area, crop_size=crop_size, batch_size=batch_size)


def complete_tiles(
    pixels: TilePixels,
    normalisation: Normalisation,
    *,
    divisor: int,
    batch_size: int,
    crop_size: int,
    share: slice = ALL,
) -> Iterator[Batch]:
    """Batches that show every tile once, in parts where a tile is very large.

    Parameters
    ----------
    pixels
        The tiles.
    normalisation
        From pixels to the network's input.
    divisor
        What height and width of an image must be multiples of; tiles are padded to it.
    batch_size, crop_size
        Of the training, in crops and pixels: batches stay within a multiple of its memory.
    share
        Which of the batches are read and given.

    Yields
    ------
    images, labels
        Float32 (batch, band, row, column) and class indices (batch, row, column); the padding is mirrored and ignored.
    """
    groups = _groups(pixels, divisor, _MEASURED_PER_TRAINED * batch_size * crop_size**2)
    read = lru_cache(maxsize=1)(pixels.read)  # the parts of a tile stand one after the other
    for group in islice(groups, share.start, share.stop, share.step):
        yield _stacked([part.cut(*read(part.tile), ignored=pixels.classes) for part in group], normalisation)


def pad(
    pixels: NDArray[Any], labels: NDArray[np.integer], *, height: int, width: int, ignored: int
) -> tuple[NDArray[Any], NDArray[np.integer]]:
    """At least so high and wide: what is missing below and to the right is the image mirrored, and ignored."""
    below, right = max(0, height - labels.shape[0]), max(0, width - labels.shape[1])
    if not below and not right:
        return pixels, labels
    edges = ((0, below), (0, right))
    return np.pad(pixels, ((0, 0), *edges), mode="reflect"), np.pad(labels, edges, constant_values=ignored)


class _Part(NamedTuple):
    """A window of a tile, and how high and wide it is when it is padded."""

    tile: int
    window: Window
    height: int
    width: int

    def cut(
        self, image: NDArray[Any], labels: NDArray[np.integer], *, ignored: int
    ) -> tuple[NDArray[Any], NDArray[np.integer]]:
        """It from its tile."""
        rows, columns = self.window.slices
        return pad(
            image[:, rows, columns], labels[rows, columns], height=self.height, width=self.width, ignored=ignored
        )


def _groups(pixels: TilePixels, divisor: int, budget: int) -> Iterator[list[_Part]]:
    """The parts of all tiles in groups of one size, each of at most `budget` pixels."""
    group: list[_Part] = []
    for part in _parts(pixels, divisor):
        shape = part.height, part.width
        if group and ((group[0].height, group[0].width) != shape or (len(group) + 1) * shape[0] * shape[1] > budget):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _parts(pixels: TilePixels, divisor: int) -> Iterator[_Part]:
    # Tiles of one size after each other, so that they share batches.
    sizes = pixels.tiles.windows[:, 2:]
    for index in np.lexsort((np.arange(len(sizes)), sizes[:, 0], sizes[:, 1])):
        height, width = pixels.shape(int(index))
        for window in TileGrid(Window(0, 0, width, height), _LARGEST_MEASURED_PX, _LARGEST_MEASURED_PX):
            padded = (-(-length // divisor) * divisor for length in (window.height, window.width))
            yield _Part(int(index), window, *padded)


def _stacked(group: list[tuple[NDArray[Any], NDArray[np.integer]]], normalisation: Normalisation) -> Batch:
    images = normalisation.apply(np.stack([image for image, _ in group]))
    return images, np.stack([labels for _, labels in group]).astype(np.int64)


def _spread(rng: np.random.Generator, shape: tuple[int, ...], together: float, alone: float) -> NDArray[np.float32]:
    """A random change per sample that is alike in all bands, and a smaller one per band."""
    alike = rng.uniform(-together, together, (shape[0], 1, 1, 1))
    return np.asarray(alike + rng.uniform(-alone, alone, shape), dtype=np.float32)
