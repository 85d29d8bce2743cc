# SPDX-License-Identifier: GPL-2.0-or-later
"""Which results of a map are requested, and where they are kept."""

from __future__ import annotations

import os
import re
from typing import Any

from qgis.core import QgsProcessing, QgsProcessingAlgorithm
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ....processing_provider.text import tr
from ..kit.message_label import plain

# What the files are called, by output; also the order in which the boxes stand.
_FILES = {
    "OUTPUT": "map.tif",
    "CONFIDENCE": "confidence.tif",
    "PROBABILITIES": "probabilities.tif",
    "MINORITY": "polygons.gpkg",
}


class OutputChoice(QWidget):
    """A box per optional output of the algorithm, and a folder; without one the results are temporary."""

    changed = pyqtSignal()

    def __init__(self, algorithm: QgsProcessingAlgorithm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QCheckBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for name in _FILES:
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
        self.folder.lineEdit().setPlaceholderText(tr("empty: temporary layers"))
        self.folder.fileChanged.connect(lambda *_: self._check())
        label = plain(tr("Keep the files in"))
        label.setBuddy(self.folder.lineEdit())
        self.reason = plain(name="diao_folder_reason", wrapped=True)
        self.reason.hide()
        for widget in (label, self.folder, self.reason):
            layout.addWidget(widget)

    def values(self, stem: str) -> dict[str, Any]:
        """The destinations; `stem` begins the names of files that are kept, and never meets files that exist."""
        requested = [name for name in _FILES if name not in self.boxes or self.boxes[name].isChecked()]
        folder = self.folder.filePath().strip()
        if not folder:
            paths = dict.fromkeys(requested, QgsProcessing.TEMPORARY_OUTPUT)
        else:
            begin = _free(folder, re.sub(r"[^\w.-]+", "_", stem))
            paths = {name: f"{begin}_{_FILES[name]}" for name in requested}
        return {name: paths.get(name) for name in _FILES}

    def problem(self) -> str:
        """Why the folder cannot be used; empty when it can."""
        folder = self.folder.filePath().strip()
        if not folder or os.path.isdir(folder):
            return ""
        return tr("The folder {path} does not exist; choose another, or leave it empty.").format(path=folder)

    def _check(self) -> None:
        self.reason.setText(self.problem())
        self.reason.setVisible(bool(self.problem()))
        self.changed.emit()


def _free(folder: str, stem: str) -> str:
    """A beginning of file names that no file in the folder has yet."""
    names = os.listdir(folder) if os.path.isdir(folder) else []
    candidates = (stem if number == 1 else f"{stem}_{number}" for number in range(1, len(names) + 3))
    return os.path.join(folder, next(one for one in candidates if not any(name in names for name in _names(one))))


def _names(stem: str) -> list[str]:
    return [f"{stem}_{file}" for file in _FILES.values()]
