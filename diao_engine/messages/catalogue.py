# SPDX-License-Identifier: GPL-2.0-or-later
"""All sentences by their codes, from one module a room; a code that two rooms give fails at import."""

from __future__ import annotations

from types import ModuleType

from . import (
    common,
    comparison,
    dataset,
    environment,
    evaluation,
    inference,
    jobs,
    metrics,
    model,
    preparation,
    protocol,
    raster,
    run,
    scoring,
    synthesis,
    training,
    vectors,
)
from .plural import Text

OR, AND = "or", "and"  # between the last entries of a list


def _merged(*rooms: ModuleType) -> dict[str, Text]:
    merged: dict[str, Text] = {}
    for room in rooms:
        twice = merged.keys() & room.SENTENCES.keys()
        if twice:
            raise ValueError(f"{room.__name__} has codes that another room has: {', '.join(sorted(twice))}")
        merged.update(room.SENTENCES)
    return merged


SENTENCES = _merged(
    common,
    comparison,
    dataset,
    environment,
    evaluation,
    inference,
    jobs,
    metrics,
    model,
    preparation,
    protocol,
    raster,
    run,
    scoring,
    synthesis,
    training,
    vectors,
)
