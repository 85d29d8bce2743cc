# SPDX-License-Identifier: GPL-2.0-or-later
"""One class as everybody passes it on: datasets, model cards, and the window that shows both. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import parse
from .colors import is_color

# What the objects of a class are like, which decides how synthesis sets them: see synthesis/forms.
THING, AREA, LINE = "thing", "area", "line"
FORMS = (THING, AREA, LINE)


@dataclass(frozen=True)
class ClassInfo:
    """A class of a dataset or of a model.

    Parameters
    ----------
    value
        The value in label rasters and class maps, 0 to 65535.
    name
        What people call it; empty where nobody said.
    color
        `#rrggbb`, or empty where none is known; a text that is no colour becomes empty.
    is_rare
        Whether it is a minority class.
    target
        Its target share of the training pixels, 0 or above; None means an even share.
    form
        What its objects are like: one of FORMS, or empty where synthesis is to find out; a text that is no form becomes empty.
    """

    value: int
    name: str
    color: str = ""
    is_rare: bool = False
    target: float | None = None
    form: str = ""

    def __post_init__(self) -> None:
        if not is_color(self.color):
            object.__setattr__(self, "color", "")
        if self.form not in FORMS:
            object.__setattr__(self, "form", "")

    def to_json(self) -> dict[str, Any]:
        """The class as a model's card holds it: value, name, color, minority."""
        return {"value": self.value, "name": self.name, "color": self.color, "minority": self.is_rare}

    @classmethod
    def from_json(cls, read: Any) -> ClassInfo:
        """A class of a model's card; a colour that is none becomes empty.

        Raises
        ------
        FieldError
            A key is missing, or a value is of another type.
        """
        known = _CARD_CLASS(read)
        return cls(known["value"], known["name"], known["color"], bool(known.get("minority", False)))


def default_name(value: int | str) -> str:
    """What a class is called that nobody has named."""
    return f"class {value}"


def is_default_name(name: str, value: int) -> bool:
    """Whether a name says no more than the value does."""
    return name_key(name) == name_key(default_name(value))


def name_key(name: str) -> str:
    """What makes two spellings one class: "pond ", "Pond" and "POND" are the same; blanks between words count as one."""
    return " ".join(name.split()).casefold()


def _color_text(read: Any) -> str:
    return read if is_color(read) else ""


_CARD_CLASS = parse.record(
    {"value": parse.whole(0, parse.HIGHEST_CLASS), "name": parse.text, "color": _color_text, "minority": bool},
    required=("value", "name", "color"),
)
