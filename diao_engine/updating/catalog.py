# SPDX-License-Identifier: GPL-2.0-or-later
"""The images of a STAC catalogue: of a static one, by its links, or of a collection of an API, page by page.

Only this module needs pystac-client: it asks servers with patience and knows how their pages go on.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from pystac_client.exceptions import APIError
from pystac_client.stac_api_io import StacApiIO
from requests.exceptions import RequestException

from ..errors import BadInput
from ..jobs import stac
from ..messages import Sentence
from .journal import State

_TIMEOUT_SECONDS = 60.0
_PAGE = 100  # items that a server is asked for at once
# What tells one state of an asset from another. The query of an address is none of it: signatures change with every listing.
_STATE_OF_ITEM, _STATE_OF_ASSET = ("datetime", "start_datetime", "updated"), ("updated", "file:checksum", "file:size")
_SERVER_ERRORS = (APIError, RequestException)


@dataclass(frozen=True)
class Entry:
    """An image of a catalogue: the assets that hold its bands, by key with what GDAL opens, and its date in minutes where the item
    tells one; or what is wrong with the item.
    """

    state: State
    sources: tuple[tuple[str, str], ...] = ()
    date: int | None = None
    problem: Sentence | None = None

    @property
    def name(self) -> str:
        """The name of its first file."""
        return PurePath(self.sources[0][1]).name if self.sources else ""


def entries(location: str, wanted: Sequence[str]) -> dict[str, Entry]:
    """All images of the items of a catalogue, by collection, item and asset, the oldest first.

    Parameters
    ----------
    location
        The file or the address of a catalogue or a collection.
    wanted
        Keys of assets, or several keys with + between them, whose bands make one image; none stands for all rasters but previews.

    Raises
    ------
    BadInput
        The catalogue or one of its parts cannot be read now, or it is none.
    """
    found: dict[str, Entry] = {}
    for where, item in _items(location):
        found.update(
            _entries_of(item, where, wanted) if isinstance(item, dict) else {where: Entry(_digest(where), problem=item)}
        )
    return dict(sorted(found.items(), key=lambda named: (named[1].date or 0, named[1].name, named[0])))


def _items(location: str) -> Iterator[tuple[str, dict[str, Any] | Sentence]]:
    """The items below a catalogue with the place that their references begin at; a sentence for one that is no JSON."""
    io, seen, open_places = StacApiIO(timeout=_TIMEOUT_SECONDS), set[str](), [location]
    while open_places:
        place = open_places.pop()
        if place in seen:
            continue
        seen.add(place)
        with _readable(location):
            told = io.read_json(place)
        if not isinstance(told, dict) or told.get("type") not in ("Catalog", "Collection"):
            raise BadInput("no_catalog", path=place)
        links = [
            link for link in told.get("links") or () if isinstance(link, dict) and isinstance(link.get("href"), str)
        ]
        pages = [link["href"] for link in links if link.get("rel") == "items"]
        if pages:
            with _readable(location):
                first = stac.beside(pages[0], place)
                for page in io.get_pages(first, parameters={"limit": _PAGE}):
                    yield from ((stac.place_of(item, first), item) for item in page.get("features") or ())
            continue
        open_places += [stac.beside(link["href"], place) for link in links if link.get("rel") == "child"][::-1]
        for link in links:
            if link.get("rel") == "item":
                at = stac.beside(link["href"], place)
                with _readable(location):
                    yield at, _read_item(io, at)


def _read_item(io: StacApiIO, place: str) -> dict[str, Any] | Sentence:
    try:
        item: dict[str, Any] = io.read_json(place)
    except (ValueError, FileNotFoundError) as error:
        if isinstance(error, _SERVER_ERRORS):
            raise
        return Sentence.of("item_unreadable", path=place)
    return item if stac.is_item(item) else Sentence.of("item_unreadable", path=place)


def _entries_of(item: Mapping[str, Any], place: str, wanted: Sequence[str]) -> dict[str, Entry]:
    """The images of an item by their names; what is wrong with it by the name of the item."""
    name = "/".join(str(part) for part in (item.get("collection"), item.get("id") or place) if part)
    if not stac.is_item(item):
        return {name: Entry(_digest(name), problem=Sentence.of("item_unreadable", path=name))}
    told = item.get("properties")
    properties: dict[str, Any] = told if isinstance(told, dict) else {}
    assets = stac.assets_of(item)
    rasters = [key for key, asset in assets.items() if stac.is_raster(asset)]
    images = [stac.keys_of(chosen, assets) for chosen in wanted] or [(key,) for key in rasters]
    missing = [key for keys in images for key in keys if key not in assets]
    known = sorted(assets) or Sentence("no_asset")
    if missing or not images:
        code = "item_without_asset" if missing else "item_without_raster"
        named = {"name": missing[0]} if missing else {}
        return {name: Entry(_digest(name, known, missing), problem=Sentence.of(code, path=name, known=known, **named))}
    date = stac.date_of(item)
    of_item = [properties.get(key) for key in _STATE_OF_ITEM]
    found = {}
    for keys in images:
        label = f"{name}/{stac.JOINED.join(keys)}"
        sources = {key: stac.source_of(assets[key]["href"], place) for key in keys}
        state = _digest(*(part for key in keys for part in _state_of(assets[key], of_item, sources[key])))
        local = [str(assets[key]["href"]) for key in keys if sources[key] is None]
        if local:
            found[label] = Entry(state, problem=Sentence.of("item_names_local", path=label, href=local[0]))
        else:
            found[label] = Entry(state, tuple((key, sources[key] or "") for key in keys), date)
    return found


def _state_of(asset: Mapping[str, Any], of_item: Sequence[Any], source: str | None) -> tuple[Any, ...]:
    return _plain(asset["href"]), of_item, [asset.get(each) for each in _STATE_OF_ASSET], _file_state(source)


def _plain(href: str) -> str:
    return href if not stac.is_address(href) else urlsplit(href)._replace(query="", fragment="").geturl()


def _file_state(source: str | None) -> list[int]:
    """Size and time of a file of this computer, which may still be on its way."""
    if source is None or not os.path.isfile(source):
        return []
    status = os.stat(source)
    return [status.st_size, status.st_mtime_ns]


def _digest(*parts: Any) -> State:
    text = json.dumps(parts, sort_keys=True, default=str)
    return int(hashlib.sha256(text.encode()).hexdigest()[:15], 16), 0


@contextlib.contextmanager
def _readable(location: str) -> Iterator[None]:
    """What goes wrong with reading, as one sentence about the catalogue."""
    try:
        yield
    except _SERVER_ERRORS as error:
        raise BadInput("catalog_unreachable", path=location, reason=_short(error)) from None
    except OSError as error:
        raise BadInput("catalog_unreachable", path=location, reason=error.strerror or str(error)) from None
    except ValueError:
        raise BadInput("no_catalog", path=location) from None


def _short(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
