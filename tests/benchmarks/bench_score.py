# SPDX-License-Identifier: GPL-2.0-or-later
"""How long DIAO takes and how close it ends to the floor, for growing numbers of tiles; prints a Markdown table.

make bench-score
"""

from __future__ import annotations

import resource
import sys
import time

import numpy as np

from diao_engine.scoring.imbalance import divergence, uniform
from diao_engine.scoring.lower_bound import lower_bound
from diao_engine.scoring.oversample import Limits, oversample

CLASSES, SEED, TILE_PX = 8, 0, 65536
SIZES = (2_000, 20_000, 200_000, 1_000_000)


def draw(tiles: int) -> np.ndarray:
    """Class counts (tiles, classes) whose rarest class has a hundredth of the weight of the commonest."""
    rng = np.random.default_rng(SEED)
    return np.floor(rng.dirichlet(np.geomspace(1, 0.01, CLASSES), size=tiles) * TILE_PX).astype(np.int64)


def main() -> None:
    """Time the iteration and the floor for each size."""
    write = sys.stdout.write
    write(
        f"{CLASSES} classes, budget 100 %, at most 10 repeats, seed {SEED}; peak memory is that of the process so far.\n\n"
    )
    write(
        "| tiles | start | reached | floor | gap | iteration, s | floor, s | peak memory, MB |\n|--:|--:|--:|--:|--:|--:|--:|--:|\n"
    )
    for size in SIZES:
        tiles = draw(size)
        target, limits = uniform(tiles.sum(axis=0)), Limits(10, size)
        began = time.perf_counter()
        repeats = oversample(tiles, target, limits)
        between = time.perf_counter()
        bound = lower_bound(tiles, target, limits).bound
        ended = time.perf_counter()
        start, reached = divergence(tiles.sum(axis=0), target), divergence(repeats @ tiles, target)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        write(
            f"| {size:,} | {start:.4f} | {reached:.6f} | {bound:.6f} | {reached - bound:.1e} | {between - began:.2f} "
            f"| {ended - between:.2f} | {peak:.0f} |\n"
        )


if __name__ == "__main__":
    main()
