# SPDX-License-Identifier: GPL-2.0-or-later
"""What a loaded model is, whatever its framework, and how it is run on batches of windows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ..errors import BadInput, NoMemory
from ..messages import Sentence
from ..protocol.progress import ProgressReporter


@dataclass(frozen=True)
class InputShape:
    """What the model's input is fixed to, (batch, bands, height, width); None where it takes any."""

    batch: int | None = None
    bands: int | None = None
    height: int | None = None
    width: int | None = None


class Predictor(Protocol):
    """A loaded model on its device."""

    @property
    def input(self) -> InputShape:
        """What the model's input is fixed to."""
        ...

    @property
    def takes_integers(self) -> bool:
        """Whether it takes pixels as they are in the file."""
        ...

    @property
    def device(self) -> str:
        """What it runs on, a key of `jobs.common.DEVICES` where that has it."""
        ...

    def in_half(self) -> Predictor | None:
        """The same model in 16 bits, None where its device gains nothing by that; BadInput where the model has no such form."""
        ...

    def predict(self, batch: NDArray[np.float32]) -> NDArray[Any]:
        """Raw output for a batch (n, band, h, w), n on axis 0.

        Raises NoMemory when the device has too little, BadInput when the model does not take the batch.
        """
        ...


class Batches:
    """Feeds a predictor: keeps to its fixed batch, and halves the batch when memory runs out."""

    def __init__(self, predictor: Predictor, report: ProgressReporter) -> None:
        self._predictor = predictor
        self._report = report
        self._largest_batch = predictor.input.batch
        self._has_told = False

    def predict(self, batch: NDArray[np.float32]) -> NDArray[Any]:
        """Raw output for a batch (n, band, h, w) of any n; NoMemory when even one window is too much."""
        first = step = len(batch) if self._largest_batch is None else self._largest_batch
        while True:
            try:
                outputs = [self._predict_part(batch[start : start + step]) for start in range(0, len(batch), step)]
            except NoMemory:
                step = self._half_of(min(step, len(batch)), batch.shape[2])
            else:
                break
        if step != first:
            self._largest_batch = step
            self._tell(first, step)
        return outputs[0] if len(outputs) == 1 else np.concatenate(outputs)

    def _predict_part(self, part: NDArray[np.float32]) -> NDArray[Any]:
        fixed = self._predictor.input.batch
        if fixed is None or len(part) == fixed:
            return self._predictor.predict(part)
        filled = np.concatenate([part, np.repeat(part[-1:], fixed - len(part), axis=0)])
        return self._predictor.predict(filled)[: len(part)]

    def _half_of(self, step: int, size: int) -> int:
        fixed = self._predictor.input.batch
        if step == 1 or fixed is not None:
            raise NoMemory("windows_memory", count=fixed or step, size=size)
        return step // 2

    def _tell(self, count: int, fewer: int) -> None:
        """Once; other programs may take more of the memory later, and each time would be noise."""
        if not self._has_told:
            self._report.warning("fewer_windows", count=count, fewer=fewer)
        self._has_told = True


def missing_device(device: str, available: list[str], advice: Sentence) -> BadInput:
    """The error for a requested device that is not available."""
    return BadInput("device_missing", device=device, available=available, advice=advice, field="device")


def failed_on(batch: NDArray[np.float32], reason: str) -> BadInput:
    """The error for a batch (n, band, row, column) that the model does not take."""
    shape = " × ".join(str(length) for length in batch.shape[1:])
    return BadInput("model_fails", shape=shape, reason=reason)
