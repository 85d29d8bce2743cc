# SPDX-License-Identifier: GPL-2.0-or-later
"""The map goes to a layer that it shows nothing of, and stays where something of it is seen."""

import pytest
from diao.plugin.display import sight
from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import QSize


@pytest.fixture
def layer(raster):
    return QgsRasterLayer(raster("ground.tif"), "ground")


@pytest.fixture
def canvas(iface):
    iface.canvas.resize(QSize(300, 300))
    return iface.canvas


def sees(canvas, layer):
    return canvas.mapSettings().visibleExtent().contains(layer.extent())


def test_a_layer_elsewhere_is_gone_to(canvas, layer):
    canvas.setExtent(QgsRectangle(500, 500, 508, 508))
    assert not sees(canvas, layer)
    sight.bring(canvas, layer)
    assert sees(canvas, layer)


@pytest.mark.parametrize("factor", [0.1, 50])
def test_what_is_seen_in_part_or_from_afar_is_left_as_it_is(canvas, layer, factor):
    box = layer.extent()
    box.scale(factor)
    canvas.setExtent(box)
    before = canvas.extent()
    sight.bring(canvas, layer)
    assert canvas.extent() == before


def test_a_map_in_another_crs_goes_there_too(canvas, layer):
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    canvas.setExtent(QgsRectangle(8, 48, 9, 49))
    sight.bring(canvas, layer)
    assert -86 < canvas.center().x() < -80
    before = canvas.extent()
    sight.bring(canvas, layer)
    assert canvas.extent() == before


def test_nothing_to_see_moves_nothing(canvas):
    before = canvas.extent()
    sight.bring(canvas, None)
    sight.bring(canvas, QgsRasterLayer("/no/such.tif", "gone"))
    sight.bring(None, None)
    assert canvas.extent() == before
