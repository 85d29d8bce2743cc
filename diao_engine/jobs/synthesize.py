# SPDX-License-Identifier: GPL-2.0-or-later
"""DIAO-CP: synthetic training tiles with rare objects where they may stand."""

from __future__ import annotations

from typing import ClassVar

from . import common
from .fields import Job, Kind, LayerRef, NumberOutput, job_dataclass, param
from .problem import Problem


@job_dataclass
class Synthesize(Job):
    """Add synthetic tiles with objects of the rare classes."""

    id: ClassVar[str] = "synthesize"
    label: ClassVar[str] = "Synthesise tiles (DIAO-CP)"
    help: ClassVar[str] = (
        "Copies rare objects into other training tiles, at places with the surroundings they have in "
        "reality. Only ground that such objects really stand on is covered, never rare classes or unlabelled "
        "ground; no thing is cut and no line broken. Things (houses) are copied whole, areas (fields, ponds) "
        "are clipped to the parcel that they are put into, lines (roads) join others of their kind; which of "
        "these a class is follows from its shapes, or from the column form of the table classes. The colours "
        "are matched to the light of the new tile. The result is a dataset with the synthetic tiles added "
        "(origin synthetic), a picture of some of them beside it, and the layer objects: untick use or "
        "delete an object there, and the next run on that dataset leaves it out and makes the synthetic "
        "tiles anew. Validation and test tiles are never used."
    )
    icon: ClassVar[str] = "synthesize"
    memory_advice: ClassVar[str] = (
        "lower Largest object used or Width of the surroundings, name fewer Classes, or restrict Tile "
        "dataset to fewer tiles by a filter"
    )
    group: ClassVar[str] = common.GROUP_BALANCE
    tags: ClassVar = ("copy-paste", "augmentation", "synthetic", "imbalance", "rare classes", "diao")
    numbers: ClassVar = (
        NumberOutput("tiles_made", "Number of synthetic tiles"),
        NumberOutput("objects_pasted", "Number of pasted objects"),
        NumberOutput("collisions", "Pasted pixels on ground where such objects do not stand"),
        *common.IMBALANCE_STEP,
    )

    dataset: LayerRef = common.dataset()
    classes: str | None = common.classes("to copy; empty means all that have less than an equal share")
    context_layers: tuple[str, ...] | None = param(
        Kind.RASTERS,
        "Context layers",
        "Rasters such as slope, soil or elevation, in any CRS: objects are put only where these have values "
        "as at real objects. Whole numbers may be categories.",
        optional=True,
    )
    budget: float = param(
        Kind.NUMBER, "New tiles", "How many synthetic tiles are made, in per cent of the number of training tiles.",
        default=100.0, minimum=0.0, maximum=10000.0, unit="%", unit_of="of training tiles",
    )  # fmt: skip
    target: str = common.target(
        "The class shares that are wanted in the training; a class that has reached its share is not copied any more."
    )
    temper: float = common.temper()
    max_objects: int = param(
        Kind.INTEGER, "Maximum objects per tile", "No synthetic tile gets more objects than this.",
        default=10, minimum=1, maximum=1000,
    )  # fmt: skip
    min_area: int = param(
        Kind.INTEGER, "Smallest object used", "Smaller objects are not used.",
        default=40, minimum=1, maximum=100000000, unit="px", advanced=True,
    )  # fmt: skip
    max_area: int = param(
        Kind.INTEGER, "Largest object used", "Larger things and lines are not used, of larger areas only a part.",
        default=10000, minimum=1, maximum=100000000, unit="px", advanced=True,
    )  # fmt: skip
    ring: int = param(
        Kind.INTEGER, "Width of the surroundings", "How far the surroundings of an object reach, by which places are judged.",
        default=8, minimum=1, maximum=256, unit="px", advanced=True,
    )  # fmt: skip
    plausibility: float = param(
        Kind.NUMBER,
        "Minimum plausibility",
        "How typical the surroundings of a place must be: at 0.1 nine in ten real objects would pass, at 0.5 "
        "half of them; 0 takes every place that may be covered.",
        default=0.1, minimum=0.0, maximum=1.0,
    )  # fmt: skip
    rotate: bool = param(
        Kind.FLAG, "Turn and flip", "Turn objects by quarters and flip them; switch it off where long shadows matter.",
        default=True,
    )  # fmt: skip
    scale: float = param(
        Kind.NUMBER, "Change of size", "How much the size of an object may change: 0.2 is up to 20 %, 0 keeps sizes. Lines "
        "always keep theirs.",
        default=0.0, minimum=0.0, maximum=1.0, advanced=True,
    )  # fmt: skip
    blend: str = param(
        Kind.CHOICE,
        "Blending",
        "How the pixels of an object are fitted into a tile.",
        default="feather",
        choices={
            "feather": "Light matched to the new tile, soft edge (recommended)",
            "gradient": "Texture kept, colours taken from the new surroundings (Poisson)",
            "none": "Pixels as they are",
        },
        advanced=True,
    )
    target_imbalance: float = param(
        Kind.NUMBER, "Stop when imbalance is below", "No more tiles are made once the imbalance is as low as this; "
        "0 goes on to the wanted number.",
        default=0.0, minimum=0.0, maximum=100.0, advanced=True,
    )  # fmt: skip
    cut_objects: bool = param(
        Kind.FLAG,
        "Use cut objects",
        "Also use things that are cut by the edge of their image; those that only the edge of a tile cuts "
        "are completed anyway. Areas may always be cut.",
        default=False, advanced=True,
    )  # fmt: skip
    audit: bool = param(
        Kind.FLAG, "Check the result", "Check every synthetic tile against all rules, and stop when one is broken.",
        default=True, advanced=True,
    )  # fmt: skip
    seed: int = common.seed()
    allow_outside: bool = common.allow_outside()
    output: str = param(
        Kind.OUT_VECTOR, "Dataset with synthetic tiles", "A new tile dataset; its images lie beside it."
    )
    report: str | None = common.report(
        "what was pasted and rejected, the class shares before and after, and pictures of tiles"
    )

    def conflicts(self) -> list[Problem]:
        """The two limits of the area against each other."""
        if self.min_area > self.max_area:
            areas = {"smallest": self.min_area, "other": "max_area", "largest": self.max_area}
            return [Problem("areas_reversed", "min_area", areas)]
        return []
