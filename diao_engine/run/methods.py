# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the jobs of a method one after another, for `compare` and for the benchmark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ..comparison.methods import Step
from ..jobs import Job, LayerRef, Score, Synthesize, specs
from ..protocol.progress import ProgressReporter
from . import score, synthesize

_RUNNERS: dict[type[Job], Callable[[Any, ProgressReporter], dict[str, Any]]] = {
    Score: score.run,
    Synthesize: synthesize.run,
}


def balance(
    steps: Sequence[Step], source: LayerRef, output: str, *, report: ProgressReporter, **values: Any
) -> LayerRef:
    """The dataset that the steps make.

    Parameters
    ----------
    steps
        Each works on what the one before has made.
    source
        The dataset that the first one works on.
    output
        GeoPackage of the last one; those between lie beside it.
    report
        Gets progress and messages of the steps.
    values
        Of the jobs (`seed`, `allow_outside` …), for each job that has a parameter of that name.

    Returns
    -------
    LayerRef
        `source` itself where there is no step.

    Raises
    ------
    BadInput
        A job refuses the dataset.
    """
    made = source
    for number, step in enumerate(steps):
        path = output if number == len(steps) - 1 else str(Path(output).with_name(f"step{number}_{Path(output).name}"))
        known = {spec.name for spec in specs(step.job)}
        shared = {name: value for name, value in values.items() if name in known}
        job = step.job(**{"dataset": made, "output": path, **shared, **step.values})
        _RUNNERS[step.job](job, report.part(number / len(steps), (number + 1) / len(steps)))
        made = LayerRef(path)
    return made
