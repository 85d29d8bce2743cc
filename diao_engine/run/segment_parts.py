# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts of the job `segment`: pieces of the raster, mapped with all windows that reach into them, and put together again.

The windows are those of the whole, so every pixel of a part gets the scores of the same windows, added up in the same order.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..inference.pieces import pieces
from ..jobs import Segment
from ..jobs.outputs import CONFIDENCE, PIECES
from ..jobs.shards import COG, VRT, Shard
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.georef import GeoRef
from ..raster.grid import Window
from ..raster.mosaic import Tessera, join, to_cog
from ..raster.read import open_image
from ..raster.virtual import described
from .parts import Parts
from .segment import Mapping, RasterPaths, named, needs_of, opened, staged, target_of, write_minority

_CLASSES, _PROBABILITIES = "classes.tif", "probabilities.tif"
# Windows over the borders of a part are computed twice: of windows of 512 pixels 1 to 4 % where parts have this size.
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


def merge_parts(job: Segment, parts: Parts, report: ProgressReporter, *, form: str = "") -> dict[str, Any]:
    """Put the pieces together, and draw the polygons of the whole map, so that objects on a border are one."""
    receipts = [(shard, receipt) for shard, receipt in parts.receipts() if receipt["window"] is not None]
    chosen = tuple(receipts[0][1]["chosen"])
    with open_image(job.input) as image:
        target = target_of(job, image.georef)
        grid = image.georef.part(target)
    pieces_of = {
        name: [
            Tessera(parts.path(shard, name), within(Window(*receipt["window"]), target)) for shard, receipt in receipts
        ]
        for name in receipts[0][1]["files"]
    }
    made = _with_suffix(job, ".vrt") if form == VRT else job
    with Staging.of(made, reads=[piece.path for pieces in pieces_of.values() for piece in pieces]) as staging:
        paths = staged(made, staging)
        wanted = {_CLASSES: paths.classes, CONFIDENCE: paths.confidence, _PROBABILITIES: paths.probabilities}
        if form == VRT:
            counts = _show(made, pieces_of, grid, chosen, staging, report)
        else:
            for number, (name, path) in enumerate(wanted.items()):
                if path:
                    join(pieces_of[name], path, grid, report.part(0.3 * number, 0.3 * (number + 1)))
            counts = write_minority(job, chosen, paths, staging, report.part(0.9, 1.0))
        shutil.copyfile(pieces_of[_CLASSES][0].path + _SIDECAR, paths.classes + _SIDECAR)
        for path in filter(None, vars(paths).values() if form == COG else ()):
            report.progress(1.0, "optimising")
            to_cog(path, staging.scratch(job.output, "cog.tif"), is_classes=path == paths.classes)
        report.progress(1.0, "writing")
    return {**named(made), **counts}


def _files(job: Segment) -> tuple[str, ...]:
    """The rasters of a part: those that are asked for, and the confidence that polygons need."""
    confidence = (CONFIDENCE,) if job.confidence or job.minority else ()
    return (_CLASSES, *confidence, *((_PROBABILITIES,) if job.probabilities else ()))


def within(window: Window, target: Window) -> Window:
    """A window of the raster as one of the target."""
    return Window(window.x_off - target.x_off, window.y_off - target.y_off, window.width, window.height)


def _with_suffix(job: Segment, suffix: str) -> Segment:
    """The job with rasters that are called as they were but for their suffix."""
    rasters = {name: getattr(job, name) for name in ("output", "confidence", "probabilities")}
    return replace(job, **{name: os.path.splitext(path)[0] + suffix for name, path in rasters.items() if path})


def _show(
    job: Segment,
    pieces_of: dict[str, list[Tessera]],
    grid: GeoRef,
    chosen: tuple[int, ...],
    staging: Staging,
    report: ProgressReporter,
) -> dict[str, int]:
    """Make virtual rasters of pieces, and polygons of what they show; the numbers of the job's outputs."""

    def where_they_lie(name: str) -> str:
        path = staging.scratch(job.output, f"{name[:3]}.vrt")
        Path(path).write_text(described(pieces_of[name], grid), encoding="utf-8")
        return path

    confidence = where_they_lie(CONFIDENCE) if CONFIDENCE in pieces_of else None
    shown = RasterPaths(where_they_lie(_CLASSES), confidence, None)
    counts = write_minority(job, chosen, shown, staging, report.part(0.0, 0.9))
    for name, output in ((_CLASSES, job.output), (CONFIDENCE, job.confidence), (_PROBABILITIES, job.probabilities)):
        if output:
            _keep(pieces_of[name], output, grid, staging, report.part(0.9, 1.0))
    return counts


def _keep(pieces: list[Tessera], output: str, grid: GeoRef, staging: Staging, report: ProgressReporter) -> None:
    """Take pieces into a folder beside a virtual raster that shows them as one."""
    folder = staging.folder(output, PIECES)
    kept = [os.path.basename(piece.path) for piece in pieces]
    for piece, name in report.track(list(zip(pieces, kept, strict=True)), "keeping_parts"):
        for suffix in filter(lambda suffix: os.path.isfile(piece.path + suffix), ("", _SIDECAR)):
            _link(piece.path + suffix, os.path.join(folder.part, name + suffix))
    sources = [f"{os.path.basename(folder.final)}/{name}" for name in kept]
    Path(staging.path(output)).write_text(described(pieces, grid, sources), encoding="utf-8")


def _link(source: str, target: str) -> None:
    """Give a file a second name, without copying where the file system can: the first one goes when all is done."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
