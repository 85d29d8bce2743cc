# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers -> tile dataset."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from ..dataset.info import DatasetInfo
from ..dataset.persist import note_folders, persist_files
from ..dataset.store import TileDataset, save
from ..jobs.balance import imbalances
from ..jobs.createdataset import CreateDataset
from ..jobs.importdataset import ImportDataset
from ..metrics.statistics import slivers, summary
from ..preparation.area import AreaOfInterest
from ..preparation.create import LabelFolder, LabelPreparer, open_labels
from ..preparation.harmonise import Harmoniser
from ..preparation.labels import Labels
from ..preparation.sources import ImageSource, common_crs, common_pixel_size, inspect_images
from ..preparation.tiling import LabelledImage, build_dataset
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.georef import GeoRef
from .append import Extended, compared, crs_for, reads_of


def run(job: CreateDataset, report: ProgressReporter) -> dict[str, Any]:
    """Make the dataset; the files beside it are label rasters that had to be written."""
    to = Extended.of(job)
    with Staging.of(job, reads=reads_of(to)) as staging:
        sources = inspect_images(images_of(job, to, report), report.part(0.0, 0.05))
        georefs = [source.georef for source in sources]
        crs = crs_for(to, common_crs(georefs, report))
        folder = LabelFolder(staging, job.output)
        maker = LabelPreparer(
            labels_of(job, to, report),
            AreaOfInterest(job.area, job.extent),
            folder,
            ignore=job.ignore_value,
            background=job.background,
        )
        pairs = maker.pairs(sources, report.part(0.05, 0.5))
        pairs, info, earlier = together(job, to, pairs, sources, georefs, staging, report)
        dataset = build_dataset(job, pairs, maker.legend, info, crs, report.part(0.5, 0.95), earlier)
        return finish(job, dataset, folder, staging, report, to)


def images_of(job: CreateDataset, to: Extended | None, report: ProgressReporter) -> list[str]:
    """The images of a job, without those that the dataset holds which they are added to."""
    return list(job.images) if to is None else to.new(job.images, report)


def labels_of(job: CreateDataset, to: Extended | None, report: ProgressReporter) -> Labels:
    """The labels of a job, under the classes of the dataset that they are added to."""
    labels = open_labels(job.labels, job.class_field, job.ignore_value, report)
    return labels if to is None else to.labels(labels)


def together(
    job: CreateDataset | ImportDataset,
    to: Extended | None,
    pairs: Sequence[LabelledImage],
    sources: Sequence[ImageSource],
    georefs: Sequence[GeoRef],
    staging: Staging,
    report: ProgressReporter,
) -> tuple[list[LabelledImage], DatasetInfo, TileDataset | None]:
    """Labelled images brought to common bands and values, what their tiles share, and the dataset that these are added to.

    `georefs` are those by which the images lie before they are brought together.
    """
    alike = Harmoniser(staging, job.output, job.nodata).brought_together(pairs, compared(sources, to), report)
    info = dataset_info(job, sources[0], common_pixel_size(georefs, report))
    if to is None:
        return alike, info, None
    return to.placed(alike, sources), to.dataset.info, to.dataset


def dataset_info(job: CreateDataset | ImportDataset, first: ImageSource, pixel_size: float) -> DatasetInfo:
    """What all tiles of a new dataset share: the images are brought to the first."""
    return DatasetInfo(
        first.bands,
        first.dtype,
        pixel_size,
        job.tile_size,
        job.ignore_value,
        scales=first.meaning.scales,
        offsets=first.meaning.offsets,
    )


def finish(
    job: CreateDataset | ImportDataset,
    dataset: TileDataset,
    folder: LabelFolder,
    staging: Staging,
    report: ProgressReporter,
    to: Extended | None = None,
) -> dict[str, Any]:
    """Write a new dataset, with what it is added to, and say what is in it."""
    if to is not None:
        report.info("tiles_appended", count=len(dataset.tiles), before=len(to.dataset.tiles), path=to.path)
        dataset = to.joined(dataset)
    folder.name_classes(dataset.scheme, report.part(0.95, 0.97))
    train = dataset.train()
    imbalance = imbalances(dataset.info.history, train.total().tolist())
    results = {
        "tile_count": len(dataset.tiles),
        "imbalance": imbalance.to_target,
        "imbalance_uniform": imbalance.to_even,
    }
    finished = dataclasses.replace(dataset, info=dataset.info.after(job, **results))
    if to is None:
        note_folders(finished, job.output, staging)
    else:
        finished = persist_files(finished, job.output, staging)
    save(finished, staging.path(job.output), final_path=job.output, current=staging.current)
    for line in summary(dataset):
        report.info(line)
    report.info("imbalance_to_even", even=imbalance.to_even)
    for line in slivers(dataset.scheme, train):
        report.warning(line)
    return {"output": job.output, **results}
