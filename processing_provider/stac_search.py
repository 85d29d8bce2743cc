# SPDX-License-Identifier: GPL-2.0-or-later
"""The newest items of what holds several: a saved list, a search, a collection, a catalogue (https://github.com/radiantearth/stac-spec).

Pages of a server are followed until the newest are known: at once where it lists them newest first, which most do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from qgis.core import QgsProcessingException

from ..diao_engine.jobs import stac
from ..diao_engine.jobs.dates import date_text
from .text import tr

# Of a catalogue without a server behind it every item is a file, and so is every folder of them.
_MOST_DOCUMENTS = 500
_MOST_ITEMS = 5_000
_PAGE = (10, 100)  # the fewest and the most items that a server is asked for at once
_MOST_NAMES = 20
_LONG_AGO = -(10**9)  # where an item does not tell its date, in minutes


class Bounds(NamedTuple):
    """A piece of the earth in degrees; `west` is the greater one where the antimeridian lies between it and `east`."""

    west: float
    south: float
    east: float
    north: float


class Item(NamedTuple):
    """An item, and the place that its references begin at."""

    content: Any
    place: str


@dataclass
class Search:
    """How items are looked for: `read` gives the JSON at a file or an address, `warn` takes a sentence.

    `read` raises OSError or ValueError, FileNotFoundError for what is not there. `most` is how many items are wanted.
    """

    read: Callable[[str], Any]
    warn: Callable[[str], None]
    bounds: Bounds | None
    most: int

    def items_of(self, told: Any, location: str) -> list[Item]:
        """What is told at a location: the item itself, or the newest of several items within the bounds."""
        if stac.is_item(told):
            return [Item(told, location)]
        pages = self._pages_of(told, location)
        if pages is None:
            raise QgsProcessingException(
                tr(
                    "{location} is no item of a STAC catalogue and holds none; give the file or the address of an item, of a "
                    "collection or of a search."
                ).format(location=location)
            )
        found = self._newest(pages, location)
        if not found:
            if self.bounds:
                sentence = tr("{location} has no item in the extent; choose another extent or another collection.")
            else:
                sentence = tr("{location} has no items; choose another collection.")
            raise QgsProcessingException(sentence.format(location=location))
        return found

    def _pages_of(self, told: Any, location: str) -> Iterator[list[Item]] | None:
        """Items in the order in which they are told, some at once; None for what has none."""
        kind = told.get("type") if isinstance(told, dict) else None
        if kind == "FeatureCollection":
            return self._follow(told, location)
        if kind in ("Catalog", "Collection"):
            pages = _linked(told, "items", location)
            if pages:
                address = _asked(pages[0], self.bounds, self.most)
                return self._follow(self._reread(address), address)
            if kind == "Catalog" and (told.get("conformsTo") or _linked(told, "search", location)):
                lists = [_collections(self._reread(data), data) for data in _linked(told, "data", location)[:1]]
                raise _choose(location, _linked(told, "child", location) or (lists[0] if lists else []))
            return iter([self._below(told, location)])
        if collections := _collections(told, location):
            raise _choose(location, collections)
        return None

    def _follow(self, page: Any, location: str) -> Iterator[list[Item]]:
        """The items of a page and of those that come after it."""
        seen = {location}
        while True:
            features = page.get("features") if isinstance(page, dict) else None
            yield [
                Item(item, stac.place_of(item, location))
                for item in (features if isinstance(features, list) else ())
                if stac.is_item(item)
            ]
            after = [link for link in _linked(page, "next", location) if link not in seen]
            if not after:
                return
            location = after[0]
            seen.add(location)
            page = self._reread(location)

    def _below(self, told: Any, location: str) -> list[Item]:
        """All items below a catalogue of files, but for collections that lie elsewhere."""
        found, places, seen, first = list[Item](), [location], {location}, told
        while places:
            place = places.pop()
            told = first if place == location else self._read_below(place)
            if stac.is_item(told):
                found.append(Item(told, place))
            elif isinstance(told, dict) and _lies_in(_box_of_collection(told), self.bounds):
                below = [*_linked(told, "child", place), *_linked(told, "item", place)]
                new = [link for link in dict.fromkeys(below) if link not in seen]
                seen.update(new)
                places += new[::-1]
            if len(seen) - len(places) > _MOST_DOCUMENTS:
                self._tell_more(location, _MOST_DOCUMENTS)
                break
        return found

    def _newest(self, pages: Iterator[list[Item]], location: str) -> list[Item]:
        found: list[Item] = []
        dates: list[int] = []
        for page in pages:
            dates += (date for item in page if (date := stac.date_of(item.content)) is not None)
            found += (item for item in page if _lies_in(item.content.get("bbox"), self.bounds))
            comes_newest_first = len(set(dates)) > 1 and dates == sorted(dates, reverse=True)
            if comes_newest_first and len(dates) >= _PAGE[0] and len(found) >= self.most:
                break
            if len(dates) > _MOST_ITEMS:
                self._tell_more(location, len(dates))
                break
        dated = [(_LONG_AGO if (date := stac.date_of(item.content)) is None else date, item) for item in found]
        dated.sort(key=lambda pair: -pair[0])
        return [item for _, item in dated[: self.most]]

    def _tell_more(self, location: str, count: int) -> None:
        self.warn(
            tr(
                "{location} has more than the {count} items and folders that were looked at, so there may be newer ones; give a "
                "smaller extent or a smaller collection."
            ).format(location=location, count=count)
        )

    def _reread(self, location: str) -> Any:
        try:
            return self.read(location)
        except (OSError, ValueError, RecursionError) as error:
            raise _unread(location, error) from None

    def _read_below(self, location: str) -> Any:
        """What a catalogue names; nothing, with a warning, where that is gone or no JSON."""
        try:
            return self.read(location)
        except (FileNotFoundError, ValueError, RecursionError) as error:
            self.warn(tr("{location} is left out ({reason}).").format(location=location, reason=error))
            return None
        except OSError as error:
            raise _unread(location, error) from None


def _unread(location: str, error: Exception) -> QgsProcessingException:
    return QgsProcessingException(
        tr("{location} cannot be read ({reason}); look whether its server can be reached, then run this again.").format(
            location=location, reason=error
        )
    )


def described(item: Any) -> str:
    """An item in a line: its name and its date."""
    date = stac.date_of(item)
    return f"{item.get('id') or '–'}{'' if date is None else f' ({date_text(date)})'}"


def _linked(told: Any, relation: str, location: str) -> list[str]:
    """Where the links of a relation lead that can be followed; a server has no business with files of this computer."""
    links = told.get("links") if isinstance(told, dict) else None
    found = []
    for link in links if isinstance(links, list) else ():
        if not isinstance(link, dict) or link.get("rel") != relation or not isinstance(link.get("href"), str):
            continue
        place = stac.beside(link["href"], location)
        is_asked_plainly = str(link.get("method") or "GET").upper() == "GET"
        if is_asked_plainly and (stac.is_address(place) or not stac.is_address(location)):
            found.append(place)
    return found


def _collections(told: Any, location: str) -> list[str]:
    """The addresses of the collections in a list of them."""
    listed = told.get("collections") if isinstance(told, dict) else None
    there = [each for each in (listed if isinstance(listed, list) else ()) if isinstance(each, dict)]
    return [link for each in there for link in _linked(each, "self", location)]


def _asked(address: str, bounds: Bounds | None, most: int) -> str:
    """The address of the items of a collection with what is wanted of them, where it does not say so already."""
    if not stac.is_address(address):
        return address
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    query.setdefault("limit", str(min(max(most, _PAGE[0]), _PAGE[1])))
    if bounds:
        query.setdefault("bbox", ",".join(f"{degrees:.7f}" for degrees in bounds))
    return parts._replace(query=urlencode(query, safe=",:/")).geturl()


def _choose(location: str, addresses: Sequence[str]) -> QgsProcessingException:
    """That a server has several collections."""
    names = [urlsplit(address).path.rstrip("/").rpartition("/")[2] for address in addresses]
    known = ", ".join(names[:_MOST_NAMES]) + (", …" if names[_MOST_NAMES:] else "")
    return QgsProcessingException(
        tr(
            "{location} is a server with several collections ({known}); give the address of one, such as {address}."
        ).format(location=location, known=known or tr("none"), address=addresses[0] if addresses else "…/collections/…")
    )


def _box_of_collection(told: Any) -> Any:
    """The whole extent of a collection; None where it tells none."""
    try:
        return told["extent"]["spatial"]["bbox"][0]
    except (KeyError, IndexError, TypeError):
        return None


def _lies_in(box: Any, bounds: Bounds | None) -> bool:
    """Whether a box of an item or a collection and the bounds share ground; what tells no box may."""
    if bounds is None or not isinstance(box, (list, tuple)) or len(box) not in (4, 6):
        return True
    half = len(box) // 2
    west, south, east, north = box[0], box[1], box[half], box[half + 1]
    if not all(isinstance(degrees, (int, float)) for degrees in (west, south, east, north)):
        return True
    if north < bounds.south or south > bounds.north:
        return False
    return any(
        first <= last_wanted and last >= first_wanted
        for first, last in _spans(west, east)
        for first_wanted, last_wanted in _spans(bounds.west, bounds.east)
    )


def _spans(west: float, east: float) -> list[tuple[float, float]]:
    return [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
