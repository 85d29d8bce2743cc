# SPDX-License-Identifier: GPL-2.0-or-later
"""Brings the images of a dataset to the bands and values of the first: by name, by scale and offset, and without undeclared nodata.

What has to change is a virtual raster beside the dataset, so that every later step and QGIS itself read the same pixels.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Sequence
from pathlib import Path

from ..protocol.progress import ProgressReporter
from ..protocol.staging import Folders
from ..raster.bands import adaptation, differing_names, differing_scales
from ..raster.read import describe_adapted
from ..raster.view import Adaptation
from .sources import ImageSource
from .tiling import LabelledImage

_LONGEST_STEM = 60


class Harmoniser:
    """Virtual rasters of a run, in a folder of its own beside its output."""

    def __init__(self, staging: Folders, output: str, nodata: float | None) -> None:
        self._staging = staging
        self._output = output
        self._nodata = nodata
        self._count = 0

    def brought_together(
        self, pairs: Sequence[LabelledImage], sources: Sequence[ImageSource], report: ProgressReporter
    ) -> list[LabelledImage]:
        """The same pairs, with images that have the bands and values of the first image.

        Parameters
        ----------
        pairs
            Images of `sources` with their labels.
        sources
            The images of one dataset, some perhaps without a pair; the first is what the others are brought to.
        report
            Gets warnings about what cannot be compared.
        """
        first = sources[0]
        changed = {}
        images = {pair.image for pair in pairs}
        for source in sources:
            if source.path not in images:
                continue
            changes = adaptation(first.meaning, source.meaning)
            if self._nodata is not None and not source.declares_nodata:
                changes = changes.with_nodata(self._nodata)
            if not changes.is_none:
                changed[source.path] = self._write(source, changes)
        self._say(sources, changed, report)
        return [
            dataclasses.replace(pair, image=changed[pair.image][0], final_image=changed[pair.image][1])
            if pair.image in changed
            else pair
            for pair in pairs
        ]

    def _say(
        self, sources: Sequence[ImageSource], changed: dict[str, tuple[str, str]], report: ProgressReporter
    ) -> None:
        first = sources[0]
        differing = [source for source in sources if differing_names(first.meaning, source.meaning)]
        if differing:
            report.warning(
                "images_name_other_bands",
                count=len(differing),
                reference=first.path,
                path=differing[0].path,
                names=differing[0].meaning.names,
                expected=first.meaning.names,
            )
        unscaled = [source for source in sources if differing_scales(first.meaning, source.meaning)]
        if unscaled:
            report.warning("images_scaled_otherwise", count=len(unscaled), reference=first.path, path=unscaled[0].path)
        moved = [source for source in sources if source.path in changed and source is not first]
        if moved:
            report.info("images_brought_together", count=len(moved), reference=first.path, path=moved[0].path)
        suspicious = [source for source in sources if source.nodata_like is not None] if self._nodata is None else []
        if suspicious:
            value = suspicious[0].nodata_like
            report.warning("images_look_like_nodata", count=len(suspicious), value=value, path=suspicious[0].path)

    def _write(self, source: ImageSource, changes: Adaptation) -> tuple[str, str]:
        folder = self._staging.folder(self._output, "files")
        self._count += 1
        name = f"{Path(source.path).stem[:_LONGEST_STEM]}_{self._count}.vrt"
        part = os.path.join(folder.part, name)
        Path(part).write_text(describe_adapted(source.path, changes, folder.final), encoding="utf-8")
        return part, os.path.join(folder.final, name)
