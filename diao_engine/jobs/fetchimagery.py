# SPDX-License-Identifier: GPL-2.0-or-later
"""From a map on the network to imagery in a file. QGIS does this one by itself, for it has the layer, its login and its proxy."""

from __future__ import annotations

from typing import ClassVar

from . import common
from .fields import Extent, Job, Kind, NumberOutput, job_dataclass, param


@job_dataclass
class FetchImagery(Job):
    """Render a layer of the network into a GeoTIFF."""

    id: ClassVar[str] = "fetchimagery"
    label: ClassVar[str] = "Fetch imagery from the network"
    help: ClassVar[str] = (
        "Makes a GeoTIFF of a layer that QGIS shows from the network (XYZ tiles, WMS, WMTS), for the ground and at the pixel size "
        "that you ask for. Datasets and maps are then made from that file, which stays the same. QGIS fetches the pictures, with the "
        "login and the proxy that are set for it; what fails is asked for again, and what does not come ends the run, so no hole is "
        "taken for imagery. Terms of use: many providers allow looking at their imagery, but not storing it or training on it. You "
        "are responsible for what the provider's terms allow."
    )
    icon: ClassVar[str] = "fetchimagery"
    group: ClassVar[str] = common.GROUP_DATA
    tags: ClassVar = ("xyz", "wms", "wmts", "web map", "download", "basemap", "aerial", "tiles")
    numbers: ClassVar = (NumberOutput("empty_share", "Share of the ground that the server has no imagery of, 0 to 1"),)

    input: str = param(Kind.RASTER, "Layer", "A layer of XYZ tiles, of a WMS or of a WMTS.")
    extent: Extent = param(Kind.EXTENT, "Extent", "The ground to fetch.")
    pixel_size: float = param(
        Kind.NUMBER,
        "Pixel size",
        "Side of a pixel on the ground. Finer than what the server has gives no more detail.",
        minimum=0.01,
        maximum=10_000.0,
        unit="m",
    )
    crs: str = param(
        Kind.TEXT,
        "CRS",
        "Code of the CRS of the file, such as EPSG:25832; its unit must be the metre. Empty: that of the layer where it measures in "
        "metres, else the UTM zone of the ground, since the metres of Web Mercator are not those of the ground.",
        default="",
        optional=True,
        advanced=True,
    )
    max_pixels: int = param(
        Kind.INTEGER,
        "Most pixels",
        "How many pixels may be asked for: a server may shut out who asks for too much.",
        default=100_000_000,
        minimum=1,
        maximum=2_000_000_000,
        advanced=True,
    )
    output: str = param(
        Kind.OUT_RASTER, "Imagery", "Red, green, blue, and an alpha band that is 0 where the server has no imagery."
    )
