# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether the 95 % intervals of a sample hold the truth in 95 of 100 draws; prints Markdown tables.

make bench-sample [ARGUMENTS="--draws 200"]

Where the labels of all pixels are known, so is the truth. Each draw samples a map as `diao:samplepoints` does by default, reads the
class of each point off the labels, and estimates as `diao:evaluate` does; counted is how often the truth lies within the interval.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray

from diao_engine.evaluation import allocation
from diao_engine.evaluation.allocation import ALLOCATIONS, Strata
from diao_engine.evaluation.draw import Stratum, draw
from diao_engine.evaluation.olofsson import UNSEEN, Estimate, Sample, estimate_strata
from diao_engine.jobs import SamplePoints, specs
from diao_engine.jobs.samplepoints import COMMON_ACCURACY, RARE_ACCURACY
from diao_engine.protocol.progress import silent
from diao_engine.raster.labels import open_labels
from diao_engine.raster.shapes import AreaMask

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
SIDE = 1024  # of the ground that is mapped, at most
GROUNDS = {
    "naip_ohio": ("naip_ohio/mosaic/cluster00_image.tif", "naip_ohio/mosaic/cluster00_mask.tif"),
    "oem_tokyo": ("oem_tokyo/tokyo/images/tokyo_12.tif", "oem_tokyo/tokyo/labels/tokyo_12.tif"),
}
DEFAULTS = {spec.name: spec.default for spec in specs(SamplePoints)}
COUNT, LEAST = DEFAULTS["count"], DEFAULTS["min_per_class"]
BLOCK = 8  # side of the pixels of the coarse map
Labels = NDArray[np.integer]


@dataclass(frozen=True)
class Ground:
    """Labels of all pixels as indices of the classes, and two maps of them: a coarse one and one of colours alone."""

    truth: Labels
    coarse: Labels
    spectral: Labels

    @property
    def k(self) -> int:
        """Number of classes."""
        return int(self.truth.max()) + 1


def read(image: str, labels: str) -> Ground:
    """A ground of the data in the folder beside the checkout."""
    with rasterio.open(DATA / labels) as source:
        mask = source.read(1)[:SIDE, :SIDE]
    with rasterio.open(DATA / image) as source:
        pixels = source.read()[:, :SIDE, :SIDE].astype(float)
    truth = np.unique(mask, return_inverse=True)[1].reshape(mask.shape)
    return Ground(truth, coarsened(truth), classified(pixels, truth))


def coarsened(truth: Labels) -> Labels:
    """The commonest class of each block: right but along borders, and small objects are gone."""
    rows, columns = (side // BLOCK for side in truth.shape)
    blocks = truth[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK)
    counts = np.stack([(blocks == one).sum(axis=(1, 3)) for one in range(truth.max() + 1)])
    whole = truth.copy()
    whole[: rows * BLOCK, : columns * BLOCK] = np.kron(counts.argmax(axis=0), np.ones((BLOCK, BLOCK), dtype=int))
    return whole


def classified(pixels: NDArray[np.floating], truth: Labels) -> Labels:
    """A normal distribution of the bands for each class, weighted by its share: many errors, all over the ground."""
    values = pixels.reshape(len(pixels), -1)
    scores = []
    for one in range(truth.max() + 1):
        own = values[:, truth.ravel() == one]
        spread = np.cov(own) + np.eye(len(pixels))
        away = values - own.mean(axis=1, keepdims=True)
        distance = np.einsum("bn,bc,cn->n", away, np.linalg.inv(spread), away)
        scores.append(np.log(own.shape[1]) - 0.5 * (distance + np.linalg.slogdet(spread)[1]))
    return np.argmax(scores, axis=0).reshape(truth.shape)


@dataclass(frozen=True)
class Design:
    """A row of the table: how points are allocated, for which map they are drawn, how many are judged, how errors are reckoned."""

    label: str
    allocation: str
    other_map: bool = False
    share: float = 1.0
    unseen: float = UNSEEN


DESIGNS = (
    *(Design(name, name) for name in ALLOCATIONS),
    Design("proportional, half of the points judged", "proportional", share=0.5),
    Design("proportional, drawn for the other map", "proportional", other_map=True),
    Design("proportional, errors as published", "proportional", unseen=0.0),
)


def chosen(strata: dict[int, Stratum], k: int, design: Design, seed: int) -> tuple[Labels, Labels, Labels, Labels]:
    """Row, column and stratum of the points in the order of judging, and the pixels of all strata (k,)."""
    present = np.array(list(strata))
    pixels = np.array([stratum.pixels for stratum in strata.values()])
    weight = pixels / pixels.sum()
    accuracy = np.where(weight < 1 / len(present), RARE_ACCURACY, COMMON_ACCURACY)
    counts = allocation.of_count(Strata(weight, pixels, accuracy), design.allocation, COUNT, LEAST)
    table = np.concatenate(
        [
            np.stack([stratum.rows[:count], stratum.columns[:count], np.full(count, value)])
            for (value, stratum), count in zip(strata.items(), counts, strict=True)
        ],
        axis=1,
    )
    order = np.random.default_rng([seed, 1]).permutation(table.shape[1])[: int(table.shape[1] * design.share)]
    rows, columns, of = table[:, order]
    return rows, columns, of, np.array([strata[value].pixels if value in strata else 0 for value in range(k)])


def true_figures(mapped: Labels, truth: Labels, k: int) -> dict[str, NDArray[np.floating]]:
    """Overall accuracy, and share of the ground, user's and producer's accuracy of each class; NaN where a map lacks one."""
    matrix = np.bincount(mapped.ravel() * k + truth.ravel(), minlength=k * k).reshape(k, k).astype(float)
    right, total = np.diagonal(matrix), matrix.sum()
    with np.errstate(invalid="ignore"):
        users, producers = right / matrix.sum(axis=1), right / matrix.sum(axis=0)
    return {
        "overall": np.array([right.sum() / total]), "share": matrix.sum(axis=0) / total, "users": users, "producers": producers,
    }  # fmt: skip


def holds(interval: Estimate, truth: NDArray[np.floating]) -> NDArray[np.floating]:
    """1 where the truth lies within the 95 % interval, 0 where not, NaN where one of them is not known."""
    known = np.isfinite(interval.value) & np.isfinite(truth)
    return np.where(known, np.abs(interval.value - truth) <= interval.half_width, np.nan)


class Row:
    """Collects the draws of one map by one design."""

    def __init__(self, mapped: Labels, truth: Labels, k: int) -> None:
        self._mapped, self._ground = mapped, truth
        self._truth = true_figures(mapped, truth, k)
        self._held: dict[str, list[NDArray[np.floating]]] = {name: [] for name in self._truth}
        self._overall: list[tuple[float, float]] = []

    def add(self, rows: Labels, columns: Labels, strata: Labels, pixels: Labels, unseen: float) -> None:
        """Estimate from one draw."""
        places = rows, columns
        sample = Sample(strata, self._mapped[places], self._ground[places], np.ones(len(rows)))
        found = estimate_strata(sample, pixels.astype(float), unseen=unseen)
        for name, values in self._truth.items():
            self._held[name].append(holds(getattr(found, name), values))
        self._overall.append((found.overall.value[0], found.overall.half_width[0]))

    def cells(self) -> list[str]:
        """Per cent of the draws whose interval holds the truth (of classes: mean and least), truth, width, mean error."""
        cells = [f"{100 * np.mean(self._held['overall']):.1f}"]
        for name in ("share", "users", "producers"):
            held = np.stack(self._held[name])
            by_class = np.nanmean(held[:, ~np.isnan(held).all(axis=0)], axis=0)
            cells.append(f"{100 * by_class.mean():.1f} ({100 * by_class.min():.1f})")
        value, half_width = np.mean(self._overall, axis=0)
        truth = self._truth["overall"][0]
        return [*cells, f"{truth:.3f}", f"± {half_width:.3f}", f"{value - truth:+.4f}"]


def measure(ground: Ground, draws: int) -> dict[tuple[str, Design], Row]:
    """All rows of a ground, from the same draws."""
    names = ("coarse", "spectral")
    rows = {(name, design): Row(getattr(ground, name), ground.truth, ground.k) for name in names for design in DESIGNS}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            write_map(Path(folder, f"{name}.tif"), getattr(ground, name))
        for seed in range(draws):
            strata = {name: drawn(Path(folder, f"{name}.tif"), seed) for name in names}
            for (name, design), row in rows.items():
                source = next(one for one in names if (one != name) == design.other_map)
                row.add(*chosen(strata[source], ground.k, design, seed), design.unseen)
    return rows


def drawn(path: Path, seed: int) -> dict[int, Stratum]:
    """The pixels of each class of a map that a sample takes its points from."""
    with open_labels(str(path)) as labels:
        return draw(labels, AreaMask(None, labels.georef), None, COUNT, seed=seed, report=silent())


def write_map(path: Path, labels: Labels) -> None:
    """A class raster."""
    profile = {"driver": "GTiff", "height": labels.shape[0], "width": labels.shape[1], "count": 1, "dtype": "uint8"}
    with rasterio.open(path, "w", **profile) as sink:
        sink.write(labels.astype("uint8"), 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=200, help="draws a row (default 200)")
    draws = parser.parse_args().draws
    write = sys.stdout.write
    write(f"{COUNT} points, at least {LEAST} for each class, {draws} draws a row.\n")
    for name, files in GROUNDS.items():
        ground = read(*files)
        write(f"\n**{name}**, {ground.truth.shape[0]} × {ground.truth.shape[1]} px, {ground.k} classes\n\n")
        write("| map | points | overall accuracy | areas | user's | producer's | true overall | width | mean error |\n")
        write("|:--|:--|--:|--:|--:|--:|--:|--:|--:|\n")
        for (judged, design), row in measure(ground, draws).items():
            write(f"| {judged} | {design.label} | {' | '.join(row.cells())} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
