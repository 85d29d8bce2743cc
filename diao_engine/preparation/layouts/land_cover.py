# SPDX-License-Identifier: GPL-2.0-or-later
"""Public data sets of land cover: their folders, their classes, and their values that are none."""

from __future__ import annotations

import re
from pathlib import Path

from ...raster.legend import Legend
from .base import SUFFIXES, Layout, Listing, lists_in


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

    _name = re.compile(r"(.+)_\d+")

    def fits(self, listing: Listing) -> bool:
        """Folders images and labels with nothing but the classes' values: region folders beside the official lists, or a region folder
        whose name its files bear (`tokyo/images/tokyo_1.tif`).
        """
        pairs, _ = self.pairs(listing)
        if not pairs:
            return False
        values = listing.mask_values([mask for _, mask in pairs])
        if values is not None and not values <= {0, *self.legend.names}:
            return False
        if Path("train.txt") in listing.files:
            return all(len(image.parts) >= 3 for image, _ in pairs)
        return values is not None and all(self._is_in_its_region(listing.root / image) for image, _ in pairs)

    def splits(self, listing: Listing) -> dict[str, str] | None:
        """The official lists lie beside the region folders, so above the folder where only one region was chosen."""
        return super().splits(listing) or (
            lists_in(listing.root.parent) if (listing.root / "images").is_dir() else None
        )

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By the folder that holds the file."""
        if file.suffix.lower() not in SUFFIXES or file.parent.name not in ("images", "labels"):
            return None
        return file.parent.name == "labels", (file.parent.parent, file.stem)

    def _is_in_its_region(self, image: Path) -> bool:
        match = self._name.fullmatch(image.stem)
        return match is not None and match[1].casefold() == image.parent.parent.name.casefold()


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

    def fits(self, listing: Listing) -> bool:
        """At least one image and one mask by their suffixes."""
        roles = [role[0] for file in listing.files if (role := self.is_mask(file)) is not None]
        return any(roles) and not all(roles)

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By the end of the file's name."""
        if file.suffix.lower() not in (".tif", ".tiff"):
            return None
        for is_mask, pattern in ((True, self._mask), (False, self._image)):
            if match := pattern.fullmatch(file.stem):
                return is_mask, (file.parent, match[1])
        return None
