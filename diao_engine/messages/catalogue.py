# SPDX-License-Identifier: GPL-2.0-or-later
"""All sentences by their codes, from one module a room; a code that two rooms give fails at import."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from .plural import Text

OR, AND = "or", "and"  # between the last entries of a list

_ROOMS = (
    "common", "comparison", "dataset", "environment", "evaluation", "inference", "jobs", "learning", "metrics", "model", "preparation",
    "protocol", "raster", "reports", "run", "scoring", "shards", "synthesis", "training", "updating", "vectors",
)  # fmt: skip


def _merged(*rooms: ModuleType) -> dict[str, Text]:
    merged: dict[str, Text] = {}
    for room in rooms:
        twice = merged.keys() & room.SENTENCES.keys()
        if twice:
            raise ValueError(f"{room.__name__} has codes that another room has: {', '.join(sorted(twice))}")
        merged.update(room.SENTENCES)
    return merged


SENTENCES = _merged(*(import_module(f".{room}", __package__) for room in _ROOMS))
