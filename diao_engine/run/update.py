# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `update`: new imagery is mapped, added to what is remembered of each pixel, and the map that follows is written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window as RasterioWindow

from ..errors import BadInput
from ..inference.confine import Needs
from ..inference.load import load_predictor
from ..inference.tuning import Tuner
from ..jobs import LayerRef, Segment, Update
from ..jobs.classinfo import ClassInfo
from ..jobs.dates import date_text, read_date
from ..jobs.outputs import record_file
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.grid import Window
from ..raster.labels import LabelRaster, open_labels
from ..raster.read import open_image
from ..raster.shapes import AreaMask
from ..raster.write import create_raster
from ..updating import classes as map_classes
from ..updating import record as records
from ..updating.classes import MapClasses
from ..updating.clouds import mask_beside, open_clouds
from ..updating.fold import CONFIDENCE_STEPS, NONE, Memory, add, candidates, paint
from ..updating.grid import MapGrid, bounds_on
from ..updating.images import NewImage, images_of, on_one_grid
from ..updating.observed import Observed
from ..updating.record import Covered, Record
from . import segment
from .segment import RasterPaths
from .updated_map import Publication, codes_of, publish

_SAME = ("model", "area", "nodata", "tile_size", "overlap", "batch_size", "prior_correction", "device", "trust_model")
_OUTPUTS = ("output", "changes", "transitions", "minority")


@dataclass(frozen=True)
class MapSoFar:
    """The map so far where there is one, what is remembered of its pixels, and since when it holds (minutes; None for ever)."""

    labels: LabelRaster | None
    record: Record | None
    since: int | None

    def classes_at(self, grid: MapGrid, window: Window) -> NDArray[np.int32]:
        """Its classes in a window of a grid that holds its own; NONE where it has none."""
        found = np.full((window.height, window.width), NONE, dtype=np.int32)
        if self.labels is None:
            return found
        own = grid.place_of(self.record.grid) if self.record is not None else grid.place_of(grid)
        common = own.intersection(window)
        if common is None:
            return found
        values, valid = self.labels.read(
            Window(common.x_off - own.x_off, common.y_off - own.y_off, common.width, common.height)
        )
        there = Window(common.x_off - window.x_off, common.y_off - window.y_off, common.width, common.height)
        found[there.slices] = np.where(valid, values.astype(np.int32), NONE)
        return found

    def memory_at(self, grid: MapGrid, window: Window) -> Memory:
        """What is remembered of a window; what was painted into the map by hand since then counts as seen."""
        mapped = self.classes_at(grid, window)
        if self.record is None:
            memory = Memory.empty(mapped.shape)
            memory.base[:] = mapped
            return memory
        memory = self.record.read_on(grid, window)
        if self.labels is not None:
            painted = (mapped != NONE) & (mapped != memory.now) & (mapped != memory.origin)
            paint(memory, mapped, painted, self.record.newest)
        return memory


def run(job: Update, report: ProgressReporter) -> dict[str, Any]:
    """Update the map; all outputs or none."""
    with map_so_far(job.map, job.map_date) as so_far:
        return update(job, so_far, so_far, report)


@contextmanager
def map_so_far(path: str | None, date: str | None = None) -> Iterator[MapSoFar]:
    """A map of any origin with its record where it has one; `date` is that of a map without one."""
    since = read_date(date) if date else None
    if not path:
        yield MapSoFar(None, None, since)
        return
    with open_labels(path) as labels, records.open_record(path, labels.georef) as record:
        yield MapSoFar(labels, record, since if record is None or since is not None else record.since)


def update(
    job: Update,
    so_far: MapSoFar,
    compared: MapSoFar,
    report: ProgressReporter,
    told: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """Bring `so_far` up to date; changes are told against `compared`, which is the same unless updates came in several steps.

    `told` are the dates of images, as `images_of` takes them.
    """
    plan = Plan.of(job, so_far, told)
    mappings = plan.mappings(range(len(plan.images)), tuple(named(job).values()), report)
    scheme = mappings[0].scheme
    classes = plan.classes(scheme.classes, scheme.ignore, report.part(0.0, 0.02))
    with Staging.of(job) as staging:
        maps = []
        for number, mapping in enumerate(mappings):
            maps.append(plan.scratch(staging, number))
            step = report.part(0.02 + 0.73 * number / len(mappings), 0.02 + 0.73 * (number + 1) / len(mappings))
            mapping.write(RasterPaths(*maps[-1], None), step)
        numbers = remember(plan, classes, maps, compared, staging, report.part(0.75, 1.0))
        report.progress(1.0, "writing")
    return {**named(job), **numbers}


def named(job: Update) -> dict[str, str]:
    """The outputs that are asked for, by their names."""
    return {name: path for name in _OUTPUTS if (path := getattr(job, name))}


@dataclass(frozen=True)
class Plan:
    """The images of a job, the grid of the result, and how each image is mapped: its job, its raster, and what is mapped of it."""

    job: Update
    so_far: MapSoFar
    images: list[NewImage]
    grid: MapGrid
    jobs: list[Segment]
    rasters: list[segment.Raster]
    targets: list[Window]

    @classmethod
    def of(cls, job: Update, so_far: MapSoFar, told: Mapping[str, int] | None = None) -> Plan:
        """Look at all images; BadInput for one that has no place on the map."""
        images = images_of(job.images, job.date, told)
        grid = _grid(so_far, images)
        jobs = [_as_segment(job, image, grid) for image in images]
        rasters = [segment.opened(each) for each in jobs]
        targets = [segment.target_of(each, raster.georef) for each, raster in zip(jobs, rasters, strict=True)]
        return cls(job, so_far, images, grid, jobs, rasters, targets)

    def mappings(
        self, numbers: Sequence[int], written: tuple[str, ...], report: ProgressReporter
    ) -> list[segment.Mapping]:
        """The model, loaded once, with each of these images; `written` is all that the run writes."""
        job = self.job
        read = [*job.images, job.map, job.area.path if job.area else None, *(layer.path for layer in job.clouds or ())]
        needs = Needs(tuple(path for path in read if path), written)
        predictor = load_predictor(job.model, device=job.device, trusted=job.trust_model, needs=needs, report=report)
        model = Tuner(predictor, report)
        mappings = []
        for number in numbers:
            image = self.images[number]
            named = {"name": os.path.basename(image.path), "date": date_text(image.date)}
            report.info("image_of_update", number=number + 1, count=len(self.images), **named)
            mapped = self.jobs[number], self.rasters[number], self.targets[number]
            mappings.append(segment.Mapping.with_model(*mapped, model, report, other_light=job.other_light))
        return mappings

    def classes(self, model: Sequence[ClassInfo], ignore: int, report: ProgressReporter) -> MapClasses:
        """The classes of the result: those of the model and of the map so far. BadInput where they do not fit."""
        labels = self.so_far.labels
        if labels is None:
            return map_classes.of_model(model, ignore)
        values = labels.count(AreaMask(None, labels.georef), report, "counting_classes")
        return map_classes.of_both(labels.source.name, labels.legend, tuple(values), labels.source.nodata, model)

    def scratch(self, staging: Staging, number: int) -> tuple[str, str]:
        """Where the classes and the confidence of an image are kept while the job runs."""
        first, second = (staging.scratch(self.job.output, f"{kind}{number}.tif") for kind in "cp")
        return first, second


def remember(
    plan: Plan,
    classes: MapClasses,
    maps: Sequence[tuple[str, str]],
    compared: MapSoFar,
    staging: Staging,
    report: ProgressReporter,
) -> dict[str, Any]:
    """The second half of the job, from the mapped images (their classes and confidence) on; returns the numbers of its outputs."""
    job, grid, images, record = plan.job, plan.grid, plan.images, plan.so_far.record
    with ExitStack() as stack:
        covers = open_clouds(job.clouds or (), grid, stack)
        observed = []
        for image, (mapped, confidence) in zip(images, maps, strict=True):
            beside = mask_beside(image.path)
            own = open_clouds([LayerRef(beside)] if beside else [], grid, stack)
            labels, certain = stack.enter_context(open_labels(mapped)), stack.enter_context(open_image(confidence))
            observed.append(Observed(labels, certain, image.date, classes.of_model, [*covers, *own]))
        covered = {Covered(image.date, bounds_on(grid.anchor, image.georef)) for image in images}
        known = tuple(sorted(covered.union(record.images if record else ())))
        codes, path = staging.scratch(job.output, "codes.tif"), record_file(staging.path(job.output))
        present = _remember(_Work(job, grid, classes, known, plan.so_far), observed, path, codes, report.part(0.0, 0.4))
        publication = Publication(job, grid, classes, known, compared.classes_at if compared.labels else None)
        return publish(publication, path, codes, present, staging, report.part(0.4, 1.0))


@dataclass(frozen=True)
class _Work:
    """What is known before the first pixel is remembered."""

    job: Update
    grid: MapGrid
    classes: MapClasses
    images: tuple[Covered, ...]
    so_far: MapSoFar


def _grid(so_far: MapSoFar, images: Sequence[NewImage]) -> MapGrid:
    """The grid of the result; BadInput for an image that has no place on it."""
    if so_far.record is not None:
        grid = so_far.record.grid
    elif so_far.labels is not None:
        grid = MapGrid.at(so_far.labels.georef, grows=False)
    else:
        grid = MapGrid.at(images[0].georef, grows=True)
    on_one_grid(grid.anchor, images)
    grid = grid.extended(image.georef for image in images)
    for image in images:
        if grid.window_of(image.georef) is None:
            raise BadInput("image_beside_map", path=image.path, field="images")
    return grid


def _as_segment(job: Update, image: NewImage, grid: MapGrid) -> Segment:
    """The job that maps one image, no further than the map reaches where that does not grow."""
    extent = None if grid.grows else image.extent_within(grid.georef)
    return Segment(input=image.path, extent=extent, output=job.output, **{name: getattr(job, name) for name in _SAME})


def _remember(
    work: _Work, observed: Sequence[Observed], record: str, codes: str, report: ProgressReporter
) -> tuple[int, ...]:
    """Add all observations, window by window, and write the record and what would change; returns the codes that occur there."""
    present: set[int] = set()
    least = int(np.ceil(work.job.least_confidence * CONFIDENCE_STEPS - 1e-6))
    grid, since = work.grid, work.so_far.since
    with ExitStack() as stack:
        kept = stack.enter_context(records.create_record(record, grid, work.images, since))
        changes = stack.enter_context(create_raster(codes, grid.georef, dtype="int32", nodata=0))
        for window in report.track(grid.windows(), "remembering"):
            memory = work.so_far.memory_at(grid, window)
            for image in observed:
                seen = image.at(grid, window)
                if seen is None:
                    continue
                if since is not None and image.date < since:
                    seen.valid[memory.base != NONE] = False
                add(memory, seen, least)
                report.check_cancelled()
            records.write(kept, window, memory)
            code = np.where(candidates(memory), codes_of(work.classes, memory.origin, memory.now), 0)
            present.update(np.flatnonzero(np.bincount(code.ravel())).tolist())
            changes.write(code.astype(np.int32), 1, window=RasterioWindow(*window))
    return tuple(sorted(present - {0}))
