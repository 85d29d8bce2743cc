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
        "Lifts objects of the rare classes out of the training tiles and sets them into other training tiles, at places "
        "whose surroundings are like those of real objects. Only ground that such objects stand on is covered, never scarce "
        "classes or unlabelled ground; no thing is cut and no line broken. Things (houses) are set whole, areas (fields, ponds) are "
        "clipped to the parcel that they are set into, lines (roads) join their kind; what a class is follows from its shapes, or "
        "from the column form of the table classes. The colours are brought to the light of the new tile. The result is a dataset "
        "with the "
        "synthetic tiles added (origin synthetic), a picture of some of them beside it, and the layer objects: untick use or "
        "delete an object there, and synthesis that runs on that dataset again leaves it alone and makes the synthetic tiles anew. "
        "Validation and test tiles are never used."
    )
    icon: ClassVar[str] = "synthesize"
    memory_advice: ClassVar[str] = (
        "lower Largest area or Ring, name fewer Classes, or restrict Tile dataset to fewer tiles by a filter"
    )
    group: ClassVar[str] = common.GROUP_BALANCE
    tags: ClassVar = ("copy-paste", "augmentation", "synthetic", "imbalance", "rare classes", "diao")
    numbers: ClassVar = (
        NumberOutput("tiles_made", "Number of synthetic tiles"),
        NumberOutput("objects_pasted", "Number of pasted objects"),
        NumberOutput("collisions", "Pasted pixels on ground that is no host of the object's class"),
        *common.IMBALANCE_STEP,
    )

    dataset: LayerRef = common.dataset()
    classes: str | None = common.classes("to paste; empty means all that are rarer than in an even distribution")
    context_layers: tuple[str, ...] | None = param(
        Kind.RASTERS,
        "Context layers",
        "Rasters such as slope, soil or elevation, in any CRS: objects are set only where their values are like those at real "
        "objects. Whole numbers may be categories.",
        optional=True,
    )
    budget: float = param(
        Kind.NUMBER, "Budget", "How many synthetic tiles are made, in per cent of the number of training tiles.",
        default=100.0, minimum=0.0, maximum=10000.0, unit="%",
    )  # fmt: skip
    target: str = common.target(
        "The class distribution to come close to; a class that has its share there is pasted no more."
    )
    temper: float = common.temper()
    max_objects: int = param(
        Kind.INTEGER, "Most objects per tile", "No synthetic tile gets more objects than this.",
        default=10, minimum=1, maximum=1000,
    )  # fmt: skip
    min_area: int = param(
        Kind.INTEGER, "Least area", "Smaller objects are not used.",
        default=40, minimum=1, maximum=100000000, unit="px", advanced=True,
    )  # fmt: skip
    max_area: int = param(
        Kind.INTEGER, "Largest area", "Larger things and lines are not used, and of larger areas a part.",
        default=10000, minimum=1, maximum=100000000, unit="px", advanced=True,
    )  # fmt: skip
    ring: int = param(
        Kind.INTEGER, "Ring", "Width of the surroundings that places are judged by.",
        default=8, minimum=1, maximum=256, unit="px", advanced=True,
    )  # fmt: skip
    plausibility: float = param(
        Kind.NUMBER,
        "Least plausibility",
        "How typical the surroundings of a place must be: 0.1 means more typical than those of the least typical tenth of the "
        "real objects, 0 lets every place pass that covers nothing it must not.",
        default=0.1, minimum=0.0, maximum=1.0,
    )  # fmt: skip
    rotate: bool = param(
        Kind.FLAG, "Turn and flip", "Turn objects by quarters and flip them; switch it off where long shadows matter.",
        default=True,
    )  # fmt: skip
    scale: float = param(
        Kind.NUMBER, "Scale", "Largest relative change of an object's size; 0 keeps sizes. Lines keep theirs.",
        default=0.0, minimum=0.0, maximum=1.0, advanced=True,
    )  # fmt: skip
    blend: str = param(
        Kind.CHOICE,
        "Blend",
        "How the pixels of an object are set into a tile.",
        default="feather",
        choices={
            "feather": "Light of the two tiles matched, soft edge",
            "gradient": "Gradients kept, values taken from the edge (Poisson)",
            "none": "Pixels as they are",
        },
        advanced=True,
    )
    target_imbalance: float = param(
        Kind.NUMBER, "Enough balance", "Stop when the imbalance KL(p‖q) to the target, in nats, is as low as this.",
        default=0.0, minimum=0.0, maximum=100.0, advanced=True,
    )  # fmt: skip
    cut_objects: bool = param(
        Kind.FLAG,
        "Use cut objects",
        "Use things that the edge of the image cuts too; those that only a tile's edge cuts are completed. Areas may be cut.",
        default=False, advanced=True,
    )  # fmt: skip
    audit: bool = param(
        Kind.FLAG, "Audit", "Check every synthetic tile against all rules, and stop when one is broken.",
        default=True, advanced=True,
    )  # fmt: skip
    seed: int = common.seed()
    allow_outside: bool = common.allow_outside()
    output: str = param(
        Kind.OUT_VECTOR, "Dataset with synthetic tiles", "A new tile dataset; its images lie beside it."
    )
    report: str | None = common.report(
        "what was pasted and rejected, the distribution before and after, and pictures of tiles"
    )

    def conflicts(self) -> list[Problem]:
        """The two limits of the area against each other."""
        if self.min_area > self.max_area:
            areas = {"smallest": self.min_area, "other": "max_area", "largest": self.max_area}
            return [Problem("areas_reversed", "min_area", areas)]
        return []
