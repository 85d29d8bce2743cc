# SPDX-License-Identifier: GPL-2.0-or-later
"""Processing's own dialogs begin with layers that fit what a parameter holds, or with none."""

import importlib

import pytest
from diao.plugin.layer_widget import LayerWidget
from diao.processing_provider import styles
from qgis.core import QgsApplication, QgsProcessingContext, QgsProject, QgsRasterLayer, QgsVectorLayer

from diao_engine.jobs import JOBS, Kind, specs
from tests.plugin import datasets

COLORS = [(0, 0, 0, 0), (34, 136, 51, 255), (170, 51, 119, 255)]


@pytest.fixture
def dialog(provider, qgis_new_project, monkeypatch):
    from processing.gui import ParametersPanel
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    monkeypatch.setattr(ParametersPanel, "iface", None)
    opened = []

    def show(name):
        opened.append(AlgorithmDialog(QgsApplication.processingRegistry().createAlgorithmById(f"diao:{name}")))
        opened[-1].show()
        return opened[-1].mainWidget().wrappers

    yield show
    for one in opened:
        one.close()


@pytest.fixture
def put(raster, tmp_path, qgis_new_project):
    """Puts layers on top of the project, each by a word."""

    def add(*words):
        made = {}
        for word in words:
            if word.startswith("map"):
                path = raster(f"{word}.tif", colors=COLORS, names=["", "forest", "peat"])
                styles.store_for_raster(path)
                layer = QgsRasterLayer(path, word)
            elif word == "confidence":
                path = raster(f"{word}.tif")
                styles.store_for_raster(path)
                layer = QgsRasterLayer(path, word)
            elif word == "image":
                layer = QgsRasterLayer(raster(f"{word}.tif", bands=4), word)
            elif word == "tiles":
                layer = QgsVectorLayer(datasets.write(tmp_path / "bog.gpkg") + "|layername=tiles", word, "ogr")
            else:
                layer = QgsVectorLayer("Polygon?crs=EPSG:26917&field=cover:string", word, "memory")
            project = QgsProject.instance()
            project.addMapLayer(layer, False)
            project.layerTreeRoot().insertLayer(0, layer)
            made[word] = layer
        return made

    return add


def begun(wrappers, *names):
    """The names of the layers that parameters begin with."""
    layers = (QgsProject.instance().mapLayer(str(wrappers[name].parameterValue() or "")) for name in names)
    return [layer.name() if layer is not None else None for layer in layers]


def test_every_dataset_and_class_raster_names_a_widget_that_is_there(provider):
    found = 0
    for name, job in JOBS.items():
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"diao:{name}")
        for spec in specs(job):
            if spec.holds is not None:
                path = algorithm.parameterDefinition(spec.contract).metadata()["widget_wrapper"]["class"]
                module, _, made = path.rpartition(".")
                assert getattr(importlib.import_module(module), made) is LayerWidget
                found += 1
            assert spec.kind is not Kind.DATASET or spec.holds is not None
            assert not (spec.kind is Kind.RASTER and spec.required) or spec.holds is not None, (name, spec.name)
    assert found > 8


def test_what_fits_is_proposed(dialog, put):
    put("labels", "image", "tiles", "map 1", "map 2", "confidence")
    assert begun(dialog("score"), "DATASET") == ["tiles"]
    assert begun(dialog("minoritypolygons"), "INPUT", "CONFIDENCE") == ["map 2", None]
    assert begun(dialog("comparemaps"), "INPUT", "OTHER") == ["map 1", "map 2"]
    assert begun(dialog("evaluate"), "INPUT", "REFERENCE") == ["map 2", "labels"]
    assert begun(dialog("segment"), "INPUT") == ["image"]


def test_nothing_is_proposed_where_nothing_fits(dialog, put):
    put("labels", "image", "confidence")
    assert begun(dialog("score"), "DATASET") == [None]
    assert begun(dialog("minoritypolygons"), "INPUT") == [None]
    assert begun(dialog("comparemaps"), "INPUT", "OTHER") == [None, None]


def test_a_value_that_comes_with_the_dialog_counts(dialog, put):
    layers = put("labels", "map 1", "map 2")
    wrappers = dialog("minoritypolygons")
    wrappers["INPUT"].setParameterValue(layers["map 1"].id(), QgsProcessingContext())
    assert begun(wrappers, "INPUT") == ["map 1"]
