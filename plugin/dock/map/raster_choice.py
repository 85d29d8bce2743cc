# SPDX-License-Identifier: GPL-2.0-or-later
"""Proposes the raster to map: imagery, never a result of ours."""

from __future__ import annotations

import os

from qgis.core import QgsProject, QgsRasterLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSlot
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ..datasets import imagery
from ..datasets.own_results import is_result
from ..kit.job_form import JobForm
from ..session import Session

_INPUT = "INPUT"
_KEY = "raster"  # among what the session remembers: also before a run


class RasterChoice(QObject):
    """Watches the project for a form: results are not listed, and the uppermost imagery is chosen until the user chooses."""

    def __init__(self, form: JobForm, session: Session) -> None:
        super().__init__(form)
        self._form, self._session = form, session
        self._is_chosen = False  # by the user
        self._list = _layer_list(form)
        self._list.activated.connect(self._choose)
        project = QgsProject.instance()
        project.legendLayersAdded.connect(self.refresh)  # they stand in the layer tree only now
        project.layersRemoved.connect(self.refresh)

    def recall(self, last: str) -> None:
        """Start with what the user has chosen in this project, else with the raster of the last run."""
        self.begin(str(self._session.remembered(_KEY).get(_INPUT) or last))

    def begin(self, remembered: str) -> None:
        """Start with a layer of the project or a file, where it is still there."""
        is_there = QgsProject.instance().mapLayer(remembered) is not None or os.path.isfile(remembered)
        self._is_chosen = bool(remembered) and is_there
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
        self._session.remember(_KEY, {_INPUT: self._value()})

    def _value(self) -> str:
        return str(self._form.values().get(_INPUT) or "")


def _layer_list(form: JobForm) -> QgsMapLayerComboBox:
    """The list inside Processing's widget, which Python takes for any other list of choices."""
    boxes = form.findChild(QWidget, f"diao_{_INPUT.lower()}").findChildren(QComboBox)
    found = next(box for box in boxes if box.metaObject().className() == QgsMapLayerComboBox.__name__)
    return sip.cast(found, QgsMapLayerComboBox)
