# SPDX-License-Identifier: GPL-2.0-or-later
"""What is remembered of each pixel, how an observation is added, and which class follows; arrays in, arrays out.

An *observation* of a pixel is a class, a confidence and a date. Remembered are the highest of the certain ones (the newest, of one
date the most confident, then the lowest class value), the highest certain one of any other class, and the oldest of all. They follow
from the set of observations alone, so neither their order nor repetitions matter (resources/docs/method.md, "Updating a map").
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

    `base` is the class of the map that the updates began with, `now` that of the highest certain observation, `before` that of the
    highest certain one of another class, and `first` that of the oldest observation, certain or not; NONE where there is none.
    Confidences are in steps of 1/255, dates in minutes (`jobs.dates`).
    """

    base: NDArray[np.int32]
    now: NDArray[np.int32]
    now_confidence: NDArray[np.int32]
    now_seen: NDArray[np.int32]
    before: NDArray[np.int32]
    before_confidence: NDArray[np.int32]
    before_seen: NDArray[np.int32]
    first: NDArray[np.int32]
    first_confidence: NDArray[np.int32]
    first_seen: NDArray[np.int32]

    @classmethod
    def empty(cls, shape: tuple[int, int]) -> Memory:
        """Nothing is known."""
        start = dict.fromkeys(("base", "now", "before", "first"), NONE)
        return cls(**{name: np.full(shape, start.get(name, 0), dtype=np.int32) for name in BANDS})

    @classmethod
    def of(cls, bands: NDArray[np.int32]) -> Memory:
        """From an array (band, row, column) in the order of `BANDS`."""
        return cls(*bands)

    def bands(self) -> NDArray[np.int32]:
        """As an array (band, row, column) in the order of `BANDS`."""
        return np.stack([getattr(self, name) for name in BANDS])

    @property
    def origin(self) -> NDArray[np.int32]:
        """The class that a change starts from: that of the map in the beginning, else the class before, else what was seen first."""
        return np.where(self.base != NONE, self.base, np.where(self.before != NONE, self.before, self.first))


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
    higher = (memory.now == NONE) | _is_higher(seen, memory.now_seen, memory.now_confidence, memory.now)
    other = certain & (memory.now != NONE) & (seen.value != memory.now)
    late = other & ~higher
    late &= (memory.before == NONE) | _is_higher(seen, memory.before_seen, memory.before_confidence, memory.before)
    pushed = other & higher
    for name in ("", "_confidence", "_seen"):
        getattr(memory, f"before{name}")[pushed] = getattr(memory, f"now{name}")[pushed]
    _put(memory, late, seen, "before")
    _put(memory, certain & higher, seen, "now")
    tie = _outranks(seen, memory.first_confidence, memory.first)
    older = (seen.date < memory.first_seen) | ((seen.date == memory.first_seen) & tie)
    _put(memory, seen.valid & ((memory.first == NONE) | older), seen, "first")


def paint(memory: Memory, value: NDArray[np.int32], where: NDArray[np.bool_], date: int) -> None:
    """Take over what somebody has painted into the map by hand: certain, and as new as anything that is known (`date`)."""
    memory.base[where] = value[where]
    memory.now[where] = value[where]
    memory.now_confidence[where] = _BY_HAND
    memory.now_seen[where] = date
    memory.before[where] = NONE


def candidates(memory: Memory) -> NDArray[np.bool_]:
    """Where a certain observation contradicts the class that it would change."""
    return np.asarray((memory.now != NONE) & (memory.now != memory.origin))


def settled(memory: Memory, changed: NDArray[np.bool_]) -> NDArray[np.int32]:
    """The classes of the map; `changed` are the candidates that are large enough. NONE where nothing is known."""
    stays = (memory.now == NONE) | (candidates(memory) & ~changed)
    return np.where(stays, memory.origin, memory.now)


def _is_higher(
    seen: Observation, date: NDArray[np.int32], confidence: NDArray[np.int32], value: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """Where an observation is newer than another one, or outranks it on the same date."""
    return np.asarray((seen.date > date) | ((seen.date == date) & _outranks(seen, confidence, value)))


def _outranks(seen: Observation, confidence: NDArray[np.int32], value: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Where an observation counts more than another one of its date."""
    return np.asarray((seen.confidence > confidence) | ((seen.confidence == confidence) & (seen.value < value)))


def _put(memory: Memory, where: NDArray[np.bool_], seen: Observation, name: str) -> None:
    getattr(memory, name)[where] = seen.value[where]
    getattr(memory, f"{name}_confidence")[where] = seen.confidence[where]
    getattr(memory, f"{name}_seen")[where] = seen.date
