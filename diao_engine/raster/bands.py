# SPDX-License-Identifier: GPL-2.0-or-later
"""What rasters say of their bands, compared: names and their order, scale and offset, and values that look like no data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import ColorInterp

from .read import Image, sample_windows
from .view import Adaptation

_NUMBERED = re.compile(r"(band[ _-]?)?\d*", re.IGNORECASE)
_COLORS = (ColorInterp.red, ColorInterp.green, ColorInterp.blue)
# Values that stand for "no data" by custom, and never for a measurement.
_SENTINELS = (-9999.0, -99999.0, -32768.0, float(np.finfo(np.float32).min))
_BLOCK_PX = 16
_WINDOWS_ALONG = 3  # the middle, the corners and the edges, where ground without imagery lies


@dataclass(frozen=True)
class BandSet:
    """The data bands of a raster or of what a model was trained on.

    `names` are empty where nothing names a band; a measurement is value * `scales` + `offsets`, and both are empty where they are
    not known. Files that say nothing have scale 1 and offset 0: floating point numbers of type `dtype` then are measurements, whole
    numbers are in an unknown unit.
    """

    names: tuple[str, ...]
    scales: tuple[float, ...] = ()
    offsets: tuple[float, ...] = ()
    dtype: str = ""

    @classmethod
    def of(cls, image: Image) -> BandSet:
        """What a file says: descriptions of its bands, else the colours that they show."""
        source, bands = image.source, image.bands
        described = tuple(named(source.descriptions[band - 1] or "") for band in bands)
        shown = tuple(
            meaning.name if meaning in _COLORS else "" for meaning in (source.colorinterp[b - 1] for b in bands)
        )
        return cls(
            described if any(described) else shown,
            tuple(float(source.scales[band - 1]) for band in bands),
            tuple(float(source.offsets[band - 1]) for band in bands),
            image.dtype,
        )

    def select(self, positions: Sequence[int]) -> BandSet:
        """Some of the bands, by position from 0."""
        return BandSet(
            tuple(self.names[position] for position in positions),
            tuple(self.scales[position] for position in positions if self.scales),
            tuple(self.offsets[position] for position in positions if self.offsets),
            self.dtype,
        )

    @property
    def declares_scale(self) -> bool:
        """Whether a scale or an offset is given that changes values."""
        return any(scale != 1 for scale in self.scales) or any(self.offsets)

    @property
    def has_measurements(self) -> bool:
        """Whether scale and offset say what is measured."""
        is_known = bool(self.scales and self.offsets) and all(self.scales)
        return is_known and (self.declares_scale or self.dtype.startswith("float"))


def named(text: str) -> str:
    """A name of a band; empty for texts that only number it."""
    return "" if _NUMBERED.fullmatch(text.strip()) else text.strip()


def matching(wanted: BandSet, given: BandSet) -> tuple[int, ...] | None:
    """Where each wanted band is among the given ones (positions from 0); None unless all names are known, different and there."""
    keys, there = [name.casefold() for name in wanted.names], [name.casefold() for name in given.names]
    if not all(keys) or len(set(keys)) != len(keys) or any(there.count(key) != 1 for key in keys):
        return None
    return tuple(there.index(key) for key in keys)


def adaptation(wanted: BandSet, given: BandSet) -> Adaptation:
    """What brings the given bands to the wanted ones: by name where that is unique, else in their order; values by scale and offset.

    There must be as many of them, or names that match.
    """
    positions = matching(wanted, given) or tuple(range(len(wanted.names)))
    plain = Adaptation.none(len(positions))
    used = given.select(positions)
    if not (wanted.has_measurements and used.has_measurements):
        return replace(plain, positions=positions)
    gains = tuple(scale / reference for scale, reference in zip(used.scales, wanted.scales, strict=True))
    shifts = tuple(
        (offset - reference) / scale
        for offset, reference, scale in zip(used.offsets, wanted.offsets, wanted.scales, strict=True)
    )
    return Adaptation(positions, gains, shifts)


def differing_names(wanted: BandSet, given: BandSet) -> bool:
    """Whether both name all their bands, and the names cannot be brought together."""
    return all(wanted.names) and all(given.names) and matching(wanted, given) is None


def differing_scales(wanted: BandSet, given: BandSet) -> bool:
    """Whether one side gives scale or offset and the other has whole numbers of an unknown unit."""
    return (wanted.declares_scale or given.declares_scale) and not (wanted.has_measurements and given.has_measurements)


def declares_nodata(image: Image) -> bool:
    """Whether a file gives a nodata value for any of its data bands."""
    return any(image.source.nodatavals[band - 1] is not None for band in image.bands)


def undeclared_nodata(image: Image) -> float | None:
    """A value that looks like no data where a file declares none: a customary one, or an extreme one that fills whole blocks.

    Looks at small windows spread over the raster; None where there is no such value.
    """
    if declares_nodata(image) or image.alpha is not None or image.has_mask:
        return None
    dtype = np.dtype(image.dtype)
    windows = [image.read(window) for window in sample_windows(image.source, _WINDOWS_ALONG)]
    sentinels = _SENTINELS if dtype.kind in "if" and dtype.itemsize > 1 else ()
    for value in sentinels:
        if any((pixels == value).any() for pixels, _ in windows):
            return value
    extremes = (0.0,) if dtype.kind == "f" else (float(np.iinfo(dtype).min), float(np.iinfo(dtype).max), 0.0)
    for value in extremes:
        filled = [(pixels == value).all(axis=0) & valid for pixels, valid in windows]
        if any(map(_has_block, filled)) and not all(window.all() for window in filled):
            return value
    return None


def _has_block(filled: NDArray[np.bool_]) -> bool:
    """Whether a square of `_BLOCK_PX` is filled."""
    if min(filled.shape) < _BLOCK_PX:
        return False
    sums = np.pad(filled.astype(np.int64).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    side = _BLOCK_PX
    blocks = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return bool((blocks == side * side).any())
