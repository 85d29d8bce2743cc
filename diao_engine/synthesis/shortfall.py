# SPDX-License-Identifier: GPL-2.0-or-later
"""Which classes stayed below their target share, and what stopped them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .loop import SynthesisInputs, SynthesisStats

# A class that reaches this part of its target share has come close enough.
REACHED = 0.9
# Neither places nor objects were wanting: the number of tiles, or of objects on each, ended it.
BUDGET = "budget"
# There is no object to set; or one, but of what it stands on nothing may be covered.
NO_OBJECT, NOTHING_TO_COVER = "no object", "nothing to cover"
# What it stands on is on no tile wide enough for a place to be looked for.
NO_OPEN_GROUND = "no open ground"


@dataclass(frozen=True)
class Shortfall:
    """A class with its share now and its target share, 0 to 1; `reason` is one of placement's, or of those above.

    Of the tries to set an object of it (`tries`), `missed` found no place.
    """

    class_index: int
    share: float
    target: float
    reason: str
    tries: int
    missed: int


def shortfalls(inputs: SynthesisInputs, stats: SynthesisStats, wanted: Sequence[int]) -> list[Shortfall]:
    """The classes among those wanted, by index, that do not reach nine tenths of their target share, in the same order."""
    total = max(float(stats.counts.sum()), 1.0)
    found = []
    for class_index in wanted:
        share, target = float(stats.counts[class_index]) / total, float(inputs.target[class_index])
        if share >= REACHED * target:
            continue
        missed = stats.missed[class_index]
        tries = stats.pasted[class_index] + missed.total()
        found.append(Shortfall(class_index, share, target, _reason(inputs, stats, class_index), tries, missed.total()))
    return found


def _reason(inputs: SynthesisInputs, stats: SynthesisStats, class_index: int) -> str:
    if class_index not in inputs.class_indices:
        return NO_OBJECT
    if not inputs.relations.covers[class_index, :-1].any():
        return NOTHING_TO_COVER
    missed = stats.missed[class_index]
    room = inputs.room @ inputs.relations.covers[class_index, :-1]
    if not missed and not stats.pasted[class_index] and not room.any():
        return NO_OPEN_GROUND
    is_stopped_by_places = missed.total() > stats.pasted[class_index]
    return missed.most_common(1)[0][0] if is_stopped_by_places else BUDGET
