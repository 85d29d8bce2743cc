# SPDX-License-Identifier: GPL-2.0-or-later
"""What balancing gives on one's own data: short trainings with several methods, side by side."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from ..messages import Sentence
from . import common
from .fields import Job, Kind, LayerRef, NumberOutput, TextOutput, job_dataclass, param, same_as, specs
from .problem import Problem
from .train import Train

# The method that the others are measured against.
NOTHING = "none"
METHOD_LABELS = {
    NOTHING: "No balancing",
    "random": "Random repeats",
    "inverse_frequency": "Inverse class frequency",
    "repeat_factor": "Repeat factors (Gupta et al. 2019)",
    "weighted_loss": "Class-weighted loss",
    "focal_loss": "Focal loss",
    "diao": "Repeats (DIAO)",
    "dynamic": "Dynamic sampling",
    "diao_cp": "Synthetic tiles (DIAO-CP)",
    "diao_cp_dynamic": "Synthetic tiles, dynamic sampling",
}


@job_dataclass
class Compare(Job):
    """Compare ways of balancing by short trainings."""

    id: ClassVar[str] = "compare"
    label: ClassVar[str] = "Compare ways of balancing"
    help: ClassVar[str] = (
        "Trains a few small models for each method, equally long, and measures all of them on the same "
        "ground: the validation tiles, or parts of the training ground in turn where there are none. The "
        "report says which differences are more than chance, and one sentence says what to use. The "
        "trainings are short, so a long one of yours can end otherwise; more steps and trainings per method "
        "say more and take longer. Nothing is kept of the models."
    )
    icon: ClassVar[str] = "compare"
    memory_advice: ClassVar[str] = "lower Batch size or Crop size, or choose a smaller Encoder"
    group: ClassVar[str] = common.GROUP_BALANCE
    tags: ClassVar = ("benchmark", "cross-validation", "oversampling", "imbalance", "diao")
    texts: ClassVar = (TextOutput("best", "The method to use"),)
    numbers: ClassVar = (
        NumberOutput("gain", "Mean IoU of the method that came out best over no balancing, in points"),
        NumberOutput("gain_low", "Lower end of the 95 % interval of the gain"),
        NumberOutput("gain_high", "Upper end of the 95 % interval of the gain"),
    )

    dataset: LayerRef = common.dataset()
    methods: tuple[str, ...] = param(
        Kind.CHOICES,
        "Methods",
        "What is compared with no balancing, which is always among them; every method adds as many trainings "
        "as are asked for below.",
        default=(NOTHING, "diao", "dynamic", "diao_cp", "diao_cp_dynamic"),
        choices=METHOD_LABELS,
    )
    steps: int = param(
        Kind.INTEGER,
        "Steps per training",
        "Batches that each model is trained on; more take longer and say more.",
        default=250,
        minimum=1,
        maximum=1000000,
    )
    seeds: int = param(
        Kind.INTEGER,
        "Trainings per method",
        "How often each method is trained, with other random numbers each time. One training cannot tell a "
        "gain from chance; five are good.",
        default=3, minimum=1, maximum=100,
    )  # fmt: skip
    folds: int = param(
        Kind.INTEGER,
        "Parts to measure on in turn",
        "Into how many parts the training ground is divided; each in turn is measured on and not trained on "
        "(folds of a cross-validation). 0 measures on the validation tiles, or on 3 parts where there are "
        "none.",
        default=0, minimum=0, maximum=20, advanced=True,
    )  # fmt: skip
    architecture: str = same_as(Train, "architecture", advanced=True)
    encoder: str = same_as(Train, "encoder", advanced=True)
    encoder_weights: str = same_as(Train, "encoder_weights", advanced=True)
    batch_size: int = same_as(Train, "batch_size")
    crop_size: int = same_as(Train, "crop_size")
    learning_rate: float = same_as(Train, "learning_rate")
    device: str = common.device()
    seed: int = common.seed()
    allow_outside: bool = common.allow_outside()
    table: str | None = param(
        Kind.OUT_TABLE,
        "Table",
        "One row per method: means, gains over no balancing with their 95 % intervals, and whether they are real. The second table, "
        "trainings, has a row per training.",
        optional=True,
    )
    report: str | None = common.report(
        "the comparison: means, gains with intervals, and gains of each training", proposed=True
    )

    def needs(self) -> str:
        """Training needs torch."""
        return "full"

    def conflicts(self) -> list[Problem]:
        """Nothing to compare with, one fold, and what the job `train` says of its parameters."""
        own = []
        if not set(self.methods) - {NOTHING}:
            own.append(Problem("nothing_to_compare", "methods", {"methods": self.methods}))
        if self.folds == 1:
            own.append(Problem("one_fold", "folds"))
        return own + self.training().conflicts()

    def compared(self) -> tuple[str, ...]:
        """The methods in the order of their declaration, no balancing first."""
        chosen = {NOTHING, *self.methods}
        return tuple(method for method in METHOD_LABELS if method in chosen)

    def training(self, **values: object) -> Train:
        """The job `train` with the parameters that both have, and further values of it."""
        known = {spec.name for spec in specs(Train)}
        shared = {field.name: getattr(self, field.name) for field in dataclasses.fields(self) if field.name in known}
        short = {"epochs": 1, "steps_per_epoch": self.steps, "resume": False, "model": "", "report": None}
        return Train(**{**shared, **short, **values})


def advice(best: str, gain: float | None, low: float | None, high: float | None) -> Sentence:
    """What to use, as a sentence; one of the codes `messages.ADVICE`.

    Parameters
    ----------
    best
        The method to use.
    gain, low, high
        What the method that came out best has over no balancing, in points of mean IoU, and the ends of its interval; None where
        there is none.
    """
    if gain is None:
        return Sentence.of("nothing_better")
    if low is None or high is None:
        return Sentence.of("one_training_tells_nothing", gain=gain)
    if best == NOTHING:
        return Sentence.of("within_noise", gain=gain, low=low, high=high)
    return Sentence.of("use_method", method=Sentence(METHOD_LABELS[best]), gain=gain, low=low, high=high)
