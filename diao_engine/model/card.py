# SPDX-License-Identifier: GPL-2.0-or-later
"""The card of a model: all that is needed to use it on other imagery, as plain JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import BadInput
from ..jobs import parse
from ..jobs.classinfo import ClassInfo
from ..jobs.common import DEFAULT_IGNORE
from ..messages import Sentence
from ..raster.view import PIXEL_TYPES

FORMAT_VERSION = 1
_LARGEST_WINDOW_PX = 65536


@dataclass(frozen=True)
class Normalisation:
    """Per band, in the imagery's own numbers: input = (clip(pixels, low, high) - mean) / std."""

    low: tuple[float, ...]
    high: tuple[float, ...]
    mean: tuple[float, ...]
    std: tuple[float, ...]

    def apply(self, pixels: NDArray[Any]) -> NDArray[np.float32]:
        """The model's input for pixels of shape (…, band, row, column) in any dtype."""
        low, high, mean, std = (
            np.asarray(values, dtype=np.float32)[:, None, None] for values in (self.low, self.high, self.mean, self.std)
        )
        clipped = np.clip(pixels.astype(np.float32), low, high)
        clipped -= mean
        clipped /= std
        return np.asarray(clipped)


@dataclass(frozen=True)
class ModelCard:
    """What a model was trained on and is for; classes, bands and priors are in the order of the model's channels.

    `pixel_size` is in `pixel_unit`: "metre", "degree", "pixel" for imagery without a CRS, or "" where unknown.
    `output` is "logits", or "unknown" for foreign models. Height and width of an input are multiples of `divisor`.
    A measurement is value * `scales` + `offsets` per band in the training imagery; both are empty where nothing was said of that.
    An empty `dtype` means that the normalisation holds for any. `missing` names what a foreign model does not say: classes,
    bands, normalisation, pixel_size.
    `prior_natural` are the class shares of the training tiles and `prior_train` those of what the network has seen, or both are empty;
    `prior_correction` (0 to 1) is how much of the shift between them mapping takes back unless told otherwise.
    """

    classes: tuple[ClassInfo, ...]
    bands: tuple[str, ...]
    dtype: str
    normalisation: Normalisation
    ignore: int = DEFAULT_IGNORE
    scales: tuple[float, ...] = ()
    offsets: tuple[float, ...] = ()
    pixel_size: float | None = None
    pixel_unit: str = ""
    tile_size: int = 512
    overlap: int = 64
    divisor: int = 1
    output: str = "logits"
    prior_natural: tuple[float, ...] = ()
    prior_train: tuple[float, ...] = ()
    prior_correction: float = 0.0
    metrics: Mapping[str, Any] = field(default_factory=dict)
    training: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    created: str = ""
    missing: tuple[str, ...] = ()
    format_version: int = FORMAT_VERSION

    @property
    def values(self) -> tuple[int, ...]:
        """Class values by channel."""
        return tuple(entry.value for entry in self.classes)

    @property
    def names(self) -> dict[int, str]:
        """Names by class value."""
        return {entry.value: entry.name for entry in self.classes}

    @property
    def colors(self) -> dict[int, str]:
        """Colours by class value; empty texts where nothing is known."""
        return {entry.value: entry.color for entry in self.classes}

    @property
    def minority(self) -> tuple[int, ...]:
        """Values of the minority classes."""
        return tuple(entry.value for entry in self.classes if entry.is_rare)

    @property
    def pixel_size_m(self) -> float | None:
        """Pixel size in metres, where it is known without a CRS."""
        return self.pixel_size if self.pixel_unit == "metre" else None

    def to_json(self) -> str:
        """The card as text."""
        classes = [entry.to_json() for entry in self.classes]
        return json.dumps({**dataclasses.asdict(self), "classes": classes}, allow_nan=False)

    @classmethod
    def from_json(cls, text: str) -> ModelCard:
        """Read a card; keys that this version does not know are passed over.

        Raises
        ------
        BadInput
            The card is damaged, in one sentence that names the part, or a later version has written it.
        """
        try:
            parse.from_json(text, _FORMAT)  # first, for a later version may lack what this one requires
            card = cls(**parse.from_json(text, _CARD))
            _check(card)
        except parse.FieldError as error:
            raise BadInput("card_damaged", reason=error.sentence) from None
        return card


def _check(card: ModelCard) -> None:
    """What the parts of a card mean together; FieldError where they contradict each other."""
    bands = Sentence.of("rule_per_band", count=len(card.bands))
    classes = Sentence.of("rule_per_class", count=len(card.classes))
    for name, numbers in dataclasses.asdict(card.normalisation).items():
        if len(numbers) != len(card.bands):
            raise parse.FieldError(bands, list(numbers), f"normalisation.{name}")
    for name in ("scales", "offsets"):
        if len(getattr(card, name)) != (len(card.bands) if card.scales or card.offsets else 0):
            raise parse.FieldError(bands, list(getattr(card, name)), name)
    for name in ("prior_natural", "prior_train"):
        prior = getattr(card, name)
        if len(prior) not in (0, len(card.classes)) or (prior and not sum(prior)):
            raise parse.FieldError(classes, list(prior), name)
    if card.prior_correction > 1:
        raise parse.FieldError(Sentence("rule_share"), card.prior_correction, "prior_correction")
    if not card.classes and "classes" not in card.missing:
        raise parse.FieldError(Sentence.of("rule_list_from", least=1), [], "classes")
    if len(set(card.values)) != len(card.values):
        raise parse.FieldError(Sentence("rule_different"), list(card.values), "classes")


def _version(read: Any) -> int:
    version: int = parse.whole(1, 10**6)(read)
    if version > FORMAT_VERSION:
        raise BadInput("card_newer", version=version, known=FORMAT_VERSION)
    return version


_NUMBERS = parse.list_of(parse.number())
_LIMITS = parse.list_of(parse.number(most=parse.MOST_FLOAT32))
_NORMALISATION = parse.record(
    {"low": _LIMITS, "high": _LIMITS, "mean": _NUMBERS, "std": parse.list_of(parse.number(is_divisor=True))},
    required=("low", "high", "mean", "std"),
)
_SHARES = parse.list_of(parse.number(0))
# How each part of a card is read from JSON, so that a foreign card has the types and bounds that the rest of the engine relies on.
_READERS: dict[str, parse.Reader] = {
    "classes": parse.list_of(ClassInfo.from_json),
    "bands": parse.list_of(parse.text, least=1),
    "dtype": parse.one_of("", *PIXEL_TYPES),
    "normalisation": lambda read: Normalisation(**_NORMALISATION(read)),
    "scales": _NUMBERS,
    "offsets": _NUMBERS,
    "ignore": parse.whole(0, parse.HIGHEST_CLASS),
    "pixel_size": parse.optional(parse.number(above=0)),
    "pixel_unit": parse.one_of("", "metre", "degree", "pixel"),
    "tile_size": parse.whole(1, _LARGEST_WINDOW_PX),
    "overlap": parse.whole(0, _LARGEST_WINDOW_PX),
    "divisor": parse.whole(1, _LARGEST_WINDOW_PX),
    "output": parse.text,
    "prior_natural": _SHARES,
    "prior_train": _SHARES,
    "prior_correction": parse.number(0),
    "metrics": parse.mapping,
    "training": parse.mapping,
    "versions": parse.mapping,
    "created": parse.text,
    "missing": parse.list_of(parse.text),
    "format_version": _version,
}
_FORMAT = parse.record({"format_version": _version})
_CARD = parse.record(_READERS, required=("classes", "bands", "dtype", "normalisation"))
