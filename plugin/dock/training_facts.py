# SPDX-License-Identifier: GPL-2.0-or-later
"""What a training is about to see of a tile dataset, read straight from the GeoPackage and outside the main thread."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...processing_provider.text import tr
from .background import Background
from .dataset_view import NoDataset, opened

_SAME_SHARE = 1e-12


@dataclass(frozen=True)
class ClassFacts:
    """A class; as in a model's card, it is in the minority when it is below its target in the real tiles, each counted once."""

    value: int
    name: str
    color: str
    minority: bool


@dataclass(frozen=True)
class TrainingFacts:
    """Classes by value; training tiles that are drawn at all, how many of them are synthetic, how often they are drawn."""

    classes: tuple[ClassFacts, ...]
    training: int
    synthetic: int
    drawn: int
    validation: int


class FactsReader(QObject):
    """Reads one dataset at a time; the last one that was wanted wins."""

    read = pyqtSignal(object)  # TrainingFacts
    failed = pyqtSignal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._background.ended.connect(self._ended)

    def want(self, path: str) -> None:
        """Read the dataset in a file, again if need be; the empty text means that none is wanted any more."""
        self._background.want((lambda: read(path)) if path else None)

    def _ended(self, facts: TrainingFacts | None, problem: str) -> None:
        if facts is not None:
            self.read.emit(facts)
        else:
            self.failed.emit(problem)


def read(path: str) -> TrainingFacts:
    """Classes and numbers of tiles. Raises NoDataset."""
    if not os.path.isfile(path):
        raise NoDataset(tr("The tile dataset {path} does not exist; choose one that does.").format(path=path))
    try:
        with closing(opened(path)) as file:
            return _facts(file)
    except (sqlite3.Error, TypeError, ValueError) as error:
        raise NoDataset(
            tr("{path} is no tile dataset, or it is damaged ({reason}); choose the layer tiles of one.").format(
                path=path, reason=error
            )
        ) from error


def _facts(file: sqlite3.Connection) -> TrainingFacts:
    classes = file.execute("SELECT value, name, color, target FROM classes ORDER BY value").fetchall()
    if not classes:
        raise ValueError("classes")
    sums = "".join(f', sum("px_{int(value)}")' for value, *_ in classes)
    used = "split = 'train' AND coalesce(repeats, 1) > 0"
    pixels = file.execute(f"SELECT count(*){sums} FROM tiles WHERE {used} AND origin = 'real'").fetchone()
    training, synthetic, drawn = file.execute(
        f"SELECT count(*), sum(origin <> 'real'), sum(coalesce(repeats, 1)) FROM tiles WHERE {used}"
    ).fetchone()
    (validation,) = file.execute("SELECT count(*) FROM tiles WHERE split = 'val'").fetchone()
    rare = _minority([count or 0 for count in pixels[1:]], [target for *_, target in classes])
    return TrainingFacts(
        tuple(
            ClassFacts(int(value), name or tr("class {value}").format(value=value), color or "", minority)
            for (value, name, color, _), minority in zip(classes, rare, strict=True)
        ),
        training,
        synthetic or 0,
        drawn or 0,
        validation,
    )


def _minority(pixels: list[int], targets: list[float | None]) -> list[bool]:
    """Which classes have a share below their target; a class without a target is to have an even share."""
    wanted = [1 / len(targets) if target is None else target for target in targets]
    all_pixels, all_wanted = max(sum(pixels), 1), sum(wanted) or 1.0
    pairs = zip(pixels, wanted, strict=True)
    return [count / all_pixels < share / all_wanted - _SAME_SHARE for count, share in pairs]
