# SPDX-License-Identifier: GPL-2.0-or-later
"""Folder layouts that can be imported, and the one that a folder has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ...jobs import ImportDataset
from ...jobs.registry import registry
from .annotated import BuildingChips, Coco, PascalVoc, Yolo
from .base import Folder, ImageMaskPair, Layout, Listing
from .generic import Generic
from .land_cover import Chesapeake, DeepGlobe, Flair, LandCoverAi, LoveDA, OpenEarthMap
from .urban import Massachusetts, Potsdam, Vaihingen

__all__ = ["LAYOUTS", "Folder", "ImageMaskPair", "Layout", "read_folder"]

# In the order in which a folder is tried; the last one fits every folder.
_LAYOUTS: tuple[type[Layout], ...] = (
    OpenEarthMap, Chesapeake, LoveDA, LandCoverAi, Flair, DeepGlobe, Potsdam, Vaihingen, Massachusetts, PascalVoc, BuildingChips, Coco,
    Yolo, Generic,
)  # fmt: skip


def _detected(listing: Listing) -> Layout:
    return next(layout for layout in (layout_class() for layout_class in _LAYOUTS) if layout.fits(listing))


def _fixed(layout_class: type[Layout]) -> Callable[[Listing], Layout]:
    return lambda listing: layout_class()


# From the files of a folder to the layout that reads them.
LAYOUTS: dict[str, Callable[[Listing], Layout]] = registry(
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
    listing = Listing.of(Path(root).absolute())
    chosen = LAYOUTS[layout](listing)
    return chosen, chosen.read(listing)
