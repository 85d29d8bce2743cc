# SPDX-License-Identifier: GPL-2.0-or-later
"""How many synthetic tiles a second DIAO-CP makes, in parts, its peak memory, and what becomes of the classes; prints Markdown tables.

make bench-synthesize [ARGUMENTS="--keep --data naip_ohio --budget 100"]

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
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np

from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import load
from diao_engine.jobs import ImportDataset, LayerRef, Synthesize
from diao_engine.protocol.events import Progress
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.run import importdataset, synthesize
from diao_engine.run.synthesis_page import SynthesisOutcome
from diao_engine.synthesis.blend import BLENDS
from diao_engine.synthesis.compose import BackgroundTile, SyntheticTile
from diao_engine.synthesis.loop import SynthesisInputs
from diao_engine.synthesis.write import Template, write_tile

from .balance.ground import DATA
from .timing import Taken

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "resources" / "docs" / "synthesis.md"
TITLE = "# What synthesis costs and how it looks\n\n"
SECTION = "## Speed and memory\n\n"
DATA_SETS = {"naip_ohio": "4 bands, 8 bit, a file per tile", "oem_tokyo": "3 bands, 8 bit, 16 tiles in a file"}
TILE = 256
CORES, THREADS, REPEATS, SEED = 2, 4, 3, 0
BUDGET, GROWTH = 100.0, 4
DEFAULT = str(Synthesize.blend)
INTRODUCTION = f"""Defaults (audit included) but for the budget and the blend that are named, seed {SEED}, {CORES} cores; the best of \
{REPEATS}, other blends than the default once. The whole job is all that `synthesize` does: it opens the dataset, collects objects, \
makes and audits tiles, writes two compressed GeoTIFFs for each, the contact sheet and the dataset. Copying reads and writes as many \
tiles as there are training tiles with the same reader and writer in {THREADS} threads, and pastes nothing. CPU is that of all \
processes of the job, and peak memory the sum of their peaks, shared libraries counted in each.
"""


class Run(NamedTuple):
    """Tiles made, seconds of collecting objects, of making and writing tiles and of the whole job, and processor seconds."""

    tiles: int
    collecting: float
    making: float
    whole: float
    processor: float


def job_of(base: str, folder: Path, *, budget: float, blend: str = DEFAULT) -> Synthesize:
    """The job with its defaults but for the budget and the blend."""
    return Synthesize(
        dataset=LayerRef(base), budget=budget, blend=blend, seed=SEED, output=str(folder / "made.gpkg")
    )  # fmt: skip


def whole_job(job: Synthesize) -> Run:
    """Run the job and watch its stages."""
    stages: dict[str, float] = {}

    def emit(event: object) -> None:
        if isinstance(event, Progress):
            stages.setdefault(event.stage.code, time.perf_counter())

    began = Taken.so_far()
    results = synthesize.run(job, ProgressReporter(emit))
    taken = Taken.so_far().since(began)
    collecting = stages["making_tiles"] - stages["collecting_objects"]
    making = stages["writing_dataset"] - stages["making_tiles"]
    return Run(results["tiles_made"], collecting, making, *taken)


@contextmanager
def observed() -> Iterator[list[tuple[SynthesisInputs, SynthesisOutcome]]]:
    """What the jobs that run meanwhile work with and come to."""
    seen = []
    make = synthesize._synthesise_tiles

    def watched(job: Synthesize, inputs: SynthesisInputs, *rest: Any) -> SynthesisOutcome:
        outcome = make(job, inputs, *rest)
        seen.append((inputs, outcome))
        return outcome

    with patch.object(synthesize, "_synthesise_tiles", watched):
        yield seen


def copied(base: str, folder: Path) -> tuple[int, float]:
    """Training tiles and the seconds to read them and write them as they are, with the reader, writer and threads of the job."""
    dataset = load(LayerRef(base))
    train = dataset.train()
    began = Taken.so_far()
    with TileReader(train, dataset.scheme) as reader, ThreadPoolExecutor(THREADS) as pool:
        for first in range(0, len(train), 8):
            read = []
            for index in range(first, min(first + 8, len(train))):
                pixels, classes = reader.read(index)
                background = BackgroundTile(index, pixels, classes, np.zeros((0, *classes.shape), dtype=np.float32))
                made = SyntheticTile(background, pixels, classes)
                read.append((index, made, Template.of(reader.header(index), train.window(index))))
            list(pool.map(lambda got: write_tile(str(folder), *got, dataset.scheme), read))
    return len(train), Taken.so_far().since(began).seconds


def peak_memory(base: str, folder: Path, budget: float) -> tuple[int, float]:
    """Tiles made, and peak resident memory in MB of the job in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_synthesize", "child", base, str(folder), str(budget)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    tiles, peak = json.loads(done.stdout)
    return tiles, peak


def child(base: str, folder: str, budget: str) -> None:
    """The process that `peak_memory` measures, with those that it starts."""
    peaks: dict[int, float] = {}

    def watch(_: object) -> None:
        peaks.update({pid: peak for each in active_children() if (pid := each.pid) and (peak := high_water(pid))})

    results = synthesize.run(job_of(base, Path(folder), budget=float(budget)), ProgressReporter(watch))
    sys.stdout.write(json.dumps([results["tiles_made"], sum(peaks.values()) + high_water(os.getpid())]))


def high_water(process: int) -> float:
    """The kernel's high-water mark of the memory of a program alone, in MB (getrusage would carry over that of the parent); 0 where it
    has ended.
    """
    status = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    return int(status.get("VmHWM", "0").split()[0]) / 1024


def measure(data: str, folder: Path, budget: float) -> str:
    """The tables of a data set."""
    base = str(folder / f"{data}.gpkg")
    importdataset.run(ImportDataset(folder=str(DATA / data), tile_size=TILE, output=base), silent())
    with observed() as seen:
        times = speed(data, base, folder, budget)
    names = list(load(LayerRef(base)).scheme.names.values())
    return "\n".join([f"### {data}\n", times, balance(names, *seen[0]), memory(base, folder, budget)])


def speed(data: str, base: str, folder: Path, budget: float) -> str:
    """The table of times; copies and jobs in turns, so that a busy machine disturbs both."""
    jobs: dict[str, list[Run]] = {DEFAULT: []}
    copies = []
    for _ in range(REPEATS):
        copies.append(copied(base, folder))
        jobs[DEFAULT].append(whole_job(job_of(base, folder, budget=budget)))
    jobs |= {
        blend: [whole_job(job_of(base, folder, budget=budget, blend=blend))] for blend in BLENDS if blend != DEFAULT
    }
    count = copies[0][0]
    copy = min(seconds for _, seconds in copies)
    lines = [
        f"{count} training tiles of {TILE} px, {DATA_SETS[data]}; budget {budget:.0f} %.",
        "",
        "| blend | tiles | collecting, s | making and writing, s | whole job, s | CPU, s | tiles/s, making and writing "
        "| tiles/s, whole job | making / copying |",
        "|:--|--:|--:|--:|--:|--:|--:|--:|--:|",
        f"| copying | {count} | | {copy:.2f} | | | {count / copy:.1f} | | 1.00 |",
    ]
    for blend, runs in jobs.items():
        best = Run(*map(min, zip(*runs, strict=True)))
        ratio = (best.making / best.tiles) / (copy / count)
        lines.append(
            f"| {blend} | {best.tiles} | {best.collecting:.2f} | {best.making:.2f} | {best.whole:.2f} | {best.processor:.2f} "
            f"| {best.tiles / best.making:.1f} | {best.tiles / best.whole:.1f} | {ratio:.2f} |"
        )
    return "\n".join(lines) + "\n"


def balance(names: list[str], inputs: SynthesisInputs, outcome: SynthesisOutcome) -> str:
    """The table of the classes: objects, and shares against the target."""
    shares = [counts / counts.sum() for counts in (inputs.start, outcome.stats.counts)]
    bank = Counter(instance.class_index for instance in inputs.objects)
    lines = [
        f"{len(inputs.objects)} objects in the bank, {sum(outcome.stats.pasted.values())} pasted. Things and lines cut: "
        f"{outcome.cut}; pasted pixels on ground that is no host: {outcome.collisions}.",
        "",
        "| class | form | in the bank | pasted | share before | share after | target share | of its target |",
        "|:--|:--|--:|--:|--:|--:|--:|--:|",
    ]
    for index, (name, form) in enumerate(zip(names, inputs.forms, strict=True)):
        before, after = (share[index] for share in shares)
        wanted = inputs.target[index]
        part = f"{after / wanted:.2f}" if wanted else ""
        told = " | ".join(f"{100 * share:.2f} %" for share in (before, after, wanted))
        lines.append(f"| {name} | {form} | {bank[index]} | {outcome.stats.pasted[index]} | {told} | {part} |")
    return "\n".join(lines) + "\n"


def memory(base: str, folder: Path, budget: float) -> str:
    """The table of peaks."""
    lines = [
        "| budget | tiles | peak memory, MB |",
        "|--:|--:|--:|",
    ]
    for each in (budget, GROWTH * budget):
        tiles, peak = peak_memory(base, folder, each)
        lines.append(f"| {each:.0f} % | {tiles} | {peak:.0f} |")
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
    parser.add_argument(
        "--data", nargs="+", choices=list(DATA_SETS), default=list(DATA_SETS), help="data sets to paste on"
    )
    parser.add_argument(
        "--budget", type=float, default=BUDGET, help="synthetic tiles, in per cent of the training tiles"
    )
    parser.add_argument("--keep", action="store_true", help="keep what is printed with the project")
    asked = parser.parse_args()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    with tempfile.TemporaryDirectory() as name:
        text = f"{INTRODUCTION}\n" + "\n".join(measure(data, Path(name), asked.budget) for data in asked.data)
    if asked.keep:
        keep(SECTION, text)
    sys.stdout.write(text)


if __name__ == "__main__":
    child(*sys.argv[2:]) if sys.argv[1:2] == ["child"] else main()
