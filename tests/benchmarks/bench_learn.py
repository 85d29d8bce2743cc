# SPDX-License-Identifier: GPL-2.0-or-later
"""What rounds of verdicts give a model that began with few tiles; prints a Markdown table.

make bench-learn [CACHE=folder] [ARGUMENTS="--keep --sides given swapped --seeds 0,1,2 --rounds 3 --verdicts 60"]

A model is trained on few tiles. It maps the mosaics of the training ground, some of the polygons of rare classes are judged by the
known labels, some of what the map has missed is drawn, `diao:learn` makes tiles of both, and the training goes on from the model; so
round after round. Beside the order in which the dock shows polygons stand as many drawn at random, the same without what was missed,
and the same trainings without a correction. Every round of every chain is kept in the cache folder, so that a run that was stopped
goes on; empty it when something of the chain has changed.

What becomes of other ground, and how often reviewed tiles are drawn, was chosen on the given side; the swapped one, where is learned
what was measured on and the other way round, was looked at for the table only.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import rasterio
import shapely
import torch

from diao_engine.comparison.differences import Difference, paired
from diao_engine.dataset.store import load, save
from diao_engine.jobs import ImportDataset, LayerRef, Learn, Segment, Train
from diao_engine.jobs.outputs import POLYGONS_LAYER
from diao_engine.jobs.verdicts import REVIEW_FIELD, Verdict
from diao_engine.model import package
from diao_engine.protocol.progress import silent
from diao_engine.raster import vector_files
from diao_engine.run import importdataset, learn, segment, train

from .balance.cells import local_weights
from .balance.ground import DATA, GIVEN, SWAPPED
from .learn.verdicts import DOCK, RANDOM, RARE, Polygons, Row, choose, draw, joined, judge

GROUND = DATA / "naip_ohio"
DRAWN = "drawn"  # among the numbers of verdicts: those on ground that was drawn
CROP, BATCH = 128, 8
PAGE = Path(__file__).resolve().parents[2] / "resources" / "docs" / "learning.md"
SECTION = "## What rounds of verdicts give\n\n"


class Side(NamedTuple):
    """A side of the data to learn on: the split that its tiles are of, how many the first training has, and its mosaics."""

    split: str
    tiles: int
    mosaics: tuple[str, ...]


SIDES = {GIVEN: Side("train", 30, ("00", "02", "03", "05")), SWAPPED: Side("val", 15, ("01",))}


class Arm(NamedTuple):
    """In which order polygons are judged, if any, and whether something is drawn that the map has missed."""

    order: str | None = None
    draws: bool = True


DOCK_ALONE, NONE = f"{DOCK}, nothing drawn", "no corrections"
ARMS = {DOCK: Arm(DOCK), RANDOM: Arm(RANDOM), DOCK_ALONE: Arm(DOCK, draws=False), NONE: Arm()}


class Chain(NamedTuple):
    """One way of choosing what is judged, from one start."""

    sides: str
    arm: str
    seed: int

    def start(self, cache: Path) -> Path:
        """The model that it begins with."""
        return cache / self.sides / f"start {self.seed}.onnx"

    def folder(self, cache: Path) -> Path:
        """Where its rounds are kept."""
        return cache / self.sides / f"{self.arm}, seed {self.seed}"


def main() -> None:
    """Measure what is missing, and print."""
    asked = arguments()
    torch.set_num_threads(asked.threads)
    cache = Path(asked.cache)
    chains = [Chain(sides, arm, seed) for sides in asked.sides for seed in asked.seeds for arm in asked.arms]
    for chain in chains if not asked.table else ():
        run_chain(chain, cache, asked)
    text = page({chain: results(chain, cache, asked.rounds) for chain in chains}, asked)
    if asked.keep:
        head, _, rest = PAGE.read_text(encoding="utf-8").partition(SECTION)
        _, mark, after = rest.partition("\n## ")
        PAGE.write_text(f"{head.rstrip()}\n\n{SECTION}{text}{mark}{after}", encoding="utf-8")
    sys.stdout.write(text)


def arguments() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", help="folder of what is finished")
    parser.add_argument("--seeds", type=lambda text: [int(part) for part in text.split(",")], default=[0, 1, 2])
    parser.add_argument("--sides", nargs="+", choices=SIDES, default=list(SIDES))
    parser.add_argument("--arms", nargs="+", choices=ARMS, default=list(ARMS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--verdicts", type=int, default=60, help="polygons that are judged in a round")
    parser.add_argument("--drawn", type=int, default=20, help="pieces of missed ground that are drawn in a round")
    parser.add_argument("--steps", type=int, default=400, help="of the first training")
    parser.add_argument("--more-steps", type=int, default=150, help="of the training of each round")
    parser.add_argument(
        "--weights", default=local_weights(), help="weights of the encoder that it begins with (see train)"
    )
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--table", action="store_true", help="only print what is there")
    parser.add_argument("--keep", action="store_true", help="keep what is printed with the project")
    return parser.parse_args()


def run_chain(chain: Chain, cache: Path, asked: argparse.Namespace) -> None:
    """The rounds of a chain that are missing."""
    folder = chain.folder(cache)
    folder.mkdir(parents=True, exist_ok=True)
    dataset, model = start(chain, cache, asked)
    seen: list[Any] = []
    for number in range(1, asked.rounds + 1):
        done = folder / f"round {number}.json"
        if done.exists():
            result = json.loads(done.read_text())
        else:
            result = one_round(chain, folder, number, dataset, model, seen, asked)
            write(done, result)
            sys.stderr.write(f"{chain}, round {number}: {result}\n")
        dataset, model = (
            LayerRef(result["dataset"], "tiles", dataset.ids if chain.arm == NONE else None),
            result["model"],
        )
        seen += [shapely.from_wkt(text) for text in result["ground"]]


def start(chain: Chain, cache: Path, asked: argparse.Namespace) -> tuple[LayerRef, str]:
    """The tiles that a chain begins with, and the model that was trained on them."""
    path = dataset_of(chain.sides, cache)
    tiles = load(LayerRef(path), allow_outside=True).tiles
    learned = tiles.tile_id[tiles.split == "train"]
    trained = np.random.default_rng(chain.seed).permutation(learned)[: SIDES[chain.sides].tiles]
    dataset = LayerRef(
        path, "tiles", tuple(sorted({*trained.tolist(), *tiles.tile_id[tiles.split != "train"].tolist()}))
    )
    model = chain.start(cache)
    if not model.exists():
        train.run(training(dataset, str(model), chain.seed, asked.steps, asked.weights), silent())
    write(model.with_suffix(".json"), {"rare_iou": rare_iou(str(model))})
    return dataset, str(model)


def dataset_of(sides: str, cache: Path) -> str:
    """The dataset of a side; it is made where it is not there yet."""
    path = cache / sides / "naip_ohio.gpkg"
    if path.exists():
        return str(path)
    importdataset.run(ImportDataset(folder=str(GROUND), tile_size=256, output=str(path)), silent())
    if sides == SWAPPED:
        whole = load(LayerRef(str(path)), allow_outside=True)
        split = np.where(whole.tiles.split == SIDES[sides].split, "train", "val").astype(object)
        save(whole.with_tiles(dataclasses.replace(whole.tiles, split=split)), str(path), final_path=str(path))
    return str(path)


def training(dataset: LayerRef, model: str, seed: int, steps: int, weights: str, earlier: str | None = None) -> Train:
    """A training in one go, measured once at its end: no epoch is picked by the ground that it is measured on."""
    return Train(
        dataset=dataset, model=model, epochs=1, steps_per_epoch=steps, batch_size=BATCH, crop_size=CROP, device="cpu",
        seed=seed, start_from=earlier, encoder_weights=weights, allow_outside=True, resume=False,
    )  # fmt: skip


def one_round(
    chain: Chain,
    folder: Path,
    number: int,
    dataset: LayerRef,
    model: str,
    seen: Sequence[Any],
    asked: argparse.Namespace,
) -> dict[str, Any]:
    """Map, judge, learn and train once."""
    verdicts: Counter[str] = Counter()
    ground: list[str] = []
    arm = ARMS[chain.arm]
    if arm.order:
        rng = np.random.default_rng((chain.seed, number))
        mosaics = SIDES[chain.sides].mosaics
        maps = {mosaic: mapped(folder, number, mosaic, model) for mosaic in mosaics}
        chosen = choose(arm.order, maps, seen, asked.verdicts, rng)
        labels = {mosaic: known(mosaic) for mosaic in mosaics}
        found = {mosaic: f"{folder / f'round {number} {mosaic}'}.tif" for mosaic in mosaics}
        drawn = draw(found, labels, seen, asked.drawn if arm.draws else 0, rng)
        for mosaic in mosaics:
            seen_now = judge(chosen[mosaic], labels[mosaic])
            verdicts.update([*seen_now.verdicts.tolist(), *[DRAWN] * len(drawn[mosaic].shapes)])
            judged = joined(seen_now, drawn[mosaic])
            ground += [shape.wkt for shape in judged.shapes]
            if len(judged.shapes):
                dataset = learned(folder, number, mosaic, dataset, judged)
    after = str(folder / f"round {number}.onnx")
    train.run(training(dataset, after, chain.seed + 100 * number, asked.more_steps, asked.weights, model), silent())
    found = {"dataset": dataset.path, "model": after, "verdicts": dict(verdicts), "ground": ground}
    return {**found, "rare_iou": rare_iou(after)}


def known(mosaic: str) -> str:
    """The raster of the known labels of a mosaic."""
    return str(GROUND / "mosaic" / f"cluster{mosaic}_mask.tif")


def mapped(folder: Path, number: int, mosaic: str, model: str) -> list[Row]:
    """The polygons of rare classes that a model finds on a mosaic."""
    stem = folder / f"round {number} {mosaic}"
    job = Segment(
        input=str(GROUND / "mosaic" / f"cluster{mosaic}_image.tif"), model=model, classes=",".join(map(str, RARE)), device="cpu",
        output=f"{stem}.tif", confidence=f"{stem} sure.tif", minority=f"{stem}.gpkg",
    )  # fmt: skip
    segment.run(job, silent())
    meta, _, wkb, columns = vector_files.read(f"{stem}.gpkg", layer=POLYGONS_LAYER)
    named = dict(zip(meta["fields"], columns, strict=True))
    rows = zip(named["class_value"], named["mean_confidence"], shapely.from_wkb(wkb), strict=True)
    return [
        Row(at, int(value), float(shape.area), None if np.isnan(sure) else float(sure), shape)
        for at, (value, sure, shape) in enumerate(rows)
    ]


def learned(folder: Path, number: int, mosaic: str, dataset: LayerRef, judged: Polygons) -> LayerRef:
    """The dataset with the tiles of the judged polygons of a mosaic."""
    stem = folder / f"round {number} {mosaic}"
    path = f"{stem} judged.gpkg"
    columns = {"class_value": judged.values.astype(np.int32), REVIEW_FIELD: judged.verdicts}
    image = str(GROUND / "mosaic" / f"cluster{mosaic}_image.tif")
    with rasterio.open(image) as source:
        crs = source.crs
    Path(path).unlink(missing_ok=True)
    vector_files.write_layer(path, POLYGONS_LAYER, columns, shapely.to_wkb(judged.shapes), crs)
    output = f"{stem} tiles.gpkg"
    job = Learn(
        dataset=dataset, images=(image,), corrections=LayerRef(path, POLYGONS_LAYER), map=f"{stem}.tif",
        confidence=f"{stem} sure.tif", output=output, allow_outside=True,
    )  # fmt: skip
    learn.run(job, silent())
    return LayerRef(output, "tiles")


def rare_iou(model: str) -> float:
    """Mean IoU of the rare classes on the validation tiles."""
    card = package.describe(model)
    iou = dict(zip(card.values, card.metrics["iou"], strict=True))
    return statistics.fmean(iou[value] or 0.0 for value in RARE)


def results(chain: Chain, cache: Path, rounds: int) -> list[dict[str, Any]]:
    """What is kept of the start of a chain and of its rounds, as far as it has come."""
    files = [chain.start(cache).with_suffix(".json")]
    files += [chain.folder(cache) / f"round {number}.json" for number in range(1, rounds + 1)]
    return [json.loads(file.read_text()) for file in files if file.exists()]


def write(path: Path, result: dict[str, Any]) -> None:
    """Keep a result, all of it or nothing."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(result))
    part.replace(path)


def page(chains: dict[Chain, list[dict[str, Any]]], asked: argparse.Namespace) -> str:
    """What has to be known to read the tables, and a table of the chains that are whole for each side."""
    whole = {chain: kept for chain, kept in chains.items() if len(kept) == asked.rounds + 1}
    tables = [table(sides, whole, asked) for sides in dict.fromkeys(chain.sides for chain in whole)]
    return f"""A model is trained on few tiles of `naip_ohio` ({asked.steps} steps of {BATCH} crops of {CROP} px), and goes on for \
{asked.more_steps} steps in each of {asked.rounds} rounds. In a round it maps the mosaics of the training ground, \
{asked.verdicts} polygons of building, road and water are judged by the known labels of what fills most of them, {asked.drawn} \
pieces of such ground that the map has missed are drawn, and `diao:learn` makes tiles of both. Mean IoU of these three classes \
on the validation tiles in per cent; mean and standard deviation over the seeds, what the last round has above no corrections \
with the same seed as mean and 95 % interval, and how many verdicts there were of each kind in all. What becomes of other \
ground, and that reviewed tiles have a quarter of the draws, was chosen on the given side; swapped sides, where is learned what \
was measured on and the other way round, were looked at for the table only.

{chr(10).join(tables)}
`make bench-learn ARGUMENTS="--keep"`
"""


def table(sides: str, chains: dict[Chain, list[dict[str, Any]]], asked: argparse.Namespace) -> str:
    """The rows of one side."""
    here = {chain: kept for chain, kept in chains.items() if chain.sides == sides}
    uncorrected = {chain.seed: kept for chain, kept in here.items() if chain.arm == NONE}
    seeds = sorted({chain.seed for chain in here})
    heads = ["start", *(f"round {number}" for number in range(1, asked.rounds + 1)), "above no corrections"]
    side = SIDES[sides]
    lines = [
        f"**Sides as {sides}**: {side.tiles} tiles, {len(side.mosaics)} mosaic{'s' * (len(side.mosaics) > 1)}, "
        f"seeds {', '.join(map(str, seeds))}\n",
        "| judged | " + " | ".join(heads) + " | right / wrong / other class / unsure, drawn |",
        "|---" * (len(heads) + 2) + "|",
    ]
    for arm in dict.fromkeys(chain.arm for chain in here):
        kept = {chain.seed: entries for chain, entries in here.items() if chain.arm == arm}
        cells = [
            spread([100 * entries[number]["rare_iou"] for entries in kept.values()])
            for number in range(asked.rounds + 1)
        ]
        last, none = (
            {seed: 100 * entries[-1]["rare_iou"] for seed, entries in of.items()} for of in (kept, uncorrected)
        )
        gain = paired(last, none) if arm != NONE else None
        total: Counter[str] = Counter()
        for entries in kept.values():
            for entry in entries[1:]:
                total.update(entry["verdicts"])
        said = " / ".join(str(total[verdict.value]) for verdict in Verdict) + f", {total[DRAWN]}" if total else ""
        lines.append(f"| {arm} | " + " | ".join(cells) + f" | {gained(gain)} | {said} |")
    return "\n".join(lines) + "\n"


def gained(gain: Difference | None) -> str:
    """Mean and interval of a difference; nothing of less than two seeds."""
    return "" if gain is None or gain.pairs < 2 else f"{gain.mean:+.1f} ({gain.low:+.1f} to {gain.high:+.1f})"


def spread(values: Sequence[float]) -> str:
    """Mean and standard deviation."""
    return f"{statistics.fmean(values):.1f}" + (f" ± {statistics.stdev(values):.1f}" if len(values) > 1 else "")


if __name__ == "__main__":
    main()
