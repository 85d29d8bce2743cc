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
        "Scores every training tile by how much one more copy of it would even out the class distribution, repeats the "
        "best, and scores again (DIAO), without showing the same few tiles all the time. The number of repeats stands in the "
        "column repeats, where it can be edited; scoring again "
        "starts from one copy of each tile, and a tile with 0 repeats stays out. "
        "Other methods are there to compare with. Balance is a dose: repeats help rare classes where training is short and "
        "can cost accuracy where it is long; compare on validation tiles. Beside the dynamic sampling of Train model they are a "
        "second dose and not needed; they are for plain sampling and for other software. Validation and test tiles are never repeated."
    )
    icon: ClassVar[str] = "score"
    memory_advice: ClassVar[str] = "restrict Tile dataset to fewer tiles by a filter, or close other programs"
    group: ClassVar[str] = common.GROUP_BALANCE
    tags: ClassVar = ("oversampling", "imbalance", "balance", "rare classes", "diao")
    numbers: ClassVar = (
        *common.IMBALANCE_STEP,
        NumberOutput(
            "imbalance_floor", "Lowest imbalance to the target that any repeats could reach under the same limits"
        ),
        NumberOutput("effective_tiles", "Effective training tiles, exp of the entropy of the draws"),
    )

    dataset: LayerRef = common.dataset()
    method: str = param(
        Kind.CHOICE,
        "Method",
        "How the repeats are chosen.",
        default="diao",
        choices={
            "diao": "DIAO: best gain for the distribution, iteratively",
            "random": "Random tiles",
            "inverse_frequency": "Inverse class frequency",
            "repeat_factor": "Repeat factor sampling (Gupta et al. 2019)",
            "none": "None: every tile once",
        },
    )
    target: str = common.target("The class distribution to come close to.")
    temper: float = common.temper()
    max_repeats: int = param(
        Kind.INTEGER, "Most repeats of a tile", "No tile is drawn more often than this per epoch.",
        default=10, minimum=1, maximum=1000,
    )  # fmt: skip
    budget: float = param(
        Kind.NUMBER,
        "Budget",
        "How many copies may be added, in per cent of the number of training tiles.",
        default=100.0, minimum=0.0, maximum=10000.0, unit="%",
    )  # fmt: skip
    evenness: float = param(
        Kind.NUMBER,
        "Evenness",
        "How much balance DIAO gives up so that copies do not concentrate on few tiles: the price of KL(draws‖every tile once) "
        "beside the imbalance; 0 looks at the imbalance alone.",
        default=0.05, minimum=0.0, maximum=10.0, advanced=True,
    )  # fmt: skip
    target_imbalance: float = param(
        Kind.NUMBER,
        "Enough balance",
        "DIAO stops when the imbalance KL(p‖q) to the target, in nats, is as low as this.",
        default=0.0, minimum=0.0, maximum=100.0, advanced=True,
    )  # fmt: skip
    seed: int = common.seed()
    output: str = param(Kind.OUT_VECTOR, "Balanced dataset", "A new tile dataset with the scores and the repeats.")
    report: str | None = common.report(
        "the distribution before and after, the floor and the tiles that are repeated most"
    )
