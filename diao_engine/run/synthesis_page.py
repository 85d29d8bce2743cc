# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of the job `synthesize`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import ClassScheme
from ..dataset.store import TileDataset
from ..jobs.classinfo import AREA, LINE, THING
from ..jobs.synthesize import Synthesize
from ..messages import Language, Sentence
from ..metrics.statistics import slivers
from ..synthesis.loop import SynthesisInputs, SynthesisStats
from ..synthesis.neighbourhood import NARROWEST_PX, SHRED_PX
from ..synthesis.placement import CONTEXT, FLOATING, NO_HOST, NO_ROOM
from ..synthesis.shortfall import BUDGET, NO_OBJECT, NO_OPEN_GROUND, NOTHING_TO_COVER, Shortfall
from .page import Page, columns, percent
from .parameters import choice, label
from .targets import imbalance_numbers, imbalance_rows

Floats = NDArray[np.float64]
_FORMS = dict(zip((THING, AREA, LINE), columns("form_thing", "form_area", "form_line"), strict=True))
_REASONS = dict(
    zip(
        (NO_HOST, NO_ROOM, CONTEXT, FLOATING),
        columns("missed_no_host", "missed_no_room", "missed_context", "missed_floating"),
        strict=True,
    )
)


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
        NO_OBJECT: ("short_of_objects", {"least": job.min_area, "most": job.max_area, "narrowest": SHRED_PX}),
        NOTHING_TO_COVER: ("short_of_ground", {}),
        NO_OPEN_GROUND: ("short_of_open_ground", {**where, "narrowest": NARROWEST_PX}),
        NO_HOST: ("short_of_hosts", {**tries, **where}),
        NO_ROOM: ("short_of_room", {**tries, **where}),
        CONTEXT: ("short_of_context", tries),
        FLOATING: ("short_of_ends", tries),
    }[shortfall.reason]
    name = names[shortfall.class_index]
    return Sentence.of(code, name=name, share=shortfall.share, target=shortfall.target, **arguments)


def synthesis_page(
    job: Synthesize,
    dataset: TileDataset,
    enlarged: TileDataset,
    inputs: SynthesisInputs,
    outcome: SynthesisOutcome,
    language: Language,
) -> str:
    """The page; `dataset` is as it was without synthetic tiles, `enlarged` with them."""
    names = [entry.name for entry in dataset.scheme.classes]
    before, after = dataset.train().total(), enlarged.train().total()
    stats = outcome.stats
    page = Page("title_synthesis", language)
    page.text(
        "synthesis_settings",
        tiles=stats.tiles, objects=sum(stats.pasted.values()), bank=len(inputs.objects), blend=choice(job, "blend"),
        plausibility=job.plausibility, ring=job.ring, seed=job.seed,
    )  # fmt: skip
    page.table(
        columns("column_imbalance", "column_before", "column_after"),
        imbalance_rows(imbalance_numbers(before, after, inputs.target)),
    )
    for line in slivers(dataset.scheme, dataset.train(), job.min_area):
        page.warning(line)
    shares = before / max(float(before.sum()), 1.0), after / max(float(after.sum()), 1.0)
    page.heading("heading_shares")
    page.bars(
        names,
        [
            (name, list(map(float, share)))
            for name, share in zip(columns("column_before", "column_after"), shares, strict=True)
        ],
    )
    class_indices = sorted({instance.class_index for instance in inputs.objects})
    _objects(page, class_indices, dataset.scheme, inputs, stats, shares)
    for shortfall in outcome.shortfalls:
        page.warning(shortfall_sentence(shortfall, names, inputs, job))
    _placements(page, job, outcome, names)
    increased = [names[index] for index in class_indices if shares[1][index] > shares[0][index]]
    if increased:
        page.text("expect_from_synthesis", names=increased)
    if outcome.sheet is not None:
        page.heading("heading_sheet")
        page.text("sheet_order")
        page.picture(outcome.sheet, Sentence("sheet_shows"))
    return page.html()


def _objects(
    page: Page,
    class_indices: list[int],
    scheme: ClassScheme,
    inputs: SynthesisInputs,
    stats: SynthesisStats,
    shares: tuple[Floats, Floats],
) -> None:
    """A row for each class that has objects; `shares` are those of the classes before and after."""
    names, colors = list(scheme.names.values()), list(scheme.colors.values())
    page.heading("heading_objects")
    page.table(
        columns(
            "column_class", "column_form", "column_in_bank", "column_pasted", "column_share_before", "column_share_after",
            "column_target", "column_may_cover",
        ),
        [
            (
                names[index],
                _FORMS[inputs.forms[index]],
                sum(instance.class_index == index for instance in inputs.objects),
                stats.pasted[index],
                *(percent(share[index]) for share in (*shares, inputs.target)),
                ", ".join(np.array(names)[inputs.relations.covers[index, :-1]]) or Sentence("nothing"),
            )
            for index in class_indices
        ],
        colors=[colors[index] for index in class_indices],
    )  # fmt: skip


def _placements(page: Page, job: Synthesize, outcome: SynthesisOutcome, names: list[str]) -> None:
    stats = outcome.stats
    page.heading("heading_places")
    page.table(
        columns("column_class", "column_no_place", "column_objects"),
        [
            (names[index], _REASONS[reason], count)
            for index in sorted(stats.missed)
            for reason, count in stats.missed[index].most_common()
        ],
    )
    if stats.plausibility:
        low, middle = np.percentile(stats.plausibility, [5, 50])
        page.text("plausibility_taken", median=float(middle), low=float(low))
    checked, unchecked = Sentence("audit_holds"), Sentence.of("audit_off", option=label(Synthesize, "audit"))
    page.text(
        "synthesis_rules", audit=checked if job.audit else unchecked, collisions=outcome.collisions, cut=outcome.cut
    )
