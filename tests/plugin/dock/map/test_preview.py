# SPDX-License-Identifier: GPL-2.0-or-later
"""The sensitivity on the map: worked out from probabilities that are there, so that the slider never runs the model."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from diao.plugin.display import reweighted
from diao.plugin.display.reweighted import Probabilities, Shown
from diao.plugin.dock.map.card import Card, MeasuredClass
from diao.plugin.dock.map.preview import Preview, Scene
from diao.plugin.dock.map.raster_info import RasterFacts
from osgeo import gdal, osr
from qgis.core import QgsProject, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import QObject

REPOSITORY = Path(__file__).resolve().parents[4]
NODATA = -1.0
CLASSES = [Shown(3, "forest", "#228833", 0.5), Shown(5, "peat", "#aa3377", -1.0), Shown(9, "water", "", 0.0)]
CARD = Card(
    (MeasuredClass(3, "forest", "#228833"), MeasuredClass(5, "peat", "#aa3377"), MeasuredClass(9, "water", "")),
    ("a",), "uint8", 1.0, 256, 32, has_priors=True, prior_correction=0.25, log_ratios=(0.5, -1.0, 0.0),
)  # fmt: skip


def values_of(layer):
    """What a raster holds, row by row; None where nothing is drawn: what QGIS calculates from no data is the least float."""
    block = layer.dataProvider().block(1, layer.extent(), layer.width(), layer.height())
    rows = [[block.value(r, c) for c in range(layer.width())] for r in range(layer.height())]
    return [[value if value >= 0 else None for value in row] for row in rows]


@pytest.fixture
def shares(tmp_path):
    """Writes rows of pixels with a share per class."""
    import numpy as np

    def write(rows, name="p.tif", crs="EPSG:26917"):
        array = np.array(rows, dtype="float32")
        path = str(tmp_path / name)
        height, width, bands = array.shape
        made = gdal.GetDriverByName("GTiff").Create(path, width, height, bands, gdal.GDT_Float32)
        made.SetGeoTransform((0, 8 / width, 0, 8, 0, -8 / height))
        if crs:
            reference = osr.SpatialReference()
            reference.SetFromUserInput(crs)
            made.SetProjection(reference.ExportToWkt())
        for band in range(bands):
            made.GetRasterBand(band + 1).SetNoDataValue(NODATA)
            made.GetRasterBand(band + 1).WriteArray(array[..., band])
        del made
        return path

    return write


ROWS = [[[0.4, 0.5, 0.1], [0.1, 0.6, 0.3]], [[NODATA] * 3, [0.25, 0.25, 0.5]]]


@pytest.mark.parametrize(
    ("made_with", "correction", "expected"),
    [
        (0.0, 0.0, [[5, 5], [None, 9]]),
        # forest times 1.65, peat times 0.37: 0.66 : 0.18 : 0.1, then 0.16 : 0.22 : 0.3
        (0.0, 1.0, [[3, 9], [None, 9]]),
        (1.0, 1.0, [[5, 5], [None, 9]]),
        # back from 1 to 0: forest times 0.61, peat times 2.72: 0.15 : 0.68 : 0.5
        (1.0, 0.0, [[5, 5], [None, 5]]),
    ],
)
def test_the_map_of_another_correction(qgis_app, shares, made_with, correction, expected):
    layer = reweighted.map_layer(Probabilities(shares(ROWS), made_with), CLASSES, correction, "Preview")
    assert values_of(layer) == expected
    assert [entry.label for entry in layer.renderer().classes()] == ["forest", "peat", "water"]


def test_of_equals_the_first_wins_as_in_the_engine(qgis_app, shares):
    layer = reweighted.map_layer(Probabilities(shares([[[0.4, 0.4, 0.2]]]), 0.0), CLASSES, 0.0, "Preview")
    assert values_of(layer) == [[3]]


@pytest.mark.parametrize("path", ["", "/nowhere.tif", "two", "no CRS"])
def test_what_does_not_fit_gives_no_map(qgis_app, shares, path):
    """Nor does a raster without a CRS, which QGIS cannot calculate with; the map of the run is shown there."""
    rows = {"two": [[[0.5, 0.5]]], "no CRS": ROWS}
    path = shares(rows[path], crs="") if path in rows else path
    assert reweighted.map_layer(Probabilities(path, 0.0), CLASSES, 0.0, "Preview") is None


class Page(QObject):
    """What the page Map tells the preview."""

    def __init__(self, layer):
        super().__init__()
        self.layer, self.card, self.correction, self.model = layer, CARD, 0.0, "a.onnx"

    def scene(self):
        values = {"MODEL": self.model, "INPUT": self.layer.id(), "PRIOR_CORRECTION": self.correction}
        return Scene(values, RasterFacts.of(self.layer), self.card)


@pytest.fixture
def page(iface, raster):
    layer = QgsRasterLayer(raster("ohio.tif"), "ohio")
    QgsProject.instance().addMapLayer(layer)
    return Page(layer)


@pytest.fixture
def told():
    return []


@pytest.fixture
def preview(runner, iface, page, told):
    made = Preview(runner, iface.canvas, page.scene, page)
    made.message.connect(told.append)
    yield made
    made.switch(False)


def end(runner, shares, raster, name="p.tif"):
    runner.end(OUTPUT=raster(f"{name}_map.tif"), PROBABILITIES=shares(ROWS, name))


def test_the_slider_runs_the_model_once(preview, runner, page, shares, raster, wait_until, settle):
    preview.switch(True)
    wait_until(lambda: runner.busy)
    _, values, _ = runner.runs[-1]
    assert values["ALL_PROBABILITIES"]
    assert values["PROBABILITIES"]
    end(runner, shares, raster)
    assert values_of(preview.layer) == [[5, 5], [None, 9]]
    for correction, expected in ((1.0, [[3, 9], [None, 9]]), (0.0, [[5, 5], [None, 9]])):
        page.correction = correction
        preview.refresh()
        wait_until(lambda expected=expected: values_of(preview.layer) == expected)
    settle()
    assert len(runner.runs) == 1
    assert not runner.cancelled


def test_the_last_map_serves_without_a_run(preview, runner, page, shares, settle, told):
    values = {
        **page.scene().values,
        "ALL_PROBABILITIES": True,
        "PRIOR_CORRECTION": None,
    }  # None is the model's own, 0.25
    preview.offer(values, {"PROBABILITIES": shares(ROWS)}, CARD)
    page.correction = 0.25
    preview.switch(True)
    settle()
    settle()
    settle()
    assert values_of(preview.layer) == [[5, 5], [None, 9]]
    assert not runner.runs
    assert told[-1] == ""


@pytest.mark.parametrize("other", ["model", "ground", "file"])
def test_the_last_map_of_something_else_does_not_serve(preview, runner, page, shares, wait_until, other):
    path = shares(ROWS)
    preview.offer({**page.scene().values, "ALL_PROBABILITIES": True}, {"PROBABILITIES": path}, CARD)
    if other == "model":
        page.model = "b.onnx"
    elif other == "file":
        os.remove(path)
    else:
        preview._map = preview._map.__class__(preview._map.probabilities, preview._map.values, QgsRectangle(0, 0, 1, 1))
    preview.switch(True)
    wait_until(lambda: runner.busy)


@pytest.mark.parametrize("ticked", [False, True])
def test_a_map_without_them_says_what_to_switch_on(preview, runner, page, shares, raster, wait_until, told, ticked):
    results = {"PROBABILITIES": shares([[[0.5]]], "rare.tif")} if ticked else {}
    preview.offer({**page.scene().values, "ALL_PROBABILITIES": ticked}, results, CARD)
    preview.switch(True)
    wait_until(lambda: runner.busy)
    end(runner, shares, raster)
    assert "tick Probabilities, and Probabilities of all classes" in told[-1]
    assert preview.layer is not None


def test_without_priors_it_shows_the_map_of_the_run(preview, runner, page, raster, wait_until):
    page.card = Card(CARD.classes, ("a",), "uint8", 1.0, 256, 32, has_priors=False, log_ratios=(0.0,) * 3)
    preview.switch(True)
    wait_until(lambda: runner.busy)
    assert not runner.runs[-1][1]["ALL_PROBABILITIES"]
    runner.end(OUTPUT=raster("map.tif"))
    assert preview.layer.source().endswith("map.tif")


def test_it_waits_for_the_engine(preview, runner, wait_until, told):
    runner.missing["base"] = "The engine is being set up."
    preview.switch(True)
    wait_until(lambda: told and told[-1] == "The engine is being set up.")
    runner.missing.clear()
    runner.engine_changed.emit()
    wait_until(lambda: runner.busy)


def test_what_the_preview_has_written_goes_with_it(preview, runner, shares, raster, wait_until, tmp_path):
    preview.switch(True)
    wait_until(lambda: runner.busy)
    end(runner, shares, raster)
    assert (tmp_path / "p.tif").exists()
    preview.switch(False)
    assert not (tmp_path / "p.tif").exists()
    assert not (tmp_path / "p.tif_map.tif").exists()


MODEL = """
import sys
from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.model.card import ModelCard, Normalisation
from diao_engine.model.package import write
from tests.engine.networks import pixelwise
model = pixelwise([[4, 0, 0, 0], [-2, 0, 0, 2], [-3, 0, 0, -3]], [-1.0, 0.0, 1.5])
classes = [(7, "bare land"), (2, "forest"), (4, "water")]
card = ModelCard(
    tuple(ClassInfo(*one) for one in classes), ("red", "green", "blue", "nir"), "uint8",
    Normalisation((0.0,) * 4, (255.0,) * 4, (0.0,) * 4, (255.0,) * 4), pixel_size=0.6, pixel_unit="metre", tile_size=256,
    overlap=32, prior_natural=(0.5, 0.45, 0.05), prior_train=(0.2, 0.3, 0.5),
)
write(sys.argv[1], model, card)
"""


def test_it_is_the_map_that_the_engine_makes(provider, real_engine, context, imagery, tmp_path):
    """All pixels but those whose probabilities were rounded alike."""
    import processing
    from diao.plugin.dock.map import card

    image = shutil.copy(imagery / "cluster01_image.tif", tmp_path)
    model = str(tmp_path / "model.onnx")
    subprocess.run([os.environ["DIAO_ENGINE_PYTHON"], "-c", MODEL, model], cwd=REPOSITORY, check=True)
    shown = card.read(
        processing.run("diao:modelcard", {"MODEL": model, "CARD": str(tmp_path / "card.json")})["CARD"]
    ).shown()

    def mapped(correction, **more):
        return processing.run("diao:segment", {
            "INPUT": image, "MODEL": model, "PRIOR_CORRECTION": correction, "OUTPUT": str(tmp_path / f"{correction}.tif"), **more,
        })  # fmt: skip

    made = mapped(0.25, ALL_PROBABILITIES=True, PROBABILITIES=str(tmp_path / "all.tif"))
    before = values_of(QgsRasterLayer(made["OUTPUT"], "before", "gdal"))
    for correction in (0.0, 1.0):
        wanted = values_of(QgsRasterLayer(mapped(correction)["OUTPUT"], "wanted", "gdal"))
        layer = reweighted.map_layer(Probabilities(made["PROBABILITIES"], 0.25), shown, correction, "Preview")
        found = values_of(layer)
        same = [found[row][column] == value for row, line in enumerate(wanted) for column, value in enumerate(line)]
        assert sum(same) / len(same) > 0.999
        assert wanted != before
