# SPDX-License-Identifier: GPL-2.0-or-later
"""The offer to fetch imagery, wherever a map on the network has come from."""

import pytest
from diao.plugin.dock.datasets.web_layers import WebLayerRow
from qgis.core import QgsProject, QgsRasterLayer


@pytest.fixture
def row(qgis_new_project):
    made = WebLayerRow(None, is_needed=lambda: True)
    yield made
    made.deleteLater()


def network_map():
    return QgsRasterLayer("type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png&zmax=3", "sky", "wms")


def test_a_map_on_the_network_that_is_added_is_offered(row):
    assert row.isHidden()
    QgsProject.instance().addMapLayer(network_map())
    assert not row.isHidden()
    assert row.told.text().startswith("sky is a map on the network")


def test_one_that_comes_with_a_project_is_offered_too(row, tmp_path):
    project = QgsProject.instance()
    project.addMapLayer(network_map())
    project.write(str(tmp_path / "p.qgz"))
    project.clear()
    assert row.isHidden()
    project.read(str(tmp_path / "p.qgz"))
    assert not row.isHidden()
