# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds the objects of some classes in training tiles, completes what a tile's edge cuts, and describes their surroundings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.features import shapes as outlines
from scipy import ndimage

from ..dataset.pixels import TileReader
from ..dataset.tiles import Tiles
from ..jobs.classinfo import AREA, LINE, THING
from ..raster.grid import Window
from .ancillary import ContextLayers
from .context import ring_shares
from .held_out import HeldOut
from .neighbourhood import NARROWEST_PX, SHRED_PX, Box, dilated, opened, ring_of, widened
from .objects import MARGIN, LandObject, is_long, packed
from .radiometry import Radiometry, measure

Sides = tuple[bool, bool, bool, bool]
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
class ExtractionView:
    """Pixels (band, row, column) and class indices (row, column) of a window of an image; `window` says where."""

    pixels: NDArray[Any]
    classes: NDArray[np.int64]
    window: Window


@dataclass(frozen=True)
class _Found:
    """A component: the view that shows it, its mask in its bounding box, the box, where it is open, whether it is still cut, and
    its outline in the dataset's CRS where it is at hand.
    """

    view: ExtractionView
    mask: NDArray[np.bool_]
    box: Box
    sides: Sides = _UNCUT
    is_cut: bool = False
    polygon: Any = None


class ObjectExtractor:
    """Goes through tiles and yields their objects; an object that lies on two tiles is taken once.

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
        self._seen: set[tuple[Any, ...]] = set()

    def visit(self, index: int) -> tuple[NDArray[np.int64], Iterator[LandObject]]:
        """The open ground of tile `index` in pixels per class (classes,), and its objects, class by class."""
        margin = 2 * int(np.sqrt(self._object_filter.max_area))
        tile = _Tile(self._tiles, index, self._reader, self._held_out, margin=margin, classes=self._classes)
        return open_ground(tile.inner.classes, self._classes), self._objects(tile)

    def _objects(self, tile: _Tile) -> Iterator[LandObject]:
        for class_index in self._object_filter.class_indices:
            if not self._tiles.counts[tile.index, class_index]:
                continue
            for found in self._found(tile, class_index):
                rows, columns = found.box
                window = Window(
                    found.view.window.x_off + columns.start, found.view.window.y_off + rows.start,
                    columns.stop - columns.start, rows.stop - rows.start,
                )  # fmt: skip
                key = (self._tiles.image[tile.index], class_index, window)
                if key not in self._seen:
                    self._seen.add(key)
                    yield from self._describe(tile, class_index, found, window)

    def _found(self, tile: _Tile, class_index: int) -> Iterator[_Found]:
        """The components of a class that an object may be made of, in a way that suits its form."""
        find = {THING: self._things, AREA: self._areas, LINE: self._lines}[self._object_filter.forms[class_index]]
        return find(tile, class_index)

    def _things(self, tile: _Tile, class_index: int) -> Iterator[_Found]:
        """Whole: what the tile's edge cuts is completed."""
        least, most = self._object_filter.min_area, self._object_filter.max_area
        for mask, box, polygon in tile.components(class_index, least, and_cut=True):
            if not any(_touched_sides(box, tile.inner.classes.shape)):
                if least <= np.count_nonzero(mask) <= most:
                    yield _Found(tile.inner, mask, box, polygon=polygon)
                continue
            row, column = np.argwhere(mask)[0] + (box[0].start, box[1].start)
            complete, complete_box, is_cut = tile.complete(class_index, int(row), int(column))
            if least <= np.count_nonzero(complete) <= most:
                yield _Found(tile.outer, complete, complete_box, is_cut=is_cut)

    def _areas(self, tile: _Tile, class_index: int) -> Iterator[_Found]:
        """Any part of an area is a source of its texture; of very large ones a part around their deepest place is taken."""
        side = round(_AREA_SIDE * np.sqrt(self._object_filter.max_area))
        for mask, box, polygon in tile.components(class_index, self._object_filter.min_area):
            if max(mask.shape) > side:
                yield _Found(tile.inner, *_part(mask, box, side))
            else:
                yield _Found(tile.inner, mask, box, polygon=polygon)

    def _lines(self, tile: _Tile, class_index: int) -> Iterator[_Found]:
        """Strips, open where they run on beyond the tile's edge."""
        for mask, box, polygon in tile.components(class_index, self._object_filter.min_area):
            if np.count_nonzero(mask) <= self._object_filter.max_area and is_long(mask):
                yield _Found(
                    tile.inner, mask, box, sides=_touched_sides(box, tile.inner.classes.shape), polygon=polygon
                )

    def _describe(self, tile: _Tile, class_index: int, found: _Found, window: Window) -> Iterator[LandObject]:
        view, mask, box = found.view, found.mask, found.box
        ring, outline = self._around(view, mask, box, class_index)
        if not ring.any():
            return
        core = mask
        if self._object_filter.forms[class_index] == AREA:
            core = _core(view, mask, box, class_index)
            if np.count_nonzero(core) < self._object_filter.min_area:
                return
        form = self._object_filter.forms[class_index]
        pixels, core_with_margin, valid = _crop(view, core, box, self._classes)
        yield LandObject(
            class_index=class_index,
            tile_id=int(self._tiles.tile_id[tile.index]),
            window=window,
            area=int(mask.sum()),
            form=form,
            is_cut=found.is_cut,
            ring=ring,
            outline_shares=outline,
            values=self._values(tile, mask, window),
            radiometry=tile.radiometry,
            outline=found.polygon or _outline(mask, window, tile.to_crs),
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
        classes, padded = widened(view.classes, box, reach, self._classes), np.pad(mask, reach)
        counts = [
            np.bincount(classes[ring_of(padded, width)], minlength=self._classes + 1)
            for width in (self._object_filter.ring, _OUTLINE_PX)
        ]
        ring, outline = ring_shares(np.array(counts), class_index).astype(np.float32)
        return ring, outline

    def _values(self, tile: _Tile, mask: NDArray[np.bool_], window: Window) -> NDArray[np.float32]:
        """The median of each context layer under the object: it keeps categories what they are."""
        if not len(self._layers):
            return np.zeros(0, dtype=np.float32)
        under = self._layers.read(self._reader.image(tile.index).georef, window)[:, mask]
        return quantile(under, 0.5)


def open_ground(classes: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Pixels per class (count,) of class indices (row, column) with nothing else within half the width of the narrowest parcel."""
    small = classes.astype(np.uint8 if count < 256 else np.uint16)
    inside = ndimage.minimum_filter(small, NARROWEST_PX) == ndimage.maximum_filter(small, NARROWEST_PX)
    return np.bincount(classes[inside], minlength=count + 1)[:count]


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


class _Tile:
    """One tile while it is searched; what lies beyond its edge is read when it is asked for, once."""

    def __init__(
        self, tiles: Tiles, index: int, reader: TileReader, held_out: HeldOut, *, margin: int, classes: int
    ) -> None:
        self.index = index
        self.inner = ExtractionView(*reader.read(index), tiles.window(index))
        self.to_crs = pixel_to_crs(tiles.footprint[index], self.inner.window)
        self._path = tiles.image[index]
        self._reader = reader
        self._held_out = held_out
        self._margin = margin
        self._classes = classes
        self._labelled: dict[int, NDArray[np.int32]] = {}

    @cached_property
    def radiometry(self) -> Radiometry:
        """Of the tile itself."""
        return measure(self.inner.pixels, self.inner.classes, self._classes)

    def components(
        self, class_index: int, least: int, *, and_cut: bool = False
    ) -> Iterator[tuple[NDArray[np.bool_], Box, Any]]:
        """The components of a class: mask within the bounding box, the box, and the outline in the dataset's CRS.

        Those of fewer than `least` pixels are left out; with `and_cut` not if the tile's edge cuts them.
        """
        of_class = self.inner.classes == class_index
        components, count = ndimage.label(of_class)
        areas = np.bincount(components.ravel(), minlength=count + 1)
        boxes = ndimage.find_objects(components)
        shape = self.inner.classes.shape
        taken = [
            number
            for number, box in enumerate(boxes, start=1)
            if areas[number] >= least or (and_cut and any(_touched_sides(box, shape)))
        ]
        is_taken = np.zeros(count + 1, dtype=bool)
        is_taken[taken] = True
        window = self.inner.window
        transform = self.to_crs @ Affine.translation(window.x_off, window.y_off)
        found = outlines(components.astype(np.int32), mask=is_taken[components], transform=transform)
        polygons = {int(number): shapely.geometry.shape(polygon) for polygon, number in found}
        for number in taken:
            box = boxes[number - 1]
            yield components[box] == number, box, polygons[number]

    @cached_property
    def _beyond(self) -> tuple[ExtractionView, NDArray[np.bool_]]:
        """The tile with the area beyond its edge, and which of it is held out: that is as if unlabelled."""
        pixels, classes, window = self._reader.read_around(self.index, self._margin)
        held_out = self._held_out.mask(self._path, self._reader.image(self.index).georef, window)
        classes[held_out] = self._classes
        return ExtractionView(pixels, classes, window), held_out

    @property
    def outer(self) -> ExtractionView:
        """The tile with the area beyond its edge."""
        return self._beyond[0]

    def complete(self, class_index: int, row: int, column: int) -> tuple[NDArray[np.bool_], Box, bool]:
        """The component at a pixel of the tile, in `outer`: mask in its box, the box, and whether it is still cut."""
        outer, held_out = self._beyond
        if class_index not in self._labelled:
            self._labelled[class_index] = ndimage.label(outer.classes == class_index)[0]
        components = self._labelled[class_index]
        row_offset, column_offset = (
            self.inner.window.y_off - outer.window.y_off,
            self.inner.window.x_off - outer.window.x_off,
        )
        number = int(components[row + row_offset, column + column_offset])
        box = ndimage.find_objects(components, max_label=number)[-1]
        mask = components[box] == number
        unknown, nearby = _surroundings(held_out, mask, box, 1, fill=True)
        return mask, box, bool(unknown[nearby].any())


def _part(mask: NDArray[np.bool_], box: Box, side: int) -> tuple[NDArray[np.bool_], Box]:
    """The part of a component that lies in a square around its deepest place, in its own bounding box, and the box."""
    depth = ndimage.distance_transform_cdt(np.pad(mask, 1), metric="chessboard")[1:-1, 1:-1]
    deepest = np.unravel_index(int(depth.argmax()), mask.shape)
    starts = [max(0, min(int(at) - side // 2, size - side)) for at, size in zip(deepest, mask.shape, strict=True)]
    cut = tuple(slice(start, start + side) for start in starts)
    components, _ = ndimage.label(mask[cut])
    number = components[tuple(int(at) - start for at, start in zip(deepest, starts, strict=True))]
    rows, columns = ndimage.find_objects(components, max_label=number)[-1]
    top, left = box[0].start + starts[0], box[1].start + starts[1]
    whole = (slice(top + rows.start, top + rows.stop), slice(left + columns.start, left + columns.stop))
    return components[rows, columns] == number, whole


def _core(view: ExtractionView, mask: NDArray[np.bool_], box: Box, class_index: int) -> NDArray[np.bool_]:
    """An area without what is too narrow to be set, and without its rim, whose pixels are mixed with the old ground; with it where
    little would be left.
    """
    other = widened(view.classes, box, 1, class_index) != class_index
    core = mask & ~dilated(other, 1)[1:-1, 1:-1]
    return opened(core if 2 * np.count_nonzero(core) >= np.count_nonzero(mask) else mask, SHRED_PX)


def _touched_sides(box: Box, shape: tuple[int, ...]) -> Sides:
    rows, columns = box
    return columns.start == 0, rows.start == 0, columns.stop == shape[1], rows.stop == shape[0]


def _surroundings(
    values: NDArray[Any], mask: NDArray[np.bool_], box: Box, reach: int, *, fill: Any
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Values in a box widened by `reach`, `fill` outside the array, and which of these pixels lie around the mask."""
    wide = widened(values, box, reach, fill)
    return wide, ring_of(np.pad(mask, reach), reach)


def _crop(
    view: ExtractionView, mask: NDArray[np.bool_], box: Box, classes: int
) -> tuple[NDArray[Any], NDArray[np.bool_], NDArray[np.bool_]]:
    """Pixels, mask and validity of an object with MARGIN around it."""
    pixels = widened(view.pixels, box, MARGIN, 0)
    valid = widened(view.classes, box, MARGIN, classes) < classes
    return pixels, np.pad(mask, MARGIN), valid


def pixel_to_crs(footprint: Any, window: Window) -> Affine:
    """Image pixels -> the dataset's CRS, by the corners of a tile: upper left, upper right, lower right, lower left."""
    corners = shapely.get_coordinates(footprint)
    origin, right, down = corners[0], corners[1] - corners[0], corners[3] - corners[0]
    across, along = right / window.width, down / window.height
    transform = Affine(across[0], along[0], origin[0], across[1], along[1], origin[1])
    return transform @ Affine.translation(-window.x_off, -window.y_off)


def _outline(mask: NDArray[np.bool_], window: Window, to_crs: Affine) -> Any:
    transform = to_crs @ Affine.translation(window.x_off, window.y_off)
    polygons = (shape for shape, _ in outlines(mask.view(np.uint8), mask=mask, transform=transform))
    return shapely.geometry.shape(next(polygons))


def in_image_order(tiles: Tiles) -> Sequence[int]:
    """Positions of tiles in an order that opens every image once."""
    return [int(position) for position in np.lexsort((tiles.tile_id, tiles.image.astype(str)))]
