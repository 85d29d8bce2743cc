# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `classreport`: the class distribution of a dataset, seen."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import minority_classes
from ..dataset.store import TileDataset, load, write_table
from ..jobs import ClassReport
from ..jobs.balance import Imbalance, imbalances
from ..jobs.common import SPLITS
from ..messages import Language, Sentence
from ..metrics.statistics import slivers
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from .page import Page, columns, percent


def run(job: ClassReport, report: ProgressReporter) -> dict[str, Any]:
    """Write the report and the table that were asked for, and give back the imbalance."""
    dataset = load(job.dataset, allow_outside=True)  # reads no pixels
    table = _table(dataset)
    train = dataset.train()
    imbalance = imbalances(dataset.info.history, train.total().tolist())
    too_few = slivers(dataset.scheme, train)
    shares = [
        Sentence.of("class_share", name=str(name), share=float(share))
        for name, share in zip(table["name"], table["share"], strict=True)
    ]
    report.info("training_shares", shares=shares)
    report.info(_imbalance_sentence(imbalance))
    for line in too_few:
        report.warning(line)
    with Staging.of(job, reads=dataset.ancestors()) as staging:
        report.progress(0.5, "writing")
        if job.table:
            write_table(staging.path(job.table), "classes", table)
        if job.report:
            with open(staging.path(job.report), "w", encoding="utf-8") as file:
                file.write(_page(dataset, table, imbalance, too_few, report.language))
        report.progress(1.0, "done")  # the last that hears Cancel: from here on the outputs move
    numbers = {"imbalance": imbalance.to_target, "imbalance_uniform": imbalance.to_even}
    return {"report": job.report, "table": job.table, **numbers}


def _imbalance_sentence(imbalance: Imbalance) -> Sentence:
    if imbalance.has_target:
        return Sentence.of("imbalance_to_both", target=imbalance.to_target, even=imbalance.to_even)
    return Sentence.of("imbalance_to_even", even=imbalance.to_even)


def _table(dataset: TileDataset) -> dict[str, NDArray[Any]]:
    """One row per class; pixels and share are those of the training tiles with their repeats."""
    scheme, counted = dataset.scheme, dataset.tiles.counted()
    total = dataset.train().total()
    share, target = total / max(float(total.sum()), 1.0), scheme.targets()
    table: dict[str, NDArray[Any]] = {
        "value": np.array(scheme.values, dtype=np.int32),
        "name": np.array(list(scheme.names.values()), dtype=object),
        "color": np.array(list(scheme.colors.values()), dtype=object),
        "pixels": total,
        "share": share,
        "target": target,
        "minority": minority_classes(total, target),
    }
    for split in SPLITS:
        table[f"tiles_{split}"] = np.array(counted.tiles_with(split), dtype=np.int64)
        table[f"px_{split}"] = np.array(counted.px(split), dtype=np.int64)
    return table


def _page(
    dataset: TileDataset,
    table: dict[str, NDArray[Any]],
    imbalance: Imbalance,
    too_few: list[Sentence],
    language: Language,
) -> str:
    scheme, tiles, info = dataset.scheme, dataset.tiles, dataset.info
    names, colors = list(scheme.names.values()), list(scheme.colors.values())
    page = Page("title_distribution", language)
    in_split = tiles.counted().tiles()
    per_split = [f"{in_split[split]} {split}" for split in SPLITS]
    page.text(
        "dataset_form",
        count=len(tiles), splits=per_split, size=info.tile_size, bands=len(info.bands), dtype=info.dtype,
    )  # fmt: skip
    page.text(_imbalance_sentence(imbalance))
    for line in too_few:
        page.warning(line)
    page.heading("heading_training_shares")
    page.bars(names, [(Sentence("column_share"), table["share"].tolist())], colors=colors)
    page.table(
        columns("column_class", "column_value", "column_pixels", "column_share", "column_target", "column_rare"),
        [
            (name, str(value), int(pixels), percent(share), percent(target), Sentence("yes") if minority else "")
            for name, value, pixels, share, target, minority in zip(
                *(table[key] for key in ("name", "value", "pixels", "share", "target", "minority")), strict=True
            )
        ],
        colors=colors,
    )
    page.heading("heading_splits")
    per_unit = ("column_tiles_in", "column_pixels_in")
    page.table(
        (Sentence("column_class"), *(Sentence.of(unit, split=split) for split in SPLITS for unit in per_unit)),
        [
            (name, *(int(table[f"{kind}_{split}"][index]) for split in SPLITS for kind in ("tiles", "px")))
            for index, name in enumerate(names)
        ],
        colors=colors,
    )
    missing = [name for name, px in zip(names, table["px_val"], strict=True) if not px]
    if missing and in_split["val"]:
        page.warning("without_validation_pixel", names=missing)
    return page.html()
