# SPDX-License-Identifier: GPL-2.0-or-later
"""How sure a model is of an image whatever its light: it sees each window as it is, darker and brighter (method.md)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .source import Normalise

# What the pixels of an image are multiplied by for the looks after the first one, which is at the image as it is and says the class.
OTHER_LIGHTS = (0.9, 1.1)


def looks_of(normalise: Normalise, *, other_light: bool) -> tuple[Normalise, ...]:
    """What a model is given of the pixels of a window, look by look."""
    return (normalise, *(in_light(normalise, factor) for factor in (OTHER_LIGHTS if other_light else ())))


def in_light(normalise: Normalise, factor: float) -> Normalise:
    """What a model is given of pixels in other light; whole numbers stay whole and within what their type holds."""

    def change(pixels: NDArray[Any]) -> NDArray[np.float32]:
        lit = pixels * np.float32(factor)
        if pixels.dtype.kind in "iu":
            limits = np.iinfo(pixels.dtype)
            lit = np.clip(np.rint(lit), limits.min, limits.max)
        return normalise(lit.astype(pixels.dtype))

    return change


def keep_least(
    shares: NDArray[np.float32],
    best: NDArray[np.unsignedinteger],
    other_shares: NDArray[np.float32],
    other_best: NDArray[np.unsignedinteger],
) -> None:
    """Lower how sure the first look is of its class to what another look allows, in place; all arrays are (row, column).

    Where the other look says another class with a confidence of s, that of the first look's class is no more than 1 - s.
    """
    np.minimum(shares, np.where(other_best == best, other_shares, 1 - other_shares), out=shares)
