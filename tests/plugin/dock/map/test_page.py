# SPDX-License-Identifier: GPL-2.0-or-later
"""The page Map with a runner that only notes what it is asked for, and once with the engine itself."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from diao.plugin.dock.datasets import work_folder_dialog
from diao.plugin.dock.map import model_gate
from diao.plugin.dock.map.page import MapPage
from diao.plugin.dock.map.results_view import ResultsTable
from diao.plugin.dock.runs.runner import JobRunner
from qgis.core import QgsProcessingUtils, QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtWidgets import QDoubleSpinBox, QLabel, QMessageBox

REPOSITORY = Path(__file__).resolve().parents[4]
# Bare land is bright, forest is dark in red and bright in near infrared, water is dark in both.
TINY_MODEL = """
import sys
from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.model.card import ModelCard, Normalisation
from diao_engine.model.package import write
from tests.engine.networks import pixelwise
model = pixelwise([[4, 0, 0, 0], [-2, 0, 0, 2], [-3, 0, 0, -3]], [-1.0, 0.0, 1.5])
classes = [("bare land", "#d8b365", False), ("forest", "#1b7837", False), ("water", "#2166ac", True)]
card = ModelCard(
    tuple(ClassInfo(value, *rest) for value, rest in enumerate(classes)), ("red", "green", "blue", "nir"), "uint8",
    Normalisation((0.0,) * 4, (255.0,) * 4, (0.0,) * 4, (255.0,) * 4), pixel_size=0.6, pixel_unit="metre", tile_size=256,
    overlap=32, prior_natural=(0.5, 0.45, 0.05), prior_train=(0.4, 0.3, 0.3),
)
write(sys.argv[1], model, card)
"""

CARD = {
    "classes": [
        {"value": 0, "name": "forest", "color": "#228833", "minority": False},
        {"value": 1, "name": "peat", "color": "#aa3377", "minority": True},
    ],
    "bands": ["red", "green", "blue"],
    "dtype": "uint8",
    "pixel_size": 1.0,
    "pixel_unit": "metre",
    "tile_size": 256,
    "overlap": 64,
    "prior_natural": [0.98, 0.02],
    "prior_train": [0.7, 0.3],
    "metrics": {"miou": 0.7, "macro_f1": 0.8, "iou": [0.9, 0.5], "measured_on": "validation"},
    "training": {"architecture": "unet", "encoder": "efficientnet_lite0", "epochs": 15},
    "missing": [],
}


@pytest.fixture
def page(provider, runner, session, iface, show):
    return show(MapPage(runner, session, iface), 380, 650)


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "peat.onnx"
    path.write_bytes(b"a model")
    return str(path)


@pytest.fixture
def read_card(runner, tmp_path, wait_until):
    """Answers the run that asks for the card."""

    def answer(**changes):
        wait_until(lambda: runner.busy and runner.runs[-1][0] == "diao:modelcard")
        path = tmp_path / "card.json"
        path.write_text(json.dumps({**CARD, **changes}))
        runner.end(CARD=str(path))

    return answer


@pytest.fixture
def image(raster, page):
    """A raster of three bands in the project, chosen on the page."""
    layer = QgsRasterLayer(raster("ohio.tif", bands=3), "ohio")
    QgsProject.instance().addMapLayer(layer)
    page.form.set_value("INPUT", layer.id())
    return layer


@pytest.fixture
def ready(page, session, model, image, read_card):
    session.set_model(model)
    read_card()
    return page


def child(page, name):
    return page.findChild(QObject, name)


def run_values(runner):
    return [values for algorithm, values, _ in runner.runs if algorithm == "diao:segment"]


def seen_crs(canvas):
    return canvas.mapSettings().destinationCrs()


def test_the_hint_names_what_is_missing_next(page, session, model, raster, read_card):
    assert "model" in page.hint()
    session.set_model(model)
    read_card()
    assert "raster" in page.hint()
    assert not page.bar.start.isEnabled()
    layer = QgsRasterLayer(raster(bands=3), "ohio")
    QgsProject.instance().addMapLayer(layer)
    page.form.set_value("INPUT", layer.id())
    assert page.hint() == ""
    assert page.bar.start.isEnabled()


def test_the_round_of_corrections_is_hidden_without_objects(page):
    assert child(page, "diao_round").isHidden()


def test_the_card_is_read_without_a_trace(page, session, model, runner, read_card):
    session.set_model(model)
    read_card()
    _, values, how = runner.runs[0]
    assert values["MODEL"] == model
    assert not how["load"]
    assert not how["note"]
    assert [entry.name for entry in page.card.card.classes] == ["forest", "peat"]
    assert page.card.isVisible()
    assert not page.model.completion.isVisible()


def test_the_card_is_not_read_before_anybody_looks(page, session, model, runner, settle, read_card):
    page.hide()
    session.set_model(model)
    settle()
    assert not runner.runs
    page.show()
    read_card()
    assert page.card.card is not None


def test_while_the_card_is_read_nothing_is_said_of_another_step(page, session, model, image, runner, wait_until):
    session.set_model(model)
    wait_until(lambda: runner.busy)
    assert page.bar.stage.text() == "The model's card is being read."


def test_the_card_waits_for_a_step_that_runs(page, session, model, runner, read_card, settle):
    runner.start("diao:train", {})
    session.set_model(model)
    settle()
    assert len(runner.runs) == 1
    assert "has ended" in page.model.message.text()
    runner.end()
    assert len(runner.runs) == 1  # not yet: whoever follows the training hears of its end first
    read_card()
    assert page.card.card is not None


def test_of_two_models_the_last_one_counts(page, session, model, runner, tmp_path, wait_until, read_card):
    other = tmp_path / "other.onnx"
    other.write_bytes(b"another")
    session.set_model(model)
    wait_until(lambda: runner.busy)
    session.set_model(str(other))
    page_card = tmp_path / "old.json"
    page_card.write_text(json.dumps(CARD))
    runner.end(CARD=str(page_card))
    assert page.card.card is None
    read_card(dtype="uint16")
    assert runner.runs[-1][1]["MODEL"] == str(other)
    assert page.card.card.dtype == "uint16"


def test_why_a_card_cannot_be_read_is_told(page, session, model, runner, wait_until):
    session.set_model(model)
    wait_until(lambda: runner.busy)
    runner.end(ok=False, message="peat.onnx is no ONNX model.")
    assert page.model.message.text() == "peat.onnx is no ONNX model."
    assert page.model.message.isVisible()


def test_a_file_that_is_not_there_is_told(page, session):
    child(page, "diao_model").setFilePath("/nowhere/a.onnx")
    assert "/nowhere/a.onnx" in page.model.message.text()
    assert session.model == ""


def test_bands_that_do_not_fit_block_the_run(page, session, model, raster, read_card):
    layer = QgsRasterLayer(raster("mono.tif", bands=1), "mono")
    QgsProject.instance().addMapLayer(layer)
    page.form.set_value("INPUT", layer.id())
    session.set_model(model)
    read_card()
    assert "3 bands (red, green, blue)" in page.misfit.text()
    assert page.misfit.isVisible()
    assert not page.bar.start.isEnabled()


@pytest.mark.parametrize("shown", ["a palette", "one band more, all named", "one band more, others named"])
def test_bands_are_counted_and_found_as_the_engine_does(page, session, model, raster, read_card, shown):
    from osgeo import gdal

    if shown == "a palette":
        path = raster("palette.tif", colors=[(1, 2, 3, 255), (255, 0, 16, 255)])
    else:
        path = raster("more.tif", bands=4)
        names = ("Blue", "Green", "Red", "NIR") if "all" in shown else ("B02", "B03", "B04", "B08")
        made = gdal.Open(path, gdal.GA_Update)
        for number, name in enumerate(names, start=1):
            made.GetRasterBand(number).SetDescription(name)
        del made
    layer = QgsRasterLayer(path, "other")
    QgsProject.instance().addMapLayer(layer)
    page.form.set_value("INPUT", layer.id())
    session.set_model(model)
    read_card()
    assert ("3 bands (red, green, blue)" in page.misfit.text()) == ("others" in shown)


def test_another_pixel_size_is_told_and_no_obstacle(page, session, model, image, read_card):
    session.set_model(model)
    read_card(pixel_size=0.5)
    assert "0.5 m" in page.misfit.text()
    assert "1 m" in page.misfit.text()
    assert page.bar.start.isEnabled()


def test_without_priors_the_slider_says_why(page, session, model, image, read_card):
    page.prior.set_value(0.7)
    session.set_model(model)
    read_card(prior_natural=[], prior_train=[])
    assert not child(page, "diao_prior_slider").isEnabled()
    assert page.prior.value() == 0
    assert "shares" in child(page, "diao_prior_reason").text()
    assert page.form.values()["PRIOR_CORRECTION"] == 0


def test_the_slider_grows_with_what_is_found(ready):
    slider = child(ready, "diao_prior_slider")
    slider.setValue(25)
    assert ready.form.values()["PRIOR_CORRECTION"] == ready.prior.value() == 0.75
    ready.form.set_value("PRIOR_CORRECTION", 0.8)
    assert slider.value() == 20
    ready.form.set_value("PRIOR_CORRECTION", 0.1234)  # not rounded to what the slider can show
    assert ready.form.values()["PRIOR_CORRECTION"] == ready.prior.value() == 0.1234
    left, right = (one for one in ready.prior.findChildren(QLabel) if one.y() > slider.y() and one.isVisible())
    assert (left.text(), right.text()) == ("fewer false alarms", "more rare objects")
    assert left.x() < right.x()
    assert not ready.prior.findChildren(QDoubleSpinBox)


def test_the_slider_starts_at_what_is_best_for_the_model(page, session, model, image, read_card, tmp_path):
    session.set_model(model)
    assert page._values()["PRIOR_CORRECTION"] is None  # nothing is known of it yet
    read_card(prior_correction=0.3)
    assert page.prior.value() == page._values()["PRIOR_CORRECTION"] == 0.3
    child(page, "diao_prior_slider").setValue(40)
    assert page._values()["PRIOR_CORRECTION"] == 0.6
    other = tmp_path / "other.onnx"
    other.write_bytes(b"another model")
    session.set_model(str(other))
    assert page._values()["PRIOR_CORRECTION"] is None
    read_card()
    assert page.prior.value() == page._values()["PRIOR_CORRECTION"] == 0


def test_a_run_asks_for_all_results(ready, runner, image, model):
    child(ready, "diao_run").click()
    _, values, how = runner.runs[-1]
    assert values["INPUT"] == image.id()
    assert values["MODEL"] == model
    assert all(values[name] for name in ("OUTPUT", "CONFIDENCE", "PROBABILITIES", "MINORITY"))
    assert (values["AREA"], values["EXTENT"], values["CLASSES"]) == (None, None, None)
    assert how["load"]
    assert how["note"]
    assert how["group"] == "Map 1: ohio, peat"


def test_unticked_results_are_not_asked_for(ready, runner):
    child(ready, "diao_confidence").setChecked(False)
    child(ready, "diao_run").click()
    values = runner.runs[-1][1]
    assert values["CONFIDENCE"] is None
    assert values["MINORITY"]


def test_files_are_kept_in_a_folder_and_never_overwritten(ready, runner, tmp_path):
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "ohio_map.tif").write_bytes(b"an earlier map")
    child(ready, "diao_folder").setFilePath(str(folder))
    child(ready, "diao_run").click()
    values = runner.runs[-1][1]
    assert values["OUTPUT"] == str(folder / "ohio_map_2.tif")
    assert values["MINORITY"] == str(folder / "ohio_polygons_2.gpkg")


def test_results_that_are_not_kept_say_so(ready, session, runner, monkeypatch):
    field = child(ready, "diao_folder").lineEdit()
    assert field.placeholderText() == "empty: the work folder"
    monkeypatch.setattr(work_folder_dialog, "ask", lambda *_: "")
    child(ready, "diao_run").click()
    assert runner.runs[-1][1]["OUTPUT"].startswith(QgsProcessingUtils.tempFolder())
    assert field.placeholderText().startswith("not kept")


def test_a_missing_folder_is_told(ready):
    child(ready, "diao_folder").setFilePath("/nowhere/at/all")
    assert not ready.bar.start.isEnabled()
    assert "/nowhere/at/all" in child(ready, "diao_folder_reason").text()


def test_other_ticks_mean_other_classes(ready, runner):
    item = ready.card.classes.topLevelItem(0)
    item.setCheckState(0, type(item.checkState(0))(2))
    child(ready, "diao_run").click()
    assert runner.runs[-1][1]["CLASSES"] == "0,1"


def test_the_visible_map_is_an_extent_with_its_crs(ready, runner, iface):
    kind = child(ready, "diao_area_kind")
    kind.setCurrentIndex(kind.findData("visible"))
    child(ready, "diao_run").click()
    extent = runner.runs[-1][1]["EXTENT"]
    assert extent.contains(QgsRectangle(0, 0, 8, 8))
    assert extent.crs() == seen_crs(iface.canvas)


def test_a_map_that_shows_nothing_of_the_raster_cannot_be_the_area(ready, iface, image):
    kind = child(ready, "diao_area_kind")
    kind.setCurrentIndex(kind.findData("visible"))
    assert ready.bar.start.isEnabled()
    iface.canvas.setExtent(QgsRectangle(500, 500, 508, 508))
    assert "ohio" in child(ready, "diao_area_reason").text()
    assert not ready.bar.start.isEnabled()
    iface.canvas.setExtent(image.extent())
    assert ready.bar.start.isEnabled()
    iface.canvas.setExtent(QgsRectangle(500, 500, 508, 508))
    kind.setCurrentIndex(kind.findData("whole"))
    assert ready.bar.start.isEnabled()


def test_a_layer_without_polygons_says_so(ready):
    layer = QgsVectorLayer("Polygon?crs=EPSG:26917&field=name:string", "nothing", "memory")
    QgsProject.instance().addMapLayer(layer)
    kind = child(ready, "diao_area_kind")
    kind.setCurrentIndex(kind.findData("polygons"))
    assert child(ready, "diao_area_reason").text().startswith("nothing has no polygon")


def test_selected_polygons_are_the_area(ready, runner, squares):
    QgsProject.instance().addMapLayer(squares)
    kind = child(ready, "diao_area_kind")
    kind.setCurrentIndex(kind.findData("polygons"))
    assert "squares" in child(ready, "diao_area_reason").text()
    assert not ready.bar.start.isEnabled()
    squares.select(squares.allFeatureIds()[0])
    assert ready.bar.start.isEnabled()
    child(ready, "diao_run").click()
    area = runner.runs[-1][1]["AREA"]
    assert area.selectedFeaturesOnly
    assert area.source.staticValue() == squares.id()
    QgsProject.instance().removeMapLayer(squares.id())
    assert "no polygon layer" in child(ready, "diao_area_reason").text()


def test_what_a_foreign_model_lacks_is_asked_for_and_sent(page, session, model, runner, read_card, wait_until):
    session.set_model(model)
    read_card(missing=["class_names", "bands", "priors"], prior_natural=[])
    assert page.model.completion.isVisible()
    assert child(page, "diao_card_bands").isVisible()
    assert not child(page, "diao_card_normalisation").isVisible()
    page.model.completion.classes.item(0, 0).setText("wood")
    child(page, "diao_card_bands").setText("r, g")
    child(page, "diao_card_keep").click()
    assert "3 bands and 2" in child(page, "diao_completion_reason").text()
    child(page, "diao_card_bands").setText("r, g, b")
    child(page, "diao_card_keep").click()
    read_card()
    sent = runner.runs[-1][1]
    assert sent["MODEL"] == model
    assert "wood,peat" in sent.values()
    assert not page.model.completion.isVisible()


def preview_on(page, runner, wait_until):
    child(page, "diao_preview").setChecked(True)
    wait_until(lambda: runner.busy)


@pytest.fixture
def mapped(raster):
    """A class map such as a preview gives."""
    numbers = iter(range(100))
    return lambda: raster(f"preview{next(numbers)}.tif", colors=[(0, 90, 0), (200, 0, 0)], names=["forest", "peat"])


def preview_layers():
    return [node.name() for node in QgsProject.instance().layerTreeRoot().findLayers() if node.name() == "Preview"]


def test_a_preview_comes_is_replaced_and_goes(ready, runner, wait_until, mapped):
    preview_on(ready, runner, wait_until)
    _, values, how = runner.runs[-1]
    assert not how["load"]
    assert not how["note"]
    assert values["CONFIDENCE"] is values["MINORITY"] is values["AREA"] is None
    assert values["EXTENT"] == QgsRectangle(0, 0, 8, 8)
    runner.end(OUTPUT=mapped())
    assert QgsProject.instance().layerTreeRoot().layerOrder()[0].name() == "Preview"
    child(ready, "diao_prior_slider").setValue(50)
    wait_until(lambda: runner.busy)
    assert runner.runs[-1][1]["PRIOR_CORRECTION"] == 0.5
    runner.end(OUTPUT=mapped())
    assert preview_layers() == ["Preview"]
    child(ready, "diao_preview").setChecked(False)
    assert preview_layers() == []


def test_a_preview_that_is_off_never_runs(ready, runner, settle):
    child(ready, "diao_prior_slider").setValue(50)
    settle()
    assert not run_values(runner)


def test_a_moved_slider_cancels_a_preview_that_runs(ready, runner, wait_until, mapped):
    preview_on(ready, runner, wait_until)
    child(ready, "diao_prior_slider").setValue(50)
    wait_until(lambda: runner.cancelled)
    runner.end(ok=False, cancelled=True)
    wait_until(lambda: runner.busy)
    assert runner.runs[-1][1]["PRIOR_CORRECTION"] == 0.5


def test_a_run_ends_the_preview(ready, runner, wait_until, mapped):
    preview_on(ready, runner, wait_until)
    runner.end(OUTPUT=mapped())
    child(ready, "diao_run").click()
    assert preview_layers() == []
    assert not child(ready, "diao_preview").isChecked()
    assert runner.runs[-1][2]["load"]


def test_a_map_of_another_raster_is_no_result_of_this_one(ready, runner, raster, monkeypatch):
    child(ready, "diao_run").click()
    runner.end()
    monkeypatch.setattr(ResultsTable, "layer", "objects")
    assert ready.is_done()
    chosen = ready.form.values()["INPUT"]
    ready.form.set_value("INPUT", raster("other.tif", bands=3))
    assert not ready.is_done()
    ready.form.set_value("INPUT", chosen)
    assert ready.is_done()


def test_the_raster_of_the_map_named_by_its_file_is_the_same_raster(ready, runner, image, tmp_path, monkeypatch):
    child(ready, "diao_run").click()
    runner.end()
    monkeypatch.setattr(ResultsTable, "layer", "objects")
    link = tmp_path / "link.tif"
    os.symlink(image.source(), link)
    for name in (image.source(), os.path.join(os.path.dirname(image.source()), ".", "ohio.tif"), str(link)):
        ready.form.set_value("INPUT", name)
        assert ready.is_done()
    assert ready.form.values()["INPUT"] == str(link)


def test_the_map_is_gone_to_where_nothing_of_it_is_seen(ready, runner, iface, image, raster):
    made = QgsRasterLayer(raster("classes.tif"), "classes")
    QgsProject.instance().addMapLayer(made, False)  # not among the rasters to choose from
    for begin, moves in ((QgsRectangle(500, 500, 508, 508), True), (made.extent().buffered(-1), False)):
        iface.canvas.setExtent(begin)
        before = iface.canvas.extent()
        child(ready, "diao_run").click()
        runner.end(OUTPUT=made.source())
        assert (iface.canvas.extent() != before) is moves
        assert iface.canvas.mapSettings().visibleExtent().intersects(made.extent())


def test_after_reopening_a_map_of_another_model_is_none_of_this_one(ready, runner, session, tmp_path, monkeypatch):
    child(ready, "diao_run").click()
    runner.end()
    monkeypatch.setattr(ResultsTable, "layer", "objects")
    project, place = QgsProject.instance(), str(tmp_path / "saved.qgz")
    assert project.write(place)
    project.clear()
    assert project.read(place)
    assert ready.is_done()
    other = tmp_path / "other.onnx"
    other.write_bytes(b"another model")
    session.set_model(str(other))
    assert not ready.is_done()
    assert project.write(place)
    assert project.read(place)
    assert not ready.is_done()


def test_what_the_map_was_made_of_moves_with_the_project(ready, runner, session, tmp_path, monkeypatch):
    child(ready, "diao_run").click()
    runner.end()
    monkeypatch.setattr(ResultsTable, "layer", "objects")
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    shutil.copy(session.model, here)
    session.set_model(str(here / Path(session.model).name))
    child(ready, "diao_run").click()
    runner.end()
    project = QgsProject.instance()
    assert project.write(str(here / "saved.qgz"))
    shutil.move(here, there)
    assert project.read(str(there / "saved.qgz"))
    assert session.model == str(there / "peat.onnx")
    assert ready.is_done()


def test_values_of_an_earlier_run_tick_its_classes_and_layers(ready, session, model, runner, read_card):
    def ticked():
        return [entry.name for entry in ready.card.chosen_classes()]

    values = {"MODEL": model, "CLASSES": "0", "OUTPUT": "map.tif", "MINORITY": "map.gpkg"}
    assert ticked() == ["peat"]
    assert ready.take_values("diao:segment", values)
    assert ticked() == ["forest"]
    assert [name for name, box in ready.outputs.boxes.items() if box.isChecked()] == ["MINORITY"]
    assert ready.take_values("diao:segment", {**values, "CLASSES": None})
    assert ticked() == ["peat"]
    session.set_model("")
    ready.take_values("diao:segment", values)  # its card comes later
    read_card()
    assert ticked() == ["forest"]


def test_classes_of_an_earlier_run_are_not_ticked_for_another_model(ready, session, model, tmp_path, read_card):
    ready.take_values("diao:segment", {"MODEL": model, "CLASSES": "0"})
    session.set_model("")
    ready.take_values("diao:segment", {"MODEL": model, "CLASSES": "0"})
    other = tmp_path / "other.onnx"
    other.write_bytes(b"another model")
    session.set_model(str(other))
    read_card()
    assert [entry.name for entry in ready.card.chosen_classes()] == ["peat"]


def test_a_removed_preview_is_switched_off(ready, runner, wait_until, mapped):
    preview_on(ready, runner, wait_until)
    runner.end(OUTPUT=mapped())
    QgsProject.instance().removeMapLayer(ready.preview.layer.id())
    assert not child(ready, "diao_preview").isChecked()


def test_a_closed_project_ends_everything(ready, runner, wait_until, mapped):
    preview_on(ready, runner, wait_until)
    runner.end(OUTPUT=mapped())
    QgsProject.instance().clear()
    assert not child(ready, "diao_preview").isChecked()
    assert ready.card.card is None
    assert not ready.is_done()


def test_a_map_that_shows_something_else_is_told(ready, runner, wait_until, iface):
    iface.canvas.setExtent(QgsRectangle(1000, 1000, 1008, 1008))
    child(ready, "diao_preview").setChecked(True)
    wait_until(lambda: "ohio" in child(ready, "diao_preview_told").text())
    assert not run_values(runner)


def test_a_large_preview_is_cut_to_the_middle(ready, runner, wait_until, mapped, monkeypatch):
    monkeypatch.setattr("diao.plugin.dock.map.preview._MOST_PIXELS", 4)
    preview_on(ready, runner, wait_until)
    assert runner.runs[-1][1]["EXTENT"] == QgsRectangle(2, 2, 6, 6)
    runner.end(OUTPUT=mapped())
    assert "4 × 4 px" in child(ready, "diao_preview_told").text()


def test_a_project_saved_with_a_preview_is_swept(ready, runner, wait_until, mapped, tmp_path):
    preview_on(ready, runner, wait_until)
    runner.end(OUTPUT=mapped())
    place = str(tmp_path / "saved.qgz")
    assert QgsProject.instance().write(place)
    QgsProject.instance().clear()
    assert QgsProject.instance().read(place)
    assert preview_layers() == []
    assert [layer.name() for layer in QgsProject.instance().mapLayers().values()] == ["ohio"]


def test_what_was_chosen_is_remembered_with_the_project(ready, runner, session, iface, provider):
    child(ready, "diao_prior_slider").setValue(50)
    child(ready, "diao_run").click()
    other = MapPage(runner, session, iface)
    assert other.prior.value() == 0.5
    assert child(other, "diao_model").filePath() == session.model
    other.deleteLater()


@pytest.fixture
def tiny_model(real_engine, tmp_path):
    """A model that looks at single pixels, written by the engine."""
    path = str(tmp_path / "pixels.onnx")
    subprocess.run([os.environ["DIAO_ENGINE_PYTHON"], "-c", TINY_MODEL, path], cwd=REPOSITORY, check=True)
    return path


def test_preview_run_and_results_with_the_engine(provider, session, iface, tiny_model, imagery, tmp_path, wait_until):
    runner = JobRunner()
    image = QgsRasterLayer(shutil.copy(imagery / "cluster01_image.tif", tmp_path), "ohio")
    QgsProject.instance().addMapLayer(image)
    iface.canvas.setDestinationCrs(image.crs())
    iface.canvas.setExtent(QgsRectangle.fromCenterAndSize(image.extent().center(), 90, 90))
    page = MapPage(runner, session, iface)
    page.form.set_value("INPUT", image.id())
    session.set_model(tiny_model)
    page.show()
    wait_until(lambda: not runner.busy and page.card.card is not None)
    assert [entry.name for entry in page.card.card.classes] == ["bare land", "forest", "water"]
    child(page, "diao_preview").setChecked(True)
    wait_until(lambda: page.preview.layer is not None)
    assert page.preview.layer.isValid()
    assert page.preview.layer.width() < image.width()
    child(page, "diao_run").click()
    wait_until(lambda: not runner.busy)
    assert page.is_done(), page.bar.message.text()
    group = QgsProject.instance().layerTreeRoot().children()[0]
    assert group.name() == "Map 1: ohio, pixels"
    names = [node.name() for node in group.children()]
    assert names == ["Map 1: rare objects", "water: probability", "Map 1: confidence", "Map 1: classes"]
    water = group.children()[1].layer()
    shader = water.renderer().shader().rasterShaderFunction()
    first, last = shader.colorRampItemList()
    assert (first.color.alpha(), last.color.alpha(), last.color.name()) == (0, 255, "#2166ac")
    assert group.children()[0].layer().labelsEnabled()
    assert page.results.class_rows.rowCount() == 1
    assert page.results.objects.rows.rowCount() == group.children()[0].layer().featureCount()
    page.deleteLater()
    runner.close()


class Answer:
    """Answers the question whether a model is trusted, and counts how often it was asked."""

    def __init__(self):
        self.trust, self.asked = False, []

    def __call__(self, _parent, path):
        self.asked.append(path)
        return self.trust


@pytest.fixture
def answer(page):
    page.gate.ask = Answer()
    return page.gate.ask


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "peat.pt"
    path.write_bytes(b"a program")
    return str(path)


@pytest.fixture
def reopened(session, tmp_path, answer, settle):
    """Open a project that names a model."""

    def call(model, **values):
        project = QgsProject.instance()
        project.clear()
        project.writeEntry("diao", "model", model)
        project.writeEntry("diao", "values/diao_segment", json.dumps(values))
        place = str(tmp_path / "named.qgz")
        session.blockSignals(True)  # the page that is open here has not written it
        assert project.write(place)
        session.blockSignals(False)
        project.clear()
        assert project.read(place)
        settle()

    return call


@pytest.mark.parametrize("kind", ["model", "program"])
def test_opening_a_project_opens_no_model(page, reopened, runner, answer, settle, request, image, monkeypatch, kind):
    path = request.getfixturevalue(kind)
    looked = []
    monkeypatch.setattr("diao.diao_engine.jobs.trust.problem", lambda path, trusted: looked.append(path))
    reopened(path)
    child(page, "diao_preview").setChecked(True)
    page._refresh()
    settle()
    assert runner.runs == []
    assert looked == []
    assert answer.asked == []
    assert page.session.model == path
    assert os.path.basename(path) in child(page, "diao_model_closed").text()
    assert child(page, "diao_open_model").isVisible()
    assert not page.bar.start.isEnabled()
    assert "Open the model" in page.hint()


def test_a_project_s_onnx_model_is_opened_by_a_click_without_a_question(
    page, reopened, runner, answer, model, read_card
):
    reopened(model)
    child(page, "diao_open_model").click()
    read_card()
    assert runner.runs[0][1]["MODEL"] == model
    assert answer.asked == []
    assert not child(page, "diao_open_model").isVisible()
    assert page.card.isVisible()


def test_a_program_is_not_opened_without_trust(page, reopened, runner, answer, program, settle):
    reopened(program)
    child(page, "diao_open_model").click()
    settle()
    assert answer.asked == [program]
    assert runner.runs == []
    assert "not opened" in child(page, "diao_model_closed").text()
    assert child(page, "diao_open_model").isVisible()


def test_trust_is_kept_for_the_content_and_not_in_the_project(
    page, reopened, runner, answer, program, read_card, tmp_path
):
    reopened(program)
    answer.trust = True
    child(page, "diao_open_model").click()
    read_card()
    assert runner.runs[-1][1]["MODEL"] == program
    renamed = shutil.copy(program, str(tmp_path / "same.ts"))
    reopened(renamed)
    assert len(runner.runs) == 1
    child(page, "diao_open_model").click()
    read_card()
    assert answer.asked == [program]
    Path(renamed).write_bytes(b"another program")
    reopened(renamed)
    child(page, "diao_open_model").click()
    assert answer.asked == [program, renamed]


def test_choosing_a_program_is_a_click_and_asks(page, session, runner, answer, program, settle):
    child(page, "diao_model").setFilePath(program)
    settle()
    assert answer.asked == [program]
    assert session.model == program
    assert runner.runs == []
    assert not page.bar.start.isEnabled()


def test_choosing_what_the_project_names_opens_it(page, session, reopened, model, read_card):
    reopened(model)
    session.set_model(model)
    read_card()
    assert page.card.card is not None


def test_a_program_that_changes_is_closed_again(page, session, runner, answer, program, image, read_card, settle):
    answer.trust = True
    child(page, "diao_model").setFilePath(program)
    read_card()
    assert page.bar.start.isEnabled()
    Path(program).write_bytes(b"another program")
    child(page, "diao_run").click()
    child(page, "diao_preview").setChecked(True)
    settle()
    assert run_values(runner) == []
    assert child(page, "diao_open_model").isVisible()
    assert page.card.card is None


def test_a_yes_is_for_what_was_asked_about(page, reopened, runner, answer, program, settle):
    """Another file that takes its place while the question stands is neither approved nor opened."""
    answer.trust = True
    ask = page.gate.ask

    def swap(parent, path):
        Path(path).write_bytes(b"another program")
        return ask(parent, path)

    page.gate.ask = swap
    reopened(program)
    child(page, "diao_open_model").click()
    settle()
    assert runner.runs == []
    assert child(page, "diao_open_model").isVisible()


def test_trust_is_never_taken_from_a_project(page, reopened, runner, model, raster, read_card, session):
    reopened(model, TRUST_MODEL=True, MODEL="/elsewhere/evil.pt", BATCH_SIZE=7)
    layer = QgsRasterLayer(raster("again.tif", bands=3), "again")
    QgsProject.instance().addMapLayer(layer)
    page.form.set_value("INPUT", layer.id())
    child(page, "diao_open_model").click()
    read_card()
    child(page, "diao_run").click()
    values = runner.runs[-1][1]
    assert (values["TRUST_MODEL"], values["MODEL"], values["BATCH_SIZE"]) == (False, model, 7)
    remembered = session.remembered("diao:segment")
    assert "TRUST_MODEL" not in remembered
    assert "MODEL" not in remembered


@pytest.mark.parametrize("button", ["Yes", "No"])
def test_the_question_is_plain_and_no_is_at_hand(page, monkeypatch, button):
    shown = []

    def answered(box):
        shown.append((box.text(), box.textFormat(), box.defaultButton() is box.button(QMessageBox.StandardButton.No)))
        return getattr(QMessageBox.StandardButton, button)

    monkeypatch.setattr(QMessageBox, "exec", answered)
    assert model_gate.ask(page, "/a/<b>evil.pt") == (button == "Yes")
    ((text, text_format, no_is_default),) = shown
    assert "<b>evil.pt is a torch model" in text
    assert "program" in text
    assert text_format == Qt.TextFormat.PlainText
    assert no_is_default
