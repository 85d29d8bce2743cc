# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a model is saved: in the work folder unless said otherwise, and what becomes of what is there already."""

from __future__ import annotations

import os

from qgis.core import QgsProcessingParameterDefinition
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QDateTime, QLocale, pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ....processing_provider.text import tr
from ..datasets import names
from ..datasets.work_folder import WorkFolder
from ..kit.message_label import plain, plain_tip, wrapped_label
from ..kit.number_format import count_text
from . import model_path


class ModelFile(QWidget):
    """A file, named without a folder where it lies in the work folder, and a sentence about it."""

    changed = pyqtSignal()

    def __init__(self, work_folder: WorkFolder, definition: QgsProcessingParameterDefinition) -> None:
        super().__init__()
        self._work_folder = work_folder
        self._proposed = ""  # what was put into the field here
        self._stopped = ("", 0)  # model and last epoch of the training that has ended early
        self.file = QgsFileWidget()
        self.file.setObjectName("diao_model")
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setAccessibleName(tr("File of the model"))
        self.file.setAccessibleDescription(definition.help())
        self.file.setDialogTitle(tr("Save the model as"))
        self.file.setFilter(definition.fileFilter())
        self.file.fileChanged.connect(lambda *_: self.changed.emit())
        label = plain(tr("Save the model as"))
        label.setBuddy(self.file.lineEdit())
        self.message = wrapped_label("diao_model_told", hidden=False, selectable=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self.file, self.message):
            layout.addWidget(widget)

    def path(self) -> str:
        """The whole path, with the suffix of models; empty where nothing is named."""
        typed = self._typed()
        return model_path.completed(self._work_folder.completed(typed)) if typed else ""

    def needs_work_folder(self) -> bool:
        """Whether the file lies where no folder says it."""
        return not os.path.isabs(self._typed())

    def propose(self, dataset: str) -> None:
        """Name a file for the model of a dataset; without one, none."""
        self._put(model_path.proposed(self._work_folder.completed(names.model(dataset))) if dataset else "")

    def propose_again(self, dataset: str) -> None:
        """Name another file where one that was named here is taken by now, or would lie in another folder."""
        path = self.path()
        if self._typed() == self._proposed and (not path or model_path.interrupted(path) is None):
            self.propose(dataset)

    def trained(self, path: str) -> None:
        """A training has made this model: the next one gets a name of its own."""
        if self.path() == path:
            self._put(model_path.next_free(path))

    def stopped(self, path: str, epoch: int) -> None:
        """A training of this model has ended early, after this epoch."""
        self._stopped = (path, epoch)

    def clear(self) -> None:
        """Name nothing."""
        self.file.setFilePath("")

    def tell(self, *, resume: bool, running: bool) -> None:
        """Say what becomes of what is there already under this name; `resume` is the value of the form."""
        path = self.path()
        when = model_path.interrupted(path) if path else None
        sentences = []
        if path and os.path.exists(path):
            sentences.append(
                tr("{file} exists and is replaced when the training is done.").format(file=os.path.basename(path))
            )
        if when is not None and not running:
            sentences.append(self._interrupted(path, when, resume=resume))
        if self.needs_work_folder() and self._work_folder.is_temporary:
            sentences.append(
                tr("The model is temporary: it goes away with QGIS. Choose a work folder on the page Data to keep it.")
            )
        self.message.setText(" ".join(sentences))
        self.message.setVisible(bool(sentences))
        self.file.setToolTip(plain_tip(self._work_folder.tip(self._typed())))
        self.file.setDefaultRoot(self._work_folder.path)

    def _interrupted(self, path: str, stopped: float, *, resume: bool) -> str:
        when = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(stopped)), QLocale.FormatType.ShortFormat)
        model, epoch = self._stopped
        if not resume:
            sentence = tr(
                "A training of this file was interrupted on {when}; it begins anew, because going on with it is "
                "switched off."
            )
        elif model == path and epoch:
            sentence = tr(
                "A training of this file was interrupted on {when}: with the same settings and tiles it goes on after epoch "
                "{epoch}, with others it begins anew."
            )
        else:
            sentence = tr(
                "A training of this file was interrupted on {when}: with the same settings and tiles it goes on after its "
                "last whole epoch, with others it begins anew."
            )
        return sentence.format(when=when, epoch=count_text(epoch))

    def _put(self, path: str) -> None:
        """Show a file; that it lies in the work folder goes without saying."""
        in_work_folder = self._work_folder.completed(os.path.basename(path)) == path or not self._work_folder.path
        self._proposed = os.path.basename(path) if in_work_folder else path
        self.file.setFilePath(self._proposed)
        self.changed.emit()

    def _typed(self) -> str:
        return str(self.file.filePath()).strip()
