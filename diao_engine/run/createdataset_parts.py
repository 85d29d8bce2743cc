# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts of the job `createdataset`: rows of tiles of all images, labelled and counted, and the one dataset made of them.

What concerns all tiles at once, classes, split and files, is done when the parts are put together.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rasterio
from rasterio.windows import Window as RasterioWindow

from ..jobs.createdataset import CreateDataset
from ..jobs.shards import Shard
from ..preparation.area import AreaOfInterest
from ..preparation.create import LabelFolder, LabelPreparer, write_window
from ..preparation.harmonise import Harmoniser
from ..preparation.shares import Share, shares
from ..preparation.sources import ImageSource, common_crs, inspect_images
from ..preparation.tiling import LabelledImage, TileCounter, dataset_of
from ..protocol.progress import ProgressReporter
from ..protocol.staging import RunFolder, Staging
from ..raster.grid import TileGrid, Window
from ..raster.read import open_source
from .append import Extended, compared, crs_for, reads_of
from .createdataset import finish, images_of, labels_of, together
from .parts import Parts

TILES = "tiles.json"
# Parts of fewer pixels than this spend more time on opening files than on labels.
LEAST_PIXELS = 4_096**2
_CHUNK_PX = 2048


@dataclass(frozen=True)
class _Plan:
    """The images of a job with their labels, before anything is written."""

    sources: list[ImageSource]
    preparer: LabelPreparer
    labelled: list[tuple[ImageSource, Window]]
    to: Extended | None

    @classmethod
    def of(cls, job: CreateDataset, folder: LabelFolder, report: ProgressReporter) -> _Plan:
        to = Extended.of(job)
        sources = inspect_images(images_of(job, to, report), report)
        labels = labels_of(job, to, report)
        area = AreaOfInterest(job.area, job.extent)
        preparer = LabelPreparer(labels, area, folder, ignore=job.ignore_value, background=job.background)
        return cls(sources, preparer, preparer.labelled(sources, report), to)

    def shares(self, job: CreateDataset, count: int) -> list[list[Share]]:
        """What each part does."""
        counter = TileCounter.of(job)
        return shares([counter.grid(window) for _, window in self.labelled], count)


class Nearby:
    """A folder for virtual rasters that a part needs while it counts."""

    def __init__(self, folder: str) -> None:
        self._folder = RunFolder(folder, folder)

    def folder(self, output: str, role: str) -> RunFolder:
        """The one folder."""
        return self._folder


def most_parts(job: CreateDataset) -> int:
    """By the pixels of the images."""
    pixels = 0
    for path in job.images:
        with open_source(path) as image:
            pixels += image.width * image.height
    return max(1, pixels // LEAST_PIXELS)


def write_part(job: CreateDataset, shard: Shard, parts: Parts, report: ProgressReporter) -> None:
    """Label and count some rows of tiles."""
    with tempfile.TemporaryDirectory(prefix="diao-") as folder:
        _write_part(job, shard, parts, Nearby(folder), report)


def _write_part(job: CreateDataset, shard: Shard, parts: Parts, nearby: Nearby, report: ProgressReporter) -> None:
    plan = _Plan.of(job, LabelFolder(nearby, job.output), report.part(0.0, 0.05))
    mine = plan.shares(job, shard.count)[shard.index - 1]
    written = tuple(
        labels_file(share.number) for share in mine if not plan.preparer.referenced(*plan.labelled[share.number])
    )
    counter = TileCounter.of(job)
    with parts.writing(shard, (TILES, *written), {}) as path:
        pairs = []
        for number, share in enumerate(mine):
            source, window = plan.labelled[share.number]
            pair = plan.preparer.referenced(source, window)
            if pair is None:
                labels = path(labels_file(share.number))
                plan.preparer.write(
                    source.georef, share.window, labels, report.part(*span(number, len(mine), 0.05, 0.5))
                )
                pair = LabelledImage(source.path, labels, labels, source.georef, window)
            pairs.append(pair)
        pairs = Harmoniser(nearby, job.output, job.nodata).brought_together(
            pairs, compared(plan.sources, plan.to), report
        )
        for number, (share, pair) in enumerate(zip(mine, pairs, strict=True)):
            counter.count(share.number, pair, report.part(*span(number, len(mine), 0.5, 1.0)), share.rows)
        Path(path(TILES)).write_text(json.dumps(counter.kept()), encoding="utf-8")
        report.progress(1.0, "writing")


def merge_parts(job: CreateDataset, parts: Parts, report: ProgressReporter) -> dict[str, Any]:
    """Put labels and counts together; then go on as one process does."""
    found = parts.receipts()
    reads = [parts.path(shard, name) for shard, receipt in found for name in receipt["files"]]
    with Staging.of(job, reads=reads_of(Extended.of(job), reads)) as staging:
        folder = LabelFolder(staging, job.output)
        plan = _Plan.of(job, folder, report.part(0.0, 0.05))
        georefs = [source.georef for source in plan.sources]
        to = plan.to
        crs = crs_for(to, common_crs(georefs, report))
        pieces = _pieces(job, plan, parts, [shard for shard, _ in found])
        pairs = _pairs(plan, pieces, folder, report.part(0.05, 0.7))
        counter = TileCounter.of(job)
        for shard, _ in found:
            counter.take_up(json.loads(Path(parts.path(shard, TILES)).read_text(encoding="utf-8")))
        pairs, info, earlier = together(job, to, pairs, plan.sources, georefs, staging, report)
        dataset = dataset_of(
            job, pairs, counter.counted(), plan.preparer.legend, info, crs, report.part(0.7, 0.95), earlier
        )
        return finish(job, dataset, folder, staging, report, to)


def _pieces(
    job: CreateDataset, plan: _Plan, parts: Parts, shards: Sequence[Shard]
) -> dict[int, list[tuple[str, Window]]]:
    """By the number of an image, where which of its labels lie."""
    pieces: dict[int, list[tuple[str, Window]]] = {}
    for shard, own in zip(shards, plan.shares(job, len(shards)), strict=True):
        for share in own:
            pieces.setdefault(share.number, []).append((parts.path(shard, labels_file(share.number)), share.owned))
    return pieces


def _pairs(
    plan: _Plan, pieces: dict[int, list[tuple[str, Window]]], folder: LabelFolder, report: ProgressReporter
) -> list[LabelledImage]:
    pairs = []
    for number, (source, window) in enumerate(report.track(plan.labelled, "merging")):
        pair = plan.preparer.referenced(source, window)
        if pair is None:
            part, final_path = folder.new_paths(source.path)
            with plan.preparer.raster(part, source.georef) as sink:
                for path, owned in pieces[number]:
                    _copy(path, owned, sink)
            pair = LabelledImage(source.path, part, final_path, source.georef, window)
        pairs.append(pair)
    return pairs


def _copy(path: str, owned: Window, sink: Any) -> None:
    """Copy what a part owns; what holds no label stays unwritten, as everywhere."""
    with rasterio.open(path) as source:
        for chunk in TileGrid(owned, _CHUNK_PX, _CHUNK_PX):
            values = source.read(1, window=RasterioWindow(*chunk))
            if (values != source.nodata).any():
                write_window(sink, values, chunk)


def labels_file(number: int) -> str:
    """The labels of an image among the files of a part."""
    return f"labels_{number}.tif"


def span(number: int, count: int, start: float, end: float) -> tuple[float, float]:
    """The part of the progress that one of several takes."""
    return start + (end - start) * number / count, start + (end - start) * (number + 1) / count
