# SPDX-License-Identifier: GPL-2.0-or-later
"""Points to judge a class map by."""

from __future__ import annotations

import math
from typing import Any, ClassVar

from . import common
from .fields import Holds, Job, Kind, LayerRef, NumberOutput, job_dataclass, param
from .modelcard import listed
from .problem import Problem
from .sample import MOST_POINTS

ALLOCATIONS = {
    "proportional": "Proportional: by the area of each class",
    "equal": "Equal: as many for each class",
    "optimal": "Optimal: more where the map is expected to err (Neyman)",
}
# The user's accuracy that is expected where nothing is said: of classes with at least an even share of the map, and of rarer ones.
COMMON_ACCURACY, RARE_ACCURACY = 0.9, 0.7


@job_dataclass
class SamplePoints(Job):
    """Draw a stratified random sample of a class raster."""

    id: ClassVar[str] = "samplepoints"
    label: ClassVar[str] = "Draw sample points"
    help: ClassVar[str] = (
        "Draws random points on each class of a map, for you to say what is really there: the layer comes with a form of the map's "
        "classes, and hides what the map says. Evaluate map then tells from it how good the map is, and how large each class "
        "really is, with 95 % confidence intervals (Olofsson et al. 2014). The points are numbered in random order, so you may stop "
        "after any of them."
    )
    icon: ClassVar[str] = "samplepoints"
    memory_advice: ClassVar[str] = "limit the ground by Area, or lower Number of points"
    group: ClassVar[str] = common.GROUP_MAP
    tags: ClassVar = ("accuracy", "validation", "stratified", "random points", "olofsson", "area estimation", "neyman")
    numbers: ClassVar = (
        NumberOutput("point_count", "Number of points"),
        NumberOutput("expected_error", "Standard error that is expected of the overall accuracy, 0 to 1"),
    )

    input: str = param(Kind.RASTER, "Class raster", "The map that is to be judged.", holds=Holds.CLASSES)
    allocation: str = param(
        Kind.CHOICE,
        "Allocation",
        "How the points are shared among the classes. Whichever it is, the estimates are right: each class counts by its area.",
        default="proportional",
        choices=ALLOCATIONS,
    )
    count: int = param(
        Kind.INTEGER,
        "Number of points",
        "All points together; more where the classes' least numbers ask for it. Not used when a standard error is wanted.",
        default=500, minimum=1, maximum=MOST_POINTS,
    )  # fmt: skip
    standard_error: float | None = param(
        Kind.NUMBER,
        "Wanted standard error",
        "Of the overall accuracy, 0 to 1; the number of points follows from it and from the expected accuracies (Olofsson et al. "
        "2014, eq. 13). 0.01 means a 95 % interval of about ± 2 percentage points. Empty takes the number of points.",
        optional=True, minimum=0.001, maximum=0.5,
    )  # fmt: skip
    min_per_class: int = param(
        Kind.INTEGER,
        "Minimum per class",
        "No class gets fewer points, however rare it is; 50 is usual. Each gets two in any case, or its spread would be unknown.",
        default=50, minimum=0, maximum=MOST_POINTS,
    )  # fmt: skip
    min_distance: float = param(
        Kind.NUMBER,
        "Minimum distance",
        "Between any two points; 0 for none. It spreads the points, and leaves some classes with fewer where there is no room.",
        default=0.0, minimum=0.0, unit="m", advanced=True,
    )  # fmt: skip
    expected_accuracy: str | None = param(
        Kind.TEXT,
        "Expected accuracies",
        "How much of what the map calls a class is expected to be right, 0 to 1: one number for all classes, or name=number for "
        f"some, separated by commas. Unnamed classes have {COMMON_ACCURACY:g}, or {RARE_ACCURACY:g} below an even share of the map. "
        "Used by the optimal allocation and the wanted standard error.",
        optional=True, advanced=True,
    )  # fmt: skip
    area: LayerRef | None = common.area("the ground that is judged")
    seed: int = common.seed()
    output: str = param(
        Kind.OUT_POINTS,
        "Sample points",
        "Points with their number, the class on the ground (empty, for you), a note, the class of the map and the mapped area of that "
        "class.",
    )

    def conflicts(self) -> list[Problem]:
        """Accuracies that are none."""
        return [
            Problem("no_accuracy", "expected_accuracy", {"value": entry})
            for entry in listed(self.expected_accuracy) or ()
            if expectation(entry) is None
        ]


def expectation(entry: str) -> tuple[str, float] | None:
    """Class and accuracy of an entry `name=number`; the name is empty where the entry is a mere number. None for anything else."""
    name, _, number = entry.rpartition("=")
    try:
        accuracy = float(number)
    except ValueError:
        return None
    return (name.strip(), accuracy) if math.isfinite(accuracy) and 0.0 <= accuracy <= 1.0 else None


def expectations(text: str | None) -> dict[str, float]:
    """Expected accuracies by class, that of all classes under the empty name."""
    found: tuple[Any, ...] = listed(text, expectation) or ()
    return dict(entry for entry in found if entry is not None)
