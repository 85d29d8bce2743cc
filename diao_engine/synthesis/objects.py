# SPDX-License-Identifier: GPL-2.0-or-later
"""The object bank: real objects of the rare classes with their surroundings, held compressed within a memory limit."""

from __future__ import annotations

import zlib
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..raster.grid import Window
from .radiometry import Radiometry

# Pixels kept around the bounding box of an object: what the feathered edge and the gradients need.
MARGIN = 3
# A strip is at least so many times longer than wide.
_LONG = 6.0


@dataclass(frozen=True)
class ObjectPatch:
    """Pixels of an object ready to paste: `pixels` (band, row, column), `mask` and `valid` (row, column), with MARGIN around
    the mask's bounding box. `open_sides` (left, top, right, bottom): where the object runs on beyond its source tile.
    """

    pixels: NDArray[Any]
    mask: NDArray[np.bool_]
    valid: NDArray[np.bool_]
    open_sides: tuple[bool, bool, bool, bool]

    @property
    def core(self) -> NDArray[np.bool_]:
        """The mask within its bounding box."""
        return self.mask[MARGIN:-MARGIN, MARGIN:-MARGIN]

    def turned(self, quarters: int, flip: bool) -> ObjectPatch:
        """Flipped left to right, then turned counter-clockwise by quarters."""
        sides = list(self.open_sides)
        if flip:
            sides[0], sides[2] = sides[2], sides[0]

        def turn(array: NDArray[Any]) -> NDArray[Any]:
            return np.ascontiguousarray(np.rot90(array[..., ::-1] if flip else array, quarters, axes=(-2, -1)))

        # A turn counter-clockwise brings the right side to the top, the top to the left.
        for _ in range(quarters % 4):
            left, top, right, bottom = sides
            sides = [top, right, bottom, left]
        turned = sides[0], sides[1], sides[2], sides[3]
        return ObjectPatch(turn(self.pixels), turn(self.mask), turn(self.valid), turned)

    def scaled(self, factor: float) -> ObjectPatch:
        """Larger or smaller: pixels bilinear, mask to the nearest; itself where nothing of the mask would be left."""
        core = self.core
        height, width = (max(1, round(side * factor)) for side in core.shape)
        if (height, width) == core.shape:
            return self
        rows = (np.arange(-MARGIN, height + MARGIN) + 0.5) * core.shape[0] / height - 0.5 + MARGIN
        columns = (np.arange(-MARGIN, width + MARGIN) + 0.5) * core.shape[1] / width - 0.5 + MARGIN
        grid = np.meshgrid(rows, columns, indexing="ij")
        scaled = [ndimage.map_coordinates(band.astype(float), grid, order=1, mode="nearest") for band in self.pixels]
        pixels = np.reshape(scaled, (len(scaled), *grid[0].shape))
        if self.pixels.dtype.kind in "iu":
            pixels = np.rint(pixels)
        nearest = [
            np.clip(np.rint(axis).astype(int), 0, size - 1) for axis, size in zip(grid, self.mask.shape, strict=True)
        ]
        mask, valid = self.mask[tuple(nearest)], self.valid[tuple(nearest)]
        mask = mask & _framed(mask.shape)
        return ObjectPatch(pixels.astype(self.pixels.dtype), mask, valid, self.open_sides) if mask.any() else self


class Packed(NamedTuple):
    """The pixels of an object, and its masks, compressed apart: they are asked for apart."""

    pixels: bytes
    masks: bytes


def _framed(shape: tuple[int, ...]) -> NDArray[np.bool_]:
    inside = np.zeros(shape, dtype=bool)
    inside[MARGIN:-MARGIN, MARGIN:-MARGIN] = True
    return inside


@dataclass(frozen=True)
class LandObject:
    """One object of class `class_index`; `window` is its bounding box in the source image, `outline` its polygon in the dataset's CRS.

    `form` is that of its class; a `is_cut` thing runs on beyond what is known. `ring` (classes,) are the shares of the classes around
    it, `outline_shares` (classes,) those right at its outline, `values` (layers,) its medians in the context layers, NaN where they
    say nothing; `radiometry` describes the tile that it comes from.
    """

    class_index: int
    tile_id: int
    window: Window
    area: int
    form: str
    is_cut: bool
    ring: NDArray[np.float32]
    outline_shares: NDArray[np.float32]
    values: NDArray[np.float32]
    radiometry: Radiometry
    outline: Any
    packed: Packed
    shape: tuple[int, ...]
    dtype: str
    open_sides: tuple[bool, bool, bool, bool]
    use: bool = True

    @property
    def nbytes(self) -> int:
        """Memory that it takes, about."""
        return sum(map(len, self.packed)) + self.radiometry.nbytes + 1000

    def patch(self) -> ObjectPatch:
        """Its pixels and masks, unpacked."""
        pixels = np.frombuffer(zlib.decompress(self.packed.pixels), dtype=self.dtype).reshape(self.shape)
        return replace(self.masks(), pixels=pixels)

    def masks(self) -> ObjectPatch:
        """Its masks alone, unpacked; there are no bands."""
        _, height, width = self.shape
        packed_bits = np.frombuffer(zlib.decompress(self.packed.masks), dtype=np.uint8)
        mask, valid = np.unpackbits(packed_bits, count=2 * height * width).view(bool).reshape(2, height, width)
        return ObjectPatch(np.zeros((0, height, width), dtype=self.dtype), mask, valid, self.open_sides)


def packed(pixels: NDArray[Any], mask: NDArray[np.bool_], valid: NDArray[np.bool_]) -> Packed:
    """Pixels and masks as compressed blocks."""
    bits = np.packbits(np.stack([mask, valid]))
    return Packed(zlib.compress(np.ascontiguousarray(pixels).tobytes(), 1), zlib.compress(bits.tobytes(), 1))


def is_long(mask: NDArray[np.bool_]) -> bool:
    """Whether a component is a strip: with width w and length l, its mean distance to the edge is w / 4, its area w l."""
    distance = ndimage.distance_transform_edt(np.pad(mask, 1))
    width = max(
        1.0, 4.0 * (float(distance[distance > 0].mean()) - 0.5)
    )  # the edge lies half a pixel before the next one
    return int(mask.sum()) / width >= _LONG * width


class ObjectBank:
    """Objects by class. Past the memory limit each class keeps a random sample of its objects (reservoir sampling).

    Parameters
    ----------
    limit_bytes
        Memory for all objects; each class gets an equal share.
    classes
        Number of classes that objects are collected of.
    seed
        Of the sample.
    """

    def __init__(self, limit_bytes: int, classes: int, seed: int) -> None:
        self._quota = limit_bytes // max(classes, 1)
        self._rng = np.random.default_rng(seed)
        self._seen: dict[int, int] = defaultdict(int)
        self._bytes: dict[int, int] = defaultdict(int)
        self.by_class: dict[int, list[LandObject]] = defaultdict(list)

    def add(self, instance: LandObject) -> None:
        """Take an object in, perhaps instead of another."""
        kept = self.by_class[instance.class_index]
        self._seen[instance.class_index] += 1
        if self._bytes[instance.class_index] + instance.nbytes <= self._quota or not kept:
            kept.append(instance)
            self._bytes[instance.class_index] += instance.nbytes
            return
        replaced = int(self._rng.integers(self._seen[instance.class_index]))
        if (
            replaced < len(kept)
            and self._bytes[instance.class_index] - kept[replaced].nbytes + instance.nbytes <= self._quota
        ):
            self._bytes[instance.class_index] += instance.nbytes - kept[replaced].nbytes
            kept[replaced] = instance

    @property
    def objects(self) -> list[LandObject]:
        """All of them, by class and in the order of collection."""
        return [instance for class_index in sorted(self.by_class) for instance in self.by_class[class_index]]

    @property
    def nbytes(self) -> int:
        """Memory that the objects take, about."""
        return sum(self._bytes.values())

    def left_out(self) -> int:
        """Objects that the memory limit did not let in."""
        return sum(self._seen.values()) - len(self.objects)
