# SPDX-License-Identifier: GPL-2.0-or-later
"""What the card of a model says, read from its JSON. No widgets here."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ....diao_engine.jobs import palette
from ....diao_engine.jobs.classinfo import ClassInfo
from ....diao_engine.jobs.pixelsize import in_metres, is_same_pixel_size
from ....processing_provider.text import tr, tr_count
from ...display.reweighted import MOST_CLASSES, Shown
from ..kit.number_format import pixel_text

# What is shown of the settings of the training.
_TRAINING = ("architecture", "encoder", "loss", "epochs")


@dataclass(frozen=True)
class MeasuredClass(ClassInfo):
    """A class that the model maps; `iou` is that of the validation, where there was one, and `few` that it rests on little."""

    iou: float | None = None
    few: bool = False


@dataclass(frozen=True)
class Card:
    """The facts that the analyst is shown, and what `missing` says is unknown; `pixel_m` is in metres."""

    classes: tuple[MeasuredClass, ...]
    bands: tuple[str, ...]
    dtype: str
    pixel_m: float | None
    tile_size: int
    overlap: int
    has_priors: bool
    prior_correction: float = 0.0
    metrics: dict[str, Any] = field(default_factory=dict)
    training: dict[str, Any] = field(default_factory=dict)
    created: str = ""
    missing: tuple[str, ...] = ()
    log_ratios: tuple[
        float, ...
    ] = ()  # ln(natural / training share) per class, by which a prior correction shifts them

    @property
    def has_band_names(self) -> bool:
        """Whether the bands have names of their own, and not those that the engine gives by number."""
        return self.bands != tuple(f"band {number}" for number in range(1, len(self.bands) + 1))

    @property
    def minority(self) -> tuple[int, ...]:
        """Values of the minority classes."""
        return tuple(entry.value for entry in self.classes if entry.is_rare)

    @property
    def can_be_reweighted(self) -> bool:
        """Whether the map for another prior correction follows from the probabilities of all classes."""
        return self.has_priors and 2 <= len(self.classes) <= MOST_CLASSES

    def shown(self) -> list[Shown]:
        """The classes as a map shows them, by value, which is the order of the bands of probabilities."""
        both = sorted(zip(self.classes, self.log_ratios), key=lambda pair: pair[0].value)
        return [Shown(entry.value, entry.name, entry.color, ratio) for entry, ratio in both]

    def band_problem(self, count: int, names: tuple[str, ...] = ()) -> str:
        """Why a raster with so many bands of these names cannot be mapped; empty when it can: the engine finds bands by name."""
        there = [name.casefold() for name in names if name]
        is_found = all(there.count(band.casefold()) == 1 for band in self.bands)
        if not self.bands or count == len(self.bands) or is_found:
            return ""
        wanted = len(self.bands)
        if not self.has_band_names:
            return tr_count(
                wanted,
                "The model takes {wanted} band and the raster has {count}; choose another raster, or bring its bands into line "
                "with Rearrange bands.",
                "The model takes {wanted} bands and the raster has {count}; choose another raster, or bring its bands into line "
                "with Rearrange bands.",
            ).format(wanted=wanted, count=count)
        return tr_count(
            wanted,
            "The model takes {wanted} band ({names}) and the raster has {count}; choose another raster, or bring its bands "
            "into line with Rearrange bands.",
            "The model takes {wanted} bands ({names}) and the raster has {count}; choose another raster, or bring its bands "
            "into line with Rearrange bands.",
        ).format(wanted=wanted, names=", ".join(self.bands), count=count)

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
        document = json.loads(Path(path).read_text(encoding="utf-8"))
        return _card(document)
    except (OSError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _card(document: dict[str, Any]) -> Card:
    metrics, training = document.get("metrics") or {}, document.get("training") or {}
    count = len(document["classes"])
    ious, few = _list(metrics.get("iou"), count), _list(metrics.get("few"), count)
    classes = [ClassInfo.from_json(entry) for entry in document["classes"]]
    colors = palette.fill(classes)  # as the map will have them
    return Card(
        classes=tuple(
            MeasuredClass(**{**vars(entry), "color": colors[entry.value]}, iou=_number(iou), few=is_few is True)
            for entry, iou, is_few in zip(classes, ious, few)
        ),
        bands=tuple(document["bands"]),
        dtype=document["dtype"],
        pixel_m=in_metres(document.get("pixel_size"), document.get("pixel_unit", "")),
        tile_size=document["tile_size"],
        overlap=document["overlap"],
        has_priors=bool(document.get("prior_natural")) and bool(document.get("prior_train")),
        prior_correction=_number(document.get("prior_correction")) or 0.0,
        metrics={
            "best_epoch": _number(metrics.get("best_epoch")),
            "epochs": _number(metrics.get("epochs")),
            "miou": _number(metrics.get("miou")),
            "macro_f1": _number(metrics.get("macro_f1")),
            "measured_on": str(metrics.get("measured_on", "validation")),
            "prior_correction": _number(metrics.get("prior_correction")),
            "test": _test(metrics.get("test")),
        },
        training={key: str(training[key]) for key in _TRAINING if training.get(key)},
        created=document.get("created", ""),
        missing=tuple(document.get("missing", ())),
        log_ratios=_log_ratios(document.get("prior_natural"), document.get("prior_train"), count),
    )


def _log_ratios(natural: Any, training: Any, count: int) -> tuple[float, ...]:
    """0 for classes that are missing in one of them, as the engine has it."""
    both = [[_number(share) or 0.0 for share in _list(shares, count)] for shares in (natural, training)]
    totals = [sum(shares) or 1.0 for shares in both]
    return tuple(
        math.log((one / totals[0]) / (other / totals[1])) if one > 0 and other > 0 else 0.0 for one, other in zip(*both)
    )


def _list(value: Any, count: int) -> list[Any]:
    """A list with an entry for each class; without one, nothing is known of any."""
    return value if isinstance(value, list) and len(value) == count else [None] * count


def _test(figures: Any) -> dict[str, float | None]:
    """What was measured on the test tiles, where there were some."""
    if not isinstance(figures, dict) or _number(figures.get("miou")) is None:
        return {}
    return {name: _number(figures.get(name)) for name in ("miou", "macro_f1")}


def _number(value: Any) -> float | None:
    """A figure of the card; a card made elsewhere may hold anything there."""
    return float(value) if isinstance(value, (int, float)) else None
