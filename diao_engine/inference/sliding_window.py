# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs a model over a raster: windows with overlap, blended, in bounded memory.

Reading, the model, and blending and writing overlap in time. The output lies on the raster's own grid: when the model
was trained on another pixel size, the raster is read bilinearly at that size and the scores are brought back bilinearly.
"""

from __future__ import annotations

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
    """A model, how its input is normalised and how its output is read."""

    batches: Batches
    scores: Scores
    normalise: Normalise
    batch_size: int

    def over(self, inference_input: InferenceInput, plan: WindowPlan, emit: Emit, report: ProgressReporter) -> None:
        """Emit the scores of the full target in strips, each raster pixel once; from left to right, then top to bottom.

        Parameters
        ----------
        inference_input
            The raster, and what limits the work.
        plan
            The windows.
        emit
            Gets a window of the raster, scores (class, row, column) and validity (row, column); pixels without validity have no
            meaningful scores.
        report
            Gets progress, and stops the work when it is cancelled.
        """
        strips = list(plan.strips(self.scores.classes))
        for index, strip in enumerate(strips):
            self._strip(inference_input, plan, strip, emit, report.part(index / len(strips), (index + 1) / len(strips)))

    def _strip(
        self,
        inference_input: InferenceInput,
        plan: WindowPlan,
        strip: ColumnStrip,
        emit: Emit,
        report: ProgressReporter,
    ) -> None:
        with ExitStack() as stack:
            if plan.resamples:
                emit = Regrid(plan, strip, _with_validity(emit, stack, inference_input))
            blend = RowBlend(plan.grid, strip.source, self.scores.classes, emit)

            def work(batch: WindowBatch) -> tuple[WindowBatch, NDArray[np.float32]]:
                report.progress(batch.passed / len(strip.positions), "mapping")
                return batch, self.scores.read(self.batches.predict(batch.pixels))

            def write(scored: tuple[WindowBatch, NDArray[np.float32]]) -> None:
                batch, scores = scored
                for position, valid, score in zip(batch.positions, batch.valid, scores, strict=True):
                    blend.add(position, score, valid)

            read = inference_input.batches(plan, strip.positions, normalise=self.normalise, batch_size=self.batch_size)
            overlap(read, work, write, check=report.check_cancelled)
            blend.close()


def _with_validity(emit: Emit, stack: ExitStack, inference_input: InferenceInput) -> Emit:
    read = stack.enter_context(inference_input.validity())

    def emit_valid(window: Window, scores: NDArray[np.float32], valid: NDArray[np.bool_]) -> None:
        emit(window, scores, read(window))

    return emit_valid
