# SPDX-License-Identifier: GPL-2.0-or-later
"""Folder layouts that can be imported: which file is an image, which its mask, and what a layout knows of its classes."""

from __future__ import annotations

import os
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from ..errors import BadInput
from ..jobs import ImportDataset
from ..jobs.registry import registry
from ..raster.legend import Legend
from .tables import SPLIT_NAMES, read_lists, read_splits

_SUFFIXES = (".tif", ".tiff", ".png", ".jpg", ".jpeg")
_IMAGE_FOLDERS = ("images", "image", "img", "imgs", "imagery")
_MASK_FOLDERS = ("masks", "mask", "labels", "label", "gt", "annotations", "annotation", "ann")
_IMAGE_STEM = re.compile(r"(.+)[_-](image|img|sat|rgb)", re.IGNORECASE)
_MASK_STEM = re.compile(r"(.+)[_-](mask|masks|label|labels|gt|seg)", re.IGNORECASE)


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


class Layout(ABC):
    """One way to arrange a folder. `legend` and `ignored` are what every folder of this layout has in common."""

    id: ClassVar[str]
    legend: ClassVar[Legend] = Legend()
    ignored: ClassVar[frozenset[int]] = frozenset()

    @abstractmethod
    def fits(self, files: list[Path]) -> bool:
        """Whether a folder with these files (relative paths) looks like this layout."""

    @abstractmethod
    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """Whether a file is a mask, and the key that it shares with its partner; None for files that are neither."""

    def splits(self, root: Path) -> dict[str, str] | None:
        """Splits by file name without suffix, from a table or lists in the folder; None where there are none."""
        for name in ("splits.csv", "split.csv"):
            if (root / name).is_file():
                return read_splits(root / name)
        lists = [path for name in SPLIT_NAMES if (path := root / f"{name}.txt").is_file()]
        return read_lists(lists) if lists else None

    def read(self, root: Path, files: list[Path]) -> Folder:
        """Pair the files. BadInput when no image has a mask, or the split table names none of them."""
        images: dict[object, Path] = {}
        masks: dict[object, Path] = {}
        unpaired = []
        for file in files:
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
        matched = [(image, masks[key]) for key, image in images.items() if key in masks]
        if not matched:
            raise BadInput(
                f"{root} has no image with a mask of the same name; put them into folders images and masks, or end their names "
                "in _image and _mask."
            )
        listed = self.splits(root)
        pairs = [ImageMaskPair(root / image, root / mask, _split(image, listed)) for image, mask in matched]
        if listed is not None:
            known = [pair for pair in pairs if pair.split]
            if not known:
                raise BadInput(
                    f"The split table or lists in {root} name none of its images; correct the names or remove them."
                )
            return Folder(tuple(known), tuple(unpaired), len(pairs) - len(known))
        if not all(pair.split for pair in pairs):  # some lie outside folders train and val
            pairs = [ImageMaskPair(pair.image, pair.mask) for pair in pairs]
        return Folder(tuple(pairs), tuple(unpaired))


class OpenEarthMap(Layout):
    """<region>/images and <region>/labels, with lists of file names; 0 is unknown (Xia et al. 2023)."""

    id = "openearthmap"
    legend = Legend(
        {
            1: "bareland", 2: "rangeland", 3: "developed space", 4: "road", 5: "tree", 6: "water", 7: "agriculture land",
            8: "building",
        },
        {
            1: "#800000", 2: "#00ff24", 3: "#949494", 4: "#ffffff", 5: "#226126", 6: "#0045ff", 7: "#4bb549", 8: "#de1f07",
        },
    )  # fmt: skip
    ignored = frozenset({0})

    def fits(self, files: list[Path]) -> bool:
        """A list train.txt beside region folders with images and labels."""
        folders = {file.parts[-2] for file in files if len(file.parts) >= 3 and file.suffix.lower() in _SUFFIXES}
        return Path("train.txt") in files and {"images", "labels"} <= folders

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By the folder that holds the file."""
        if file.suffix.lower() not in _SUFFIXES or file.parent.name not in ("images", "labels"):
            return None
        return file.parent.name == "labels", (file.parent.parent, file.stem)


class Chesapeake(Layout):
    """Folders named after their split with *_naip-new.tif and *_lc.tif (Robinson et al. 2019); 0 and 15 are no data."""

    id = "chesapeake"
    legend = Legend(
        {
            1: "water", 2: "tree canopy and forest", 3: "low vegetation and field", 4: "barren land", 5: "impervious (other)",
            6: "impervious (road)",
        },
        {1: "#00c5ff", 2: "#267300", 3: "#a3ff73", 4: "#ffaa00", 5: "#9c9c9c", 6: "#000000"},
    )  # fmt: skip
    ignored = frozenset({0, 15})
    _image = re.compile(r"(.+?)(_a)?_naip(-new)?", re.IGNORECASE)
    _mask = re.compile(r"(.+?)(_b)?_lc", re.IGNORECASE)

    def fits(self, files: list[Path]) -> bool:
        """At least one image and one mask by their suffixes."""
        roles = [role[0] for file in files if (role := self.is_mask(file)) is not None]
        return any(roles) and not all(roles)

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By the end of the file's name."""
        if file.suffix.lower() not in (".tif", ".tiff"):
            return None
        for is_mask, pattern in ((True, self._mask), (False, self._image)):
            if match := pattern.fullmatch(file.stem):
                return is_mask, (file.parent, match[1])
        return None


class Generic(Layout):
    """Folders images and masks, or one folder with names that end in _image and _mask."""

    id = "generic"

    def __init__(self) -> None:
        self._by_folder = False

    def fits(self, files: list[Path]) -> bool:
        """Any folder does."""
        return True

    def read(self, root: Path, files: list[Path]) -> Folder:
        """Where there are folders named images and masks, only these count."""
        roles = {role for file in files if (role := _role_by_folder(file)) is not None}
        self._by_folder = roles == {True, False}
        return super().read(root, files)

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By folder name, else by the end of the file's name."""
        if file.suffix.lower() not in _SUFFIXES:
            return None
        mask, image = _MASK_STEM.fullmatch(file.stem), _IMAGE_STEM.fullmatch(file.stem)
        if self._by_folder:
            in_masks = _role_by_folder(file)
            if in_masks is None:
                return None
            match = mask if in_masks else image
            shared = tuple(part for part in file.parent.parts if _role_of_name(part) is None)
            return in_masks, (shared, match[1] if match else file.stem)
        if mask:
            return True, (file.parent, mask[1])
        return False, (file.parent, image[1] if image else file.stem)


# In the order in which a folder is tried; the last one fits every folder.
_LAYOUTS: tuple[type[Layout], ...] = (OpenEarthMap, Chesapeake, Generic)


def _detected(files: list[Path]) -> Layout:
    return next(layout for layout in (layout_class() for layout_class in _LAYOUTS) if layout.fits(files))


def _fixed(layout_class: type[Layout]) -> Callable[[list[Path]], Layout]:
    return lambda files: layout_class()


# From the files of a folder (relative paths) to the layout that reads them.
LAYOUTS: dict[str, Callable[[list[Path]], Layout]] = registry(
    ImportDataset, "layout", {"auto": _detected, **{layout.id: _fixed(layout) for layout in _LAYOUTS}}
)


def read_folder(root: str, layout: str) -> tuple[Layout, Folder]:
    """Pair the images and masks of a folder.

    Parameters
    ----------
    root
        Path of the folder.
    layout
        A key of `LAYOUTS`; `auto` takes the first layout that fits.

    Returns
    -------
    Layout, Folder
        The layout that was used, and the pairs in the order of their names.

    Raises
    ------
    BadInput
        No image has a mask, or a table of splits names none of the images or cannot be read.
    """
    path = Path(root).absolute()
    files = sorted(_files(path))
    chosen = LAYOUTS[layout](files)
    return chosen, chosen.read(path, files)


def _files(root: Path) -> Iterator[Path]:
    """Relative paths of all files but hidden ones."""
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                yield (Path(folder) / name).relative_to(root)


def _split(image: Path, listed: dict[str, str] | None) -> str:
    """The split of an image (relative path), from the folder's table or a folder on its way."""
    if listed is not None:
        return listed.get(image.stem, "")
    for part in image.parent.parts:
        name = part.casefold()
        # Chesapeake: de_1m_2013_extended-debuffered-train_tiles
        match = re.fullmatch(r".*debuffered-(train|val|test)_tiles", name)
        if name in SPLIT_NAMES or match:
            return match[1] if match else SPLIT_NAMES[name]
    return ""


def _role_by_folder(file: Path) -> bool | None:
    """True below a folder of masks, False below one of images, None elsewhere; the nearest folder decides."""
    for part in reversed(file.parent.parts):
        if (role := _role_of_name(part)) is not None:
            return role
    return None


def _role_of_name(folder: str) -> bool | None:
    name = folder.casefold()
    if name in _MASK_FOLDERS:
        return True
    return False if name in _IMAGE_FOLDERS else None
