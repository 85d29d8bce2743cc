# SPDX-License-Identifier: GPL-2.0-or-later
"""Image and mask folders -> tile dataset."""

from __future__ import annotations

from typing import ClassVar

from . import common
from .fields import Job, Kind, LayerRef, job_dataclass, param
from .problem import Problem


@job_dataclass
class ImportDataset(Job):
    """Import a folder of image and mask files."""

    id: ClassVar[str] = "importdataset"
    label: ClassVar[str] = "Import image and mask folder"
    help: ClassVar[str] = (
        "Makes a tile dataset out of a folder of images and masks. Images and masks are paired by name "
        "(folders images and masks or labels, or a common suffix); georeference is used where there is one. "
        "A file splits.csv or folders train, val and test say what is for training, validation and test, "
        "classes.csv names the classes. Known public datasets come with their own classes; outlines of COCO, "
        "YOLO and GeoJSON are drawn. The images are not copied."
    )
    icon: ClassVar[str] = "importdataset"
    memory_advice: ClassVar[str] = "lower Tile size, or divide Folder into several and import each"
    group: ClassVar[str] = common.GROUP_DATA
    tags: ClassVar = ("import", "masks", "openearthmap", "chesapeake", "folder")
    numbers: ClassVar = (common.TILE_COUNT, common.IMBALANCE, common.IMBALANCE_UNIFORM)

    folder: str = param(Kind.FOLDER, "Folder", "The folder that holds the images and the masks.")
    layout: str = param(
        Kind.CHOICE,
        "Layout",
        "How the folder is arranged.",
        default="auto",
        choices={
            "auto": "Found out from the folder",
            "generic": "Images and masks paired by name",
            "openearthmap": "OpenEarthMap",
            "chesapeake": "Chesapeake land cover",
            "loveda": "LoveDA",
            "landcoverai": "LandCover.ai",
            "flair": "FLAIR",
            "deepglobe": "DeepGlobe land cover",
            "potsdam": "ISPRS Potsdam",
            "vaihingen": "ISPRS Vaihingen",
            "massachusetts": "Massachusetts buildings or roads",
            "pascalvoc": "Pascal VOC",
            "buildingchips": "Chips with GeoJSON outlines (ramp, fAIr)",
            "coco": "COCO with outlines",
            "yolo": "YOLO with outlines",
        },
    )
    class_table: str | None = param(
        Kind.FILE,
        "Class table",
        "CSV with the columns value (or id), name and color (#rrggbb). With it, masks may also be pictures in those "
        "colours, with or without a palette. Empty means classes.csv in the folder, else the palette of the masks, else the "
        "values found.",
        optional=True,
        suffixes=(".csv",),
    )
    color_tolerance: float = param(
        Kind.NUMBER,
        "Colour tolerance",
        "How far the colour of a mask's pixel may lie from a colour of the class table and still be that class, as a distance "
        "in red, green "
        "and blue (0 to 441); 0 takes exact colours only. Masks that were saved as JPEG need some.",
        default=32.0,
        minimum=0.0,
        maximum=441.0,
        advanced=True,
    )
    tile_size: int = common.tile_size()
    overlap: int = common.overlap()
    val_fraction: float = common.fraction("Validation", 0.2)
    test_fraction: float = common.fraction("Test", 0.0)
    append_to: LayerRef | None = common.append_to()
    ignore_value: int = common.ignore_value()
    nodata: float | None = common.nodata()
    min_labelled: float = common.min_labelled()
    split_by: str = common.split_by()
    seed: int = common.seed()
    scheduler: str | None = common.scheduler()
    output: str = param(Kind.OUT_VECTOR, "Tile dataset", "The GeoPackage that is made; its first layer is tiles.")

    def needs(self) -> str:
        """Who hands the work to a cluster needs its client."""
        return "cluster" if self.scheduler else "base"

    def conflicts(self) -> list[Problem]:
        """Overlap against tile size, held-out shares against one."""
        return common.tiling_conflicts(self.tile_size, self.overlap, self.val_fraction + self.test_fraction)
