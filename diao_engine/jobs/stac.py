# SPDX-License-Identifier: GPL-2.0-or-later
"""What an item of a STAC catalogue says of its rasters (https://github.com/radiantearth/stac-spec). Standard library only."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from .dates import read_date

JOINED = "+"  # between assets whose bands make one image
_VIRTUAL = {"s3": "/vsis3/", "gs": "/vsigs/", "az": "/vsiaz/"}
_PREVIEWS = {"thumbnail", "overview", "metadata"}
_DATES = ("datetime", "start_datetime")
_RASTER_TYPES = (
    "image/tiff",
    "image/vnd.stac.geotiff",
    "image/geo+tiff",
    "image/jp2",
)
_RASTER_SUFFIXES = (".tif", ".tiff", ".jp2", ".img")


def is_address(text: str) -> bool:
    """Whether a file lies on the network."""
    return text.lower().startswith(("http://", "https://"))


def in_parts(text: str) -> str:
    """A source; an address becomes one that GDAL reads in parts, and not as a whole."""
    return "/vsicurl/" + text if is_address(text) else text


def is_item(told: Any) -> bool:
    """Whether JSON is an item."""
    return isinstance(told, dict) and told.get("type") == "Feature" and isinstance(told.get("assets"), dict)


def assets_of(item: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The assets of an item that name a file, by their keys."""
    return {
        str(key): asset
        for key, asset in item["assets"].items()
        if isinstance(asset, dict) and isinstance(asset.get("href"), str)
    }


def date_of(item: Mapping[str, Any]) -> int | None:
    """When an item was taken, in minutes as all our dates; None where it does not tell."""
    told = item.get("properties")
    properties: Mapping[str, Any] = told if isinstance(told, dict) else {}
    return next((read for key in _DATES if (read := read_date(str(properties.get(key) or ""))) is not None), None)


def keys_in(text: str) -> tuple[str, ...]:
    """The choices in a text that an analyst has typed, with commas between them."""
    return tuple(key.strip() for key in text.split(",") if key.strip())


def keys_of(chosen: str, assets: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of the assets that make one image, band by band: a choice is a key, or several with + between them."""
    joined = tuple(key.strip() for key in chosen.split(JOINED) if key.strip())
    return joined if joined and chosen not in assets else (chosen,)


def is_raster(asset: Mapping[str, Any]) -> bool:
    """Whether an asset is a raster, and no preview of one."""
    roles = asset.get("roles")
    if isinstance(roles, list) and _PREVIEWS & {str(role) for role in roles}:
        return False
    kind = str(asset.get("type") or "").partition(";")[0].strip().lower()
    return kind in _RASTER_TYPES or (not kind and urlsplit(asset["href"]).path.lower().endswith(_RASTER_SUFFIXES))


def beside(href: str, location: str) -> str:
    """The file or the address that an item or a catalogue at a location means by a reference."""
    if is_address(location):
        return urljoin(location, href)
    if urlsplit(href).scheme == "file":
        href = unquote(urlsplit(href).path)
    if is_address(href) or urlsplit(href).scheme in _VIRTUAL:
        return href
    return os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(location)), href))


def place_of(item: Mapping[str, Any], page: str) -> str:
    """Where the references of an item of a page begin: at its own address, where it tells that."""
    links = item.get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get("rel") == "self" and isinstance(link.get("href"), str):
            return beside(link["href"], page)
    return page


def source_of(href: str, location: str) -> str | None:
    """What GDAL opens for a reference of an item; None where an item of the network names a file of this computer."""
    whole = beside(href, location)
    parts = urlsplit(whole)
    if parts.scheme in _VIRTUAL:
        return f"{_VIRTUAL[parts.scheme]}{parts.netloc}{parts.path}"
    return None if is_address(location) and not is_address(whole) else in_parts(whole)
