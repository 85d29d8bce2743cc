# SPDX-License-Identifier: GPL-2.0-or-later
"""A class map kept up to date as imagery arrives."""

from __future__ import annotations

from typing import ClassVar

from . import common, trust
from .dates import read_date
from .fields import Job, Kind, LayerRef, NumberOutput, job_dataclass, param, same_as
from .problem import Problem
from .segment import Segment, trust_conflicts


@job_dataclass
class Update(Job):
    """Bring a class map up to date with new imagery."""

    id: ClassVar[str] = "update"
    label: ClassVar[str] = "Update map"
    help: ClassVar[str] = (
        "Brings a class map up to date with one or more images: where the model is certain, the newest image says the class, "
        "elsewhere the map stays as it is. What changed comes as polygons with both classes, area, confidence and date, and as a "
        "table. Images may overlap, cover parts only, differ in CRS and pixel size, and come twice or in any order: the result is "
        "the same."
    )
    icon: ClassVar[str] = "update"
    memory_advice: ClassVar[str] = "lower Window size or Batch size, or choose another Device"
    group: ClassVar[str] = common.GROUP_MAP
    tags: ClassVar = ("change", "monitoring", "time series", "land cover change", "new imagery", "transition")
    numbers: ClassVar = (
        NumberOutput("changed_share", "Share of the compared ground that has changed, 0 to 1"),
        NumberOutput("changed_area", "Area that has changed, in m², where the map has a CRS"),
        NumberOutput("change_count", "Number of changes"),
        *common.POLYGON_COUNTS,
    )

    map: str | None = param(
        Kind.RASTER,
        "Map so far",
        "The class raster to bring up to date, of this algorithm or any other; the result has its grid. Empty starts a new map on the "
        "grid of the oldest image, which grows with each image beyond it.",
        optional=True,
    )
    images: tuple[str, ...] = param(
        Kind.RASTERS,
        "New imagery",
        "One or more images with the bands that the model was trained on. When each was taken is read from its metadata or its name "
        "(such as 20240531 or 2024-05-31).",
    )
    model: str = same_as(Segment, "model")
    date: str | None = param(
        Kind.TEXT,
        "Date of the imagery",
        "When the images were taken, such as 2024-05-31 or 2024-05-31 10:30 (UTC); empty means what each image says.",
        optional=True,
    )
    map_date: str | None = param(
        Kind.TEXT,
        "Date of the map so far",
        "Older images change nothing where the map has a class; empty means that the map is older than all images.",
        optional=True, advanced=True,
    )  # fmt: skip
    least_confidence: float = param(
        Kind.NUMBER,
        "Minimum confidence",
        "From which confidence on the model's class counts; less certain ground stays as it is. Higher gives fewer false changes.",
        default=0.9, minimum=0.0, maximum=1.0,
    )  # fmt: skip
    other_light: bool = param(
        Kind.FLAG,
        "Map in other light too",
        "Each image is mapped as it is, 10 % darker and 10 % brighter, and what the model says counts by the least certain of the "
        "three, so that other light is not taken for a change; three times the work of the model.",
        default=True, advanced=True,
    )  # fmt: skip
    min_area: float | None = param(
        Kind.NUMBER,
        "Smallest change",
        f"Smaller changes are left out of the map; empty leaves out those of fewer than {common.SPECK_PX} pixels, 0 none.",
        optional=True, minimum=0.0, unit="m²",
    )  # fmt: skip
    classes: str | None = common.classes("whose polygons are wanted; empty means the rare classes of the model")
    area: LayerRef | None = common.area("the ground that is brought up to date")
    clouds: tuple[LayerRef, ...] | None = param(
        Kind.MAP_LAYERS,
        "Clouds",
        "Polygons of clouds, or rasters with another value than 0 there; what they cover is not seen in any of the images. A raster "
        "that lies beside an image and is called like it with _clouds behind (a_20240531_clouds.tif) counts for this image by itself.",
        optional=True,
    )
    nodata: float | None = common.nodata()
    tile_size: int | None = same_as(Segment, "tile_size")
    overlap: int | None = same_as(Segment, "overlap")
    batch_size: int = same_as(Segment, "batch_size")
    prior_correction: float | None = same_as(Segment, "prior_correction", advanced=True)
    device: str = common.device()
    trust_model: bool = common.trust_model()
    scheduler: str | None = common.scheduler()
    output: str = param(
        Kind.OUT_RASTER,
        "Updated map",
        "Class raster with names and colours; beside it lies what is known of each pixel's class and date, for the next update.",
    )
    changes: str | None = param(
        Kind.OUT_VECTOR,
        "Changes",
        "A polygon per change, with both classes, area in m², mean confidence, and the date of the image that first shows the new "
        "class.",
        optional=True, proposed=True,
    )  # fmt: skip
    transitions: str | None = param(
        Kind.OUT_TABLE,
        "Transitions",
        "One row per pair of classes before and after: values, names, pixels, area in m² and ha, share of the compared ground.",
        optional=True,
    )
    minority: str | None = same_as(Segment, "minority")

    def needs(self) -> str:
        """Torch models need torch, ONNX models do not; who hands the work to a cluster needs its client."""
        if self.scheduler:
            return "cluster"
        return "full" if trust.is_torch_model(self.model) else "base"

    def conflicts(self) -> list[Problem]:
        """Texts that are no dates, and a model that has not been approved."""
        conflicts = trust_conflicts(self.model, trusted=self.trust_model)
        for name in ("date", "map_date"):
            text = getattr(self, name)
            if text and read_date(text) is None:
                conflicts.append(Problem("no_date", name, {"value": text}))
        return conflicts
