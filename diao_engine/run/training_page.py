# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of the job `train`."""

from __future__ import annotations

from ..dataset.store import TileDataset
from ..jobs import Train, specs
from ..metrics.confusion import Confusion
from ..protocol.worker import versions
from ..training.checkpoint import NOT_SETTINGS
from ..training.loop import Trained
from ..training.outcome import TrainingOutcome
from .page import Page
from .training_card import number


def training_page(job: Train, dataset: TileDataset, outcome: TrainingOutcome) -> str:
    """The page."""
    names, colors = list(dataset.scheme.names.values()), list(dataset.scheme.colors.values())
    trained = outcome.trained
    best = outcome.confusion
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
        (name, *(number(values[k]) for values in measures), int(best.reference[k]), int(best.mapped[k]))
        for k, name in enumerate(names)
    ]
