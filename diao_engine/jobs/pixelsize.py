# SPDX-License-Identifier: GPL-2.0-or-later
"""When a model's pixel size counts as that of a raster: the engine resamples by it, and the window says beforehand that it will."""

from __future__ import annotations

METRES_PER_DEGREE = 111_320.0  # at the equator
# A relative difference up to this is near enough for a model that has seen objects of many sizes.
_TOLERANCE = 0.1
_METRES_PER_UNIT = {"metre": 1.0, "degree": METRES_PER_DEGREE}


def in_metres(size: float | None, unit: str) -> float | None:
    """A pixel size of a model's card in metres.

    Parameters
    ----------
    size
        Side of a pixel in `unit`, above 0; None where the card has none.
    unit
        "metre", "degree", or any other text where the size says nothing about the ground.

    Returns
    -------
    float or None
        The side in metres; None where it cannot be known.
    """
    factor = _METRES_PER_UNIT.get(unit)
    return None if size is None or factor is None else size * factor


def is_same_pixel_size(ratio: float) -> bool:
    """Whether two pixel sizes are near enough to map without resampling; `ratio` is one divided by the other."""
    return 1 / (1 + _TOLERANCE) < ratio < 1 + _TOLERANCE
