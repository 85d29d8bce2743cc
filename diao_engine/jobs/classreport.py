# SPDX-License-Identifier: GPL-2.0-or-later
"""The class distribution of a dataset, seen."""

from __future__ import annotations

from typing import ClassVar

from . import common
from .fields import Job, Kind, LayerRef, job_dataclass, param


@job_dataclass
class ClassReport(Job):
    """Report the class distribution of a tile dataset."""

    id: ClassVar[str] = "classreport"
    label: ClassVar[str] = "Report class distribution"
    help: ClassVar[str] = (
        "Shows how much there is of each class in a tile dataset: pixels, share, tiles and repeats per class "
        "for training, validation and test, which classes are rare, and how far the training tiles are from "
        "what is wanted."
    )
    icon: ClassVar[str] = "classreport"
    memory_advice: ClassVar[str] = "restrict Tile dataset to fewer tiles by a filter, or close other programs"
    group: ClassVar[str] = common.GROUP_DATA
    tags: ClassVar = ("statistics", "imbalance", "histogram", "classes")
    numbers: ClassVar = (common.IMBALANCE, common.IMBALANCE_UNIFORM)

    dataset: LayerRef = common.dataset()
    report: str | None = common.report("the class shares as bars and tables", proposed=True)
    table: str | None = param(
        Kind.OUT_TABLE,
        "Table",
        "One row per class: value, name, color, pixels, share, target, minority, and the tiles and pixels of each split.",
        optional=True,
    )
