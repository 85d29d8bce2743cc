# SPDX-License-Identifier: GPL-2.0-or-later
"""Describe a model, and keep overrides of its card beside it."""

from __future__ import annotations

import csv
import math
import os
from collections.abc import Callable
from typing import Any, ClassVar

from . import common, trust
from .colors import is_color
from .fields import Job, Kind, NumberOutput, job_dataclass, param
from .outputs import card_file, is_name_too_long
from .problem import Problem
from .segment import MODEL_SUFFIXES, trust_conflicts

_OVERRIDES = ("class_names", "class_colors", "minority", "bands", "divisor", "mean", "std", "pixel_size")


@job_dataclass
class DescribeModel(Job):
    """Describe a model."""

    id: ClassVar[str] = "modelcard"
    label: ClassVar[str] = "Describe model"
    help: ClassVar[str] = (
        "Shows the card of a segmentation model: classes, bands, pixel size, normalisation, how it was "
        "trained and how good it is. Models made elsewhere may lack parts of it: what you say here is kept "
        "in a file beside the model (its name with .card.json), and Map raster uses it from then on. The "
        "model itself stays as it is."
    )
    icon: ClassVar[str] = "modelcard"
    memory_advice: ClassVar[str] = "choose a smaller Model, or close other programs"
    group: ClassVar[str] = common.GROUP_MAP
    tags: ClassVar = ("onnx", "torchscript", "deepness", "metadata", "classes")
    numbers: ClassVar = (
        NumberOutput("class_count", "Number of classes"),
        NumberOutput("band_count", "Number of bands"),
    )

    model: str = param(Kind.FILE, "Model", "ONNX, TorchScript or exported program.", suffixes=MODEL_SUFFIXES)
    class_names: str | None = param(
        Kind.TEXT,
        "Class names",
        'Names of all classes in the order of the model\'s channels, separated by commas ("..." around a name with a comma). '
        "Empty keeps what is known, here as below.",
        optional=True,
    )
    class_colors: str | None = param(
        Kind.TEXT,
        "Class colours",
        "Colours of all classes as #rrggbb, separated by commas, in the same order.",
        optional=True,
    )
    minority: str | None = common.classes("that are rare and wanted as polygons")
    bands: str | None = param(
        Kind.TEXT, "Bands", "Names of the bands in the order that the model takes, separated by commas.", optional=True
    )
    divisor: float | None = param(
        Kind.NUMBER,
        "Divide pixel values by",
        "What pixel values are divided by before the model sees them: 255 brings 8-bit imagery between 0 and 1, 1 leaves it "
        "as it is.",
        optional=True, minimum=0.000001, maximum=1000000.0,
    )  # fmt: skip
    mean: str | None = param(
        Kind.TEXT,
        "Mean per band",
        "Numbers separated by commas that are taken off after the division, for models that want standardised input.",
        optional=True, advanced=True,
    )  # fmt: skip
    std: str | None = param(
        Kind.TEXT,
        "Deviation per band",
        "Numbers separated by commas that the result is divided by.",
        optional=True, advanced=True,
    )  # fmt: skip
    pixel_size: float | None = param(
        Kind.NUMBER,
        "Pixel size",
        "Side of the pixels that the model was trained on; other rasters are resampled for it. 0 when nobody knows.",
        optional=True, minimum=0.0, maximum=100000.0, unit="m",
    )  # fmt: skip
    trust_model: bool = common.trust_model()
    card: str | None = param(
        Kind.OUT_FILE, "Card", "The whole card as JSON, with a list of what is still missing.",
        optional=True, suffixes=(".json",),
    )  # fmt: skip
    report: str | None = common.report("classes, bands, origin and figures of the model", proposed=True)

    def needs(self) -> str:
        """Torch models need torch, ONNX models do not."""
        return "full" if trust.is_torch_model(self.model) else "base"

    def side_files(self) -> tuple[str, ...]:
        """Overrides of the model's card are kept beside it."""
        return (card_file(self.model),)

    def conflicts(self) -> list[Problem]:
        """A model that has not been approved, colours that are none, numbers that are none, and a division by nothing."""
        conflicts = trust_conflicts(self.model, trusted=self.trust_model)
        conflicts += [
            Problem("no_color", "class_colors", {"value": color})
            for color in listed(self.class_colors) or ()
            if not is_color(color)
        ]
        for name in ("mean", "std"):
            conflicts += [
                Problem("no_numbers", name, {"value": entry})
                for entry in listed(getattr(self, name)) or ()
                if _number(entry) is None
            ]
        if any(_number(entry) == 0 for entry in listed(self.std) or ()):
            conflicts.append(Problem("zero_deviation", "std"))
        return conflicts + self._card_file_problems()

    def _card_file_problems(self) -> list[Problem]:
        """What keeps the file beside the model from being written, when there is something to keep."""
        if all(getattr(self, name) is None for name in _OVERRIDES):
            return []
        folder, name = os.path.split(os.path.realpath(card_file(self.model)))
        if is_name_too_long(name):
            return [Problem("card_name_too_long", arguments={"path": self.model})]
        if not os.access(folder, os.W_OK):
            return [Problem("card_folder_read_only", arguments={"folder": folder})]
        return []


def listed(text: str | None, convert: Callable[[str], Any] = str) -> tuple[Any, ...] | None:
    """The values of a comma-separated text, in quotes where they hold commas; None where the text is empty."""
    if not text or not text.strip():
        return None
    (row,) = csv.reader([text.replace("\n", " ")], skipinitialspace=True)
    return tuple(convert(entry.strip()) for entry in row if entry.strip())


def _number(entry: str) -> float | None:
    """A finite number; None for anything else."""
    try:
        number = float(entry)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
