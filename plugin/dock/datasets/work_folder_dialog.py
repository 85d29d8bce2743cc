# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks where a project's datasets, models and maps are to be kept."""

from __future__ import annotations

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ....processing_provider.text import tr
from ..kit.message_label import plain, wrapped_label

_WIDTH = 480


class WorkFolderDialog(QDialog):
    """A folder, and three ways on: keep the results there, keep nothing, do not run."""

    def __init__(self, parent: QWidget | None, proposal: str, problem: str) -> None:
        super().__init__(parent)
        self.setObjectName("diao_ask_work_folder")
        self.setWindowTitle(tr("DIAO: work folder"))
        self.is_temporary = False
        self.problem = wrapped_label("diao_work_folder_problem")
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        text = plain(
            tr(
                "Where are the datasets, models and maps of this project to be kept? This is asked once; the page Data can change it."
            ),
            wrapped=True,
        )
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setDialogTitle(tr("Work folder"))
        self.folder.setFilePath(proposal)
        for named in (self.folder, self.folder.lineEdit()):
            named.setAccessibleName(tr("Work folder"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.keep = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.keep.setText(tr("Keep them there"))
        self.keep.setEnabled(bool(proposal))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(tr("Cancel"))
        self.temporary = buttons.addButton(tr("Keep nothing"), QDialogButtonBox.ButtonRole.DestructiveRole)
        self.temporary.setToolTip(tr("All results are temporary: they go away with QGIS."))
        self.temporary.clicked.connect(self._keep_nothing)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.folder.fileChanged.connect(lambda path: self.keep.setEnabled(bool(path.strip())))
        layout = QVBoxLayout(self)
        for widget in (self.problem, text, self.folder, buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(_WIDTH)
        self.resize(_WIDTH, self.heightForWidth(_WIDTH))

    def _keep_nothing(self) -> None:
        self.is_temporary = True
        self.accept()


def ask(parent: QWidget | None, proposal: str, problem: str) -> str | None:
    """The folder to use, the empty text where nothing is to be kept, None when the run is called off."""
    dialog = WorkFolderDialog(parent, proposal, problem)
    try:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        return "" if dialog.is_temporary else str(dialog.folder.filePath()).strip()
    finally:
        dialog.deleteLater()
