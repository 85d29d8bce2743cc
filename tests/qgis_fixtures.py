# SPDX-License-Identifier: GPL-2.0-or-later
"""A provider in a real QGIS, small layers, and a stub engine that speaks the protocol; for tests in QGIS's own Python."""

import os
import stat
import sys
import textwrap
import traceback
from pathlib import Path

import pytest
from diao.processing_provider.engine import EngineSettings
from diao.processing_provider.provider import DiaoProvider
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProject,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from tests.data import imagery as drawn

_STUB = """\
#!{python}
import json, os, sys, time
asked = json.load(open(sys.argv[-1]))
values = asked["values"]
def tell(event, **more):
    print(json.dumps({{"v": 1, "event": event, **more}}), flush=True)
def cancelled():
    return os.path.exists(asked["cancel_file"])
tell("started", versions={{"engine": "stub"}})
{body}
"""


def _add_square(layer, x, attributes):
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(x, 0, x + 1, 1)))
    feature.setAttributes(attributes)
    layer.dataProvider().addFeatures([feature])


@pytest.fixture(autouse=True)
def what_slots_raise(monkeypatch):
    """Fails the test in which a slot has raised: with no hook of its own PyQt ends the process, and all tests with it."""
    raised = []
    monkeypatch.setattr(sys, "excepthook", lambda *what: raised.append("".join(traceback.format_exception(*what))))
    yield raised
    assert not raised, raised[0]


@pytest.fixture(scope="module")
def provider(qgis_app, qgis_processing):
    made = DiaoProvider(EngineSettings)
    made.register()
    yield made
    QgsApplication.processingRegistry().removeProvider(made)


@pytest.fixture
def stub(tmp_path, monkeypatch):
    """Makes an interpreter that answers with the given Python, and lets the provider use it."""

    def make(*parts):
        path = tmp_path / "stub_engine"
        body = "\n".join(textwrap.dedent(part) for part in parts)
        path.write_text(_STUB.format(python=sys.executable, body=body))
        path.chmod(path.stat().st_mode | stat.S_IEXEC)
        monkeypatch.setenv("DIAO_ENGINE_PYTHON", str(path))
        return path

    return make


@pytest.fixture
def context(qgis_new_project):
    made = QgsProcessingContext()
    made.setProject(QgsProject.instance())
    return made


@pytest.fixture
def squares():
    """A memory layer of three unit squares side by side with a class each."""
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:26917&field=tile_id:integer&field=cover:string&field=code:integer", "squares", "memory"
    )
    for index, name in enumerate(("forest", "peat", "forest")):
        _add_square(layer, index, [index, name, index % 2 + 1])
    return layer


@pytest.fixture
def add_square():
    """Adds a unit square with attributes to a layer."""
    return _add_square


@pytest.fixture
def saved(tmp_path, context):
    """Write a layer to a file and open it from there."""

    def write(layer, name="saved.gpkg", layer_name="squares", driver="GPKG"):
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName, options.layerName = driver, layer_name
        path = str(tmp_path / name)
        QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, context.transformContext(), options)
        source = f"{path}|layername={layer_name}" if driver == "GPKG" else path
        return QgsVectorLayer(source, Path(path).stem, "ogr")

    return write


@pytest.fixture
def tiles(saved):
    """A file with a layer `tiles` like that of a dataset, as far as QGIS looks at it."""
    fields = "field=tile_id:integer&field=split:string&field=repeats:integer&field=diao_score:double"
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:26917&{fields}", "tiles", "memory")
    for index, (split, repeats) in enumerate((("train", 1), ("train", 4), ("val", 1))):
        _add_square(layer, index, [index + 10, split, repeats, 0.0])
    return saved(layer, "dataset.gpkg", "tiles")


@pytest.fixture
def raster(tmp_path):
    """A one-band GeoTIFF; more by keyword: bands, dtype, colors, names, crs."""
    from osgeo import gdal, osr

    def write(name="image.tif", *, bands=1, crs="EPSG:26917", colors=None, names=None):
        path = str(tmp_path / name)
        made = gdal.GetDriverByName("GTiff").Create(path, 8, 8, bands, gdal.GDT_Byte)
        made.SetGeoTransform((0, 1, 0, 8, 0, -1))
        if crs:
            reference = osr.SpatialReference()
            reference.SetFromUserInput(crs)
            made.SetProjection(reference.ExportToWkt())
        band = made.GetRasterBand(1)
        if colors:
            table = gdal.ColorTable()
            for value, color in enumerate(colors):
                table.SetColorEntry(value, color)
            band.SetColorTable(table)
        if names:
            band.SetCategoryNames(names)
        del band, made
        return path

    return write


@pytest.fixture(scope="session", params=["drawn", pytest.param("real", marks=pytest.mark.real)])
def imagery(request, tmp_path_factory):
    """A folder with cluster01_image.tif, cluster01_mask.tif and the pair cluster02; read only, so copy what QGIS opens."""
    if request.param == "real":
        return Path(__file__).resolve().parents[2] / "shared/data/naip_ohio/mosaic"
    folder = tmp_path_factory.mktemp("imagery")
    drawn.write(folder)
    return folder


# Read before a fixture takes it away; `.ci/tool qgis` names the full environment there.
_ENGINE = os.environ.get("DIAO_ENGINE_PYTHON", "")


@pytest.fixture
def real_engine(monkeypatch):
    """The engine itself, for whole chains."""
    assert _ENGINE, "DIAO_ENGINE_PYTHON must name the full environment; run the tests by make test-qgis"
    monkeypatch.setenv("DIAO_ENGINE_PYTHON", _ENGINE)
