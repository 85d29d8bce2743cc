# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of the job `train`."""

from __future__ import annotations

from collections.abc import Iterator

from ..dataset.store import TileDataset
from ..jobs import Train, specs
from ..jobs.support import FEW_MARK, FEW_RULE
from ..messages import Language, Sentence
from ..protocol.worker import versions
from ..training.checkpoint import NOT_SETTINGS
from ..training.loop import Trained
from ..training.outcome import Measured, TrainingOutcome
from .page import Page, columns, percent
from .parameters import setting_rows
from .training_card import number

_OF_DYNAMIC_SAMPLING = ("candidates", "anneal", "target", "temper")
_TILES = {"validation": "validation_tiles", "test": "test_tiles", "training": "training_tiles"}


def training_page(job: Train, dataset: TileDataset, outcome: TrainingOutcome, language: Language) -> str:
    """The page."""
    names, colors = list(dataset.scheme.names.values()), list(dataset.scheme.colors.values())
    trained, best, validation = outcome.trained, outcome.confusion, outcome.validation
    page = Page("title_training", language)
    page.text(
        "training_result",
        count=len(trained.epochs), minutes=sum(epoch.seconds for epoch in trained.epochs) / 60, device=outcome.device,
        best=trained.best + 1, miou=best.miou, f1=best.macro_f1, accuracy=best.overall_accuracy, tiles=_tiles(validation),
    )  # fmt: skip
    if validation.where == "validation":
        uncorrected = validation.uncorrected.miou
        page.text("figures_with_correction", correction=outcome.prior_correction, miou=uncorrected)
    else:
        page.warning("figures_of_training_tiles")
    _curves(page, trained, names, colors)
    _figures(page, validation, names, colors)
    if outcome.test is not None:
        _figures(page, outcome.test, names, colors)
    _shares(page, outcome, names, colors)
    norm = outcome.normalisation
    page.heading("heading_bands")
    page.table(
        columns("column_band", "column_low", "column_high", "column_mean", "column_deviation"),
        list(zip(dataset.info.bands, norm.low, norm.high, norm.mean, norm.std, strict=True)),
    )
    page.heading("heading_settings")
    page.table(
        columns("column_setting", "column_value"),
        [
            *setting_rows(job, without={*NOT_SETTINGS, *_without_effect(job)}),
            (Sentence("row_started_from"), outcome.started_from),
            (Sentence("row_weights"), outcome.weights_count),
            *((Sentence.of("row_version", name=name), version) for name, version in versions().items()),
        ],
    )
    return page.html()


def _without_effect(job: Train) -> Iterator[str]:
    """Parameters that are not given, and those that the way of sampling does not look at."""
    yield from (spec.name for spec in specs(job) if getattr(job, spec.name) is None)
    if job.sampling != "dynamic":
        yield from _OF_DYNAMIC_SAMPLING


def _tiles(measured: Measured) -> Sentence:
    return Sentence(_TILES[measured.where])


def _curves(page: Page, trained: Trained, names: list[str], colors: list[str]) -> None:
    numbers, epochs = [index + 1 for index in range(len(trained.epochs))], trained.epochs
    page.heading("heading_curves")
    page.text("curves_uncorrected")
    page.lines(
        numbers,
        [
            (Sentence("curve_training"), [epoch.train_loss for epoch in epochs]),
            (Sentence("curve_validation"), [epoch.loss for epoch in epochs]),
        ],
        y_label=Sentence("axis_loss"),
    )
    page.lines(
        numbers,
        [
            (Sentence("column_mean_iou"), [epoch.confusion.miou for epoch in epochs]),
            (Sentence("column_macro_f1"), [epoch.confusion.macro_f1 for epoch in epochs]),
        ],
        y_label=Sentence("axis_mean"),
    )
    page.lines(
        numbers,
        [(name, [float(epoch.confusion.iou[k]) for epoch in epochs]) for k, name in enumerate(names)],
        y_label=Sentence("axis_iou"),
        colors=colors,
    )


def _figures(page: Page, measured: Measured, names: list[str], colors: list[str]) -> None:
    found, few = measured.confusion, measured.few
    page.heading("heading_classes_on", tiles=_tiles(measured))
    page.text("figures_on", miou=found.miou, f1=found.macro_f1, accuracy=found.overall_accuracy)
    measures = (found.iou, found.f1, found.precision, found.recall)
    page.table(
        columns(
            "column_class", "column_iou", "column_f1", "column_precision", "column_recall", "column_reference_px",
            "column_mapped_px", "column_tiles",
        ),
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
    )  # fmt: skip
    if any(few):
        page.text(FEW_RULE)
    page.heading("heading_confusion_on", tiles=_tiles(measured))
    page.matrix(names, names, found.matrix.tolist())
    page.text("matrix_of_model")


def _shares(page: Page, outcome: TrainingOutcome, names: list[str], colors: list[str]) -> None:
    """What the training has shown of each class, in per cent, beside what there is and what was aimed at."""
    priors = outcome.priors
    target = [percent(share) for share in priors.target] if priors.target is not None else ["" for _ in names]
    drawn = outcome.shown / max(float(outcome.shown.sum()), 1.0)
    page.heading("heading_shown")
    page.text("shown_variety", effective=outcome.effective_tiles)
    page.table(
        columns("column_class", "column_training_tiles", "column_shown", "column_seen", "column_target"),
        [
            (name, *(percent(shares[k]) for shares in (priors.natural, drawn, priors.seen)), target[k])
            for k, name in enumerate(names)
        ],
        colors=colors,
    )
