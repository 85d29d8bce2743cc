# SPDX-License-Identifier: GPL-2.0-or-later
"""The comparison of methods as a page and as tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..comparison.differences import Difference
from ..comparison.trials import Comparison, Trial, macro_f1, miou
from ..jobs import Compare
from ..jobs.compare import METHOD_LABELS, NOTHING
from ..messages import Language, Sentence
from .page import Cell, Number, Page, columns
from .parameters import setting_rows

Columns = dict[str, NDArray[Any]]
# Settings that say nothing about how a comparison was made.
_NOT_SETTINGS = ("dataset", "allow_outside", "table", "report")


def method_columns(comparison: Comparison) -> Columns:
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


def comparison_page(job: Compare, comparison: Comparison, advice: Sentence, language: Language) -> str:
    """The page as HTML."""
    rounds = comparison.rounds()
    page = Page("title_comparison", language)
    page.text(advice)
    rare = [name for name, is_rare in zip(comparison.classes, comparison.rare, strict=True) if is_rare]
    page.text(
        "comparison_settings",
        methods=len(comparison.methods), rounds=len(rounds), steps=job.steps, tiles=comparison.measured_on,
        rare=rare or Sentence("no_class"),
    )  # fmt: skip
    if len(rounds) == 1:
        page.warning("one_training_each")
    page.heading("heading_methods")
    page.table(
        columns(
            "column_method", "column_mean_iou", "column_gain", "column_rare_iou", "column_gain", "column_macro_f1", "column_gain",
            "column_imbalance_shown", "column_effective_tiles", "column_seconds",
        ),
        [_method_row(comparison, method) for method in comparison.methods],
    )  # fmt: skip
    page.heading("heading_class_ious")
    page.table(
        (Sentence("column_class"), *map(_label, comparison.methods)),
        [
            (name, *(_points(comparison.mean(method, comparison.iou(number))) for method in comparison.methods))
            for number, name in enumerate(comparison.classes)
        ],
        colors=list(comparison.colors),
    )
    others = [method for method in comparison.methods if method != NOTHING]
    page.heading("heading_gains")
    page.table(
        (*columns("column_seed", "column_fold"), _label(NOTHING), *map(_label, others)),
        [_round_row(comparison, others, index) for index in range(len(rounds))],
    )
    page.text("short_trainings")
    page.heading("heading_settings")
    page.table(columns("column_setting", "column_value"), list(setting_rows(job, without=_NOT_SETTINGS)))
    return page.html()


def _label(method: str) -> Sentence:
    return Sentence(METHOD_LABELS[method])


def _method_row(comparison: Comparison, method: str) -> tuple[Cell, ...]:
    row: list[Cell] = [_label(method)]
    for figure in (miou, comparison.rare_iou, macro_f1):
        row += [_points(comparison.mean(method, figure)), _gain(comparison.gain(method, figure))]
    imbalance, tiles, seconds = (comparison.mean(method, figure) for figure in _MEASURES.values())
    return (*row, imbalance, round(tiles), round(seconds))


def _round_row(comparison: Comparison, others: list[str], index: int) -> tuple[Cell, ...]:
    at = comparison.rounds()[index]
    plain = comparison.figures(NOTHING, miou)[at]
    gains = (comparison.figures(method, miou)[at] - plain for method in others)
    return (str(at[0]), str(at[1] or "–"), _points(plain), *(Number(gain, "+.1f") for gain in gains))


def _points(value: float) -> Number:
    return Number(value, ".1f")


def _gain(gain: Difference | None) -> Cell:
    if gain is None:
        return ""
    if not np.isfinite(gain.low):
        return Number(gain.mean, "+.1f")
    code = "gain_interval_real" if gain.is_real else "gain_interval"
    return Sentence.of(code, mean=gain.mean, low=gain.low, high=gain.high)


def _texts(values: Any) -> NDArray[Any]:
    return np.array(list(values), dtype=object)


_MEASURES: dict[str, Callable[[Trial], float]] = {
    "imbalance": lambda trial: trial.imbalance,
    "effective_tiles": lambda trial: trial.effective_tiles,
    "seconds": lambda trial: trial.seconds,
}
