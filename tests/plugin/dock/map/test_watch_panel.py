# SPDX-License-Identifier: GPL-2.0-or-later
"""The switch that watches a folder: what it asks for, what it says while it goes on, and the layers that follow the map."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from diao.plugin.dock.map.watch_panel import WatchPanel
from diao.processing_provider import styles
from osgeo import gdal, osr
from qgis.core import QgsProject, QgsRasterLayer

# Takes each image in the folder that it has not taken before, at each look; one called "bad…" is set aside.
WATCHER = """
    import glob, shutil
    assert asked["watch"] == {"every": 10.0, "once": False, "assets": []}
    folder, output = values["images"][0], values["output"]
    def say(code, level="info", **arguments):
        text = {"code": code, "field": "", "arguments": arguments, "english": code}
        tell("message", level=level, text=text)
    seen, bad = set(), []
    if os.path.exists(output + ".seen"):
        seen = set(open(output + ".seen").read().split())
    say("watching", path=folder, count=len(seen), refused=0)
    while not cancelled():
        for name in sorted(os.listdir(folder)):
            if name in seen or name in bad:
                continue
            if name.startswith("bad"):
                bad.append(name)
                say("image_set_aside", level="warning", path=name, reason="It is broken.")
                continue
            tell("progress", fraction=0.5, stage={"code": "drawing_map", "field": "", "arguments": {}, "english": "x"})
            shutil.copy(os.path.join(folder, name), output + ".part")
            os.replace(output + ".part", output)
            seen.add(name)
            open(output + ".seen", "w").write(" ".join(seen))
            say("images_taken", names=[name], count=len(seen), refused=len(bad))
        time.sleep(0.05)
    tell("cancelled")
"""


def map_of(path, value, width=8):
    """A class raster; it appears whole: the stub would take a part that is written beside it for an image."""
    part = str(path.parent.with_name(f"{path.name}.part"))
    file = gdal.GetDriverByName("GTiff").Create(part, width, 8, 1, gdal.GDT_Byte)
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(26917)
    file.SetProjection(crs.ExportToWkt())
    file.SetGeoTransform((0, 1, 0, 8, 0, -1))
    colors = gdal.ColorTable()
    for at in range(4):
        colors.SetColorEntry(at, (at * 50, 80, 90, 255))
    file.GetRasterBand(1).SetColorTable(colors)
    file.GetRasterBand(1).WriteArray(np.full((8, width), value, np.uint8))
    del file
    os.replace(part, path)


@pytest.fixture
def incoming(tmp_path):
    folder = tmp_path / "incoming"
    folder.mkdir()
    return folder


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "tiny.onnx"
    path.write_bytes(b"onnx")
    return str(path)


@pytest.fixture
def panel(provider, runner, session, iface, model, show):
    made = show(
        WatchPanel(runner, session, iface, lambda: {"MODEL": model, "TRUST_MODEL": False}, lambda: ""), 380, 650
    )
    yield made
    made.watch.close()


def values_of(layer):
    return layer.dataProvider().block(1, layer.extent(), layer.width(), layer.height()).value(0, 0)


def test_what_is_missing_is_said_before_it_can_be_started(panel, incoming, tmp_path, runner):
    assert not panel.start.isEnabled()
    assert "Choose the folder" in panel.told.text()
    panel.place.setFilePath(str(tmp_path / "none"))
    assert "neither a folder that exists nor a STAC catalogue" in panel.told.text()
    panel.place.setFilePath(str(incoming))
    assert panel.start.isEnabled()
    runner.missing["base"] = "The engine is being set up."
    panel.refresh()
    assert panel.told.text() == "The engine is being set up."
    assert not panel.start.isEnabled()


def test_images_come_into_the_map_and_the_layer_follows(panel, incoming, stub, wait_until, tmp_path):
    stub(WATCHER)
    map_of(incoming / "a_20240101.tif", 1)
    panel.place.setFilePath(str(incoming))
    panel.start.click()
    assert panel.start.text() == "Stop watching"
    assert not panel.place.isEnabled()
    wait_until(lambda: panel.watch.state.taken == 1)
    assert "1 image is in the map, 0 set aside." in panel.told.text()
    assert "Last: a_20240101.tif" in panel.told.text()
    (group,) = QgsProject.instance().layerTreeRoot().children()
    assert group.name() == "Updated map 1: incoming"
    (layer,) = [node.layer() for node in group.findLayers()]
    assert layer.source() == str(tmp_path / "incoming_updated.tif") == panel.output.filePath()
    assert (values_of(layer), layer.width()) == (1, 8)
    layer.setOpacity(0.5)
    (incoming / "bad_20240102.tif").write_text("half")
    map_of(incoming / "c_20240103.tif", 2, width=12)
    wait_until(lambda: panel.watch.state.taken == 2)
    assert "bad_20240102.tif: It is broken." in panel.set_aside.text()
    assert "2 images are in the map, 1 set aside." in panel.told.text()
    assert (values_of(layer), layer.width(), layer.extent().width()) == (2, 12, 12.0)
    assert layer.opacity() == 0.5
    QgsProject.instance().removeMapLayer(layer.id())
    map_of(incoming / "d_20240104.tif", 3)
    wait_until(lambda: panel.watch.state.taken == 3)
    assert not QgsProject.instance().mapLayers()  # what the user has taken out stays out


def test_it_is_stopped_and_goes_on_where_it_was(panel, incoming, stub, wait_until, tmp_path):
    stub(WATCHER)
    map_of(incoming / "a_20240101.tif", 1)
    panel.place.setFilePath(str(incoming))
    panel.start.click()
    wait_until(lambda: panel.watch.state.taken == 1)
    panel.start.click()
    assert panel.told.text().startswith("Stopping")
    wait_until(lambda: not panel.watch.is_on)
    assert panel.message.text() == ""
    assert panel.place.isEnabled()
    map_of(incoming / "b_20240102.tif", 2)
    output = panel.output.filePath()
    panel.start.click()
    wait_until(lambda: panel.watch.state.taken == 2)
    assert panel.output.filePath() == output
    assert panel.watch.state.last == ["b_20240102.tif"]
    assert len(QgsProject.instance().mapLayers()) == 1


def test_why_it_cannot_go_on_is_said(panel, incoming, stub, wait_until):
    stub('tell("failed", kind="bad_input", message="The model is gone.", problems=[], detail="")')
    panel.place.setFilePath(str(incoming))
    panel.start.click()
    wait_until(lambda: not panel.watch.is_on)
    assert panel.message.text() == "The model is gone."
    assert panel.start.text() == "Start watching"


def test_wrong_values_are_said_at_once(panel, incoming, stub):
    stub(WATCHER)
    panel.place.setFilePath(str(incoming))
    panel.form.set_value("DATE", "yesterday")
    panel.start.click()
    assert "yesterday" in panel.message.text()
    assert not panel.watch.is_on


def test_another_project_ends_it_and_this_one_remembers_the_folder(panel, incoming, stub, wait_until, tmp_path):
    stub(WATCHER)
    map_of(incoming / "a_20240101.tif", 1)
    panel.place.setFilePath(str(incoming))
    panel.form.set_value("LEAST_CONFIDENCE", 0.8)
    panel.start.click()
    wait_until(lambda: panel.watch.state.taken == 1)
    output = panel.output.filePath()
    project = QgsProject.instance()
    project.write(str(tmp_path / "one.qgz"))
    project.clear()
    assert not panel.watch.is_on
    assert (panel.place.filePath(), panel.output.filePath()) == ("", "")
    project.read(str(tmp_path / "one.qgz"))
    assert (Path(panel.place.filePath()), Path(panel.output.filePath())) == (incoming, Path(output))
    assert panel.form.values()["LEAST_CONFIDENCE"] == 0.8
    assert not panel.watch.is_on  # what a project names begins with a click


def test_the_map_that_was_just_made_is_proposed(panel, raster, runner, incoming):
    layer = QgsRasterLayer(raster("map.tif", colors=[(0, 0, 0, 255)], names=["bog"]), "map")
    styles.store_for_raster(layer.source())
    layer.loadDefaultStyle()
    QgsProject.instance().addMapLayer(layer)
    runner.start("diao:segment", {})
    runner.end()
    assert panel.form.values()["MAP"] == layer.id()
    panel.form.set_value("MAP", None)
    panel.place.setFilePath(str(incoming))
    runner.start("diao:segment", {})
    runner.end()
    assert panel.form.values()["MAP"] is None  # a folder is chosen, so the choice is the user's


def test_it_ends_with_the_plugin(panel, incoming, stub, runner, wait_until):
    stub(WATCHER)
    panel.place.setFilePath(str(incoming))
    panel.start.click()
    thread = panel.watch._watching.thread
    runner.closing.emit()
    assert not thread.is_alive()
    assert not panel.watch.is_on


CATALOG = """
    import json
    assert values["images"] == ["https://a.example/stac/collections/s2?f=json"], values
    tell("failed", kind="bad_input", message=json.dumps(asked["watch"]), problems=[], detail="")
"""


def test_a_catalogue_is_watched_by_its_address(panel, stub, wait_until, runner, tmp_path):
    stub(CATALOG)
    runner.missing["cluster"] = "The client of catalogues is being set up."
    assert panel.assets.isHidden()
    panel.place.setFilePath("https://a.example/stac/collections/s2?f=json")
    assert panel.told.text() == "The client of catalogues is being set up."
    runner.missing.clear()
    panel.assets.setText(" B04+B03+B02 ,visual,")
    assert not panel.assets.isHidden()
    panel.start.click()
    assert panel.output.filePath() == str(tmp_path / "s2_updated.tif")
    wait_until(lambda: not panel.watch.is_on)
    assert json.loads(panel.message.text()) == {"every": 300.0, "once": False, "assets": ["B04+B03+B02", "visual"]}
    project = QgsProject.instance()
    project.write(str(tmp_path / "one.qgz"))
    project.clear()
    assert (panel.place.filePath(), panel.assets.text()) == ("", "")
    project.read(str(tmp_path / "one.qgz"))
    assert panel.place.filePath() == "https://a.example/stac/collections/s2?f=json"
    assert panel.assets.text() == " B04+B03+B02 ,visual,"


def test_assets_are_no_matter_of_folders(panel, incoming, stub, wait_until):
    stub(WATCHER)
    panel.place.setFilePath("https://a.example/stac")
    panel.assets.setText("visual")
    panel.place.setFilePath(str(incoming))
    map_of(incoming / "a_20240101.tif", 1)
    panel.start.click()
    wait_until(lambda: panel.watch.state.taken == 1)
