# SPDX-License-Identifier: GPL-2.0-or-later
"""One class as everybody passes it on: datasets, model cards, and the window that shows both. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .colors import is_color


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
    """

    value: int
    name: str
    color: str = ""
    is_rare: bool = False
    target: float | None = None

    def __post_init__(self) -> None:
        if not is_color(self.color):
            object.__setattr__(self, "color", "")

    def to_json(self) -> dict[str, Any]:
        """The class as a model's card holds it: value, name, color, minority."""
        return {"value": self.value, "name": self.name, "color": self.color, "minority": self.is_rare}

    @classmethod
    def from_json(cls, read: Mapping[str, Any]) -> ClassInfo:
        """A class of a model's card.

        Raises
        ------
        KeyError, TypeError, ValueError
            A key is missing, or a value is of another type.
        """
        return cls(int(read["value"]), str(read["name"]), str(read["color"]), bool(read.get("minority", False)))
