# SPDX-License-Identifier: GPL-2.0-or-later
"""Image and mask files that belong together by name -> pairs on one pixel grid, with a place or without."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.enums import ColorInterp
from rasterio.io import DatasetReader

from ..errors import BadInput
from ..jobs.classinfo import ClassInfo
from ..jobs.colors import rgb
from ..messages import Sentence
from ..protocol.progress import ProgressReporter
from ..raster.georef import GeoRef
from ..raster.grid import TileGrid, Window
from ..raster.legend import Legend, color_table, read_legend
from ..raster.read import open_source, read_band
from .colors import ColorMatcher
from .create import LabelFolder, label_raster, write_window
from .labels import HIGHEST_VALUE, UNLABELLED, class_values
from .layouts import ImageMaskPair
from .sources import ImageSource
from .tiling import LabelledImage

# Pictures without a place are laid out side by side with a gap of this part of the largest, so that none touch.
_GAP = 0.1
_CHUNK_PX = 2048
_SHOWN_VALUES = 5
_MOST_OF_JPEG = 32  # values in a grey JPEG; more are no classes but noise

# Class values (row, column) of a window of a mask, the ignore value where there is none.
_Read = Callable[[Window], NDArray[np.integer]]


# From a pair and the grid of its image to class values (row, column), or None for a mask that is a raster.
Draw = Callable[[ImageMaskPair, GeoRef], "NDArray[np.int32] | None"]


def _not_drawn(pair: ImageMaskPair, georef: GeoRef) -> None:
    """All masks are rasters."""


@dataclasses.dataclass(frozen=True)
class MaskRules:
    """What is known of the masks of a folder.

    `table` is what a class table or the layout says of the classes, `ignored` the values that are no class, `colors` the class values
    of colours beside those of the table (the ignore value for colours that are no class). `tolerance` and `expected` are those of
    `ColorMatcher`.
    """

    table: Legend
    ignored: frozenset[int]
    ignore: int
    tolerance: float = 0.0
    colors: Mapping[str, int] = dataclasses.field(default_factory=dict)
    expected: frozenset[int] = frozenset()

    def matcher(self) -> ColorMatcher:
        """The colours that the masks may have."""
        by_color = {color.lower(): value for value, color in self.table.colors.items()}
        values = {**self.colors, **by_color}
        return ColorMatcher(
            values, ignore=self.ignore, tolerance=self.tolerance, names=self.table.names, expected=self.expected
        )


class MaskReader:
    """Turns the masks of a folder into label rasters; those that are label rasters already are used as they are.

    A mask of several bands or with a palette shows colours, and these are its classes where a table says which colour is which; else
    its values are. `legend` is what the masks themselves say.
    """

    def __init__(self, rules: MaskRules, folder: LabelFolder, drawn: Draw = _not_drawn) -> None:
        """`drawn` gives the class values of masks that are no rasters."""
        self._rules = rules
        self._drawn = drawn
        self._folder = folder
        self._matcher = rules.matcher()
        self._nodata: set[float | None] = set()  # that of the first mask; it may be a class of another one
        self._shown: dict[int, tuple[str, str]] = {}  # colour of a palette's value, and the mask that it was met in
        self._values: Counter[int] = Counter()
        self._by_value: list[str] = []
        self.legend = Legend()

    def pair(self, pair: ImageMaskPair, source: ImageSource) -> LabelledImage:
        """The pair of an image and its mask. BadInput when their sizes differ or the mask holds no classes."""
        values = self._drawn(pair, source.georef)
        if values is not None:
            part, final_path = self._folder.new_paths(source.path)
            highest = max(int(values.max()), self._rules.ignore)
            self._rewrite(
                lambda window: values[window.slices], source.georef, part, "uint8" if highest <= 255 else "uint16"
            )
            return LabelledImage(
                source.path, part, final_path, source.georef, source.georef.window, frozenset(), pair.split
            )
        with open_source(str(pair.mask)) as mask:
            georef = GeoRef.of(mask)
            if georef.shape != source.georef.shape:
                raise BadInput(
                    "mask_of_other_size",
                    mask=pair.mask,
                    mask_size=_size(georef),
                    image=pair.image,
                    image_size=_size(source.georef),
                )
            placed = _placed(source.georef, georef)
            ignored = self._ignored_in(mask)
            if not self._nodata:
                self._nodata.add(mask.nodata)
            read = self._reading(mask, ignored)
            if read is None:
                path = str(pair.mask)
                return LabelledImage(source.path, path, path, placed, placed.window, ignored, pair.split)
            part, final_path = self._folder.new_paths(source.path)
            self._rewrite(read, source.georef, part, self._dtype(mask))
            return LabelledImage(source.path, part, final_path, placed, placed.window, self._rules.ignored, pair.split)

    def begin_with(self, first: ImageMaskPair) -> None:
        """Know the first mask of the folder, which says what is no class in all of them, where others are read here."""
        with open_source(str(first.mask)) as mask:
            self._nodata.add(mask.nodata)

    def kept(self) -> dict[str, Any]:
        """What the masks have said so far as plain values, to be taken up by another process."""
        return {
            "matcher": self._matcher.kept(),
            "shown": [[value, color, name] for value, (color, name) in self._shown.items()],
            "values": list(self._values.items()),
            "by_value": self._by_value,
            "legend": [entry.to_json() for entry in self.legend.classes.values()],
        }

    def take_up(self, kept: dict[str, Any]) -> None:
        """Add what another process has found in the masks that follow. BadInput when their palettes differ from those before."""
        self._matcher.take_up(kept["matcher"])
        for value, color, name in kept["shown"]:
            self._show(value, color, name)
        self._values.update(dict(kept["values"]))
        self._by_value += kept["by_value"]
        classes = map(ClassInfo.from_json, kept["legend"])
        self.legend = self.legend.over(Legend({entry.value: entry for entry in classes}))

    def check(self, folder: str, report: ProgressReporter) -> None:
        """Say what the masks held beside the classes of the table; BadInput when the table cannot be theirs."""
        self._matcher.check(Sentence.of("masks_in", folder=folder), report)
        if self._by_value:
            report.warning("palettes_without_colors", count=len(self._by_value), first=self._by_value[0])
        known = {*self._named(), *self._rules.ignored, self._rules.ignore}
        unnamed = [(value, pixels) for value, pixels in sorted(self._values.items()) if value not in known]
        if unnamed and self._named():
            shown = [Sentence.of("value_pixels", value=value, pixels=px) for value, px in unnamed[:_SHOWN_VALUES]]
            if len(unnamed) > _SHOWN_VALUES:
                shown.append(Sentence.of("more_values", count=len(unnamed) - _SHOWN_VALUES))
            report.warning("values_without_name", folder=folder, values=shown)

    def _ignored_in(self, mask: DatasetReader) -> frozenset[int]:
        if mask.nodata is not None and mask.nodata in range(HIGHEST_VALUE + 1):
            return self._rules.ignored | {int(mask.nodata)}
        return self._rules.ignored

    def _reading(self, mask: DatasetReader, ignored: frozenset[int]) -> _Read | None:
        """How a mask is read; None where it is a label raster as it stands."""
        if mask.count >= 3:
            return self._colors_of(mask)
        is_plain = mask.count == 1 and mask.dtypes[0] in ("uint8", "uint16") and mask.nodata in self._nodata
        self.legend = self.legend.over(read_legend(mask))
        palette = color_table(mask)
        is_lossy = mask.driver == "JPEG"
        if mask.dtypes[0] == "uint8" and (self._rules.table.names or palette or len(self._matcher) or is_lossy):
            used = self._used(mask, ignored)
            lookup = self._lookup(mask.name, used, palette, is_lossy=is_lossy)
            if lookup is None and is_lossy:
                self._refuse_noise(mask.name, used)
            if lookup is not None:
                unchanged = np.flatnonzero(used)
                if is_plain and (lookup[unchanged] == unchanged).all():
                    return None
                return lambda window: lookup[read_band(mask, window)]
        return None if is_plain else lambda window: self._numbers(mask, window)

    def _used(self, mask: DatasetReader, ignored: frozenset[int]) -> NDArray[np.int64]:
        """Pixels by value (256,) of an 8-bit mask, without those that are no class."""
        windows = TileGrid(Window(0, 0, mask.width, mask.height), _CHUNK_PX, _CHUNK_PX)
        used = np.sum([np.bincount(read_band(mask, window).ravel(), minlength=256) for window in windows], axis=0)
        used[[value for value in ignored if value < 256]] = 0
        return np.asarray(used)

    def _refuse_noise(self, name: str, used: NDArray[np.int64]) -> None:
        """BadInput where compression has changed the values of a mask: neighbours of a value are no classes."""
        present = set(np.flatnonzero(used).tolist())
        if len(present) > _MOST_OF_JPEG or (self._named() and present - self._named() - {self._rules.ignore}):
            raise BadInput("mask_with_noise", field="class_table", path=name, count=len(present))

    def _lookup(
        self, name: str, used: NDArray[np.int64], palette: dict[int, str], *, is_lossy: bool
    ) -> NDArray[np.int32] | None:
        """Class value (256,) by pixel value, where the colours are the classes; None where the values are.

        A palette counts unless more pixels have values of the table than colours of it. A grey picture counts as colours where all its
        greys are colours of the table and its values are not all classes, or, after a compression with losses, where more are.
        """
        if not len(self._matcher):
            if not self._rules.table.names:
                self._compare(name, used, palette)
            self._note_values(used)
            return None
        channels = _channels(palette)
        by_color = self._matcher.values(channels)
        shown = np.isin(np.arange(256), list(palette)) if palette else np.ones(256, dtype=bool)
        by_color[~shown] = UNLABELLED  # transparent
        in_colors = int(used[by_color != UNLABELLED].sum())
        in_values = int(used[[value for value in self._named() if value < 256]].sum())
        if palette or is_lossy:
            shows_colors = in_colors > in_values or (bool(palette) and in_colors == in_values > 0)
        else:
            shows_colors = in_values < int(used.sum()) and set(np.flatnonzero(used).tolist()) <= self._greys()
        if shows_colors:
            self._matcher.count(channels, used * shown)
            return np.where((by_color == UNLABELLED) | (used == 0), self._rules.ignore, by_color)
        if palette and in_values:
            self._by_value.append(name)
        self._note_values(used)
        return None

    def _note_values(self, used: NDArray[np.int64]) -> None:
        self._values.update({value: int(used[value]) for value in np.flatnonzero(used).tolist()})

    def _named(self) -> set[int]:
        return {*self._rules.table.names, *self._rules.table.colors}

    def _greys(self) -> set[int]:
        """The levels of grey among the colours of the table."""
        channels = [rgb(color) for color in (*self._rules.table.colors.values(), *self._rules.colors)]
        return {red for red, green, blue in channels if red == green == blue}

    def _compare(self, name: str, used: NDArray[np.int64], palette: dict[int, str]) -> None:
        """BadInput when two palettes show a value that both use in different colours: then the values are no classes."""
        for value in np.flatnonzero(used).tolist():
            color = palette.get(value)
            if color is not None:
                self._show(value, color, name)

    def _show(self, value: int, color: str, name: str) -> None:
        known, first = self._shown.setdefault(value, (color, name))
        if known != color:
            raise BadInput(
                "palettes_differ",
                first=first,
                value=value,
                first_color=known,
                second=name,
                second_color=color,
                field="class_table",
            )

    def _dtype(self, mask: DatasetReader) -> str:
        highest = max([self._rules.ignore, *self._rules.table.colors, *self._rules.colors.values()])
        return "uint16" if highest > 255 or (mask.count < 3 and mask.dtypes[0] != "uint8") else "uint8"

    def _rewrite(self, read: _Read, georef: GeoRef, path: str, dtype: str) -> None:
        with label_raster(path, georef, dtype, self._rules.ignore) as sink:
            for window in TileGrid(georef.window, _CHUNK_PX, _CHUNK_PX):
                write_window(sink, read(window), window)

    def _numbers(self, mask: DatasetReader, window: Window) -> NDArray[np.integer]:
        pixels = read_band(mask, window)
        unlabelled = ~np.isfinite(pixels) | (pixels == mask.nodata if mask.nodata is not None else False)
        return class_values(np.where(unlabelled, self._rules.ignore, pixels), mask.name, Sentence("other_masks"))

    def _colors_of(self, mask: DatasetReader) -> _Read:
        """Reads a mask of red, green and blue; a grey one without a table holds its values in all three bands."""
        if not len(self._matcher):
            return lambda window: _grey(mask, window)

        def read(window: Window) -> NDArray[np.integer]:
            pixels = _rgb(mask, window)
            opaque = read_band(mask, window, mask.count) > 0 if mask.colorinterp[-1] is ColorInterp.alpha else None
            self._matcher.count(pixels if opaque is None else pixels[:, opaque])
            values = self._matcher.values(pixels)
            unlabelled = values == UNLABELLED if opaque is None else (values == UNLABELLED) | ~opaque
            return np.where(unlabelled, self._rules.ignore, values)

        return read


def _rgb(mask: DatasetReader, window: Window) -> NDArray[np.integer]:
    pixels = np.stack([read_band(mask, window, band) for band in (1, 2, 3)])
    if pixels.dtype != np.uint8 and (pixels.min() < 0 or pixels.max() > 255):
        raise BadInput("no_colored_mask", path=mask.name, least=pixels.min(), most=pixels.max())
    whole = class_values(pixels, mask.name, Sentence("other_masks")) if pixels.dtype.kind == "f" else pixels
    return whole.astype(np.uint8)


def _grey(mask: DatasetReader, window: Window) -> NDArray[np.integer]:
    red, green, blue = _rgb(mask, window)
    if not ((red == green).all() and (green == blue).all()):
        raise BadInput("colors_without_table", path=mask.name, field="class_table")
    return np.asarray(red)


def _channels(palette: dict[int, str]) -> NDArray[np.int64]:
    """Red, green and blue (3, 256) of the values of a palette; greys where there is none."""
    channels = np.stack([np.arange(256)] * 3)
    for value, color in palette.items():
        if value < 256:
            channels[:, value] = rgb(color)
    return channels


def build_pairs(
    files: Sequence[ImageMaskPair], sources: Sequence[ImageSource], reader: MaskReader, report: ProgressReporter
) -> list[LabelledImage]:
    """A labelled image per pair of files, at their places."""
    tracked = report.track(list(zip(files, sources, strict=True)), "reading_masks")
    return laid_out([reader.pair(picture, source) for picture, source in tracked])


def laid_out(labelled: list[LabelledImage]) -> list[LabelledImage]:
    """All pairs of a folder at their places; where only some have a CRS, or not all a place, side by side in pixels."""
    without_crs = [pair.georef.crs is None for pair in labelled]
    if not any(without_crs) or (all(without_crs) and all(pair.georef.has_place for pair in labelled)):
        return labelled
    georefs = side_by_side([pair.georef.shape for pair in labelled])
    return [dataclasses.replace(pair, georef=georef) for pair, georef in zip(labelled, georefs, strict=True)]


def _placed(image: GeoRef, mask: GeoRef) -> GeoRef:
    """Where a pair lies: where the file with a CRS says, else the one with a place, first the image."""
    if image.crs is not None or (mask.crs is None and image.has_place):
        return image
    return mask


def side_by_side(shapes: Sequence[tuple[int, int]]) -> list[GeoRef]:
    """Grids without CRS for pictures of (height, width), in rows of a square, none touching another; a pixel has side 1."""
    height, width = (math.ceil(side * (1 + _GAP)) for side in np.max(shapes, axis=0))
    columns = math.ceil(math.sqrt(len(shapes)))
    return [
        GeoRef(None, Affine(1.0, 0.0, number % columns * width, 0.0, -1.0, -(number // columns) * height), shape)
        for number, shape in enumerate(shapes)
    ]


def _size(georef: GeoRef) -> str:
    return f"{georef.shape[1]} x {georef.shape[0]}"
