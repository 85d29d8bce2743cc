# SPDX-License-Identifier: GPL-2.0-or-later
"""The card of the model that the job `train` makes."""

from __future__ import annotations

import dataclasses
import datetime
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import minority_classes
from ..dataset.store import TileDataset
from ..jobs import Train, specs
from ..jobs.train import image_divisor
from ..model.card import ModelCard
from ..protocol.worker import versions
from ..training.checkpoint import NOT_SETTINGS
from ..training.outcome import Measured, TrainingOutcome

# A map is made in windows at least this large: small ones spend most of the work on their overlap.
_LEAST_WINDOW_PX = 256
_LARGEST_OVERLAP_PX = 64


def training_card(
    job: Train, dataset: TileDataset, targets: NDArray[np.float64], outcome: TrainingOutcome
) -> ModelCard:
    """The card of the model that a training has made; `targets` (classes,) say which classes are rare."""
    minority = minority_classes(outcome.priors.natural, targets)
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
        scales=dataset.info.scales,
        offsets=dataset.info.offsets,
        dtype=dataset.info.dtype,
        normalisation=outcome.normalisation,
        pixel_size=pixel_size,
        pixel_unit=pixel_unit,
        tile_size=tile_size,
        overlap=min(tile_size // 4, _LARGEST_OVERLAP_PX),
        divisor=divisor,
        prior_natural=tuple(outcome.priors.natural.tolist()),
        prior_train=tuple(outcome.priors.seen.tolist()),
        prior_correction=outcome.prior_correction,
        metrics=_metrics(outcome),
        training={**settings(job), "device": outcome.device, "encoder_weights_used": str(outcome.started_from)},
        versions=versions(),
        created=datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
    )


def _metrics(outcome: TrainingOutcome) -> dict[str, Any]:
    """The figures as plain JSON; lists are in class order, None where a class does not occur."""
    plain = outcome.validation.uncorrected
    return {
        "measured_on": outcome.validation.where,
        "prior_correction": outcome.prior_correction,
        "best_epoch": outcome.trained.best + 1,
        "epochs": len(outcome.trained.epochs),
        "effective_tiles": outcome.effective_tiles,
        **_figures(outcome.validation),
        "uncorrected": {"miou": number(plain.miou), "macro_f1": number(plain.macro_f1)},
        **({} if outcome.test is None else {"test": _figures(outcome.test)}),
    }


def _figures(measured: Measured) -> dict[str, Any]:
    """Those on the tiles of one split; `few` says which rest on little (`jobs.support`)."""
    found = measured.confusion
    return {
        "miou": number(found.miou),
        "macro_f1": number(found.macro_f1),
        "overall_accuracy": number(found.overall_accuracy),
        **{
            name: [number(value) for value in values]
            for name, values in (
                ("iou", found.iou), ("f1", found.f1), ("precision", found.precision), ("recall", found.recall),
            )
        },
        "confusion": found.matrix.tolist(),
        "tiles": measured.tiles.tolist(),
        "few": list(measured.few),
    }  # fmt: skip


def settings(job: Train) -> dict[str, Any]:
    """The parameters that say how to train, by name."""
    return {spec.name: getattr(job, spec.name) for spec in specs(job) if spec.name not in NOT_SETTINGS}


def _pixel_size(dataset: TileDataset) -> tuple[float, str]:
    size, crs = dataset.info.pixel_size, dataset.crs
    if crs is None:
        return size, "pixel"
    if crs.is_geographic:
        return size, "degree"
    return size * float(crs.linear_units_factor[1]), "metre"


def number(value: float) -> float | None:
    """A figure as plain JSON: None where it is not known."""
    return float(value) if math.isfinite(value) else None
