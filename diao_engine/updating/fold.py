# SPDX-License-Identifier: GPL-2.0-or-later
"""What is remembered of each pixel, how an observation is added, and which class follows; arrays in, arrays out.

An *observation* of a pixel is a class, a confidence and a date. Certain ones outrank uncertain ones, newer ones older ones; of the
same date the more confident counts, then the lower class value. Remembered are the highest observation, and the highest certain one
of any other class. Both follow from the set of observations alone, so neither their order nor repetitions matter
(resources/docs/method.md, "Updating a map").
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

NONE = -1
# Confidences are kept in steps of this part, so that what is compared is what is stored.
CONFIDENCE_STEPS = 255
# What somebody has painted outranks every observation of its date.
_BY_HAND = CONFIDENCE_STEPS + 1


@dataclass
class Memory:
    """What is remembered of the pixels of a window; arrays (row, column) of int32.

    `base` is the class of the map that the updates began with, `now` the class of the highest observation and `sure` whether that one
    is certain, `before` the class of the highest certain observation of another class; NONE where there is none. Confidences are in
    steps of 1/255, dates in minutes (`jobs.dates`).
    """

    base: NDArray[np.int32]
    now: NDArray[np.int32]
    sure: NDArray[np.int32]
    confidence: NDArray[np.int32]
    seen: NDArray[np.int32]
    before: NDArray[np.int32]
    before_confidence: NDArray[np.int32]
    before_seen: NDArray[np.int32]

    @classmethod
    def empty(cls, shape: tuple[int, int]) -> Memory:
        """Nothing is known."""
        start = {"base": NONE, "now": NONE, "before": NONE}
        return cls(**{name: np.full(shape, start.get(name, 0), dtype=np.int32) for name in BANDS})

    @classmethod
    def of(cls, bands: NDArray[np.int32]) -> Memory:
        """From an array (band, row, column) in the order of `BANDS`."""
        return cls(*bands)

    def bands(self) -> NDArray[np.int32]:
        """As an array (band, row, column) in the order of `BANDS`."""
        return np.stack([getattr(self, name) for name in BANDS])

    @property
    def is_sure(self) -> NDArray[np.bool_]:
        """Where something certain has been seen."""
        return np.asarray((self.now != NONE) & (self.sure == 1))

    @property
    def origin(self) -> NDArray[np.int32]:
        """The class that a change starts from: that of the map in the beginning, else the class before; NONE where none is known."""
        return np.where(self.base != NONE, self.base, self.before)


BANDS = tuple(field.name for field in fields(Memory))


@dataclass(frozen=True)
class Observation:
    """What one image says of a window: classes and confidences (row, column) of int32, where it says anything, and its date."""

    value: NDArray[np.int32]
    confidence: NDArray[np.int32]
    valid: NDArray[np.bool_]
    date: int


def add(memory: Memory, seen: Observation, least: int) -> None:
    """Add an observation in place; it is certain from a confidence of `least` on."""
    certain = seen.valid & (seen.confidence >= least)
    known = memory.is_sure
    higher = _is_higher(seen, memory.seen, memory.confidence, memory.now) | (memory.now == NONE)
    guess = seen.valid & ~certain & ~known & higher
    first = certain & ~known
    newer = certain & known & higher
    other = certain & known & (seen.value != memory.now)
    late = other & ~higher
    late &= (memory.before == NONE) | _is_higher(seen, memory.before_seen, memory.before_confidence, memory.before)
    pushed = newer & other
    for was, now in (("before", "now"), ("before_confidence", "confidence"), ("before_seen", "seen")):
        getattr(memory, was)[pushed] = getattr(memory, now)[pushed]
    _put(memory, late, seen, ("before", "before_confidence", "before_seen"))
    _put(memory, guess | first | newer, seen, ("now", "confidence", "seen"))
    memory.sure[first] = 1


def paint(memory: Memory, value: NDArray[np.int32], where: NDArray[np.bool_], date: int) -> None:
    """Take over what somebody has painted into the map by hand: certain, and as new as anything that is known (`date`)."""
    memory.base[where] = value[where]
    memory.now[where] = value[where]
    memory.sure[where] = 1
    memory.confidence[where] = _BY_HAND
    memory.seen[where] = date
    memory.before[where] = NONE


def candidates(memory: Memory) -> NDArray[np.bool_]:
    """Where a certain observation contradicts the class that it would change."""
    origin = memory.origin
    return np.asarray(memory.is_sure & (origin != NONE) & (memory.now != origin))


def settled(memory: Memory, changed: NDArray[np.bool_]) -> NDArray[np.int32]:
    """The classes of the map; `changed` are the candidates that are large enough. NONE where nothing is known."""
    origin = memory.origin
    stays = (memory.base != NONE) & ~memory.is_sure
    return np.where(stays | (candidates(memory) & ~changed), origin, memory.now)


def _is_higher(
    seen: Observation, date: NDArray[np.int32], confidence: NDArray[np.int32], value: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """Where an observation outranks another one of its own certainty."""
    tie = (seen.confidence > confidence) | ((seen.confidence == confidence) & (seen.value < value))
    return np.asarray((seen.date > date) | ((seen.date == date) & tie))


def _put(memory: Memory, where: NDArray[np.bool_], seen: Observation, names: tuple[str, str, str]) -> None:
    value, confidence, date = (getattr(memory, name) for name in names)
    value[where] = seen.value[where]
    confidence[where] = seen.confidence[where]
    date[where] = seen.date
