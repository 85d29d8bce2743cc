# SPDX-License-Identifier: GPL-2.0-or-later
"""What counts as a colour: `#rrggbb` and nothing else, since colours end in style sheets, drawings and colour tables.

Datasets, cards and layers bring texts from anywhere. Standard library only: QGIS's own Python reads this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

NEUTRAL = "#808080"

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


def is_color(text: object) -> bool:
    """Whether this is a colour, `#rrggbb`."""
    return isinstance(text, str) and _COLOR.fullmatch(text) is not None


def color_or_neutral(text: str) -> str:
    """The colour, or grey where the text is none."""
    return text if is_color(text) else NEUTRAL


def hex_of(channels: Iterable[int]) -> str:
    """The colour `#rrggbb` of red, green and blue, 0 to 255."""
    return "#{:02x}{:02x}{:02x}".format(*channels)


def rgb(color: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255; those of grey where the text is no colour."""
    number = int(color_or_neutral(color)[1:], 16)
    return number >> 16, number >> 8 & 255, number & 255
