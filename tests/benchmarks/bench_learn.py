# SPDX-License-Identifier: GPL-2.0-or-later
"""What rounds of verdicts give a model that began with few tiles; prints a Markdown table.

make bench-learn [CACHE=folder] [ARGUMENTS="--keep --sides given swapped --seeds 0,1,2 --rounds 3 --verdicts 60"]

A model is trained on few tiles. It maps the mosaics of the training ground, some of the polygons of rare classes are judged by the
known labels, `diao:learn` makes tiles of them, and the training goes on from the model; so round after round. Beside the polygons
that the model is least certain of stand as many drawn at random, both with other ground left open too, and the same trainings without
a correction. Every round of every chain is kept in the cache folder, so that a run that was stopped goes on; empty it when something
of the chain has changed.

The default of other ground was chosen on the given side; the swapped one, where is learned what was measured on and the other way
round, was looked at for the table only.
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
from numpy.typing import NDArray

from diao_engine.comparison.differences import Difference, paired
from diao_engine.dataset.store import load, save
from diao_engine.jobs import ImportDataset, LayerRef, Learn, Segment, Train
from diao_engine.jobs.outputs import POLYGONS_LAYER
from diao_engine.jobs.verdicts import REVIEW_FIELD, Verdict
from diao_engine.model import package
from diao_engine.protocol.progress import silent
from diao_engine.raster import vector_files
from diao_engine.raster.georef import GeoRef
from diao_engine.raster.shapes import Shapes, burn
from diao_engine.run import importdataset, learn, segment, train

from .balance.cells import local_weights
from .balance.ground import DATA, GIVEN, SWAPPED

GROUND = DATA / "naip_ohio"
RARE = (1, 2, 5)
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
    """How polygons are chosen for a verdict, if any, and what becomes of other ground (see learn)."""

    choice: str | None = None
    rest: str = "map"


_CHOSEN, _RANDOM = "least certain first", "at random"
CHOSEN, RANDOM, CHOSEN_OPEN, RANDOM_OPEN, NONE = (
    _CHOSEN, _RANDOM, f"{_CHOSEN}, other ground open", f"{_RANDOM}, other ground open", "no corrections",
)  # fmt: skip
ARMS = {
    CHOSEN: Arm(_CHOSEN), RANDOM: Arm(_RANDOM), CHOSEN_OPEN: Arm(_CHOSEN, "ignore"), RANDOM_OPEN: Arm(_RANDOM, "ignore"),
    NONE: Arm(),
}  # fmt: skip


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


class Polygons(NamedTuple):
    """The polygons of a map: shapes, class values, confidences, each (n,), and the columns of their layer by name."""

    shapes: NDArray[np.object_]
    values: NDArray[np.int64]
    confidence: NDArray[np.float64]
    columns: dict[str, NDArray[Any]]


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
    if arm.choice:
        maps = {mosaic: mapped(folder, number, mosaic, model) for mosaic in SIDES[chain.sides].mosaics}
        chosen = choose(chain, number, maps, seen, asked.verdicts)
        for mosaic, polygons in maps.items():
            judged = judge(polygons, chosen[mosaic], str(GROUND / "mosaic" / f"cluster{mosaic}_mask.tif"))
            verdicts.update(verdict for verdict in judged if verdict)
            ground += [shape.wkt for shape in polygons.shapes[chosen[mosaic]]]
            if any(judged):
                dataset = learned(folder, number, mosaic, dataset, polygons, judged, arm.rest)
    after = str(folder / f"round {number}.onnx")
    train.run(training(dataset, after, chain.seed + 100 * number, asked.more_steps, asked.weights, model), silent())
    found = {"dataset": dataset.path, "model": after, "verdicts": dict(verdicts), "ground": ground}
    return {**found, "rare_iou": rare_iou(after)}


def mapped(folder: Path, number: int, mosaic: str, model: str) -> Polygons:
    """The polygons of rare classes that a model finds on a mosaic."""
    stem = folder / f"round {number} {mosaic}"
    job = Segment(
        input=str(GROUND / "mosaic" / f"cluster{mosaic}_image.tif"), model=model, classes=",".join(map(str, RARE)), device="cpu",
        output=f"{stem}.tif", confidence=f"{stem} sure.tif", minority=f"{stem}.gpkg",
    )  # fmt: skip
    segment.run(job, silent())
    return read_polygons(f"{stem}.gpkg")


def read_polygons(path: str) -> Polygons:
    """The polygons of a file that mapping has written."""
    meta, _, wkb, columns = vector_files.read(path, layer=POLYGONS_LAYER)
    named = dict(zip(meta["fields"], columns, strict=True))
    confidence = np.nan_to_num(named["mean_confidence"].astype(float))
    return Polygons(shapely.from_wkb(wkb), named["class_value"].astype(np.int64), confidence, named)


def choose(
    chain: Chain, number: int, maps: dict[str, Polygons], seen: Sequence[Any], count: int
) -> dict[str, NDArray[np.int64]]:
    """Positions of the polygons that are judged in a round, by mosaic: none that lies for the most part on ground seen before.

    The least certain come first, a class after the other in turn, so that none is judged alone.
    """
    tree = shapely.STRtree(list(seen))
    rows = [
        (mosaic, position, polygons.values[position], polygons.confidence[position])
        for mosaic, polygons in maps.items()
        for position, shape in enumerate(polygons.shapes)
        if not is_seen(shape, seen, tree)
    ]
    if ARMS[chain.arm].choice == _RANDOM:
        order = np.random.default_rng((chain.seed, number)).permutation(len(rows))
    else:
        ranks: Counter[int] = Counter()
        keys = {}
        for at in sorted(range(len(rows)), key=lambda at: rows[at][3]):
            value = int(rows[at][2])
            keys[at] = (ranks[value], value)
            ranks[value] += 1
        order = np.array(sorted(keys, key=keys.__getitem__), dtype=np.int64)
    taken = [rows[int(at)] for at in order[:count]]
    return {mosaic: np.array([row[1] for row in taken if row[0] == mosaic], dtype=np.int64) for mosaic in maps}


def is_seen(shape: Any, seen: Sequence[Any], tree: Any) -> bool:
    """Whether half of a polygon was judged before."""
    near = [seen[position] for position in tree.query(shape)]
    return bool(near) and shapely.area(shapely.intersection(shape, shapely.union_all(near))) > shape.area / 2


def judge(polygons: Polygons, chosen: NDArray[np.int64], mask: str) -> list[str]:
    """The verdict on each polygon, empty for those that are not chosen; what is another rare class gets it.

    As an analyst judges who knows the ground: by what fills most of the polygon. What is none of the rare classes is wrong; where
    nothing fills half of it he is not sure.
    """
    verdicts = [""] * len(polygons.shapes)
    with rasterio.open(mask) as source:
        georef, known = GeoRef.of(source), source.read(1)
    for position in chosen.tolist():
        one = Shapes(polygons.shapes[position : position + 1], np.ones(1, dtype=np.uint8), georef.crs)
        window = one.window(georef)
        if window is None:
            continue
        inside = burn(one, one.values, georef, window, fill=0, dtype="uint8") > 0
        counts = np.bincount(known[window.slices][inside], minlength=256)
        best = int(counts.argmax())
        if counts[best] <= counts.sum() / 2:
            verdicts[position] = Verdict.UNSURE.value
        elif best == polygons.values[position]:
            verdicts[position] = Verdict.RIGHT.value
        elif best in RARE:
            verdicts[position], polygons.columns["class_value"][position] = Verdict.OTHER_CLASS.value, best
        else:
            verdicts[position] = Verdict.WRONG.value
    return verdicts


def learned(
    folder: Path, number: int, mosaic: str, dataset: LayerRef, polygons: Polygons, judged: list[str], rest: str
) -> LayerRef:
    """The dataset with the tiles of the judged polygons of a mosaic."""
    stem = folder / f"round {number} {mosaic}"
    path = f"{stem} judged.gpkg"
    columns = {
        "class_value": polygons.columns["class_value"].astype(np.int32),
        REVIEW_FIELD: np.array(judged, dtype=object),
    }
    image = str(GROUND / "mosaic" / f"cluster{mosaic}_image.tif")
    with rasterio.open(image) as source:
        crs = source.crs.to_wkt()
    Path(path).unlink(missing_ok=True)
    vector_files.write(
        path, geometry=shapely.to_wkb(polygons.shapes), geometry_type="MultiPolygon", promote_to_multi=True,
        field_data=list(columns.values()), fields=list(columns), layer=POLYGONS_LAYER, driver="GPKG", crs=crs,
    )  # fmt: skip
    output = f"{stem} tiles.gpkg"
    job = Learn(
        dataset=dataset, images=(image,), corrections=LayerRef(path, POLYGONS_LAYER), map=f"{stem}.tif",
        confidence=f"{stem} sure.tif", rest=rest, output=output, allow_outside=True,
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
    return f"""A model is trained on few tiles of `naip_ohio` ({asked.steps} steps of {BATCH} crops of {CROP} px), and goes on \
for {asked.more_steps} steps in each of {asked.rounds} rounds. In a round it maps the mosaics of the training ground, \
{asked.verdicts} polygons of building, road and water are judged by the known labels of what fills most of them, and `diao:learn` \
makes tiles of them; nothing is drawn that the map has missed. Mean IoU of these three classes on the validation tiles in per \
cent; mean and standard deviation over the seeds, what the last round has above no corrections with the same seed as mean and \
95 % interval, and how many verdicts there were of each kind in all. What becomes of other ground was chosen on the given side; \
swapped sides, where is learned what was measured on and the other way round, were looked at for the table only.

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
        "| judged | " + " | ".join(heads) + " | right / wrong / other class / unsure |",
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
        said = " / ".join(str(total[verdict.value]) for verdict in Verdict) if total else ""
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
