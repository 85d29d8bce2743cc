# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether pasted objects can be told from real ones, by pixels and by label maps; prints Markdown tables.

make bench-appearance [CACHE=folder] [ARGUMENTS="--keep --data naip_ohio --seeds 0,1,2 --processes 2"]

Small networks are trained to tell them apart. Every pasted object is set against the same object where it really stands, so that
class and kind of object do not tell. Training tiles are split by their images, and with them their objects: what is tested on
stems, object and ground, from images that the network has never seen. What is finished lies in the cache folder, so that a run that
was stopped goes on; empty it when synthesis gives something else than before. `--keep` also writes what is printed to its section
of resources/docs/synthesis.md, `--picture FILE` shows some pairs of what is measured in this run.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import torch

from diao_engine.dataset.store import load
from diao_engine.jobs import ImportDataset, LayerRef
from diao_engine.protocol.progress import silent
from diao_engine.run import importdataset

from .appearance.judge import EPOCHS, NEAR, VIEWS, WIDTHS, accuracy
from .appearance.pairs import LABELS, PIXELS, Pair, cut, mixed, picture, sides, some
from .balance import rows
from .balance.copy_paste import random_copy_paste
from .balance.ground import DATA
from .bench_synthesize import DATA_SETS, keep

SECTION = "## Appearance\n\n"
TILE, TILES, TEST_SHARE = 256, 134, 0.4
# So many pairs to learn from as every row has: who learns from fewer is deceived more easily.
MOST_TRAIN, MOST_TEST = {"pixels": 220, "labels": 150}, {"pixels": 220, "labels": 150}
CONTROL = "real against real"
BLENDS = {rows.CP: "feather", "DIAO-CP, gradients": "gradient", "DIAO-CP, hard edges": "none"}
ROWS: dict[str, Callable[[LayerRef, str, int], LayerRef]] = {
    # Of its objects fewer find a place on a tile, so that it takes more tiles for as many pairs.
    "random copy-paste": lambda source, output, seed: random_copy_paste(source, output, seed=seed, copies=4),
    **{name: rows.ROWS[name].make for name in (rows.CP, "DIAO-CP, no parcels", "DIAO-CP, any ground")},
}
ROWS |= {name: rows.without(blend=blend).make for name, blend in BLENDS.items() if name != rows.CP}
# A blend changes pixels and leaves labels as they are.
LAYOUTS = (CONTROL, *(name for name in ROWS if name not in BLENDS or name == rows.CP))


class Cell(NamedTuple):
    """A way of pasting on a data set with a seed. Its result has accuracies by row and view, and the numbers of pairs by view."""

    data: str
    seed: int
    row: str

    def file(self, cache: Path) -> Path:
        """Where its result is kept."""
        return cache / f"{self.data}, {self.row}, seed {self.seed}.json"


def main() -> None:
    """Measure what is missing, and print."""
    asked = arguments()
    cache = Path(asked.cache)
    cache.mkdir(parents=True, exist_ok=True)
    cells = [Cell(data, seed, row) for seed in asked.seeds for data in asked.data for row in ROWS]
    missing = [cell for cell in cells if not cell.file(cache).exists() and not asked.table]
    with tempfile.TemporaryDirectory() as name:
        for data in {cell.data for cell in missing}:
            job = ImportDataset(folder=str(DATA / data), tile_size=TILE, output=str(Path(name) / f"{data}.gpkg"))
            importdataset.run(job, silent())
        count = len(missing)
        with ProcessPoolExecutor(asked.processes, mp_context=get_context("spawn")) as pool:
            list(pool.map(measure, missing, [Path(name)] * count, [cache] * count, [asked.picture] * count))
    text = page({cell: json.loads(cell.file(cache).read_text()) for cell in cells if cell.file(cache).exists()})
    if asked.keep:
        keep(SECTION, text)
    sys.stdout.write(text)


def arguments() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", help="folder of what is finished")
    parser.add_argument(
        "--data", nargs="+", choices=list(DATA_SETS), default=list(DATA_SETS), help="data sets to paste on"
    )
    parser.add_argument("--seeds", type=lambda text: [int(part) for part in text.split(",")], default=[0, 1, 2])
    parser.add_argument("--processes", type=int, default=2, help="cells at a time, each on one core")
    parser.add_argument("--table", action="store_true", help="only print what is there")
    parser.add_argument("--keep", action="store_true", help="keep what is printed with the project")
    parser.add_argument("--picture", default="", help="PNG of some pairs; the name of the cell is added to its name")
    return parser.parse_args()


def measure(cell: Cell, bases: Path, cache: Path, picture_file: str) -> None:
    """Paste on each side apart, let the networks judge, and write the result."""
    torch.set_num_threads(1)
    base = str(bases / f"{cell.data}.gpkg")
    learned, asked = sides(load(LayerRef(base)).tiles, cell.seed, test_share=TEST_SHARE, most=TILES)
    train, test = pasted(base, learned, cell, MOST_TRAIN), pasted(base, asked, cell, MOST_TEST)
    if picture_file:
        place = Path(picture_file)
        place.with_name(f"{place.stem} {cell.data} {cell.row}.png").write_bytes(picture(train["pixels"]))
    result: dict[str, Any] = {"accuracy": {cell.row: {}}, "pairs": {}}
    for view in VIEWS:
        if view == "labels" and cell.row not in LAYOUTS:
            continue
        result["pairs"][view] = len(train[view]), len(test[view])
        result["accuracy"][cell.row][view] = accuracy(train[view], test[view], VIEWS[view], cell.seed)
        if cell.row == rows.CP:
            apart = (mixed(pairs, cell.seed) for pairs in (train[view], test[view]))
            result["accuracy"].setdefault(CONTROL, {})[view] = accuracy(*apart, VIEWS[view], cell.seed)
    part = cell.file(cache).with_suffix(".part")
    part.write_text(json.dumps(result))
    part.replace(cell.file(cache))
    sys.stderr.write(f"{cell}: {result}\n")


def pasted(base: str, ids: tuple[int, ...], cell: Cell, most: dict[str, int]) -> dict[str, list[Pair]]:
    """At most so many pairs by view, of synthesis with some of the tiles."""
    with tempfile.TemporaryDirectory() as name:
        made = ROWS[cell.row](LayerRef(base, ids=ids), str(Path(name) / "made.gpkg"), cell.seed)
        pairs = cut(load(made, allow_outside=True))
    drawn = {kind: some(found, most[kind], cell.seed) for kind, found in pairs._asdict().items()}
    return {view: drawn["labels" if view == "labels" else "pixels"] for view in VIEWS}


def page(results: dict[Cell, dict[str, Any]]) -> str:
    """What has to be known to read the tables, and one of them for each data set."""
    seeds = sorted({cell.seed for cell in results})
    text = f"""What is pasted is judged twice: by its pixels, and by the label map alone. Networks of {len(WIDTHS)} convolutions are \
trained ({EPOCHS} epochs) to tell cuts around pasted objects from cuts around the same objects where they really stand. Only \
training tiles are used, {TILES} at most, of {TILE} px; {100 * TEST_SHARE:.0f} % of their images, drawn by the seed, are for testing. \
Objects are pasted within each side only, with default parameters; random copy-paste makes four tiles of each, since fewer of its \
objects find a place. Pairs are drawn down to the same number for all rows where there are so many. Balanced \
accuracy on the test side, 0.5 when they cannot be told apart; mean and standard deviation over \
the seeds ({", ".join(map(str, seeds))}). *Pixels* are cuts of {PIXELS} px, which also tell by what \
stands around an object; in *near* all is blanked that is more than {NEAR} px away from it. *Label map* is the classes within \
{LABELS} px, turned and flipped in training; blends do not change it. The first row has nothing to find: real objects against other \
real ones of their class, with half as many pairs. *Any ground* is DIAO-CP without hosts, *no parcels* sets areas whole. What \
small networks find in few pairs is the least that can be found: a whole cut has all that a blanked one has.

"""
    return text + "\n".join(table(data, results) for data in sorted({cell.data for cell in results}))


def table(data: str, results: dict[Cell, dict[str, Any]]) -> str:
    """Mean and spread of each row on a data set."""
    own = [result for cell, result in results.items() if cell.data == data]
    lines = [f"### {data}", "", "| pasted by | seeds | pixels | near | label map |", "|:--|--:|--:|--:|--:|"]
    for row in (CONTROL, *ROWS):
        found = [result["accuracy"][row] for result in own if row in result["accuracy"]]
        shown = [_spread([scores[view] for scores in found if view in scores]) for view in VIEWS]
        lines.append(f"| {row} | {len(found)} | {' | '.join(shown)} |")
    pairs = {
        view: [result["pairs"][view] for result in own if view in result["pairs"]] for view in ("pixels", "labels")
    }
    counts = {view: [_range(side) for side in zip(*found, strict=True)] for view, found in pairs.items()}
    lines += [
        "",
        "Pairs for training and testing: "
        + "; ".join(f"{view} {train} and {test}" for view, (train, test) in counts.items())
        + ".",
    ]
    return "\n".join(lines) + "\n"


def _range(values: tuple[int, ...]) -> str:
    return f"{min(values)} to {max(values)}" if min(values) < max(values) else str(values[0])


def _spread(values: list[float]) -> str:
    if not values:
        return ""
    mean = f"{statistics.fmean(values):.2f}"
    return f"{mean} ± {statistics.stdev(values):.2f}" if len(values) > 1 else mean


if __name__ == "__main__":
    main()
