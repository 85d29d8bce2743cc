# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts of the job `importdataset`: some of the pairs of image and mask, read and counted, and the one dataset made of them.

What concerns all pairs at once, classes, places, split and files, is done when the parts are put together.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from ..jobs.importdataset import ImportDataset
from ..jobs.shards import Shard
from ..preparation.create import LabelFolder
from ..preparation.harmonise import Harmoniser
from ..preparation.masks import laid_out
from ..preparation.sources import ImageSource, common_crs, inspect_images
from ..preparation.tiling import LabelledImage, TileCounter, dataset_of
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.georef import GeoRef
from ..raster.read import open_source
from .append import Extended, compared, crs_for, reads_of
from .createdataset import finish, together
from .createdataset_parts import LEAST_PIXELS, TILES, Nearby, labels_file, span
from .importdataset import Found
from .parts import Parts


def most_parts(job: ImportDataset) -> int:
    """By the pixels of the images, if all are as large as the first."""
    images = Found.of(job).images
    with open_source(images[0]) as image:
        pixels = int(image.width * image.height)
    return max(1, min(len(images), len(images) * pixels // LEAST_PIXELS))


def write_part(job: ImportDataset, shard: Shard, parts: Parts, report: ProgressReporter) -> None:
    """Read and count some of the pairs."""
    to = Extended.of(job)
    found = Found.of(job).beyond(to, report)
    mine = _share(shard, len(found.pairs))
    if not mine:
        with parts.writing(shard, (), {"pairs": []}):
            report.info("part_has_no_pair", shard=str(shard))
        return
    with tempfile.TemporaryDirectory(prefix="diao-") as temporary:
        nearby = Nearby(temporary)
        sources = inspect_images([found.images[number] for number in sorted({0, *mine})], report.part(0.0, 0.3))
        reader = found.reader(job, LabelFolder(nearby, job.output))
        if found.layout.has_rasters:
            reader.begin_with(found.pairs[0])
        own = sources if 0 in mine else sources[1:]
        tracked = report.part(0.3, 0.5).track(list(zip(mine, own, strict=True)), "reading_masks")
        pairs = [reader.pair(found.pairs[number], source) for number, source in tracked]
        receipts = [
            {
                "is_new": pair.label != str(found.pairs[number].mask),
                "by_mask": pair.georef is not source.georef,
                "ignored": sorted(pair.ignored),
            }
            for number, pair, source in zip(mine, pairs, own, strict=True)
        ]
        pairs = Harmoniser(nearby, job.output, job.nodata).brought_together(pairs, compared(sources, to), report)
        counter = TileCounter.of(job)
        for place, (number, pair) in enumerate(zip(mine, pairs, strict=True)):
            counter.count(number, pair, report.part(*span(place, len(mine), 0.5, 1.0)))
        written = {
            labels_file(number): pair.label
            for number, pair, told in zip(mine, pairs, receipts, strict=True)
            if told["is_new"]
        }
        kept = {"tiles": counter.kept(), "masks": reader.kept()}
        with parts.writing(shard, (TILES, *written), {"pairs": receipts}) as path:
            for name, label in written.items():
                shutil.move(label, path(name))
            Path(path(TILES)).write_text(json.dumps(kept), encoding="utf-8")
            report.progress(1.0, "writing")


def merge_parts(job: ImportDataset, parts: Parts, report: ProgressReporter) -> dict[str, Any]:
    """Put labels, counts and what the masks say together; then go on as one process does."""
    receipts = [(shard, receipt) for shard, receipt in parts.receipts() if receipt["pairs"]]
    found, to = Found.of(job), Extended.of(job)
    reads = [parts.path(shard, name) for shard, receipt in receipts for name in receipt["files"]]
    with Staging.of(job, reads=reads_of(to, [*found.files, *reads])) as staging:
        found = found.beyond(to, report)
        found.say(job, report)
        folder = LabelFolder(staging, job.output)
        reader, counter = found.reader(job, folder), TileCounter.of(job)
        sources = inspect_images(found.images, report.part(0.0, 0.5))
        pairs = []
        for shard, receipt in report.part(0.5, 0.7).track(receipts, "merging"):
            kept = json.loads(Path(parts.path(shard, TILES)).read_text(encoding="utf-8"))
            reader.take_up(kept["masks"])
            counter.take_up(kept["tiles"])
            for number, told in zip(_share(shard, len(found.pairs)), receipt["pairs"], strict=True):
                labels = parts.path(shard, labels_file(number))
                pairs.append(_pair(found, number, sources[number], told, labels, folder))
        pairs = laid_out(pairs)
        reader.check(job.folder, report)
        georefs = [pair.georef for pair in pairs]
        crs = crs_for(to, common_crs(georefs, report))
        pairs, info, earlier = together(job, to, pairs, sources, georefs, staging, report)
        legend = found.legend(job).over(reader.legend)
        dataset = dataset_of(job, pairs, counter.counted(), legend, info, crs, report.part(0.7, 0.95), earlier)
        return finish(job, dataset, folder, staging, report, to)


def _share(shard: Shard, count: int) -> range:
    """The pairs of a part: neighbours, much the same number for each."""
    return range((shard.index - 1) * count // shard.count, shard.index * count // shard.count)


def _pair(
    found: Found, number: int, source: ImageSource, told: dict[str, Any], labels: str, folder: LabelFolder
) -> LabelledImage:
    """A pair as the one who read its mask has seen it, with its rewritten mask in the folder of this run."""
    files = found.pairs[number]
    part = final_path = str(files.mask)
    if told["is_new"]:
        part, final_path = folder.new_paths(source.path)
        shutil.copyfile(labels, part)
    georef = source.georef
    if told["by_mask"]:
        with open_source(str(files.mask)) as mask:
            georef = GeoRef.of(mask)
    return LabelledImage(source.path, part, final_path, georef, georef.window, frozenset(told["ignored"]), files.split)
