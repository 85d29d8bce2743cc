# SPDX-License-Identifier: GPL-2.0-or-later
"""The Processing provider `diao`: an algorithm per job, and the ready-made models."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..diao_engine import __version__
from ..diao_engine.jobs import ALGORITHMS, FetchImagery, Job, OpenStac
from .algorithm import ICONS, JobAlgorithm
from .engine import SettingsSource
from .fetch import FetchAlgorithm
from .models import ready_models
from .open_stac import OpenStacAlgorithm

PROVIDER_ID = "diao"
_IN_QGIS: dict[type[Job], type[JobAlgorithm]] = {
    FetchImagery: FetchAlgorithm,
    OpenStac: OpenStacAlgorithm,
}


class DiaoProvider(QgsProcessingProvider):
    """Lists the algorithms, with or without an engine to run them."""

    def __init__(self, settings: SettingsSource) -> None:
        super().__init__()
        self._settings = settings

    def id(self) -> str:
        """The first half of every algorithm's id."""
        return PROVIDER_ID

    def name(self) -> str:
        """Shown in the toolbox."""
        return "DIAO"

    def longName(self) -> str:
        """Shown where there is room."""
        return "DIAO: map rare classes"

    def versionInfo(self) -> str:
        """The plugin's version."""
        return __version__

    def icon(self) -> QIcon:
        """The plugin's icon."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """Path of the icon."""
        return str(ICONS / "diao.svg")

    def loadAlgorithms(self) -> None:
        """Create the algorithms. Models find their steps only once the provider is registered (see `register`)."""
        for job_class in ALGORITHMS.values():
            self.addAlgorithm(_IN_QGIS.get(job_class, JobAlgorithm)(job_class, self._settings))
        if QgsApplication.processingRegistry().providerById(self.id()) is None:
            return
        for model in ready_models():
            self.addAlgorithm(model)

    def register(self) -> None:
        """Add the provider to Processing, then its models."""
        QgsApplication.processingRegistry().addProvider(self)
        self.refreshAlgorithms()

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        """The engine writes GeoTIFF."""
        return ["tif"]

    def supportedOutputVectorLayerExtensions(self) -> list[str]:
        """The engine writes GeoPackage."""
        return ["gpkg"]

    def supportsNonFileBasedOutput(self) -> bool:
        """The engine writes files, not tables of a database."""
        return False
