# SPDX-License-Identifier: GPL-2.0-or-later
"""How arriving images are watched. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Watch:
    """The images of an update are those that arrive in a folder or a STAC catalogue: looked for each `every` seconds, until all are
    taken where `once`. Of the items of a catalogue `assets` are taken, by their keys; all rasters where none is named.
    """

    every: float
    once: bool
    assets: tuple[str, ...] = ()

    def encode(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return asdict(self)

    @classmethod
    def decode(cls, read: Mapping[str, Any]) -> Watch:
        """Read what `encode` has made."""
        return cls(float(read["every"]), bool(read["once"]), tuple(map(str, read.get("assets", ()))))
