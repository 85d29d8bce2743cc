# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts of the job `segment`: pieces of the raster, mapped with all windows that reach into them, and put together again.

The windows are those of the whole, so every pixel of a part gets the scores of the same windows, added up in the same order.
"""

from __future__ import annotations

import shutil
from typing import Any

from ..inference.pieces import pieces
from ..jobs import Segment
from ..jobs.outputs import CONFIDENCE
from ..jobs.shards import Shard
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.grid import Window
from ..raster.mosaic import Tessera, join, to_cog
from ..raster.read import open_image
from .parts import Parts
from .segment import Mapping, RasterPaths, named, needs_of, opened, staged, target_of, write_minority

_CLASSES, _PROBABILITIES = "classes.tif", "probabilities.tif"
# Windows over the borders of a part are computed twice: of windows of 512 pixels some 6 % in a part of this size.
LEAST_PIXELS = 16_384**2
_SIDECAR = ".aux.xml"


def most_parts(job: Segment) -> int:
    """By the pixels that are mapped."""
    with open_image(job.input) as image:
        target = target_of(job, image.georef)
    return max(1, target.width * target.height // LEAST_PIXELS)


def write_part(job: Segment, shard: Shard, parts: Parts, report: ProgressReporter) -> None:
    """Map one piece of the raster."""
    raster = opened(job)
    target = target_of(job, raster.georef)
    piece = pieces(target, shard.count)[shard.index - 1]
    if piece is None:  # more parts than blocks
        with parts.writing(shard, (), {"window": None}):
            report.info("part_is_empty", shard=str(shard))
        return
    files = _files(job)
    needs = needs_of(job, tuple(parts.path(shard, name) for name in files))
    mapping = Mapping.prepared(job, raster, target, needs, report, piece=piece)
    with parts.writing(shard, files, {"window": piece, "chosen": mapping.chosen}) as path:
        confidence, probabilities = (path(name) if name in files else None for name in (CONFIDENCE, _PROBABILITIES))
        mapping.write(RasterPaths(path(_CLASSES), confidence, probabilities), report)
        report.progress(1.0, "writing")


def merge_parts(job: Segment, parts: Parts, report: ProgressReporter, *, is_cog: bool = False) -> dict[str, Any]:
    """Put the pieces together, and draw the polygons of the whole map, so that objects on a border are one."""
    receipts = [(shard, receipt) for shard, receipt in parts.receipts() if receipt["window"] is not None]
    with open_image(job.input) as image:
        target = target_of(job, image.georef)
        grid = image.georef.part(target)
    reads = [parts.path(shard, name) for shard, receipt in receipts for name in receipt["files"]]
    with Staging.of(job, reads=reads) as staging:
        paths = staged(job, staging)
        wanted = {_CLASSES: paths.classes, CONFIDENCE: paths.confidence, _PROBABILITIES: paths.probabilities}
        for number, (name, path) in enumerate(wanted.items()):
            if path:
                tesserae = [
                    Tessera(parts.path(shard, name), within(Window(*receipt["window"]), target))
                    for shard, receipt in receipts
                ]
                join(tesserae, path, grid, report.part(0.3 * number, 0.3 * (number + 1)))
        shutil.copyfile(parts.path(receipts[0][0], _CLASSES) + _SIDECAR, paths.classes + _SIDECAR)
        counts = write_minority(job, tuple(receipts[0][1]["chosen"]), paths, staging, report.part(0.9, 1.0))
        for path in filter(None, vars(paths).values() if is_cog else ()):
            report.progress(1.0, "optimising")
            to_cog(path, staging.scratch(job.output, "cog.tif"), is_classes=path == paths.classes)
        report.progress(1.0, "writing")
    return {**named(job), **counts}


def _files(job: Segment) -> tuple[str, ...]:
    """The rasters of a part: those that are asked for, and the confidence that polygons need."""
    confidence = (CONFIDENCE,) if job.confidence or job.minority else ()
    return (_CLASSES, *confidence, *((_PROBABILITIES,) if job.probabilities else ()))


def within(window: Window, target: Window) -> Window:
    """A window of the raster as one of the target."""
    return Window(window.x_off - target.x_off, window.y_off - target.y_off, window.width, window.height)
