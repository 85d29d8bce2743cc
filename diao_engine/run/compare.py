# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `compare`: short trainings with several methods, measured on the same ground, as a table and a page."""

from __future__ import annotations

import dataclasses
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from ..comparison.folds import folds
from ..comparison.methods import METHODS
from ..comparison.trials import Comparison, Ground, Trial
from ..dataset.classes import minority_classes
from ..dataset.store import TileDataset, load, save, write_table
from ..errors import BadInput, JobCancelled
from ..jobs import Compare, LayerRef
from ..jobs.compare import METHOD_LABELS, advice
from ..jobs.outputs import COMPARISON_TABLE, TRAININGS_TABLE
from ..messages import Sentence
from ..protocol import abandon
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging, short_lived
from ..scoring.imbalance import divergence, uniform
from ..training import device as devices
from .comparison_page import comparison_page, method_columns, training_columns
from .methods import balance
from .train import train_only

# Where there is nothing to measure on: so many parts of the training ground in turn.
_USUAL_FOLDS = 3
_TRAINING_STARTS = 0.3  # of a trial's part of the progress, after its dataset was balanced


def run(job: Compare, report: ProgressReporter) -> dict[str, Any]:
    """Train all methods on all grounds with all seeds, write what was asked for, and say what to use."""
    dataset = load(job.dataset, allow_outside=job.allow_outside)
    real = _real(dataset, report)
    devices.choose(job.device, report)  # said once, since what each of the trainings says is not passed on
    with Staging.of(job, reads=dataset.ancestors()) as staging:
        with _working_folder(job, staging, report) as folder:
            comparison = _compared(job, real, folder, report.part(0.0, 0.98))
        results = _results(comparison)
        sentence = advice(results["best"], *(results.get(name) for name in ("gain", "gain_low", "gain_high")))
        report.info(sentence)
        if job.table:
            write_table(staging.path(job.table), COMPARISON_TABLE, method_columns(comparison))
            write_table(staging.path(job.table), TRAININGS_TABLE, training_columns(comparison))
        if job.report:
            page_text = comparison_page(job, comparison, sentence, report.language)
            Path(staging.path(job.report)).write_text(page_text, encoding="utf-8")
        report.progress(1.0, "done")  # the last that hears Cancel: from here on the outputs move
    return {"table": job.table, "report": job.report, **results}


@contextmanager
def _working_folder(job: Compare, staging: Staging, report: ProgressReporter) -> Iterator[Path]:
    """A folder for datasets that go when the run ends, however it ends: in the caller's, or beside an output, where runs tidy up."""
    output = job.table or job.report
    if output and not report.folder:
        folder = staging.scratch(output, "work")
        os.mkdir(folder)
    else:
        folder = tempfile.mkdtemp(prefix="diao-compare-", dir=report.folder or None)
    try:
        with abandon.cleaned_by(partial(shutil.rmtree, folder, ignore_errors=True)), short_lived():
            yield Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _real(dataset: TileDataset, report: ProgressReporter) -> TileDataset:
    """What the methods start from: real tiles, each once; test tiles are not looked at."""
    tiles = dataset.tiles
    kept = tiles.take((tiles.origin == "real") & (tiles.split != "test") & (tiles.repeats > 0))
    if len(kept) < np.count_nonzero(tiles.split != "test") or (kept.repeats > 1).any():
        report.info("real_tiles_once")
    real = dataset.with_tiles(dataclasses.replace(kept, repeats=np.ones(len(kept), dtype=np.int64)))
    if (real.train().total() > 0).sum() < 2:
        raise BadInput("fewer_than_two_classes")
    return real


def _compared(job: Compare, dataset: TileDataset, folder: Path, report: ProgressReporter) -> Comparison:
    """All trials; a request to finish ends it after the last round in which every method was trained."""
    grounds = _grounds(job, dataset, folder, report)
    rounds = [(seed, ground) for seed in range(job.seed, job.seed + job.seeds) for ground in grounds]
    trainings = _Trainings(job, len(rounds), folder / "round", report)
    trials: list[Trial] = []
    for number, (seed, ground) in enumerate(rounds):
        found = trainings.round(number, seed, ground)
        if len(found) < len(trainings.methods):
            if not trials:
                raise JobCancelled
            report.warning("comparison_ends_early", count=number)
            break
        trials += found
    scheme = dataset.scheme
    return Comparison(
        methods=trainings.methods,
        trials=tuple(trials),
        classes=tuple(scheme.names.values()),
        colors=tuple(scheme.colors.values()),
        rare=minority_classes(dataset.train().total(), scheme.targets()),
        overlap=grounds[0].overlap,
        measured_on=grounds[0].measured_on,
    )


def _grounds(job: Compare, dataset: TileDataset, folder: Path, report: ProgressReporter) -> list[Ground]:
    """Where the methods are trained and measured: the dataset as it is divided, or one dataset per fold."""
    has_validation = bool(dataset.tiles.of("val").counts.any())
    count = job.folds or (0 if has_validation else _USUAL_FOLDS)
    if not count:
        return [_ground(dataset, folder / "tiles.gpkg", 0, overlap=0.0, measured_on=Sentence("validation_tiles"))]
    report.info("ground_in_folds", count=count)
    parts = folds(dataset.train(), count, seed=job.seed)
    return [
        _ground(
            dataset.with_tiles(tiles), folder / f"fold{number}.gpkg", number,
            overlap=1.0 / (count - 1), measured_on=Sentence.of("folds_of_training", count=count),
        )
        for number, tiles in enumerate(parts, start=1)
    ]  # fmt: skip


def _ground(dataset: TileDataset, path: Path, fold: int, *, overlap: float, measured_on: Sentence) -> Ground:
    save(dataset, str(path), final_path=str(path))
    return Ground(LayerRef(str(path)), fold, overlap, measured_on)


class _Trainings:
    """Trains the methods round by round; datasets are made in `folder`, which goes after each round."""

    def __init__(self, job: Compare, rounds: int, folder: Path, report: ProgressReporter) -> None:
        self.methods = job.compared()
        self._job, self._folder, self._report = job, folder, report
        self._count = rounds * len(self.methods)

    def round(self, number: int, seed: int, ground: Ground) -> list[Trial]:
        """One trial per method, all with one seed and on one ground; fewer when the user has asked to finish."""
        balanced: dict[str, LayerRef] = {}
        trials: list[Trial] = []
        self._folder.mkdir()
        for at, name in enumerate(self.methods, start=number * len(self.methods)):
            part = self._report.part(at / self._count, (at + 1) / self._count)
            label = Sentence(METHOD_LABELS[name])
            trial = self._trial(
                name, seed, ground, balanced,
                part.under("training_of_method", number=at + 1, count=self._count, method=label),
            )  # fmt: skip
            if self._report.wants_to_finish():  # it ended before its last step
                break
            trials.append(trial)
            miou = 100 * trial.confusion.miou
            if ground.fold:
                self._report.info("trained_method_on_fold", seed=seed, fold=ground.fold, method=label, miou=miou)
            else:
                self._report.info("trained_method", seed=seed, method=label, miou=miou)
        shutil.rmtree(self._folder)
        return trials

    def _trial(
        self, name: str, seed: int, ground: Ground, balanced: dict[str, LayerRef], report: ProgressReporter
    ) -> Trial:
        method, began = METHODS[name], time.monotonic()
        if method.balance not in balanced:
            output = str(self._folder / f"{name}.gpkg")
            balanced[method.balance] = balance(
                method.steps, ground.dataset, output,
                seed=seed, allow_outside=True, report=report.part(0.0, _TRAINING_STARTS),
            )  # fmt: skip
        ref = balanced[method.balance]
        train = self._job.training(dataset=ref, seed=seed, **method.training)
        outcome = train_only(train, load(ref, allow_outside=True), report.part(_TRAINING_STARTS, 1.0))
        return Trial(
            method=name,
            seed=seed,
            fold=ground.fold,
            confusion=outcome.confusion,
            imbalance=divergence(outcome.shown, uniform(outcome.shown)),
            effective_tiles=outcome.effective_tiles,
            seconds=time.monotonic() - began,
        )


def _results(comparison: Comparison) -> dict[str, Any]:
    """The outputs; a gain or an interval that there is not is left out."""
    found = comparison.verdict()
    gain = found.gain
    values = {} if gain is None else {"gain": gain.mean, "gain_low": gain.low, "gain_high": gain.high}
    return {"best": found.best, **{name: value for name, value in values.items() if np.isfinite(value)}}
