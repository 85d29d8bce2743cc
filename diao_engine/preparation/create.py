# SPDX-License-Identifier: GPL-2.0-or-later
"""Images and labels -> pairs of an image and a label raster on its grid, written only where there is none yet."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.io import DatasetWriter
from rasterio.windows import Window as RasterioWindow

from ..dataset.classes import ClassScheme
from ..errors import BadInput
from ..jobs import LayerRef
from ..jobs.classinfo import name_key
from ..messages import Sentence
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Folders
from ..raster import vector_files
from ..raster.georef import GeoRef
from ..raster.grid import TileGrid, Window
from ..raster.legend import Legend
from ..raster.write import create_raster, set_classes, write_class_sidecar
from .area import AreaOfInterest
from .burn import PolygonLabels
from .labels import HIGHEST_VALUE, UNLABELLED, Labels, RasterLabels
from .sources import ImageSource, absolute
from .tiling import LabelledImage

_CHUNK_PX = 2048
_LONGEST_STEM = 60  # of an image's name; the rest only makes names too long for some file systems


class LabelFolder:
    """Label rasters that a run writes, in a folder of its own beside the dataset."""

    def __init__(self, staging: Folders, output: str) -> None:
        self._staging = staging
        self._output = output
        self._written: dict[str, str] = {}

    def new_paths(self, image: str) -> tuple[str, str]:
        """Where to write the labels of an image now, and their final path; the folder is created by the first."""
        folder = self._staging.folder(self._output, "labels")
        stem = Path(image).stem[:_LONGEST_STEM]
        name, number = f"{stem}.tif", 2
        while name.casefold() in self._written:
            name, number = f"{stem}_{number}.tif", number + 1
        self._written[name.casefold()] = os.path.join(folder.part, name)
        return os.path.join(folder.part, name), os.path.join(folder.final, name)

    def name_classes(self, scheme: ClassScheme, report: ProgressReporter) -> None:
        """Give every written raster the colours and names of the classes."""
        for path in report.track(self._written.values(), "naming_classes", len(self._written)):
            with rasterio.open(path, "r+") as sink:
                set_classes(sink, scheme.names, scheme.colors)
            write_class_sidecar(path, scheme.names, scheme.colors)


def open_labels(refs: Sequence[LayerRef], field: str | None, ignore: int, report: ProgressReporter) -> Labels:
    """The labels that a user chose: one polygon layer, or class rasters."""
    layers = [ref for ref in refs if ref.layer or vector_files.is_vector(ref.path)]
    if not layers:
        rasters = RasterLabels(tuple(refs))
        for path in rasters.without_crs:
            report.warning("labels_local_crs", path=path)
        return rasters
    if len(refs) > 1:
        raise BadInput("one_polygon_layer", count=len(refs), path=layers[0].path, field="labels")
    if not field:
        fields = [*vector_files.read_info(layers[0].path, layer=layers[0].layer or None)["fields"]]
        known = fields or Sentence("no_field_there")
        raise BadInput("label_field_missing", path=layers[0].path, known=known, field="class_field")
    labels = PolygonLabels(layers[0], field, ignore=ignore)
    if labels.without_class:
        report.warning("polygons_without_class", count=labels.without_class, name=field)
    if labels.without_area:
        report.warning("no_polygons_left_out", count=labels.without_area, path=layers[0].path)
    for group in labels.same_names:
        report.warning("names_of_one_class", names=[repr(name) for name in group], field_name=field)
    if labels.ignored_polygons:
        report.warning("polygons_ignored", count=labels.ignored_polygons, value=ignore, name=field)
    if not labels.has_crs:
        report.warning("labels_without_crs", path=layers[0].path)
    return labels


class LabelPreparer:
    """Pairs each image of a dataset with its labels, which are layers."""

    def __init__(
        self, labels: Labels, area: AreaOfInterest, folder: LabelFolder, *, ignore: int, background: str | None
    ) -> None:
        self._labels = labels
        self._area = area
        self._folder = folder
        self._ignore = ignore
        self.legend = labels.legend
        self._background = None if not background else self._background_value(background)
        top = max(labels.highest, ignore, self._background or 0)
        self._dtype = "uint8" if top <= 255 else "uint16"

    def pairs(self, sources: Sequence[ImageSource], report: ProgressReporter) -> list[LabelledImage]:
        """A pair per image that has labels within the area; BadInput when there is none."""
        labelled = self.labelled(sources, report)
        total = len(labelled)
        return [
            self._pair(source, window, report.part(number / total, (number + 1) / total))
            for number, (source, window) in enumerate(labelled)
        ]

    def labelled(self, sources: Sequence[ImageSource], report: ProgressReporter) -> list[tuple[ImageSource, Window]]:
        """The images that have labels within the area, and the window of each that is used; BadInput when there is none."""
        unreferenced = [source.path for source in sources if not source.georef.has_place]
        if len(unreferenced) > 1:
            raise BadInput("images_without_place", count=len(unreferenced), first=unreferenced[0])
        in_area = [(source, window) for source in sources if (window := self._area.window(source.georef)) is not None]
        if not in_area:
            raise BadInput("ground_outside_images", field="area")
        labelled = [(source, window) for source, window in in_area if self._has_labels(source.georef, window)]
        if not labelled and unreferenced:
            raise BadInput("label_off_picture", path=unreferenced[0])
        if not labelled:
            raise BadInput("labels_off_images")
        if unreferenced:
            report.warning("picture_without_place", path=unreferenced[0])
        if len(labelled) < len(in_area):
            report.warning("images_without_labels", left_out=len(in_area) - len(labelled), count=len(in_area))
        return labelled

    def _has_labels(self, georef: GeoRef, window: Window) -> bool:
        labelled = self._labels.window(georef)
        return labelled is not None and labelled.intersection(window) is not None

    def _pair(self, source: ImageSource, window: Window, report: ProgressReporter) -> LabelledImage:
        found = self.referenced(source, window)
        if found is not None:
            return found
        part, final_path = self._folder.new_paths(source.path)
        self.write(source.georef, window, part, report)
        return LabelledImage(source.path, part, final_path, source.georef, window)

    def referenced(self, source: ImageSource, window: Window) -> LabelledImage | None:
        """An image with a label raster that can be used as it is; None where its labels have to be written."""
        reference = self._labels.reference(source.georef)
        if reference is None or self._area.has_area or self._background is not None:
            return None
        path = absolute(reference)
        return LabelledImage(source.path, path, path, source.georef, window, self._labels.ignored)

    @contextmanager
    def raster(self, path: str, georef: GeoRef) -> Iterator[DatasetWriter]:
        """A new raster for the labels of an image."""
        with label_raster(path, georef, self._dtype, self._ignore) as sink:
            yield sink

    def write(self, georef: GeoRef, window: Window, path: str, report: ProgressReporter) -> None:
        """Bring the labels onto a grid. What lies outside the window stays unwritten and reads as ignored."""
        # Complete blocks of the file, so that none is written twice.
        blocks = TileGrid(georef.window, _CHUNK_PX, _CHUNK_PX)
        chunks = [part for chunk in blocks if (part := chunk.intersection(window)) is not None]
        with self._labels.on(georef) as read, self.raster(path, georef) as sink:
            for chunk in report.track(chunks, "preparing_labels", name=Path(path).stem):
                values = read(chunk)
                if self._background is not None:
                    values = np.where(values == UNLABELLED, self._background, values)
                outside = (values == UNLABELLED) | self._area.outside(georef, chunk)
                if not outside.all():
                    write_window(sink, np.where(outside, self._ignore, values), chunk)

    def _background_value(self, name: str) -> int:
        """The value of the class that has this name already, else the next after the last that is free."""
        for value, known in self.legend.names.items():
            if name_key(known) == name_key(name):
                return value
        value = self._labels.last_value() + 1
        value += value == self._ignore
        if value > HIGHEST_VALUE:
            raise BadInput("no_value_free", name=name, field="background_class")
        self.legend = Legend.of({value: name}).over(self.legend)
        return value


@contextmanager
def label_raster(path: str, georef: GeoRef, dtype: str, ignore: int) -> Iterator[DatasetWriter]:
    """A new label raster, open for writing; ignored is its nodata value and what is not written."""
    with create_raster(path, georef, dtype=dtype, nodata=ignore, sparse_ok=True) as sink:
        yield sink


def write_window(sink: DatasetWriter, values: NDArray[np.integer], window: Window) -> None:
    """Write class values (row, column) to a window of a label raster."""
    sink.write(values.astype(sink.dtypes[0]), 1, window=RasterioWindow(*window))
