# SPDX-License-Identifier: GPL-2.0-or-later
"""Pairs of image and label raster -> a tile dataset: lay the grid, count the classes, split."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.io import DatasetReader

from ..dataset.classes import ClassScheme, scheme_from_values
from ..dataset.info import DatasetInfo
from ..dataset.store import TileDataset
from ..dataset.tiles import Tiles
from ..errors import BadInput
from ..jobs.createdataset import CreateDataset
from ..jobs.importdataset import ImportDataset
from ..protocol.progress import ProgressReporter
from ..raster.georef import GeoRef, transformed
from ..raster.grid import TileGrid, Window
from ..raster.legend import Legend
from ..raster.read import Image, open_image, open_source, read_band
from .counted_tiles import CountedTiles
from .known_labels import require_same_classes
from .labels import refuse_imagery
from .split import SplitSpec, split_beside, split_tiles

# Pixels of a side that are read at once: enough to make reading cheap, little enough for wide rasters with many bands.
_CHUNK_PX = 4096


@dataclass(frozen=True)
class LabelledImage:
    """An image, the label raster on its pixels, and the window of both that is used.

    `label` is where the labels can be read now, `final_path` where they will lie; `final_image` is the same of the image where it is
    another place; `georef` says where footprints are drawn;
    `ignored` are label values that are no class beside the dataset's own; `split` is empty where it is still open.
    """

    image: str
    label: str
    final_path: str
    georef: GeoRef
    window: Window
    ignored: frozenset[int] = frozenset()
    split: str = ""
    final_image: str = ""


@dataclass(frozen=True)
class TileCounts:
    """n tiles: the pair that each belongs to (n,), their windows (n, 4) and pixels (n, k) of the class `values` (k,)."""

    pair: NDArray[np.int64]
    windows: NDArray[np.int64]
    values: NDArray[np.int64]
    counts: NDArray[np.int64]


_Sparse = tuple[NDArray[np.int64], NDArray[np.int64]]  # values that occur and their pixels


def build_dataset(
    job: CreateDataset | ImportDataset,
    pairs: Sequence[LabelledImage],
    legend: Legend,
    info: DatasetInfo,
    crs: CRS | None,
    report: ProgressReporter,
    earlier: TileDataset | None = None,
) -> TileDataset:
    """Tile labelled images, count their classes, and split the tiles.

    Parameters
    ----------
    job
        Its tile size and overlap are in pixels, `min_labelled` and the held-out fractions from 0 to 1.
    pairs
        Images with label rasters on the same grid.
    legend
        Names and colours of the classes, as far as they are known.
    info
        What all tiles share.
    crs
        CRS of the tiles' footprints; None for imagery without a CRS.
    report
        Takes progress, and the warning that there is one class only.
    earlier
        A dataset that the tiles come to: they have its classes, and splits that go with its own.

    Returns
    -------
    TileDataset
        Real tiles, each drawn once, with `split` filled in; without those of `earlier`.

    Raises
    ------
    BadInput
        No tile has enough labelled pixels, or the labels have more values than classes can have.
    """
    counter = TileCounter.of(job)
    areas = np.array([pair.window.width * pair.window.height for pair in pairs], dtype=float)
    ends = np.cumsum(areas) / areas.sum()
    for number, pair in enumerate(pairs):
        counter.count(number, pair, report.part(ends[number] - areas[number] / areas.sum(), ends[number]))
    return dataset_of(job, pairs, counter.counted(), legend, info, crs, report, earlier)


def dataset_of(
    job: CreateDataset | ImportDataset,
    pairs: Sequence[LabelledImage],
    counted: TileCounts,
    legend: Legend,
    info: DatasetInfo,
    crs: CRS | None,
    report: ProgressReporter,
    earlier: TileDataset | None = None,
) -> TileDataset:
    """The same from tiles that are counted: name the classes, and split."""
    spec = SplitSpec(val=job.val_fraction, test=job.test_fraction, by=job.split_by, seed=job.seed)
    if earlier is not None:
        require_same_classes(counted.values, legend.names, earlier.scheme, job.append_to.path if job.append_to else "")
        tiles = _tiles(pairs, _under(earlier.scheme, counted), crs)
        return TileDataset(earlier.scheme, split_beside(tiles, counted.pair, spec, earlier.tiles, report), info, crs)
    scheme = scheme_from_values(
        counted.values.tolist(), ignore=job.ignore_value, names=legend.names, colors=legend.colors
    )
    if len(scheme) == 1:
        report.warning("one_class_only", name=scheme.classes[0].name, ignore=job.ignore_value)
    tiles = _tiles(pairs, counted, crs)
    if (tiles.split == "").any():
        tiles = split_tiles(tiles, counted.pair, spec, scheme, report)
    return TileDataset(scheme, tiles, info, crs)


def _under(scheme: ClassScheme, counted: TileCounts) -> TileCounts:
    """The same tiles counted under a scheme that holds all their classes."""
    counts = np.zeros((len(counted.windows), len(scheme)), dtype=np.int64)
    counts[:, np.searchsorted(scheme.values, counted.values)] = counted.counts
    return TileCounts(counted.pair, counted.windows, np.array(scheme.values), counts)


@dataclass
class TileCounter:
    """Lays the grid over pairs and counts class pixels where the imagery is valid; tiles with too few labels are left out.

    `size` and `overlap` in pixels; what has been counted stands in `found` and can be kept and taken up elsewhere.
    """

    size: int
    overlap: int
    ignore: int
    min_labelled: float
    found: CountedTiles = field(default_factory=CountedTiles)
    fullest: int = 0
    seen: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, job: CreateDataset | ImportDataset) -> TileCounter:
        """As a job says it."""
        return cls(job.tile_size, job.overlap, job.ignore_value, job.min_labelled)

    def grid(self, window: Window) -> TileGrid:
        """The tiles over the used window of an image."""
        return TileGrid(window, self.size, self.size - self.overlap)

    def count(self, number: int, pair: LabelledImage, report: ProgressReporter, rows: range | None = None) -> None:
        """Count the tiles of a pair, which has this number; `rows` are those of the grid, None all."""
        grid = self.grid(pair.window)
        for window, pixels in _count_pair(
            pair, grid, rows or range(len(grid.rows)), pair.ignored | {self.ignore}, report
        ):
            self.add(number, window, pixels)
        refuse_imagery(len(self.seen), pair.final_path)

    def add(self, number: int, window: Window, pixels: _Sparse) -> None:
        """Take a tile with its classes, if enough of it is labelled."""
        labelled = int(pixels[1].sum())
        self.fullest = max(self.fullest, labelled)
        if labelled >= max(1.0, self.min_labelled * self.size * self.size):
            self.found.add(number, window, *pixels)
            self.seen.update(pixels[0].tolist())

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """Add what another counter has counted, as its `kept` gives it."""
        self.found.take_up(kept["tiles"])
        self.fullest = max(self.fullest, kept["fullest"])
        self.seen.update(kept["tiles"]["values"])

    def kept(self) -> dict[str, Any]:
        """What has been counted, as JSON has it."""
        return {"fullest": self.fullest, "tiles": self.found.kept()}

    def counted(self) -> TileCounts:
        """All tiles; BadInput when there is none."""
        if not len(self.found):
            raise _no_tile(self.fullest, self.size, self.min_labelled)
        values = np.array(sorted(self.seen), dtype=np.int64)
        return TileCounts(*self.found.places(), values, self.found.counts(values))


def _no_tile(fullest: int, size: int, min_labelled: float) -> BadInput:
    if not fullest:
        return BadInput("no_labelled_pixel")
    share = fullest / size**2
    return BadInput(
        "no_tile_full_enough", field="min_labelled", pixels=fullest, share=share, size=size, least=min_labelled
    )


def _count_pair(
    pair: LabelledImage, grid: TileGrid, rows: range, ignored: frozenset[int], report: ProgressReporter
) -> Iterator[tuple[Window, _Sparse]]:
    """Windows of a pair with the classes in them, read chunk by chunk."""
    with open_image(pair.image) as image, open_source(pair.label) as label:
        for chunk in report.track(_chunks(grid, rows), "counting_classes", _chunk_count(grid, rows)):
            chunk_window = Window(
                chunk[0].x_off, chunk[0].y_off, chunk[-1].x_off + chunk[-1].width - chunk[0].x_off, chunk[0].height
            )
            labels = _valid_labels(image, label, chunk_window, ignored)
            if labels is None:
                continue
            for window in chunk:
                first = window.x_off - chunk_window.x_off
                yield window, _occurring(labels[:, first : first + window.width], ignored)


def _chunks(grid: TileGrid, rows: range) -> Iterator[list[Window]]:
    """Neighbouring windows of one row, as many as are read at once."""
    for y_off, height in grid.rows[rows.start : rows.stop]:
        row = iter([Window(x_off, y_off, width, height) for x_off, width in grid.columns])
        while chunk := list(islice(row, max(1, _CHUNK_PX // grid.stride))):
            yield chunk


def _chunk_count(grid: TileGrid, rows: range) -> int:
    return len(rows) * -(-len(grid.columns) // max(1, _CHUNK_PX // grid.stride))


def _valid_labels(image: Image, label: DatasetReader, window: Window, ignored: frozenset[int]) -> NDArray[Any] | None:
    """Label values of a window, one of `ignored` where the imagery is invalid; None where nothing is labelled."""
    labels = read_band(label, window)
    if image.is_always_valid:
        return labels
    if np.isin(labels, list(ignored)).all():
        return None
    _, valid = image.read(window)
    return labels if valid.all() else np.where(valid, labels.astype(np.int64), max(ignored))


def _occurring(labels: NDArray[Any], ignored: frozenset[int]) -> _Sparse:
    pixels = np.bincount(labels.ravel())
    pixels[[value for value in ignored if 0 <= value < len(pixels)]] = 0
    values = np.flatnonzero(pixels)
    return values, pixels[values]


def _tiles(pairs: Sequence[LabelledImage], counted: TileCounts, crs: CRS | None) -> Tiles:
    footprint = np.empty(len(counted.windows), dtype=object)
    starts = np.searchsorted(counted.pair, np.arange(len(pairs) + 1))
    for number, pair in enumerate(pairs):
        rows, georef = slice(starts[number], starts[number + 1]), pair.georef
        footprint[rows] = transformed(georef.footprints(counted.windows[rows]), georef.crs, crs)
    return Tiles.fresh(
        image=np.array([pairs[number].final_image or pairs[number].image for number in counted.pair], dtype=object),
        label=np.array([pairs[number].final_path for number in counted.pair], dtype=object),
        windows=counted.windows,
        counts=counted.counts,
        footprint=footprint,
        split=np.array([pairs[number].split for number in counted.pair], dtype=object),
    )
