# SPDX-License-Identifier: GPL-2.0-or-later
"""Rasters on a server as inputs, through the provider and the real engine: layers of QGIS, and addresses that are typed."""

import sqlite3
from contextlib import closing

import pytest
from osgeo import gdal, osr
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSettings,
    QgsVectorLayer,
)

from tests.server import Fault, serving

pytestmark = pytest.mark.slow
SIDE = 512


@pytest.fixture
def image(tmp_path):
    """A tiled raster whose pixels do not compress, so that reading it takes several requests."""
    folder = tmp_path / "www"
    folder.mkdir()
    path = str(folder / "image.tif")
    made = gdal.GetDriverByName("GTiff").Create(
        path, SIDE, SIDE, 3, gdal.GDT_Byte, ["TILED=YES", "BLOCKXSIZE=128", "BLOCKYSIZE=128"]
    )
    made.SetGeoTransform((500_000, 1, 0, 5_000_000, 0, -1))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    made.SetProjection(reference.ExportToWkt())
    for band in range(1, 4):
        made.GetRasterBand(band).WriteRaster(
            0, 0, SIDE, SIDE, bytes((i * i + 7 * band) % 251 + 1 for i in range(SIDE * SIDE))
        )
    del made
    return folder


@pytest.fixture
def create(real_engine, run, tmp_path):
    """Create a dataset of an image; the pixels of its two classes."""
    labels = QgsVectorLayer("Polygon?crs=EPSG:32633&field=cover:string", "drawn", "memory")
    for left, name in ((0, "bog"), (SIDE // 2, "wood")):
        feature = QgsFeature(labels.fields())
        feature.setGeometry(
            QgsGeometry.fromRect(QgsRectangle(500_000 + left, 5_000_000 - SIDE, 500_000 + left + SIDE // 2, 5_000_000))
        )
        feature.setAttributes([name])
        labels.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayers([labels])

    def go(image):
        output = str(tmp_path / "out" / "set.gpkg")
        values = {"IMAGES": [image], "LABELS": [labels], "CLASS_FIELD": "cover", "TILE_SIZE": 128, "OUTPUT": output}
        run("createdataset", values)
        with closing(sqlite3.connect(output)) as connection:
            return connection.execute("SELECT sum(px_1), sum(px_2), min(image) FROM tiles").fetchone()

    return go


def test_a_layer_of_qgis_is_read_where_it_lies(create, image):
    with serving(image) as server:
        source = f"/vsicurl/{server.address}/image.tif"
        layer = QgsRasterLayer(source, "cog", "gdal")
        QgsProject.instance().addMapLayers([layer])
        assert create(layer) == (SIDE * SIDE // 2, SIDE * SIDE // 2, source)


def test_an_address_that_is_typed(create, image):
    with serving(image) as server:
        address = f"{server.address}/image.tif"
        assert create(address) == (SIDE * SIDE // 2, SIDE * SIDE // 2, f"/vsicurl/{address}")


def test_the_proxy_of_qgis_is_that_of_the_engine(create, image):
    settings = QgsSettings()
    with serving(image) as server:
        values = {"Enabled": True, "Type": "HttpProxy", "Host": "127.0.0.1", "Port": server.address.rpartition(":")[2]}
        try:
            for name, value in values.items():
                settings.setValue(f"proxy/proxy{name}", value)
            assert create("/vsicurl/http://imagery.invalid/image.tif")[:2] == (SIDE * SIDE // 2, SIDE * SIDE // 2)
        finally:
            settings.remove("proxy")
        assert server.asked("imagery.invalid") > 0


def test_a_server_that_stops_in_the_middle_leaves_nothing(create, image, tmp_path, monkeypatch):
    monkeypatch.setenv("GDAL_HTTP_MAX_RETRY", "1")
    monkeypatch.setenv("GDAL_HTTP_RETRY_DELAY", "0.1")
    with serving(image, Fault(r"image\.tif", after=4, status=503)) as server:
        with pytest.raises(QgsProcessingException, match=r"its server|nothing was written") as caught:
            create(f"/vsicurl/{server.address}/image.tif")
        assert "Traceback" not in str(caught.value)
    assert not (tmp_path / "out").exists()
