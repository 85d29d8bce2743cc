# SPDX-License-Identifier: GPL-2.0-or-later
"""What each way of balancing does to the dataset, and how its training differs.

`diao:compare` and the benchmark (`tests/benchmarks/bench_balance.py`) run the same methods; the benchmark adds rows of its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..jobs import Compare, Job, Score, Synthesize
from ..jobs.registry import registry

# How a training is fed and what it minimises, where a method does not say otherwise: crops as the tiles' repeats say.
_PLAIN = {"sampling": "plain"}
_DYNAMIC = {"sampling": "dynamic"}


@dataclass(frozen=True)
class Step:
    """One job that changes the training tiles; `values` are its parameters that are not the defaults."""

    job: type[Job]
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Method:
    """Jobs that balance the dataset, in their order, and the values of the job `train` that differ from its defaults."""

    steps: tuple[Step, ...] = ()
    training: Mapping[str, Any] = field(default_factory=lambda: _PLAIN)

    @property
    def balance(self) -> str:
        """What the steps are, as text: methods that train on the same dataset have the same."""
        return json.dumps([(step.job.id, dict(step.values)) for step in self.steps], sort_keys=True)


def repeats(method: str, **values: Any) -> tuple[Step, ...]:
    """Tiles repeated by a method of the job `score`."""
    return (Step(Score, {"method": method, **values}),)


def pastes(**values: Any) -> tuple[Step, ...]:
    """Synthetic tiles by the job `synthesize`."""
    return (Step(Synthesize, values),)


def with_loss(loss: str) -> dict[str, Any]:
    """Crops as they are, and another loss."""
    return {**_PLAIN, "loss": loss}


METHODS: dict[str, Method] = registry(
    Compare,
    "methods",
    {
        "none": Method(),
        "random": Method(repeats("random")),
        "inverse_frequency": Method(repeats("inverse_frequency")),
        "repeat_factor": Method(repeats("repeat_factor")),
        "weighted_loss": Method(training=with_loss("weighted_cross_entropy")),
        "focal_loss": Method(training=with_loss("focal")),
        "diao": Method(repeats("diao")),
        "dynamic": Method(training=_DYNAMIC),
        "diao_cp": Method(pastes()),
        "diao_cp_dynamic": Method(pastes(), _DYNAMIC),
    },
)
