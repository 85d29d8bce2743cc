# SPDX-License-Identifier: GPL-2.0-or-later
"""What it costs to cut a job into parts, beside the work itself; prints a Markdown table.

make bench-scale

The parts are done one after the other on this machine, so nothing is gained here: what they take beyond one process is the cost.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from diao_engine.jobs import Segment
from diao_engine.jobs.shards import Merge, Shard
from diao_engine.protocol import worker
from diao_engine.protocol.progress import silent
from tests.benchmarks.bench_segment import write_network, write_raster

SHAPE, COUNTS = (6144, 6144), (1, 2, 4)


def seconds(job: Segment, *shares: Shard | Merge | None) -> list[float]:
    """Processor seconds that each share of a job takes, whatever else runs on the machine."""
    taken = []
    for share in shares:
        began = time.process_time()
        worker.run(job, silent(), share)
        taken.append(time.process_time() - began)
    return taken


def main(shape: tuple[int, int]) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_network(folder / "model.onnx")
        write_raster(folder / "image.tif", shape)

        def job(name: str) -> Segment:
            return Segment(
                input=str(folder / "image.tif"), model=str(folder / "model.onnx"), device="cpu",
                output=str(folder / name / "map.tif"), confidence=str(folder / name / "confidence.tif"),
            )  # fmt: skip

        (whole,) = seconds(job("whole"), None)
        print(f"{shape[1]} x {shape[0]} px; one process: {whole:.1f} s of processor time\n")
        print("| parts | the parts together | merge | beyond one process |")
        print("|---|---|---|---|")
        for count in COUNTS:
            *parts, merge = seconds(
                job(f"of {count}"), *(Shard(index, count) for index in range(1, count + 1)), Merge()
            )
            together = float(np.sum(parts))
            print(
                f"| {count} | {together:.1f} s | {merge:.1f} s | {100 * ((together + merge) / whole - 1):+.1f} % |",
                flush=True,
            )


if __name__ == "__main__":
    main((int(sys.argv[1]),) * 2 if len(sys.argv) > 1 else SHAPE)
