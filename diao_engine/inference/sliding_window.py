# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs a model over a raster: windows with overlap, blended, in bounded memory.

Reading, the model, and blending and writing overlap in time. The output lies on the raster's own grid: when the model
was trained on another pixel size, the raster is read bilinearly at that size and the scores are brought back bilinearly.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..protocol.progress import ProgressReporter
from ..raster.grid import Window
from .blend import Emit, RowBlend
from .pipeline import overlap
from .plan import ColumnStrip, WindowPlan
from .predictor import Batches
from .regrid import Regrid
from .scores import Scores
from .source import InferenceInput, Normalise, WindowBatch


@dataclass(frozen=True)
class SlidingWindow:
    """A model, how its output is read, and what it is given of the pixels of a window: one normalisation per look (`light`)."""

    batches: Batches
    scores: Scores
    looks: tuple[Normalise, ...]
    batch_size: int

    def over(
        self, inference_input: InferenceInput, plan: WindowPlan, emits: Sequence[Emit], report: ProgressReporter
    ) -> None:
        """Emit the scores of the full target in strips, each raster pixel once per look; from left to right, then top to bottom.

        Each window of the raster is read once, however many looks there are.

        Parameters
        ----------
        inference_input
            The raster, and what limits the work.
        plan
            The windows.
        emits
            One per look. It gets a window of the raster, scores (class, row, column) and validity (row, column); pixels without
            validity have no meaningful scores. All get the same windows in the same order, each window the first of them first,
            and only what the first one gets of validity holds: it need not be read more than once.
        report
            Gets progress, and stops the work when it is cancelled.
        """
        strips = list(plan.strips(self.scores.classes))
        for index, strip in enumerate(strips):
            step = report.part(index / len(strips), (index + 1) / len(strips))
            self._strip(inference_input, plan, strip, emits, step)

    def _strip(
        self,
        inference_input: InferenceInput,
        plan: WindowPlan,
        strip: ColumnStrip,
        emits: Sequence[Emit],
        report: ProgressReporter,
    ) -> None:
        with ExitStack() as stack:
            if plan.resamples:
                first, *others = emits
                emits = [Regrid(plan, strip, emit) for emit in (_with_validity(first, stack, inference_input), *others)]
            blends = [RowBlend(plan.grid, strip.source, self.scores.classes, emit) for emit in emits]

            def work(batch: WindowBatch) -> tuple[WindowBatch, NDArray[np.float32]]:
                report.progress(batch.passed / len(strip), "mapping")
                return batch, self.scores.read(self.batches.predict(batch.pixels))

            def write(scored: tuple[WindowBatch, NDArray[np.float32]]) -> None:
                batch, scores = scored
                for position, valid, score in zip(batch.positions, batch.valid, scores, strict=True):
                    blends[batch.look].add(position, score, valid)

            read = inference_input.batches(plan, strip, looks=self.looks, batch_size=self.batch_size)
            overlap(read, work, write, check=report.check_cancelled)
            for blend in blends:
                blend.close()


def _with_validity(emit: Emit, stack: ExitStack, inference_input: InferenceInput) -> Emit:
    read = stack.enter_context(inference_input.validity())

    def emit_valid(window: Window, scores: NDArray[np.float32], valid: NDArray[np.bool_]) -> None:
        emit(window, scores, read(window))

    return emit_valid
