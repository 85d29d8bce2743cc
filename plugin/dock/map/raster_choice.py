# SPDX-License-Identifier: GPL-2.0-or-later
"""Proposes the raster to map: imagery, never a result of ours."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSlot
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ..datasets import imagery
from ..datasets.own_results import is_result
from ..kit.job_form import JobForm

_INPUT = "INPUT"


class RasterChoice(QObject):
    """Watches the project for a form: results are not listed, and the uppermost imagery is chosen until the user chooses."""

    def __init__(self, form: JobForm) -> None:
        super().__init__(form)
        self._form = form
        self._proposed = ""
        self._list = _layer_list(form)
        project = QgsProject.instance()
        project.legendLayersAdded.connect(self.refresh)  # they stand in the layer tree only now
        project.layersRemoved.connect(self.refresh)

    def begin(self, remembered: str) -> None:
        """Start with what the project remembers, where it still has it."""
        self._proposed = ""
        if remembered and QgsProject.instance().mapLayer(remembered) is not None:
            self.refresh()
            self._form.set_value(_INPUT, remembered)
        else:
            self._proposed = self._value()
            self.refresh()

    @pyqtSlot()
    def refresh(self, *_: object) -> None:
        """Look at the layers again."""
        project = QgsProject.instance()
        before = self._value()
        results = [
            layer for layer in project.mapLayers().values() if isinstance(layer, QgsRasterLayer) and is_result(layer)
        ]
        self._list.setExceptedLayerList(results)
        if before in ("", self._proposed) or any(before == layer.id() for layer in results):
            images = imagery.candidates(project)
            self._proposed = images[0].id() if images else ""
            if images and self._value() != self._proposed:
                self._form.set_value(_INPUT, self._proposed)

    def _value(self) -> str:
        return str(self._form.values().get(_INPUT) or "")


def _layer_list(form: JobForm) -> QgsMapLayerComboBox:
    """The list inside Processing's widget, which Python takes for any other list of choices."""
    boxes = form.findChild(QWidget, f"diao_{_INPUT.lower()}").findChildren(QComboBox)
    found = next(box for box in boxes if box.metaObject().className() == QgsMapLayerComboBox.__name__)
    return sip.cast(found, QgsMapLayerComboBox)
