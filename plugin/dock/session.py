# SPDX-License-Identifier: GPL-2.0-or-later
"""What the pages share and the project remembers: dataset, model and the values of the forms."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal, pyqtSlot

from ...diao_engine.jobs.layer_source import path_of
from .datasets import recent
from .datasets.target import Target
from .datasets.work_folder import WorkFolder
from .kit.project_paths import from_entry, to_entry

DOCK, OPEN = "panel", "open"  # what the dock remembers of itself, and in it, whether it was open
# Keys of what is remembered that have paths and nothing else. They are read when a project opens: at a save elsewhere it is too
# late, since QGIS names the new file first, and what is relative would be taken for a path in the new folder.
TRAINED, MAPPED, ROUND_FILES, WATCHED = PATHS = ("trained", "mapped", "round_files", "watched")
_SCOPE = "diao"
_TARGET = "target"  # among what is remembered


class Session(QObject):
    """Entries of the open project under the scope `diao`, read again whenever another project is opened."""

    dataset_changed = pyqtSignal(str)
    model_changed = pyqtSignal(str)
    target_changed = pyqtSignal()
    cleared = pyqtSignal()
    saving = (
        pyqtSignal()
    )  # the project is about to be written: time to remember what is no edit of it, as what the window shows
    class_recolored = pyqtSignal(str, int, str)  # name and value of a class, its new colour (#rrggbb)
    opened = pyqtSignal()  # what is remembered is that of another project now, or of none

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dataset = ""
        self._model = ""
        self._chosen = False
        self._model_state: tuple[int, int] | None = None
        self._paths: dict[str, dict[str, str]] = {}
        self.work_folder = WorkFolder(self)  # first, so that it is known to whoever hears of a project here
        project = QgsProject.instance()
        project.cleared.connect(self._clear)
        project.readProject.connect(self._read)
        project.writeProject.connect(self._save)
        self._read()

    @property
    def dataset(self) -> str:
        """The tile dataset, as `file|layername=tiles`, or the empty text."""
        return self._dataset

    @property
    def model(self) -> str:
        """The file of the model, or the empty text."""
        return self._model

    @property
    def model_is_chosen(self) -> bool:
        """Whether the user has chosen the model since the project was opened; what a project names is opened only when asked for."""
        return self._chosen

    def set_dataset(self, source: str) -> None:
        """Choose the tile dataset."""
        if source != self._dataset:
            _write("dataset", to_entry(source))
            self._dataset = source
            recent.DATASETS.add(path_of(source))
            self.dataset_changed.emit(source)

    def set_model(self, path: str) -> None:
        """Choose the model; one that was written anew under its name is another one."""
        state = _state_of(path)
        if path != self._model or (path and not self._chosen) or state != self._model_state:
            _write("model", to_entry(path))
            self._model, self._chosen, self._model_state = path, bool(path), state
            recent.MODELS.add(path)
            self.model_changed.emit(path)

    @property
    def target(self) -> Target:
        """The class shares that all steps work towards."""
        return Target.of(self.remembered(_TARGET))

    def set_target(self, target: Target) -> None:
        """Choose them."""
        if target != self.target:
            self.remember(_TARGET, target.values())
            self.target_changed.emit()

    def recolor(self, name: str, value: int, color: str) -> None:
        """Give a class another colour wherever it is shown: pages and layers listen."""
        self.class_recolored.emit(name, value, color)

    def remembered(self, algorithm: str) -> dict[str, Any]:
        """The values that an algorithm was last started with in this project."""
        return remembered(algorithm)

    def remember(self, algorithm: str, values: dict[str, Any]) -> None:
        """Keep the values of a form; what is no JSON is left out."""
        plain = {name: value for name, value in values.items() if _is_json(value)}
        _write(_key(algorithm), json.dumps(plain, sort_keys=True))

    def remembered_paths(self, key: str) -> dict[str, str]:
        """Paths that are remembered under a key of their own, by their names; empty where the project knows none."""
        return dict(self._paths.get(key, {}))

    def remember_paths(self, key: str, paths: Mapping[str, str]) -> None:
        """Keep paths under a key of their own; they are found also when the project is saved elsewhere, or moved with them."""
        self._paths[key] = dict(paths)
        self._write_paths(key)

    def close(self) -> None:
        """End with the plugin."""
        project = QgsProject.instance()
        project.cleared.disconnect(self._clear)
        project.readProject.disconnect(self._read)
        project.writeProject.disconnect(self._save)
        self.work_folder.close()

    def _clear(self) -> None:
        self._dataset = self._model = ""
        self._chosen = False
        self._paths = {}
        self.cleared.emit()
        self.opened.emit()
        self.target_changed.emit()

    @pyqtSlot()
    def _save(self, *_: object) -> None:
        """Name the files as they lie to the project's, so that all can be moved together."""
        self.saving.emit()
        for key, source in (("dataset", self._dataset), ("model", self._model)):
            if source:
                _write(key, to_entry(source))
        for key in self._paths:
            self._write_paths(key)

    def _write_paths(self, key: str) -> None:
        self.remember(key, {name: to_entry(path) for name, path in self._paths[key].items()})

    def _read(self, *_: object) -> None:
        self._dataset, self._model = (_existing(from_entry(_entry(key))) for key in ("dataset", "model"))
        self._model_state = _state_of(self._model)
        self._chosen = False
        self._paths = {key: paths for key in PATHS if (paths := _paths(key))}
        if self._dataset:
            self.dataset_changed.emit(self._dataset)
        if self._model:
            self.model_changed.emit(self._model)
        self.opened.emit()
        self.target_changed.emit()


def remembered(key: str) -> dict[str, Any]:
    """What the open project remembers under a key."""
    return _object(_entry(_key(key)))


def _paths(key: str) -> dict[str, str]:
    return {name: from_entry(str(path or "")) for name, path in remembered(key).items()}


def _key(algorithm: str) -> str:
    return "values/" + algorithm.replace(":", "_")


def _entry(key: str) -> str:
    value, _ = QgsProject.instance().readEntry(_SCOPE, key, "")
    return str(value)


def _write(key: str, value: str) -> None:
    if value != _entry(key):
        QgsProject.instance().writeEntry(_SCOPE, key, value)


def _state_of(path: str) -> tuple[int, int] | None:
    """Size and time of the last change of a file; None where there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _existing(source: str) -> str:
    return source if source and os.path.exists(path_of(source)) else ""


def _object(text: str) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _is_json(value: Any) -> bool:
    try:
        json.dumps(value)
    except TypeError:
        return False
    return True
