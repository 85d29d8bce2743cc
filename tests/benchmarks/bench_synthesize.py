# SPDX-License-Identifier: GPL-2.0-or-later
"""How many synthetic tiles a second DIAO-CP makes, in parts, and its peak memory; prints Markdown tables.

make bench-synthesize [ARGUMENTS=--keep]

`--keep` also writes what is printed to its section of resources/docs/synthesis.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import load
from diao_engine.jobs import ImportDataset, LayerRef, Synthesize
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.run import importdataset, synthesize
from diao_engine.synthesis.blend import BLENDS
from diao_engine.synthesis.compose import BackgroundTile, SyntheticTile
from diao_engine.synthesis.write import Template, write_tile

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "naip_ohio"
PAGE = ROOT / "resources" / "docs" / "synthesis.md"
TITLE = "# What synthesis costs and how it looks\n\n"
SECTION = "## Speed and memory\n\n"
CORES, THREADS, REPEATS, SEED = 2, 4, 3, 0
BUDGET = 100.0
GROWING = (100.0, 400.0)


def job_of(base: str, folder: Path, *, blend: str = "feather", budget: float = BUDGET) -> Synthesize:
    """The job with its defaults but for the budget and the blend."""
    return Synthesize(
        dataset=LayerRef(base), budget=budget, blend=blend, seed=SEED, output=str(folder / "made.gpkg")
    )  # fmt: skip


def whole_job(job: Synthesize) -> tuple[int, float, float, float, float]:
    """Tiles made; seconds of collecting objects, of making and writing tiles, and of the whole job; processor seconds of the whole."""
    stages: dict[str, float] = {}

    def emit(event: object) -> None:
        if type(event).__name__ == "Progress":
            stages.setdefault(str(event.stage), time.perf_counter())  # type: ignore[attr-defined]

    began, used = time.perf_counter(), time.process_time()
    results = synthesize.run(job, ProgressReporter(emit))
    ended = time.perf_counter()
    extractor = stages["Making tiles"] - stages["Collecting objects"]
    making = stages["Writing the dataset"] - stages["Making tiles"]
    return results["tiles_made"], extractor, making, ended - began, time.process_time() - used


def copied(base: str, folder: Path) -> tuple[int, float]:
    """Training tiles and the seconds to read them and write them as they are, with the reader, writer and threads of the job."""
    dataset = load(LayerRef(base))
    train = dataset.train()
    began = time.perf_counter()
    with TileReader(train, dataset.scheme) as reader, ThreadPoolExecutor(THREADS) as pool:
        for first in range(0, len(train), 8):
            read = []
            for index in range(first, min(first + 8, len(train))):
                pixels, classes = reader.read(index)
                background = BackgroundTile(index, pixels, classes, np.zeros((0, *classes.shape), dtype=np.float32))
                made = SyntheticTile(background, pixels, classes)
                read.append((index, made, Template.of(reader.image(index), train.window(index))))
            list(pool.map(lambda got: write_tile(str(folder), *got, dataset.scheme), read))
    return len(train), time.perf_counter() - began


def peak_memory(base: str, folder: Path, budget: float) -> tuple[int, float]:
    """Tiles made, and peak resident memory in MB of the job in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_synthesize", "child", base, str(folder), str(budget)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    tiles, peak = json.loads(done.stdout)
    return tiles, peak


def child(base: str, folder: str, budget: str) -> None:
    """The process that `peak_memory` measures."""
    tiles, *_ = whole_job(job_of(base, Path(folder), budget=float(budget)))
    # The kernel's high-water mark of this program alone; getrusage would carry over that of the parent.
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    sys.stdout.write(json.dumps([tiles, int(status["VmHWM"].split()[0]) / 1024]))


def speed(base: str, folder: Path) -> str:
    """The table of times; copies and jobs in turns, so that a busy machine disturbs both."""
    jobs: dict[str, list[tuple[int, float, float, float, float]]] = {blend: [] for blend in BLENDS}
    copies = []
    for _ in range(REPEATS):
        copies.append(copied(base, folder))
        for blend in BLENDS:
            jobs[blend].append(whole_job(job_of(base, folder, blend=blend)))
    count = copies[0][0]
    copy = min(seconds for _, seconds in copies)
    lines = [
        f"naip_ohio: {count} training tiles of 256 px, 4 bands, 8 bit, separate files; budget {BUDGET:.0f} %, other parameters at "
        f"their defaults (audit included), seed {SEED}, {CORES} cores; the best of {REPEATS}. The whole job is all that `synthesize` "
        "does: it opens the dataset, collects objects, makes and audits tiles, writes two compressed GeoTIFFs for each, the "
        "contact sheet and the dataset. Copying reads and writes as many tiles with the same reader, writer and threads, and "
        "pastes nothing.",
        "",
        "| blend | tiles | collecting, s | making and writing, s | whole job, s | CPU, s | tiles/s, making and writing "
        "| tiles/s, whole job | making / copying |",
        "|:--|--:|--:|--:|--:|--:|--:|--:|--:|",
        f"| copying | {count} | | {copy:.2f} | | | {count / copy:.1f} | | 1.00 |",
    ]
    for blend, runs in jobs.items():
        tiles = runs[0][0]
        extractor, making, whole, used = (min(run[place] for run in runs) for place in (1, 2, 3, 4))
        ratio = (making / tiles) / (copy / count)
        lines.append(
            f"| {blend} | {tiles} | {extractor:.2f} | {making:.2f} | {whole:.2f} | {used:.2f} | {tiles / making:.1f} "
            f"| {tiles / whole:.1f} | {ratio:.2f} |"
        )
    return "\n".join(lines) + "\n"


def memory(base: str, folder: Path) -> str:
    """The table of peaks."""
    lines = [
        "Peak memory of the whole job in a process of its own:",
        "",
        "| budget | tiles | peak memory, MB |",
        "|--:|--:|--:|",
    ]
    for budget in GROWING:
        tiles, peak = peak_memory(base, folder, budget)
        lines.append(f"| {budget:.0f} % | {tiles} | {peak:.0f} |")
    return "\n".join(lines) + "\n"


def keep(section: str, text: str) -> None:
    """Put what a benchmark printed into its section of the page, in place of what stood there."""
    old = PAGE.read_text() if PAGE.exists() else TITLE
    head, _, rest = old.partition(section)
    _, mark, after = rest.partition("\n## ")
    PAGE.write_text(f"{head.rstrip()}\n\n{section}{text}{mark}{after}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", action="store_true", help="keep what is printed with the project")
    asked = parser.parse_args()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = str(folder / "naip_ohio.gpkg")
        importdataset.run(ImportDataset(folder=str(DATA), output=base), silent())
        text = f"{speed(base, folder)}\n{memory(base, folder)}"
    if asked.keep:
        keep(SECTION, text)
    sys.stdout.write(text)


if __name__ == "__main__":
    child(*sys.argv[2:]) if sys.argv[1:2] == ["child"] else main()
