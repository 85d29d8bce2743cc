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
        self._is_chosen = False  # by the user
        self._list = _layer_list(form)
        self._list.activated.connect(self._choose)
        project = QgsProject.instance()
        project.legendLayersAdded.connect(self.refresh)  # they stand in the layer tree only now
        project.layersRemoved.connect(self.refresh)

    def begin(self, remembered: str) -> None:
        """Start with what the project remembers, or an earlier run, where the project still has it."""
        self._is_chosen = bool(remembered) and QgsProject.instance().mapLayer(remembered) is not None
        self.refresh()
        if self._is_chosen:
            self._form.set_value(_INPUT, remembered)

    @pyqtSlot()
    def refresh(self, *_: object) -> None:
        """Look at the layers again."""
        project = QgsProject.instance()
        layers = [layer for layer in project.mapLayers().values() if isinstance(layer, QgsRasterLayer)]
        self._list.setExceptedLayerList([layer for layer in layers if is_result(layer)])
        value = self._value()
        is_layer = not value or project.mapLayer(value) is not None  # else a file that the user has named
        if is_layer and not self._is_chosen:
            images = imagery.candidates(project)
            if images and value != images[0].id():
                self._form.set_value(_INPUT, images[0].id())

    def _choose(self, *_: object) -> None:
        self._is_chosen = True

    def _value(self) -> str:
        return str(self._form.values().get(_INPUT) or "")


def _layer_list(form: JobForm) -> QgsMapLayerComboBox:
    """The list inside Processing's widget, which Python takes for any other list of choices."""
    boxes = form.findChild(QWidget, f"diao_{_INPUT.lower()}").findChildren(QComboBox)
    found = next(box for box in boxes if box.metaObject().className() == QgsMapLayerComboBox.__name__)
    return sip.cast(found, QgsMapLayerComboBox)
