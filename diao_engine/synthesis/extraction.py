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
from ..raster.georef import GeoRef
from ..raster.grid import Window
from ..raster.shapes import Shapes, burn
from .ancillary import ContextLayers
from .context import ring_shares
from .objects import (
    CUT,
    LONG,
    MARGIN,
    WHOLE,
    LandObject,
    is_long,
    packed,
)
from .radiometry import Radiometry, measure

Sides = tuple[bool, bool, bool, bool]
_UNCUT: Sides = (False, False, False, False)


@dataclass(frozen=True)
class ObjectFilter:
    """Which objects: classes by index, limits of their area in pixels, and the width of the ring around them in pixels."""

    class_indices: tuple[int, ...]
    min_area: int
    max_area: int
    ring: int


@dataclass(frozen=True)
class ExtractionView:
    """Pixels (band, row, column) and class indices (row, column) of a window of an image; `window` says where."""

    pixels: NDArray[Any]
    classes: NDArray[np.int64]
    window: Window


class HeldOut:
    """The area of the tiles that are held out of training: no object is taken from it."""

    def __init__(self, tiles: Tiles, crs: Any) -> None:
        self._tiles = tiles.take(tiles.split != "train")
        self._shapes = Shapes(self._tiles.footprint, np.ones(len(self._tiles), dtype=np.uint8), crs)
        self._projected: tuple[Any, Shapes] | None = None

    def mask(self, path: str, georef: GeoRef, window: Window) -> NDArray[np.bool_]:
        """Which pixels (row, column) of a window of an image are held out of training."""
        held_out = np.zeros((window.height, window.width), dtype=bool)
        if not len(self._tiles):
            return held_out
        for index in np.flatnonzero(self._tiles.image == path):
            shared = self._tiles.window(int(index)).intersection(window)
            if shared is not None:
                inside = Window(shared.x_off - window.x_off, shared.y_off - window.y_off, shared.width, shared.height)
                held_out[inside.slices] = True
        if georef.crs is None or self._shapes.crs is None:
            return held_out
        if self._projected is None or self._projected[0] != georef.crs:
            self._projected = (georef.crs, self._shapes.on(georef))
        nearby = self._projected[1].near(georef, window)
        burnt = burn(nearby, nearby.values, georef, window, fill=0, dtype="uint8")
        return np.asarray(held_out | (burnt > 0))


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

    def objects(self, index: int) -> Iterator[LandObject]:
        """The objects of tile `index`, class by class."""
        if not self._tiles.counts[index][list(self._object_filter.class_indices)].any():
            return
        margin = 2 * int(np.sqrt(self._object_filter.max_area))
        tile = _Tile(self._tiles, index, self._reader, self._held_out, margin=margin, classes=self._classes)
        for class_index in self._object_filter.class_indices:
            for view, mask, box, form, sides in self._components(tile, class_index):
                window = Window(
                    view.window.x_off + box[1].start, view.window.y_off + box[0].start,
                    box[1].stop - box[1].start, box[0].stop - box[0].start,
                )  # fmt: skip
                key = (self._tiles.image[index], class_index, window, form)
                if key not in self._seen:
                    self._seen.add(key)
                    yield from self._describe(tile, class_index, view, mask, box, window, form, sides)

    def _components(
        self, tile: _Tile, class_index: int
    ) -> Iterator[tuple[ExtractionView, NDArray[np.bool_], tuple[slice, slice], str, Sides]]:
        """Components within the limits: the view that shows them, mask in their bounding box, box, form, open sides."""
        inner = tile.inner
        components, _ = ndimage.label(inner.classes == class_index)
        areas = np.bincount(components.ravel())
        for number, box in enumerate(ndimage.find_objects(components), start=1):
            sides = _touched_sides(box, inner.classes.shape)
            mask = components[box] == number
            is_complete = not any(sides)
            if is_complete or (areas[number] >= self._object_filter.min_area and is_long(mask)):
                if self._object_filter.min_area <= areas[number] <= self._object_filter.max_area:
                    form = LONG if not is_complete or is_long(mask) else WHOLE
                    yield inner, mask, box, form, sides
                continue
            row, column = np.argwhere(mask)[0] + (box[0].start, box[1].start)
            complete_mask, complete_box, is_cut = tile.complete(class_index, int(row), int(column))
            is_strip = is_long(complete_mask)
            if is_strip and is_cut:
                continue  # the tile that shows more of it takes its piece
            if self._object_filter.min_area <= int(complete_mask.sum()) <= self._object_filter.max_area:
                form = LONG if is_strip else CUT if is_cut else WHOLE
                yield tile.outer, complete_mask, complete_box, form, _UNCUT

    def _describe(
        self, tile: _Tile, class_index: int, view: ExtractionView, mask: NDArray[np.bool_], box: tuple[slice, slice],
        window: Window, form: str, sides: Sides,
    ) -> Iterator[LandObject]:  # fmt: skip
        ring, ring_mask = _surroundings(view.classes, mask, box, self._object_filter.ring, fill=self._classes)
        counts = np.bincount(ring[ring_mask], minlength=self._classes + 1)
        shares = ring_shares(counts[None], class_index)[0]
        if not shares.any():
            return
        pixels, complete_mask, valid = _crop(view, mask, box, self._classes)
        yield LandObject(
            class_index=class_index,
            tile_id=int(self._tiles.tile_id[tile.index]),
            window=window,
            area=int(mask.sum()),
            form=form,
            ring=shares.astype(np.float32),
            values=self._values(tile, mask, window),
            radiometry=tile.radiometry,
            outline=_outline(mask, window, tile.to_crs),
            packed=packed(pixels, complete_mask, valid),
            shape=pixels.shape,
            dtype=str(pixels.dtype),
            open_sides=sides,
        )

    def _values(self, tile: _Tile, mask: NDArray[np.bool_], window: Window) -> NDArray[np.float32]:
        """The median of each context layer under the object: it keeps categories what they are."""
        if not len(self._layers):
            return np.zeros(0, dtype=np.float32)
        under = self._layers.read(self._reader.image(tile.index).georef, window)[:, mask]
        return quantile(under, 0.5)


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
        self.to_crs = _pixel_to_crs(tiles.footprint[index], self.inner.window)
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

    def complete(self, class_index: int, row: int, column: int) -> tuple[NDArray[np.bool_], tuple[slice, slice], bool]:
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


def _touched_sides(box: tuple[slice, slice], shape: tuple[int, ...]) -> Sides:
    rows, columns = box
    return columns.start == 0, rows.start == 0, columns.stop == shape[1], rows.stop == shape[0]


def _surroundings(
    values: NDArray[Any], mask: NDArray[np.bool_], box: tuple[slice, slice], reach: int, *, fill: Any
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Values in a box widened by `reach`, `fill` outside the array, and which of these pixels lie around the mask."""
    wide = widened(values, box, reach, fill)
    padded = np.pad(mask, reach)
    return wide, ring_of(padded, reach)


def ring_of(mask: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """The pixels outside a mask that lie within `reach` rows and columns of it."""
    return np.asarray((ndimage.maximum_filter(mask.view(np.uint8), 2 * reach + 1, mode="constant") > 0) & ~mask)


def widened(values: NDArray[Any], box: tuple[slice, slice], reach: int, fill: Any) -> NDArray[Any]:
    """The part (…, row, column) of an array within a box widened by `reach`; `fill` where it runs out of the array."""
    height, width = values.shape[-2:]
    rows, columns = box
    top, left = rows.start - reach, columns.start - reach
    bottom, right = rows.stop + reach, columns.stop + reach
    part = values[..., max(top, 0) : bottom, max(left, 0) : right]
    pads = [(0, 0)] * (values.ndim - 2)
    pads += [(max(-top, 0), max(bottom - height, 0)), (max(-left, 0), max(right - width, 0))]
    return np.pad(part, pads, constant_values=fill)


def _crop(
    view: ExtractionView, mask: NDArray[np.bool_], box: tuple[slice, slice], classes: int
) -> tuple[NDArray[Any], NDArray[np.bool_], NDArray[np.bool_]]:
    """Pixels, mask and validity of an object with MARGIN around it."""
    pixels = widened(view.pixels, box, MARGIN, 0)
    valid = widened(view.classes, box, MARGIN, classes) < classes
    return pixels, np.pad(mask, MARGIN), valid


def _pixel_to_crs(footprint: Any, window: Window) -> Affine:
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
