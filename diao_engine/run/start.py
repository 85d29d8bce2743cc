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
from ..model import networks, package, weights
from ..model.card import ModelCard, Normalisation
from ..protocol.progress import ProgressReporter


@dataclass(frozen=True)
class Start:
    """The network to train, what it starts from as a text, and the normalisation that it is used to, if any."""

    network: nn.Module
    origin: str
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
    return Start(network, f"model {os.path.basename(job.start_from)}", card.normalisation)


def _compare(job: Train, path: str, card: ModelCard, dataset: TileDataset, report: ProgressReporter) -> None:
    """BadInput where the model is another one than the job's; warnings where the data may mean something else."""
    its, asked = ((each.get("architecture"), each.get("encoder")) for each in (card.training, vars(job)))
    if None in its:
        raise BadInput(f"{path} was not trained here, so no training can go on from it; leave Start from empty.")
    if its != asked:
        raise BadInput(
            f"{path} is {its[0]} with {its[1]}, and the training is set to {asked[0]} with {asked[1]}; set Architecture and "
            "Encoder to those of the model."
        )
    bands, values = dataset.info.bands, dataset.scheme.values
    if len(card.bands) != len(bands):
        raise BadInput(
            f"{path} takes {len(card.bands)} bands ({', '.join(card.bands)}) and the dataset has {len(bands)} ({', '.join(bands)}); "
            "choose a model of the same bands."
        )
    if card.values != values:
        raise BadInput(
            f"{path} knows the class values {', '.join(map(str, card.values))} and the dataset has {', '.join(map(str, values))}; "
            "choose a model of the same classes."
        )
    names, known = tuple(dataset.scheme.names.values()), tuple(card.names.values())
    for what, own, given in (
        ("bands", card.bands, bands),
        ("classes", known, names),
        ("pixels", (card.dtype,), (dataset.info.dtype,)),
    ):
        if own != given:
            report.warning(
                f"The {what} of {os.path.basename(path)} are {', '.join(own)}, those of the dataset {', '.join(given)}; they are "
                "taken for the same."
            )
