# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `synthesize`: collect objects, paste them into training tiles, write the enlarged dataset."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import minority_classes
from ..dataset.persist import persist_files
from ..dataset.store import TileDataset, load, save
from ..dataset.tiles import Tiles
from ..errors import BadInput
from ..jobs.outputs import CONTACT_SHEET
from ..jobs.synthesize import Synthesize
from ..messages import Sentence
from ..metrics.statistics import slivers
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..scoring.imbalance import divergence, log_ratio
from ..synthesis.compose import SynthesisSettings
from ..synthesis.context import ContextModel
from ..synthesis.extraction import ObjectFilter, Place, in_image_order
from ..synthesis.forms import class_forms, surveyed
from ..synthesis.loop import Makers, SynthesisInputs, SynthesisStats, synthesise
from ..synthesis.neighbourhood import SHRED_PX
from ..synthesis.notes import Notes
from ..synthesis.objects import LandObject, ObjectBank
from ..synthesis.relations import learn_relations, scarce_classes
from ..synthesis.sheet import png
from ..synthesis.shortfall import shortfalls
from ..synthesis.workbench import Balance, Composed, Finished, Ground, Recipe, Workbench, without_outlines
from .crew import Crew, processes_here
from .selection import TILES_SEARCHED, Selection, ranges
from .synthesis_page import SynthesisOutcome, shortfall_sentence, synthesis_page
from .targets import imbalance_change, imbalance_numbers, target_distribution

_BANK_BYTES = 512 * 2**20
_TILE_BYTES = 64 * 2**20  # tiles are read to learn forms, for their objects, and as backgrounds
_SHEET_TILES = 12
# To start a process costs as much as to make some ten tiles.
_WORTH_PROCESSES = 48
# Of its target share: each tile dilutes the classes that found no position on it, so that all come close to theirs but seldom at once.
_NEARLY_ENOUGH = 0.99


def run(job: Synthesize, report: ProgressReporter) -> dict[str, Any]:
    """Write the dataset with its synthetic tiles, the contact sheet, and the report that was asked for."""
    source = load(job.dataset, allow_outside=job.allow_outside)
    dataset = _without_synthetic(source)
    train = _usable(dataset)
    named = dataset.scheme.find(job.classes or "")
    chosen = _chosen(named, dataset, train)
    target = target_distribution(job, train, dataset.scheme)
    budget = round(len(train) * job.budget / 100.0)
    count = processes_here() if budget >= _WORTH_PROCESSES else 1
    with (
        Staging.of(job, reads=source.ancestors()) as staging,
        Crew(_ground(job, dataset, train, count).open, count) as crew,
    ):
        crew.bench.layers.check_ground(train.footprint, dataset.crs)
        forms = class_forms(crew.map(Workbench.shapes, surveyed(train.counts)), dataset.scheme.forms)
        selection = Selection(dataset, forms, job.max_area)
        for line in _reshaped(dataset, selection, forms):
            report.warning(line)
        instances, room = _collect(job, dataset, train, chosen, forms, crew, selection, report.part(0.0, 0.4))
        inputs = _inputs(job, dataset, train, forms, instances, room, named, target)
        folder = staging.folder(job.output, "tiles")
        notes = Notes(dataset.scheme, train, int(dataset.tiles.tile_id.max()) + 1)
        makers = _hire(job, inputs, crew, in_image_order(train), folder.part, budget)
        outcome = _synthesise_tiles(job, inputs, chosen, makers, notes, budget, report.part(0.4, 0.95))
        made = notes.tiles(folder.final)
        enlarged = dataset.with_tiles(dataset.tiles.joined(made))
        counts, before = enlarged.train().total(), dataset.train().total()
        results = {
            "tiles_made": outcome.stats.tiles,
            "objects_pasted": sum(outcome.stats.pasted.values()),
            "collisions": outcome.collisions,
            **imbalance_numbers(before, counts, inputs.target),
        }
        names = [entry.name for entry in dataset.scheme.classes]
        enough = _enough_sentence(inputs, outcome, names)
        _report_results(results, enough if budget else None, report)
        for line in slivers(dataset.scheme, train, job.min_area):
            report.warning(line)
        for shortfall in outcome.shortfalls:
            report.warning(shortfall_sentence(shortfall, names, inputs, job))
        report.progress(0.96, "writing_dataset")
        uses = zip(map(selection.key, inputs.objects), outcome.stats.used.tolist(), strict=True)
        objects = selection.layer(instances, dict(uses))
        noted = {"target_shares": inputs.target.tolist(), TILES_SEARCHED: ranges(train.tile_id)}
        info = dataset.info.after(job, **results, **noted)
        enlarged = dataclasses.replace(enlarged, objects=objects, pasted=notes.pasted(), info=info)
        save(
            persist_files(enlarged, job.output, staging),
            staging.path(job.output),
            final_path=job.output,
            current=staging.current,
        )
        if outcome.sheet is not None:
            Path(folder.part, CONTACT_SHEET).write_bytes(outcome.sheet)
        if job.report:
            page_text = synthesis_page(job, dataset, enlarged, inputs, outcome, report.language)
            Path(staging.path(job.report)).write_text(page_text, encoding="utf-8")
        report.progress(1.0, "done")  # the last that hears Cancel: from here on the outputs move
    return {"output": job.output, "report": job.report, **results}


def _ground(job: Synthesize, dataset: TileDataset, train: Tiles, count: int) -> Ground:
    held_out = dataset.tiles.take(dataset.tiles.split != "train")
    layers = job.context_layers or ()
    return Ground(train, held_out, dataset.scheme, dataset.crs, layers, _TILE_BYTES // count)


def _without_synthetic(dataset: TileDataset) -> TileDataset:
    """Earlier synthetic tiles are replaced, not added to."""
    tiles = dataset.tiles
    return dataset.with_tiles(tiles.take(tiles.origin != "synthetic"))


def _usable(dataset: TileDataset) -> Tiles:
    train = dataset.train()
    used = train.take(train.repeats > 0)
    if not len(used):
        raise BadInput("all_tiles_out")
    return used


def _chosen(named: Sequence[int], dataset: TileDataset, train: Tiles) -> NDArray[np.bool_]:
    """Which classes (k,) are pasted: those of the values that were named, without any the rare ones."""
    total = train.total()
    chosen = minority_classes(total)
    if named:
        chosen = np.isin(dataset.scheme.values, named)
        if absent := [
            entry.name for entry, at, n in zip(dataset.scheme.classes, chosen, total, strict=True) if at and not n
        ]:
            raise BadInput("class_absent", names=absent, field="classes")
    if not chosen.any():
        raise BadInput("nothing_to_paste", field="classes")
    return np.asarray(chosen)


def _collect(
    job: Synthesize, dataset: TileDataset, train: Tiles, chosen: NDArray[np.bool_], forms: tuple[str, ...],
    crew: Crew[Workbench], selection: Selection, report: ProgressReporter,
) -> tuple[list[LandObject], NDArray[np.int64]]:  # fmt: skip
    """The bank: all objects within the limits, with `use` as the layer `objects` says; and the open ground (tiles, classes) in px."""
    class_indices = tuple(int(class_index) for class_index in np.flatnonzero(chosen))
    object_filter = ObjectFilter(class_indices, forms, job.min_area, job.max_area, job.ring)
    bank = ObjectBank(_BANK_BYTES, len(class_indices), job.seed)
    room = np.zeros_like(train.counts)
    order = in_image_order(train)
    seen: set[Place] = set()
    sightings = crew.map(Workbench.search, order, object_filter)
    for index, sighting in zip(report.track(order, "collecting_objects"), sightings, strict=True):
        room[index] = sighting.room
        new = set(sighting.places) - seen  # another process may have met some of them on an earlier tile
        seen |= new
        for instance in sighting.objects:
            if Place(train.image[index], instance.class_index, instance.window) in new:
                bank.add(instance)
    instances = selection.apply(bank.objects)
    for path in _unknown_layers(job, instances):
        report.warning("context_without_values", path=path)
    usable = _pastable(job, instances)
    counts = {
        class_index: sum(instance.class_index == class_index for instance in usable) for class_index in class_indices
    }
    names = [entry.name for entry in dataset.scheme.classes]
    by_class = [Sentence.of("count_of_class", count=count, name=names[index]) for index, count in counts.items()]
    report.info("objects_found", counts=by_class)
    if bank.left_out():
        report.warning("objects_left_out", count=bank.left_out())
    wanted = [names[index] for index in class_indices]
    if usable:
        return instances, room
    if any(instance.use for instance in instances):  # the edge of the image is all that keeps these from being used
        raise BadInput("only_cut_objects", field="cut_objects", names=wanted)
    raise BadInput(
        "no_object", names=wanted, least=job.min_area, most=job.max_area, narrowest=SHRED_PX, field="min_area"
    )


def _reshaped(dataset: TileDataset, selection: Selection, forms: tuple[str, ...]) -> list[Sentence]:
    entries = zip(dataset.scheme.classes, forms, strict=True)
    earlier = selection.reshaped()
    return [
        Sentence.of("form_changed", name=entry.name, form=form, earlier=earlier[entry.value])
        for entry, form in entries
        if entry.value in earlier
    ]


def _unknown_layers(job: Synthesize, instances: list[LandObject]) -> list[str]:
    """The context layers that have no value under any object."""
    layers = job.context_layers or ()
    return [
        path
        for at, path in enumerate(layers)
        if instances and not any(np.isfinite(instance.values[at]) for instance in instances)
    ]


def _pastable(job: Synthesize, instances: list[LandObject]) -> list[LandObject]:
    return [instance for instance in instances if instance.use and (job.cut_objects or not instance.is_cut)]


def _inputs(
    job: Synthesize, dataset: TileDataset, train: Tiles, forms: tuple[str, ...], instances: list[LandObject],
    room: NDArray[np.int64], named: Sequence[int], target: NDArray[np.float64],
) -> SynthesisInputs:  # fmt: skip
    total = train.total()
    # Who names classes wants more of each, not one in place of another.
    protected = scarce_classes(total) | np.isin(dataset.scheme.values, named)
    used = [instance for instance in instances if instance.use]
    return SynthesisInputs(
        forms=forms,
        relations=learn_relations(used, forms, protected),
        context=ContextModel(used, len(dataset.scheme), len(job.context_layers or ())),
        objects=_pastable(job, instances),
        backgrounds=train.counts,
        room=room,
        start=total,
        target=target,
        worth=lambda counts: log_ratio(counts, target),
    )


class _Makers:
    """The crew as makers of tiles (`synthesis.loop.Makers`), `budget` tiles at most; `homes` (tiles,) are the slots that have read
    the training tiles.
    """

    def __init__(self, crew: Crew[Workbench], homes: Sequence[int], budget: int) -> None:
        self._crew = crew
        self._homes = homes
        self._slots: dict[int, int] = {}
        self._busy: Counter[int] = Counter()
        self._round: Balance | None = None
        self._between = max(1, budget // _SHEET_TILES)

    def compose(self, number: int, index: int, balance: Balance) -> Future[Composed]:
        """Where the background was read before, or where less is to be done in this round."""
        slots = range(max(len(self._crew), 1))
        if balance is not self._round:
            self._round = balance
            self._busy.clear()
        share = -(-balance.tiles // len(slots))
        home = self._homes[index]
        slot = home if self._busy[home] < share else min(slots, key=lambda each: self._busy[each])
        self._busy[slot] += 1
        self._slots[number] = slot
        return self._crew.submit(slot, Workbench.compose, index, number, balance)

    def finish(self, number: int, position: int) -> Future[Finished]:
        """Where it was composed; now and then a strip for the contact sheet is asked for."""
        with_strip = position % self._between == 0 and position // self._between < _SHEET_TILES
        return self._crew.submit(self._slots.pop(number), Workbench.finish, number, position, with_strip=with_strip)


def _hire(
    job: Synthesize, inputs: SynthesisInputs, crew: Crew[Workbench], order: Sequence[int], folder: str, budget: int
) -> Makers:
    """The makers of tiles; every process gets its own copy of the bank, as far as memory allows."""
    if len(crew) * sum(instance.nbytes for instance in inputs.objects) > _BANK_BYTES:
        crew.dismiss()
    objects = without_outlines(inputs.objects)
    recipe = Recipe(
        _settings(job), inputs.relations, inputs.context, objects, inputs.forms, inputs.target, folder, job.audit
    )
    crew.everywhere(Workbench.use, recipe)
    homes = [0] * len(inputs.backgrounds)
    for position, index in enumerate(order):
        homes[index] = crew.home(position)
    return _Makers(crew, homes, budget)


def _settings(job: Synthesize) -> SynthesisSettings:
    return SynthesisSettings(
        job.max_objects, job.min_area, job.ring, job.plausibility, job.rotate, job.scale, job.blend, job.seed
    )


def _synthesise_tiles(
    job: Synthesize, inputs: SynthesisInputs, chosen: NDArray[np.bool_], makers: Makers, notes: Notes, budget: int,
    report: ProgressReporter,
) -> SynthesisOutcome:  # fmt: skip
    stats = SynthesisStats(inputs.start.astype(float), np.zeros(len(inputs.objects), dtype=np.int64))

    def is_balanced(counts: NDArray[np.float64]) -> bool:
        return divergence(counts, inputs.target) <= job.target_imbalance

    def is_enough(counts: NDArray[np.float64]) -> bool:
        return not _classes_below_target(inputs, counts) or is_balanced(counts)

    report.progress(0.0, "making_tiles")
    for made in synthesise(inputs, _settings(job), stats, makers, budget=budget, is_enough=is_enough):
        notes.add(made)
        report.progress(stats.tiles / max(budget, 1), "making_tiles")
    sheet = png(notes.strips) if notes.strips else None
    balanced = is_balanced(stats.counts)
    short = [] if balanced else shortfalls(inputs, stats, np.flatnonzero(chosen).tolist())
    return SynthesisOutcome(stats, notes.collisions, notes.cut, sheet, balanced, short)


def _classes_below_target(inputs: SynthesisInputs, counts: NDArray[np.float64]) -> list[int]:
    """The classes to paste that are below their target share in so many pixels per class."""
    threshold = _NEARLY_ENOUGH * inputs.target * counts.sum()
    return [index for index in inputs.class_indices if counts[index] < threshold[index]]


def _enough_sentence(inputs: SynthesisInputs, outcome: SynthesisOutcome, names: list[str]) -> Sentence | None:
    """Why there was nothing to make from the start, if so."""
    if outcome.is_balanced:
        return Sentence("balanced_already")
    if _classes_below_target(inputs, outcome.stats.counts):
        return None
    return Sentence.of("shares_reached", names=[names[index] for index in inputs.class_indices])


def _report_results(results: dict[str, Any], enough: Sentence | None, report: ProgressReporter) -> None:
    report.info(
        "tiles_made",
        count=results["tiles_made"],
        objects=results["objects_pasted"],
        imbalance=imbalance_change(results),
    )
    if enough is not None and not results["tiles_made"]:
        report.warning(enough)
