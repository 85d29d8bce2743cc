# SPDX-License-Identifier: GPL-2.0-or-later
"""The second half of the job `update`: from what is remembered to the map, its changes and its polygons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window as RasterioWindow

from ..dataset.store import write_table
from ..errors import BadInput
from ..inference.outputs import CONFIDENCE_NODATA
from ..jobs import Update
from ..jobs.common import SPECK_PX
from ..jobs.dates import as_datetime, date_text
from ..jobs.outputs import CONFIDENCE, TRANSITIONS_TABLE
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.grid import Window
from ..raster.labels import LabelRaster, open_labels
from ..raster.legend import MINORITY_TAG
from ..raster.measure import pixel_areas
from ..raster.read import open_image
from ..raster.write import create_raster, set_classes, write_class_sidecar
from ..updating.classes import MapClasses
from ..updating.fold import CONFIDENCE_STEPS, NONE, Memory, settled
from ..updating.grid import MapGrid
from ..updating.record import Covered, Record, first_shown, reopened
from ..vectors.changes import NO_DATE, write_changes
from ..vectors.components import find_objects, pieces_of
from .minoritypolygons import draw_polygons

_M2_PER_HECTARE = 10_000.0
_RARELY_TRUE = 0.5  # share of the ground; what images with other bands or values bring about
Pairs = dict[tuple[int, int], NDArray[np.float64]]


@dataclass(frozen=True)
class Publication:
    """What is published: the job, grid and classes of the map, the images in it, and what it is compared with.

    `compared` gives the classes of the earlier map in a window of the grid; None where there is none, and then changes start from
    the class that was seen before.
    """

    job: Update
    grid: MapGrid
    classes: MapClasses
    images: tuple[Covered, ...]
    compared: Callable[[MapGrid, Window], NDArray[np.int32]] | None

    @property
    def newest(self) -> int:
        """The date of the newest image, in minutes."""
        return max(image.date for image in self.images)


def publish(
    publication: Publication,
    record: str,
    codes: str,
    present: tuple[int, ...],
    staging: Staging,
    report: ProgressReporter,
) -> dict[str, float]:
    """Write the outputs of the job from a record and the raster of what would change, with the codes in it; returns its numbers."""
    job, grid, classes = publication.job, publication.grid, publication.classes
    differences = staging.scratch(job.output, "d.tif")
    confidence = staging.scratch(job.output, CONFIDENCE)
    areas, _ = pixel_areas(grid.georef)
    with reopened(record, grid, publication.images) as memory:
        with open_labels(codes) as candidates:
            large = _large(job, candidates, present, areas, report.part(0.0, 0.4))
            pairs = _write_map(publication, memory, large, areas, staging, differences, confidence)
        numbers = _numbers(pairs, has_areas=areas is not None)
        if job.changes:
            numbers["change_count"] = _write_changes(
                publication, memory, pairs, staging.path(job.changes), differences, confidence, report.part(0.4, 0.7)
            )
    if job.transitions:
        write_table(staging.path(job.transitions), TRANSITIONS_TABLE, _table(pairs, publication))
    if job.minority:
        chosen = job.classes or ",".join(map(str, classes.minority))
        numbers |= draw_polygons(
            staging.path(job.output), staging.path(job.minority), classes=chosen, confidence=confidence,
            min_area=job.min_area, report=report.part(0.7, 1.0),
        )  # fmt: skip
    _tell(publication, numbers, report)
    return numbers


def codes_of(classes: MapClasses, before: NDArray[np.int32], after: NDArray[np.int32]) -> NDArray[np.int64]:
    """A number above 0 for each pair of class values (row, column)."""
    table = np.zeros(max(classes.classes) + 2, dtype=np.int64)  # the last entry stands for NONE
    table[list(classes.classes)] = np.arange(len(classes.classes))
    return table[before] * len(classes.classes) + table[after] + 1


def _write_map(
    publication: Publication, memory: Record, larges: Iterable[tuple[Window, NDArray[np.bool_]]],
    areas: NDArray[np.float64] | None, staging: Staging, differences: str, confidence: str,
) -> Pairs:  # fmt: skip
    """Write the map, where it differs from the one before, and how sure it is; returns pixels and m² by both classes.

    `larges` are those of `_large`, `areas` (rows,) those of a pixel of each row in m².
    """
    job, grid, classes = publication.job, publication.grid, publication.classes
    total: Pairs = {}
    path = staging.path(job.output)
    with ExitStack() as stack:
        sink = stack.enter_context(create_raster(path, grid.georef, dtype=classes.dtype, nodata=classes.nodata))
        minority = ",".join(map(str, classes.minority))
        moment = as_datetime(publication.newest).strftime("%Y:%m:%d %H:%M:%S")
        tags = {"TIFFTAG_DATETIME": moment, **({MINORITY_TAG: minority} if minority else {})}
        set_classes(sink, classes.names, classes.colors, **tags)
        changed = stack.enter_context(create_raster(differences, grid.georef, dtype="int32", nodata=0))
        sure = stack.enter_context(create_raster(confidence, grid.georef, dtype="float32", nodata=CONFIDENCE_NODATA))
        for window, large in larges:
            known = memory.read(window)
            now = settled(known, large)
            before = _before(publication, window, known, now)
            both = (before != NONE) & (now != NONE)
            differs = both & (before != now)
            code = codes_of(classes, before, now)
            written = RasterioWindow(*window)
            sink.write(np.where(now == NONE, classes.nodata, now).astype(classes.dtype), 1, window=written)
            changed.write(np.where(differs, code, 0).astype(np.int32), 1, window=written)
            share = _confidence(known, now)
            sure.write(share, 1, window=written)
            weights = None if areas is None else areas[window.y_off + np.nonzero(both)[0]]
            _count(total, classes, code[both], weights)
    write_class_sidecar(path, classes.names, classes.colors)
    return total


def _before(publication: Publication, window: Window, known: Memory, now: NDArray[np.int32]) -> NDArray[np.int32]:
    """The classes that the map is compared with; in a new map, ground that was never seen otherwise has not changed."""
    if publication.compared is not None:
        return publication.compared(publication.grid, window)
    return np.where(known.before != NONE, known.before, now)


def _confidence(known: Memory, now: NDArray[np.int32]) -> NDArray[np.float32]:
    """How sure the classes of the map are, 0 to 1, by the observation that they rest on; CONFIDENCE_NODATA where by none."""
    steps = np.where(now == known.now, known.now_confidence, known.first_confidence)
    is_told = (now != NONE) & ((now == known.now) | (now == known.first))
    return np.where(is_told, np.minimum(steps / CONFIDENCE_STEPS, 1.0), CONFIDENCE_NODATA).astype(np.float32)


def _large(
    job: Update,
    candidates: LabelRaster,
    values: tuple[int, ...],
    areas: NDArray[np.float64] | None,
    report: ProgressReporter,
) -> Iterator[tuple[Window, NDArray[np.bool_]]]:
    """Per strip, which candidates (of these values) belong to a change that is large enough."""
    if job.min_area and areas is None:
        raise BadInput("area_of_changes_unknown", field="min_area")
    found = find_objects(candidates, values, row_areas=areas, confidence=None, report=report.part(0.0, 0.4))
    if job.min_area is None:
        kept = found.pixels >= SPECK_PX
    else:
        kept = found.area >= job.min_area if areas is not None else np.ones(len(found), dtype=bool)
    first = 0
    strips = report.part(0.4, 1.0).track(pieces_of(candidates, values), "drawing_map", len(candidates.strips()))
    for window, _, pieces, count in strips:
        of_piece = found.of_piece[first : first + count]
        first += count
        yield window, np.concatenate([[False], kept[of_piece]])[pieces]


def _count(total: Pairs, classes: MapClasses, codes: NDArray[np.int64], areas: NDArray[np.float64] | None) -> None:
    """Add the pixels of a strip to the total, by their codes (n,); `areas` are those of the pixels in m²."""
    values = list(classes.classes)
    pixels = np.bincount(codes - 1, minlength=len(values) ** 2)
    size = np.zeros(len(pixels)) if areas is None else np.bincount(codes - 1, areas, minlength=len(values) ** 2)
    for at in np.flatnonzero(pixels).tolist():
        pair = values[at // len(values)], values[at % len(values)]
        total[pair] = total.get(pair, np.zeros(2)) + np.array([pixels[at], size[at]])


def _numbers(pairs: Pairs, *, has_areas: bool) -> dict[str, float]:
    pixels, area = sum((size for (old, new), size in pairs.items() if old != new), np.zeros(2)).tolist()
    compared = sum(size[0] for size in pairs.values())
    numbers = {"changed_share": pixels / compared if compared else 0.0}
    return {**numbers, "changed_area": area} if has_areas else numbers


def _write_changes(
    publication: Publication, memory: Record, pairs: Pairs, path: str, differences: str, confidence: str,
    report: ProgressReporter,
) -> int:  # fmt: skip
    classes = publication.classes
    changed = [pair for pair in sorted(pairs) if pair[0] != pair[1]]
    codes = codes_of(classes, *np.array(changed, dtype=np.int32).reshape(-1, 2).T).tolist()
    by_code = {
        code: (classes.classes[old], classes.classes[new]) for code, (old, new) in zip(codes, changed, strict=True)
    }
    with open_labels(differences) as labels, open_image(confidence) as sure:

        def dates(window: Window) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
            known = memory.read(window)
            is_seen = known.now != NONE
            guessed = np.where((known.first != known.now) & (known.first != NONE), known.first_seen, NO_DATE)
            before = np.where(known.before != NONE, known.before_seen, guessed).astype(np.int32)
            shown = first_shown(memory, window, is_seen, before, known.now_seen)
            return np.where(is_seen, shown, NO_DATE).astype(np.int32), before

        return write_changes(path, labels, by_code, confidence=sure, dates=dates, report=report)


def _table(pairs: Pairs, publication: Publication) -> dict[str, NDArray[Any]]:
    names, has_areas = publication.classes.names, pixel_areas(publication.grid.georef)[0] is not None
    ordered = sorted(pairs, key=lambda pair: (pair[0] == pair[1], -pairs[pair][0], pair))
    sizes = np.array([pairs[pair] for pair in ordered]).reshape(-1, 2)
    area = sizes[:, 1] if has_areas else np.full(len(ordered), np.nan)
    return {
        "from_value": np.array([old for old, _ in ordered], dtype=np.int32),
        "from_name": np.array([names[old] for old, _ in ordered], dtype=object),
        "to_value": np.array([new for _, new in ordered], dtype=np.int32),
        "to_name": np.array([names[new] for _, new in ordered], dtype=object),
        "pixels": sizes[:, 0].astype(np.int64),
        "area_m2": area,
        "area_ha": area / _M2_PER_HECTARE,
        "share": sizes[:, 0] / max(sizes[:, 0].sum(), 1),
    }


def _tell(publication: Publication, numbers: dict[str, float], report: ProgressReporter) -> None:
    newest = date_text(publication.newest)
    if numbers["changed_share"] > _RARELY_TRUE:
        report.warning("most_has_changed", share=numbers["changed_share"])
    if publication.compared is None and "change_count" not in numbers:
        report.info("map_begun", count=len(publication.images), date=newest)
    elif not numbers["changed_share"]:
        report.info("map_unchanged", date=newest)
    elif "changed_area" in numbers:
        report.info(
            "map_changed",
            share=numbers["changed_share"],
            hectares=numbers["changed_area"] / _M2_PER_HECTARE,
            date=newest,
        )
    else:
        report.info("map_changed_in_share", share=numbers["changed_share"], date=newest)
