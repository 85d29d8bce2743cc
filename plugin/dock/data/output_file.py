# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a new tile dataset is kept: in the work folder unless said otherwise, and never over an earlier one."""

from __future__ import annotations

import os

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ....processing_provider.text import tr
from ..datasets import names
from ..datasets.work_folder import WorkFolder
from ..kit.message_label import plain, plain_tip, wrapped_label

_SUFFIX = ".gpkg"


class DatasetFile(QWidget):
    """A file, named without a folder where it lies in the work folder, and what is to be known about it."""

    changed = pyqtSignal()

    def __init__(self, work_folder: WorkFolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work_folder = work_folder
        self._proposed = ""
        self.file = QgsFileWidget()
        self.file.setObjectName("diao_dataset_file")
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setConfirmOverwrite(False)  # nothing is overwritten
        self.file.setFilter(tr("GeoPackage (*.gpkg)"))
        self.file.setDialogTitle(tr("Keep the tile dataset as"))
        self.file.lineEdit().setPlaceholderText(tr("a name, or a file elsewhere"))
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
        """Offer a name after the ground, as long as the user has not given one."""
        if self._chosen() != self._proposed:
            return
        proposed = os.path.basename(names.free(self._work_folder.completed(names.dataset(name)))) if name else ""
        if proposed != self._proposed:
            self._proposed = proposed
            self.file.setFilePath(proposed)

    def forget(self) -> None:
        """Offer a name again, whatever the user has given."""
        self._proposed = ""
        self.file.setFilePath("")

    def needs_work_folder(self) -> bool:
        """Whether the file lies where no folder says it."""
        return not os.path.isabs(self._chosen())

    def output(self) -> str:
        """The destination: a file that does not exist."""
        return names.free(self._complete())

    def problem(self) -> str:
        """Why the file cannot be written; empty when it can, or where the work folder has to be asked for."""
        if not self._chosen():
            return tr("Name the file of the dataset.")
        if self.needs_work_folder() and os.path.basename(self._chosen()) == self._chosen():
            return ""  # the work folder speaks for itself
        folder = os.path.dirname(self._complete())
        if not os.path.isdir(folder):
            return tr("The folder {path} does not exist; choose another.").format(path=folder)
        if not os.access(folder, os.W_OK):
            return tr("The folder {path} cannot be written to; choose another.").format(path=folder)
        return ""

    def refresh(self, *_: object) -> None:
        """Tell what is to be known about the file now."""
        message, chosen = "", self._chosen()
        if chosen:
            message = self.problem()
            if not message and self.output() != self._complete():
                message = tr("{old} exists and stays as it is; the new dataset is called {new}.").format(
                    old=os.path.basename(self._complete()), new=os.path.basename(self.output())
                )
        self.file.setToolTip(plain_tip(self._work_folder.tip(chosen) if chosen else ""))
        self.file.setDefaultRoot(self._work_folder.path)
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self.changed.emit()

    def _chosen(self) -> str:
        return str(self.file.filePath()).strip()

    def _complete(self) -> str:
        """As an absolute path with the suffix."""
        full = self._work_folder.completed(self._chosen())
        return full if full.lower().endswith(_SUFFIX) else full + _SUFFIX
