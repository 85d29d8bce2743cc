# SPDX-License-Identifier: GPL-2.0-or-later
"""The page Data with a runner that only notes what it is asked for, and once with the engine itself."""

import os
import shutil

import pytest
from diao.plugin.dock.data.page import DataPage
from diao.plugin.dock.datasets import work_folder_dialog
from diao.plugin.dock.runs.runner import JobRunner
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsPalettedRasterRenderer,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtGui import QColor

from tests.plugin import datasets

NAMES = [
    ("background", "#808080"),
    ("building", "#e6194b"),
    ("road", "#ffe119"),
    ("bare_land", "#d2b48c"),
    ("forest", "#228b22"),
    ("water", "#0082c8"),
]
CREATE, IMPORT = "diao:createdataset", "diao:importdataset"


@pytest.fixture
def page(provider, runner, session, iface, show):
    return show(DataPage(runner, session, iface), 360, 900)


@pytest.fixture
def dataset(tmp_path):
    return datasets.write(tmp_path / "ground.gpkg") + "|layername=tiles"


@pytest.fixture
def image(raster):
    return add(QgsRasterLayer(raster("ohio.tif", bands=4), "ohio"))


@pytest.fixture
def polygons(squares):
    return add(squares)


@pytest.fixture
def saved_project(tmp_path):
    path = tmp_path / "project" / "work.qgz"
    path.parent.mkdir()
    QgsProject.instance().write(str(path))
    return path


def add(layer):
    QgsProject.instance().addMapLayer(layer)
    return layer


def child(page, name):
    return page.findChild(QObject, name)


def ticked(choice):
    return [layer.name() for layer in choice.layers()]


def tick(choice, name, state=Qt.CheckState.Checked):
    """As the user does: a box in the list."""
    model = choice.view.model()
    for row in range(model.rowCount()):
        if model.data(model.index(row, 0)) == name:
            model.setData(model.index(row, 0), state, Qt.ItemDataRole.CheckStateRole)
            return
    raise AssertionError(name)


def listed(choice):
    model = choice.view.model()
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def class_names(page):
    table = page.card.classes.table
    return [table.item(row, 0).text() for row in range(table.rowCount())]


def categorised(layer, field):
    categories = [QgsRendererCategory(name, None, name) for name in ("forest", "peat")]
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, categories))


def test_the_hint_names_what_is_missing_next(page, raster, squares):
    assert "imagery" in page.hint()
    assert page.create_form.images.missing.isVisible()
    assert not page.bar.start.isEnabled()
    add(QgsRasterLayer(raster(bands=3), "ohio"))
    assert "labels" in page.hint()
    add(squares)
    assert "Create the tile dataset" in page.hint()
    assert page.bar.start.isEnabled()
    page.create_form.field.setField("")
    assert "field of squares" in page.hint()


def test_the_layers_of_the_project_are_chosen_already(page, image, polygons, raster):
    assert ticked(page.create_form.images) == ["ohio"]
    assert ticked(page.create_form.labels) == ["squares"]
    assert page.create_form.field.currentField() == "cover"


def test_class_rasters_are_labels_and_no_images(page, image, raster):
    mask = add(QgsRasterLayer(raster("mask.tif", colors=[(0, 0, 0), (9, 9, 9)]), "mask"))
    assert ticked(page.create_form.images) == ["ohio"]
    assert ticked(page.create_form.labels) == ["mask"]
    assert not page.create_form.field.isVisible()
    assert page.create_form.values()["CLASS_FIELD"] is None
    assert page.create_form.values()["LABELS"] == [mask.id()]


def test_the_field_of_the_categories_is_the_class_field(page, image, squares):
    categorised(squares, "code")
    add(squares)
    assert page.create_form.field.currentField() == "code"


def test_hidden_images_and_layers_of_runs_are_not_chosen(page, image, raster, squares):
    root = QgsProject.instance().layerTreeRoot()
    other = add(QgsRasterLayer(raster("other.tif", bands=4), "other"))
    root.findLayer(other.id()).setItemVisibilityChecked(False)
    group = root.insertGroup(0, "a run")
    group.setCustomProperty("diao/run", True)
    QgsProject.instance().addMapLayer(squares, False)
    group.addLayer(squares)
    page.create_form.guess()
    assert ticked(page.create_form.images) == ["ohio"]
    assert ticked(page.create_form.labels) == []


def test_what_the_user_has_chosen_stays_when_layers_come(page, image, polygons, raster):
    tick(page.create_form.images, "ohio", Qt.CheckState.Unchecked)
    add(QgsRasterLayer(raster("other.tif", bands=4), "other"))
    assert ticked(page.create_form.images) == []
    tick(page.create_form.images, "other")
    assert ticked(page.create_form.images) == ["other"]


def test_tiles_and_pictures_from_the_web_are_not_offered(page, image, dataset):
    add(QgsVectorLayer(dataset, "tiles", "ogr"))
    add(QgsRasterLayer("type=xyz&url=file:///nowhere/{z}/{x}/{y}.png", "web", "wms"))
    assert listed(page.create_form.images) == ["ohio"]
    assert listed(page.create_form.labels) == []


def test_a_map_on_the_network_is_to_be_fetched_first(page, raster):
    web = page.create_form.web
    assert web.isHidden()
    layer = add(QgsRasterLayer("type=xyz&url=file:///nowhere/{z}/{x}/{y}.png", "web", "wms"))
    assert web.told.isVisible()
    assert web.button.isVisible()
    assert web.told.text().startswith("web is a map on the network")
    assert web.values()["INPUT"] == layer.id()
    fetched = add(QgsRasterLayer(raster("fetched.tif", bands=4), "fetched"))
    assert web.isHidden()
    QgsProject.instance().removeMapLayer(fetched.id())
    assert web.button.isVisible()
    QgsProject.instance().removeMapLayer(layer.id())
    assert web.isHidden()


def test_a_layer_that_is_removed_is_not_asked_for(page, image, polygons):
    assert not page.hint().startswith("Tick")
    QgsProject.instance().removeMapLayer(image.id())
    assert "imagery" in page.hint()
    QgsProject.instance().removeMapLayer(polygons.id())
    assert not page.create_form.field.isVisible()
    assert not page.bar.start.isEnabled()


def test_two_kinds_of_labels_are_refused(page, image, polygons, raster):
    add(QgsRasterLayer(raster("mask.tif"), "mask"))
    tick(page.create_form.labels, "mask")
    assert "untick" in page.hint()
    assert not page.bar.start.isEnabled()


def test_a_dataset_is_made_of_what_is_chosen(page, runner, image, polygons, saved_project):
    page._refresh()
    page.create_form.form.set_value("TILE_SIZE", 64)
    child(page, "diao_run").click()
    algorithm, values, how = runner.runs[0]
    assert algorithm == CREATE
    assert values["IMAGES"] == [image.id()]
    assert values["LABELS"] == [polygons.id()]
    assert (values["CLASS_FIELD"], values["TILE_SIZE"]) == ("cover", 64)
    assert values["OUTPUT"] == str(saved_project.parent / "work_diao" / "ohio_tiles.gpkg")
    assert how["load"]
    assert how["group"] == "Tiles 1: ohio"


def test_the_new_dataset_is_the_sessions_and_is_shown(page, runner, session, image, polygons, dataset, wait_until):
    child(page, "diao_run").click()
    assert not page.is_done()
    runner.end(OUTPUT=dataset, message="Create tile dataset: done in 3 s.")
    assert session.dataset == dataset
    wait_until(page.is_done)
    assert class_names(page) == ["forest", "peat", "water"]
    assert page.card.isVisible()
    assert page.hint() == ""
    assert "2 train, 1 validation" in page.card.facts.text()
    assert "2 bands, uint8, pixels of 0.6 m" in page.card.facts.text()


def test_the_tiles_are_gone_to_where_none_of_them_is_seen(page, runner, iface, image, polygons, dataset):
    tiles = add(QgsVectorLayer(dataset, "tiles", "ogr"))
    for begin, moves in ((QgsRectangle(5e6, 5e6, 5e6 + 8, 5e6 + 8), True), (tiles.extent().buffered(-1), False)):
        iface.canvas.setExtent(begin)
        before = iface.canvas.extent()
        child(page, "diao_run").click()
        runner.end(OUTPUT=dataset)
        assert (iface.canvas.extent() != before) is moves
        assert iface.canvas.mapSettings().visibleExtent().intersects(tiles.extent())


def test_changed_inputs_take_the_tick_away(page, runner, image, polygons, dataset, wait_until):
    child(page, "diao_run").click()
    runner.end(OUTPUT=dataset)
    wait_until(page.is_done)
    page.create_form.form.set_value("TILE_SIZE", 64)
    assert not page.is_done()
    assert "inputs have changed" in page.hint()
    page.create_form.form.set_value("TILE_SIZE", 256)
    assert page.is_done()
    page.create_form.form.set_value("TILE_SIZE", 64)
    child(page, "diao_open").click()  # a dataset that is opened has no inputs
    assert page.is_done()
    assert "forest: 900" in page.card.bars.accessibleDescription()


@pytest.mark.parametrize("how", [{"message": "No."}, {"cancelled": True, "message": "cancelled"}])
def test_a_run_that_fails_changes_nothing(page, runner, session, image, polygons, how):
    child(page, "diao_run").click()
    runner.end(ok=False, **how)
    assert session.dataset == ""
    assert page.bar.message.text() == how["message"]
    assert page.bar.start.isEnabled()


def test_a_dataset_of_a_project_that_was_closed_is_not_taken(page, runner, session, image, polygons, dataset):
    child(page, "diao_run").click()
    QgsProject.instance().clear()
    runner.end(OUTPUT=dataset)
    assert session.dataset == ""


def test_runs_of_others_are_not_this_pages(page, runner, session, image, polygons, dataset):
    runner.start("diao:score", {})
    assert not page.bar.start.isEnabled()
    runner.end(OUTPUT=dataset)
    assert session.dataset == ""


def test_an_earlier_dataset_is_never_overwritten(page, runner, image, polygons, saved_project):
    folder = saved_project.parent / "work_diao"
    folder.mkdir()
    old = folder / "ohio_tiles.gpkg"
    old.write_bytes(b"precious")
    (folder / "ohio_tiles_2.gpkg").mkdir()
    page._refresh()
    assert child(page, "diao_dataset_file").filePath() == "ohio_tiles_3.gpkg"
    child(page, "diao_dataset_file").setFilePath(str(old))
    assert "ohio_tiles.gpkg exists" in page.file.message.text()
    child(page, "diao_run").click()
    assert runner.runs[0][1]["OUTPUT"] == str(folder / "ohio_tiles_3.gpkg")


def test_without_a_saved_project_the_first_run_asks_for_a_folder_and_only_the_first(
    page, runner, image, polygons, tmp_path, monkeypatch
):
    asked = []
    answer = str(tmp_path / "peat")
    monkeypatch.setattr(work_folder_dialog, "ask", lambda _, proposal, problem: asked.append(proposal) or answer)
    assert page.work_folder.folder.filePath() == ""
    assert child(page, "diao_dataset_file").filePath() == "ohio_tiles.gpkg"
    child(page, "diao_run").click()
    runner.end(ok=False)
    child(page, "diao_run").click()
    assert [os.path.basename(one) for one in asked] == ["ohio_diao"]
    assert runner.runs[1][1]["OUTPUT"] == os.path.join(answer, "ohio_tiles.gpkg")
    assert page.work_folder.folder.filePath() == answer


def test_a_run_that_is_called_off_for_want_of_a_folder_is_not_started(page, runner, image, polygons, monkeypatch):
    monkeypatch.setattr(work_folder_dialog, "ask", lambda *_: None)
    child(page, "diao_run").click()
    assert not runner.runs
    assert page.bar.start.isEnabled()
    assert ticked(page.create_form.images) == ["ohio"]


def test_results_that_are_not_kept_say_so(page, runner, image, polygons, monkeypatch):
    monkeypatch.setattr(work_folder_dialog, "ask", lambda *_: "")
    child(page, "diao_run").click()
    assert runner.runs[0][1]["OUTPUT"].startswith(QgsProcessingUtils.tempFolder())
    assert os.path.basename(runner.runs[0][1]["OUTPUT"]) == "ohio_tiles.gpkg"
    assert "go away with QGIS" in page.work_folder.message.text()


def test_saving_the_project_offers_a_folder_beside_it(page, image, polygons, saved_project):
    assert page.work_folder.folder.filePath() == str(saved_project.parent / "work_diao")
    assert not page.work_folder.message.isVisible()
    assert not page.file.message.isVisible()


def test_the_work_folder_is_changed_on_the_page(page, runner, image, polygons, saved_project, tmp_path):
    page.work_folder.folder.setFilePath(str(tmp_path / "elsewhere"))
    child(page, "diao_run").click()
    assert runner.runs[0][1]["OUTPUT"] == str(tmp_path / "elsewhere" / "ohio_tiles.gpkg")


def test_a_file_elsewhere_needs_no_work_folder(page, runner, image, polygons, tmp_path, monkeypatch):
    monkeypatch.delattr(work_folder_dialog, "ask")
    child(page, "diao_dataset_file").setFilePath(str(tmp_path / "mine"))
    child(page, "diao_run").click()
    assert runner.runs[0][1]["OUTPUT"] == str(tmp_path / "mine.gpkg")


def test_a_place_that_cannot_be_is_told(page, runner, image, polygons):
    child(page, "diao_dataset_file").setFilePath("/nowhere/at/all")
    assert "/nowhere/at does not exist" in page.file.message.text()
    assert not page.bar.start.isEnabled()


def test_a_folder_is_imported(page, runner, session, tmp_path, dataset, wait_until):
    child(page, "diao_import").click()
    assert not page.create_form.isVisible()
    assert page.imported.isVisible()
    assert "folder" in page.hint()
    page.imported.form.set_value("FOLDER", "/nowhere")
    assert "/nowhere does not exist" in page.hint()
    page.imported.form.set_value("FOLDER", str(tmp_path))
    assert page.bar.start.text() == "Import image and mask folder"
    child(page, "diao_run").click()
    algorithm, values, how = runner.runs[0]
    assert (algorithm, values["FOLDER"], values["LAYOUT"]) == (IMPORT, str(tmp_path), "auto")
    assert how["group"].startswith("Tiles 1: ")
    runner.end(OUTPUT=dataset)
    wait_until(page.is_done)


def test_a_dataset_is_opened_by_its_file(page, session, dataset, wait_until):
    child(page, "diao_open").click()
    assert "Choose a tile dataset" in page.hint()
    assert not page.bar.isVisible()
    child(page, "diao_dataset").setFilePath(dataset.partition("|")[0])
    wait_until(page.is_done)
    assert session.dataset == dataset


def test_a_dataset_is_opened_by_its_layer(page, session, dataset, wait_until, squares):
    child(page, "diao_open").click()
    combo = child(page, "diao_tiles_layer")
    assert not combo.isEnabled()
    add(squares)
    layer = add(QgsVectorLayer(dataset, "my tiles", "ogr"))
    assert [combo.itemText(at) for at in range(combo.count())] == ["choose a layer", "my tiles"]
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    wait_until(page.is_done)
    assert session.dataset == dataset
    assert combo.currentText() == "my tiles"
    QgsProject.instance().removeMapLayer(layer.id())
    assert combo.count() == 1
    assert page.is_done()


def test_a_file_that_is_no_dataset_leaves_the_open_one(page, session, dataset, wait_until, tmp_path):
    session.set_dataset(dataset)
    wait_until(page.is_done)
    other = tmp_path / "other.gpkg"
    other.write_bytes(b"nothing")
    child(page, "diao_open").click()
    child(page, "diao_dataset").setFilePath(str(other))
    wait_until(page.message.text)
    assert "other.gpkg is not a tile dataset" in page.message.text()
    assert session.dataset == dataset
    assert page.is_done()


def test_a_dataset_that_is_deleted_is_told_and_shown_no_more(page, session, dataset, wait_until):
    session.set_dataset(dataset)
    wait_until(page.is_done)
    os.remove(dataset.partition("|")[0])
    page.hide()
    page.show()
    wait_until(lambda: not page.is_done())
    assert "does not exist" in page.message.text()
    assert not page.card.isVisible()


def test_tiles_are_put_on_the_map_once(page, session, dataset, iface, wait_until):
    session.set_dataset(dataset)
    wait_until(page.is_done)
    child(page, "diao_show_tiles").click()
    layer = QgsProject.instance().layerTreeRoot().findLayers()[0].layer()
    assert (layer.name(), layer.featureCount()) == ("ground", 3)
    assert iface.canvas.extent().contains(layer.extent())
    QgsProject.instance().layerTreeRoot().findLayer(layer.id()).setItemVisibilityChecked(False)
    iface.canvas.setExtent(QgsRectangle(0, 0, 1, 1))
    child(page, "diao_show_tiles").click()
    assert len(QgsProject.instance().mapLayers()) == 1
    assert QgsProject.instance().layerTreeRoot().findLayer(layer.id()).isVisible()
    assert iface.canvas.extent().contains(layer.extent())


def test_tiles_made_at_a_terminal_are_drawn_as_outlines_too(page, session, dataset, wait_until):
    """Only a run in QGIS stores a style; without one QGIS fills them, and the imagery is not seen."""
    session.set_dataset(dataset)
    wait_until(page.is_done)
    child(page, "diao_show_tiles").click()
    layer = QgsProject.instance().layerTreeRoot().findLayers()[0].layer()
    assert layer.renderer().categories()[0].label() == "Training tile"


def test_hand_edits_of_the_tiles_count_at_once(page, session, dataset, wait_until):
    session.set_dataset(dataset)
    wait_until(page.is_done)
    child(page, "diao_show_tiles").click()
    layer = QgsProject.instance().layerTreeRoot().findLayers()[0].layer()
    layer.startEditing()
    tile = next(tile for tile in layer.getFeatures() if tile["tile_id"] == 1)
    layer.changeAttributeValue(tile.id(), layer.fields().lookupField("split"), "test")
    assert layer.commitChanges()
    wait_until(lambda: "1 test" in page.card.facts.text())


def test_an_edited_target_moves_the_marks(page, session, dataset, wait_until):
    session.set_dataset(dataset)
    wait_until(page.is_done)
    page.card.classes.table.item(1, 2).setText("80")
    wait_until(lambda: "peat: 100, target 800" in page.card.bars.accessibleDescription())
    assert session.target.choice == "custom"
    assert page.card.target.form.values()["TARGET"] == "custom"


def test_a_new_name_leaves_the_chosen_target(page, session, dataset, wait_until):
    session.set_dataset(dataset)
    wait_until(page.is_done)
    before = session.target.choice
    page.card.classes.table.item(1, 0).setText("fen")
    wait_until(lambda: "fen" in page.card.bars.accessibleDescription())
    assert session.target.choice == before != "custom"


def test_the_target_is_chosen_beside_the_classes(page, session, dataset, wait_until):
    session.set_dataset(dataset)
    wait_until(page.is_done)
    assert page.card.facts.text().endswith("(0 = as wanted)")
    page.card.target.form.set_value("TARGET", "uniform")
    assert session.target.choice == "uniform"
    assert "forest: 900, target 500" in page.card.bars.accessibleDescription()
    session.set_target(session.target._replace(choice="tempered"))
    assert page.card.target.form.values()["TARGET"] == "tempered"


def test_a_closed_project_takes_the_dataset_along(page, session, dataset, image, polygons, wait_until):
    session.set_dataset(dataset)
    wait_until(page.is_done)
    QgsProject.instance().clear()
    assert not page.is_done()
    assert not page.card.isVisible()
    assert "imagery" in page.hint() or "Choose" in page.hint()


def test_what_was_chosen_is_remembered_with_the_project(page, runner, session, iface, image, polygons, raster):
    add(QgsRasterLayer(raster("other.tif", bands=4), "other"))
    tick(page.create_form.images, "ohio")
    tick(page.create_form.images, "other", Qt.CheckState.Unchecked)
    page.create_form.field.setField("code")
    page.create_form.form.set_value("TILE_SIZE", 64)
    child(page, "diao_run").click()
    other = DataPage(runner, session, iface)
    assert ticked(other.create_form.images) == ["ohio"]
    assert other.create_form.field.currentField() == "code"
    assert other.create_form.form.values()["TILE_SIZE"] == 64
    other.deleteLater()


def test_the_next_project_begins_anew(page, image, polygons, raster):
    page.create_form.form.set_value("EXTENT", "0,4,0,4 [EPSG:26917]")
    page.create_form.form.set_value("TILE_SIZE", 64)
    child(page, "diao_import").click()
    page.imported.form.set_value("FOLDER", "/somewhere")
    tick(page.create_form.images, "ohio", Qt.CheckState.Unchecked)
    QgsProject.instance().clear()
    assert page.create_form.values()["EXTENT"] in (None, "")
    assert page.create_form.values()["TILE_SIZE"] == 256
    assert page.imported.values()["FOLDER"] in (None, "")
    add(QgsRasterLayer(raster("next.tif", bands=4), "next"))
    assert ticked(page.create_form.images) == ["next"]


def test_a_project_with_a_dataset_begins_with_it(session, dataset, runner, iface, provider, wait_until):
    session.set_dataset(dataset)
    page = DataPage(runner, session, iface)
    page.show()
    assert page.mode == "open"
    wait_until(page.is_done)
    page.deleteLater()


def test_a_page_that_is_gone_during_a_run_does_no_harm(
    provider, runner, session, iface, image, polygons, dataset, settle
):
    page = DataPage(runner, session, iface)
    page.show()
    child(page, "diao_run").click()
    page.deleteLater()
    del page
    settle()
    runner.end(OUTPUT=dataset)
    settle()


def test_from_layers_to_class_shares_with_the_engine(
    provider, session, iface, real_engine, imagery, tmp_path, wait_until
):
    runner = JobRunner()
    QgsProject.instance().write(str(tmp_path / "ohio.qgz"))
    image = add(QgsRasterLayer(shutil.copy(imagery / "cluster01_image.tif", tmp_path), "ohio"))
    mask = add(QgsRasterLayer(shutil.copy(imagery / "cluster01_mask.tif", tmp_path), "mask"))
    entries = [QgsPalettedRasterRenderer.Class(value, QColor(color), name) for value, (name, color) in enumerate(NAMES)]
    mask.setRenderer(QgsPalettedRasterRenderer(mask.dataProvider(), 1, entries))
    page = DataPage(runner, session, iface)
    page.resize(360, 900)
    page.show()
    assert ticked(page.create_form.images) == ["ohio"]
    assert ticked(page.create_form.labels) == ["mask"]
    box = QgsRectangle.fromCenterAndSize(image.extent().center(), 200, 200)
    sides = (box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum())
    page.create_form.form.set_value("EXTENT", f"{','.join(map(str, sides))} [{image.crs().authid()}]")
    page.create_form.form.set_value("TILE_SIZE", 64)
    child(page, "diao_run").click()
    wait_until(lambda: not runner.busy)
    wait_until(page.is_done)
    assert session.dataset == f"{tmp_path / 'ohio_diao' / 'ohio_tiles.gpkg'}|layername=tiles"
    assert set(class_names(page)) <= {name for name, _ in NAMES}
    assert len(class_names(page)) > 2
    icon = page.card.classes.table.item(0, 0).icon().pixmap(12, 12).toImage()
    assert icon.pixelColor(6, 6).name() == dict(NAMES)[class_names(page)[0]]
    group = QgsProject.instance().layerTreeRoot().children()[0]
    assert group.name() == "Tiles 1: ohio"
    assert [node.name() for node in group.children()] == ["Tiles 1: ohio"]
    assert child(page, "diao_dataset_file").filePath().endswith("ohio_tiles_2.gpkg")
    page.deleteLater()
    runner.close()
