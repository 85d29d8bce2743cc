# SPDX-License-Identifier: GPL-2.0-or-later
"""How long DIAO takes, how close it ends to the floor for growing numbers of tiles, and what evenness costs; prints Markdown tables.

make bench-score
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from diao_engine.dataset.store import load
from diao_engine.jobs import ImportDataset, LayerRef, Score
from diao_engine.metrics.variety import effective_tiles
from diao_engine.protocol.progress import silent
from diao_engine.run import importdataset
from diao_engine.scoring.imbalance import divergence, lifted, uniform
from diao_engine.scoring.objective_bound import objective_bound
from diao_engine.scoring.oversample import Limits, objective, oversample

CLASSES, SEED, TILE_PX = 8, 0, 65536
SIZES = (2_000, 20_000, 200_000, 1_000_000)
EVENNESSES = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
SHARED = Path(__file__).parents[3] / "shared" / "data"
FOLDERS = {"naip_ohio": SHARED / "naip_ohio", "oem_tokyo": SHARED / "oem_tokyo" / "tokyo"}


def draw(tiles: int) -> np.ndarray:
    """Class counts (tiles, classes) whose rarest class has a hundredth of the weight of the commonest."""
    rng = np.random.default_rng(SEED)
    return np.floor(rng.dirichlet(np.geomspace(1, 0.01, CLASSES), size=tiles) * TILE_PX).astype(np.int64)


def print_scale() -> None:
    """Time the iteration and its floor for each size, without and with evenness."""
    write = sys.stdout.write
    write(
        f"{CLASSES} classes, budget 100 %, at most 10 repeats, seed {SEED}; peak memory is that of the process so far.\n\n"
    )
    write(
        "| tiles | evenness | start | objective reached | its floor | gap | iteration, s | floor, s | peak memory, MB |\n"
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n"
    )
    for size in SIZES:
        tiles = draw(size)
        target = uniform(tiles.sum(axis=0))
        start = divergence(tiles.sum(axis=0), target)
        for evenness in (0.0, Score.evenness):
            limits = Limits(10, size, evenness=evenness)
            began = time.perf_counter()
            repeats = oversample(tiles, target, limits)
            between = time.perf_counter()
            bound = objective_bound(tiles, target, limits).bound
            ended = time.perf_counter()
            reached = objective(tiles, repeats, target, limits)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            write(
                f"| {size:,} | {evenness:g} | {start:.4f} | {reached:.6f} | {bound:.6f} | {reached - bound:.1e} "
                f"| {between - began:.2f} | {ended - between:.2f} | {peak:.0f} |\n"
            )


def print_trade_off(name: str, tiles: np.ndarray) -> None:
    """What each evenness gives up in imbalance, and how many tiles that keeps in play."""
    write = sys.stdout.write
    targets = {"lifted": lifted(tiles.sum(axis=0), Score.temper), "uniform": uniform(tiles.sum(axis=0))}
    for label, target in targets.items():
        start = divergence(tiles.sum(axis=0), target)
        write(
            f"\n{name}, {len(tiles)} training tiles, target {label}, budget 100 %, at most 10 repeats; start {start:.4f}.\n\n"
        )
        write(
            "| evenness | imbalance | gain kept | copies | tiles repeated | effective tiles | gap to the floor |\n"
            "|--:|--:|--:|--:|--:|--:|--:|\n"
        )
        most = start - divergence(oversample(tiles, target, Limits(10, len(tiles))) @ tiles, target)
        for evenness in EVENNESSES:
            limits = Limits(10, len(tiles), evenness=evenness)
            repeats = oversample(tiles, target, limits)
            reached = divergence(repeats @ tiles, target)
            gap = objective(tiles, repeats, target, limits) - objective_bound(tiles, target, limits).bound
            write(
                f"| {evenness:g} | {reached:.4f} | {100 * ((start - reached) / most):.0f} % | {repeats.sum() - len(tiles)} "
                f"| {(repeats > 1).sum()} | {100 * (effective_tiles(repeats) / len(tiles)):.0f} % | {gap:.1e} |\n"
            )


def training_counts(folder: Path) -> np.ndarray:
    """Class counts (tiles, classes) of the training tiles of a folder of images and masks, in tiles of 256 px."""
    with tempfile.TemporaryDirectory() as there:
        path = str(Path(there) / "tiles.gpkg")
        importdataset.run(ImportDataset(folder=str(folder), output=path), silent())
        counts = load(LayerRef(path)).train().counts
    return counts[:, counts.sum(axis=0) > 0]


def main() -> None:
    """Print the tables; those of real imagery where it lies beside the project."""
    for name, folder in FOLDERS.items():
        if folder.is_dir():
            print_trade_off(name, training_counts(folder))
    sys.stdout.write("\n")
    print_scale()


if __name__ == "__main__":
    main()
