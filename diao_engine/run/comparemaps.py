# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `comparemaps`: where two class maps differ, as a layer, a table and a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window as RasterioWindow

from ..dataset.store import write_table
from ..errors import BadInput
from ..evaluation import transitions
from ..evaluation.reference import open_reference
from ..evaluation.transitions import Matched, Transition
from ..jobs import CompareMaps
from ..jobs.outputs import TRANSITIONS_TABLE
from ..messages import Language, Sentence
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.grid import Window
from ..raster.labels import LabelRaster, open_labels
from ..raster.measure import pixel_areas
from ..raster.shapes import AreaMask
from ..raster.write import create_raster, set_classes, write_class_sidecar
from .page import Page, columns, percent

_M2_PER_HECTARE = 10_000.0
_SHOWN_TRANSITIONS, _TOLD_TRANSITIONS = 20, 3
# What columns and the matrix say of the unit: of the first map, the second, a transition, the matrix.
_IN_HECTARES = ("column_first_ha", "column_second_ha", "column_area_ha", "matrix_of_two_maps_ha")
_IN_PIXELS = ("column_first_px", "column_second_px", "column_area_px", "matrix_of_two_maps_px")
# Values of the difference layer: bytes where they are enough.
_BYTE, _WORD = 255, 65535


@dataclass(frozen=True)
class _Result:
    """The classes of both maps, the transitions between them, and whether their areas are known."""

    classes: Matched
    found: Sequence[Transition]
    has_areas: bool

    @property
    def changed(self) -> list[Transition]:
        """Those that differ, the largest first."""
        return [one for one in self.found if one.code != transitions.UNCHANGED]

    @property
    def nodata(self) -> int:
        """The value of ground that was not compared."""
        return _BYTE if len(self.changed) < _BYTE else _WORD

    @property
    def pixels(self) -> int:
        """All that was compared."""
        return sum(one.ground.pixels for one in self.found)

    def size(self, one: Transition) -> float:
        """In ha, or in pixels where areas are unknown."""
        return one.ground.area / _M2_PER_HECTARE if self.has_areas else float(one.ground.pixels)


def run(job: CompareMaps, report: ProgressReporter) -> dict[str, Any]:
    """Count, draw the difference layer, write the table and the page."""
    with Staging.of(job) as staging, ExitStack() as stack:
        labels = stack.enter_context(open_labels(job.input))
        second = stack.enter_context(open_labels(job.other))
        other = stack.enter_context(
            open_reference(job.other, labels.georef, ignored=labels.source.nodata, report=report.part(0.0, 0.1))
        )
        if not transitions.is_aligned(labels.georef, second.georef):
            report.warning("maps_on_other_grids", path=job.other, field="other")
        area = AreaMask(job.area, labels.georef)
        row_areas, _ = pixel_areas(labels.georef)
        counts = transitions.count(labels, other, area, row_areas, report.part(0.1, 0.5))
        if not counts:
            raise BadInput("maps_apart", first=job.input, second=job.other, field="other")
        classes = transitions.matched(labels.legend, second.legend, counts)
        result = _Result(classes, transitions.transitions(classes, counts), row_areas is not None)
        if not any(one.before == one.after for one in result.found):
            report.warning("maps_without_agreement", path=job.other, field="other")
        codes = transitions.codes_of(classes, result.found, counts)
        strips = transitions.draw(labels, other, area, codes, result.nodata, report.part(0.5, 0.95))
        unchanged = Sentence("class_unchanged").text(language=report.language)
        _write_layer(staging.path(job.output), labels, result, strips, unchanged)
        numbers = _numbers(result)
        _tell(result, numbers, report)
        if job.table:
            write_table(staging.path(job.table), TRANSITIONS_TABLE, _columns(result))
        if job.report:
            with open(staging.path(job.report), "w", encoding="utf-8") as file:
                file.write(_page(job, result, numbers, report.language))
        report.progress(1.0, "done")
    return {"output": job.output, "table": job.table, "report": job.report, **numbers}


def _write_layer(
    path: str, labels: LabelRaster, result: _Result, strips: Iterator[tuple[Window, NDArray[np.uint16]]], unchanged: str
) -> None:
    names, colors = transitions.legend_of(result.classes, result.found, unchanged)
    dtype = "uint8" if result.nodata == _BYTE else "uint16"
    with create_raster(path, labels.georef, dtype=dtype, nodata=result.nodata) as sink:
        set_classes(sink, names, colors)
        for window, strip in strips:
            sink.write(strip.astype(dtype), 1, window=RasterioWindow(*window))
    write_class_sidecar(path, names, colors, clear=(transitions.UNCHANGED,))


def _numbers(result: _Result) -> dict[str, float]:
    changed = sum(one.ground.pixels for one in result.changed)
    numbers = {"changed_share": changed / result.pixels}
    if result.has_areas:
        numbers["changed_area"] = sum(one.ground.area for one in result.changed)
    return numbers


def _tell(result: _Result, numbers: dict[str, float], report: ProgressReporter) -> None:
    names = [entry.name for entry in result.classes.classes]
    largest = [
        Sentence.of(
            "transition", before=names[one.before], after=names[one.after], share=one.ground.pixels / result.pixels
        )
        for one in result.changed[:_TOLD_TRANSITIONS]
    ]
    share = numbers["changed_share"]
    if not largest:
        report.info("maps_alike", pixels=result.pixels)
    elif result.has_areas:
        report.info("maps_differ", share=share, hectares=numbers["changed_area"] / _M2_PER_HECTARE, largest=largest)
    else:
        report.info("maps_differ_in_pixels", share=share, largest=largest)


def _columns(result: _Result) -> dict[str, NDArray[Any]]:
    classes, found = result.classes, result.found
    values = [{at: value for value, at in side.items()} for side in (classes.first, classes.second)]
    names = [entry.name for entry in classes.classes]
    area = np.array([one.ground.area if result.has_areas else np.nan for one in found], dtype=float)
    return {
        "from_value": np.array([values[0][one.before] for one in found], dtype=np.int32),
        "from_name": np.array([names[one.before] for one in found], dtype=object),
        "to_value": np.array([values[1][one.after] for one in found], dtype=np.int32),
        "to_name": np.array([names[one.after] for one in found], dtype=object),
        "layer_value": np.array([one.code for one in found], dtype=np.int32),
        "pixels": np.array([one.ground.pixels for one in found], dtype=np.int64),
        "area_m2": area,
        "area_ha": area / _M2_PER_HECTARE,
        "share": np.array([one.ground.pixels / result.pixels for one in found], dtype=float),
    }


def _page(job: CompareMaps, result: _Result, numbers: dict[str, float], language: Language) -> str:
    classes = result.classes.classes
    names, colors = [entry.name for entry in classes], [entry.color for entry in classes]
    page = Page("title_two_maps", language)
    page.text("two_maps", first=job.input, second=job.other, count=result.pixels)
    page.text("share_that_differs", share=numbers["changed_share"])
    sizes = np.zeros((len(classes), len(classes)))
    for one in result.found:
        sizes[one.before, one.after] = result.size(one)
    kept = np.diag(sizes)
    before, after = sizes.sum(axis=1), sizes.sum(axis=0)
    first, second, area, matrix = _IN_HECTARES if result.has_areas else _IN_PIXELS
    page.heading("heading_classes")
    page.table(
        columns("column_class", first, second, "column_difference", "column_gained", "column_lost"),
        [
            (name, *map(float, row))
            for name, *row in zip(names, before, after, after - before, after - kept, before - kept, strict=True)
        ],
        colors=colors,
    )
    page.heading("heading_transitions")
    page.table(
        columns("column_from", "column_to", area, "column_share", "column_layer_value"),
        [
            (
                names[one.before],
                names[one.after],
                result.size(one),
                percent(one.ground.pixels / result.pixels),
                one.code,
            )
            for one in result.changed[:_SHOWN_TRANSITIONS]
        ],
    )
    page.heading("heading_all_transitions")
    page.text(matrix)
    page.matrix(names, names, sizes.tolist())
    return page.html()
