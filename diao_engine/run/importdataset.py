# SPDX-License-Identifier: GPL-2.0-or-later
"""Image and mask folder -> tile dataset."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from ..jobs.importdataset import ImportDataset
from ..preparation.create import LabelFolder
from ..preparation.harmonise import Harmoniser
from ..preparation.layouts import Folder, Layout, read_folder
from ..preparation.masks import MaskReader, MaskRules, build_pairs
from ..preparation.sources import common_crs, common_pixel_size, inspect_images
from ..preparation.tables import read_class_table
from ..preparation.tiling import build_dataset
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.legend import Legend
from .append import Extended, compared, crs_for, info_for, reads_of
from .createdataset import dataset_info, finish


def run(job: ImportDataset, report: ProgressReporter) -> dict[str, Any]:
    """Make the dataset; the files beside it are masks that had to be rewritten."""
    layout, folder_content = read_folder(job.folder, job.layout)
    to = Extended.of(job)
    inputs = [str(path) for pair in folder_content.pairs for path in (pair.image, pair.mask)]
    with Staging.of(job, reads=reads_of(to, inputs)) as staging:
        if to is not None:
            new = set(to.new([str(pair.image) for pair in folder_content.pairs], report))
            pairs_left = tuple(pair for pair in folder_content.pairs if str(pair.image) in new)
            folder_content = dataclasses.replace(folder_content, pairs=pairs_left)
        _report_folder(job, layout, folder_content, report)
        folder = LabelFolder(staging, job.output)
        table = _class_table(job, layout)
        legend = layout.legend if table is None else table.over(layout.legend)
        expected = frozenset() if table is None else frozenset(table.colors)
        sources = inspect_images([str(pair.image) for pair in folder_content.pairs], report.part(0.0, 0.3))
        colors = {**layout.colors, **dict.fromkeys(layout.no_class, job.ignore_value)}
        rules = MaskRules(legend, layout.ignored, job.ignore_value, job.color_tolerance, colors, expected)
        reader = MaskReader(rules, folder, layout.drawn)
        pairs = build_pairs(folder_content.pairs, sources, reader, report.part(0.3, 0.5))
        reader.check(job.folder, report)
        georefs = [pair.georef for pair in pairs]
        crs = crs_for(to, common_crs(georefs, report))
        pairs = Harmoniser(staging, job.output, job.nodata).brought_together(pairs, compared(sources, to), report)
        info = info_for(to, dataset_info(job, sources[0], common_pixel_size(georefs, report)))
        if to is not None:
            pairs = to.placed(pairs, sources)
        earlier = to.dataset if to else None
        dataset = build_dataset(job, pairs, legend.over(reader.legend), info, crs, report.part(0.5, 0.95), earlier)
        return finish(job, dataset, folder, staging, report, to)


def _report_folder(job: ImportDataset, layout: Layout, folder_content: Folder, report: ProgressReporter) -> None:
    report.info("layout_taken", layout=layout.id, count=len(folder_content.pairs))
    if job.layout != layout.id:
        report.info("layout_found_out", field="layout", layout=layout.id)
    if folder_content.unpaired:
        report.warning("files_unpaired", count=len(folder_content.unpaired), first=folder_content.unpaired[0])
    if folder_content.unlisted:
        report.warning("images_unlisted", count=folder_content.unlisted)


def _class_table(job: ImportDataset, layout: Layout) -> Legend | None:
    """Names and colours by the table that the user gave, else by the folder's own; None where the layout alone knows of classes."""
    return read_class_table(Path(job.class_table)) if job.class_table else layout.table(Path(job.folder))
