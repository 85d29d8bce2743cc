# SPDX-License-Identifier: GPL-2.0-or-later
"""The project's work folder, seen and changed."""

from __future__ import annotations

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ....processing_provider.text import tr
from ..datasets.work_folder import WorkFolder
from ..kit.message_label import plain, plain_tip, wrapped_label


class WorkFolderRow(QWidget):
    """A folder, and a sentence where there is none yet, where it cannot be used, or where nothing is kept."""

    changed = pyqtSignal()

    def __init__(self, work_folder: WorkFolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work_folder = work_folder
        self.folder = QgsFileWidget()
        self.folder.setObjectName("diao_work_folder")
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setDialogTitle(tr("Work folder"))
        self.folder.lineEdit().setPlaceholderText(tr("the first run asks for it"))
        for named in (self.folder, self.folder.lineEdit()):
            named.setAccessibleName(tr("Work folder"))
        label = plain(tr("Work folder of the project"))
        label.setBuddy(self.folder.lineEdit())
        label.setToolTip(
            tr("Datasets, models and maps are kept here. What lies in another folder stays there when you change it.")
        )
        self.message = wrapped_label("diao_work_folder_told", hidden=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self.folder, self.message):
            layout.addWidget(widget)
        self.folder.lineEdit().editingFinished.connect(self._typed)
        self.folder.fileChanged.connect(self._picked)
        work_folder.changed.connect(self._show)
        self._show()

    def _picked(self, path: str) -> None:
        """Take what the dialog of the button gives at once; what is typed when it is whole."""
        if not self.folder.lineEdit().hasFocus():
            self._work_folder.choose(path.strip())

    def _typed(self) -> None:
        path = self.folder.filePath().strip()
        if path != self._shown():
            self._work_folder.choose(path)

    def _shown(self) -> str:
        return "" if self._work_folder.is_temporary else self._work_folder.path

    def _show(self) -> None:
        self.folder.blockSignals(True)
        self.folder.setFilePath(self._shown())
        self.folder.blockSignals(False)
        self.folder.setToolTip(plain_tip(self._shown()))
        message = self._work_folder.problem()
        if self._work_folder.is_temporary:
            message = tr("All results are temporary: they go away with QGIS. Choose a folder to keep them.")
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self.changed.emit()
