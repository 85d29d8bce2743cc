# SPDX-License-Identifier: GPL-2.0-or-later
"""Map a raster with a model."""

from __future__ import annotations

from typing import ClassVar

from . import common, trust
from .fields import Extent, Holds, Job, Kind, LayerRef, job_dataclass, param
from .problem import Problem

MODEL_SUFFIXES = (".onnx", *trust.TORCH_SUFFIXES)


@job_dataclass
class Segment(Job):
    """Map the classes of a raster."""

    id: ClassVar[str] = "segment"
    label: ClassVar[str] = "Map raster"
    help: ClassVar[str] = (
        "Maps a raster of any size with a segmentation model: a class map with names and colours and, on "
        "request, the confidence, the probability of chosen classes, and the rare classes as polygons. "
        "Models are ONNX files made here or for Deepness, TorchScript (.pt, .pth, .ts) or exported programs "
        "(.pt2)."
    )
    icon: ClassVar[str] = "segment"
    memory_advice: ClassVar[str] = "lower Window size or Batch size, or choose another Device"
    group: ClassVar[str] = common.GROUP_MAP
    tags: ClassVar = ("inference", "segmentation", "onnx", "deepness", "prediction", "land cover")
    numbers: ClassVar = common.POLYGON_COUNTS

    input: str = param(
        Kind.RASTER, "Raster", "The raster to map, with the bands that the model was trained on.", holds=Holds.IMAGERY
    )
    model: str = param(Kind.FILE, "Model", "ONNX, TorchScript or exported program.", suffixes=MODEL_SUFFIXES)
    area: LayerRef | None = common.area("the ground that is mapped")
    extent: Extent | None = common.extent("the ground that is mapped")
    nodata: float | None = common.nodata()
    tile_size: int | None = param(
        Kind.INTEGER,
        "Window size",
        "Side of the windows that the model sees; empty means what the model's card says.",
        optional=True, minimum=32, maximum=8192, unit="px", advanced=True,
    )  # fmt: skip
    overlap: int | None = param(
        Kind.INTEGER,
        "Overlap",
        "How far neighbouring windows overlap; empty means what the model's card says.",
        optional=True, minimum=0, maximum=4096, unit="px", advanced=True,
    )  # fmt: skip
    batch_size: int | None = param(
        Kind.INTEGER,
        "Batch size",
        "Windows per call of the model; empty means 4 on the CPU and what is fastest on a GPU, which is tried.",
        optional=True, minimum=1, maximum=1024, advanced=True,
    )  # fmt: skip
    prior_correction: float | None = param(
        Kind.NUMBER,
        "Prior correction: 0 finds more rare objects, 1 has fewer false alarms",
        "Balancing makes a model look out for rare classes. 0 keeps that and finds more rare objects, 1 "
        "takes it back for fewer false alarms (the sensitivity of the dock, from right to left); empty means what was best on the "
        "validation tiles of the model, as its card says.",
        optional=True, minimum=0.0, maximum=1.0,
    )  # fmt: skip
    classes: str | None = common.classes(
        "whose probability and polygons are wanted; empty means the rare classes of the model"
    )
    all_probabilities: bool = param(
        Kind.FLAG,
        "Probabilities of all classes",
        "Whether Probabilities has every class and not the chosen ones alone; then the dock shows the map for another sensitivity "
        "without running the model again.",
        default=False, advanced=True,
    )  # fmt: skip
    min_area: float | None = common.min_area("Smallest polygon kept")
    device: str = common.device()
    trust_model: bool = common.trust_model()
    scheduler: str | None = common.scheduler()
    output: str = param(Kind.OUT_RASTER, "Class map", "Class raster with names and colours; nodata stays nodata.")
    confidence: str | None = param(
        Kind.OUT_RASTER, "Confidence", "Probability of the mapped class, 0 to 1.", optional=True
    )
    probabilities: str | None = param(
        Kind.OUT_RASTER, "Probabilities", "Probability of each chosen class, 0 to 1; a band per class.", optional=True
    )
    minority: str | None = param(
        Kind.OUT_VECTOR,
        "Polygons of rare classes",
        "A polygon per object of the chosen classes, with class, area in m² and mean confidence.",
        optional=True,
    )

    def needs(self) -> str:
        """Torch models need torch, ONNX models do not; who hands the work to a cluster needs its client."""
        if self.scheduler:
            return "cluster"
        return "full" if trust.is_torch_model(self.model) else "base"

    def conflicts(self) -> list[Problem]:
        """Overlap against window size, where both are given, and a model that has not been approved."""
        conflicts = trust_conflicts(self.model, trusted=self.trust_model)
        if self.tile_size is not None and self.overlap is not None and self.overlap > self.tile_size // 2:
            sizes = {"overlap": self.overlap, "other": "tile_size", "size": self.tile_size}
            conflicts.append(Problem("overlap_of_windows", "overlap", sizes))
        return conflicts


def trust_conflicts(model: str, *, trusted: bool) -> list[Problem]:
    """The problem of a model that has not been approved, which concerns the file and TRUST_MODEL alike."""
    found = trust.problem(model, trusted=trusted)
    return [found] if found else []
