# SPDX-License-Identifier: GPL-2.0-or-later
"""The page Map with a runner that only notes what it is asked for, and once with the engine itself."""

import json

import pytest
from diao.plugin.dock.map_page import MapPage
from diao.plugin.dock.runner import Outcome
from diao.plugin.dock.session import Session
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QObject, QSize, pyqtSignal

CARD = {
    "classes": [
        {"value": 0, "name": "forest", "color": "#228833", "minority": False},
        {"value": 1, "name": "peat", "color": "#aa3377", "minority": True},
    ],
    "bands": ["red", "green", "blue"],
    "dtype": "uint8",
    "pixel_size": 1.0,
    "pixel_unit": "metre",
    "tile_size": 256,
    "overlap": 64,
    "prior_natural": [0.98, 0.02],
    "prior_train": [0.7, 0.3],
    "metrics": {"miou": 0.7, "macro_f1": 0.8, "iou": [0.9, 0.5], "measured_on": "validation"},
    "training": {"architecture": "unet", "encoder": "efficientnet_lite0", "epochs": 15},
    "missing": [],
}


class Runner(QObject):
    """Notes what is started; a test says how it ends."""

    started = pyqtSignal(str)
    progressed = pyqtSignal(float, str)
    said = pyqtSignal(str, str)
    metric = pyqtSignal(str, int, float)
    ended = pyqtSignal(object)

    def __init__(self):
        super().__init__()
        self.runs, self.busy, self.cancelled = [], False, 0

    def start(self, algorithm, values, *, load=True, group="", note=True, then=None):
        if self.busy:
            return False
        self.busy = True
        self.runs.append((algorithm, values, {"load": load, "group": group, "note": note, "then": then}))
        self.started.emit(algorithm)
        return True

    def end(self, *, ok=True, cancelled=False, told="", **results):
        algorithm, _, how = self.runs[-1]
        self.busy = False
        outcome = Outcome(algorithm, ok, cancelled, told, results)
        how["then"](outcome)
        self.ended.emit(outcome)

    def cancel(self):
        self.cancelled += 1


class Iface:
    def __init__(self):
        self.canvas, self.bar = QgsMapCanvas(), QgsMessageBar()

    def mapCanvas(self):
        return self.canvas

    def messageBar(self):
        return self.bar

    def activeLayer(self):
        return None


@pytest.fixture
def runner():
    return Runner()


@pytest.fixture
def iface(qgis_new_project):
    made = Iface()
    made.canvas.resize(QSize(400, 400))
    made.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:26917"))
    made.canvas.setExtent(QgsRectangle(0, 0, 8, 8))
    return made


@pytest.fixture
def session(qgis_new_project):
    made = Session()
    yield made
    made.close()


@pytest.fixture
def page(provider, runner, session, iface):
    made = MapPage(runner, session, iface)
    made.resize(380, 650)
    made.show()
    yield made
    made.deleteLater()


def test_opens(page):
    assert page.hint()
