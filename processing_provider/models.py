# SPDX-License-Identifier: GPL-2.0-or-later
"""The ready-made Processing models that ship with the plugin, as algorithms of its provider."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingModelAlgorithm
from qgis.PyQt.QtGui import QIcon

from .algorithm import ICONS
from .text import tr

MODELS = Path(__file__).resolve().parents[1] / "resources" / "models"


class ReadyModel(QgsProcessingModelAlgorithm):
    """A model file; its stem is the algorithm's name, because QGIS would make the title the id."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.readable = self.fromFile(str(path))

    def createInstance(self) -> ReadyModel:
        """A fresh object of the same model."""
        return ReadyModel(self._path)

    def name(self) -> str:
        """The file's stem."""
        return self._path.stem

    def displayName(self) -> str:
        """The model's title."""
        return tr(super().name())

    def icon(self) -> QIcon:
        """The picture of models."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """Where the picture lies."""
        return str(ICONS / "model.svg")

    def shortHelpString(self) -> str:
        """The model's description."""
        return tr(str(self.helpContent().get("ALG_DESC", "")))


def ready_models() -> list[ReadyModel]:
    """All models of the plugin, for a provider whose algorithms are registered: a model looks its steps up there."""
    return [model for model in map(ReadyModel, sorted(MODELS.glob("*.model3"))) if model.readable]
