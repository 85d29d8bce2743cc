# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `samplepoints`: a stratified random sample of a class raster, as a layer that waits for the classes on the ground."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ..dataset.classes import minority_classes
from ..dataset.store import write_table
from ..errors import BadInput
from ..evaluation import allocation
from ..evaluation.allocation import Counts, Strata
from ..evaluation.draw import Spacing, Stratum, draw
from ..evaluation.olofsson import Z_95
from ..evaluation.sample import write_sample
from ..jobs import SamplePoints, palette, sample
from ..jobs.classinfo import name_key
from ..jobs.samplepoints import COMMON_ACCURACY, RARE_ACCURACY, expectations
from ..messages import Sentence
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.georef import GeoRef
from ..raster.labels import open_labels
from ..raster.legend import Legend
from ..raster.measure import pixel_areas, pixel_metres
from ..raster.shapes import AreaMask

# So many times the points of a class are drawn where some have to give way to others that are too near.
_SPARE = 20


@dataclass(frozen=True)
class _Sample:
    """The strata by class value, how many points each was to get (k,), and those that it got: class index, row and column (n,)."""

    strata: Mapping[int, Stratum]
    wanted: Counts
    index: NDArray[np.int64]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]

    @property
    def points(self) -> Counts:
        """How many points each stratum got."""
        return np.bincount(self.index, minlength=len(self.strata))


def run(job: SamplePoints, report: ProgressReporter) -> dict[str, Any]:
    """Draw the points and write them with what their form needs."""
    with Staging.of(job) as staging, open_labels(job.input) as labels:
        georef, legend = labels.georef, labels.legend
        row_areas, _ = pixel_areas(georef)
        apart = _spacing(job, georef)
        most = (sample.MOST_POINTS if job.standard_error else max(job.count, job.min_per_class)) * (
            _SPARE if apart else 1
        )
        area = AreaMask(job.area, georef)
        strata = draw(labels, area, row_areas, most, seed=job.seed, report=report.part(0.0, 0.95))
        if not strata:
            raise BadInput("nothing_to_sample", path=job.input, field="area" if job.area else "input")
        names = sample.class_names(_names(legend, strata))
        planned = _planned(job, strata, names)
        wanted = _allocated(job, planned)
        drawn = _picked(strata, wanted, apart, job.seed)
        error = allocation.expected_error(planned, drawn.points)
        _tell(job, drawn, [names[value] for value in strata], error, report)
        area_column = sample.STRATUM_PX if row_areas is None else sample.STRATUM_M2
        path = staging.path(job.output)
        _write(path, drawn, georef, names, area_column)
        _write_classes(path, drawn, legend, names, area_column)
        report.progress(1.0, "done")
    numbers = {} if math.isnan(error) else {"expected_error": error}
    return {"output": job.output, "point_count": len(drawn.index), **numbers}


def _spacing(job: SamplePoints, georef: GeoRef) -> Spacing | None:
    if not job.min_distance:
        return None
    size = pixel_metres(georef)
    if size is None:
        raise BadInput("distance_unknown", path=job.input, field="min_distance")
    return Spacing(size, job.min_distance)


def _names(legend: Legend, strata: Mapping[int, Stratum]) -> dict[int, str]:
    """Names of all classes that the map has or names, by value, ascending; empty where it has none."""
    return {value: legend.names.get(value, "") for value in sorted({*legend.names, *strata})}


def _planned(job: SamplePoints, strata: Mapping[int, Stratum], names: Mapping[int, str]) -> Strata:
    areas = np.array([stratum.area for stratum in strata.values()])
    accuracy = np.where(minority_classes(areas), RARE_ACCURACY, COMMON_ACCURACY)
    expected = expectations(job.expected_accuracy)
    by_key = {name_key(names[value]): position for position, value in enumerate(strata)}
    by_key.update({str(value): position for position, value in enumerate(strata) if str(value) not in by_key})
    if "" in expected:
        accuracy[:] = expected.pop("")
    elsewhere = {name_key(name) for name in names.values()} | {str(value) for value in names}
    for name, value in expected.items():
        if name_key(name) in by_key:
            accuracy[by_key[name_key(name)]] = value
        elif name_key(name) not in elsewhere:  # a class of the map without ground here is no mistake
            raise BadInput("class_unknown", name=name, known=list(names.values()), field="expected_accuracy")
    pixels = np.array([stratum.pixels for stratum in strata.values()])
    return Strata(areas / areas.sum(), pixels, accuracy)


def _allocated(job: SamplePoints, planned: Strata) -> Counts:
    if job.standard_error is None:
        return allocation.of_count(planned, job.allocation, job.count, job.min_per_class)
    wanted = allocation.of_error(planned, job.allocation, job.standard_error, job.min_per_class)
    if wanted.sum() > sample.MOST_POINTS:
        limit = sample.MOST_POINTS
        raise BadInput(
            "too_many_points", error=job.standard_error, count=int(wanted.sum()), limit=limit, field="standard_error"
        )
    return wanted


def _picked(strata: Mapping[int, Stratum], wanted: Counts, apart: Spacing | None, seed: int) -> _Sample:
    """The first pixels of each stratum that are far enough apart, rare classes first, then all in random order."""
    kept = []
    for position in np.argsort([stratum.area for stratum in strata.values()], kind="stable").tolist():
        stratum = list(strata.values())[position]
        places = list(zip(stratum.rows.tolist(), stratum.columns.tolist(), strict=True))
        number = int(wanted[position])
        if apart is None:
            kept += [(position, *place) for place in places[:number]]
            continue
        admitted: list[tuple[int, int, int]] = []
        for place in places:
            if len(admitted) == number:
                break
            if apart.admits(*place):
                admitted.append((position, *place))
        kept += admitted
    table = np.array(kept, dtype=np.int64).reshape(-1, 3)
    order = np.random.default_rng([seed, 1]).permutation(len(table))
    return _Sample(strata, wanted, *table[order].T)


def _tell(job: SamplePoints, drawn: _Sample, names: Sequence[str], error: float, report: ProgressReporter) -> None:
    """How many points there are, of which classes, and why a class has fewer than it should."""
    shares = [
        Sentence.of("class_points", name=name, count=count)
        for name, count in zip(names, drawn.points.tolist(), strict=True)
    ]
    report.info("points_drawn", count=len(drawn.index), classes=shares)
    if not math.isnan(error):
        report.info("error_expected", error=error, half_width=Z_95 * error)
    if job.standard_error is None and len(drawn.index) > job.count:
        code = "more_than_asked" if job.min_per_class > allocation.LEAST else "two_points_each"
        report.warning(code, asked=job.count, count=len(drawn.index), field="min_per_class")
    for name, stratum, points, wanted in zip(
        names, drawn.strata.values(), drawn.points.tolist(), drawn.wanted.tolist(), strict=True
    ):
        if points < wanted:
            report.warning("no_room_for_points", name=name, count=points, wanted=wanted, distance=job.min_distance)
        elif points == stratum.pixels and points < max(job.min_per_class, 1):
            report.warning("few_pixels_for_points", name=name, pixels=stratum.pixels, least=job.min_per_class)
        if points == 0:
            report.warning("class_without_points", name=name, field="min_per_class")


def _write(path: str, drawn: _Sample, georef: GeoRef, names: Mapping[int, str], area_column: str) -> None:
    x, y = georef.transform @ (drawn.columns + 0.5, drawn.rows + 0.5)
    values, areas = list(drawn.strata), np.array([stratum.area for stratum in drawn.strata.values()])
    called = np.array([names[value] for value in values], dtype=object)
    empty = np.full(len(drawn.index), None, dtype=object)
    table: dict[str, NDArray[Any]] = {
        sample.POINT: np.arange(1, len(drawn.index) + 1, dtype=np.int32),
        sample.REFERENCE: empty,
        sample.NOTE: empty,
        sample.MAP_CLASS: called[drawn.index],
        area_column: areas[drawn.index],
    }
    write_sample(path, table, shapely.points(np.column_stack([x, y])), georef)


def _write_classes(path: str, drawn: _Sample, legend: Legend, names: Mapping[int, str], area_column: str) -> None:
    """All classes of the map with their colours: what the form offers and the layer is drawn with.

    Their areas tell an evaluation of ground that got no point.
    """
    points = dict(zip(drawn.strata, drawn.points.tolist(), strict=True))
    colors = palette.filled(names, names, legend.colors)
    table: dict[str, NDArray[Any]] = {
        "value": np.array(list(names), dtype=np.int32),
        "name": np.array(list(names.values()), dtype=object),
        "color": np.array([colors[value] for value in names], dtype=object),
        "points": np.array([points.get(value, 0) for value in names], dtype=np.int32),
        area_column: np.array([drawn.strata[value].area if value in drawn.strata else 0.0 for value in names]),
    }
    write_table(path, sample.CLASSES_TABLE, table)
