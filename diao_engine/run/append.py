# SPDX-License-Identifier: GPL-2.0-or-later
"""Adds tiles to a dataset that is there: what the new ones must have in common with it, and the dataset of both.

No pixel of the old dataset is read, so it need not be trusted.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from affine import Affine
from rasterio.crs import CRS
from shapely import bounds

from ..dataset.fingerprint import FileState
from ..dataset.store import TileDataset, load
from ..errors import BadInput
from ..jobs.common import REAL
from ..jobs.createdataset import CreateDataset
from ..jobs.importdataset import ImportDataset
from ..jobs.paths import files_behind
from ..preparation.known_labels import KnownLabels
from ..preparation.labels import Labels
from ..preparation.masks import side_by_side
from ..preparation.sources import ImageSource
from ..preparation.tiling import LabelledImage
from ..protocol.progress import ProgressReporter
from ..raster.bands import BandSet, named
from ..raster.georef import GeoRef
from .tile_ids import first_free_id

_GAP = 0.1  # of the height of the laid out pictures


@dataclass(frozen=True)
class Extended:
    """The dataset that new tiles are added to, and its path."""

    path: str
    dataset: TileDataset

    @classmethod
    def of(cls, job: CreateDataset | ImportDataset) -> Extended | None:
        """That of a job, None where the job makes a new one; BadInput when tiles of the job would be none of the dataset's."""
        if job.append_to is None:
            return None
        found = cls(job.append_to.path, load(job.append_to, allow_outside=True))
        info, names = found.dataset.info, [entry.name for entry in found.dataset.scheme.classes]
        if job.tile_size != info.tile_size:
            raise BadInput(
                "appended_tile_size", value=job.tile_size, known=info.tile_size, path=found.path, field="tile_size"
            )
        if job.ignore_value != info.ignore_value:
            raise BadInput(
                "appended_ignore_value",
                value=job.ignore_value,
                known=info.ignore_value,
                path=found.path,
                field="ignore_value",
            )
        background = getattr(job, "background", None)
        if background and background.casefold() not in (name.casefold() for name in names):
            raise BadInput("appended_background", name=background, path=found.path, known=names, field="background")
        return found

    @property
    def reads(self) -> set[str]:
        """The files that the dataset was made from."""
        return self.dataset.ancestors()

    def new(self, images: Sequence[str], report: ProgressReporter) -> list[str]:
        """The images that are not in the dataset yet, by file and by content; BadInput when there is none."""
        found = [path for path in images if not self._has(path)]
        known = [path for path in images if path not in set(found)]
        if not found:
            raise BadInput("nothing_to_append", count=len(known), first=known[0], path=self.path, field="append_to")
        if known:
            report.warning("images_there_already", count=len(known), first=known[0], path=self.path)
        return found

    def labels(self, labels: Labels) -> Labels:
        """Labels under the classes of the dataset."""
        return KnownLabels(labels, self.dataset.scheme, self.path)

    def reference(self, source: ImageSource) -> ImageSource:
        """What the dataset has of imagery, in place of an image; BadInput where that of a source cannot stand beside it."""
        info = self.dataset.info
        if len(source.bands) != len(info.bands):
            raise BadInput(
                "images_of_other_bands", path=source.path, count=len(source.bands), first=self.path,
                first_count=len(info.bands), field="append_to",
            )  # fmt: skip
        bands = BandSet(tuple(named(band) for band in info.bands), info.scales, info.offsets, info.dtype)
        return ImageSource(
            self.path, source.georef, info.bands, info.dtype, bands, declares_nodata=True, nodata_like=None
        )

    def placed(self, pairs: Sequence[LabelledImage], sources: Sequence[ImageSource]) -> list[LabelledImage]:
        """The same pairs where the footprints of the dataset can be: in its CRS, or below its pictures where it has none."""
        without_crs = [pair for pair in pairs if pair.georef.crs is None]
        if self.dataset.crs is not None:
            if without_crs:
                raise BadInput("appended_without_crs", image=without_crs[0].image, path=self.path, field="append_to")
            return list(pairs)
        if len(without_crs) == len(pairs) and all(source.georef.has_place for source in sources):
            return list(pairs)
        left, bottom, _, top = bounds(self.dataset.tiles.footprint).T
        shift = Affine.translation(float(left.min()), float(bottom.min() - _GAP * (top.max() - bottom.min())))
        return [
            dataclasses.replace(pair, georef=GeoRef(None, shift @ georef.transform, georef.shape))
            for pair, georef in zip(pairs, side_by_side([pair.georef.shape for pair in pairs]), strict=True)
        ]

    def joined(self, fresh: TileDataset) -> TileDataset:
        """The dataset with new tiles at its end; BadInput when none of these is left."""
        if not len(fresh.tiles):
            raise BadInput("no_tile_appended", path=self.path, field="append_to")
        ids = first_free_id(self.dataset) + np.arange(len(fresh.tiles))
        tiles = self.dataset.tiles.joined(dataclasses.replace(fresh.tiles, tile_id=ids))
        return dataclasses.replace(self.dataset, tiles=tiles)

    def _has(self, image: str) -> bool:
        if os.path.realpath(image) in self._files or image in self._files:
            return True
        alike = self._contents.get(os.path.getsize(image)) if os.path.isfile(image) else None
        state = FileState.of(image) if alike else None
        return state is not None and alike is not None and state.digest in alike

    @cached_property
    def _files(self) -> frozenset[str]:
        """The images of the tiles that no analyst has judged and no synthesis made, and the files that they are read from."""
        tiles = self.dataset.tiles
        named_by = set(tiles.image[tiles.origin == REAL])
        return frozenset({*named_by, *(os.path.realpath(file) for image in named_by for file in files_behind(image))})

    @cached_property
    def _contents(self) -> Mapping[int, set[str]]:
        """The digests of these files by size."""
        found: dict[int, set[str]] = {}
        for path, state in self.dataset.files.items():
            if os.path.realpath(path) in self._files:
                found.setdefault(state.size, set()).add(state.digest)
        return found


def compared(sources: Sequence[ImageSource], to: Extended | None) -> list[ImageSource]:
    """The images of a job behind what they are brought to: the first of them, or what a dataset has."""
    return list(sources) if to is None else [to.reference(sources[0]), *sources]


def crs_for(to: Extended | None, new: CRS | None) -> CRS | None:
    """The CRS of the footprints of the result."""
    return new if to is None else to.dataset.crs


def reads_of(to: Extended | None, more: Iterable[str] = ()) -> list[str]:
    """What a run reads beside the parameters of its job."""
    return [*more, *(() if to is None else to.reads)]
