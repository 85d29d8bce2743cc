# SPDX-License-Identifier: GPL-2.0-or-later
"""From verdicts to a better map: which step is next, what it is run with, and what has changed in the end."""

from dataclasses import replace

import pytest
from diao.diao_engine.jobs.verdicts import Verdict
from diao.plugin.dock.map import round_changes
from diao.plugin.dock.map.card import Card, MeasuredClass
from diao.plugin.dock.map.round import Reviewed, RoundPanel
from diao.plugin.dock.map.round_state import Finished, RoundState, Started
from diao.processing_provider import styles
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRasterLayer, QgsRectangle
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtWidgets import QWidget

from tests.rare_polygons import opened


def card(**ious):
    classes = tuple(
        MeasuredClass(value, name, "#aa3377", is_rare=name != "forest", iou=iou)
        for value, (name, iou) in enumerate(ious.items(), 1)
    )
    training = {"architecture": "unet", "encoder": "resnet18"}
    return Card(classes, ("red",), "uint8", 1.0, 256, 32, has_priors=True, training=training)


class Told:
    """What the page says of itself."""

    def __init__(self):
        self.layer, self.verdicts, self.raster, self.card = None, 0, "image.tif", card(forest=0.9, peat=0.4)


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def polygons(saved, add_square, qgis_new_project):
    return lambda name="rare.gpkg", **more: opened(saved, add_square, name=name, **more)


@pytest.fixture
def dataset(tiles):
    return tiles.source()


@pytest.fixture
def panel(provider, runner, session, told, dataset):
    session.set_dataset(dataset)
    session.set_model("first.onnx")
    made = RoundPanel(runner, session, lambda: Reviewed(told.layer, told.verdicts, told.raster), lambda: told.card)
    made.asked = []
    made.training_wanted.connect(lambda *what: made.asked.append(what))
    return made


def test_a_round_is_not_talked_of_before_there_is_something_to_judge(panel, told, polygons):
    box = panel.stand_in(QWidget())
    panel.refresh()
    assert box.isHidden()
    told.layer = polygons()
    panel.refresh()
    assert not box.isHidden()
    box.deleteLater()


def test_without_a_verdict_there_is_nothing_to_learn(panel, told, polygons):
    told.layer = polygons()
    panel.refresh()
    assert not panel.bar.start.isEnabled()
    assert "verdict first" in panel.bar.stage.text()
    assert not panel.train.isEnabled()
    assert not panel.again.isEnabled()


def test_edits_that_are_not_saved_are_asked_for_first(panel, told, polygons):
    told.layer, told.verdicts = polygons(), 2
    told.layer.startEditing()
    panel.refresh()
    assert "Save the edits of rare first" in panel.bar.stage.text()
    told.layer.rollBack()


def learn(panel, told, layer, runner, verdicts=2):
    told.layer, told.verdicts = layer, verdicts
    panel.refresh()
    panel.bar.start.click()
    return runner.runs[-1]


def test_it_learns_from_the_layer_the_raster_and_its_map(panel, told, polygons, runner, raster, dataset, work_folder):
    layer = polygons()
    class_map = QgsRasterLayer(raster("map.tif", colors=[(0, 0, 0, 255)], names=["bog"]), "map")
    styles.store_for_raster(class_map.source())
    class_map.loadDefaultStyle()
    sure, each = (QgsRasterLayer(raster(name, bands=bands), name) for name, bands in (("sure.tif", 1), ("each.tif", 3)))
    project = QgsProject.instance()
    group = project.layerTreeRoot().insertGroup(0, "Map 1")
    for made in (each, sure, class_map):
        styles.store_for_raster(made.source())
        project.addMapLayer(made, False)
        group.addLayer(made)
    node = project.layerTreeRoot().findLayer(layer.id())
    group.addChildNode(node.clone())
    node.parent().removeChildNode(node)
    algorithm, values, _ = learn(panel, told, layer, runner)
    assert algorithm == "diao:learn"
    assert panel.told.text().startswith("2 verdicts so far")
    assert values == {
        "WRONG_AS": "surroundings", "REST": "map", "LEAST_CONFIDENCE": 0.9,
        "DATASET": dataset,
        "CORRECTIONS": layer.id(),
        "IMAGES": ["image.tif"],
        "MAP": class_map.source(),
        "CONFIDENCE": sure.source(),
        "OUTPUT": str(work_folder / "dataset_reviewed.gpkg"),
    }  # fmt: skip


def test_what_becomes_of_wrong_objects_can_be_said_in_the_folded_part(panel, told, polygons, runner):
    panel.form.set_value("WRONG_AS", "ignore")
    _, values, _ = learn(panel, told, polygons(), runner)
    assert values["WRONG_AS"] == "ignore"
    assert panel.form.findChild(QgsCollapsibleGroupBox, "diao_advanced").isCollapsed()


def test_then_it_trains_from_the_model_of_the_map(panel, told, polygons, runner, session):
    session.remember("diao:train", {"EPOCHS": 7, "START_FROM": "older.onnx"})
    learn(panel, told, polygons(), runner)
    assert not panel.train.isEnabled()
    runner.end(OUTPUT="learned.gpkg|layername=tiles", TILES_ADDED=3)
    assert session.dataset == "learned.gpkg|layername=tiles"
    panel.train.click()
    ((algorithm, values),) = panel.asked
    assert algorithm == "diao:train"
    assert values == {
        "EPOCHS": 7, "START_FROM": "first.onnx", "ARCHITECTURE": "unet", "ENCODER": "resnet18",
        "DATASET": "learned.gpkg|layername=tiles",
    }  # fmt: skip
    assert not panel.again.isEnabled()
    session.set_model("second.onnx")
    assert panel.again.isEnabled()


def test_from_a_model_made_elsewhere_no_training_goes_on(panel, told, polygons, runner, session):
    session.remember("diao:train", {"START_FROM": "older.onnx"})
    told.card = replace(told.card, training={})
    learn(panel, told, polygons(), runner)
    runner.end(OUTPUT="learned.gpkg|layername=tiles")
    panel.train.click()
    assert panel.asked[0][1]["START_FROM"] is None


def test_a_failed_run_is_no_round(panel, told, polygons, runner, session, dataset):
    learn(panel, told, polygons(), runner)
    runner.end(ok=False, message="no")
    assert session.dataset == dataset
    assert not panel.train.isEnabled()


def test_in_the_end_it_says_what_has_changed(panel, told, polygons, runner, session, wait_until):
    learn(panel, told, polygons(), runner, verdicts=30)
    runner.end(OUTPUT="learned.gpkg|layername=tiles")
    session.set_model("second.onnx")
    told.card = card(forest=0.9, peat=0.55)
    panel.bar.show_message("done")
    panel.map_made(polygons("again.gpkg", rows=[(1, 900.0, 0.9)]))
    wait_until(panel.rows.rowCount)
    assert panel.rows.texts() == [["peat", "0", "1", "0.40", "0.55"]]
    assert "30 verdicts: IoU 0.40 to 0.55, +15.0 points, 2 verdicts per point" in panel.rounds.text()
    assert not panel.train.isEnabled()  # the round has ended
    assert panel.bar.message.isHidden()


def test_another_map_of_the_same_model_ends_no_round(panel, told, polygons, runner):
    learn(panel, told, polygons(), runner)
    runner.end(OUTPUT="learned.gpkg|layername=tiles")
    panel.map_made(polygons("again.gpkg"))
    assert panel.train.isEnabled()
    assert panel.rounds.isHidden()


def test_a_model_saved_under_the_same_name_ends_a_round_too(panel, told, polygons, runner, session, tmp_path):
    model = tmp_path / "model.onnx"
    model.write_bytes(b"first")
    session.set_model(str(model))
    learn(panel, told, polygons(), runner)
    runner.end(OUTPUT="learned.gpkg|layername=tiles")
    assert not panel.again.isEnabled()
    told_of = []
    session.model_changed.connect(told_of.append)
    session.set_model(str(model))
    assert told_of == []
    model.write_bytes(b"second")
    session.set_model(str(model))
    assert told_of == [str(model)]  # its card is read again
    assert panel.again.isEnabled()
    panel.map_made(polygons("again.gpkg"))
    assert RoundState(session).started is None


def test_the_project_remembers_a_round_and_the_last_three(panel, told, polygons, runner, session):
    for number in range(1, 5):
        learn(panel, told, polygons(f"{number}.gpkg"), runner, verdicts=number)
        runner.end(OUTPUT=f"{number}.gpkg|layername=tiles")
        session.set_model(f"{number}.onnx")
        assert RoundState(session).started.verdicts == number
        RoundState(session).finish({"peat": 0.4 + number / 100})
    assert [ended.verdicts for ended in RoundState(session).rounds()] == [4, 3, 2]
    assert RoundState(session).started is None


def test_points_need_both_figures():
    assert Finished(9, 0.4, 0.5).points == pytest.approx(10.0)
    assert Finished(9, None, 0.5).points is None


def test_a_class_given_by_hand_and_a_drawn_object_are_no_change_of_the_map(polygons):
    before, after = polygons("before.gpkg"), polygons("after.gpkg")
    before.startEditing()
    before.changeAttributeValue(1, before.fields().lookupField("class_value"), 2)
    drawn = QgsFeature(before.fields())
    drawn["class_value"], drawn["review"] = 2, Verdict.RIGHT.value
    drawn.setGeometry(QgsGeometry.fromRect(QgsRectangle(50, 50, 60, 60)))
    before.addFeature(drawn)
    assert before.commitChanges()
    found = round_changes.compare(before.source().partition("|")[0], after.source().partition("|")[0])
    assert [(one.name, one.gained, one.lost) for one in found] == [("peat", 0, 0)]


def test_neighbours_that_only_touch_are_not_the_same_object(polygons):
    before = polygons("before.gpkg", rows=[(1, 1.0, 0.5)])  # at 0..1
    after = polygons("after.gpkg", rows=[(2, 1.0, 0.5), (1, 1.0, 0.5)])  # the one of the same class at 1..2
    found = round_changes.compare(before.source().partition("|")[0], after.source().partition("|")[0])
    assert [(one.name, one.gained, one.lost) for one in found] == [("peat", 1, 1), ("farmer's pond", 1, 0)]


def test_a_file_that_is_gone_is_told(panel, polygons, tmp_path):
    with pytest.raises(ValueError, match="cannot be read"):
        round_changes.compare(str(tmp_path / "gone.gpkg"), polygons().source().partition("|")[0])


def test_a_round_goes_on_in_a_project_that_is_saved_elsewhere(session, qgis_new_project, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
    polygons, model, dataset = (str(here / name) for name in ("rare.gpkg", "m.onnx", "t.gpkg"))
    start = {"ARCHITECTURE": "unet", "ENCODER": "resnet18", "START_FROM": model}
    begun = Started(polygons, model, dataset, 3, {"peat": 0.4}, start)
    project = QgsProject.instance()
    project.write(str(here / "p.qgz"))
    RoundState(session).begin(begun)
    project.write()
    project.write(str(there / "p.qgz"))
    project.clear()
    assert RoundState(session).started is None
    project.read(str(there / "p.qgz"))
    assert RoundState(session).started == begun
    RoundState(session).begin(begun._replace(start={"START_FROM": None}))
    assert RoundState(session).started.start == {"START_FROM": None}
