# SPDX-License-Identifier: GPL-2.0-or-later
"""What a training is going to see of a dataset, and what favours rare classes twice, in sentences."""

from __future__ import annotations

import os
from typing import Any

from ....diao_engine.jobs import Train, specs
from ....diao_engine.jobs.train import second_doses
from ....processing_provider.text import language, tr, tr_count
from ..datasets.dataset_summary import Summary
from ..kit.message_label import breakable
from ..kit.number_format import count_text


def doses(values: dict[str, Any], summary: Summary) -> list[str]:
    """What favours rare classes a second time, a sentence each."""
    fields = {name.lower(): value for name, value in values.items()}
    found = second_doses(fields, tiles=summary.drawn, draws=summary.repeats)
    return [sentence.text(specs(Train), language()) for sentence in found]


def described(summary: Summary) -> str:
    """Which dataset it is and what a training sees of it."""
    text = tr_count(
        summary.drawn, "Trains on {name}: {n} training tile", "Trains on {name}: {n} training tiles"
    ).format(name=breakable(os.path.basename(summary.path)), n=count_text(summary.drawn))
    more = []
    if summary.drawn_synthetic:
        more.append(tr("{n} of them synthetic").format(n=count_text(summary.drawn_synthetic)))
    if summary.repeats != summary.drawn:
        drawn = tr_count(summary.repeats, "shown {n} time in all", "shown {n} times in all")
        more.append(drawn.format(n=count_text(summary.repeats)))
    text = ", ".join((text, *more))
    measured = summary.tiles["val"]
    if measured:
        return tr_count(
            measured, "{told}; measured on {n} validation tile.", "{told}; measured on {n} validation tiles."
        ).format(told=text, n=count_text(measured))
    return tr("{told}; no validation tile, so the scores are those of the training tiles and too good.").format(
        told=text
    )
