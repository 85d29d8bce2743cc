# SPDX-License-Identifier: GPL-2.0-or-later
"""What a training is about to see of a tile dataset, read straight from the GeoPackage and outside the main thread."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...processing_provider.text import tr

_SAME_SHARE = 1e-12


@dataclass(frozen=True)
class ClassFacts:
    """A class; it is in the minority when its share of the real training pixels is below its target."""

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


class Unreadable(Exception):
    """A file that is no tile dataset; the text is one sentence for the analyst."""


class FactsReader(QObject):
    """Reads one dataset at a time; the last one that was wanted wins."""

    read = pyqtSignal(object)  # TrainingFacts
    failed = pyqtSignal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._task: _Reading | None = None

    def want(self, path: str) -> None:
        """Read the dataset in a file."""
        self.drop()
        self._task = _Reading(path)
        self._task.taskCompleted.connect(self._done)
        self._task.taskTerminated.connect(self._done)
        QgsApplication.taskManager().addTask(self._task)

    def drop(self) -> None:
        """Nothing is wanted any more."""
        if self._task is not None:
            self._task.taskCompleted.disconnect(self._done)
            self._task.taskTerminated.disconnect(self._done)
            self._task = None

    def _done(self) -> None:
        task = self._task
        if task is None:
            return
        self.drop()
        if task.facts is not None:
            self.read.emit(task.facts)
        else:
            self.failed.emit(task.problem)


class _Reading(QgsTask):
    def __init__(self, path: str) -> None:
        super().__init__(tr("DIAO: looking at the tile dataset"))
        self._path = path
        self.facts: TrainingFacts | None = None
        self.problem = ""

    def run(self) -> bool:
        """In the task's thread."""
        try:
            self.facts = read(self._path)
        except Unreadable as problem:
            self.problem = str(problem)
        return self.facts is not None


def read(path: str) -> TrainingFacts:
    """Classes and numbers of tiles. Raises Unreadable."""
    if not Path(path).is_file():
        raise Unreadable(tr("The tile dataset {path} does not exist; choose one that does.").format(path=path))
    try:
        file = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)
        try:
            return _facts(file)
        finally:
            file.close()
    except sqlite3.Error as error:
        told = tr("{path} is no tile dataset ({reason}); make one with Create tile dataset.")
        raise Unreadable(told.format(path=path, reason=error)) from error


def _facts(file: sqlite3.Connection) -> TrainingFacts:
    classes = file.execute("SELECT value, name, color, target FROM classes ORDER BY value").fetchall()
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
            ClassFacts(int(value), name or f"class {value}", color or "", minority)
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
