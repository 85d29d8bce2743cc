# SPDX-License-Identifier: GPL-2.0-or-later
"""Judged objects and corrected polygons -> training tiles."""

from __future__ import annotations

from typing import ClassVar

from . import common
from .fields import Holds, Job, Kind, LayerRef, NumberOutput, job_dataclass, param


@job_dataclass
class Learn(Job):
    """Make training tiles of what an analyst has judged."""

    id: ClassVar[str] = "learn"
    label: ClassVar[str] = "Learn from corrections"
    help: ClassVar[str] = (
        "Turns polygons that you have looked at into training tiles of a dataset: the ground of each is labelled; other ground "
        "gets the class of the map where that is certain, and is left open elsewhere. Any polygon layer with a class field will do. "
        "In polygons of rare classes with the field review only judged ones count: right and class are of their class, wrong becomes "
        "what lies around it in the map, unsure is left open. Ground of validation and test tiles is never learned, and where labels "
        "of training tiles say otherwise, what you have seen goes before them. Starting it again with the "
        "same layer replaces the tiles that came of it before. Then go on with Train model and Start from model."
    )
    icon: ClassVar[str] = "learn"
    memory_advice: ClassVar[str] = "give fewer Images, or select fewer polygons"
    group: ClassVar[str] = common.GROUP_DATA
    tags: ClassVar = ("review", "active learning", "corrections", "feedback", "annotation", "fine-tuning")
    numbers: ClassVar = (
        NumberOutput("tiles_added", "Number of tiles that were added"),
        NumberOutput("tiles_replaced", "Number of tiles of an earlier run from the same layer that they replace"),
        NumberOutput("tiles_corrected", "Number of other training tiles whose labels were corrected on judged ground"),
        NumberOutput("polygons_used", "Number of polygons that were learned from"),
        NumberOutput("polygons_left_out", "Number of polygons that were not"),
    )

    dataset: LayerRef = common.dataset()
    images: tuple[str, ...] | None = param(
        Kind.RASTERS,
        "Images",
        "The imagery that the polygons were judged on; empty means the images of the dataset. Where images overlap, a polygon is "
        "learned from the one that holds most of it.",
        optional=True,
    )
    corrections: LayerRef = param(
        Kind.VECTOR,
        "Judged polygons",
        "Polygons of rare classes with verdicts, or any polygons with a class, in any CRS.",
        holds=Holds.POLYGONS,
    )
    class_field: str | None = param(
        Kind.FIELD,
        "Class field",
        "Attribute of the polygons that holds the class, by name or by value; empty means class_name or class_value.",
        optional=True,
        parent="corrections",
    )
    map: str | None = param(
        Kind.RASTER,
        "Class map",
        "The map that the polygons come from: it says what lies around wrong objects. Its classes are matched by name, else by value.",
        optional=True,
    )
    wrong_as: str = param(
        Kind.CHOICE,
        "Wrong objects become",
        "What is learned of the ground of a polygon that is wrong. Most false alarms are part of what lies around them; where no "
        "class fills half of the surroundings on the map, the ground is left open in any case.",
        default="surroundings",
        choices={
            "surroundings": "The class around them in the map",
            "ignore": "Left open: nothing is learned of them",
        },
    )
    rest: str = param(
        Kind.CHOICE,
        "Other ground becomes",
        "What is learned of the ground of a new tile that nobody has judged. Of the map it is taken where Class map and Confidence "
        "are given; from judged ground alone, much of which is false alarms, a model unlearns rare classes.",
        default="map",
        choices={
            "map": "The class of the map where it is certain (recommended)",
            "ignore": "Left open: only judged ground is learned",
        },
        advanced=True,
    )
    confidence: str | None = param(
        Kind.RASTER, "Confidence", "Confidence raster of the map, 0 to 1; it says where the map is certain.",
        optional=True, advanced=True,
    )  # fmt: skip
    least_confidence: float = param(
        Kind.NUMBER, "Minimum confidence", "From which confidence on the map is certain.",
        default=0.9, minimum=0.01, maximum=1.0, advanced=True,
    )  # fmt: skip
    allow_outside: bool = common.allow_outside()
    output: str = param(
        Kind.OUT_VECTOR,
        "Dataset with reviewed tiles",
        "A new tile dataset: the tiles of the old one and those of judged ground.",
    )
