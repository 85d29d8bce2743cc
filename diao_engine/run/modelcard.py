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
from ..model import card_overrides
from ..model.card import ModelCard
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from .page import Page


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
    if bare.output != "unknown" and (overrides != card_overrides.CardOverrides() or job.minority):
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
            (job.report, _page(card, job.model)),
        ):
            if path:
                with open(staging.path(path), "w", encoding="utf-8") as file:
                    file.write(text)
        report.progress(1.0, "done")  # the last that hears Cancel: from here on the outputs move
    if card.missing:
        report.info("card_lacks", parts=list(card.missing))
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


def _page(card: ModelCard, path: str) -> str:
    page = Page("Model")
    page.text(path)
    if card.missing:
        page.warning(f"The model does not say: {', '.join(card.missing)}. Tell it by Describe model.")
    size = "not known" if card.pixel_size is None else f"{card.pixel_size:g} {card.pixel_unit}"
    page.table(
        ("", ""),
        [
            ("bands", ", ".join(card.bands)),
            ("pixels", card.dtype or "any"),
            ("pixel size", size),
            ("window", f"{card.tile_size} px, {card.overlap} px overlap"),
            ("prior correction", f"{card.prior_correction:g}"),
            ("made", card.created or "not known"),
        ],
    )
    scheme = external_models.scheme_of(card)
    minority = external_models.minority_of(card)
    ious = _ious(card)
    shares = [
        [f"{share:.2%}" for share in prior] or ["–"] * len(card.classes)
        for prior in (card.prior_natural, card.prior_train)
    ]
    page.heading("Classes").table(
        ("class", "value", "rare", "share in the training tiles", "share after balancing", "IoU in validation"),
        [
            (entry.name, entry.value, "yes" if entry.value in minority else "", natural, train, iou)
            for entry, natural, train, iou in zip(card.classes, *shares, ious, strict=True)
        ],
        colors=[scheme.colors[entry.value] for entry in card.classes],
    )
    if any(isinstance(iou, str) and iou.endswith(FEW_MARK) for iou in ious):
        page.text(FEW_RULE)
    page.heading("Normalisation: (clip(pixel, low, high) - mean) / deviation").table(
        ("band", "low", "high", "mean", "deviation"),
        list(zip(card.bands, *dataclasses.astuple(card.normalisation), strict=True)),
    )
    if card.training:
        page.heading("Training").table(("", ""), [(name, _shown(value)) for name, value in card.training.items()])
    return page.html()


def _ious(card: ModelCard) -> list[Any]:
    """By class, as the card says them; a foreign card may hold anything there."""
    ious = card.metrics.get("iou")
    if not isinstance(ious, list) or len(ious) != len(card.classes):
        return [None] * len(card.classes)
    few = card.metrics.get("few")
    marks = few if isinstance(few, list) and len(few) == len(ious) else [False] * len(ious)
    return [
        None if iou is None else f"{iou:.4f} {FEW_MARK}" if mark is True and isinstance(iou, float) else _shown(iou)
        for iou, mark in zip(ious, marks, strict=True)
    ]


def _shown(value: Any) -> str | float | int:
    return value if isinstance(value, (str, int, float)) and not isinstance(value, bool) else str(value)
