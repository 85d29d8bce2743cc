# SPDX-License-Identifier: GPL-2.0-or-later
"""Scores become rasters: class, confidence, probability per class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rasterio.io import DatasetWriter
from rasterio.windows import Window as RasterioWindow

from ..errors import BadInput
from ..raster.grid import Window
from .blend import Emit
from .light import keep_least
from .scores import Scores

CONFIDENCE_NODATA = -1.0
# Probabilities are rounded to this step: nobody reads finer ones, and files of noise in the last bits compress badly.
_STEP = 1 / 4096
# Rows are handed to GDAL in whole blocks, so that no block is compressed twice.
_BLOCK_PX = 256


class _Piece(NamedTuple):
    """A strip (band, row, column), and the column of its window that it begins with."""

    first: int
    strip: NDArray[Any]


class RowSink:
    """Gathers strips (band, row, column) of one raster from top to bottom and writes whole rows of blocks.

    `target` is the part of the input that the raster covers. Strips may come in several columns, each from top to bottom. Blocks
    beside what the strips hold are not written; they are nodata.
    """

    def __init__(self, sink: DatasetWriter, target: Window) -> None:
        self._sink = sink
        self._target = target
        self._pending: list[_Piece] = []
        self._top = 0

    def add(self, window: Window, strip: NDArray[Any], first: int = 0) -> None:
        """Take the next strip; it is copied where it has to wait. Its first column is `first` of the window, the rest is nodata."""
        top = window.y_off - self._target.y_off
        if not self._pending:
            self._top = top
        bottom = top + window.height
        complete_rows = bottom if bottom == self._target.height else bottom // _BLOCK_PX * _BLOCK_PX
        if complete_rows <= self._top:
            self._pending.append(_Piece(first, strip.copy()))
            return
        self._write(window, [*self._pending, _Piece(first, strip[:, : complete_rows - top])])
        self._pending = [_Piece(first, strip[:, complete_rows - top :].copy())] if bottom > complete_rows else []
        self._top = complete_rows

    def _write(self, window: Window, pieces: list[_Piece]) -> None:
        """Write strips below each other, as wide as the blocks that they reach into."""
        held = [piece for piece in pieces if piece.strip.shape[2]]
        if not held:
            return
        start = min(piece.first for piece in held) // _BLOCK_PX * _BLOCK_PX
        end = max(piece.first + piece.strip.shape[2] for piece in held)
        end = min(window.width, -(-end // _BLOCK_PX) * _BLOCK_PX)
        rows = sum(piece.strip.shape[1] for piece in pieces)
        ready = np.full((self._sink.count, rows, end - start), self._sink.nodata or 0, dtype=held[0].strip.dtype)
        row = 0
        for first, strip in pieces:
            if strip.shape[2]:
                ready[:, row : row + strip.shape[1], first - start : first - start + strip.shape[2]] = strip
            row += strip.shape[1]
        left = window.x_off - self._target.x_off + start
        self._sink.write(ready, window=RasterioWindow(left, self._top, end - start, rows))


class _Seen(NamedTuple):
    """What looks say of some columns of a window.

    These are the first look's channels, their least shares, what is valid (row, column each), and how many looks there were.
    """

    columns: slice
    best: NDArray[np.unsignedinteger]
    shares: NDArray[np.float32]
    valid: NDArray[np.bool_]
    looks: int


class MapWriter:
    """Writes the requested rasters; its `emits` take strips of scores, one for each look at the raster.

    The first look says the class and the probabilities; the confidence is that of the least certain look (`light`).

    Parameters
    ----------
    looks
        How many looks there are, 1 or above.
    values
        Class value per channel.
    log_prior
        Added to the logarithm of the scores per class; None leaves them.
    chosen
        Channels whose probability is written.
    """

    def __init__(
        self,
        scores: Scores,
        *,
        looks: int,
        values: Sequence[int],
        nodata: int,
        log_prior: NDArray[np.floating] | None,
        classes: RowSink,
        confidence: RowSink | None,
        probabilities: RowSink | None,
        chosen: Sequence[int],
    ) -> None:
        dtype = np.uint8 if max(*values, nodata) <= 255 else np.uint16
        self._scores = scores
        self._looks = looks
        self._open: dict[Window, _Seen] = {}
        self._values = np.array(values, dtype=dtype)
        self._nodata = dtype(nodata)
        self._log_prior = log_prior
        self._classes = classes
        self._confidence = confidence
        self._probabilities = probabilities
        self._chosen = list(chosen)

    @property
    def emits(self) -> list[Emit]:
        """What takes the strips of each look, as `SlidingWindow.over` asks for them; the scores are changed."""
        return [self._first, *[self._other] * (self._looks - 1)]

    def _first(self, window: Window, scores: NDArray[np.float32], valid: NDArray[np.bool_]) -> None:
        columns = _known_span(valid)
        scores, known = scores[:, :, columns], valid[:, columns]
        best, top = self._best(window, scores, known)
        mapped = self._values[best]
        mapped[~known] = self._nodata
        self._classes.add(window, mapped[None], columns.start)
        if self._confidence is None and self._probabilities is None:
            return
        share, factor = self._share(scores, top)
        if self._probabilities is not None:
            chosen = _quantised(scores[self._chosen] * factor)
            chosen[:, ~known] = CONFIDENCE_NODATA
            self._probabilities.add(window, chosen, columns.start)
        if self._confidence is not None:
            self._seen(self._confidence, window, _Seen(columns, best, _quantised(share), known.copy(), 1))

    def _other(self, window: Window, scores: NDArray[np.float32], _: NDArray[np.bool_]) -> None:
        if self._confidence is None:  # which is all that looks after the first one are taken for
            return
        seen = self._open.pop(window)
        scores = scores[:, :, seen.columns]
        best, top = self._best(window, scores, seen.valid)
        keep_least(seen.shares, seen.best, _quantised(self._share(scores, top)[0]), best)
        self._seen(self._confidence, window, seen._replace(looks=seen.looks + 1))

    def _seen(self, confidence: RowSink, window: Window, seen: _Seen) -> None:
        """Write how sure the class is once the last look at a window has been taken."""
        if seen.looks < self._looks:
            self._open[window] = seen
            return
        seen.shares[~seen.valid] = CONFIDENCE_NODATA
        confidence.add(window, seen.shares[None], seen.columns.start)

    def _best(
        self, window: Window, scores: NDArray[np.float32], valid: NDArray[np.bool_]
    ) -> tuple[NDArray[np.unsignedinteger], NDArray[np.float32]]:
        if self._log_prior is not None:
            self._scores.shift(scores, self._log_prior)
        best, top = first_maximum(scores)
        if np.isnan(top).any() and np.isnan(top[valid]).any():
            raise BadInput("nan_at", column=window.x_off, row=window.y_off)
        return best, top

    def _share(
        self, scores: NDArray[np.float32], top: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32] | float]:
        return self._scores.confidence(scores, top, shifted=self._log_prior is not None)


def _known_span(valid: NDArray[np.bool_]) -> slice:
    """From the first to the last column (row, column) with a valid pixel; of a raster that is mostly nodata that is little."""
    known = np.flatnonzero(valid.any(axis=0))
    return slice(int(known[0]), int(known[-1]) + 1) if len(known) else slice(0, 0)


def first_maximum(scores: NDArray[np.float32]) -> tuple[NDArray[np.unsignedinteger], NDArray[np.float32]]:
    """Channel of the greatest score (channel, row, column), the first of equals, and that score.

    Many times faster than argmax on axis 0.
    """
    best = np.zeros(scores.shape[1:], dtype=np.uint8 if len(scores) <= 256 else np.uint16)
    top = scores[0].copy()
    for channel in range(1, len(scores)):
        better = scores[channel] > top
        best[better] = channel
        np.maximum(top, scores[channel], out=top)
    return best, top


def _quantised(shares: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities as they are written; the array given is changed."""
    shares /= np.float32(_STEP)
    np.rint(shares, out=shares)
    shares *= np.float32(_STEP)
    return shares
