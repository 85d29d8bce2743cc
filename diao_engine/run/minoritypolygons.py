# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `minoritypolygons`: the rare classes of a class raster as polygons."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

import numpy as np

from ..dataset.classes import minority_classes, scheme_from_values
from ..jobs import MinorityPolygons
from ..jobs.classinfo import default_name
from ..jobs.common import SPECK_PX
from ..messages import Sentence
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.labels import LabelRaster, open_labels
from ..raster.read import open_image
from ..raster.shapes import AreaMask
from ..vectors.write import PolygonOptions, write_polygons


def run(job: MinorityPolygons, report: ProgressReporter) -> dict[str, Any]:
    """Write the polygons."""
    with Staging.of(job) as staging:
        counts = draw_polygons(
            job.input,
            staging.path(job.output),
            classes=job.classes,
            confidence=job.confidence,
            min_area=job.min_area,
            simplify=job.simplify,
            report=report,
        )
    return {"output": job.output, **counts}


def draw_polygons(
    class_raster: str,
    output: str,
    *,
    classes: str | None,
    confidence: str | None,
    report: ProgressReporter,
    min_area: float | None = None,
    simplify: float = 0.0,
) -> dict[str, int]:
    """Write polygons of the classes (names or values; empty means the rare ones) of a raster; the numbers of the job's outputs."""
    with ExitStack() as stack:
        labels = stack.enter_context(open_labels(class_raster))
        confidence_image = stack.enter_context(open_image(confidence)) if confidence else None
        values = chosen_values(labels, classes, report.part(0.0, 0.2))
        options = PolygonOptions(values, min_area, simplify)
        counts = write_polygons(output, labels, options, confidence=confidence_image, report=report.part(0.2, 1.0))
        names = labels.legend.names
    class_names = [names.get(value, default_name(value)) for value in values] or Sentence("no_class")
    report.info("polygons_made", count=counts.made, names=class_names)
    if counts.left_out:
        smallest = (
            Sentence.of("speck", pixels=SPECK_PX) if min_area is None else Sentence.of("square_metres", area=min_area)
        )
        report.info("objects_too_small", count=counts.left_out, smallest=smallest, field="min_area")
    return {"polygon_count": counts.made, "left_out": counts.left_out}


def chosen_values(labels: LabelRaster, classes: str | None, report: ProgressReporter) -> tuple[int, ...]:
    """The class values that were asked for; else those noted in the raster; else those below an even share of it."""
    legend = labels.legend
    if not classes and legend.minority:
        return legend.minority
    pixels = labels.count(AreaMask(None, labels.georef), report, "counting_classes")
    if classes:
        known = sorted({*pixels, *legend.names})
        return scheme_from_values(known, ignore=max(known, default=0) + 1, names=legend.names).find(classes)
    if not pixels:
        return ()
    is_rare = minority_classes(np.array(list(pixels.values())))
    return tuple(np.array(list(pixels))[is_rare].tolist())
