# SPDX-License-Identifier: GPL-2.0-or-later
"""DIAO: which training tiles to repeat."""

from __future__ import annotations

from typing import ClassVar

from . import common
from .fields import Job, Kind, LayerRef, NumberOutput, job_dataclass, param


@job_dataclass
class Score(Job):
    """Balance a tile dataset by repeating tiles."""

    id: ClassVar[str] = "score"
    label: ClassVar[str] = "Balance by repeats (DIAO)"
    help: ClassVar[str] = (
        "Lets a training see tiles with much of the rare classes several times. It repeats the tile that "
        "brings the class shares closest to the target, looks again, and goes on (DIAO), without taking the "
        "same few tiles all the time. How often a tile is shown stands in the column repeats, where it can "
        "be edited; a new run starts from one of each tile, and a tile with 0 repeats stays out. Other "
        "methods are there to compare with. Repeats help rare classes where training is short and can cost "
        "accuracy where it is long. They are not needed with the dynamic sampling of Train model, only with "
        "plain sampling and for other software. Validation and test tiles are never repeated."
    )
    icon: ClassVar[str] = "score"
    memory_advice: ClassVar[str] = "restrict Tile dataset to fewer tiles by a filter, or close other programs"
    group: ClassVar[str] = common.GROUP_BALANCE
    tags: ClassVar = ("oversampling", "imbalance", "balance", "rare classes", "diao")
    numbers: ClassVar = (
        *common.IMBALANCE_STEP,
        NumberOutput(
            "imbalance_floor", "Best possible imbalance: what no repeats within the same limits could go below"
        ),
        NumberOutput(
            "effective_tiles",
            "Variety of the training: how many tiles, all shown equally often, would be as varied (effective tiles)",
        ),
    )

    dataset: LayerRef = common.dataset()
    method: str = param(
        Kind.CHOICE,
        "Method",
        "How the repeats are chosen.",
        default="diao",
        choices={
            "diao": "DIAO: the tiles that bring the shares closest to the target (recommended)",
            "random": "Random tiles",
            "inverse_frequency": "The rarer the class, the more often (inverse class frequency)",
            "repeat_factor": "Repeat factors (Gupta et al. 2019)",
            "none": "None: every tile once",
        },
    )
    target: str = common.target("The class shares that are wanted in the training.")
    temper: float = common.temper()
    max_repeats: int = param(
        Kind.INTEGER, "Maximum repeats of a tile", "No tile is shown more often than this per epoch.",
        default=10, minimum=1, maximum=1000,
    )  # fmt: skip
    budget: float = param(
        Kind.NUMBER,
        "Extra repeats",
        "How many repeats may be added, in per cent of the number of training tiles.",
        default=100.0, minimum=0.0, maximum=10000.0, unit="%",
    )  # fmt: skip
    evenness: float = param(
        Kind.NUMBER,
        "Spread over tiles",
        "How strongly DIAO spreads the repeats over many tiles instead of taking the same few: 0 looks at "
        "the class shares alone, more spreads them further.",
        default=0.05, minimum=0.0, maximum=10.0, advanced=True,
    )  # fmt: skip
    target_imbalance: float = param(
        Kind.NUMBER,
        "Stop when imbalance is below",
        "DIAO adds no more repeats once the imbalance is as low as this; 0 goes on as long as it helps.",
        default=0.0, minimum=0.0, maximum=100.0, advanced=True,
    )  # fmt: skip
    seed: int = common.seed()
    output: str = param(Kind.OUT_VECTOR, "Balanced dataset", "A new tile dataset with the scores and the repeats.")
    report: str | None = common.report(
        "the class shares before and after, the best possible imbalance and the tiles that are repeated most"
    )
