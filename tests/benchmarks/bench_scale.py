# SPDX-License-Identifier: GPL-2.0-or-later
"""What it costs to cut a job into parts, and how much faster several processes are; prints Markdown tables.

make bench-scale [ARGUMENTS="--cost 10240 --workers 6144 --size 512"]

Costs are processor time of parts done one after the other in this process: what they take beyond one process is lost. The gain is
time of the clock on a Dask cluster of this machine, one core a worker, by the road that SCHEDULER goes, beside one process on one
core; so it needs idle cores. Each map is compared with that of one process.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio

from diao_engine.inference.pieces import pieces
from diao_engine.inference.plan import WindowPlan
from diao_engine.jobs import Segment
from diao_engine.jobs.shards import Merge, Shard
from diao_engine.protocol import worker
from diao_engine.protocol.progress import silent
from diao_engine.raster.grid import Window
from tests.benchmarks.bench_segment import CLASSES, write_network, write_raster
from tests.benchmarks.scale import workers

# Sides in pixels.
COSTS, GAIN, SIZE = (6144, 10_240), 6144, 512
# As in the card of a network that is trained with tiles of 256 px or more.
OVERLAP = 64
COUNTS, COUNTS_OF_WORKERS = (2, 4), (1, 2)
# Nothing is mapped of these: only their windows are counted.
COUNTED = (2048, 4096, 8192, 16_384)


@dataclass(frozen=True)
class Ground:
    """A folder with the default network and a square raster, and what is asked of it."""

    folder: Path
    side: int
    size: int

    def __post_init__(self) -> None:
        write_network(self.folder / "model.onnx")
        write_raster(self.folder / "image.tif", (self.side, self.side))

    def job(self, name: str, **more: str) -> Segment:
        """A job whose outputs go into a folder of that name."""
        folder = self.folder / name
        folder.mkdir()
        return Segment(
            input=str(self.folder / "image.tif"), model=str(self.folder / "model.onnx"), device="cpu", tile_size=self.size,
            overlap=OVERLAP, output=str(folder / "map.tif"), confidence=str(folder / "confidence.tif"), **more,
        )  # fmt: skip

    def assert_same(self, first: str, second: str) -> None:
        """Both maps have the same pixels."""
        for name in ("map.tif", "confidence.tif"):
            with rasterio.open(self.folder / first / name) as one, rasterio.open(self.folder / second / name) as other:
                for _, window in one.block_windows():
                    assert (one.read(window=window) == other.read(window=window)).all(), (second, name, window)


def processor(job: Segment, *shares: Shard | Merge | None) -> list[float]:
    """Processor seconds that each share of a job takes, whatever else runs on the machine."""
    taken = []
    for share in shares:
        began = time.process_time()
        worker.run(job, silent(), share)
        taken.append(time.process_time() - began)
    return taken


def windows(target: Window, size: int, piece: Window) -> int:
    """How many windows reach into a piece of a target."""
    plan = WindowPlan.over(target, (target.height, target.width), size=size, overlap=OVERLAP).part(piece)
    return sum(map(len, plan.strips(CLASSES)))


def repeated(side: int, size: int, count: int) -> float:
    """By how many per cent the windows of all parts of a square raster are more than those of the whole."""
    target = Window(0, 0, side, side)
    parts = sum(windows(target, size, piece) for piece in pieces(target, count) if piece is not None)
    return 100 * (parts / windows(target, size, target) - 1)


def cost(side: int, size: int) -> None:
    """What parts take beyond one process."""
    print(f"\n{side} x {side} px in windows of {size}, processor time of all threads\n")
    print("| Parts | Windows more | Parts together | Merge | Beyond one process |\n|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as made:
        ground = Ground(Path(made), side, size)
        processor(ground.job("warm"), Shard(1, 1000))  # loads the libraries
        (whole,) = processor(ground.job("whole"), None)
        print(f"| one process | | {whole:.1f} s | | |", flush=True)
        for count in COUNTS:
            shards = [Shard(index, count) for index in range(1, count + 1)]
            *parts, merge = processor(ground.job(f"of {count}"), *shards, Merge())
            ground.assert_same("whole", f"of {count}")
            together = float(np.sum(parts))
            beyond = 100 * ((together + merge) / whole - 1)
            print(
                f"| {count} | {repeated(side, size, count):+.1f} % | {together:.1f} s | {merge:.2f} s | {beyond:+.1f} % |",
                flush=True,
            )


def gain(side: int, size: int, counts: Sequence[int]) -> None:
    """How much faster workers are than one process; beside it what so many cores of this machine are worth at best.

    That is told by as many processes at once, each with the whole raster: they share nothing but memory and caches.
    """
    print(f"\n{side} x {side} px in windows of {size}, time of the clock, one core a process\n")
    print("| | Time | Maps in the time of one process | Memory of all processes |\n|:--|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as made:
        ground = Ground(Path(made), side, size)
        whole = workers.alone(ground.job("whole"))

        def row(label: str, taken: workers.Taken, maps: int = 1) -> None:
            speed = maps * whole.seconds / taken.seconds
            print(f"| {label} | {taken.seconds:.1f} s | {speed:.2f} | {taken.peak:,.0f} MB |", flush=True)

        row("one process", whole)
        for count in counts:
            name = f"by {count}"
            row(
                f"{count} worker{'s' * (count > 1)}",
                workers.shared(lambda address, name=name: ground.job(name, scheduler=address), count, Path(made)),
            )
            ground.assert_same("whole", name)
            if count > 1:
                apart = workers.alone(*(ground.job(f"{number} of {count}") for number in range(count)))
                row(f"{count} processes with a map each", apart, count)


def counted(size: int) -> None:
    """How many windows parts of several sizes compute twice, which is all that they cost where they are large."""
    print(f"\nWindows of {size} that are computed more than once, of the windows of one process\n")
    print(f"| Parts | {' | '.join(f'of {side:,} px a side' for side in COUNTED)} |\n|--:|{'--:|' * len(COUNTED)}")
    for count in (4, 16, 64):
        cells = (f"{repeated(side * round(count**0.5), size, count):+.1f} %" for side in COUNTED)
        print(f"| {count} | {' | '.join(cells)} |")


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--cost",
        type=int,
        nargs="*",
        default=COSTS,
        help="sides of the rasters that are done in parts; none for no such table",
    )
    parser.add_argument("--workers", type=int, default=GAIN, help="side of the raster that workers do; 0 for none")
    parser.add_argument("--size", type=int, default=SIZE, help="side of the windows")
    asked = parser.parse_args(arguments)
    print(f"Default network, windows with {OVERLAP} px overlap, class map and confidence; {os.cpu_count()} cores.")
    for side in asked.cost:
        cost(side, asked.size)
    if asked.workers:
        gain(asked.workers, asked.size, COUNTS_OF_WORKERS)
    counted(asked.size)


if __name__ == "__main__":
    main(sys.argv[1:])
