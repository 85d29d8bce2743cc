# SPDX-License-Identifier: GPL-2.0-or-later
"""Earlier training tiles on ground that is judged now: what an analyst has seen goes before what was labelled there."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from ..dataset.store import TileDataset
from ..jobs.common import REVIEWED, SYNTHETIC
from ..jobs.verdicts import Verdict
from ..protocol.progress import ProgressReporter
from ..raster.georef import GeoRef, transformed
from ..raster.grid import Window
from ..raster.read import open_source, read_band
from .corrections import Corrections
from .create import label_raster, write_window
from .judged import UNKNOWN, JudgedGround
from .labels import UNLABELLED


@dataclass(frozen=True)
class Superseded:
    """The dataset with labels that agree with what was judged, and how many of its tiles have changed or gone."""

    dataset: TileDataset
    changed: int


def supersede(
    dataset: TileDataset,
    corrections: Corrections,
    wrong_as: NDArray[np.int64],
    new_label: Callable[[str], tuple[str, str]],
    report: ProgressReporter,
) -> Superseded:
    """Correct labels of earlier training tiles.

    On a real tile labelled ground becomes of the class that was seen there; where an object is wrong, ground with its class becomes
    what `wrong_as` says, and other labels stay, for they have not been denied. Ground of an earlier reviewed tile that is judged
    anew is taken out of it, since a new tile holds it. Synthetic tiles, and those to validate and to test on, stay as they are.

    Parameters
    ----------
    dataset
        With its earlier tiles.
    corrections
        n polygons that lie on imagery, in their own CRS.
    wrong_as
        What the ground of each wrong one is, a class value or negative, (n,).
    new_label
        Gives paths for the changed labels of an image, where they are written now and where they will lie.
    report
        Takes progress.
    """
    tiles = dataset.tiles
    affected = _affected(dataset, corrections)
    label, counts = tiles.label.copy(), tiles.counts.copy()
    keep = np.ones(len(tiles), dtype=bool)
    changed = 0
    sources = sorted({(tiles.image[index], tiles.label[index]) for index in affected})
    for image, path in report.track(sources, "correcting_labels"):
        here = [index for index in affected if (tiles.image[index], tiles.label[index]) == (image, path)]
        found = _changes(dataset, corrections, wrong_as, path, here)
        for index in found:
            counts[index] = dataset.scheme.count(found[index])
            keep[index] = tiles.origin[index] != REVIEWED or counts[index].any()
        changed += len(found)
        kept = {index: labels for index, labels in found.items() if keep[index]}
        if kept:
            part, final_path = new_label(image)
            _write(part, path, dataset, {tiles.window(index): labels for index, labels in kept.items()})
            label[list(kept)] = final_path
    corrected = dataclasses.replace(tiles, label=label, counts=counts, labelled_px=counts.sum(axis=1))
    return Superseded(dataset.with_tiles(corrected.take(keep)), changed)


def _affected(dataset: TileDataset, corrections: Corrections) -> list[int]:
    """Positions of the training tiles that a polygon may lie on."""
    tiles, shapes = dataset.tiles, corrections.shapes
    if (dataset.crs is None) != (shapes.crs is None):
        return []
    candidates = np.flatnonzero((tiles.split == "train") & (tiles.origin != SYNTHETIC))
    tree = shapely.STRtree(transformed(shapes.geometry, shapes.crs, dataset.crs))
    touched, _ = tree.query(tiles.footprint[candidates], predicate="intersects")
    return [int(index) for index in candidates[np.unique(touched)]]


def _changes(
    dataset: TileDataset, corrections: Corrections, wrong_as: NDArray[np.int64], path: str, here: list[int]
) -> dict[int, NDArray[np.int64]]:
    """New labels (row, column) of the tiles of one label raster that change, by their positions."""
    scheme, found = dataset.scheme, {}
    values = np.append(np.array(scheme.values), scheme.ignore)
    with open_source(path) as source:
        judge = _Judge(corrections, wrong_as, GeoRef.of(source), scheme.ignore)
        for index in here:
            window = dataset.tiles.window(index)
            labels = values[scheme.index(read_band(source, window))]
            is_reviewed = dataset.tiles.origin[index] == REVIEWED
            new = judge.taken_out(labels, window) if is_reviewed else judge.corrected(labels, window)
            if (new != labels).any():
                found[index] = new
    return found


class _Judge:
    """What was judged, on the grid of a label raster."""

    def __init__(self, corrections: Corrections, wrong_as: NDArray[np.int64], georef: GeoRef, ignore: int) -> None:
        own = corrections.on(georef)
        seen, wrong = own.where(own.are_learned), own.where(own.are(Verdict.WRONG))
        nothing = np.full(len(corrections.shapes), UNKNOWN, dtype=np.int64)
        self._ignore = ignore
        self._all = JudgedGround.of(own, georef, nothing)
        self._seen = JudgedGround.of(seen, georef, nothing[: len(seen.shapes)]) if len(seen.shapes) else None
        self._wrong = JudgedGround.of(wrong, georef, wrong_as[own.are(Verdict.WRONG)]) if len(wrong.shapes) else None
        self._denied = JudgedGround.of(wrong, georef, wrong.shapes.values) if len(wrong.shapes) else None

    def taken_out(self, labels: NDArray[np.int64], window: Window) -> NDArray[np.int64]:
        """Labels (row, column) without ground that is judged now."""
        return np.where(self._all.read(window) == UNLABELLED, labels, self._ignore)

    def corrected(self, labels: NDArray[np.int64], window: Window) -> NDArray[np.int64]:
        """Labels (row, column) that agree with what was seen; unlabelled ground stays so."""
        new = labels
        if self._wrong is not None and self._denied is not None:
            instead = self._wrong.read(window)
            is_denied = (self._denied.read(window) == labels) & (labels != self._ignore)
            new = np.where(is_denied, np.where(instead >= 0, instead, self._ignore), new)
        if self._seen is not None:
            seen = self._seen.read(window)
            new = np.where((seen >= 0) & (labels != self._ignore), seen, new)
        return new


def _write(path: str, earlier: str, dataset: TileDataset, windows: dict[Window, NDArray[np.int64]]) -> None:
    with open_source(earlier) as source:
        georef = GeoRef.of(source)
    with label_raster(path, georef, dataset.scheme.dtype, dataset.scheme.ignore) as sink:
        for window, labels in windows.items():
            write_window(sink, labels, window)
