# SPDX-License-Identifier: GPL-2.0-or-later
"""Where images arrive that a watching takes, and how it looks for them. Standard library only."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .stac import is_address
from .update import Update

CATALOG_SIZE = "cluster"  # of the environment: catalogues are read by a client of their own
_SECONDS_OF_FOLDERS, _SECONDS_OF_CATALOGS = 10.0, 300.0


def is_catalog(place: str) -> bool:
    """Whether a place is named as the address or the file of a STAC catalogue, and not as a folder."""
    return is_address(place) or (place.lower().endswith(".json") and os.path.isfile(place))


def size_for(job: Update) -> str:
    """The size of the environment that watching the images of a job needs."""
    return CATALOG_SIZE if is_catalog(job.images[0]) else job.needs()


@dataclass(frozen=True)
class Watch:
    """The images of an update are those that arrive in a folder or a STAC catalogue: looked for each `every` seconds, until all are
    taken where `once`. Of the items of a catalogue `assets` are taken, by their keys; all rasters where none is named.
    """

    every: float
    once: bool
    assets: tuple[str, ...] = ()

    @classmethod
    def of(cls, place: str, *, every: float | None = None, once: bool = False, assets: Sequence[str] = ()) -> Watch:
        """How a folder or a catalogue is watched; None as seconds are those that suit it."""
        if every is None:
            every = _SECONDS_OF_CATALOGS if is_catalog(place) else _SECONDS_OF_FOLDERS
        return cls(max(every, 0.0), once, tuple(assets))

    def encode(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return asdict(self)

    @classmethod
    def decode(cls, read: Mapping[str, Any]) -> Watch:
        """Read what `encode` has made."""
        return cls(float(read["every"]), bool(read["once"]), tuple(map(str, read.get("assets", ()))))
