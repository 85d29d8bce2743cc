# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `train`: a tile dataset becomes a model package."""

from __future__ import annotations

import dataclasses
import datetime
import math
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from ..dataset.classes import minority_classes
from ..dataset.store import TileDataset, load
from ..dataset.tiles import Tiles
from ..errors import BadInput
from ..jobs import Train, specs
from ..jobs.train import image_divisor
from ..metrics.confusion import Confusion
from ..model import export, package, weights
from ..model.card import ModelCard, Normalisation
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..protocol.worker import versions
from ..training import device as devices
from ..training import losses, normalise
from ..training.checkpoint import NOT_SETTINGS, Checkpoint, fingerprint
from ..training.loop import Trained, Trainer
from ..training.samples import Batch, CropSampler, TilePixels, complete_tiles, steps_for
from .page import Page

# A map is made in windows at least this large: small ones spend most of the work on their overlap.
_LEAST_WINDOW_PX = 256
_LARGEST_OVERLAP_PX = 64


@dataclass(frozen=True)
class _TrainedModel:
    """The result of the training, for the card and the report."""

    trained: Trained
    normalisation: Normalisation
    measured_on: str
    encoder_weights: str
    device: str
    weights_count: int


def run(job: Train, report: ProgressReporter) -> dict[str, Any]:
    """Train on the dataset, write the model of the best epoch and the report."""
    dataset = load(job.dataset, allow_outside=job.allow_outside)
    train = dataset.train()
    if not train.total().any():
        raise BadInput(
            "The training tiles have no labelled pixel; label them, or set split to train for tiles that are."
        )
    targets = dataset.scheme.targets()
    device, message = devices.choose(job.device)
    report.info(message)
    checkpoint = Checkpoint(job.model, fingerprint(job, dataset, device=device.type))
    with Staging.of(job, reads=dataset.ancestors()) as staging:
        with devices.memory_guard(device, batch_size=job.batch_size, crop_size=job.crop_size):
            network, outcome = _train(job, dataset, train, device, checkpoint, report)
        report.progress(0.95, "Writing the model")
        card = _card(job, dataset, train, targets, outcome)
        divisor = image_divisor(job.architecture)
        model = export.to_onnx(network, bands=len(dataset.info.bands), divisor=divisor)
        package.write(staging.path(job.model), model, card)
        if job.report:
            with open(staging.path(job.report), "w", encoding="utf-8") as file:
                file.write(_page(job, dataset, outcome))
        report.progress(1.0, "Done")  # the last that hears Cancel: from here on the outputs move
    checkpoint.remove()
    best = outcome.trained.confusion
    return {"model": job.model, "report": job.report, "miou": best.miou, "macro_f1": best.macro_f1}


def _train(
    job: Train,
    dataset: TileDataset,
    train: Tiles,
    device: torch.device,
    checkpoint: Checkpoint,
    report: ProgressReporter,
) -> tuple[torch.nn.Module, _TrainedModel]:
    bands = len(dataset.info.bands)
    torch.manual_seed(job.seed)
    network, started_from = weights.build(
        job.architecture,
        job.encoder,
        bands=bands,
        classes=len(dataset.scheme),
        weights=job.encoder_weights,
        report=report,
    )
    count = sum(parameter.numel() for parameter in network.parameters())
    report.info(f"{job.architecture} with {job.encoder}: {count:,} weights, encoder started from {started_from}.")
    measured_tiles, measured_on = _measured_tiles(dataset, train, report)
    with ExitStack() as stack:

        def opened(tiles: Tiles, part: ProgressReporter) -> TilePixels:
            pixels = stack.enter_context(TilePixels(tiles, dataset.scheme, bands=bands, dtype=dataset.info.dtype))
            pixels.load(part)
            return pixels

        shown = opened(train, report.part(0.0, 0.04))
        measured = shown if measured_tiles is train else opened(measured_tiles, report.part(0.04, 0.05))
        tiles_read = (shown.read(index) for index in range(len(shown)))
        normalisation = normalise.measure(tiles_read, classes=len(dataset.scheme))
        steps = job.steps_per_epoch or steps_for(train, crop_size=job.crop_size, batch_size=job.batch_size)
        report.info(
            f"{len(train)} training tiles, {steps} steps per epoch, measured on {len(measured)} {measured_on} tiles."
        )

        def validate() -> Iterable[Batch]:
            return complete_tiles(
                measured, normalisation,
                divisor=image_divisor(job.architecture), batch_size=job.batch_size, crop_size=job.crop_size,
            )  # fmt: skip

        trainer = Trainer(
            network,
            job,
            sampler=CropSampler(shown, normalisation, job.crop_size, job.batch_size, steps, job.seed),
            validation=validate,
            loss=losses.build(job.loss, train.total()),
            names=tuple(dataset.scheme.names.values()),
            device=device,
            checkpoint=checkpoint,
            report=report.part(0.05, 0.95),
        )
        trained = trainer.run()
    return trainer.network, _TrainedModel(
        trained, normalisation, measured_on, started_from, devices.describe(device), count
    )


def _measured_tiles(dataset: TileDataset, train: Tiles, report: ProgressReporter) -> tuple[Tiles, str]:
    """The labelled validation tiles, else the training tiles, and which of them these are."""
    validation = dataset.tiles.of("val")
    labelled = validation.take(np.flatnonzero(validation.counts.sum(axis=1)))
    if len(labelled):
        return labelled, "validation"
    report.warning(
        "The dataset has no labelled validation tile, so the training tiles are measured and the figures are too good; set split "
        "to val for some tiles."
    )
    return train, "training"


def _card(
    job: Train, dataset: TileDataset, train: Tiles, targets: np.ndarray[Any, Any], outcome: _TrainedModel
) -> ModelCard:
    real = train.take((train.origin == "real") & (train.repeats > 0))
    natural = _shares(real.counts.sum(axis=0))
    minority = minority_classes(natural, targets)
    divisor = image_divisor(job.architecture)
    tile_size = -(-max(dataset.info.tile_size, _LEAST_WINDOW_PX) // divisor) * divisor
    pixel_size, pixel_unit = _pixel_size(dataset)
    return ModelCard(
        classes=tuple(
            dataclasses.replace(entry, is_rare=bool(is_rare), target=None)
            for entry, is_rare in zip(dataset.scheme.classes, minority, strict=True)
        ),
        ignore=dataset.scheme.ignore,
        bands=dataset.info.bands,
        dtype=dataset.info.dtype,
        normalisation=outcome.normalisation,
        pixel_size=pixel_size,
        pixel_unit=pixel_unit,
        tile_size=tile_size,
        overlap=min(tile_size // 4, _LARGEST_OVERLAP_PX),
        divisor=divisor,
        prior_natural=tuple(natural.tolist()),
        prior_train=tuple(_shares(train.total()).tolist()),
        metrics=_metrics(outcome),
        training={**_settings(job), "device": outcome.device, "encoder_weights_used": outcome.encoder_weights},
        versions=versions(),
        created=datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
    )


def _metrics(outcome: _TrainedModel) -> dict[str, Any]:
    """The best epoch's figures as plain JSON; lists are in class order, None where a class does not occur."""
    best = outcome.trained.confusion
    return {
        "measured_on": outcome.measured_on,
        "best_epoch": outcome.trained.best + 1,
        "epochs": len(outcome.trained.epochs),
        "miou": _number(best.miou),
        "macro_f1": _number(best.macro_f1),
        "overall_accuracy": _number(best.overall_accuracy),
        **{
            name: [_number(value) for value in values]
            for name, values in (
                ("iou", best.iou), ("f1", best.f1), ("precision", best.precision), ("recall", best.recall),
            )
        },
        "confusion": best.matrix.tolist(),
    }  # fmt: skip


def _settings(job: Train) -> dict[str, Any]:
    return {spec.name: getattr(job, spec.name) for spec in specs(job) if spec.name not in NOT_SETTINGS}


def _pixel_size(dataset: TileDataset) -> tuple[float, str]:
    size, crs = dataset.info.pixel_size, dataset.crs
    if crs is None:
        return size, "pixel"
    if crs.is_geographic:
        return size, "degree"
    return size * float(crs.linear_units_factor[1]), "metre"


def _page(job: Train, dataset: TileDataset, outcome: _TrainedModel) -> str:
    names, colors = list(dataset.scheme.names.values()), list(dataset.scheme.colors.values())
    trained = outcome.trained
    best = trained.confusion
    page = Page("Training of a segmentation model")
    minutes = sum(epoch.seconds for epoch in trained.epochs) / 60
    page.text(
        f"{len(trained.epochs)} epochs in {minutes:.1f} minutes on {outcome.device}; the model is that of epoch {trained.best + 1}: "
        f"mean IoU {best.miou:.3f}, macro F1 {best.macro_f1:.3f}, overall accuracy {best.overall_accuracy:.3f} on the "
        f"{outcome.measured_on} tiles."
    )
    if outcome.measured_on != "validation":
        page.warning("These are the tiles that the model was trained on; on other ground it will do worse.")
    _curves(page, trained, names, colors)
    page.heading("Classes").table(
        ("class", "IoU", "F1", "precision", "recall", "reference px", "mapped px"),
        _class_rows(names, best),
        colors=colors,
    )
    page.heading("Confusion matrix").matrix(names, names, best.matrix.tolist())
    page.text("Rows are the reference, columns the model.")
    norm = outcome.normalisation
    page.heading("Bands").table(
        ("band", "low", "high", "mean", "std"),
        list(zip(dataset.info.bands, norm.low, norm.high, norm.mean, norm.std, strict=True)),
    )
    page.heading("Settings").table(
        ("setting", "value"),
        [
            *((spec.label, str(getattr(job, spec.name))) for spec in specs(job) if spec.name not in NOT_SETTINGS),
            ("Encoder started from", outcome.encoder_weights),
            ("Weights in the network", outcome.weights_count),
            *((f"Version of {name}", version) for name, version in versions().items()),
        ],
    )
    return page.html()


def _curves(page: Page, trained: Trained, names: list[str], colors: list[str]) -> None:
    numbers = [index + 1 for index in range(len(trained.epochs))]
    page.heading("Learning curves").lines(
        numbers,
        {"training": [e.train_loss for e in trained.epochs], "validation": [e.loss for e in trained.epochs]},
        y_label="loss",
    )
    page.lines(
        numbers,
        {
            "mean IoU": [e.confusion.miou for e in trained.epochs],
            "macro F1": [e.confusion.macro_f1 for e in trained.epochs],
        },
        y_label="mean over the classes",
    )
    page.lines(
        numbers,
        {name: [float(e.confusion.iou[k]) for e in trained.epochs] for k, name in enumerate(names)},
        y_label="IoU per class",
        colors=colors,
    )


def _class_rows(names: list[str], best: Confusion) -> list[tuple[str | float | int | None, ...]]:
    measures = (best.iou, best.f1, best.precision, best.recall)
    return [
        (name, *(_number(values[k]) for values in measures), int(best.reference[k]), int(best.mapped[k]))
        for k, name in enumerate(names)
    ]


def _shares(counts: np.ndarray[Any, Any]) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.asarray(counts / max(counts.sum(), 1), dtype=np.float64)


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
