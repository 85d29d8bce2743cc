# SPDX-License-Identifier: GPL-2.0-or-later
"""One image of the job `update`, mapped: its classes, and how sure they are, in every light where that is asked for."""

from __future__ import annotations

import os
from functools import partial
from tempfile import TemporaryDirectory

from ..inference.light import LIGHTS, Paths, in_light, write_least_confidence
from ..jobs import Update
from ..protocol.progress import ProgressReporter
from .segment import Mapping, RasterPaths


def write_observation(job: Update, mapping: Mapping, classes: str, confidence: str, report: ProgressReporter) -> None:
    """Write class raster and confidence of what is mapped of an image."""
    if not job.other_light:
        mapping.write(RasterPaths(classes, confidence, None), report)
        return
    place, name = os.path.split(confidence)
    with TemporaryDirectory(prefix=name, dir=place) as folder:  # whatever a killed run leaves goes with its other files
        looks: list[Paths] = []
        for number, factor in enumerate(LIGHTS):
            looks.append(
                (os.path.join(folder, f"c{number}.tif") if looks else classes, os.path.join(folder, f"p{number}.tif"))
            )
            step = report.part(number / len(LIGHTS), (number + 1) / len(LIGHTS))
            mapping.seen_as(partial(in_light, factor=factor)).write(RasterPaths(*looks[-1], None), step)
        write_least_confidence(looks, confidence)
