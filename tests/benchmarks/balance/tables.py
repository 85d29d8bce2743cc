# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of bench_balance: an overview, which differences are real, and everything per setting.

Figures are in per cent. A difference is taken seed by seed, with the 95 % t interval of its mean; it is real where the interval
excludes 0.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from diao_engine.comparison.differences import Difference, paired
from diao_engine.metrics.confusion import Confusion

from .cells import Cell, Setting
from .ground import GIVEN
from .rows import CP, DEFAULT, NONE, PARTS, ROWS

# Fewer seeds than this are a hint and no finding: their figures stand in brackets.
ENOUGH_SEEDS = 3

Results = dict[Cell, dict[str, Any]]
Figure = Callable[[dict[str, Any]], float]


def figures(ground: str) -> dict[str, Figure]:
    """What is read from a result on one half of the measured ground (`choose`, `check`), in per cent."""

    def of(read: Callable[[Confusion], float], key: str = ground) -> Figure:
        return lambda result: 100 * read(Confusion(np.array(result[key])))

    def rare(key: str) -> Figure:
        return lambda result: 100 * _rare_iou(result, key)

    return {
        "mIoU": of(lambda found: found.miou),
        "rare IoU": rare(ground),
        "macro F1": of(lambda found: found.macro_f1),
        "mIoU uncorrected": of(lambda found: found.miou, f"{ground}_uncorrected"),
        "rare IoU uncorrected": rare(f"{ground}_uncorrected"),
    }


def iou_of_class(name: str, ground: str) -> Figure:
    """The IoU of one class in per cent."""
    return lambda result: 100 * float(Confusion(np.array(result[ground])).iou[result["classes"].index(name)])


def _rare_iou(result: dict[str, Any], key: str) -> float:
    """Mean IoU over the rare classes that occur."""
    iou = Confusion(np.array(result[key])).iou
    values = [iou[result["classes"].index(name)] for name in result["rare"]]
    return float(np.nanmean(values)) if np.isfinite(values).any() else math.nan


def devices_of(results: Results) -> list[tuple[str, int]]:
    """The devices that cells ran on, and how many; the one with the most first."""
    return Counter(result["device"] for result in results.values()).most_common()


def settings_of(results: Results) -> list[Setting]:
    """All settings, in order."""
    return sorted({cell.setting for cell in results})


def rows_of(results: Results) -> list[str]:
    """The rows that have a result, in their order."""
    found = {cell.method for cell in results}
    return [name for name in ROWS if name in found]


def by_seed(results: Results, setting: Setting, method: str, figure: Figure) -> dict[int, float]:
    """A figure of a row in a setting, by seed."""
    return {
        cell.seed: figure(result)
        for cell, result in results.items()
        if cell.setting == setting and cell.method == method
    }


def difference(results: Results, setting: Setting, method: str, other: str, figure: Figure) -> Difference | None:
    """How much more a row has than another one in a setting."""
    return paired(by_seed(results, setting, method, figure), by_seed(results, setting, other, figure))


def pooled(results: Results, method: str, other: str, figure: Figure) -> Difference | None:
    """How much more a row has than another one over all settings in which both have enough seeds, each pair of runs counted once."""
    first: dict[tuple[Setting, int], float] = {}
    second: dict[tuple[Setting, int], float] = {}
    for setting in settings_of(results):
        mine, theirs = (by_seed(results, setting, row, figure) for row in (method, other))
        if len(mine.keys() & theirs.keys()) >= ENOUGH_SEEDS:
            first |= {(setting, seed): value for seed, value in mine.items()}
            second |= {(setting, seed): value for seed, value in theirs.items()}
    return paired(first, second)


def report(results: Results, ground: str = "check") -> str:
    """All tables, in Markdown."""
    timed = devices_of(results)[0][0]
    return "\n\n".join(
        (
            "## In short\n\nmIoU / rare IoU, means over seeds; the best of a column is bold, what has fewer than "
            f"{ENOUGH_SEEDS} seeds stands in brackets.",
            overview(results, ground),
            f"## Which differences are real\n\nmIoU / rare IoU, difference to *{NONE}*, then to *{DEFAULT}*: means over seeds; bold "
            f"where the 95 % interval excludes 0. The last column takes all pairs of runs in the settings where both rows have "
            f"{ENOUGH_SEEDS} seeds or more.",
            real_differences(results, NONE, ground),
            real_differences(results, DEFAULT, ground),
            f"What leaving out one part of *{CP}* changes:",
            real_differences(results, CP, ground, [row for row in rows_of(results) if row.startswith(f"{CP}, ")]),
            f"## In full\n\nSeconds are those of the cells that ran on {timed}; all other figures are of all cells.",
            *(in_full(results, setting, ground, timed) for setting in settings_of(results)),
        )
    )


def overview(results: Results, ground: str) -> str:
    """A row per method, a column per setting, and the mean over the settings of the given sides that the row has all of."""
    columns: dict[str, list[Setting]] = {str(setting): [setting] for setting in settings_of(results)}
    for name, chosen in (("given", True), ("swapped", False)):
        group = [setting for setting in settings_of(results) if (setting.sides == GIVEN) == chosen]
        if len(group) > 1:
            columns[f"mean of {len(group)}, sides {name}"] = group
    read = figures(ground)
    means = {
        (method, head, name): mean
        for method in rows_of(results)
        for head, group in columns.items()
        for name in ("mIoU", "rare IoU")
        if (mean := _mean(results, method, group, read[name])) is not None
    }

    seeds = {
        (method, head): min(len(by_seed(results, setting, method, read["mIoU"])) for setting in group)
        for method in rows_of(results)
        for head, group in columns.items()
    }

    def best(head: str, name: str) -> float:
        values = {method: value for (method, there, what), value in means.items() if (there, what) == (head, name)}
        enough = [value for method, value in values.items() if seeds[method, head] >= ENOUGH_SEEDS]
        return max(enough or values.values())

    def shown(method: str, head: str) -> str:
        parts = []
        for name in ("mIoU", "rare IoU"):
            if (value := means.get((method, head, name))) is None:
                return ""
            parts.append(f"**{value:.1f}**" if value == best(head, name) else f"{value:.1f}")
        text = " / ".join(parts)
        return text if seeds[method, head] >= ENOUGH_SEEDS else f"({text})"

    body = [[method, *(shown(method, head) for head in columns)] for method in rows_of(results)]
    return _markdown(["method", *columns], body)


def _mean(results: Results, method: str, group: Sequence[Setting], figure: Figure) -> float | None:
    """The mean over settings of means over seeds; None where a setting was not run or is not measurable."""
    groups = [_finite(by_seed(results, setting, method, figure).values()) for setting in group]
    return statistics.fmean(statistics.fmean(seeds) for seeds in groups) if all(groups) else None


def real_differences(results: Results, other: str, ground: str, rows: Sequence[str] | None = None) -> str:
    """A row per method (all but the one), a column per setting: mean differences to one row, bold where they are real."""
    read = figures(ground)
    if rows is None:
        rows = [row for row in rows_of(results) if row != other]
    settings = [
        setting for setting in settings_of(results) if any(by_seed(results, setting, row, read["mIoU"]) for row in rows)
    ]

    def shown(method: str, setting: Setting) -> str:
        found = [difference(results, setting, method, other, read[name]) for name in ("mIoU", "rare IoU")]
        return " / ".join(_gain(one) for one in found if one is not None)

    def over_all(method: str) -> str:
        found = [pooled(results, method, other, read[name]) for name in ("mIoU", "rare IoU")]
        return " / ".join(_interval(one) for one in found if one is not None)

    body = [[row, *(shown(row, setting) for setting in settings), over_all(row)] for row in rows]
    return _markdown([f"to {other}", *map(str, settings), "all pairs"], body)


def in_full(results: Results, setting: Setting, ground: str, timed: str) -> str:
    """Everything about one setting: mean and deviation over seeds, differences with their intervals; seconds of `timed`."""

    def seconds(key: str) -> Figure:
        return lambda result: result[key] if result["device"] == timed else math.nan

    here = {cell: result for cell, result in results.items() if cell.setting == setting}
    rare = next(iter(here.values()))["rare"]
    read: dict[str, Figure] = {**figures(ground), **{f"IoU {name}": iou_of_class(name, ground) for name in rare}}
    plain: dict[str, tuple[Figure, int]] = {
        "imbalance": (lambda result: result["imbalance"], 3),
        "to target": (lambda result: result["imbalance_to_target"], 3),
        "effective tiles": (lambda result: result["effective_tiles"], 0),
        "correction": (lambda result: result["correction"], 1),
        "balance s": (seconds("balance_seconds"), 0),
        "training s": (seconds("seconds"), 0),
    }
    gains = [(name, other) for other in (NONE, DEFAULT) for name in ("mIoU", "rare IoU")]
    heads = ["method", "seeds", *read, *(f"{name} over {other}" for name, other in gains), *plain]
    body = []
    for method in rows_of(here):
        seeds = by_seed(here, setting, method, read["mIoU"])
        body.append(
            [
                method,
                str(len(seeds)),
                *(_spread(by_seed(here, setting, method, figure).values(), 1) for figure in read.values()),
                *(_interval(difference(here, setting, method, other, read[name])) for name, other in gains),
                *(_spread(by_seed(here, setting, method, figure).values(), at) for figure, at in plain.values()),
            ]
        )
    parts = " Rows with a comma leave out or change one part of the row they are named after." if PARTS else ""
    return f"**{setting}.**{parts}\n\n{_markdown(heads, body)}"


def _gain(found: Difference) -> str:
    text = f"{found.mean:+.1f}"
    return f"**{text}**" if found.is_real else text


def _interval(found: Difference | None) -> str:
    if found is None:
        return ""
    return _gain(found) + ("" if math.isnan(found.low) else f" [{found.low:+.1f}, {found.high:+.1f}]")


def _spread(values: Iterable[float], decimals: int) -> str:
    finite = _finite(values)
    if not finite:
        return ""
    spread = f" ± {statistics.stdev(finite):.{decimals}f}" if len(finite) > 1 else ""
    return f"{statistics.fmean(finite):.{decimals}f}{spread}"


def _finite(values: Iterable[float]) -> list[float]:
    return [value for value in values if math.isfinite(value)]


def _markdown(heads: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|:--|" + "--:|" * (len(heads) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in body)])
