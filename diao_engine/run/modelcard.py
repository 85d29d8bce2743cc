# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `modelcard`: what a model is, and keeping the overrides of its card."""

from __future__ import annotations

import dataclasses
from typing import Any

from ..errors import BadInput
from ..inference import external_models
from ..inference.confine import Needs
from ..jobs import DescribeModel as Job
from ..jobs.modelcard import listed
from ..jobs.support import FEW_MARK, FEW_RULE
from ..messages import Language, Sentence
from ..model import card_overrides
from ..model.card import ModelCard
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from .page import Cell, Number, Page, columns, percent

# What a card may lack, and what its pixels are measured in, as they are said.
_PARTS = {
    "classes": "lacking_classes",
    "bands": "lacking_bands",
    "normalisation": "lacking_normalisation",
    "pixel_size": "lacking_pixel_size",
}
_UNITS = {"metre": "unit_metre", "degree": "unit_degree", "pixel": "unit_pixel"}


def run(job: Job, report: ProgressReporter) -> dict[str, Any]:
    """Write the card; overrides that the job states are kept beside the model first."""
    earlier, overrides = card_overrides.read(job.model), _overrides(job)
    writes_overrides = bool(job.minority) or overrides.over(earlier) != earlier
    written = (card_overrides.overrides_file(job.model) if writes_overrides else None, job.card, job.report)
    needs = Needs(writes=tuple(path for path in written if path))
    bare = external_models.card_without_raster(
        job.model, overrides.over(earlier), trusted=job.trust_model, needs=needs, report=report
    )
    report.progress(0.7, "reading_card")
    told = dataclasses.replace(overrides, class_colors=None)  # colours are a matter of taste, the rest is known
    if bare.output != "unknown" and (told != card_overrides.CardOverrides() or job.minority):
        raise BadInput("card_of_its_own", path=job.model)
    if job.minority:
        named = card_overrides.apply(bare, overrides.over(earlier), job.model)
        overrides = dataclasses.replace(overrides, minority=external_models.scheme_of(named).find(job.minority))
    merged = overrides.over(earlier)
    card = card_overrides.apply(bare, merged, job.model)
    overrides_path = card_overrides.overrides_file(job.model) if merged != earlier else None
    with Staging([path for path in (overrides_path, job.card, job.report) if path], reads=[job.model]) as staging:
        for path, text in (
            (overrides_path, merged.to_json()),
            (job.card, card.to_json()),
            (job.report, _page(card, job.model, report.language)),
        ):
            if path:
                with open(staging.path(path), "w", encoding="utf-8") as file:
                    file.write(text)
        report.progress(1.0, "done")  # the last that hears Cancel: from here on the outputs move
    if card.missing:
        report.info(_lacks(card))
    return {"card": job.card, "report": job.report, "class_count": len(card.classes), "band_count": len(card.bands)}


def _overrides(job: Job) -> card_overrides.CardOverrides:
    """The overrides that the job states; which classes are rare is read when their names are known."""
    names = listed(job.class_names)
    return card_overrides.CardOverrides(
        class_names=names,
        class_colors=listed(job.class_colors),
        minority=None if names is None else (),
        bands=listed(job.bands),
        divisor=job.divisor,
        mean=listed(job.mean, float),
        std=listed(job.std, float),
        pixel_size=job.pixel_size,
    )


def _lacks(card: ModelCard) -> Sentence:
    parts = [Sentence(_PARTS[part]) if part in _PARTS else part for part in card.missing]
    return Sentence.of("card_lacks", parts=parts)


def _page(card: ModelCard, path: str, language: Language) -> str:
    page = Page("title_model", language)
    page.text("model_file", path=path)
    if card.missing:
        page.warning("tell_what_lacks", lacks=_lacks(card))
    unknown = Sentence("not_known")
    unit = Sentence(_UNITS[card.pixel_unit]) if card.pixel_unit else ""
    size = unknown if card.pixel_size is None else Sentence.of("size_in_unit", size=card.pixel_size, unit=unit)
    page.table(
        ("", ""),
        [
            (Sentence("row_bands"), ", ".join(card.bands)),
            (Sentence("row_pixels"), card.dtype or Sentence("any_pixels")),
            (Sentence("row_pixel_size"), size),
            (Sentence("row_window"), Sentence.of("window_and_overlap", size=card.tile_size, overlap=card.overlap)),
            (Sentence("row_correction"), Number(card.prior_correction, "g")),
            (Sentence("row_made"), card.created or unknown),
        ],
    )
    _classes(page, card)
    page.heading("heading_normalisation")
    page.table(
        columns("column_band", "column_low", "column_high", "column_mean", "column_deviation"),
        list(zip(card.bands, *dataclasses.astuple(card.normalisation), strict=True)),
    )
    if card.training:
        page.heading("heading_training")
        page.table(("", ""), [*_epochs(card), *((name, _shown(value)) for name, value in card.training.items())])
    return page.html()


def _epochs(card: ModelCard) -> list[tuple[Cell, Cell]]:
    """Which epoch the model is of: a training may have been stopped before those that its settings say."""
    best, done = card.metrics.get("best_epoch"), card.metrics.get("epochs")
    if not isinstance(best, int) or not isinstance(done, int):
        return []
    return [(Sentence("row_epoch"), Sentence.of("epoch_of_model", best=best, done=done))]


def _classes(page: Page, card: ModelCard) -> None:
    """A row for each class."""
    scheme = external_models.scheme_of(card)
    minority = external_models.minority_of(card)
    ious = _ious(card)
    unknown: list[Cell] = [None] * len(card.classes)
    shares = [[percent(share) for share in prior] or unknown for prior in (card.prior_natural, card.prior_train)]
    page.heading("heading_classes")
    page.table(
        columns(
            "column_class", "column_value", "column_rare", "column_natural", "column_balanced", "column_validation_iou"
        ),
        [
            (entry.name, str(entry.value), Sentence("yes") if entry.value in minority else "", natural, train, iou)
            for entry, natural, train, iou in zip(card.classes, *shares, ious, strict=True)
        ],
        colors=[scheme.colors[entry.value] for entry in card.classes],
    )
    if any(isinstance(iou, Sentence) for iou in ious):
        page.text(FEW_RULE)


def _ious(card: ModelCard) -> list[Cell]:
    """By class, as the card says them; a foreign card may hold anything there."""
    ious = card.metrics.get("iou")
    if not isinstance(ious, list) or len(ious) != len(card.classes):
        return [None] * len(card.classes)
    few = card.metrics.get("few")
    marks = few if isinstance(few, list) and len(few) == len(ious) else [False] * len(ious)
    return [_figure(iou, is_few=mark is True) for iou, mark in zip(ious, marks, strict=True)]


def _figure(iou: Any, *, is_few: bool) -> Cell:
    if is_few and isinstance(iou, float):
        return Sentence.of("figure_marked", figure=iou, mark=FEW_MARK)
    return None if iou is None else _shown(iou)


def _shown(value: Any) -> Cell:
    return value if isinstance(value, (str, int, float)) and not isinstance(value, bool) else str(value)
