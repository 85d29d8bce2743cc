# SPDX-License-Identifier: GPL-2.0-or-later
"""What balancing has changed comes as layers above the tiles, once, with the styles of the file."""

import pytest
from diao.plugin.display import changes, groups
from diao.processing_provider import styles
from osgeo import ogr
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer

from tests.plugin import datasets


@pytest.fixture
def project(qgis_new_project):
    return QgsProject.instance()


@pytest.fixture
def dataset(tmp_path):
    """With an object of peat that was pasted."""
    path = datasets.write(tmp_path / "bog_synthetic.gpkg")
    file = ogr.Open(path, 1)
    layers = {
        "objects": ("object_id", "value", "use", "used", "area_px"),
        "pasted": ("paste_id", "value", "tile_id"),
    }
    for name, columns in layers.items():
        layer = file.CreateLayer(name, file.GetLayer("tiles").GetSpatialRef(), ogr.wkbMultiPolygon)
        for column in columns:
            layer.CreateField(ogr.FieldDefn(column, ogr.OFTInteger))
        layer.CreateField(ogr.FieldDefn("class", ogr.OFTString))
        feature = ogr.Feature(layer.GetLayerDefn())
        for column in columns:
            feature.SetField(column, 2 if column == "value" else 1)
        feature.SetField("class", "peat")
        feature.SetGeometry(
            ogr.CreateGeometryFromWkt("MULTIPOLYGON (((500000 0, 500001 0, 500001 1, 500000 1, 500000 0)))")
        )
        layer.CreateFeature(feature)
    del file, layer
    styles.store_for_vector(path)
    return path


def names(project):
    return [node.name() for node in project.layerTreeRoot().findLayers()]


def test_all_of_them_on_top_of_each_other_and_once(project, dataset):
    for _ in range(2):
        layers = changes.show(dataset, "bog", project)
    assert names(project) == ["Pasted objects: bog", "Objects to paste: bog", "Tiles: bog"]
    assert [layer.name() for layer in layers] == names(project)
    categories = layers[0].renderer().categories()
    assert [(one.label(), one.symbol().color().name()) for one in categories] == [("peat", "#aa3377")]
    assert layers[1].labelsEnabled()


def test_they_lie_above_tiles_that_are_there_and_hide_those_of_another_step(project, dataset, tmp_path):
    other = QgsVectorLayer(datasets.write(tmp_path / "bog.gpkg") + "|layername=tiles", "earlier", "ogr")
    tiles = QgsVectorLayer(dataset + "|layername=tiles", "mine", "ogr")
    project.addMapLayers([tiles, other])
    changes.show(dataset, "bog", project, changes.PASTED)
    root = project.layerTreeRoot()
    assert names(project).index("Pasted objects: bog") == names(project).index("mine") - 1
    assert not root.findLayer(other.id()).itemVisibilityChecked()
    assert root.findLayer(tiles.id()).itemVisibilityChecked()


def test_a_dataset_without_objects_has_its_tiles(project, tmp_path):
    path = datasets.write(tmp_path / "bog.gpkg")
    assert [layer.name() for layer in changes.show(path, "bog", project)] == ["Tiles: bog"]


def test_rare_objects_of_an_earlier_map_are_hidden(project):
    numbers = "".join(f"&field={name}:double" for name in ("class_value", "area_m2", "pixels", "mean_confidence"))
    columns = f"field=class_name:string&field=class_color:string{numbers}"
    earlier, later = (QgsVectorLayer(f"Polygon?crs=EPSG:25832&{columns}", name, "memory") for name in ("1", "2"))
    own = QgsVectorLayer("Polygon?crs=EPSG:25832&field=class:string", "own", "memory")
    project.addMapLayer(own)
    groups.insert([earlier], "Map 1", project)
    groups.insert([later], "Map 2", project)
    shown = {node.name(): node.itemVisibilityChecked() for node in project.layerTreeRoot().findLayers()}
    assert shown == {"1": False, "2": True, "own": True}


def test_a_map_hides_the_tiles_below_it(project, dataset, raster):
    changes.show(dataset, "bog", project)
    path = raster("map.tif", colors=[(0, 0, 0, 0), (1, 2, 3, 255)], names=["", "bog"])
    styles.store_for_raster(path)
    groups.insert([QgsRasterLayer(path, "map 1")], "Map 1", project)
    shown = [node.name() for node in project.layerTreeRoot().findLayers() if node.itemVisibilityChecked()]
    assert shown == ["map 1"]


def test_of_each_kind_of_result_one_is_seen_at_a_time(project, raster):
    """A class map hides the earlier one and its figures, no difference and no imagery."""

    def result(name, *labels, is_ours=True):
        path = raster(
            f"{name}.tif",
            colors=[(0, 0, 0, 0), (1, 2, 3, 255)] if labels else None,
            names=["", *labels] if labels else None,
        )
        if is_ours:
            styles.store_for_raster(path)
        return QgsRasterLayer(path, name)

    def shown():
        return {node.name() for node in project.layerTreeRoot().findLayers() if node.itemVisibilityChecked()}

    groups.insert([result("imagery", is_ours=False), result("labels", "bog", is_ours=False)], "", project)
    groups.insert([result("map 1", "bog"), result("confidence 1")], "Map 1", project)
    groups.insert([result("difference", "bog → lake")], "Difference 1", project)
    assert shown() == {"imagery", "labels", "map 1", "confidence 1", "difference"}
    groups.insert([result("map 2", "bog"), result("confidence 2")], "Map 2", project)
    assert shown() == {"imagery", "labels", "map 2", "confidence 2", "difference"}
    groups.insert([result("later difference", "bog → lake")], "Difference 2", project)
    assert shown() == {"imagery", "labels", "map 2", "confidence 2", "later difference"}
