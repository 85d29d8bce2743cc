# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of the job `synthesize`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from ..dataset.store import TileDataset
from ..jobs.synthesize import Synthesize
from ..metrics.statistics import slivers
from ..synthesis.loop import SynthesisInputs, SynthesisStats
from .page import Page
from .targets import imbalance_numbers, imbalance_rows


@dataclass(frozen=True)
class SynthesisOutcome:
    """What a run synthesised: its statistics, pasted pixels that collide, the contact sheet, and whether it is balanced as asked."""

    stats: SynthesisStats
    collisions: int
    sheet: bytes | None
    is_enough: bool


def synthesis_page(
    job: Synthesize, dataset: TileDataset, enlarged: TileDataset, inputs: SynthesisInputs, outcome: SynthesisOutcome
) -> str:
    """The page; `dataset` is as it was without synthetic tiles, `enlarged` with them."""
    names = [entry.name for entry in dataset.scheme.classes]
    before, after = dataset.train().total(), enlarged.train().total()
    stats = outcome.stats
    page = Page("Synthetic tiles")
    page.text(
        f"{stats.tiles} tiles with {sum(stats.pasted.values())} objects from a bank of {len(inputs.objects)}; blend {job.blend}, "
        f"least plausibility {job.plausibility:g}, ring {job.ring} px, seed {job.seed}."
    )
    page.table(
        ("Imbalance, KL(p‖q) in nats", "before", "after"),
        imbalance_rows(imbalance_numbers(before, after, inputs.target)),
    )
    for line in slivers(dataset.scheme, dataset.train(), job.min_area):
        page.warning(line)
    shares = {"before": before / max(before.sum(), 1), "after": after / max(after.sum(), 1)}
    page.heading("Class shares").bars(names, {key: list(map(float, value)) for key, value in shares.items()})
    class_indices = sorted({instance.class_index for instance in inputs.objects})
    page.heading("Objects").table(
        ("class", "in the bank", "pasted", "share before", "share after", "target share", "may cover"),
        [
            (
                names[class_index],
                sum(instance.class_index == class_index for instance in inputs.objects),
                stats.pasted[class_index],
                f"{shares['before'][class_index]:.2%}",
                f"{shares['after'][class_index]:.2%}",
                f"{inputs.target[class_index]:.2%}",
                ", ".join(np.array(names)[inputs.relations.covers[class_index, :-1]]) or "nothing",
            )
            for class_index in class_indices
        ],
        colors=[list(dataset.scheme.colors.values())[class_index] for class_index in class_indices],
    )
    _placements(page, job, outcome)
    increased = [index for index in class_indices if shares["after"][index] > shares["before"][index]]
    _expectation(page, [names[index] for index in increased])
    if outcome.sheet is not None:
        page.heading("Some of the tiles").text(
            "Before, after, labels before, labels after with the pasted objects outlined."
        )
        page.picture(outcome.sheet, "tiles before and after")
    return page.html()


def _placements(page: Page, job: Synthesize, outcome: SynthesisOutcome) -> None:
    stats = outcome.stats
    page.heading("Places").table(
        ("rejected because of", "places"), [(reason, count) for reason, count in sum(stats.rejected.values(), Counter()).most_common()]
    )
    if stats.plausibility:
        low, middle = np.percentile(stats.plausibility, [5, 50])
        page.text(f"Plausibility of the places that were taken: median {middle:.2f}, 5 % below {low:.2f}.")
    audit = (
        "All rules were checked on every tile and hold." if job.audit else "The rules were not checked (Audit is off)."
    )
    page.text(f"{audit} Pasted pixels on classes that never surround the object's class: {outcome.collisions}.")


def _expectation(page: Page, more: list[str]) -> None:
    if more:
        page.text(
            f"Now seen more often: {', '.join(more)}. Expect more of them to be found. Many synthetic tiles for few different objects "
            "teach the objects instead of the class; compare trainings with and without before going far beyond the default budget."
        )
