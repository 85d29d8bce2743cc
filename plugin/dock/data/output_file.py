# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a new tile dataset is kept: beside the project unless said otherwise, and never over an earlier one."""

from __future__ import annotations

import os
import re

from qgis.core import QgsProcessing, QgsProject
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ....processing_provider.text import tr
from ..datasets.paths import free
from ..kit.message_label import plain, wrapped_label

_SUFFIX = ".gpkg"
_LONGEST_NAME = 40


class DatasetFile(QWidget):
    """A file, and what is to be known about it."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proposed = ""
        self.file = QgsFileWidget()
        self.file.setObjectName("diao_dataset_file")
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setConfirmOverwrite(False)  # nothing is overwritten
        self.file.setFilter(tr("GeoPackage (*.gpkg)"))
        self.file.setDialogTitle(tr("Keep the tile dataset as"))
        self.file.lineEdit().setPlaceholderText(tr("empty: temporary"))
        for named in (self.file, self.file.lineEdit()):
            named.setAccessibleName(tr("File of the tile dataset"))
        self.file.fileChanged.connect(self.refresh)
        label = plain(tr("Keep the dataset as"))
        label.setBuddy(self.file.lineEdit())
        self.message = wrapped_label("diao_dataset_file_told", hidden=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self.file, self.message):
            layout.addWidget(widget)
        self.refresh()

    def propose(self, name: str) -> None:
        """Offer a file beside the project, as long as the user has not named one."""
        if self._chosen() != self._proposed:
            return
        folder = os.path.dirname(QgsProject.instance().fileName())
        if os.path.isdir(folder):  # a project may lie in a database
            stem = re.sub(r"[^\w.-]+", "_", name)[:_LONGEST_NAME].strip("_") or "ground"
            proposed = free(os.path.join(folder, f"{stem}_tiles{_SUFFIX}"))
        else:
            proposed = ""
        if proposed != self._proposed:
            self._proposed = proposed
            self.file.setFilePath(proposed)

    def forget(self) -> None:
        """Offer a file again, whatever the user has named."""
        self._proposed = ""
        self.file.setFilePath("")

    def output(self) -> str:
        """The destination: a file that does not exist, or a temporary one."""
        chosen = self._chosen()
        return free(_complete(chosen)) if chosen else QgsProcessing.TEMPORARY_OUTPUT

    def problem(self) -> str:
        """Why the file cannot be written; empty when it can."""
        chosen = self._chosen()
        folder = os.path.dirname(_complete(chosen))
        if not chosen or (os.path.isdir(folder) and os.access(folder, os.W_OK)):
            return ""
        if os.path.isdir(folder):
            return tr("The folder {path} cannot be written to; choose another.").format(path=folder)
        return tr("The folder {path} does not exist; choose another.").format(path=folder)

    def _chosen(self) -> str:
        return str(self.file.filePath()).strip()

    def refresh(self, *_: object) -> None:
        """Tell what is to be known about the file now."""
        chosen = self._chosen()
        if not chosen:
            message = tr("Without a file the dataset is temporary: it goes away with QGIS.")
        elif self.problem():
            message = self.problem()
        elif self.output() != _complete(chosen):
            message = tr("{old} exists and stays as it is; the new dataset is called {new}.").format(
                old=os.path.basename(_complete(chosen)), new=os.path.basename(self.output())
            )
        else:
            message = ""
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self.changed.emit()


def _complete(path: str) -> str:
    """As an absolute path with the suffix; a relative one is meant beside the project."""
    folder = os.path.dirname(QgsProject.instance().fileName()) or os.path.expanduser("~")
    full = os.path.join(folder, path)
    return full if full.lower().endswith(_SUFFIX) else full + _SUFFIX
