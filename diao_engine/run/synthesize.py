# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `synthesize`: collect objects, paste them into training tiles, write the enlarged dataset."""

from __future__ import annotations

import contextlib
import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray

from ..dataset.classes import ClassScheme, minority_classes
from ..dataset.held_out import HeldOut
from ..dataset.pasted import Pasted
from ..dataset.persist import persist_files
from ..dataset.pixels import TileReader
from ..dataset.store import TileDataset, load, save
from ..dataset.tiles import Tiles
from ..errors import BadInput, EngineError
from ..jobs.outputs import CONTACT_SHEET
from ..jobs.synthesize import Synthesize
from ..messages import Sentence
from ..metrics.statistics import slivers
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.grid import Window
from ..scoring.imbalance import divergence, log_ratio
from ..synthesis.ancillary import ContextLayers
from ..synthesis.compose import BackgroundTile, SynthesisSettings, SyntheticTile, per_class
from ..synthesis.context import ContextModel
from ..synthesis.extraction import ObjectExtractor, ObjectFilter, in_image_order
from ..synthesis.forms import survey
from ..synthesis.invariants import collisions, things_cut, violations
from ..synthesis.loop import SynthesisInputs, SynthesisStats, synthesise
from ..synthesis.objects import LandObject, ObjectBank
from ..synthesis.outlines import outlines_of, pixel_to_crs
from ..synthesis.relations import learn_relations, scarce_classes
from ..synthesis.sheet import png, strip
from ..synthesis.shortfall import shortfalls
from ..synthesis.write import Template, file_names, write_tile
from .selection import TILES_SEARCHED, Selection, ranges
from .synthesis_page import SynthesisOutcome, shortfall_sentence, synthesis_page
from .targets import imbalance_change, imbalance_numbers, target_distribution

_BANK_BYTES = 512 * 2**20
_TILE_BYTES = 64 * 2**20  # tiles are read to learn forms, for their objects, and as backgrounds
_SHEET_TILES = 12
# Of its target share: each tile dilutes the classes that found no position on it, so that all come close to theirs but seldom at once.
_NEARLY_ENOUGH = 0.99


@dataclass(frozen=True)
class _Sources:
    """The open readers of tiles and of context layers."""

    reader: TileReader
    layers: ContextLayers


def run(job: Synthesize, report: ProgressReporter) -> dict[str, Any]:
    """Write the dataset with its synthetic tiles, the contact sheet, and the report that was asked for."""
    source = load(job.dataset, allow_outside=job.allow_outside)
    dataset = _without_synthetic(source)
    train = _usable(dataset)
    chosen = _chosen(job, dataset, train)
    budget = round(len(train) * job.budget / 100.0)
    with (
        Staging.of(job, reads=source.ancestors()) as staging,
        TileReader(train, dataset.scheme, keep_bytes=_TILE_BYTES) as reader,
        ContextLayers(job.context_layers or ()) as layers,
    ):
        layers.check_ground(train.footprint, dataset.crs)
        sources = _Sources(reader, layers)
        forms = survey(train, reader, dataset.scheme.forms)
        selection = Selection(dataset, forms, job.max_area)
        for line in _reshaped(dataset, selection, forms):
            report.warning(line)
        instances, room = _collect(job, dataset, train, chosen, forms, sources, selection, report.part(0.0, 0.4))
        inputs = _inputs(job, dataset, train, forms, instances, room)
        folder = staging.folder(job.output, "tiles")
        writer = _SyntheticTileWriter(job, dataset, train, inputs, sources, folder.part)
        outcome = _synthesise_tiles(job, inputs, chosen, writer, budget, report.part(0.4, 0.95))
        made = writer.tiles(int(dataset.tiles.tile_id.max()) + 1, folder.final)
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
        pasted = writer.pasted(int(dataset.tiles.tile_id.max()) + 1)
        enlarged = dataclasses.replace(enlarged, objects=objects, pasted=pasted, info=info)
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


def _chosen(job: Synthesize, dataset: TileDataset, train: Tiles) -> NDArray[np.bool_]:
    """Which classes (k,) are pasted."""
    total = train.total()
    chosen = minority_classes(total)
    if job.classes:
        chosen = np.isin(dataset.scheme.values, dataset.scheme.find(job.classes))
        if absent := [
            entry.name for entry, at, n in zip(dataset.scheme.classes, chosen, total, strict=True) if at and not n
        ]:
            raise BadInput("class_absent", names=absent, field="classes")
    if not chosen.any():
        raise BadInput("nothing_to_paste", field="classes")
    return np.asarray(chosen)


def _collect(
    job: Synthesize, dataset: TileDataset, train: Tiles, chosen: NDArray[np.bool_], forms: tuple[str, ...], sources: _Sources,
    selection: Selection, report: ProgressReporter,
) -> tuple[list[LandObject], NDArray[np.int64]]:  # fmt: skip
    """The bank: all objects within the limits, with `use` as the layer `objects` says; and the open ground (tiles, classes) in px."""
    class_indices = tuple(int(class_index) for class_index in np.flatnonzero(chosen))
    object_filter = ObjectFilter(class_indices, forms, job.min_area, job.max_area, job.ring)
    held_out = HeldOut(dataset.tiles, dataset.crs)
    extractor = ObjectExtractor(train, sources.reader, sources.layers, held_out, object_filter, len(dataset.scheme))
    bank = ObjectBank(_BANK_BYTES, len(class_indices), job.seed)
    room = np.zeros_like(train.counts)
    for index in report.track(in_image_order(train), "collecting_objects"):
        room[index], found = extractor.visit(index)
        for instance in found:
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
    raise BadInput("no_object", names=wanted, least=job.min_area, most=job.max_area, field="min_area")


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
    room: NDArray[np.int64],
) -> SynthesisInputs:  # fmt: skip
    total = train.total()
    protected = scarce_classes(total)
    if job.classes:  # who names classes wants more of each, not one in place of another
        protected |= np.isin(dataset.scheme.values, dataset.scheme.find(job.classes))
    used = [instance for instance in instances if instance.use]
    target = target_distribution(job, train, dataset.scheme)
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


class _SyntheticTileWriter:
    """Reads backgrounds, writes finished tiles, keeps their rows."""

    def __init__(
        self,
        job: Synthesize,
        dataset: TileDataset,
        train: Tiles,
        inputs: SynthesisInputs,
        sources: _Sources,
        folder: str,
    ) -> None:
        self._job = job
        self._scheme = dataset.scheme
        self._train = train
        self._inputs = inputs
        self._sources = sources
        self._folder = folder
        self.rows: list[tuple[int, NDArray[np.int64], int]] = []
        self.strips: list[NDArray[np.uint8]] = []
        self._pastes: list[tuple[int, int, int, int, float, Any]] = []
        self.collisions = 0
        self.cut = 0

    def read(self, index: int) -> tuple[BackgroundTile, Template]:
        """The background at a position, and the template of its files."""
        pixels, classes = self._sources.reader.read(index)
        header, window = self._sources.reader.header(index), self._train.window(index)
        layers = self._sources.layers.read(header.georef, window)
        return BackgroundTile(int(self._train.tile_id[index]), pixels, classes, layers), Template.of(header, window)

    def finish(self, number: int, tile: SyntheticTile, template: Template) -> None:
        """Audit and write a tile; called in several threads."""
        if self._job.audit and (sentences := violations(tile, self._inputs.relations, self._inputs.forms)):
            raise EngineError("synthesis_broke_rules", rules=" ".join(sentences))
        write_tile(self._folder, number, tile, template, self._scheme)

    def note(self, index: int, tile: SyntheticTile, budget: int) -> None:
        """Take the row of a tile that is written, and a strip of the contact sheet now and then."""
        counts = per_class(tile.classes, len(self._scheme))
        if len(self.rows) % max(1, budget // _SHEET_TILES) == 0 and len(self.strips) < _SHEET_TILES:
            self.strips.append(strip(tile, tuple(self._scheme.colors.values())))
        to_crs = pixel_to_crs(self._train.footprint[index], Window(0, 0, *tile.classes.shape[::-1]))
        self._pastes += _placed(tile, len(self.rows), self._scheme, to_crs)
        self.rows.append((index, counts, len(tile.pastes)))
        self.collisions += collisions(tile, self._inputs.relations)
        self.cut += things_cut(tile, self._inputs.forms)

    def pasted(self, first_id: int) -> Pasted | None:
        """Where objects were set; None where none was."""
        rows = [(value, first_id + number, *rest) for value, number, *rest in self._pastes]
        return Pasted.of_rows(rows) if rows else None

    def tiles(self, first_id: int, final_path: str) -> Tiles:
        """The rows of the synthetic tiles."""
        parents = self._train.take(np.array([index for index, _, _ in self.rows], dtype=np.int64))
        n = len(parents)
        names = [file_names(number) for number in range(n)]
        counts = np.array([counts for _, counts, _ in self.rows], dtype=np.int64).reshape(n, len(self._scheme))
        windows = parents.windows.copy()
        windows[:, :2] = 0
        return dataclasses.replace(
            parents,
            tile_id=np.arange(first_id, first_id + n),
            image=np.array([str(Path(final_path) / image) for image, _ in names], dtype=object),
            label=np.array([str(Path(final_path) / label) for _, label in names], dtype=object),
            windows=windows,
            labelled_px=counts.sum(axis=1),
            counts=counts,
            diao_score=np.zeros(n),
            repeats=np.ones(n, dtype=np.int64),
            origin=np.full(n, "synthetic", dtype=object),
            parent=parents.tile_id,
            objects=np.array([objects for _, _, objects in self.rows], dtype=np.int64),
        )


def _placed(
    tile: SyntheticTile, number: int, scheme: ClassScheme, to_crs: Affine
) -> list[tuple[int, int, int, int, float, Any]]:
    """Rows of `Pasted` for what was set on the tile of a running number."""
    pastes = np.zeros(tile.classes.shape, dtype=np.int32)
    for position, paste in enumerate(tile.pastes, start=1):
        pastes[paste.box][paste.mask] = position
    outlines = outlines_of(pastes, pastes > 0, to_crs)
    return [
        (
            scheme.values[paste.instance.class_index], number, paste.instance.tile_id, int(np.count_nonzero(paste.mask)),
            paste.placement.plausibility, shapely.union_all(outlines[position]),
        )
        for position, paste in enumerate(tile.pastes, start=1)
    ]  # fmt: skip


def _synthesise_tiles(
    job: Synthesize, inputs: SynthesisInputs, chosen: NDArray[np.bool_], writer: _SyntheticTileWriter, budget: int,
    report: ProgressReporter,
) -> SynthesisOutcome:  # fmt: skip
    settings = SynthesisSettings(
        job.max_objects, job.min_area, job.ring, job.plausibility, job.rotate, job.scale, job.blend, job.seed
    )
    stats = SynthesisStats(inputs.start.astype(float), np.zeros(len(inputs.objects), dtype=np.int64))

    def is_balanced(counts: NDArray[np.float64]) -> bool:
        return divergence(counts, inputs.target) <= job.target_imbalance

    def is_enough(counts: NDArray[np.float64]) -> bool:
        return not _classes_below_target(inputs, counts) or is_balanced(counts)

    tiles = synthesise(
        inputs, settings, stats, budget=budget, is_enough=is_enough, read=writer.read, finish=writer.finish
    )
    report.progress(0.0, "making_tiles")
    with contextlib.closing(tiles):  # a cancelled run waits for the tiles that are being written
        for index, tile in tiles:
            writer.note(index, tile, budget)
            report.progress(stats.tiles / max(budget, 1), "making_tiles")
    sheet = png(writer.strips) if writer.strips else None
    balanced = is_balanced(stats.counts)
    short = [] if balanced else shortfalls(inputs, stats, np.flatnonzero(chosen).tolist())
    return SynthesisOutcome(stats, writer.collisions, writer.cut, sheet, balanced, short)


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
