# SPDX-License-Identifier: GPL-2.0-or-later
"""What an item of a STAC catalogue names as rasters, as sources that QGIS and the engine open (https://github.com/radiantearth/stac-spec)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from qgis.core import QgsProcessingException

from .layers import in_parts, is_address
from .text import tr

_VIRTUAL = {"s3": "/vsis3/", "gs": "/vsigs/", "az": "/vsiaz/"}
_PREVIEWS = {"thumbnail", "overview", "metadata"}
_RASTER_TYPES = (
    "image/tiff",
    "image/vnd.stac.geotiff",
    "image/geo+tiff",
    "image/jp2",
)
_RASTER_SUFFIXES = (".tif", ".tiff", ".jp2", ".img")


@dataclass(frozen=True)
class Asset:
    """A raster of an item: its key there, what its layer is called, and what GDAL opens."""

    key: str
    name: str
    source: str


def assets_of(item: Any, location: str, wanted: tuple[str, ...]) -> list[Asset]:
    """The rasters that an item at a file or an address names: those of the wanted keys, else all but previews."""
    named = item.get("assets") if isinstance(item, dict) else None
    if not isinstance(named, dict) or item.get("type") != "Feature":
        raise QgsProcessingException(
            tr("{location} is no item of a STAC catalogue; give the file or the address of a single item.").format(
                location=location
            )
        )
    assets = {
        str(key): asset
        for key, asset in named.items()
        if isinstance(asset, dict) and isinstance(asset.get("href"), str)
    }
    rasters = [key for key, asset in assets.items() if _is_raster(asset)]
    missing = [key for key in wanted if key not in assets]
    if missing:
        raise QgsProcessingException(
            tr("{location} has no asset {key}; choose among {known}.").format(
                location=location, key=missing[0], known=", ".join(sorted(assets)) or tr("none")
            )
        )
    if not (wanted or rasters):
        raise QgsProcessingException(
            tr("{location} names no raster that can be opened; its assets are {known}.").format(
                location=location, known=", ".join(sorted(assets)) or tr("none")
            )
        )
    title = str(item.get("id") or "STAC")
    return [Asset(key, f"{title} {key}", _source(assets[key]["href"], location)) for key in wanted or rasters]


def _is_raster(asset: dict[str, Any]) -> bool:
    roles = asset.get("roles")
    if isinstance(roles, list) and _PREVIEWS & {str(role) for role in roles}:
        return False
    kind = str(asset.get("type") or "").partition(";")[0].strip().lower()
    return kind in _RASTER_TYPES or (not kind and urlsplit(asset["href"]).path.lower().endswith(_RASTER_SUFFIXES))


def _source(href: str, location: str) -> str:
    """What GDAL opens for an address or a path that stands in an item."""
    if is_address(location):
        href = urljoin(location, href)
    parts = urlsplit(href)
    if parts.scheme in _VIRTUAL:
        return f"{_VIRTUAL[parts.scheme]}{parts.netloc}{parts.path}"
    if is_address(href):
        return in_parts(href)
    if is_address(location):  # an item of the network has no business with files of this computer
        raise QgsProcessingException(
            tr("{location} names {href}, which is no address of the network; it is not opened.").format(
                location=location, href=href
            )
        )
    path = unquote(parts.path) if parts.scheme == "file" else href
    return os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(location)), path))
