# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers -> tile dataset."""

from __future__ import annotations

from typing import Any

from ..dataset.persist import note_folders
from ..dataset.store import DatasetInfo, TileDataset, save
from ..jobs.balance import imbalances
from ..jobs.createdataset import CreateDataset
from ..jobs.importdataset import ImportDataset
from ..metrics.statistics import slivers, summary
from ..preparation.area import AreaOfInterest
from ..preparation.create import LabelFolder, LabelPreparer, open_labels
from ..preparation.harmonise import Harmoniser
from ..preparation.sources import ImageSource, common_crs, common_pixel_size, inspect_images
from ..preparation.tiling import build_dataset
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging


def run(job: CreateDataset, report: ProgressReporter) -> dict[str, Any]:
    """Make the dataset; the files beside it are label rasters that had to be written."""
    with Staging.of(job) as staging:
        sources = inspect_images(job.images, report.part(0.0, 0.05))
        georefs = [source.georef for source in sources]
        crs = common_crs(georefs, report)
        folder = LabelFolder(staging, job.output)
        maker = LabelPreparer(
            open_labels(job.labels, job.class_field, job.ignore_value, report),
            AreaOfInterest(job.area, job.extent),
            folder,
            ignore=job.ignore_value,
            background=job.background,
        )
        pairs = maker.pairs(sources, report.part(0.05, 0.5))
        pairs = Harmoniser(staging, job.output, job.nodata).brought_together(pairs, sources, report)
        info = dataset_info(job, sources[0], common_pixel_size(georefs, report))
        dataset = build_dataset(job, pairs, maker.legend, info, crs, report.part(0.5, 0.95))
        return finish(job, dataset, folder, staging, report)


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
) -> dict[str, Any]:
    """Write a new dataset and say what is in it."""
    folder.name_classes(dataset.scheme, report.part(0.95, 0.97))
    train = dataset.train()
    imbalance = imbalances(dataset.info.history, train.total().tolist())
    results = {
        "tile_count": len(dataset.tiles),
        "imbalance": imbalance.to_target,
        "imbalance_uniform": imbalance.to_even,
    }
    history = dataset.info.after(job, **results)
    finished = TileDataset(dataset.scheme, dataset.tiles, history, dataset.crs)
    note_folders(finished, job.output, staging)
    save(finished, staging.path(job.output), final_path=job.output, current=staging.current)
    for line in summary(dataset):
        report.info(line)
    report.info("imbalance_to_even", even=imbalance.to_even)
    for line in slivers(dataset.scheme, train):
        report.warning(line)
    return {"output": job.output, **results}
