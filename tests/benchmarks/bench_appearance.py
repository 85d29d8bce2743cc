# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether pasted objects can be told from real ones: a small network is trained to do so; prints a Markdown table.

make bench-appearance [ARGUMENTS="--keep --seeds 0,1,2 --processes 2"]

Every pasted object is set against the same object where it really stands, so that neither class nor size nor shape tells them apart.
Tiles are split in two, and with them their objects: what is tested on stems, object and ground, from tiles that training has
never seen. `--keep` also writes what is printed to its section of resources/docs/synthesis.md, `--picture FILE` shows some pairs.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import warnings
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import rasterio
import torch
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import MemoryFile
from scipy import ndimage
from torch import nn

from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import TileDataset, load
from diao_engine.jobs import ImportDataset, LayerRef, Synthesize
from diao_engine.protocol.progress import silent
from diao_engine.run import importdataset, synthesize
from diao_engine.synthesis.context import ContextModel

from .bench_synthesize import DATA, keep

SECTION = "## Appearance\n\n"
PATCH, JITTER, NEAR, BUDGET, TEST_SHARE = 64, 4, 6, 200.0, 0.4
WIDTHS, EPOCHS, BATCH, RATE = (16, 32, 48, 64), 12, 64, 4e-3
SIZE = PATCH + 2 * JITTER
CONTROL = "real against real"
# Name: parameters of the job; `anywhere` stands for random copy-paste.
ROWS: dict[str, dict[str, Any]] = {
    "random copy-paste": {"anywhere": True, "blend": "none"},
    "DIAO-CP, blend none": {"blend": "none"},
    "DIAO-CP (blend feather)": {},
    "DIAO-CP, blend gradient": {"blend": "gradient"},
    "DIAO-CP, not turned": {"rotate": False},
}


Scores = tuple[float, float]


class Pair(NamedTuple):
    """An object where it really stands and where it was pasted: patches (band, row, column) with a last band, 1 on the object.

    `class_value` is its class value, `source` and `background` are the tiles' ids.
    """

    real: np.ndarray
    pasted: np.ndarray
    class_value: int
    source: int
    background: int


class Anywhere(ContextModel):
    """Every class may be covered but the protected ones, and every position is as good as any other."""

    def __init__(self, objects: Any, classes: int, layers: int) -> None:
        super().__init__(objects, classes, layers)
        self.allowed[:, :classes] = True
        np.fill_diagonal(self.allowed, False)

    def plausibility(self, class_index: int, rings: np.ndarray, values: np.ndarray) -> np.ndarray:
        return np.ones(len(rings))


def main() -> None:
    """Measure and print."""
    asked = arguments()
    with tempfile.TemporaryDirectory() as name:
        base = str(Path(name) / "naip_ohio.gpkg")
        importdataset.run(ImportDataset(folder=str(DATA), output=base), silent())
        with ProcessPoolExecutor(asked.processes, mp_context=get_context("spawn")) as pool:
            count = len(asked.seeds)
            found = list(pool.map(measured, [base] * count, asked.seeds, [asked.picture] + [""] * (count - 1)))
    text = table([scores for scores, _ in found], [size for _, sizes in found for size in sizes], asked.seeds)
    if asked.keep:
        keep(SECTION, text)
    sys.stdout.write(text)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=lambda text: [int(part) for part in text.split(",")], default=[0, 1, 2])
    parser.add_argument("--processes", type=int, default=2, help="seeds at a time, each on one core")
    parser.add_argument("--keep", action="store_true", help="keep what is printed with the project")
    parser.add_argument("--picture", default="", help="PNG of some pairs; the name of the row is added to its name")
    return parser.parse_args()


def measured(base: str, seed: int, picture_file: str) -> tuple[dict[str, Scores], list[tuple[int, int]]]:
    """The scores of all rows with one seed, and the numbers of pairs for training and for testing."""
    torch.set_num_threads(1)
    scores: dict[str, Scores] = {}
    sizes = []
    tiles = load(LayerRef(base)).tiles
    ids = np.random.default_rng((seed, 1)).permutation(tiles.tile_id[tiles.split == "train"])
    first = round(TEST_SHARE * len(ids))
    for row, parameters in ROWS.items():
        train, test = (pairs_of(base, some, seed, **parameters) for some in (ids[first:], ids[:first]))
        sizes.append((len(train), len(test)))
        scores[row] = told_apart(train, test, seed)
        sys.stderr.write(f"seed {seed}, {row}: {sizes[-1]} pairs, {scores[row]}\n")
        if not parameters:
            scores[CONTROL] = told_apart(mixed(train, seed), mixed(test, seed), seed)
            sys.stderr.write(f"seed {seed}, {CONTROL}: {scores[CONTROL]}\n")
        if picture_file:
            place = Path(picture_file)
            place.with_name(f"{place.stem} {row}.png").write_bytes(picture(train))
    return scores, sizes


def pairs_of(base: str, ids: np.ndarray, seed: int, *, anywhere: bool = False, **more: Any) -> list[Pair]:
    """Synthesise with some of the tiles, and cut every pasted object and its original out of the tiles' files."""
    some = tuple(int(number) for number in np.sort(ids))
    with tempfile.TemporaryDirectory() as name:
        job = Synthesize(
            dataset=LayerRef(base, ids=some), output=str(Path(name) / "made.gpkg"), budget=BUDGET, seed=seed, **more
        )  # fmt: skip
        synthesize.ContextModel = Anywhere if anywhere else ContextModel  # type: ignore[misc]
        synthesize.run(job, silent())
        return cut(load(LayerRef(job.output)))


def cut(dataset: TileDataset) -> list[Pair]:
    """The pairs of a dataset with synthetic tiles; objects too near to a tile's edge for a whole patch are left out."""
    tiles = dataset.train()
    at = {int(number): index for index, number in enumerate(tiles.tile_id)}
    pairs = []
    with TileReader(tiles, dataset.scheme) as reader:
        for index in np.flatnonzero(tiles.origin == "synthetic"):
            with rasterio.open(tiles.image[index]) as image:
                pastes = json.loads(image.tags()["DIAO_OBJECTS"])
            parent = int(tiles.parent[index])
            synthetic, before = reader.read(int(index)), reader.read(at[parent])
            for paste in pastes:
                class_index = dataset.scheme.values.index(paste["class"])
                left, top, width, height = paste["window"]
                real = reader.read(at[paste["tile"]])
                original = boxed(real[1] == class_index, top, left, height, width)
                if paste["quarter_turns"] % 2:
                    width, height = height, width
                put = (synthetic[1] == class_index) & (before[1] != class_index)
                here = patch(synthetic[0], boxed(put, paste["row"], paste["column"], height, width))
                there = patch(real[0], original)
                if here is not None and there is not None:
                    pairs.append(Pair(there, here, paste["class"], paste["tile"], parent))
    return pairs


def boxed(mask: np.ndarray, top: int, left: int, height: int, width: int) -> np.ndarray:
    """The largest connected part of a mask (row, column) within a box, which may leave the tile."""
    inside = np.zeros_like(mask)
    inside[max(top, 0) : max(top + height, 0), max(left, 0) : max(left + width, 0)] = True
    components, _ = ndimage.label(mask & inside)
    areas = np.bincount(components.ravel())
    areas[0] = 0
    return np.asarray((components == areas.argmax()) & mask & inside)


def patch(pixels: np.ndarray, mask: np.ndarray) -> np.ndarray | None:
    """A square (band + 1, row, column) around the pixel of the mask that is nearest to its centre and far enough from the edge."""
    half = SIZE // 2
    points = np.argwhere(mask)
    inside = points[((points >= half) & (points <= np.array(mask.shape) - half)).all(axis=1)]
    if not len(inside):
        return None
    row, column = inside[((inside - points.mean(axis=0)) ** 2).sum(axis=1).argmin()]
    rows, columns = slice(row - half, row + half), slice(column - half, column + half)
    return np.concatenate([pixels[:, rows, columns], mask[None, rows, columns].astype(pixels.dtype)])


def mixed(pairs: list[Pair], seed: int) -> list[Pair]:
    """Real objects against other real objects of the same class: half of the objects, drawn at random, play the pasted ones."""
    rng = np.random.default_rng((seed, 2))
    found = []
    for class_value in sorted({pair.class_value for pair in pairs}):
        unique = {pair.real.tobytes(): pair for pair in pairs if pair.class_value == class_value}
        drawn = rng.permutation(len(unique))
        some = [list(unique.values())[place] for place in drawn]
        half = len(some) // 2
        found += [one._replace(pasted=two.real) for one, two in zip(some[:half], some[half : 2 * half], strict=True)]
    return found


def told_apart(train: list[Pair], test: list[Pair], seed: int) -> Scores:
    """Balanced accuracy on whole patches, and on what lies on the object or within NEAR px of it."""
    return accuracy(train, test, seed, near=False), accuracy(train, test, seed, near=True)


def accuracy(train: list[Pair], test: list[Pair], seed: int, *, near: bool) -> float:
    """Mean of the shares of pasted and of real patches of the test side that the network takes for what they are."""
    torch.manual_seed(seed)
    rng = np.random.default_rng((seed, 3))
    seen, labels = prepared(train, near=near)
    network = network_of(seen.shape[1]).to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=1e-2)
    steps = -(-len(seen) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=EPOCHS * steps)
    for _ in range(EPOCHS):
        for chosen in np.array_split(rng.permutation(len(seen)), steps):
            row, column = rng.integers(2 * JITTER + 1, size=2)
            part = seen[chosen][..., row : row + PATCH, column : column + PATCH]
            loss = nn.functional.binary_cross_entropy_with_logits(network(part)[:, 0], labels[chosen])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    network.eval()
    asked, truth = prepared(test, near=near)
    with torch.inference_mode():
        middle = asked[..., JITTER:-JITTER, JITTER:-JITTER]
        found = torch.cat([network(part)[:, 0] > 0 for part in middle.split(256)])
    right = (found == (truth > 0)).float()
    return float((right[truth > 0].mean() + right[truth == 0].mean()) / 2)


def prepared(pairs: list[Pair], *, near: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """Patches (patch, band, row, column) about 0, and 1 for pasted ones. With `near`, 0 where nothing of the object is near."""
    stacked = np.stack([pair.real for pair in pairs] + [pair.pasted for pair in pairs])
    pixels = (stacked[:, :-1].astype(np.float32) - 110.0) / 50.0
    if near:
        around = ndimage.maximum_filter(stacked[:, -1], size=(1, 2 * NEAR + 1, 2 * NEAR + 1))
        pixels *= around[:, None] > 0
    labels = np.repeat(np.array([0.0, 1.0], dtype=np.float32), len(pairs))
    return torch.from_numpy(pixels).contiguous(memory_format=torch.channels_last), torch.from_numpy(labels)


def network_of(bands: int) -> nn.Module:
    """A few convolutions; the strongest and the mean answer of a patch count."""
    layers: list[nn.Module] = []
    before = bands
    for width in WIDTHS:
        layers += [
            nn.Conv2d(before, width, 3, padding=1, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(),
            nn.MaxPool2d(2),
        ]
        before = width
    return nn.Sequential(*layers, _Pooled(), nn.Dropout(0.3), nn.Linear(2 * before, 1))


class _Pooled(nn.Module):
    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return torch.cat([values.amax((2, 3)), values.mean((2, 3))], dim=1)


def picture(pairs: list[Pair], columns: int = 12) -> bytes:
    """A PNG: real objects in one row, the same ones pasted below, twice as large; all pairs are equally likely to be shown."""
    drawn = np.random.default_rng(0).permutation(len(pairs))[: 3 * columns]
    rows = []
    for first in range(0, len(drawn) - columns + 1, columns):
        some = [pairs[place] for place in drawn[first : first + columns]]
        rows += [np.concatenate([pair.real[:3] for pair in some], axis=2)]
        rows += [np.concatenate([pair.pasted[:3] for pair in some], axis=2)]
    whole = np.concatenate(rows, axis=1).repeat(2, axis=1).repeat(2, axis=2)
    with MemoryFile() as memory, warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # a picture has no place
        with memory.open(driver="PNG", height=whole.shape[1], width=whole.shape[2], count=3, dtype="uint8") as sink:
            sink.write(whole)
        return bytes(memory.read())


def table(found: list[dict[str, Scores]], sizes: list[tuple[int, int]], seeds: list[int]) -> str:
    """Mean and spread (standard deviation over seeds) of each row, with what has to be known to read it."""
    train, test = (f"{min(column)} to {max(column)}" for column in zip(*sizes, strict=True))
    lines = [
        f"naip_ohio, training tiles only, of which {100 * TEST_SHARE:.0f} %, drawn by the seed, are for testing; objects are pasted "
        f"within each side only, budget {BUDGET:.0f} %. A network of {len(WIDTHS)} convolutions is trained ({EPOCHS} epochs) "
        f"to tell {PATCH}-px patches around pasted objects from patches around the same objects where they really stand; {train} "
        f"pairs are for training, {test} for testing. Balanced accuracy on the test side, 0.5 when they cannot be told apart; mean "
        f"and standard deviation over the seeds {', '.join(map(str, seeds))}. Whole patches also tell by what stands around an "
        f"object; in the last column all is blanked that is more than {NEAR} px away from it. The first row has nothing to find: real "
        "objects against other real ones of their class.",
        "",
        f"| pasted by | whole patch | object and {NEAR} px around it |",
        "|:--|--:|--:|",
    ]
    for row in (CONTROL, *ROWS):
        shown = (_spread([scores[row][place] for scores in found]) for place in (0, 1))
        lines.append(f"| {row} | {' | '.join(shown)} |")
    return "\n".join(lines) + "\n"


def _spread(values: list[float]) -> str:
    mean = f"{statistics.fmean(values):.3f}"
    return f"{mean} ± {statistics.stdev(values):.3f}" if len(values) > 1 else mean


if __name__ == "__main__":
    main()
