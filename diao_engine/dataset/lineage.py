# SPDX-License-Identifier: GPL-2.0-or-later
"""What a dataset was made from, over all steps: files that no later step may overwrite, and places that are none of its business."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..errors import BadInput
from ..jobs import JOBS, specs
from ..jobs.checks import input_files
from ..jobs.paths import DataSource, files_behind
from ..jobs.wire import read_value
from ..messages import first_of
from .tiles import Tiles


def ancestors(tiles: Tiles, history: tuple[Mapping[str, Any], ...]) -> set[str]:
    """The files behind the images and labels of tiles, and behind the inputs of every step in the history."""
    named = {*tiles.image, *tiles.label}
    return {file for path in named for file in files_behind(path)} | {
        file for step in history for file in _inputs(step)
    }


def check_inside(tiles: Tiles, known: Container[str], dataset: str) -> None:
    """BadInput when a tile is read from somewhere that a dataset has no business with: it may come from anywhere and name anything.

    Its own are files below its folder, and files of this computer that it was made from (`known`).
    """
    folder = os.path.dirname(os.path.realpath(dataset))
    outside = sorted(path for path in {*tiles.image, *tiles.label} if path not in known and not _is_below(path, folder))
    if outside:
        raise BadInput("dataset_reads_outside", path=first_of(outside), field="allow_outside")


def _is_below(path: str, folder: str) -> bool:
    """Whether a source lies below a folder with all that it is read from: a virtual raster names files."""
    files = [*files_behind(path)]
    is_local = DataSource.parse(path).is_local
    return is_local and all(
        Path(os.path.realpath(file)).is_relative_to(folder) for file in (files or [DataSource.parse(path).file])
    )


def _inputs(step: Mapping[str, Any]) -> Iterator[str]:
    """Input files of a step; a history that somebody has edited may hold anything."""
    job_class = JOBS.get(str(step.get("step")))
    parameters = step.get("parameters")
    if job_class is None or not isinstance(parameters, Mapping):
        return
    for spec in specs(job_class):
        try:
            value = read_value(spec, parameters.get(spec.name))
        except (TypeError, ValueError, KeyError, AttributeError):
            continue
        yield from input_files(spec, value)
