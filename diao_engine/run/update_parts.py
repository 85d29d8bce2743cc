# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts of the job `update`: pieces of the new images, mapped with the windows of the whole.

What is remembered of a pixel depends on all images that show it and costs little, so it is done when the parts are put together.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..inference.pieces import pieces_of_all
from ..jobs import Update
from ..jobs.classinfo import ClassInfo
from ..jobs.shards import COG, Shard
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.grid import Window
from ..raster.mosaic import Tessera, join, to_cog
from ..updating.classes import check_names
from .parts import Parts
from .segment import RasterPaths
from .segment_parts import LEAST_PIXELS, within
from .update import Plan, map_so_far, named, remember

_KINDS = ("classes", "confidence")


def most_parts(job: Update) -> int:
    """By the pixels that are mapped."""
    with map_so_far(job.map, job.map_date) as so_far:
        targets = Plan.of(job, so_far).targets
    return max(1, sum(target.width * target.height for target in targets) // LEAST_PIXELS)


def write_part(job: Update, shard: Shard, parts: Parts, report: ProgressReporter) -> None:
    """Map some pieces of images."""
    with map_so_far(job.map, job.map_date) as so_far:
        plan = Plan.of(job, so_far)
        mine = pieces_of_all(plan.targets, shard.count)[shard.index - 1]
        if not mine:
            with parts.writing(shard, (), {"pieces": []}):
                report.info("part_is_empty", shard=str(shard))
            return
        files = tuple(_file(kind, place) for place in range(len(mine)) for kind in _KINDS)
        written = tuple(parts.path(shard, name) for name in files)
        mappings = plan.mappings([number for number, _ in mine], written, report)
        scheme = mappings[0].scheme
        if so_far.labels is not None:
            check_names(so_far.labels.source.name, so_far.labels.legend, scheme.classes)
    model = {"classes": [entry.to_json() for entry in scheme.classes], "ignore": scheme.ignore}
    with parts.writing(shard, files, {"pieces": mine, "model": model}) as path:
        for place, (mapping, (_, piece)) in enumerate(zip(mappings, mine, strict=True)):
            classes, confidence = (path(_file(kind, place)) for kind in _KINDS)
            step = report.part(place / len(mine), (place + 1) / len(mine))
            replace(mapping, plan=mapping.plan.part(piece)).write(RasterPaths(classes, confidence, None), step)
        report.progress(1.0, "writing")


def merge_parts(job: Update, parts: Parts, report: ProgressReporter, *, form: str = "") -> dict[str, Any]:
    """Put the maps of the images together; then go on as one process does."""
    receipts = [(shard, receipt) for shard, receipt in parts.receipts() if receipt["pieces"]]
    reads = [parts.path(shard, name) for shard, receipt in receipts for name in receipt["files"]]
    model = receipts[0][1]["model"]
    with map_so_far(job.map, job.map_date) as so_far, Staging.of(job, reads=reads) as staging:
        plan = Plan.of(job, so_far)
        known = [ClassInfo.from_json(entry) for entry in model["classes"]]
        classes = plan.classes(known, model["ignore"], report.part(0.0, 0.05))
        maps = []
        for number, (raster, target) in enumerate(zip(plan.rasters, plan.targets, strict=True)):
            maps.append(plan.scratch(staging, number))
            step = report.part(0.05 + 0.45 * number / len(plan.images), 0.05 + 0.45 * (number + 1) / len(plan.images))
            for place, kind in enumerate(_KINDS):
                tesserae = [
                    Tessera(parts.path(shard, _file(kind, at)), within(Window(*piece), target))
                    for shard, receipt in receipts
                    for at, (image, piece) in enumerate(receipt["pieces"])
                    if image == number
                ]
                join(tesserae, maps[-1][place], raster.georef.part(target), step.part(place / 2, (place + 1) / 2))
        numbers = remember(plan, classes, maps, so_far, staging, report.part(0.5, 1.0))
        if form == COG:
            report.progress(1.0, "optimising")
            to_cog(staging.path(job.output), staging.scratch(job.output, "cog.tif"), is_classes=True)
        report.progress(1.0, "writing")
    return {**named(job), **numbers}


def _file(kind: str, place: int) -> str:
    return f"{kind}{place}.tif"
