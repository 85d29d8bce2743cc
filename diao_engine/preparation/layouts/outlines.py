# SPDX-License-Identifier: GPL-2.0-or-later
"""Run lengths of COCO: how many pixels in turn are outside and inside, column by column, plain or packed into a text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray


def run_lengths(segmentation: Mapping[str, Any], shape: tuple[int, int]) -> NDArray[np.bool_]:
    """The mask (row, column) of an object.

    Parameters
    ----------
    segmentation
        `counts` as a list or as COCO's packed text, and `size` (rows, columns).
    shape
        That of the image.

    Returns
    -------
    numpy.ndarray
        True inside.

    Raises
    ------
    ValueError, TypeError, KeyError
        The counts do not fit the image.

    Source: maskApi.c of https://github.com/cocodataset/cocoapi (rleFrString).
    """
    if tuple(segmentation["size"]) != shape:
        raise ValueError("another size than the image")
    counts = segmentation["counts"]
    lengths = np.array(_unpacked(counts) if isinstance(counts, str) else counts, dtype=np.int64)
    if (lengths < 0).any() or lengths.sum() != shape[0] * shape[1]:
        raise ValueError("counts that do not fill the image")
    inside = np.arange(len(lengths)) % 2 == 1
    return np.repeat(inside, lengths).reshape(shape, order="F")


def _unpacked(text: str) -> list[int]:
    """Numbers of 5 bits a sign with a bit that says whether more follow; from the third on, differences to the one two before."""
    numbers: list[int] = []
    position = 0
    while position < len(text):
        number, shift, more = 0, 0, True
        while more:
            if position >= len(text):
                raise ValueError("a text that ends within a number")
            sign = ord(text[position]) - 48
            if not 0 <= sign < 64:
                raise ValueError("a sign that is none of a run length")
            number |= (sign & 31) << shift
            position, shift, more = position + 1, shift + 5, bool(sign & 32)
            if not more and sign & 16:
                number -= 1 << shift
        numbers.append(number + numbers[-2] if len(numbers) > 2 else number)
    return numbers
