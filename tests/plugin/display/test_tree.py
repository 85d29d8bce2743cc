# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run has made, as the layer tree of QGIS's window shows it."""

import pytest
from diao.plugin.display import groups, probabilities
from qgis.core import QgsLayerTreeModel, QgsProject, QgsRasterLayer
from qgis.gui import QgsLayerTreeView

COLORS, NAMES = [(0, 0, 0, 0), (34, 136, 51, 255), (170, 51, 119, 255)], ["", "forest", "peat"]


@pytest.fixture
def tree(qgis_new_project):
    made = QgsLayerTreeView()
    made.setModel(QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), made))
    yield made
    made.deleteLater()


def test_the_group_of_a_fresh_map_is_open(tree, raster):
    project = QgsProject.instance()
    project.addMapLayer(QgsRasterLayer(raster("image.tif"), "image"))  # the tree folds no first group
    tree.setCurrentLayer(project.mapLayersByName("image")[0])
    paths = {
        "OUTPUT": raster("map.tif", colors=COLORS, names=NAMES),
        "CONFIDENCE": raster("confidence.tif"),
        "PROBABILITIES": raster("probabilities.tif"),
    }
    groups.insert([QgsRasterLayer(path, name) for name, path in paths.items()], "Map 1", project)
    assert tree.isExpanded(tree.node2index(project.layerTreeRoot().findGroups()[0]))
    probabilities.arrange(paths, project)
    (group,) = project.layerTreeRoot().findGroups()
    assert len(group.children()) == 3
    assert tree.isExpanded(tree.node2index(group))
    assert group.isExpanded()
    classes, confidence = (
        project.layerTreeRoot().findLayer(project.mapLayersByName(name)[0]) for name in ("OUTPUT", "CONFIDENCE")
    )
    assert tree.isExpanded(tree.node2index(classes))
    assert not tree.isExpanded(tree.node2index(confidence))
