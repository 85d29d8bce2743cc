# SPDX-License-Identifier: GPL-2.0-or-later
"""The card of a model: all that is needed to use it on other imagery, as plain JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import BadInput
from ..jobs.classinfo import ClassInfo
from ..jobs.common import DEFAULT_IGNORE

FORMAT_VERSION = 1


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
    An empty `dtype` means that the normalisation holds for any. `missing` names what a foreign model does not say: classes,
    bands, normalisation, pixel_size.
    `prior_natural` and `prior_train` are the class shares of the training tiles before and after repeats, or empty.
    """

    classes: tuple[ClassInfo, ...]
    bands: tuple[str, ...]
    dtype: str
    normalisation: Normalisation
    ignore: int = DEFAULT_IGNORE
    pixel_size: float | None = None
    pixel_unit: str = ""
    tile_size: int = 512
    overlap: int = 64
    divisor: int = 1
    output: str = "logits"
    prior_natural: tuple[float, ...] = ()
    prior_train: tuple[float, ...] = ()
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
        """Read a card; keys that this version does not know are passed over. Raises BadInput when it is damaged."""
        try:
            read = json.loads(text)
            card = cls(**{key: _KINDS[key](value) for key, value in _known_keys(cls, read).items()})
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            raise BadInput(f"The model's card is damaged ({error!r}); train the model again.") from None
        if any(len(numbers) != len(card.bands) for numbers in dataclasses.astuple(card.normalisation)):
            raise BadInput("The model's card is damaged: bands and normalisation differ; train the model again.")
        if any(len(prior) not in (0, len(card.classes)) for prior in (card.prior_natural, card.prior_train)):
            raise BadInput("The model's card is damaged: classes and priors differ; train the model again.")
        return card


def _known_keys(reader: type, read: Mapping[str, Any]) -> dict[str, Any]:
    names = {entry.name for entry in dataclasses.fields(reader)}
    return {key: value for key, value in read.items() if key in names}


def sequence_of(reader: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    """Reads a list from JSON, each entry by `reader`. TypeError where it is no list."""

    def read(entries: Any) -> tuple[Any, ...]:
        if not isinstance(entries, list):
            raise TypeError(f"{entries!r} is no list")
        return tuple(map(reader, entries))

    return read


def _normalisation(read: Mapping[str, Any]) -> Normalisation:
    numbers = sequence_of(float)
    return Normalisation(**{key: numbers(values) for key, values in _known_keys(Normalisation, read).items()})


def _number_or_none(read: Any) -> float | None:
    return None if read is None else float(read)


# How each part of a card is read from JSON, so that a foreign card has the types that the rest of the engine relies on.
_KINDS: dict[str, Callable[[Any], Any]] = {
    "classes": sequence_of(ClassInfo.from_json),
    "bands": sequence_of(str),
    "dtype": str,
    "normalisation": _normalisation,
    "ignore": int,
    "pixel_size": _number_or_none,
    "pixel_unit": str,
    "tile_size": int,
    "overlap": int,
    "divisor": int,
    "output": str,
    "prior_natural": sequence_of(float),
    "prior_train": sequence_of(float),
    "metrics": dict,
    "training": dict,
    "versions": dict,
    "created": str,
    "missing": sequence_of(str),
    "format_version": int,
}
