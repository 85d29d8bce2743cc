# SPDX-License-Identifier: GPL-2.0-or-later
"""The layout of everybody else: images and masks that bear the same name."""

from __future__ import annotations

import re
from pathlib import Path

from .base import SUFFIXES, Layout, Listing

_IMAGE_FOLDERS = ("images", "image", "img", "imgs", "imagery")
_MASK_FOLDERS = ("masks", "mask", "labels", "label", "gt", "annotations", "annotation", "ann")
_IMAGE_STEM = re.compile(r"(.+)[_-](image|img|sat|rgb)", re.IGNORECASE)
_MASK_STEM = re.compile(r"(.+)[_-](mask|masks|label|labels|gt|seg)", re.IGNORECASE)


class Generic(Layout):
    """Folders images and masks, or one folder with names that end in _image and _mask."""

    id = "generic"

    def __init__(self) -> None:
        self._by_folder = False

    def fits(self, listing: Listing) -> bool:
        """Any folder does."""
        return True

    def pairs(self, listing: Listing) -> tuple[list[tuple[Path, Path]], list[Path]]:
        """Where there are folders named images and masks, only these count."""
        roles = {role for file in listing.files if (role := _role_by_folder(file)) is not None}
        self._by_folder = roles == {True, False}
        return super().pairs(listing)

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By folder name, else by the end of the file's name."""
        if file.suffix.lower() not in SUFFIXES:
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
