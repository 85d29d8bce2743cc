# SPDX-License-Identifier: GPL-2.0-or-later
"""How long a training takes, from what it has to do and from how fast the device was: formulas that both sides of the border show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# A pixel that is only measured, without gradients, takes this part of the time of one that is trained on (0.18 to 0.33 for the
# networks of `Train`, on a CPU).
MEASURED = 0.25
# From the start of the engine to the first step and from the last to the model, in seconds.
START_AND_END = 15.0

# Trained pixels per second of the default network before any training here has been measured: two cores of a server, and a
# guess on the safe side for an ordinary GPU.
TYPICAL = {"cpu": 370_000.0, "cuda": 5_000_000.0, "mps": 1_500_000.0}

# Time per trained pixel, in that of U-Net with EfficientNet-Lite0; measured on a CPU with batches of 8 crops of 128 px. For other
# pairs the two factors are multiplied, which is rough.
_ARCHITECTURES = {
    "unet": 1.0, "unetplusplus": 1.2, "fpn": 0.8, "linknet": 0.5, "manet": 0.9, "pan": 0.6, "deeplabv3plus": 0.8,
    "upernet": 5.0, "segformer": 1.7,
}  # fmt: skip
_ENCODERS = {
    "efficientnet_lite0": 1.0, "mobilenet_v2": 1.5, "resnet18": 1.6, "resnet34": 1.9, "resnet50": 2.9,
    "efficientnet_b3": 2.0, "convnext_tiny": 3.0, "mit_b0": 0.9, "mit_b2": 2.7,
}  # fmt: skip


@dataclass(frozen=True)
class Effort:
    """What a training has to do: epochs, and in each so many pixels to train on and to measure on."""

    epochs: int
    trained_px: float
    measured_px: float

    @property
    def per_epoch(self) -> float:
        """The work of an epoch, in trained pixels."""
        return self.trained_px + MEASURED * self.measured_px

    def seconds(self, pixels_per_second: float) -> float:
        """How long it takes in all; the tiles are measured on once more for the prior correction."""
        work = self.epochs * self.per_epoch + MEASURED * self.measured_px
        return START_AND_END + work / pixels_per_second

    def speed(self, epoch_seconds: float) -> float:
        """Trained pixels per second, by the duration of an epoch, which is above 0."""
        return self.per_epoch / epoch_seconds


def steps_per_epoch(area_px: float, *, crop_size: int, batch_size: int) -> int:
    """Steps whose crops have together an area, in pixels: that of all tiles, each counted `repeats` times."""
    return max(1, round(area_px / (crop_size**2 * batch_size)))


def effort(values: Mapping[str, Any], *, area_px: float, measured_px: float) -> Effort:
    """What a training with these values has to do.

    Parameters
    ----------
    values
        Those of the job by the names of its fields; `epochs`, `steps_per_epoch`, `batch_size` and `crop_size` play a part.
    area_px
        Area of the training tiles, each counted `repeats` times.
    measured_px
        Area of the tiles that the epochs are measured on.
    """
    crop, batch = int(values["crop_size"]), int(values["batch_size"])
    steps = int(values["steps_per_epoch"]) or steps_per_epoch(area_px, crop_size=crop, batch_size=batch)
    return Effort(int(values["epochs"]), float(steps * batch * crop**2), measured_px)


def relative_cost(architecture: str, encoder: str) -> float:
    """Time per pixel of a network in that of the default one, roughly."""
    return _ARCHITECTURES[architecture] * _ENCODERS[encoder]
