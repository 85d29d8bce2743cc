# SPDX-License-Identifier: GPL-2.0-or-later
"""What a training starts from: encoder weights, or a whole model that it goes on from."""

from __future__ import annotations

import os
from dataclasses import dataclass

import torch
from torch import nn

from ..dataset.store import TileDataset
from ..errors import BadInput
from ..jobs import Train
from ..jobs.train import image_divisor
from ..messages import Sentence
from ..model import networks, package, weights
from ..model.card import ModelCard, Normalisation
from ..protocol.progress import ProgressReporter


@dataclass(frozen=True)
class Start:
    """The network to train, what it starts from, to be said, and the normalisation that it is used to, if any."""

    network: nn.Module
    origin: Sentence
    normalisation: Normalisation | None


def start(job: Train, dataset: TileDataset, report: ProgressReporter) -> Start:
    """Build the network of a job.

    Parameters
    ----------
    job
        Architecture, encoder, seed, and what to start from.
    dataset
        Its bands and classes are those of the network.
    report
        Gets progress of downloads, and warnings.

    Returns
    -------
    Start
        The same for the same seed and weights.

    Raises
    ------
    BadInput
        The weights cannot be had, or the model to start from is another one.
    """
    torch.manual_seed(job.seed)
    bands, classes = len(dataset.info.bands), len(dataset.scheme)
    if not job.start_from:
        network, origin = weights.build(
            job.architecture, job.encoder, bands=bands, classes=classes, weights=job.encoder_weights, report=report
        )
        return Start(network, origin, None)
    card = package.describe(job.start_from)
    _compare(job, job.start_from, card, dataset, report)
    network = networks.build(job.architecture, job.encoder, bands=bands, classes=classes)
    weights.load_package(network, job.start_from, bands=bands, divisor=image_divisor(job.architecture))
    return Start(network, Sentence.of("from_model", name=os.path.basename(job.start_from)), card.normalisation)


def _compare(job: Train, path: str, card: ModelCard, dataset: TileDataset, report: ProgressReporter) -> None:
    """BadInput where the model is another one than the job's; warnings where the data may mean something else."""
    if not {"architecture", "encoder"} <= card.training.keys():
        raise BadInput("start_not_trained_here", field="start_from", path=path)
    its = card.training["architecture"], card.training["encoder"]
    if its != (job.architecture, job.encoder):
        raise BadInput(
            "start_other_network", field="start_from", path=path, architecture=its[0], encoder=its[1],
            other_architecture=job.architecture, other_encoder=job.encoder,
        )  # fmt: skip
    bands, values = dataset.info.bands, dataset.scheme.values
    if len(card.bands) != len(bands):
        raise BadInput("start_other_bands", field="start_from", path=path, names=card.bands, own=bands)
    if card.values != values:
        raise BadInput("start_other_classes", field="start_from", path=path, values=card.values, own=values)
    file, names, dtype = os.path.basename(path), dataset.scheme.names, dataset.info.dtype
    if card.bands != bands:
        report.warning("start_bands_differ", file=file, theirs=card.bands, own=bands)
    if card.names != names:
        report.warning("start_classes_differ", file=file, theirs=[*card.names.values()], own=[*names.values()])
    if card.dtype != dtype:
        report.warning("start_pixels_differ", file=file, theirs=card.dtype, own=dtype)
