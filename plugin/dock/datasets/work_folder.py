# SPDX-License-Identifier: GPL-2.0-or-later
"""The folder that datasets, models and maps of a project lie in: beside the project, or asked for once."""

from __future__ import annotations

import os
import tempfile

from qgis.core import QgsProcessingUtils, QgsProject
from qgis.PyQt.QtCore import QObject, QStandardPaths, pyqtSignal, pyqtSlot
from qgis.PyQt.QtWidgets import QWidget

from ....processing_provider.text import tr
from ..kit import project_paths
from . import names, work_folder_dialog

_SCOPE, _KEY = "diao", "work_folder"


class WorkFolder(QObject):
    """An entry of the open project, made when a run needs it and written into the project only then.

    A project that is saved has a folder beside it. One that is not is asked for a folder by the first run, which may also be
    told to keep nothing; that is no entry, so a project that is opened again asks again.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen = ""
        self._is_temporary = False
        self._was_there = False  # so that a folder that is gone is told, not made anew in silence
        project = QgsProject.instance()
        project.cleared.connect(self._read)
        project.readProject.connect(self._read)
        project.projectSaved.connect(self._saved)
        project.writeProject.connect(self._write)
        self._read()

    @property
    def path(self) -> str:
        """The folder, whether or not it exists yet; empty while it has to be asked for."""
        if self._is_temporary:
            return os.path.join(QgsProcessingUtils.tempFolder(), "diao")
        return self._chosen or _beside_project()

    @property
    def is_temporary(self) -> bool:
        """Whether nothing is kept, by the user's word."""
        return self._is_temporary

    def choose(self, path: str) -> None:
        """Take a folder from now on; what lies in another one stays there."""
        path = os.path.normpath(os.path.join(_home(), path)) if path else ""
        if path != self.path or self._is_temporary:
            self._chosen, self._is_temporary, self._was_there = path, False, False
            self._write()
            self.changed.emit()

    def problem(self) -> str:
        """Why the folder cannot be used, as one sentence; empty when it can or has to be asked for."""
        path = self.path
        if not path:
            return ""
        if not os.path.isdir(path):
            if os.path.lexists(path):
                return tr("{path} is a file, not a folder; choose another work folder.").format(path=path)
            if self._was_there and not self._is_temporary:
                return tr("The work folder {path} is gone; bring it back, or choose another.").format(path=path)
        return "" if os.access(_nearest(path), os.W_OK) else _unwritable(path)

    def ready(self, parent: QWidget, name: str) -> bool:
        """See that there is a folder to write into, and ask for one where there is none; False when the user would rather not run.

        `name` is that of the ground, which a folder is proposed after.
        """
        problem = self.problem() or self._make()
        while problem or not self.path:
            answer = work_folder_dialog.ask(parent, self.proposal(name), problem)
            if answer is None:
                return False
            self._take(answer)
            problem = self.problem() or self._make()
        return True

    def proposal(self, name: str) -> str:
        """A folder beside the project where that is possible, else a new one among the user's documents, after the ground."""
        beside = _beside_project()
        if beside and os.access(_nearest(beside), os.W_OK) and not os.path.isfile(beside):
            return beside
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        home = documents if os.path.isdir(documents) else os.path.expanduser("~")
        return names.free(os.path.join(home, names.ground(name) + names.FOLDER))

    def completed(self, text: str) -> str:
        """What was typed as a whole path: in the work folder where no folder is named, or where one is going to be proposed."""
        return os.path.join(self.path or self.proposal(""), text)

    def tip(self, text: str) -> str:
        """Where it lies, for a tooltip; empty while nobody knows."""
        return self.completed(text) if self.path or os.path.isabs(text) else ""

    def close(self) -> None:
        """End with the plugin."""
        project = QgsProject.instance()
        project.cleared.disconnect(self._read)
        project.readProject.disconnect(self._read)
        project.projectSaved.disconnect(self._saved)
        project.writeProject.disconnect(self._write)

    def _take(self, answer: str) -> None:
        """A folder, or the empty text where nothing is to be kept."""
        if answer:
            self.choose(answer)
            self._was_there = False  # the same one again: then it is to be made anew
        else:
            self._is_temporary = True
            self.changed.emit()

    def _make(self) -> str:
        """Make the folder and remember it; why it cannot be made."""
        path = self.path
        if not path:
            return ""
        try:
            os.makedirs(path, exist_ok=True)
            with tempfile.TemporaryFile(dir=path):  # a system may say that a folder can be written to and then refuse
                pass
        except OSError:
            return _unwritable(path)
        if not self._is_temporary and (self._chosen, self._was_there) != (path, True):
            self._chosen, self._was_there = path, True
            self._write()
            self.changed.emit()
        return ""

    @pyqtSlot()
    def _read(self, *_: object) -> None:
        self._chosen = project_paths.from_entry(QgsProject.instance().readEntry(_SCOPE, _KEY, "")[0])
        self._is_temporary, self._was_there = False, bool(self._chosen)
        self.changed.emit()

    @pyqtSlot()
    def _saved(self, *_: object) -> None:
        """A project that has a place now has a folder beside it, unless one was chosen before."""
        self.changed.emit()

    @pyqtSlot()
    def _write(self, *_: object) -> None:
        """Again whenever the project is saved: it may have moved towards the folder or away from it."""
        project, entry = QgsProject.instance(), project_paths.to_entry(self._chosen)
        if entry != project.readEntry(_SCOPE, _KEY, "")[0]:
            project.writeEntry(_SCOPE, _KEY, entry)


def _beside_project() -> str:
    home = project_paths.folder()
    stem = os.path.splitext(os.path.basename(QgsProject.instance().fileName()))[0]
    return os.path.join(home, stem + names.FOLDER) if home else ""


def _home() -> str:
    return project_paths.folder() or os.path.expanduser("~")


def _nearest(path: str) -> str:
    """The folder itself, or the one that exists and that it would be made in."""
    while not os.path.isdir(path) and os.path.dirname(path) != path:
        path = os.path.dirname(path)
    return path


def _unwritable(path: str) -> str:
    return tr("The work folder {path} cannot be written to; choose another.").format(path=path)
