# SPDX-License-Identifier: GPL-2.0-or-later
"""The map that objects are looked at on."""

import pytest
from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QSize


@pytest.fixture
def canvas(qgis_new_project):
    made = QgsMapCanvas()
    made.resize(QSize(300, 300))
    made.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:26917"))
    return made
