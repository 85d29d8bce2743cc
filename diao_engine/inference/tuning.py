# SPDX-License-Identifier: GPL-2.0-or-later
"""What a device does best with a model is found by trying: 16 bits where they come to the same, and how many windows at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import BadInput, NoMemory
from ..metrics import agreement
from ..protocol.progress import ProgressReporter
from .predictor import InputShape, Predictor

# A processor is busy with a few windows; the larger batches of a GPU are tried.
_WINDOWS = 4
_LARGEST = 128
# Larger batches have to be faster by this to be worth their memory.
_FASTER = 1.05
# What a batch and its scores may take of the computer's own memory; several are on their way at a time.
_BATCH_BYTES = 64 * 2**20
_SECONDS, _LEAST_RUNS = 0.2, 2


class InHalf:
    """A model in 16 bits, which goes back to 32 for good when something comes out as no number: 16 bits end at 65504."""

    def __init__(self, half: Predictor, full: Predictor, report: ProgressReporter) -> None:
        self._half: Predictor | None = half
        self._full, self._report = full, report

    @property
    def input(self) -> InputShape:
        """See `Predictor`."""
        return self._full.input

    @property
    def takes_integers(self) -> bool:
        """See `Predictor`."""
        return self._full.takes_integers

    @property
    def device(self) -> str:
        """See `Predictor`."""
        return self._full.device

    def in_half(self) -> Predictor | None:
        """It is already."""
        return None

    def predict(self, batch: NDArray[np.float32]) -> NDArray[Any]:
        """See `Predictor`."""
        if self._half is not None:
            raw = self._half.predict(batch)
            if raw.dtype.kind != "f" or np.isfinite(raw).all():
                return raw
            self._half = None
            self._report.info("leaves_half")
        return self._full.predict(batch)


class Tuner:
    """One model of a run; what was found for windows of a kind serves all rasters that it maps."""

    def __init__(self, predictor: Predictor, report: ProgressReporter) -> None:
        self.predictor = predictor
        self._report = report
        self._halves: dict[tuple[int, ...], Predictor | None] = {}
        self._sizes: dict[tuple[tuple[int, ...], int, int], int] = {}

    def tuned(self, window: NDArray[np.float32]) -> Predictor:
        """The model for one raster, in 16 bits where its device gains by that and windows (n, band, row, column) come to the same.

        That one raster goes back to 32 bits does not change the map of the next.
        """
        if window.shape not in self._halves:
            self._halves[window.shape] = _half_of(self.predictor, window, self._report)
        half = self._halves[window.shape]
        return self.predictor if half is None else InHalf(half, self.predictor, self._report)

    def batch_size(self, window: NDArray[np.float32], *, classes: int, count: int) -> int:
        """See `batch_size`."""
        kind = (window.shape, classes, min(count, _LARGEST))
        if kind not in self._sizes:
            self._sizes[kind] = batch_size(self.tuned(window), window, classes=classes, count=count)
        return self._sizes[kind]


def _half_of(predictor: Predictor, windows: NDArray[np.float32], report: ProgressReporter) -> Predictor | None:
    """The 16-bit form of a model where it is worth it, which is said."""
    try:
        half = predictor.in_half()
        if half is None:
            return None
        apart = agreement.difference(half.predict(windows), predictor.predict(windows))
    except (BadInput, NoMemory):  # something in it has no such form; 32 bits are no worse for that
        return None
    if apart > agreement.TOLERANCE:
        return None
    report.info("runs_in_half", difference=apart)
    return half


def batch_size(
    predictor: Predictor,
    window: NDArray[np.float32],
    *,
    classes: int,
    count: int,
    clock: Callable[[], float] = time.perf_counter,
) -> int:
    """How many windows at a time are fastest on the model's device.

    Parameters
    ----------
    predictor
        The model; it is run on a GPU only.
    window
        One window (1, band, row, column).
    classes
        Of the output.
    count
        How many windows there are.
    clock
        Tells seconds.

    Returns
    -------
    int
        1 or above; on a GPU the first of 4, 8, 16 … that a larger one does not beat by more than 5 %.
    """
    if predictor.input.batch is not None:
        return predictor.input.batch
    if predictor.device == "cpu":
        return _WINDOWS
    _, bands, height, width = window.shape
    by_memory: int = _BATCH_BYTES // (4 * (bands + classes) * height * width)
    largest = min(_LARGEST, max(by_memory, _WINDOWS), max(count, 1))
    best, best_rate, size = min(_WINDOWS, largest), 0.0, min(_WINDOWS, largest)
    while size <= largest:
        try:
            rate = _rate(predictor, np.repeat(window, size, axis=0), clock)
        except NoMemory:
            break
        if rate < _FASTER * best_rate:
            break
        best, best_rate = size, rate
        size *= 2
    return best


def _rate(predictor: Predictor, batch: NDArray[np.float32], clock: Callable[[], float]) -> float:
    """Windows a second; the first run, in which a GPU chooses its ways, does not count."""
    predictor.predict(batch)
    began, runs = clock(), 0
    while runs < _LEAST_RUNS or clock() - began < _SECONDS:
        predictor.predict(batch)
        runs += 1
    return runs * len(batch) / max(clock() - began, 1e-9)
