# SPDX-License-Identifier: GPL-2.0-or-later
"""Image and mask folder -> tile dataset."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..jobs.importdataset import ImportDataset
from ..preparation.create import LabelFolder
from ..preparation.layouts import Folder, ImageMaskPair, Layout, read_folder
from ..preparation.masks import MaskReader, MaskRules, build_pairs
from ..preparation.sources import common_crs, inspect_images
from ..preparation.tables import read_class_table
from ..preparation.tiling import build_dataset
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.legend import Legend
from .append import Extended, crs_for, reads_of
from .createdataset import finish, together


def run(job: ImportDataset, report: ProgressReporter) -> dict[str, Any]:
    """Make the dataset; the files beside it are masks that had to be rewritten."""
    found, to = Found.of(job), Extended.of(job)
    with Staging.of(job, reads=reads_of(to, found.files)) as staging:
        found = found.beyond(to, report)
        found.say(job, report)
        folder = LabelFolder(staging, job.output)
        reader = found.reader(job, folder)
        sources = inspect_images(found.images, report.part(0.0, 0.3))
        pairs = build_pairs(found.pairs, sources, reader, report.part(0.3, 0.5))
        reader.check(job.folder, report)
        georefs = [pair.georef for pair in pairs]
        crs = crs_for(to, common_crs(georefs, report))
        pairs, info, earlier = together(job, to, pairs, sources, georefs, staging, report)
        legend = found.legend(job).over(reader.legend)
        dataset = build_dataset(job, pairs, legend, info, crs, report.part(0.5, 0.95), earlier)
        return finish(job, dataset, folder, staging, report, to)


@dataclass(frozen=True)
class Found:
    """What lies in the folder of a job, and the layout that says what is what."""

    layout: Layout
    content: Folder

    @classmethod
    def of(cls, job: ImportDataset) -> Found:
        """Look into the folder; BadInput where no image has a mask."""
        return cls(*read_folder(job.folder, job.layout))

    def beyond(self, to: Extended | None, report: ProgressReporter) -> Found:
        """The same without the images that the dataset holds which the others are added to."""
        if to is None:
            return self
        new = set(to.new(self.images, report))
        left = tuple(pair for pair in self.pairs if str(pair.image) in new)
        return dataclasses.replace(self, content=dataclasses.replace(self.content, pairs=left))

    @property
    def pairs(self) -> tuple[ImageMaskPair, ...]:
        """Images with their masks, in the order of their names."""
        return self.content.pairs

    @property
    def images(self) -> list[str]:
        """Paths of the images."""
        return [str(pair.image) for pair in self.pairs]

    @property
    def files(self) -> list[str]:
        """Paths of all images and masks."""
        return [str(path) for pair in self.pairs for path in (pair.image, pair.mask)]

    def legend(self, job: ImportDataset) -> Legend:
        """What is known of the classes before a mask is read."""
        table = self._class_table(job)
        return self.layout.legend if table is None else table.over(self.layout.legend)

    def reader(self, job: ImportDataset, folder: LabelFolder) -> MaskReader:
        """Reads the masks by what is known of the classes."""
        layout, table = self.layout, self._class_table(job)
        expected = frozenset() if table is None else frozenset(table.colors)
        colors = {**layout.colors, **dict.fromkeys(layout.no_class, job.ignore_value)}
        rules = MaskRules(self.legend(job), layout.ignored, job.ignore_value, job.color_tolerance, colors, expected)
        return MaskReader(rules, folder, layout.drawn)

    def say(self, job: ImportDataset, report: ProgressReporter) -> None:
        """Say how the folder is understood, and what is left out."""
        report.info("layout_taken", layout=self.layout.id, count=len(self.pairs))
        if job.layout != self.layout.id:
            report.info("layout_found_out", field="layout", layout=self.layout.id)
        if self.content.unpaired:
            report.warning("files_unpaired", count=len(self.content.unpaired), first=self.content.unpaired[0])
        if self.content.unlisted:
            report.warning("images_unlisted", count=self.content.unlisted)

    def _class_table(self, job: ImportDataset) -> Legend | None:
        """The table that the user gave, else the folder's own; None where the layout alone knows of classes."""
        return read_class_table(Path(job.class_table)) if job.class_table else self.layout.table(Path(job.folder))
