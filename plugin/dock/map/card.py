# SPDX-License-Identifier: GPL-2.0-or-later
"""What the card of a model says, read from its JSON. No widgets here."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ....diao_engine.jobs.pixelsize import in_metres, is_same_pixel_size
from ....processing_provider.text import tr
from ..kit.number_format import pixel_text

# What is shown of the settings of the training.
_TRAINING = ("architecture", "encoder", "loss", "epochs")


@dataclass(frozen=True)
class CardClassRow:
    """A class that the model tells; `iou` is that of the validation, where there was one."""

    value: int
    name: str
    color: str
    minority: bool
    iou: float | None = None


@dataclass(frozen=True)
class Card:
    """The facts that the analyst is shown, and what `missing` says is unknown; `pixel_m` is in metres."""

    classes: tuple[CardClassRow, ...]
    bands: tuple[str, ...]
    dtype: str
    pixel_m: float | None
    tile_size: int
    overlap: int
    has_priors: bool
    metrics: dict[str, Any] = field(default_factory=dict)
    training: dict[str, Any] = field(default_factory=dict)
    created: str = ""
    missing: tuple[str, ...] = ()

    @property
    def minority(self) -> tuple[int, ...]:
        """Values of the minority classes."""
        return tuple(entry.value for entry in self.classes if entry.minority)

    def band_problem(self, count: int) -> str:
        """Why a raster with so many bands cannot be mapped; empty when it can."""
        if not self.bands or count == len(self.bands):
            return ""
        return tr(
            "The model takes {wanted} bands ({names}) and the raster has {count}; choose another raster, or bring its bands "
            "into line with Rearrange bands."
        ).format(wanted=len(self.bands), names=", ".join(self.bands), count=count)

    def pixel_note(self, metres: float | None) -> str:
        """What is done about a raster whose pixels have another size; empty when nothing is."""
        if metres is None or self.pixel_m is None:
            return ""
        if is_same_pixel_size(self.pixel_m / metres):
            return ""
        return tr(
            "The model was trained on pixels of {wanted} and the raster has {found}: it is resampled for the model, and the "
            "map comes back on the raster's own grid."
        ).format(wanted=pixel_text(self.pixel_m), found=pixel_text(metres))


def read(path: str) -> Card:
    """The card in a JSON file. Raises ValueError when it is none."""
    try:
        told = json.loads(Path(path).read_text(encoding="utf-8"))
        return _card(told)
    except (OSError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _card(told: dict[str, Any]) -> Card:
    metrics, training = told.get("metrics") or {}, told.get("training") or {}
    ious = metrics.get("iou")
    if not isinstance(ious, list) or len(ious) != len(told["classes"]):
        ious = [None] * len(told["classes"])
    return Card(
        classes=tuple(
            CardClassRow(int(entry["value"]), entry["name"], entry["color"], bool(entry["minority"]), _number(iou))
            for entry, iou in zip(told["classes"], ious)
        ),
        bands=tuple(told["bands"]),
        dtype=told["dtype"],
        pixel_m=in_metres(told.get("pixel_size"), told.get("pixel_unit", "")),
        tile_size=told["tile_size"],
        overlap=told["overlap"],
        has_priors=bool(told.get("prior_natural")) and bool(told.get("prior_train")),
        metrics={
            "miou": _number(metrics.get("miou")),
            "macro_f1": _number(metrics.get("macro_f1")),
            "measured_on": str(metrics.get("measured_on", "validation")),
        },
        training={key: str(training[key]) for key in _TRAINING if training.get(key)},
        created=told.get("created", ""),
        missing=tuple(told.get("missing", ())),
    )


def _number(value: Any) -> float | None:
    """A figure of the card; a card made elsewhere may hold anything there."""
    return float(value) if isinstance(value, (int, float)) else None
