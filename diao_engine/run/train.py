# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `train`: a tile dataset becomes a model package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ..dataset.store import TileDataset, load
from ..dataset.tiles import Tiles
from ..errors import BadInput
from ..inference.scores import prior_shift
from ..jobs import Train
from ..jobs.common import REVIEWED
from ..jobs.train import image_divisor, second_doses
from ..metrics.confusion import Confusion
from ..model import export, package
from ..model.card import Normalisation
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..scoring.imbalance import density_scores, gain_scores
from ..training import correction, losses, normalise, ranks
from ..training import device as devices
from ..training.checkpoint import Checkpoint, fingerprint
from ..training.compute import Compute
from ..training.draws import Dose, Shown
from ..training.loop import Trainer
from ..training.outcome import Measured, Priors, TrainingOutcome
from ..training.ranks import Ranks
from ..training.samples import Batch, CropSampler, TilePixels, complete_tiles, draw_weights, steps_for
from . import processes
from .start import start
from .targets import natural_counts, target_distribution
from .training_card import training_card
from .training_page import training_page


def run(job: Train, report: ProgressReporter) -> dict[str, Any]:
    """Train on the dataset, write the model of the best epoch and the report."""
    if (count := processes.wanted(job)) > 1:
        return processes.run(job, count, report)
    with ranks.joined(job) as together:
        return _run(job, together, report)


def _run(job: Train, together: Ranks, report: ProgressReporter) -> dict[str, Any]:
    """The same in this process, which may be one of several: then the first writes, and the others help it until it does."""
    dataset = load(job.dataset, allow_outside=job.allow_outside)
    train = _drawn_tiles(dataset)
    targets = dataset.scheme.targets()
    for dose in second_doses(vars(job), tiles=len(train), draws=int(train.repeats.sum())):
        report.warning(dose)
    compute = Compute.on(devices.choose(job.device, report), together)
    checkpoint = Checkpoint(job.model, fingerprint(job, dataset, device=compute.device.type))
    if not together.leads:
        _train(job, dataset, train, compute, checkpoint, report)
        return {}
    with Staging.of(job, reads=dataset.ancestors()) as staging:
        outcome = _train(job, dataset, train, compute, checkpoint, report)
        report.progress(0.95, "writing_model")
        card = training_card(job, dataset, targets, outcome)
        divisor = image_divisor(job.architecture)
        model = export.to_onnx(outcome.network, bands=len(dataset.info.bands), divisor=divisor)
        package.write(staging.path(job.model), model, card)
        if job.report:
            with open(staging.path(job.report), "w", encoding="utf-8") as file:
                file.write(training_page(job, dataset, outcome, report.language))
        report.progress(1.0, "done")  # the last that hears Cancel: from here on the outputs move
    checkpoint.remove()
    best = outcome.confusion
    return {
        "model": job.model, "report": job.report, "miou": best.miou, "macro_f1": best.macro_f1,
        "prior_correction": outcome.prior_correction,
    }  # fmt: skip


def train_only(job: Train, dataset: TileDataset, report: ProgressReporter) -> TrainingOutcome:
    """The training of a job without its model: nothing is written, and an interruption starts anew.

    Parameters
    ----------
    job
        How to train; its `dataset`, `model`, `report` and `resume` play no part.
    dataset
        The tiles to train on and to measure on.
    report
        Gets progress, metrics and messages.

    Returns
    -------
    TrainingOutcome
        The network of the best epoch and its figures.

    Raises
    ------
    BadInput
        No training tile is drawn or labelled, or the device is not there.
    NoMemory
        The crops do not fit into memory.
    """
    compute = Compute.on(devices.choose(job.device, report))
    return _train(job, dataset, _drawn_tiles(dataset), compute, None, report)


def _drawn_tiles(dataset: TileDataset) -> Tiles:
    """The training tiles with repeats; one without is left out of all that is learned, the normalisation too."""
    train = dataset.train()
    train = train.take(train.repeats > 0)
    if not len(train):
        raise BadInput("no_tile_drawn")
    if not train.total().any():
        raise BadInput("no_training_labels")
    occurring = np.flatnonzero(train.total())
    if len(occurring) == 1:
        raise BadInput("one_class_to_train", name=dataset.scheme.classes[occurring[0]].name)
    return train


@dataclass(frozen=True)
class _Figures:
    """Measures a network on complete tiles."""

    job: Train
    compute: Compute
    loss: losses.Loss
    normalisation: Normalisation

    def batches(self, pixels: TilePixels) -> Iterable[Batch]:
        """Every tile once."""
        return complete_tiles(
            pixels, self.normalisation,
            divisor=image_divisor(self.job.architecture), batch_size=self.job.batch_size, crop_size=self.job.crop_size,
            share=self.compute.ranks.share,
        )  # fmt: skip

    def confusions(
        self,
        network: torch.nn.Module,
        pixels: TilePixels,
        priors: Priors,
        strengths: Sequence[float],
        report: ProgressReporter,
    ) -> tuple[Confusion, ...]:
        """The confusion matrix with each strength of the prior correction."""
        return self.compute.measure(
            network,
            self.batches(pixels),
            loss=self.loss,
            shifts=np.stack([prior_shift(priors.natural, priors.seen, strength) for strength in strengths]),
            on_batch=lambda: report.progress(0.5, "measuring"),
        ).confusions


def _train(
    job: Train,
    dataset: TileDataset,
    train: Tiles,
    compute: Compute,
    checkpoint: Checkpoint | None,
    report: ProgressReporter,
) -> TrainingOutcome:
    device, together = compute.device, compute.ranks
    record = _record(job, dataset, train)  # which may refuse the target
    with together.one_after_another():
        begin = start(job, dataset, report)
    count = sum(parameter.numel() for parameter in begin.network.parameters())
    report.info(
        "network_starts", architecture=job.architecture, encoder=job.encoder, weights=count, origin=begin.origin
    )
    measured_tiles, measured_on = _measured_tiles(dataset, train, report)
    guard = devices.memory_guard(device, batch_size=job.batch_size, crop_size=job.crop_size)
    with guard, ExitStack() as stack:

        def opened(tiles: Tiles) -> TilePixels:
            pixels = TilePixels(tiles, dataset.scheme, bands=len(dataset.info.bands), dtype=dataset.info.dtype)
            return stack.enter_context(pixels)

        shown = opened(train)
        shown.load(report.part(0.0, 0.04))
        measured = shown if measured_tiles is train else opened(measured_tiles)
        measured.load(report.part(0.04, 0.05))
        tiles_read = (shown.read(index) for index in range(len(shown)))
        normalisation = begin.normalisation or normalise.measure(tiles_read, classes=len(dataset.scheme))
        plan = {"tiles": len(train), "steps": _steps(job, train)}
        if measured_on == "validation":
            report.info("training_plan", **plan, measured=len(measured))
        else:
            report.info("training_plan_without", **plan)
        figures = _Figures(job, compute, losses.build(job.loss, train.total(), device), normalisation)
        trainer = Trainer(
            begin.network,
            job,
            sampler=_sampler(job, shown, normalisation, record, together),
            validation=lambda: figures.batches(measured),
            loss=figures.loss,
            step_loss=losses.build(job.loss, train.total(), device, together.summed),
            names=tuple(dataset.scheme.names.values()),
            compute=compute,
            checkpoint=checkpoint,
            report=report.part(0.05, 0.93),
        )
        trained = trainer.run()
        priors = _priors(job, train, record)
        part = report.part(0.93, 0.95)
        strengths = correction.STRENGTHS if measured_on == "validation" else (0.0,)
        tried = figures.confusions(trainer.network, measured, priors, strengths, part)
        chosen = correction.best(tried)
        _report_correction(strengths, tried, chosen, report)
        test_tiles = _labelled(dataset.tiles.of("test"))
        test = None
        if len(test_tiles):
            plain_and_chosen = (strengths[0], strengths[chosen])
            plain, found = figures.confusions(trainer.network, opened(test_tiles), priors, plain_and_chosen, part)
            test = Measured("test", found, plain, _tiles_of_classes(test_tiles))
    return TrainingOutcome(
        network=trainer.network,
        trained=trained,
        normalisation=normalisation,
        validation=Measured(measured_on, tried[chosen], tried[0], _tiles_of_classes(measured_tiles)),
        test=test,
        prior_correction=strengths[chosen],
        priors=priors,
        shown=record.pixels,
        effective_tiles=record.effective_tiles,
        started_from=begin.origin,
        device=devices.describe(device, together.count),
        weights_count=count,
    )


def _steps(job: Train, train: Tiles) -> int:
    return job.steps_per_epoch or steps_for(train, crop_size=job.crop_size, batch_size=job.batch_size)


def _sampler(
    job: Train, shown: TilePixels, normalisation: Normalisation, record: Shown, together: Ranks
) -> CropSampler:
    steps, dose = _steps(job, shown.tiles), Dose.of(job)
    return CropSampler(
        shown, normalisation, job.crop_size, job.batch_size, steps, job.seed, dose, record, together.share
    )


def _priors(job: Train, train: Tiles, record: Shown) -> Priors:
    natural = natural_counts(train)
    return Priors(natural / natural.sum(), losses.seen(job.loss, train.total(), record.pixels), record.target)


def _report_correction(
    strengths: Sequence[float], tried: Sequence[Confusion], chosen: int, report: ProgressReporter
) -> None:
    if len(strengths) == 1:
        report.info("no_correction_sought")
        return
    report.info("own_correction", correction=strengths[chosen], miou=tried[chosen].miou, uncorrected=tried[0].miou)


def _record(job: Train, dataset: TileDataset, train: Tiles) -> Shown:
    """Keeps what is shown, and chooses among crops where the job wants it."""
    start = draw_weights(train) @ train.counts
    labelled = train.counts.sum() / max(int((train.windows[:, 2] * train.windows[:, 3]).sum()), 1)
    return Shown(
        start,
        tiles=len(train),
        batch_px=labelled * job.batch_size * job.crop_size**2,
        target=target_distribution(job, train, dataset.scheme) if job.sampling == "dynamic" else None,
        score=gain_scores if (train.origin == REVIEWED).any() else density_scores,
    )


def _measured_tiles(dataset: TileDataset, train: Tiles, report: ProgressReporter) -> tuple[Tiles, str]:
    """The labelled validation tiles, else the training tiles, and which of them these are."""
    validation = _labelled(dataset.tiles.of("val"))
    if len(validation):
        return validation, "validation"
    report.warning("no_validation_tile")
    return train, "training"


def _labelled(tiles: Tiles) -> Tiles:
    return tiles.take(np.flatnonzero(tiles.counts.any(axis=1)))


def _tiles_of_classes(tiles: Tiles) -> NDArray[np.int64]:
    return np.asarray((tiles.counts > 0).sum(axis=0))
