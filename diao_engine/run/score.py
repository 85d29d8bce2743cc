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
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..scoring import imbalance
from ..scoring.lower_bound import LowerBound, lower_bound
from ..scoring.methods import METHODS
from ..scoring.oversample import Limits
from .page import Page
from .targets import target_distribution

_TILES_SHOWN = 15
# Pushed this far below the real share, the common classes tend to lose; the report says so.
# See resources/docs/method.md, "Dose".
_STRONG_SHIFT = 0.5


@dataclasses.dataclass(frozen=True)
class Balanced:
    """The result of scoring: repeats and scores of the training tiles, and the imbalance before, after and at best."""

    target: NDArray[np.float64]
    before: float
    after: float
    lower_bound: LowerBound
    repeats: NDArray[np.int64]
    scores: NDArray[np.float64]


def run(job: Score, report: ProgressReporter) -> dict[str, Any]:
    """Score the training tiles and write the balanced dataset."""
    dataset = load(job.dataset, allow_outside=True)  # reads no pixels
    with Staging.of(job, reads=dataset.ancestors()) as staging:
        train = dataset.train()
        target = target_distribution(job, train, dataset.scheme)
        balanced = _balance(job, train, target, report.part(0.05, 0.8))
        _report_results(balanced, train, report)
        results = {
            "imbalance_before": balanced.before,
            "imbalance_after": balanced.after,
            "imbalance_floor": balanced.lower_bound.bound,
        }
        info = dataset.info.after(job, **results, target_shares=target.tolist())
        report.progress(0.85, "Writing the dataset")
        balanced_dataset = dataclasses.replace(dataset, tiles=_with_repeats(dataset.tiles, balanced), info=info)
        kept = persist_files(balanced_dataset, job.output, staging)
        save(kept, staging.path(job.output), final_path=job.output, current=staging.current)
        if job.report:
            with open(staging.path(job.report), "w", encoding="utf-8") as file:
                file.write(_page(job, dataset.scheme, train, balanced))
        report.progress(1.0, "Done")  # the last that hears Cancel: from here on the outputs move
    return {"output": job.output, "report": job.report, **results}


def _balance(job: Score, train: Tiles, target: NDArray[np.float64], report: ProgressReporter) -> Balanced:
    """Choose repeats for the training tiles that are in use; those that the user has set to 0 stay out."""
    order = np.argsort(train.tile_id, kind="stable")
    used = order[train.repeats[order] > 0]
    counts = train.counts[used]
    limits = Limits(job.max_repeats, round(len(used) * job.budget / 100.0), job.target_imbalance)

    def on_round(copies: int, reached: float) -> None:
        stage = f"{copies} copies, imbalance {reached:.4f}"
        report.progress(0.7 * copies / max(limits.budget, 1), stage)

    chosen = METHODS[job.method](counts, target, limits, np.random.default_rng(job.seed), on_round)
    report.progress(0.7, "Computing the floor")
    repeats = np.zeros(len(train), dtype=np.int64)
    repeats[used] = chosen
    total = repeats @ train.counts
    return Balanced(
        target=target,
        before=imbalance.divergence(train.total(), target),
        after=imbalance.divergence(total, target),
        lower_bound=lower_bound(counts, target, limits),
        repeats=repeats,
        scores=imbalance.density_scores(train.counts, total, target),
    )


def _with_repeats(tiles: Tiles, balanced: Balanced) -> Tiles:
    train = tiles.split == "train"
    repeats, scores = np.ones(len(tiles), dtype=np.int64), np.zeros(len(tiles))
    repeats[train], scores[train] = balanced.repeats, balanced.scores
    return dataclasses.replace(tiles, repeats=repeats, diao_score=scores)


def _report_results(balanced: Balanced, train: Tiles, report: ProgressReporter) -> None:
    copies = int((balanced.repeats - 1).clip(0).sum())
    report.info(
        f"Imbalance {balanced.before:.4f} before, {balanced.after:.4f} after {copies} copies of "
        f"{int((balanced.repeats > 1).sum())} of {len(train)} training tiles; floor {balanced.lower_bound.bound:.4f}, "
        f"gap {balanced.after - balanced.lower_bound.bound:.2g}."
    )


def _page(job: Score, scheme: ClassScheme, train: Tiles, balanced: Balanced) -> str:
    before, after = _shares(train.total()), _shares(balanced.repeats @ train.counts)
    names = list(scheme.names.values())
    page = Page("Balance of the training tiles")
    page.text(
        f"Method {job.method}, target {job.target}, at most {job.max_repeats} repeats of a tile, budget {job.budget:g} % of "
        f"{len(train)} training tiles."
    )
    page.table(
        ("Imbalance, KL(p‖q) in nats", "value"),
        [
            ("before", balanced.before),
            ("after", balanced.after),
            ("floor: no repeats within these limits can go below", balanced.lower_bound.bound),
            ("gap to the floor", balanced.after - balanced.lower_bound.bound),
        ],
    )
    page.heading("Class shares").bars(names, {"before": before, "after": after, "target": list(balanced.target)})
    page.table(
        ("class", "before", "after", "target", "drawn more often by"),
        [
            (name, _percent(b), _percent(a), _percent(t), f"× {a / b:.2f}" if b > 0 else None)
            for name, b, a, t in zip(names, before, after, balanced.target, strict=True)
        ],
        colors=list(scheme.colors.values()),
    )
    _expectation(page, job, names, before, after, balanced.target.tolist())
    top = np.argsort(-balanced.repeats, kind="stable")[:_TILES_SHOWN]
    page.heading("Tiles repeated most").table(
        ("tile", "repeats", "score", *names),
        [
            (
                str(train.tile_id[i]),
                int(balanced.repeats[i]),
                float(balanced.scores[i]),
                *map(_percent, _shares(train.counts[i])),
            )
            for i in top
            if balanced.repeats[i] > 1
        ],
    )
    return page.html()


def _expectation(
    page: Page, job: Score, names: list[str], before: list[float], after: list[float], target: list[float]
) -> None:
    """Say what the shift is expected to do to the common classes too."""
    less = [name for name, b, a in zip(names, before, after, strict=True) if a < _STRONG_SHIFT * b]
    more = [name for name, b, a, t in zip(names, before, after, target, strict=True) if b < a and b < t]
    if more:
        shown = ", ".join(more)
        page.text(
            f"Rarer than wanted and now seen more often: {shown}. Expect more of them to be found, and more false alarms."
        )
    if less:
        advice = "raise Temper" if job.target == "lifted" else "use the lifted target"
        page.warning(
            f"The share of {', '.join(less)} falls below half; where training data are plenty this has cost common classes more "
            f"than it gave rare ones. Lower Budget, or {advice}, and compare."
        )


def _shares(counts: NDArray[np.integer]) -> list[float]:
    return [float(share) for share in counts / max(counts.sum(), 1)]


def _percent(share: float) -> str:
    return f"{share:.2%}"
