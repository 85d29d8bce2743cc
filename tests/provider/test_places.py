# SPDX-License-Identifier: GPL-2.0-or-later
"""Rasters and labels at the places where QGIS shows them, through the provider and the real engine."""

import sqlite3
from contextlib import closing

import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)

pytestmark = pytest.mark.slow
SIDE = 64


def picture(path, *, geotransform=None):
    made = gdal.GetDriverByName("MEM").Create("", SIDE, SIDE, 3, gdal.GDT_Byte)
    for band in range(1, 4):
        made.GetRasterBand(band).WriteRaster(
            0, 0, SIDE, SIDE, bytes((7 * i + band) % 251 + 1 for i in range(SIDE * SIDE))
        )
    driver = "PNG" if path.endswith(".png") else "GTiff"
    copy = gdal.GetDriverByName(driver).CreateCopy(path, made)
    if geotransform:
        copy.SetGeoTransform(geotransform)
    del copy
    return path


def drawn(crs, parts):
    """A memory layer with rectangles, as an analyst draws them on the canvas."""
    layer = QgsVectorLayer(f"Polygon?crs={crs}&field=cover:string", "drawn", "memory")
    for box, name in parts:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromRect(box))
        feature.setAttributes([name])
        layer.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayers([layer])
    return layer


def pixels(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT sum(px_1), sum(px_2) FROM tiles").fetchone()


@pytest.fixture
def created(real_engine, run, tmp_path):
    def go(image, labels):
        output = str(tmp_path / "set.gpkg")
        parameters = {"IMAGES": [image], "LABELS": [labels], "CLASS_FIELD": "cover", "TILE_SIZE": 32, "OUTPUT": output}
        _, went_well = run("createdataset", parameters)
        assert went_well
        return output

    return go


def test_labels_drawn_on_a_plain_picture(created, tmp_path):
    layer = QgsRasterLayer(picture(str(tmp_path / "plain.png")), "plain")
    QgsProject.instance().addMapLayers([layer])
    box = layer.extent()
    half = QgsRectangle(box.xMinimum(), box.yMinimum(), box.center().x(), box.yMaximum())
    corner = QgsRectangle(box.center().x(), box.yMaximum() - 16, box.xMaximum(), box.yMaximum())
    labels = drawn("EPSG:3857", [(half, "bog"), (corner, "wood")])
    assert pixels(created(layer, labels)) == (SIDE * SIDE // 2, 32 * 16)


def test_what_comes_from_a_picture_without_a_place_has_no_crs(created, tmp_path):
    """And none that QGIS would take for one and could not transform into that of the map."""
    layer = QgsRasterLayer(picture(str(tmp_path / "plain.tif")), "plain")
    QgsProject.instance().addMapLayers([layer])
    output = created(layer, drawn("EPSG:3857", [(layer.extent(), "bog")]))
    tiles = QgsVectorLayer(f"{output}|layername=tiles", "tiles", "ogr")
    assert tiles.featureCount() == 4
    assert not tiles.crs().isValid()


def test_a_crs_that_was_set_on_the_layer(created, tmp_path):
    folder = tmp_path / "a;b"
    folder.mkdir()
    path = picture(str(folder / "c;d.tif"), geotransform=(500_000, 1, 0, 5_000_000, 0, -1))
    layer = QgsRasterLayer(path, "placed")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    QgsProject.instance().addMapLayers([layer])
    labels = drawn("EPSG:32633", [(QgsRectangle(500_000, 4_999_936, 500_048, 5_000_000), "bog")])
    with closing(sqlite3.connect(created(layer, labels))) as connection:
        ((srs,),) = connection.execute("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'tiles'").fetchall()
        ((count,),) = connection.execute("SELECT sum(px_1) FROM tiles").fetchall()
    assert (srs, count) == (32633, 48 * SIDE)
