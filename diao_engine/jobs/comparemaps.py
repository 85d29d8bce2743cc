# SPDX-License-Identifier: GPL-2.0-or-later
"""Two class maps of the same ground."""

from __future__ import annotations

from typing import ClassVar

from . import common
from .fields import Holds, Job, Kind, LayerRef, NumberOutput, job_dataclass, param


@job_dataclass
class CompareMaps(Job):
    """Compare two class rasters, pixel by pixel."""

    id: ClassVar[str] = "comparemaps"
    label: ClassVar[str] = "Compare two maps"
    help: ClassVar[str] = (
        "Compares two class rasters of the same ground, of two models or of two dates: a difference layer that shows from which class "
        "to which the ground differs, and a table of all transitions with their areas. Classes are matched by name where both maps "
        "name them, else by value. It says where the maps differ, not which of them is right: for that, use Evaluate map."
    )
    icon: ClassVar[str] = "comparemaps"
    memory_advice: ClassVar[str] = "limit the ground by Area, or close other programs"
    group: ClassVar[str] = common.GROUP_MAP
    tags: ClassVar = ("change", "difference", "transition", "crosstab", "agreement", "land cover change")
    numbers: ClassVar = (
        NumberOutput("changed_share", "Share of the compared ground that differs, 0 to 1"),
        NumberOutput("changed_area", "Area that differs, in m², where the map has a CRS"),
    )

    input: str = param(
        Kind.RASTER,
        "First map",
        "The class raster to start from: the earlier one, or that of one model.",
        holds=Holds.EARLIER_CLASSES,
    )
    other: str = param(
        Kind.RASTER,
        "Second map",
        "The class raster to compare it with. On another grid, it is read at the middle of each pixel of the first map.",
        holds=Holds.CLASSES,
    )
    area: LayerRef | None = common.area("the ground that is compared")
    output: str = param(
        Kind.OUT_RASTER,
        "Difference layer",
        "On the grid of the first map: 0 where both maps say the same, else a value per transition, with its name and a colour.",
    )
    table: str | None = param(
        Kind.OUT_TABLE,
        "Table",
        "One row per pair of classes: both values and names, value in the difference layer, pixels, area in m² and ha, share of the "
        "compared ground.",
        optional=True,
    )
    report: str | None = common.report(
        "the largest transitions, gains and losses of each class, and the whole matrix", proposed=True
    )
