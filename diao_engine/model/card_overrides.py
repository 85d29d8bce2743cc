# SPDX-License-Identifier: GPL-2.0-or-later
"""What the analyst has stated about a model that does not say it itself: kept in a file beside the model, which stays unchanged."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import BadInput
from ..jobs import parse
from ..jobs.classinfo import ClassInfo
from ..jobs.outputs import card_file
from .card import ModelCard, Normalisation

_NO_LIMIT = 3.0e38  # no pixel is above it, and it is a number in 32 bits too
# How each part is read from the file, which people may edit.
_READERS: dict[str, parse.Reader] = {
    "class_names": parse.list_of(parse.text),
    "class_colors": parse.list_of(parse.color),
    "minority": parse.list_of(parse.whole(0, parse.HIGHEST_CLASS)),
    "bands": parse.list_of(parse.text),
    "divisor": parse.number(is_divisor=True),
    "mean": parse.list_of(parse.number()),
    "std": parse.list_of(parse.number(is_divisor=True)),
    "pixel_size": parse.number(0),
}
_OVERRIDES = parse.record({name: parse.optional(reader) for name, reader in _READERS.items()}, is_strict=True)


@dataclass(frozen=True)
class CardOverrides:
    """What was stated; None is what was not. Classes and bands are in the order of the model's channels.

    `minority` holds class values. The model's input is (pixels / divisor - mean) / std. A `pixel_size` of 0 m is one that
    nobody knows.
    """

    class_names: tuple[str, ...] | None = None
    class_colors: tuple[str, ...] | None = None
    minority: tuple[int, ...] | None = None
    bands: tuple[str, ...] | None = None
    divisor: float | None = None
    mean: tuple[float, ...] | None = None
    std: tuple[float, ...] | None = None
    pixel_size: float | None = None

    def over(self, earlier: CardOverrides) -> CardOverrides:
        """These overrides, completed by earlier ones where these are None."""
        both = {part.name: (getattr(self, part.name), getattr(earlier, part.name)) for part in dataclasses.fields(self)}
        return CardOverrides(**{name: old if new is None else new for name, (new, old) in both.items()})

    def to_json(self) -> str:
        """As text for the file; what is None is left out."""
        overrides = {name: value for name, value in dataclasses.asdict(self).items() if value is not None}
        return json.dumps(overrides, indent=1) + "\n"


def overrides_file(model: str) -> str:
    """The file beside a model that keeps its overrides."""
    return card_file(model)


def read(model: str) -> CardOverrides:
    """The overrides of a model so far. Raises BadInput when the file is damaged."""
    path = overrides_file(model)
    try:
        return CardOverrides(**parse.from_json(Path(path).read_text(encoding="utf-8"), _OVERRIDES))
    except FileNotFoundError:
        return CardOverrides()
    except parse.FieldError as error:
        raise BadInput("overrides_damaged", path=path, reason=error.sentence) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("overrides_unreadable", path=path, reason=str(error)) from None


def apply(card: ModelCard, overrides: CardOverrides, path: str) -> ModelCard:
    """A card with overrides in place of what the model says.

    Parameters
    ----------
    card
        What the model says itself.
    overrides
        What was stated about it.
    path
        The model's file, for messages.

    Returns
    -------
    ModelCard
        What the overrides state is no longer `missing`.

    Raises
    ------
    BadInput
        The overrides do not fit the model's number of bands or classes.
    """
    if overrides == CardOverrides():
        return card
    bands = _bands(card, overrides, path)
    changes: dict[str, Any] = {"bands": bands}
    known: set[str] = set()
    if overrides.bands is not None:
        known.add("bands")
    if any(value is not None for value in (overrides.class_names, overrides.class_colors, overrides.minority)):
        changes["classes"] = _classes(card, overrides, path)
        known.add("classes")
    if any(value is not None for value in (overrides.divisor, overrides.mean, overrides.std)):
        changes["normalisation"] = _normalisation(overrides, len(bands), path)
        changes["dtype"] = ""  # the overrides hold for pixels of any dtype
        known.add("normalisation")
    elif len(card.normalisation.mean) != len(bands):
        changes["normalisation"] = by_255(len(bands))
    if overrides.pixel_size is not None:
        changes |= {"pixel_size": overrides.pixel_size or None, "pixel_unit": "metre" if overrides.pixel_size else ""}
        known.add("pixel_size")
    return dataclasses.replace(card, missing=tuple(part for part in card.missing if part not in known), **changes)


def by_255(bands: int) -> Normalisation:
    """8-bit pixels between 0 and 1: the commonest input of models that do not say theirs."""
    return Normalisation((0.0,) * bands, (255.0,) * bands, (0.0,) * bands, (255.0,) * bands)


def _bands(card: ModelCard, overrides: CardOverrides, path: str) -> tuple[str, ...]:
    if overrides.bands is None:
        return card.bands
    if card.bands:
        _require_count(overrides.bands, len(card.bands), "overrides_of_bands", path)
    return overrides.bands


def _classes(card: ModelCard, overrides: CardOverrides, path: str) -> tuple[ClassInfo, ...]:
    known = card.classes or tuple(ClassInfo(value, "", "") for value in range(len(overrides.class_names or ())))
    if not known:
        raise BadInput("class_count_unknown", path=path)
    names = overrides.class_names or tuple(entry.name for entry in known)
    colors = overrides.class_colors or tuple(entry.color for entry in known)
    _require_count(names, len(known), "overrides_of_classes", path)
    _require_count(colors, len(known), "overrides_of_classes", path)
    minority = (
        tuple(entry.value for entry in known if entry.is_rare) if overrides.minority is None else overrides.minority
    )
    return tuple(
        ClassInfo(entry.value, name, color, entry.value in minority)
        for entry, name, color in zip(known, names, colors, strict=True)
    )


def _normalisation(overrides: CardOverrides, bands: int, path: str) -> Normalisation:
    divisor = 1.0 if overrides.divisor is None else overrides.divisor
    mean, std = overrides.mean or (0.0,) * bands, overrides.std or (1.0,) * bands
    _require_count(mean, bands, "overrides_of_bands", path)
    _require_count(std, bands, "overrides_of_bands", path)
    return Normalisation(
        (-_NO_LIMIT,) * bands,
        (_NO_LIMIT,) * bands,
        tuple(divisor * value for value in mean),
        tuple(divisor * value for value in std),
    )


def _require_count(given: tuple[Any, ...], known: int, code: str, path: str) -> None:
    if len(given) != known:
        raise BadInput(code, path=path, known=known, count=len(given), given=given)
