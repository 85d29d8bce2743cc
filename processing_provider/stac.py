# SPDX-License-Identifier: GPL-2.0-or-later
"""What an item of a STAC catalogue names as rasters, as sources that QGIS and the engine open (https://github.com/radiantearth/stac-spec)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.core import QgsProcessingException

from ..diao_engine.jobs import stac
from .text import tr


@dataclass(frozen=True)
class Image:
    """A raster of an item: what its layer is called, the assets that hold its bands, by key with what GDAL opens, and its date."""

    name: str
    sources: tuple[tuple[str, str], ...]
    date: int | None = None


def images_of(item: Any, location: str, wanted: tuple[str, ...]) -> list[Image]:
    """The rasters that an item at a file or an address names: those that are wanted, by one key or several, else all but previews."""
    if not stac.is_item(item):
        raise QgsProcessingException(
            tr("{location} is no item of a STAC catalogue; give the file or the address of a single item.").format(
                location=location
            )
        )
    assets = stac.assets_of(item)
    rasters = [key for key, asset in assets.items() if stac.is_raster(asset)]
    chosen = [stac.keys_of(text, assets) for text in wanted] or [(key,) for key in rasters]
    missing = [key for keys in chosen for key in keys if key not in assets]
    if missing:
        raise QgsProcessingException(
            tr("{location} has no asset {key}; choose among {known}.").format(
                location=location, key=missing[0], known=", ".join(sorted(assets)) or tr("none")
            )
        )
    if not chosen:
        raise QgsProcessingException(
            tr("{location} names no raster that can be opened; its assets are {known}.").format(
                location=location, known=", ".join(sorted(assets)) or tr("none")
            )
        )
    title = str(item.get("id") or "STAC")
    return [
        Image(
            f"{title} {stac.JOINED.join(keys)}",
            tuple((key, _source(assets[key]["href"], location)) for key in keys),
            stac.date_of(item),
        )
        for keys in chosen
    ]


def _source(href: str, location: str) -> str:
    """What GDAL opens for an address or a path that stands in an item."""
    source = stac.source_of(href, location)
    if source is None:  # an item of the network has no business with files of this computer
        raise QgsProcessingException(
            tr("{location} names {href}, which is no address of the network; it is not opened.").format(
                location=location, href=stac.beside(href, location)
            )
        )
    return source
