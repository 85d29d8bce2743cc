# SPDX-License-Identifier: GPL-2.0-or-later
"""Results of ours are told from other layers, wherever they were made: here by Processing alone, with the engine."""

import shutil
from pathlib import Path

import processing
from diao.plugin.dock.datasets.own_results import is_result
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer

SAMPLE = Path(__file__).resolve().parents[4] / "resources" / "sample"


def opened(path):
    layer = QgsRasterLayer(path, "x") if path.endswith(".tif") else QgsVectorLayer(path, "x", "ogr")
    assert layer.isValid(), path
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_what_processing_has_made_without_the_dock_is_ours(provider, real_engine, qgis_new_project, tmp_path):
    image = shutil.copy(SAMPLE / "image.tif", tmp_path)
    labels = shutil.copy(SAMPLE / "labels.gpkg", tmp_path)
    made = processing.run(
        "diao:segment",
        {
            "INPUT": image, "MODEL": str(SAMPLE / "model.onnx"), "EXTENT": None, "DEVICE": "cpu",
            "OUTPUT": str(tmp_path / "a.tif"), "CONFIDENCE": str(tmp_path / "b.tif"),
            "PROBABILITIES": str(tmp_path / "c.tif"), "MINORITY": str(tmp_path / "d.gpkg"),
        },
    )  # fmt: skip
    for name in ("OUTPUT", "CONFIDENCE", "PROBABILITIES", "MINORITY"):
        assert is_result(opened(made[name])), name
    assert not is_result(opened(image))
    assert not is_result(opened(labels))
