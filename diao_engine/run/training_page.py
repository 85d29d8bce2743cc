# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of the job `train`."""

from __future__ import annotations

from ..dataset.store import TileDataset
from ..jobs import Train, specs
from ..jobs.support import FEW_MARK, FEW_RULE
from ..protocol.worker import versions
from ..training.checkpoint import NOT_SETTINGS
from ..training.loop import Trained
from ..training.outcome import Measured, TrainingOutcome
from .page import Page
from .training_card import number


def training_page(job: Train, dataset: TileDataset, outcome: TrainingOutcome) -> str:
    """The page."""
    names, colors = list(dataset.scheme.names.values()), list(dataset.scheme.colors.values())
    trained = outcome.trained
    best = outcome.confusion
    page = Page("Training of a segmentation model")
    minutes = sum(epoch.seconds for epoch in trained.epochs) / 60
    epochs = "1 epoch" if len(trained.epochs) == 1 else f"{len(trained.epochs)} epochs"
    page.text(
        f"{epochs} in {minutes:.1f} minutes on {outcome.device}; the model is that of epoch {trained.best + 1}: "
        f"mean IoU {best.miou:.3f}, macro F1 {best.macro_f1:.3f}, overall accuracy {best.overall_accuracy:.3f} on the "
        f"{outcome.validation.where} tiles."
    )
    if outcome.validation.where == "validation":
        page.text(
            f"These figures are with the prior correction {outcome.prior_correction:g}, the best on these tiles, which mapping uses "
            f"unless told otherwise; without it mean IoU is {outcome.validation.uncorrected.miou:.3f}."
        )
    else:
        page.warning(
            "These are the tiles that the model was trained on; on other ground it will do worse. Without validation tiles no prior "
            "correction was looked for: it is 0."
        )
    _curves(page, trained, names, colors)
    _figures(page, outcome.validation, names, colors)
    if outcome.test is not None:
        _figures(page, outcome.test, names, colors)
    _shares(page, outcome, names, colors)
    norm = outcome.normalisation
    page.heading("Bands").table(
        ("band", "low", "high", "mean", "std"),
        list(zip(dataset.info.bands, norm.low, norm.high, norm.mean, norm.std, strict=True)),
    )
    page.heading("Settings").table(
        ("setting", "value"),
        [
            *((spec.label, str(getattr(job, spec.name))) for spec in specs(job) if spec.name not in NOT_SETTINGS),
            ("Started from", outcome.started_from),
            ("Weights in the network", outcome.weights_count),
            *((f"Version of {name}", version) for name, version in versions().items()),
        ],
    )
    return page.html()


def _curves(page: Page, trained: Trained, names: list[str], colors: list[str]) -> None:
    numbers = [index + 1 for index in range(len(trained.epochs))]
    page.heading("Learning curves").text("Without prior correction.").lines(
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


def _figures(page: Page, measured: Measured, names: list[str], colors: list[str]) -> None:
    found, few = measured.confusion, measured.few
    page.heading(f"Classes on the {measured.where} tiles").text(
        f"Mean IoU {found.miou:.3f}, macro F1 {found.macro_f1:.3f}, overall accuracy {found.overall_accuracy:.3f}."
    )
    measures = (found.iou, found.f1, found.precision, found.recall)
    page.table(
        ("class", "IoU", "F1", "precision", "recall", "reference px", "mapped px", "tiles"),
        [
            (
                f"{name} {FEW_MARK}" if few[k] else name,
                *(number(values[k]) for values in measures),
                int(found.reference[k]),
                int(found.mapped[k]),
                int(measured.tiles[k]),
            )
            for k, name in enumerate(names)
        ],
        colors=colors,
    )
    if any(few):
        page.text(FEW_RULE)
    page.heading(f"Confusion matrix on the {measured.where} tiles").matrix(names, names, found.matrix.tolist())
    page.text("Rows are the reference, columns the model.")


def _shares(page: Page, outcome: TrainingOutcome, names: list[str], colors: list[str]) -> None:
    """What the training has shown of each class, in per cent, beside what there is and what was aimed at."""
    priors = outcome.priors
    target = [f"{share:.2%}" for share in priors.target] if priors.target is not None else ["" for _ in names]
    drawn = outcome.shown / max(outcome.shown.sum(), 1)
    page.heading("What was shown").text(
        f"The crops were as varied as those of {outcome.effective_tiles:.1f} tiles that are drawn equally often. What the loss has "
        "seen is what was shown times the class weights of the loss; prior correction takes it for the shares of the training."
    )
    page.table(
        ("class", "training tiles", "shown", "seen by the loss", "target"),
        [
            (name, f"{priors.natural[k]:.2%}", f"{drawn[k]:.2%}", f"{priors.seen[k]:.2%}", target[k])
            for k, name in enumerate(names)
        ],
        colors=colors,
    )
