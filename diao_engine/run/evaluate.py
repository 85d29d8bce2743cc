# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `evaluate`: a class map against a reference, as numbers, a table and a page."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import default_color
from ..dataset.store import write_table
from ..errors import BadInput
from ..evaluation.compare import Pairs, compare_pixels, compare_points, confusion_of
from ..evaluation.olofsson import SampleEstimates, estimate
from ..evaluation.reference import as_points, burnt, is_vector, open_reference, read_features
from ..jobs import Evaluate
from ..jobs.outputs import EVALUATION_TABLE
from ..metrics.confusion import Confusion
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.labels import LabelRaster, open_labels
from ..raster.measure import pixel_areas
from ..raster.shapes import AreaMask
from .page import Page

_M2_PER_HECTARE = 10_000.0


@dataclass(frozen=True)
class _Result:
    """The result of the comparison: class values with names and colours, counts, and estimates when the reference is a sample.

    `unit` is what is counted; `area` the mapped area in m² (or pixels without a CRS) that the estimates are shares of.
    """

    values: tuple[int, ...]
    names: tuple[str, ...]
    colors: tuple[str, ...]
    confusion: Confusion
    unit: str
    estimates: SampleEstimates | None = None
    area: float = 0.0
    area_unit: str = "m²"


def run(job: Evaluate, report: ProgressReporter) -> dict[str, Any]:
    """Compare, report the numbers, write the table and the page."""
    with Staging.of(job) as staging:
        with open_labels(job.input) as labels:
            result = _compare(job, labels, report.part(0.0, 0.95))
        confusion = result.confusion
        numbers = {
            "miou": confusion.miou,
            "macro_f1": confusion.macro_f1,
            "overall_accuracy": confusion.overall_accuracy,
            "kappa": confusion.kappa,
        }
        report.info(
            f"{confusion.matrix.sum():,} {result.unit} compared: mIoU {numbers['miou']:.3f}, macro F1 {numbers['macro_f1']:.3f}, "
            f"overall accuracy {numbers['overall_accuracy']:.3f}, kappa {numbers['kappa']:.3f}."
        )
        if job.table:
            write_table(staging.path(job.table), EVALUATION_TABLE, _columns(result))
        if job.report:
            with open(staging.path(job.report), "w", encoding="utf-8") as file:
                file.write(_page(job, result).html())
        report.progress(1.0, "Done")
    written = {name: path for name, path in (("table", job.table), ("report", job.report)) if path}
    return {**numbers, **written}


def _compare(job: Evaluate, labels: LabelRaster, report: ProgressReporter) -> _Result:
    area, names = AreaMask(job.area, labels.georef), dict(labels.legend.names)
    if not is_vector(job.reference):
        with ExitStack() as stack:
            reference = stack.enter_context(
                open_reference(
                    job.reference.path, labels.georef, ignored=labels.source.nodata, report=report.part(0.0, 0.2)
                )
            )
            return _result(labels, compare_pixels(labels, reference, area, report.part(0.2, 1.0)), "pixels")
    features = read_features(job.reference, job.class_field, names, labels.georef)
    points = as_points(features, labels.georef)
    if points is None:
        return _result(labels, compare_pixels(labels, burnt(features, labels.georef), area, report), "pixels")
    pairs = compare_points(labels, points, area, report.part(0.0, 0.5))
    left_out = len(features) - sum(pairs.values())
    if left_out > 0:
        report.warning(f"{left_out} of {len(features)} sample points lie outside the mapped ground and are left out.")
    return _with_estimates(_result(labels, pairs, "sample points"), labels, area, report.part(0.5, 1.0))


def _result(labels: LabelRaster, pairs: Pairs, unit: str) -> _Result:
    if not pairs:
        raise BadInput(
            f"The reference and {labels.source.name} have no ground in common; check their CRS and place, and the area."
        )
    legend = labels.legend
    values = tuple(sorted({*legend.names, *(value for pair in pairs for value in pair)}))
    names = tuple(legend.names.get(value, f"class {value}") for value in values)
    colors = tuple(legend.colors.get(value, default_color(value)) for value in values)
    return _Result(values, names, colors, confusion_of(pairs, values), unit)


def _with_estimates(result: _Result, labels: LabelRaster, area: AreaMask, report: ProgressReporter) -> _Result:
    """The result of a sample, with estimates for the area that the map covers."""
    row_areas, _ = pixel_areas(labels.georef)
    mapped = labels.count(area, report, "Measuring the map", weights=row_areas)
    by_class = np.array([mapped.get(value, 0.0) for value in result.values], dtype=float)
    estimates = estimate(result.confusion.matrix.T, by_class)
    for name in np.array(result.names)[estimates.unsampled]:
        report.warning(f"Class {name} is mapped and has no sample point; the area estimates leave its ground out.")
    covered = float(by_class[~estimates.unsampled].sum())
    overall = estimates.overall
    report.info(
        f"Estimated for the ground: overall accuracy {overall.value[0]:.3f} ± {overall.half_width[0]:.3f} (95 % confidence)."
    )
    return _Result(
        result.values, result.names, result.colors, result.confusion, result.unit, estimates, covered,
        "m²" if row_areas is not None else "pixels",
    )  # fmt: skip


def _columns(result: _Result) -> dict[str, NDArray[Any]]:
    confusion = result.confusion
    columns: dict[str, NDArray[Any]] = {
        "value": np.array(result.values, dtype=np.int32),
        "name": np.array(result.names, dtype=object),
        "map_count": confusion.mapped.astype(np.int64),
        "reference_count": confusion.reference.astype(np.int64),
        "iou": confusion.iou,
        "f1": confusion.f1,
        "precision": confusion.precision,
        "recall": confusion.recall,
    }
    if result.estimates is not None:
        share = result.estimates.share
        suffix = "m2" if result.area_unit == "m²" else "px"
        columns |= {
            f"area_{suffix}": share.value * result.area,
            f"area_se_{suffix}": share.error * result.area,
            f"area_low_{suffix}": np.maximum(share.value - share.half_width, 0.0) * result.area,
            f"area_high_{suffix}": (share.value + share.half_width) * result.area,
            "users_accuracy": result.estimates.users.value,
            "users_accuracy_ci95": result.estimates.users.half_width,
            "producers_accuracy": result.estimates.producers.value,
            "producers_accuracy_ci95": result.estimates.producers.half_width,
        }
    return columns


def _page(job: Evaluate, result: _Result) -> Page:
    confusion = result.confusion
    page = Page("Evaluation of a map")
    page.text(f"Map: {job.input}. Reference: {job.reference.path}. {confusion.matrix.sum():,} {result.unit} compared.")
    page.table(
        ("Measure", "Value"),
        [
            ("Mean IoU", confusion.miou),
            ("Macro F1", confusion.macro_f1),
            ("Overall accuracy", confusion.overall_accuracy),
            ("Cohen's kappa", confusion.kappa),
        ],
    )
    page.heading("Classes")
    measures = zip(
        result.names, confusion.mapped, confusion.reference, confusion.iou, confusion.f1, confusion.precision,
        confusion.recall, strict=True,
    )  # fmt: skip
    page.table(
        ("Class", f"In map ({result.unit})", f"In reference ({result.unit})", "IoU", "F1", "Precision", "Recall"),
        [(str(name), *(float(number) for number in numbers)) for name, *numbers in measures],
        colors=result.colors,
    )
    page.bars(result.names, {"IoU": confusion.iou.tolist()}, colors=result.colors)
    page.heading("Confusion matrix")
    page.text("Rows are the reference, columns the map.")
    page.matrix(result.names, result.names, confusion.matrix.tolist())
    if result.estimates is not None:
        _add_estimates(page, result, result.estimates)
    return page


def _add_estimates(page: Page, result: _Result, estimates: SampleEstimates) -> None:
    hectares = result.area_unit == "m²"
    scale, unit = (result.area / _M2_PER_HECTARE, "ha") if hectares else (result.area, "pixels")
    share, users, producers = estimates.share, estimates.users, estimates.producers
    page.heading("Estimates for the ground")
    page.text(
        "From the sample, weighted by the mapped area of each class, with 95 % confidence intervals (Olofsson et al. 2014). "
        "Valid for a random sample, or one that is random within the classes of this map."
    )
    page.text(f"Overall accuracy {estimates.overall.value[0]:.3f} ± {estimates.overall.half_width[0]:.3f}.")
    page.table(
        ("Class", f"Area ({unit})", "±", "Standard error", "User's accuracy", "±", "Producer's accuracy", "±"),
        [
            (name, *(float(number) for number in numbers))
            for name, *numbers in zip(
                result.names, share.value * scale, share.half_width * scale, share.error * scale, users.value,
                users.half_width, producers.value, producers.half_width, strict=True,
            )
        ],
        colors=result.colors,
    )  # fmt: skip
    left_out = [name for name, out in zip(result.names, estimates.unsampled, strict=True) if out]
    if left_out:
        page.warning(f"Without a sample point, and so left out: {', '.join(left_out)}.")
