# SPDX-License-Identifier: GPL-2.0-or-later
"""The way from a map on the network to imagery in a file, where the project has one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from qgis.core import QgsDistanceArea, QgsMapLayer, QgsPointXY, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import pyqtSlot
from qgis.PyQt.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ....processing_provider.layers import WEB_MAPS
from ....processing_provider.text import tr
from ..kit.message_label import wrapped_label
from .imagery import is_visible, shown_first

FETCH = "diao:fetchimagery"


class WebLayerRow(QWidget):
    """Says that a layer is a map on the network, and offers to fetch what the map window shows of it.

    Hidden where the project has none, and where `is_needed` says no: most projects have a web map below their imagery.
    """

    def __init__(self, iface: Any, is_needed: Callable[[], bool]) -> None:
        super().__init__()
        self._iface, self._is_needed = iface, is_needed
        self.told = wrapped_label("diao_web_layer_told", hidden=False)
        self.button = QPushButton(tr("Fetch imagery from the network…"))
        self.button.setObjectName("diao_fetch_imagery")
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.told)
        layout.addWidget(self.button)
        project = QgsProject.instance()
        project.legendLayersAdded.connect(self.refresh)  # they stand in the layer tree only now
        project.readProject.connect(self.refresh)  # which tells of no layer that it has added to the tree
        project.layersRemoved.connect(self.refresh)
        self.refresh()

    @pyqtSlot()
    def refresh(self, *_: object) -> None:
        """Look at the layers again."""
        layer = web_layer(QgsProject.instance()) if self._is_needed() else None
        self.setVisible(layer is not None)
        if layer is not None:
            self.told.setText(
                tr(
                    "{layer} is a map on the network: a dataset and a map are made of a file, so fetch the ground that you need first."
                ).format(layer=layer.name())
            )

    def values(self) -> dict[str, Any]:
        """What is proposed: the uppermost such layer, the ground and the pixel size of the map window."""
        layer = web_layer(QgsProject.instance())
        proposed: dict[str, Any] = {"INPUT": layer.id()} if layer is not None else {}
        canvas = self._iface.mapCanvas() if self._iface is not None else None
        settings = canvas.mapSettings() if canvas is not None else None
        if settings is not None and settings.destinationCrs().isValid() and not settings.visibleExtent().isEmpty():
            box, crs = settings.visibleExtent(), settings.destinationCrs()
            corners = (box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum())
            proposed["EXTENT"] = ",".join(map(repr, corners)) + f" [{crs.authid()}]"
            measure = QgsDistanceArea()
            measure.setSourceCrs(crs, QgsProject.instance().transformContext())
            measure.setEllipsoid("EPSG:7030")
            middle = box.center()
            side = measure.measureLine(middle, QgsPointXY(middle.x() + settings.mapUnitsPerPixel(), middle.y()))
            proposed["PIXEL_SIZE"] = max(0.01, float(f"{side:.2g}"))
        return proposed

    def _open(self) -> None:
        with contextlib.suppress(ImportError):  # without the plugin Processing there is no dialog
            import processing

            processing.execAlgorithmDialog(FETCH, self.values())


def web_layer(project: QgsProject) -> QgsMapLayer | None:
    """The uppermost map on the network, a visible one first."""
    layers = [one for one in shown_first(project) if isinstance(one, QgsRasterLayer) and one.providerType() == WEB_MAPS]
    return next((one for one in layers if is_visible(one, project)), layers[0] if layers else None)
