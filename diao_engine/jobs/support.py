# SPDX-License-Identifier: GPL-2.0-or-later
"""When a figure of a class rests on too little ground; for the reports of the engine and for the window."""

from __future__ import annotations

from collections.abc import Iterable

from ..messages import Sentence

# Below either, a figure of a class says little: one tile more or less would change it by much.
FEW_TILES = 5
FEW_PX = 1000

# Stands beside each such figure; the rule stands below.
FEW_MARK = "*"
FEW_RULE = Sentence.of("rests_on_little", pixels=FEW_PX, tiles=FEW_TILES)


def few(pixels: Iterable[float], tiles: Iterable[float]) -> tuple[bool, ...]:
    """Which classes are measured on too little to judge by.

    Parameters
    ----------
    pixels
        Reference pixels, one entry a class.
    tiles
        Tiles, or other pieces of ground that lie apart, on which the class stands, one entry a class.

    Returns
    -------
    tuple of bool
        One entry a class; a class without a pixel has no figure and is not marked.
    """
    return tuple(bool(0 < px < FEW_PX or (px > 0 and count < FEW_TILES)) for px, count in zip(pixels, tiles))
