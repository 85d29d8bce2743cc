# SPDX-License-Identifier: GPL-2.0-or-later
"""Which classes stayed below their target share, and what stopped them."""

from __future__ import annotations

from dataclasses import dataclass

from .loop import SynthesisInputs, SynthesisStats

# A class that reaches this part of its target share has come close enough.
REACHED = 0.9
# Neither places nor objects were wanting: the number of tiles, or of objects on each, ended it.
BUDGET = "budget"


@dataclass(frozen=True)
class Shortfall:
    """A class with its share now and its target share, 0 to 1; `reason` is one of placement's, or BUDGET.

    Of the tries to set an object of it (`tries`), `missed` found no place.
    """

    class_index: int
    share: float
    target: float
    reason: str
    tries: int
    missed: int


def shortfalls(inputs: SynthesisInputs, stats: SynthesisStats) -> list[Shortfall]:
    """The classes with objects that do not reach nine tenths of their target share, in class order."""
    total = max(float(stats.counts.sum()), 1.0)
    found = []
    for class_index in inputs.class_indices:
        share, target = float(stats.counts[class_index]) / total, float(inputs.target[class_index])
        if share >= REACHED * target:
            continue
        missed = stats.missed[class_index]
        tries = stats.pasted[class_index] + missed.total()
        reason = missed.most_common(1)[0][0] if 2 * missed.total() > tries else BUDGET
        found.append(Shortfall(class_index, share, target, reason, tries, missed.total()))
    return found
