# SPDX-License-Identifier: GPL-2.0-or-later
"""Cuts what is mapped into parts for several processes; pure maths."""

from __future__ import annotations

from collections.abc import Sequence

from ..raster.grid import Window

# Blocks of the rasters that are written: a part holds whole ones, so that parts are put together without reading one twice.
_BLOCK_PX = 256


def pieces(target: Window, count: int) -> list[Window | None]:
    """Cut a target into parts of much the same size.

    It is halved again and again across its longer side, so that parts are near to squares: the windows over a border are
    computed on both sides of it, and squares have the shortest borders.

    Parameters
    ----------
    target
        The part of the raster that is written, in raster pixels.
    count
        Number of parts, from 1.

    Returns
    -------
    list of Window or None
        The parts, which cover the target once, cut at multiples of 256 pixels from its corner; None for a part without ground, where
        there are more parts than blocks.
    """
    if count == 1:
        return [target]
    along_rows = target.height > target.width
    length = target.height if along_rows else target.width
    blocks = -(-length // _BLOCK_PX)
    if blocks == 1:
        return [target, *[None] * (count - 1)]
    first_count = count // 2
    first = min(max(1, round(blocks * first_count / count)), blocks - 1) * _BLOCK_PX
    x_off, y_off, width, height = target
    if along_rows:
        halves = Window(x_off, y_off, width, first), Window(x_off, y_off + first, width, height - first)
    else:
        halves = Window(x_off, y_off, first, height), Window(x_off + first, y_off, width - first, height)
    return [*pieces(halves[0], first_count), *pieces(halves[1], count - first_count)]


def pieces_of_all(targets: Sequence[Window], count: int) -> list[list[tuple[int, Window]]]:
    """Cut several targets, such as those of the images of one job, into parts of much the same size.

    Parameters
    ----------
    targets
        Each in the pixels of its own raster.
    count
        Number of parts, from 1.

    Returns
    -------
    list of list of (int, Window)
        The pieces of each part with the number of their target: large targets are cut, small ones share a part. Empty lists where
        there are more parts than pieces.
    """
    sizes = [target.width * target.height for target in targets]
    total = sum(sizes)
    parts: list[list[tuple[int, Window]]] = [[] for _ in range(count)]
    before = 0
    for number, (target, size) in enumerate(zip(targets, sizes, strict=True)):
        for piece in pieces(target, max(1, round(count * size / total))):
            if piece is not None:
                pixels = piece.width * piece.height
                parts[(2 * before + pixels) * count // (2 * total)].append(
                    (number, piece)
                )  # by the middle of the piece
                before += pixels
    return parts
