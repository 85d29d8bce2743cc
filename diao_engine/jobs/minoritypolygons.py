# SPDX-License-Identifier: GPL-2.0-or-later
"""Class raster -> polygons of the rare classes."""

from __future__ import annotations

from typing import ClassVar

from . import common
from .fields import Holds, Job, Kind, job_dataclass, param


@job_dataclass
class MinorityPolygons(Job):
    """Turn the rare classes of a class raster into polygons."""

    id: ClassVar[str] = "minoritypolygons"
    label: ClassVar[str] = "Polygons of rare classes"
    help: ClassVar[str] = (
        "Turns every object of the rare classes of a class raster into a polygon with its class, its area in m² "
        "(ellipsoidal where the CRS is geographic) and its mean confidence. Works on any class raster."
    )
    icon: ClassVar[str] = "minoritypolygons"
    memory_advice: ClassVar[str] = "name fewer Classes, or raise Smallest polygon kept"
    group: ClassVar[str] = common.GROUP_MAP
    tags: ClassVar = ("polygonize", "vectorize", "rare classes", "objects")
    numbers: ClassVar = common.POLYGON_COUNTS

    input: str = param(
        Kind.RASTER, "Class raster", "A raster with class values in its first band.", holds=Holds.CLASSES
    )
    confidence: str | None = param(
        Kind.RASTER, "Confidence", "Confidence raster on the same grid; empty leaves the column empty.", optional=True
    )
    classes: str | None = common.classes(
        "that become polygons; empty means the rare classes noted in the raster, else those below an even share"
    )
    min_area: float | None = common.min_area("Smallest polygon kept")
    simplify: float = param(
        Kind.NUMBER,
        "Simplify",
        "Size of the steps and kinks that are smoothed out of the outlines; neighbours keep their common border, "
        "0 keeps the outline of the pixels.",
        default=0.0, minimum=0.0, unit="m",
    )  # fmt: skip
    output: str = param(
        Kind.OUT_VECTOR,
        "Polygons of rare classes",
        "Polygons with class value, class name, area, pixels, mean confidence and a field for your verdict.",
    )
