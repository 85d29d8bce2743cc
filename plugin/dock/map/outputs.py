# SPDX-License-Identifier: GPL-2.0-or-later
"""Which results of a map are requested, and where they are kept."""

from __future__ import annotations

import os
from typing import Any

from qgis.core import QgsProcessingAlgorithm
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal, pyqtSlot
from qgis.PyQt.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ....processing_provider.text import tr
from ..datasets import names
from ..datasets.work_folder import WorkFolder
from ..kit.message_label import plain


class OutputChoice(QWidget):
    """A box per optional output of the algorithm, and a folder; without one the results lie in the work folder."""

    changed = pyqtSignal()

    def __init__(
        self, algorithm: QgsProcessingAlgorithm, work_folder: WorkFolder, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work_folder = work_folder
        self.boxes: dict[str, QCheckBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for name in names.MAP_FILES:
            definition = algorithm.parameterDefinition(name)
            if not definition.flags() & definition.FlagOptional:
                continue
            box = QCheckBox(definition.description())
            box.setObjectName(f"diao_{name.lower()}")
            box.setToolTip(definition.help())
            box.setChecked(True)
            box.toggled.connect(lambda *_: self.changed.emit())
            self.boxes[name] = box
            layout.addWidget(box)
        self.folder = QgsFileWidget()
        self.folder.setObjectName("diao_folder")
        self.folder.setAccessibleName(tr("Folder of the results"))
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setDialogTitle(tr("Folder of the results"))
        self.folder.fileChanged.connect(lambda *_: self._check())
        label = plain(tr("Keep the files in"))
        label.setBuddy(self.folder.lineEdit())
        self.reason = plain(name="diao_folder_reason", wrapped=True)
        self.reason.hide()
        for widget in (label, self.folder, self.reason):
            layout.addWidget(widget)
        work_folder.changed.connect(self._work_folder_changed)
        self._work_folder_changed()

    @pyqtSlot()
    def _work_folder_changed(self) -> None:
        """Say where the files lie when no folder is named."""
        is_kept = not self._work_folder.is_temporary
        text = tr("empty: the work folder") if is_kept else tr("not kept: choose a folder to keep them")
        self.folder.lineEdit().setPlaceholderText(text)

    def needs_work_folder(self) -> bool:
        """Whether no other folder is named."""
        return not self._folder()

    def choose(self, values: dict[str, Any]) -> None:
        """Tick what a run has made."""
        for output, box in self.boxes.items():
            box.setChecked(values.get(output) is not None)

    def values(self, name: str) -> dict[str, Any]:
        """The destinations, files that do not exist, named after the raster."""
        paths = names.map_set(self._folder() or self._work_folder.path, name)
        return {
            output: paths[output] if output not in self.boxes or self.boxes[output].isChecked() else None
            for output in names.MAP_FILES
        }

    def problem(self) -> str:
        """Why the folder cannot be used; empty when it can, or where the work folder has to be asked for."""
        folder = self._folder()
        if not folder or (os.path.isdir(folder) and os.access(folder, os.W_OK)):
            return ""
        if os.path.isdir(folder):
            return tr("The folder {path} cannot be written to; choose another.").format(path=folder)
        return tr("The folder {path} does not exist; choose another, or leave it empty.").format(path=folder)

    def _folder(self) -> str:
        return str(self.folder.filePath()).strip()

    def _check(self) -> None:
        self.reason.setText(self.problem())
        self.reason.setVisible(bool(self.problem()))
        self.changed.emit()
