# SPDX-License-Identifier: GPL-2.0-or-later
"""Judged polygons on one image -> windows that become tiles, and the label raster that says what is known there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import ClassScheme
from ..dataset.held_out import HeldOut
from ..jobs.verdicts import Verdict
from ..protocol.progress import ProgressReporter
from ..raster.georef import GeoRef
from ..raster.grid import Window
from ..raster.read import Image, open_image
from .corrections import Corrections
from .cover import covering_windows
from .create import label_raster, write_window
from .judged import (
    UNKNOWN,
    JudgedGround,
    Learnable,
    ReadCertain,
    Surroundings,
    certain,
    pieces_of,
    surrounding_class,
)
from .labels import ReadValues
from .sources import ImageSource

# Why a judged polygon is not learned from.
UNSURE, HELD_OUT, NO_PIXEL, SURROUNDINGS_UNCLEAR = "unsure", "held_out", "no_pixel", "surroundings_unclear"


@dataclass(frozen=True)
class Teaching:
    """How judged ground is learned: from which map, if any, and the least confidence with which it fills the rest of a tile."""

    scheme: ClassScheme
    tile_size: int
    held_out: HeldOut
    map: Surroundings | None = None
    wrong_from_map: bool = False
    confidence: str = ""
    least_confidence: float = 1.0


@dataclass(frozen=True)
class ReviewedImage:
    """Windows (n, 4) of an image that become tiles, their pixels (n, classes), and what came of its m polygons.

    `wrong_as` (m,) says what the ground of each wrong one is, a class value or negative; `used` counts those that were learned from,
    `left_out` the others by reason.
    """

    windows: NDArray[np.int64]
    counts: NDArray[np.int64]
    wrong_as: NDArray[np.int64]
    used: int
    left_out: Counter[str]


def review_image(
    teaching: Teaching,
    source: ImageSource,
    corrections: Corrections,
    label_path: Callable[[], str],
    report: ProgressReporter,
) -> ReviewedImage:
    """Find the windows of an image and write their labels.

    Parameters
    ----------
    teaching
        What is learned.
    source
        The image.
    corrections
        The polygons that are learned from it, in its CRS.
    label_path
        Gives a path for the label raster; asked once there is something to write.
    report
        Takes progress.

    Returns
    -------
    ReviewedImage
        Each window holds labelled pixels.
    """
    with _Ground.open(teaching, source, corrections, report.part(0.0, 0.3)) as ground:
        boxes, used = _boxes(teaching, corrections, ground, report.part(0.3, 0.6))
        windows = covering_windows(np.array(boxes), teaching.tile_size, source.georef.window) if boxes else []
        counts = np.zeros((len(windows), len(teaching.scheme)), dtype=np.int64)
        if windows:
            scheme = teaching.scheme
            with label_raster(label_path(), source.georef, scheme.dtype, scheme.ignore) as sink:
                for row, window in enumerate(report.part(0.6, 1.0).track(windows, "writing_reviewed_tiles")):
                    values = ground.learnable.all(window)
                    labels = np.where(values < 0, scheme.ignore, values)
                    write_window(sink, labels, window)
                    counts[row] = scheme.count(labels)
        rows = np.array(windows, dtype=np.int64).reshape(-1, 4)
        return ReviewedImage(rows, counts, ground.wrong_as, used, ground.left_out)


@dataclass(frozen=True)
class _Ground:
    """What can be learned from an image, which polygons say something, and which do not."""

    learnable: Learnable
    speaking: NDArray[np.bool_]
    wrong_as: NDArray[np.int64]
    georef: GeoRef
    left_out: Counter[str]

    @classmethod
    @contextmanager
    def open(
        cls, teaching: Teaching, source: ImageSource, corrections: Corrections, report: ProgressReporter
    ) -> Iterator[_Ground]:
        georef = source.georef
        with ExitStack() as stack:
            image: Image = stack.enter_context(open_image(source.path))
            read_map: ReadValues | None = None
            if teaching.map is not None:
                read_map = stack.enter_context(teaching.map.on(georef))
            wrong_as = _wrong_as(teaching, corrections, georef, read_map, report)
            judged = JudgedGround.of(corrections, georef, wrong_as)
            rest: tuple[ReadValues, ReadCertain] | None = None
            if teaching.confidence and read_map is not None:
                rest = read_map, stack.enter_context(certain(teaching.confidence, teaching.least_confidence, georef))
            wrong = corrections.are(Verdict.WRONG)
            unclear = wrong & (wrong_as == UNKNOWN)
            left_out = Counter({UNSURE: int(corrections.are(Verdict.UNSURE).sum())})
            left_out[SURROUNDINGS_UNCLEAR] = int(unclear.sum())
            speaking = corrections.are_learned | (wrong & ~unclear)
            yield cls(
                Learnable(image, source.path, judged, teaching.held_out, rest), speaking, wrong_as, georef, left_out
            )


def _wrong_as(
    teaching: Teaching, corrections: Corrections, georef: GeoRef, read_map: ReadValues | None, report: ProgressReporter
) -> NDArray[np.int64]:
    """What the ground of each wrong polygon is (n,)."""
    found = np.full(len(corrections.shapes), UNKNOWN, dtype=np.int64)
    if read_map is None or not teaching.wrong_from_map:
        return found
    # The ring of a wrong object may hold others: what is known of them goes before the map, and no wrong one speaks for another.
    known = JudgedGround.of(corrections, georef, found)
    wrong = np.flatnonzero(corrections.are(Verdict.WRONG))
    for index in report.track(wrong.tolist(), "looking_around", len(wrong)):
        shape, own = corrections.shapes.geometry[index], int(corrections.shapes.values[index])
        found[index] = surrounding_class(shape, own, known, read_map)
    return found


def _boxes(
    teaching: Teaching, corrections: Corrections, ground: _Ground, report: ProgressReporter
) -> tuple[list[tuple[int, int, int, int]], int]:
    """The pixels that the polygons can be learned from, as boxes that fit into a tile, and how many polygons have any."""
    boxes, used = [], 0
    speaking = np.flatnonzero(ground.speaking)
    for index in report.track(speaking.tolist(), "laying_tiles", len(speaking)):
        reason, found = NO_PIXEL, False
        for piece, mask in pieces_of(corrections.shapes.geometry[index], ground.georef, teaching.tile_size):
            learned = mask & (ground.learnable.judged(piece) >= 0)
            if learned.any():
                boxes.append(_box(piece, learned))
                found = True
            elif (ground.learnable.held_out(piece) & mask).any():
                reason = HELD_OUT
        used += found
        if not found:
            ground.left_out[reason] += 1
    return boxes, used


def _box(piece: Window, mask: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return (
        piece.x_off + int(columns[0]), piece.y_off + int(rows[0]), piece.x_off + int(columns[-1]) + 1,
        piece.y_off + int(rows[-1]) + 1,
    )  # fmt: skip
