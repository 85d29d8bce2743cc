# SPDX-License-Identifier: GPL-2.0-or-later
"""From items of a STAC catalogue to layers. QGIS does this one by itself, for the layers are its own."""

from __future__ import annotations

from typing import ClassVar

from . import common
from .fields import Extent, Job, Kind, NumberOutput, job_dataclass, param


@job_dataclass
class OpenStac(Job):
    """Open the rasters of STAC items."""

    id: ClassVar[str] = "openstac"
    label: ClassVar[str] = "Open STAC items"
    help: ClassVar[str] = (
        "Opens the rasters that items of a STAC catalogue name as layers: those of a single item, or those of the newest items of a "
        "collection, a search or a saved list. Nothing is copied: what lies on a server is read from "
        "there, in parts, by QGIS and by the engine, with the settings that you have for GDAL (of a bucket, for example). Bands that "
        "lie in files of their own become one layer by a virtual raster, where Assets joins them by +."
    )
    icon: ClassVar[str] = "openstac"
    group: ClassVar[str] = common.GROUP_DATA
    tags: ClassVar = ("stac", "catalogue", "cog", "satellite", "cloud", "json")
    numbers: ClassVar = (NumberOutput("layer_count", "Number of layers"),)

    input: str = param(
        Kind.TEXT,
        "STAC item or collection",
        "The file (JSON) or the address (https://…) of an item, of a collection, of a search with its answer, or of a catalogue.",
        may_be_file=True,
    )
    assets: str = param(
        Kind.TEXT,
        "Assets",
        "Which rasters of an item to open: their keys, with commas between them. Keys with + between them are bands of one layer, in "
        "this order: B04+B03+B02. It has the pixels of the finest of them. Empty: all but previews, each for itself.",
        default="",
        optional=True,
    )
    extent: Extent | None = param(
        Kind.EXTENT,
        "Extent",
        "Where items must lie, in any CRS; empty means everywhere. It does not concern a single item.",
        optional=True,
    )
    maximum: int = param(
        Kind.INTEGER,
        "Most items",
        "How many items of a collection, a search or a catalogue to open at most; the newest come first.",
        default=5,
        minimum=1,
        maximum=100,
    )
    folder: str | None = param(
        Kind.FOLDER,
        "Folder of virtual rasters",
        "Where the virtual rasters of joined assets are written, one small file each. Empty: a temporary folder, which is gone "
        "when QGIS ends.",
        optional=True,
    )
