# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers -> tile dataset."""

from __future__ import annotations

from typing import ClassVar

from . import common
from .fields import Extent, Job, Kind, LayerRef, job_dataclass, param
from .problem import Problem


@job_dataclass
class CreateDataset(Job):
    """Cut imagery and labels into a tile dataset."""

    id: ClassVar[str] = "createdataset"
    label: ClassVar[str] = "Create tile dataset"
    help: ClassVar[str] = (
        "Cuts imagery and labels into tiles and writes them as one GeoPackage: a polygon per tile with the "
        "pixels of every class, divided into training, validation and test by blocks of ground, so that a "
        "model is not judged right beside what it learned from. Labels are polygons with a class field, in "
        "any CRS, or class rasters on any grid; class names and colours come from the layer's style. The "
        "imagery is not copied and no input is changed."
    )
    icon: ClassVar[str] = "createdataset"
    memory_advice: ClassVar[str] = "lower Tile size, or limit the ground by Area or Extent and make several datasets"
    group: ClassVar[str] = common.GROUP_DATA
    tags: ClassVar = ("tiles", "chips", "training data", "labels", "split")
    numbers: ClassVar = (common.TILE_COUNT, common.IMBALANCE, common.IMBALANCE_UNIFORM)

    images: tuple[str, ...] = param(
        Kind.RASTERS, "Images", "One or more rasters with the same bands; any number of bands, 8 or 16 bit or float."
    )
    labels: tuple[LayerRef, ...] = param(
        Kind.MAP_LAYERS,
        "Labels",
        "One polygon layer with a class field, or one or more class rasters. Where class rasters overlap, the first counts.",
    )
    class_field: str | None = common.class_field("label polygons", "labels")
    area: LayerRef | None = common.area("the ground that is used")
    extent: Extent | None = common.extent("the ground that is used")
    tile_size: int = common.tile_size()
    overlap: int = common.overlap()
    val_fraction: float = common.fraction("Validation", 0.2)
    test_fraction: float = common.fraction("Test", 0.0)
    append_to: LayerRef | None = common.append_to()
    background: str | None = param(
        Kind.TEXT,
        "Background class",
        "Name of the class that ground without a label belongs to (outside the polygons, nodata of class rasters); empty means "
        "that it stays unlabelled.",
        optional=True,
        advanced=True,
    )
    ignore_value: int = common.ignore_value()
    nodata: float | None = common.nodata()
    min_labelled: float = common.min_labelled()
    split_by: str = common.split_by()
    seed: int = common.seed()
    scheduler: str | None = common.scheduler()
    output: str = param(Kind.OUT_VECTOR, "Tile dataset", "The GeoPackage that is made; its first layer is tiles.")

    def needs(self) -> str:
        """Who hands the work to a cluster needs its client."""
        return "cluster" if self.scheduler else "base"

    def conflicts(self) -> list[Problem]:
        """Overlap against tile size, held-out shares against one."""
        return common.tiling_conflicts(self.tile_size, self.overlap, self.val_fraction + self.test_fraction)
