# SPDX-License-Identifier: GPL-2.0-or-later
"""Named sets of values of the job Train: how much time a training may take. The one home of what each of them sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .fields import specs
from .train import Train

# What a preset decides over. How classes are weighed (loss, sampling, target) is another question and stays as it is.
FIELDS = (
    "architecture",
    "encoder",
    "epochs",
    "steps_per_epoch",
    "batch_size",
    "crop_size",
    "learning_rate",
    "patience",
    "ema",
)


@dataclass(frozen=True)
class Preset:
    """A choice: its label, what it is for, and where it differs from the defaults of `Train`, by names of fields."""

    label: str
    help: str
    differs: Mapping[str, Any]

    def values(self) -> dict[str, Any]:
        """The value of each of `FIELDS`."""
        defaults = {spec.name: spec.default for spec in specs(Train) if spec.name in FIELDS}
        return {**defaults, **self.differs}


# In the order in which they are offered, the quickest first.
PRESETS = {
    # Its steps are few and do not grow with the dataset. After 180 of them the mean IoU on naip_ohio (134 training tiles) was 0.74,
    # in 70 s of two idle cores; fewer epochs than three would leave too little to choose the best of.
    "quick": Preset(
        "Quick look",
        "A first map within minutes, to see whether classes and labels work out; the rarest classes need more.",
        {"epochs": 3, "steps_per_epoch": 60},
    ),
    "good": Preset("Good", "What a map needs as a rule, on a laptop too.", {}),
    "best": Preset(
        "Best",
        "A larger encoder and a longer training, for the last points; with a GPU, or overnight.",
        {"encoder": "efficientnet_b3", "epochs": 40},
    ),
}


def matching(values: Mapping[str, Any]) -> str:
    """The preset whose values these are, by names of fields; empty where somebody has chosen others."""
    for name, preset in PRESETS.items():
        if all(values.get(field) == value for field, value in preset.values().items()):
            return name
    return ""
