# SPDX-License-Identifier: GPL-2.0-or-later
"""The comparison of methods as a page and as tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..comparison.differences import Difference
from ..comparison.trials import Comparison, Trial, macro_f1, miou
from ..jobs import Compare, specs
from ..jobs.compare import METHOD_LABELS, NOTHING
from .page import Cell, Page

Columns = dict[str, NDArray[Any]]
# Settings that say nothing about how a comparison was made.
_NOT_SETTINGS = ("dataset", "allow_outside", "table", "report")


def columns(comparison: Comparison) -> Columns:
    """One row per method."""
    methods, best = comparison.methods, comparison.verdict().best
    read = {"miou": miou, "macro_f1": macro_f1, "rare_iou": comparison.rare_iou}
    table: Columns = {
        "method": _texts(methods),
        "label": _texts(METHOD_LABELS[method] for method in methods),
        "best": np.array([method == best for method in methods]),
        "trainings": np.array([len(comparison.figures(method, miou)) for method in methods], dtype=np.int32),
    }
    for name, figure in read.items():
        table[name] = np.array([comparison.mean(method, figure) for method in methods])
    for name, figure in read.items():
        gains = [comparison.gain(method, figure) for method in methods]
        table[f"gain_{name}"] = np.array([np.nan if gain is None else gain.mean for gain in gains])
        table[f"gain_{name}_low"] = np.array([np.nan if gain is None else gain.low for gain in gains])
        table[f"gain_{name}_high"] = np.array([np.nan if gain is None else gain.high for gain in gains])
        table[f"gain_{name}_is_real"] = np.array([gain is not None and gain.is_real for gain in gains])
    for name, plain in _MEASURES.items():
        table[name] = np.array([comparison.mean(method, plain) for method in methods])
    return table


def training_columns(comparison: Comparison) -> Columns:
    """One row per training; IoU of each class in the columns iou_1, iou_2 … in the order of the classes."""
    trials = comparison.trials
    table: Columns = {
        "method": _texts(trial.method for trial in trials),
        "seed": np.array([trial.seed for trial in trials], dtype=np.int64),
        "fold": np.array([trial.fold for trial in trials], dtype=np.int32),
    }
    read = {"miou": miou, "macro_f1": macro_f1, "rare_iou": comparison.rare_iou, **_MEASURES}
    for number in range(len(comparison.classes)):
        read[f"iou_{number + 1}"] = comparison.iou(number)
    for name, figure in read.items():
        table[name] = np.array([figure(trial) for trial in trials])
    return table


def comparison_page(job: Compare, comparison: Comparison, advice: str) -> str:
    """The page as HTML."""
    rounds = comparison.rounds()
    page = Page("What balancing gives on this dataset")
    page.text(advice)
    rare = [name for name, is_rare in zip(comparison.classes, comparison.rare, strict=True) if is_rare]
    page.text(
        f"{len(comparison.methods)} methods, trainings of each: {len(rounds)}, of {job.steps} steps, measured on the "
        f"{comparison.measured_on}. Rare classes, below their target share: {', '.join(rare) or 'none'}. Figures are means in per "
        "cent; gains are points over no balancing, with 95 % t intervals of the differences between trainings of the same seed and "
        "fold, and real where the interval excludes 0. All models have the prior correction that is best for them."
    )
    if len(rounds) == 1:
        page.warning("One training per method has no interval: what differs may be chance. Use more seeds.")
    page.heading("Methods").table(
        (
            "method",
            "mean IoU",
            "gain",
            "rare IoU",
            "gain",
            "macro F1",
            "gain",
            "imbalance shown",
            "effective tiles",
            "seconds",
        ),
        [_method_row(comparison, method) for method in comparison.methods],
    )
    page.heading("IoU of each class").table(
        ("class", *(METHOD_LABELS[method] for method in comparison.methods)),
        [
            (name, *(_points(comparison.mean(method, comparison.iou(number))) for method in comparison.methods))
            for number, name in enumerate(comparison.classes)
        ],
        colors=list(comparison.colors),
    )
    others = [method for method in comparison.methods if method != NOTHING]
    page.heading("Gains in mean IoU, training by training").table(
        ("seed", "fold", METHOD_LABELS[NOTHING], *(METHOD_LABELS[method] for method in others)),
        [_round_row(comparison, others, index) for index in range(len(rounds))],
    )
    page.text(
        "Short trainings favour balancing more than long ones, for they see the rare classes too seldom to learn them; where a gain "
        "is near the noise, compare with more steps. Of twenty intervals of methods that give nothing, one excludes 0 by chance."
    )
    page.heading("Settings").table(
        ("setting", "value"),
        [(spec.label, _setting(getattr(job, spec.name))) for spec in specs(job) if spec.name not in _NOT_SETTINGS],
    )
    return page.html()


def _method_row(comparison: Comparison, method: str) -> tuple[Cell, ...]:
    row: list[Cell] = [METHOD_LABELS[method]]
    for figure in (miou, comparison.rare_iou, macro_f1):
        row += [_points(comparison.mean(method, figure)), _gain(comparison.gain(method, figure))]
    imbalance, tiles, seconds = (comparison.mean(method, figure) for figure in _MEASURES.values())
    return (*row, imbalance, round(tiles), round(seconds))


def _round_row(comparison: Comparison, others: list[str], index: int) -> tuple[Cell, ...]:
    at = comparison.rounds()[index]
    plain = comparison.figures(NOTHING, miou)[at]
    gains = (comparison.figures(method, miou)[at] - plain for method in others)
    return (str(at[0]), str(at[1] or "–"), _points(plain), *(f"{gain:+.1f}" for gain in gains))


def _points(value: float) -> str:
    return f"{value:.1f}" if np.isfinite(value) else "–"


def _gain(gain: Difference | None) -> str:
    if gain is None:
        return ""
    if not np.isfinite(gain.low):
        return f"{gain.mean:+.1f}"
    return f"{gain.mean:+.1f} [{gain.low:+.1f}, {gain.high:+.1f}]{' real' if gain.is_real else ''}"


def _setting(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _texts(values: Any) -> NDArray[Any]:
    return np.array(list(values), dtype=object)


_MEASURES: dict[str, Callable[[Trial], float]] = {
    "imbalance": lambda trial: trial.imbalance,
    "effective_tiles": lambda trial: trial.effective_tiles,
    "seconds": lambda trial: trial.seconds,
}
