# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether time and memory stay in proportion when one machine gets much to do; prints Markdown tables.

make bench-large [ARGUMENTS="tiles raster objects"]

A million tiles, a raster of 100,000 × 100,000 px that is mostly nodata, a million objects; each beside a tenth and a hundredth.
What was measured is kept in a folder, and a run that was stopped goes on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.bench_segment import BANDS, CARD, CLASSES
from tests.benchmarks.scale.ground import TILE, write_objects, write_pair, write_sparse_image
from tests.benchmarks.scale.steps import CACHE, ROOT, Kept, Measured

COUNTS = (10_000, 100_000, 1_000_000)
SIDES = (10_240, 30_720, 102_400)
_STEPS = ("createdataset", "score", "classreport", "page Data")


def tiles(kept: Kept) -> None:
    """A dataset is made, looked at, balanced and shown."""
    print(f"| Tiles of {TILE} px | {' | '.join(_STEPS)} |\n|--:|{'--:|' * len(_STEPS)}")
    before: list[Measured] = []
    for count in COUNTS:
        image, label, made, scored = (
            kept.folder / f"{count}_{name}" for name in ("i.tif", "l.tif", "a.gpkg", "b.gpkg")
        )
        exact = _once(label, lambda label=label, image=image, count=count: write_pair(image, label, count))
        create = kept.job(
            f"create {count}", "createdataset",
            {"images": [str(image)], "labels": [str(label)], "tile_size": TILE, "output": str(made)},
        )  # fmt: skip
        score = kept.job(f"score {count}", "score", {"dataset": str(made), "output": str(scored)})
        report = kept.job(
            f"report {count}", "classreport", {"dataset": str(made), "report": str(kept.folder / f"{count}.html")}
        )
        dock = kept.command(f"dock {count}", _dock("tiles", scored))
        assert create.results["tile_count"] == dock.results["count"] == exact
        before = _row(f"{exact:,}", [create, score, report, dock], before)


def raster(kept: Kept) -> None:
    """A raster that is nodata but for 17 million pixels is mapped by a model of one convolution."""
    from tests.engine.networks import pixelwise, save

    model = kept.folder / "model.onnx"
    save(pixelwise(np.random.default_rng(0).normal(size=(CLASSES, BANDS))), model, card=CARD)
    print("| Raster, px | segment | Size of the class map |\n|--:|--:|--:|")
    before: list[Measured] = []
    for side in SIDES:
        image, mapped = kept.folder / f"{side}.tif", kept.folder / f"{side}_map.tif"
        _once(image, lambda image=image, side=side: write_sparse_image(image, side, BANDS))
        outputs = {"output": str(mapped), "confidence": str(kept.folder / f"{side}_confidence.tif")}
        values = {"input": str(image), "model": str(model), "device": "cpu", "batch_size": 4}
        step = kept.job(f"segment {side}", "segment", values | outputs)
        before = _row(f"{side:,} × {side:,}", [step], before, f"{mapped.stat().st_size / 1e6:.0f} MB")


def objects(kept: Kept) -> None:
    """The objects of a class become polygons, and the dock reads them for its list."""
    print("| Objects | minoritypolygons | page Map reads |\n|--:|--:|--:|")
    before: list[Measured] = []
    for count in COUNTS:
        label, made = kept.folder / f"{count}_objects.tif", kept.folder / f"{count}_objects.gpkg"
        exact = _once(label, lambda label=label, count=count: write_objects(label, count))
        polygons = kept.job(f"polygons {count}", "minoritypolygons", {"input": str(label), "output": str(made)})
        dock = kept.command(f"list {count}", _dock("objects", made))
        assert polygons.results["polygon_count"] == dock.results["count"] == exact
        before = _row(f"{exact:,}", [polygons, dock], before)


SECTIONS: dict[str, Callable[[Kept], None]] = {"tiles": tiles, "raster": raster, "objects": objects}


def _row(name: str, steps: Sequence[Measured], before: Sequence[Measured], *more: str) -> list[Measured]:
    """A line of a table: of each step its processor time, how many times that of the line above it is, and its memory."""
    cells = []
    for position, step in enumerate(steps):
        times = f" (× {step.cpu / before[position].cpu:.1f})" if before else ""
        cells.append(f"{step.cpu:.1f} s{times}, {step.peak:,.0f} MB")
    print(f"| {' | '.join([name, *cells, *more])} |", flush=True)
    return list(steps)


def _once(path: Path, write: Callable[[], Any]) -> int:
    """What `write` gives, which writes a file and is not asked again once that is whole."""
    note = path.with_suffix(".done")
    if not note.exists():
        note.write_text(str(write() or 0), encoding="ascii")
    return int(note.read_text(encoding="ascii"))


def _dock(what: str, path: Path) -> list[str]:
    return [str(ROOT / ".ci" / "tool"), "qgis", "-m", "tests.benchmarks.scale.dock", what, str(path)]


def main(folder: Path, names: Iterable[str]) -> None:
    """Print the tables of these sections."""
    print(f"Processor time of all threads, peak memory of the process; GDAL's cache of blocks limited to {CACHE} MB.")
    for name in names:
        print()
        SECTIONS[name](Kept(folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or SECTIONS)
