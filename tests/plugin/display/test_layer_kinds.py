# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers of ours are told from others without looking at the disk where columns or the renderer tell."""

import pytest
from diao.diao_engine.jobs import outputs
from diao.plugin.display import layer_kinds
from qgis.core import QgsRasterLayer


@pytest.mark.parametrize("ask", [layer_kinds.is_tiles, layer_kinds.is_minority_polygons, layer_kinds.is_sample])
def test_no_file_is_opened_to_tell_a_raster_from_vectors(raster, monkeypatch, ask):
    layer = QgsRasterLayer(raster("image.tif"), "image")
    monkeypatch.setattr(outputs, "is_ours", lambda path: pytest.fail(f"{path} was opened"))
    assert not ask(layer)


def test_no_file_is_opened_for_an_image_that_is_no_map_of_classes(raster, monkeypatch):
    layer = QgsRasterLayer(raster("image.tif"), "image")
    monkeypatch.setattr(outputs, "is_ours", lambda path: pytest.fail(f"{path} was opened"))
    assert not layer_kinds.is_class_map(layer)
