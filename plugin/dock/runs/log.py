# SPDX-License-Identifier: GPL-2.0-or-later
"""The runs of the dock in this project: what, when, how it ended, with which values, and where its results lie."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from typing import Any

from qgis.core import (
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsReferencedRectangle,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal, pyqtSlot

from ..kit import project_paths

_SCOPE, _KEY = "diao", "history"
_MOST = 200
DONE, FAILED, CANCELLED = "done", "failed", "cancelled"


@dataclass(frozen=True)
class Record:
    """A run that is over; `when` is its start in ISO 8601, local time.

    `layers` are the layers that it has loaded, each with its source, the output that it is, and its name.
    """

    when: str
    algorithm: str
    state: str
    message: str
    group: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    results: dict[str, Any] = field(default_factory=dict)
    layers: list[list[str]] = field(default_factory=list)


class RunLog(QObject):
    """The records of the open project, oldest first; kept in the project, with paths relative to it where they can be."""

    changed = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.records: list[Record] = []
        project = QgsProject.instance()
        project.cleared.connect(self._read)
        project.readProject.connect(self._read)
        project.writeProject.connect(self._write)
        self._read()

    def add(self, record: Record) -> None:
        """Put a run behind the others; of very many the oldest go."""
        self.records = [*self.records, record][-_MOST:]
        self._write()
        self.changed.emit()

    def remove(self, record: Record) -> None:
        """Forget a run; its files stay."""
        self.records = [one for one in self.records if one is not record]
        self._write()
        self.changed.emit()

    def close(self) -> None:
        """End with the plugin."""
        project = QgsProject.instance()
        project.cleared.disconnect(self._read)
        project.readProject.disconnect(self._read)
        project.writeProject.disconnect(self._write)

    @pyqtSlot()
    def _read(self, *_: object) -> None:
        text, _ = QgsProject.instance().readEntry(_SCOPE, _KEY, "")
        try:
            read = json.loads(str(text) or "[]")
        except ValueError:  # somebody else's
            read = []
        entries = read if isinstance(read, list) else []
        self.records = [record for entry in entries if (record := _record(entry)) is not None]
        self.changed.emit()

    @pyqtSlot()
    def _write(self, *_: object) -> None:
        """Again whenever the project is saved: it may have moved towards the files or away from them."""
        entries = [_each_text(dataclasses.asdict(record), project_paths.to_entry) for record in self.records]
        text = json.dumps(entries, ensure_ascii=False) if entries else ""
        project = QgsProject.instance()
        if text != project.readEntry(_SCOPE, _KEY, "")[0]:
            project.writeEntry(_SCOPE, _KEY, text)


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Values of an algorithm as JSON takes them: extents as text, layers and files by their source, all else left out."""
    kept = {name: _plain(value) for name, value in values.items()}
    return {name: value for name, value in kept.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, QgsReferencedRectangle):
        sides = (value.xMinimum(), value.xMaximum(), value.yMinimum(), value.yMaximum())
        return f"{','.join(str(side) for side in sides)} [{value.crs().authid()}]"
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        return value.source.staticValue()
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        return value.sink.staticValue()
    if isinstance(value, (list, tuple)):
        return [one for one in map(_plain, value) if one is not None]
    return value if isinstance(value, (str, int, float, bool)) else None


def _record(entry: Any) -> Record | None:
    """A record as it was written; None for what is none."""
    if not isinstance(entry, dict):
        return None
    known = {one.name: entry.get(one.name) for one in dataclasses.fields(Record)}
    texts = all(isinstance(known[name], str) for name in ("when", "algorithm", "state", "message", "group"))
    layers = known["layers"]
    rows = isinstance(layers, list) and all(
        isinstance(row, list) and len(row) == 3 and all(isinstance(cell, str) for cell in row) for row in layers
    )
    if not (texts and rows and isinstance(known["values"], dict) and isinstance(known["results"], dict)):
        return None
    return Record(**_each_text(known, project_paths.from_entry))


def _each_text(value: Any, change: Any) -> Any:
    """The same structure with each text changed."""
    if isinstance(value, dict):
        return {name: _each_text(one, change) for name, one in value.items()}
    if isinstance(value, list):
        return [_each_text(one, change) for one in value]
    return change(value) if isinstance(value, str) else value
