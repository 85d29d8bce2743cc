# SPDX-License-Identifier: GPL-2.0-or-later
"""A tile dataset in numbers, read straight from its GeoPackage outside the main thread, and the one edit that is made here.

Tiles are counted by `diao_engine.jobs.dataset_counts`; shares, targets, imbalance and minority classes are those of
`diao_engine.jobs.balance`: as in the engine.
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ....diao_engine.jobs import balance
from ....diao_engine.jobs.balance import Imbalance
from ....diao_engine.jobs.colors import is_color
from ....diao_engine.jobs.dataset_counts import DatasetCounts, count_in_file
from ....diao_engine.jobs.layer_source import path_of
from ....processing_provider.text import tr
from ..runs.background import BackgroundReader

_TABLES = {"tiles", "classes", "dataset"}
_COLUMNS = {"split", "repeats", "origin"}
_SECONDS_FOR_A_LOCK = 5.0


class NoDataset(ValueError):
    """A file that is no tile dataset, or cannot be read or written; the text is one sentence for the analyst."""


@dataclass(frozen=True)
class ClassShare:
    """A class with its pixels in the training tiles, each tile counted `repeats` times.

    `share` and `target` are 0 to 1; a target of None means an even share. A natural minority is below its target in the real
    tiles that are drawn, each counted once, as in the card of a model. `few` says that too little of it is in the validation tiles to
    judge a model by.
    """

    value: int
    name: str
    color: str
    pixels: int
    share: float
    target: float | None
    minority: bool
    natural_minority: bool
    few: bool = False


@dataclass(frozen=True)
class Summary:
    """Figures of a dataset; `repeats` are those of the training tiles in all.

    `drawn` are the training tiles with repeats above 0, `drawn_synthetic` the synthetic ones among them.
    `reviewed` are those of ground that an analyst has judged.
    `once` are the shares of the classes in the training tiles that are neither synthetic nor reviewed, each taken once, in the
    order of `classes`; `natural` those that a target starts from, of the tiles among them that are shown, where a class has any.
    `history` are the steps that made the dataset. `pixel_size` is in units of `crs`, an authority code or WKT, which is empty
    for imagery without a place.
    """

    source: str
    path: str
    classes: tuple[ClassShare, ...]
    tiles: dict[str, int]
    synthetic: int
    imbalance: Imbalance
    repeats: int
    drawn: int
    drawn_synthetic: int
    pixel_size: float
    bands: tuple[str, ...]
    has_objects: bool
    title: str
    reviewed: int = 0
    dtype: str = ""
    tile_size: int = 0
    crs: str = ""
    once: tuple[float, ...] = ()
    natural: tuple[float, ...] = ()
    history: tuple[dict[str, Any], ...] = ()

    @property
    def is_balanced(self) -> bool:
        """Whether tiles are repeated or synthetic."""
        return self.synthetic > 0 or self.repeats != self.tiles["train"]

    def last(self, *steps: str) -> dict[str, Any]:
        """What the last step of one of these jobs gave, by the names of its results; empty where there was none."""
        matching = [entry for entry in self.history if entry.get("step") in steps]
        return dict(matching[-1].get("results") or {}) if matching else {}


def read(source: str) -> Summary:
    """Read `file` or `file|layername=tiles`. Raises NoDataset, which is a ValueError."""
    path = path_of(source)
    if not os.path.isfile(path):
        raise NoDataset(tr("The tile dataset {path} does not exist; choose one that does.").format(path=path))
    try:
        with closing(_opened(path)) as file:
            return _read(source, path, file)
    except NoDataset:
        raise
    except (sqlite3.Error, KeyError, TypeError, ValueError) as error:
        raise NoDataset(
            tr("{path} is not a tile dataset, or it is damaged ({reason}); choose the layer tiles of one.").format(
                path=path, reason=error
            )
        ) from error


def targets(classes: Sequence[ClassShare]) -> tuple[float, ...]:
    """Target shares in the order of the classes, summing to 1; a class without a target has an even share."""
    return balance.target_shares(entry.target for entry in classes)


def write_targets(source: str, wanted: Mapping[int, float | None]) -> None:
    """Set the targets of some classes, by their values, in the dataset itself: all or none. Raises NoDataset."""
    problem = tr(
        "The target cannot be written into {path} ({reason}); make the file writable, or end what else writes it."
    )
    _write(source, "UPDATE classes SET target = ? WHERE value = ?", wanted, problem)


def write_color(source: str, value: int, color: str) -> None:
    """Set the colour of a class (#rrggbb) in the dataset itself. Raises NoDataset."""
    problem = tr(
        "The colour cannot be written into {path} ({reason}); make the file writable, or end what else writes it."
    )
    _write(source, "UPDATE classes SET color = ? WHERE value = ?", {value: color}, problem)


def write_name(source: str, value: int, name: str) -> None:
    """Set the name of a class in the dataset itself; its value and its pixels stay. Raises NoDataset."""
    problem = tr(
        "The name cannot be written into {path} ({reason}); make the file writable, or end what else writes it."
    )
    _write(source, "UPDATE classes SET name = ? WHERE value = ?", {value: name}, problem)


def _write(source: str, sql: str, wanted: Mapping[int, float | str | None], problem: str) -> None:
    """Run a statement for each class value; `problem` is what is said where the file cannot be written."""
    path = path_of(source)
    if not os.path.isfile(path):
        raise NoDataset(tr("The tile dataset {path} does not exist; choose one that does.").format(path=path))
    try:
        with closing(sqlite3.connect(_uri(path, "mode=rw"), uri=True, timeout=_SECONDS_FOR_A_LOCK)) as file, file:
            for value, what in wanted.items():
                if not file.execute(sql, (what, value)).rowcount:
                    raise NoDataset(
                        tr("{path} has no class {value} any more; open it again.").format(path=path, value=value)
                    )
    except sqlite3.Error as error:
        raise NoDataset(problem.format(path=path, reason=error)) from error


class SummaryReader(QObject):
    """Reads one dataset at a time; the last one that was asked for wins."""

    read = pyqtSignal(object)  # Summary
    ended = pyqtSignal(str)  # why it cannot be read; empty where it can

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = BackgroundReader(self)
        self._background.ended.connect(self._ended)

    @property
    def busy(self) -> bool:
        """Whether one is being read."""
        return self._background.busy

    def submit(self, source: str) -> None:
        """Read a dataset, again if need be; the empty text stands for none."""
        self._background.submit((lambda: read(source)) if source else None)

    def _ended(self, summary: Summary | None, problem: str) -> None:
        self.ended.emit(problem)
        if summary is not None:
            self.read.emit(summary)


def _read(source: str, path: str, file: sqlite3.Connection) -> Summary:
    tables = {row[0] for row in file.execute("SELECT table_name FROM gpkg_contents")}
    columns = {row[1] for row in file.execute("PRAGMA table_info(tiles)")}
    for lacking in (_TABLES - tables, _COLUMNS - columns):
        if lacking:
            raise NoDataset(
                tr("{path} is not a tile dataset: it lacks {names}; make one with Create tile dataset.").format(
                    path=path, names=", ".join(sorted(lacking))
                )
            )
    info = json.loads(file.execute("SELECT json FROM dataset").fetchone()[0])
    rows = file.execute(
        "SELECT value, CAST(name AS TEXT), CAST(color AS TEXT), target FROM classes ORDER BY value"
    ).fetchall()
    if not rows:
        raise ValueError("classes")
    counted = count_in_file(file, [int(row[0]) for row in rows])
    classes = _classes(rows, counted)
    pixel_size, history = float(info["pixel_size"]), tuple(info.get("history") or ())
    return Summary(
        source=source,
        path=path,
        classes=classes,
        tiles=counted.tiles(),
        synthetic=counted.synthetic(),
        reviewed=counted.reviewed(),
        imbalance=balance.imbalances(history, [entry.share for entry in classes]),
        repeats=counted.draws(),
        drawn=counted.drawn(),
        drawn_synthetic=counted.drawn(only_synthetic=True),
        pixel_size=pixel_size,
        bands=tuple(info["bands"]),
        has_objects="objects" in tables,
        title=os.path.splitext(os.path.basename(path))[0],
        dtype=str(info.get("dtype", "")),
        tile_size=int(info.get("tile_size", 0)),
        crs=_crs(file),
        once=balance.shares(counted.once()),
        natural=balance.shares(counted.natural()),
        history=history,
    )


def _classes(rows: list[tuple[int, str, str, float | None]], counted: DatasetCounts) -> tuple[ClassShare, ...]:
    counts = counted.shown()
    stated = [None if row[3] is None or not math.isfinite(row[3]) else float(row[3]) for row in rows]
    target, share, few = balance.target_shares(stated), balance.shares(counts), counted.few()
    minority = balance.minority_classes(counts, target)
    natural_minority = balance.minority_classes(counted.natural(), target)
    return tuple(
        ClassShare(
            int(value),
            name or tr("class {value}").format(value=value),
            color if is_color(color) else "",
            counts[k],
            share[k],
            stated[k],
            minority=minority[k],
            natural_minority=natural_minority[k],
            few=few[k],
        )
        for k, (value, name, color, _) in enumerate(rows)
    )


def _crs(file: sqlite3.Connection) -> str:
    row = file.execute(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys "
        "WHERE srs_id = (SELECT srs_id FROM gpkg_contents WHERE table_name = 'tiles') AND srs_id > 0"
    ).fetchone()
    if row is None or "undefined" in str(row[2]).lower():
        return ""
    organization, code, definition = row
    return f"EPSG:{code}" if str(organization).upper() == "EPSG" else str(definition)


def _opened(path: str) -> sqlite3.Connection:
    """The file to read; one in a folder that cannot be written may refuse the locks that an ordinary opening takes."""
    file = sqlite3.connect(_uri(path, "mode=ro"), uri=True, timeout=_SECONDS_FOR_A_LOCK)
    try:
        file.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error as error:
        file.close()
        journal = Path(path + "-wal")
        is_refused = isinstance(error, sqlite3.OperationalError)
        if not is_refused or (journal.exists() and journal.stat().st_size):
            raise  # no database, or what is not in the file itself yet would be missed
        return sqlite3.connect(_uri(path, "immutable=1"), uri=True)
    return file


def _uri(path: str, options: str) -> str:
    return f"{Path(path).resolve().as_uri()}?{options}"
