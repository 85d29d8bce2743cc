# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `score`: choose how often each training tile is repeated."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import ClassScheme
from ..dataset.persist import persist_files
from ..dataset.store import load, save
from ..dataset.tiles import Tiles
from ..jobs import Score
from ..messages import Language, Sentence
from ..metrics.statistics import slivers
from ..metrics.variety import effective_tiles
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..scoring.imbalance import density_scores
from ..scoring.lower_bound import lower_bound
from ..scoring.methods import METHODS
from ..scoring.objective_bound import objective_bound
from ..scoring.oversample import Limits, objective
from .page import Page, columns, percent
from .parameters import choice
from .targets import imbalance_change, imbalance_numbers, imbalance_rows, target_distribution

_TILES_SHOWN = 15
# Pushed this far below the real share, the common classes tend to lose; the report says so.
# See resources/docs/method.md, "Dose".
_STRONG_SHIFT = 0.5


@dataclasses.dataclass(frozen=True)
class Balanced:
    """The result of scoring.

    Repeats and scores of the training tiles; the numbers of the job and the floor of the imbalance; the objective, which is the
    imbalance and the price of concentration, as it was reached and at best. All in nats.
    """

    target: NDArray[np.float64]
    repeats: NDArray[np.int64]
    scores: NDArray[np.float64]
    numbers: dict[str, float]
    objective: float
    objective_bound: float

    @property
    def drawn(self) -> int:
        """How many training tiles an epoch shows."""
        return int((self.repeats > 0).sum())


def run(job: Score, report: ProgressReporter) -> dict[str, Any]:
    """Score the training tiles and write the balanced dataset."""
    dataset = load(job.dataset, allow_outside=True)  # reads no pixels
    with Staging.of(job, reads=dataset.ancestors()) as staging:
        train = dataset.train()
        target = target_distribution(job, train, dataset.scheme)
        balanced = _balance(job, train, target, report.part(0.05, 0.8))
        _report_results(balanced, train, report)
        too_few = slivers(dataset.scheme, train)
        for line in too_few:
            report.warning(line)
        results = balanced.numbers
        info = dataset.info.after(job, **results, target_shares=target.tolist())
        report.progress(0.85, "writing_dataset")
        balanced_dataset = dataclasses.replace(dataset, tiles=_with_repeats(dataset.tiles, balanced), info=info)
        kept = persist_files(balanced_dataset, job.output, staging)
        save(kept, staging.path(job.output), final_path=job.output, current=staging.current)
        if job.report:
            with open(staging.path(job.report), "w", encoding="utf-8") as file:
                file.write(_page(job, dataset.scheme, train, balanced, too_few, report.language))
        report.progress(1.0, "done")  # the last that hears Cancel: from here on the outputs move
    return {"output": job.output, "report": job.report, **results}


def _balance(job: Score, train: Tiles, target: NDArray[np.float64], report: ProgressReporter) -> Balanced:
    """Choose repeats for the training tiles that are in use; those that the user has set to 0 stay out."""
    order = np.argsort(train.tile_id, kind="stable")
    used = order[train.repeats[order] > 0]
    counts = train.counts[used]
    budget = round(len(used) * job.budget / 100.0)
    limits = Limits(job.max_repeats, budget, job.target_imbalance, job.evenness)

    def on_round(copies: int, reached: float) -> None:
        report.progress(0.7 * copies / max(limits.budget, 1), "copies_so_far", copies=copies, imbalance=reached)

    chosen = METHODS[job.method](counts, target, limits, np.random.default_rng(job.seed), on_round)
    report.progress(0.7, "computing_floor")
    repeats = np.zeros(len(train), dtype=np.int64)
    repeats[used] = chosen
    total = repeats @ train.counts
    floor = lower_bound(counts, target, limits).bound
    return Balanced(
        target=target,
        repeats=repeats,
        scores=density_scores(train.counts, total, target),
        numbers={
            **imbalance_numbers(train.total(), total, target),
            "imbalance_floor": floor,
            "effective_tiles": effective_tiles(repeats),
        },
        objective=objective(counts, chosen, target, limits),
        objective_bound=objective_bound(counts, target, limits).bound if limits.evenness else floor,
    )


def _with_repeats(tiles: Tiles, balanced: Balanced) -> Tiles:
    train = tiles.split == "train"
    repeats, scores = np.ones(len(tiles), dtype=np.int64), np.zeros(len(tiles))
    repeats[train], scores[train] = balanced.repeats, balanced.scores
    return dataclasses.replace(tiles, repeats=repeats, diao_score=scores)


def _report_results(balanced: Balanced, train: Tiles, report: ProgressReporter) -> None:
    copies = int((balanced.repeats - 1).clip(0).sum())
    numbers = balanced.numbers
    report.info(
        "copies_made",
        copies=copies,
        repeated=int((balanced.repeats > 1).sum()),
        tiles=len(train),
        imbalance=imbalance_change(numbers),
        floor=numbers["imbalance_floor"],
    )
    gap = balanced.objective - balanced.objective_bound
    report.info("effective_tiles", effective=numbers["effective_tiles"], drawn=balanced.drawn, gap=gap)


def _page(
    job: Score, scheme: ClassScheme, train: Tiles, balanced: Balanced, too_few: list[Sentence], language: Language
) -> str:
    before, after = _shares(train.total()), _shares(balanced.repeats @ train.counts)
    names, target = list(scheme.names.values()), balanced.target.tolist()
    page = Page("title_balance", language)
    page.text(
        "balance_settings",
        method=choice(job, "method"), target=choice(job, "target"), most=job.max_repeats, budget=job.budget, count=len(train),
    )  # fmt: skip
    _numbers(page, job, balanced)
    for line in too_few:
        page.warning(line)
    page.heading("heading_shares")
    page.bars(
        names,
        list(zip(columns("column_before", "column_after", "column_target"), (before, after, target), strict=True)),
    )
    page.table(
        columns("column_class", "column_before", "column_after", "column_target", "column_times"),
        [
            (name, percent(b), percent(a), percent(t), Sentence.of("times", factor=a / b) if b > 0 else None)
            for name, b, a, t in zip(names, before, after, target, strict=True)
        ],
        colors=list(scheme.colors.values()),
    )
    _expectation(page, job, names, before, after, target)
    top = np.argsort(-balanced.repeats, kind="stable")[:_TILES_SHOWN]
    page.heading("heading_most_repeated")
    page.table(
        (*columns("column_tile", "column_repeats", "column_score"), *names),
        [
            (
                str(train.tile_id[i]),
                int(balanced.repeats[i]),
                float(balanced.scores[i]),
                *map(percent, _shares(train.counts[i])),
            )
            for i in top
            if balanced.repeats[i] > 1
        ],
    )
    return page.html()


def _numbers(page: Page, job: Score, balanced: Balanced) -> None:
    """Imbalance and evenness, each beside the best that could be had."""
    numbers = balanced.numbers
    page.table(columns("column_imbalance", "column_before", "column_after"), imbalance_rows(numbers))
    page.text("balance_floor", floor=numbers["imbalance_floor"])
    page.text("balance_variety", effective=numbers["effective_tiles"], drawn=balanced.drawn)
    if job.method == "diao":
        page.table(
            columns("column_objective", "column_value"),
            [
                (Sentence.of("row_objective", evenness=job.evenness), balanced.objective),
                (Sentence("row_objective_floor"), balanced.objective_bound),
                (Sentence("row_objective_gap"), balanced.objective - balanced.objective_bound),
            ],
        )


def _expectation(
    page: Page, job: Score, names: list[str], before: list[float], after: list[float], target: list[float]
) -> None:
    """Say what the shift is expected to do to the common classes too."""
    less = [name for name, b, a in zip(names, before, after, strict=True) if a < _STRONG_SHIFT * b]
    more = [name for name, b, a, t in zip(names, before, after, target, strict=True) if b < a and b < t]
    if more:
        page.text("expect_more_found", names=more)
    if less:
        page.warning("strong_shift_of_lifted" if job.target == "lifted" else "strong_shift", names=less)


def _shares(counts: NDArray[np.integer]) -> list[float]:
    return [float(share) for share in counts / max(float(counts.sum()), 1.0)]
