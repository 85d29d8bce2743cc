# SPDX-License-Identifier: GPL-2.0-or-later
"""Public data sets of towns, their buildings and roads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

from ...raster.legend import Legend
from .base import SUFFIXES, Layout, Listing

_ISPRS = Legend.of(
    {1: "impervious surface", 2: "building", 3: "low vegetation", 4: "tree", 5: "car", 6: "clutter"},
    {1: "#ffffff", 2: "#0000ff", 3: "#00ffff", 4: "#00ff00", 5: "#ffff00", 6: "#ff0000"},
)


class Potsdam(Layout):
    """top_potsdam_<a>_<b>_RGB.tif (IRRG, RGBIR) and …_label.tif in colours (ISPRS).

    Of several images of a tile the one with most bands is taken.
    """

    id = "potsdam"
    legend = _ISPRS
    no_class = ("#000000",)  # the borders of …_label_noBoundary.tif
    _image = re.compile(r"top_potsdam_(\d+_\d+)_(RGBIR|IRRG|RGB)", re.IGNORECASE)
    _mask = re.compile(r"top_potsdam_(\d+_\d+)_label(_noBoundary)?", re.IGNORECASE)
    _order = ("RGBIR", "IRRG", "RGB")

    def fits(self, listing: Listing) -> bool:
        """At least one image and one mask by their names."""
        return bool(self.pairs(listing)[0])

    def pairs(self, listing: Listing) -> tuple[list[tuple[Path, Path]], list[Path]]:
        """Of each tile the image with most bands, and the mask without cut borders."""
        best: dict[tuple[bool, str], tuple[int, Path]] = {}
        for file in listing.having(".tif", ".tiff"):
            if match := self._image.fullmatch(file.stem):
                rank, key = self._order.index(match[2].upper()), (False, match[1])
            elif match := self._mask.fullmatch(file.stem):
                rank, key = int(match[2] is not None), (True, match[1])
            else:
                continue
            best[key] = min(best.get(key, (rank, file)), (rank, file))
        kept = Listing(listing.root, tuple(sorted(file for _, file in best.values())))
        return super().pairs(kept)

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By the end of the file's name."""
        for is_mask, pattern in ((True, self._mask), (False, self._image)):
            if match := pattern.fullmatch(file.stem):
                return is_mask, match[1]
        return None


class Vaihingen(Layout):
    """top_mosaic_09cm_area<n>.tif in the folder top and in one of ground truth, the latter in colours (ISPRS)."""

    id = "vaihingen"
    legend = _ISPRS
    no_class = ("#000000",)
    _file = re.compile(r"top_mosaic_09cm_area(\d+)(_noBoundary)?", re.IGNORECASE)
    _truth = re.compile(r".*(gts|ground_truth|label).*", re.IGNORECASE)

    def fits(self, listing: Listing) -> bool:
        """At least one image and one mask by their names and folders."""
        return bool(self.pairs(listing)[0])

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By the folder that holds the file."""
        match = self._file.fullmatch(file.stem)
        if match is None or file.suffix.lower() not in (".tif", ".tiff"):
            return None
        return any(map(self._truth.fullmatch, file.parent.parts)), match[1]


class Massachusetts(Layout):
    """<split> and <split>_labels, or <split>/sat and <split>/map, with one class in white or red on black (Mnih 2013)."""

    id = "massachusetts"
    colors: ClassVar[dict[str, int]] = {"#ff0000": 1}
    _file = re.compile(r"\d+_15")
    _labels = re.compile(r"(train|val|valid|test)_labels", re.IGNORECASE)

    def __init__(self) -> None:
        self._name("object")

    def fits(self, listing: Listing) -> bool:
        """At least one image and one mask by their names and folders, with two values."""
        return self.has_its_values(listing, 255)

    def pairs(self, listing: Listing) -> tuple[list[tuple[Path, Path]], list[Path]]:
        """Whether it is the set of roads or of buildings is told by the folder's name."""
        path = str(listing.root).casefold()
        self._name("road" if "road" in path else "building" if "building" in path else "object")
        return super().pairs(listing)

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By the folder that holds the file."""
        if self._file.fullmatch(file.stem) is None or file.suffix.lower() not in SUFFIXES:
            return None
        folder = file.parent.name
        if folder in ("sat", "map"):
            return folder == "map", (file.parent.parent, file.stem)
        if match := self._labels.fullmatch(folder):
            return True, (file.parent.parent, match[1].casefold(), file.stem)
        return False, (file.parent.parent, folder.casefold(), file.stem)

    def _name(self, name: str) -> None:
        self.legend = Legend.of({0: "background", 1: name}, {0: "#000000", 1: "#ffffff"})
