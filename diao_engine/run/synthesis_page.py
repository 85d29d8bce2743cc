# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of the job `synthesize`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..dataset.store import TileDataset
from ..jobs.synthesize import Synthesize
from ..messages import Sentence
from ..metrics.statistics import slivers
from ..synthesis.loop import SynthesisInputs, SynthesisStats
from ..synthesis.placement import CONTEXT, FLOATING, NO_HOST, NO_ROOM
from ..synthesis.shortfall import BUDGET, NO_OBJECT, NOTHING_TO_COVER, Shortfall
from .page import Page
from .targets import imbalance_numbers, imbalance_rows


@dataclass(frozen=True)
class SynthesisOutcome:
    """What a run synthesised: its statistics, pasted pixels on ground that is no host, things and lines cut, the contact sheet,
    whether it is balanced as asked, and the classes that fell short.
    """

    stats: SynthesisStats
    collisions: int
    cut: int
    sheet: bytes | None
    is_balanced: bool
    shortfalls: list[Shortfall]


def shortfall_sentence(shortfall: Shortfall, names: list[str], inputs: SynthesisInputs, job: Synthesize) -> Sentence:
    """What kept a class below its target share, and which parameter would change it."""
    where: dict[str, Any] = {"hosts": np.array(names)[inputs.relations.covers[shortfall.class_index, :-1]].tolist()}
    tries: dict[str, Any] = {"missed": shortfall.missed, "tries": shortfall.tries}
    code, arguments = {
        BUDGET: ("short_of_budget", {}),
        NO_OBJECT: ("short_of_objects", {"least": job.min_area, "most": job.max_area}),
        NOTHING_TO_COVER: ("short_of_ground", {}),
        NO_HOST: ("short_of_hosts", {**tries, **where}),
        NO_ROOM: ("short_of_room", {**tries, **where}),
        CONTEXT: ("short_of_context", tries),
        FLOATING: ("short_of_ends", tries),
    }[shortfall.reason]
    name = names[shortfall.class_index]
    return Sentence.of(code, name=name, share=shortfall.share, target=shortfall.target, **arguments)


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
        page.warning(str(line))
    shares = {"before": before / max(before.sum(), 1), "after": after / max(after.sum(), 1)}
    page.heading("Class shares").bars(names, {key: list(map(float, value)) for key, value in shares.items()})
    class_indices = sorted({instance.class_index for instance in inputs.objects})
    page.heading("Objects").table(
        ("class", "form", "in the bank", "pasted", "share before", "share after", "target share", "may cover"),
        [
            (
                names[class_index],
                inputs.forms[class_index],
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
    for shortfall in outcome.shortfalls:
        page.warning(str(shortfall_sentence(shortfall, names, inputs, job)))
    _placements(page, job, outcome, names)
    increased = [index for index in class_indices if shares["after"][index] > shares["before"][index]]
    _expectation(page, [names[index] for index in increased])
    if outcome.sheet is not None:
        page.heading("Some of the tiles").text(
            "Before, after, labels before, labels after with the pasted objects outlined."
        )
        page.picture(outcome.sheet, "tiles before and after")
    return page.html()


def _placements(page: Page, job: Synthesize, outcome: SynthesisOutcome, names: list[str]) -> None:
    stats = outcome.stats
    page.heading("Places").table(
        ("class", "objects without a place because of", "objects"),
        [
            (names[index], reason, count)
            for index in sorted(stats.missed)
            for reason, count in stats.missed[index].most_common()
        ],
    )
    if stats.plausibility:
        low, middle = np.percentile(stats.plausibility, [5, 50])
        page.text(f"Plausibility of the places that were taken: median {middle:.2f}, 5 % below {low:.2f}.")
    audit = (
        "All rules were checked on every tile and hold." if job.audit else "The rules were not checked (Audit is off)."
    )
    page.text(
        f"{audit} Pasted pixels on ground that is no host of the object's class: {outcome.collisions}; things and lines cut: "
        f"{outcome.cut}."
    )


def _expectation(page: Page, more: list[str]) -> None:
    if more:
        page.text(
            f"Now seen more often: {', '.join(more)}. Expect more of them to be found. Many synthetic tiles for few different objects "
            "teach the objects instead of the class; compare trainings with and without before going far beyond the default budget."
        )
