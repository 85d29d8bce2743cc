# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `evaluate`: a class map against a reference, as numbers, a table and a page."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..dataset.store import write_table
from ..errors import BadInput
from ..evaluation.compare import Pairs, compare_pixels, compare_points, confusion_of, count_pairs, values_at
from ..evaluation.olofsson import NOT_MAPPED, UNSEEN, Sample, SampleEstimates, estimate, estimate_strata
from ..evaluation.reference import as_points, burnt, is_vector, open_reference, read_features
from ..evaluation.sample import is_sample, read_sample
from ..evaluation.spread import LARGEST_PX, Spread
from ..jobs import Evaluate, palette, support
from ..jobs.classinfo import default_name
from ..jobs.outputs import EVALUATION_TABLE
from ..messages import Language, Sentence
from ..metrics.confusion import Confusion
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.labels import LabelRaster, open_labels
from ..raster.measure import pixel_areas
from ..raster.shapes import AreaMask
from .page import Page, columns

_M2_PER_HECTARE = 10_000.0


@dataclass(frozen=True)
class _Unit:
    """What is counted, by the codes of the sentences that name it."""

    compared: str
    in_map: str
    in_reference: str


_PIXELS = _Unit("compared_pixels", "column_map_pixels", "column_reference_pixels")
_POINTS = _Unit("compared_points", "column_map_points", "column_reference_points")


@dataclass(frozen=True)
class _Result:
    """The result of the comparison: class values with names and colours, counts, and estimates when the reference is a sample.

    `unit` is what is counted; `area` the mapped area in m² (or pixels without a CRS) that the estimates are shares of; `few` says for
    each class whether its figures rest on little ground, for none where the reference is a sample, which has intervals instead;
    `piece_px` is the side of the pieces of ground that are counted for it.
    """

    values: tuple[int, ...]
    names: tuple[str, ...]
    colors: tuple[str, ...]
    confusion: Confusion
    unit: _Unit
    few: tuple[bool, ...]
    piece_px: int = LARGEST_PX
    estimates: SampleEstimates | None = None
    area: float = 0.0
    area_unit: str = "m²"

    @property
    def measured(self) -> Confusion:
        """What the measures are taken of: the counts, or for a sample the estimated shares of the ground.

        A sample may hold more points of a rare class than its share of the ground, so its counts alone say nothing about the map.
        """
        return self.confusion if self.estimates is None else Confusion(self.estimates.shares.T)


def run(job: Evaluate, report: ProgressReporter) -> dict[str, Any]:
    """Compare, report the numbers, write the table and the page."""
    with Staging.of(job) as staging:
        with open_labels(job.input) as labels:
            result = _compare(job, labels, report.part(0.0, 0.95))
        measured = result.measured
        numbers = {
            "miou": measured.miou,
            "macro_f1": measured.macro_f1,
            "overall_accuracy": measured.overall_accuracy,
            "kappa": measured.kappa,
        }
        count = int(result.confusion.matrix.sum())
        report.info("pixels_compared" if result.estimates is None else "points_compared", count=count, **numbers)
        if result.estimates is not None and np.isfinite(half_width := result.estimates.overall.half_width[0]):
            numbers["overall_accuracy_ci95"] = float(half_width)
        if any(result.few):
            report.warning(
                "few_pixels",
                names=_marked(result),
                pixels=support.FEW_PX,
                pieces=support.FEW_TILES,
                side=result.piece_px,
            )
        if job.table:
            write_table(staging.path(job.table), EVALUATION_TABLE, _table(result))
        if job.report:
            with open(staging.path(job.report), "w", encoding="utf-8") as file:
                file.write(_page(job, result, report.language))
        report.progress(1.0, "done")
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
            pairs, spread = compare_pixels(labels, reference, area, report.part(0.2, 1.0))
            return _result(labels, pairs, spread, {})
    if is_sample(job.reference):
        return _judged(job, labels, names, area, report)
    features, unmapped = read_features(job.reference, job.class_field, names, labels.georef)
    if unmapped:
        report.warning("class_not_mapped", names=list(unmapped.values()))
    points = as_points(features, labels.georef)
    if points is None:
        pairs, spread = compare_pixels(labels, burnt(features, labels.georef), area, report)
        return _result(labels, pairs, spread, unmapped)
    pairs = compare_points(labels, points, area, report.part(0.0, 0.5))
    left_out = len(features) - sum(pairs.values())
    if left_out > 0:
        report.warning("points_left_out", left_out=left_out, count=len(features))
    return _with_estimates(_result(labels, pairs, None, unmapped), labels, area, report.part(0.5, 1.0))


def _judged(
    job: Evaluate, labels: LabelRaster, names: Mapping[int, str], area: AreaMask, report: ProgressReporter
) -> _Result:
    """The result of a sample that was drawn for a map, this one or an earlier one: its strata bring their areas along."""
    judged = read_sample(job.reference, job.class_field, names, labels.georef)
    mapped, known = values_at(labels, judged.rows, judged.columns, area, report)
    pairs = count_pairs(judged.values[known], mapped[known])
    if unmapped := [name for value, name in judged.unmapped.items() if value in judged.values]:
        report.warning("class_not_mapped", names=unmapped)
    for code, left_out in (("points_unjudged", judged.unjudged), ("points_added", judged.added)):
        if left_out:
            report.warning(code, left_out=left_out, count=len(known) + left_out)
    if not known.all():
        report.warning("points_left_out", left_out=int((~known).sum()), count=len(known))
    result = _result(labels, pairs, None, judged.unmapped, also=judged.areas)
    stratum, on_map, found = np.searchsorted(result.values, [judged.strata, mapped, judged.values])
    points = Sample(stratum, np.where(known, on_map, NOT_MAPPED), found, np.ones(len(known)))
    areas = np.array([judged.areas.get(value, 0.0) for value in result.values])
    return _told(result, estimate_strata(points, areas, unseen=UNSEEN), judged.unit, report)


def _result(
    labels: LabelRaster,
    pairs: Pairs,
    spread: Spread | None,
    unmapped: Mapping[int, str],
    *,
    also: Iterable[int] = (),
) -> _Result:
    """The counts by class; `spread` is None for a sample of points, `unmapped` names classes that the map does not have.

    `also` are values of classes to be listed that have no pair.
    """
    if not pairs:
        raise BadInput("nothing_in_common", path=labels.source.name)
    legend = labels.legend
    values = tuple(sorted({*legend.names, *also, *(value for pair in pairs for value in pair)}))
    names = tuple(legend.names.get(value) or unmapped.get(value) or default_name(value) for value in values)
    colors = tuple(palette.filled(values, dict(zip(values, names, strict=True)), legend.colors).values())
    confusion = confusion_of(pairs, values)
    if spread is None:
        return _Result(values, names, colors, confusion, _POINTS, (False,) * len(values))
    pieces = spread.counts()
    few = support.few(confusion.reference.tolist(), [pieces.get(value, 0) for value in values])
    return _Result(values, names, colors, confusion, _PIXELS, few, spread.side)


def _marked(result: _Result) -> list[str]:
    """The classes whose figures rest on little ground."""
    return [name for name, is_few in zip(result.names, result.few, strict=True) if is_few]


def _with_estimates(result: _Result, labels: LabelRaster, area: AreaMask, report: ProgressReporter) -> _Result:
    """The result of a sample, with estimates for the area that the map covers."""
    row_areas, _ = pixel_areas(labels.georef)
    mapped = labels.count(area, report, "measuring_map", weights=row_areas)
    by_class = np.array([mapped.get(value, 0.0) for value in result.values], dtype=float)
    unit = "m²" if row_areas is not None else "pixels"
    return _told(result, estimate(result.confusion.matrix.T, by_class), unit, report)


def _told(result: _Result, estimates: SampleEstimates, unit: str, report: ProgressReporter) -> _Result:
    """The result with the estimates of a sample, and what is to be said of them."""
    for name in np.array(result.names)[estimates.unsampled]:
        report.warning("class_unsampled", name=str(name))
    for name in np.array(result.names)[estimates.single]:
        report.warning("class_single_point", name=str(name))
    overall = estimates.overall
    report.info("estimated_overall", value=float(overall.value[0]), half_width=float(overall.half_width[0]))
    return dataclasses.replace(result, estimates=estimates, area=estimates.area, area_unit=unit)


def _table(result: _Result) -> dict[str, NDArray[Any]]:
    confusion, measured = result.confusion, result.measured
    table: dict[str, NDArray[Any]] = {
        "value": np.array(result.values, dtype=np.int32),
        "name": np.array(result.names, dtype=object),
        "map_count": confusion.mapped.astype(np.int64),
        "reference_count": confusion.reference.astype(np.int64),
        "iou": measured.iou,
        "f1": measured.f1,
        "precision": measured.precision,
        "recall": measured.recall,
        "rests_on_little": np.array(result.few, dtype=bool),
    }
    if result.estimates is not None:
        share = result.estimates.share
        suffix = "m2" if result.area_unit == "m²" else "px"
        table |= {
            f"area_{suffix}": share.value * result.area,
            f"area_se_{suffix}": share.error * result.area,
            f"area_low_{suffix}": np.maximum(share.value - share.half_width, 0.0) * result.area,
            f"area_high_{suffix}": (share.value + share.half_width) * result.area,
            "users_accuracy": result.estimates.users.value,
            "users_accuracy_ci95": result.estimates.users.half_width,
            "producers_accuracy": result.estimates.producers.value,
            "producers_accuracy_ci95": result.estimates.producers.half_width,
        }
    return table


def _page(job: Evaluate, result: _Result, language: Language) -> str:
    confusion, measured = result.confusion, result.measured
    page = Page("title_evaluation", language)
    count = int(confusion.matrix.sum())
    page.text(result.unit.compared, map=job.input, reference=job.reference.path, count=count)
    if result.estimates is not None:
        page.text("weighted_by_area")
    page.table(
        columns("column_measure", "column_value"),
        [
            (Sentence("column_mean_iou"), measured.miou),
            (Sentence("column_macro_f1"), measured.macro_f1),
            (Sentence("column_accuracy"), measured.overall_accuracy),
            (Sentence("row_kappa"), measured.kappa),
        ],
    )
    page.heading("heading_classes")
    shown = [f"{name} {support.FEW_MARK}" if few else name for name, few in zip(result.names, result.few, strict=True)]
    measures = zip(
        shown, confusion.mapped, confusion.reference, measured.iou, measured.f1, measured.precision, measured.recall,
        strict=True,
    )  # fmt: skip
    page.table(
        columns(
            "column_class", result.unit.in_map, result.unit.in_reference, "column_iou", "column_f1", "column_precision",
            "column_recall",
        ),
        [(str(name), *(float(number) for number in numbers)) for name, *numbers in measures],
        colors=result.colors,
    )  # fmt: skip
    if any(result.few):
        page.text("little_reference", pixels=support.FEW_PX, pieces=support.FEW_TILES, side=result.piece_px)
    page.bars(shown, [(Sentence("column_iou"), measured.iou.tolist())], colors=result.colors)
    page.heading("heading_confusion")
    page.text("matrix_of_map")
    page.matrix(result.names, result.names, confusion.matrix.tolist())
    if result.estimates is not None:
        _add_estimates(page, result, result.estimates)
    return page.html()


def _add_estimates(page: Page, result: _Result, estimates: SampleEstimates) -> None:
    hectares = result.area_unit == "m²"
    scale, area = (result.area / _M2_PER_HECTARE, "column_area_ha") if hectares else (result.area, "column_area_px")
    share, users, producers = estimates.share, estimates.users, estimates.producers
    page.heading("heading_estimates")
    page.text("estimates_from")
    overall = estimates.overall
    page.text("estimated_accuracy", value=float(overall.value[0]), half_width=float(overall.half_width[0]))
    page.table(
        columns(
            "column_class", area, "column_plus_minus", "column_error", "column_users", "column_plus_minus", "column_producers",
            "column_plus_minus",
        ),
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
    single = [name for name, alone in zip(result.names, estimates.single, strict=True) if alone]
    if single:
        page.warning("single_points", names=single)
    if left_out:
        page.warning("unsampled_classes", names=left_out)
