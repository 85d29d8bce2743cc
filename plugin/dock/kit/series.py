# SPDX-License-Identifier: GPL-2.0-or-later
"""The numbers behind a line of a chart. No widgets here."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

ACCENT = "accent"
_TICK_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass
class Series:
    """Values by epoch, ascending; `color` is #rrggbb, ACCENT for that of selections, or empty for that of the text.

    A value that is no finite number, and epochs more than `gap` apart, interrupt the line. Once there are `most` values,
    pairs of them become their mean, so that a long training stays quick to draw.
    """

    name: str
    color: str = ""
    faint: bool = False
    dashed: bool = False
    gap: float = 1.5
    most: int = 0
    epochs: list[float] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def put(self, epoch: float, value: float) -> None:
        """Add a value, in place of an earlier one of the same epoch."""
        at = bisect_left(self.epochs, epoch)
        if at < len(self.epochs) and self.epochs[at] == epoch:
            self.values[at] = value
        else:
            self.epochs.insert(at, epoch)
            self.values.insert(at, value)
        if self.most and len(self.epochs) > self.most:
            self._halve()

    def at(self, epoch: float, within: float = 0.0) -> float | None:
        """The finite value of an epoch, or of the nearest one `within` so many epochs; None where there is none."""
        place = bisect_left(self.epochs, epoch)
        near = [at for at in (place - 1, place) if 0 <= at < len(self.epochs) and math.isfinite(self.values[at])]
        best = min(near, key=lambda at: abs(self.epochs[at] - epoch), default=None)
        return self.values[best] if best is not None and abs(self.epochs[best] - epoch) <= within else None

    def last(self) -> float | None:
        """The last finite value."""
        return next((value for value in reversed(self.values) if math.isfinite(value)), None)

    def finite(self) -> list[float]:
        """All values that are numbers."""
        return [value for value in self.values if math.isfinite(value)]

    def parts(self, most: int) -> Iterator[list[tuple[float, float]]]:
        """The runs of values between gaps, together about as many as asked for."""
        stride = max(1, len(self.epochs) // max(most, 1))
        part: list[tuple[float, float]] = []
        before = -math.inf
        for epoch, value in zip(self.epochs, self.values):
            if part and (epoch - before > self.gap or not math.isfinite(value)):
                yield _thinned(part, stride)
                part = []
            if math.isfinite(value):
                part.append((epoch, value))
            before = epoch
        if part:
            yield _thinned(part, stride)

    def _halve(self) -> None:
        pairs = range(0, len(self.epochs) - 1, 2)
        rest = slice(len(pairs) * 2, None)
        self.epochs = [(self.epochs[at] + self.epochs[at + 1]) / 2 for at in pairs] + self.epochs[rest]
        self.values = [_mean(self.values[at], self.values[at + 1]) for at in pairs] + self.values[rest]


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, about `most` of them."""
    wanted = max(high - low, 1e-9) / max(most, 1)
    power = 10.0 ** math.floor(math.log10(wanted))
    step = next(factor * power for factor in _TICK_STEPS if factor * power >= wanted * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [number * step for number in range(first, last + 1)]


def _mean(one: float, other: float) -> float:
    if math.isfinite(one) and math.isfinite(other):
        return (one + other) / 2
    return one if math.isfinite(one) else other


def _thinned(part: list[tuple[float, float]], stride: int) -> list[tuple[float, float]]:
    return part if stride == 1 else [*part[:-1:stride], part[-1]]
