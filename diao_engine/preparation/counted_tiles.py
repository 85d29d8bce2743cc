# SPDX-License-Identifier: GPL-2.0-or-later
"""Tiles as they are counted one by one: plain numbers in few arrays, since a million tiles as objects would take gigabytes."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_WHOLE = "q"  # 64 bits


class CountedTiles:
    """Per tile the pair that it belongs to, its window, and how many classes it has; values and pixels of these in one row."""

    def __init__(self) -> None:
        self._pairs, self._windows, self._lengths = array(_WHOLE), array(_WHOLE), array(_WHOLE)
        self._values, self._pixels = array(_WHOLE), array(_WHOLE)

    def __len__(self) -> int:
        return len(self._pairs)

    def add(self, pair: int, window: Sequence[int], values: NDArray[np.int64], pixels: NDArray[np.int64]) -> None:
        """Take a tile with the class values that occur in it, ascending, and their pixels."""
        self._pairs.append(pair)
        self._windows.extend(window)
        self._lengths.append(len(values))
        self._values.extend(values.tolist())
        self._pixels.extend(pixels.tolist())

    def places(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The pair (n,) and the window (n, 4) of each tile."""
        return _numbers(self._pairs), _numbers(self._windows).reshape(-1, 4)

    def counts(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Pixels (n, k) per tile of values (k,), which are ascending and hold all that occur."""
        counts = np.zeros((len(self), len(values)), dtype=np.int64)
        tile = np.repeat(np.arange(len(self)), _numbers(self._lengths))
        counts[tile, np.searchsorted(values, _numbers(self._values))] = _numbers(self._pixels)
        return counts

    def kept(self) -> dict[str, list[int]]:
        """All of it, as JSON has it."""
        return {name: getattr(self, f"_{name}").tolist() for name in _COLUMNS}

    def take_up(self, kept: Mapping[str, Sequence[int]]) -> None:
        """Add what `kept` gave elsewhere."""
        for name in _COLUMNS:
            getattr(self, f"_{name}").extend(kept[name])


_COLUMNS = ("pairs", "windows", "lengths", "values", "pixels")


def _numbers(numbers: array[int]) -> NDArray[np.int64]:
    return np.array(numbers, dtype=np.int64)
