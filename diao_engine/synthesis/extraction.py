# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds the objects of some classes in training tiles, completes what a tile's edge cuts, and describes their surroundings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..dataset.held_out import HeldOut
from ..dataset.pixels import TileReader
from ..dataset.tiles import Tiles
from ..jobs.classinfo import AREA, LINE, THING
from ..raster.grid import Window
from .ancillary import ContextLayers
from .context import ring_shares
from .neighbourhood import NARROWEST_PX, SHRED_PX, Box, framed, opened, ring_of, widened, windowed
from .objects import MARGIN, LandObject, is_long, packed
from .outlines import outline_of
from .source_tile import ExtractionView, Sides, SourceTile, touched_sides

_UNCUT: Sides = (False, False, False, False)

# What an object stands on lies this near to it; one pixel alone may be a seam of the labels.
_OUTLINE_PX = 2
# The longest side of the part that is taken of an area, in sides of the largest square object.
_AREA_SIDE = 1.5


@dataclass(frozen=True)
class ObjectFilter:
    """Which objects: classes by index, the forms of all classes, limits of the objects' area in pixels, and the width of the ring
    around them in pixels.
    """

    class_indices: tuple[int, ...]
    forms: tuple[str, ...]
    min_area: int
    max_area: int
    ring: int


@dataclass(frozen=True)
class _Found:
    """A component: the view that shows it, its mask in its bounding box, the box, where it is open, whether it is still cut, and
    its number among those of the tile, 0 where it is not one of them as a whole.
    """

    view: ExtractionView
    mask: NDArray[np.bool_]
    box: Box
    sides: Sides = _UNCUT
    is_cut: bool = False
    number: int = 0


class Place(NamedTuple):
    """What an object is known by on all tiles that show it: image, class index, window of the image."""

    image: str
    class_index: int
    window: Window


class Sighting(NamedTuple):
    """What a tile shows: its open ground in pixels per class (classes,), where components lie that were not seen before, and the
    objects that these are good for.
    """

    room: NDArray[np.int64]
    places: list[Place]
    objects: list[LandObject]


class ObjectExtractor:
    """Goes through tiles and finds their objects; an object that lies on two tiles is taken once.

    Parameters
    ----------
    tiles
        Training tiles; positions in it are the indices below.
    reader
        Reads these tiles.
    layers
        Context layers, perhaps none.
    held_out
        Areas that nothing is taken from.
    object_filter
        Classes and sizes of the objects.
    classes
        Number of classes of the dataset; this index means ignored.
    """

    def __init__(
        self,
        tiles: Tiles,
        reader: TileReader,
        layers: ContextLayers,
        held_out: HeldOut,
        object_filter: ObjectFilter,
        classes: int,
    ) -> None:
        self._tiles = tiles
        self._reader = reader
        self._layers = layers
        self._held_out = held_out
        self._object_filter = object_filter
        self._classes = classes
        self._seen: set[Place] = set()

    def visit(self, index: int) -> Sighting:
        """What tile `index` shows; its objects class by class."""
        margin = 2 * int(np.sqrt(self._object_filter.max_area))
        tile = SourceTile(self._tiles, index, self._reader, self._held_out, margin=margin, classes=self._classes)
        places: list[Place] = []
        objects = list(self._objects(tile, places))
        return Sighting(open_ground(tile.inner.classes, self._classes), places, objects)

    def _objects(self, tile: SourceTile, places: list[Place]) -> Iterator[LandObject]:
        """Adds to `places`."""
        shown = [index for index in self._object_filter.class_indices if self._tiles.counts[tile.index, index]]
        usable = [(class_index, *each) for class_index in shown for each in self._usable(tile, class_index, places)]
        outlines = tile.outlines([found.number for _, found, _, _ in usable if found.number])
        for class_index, found, core, window in usable:
            outline = outlines[found.number] if found.number else outline_of(found.mask, window, tile.to_crs)
            yield from self._describe(tile, class_index, found, core, window, outline)

    def _usable(
        self, tile: SourceTile, class_index: int, places: list[Place]
    ) -> Iterator[tuple[_Found, NDArray[np.bool_], Window]]:
        """The components that no tile has shown before, what is pasted of each, in its bounding box, and its window of the image."""
        is_area = self._object_filter.forms[class_index] == AREA
        for found in self._found(tile, class_index):
            rows, columns = found.box
            window = Window(
                found.view.window.x_off + columns.start, found.view.window.y_off + rows.start,
                columns.stop - columns.start, rows.stop - rows.start,
            )  # fmt: skip
            place = Place(self._tiles.image[tile.index], class_index, window)
            if place in self._seen:
                continue
            self._seen.add(place)
            places.append(place)
            core = self._core(tile, found, class_index) if is_area else found.mask
            if not is_area or np.count_nonzero(core) >= self._object_filter.min_area:
                yield found, core, window

    def _core(self, tile: SourceTile, found: _Found, class_index: int) -> NDArray[np.bool_]:
        """An area without what is too narrow to be set, and without its rim, whose pixels are mixed with the old ground; with it where
        little would be left.
        """
        core = found.mask & tile.inside(class_index)[found.box]
        core = core if 2 * np.count_nonzero(core) >= np.count_nonzero(found.mask) else found.mask
        return opened(core, SHRED_PX) if np.count_nonzero(core) >= self._object_filter.min_area else core

    def _found(self, tile: SourceTile, class_index: int) -> Iterator[_Found]:
        """The components of a class that an object may be made of, in a way that suits its form."""
        find = {THING: self._things, AREA: self._areas, LINE: self._lines}[self._object_filter.forms[class_index]]
        return find(tile, class_index)

    def _things(self, tile: SourceTile, class_index: int) -> Iterator[_Found]:
        """Whole: what the tile's edge cuts is completed."""
        least, most = self._object_filter.min_area, self._object_filter.max_area
        for mask, box, number in tile.components(class_index, least, and_cut=True):
            if not any(touched_sides(box, tile.inner.classes.shape)):
                if least <= np.count_nonzero(mask) <= most:
                    yield _Found(tile.inner, mask, box, number=number)
                continue
            row, column = box[0].start, box[1].start + int(mask[0].argmax())
            complete, complete_box, is_cut = tile.complete(class_index, row, column)
            if least <= np.count_nonzero(complete) <= most:
                yield _Found(tile.outer, complete, complete_box, is_cut=is_cut)

    def _areas(self, tile: SourceTile, class_index: int) -> Iterator[_Found]:
        """Any part of an area is a source of its texture; of very large ones a part around their deepest place is taken."""
        side = round(_AREA_SIDE * np.sqrt(self._object_filter.max_area))
        for mask, box, number in tile.components(class_index, self._object_filter.min_area):
            if max(mask.shape) > side:
                yield _Found(tile.inner, *_part(mask, box, side))
            else:
                yield _Found(tile.inner, mask, box, number=number)

    def _lines(self, tile: SourceTile, class_index: int) -> Iterator[_Found]:
        """Strips, open where they run on beyond the tile's edge."""
        for mask, box, number in tile.components(class_index, self._object_filter.min_area):
            if np.count_nonzero(mask) <= self._object_filter.max_area and is_long(mask):
                sides = touched_sides(box, tile.inner.classes.shape)
                yield _Found(tile.inner, mask, box, sides=sides, number=number)

    def _describe(
        self, tile: SourceTile, class_index: int, found: _Found, core: NDArray[np.bool_], window: Window, outline: Any
    ) -> Iterator[LandObject]:
        view, mask, box = found.view, found.mask, found.box
        ring, beside = self._around(view, mask, box, class_index)
        if not ring.any():
            return
        pixels, core_with_margin, valid = _crop(view, core, box, self._classes)
        yield LandObject(
            class_index=class_index,
            tile_id=int(self._tiles.tile_id[tile.index]),
            window=window,
            area=int(np.count_nonzero(mask)),
            form=self._object_filter.forms[class_index],
            is_cut=found.is_cut,
            ring=ring,
            outline_shares=beside,
            values=self._values(tile, mask, window),
            radiometry=tile.radiometry,
            outline=outline,
            packed=packed(pixels, core_with_margin, valid),
            shape=pixels.shape,
            dtype=str(pixels.dtype),
            open_sides=found.sides,
        )

    def _around(
        self, view: ExtractionView, mask: NDArray[np.bool_], box: Box, class_index: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Shares of the classes (classes,) in the ring around a mask, and right at its outline."""
        reach = max(self._object_filter.ring, _OUTLINE_PX)
        classes, padded = widened(view.classes, box, reach, self._classes), framed(mask, reach, False)
        counts = [
            np.bincount(classes[ring_of(padded, width)], minlength=self._classes + 1)
            for width in (self._object_filter.ring, _OUTLINE_PX)
        ]
        ring, outline = ring_shares(np.array(counts), class_index).astype(np.float32)
        return ring, outline

    def _values(self, tile: SourceTile, mask: NDArray[np.bool_], window: Window) -> NDArray[np.float32]:
        """The median of each context layer under the object: it keeps categories what they are."""
        if not len(self._layers):
            return np.zeros(0, dtype=np.float32)
        under = self._layers.read(self._reader.header(tile.index).georef, window)[:, mask]
        return quantile(under, 0.5)


def open_ground(classes: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Pixels per class (count,) of class indices (row, column) with nothing else within half the width of the narrowest parcel."""
    small = classes.astype(np.uint8 if count < 255 else np.uint16)
    reach = NARROWEST_PX // 2
    least = windowed(framed(small, reach, count + 1), NARROWEST_PX, np.minimum)
    most = windowed(framed(small, reach, 0), NARROWEST_PX, np.maximum)
    return np.bincount(classes[least == most], minlength=count + 1)[:count]


def quantile(values: NDArray[np.float32], share: float) -> NDArray[np.float32]:
    """The value below which a share of the known pixels lies: one of the values, so that categories stay what they are.

    Parameters
    ----------
    values
        (…, pixel), NaN where unknown.
    share
        0 to 1; 0.5 is the lower median.

    Returns
    -------
    ndarray
        (…,), float32; NaN where no pixel is known.
    """
    known = np.isfinite(values)
    ordered = np.sort(np.where(known, values, np.inf), axis=-1)
    position = np.floor(share * np.maximum(known.sum(axis=-1) - 1, 0)).astype(int)
    quantiles = np.take_along_axis(ordered, position[..., None], axis=-1)[..., 0]
    return np.where(np.isfinite(quantiles), quantiles, np.nan).astype(np.float32)


def _part(mask: NDArray[np.bool_], box: Box, side: int) -> tuple[NDArray[np.bool_], Box]:
    """The part of a component that lies in a square around its deepest place, in its own bounding box, and the box."""
    depth = ndimage.distance_transform_cdt(framed(mask, 1, False), metric="chessboard")[1:-1, 1:-1]
    deepest = np.unravel_index(int(depth.argmax()), mask.shape)
    starts = [max(0, min(int(at) - side // 2, size - side)) for at, size in zip(deepest, mask.shape, strict=True)]
    cut = tuple(slice(start, start + side) for start in starts)
    components, _ = ndimage.label(mask[cut])
    number = components[tuple(int(at) - start for at, start in zip(deepest, starts, strict=True))]
    rows, columns = ndimage.find_objects(components, max_label=number)[-1]
    top, left = box[0].start + starts[0], box[1].start + starts[1]
    whole = (slice(top + rows.start, top + rows.stop), slice(left + columns.start, left + columns.stop))
    return components[rows, columns] == number, whole


def _crop(
    view: ExtractionView, mask: NDArray[np.bool_], box: Box, classes: int
) -> tuple[NDArray[Any], NDArray[np.bool_], NDArray[np.bool_]]:
    """Pixels, mask and validity of an object with MARGIN around it."""
    pixels = widened(view.pixels, box, MARGIN, 0)
    valid = widened(view.classes, box, MARGIN, classes) < classes
    return pixels, framed(mask, MARGIN, False), valid


def in_image_order(tiles: Tiles) -> Sequence[int]:
    """Positions of tiles in an order that opens every image once."""
    return [int(position) for position in np.lexsort((tiles.tile_id, tiles.image.astype(str)))]
