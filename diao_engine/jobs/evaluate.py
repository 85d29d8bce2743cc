# SPDX-License-Identifier: GPL-2.0-or-later
"""A class map against a reference."""

from __future__ import annotations

from typing import ClassVar

from . import common
from .fields import Holds, Job, Kind, LayerRef, NumberOutput, job_dataclass, param


@job_dataclass
class Evaluate(Job):
    """Compare a class raster with a reference."""

    id: ClassVar[str] = "evaluate"
    label: ClassVar[str] = "Evaluate map"
    help: ClassVar[str] = (
        "Compares a class raster with a reference (class raster, polygons or sample points): confusion matrix, IoU, F1, "
        "precision and recall per class, their means, overall accuracy and kappa. When the reference is a sample of points, "
        "all of them are weighted by the mapped area of each class, and there are class areas with 95 % confidence intervals "
        "(Olofsson et al. 2014)."
    )
    icon: ClassVar[str] = "evaluate"
    memory_advice: ClassVar[str] = "limit the ground by Area, or close other programs"
    group: ClassVar[str] = common.GROUP_MAP
    tags: ClassVar = ("accuracy", "confusion matrix", "validation", "iou", "kappa", "olofsson")
    numbers: ClassVar = (
        common.MIOU,
        common.MACRO_F1,
        NumberOutput("overall_accuracy", "Overall accuracy"),
        NumberOutput(
            "overall_accuracy_ci95", "Half the 95 % confidence interval of the overall accuracy, of a sample of points"
        ),
        NumberOutput("kappa", "Cohen's kappa"),
    )

    input: str = param(Kind.RASTER, "Class raster", "The map to evaluate.", holds=Holds.CLASSES)
    reference: LayerRef = param(
        Kind.MAP_LAYER,
        "Reference",
        "What is true: a class raster on any grid, polygons, or sample points, in any CRS. Points of Draw sample points are taken as "
        "they are: they bring their class field and the areas of their classes along.",
        holds=Holds.REFERENCE,
    )
    class_field: str | None = common.class_field("reference layer", "reference")
    area: LayerRef | None = common.area("the ground that is compared")
    table: str | None = param(
        Kind.OUT_TABLE,
        "Table",
        "One row per class: value, name, pixels in map and reference, IoU, F1, precision, recall, and whether these rest on little "
        "ground.",
        optional=True,
    )
    report: str | None = common.report(
        "the confusion matrix, the per-class table and the area estimates", proposed=True
    )
