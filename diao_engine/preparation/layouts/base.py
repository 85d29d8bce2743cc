# SPDX-License-Identifier: GPL-2.0-or-later
"""What a folder layout is: which file is an image, which its mask, and what is known of the classes."""

from __future__ import annotations

import os
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from rasterio.errors import RasterioError

from ...errors import BadInput
from ...jobs.outputs import is_parts_folder
from ...raster.georef import GeoRef
from ...raster.legend import Legend
from ...raster.read import open_source
from ..tables import SPLIT_NAMES, read_class_table, read_lists, read_splits

SUFFIXES = (".tif", ".tiff", ".png", ".jpg", ".jpeg")
_SPLIT_TABLES = ("splits.csv", "split.csv")
_CLASS_TABLES = ("classes.csv", "class_dict.csv", "label_class_dict.csv")
# Files that are looked into to tell a layout by what they hold, and pixels of a side that are read of each mask.
_SAMPLED_FILES, _SAMPLE_PX = 8, 512


@dataclass(frozen=True)
class ImageMaskPair:
    """An image file with its mask file; `split` is empty where the folder gives none."""

    image: Path
    mask: Path
    split: str = ""


@dataclass(frozen=True)
class Folder:
    """The content of a folder by a layout: pairs in the order of their names, files that have no partner, pairs that no list names."""

    pairs: tuple[ImageMaskPair, ...]
    unpaired: tuple[Path, ...]
    unlisted: int = 0


@dataclass(frozen=True)
class Listing:
    """The files of a folder as relative paths, in the order of their names; hidden ones are left out."""

    root: Path
    files: tuple[Path, ...]

    @classmethod
    def of(cls, root: Path) -> Listing:
        """Look into a folder; symlinked folders are followed, each real folder once on its way."""
        return cls(root, tuple(sorted(_files(root))))

    def having(self, *suffixes: str) -> list[Path]:
        """The files that end so, in lower case."""
        return [file for file in self.files if file.suffix.lower() in suffixes]

    @property
    def has_class_table(self) -> bool:
        """Whether the folder says itself what its classes are."""
        return any(Path(name) in self.files for name in _CLASS_TABLES)

    def are_photos(self, images: Sequence[Path]) -> bool:
        """Whether some of the images have three bands of 8 bits."""
        for image in _sampled(images):
            try:
                with open_source(str(self.root / image)) as source:
                    if source.dtypes != ("uint8",) * 3:
                        return False
            except (BadInput, RasterioError):
                return False
        return True

    def mask_values(self, masks: Sequence[Path]) -> set[int] | None:
        """Values of some of the masks, thinned out; None where one is no single band of 8-bit numbers."""
        values: set[int] = set()
        for mask in _sampled(masks):
            try:
                with open_source(str(self.root / mask)) as source:
                    if source.count != 1 or source.dtypes[0] != "uint8":
                        return None
                    shape = min(source.height, _SAMPLE_PX), min(source.width, _SAMPLE_PX)
                    values.update(np.unique(source.read(1, out_shape=shape)).tolist())
            except (BadInput, RasterioError):
                return None
        return values

    def mask_colors(self, masks: Sequence[Path]) -> set[tuple[int, ...]]:
        """Colours of some of the masks, thinned out; none where they are not red, green and blue."""
        colors: set[tuple[int, ...]] = set()
        for mask in _sampled(masks):
            try:
                with open_source(str(self.root / mask)) as source:
                    if source.count >= 3:
                        shape = 3, min(source.height, _SAMPLE_PX), min(source.width, _SAMPLE_PX)
                        pixels = source.read((1, 2, 3), out_shape=shape).reshape(3, -1)
                        colors.update(map(tuple, np.unique(pixels, axis=1).T.tolist()))
            except (BadInput, RasterioError):
                continue
        return colors


def _sampled(files: Sequence[Path]) -> list[Path]:
    """Some of the files, spread over the list."""
    places = np.linspace(0, len(files) - 1, min(len(files), _SAMPLED_FILES))
    return [files[index] for index in np.unique(places.astype(int))]


class Layout(ABC):
    """One way to arrange a folder.

    `legend` and `ignored` are what folders of this layout have in common; `no_class` are colours of masks that mean no class, `colors`
    the class values of colours beside those of the legend.
    """

    id: ClassVar[str]
    legend: Legend = Legend()
    ignored: frozenset[int] = frozenset()
    no_class: tuple[str, ...] = ()
    colors: ClassVar[dict[str, int]] = {}

    @abstractmethod
    def fits(self, listing: Listing) -> bool:
        """Whether a folder with these files looks like this layout."""

    @abstractmethod
    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """Whether a file (relative path) is a mask, and the key that it shares with its partner; None where it is neither."""

    def has_its_values(self, listing: Listing, *more: int) -> bool:
        """Whether there are pairs and their masks hold nothing but the values of the layout, or are no single band of 8 bits."""
        pairs, _ = self.pairs(listing)
        values = listing.mask_values([mask for _, mask in pairs])
        return bool(pairs) and (values is None or values <= {*self.legend.names, *self.ignored, *more})

    def table(self, root: Path) -> Legend | None:
        """What the folder says of its classes; None where it says nothing."""
        path = next((path for name in _CLASS_TABLES if (path := root / name).is_file()), None)
        return None if path is None else read_class_table(path)

    def drawn(self, pair: ImageMaskPair, georef: GeoRef) -> NDArray[np.int32] | None:
        """Class values (row, column) of a mask that is no raster, on the grid of its image; None for rasters."""
        return None

    @property
    def has_rasters(self) -> bool:
        """Whether the masks of this layout are rasters."""
        return type(self).drawn is Layout.drawn

    def splits(self, listing: Listing) -> dict[str, str] | None:
        """Splits by file name without suffix, from a table or lists in the folder; None where there are none."""
        for name in _SPLIT_TABLES:
            if (listing.root / name).is_file():
                return read_splits(listing.root / name)
        return lists_in(listing.root)

    def pairs(self, listing: Listing) -> tuple[list[tuple[Path, Path]], list[Path]]:
        """Images with their masks, and the files that have no partner, all relative."""
        images: dict[object, Path] = {}
        masks: dict[object, Path] = {}
        unpaired = []
        for file in listing.files:
            role = self.is_mask(file)
            if role is None:
                continue
            is_mask, key = role
            by_key = masks if is_mask else images
            if key in by_key:
                unpaired.append(file)
            by_key.setdefault(key, file)
        unpaired += [
            file
            for by_key, other in ((images, masks), (masks, images))
            for key, file in by_key.items()
            if key not in other
        ]
        return [(image, masks[key]) for key, image in images.items() if key in masks], unpaired

    def read(self, listing: Listing) -> Folder:
        """Pair the files. BadInput when no image has a mask, or the split table names none of them."""
        root = listing.root
        matched, unpaired = self.pairs(listing)
        if not matched and self.id != "generic":
            raise BadInput("no_pair_in_layout", folder=root, layout=self.id, field="layout")
        if not matched:
            raise BadInput("no_pair", folder=root)
        listed = self.splits(listing)
        pairs = [ImageMaskPair(root / image, root / mask, self.split_of(image, listed)) for image, mask in matched]
        unlisted = 0
        if listed is not None:
            unlisted = sum(not pair.split for pair in pairs)
            pairs = [pair for pair in pairs if pair.split]
            if not pairs:
                raise BadInput("lists_name_none", folder=root)
        # Some lie outside folders train and val, or all are for training, which holds nothing out: the split is drawn.
        if {pair.split for pair in pairs} == {"train"} or not all(pair.split for pair in pairs):
            pairs = [ImageMaskPair(pair.image, pair.mask) for pair in pairs]
        return Folder(tuple(pairs), tuple(unpaired), unlisted)

    def split_of(self, image: Path, listed: dict[str, str] | None) -> str:
        """The split of an image (relative path), from the folder's table or a folder on its way; empty where none is known."""
        return listed.get(image.stem, "") if listed is not None else split_of_folder(image)


def lists_in(folder: Path, names: Iterable[str] = SPLIT_NAMES) -> dict[str, str] | None:
    """Splits by file name without suffix from lists such as train.txt in a folder; None where there are none."""
    lists = [path for name in names if (path := folder / f"{name}.txt").is_file()]
    return read_lists(lists) if lists else None


def split_of_folder(image: Path) -> str:
    """The split that a folder on the way to an image (relative path) is named after."""
    for part in image.parent.parts:
        name = part.casefold()
        # Chesapeake: de_1m_2013_extended-debuffered-train_tiles
        match = re.fullmatch(r".*debuffered-(train|val|test)_tiles", name)
        if name in SPLIT_NAMES or match:
            return match[1] if match else SPLIT_NAMES[name]
    return ""


def _files(root: Path) -> Iterator[Path]:
    """Relative paths of all files but hidden ones and parts of jobs; links that lead back to a folder above are not followed."""
    pending: list[tuple[Path, frozenset[str]]] = [(root, frozenset())]
    while pending:
        folder, above = pending.pop()
        real = os.path.realpath(folder)
        if real in above:
            continue
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                path = Path(entry.path)
                if entry.is_dir():
                    if is_parts_folder(entry.path):
                        continue
                    pending.append((path, above | {real}))
                else:
                    yield path.relative_to(root)
