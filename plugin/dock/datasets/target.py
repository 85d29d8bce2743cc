# SPDX-License-Identifier: GPL-2.0-or-later
"""The class shares that are wanted: one choice for all steps of a project, and how far a dataset is from them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from ....diao_engine.jobs import Score, Synthesize, Train, balance, specs
from .dataset_summary import Summary

CUSTOM = "custom"  # the shares that stand in the class table of the dataset
STEPS = (Synthesize.id, Score.id)  # that work towards the target and keep what it was in the history of the dataset
# The parameters that the target is made of; the same in all jobs that have one.
PARAMETERS = ("TARGET", "TEMPER")
_FLOOR = "imbalance_floor"  # of the job score
# Shares that were written as text and read again.
_SAME = 1e-6


class Target(NamedTuple):
    """The values of the parameters TARGET and TEMPER."""

    choice: str
    temper: float

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Target:
        """That of a form or of a project; what cannot be used is as the jobs declare it."""
        declared = {spec.contract: spec for spec in specs(Train)}
        choice, temper = (values.get(name, declared[name].default) for name in PARAMETERS)
        if choice not in declared["TARGET"].choices:
            choice = declared["TARGET"].default
        if not isinstance(temper, (int, float)) or not 0 <= temper <= 1:
            temper = declared["TEMPER"].default
        return cls(str(choice), float(temper))

    def values(self) -> dict[str, Any]:
        """As an algorithm takes it."""
        return dict(zip(PARAMETERS, self))

    def meaning(self) -> str:
        """The choice in words, in English."""
        return next(spec.choices[self.choice] for spec in specs(Train) if spec.contract == "TARGET")

    def shares(self, summary: Summary) -> tuple[float, ...]:
        """The wanted shares of a dataset, in the order of its classes."""
        stated = [entry.target for entry in summary.classes]
        return balance.wanted_shares(self.choice, summary.natural, stated, self.temper)


class Distance(NamedTuple):
    """How far the class shares of the training are from the target, all by one measure (KL divergence in nats; 0 is as wanted).

    `best` is what no repeats can go below; None where none were chosen, or for another target.
    """

    before: float
    now: float
    best: float | None


def distance(summary: Summary, target: Target) -> Distance:
    """The imbalance of a dataset with its tiles as they are, and of its real ones alone."""
    wanted = target.shares(summary)
    best = summary.last(*STEPS).get(_FLOOR)
    return Distance(
        before=balance.imbalance(summary.natural, wanted),
        now=balance.imbalance([entry.share for entry in summary.classes], wanted),
        best=float(best) if isinstance(best, (int, float)) and is_reached_for(summary, target) else None,
    )


def is_reached_for(summary: Summary, target: Target) -> bool:
    """Whether the last step that balanced the dataset worked towards this target."""
    last = balance.last_target(summary.history, [entry.share for entry in summary.classes])
    wanted = target.shares(summary)
    return last is not None and all(math.isclose(one, other, abs_tol=_SAME) for one, other in zip(last, wanted))
