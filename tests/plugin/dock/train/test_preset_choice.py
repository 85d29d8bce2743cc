# SPDX-License-Identifier: GPL-2.0-or-later
"""The presets on the page Train, and how long a training will take there."""

import dataclasses

import pytest
from diao.diao_engine.jobs.presets import PRESETS
from diao.diao_engine.protocol import events
from diao.plugin.dock.datasets.dataset_summary import read
from diao.plugin.dock.train import speed
from diao.plugin.dock.train.page import TrainPage
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QObject

from tests.plugin import datasets
from tests.plugin.noting import NotingRunner


@pytest.fixture(autouse=True)
def forget():
    QgsSettings().remove("diao/speed")
    yield
    QgsSettings().remove("diao/speed")


@pytest.fixture
def page(provider, session, show, tmp_path, wait_until):
    page = show(TrainPage(NotingRunner(), session, None), 360, 900)
    session.set_dataset(datasets.write(tmp_path / "ground.gpkg") + "|layername=tiles")
    wait_until(lambda: page.summary is not None)
    return page


@pytest.fixture
def box(page):
    return page.findChild(QObject, "diao_preset")


def pick(box, name):
    index = box.findData(name)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def entries(box):
    return [box.itemText(index) for index in range(box.count())]


def estimate(page):
    return page.findChild(QObject, "diao_estimate").text()


def test_the_defaults_are_good_and_a_preset_fills_the_form(page, box):
    assert box.currentText() == "Good"
    pick(box, "quick")
    values = page.form.values()
    assert (values["EPOCHS"], values["STEPS_PER_EPOCH"]) == (3, 60)
    pick(box, "best")
    assert {name.lower(): value for name, value in page.form.values().items()}.items() >= PRESETS[
        "best"
    ].values().items()
    assert box.currentText() == "Best"


def test_a_field_that_is_edited_makes_it_custom_until_it_is_back(page, box):
    page.form.set_value("EPOCHS", 16)
    assert (box.currentText(), entries(box)) == ("Custom", ["Quick look", "Good", "Best", "Custom"])
    page.form.set_value("EPOCHS", 15)
    assert (box.currentText(), entries(box)) == ("Good", ["Quick look", "Good", "Best"])
    page.form.set_value("LOSS", "dice")
    assert box.currentText() == "Good"


def test_what_was_remembered_in_the_project_is_shown_as_its_preset(page, box, session):
    session.remember("diao:train", {"EPOCHS": 3, "STEPS_PER_EPOCH": 60})
    page._project_read()
    assert box.currentText() == "Quick look"


def test_the_estimate_tells_where_it_comes_from(page, box):
    page.form.set_value("DEVICE", "cpu")
    pick(box, "quick")
    assert "two cores" in estimate(page)
    page.form.set_value("DEVICE", "cuda")
    assert "ordinary GPU" in estimate(page)


def test_a_training_measures_the_computer(page, box):
    page.form.set_values({"DEVICE": "cpu", "EPOCHS": 2, "STEPS_PER_EPOCH": 10})
    page.bar.requested.emit()
    todo = speed.work(page.form.values(), page.summary)
    for epoch, seconds in enumerate((500.0, 60.0, 62.0), start=1):
        page.runner.run.metric.emit(events.EPOCH_SECONDS, epoch, seconds)
    page.runner.end(ok=False, cancelled=True, message="Train model: cancelled; nothing was written.")
    key = speed.Network("cpu", "unet", "efficientnet_lite0").key
    assert float(QgsSettings().value(key)) == pytest.approx(todo.per_epoch / 62.0)
    assert estimate(page) == "About 2 min, as fast as this computer has trained such a network."
    page.form.set_value("ENCODER", "resnet50")
    assert estimate(page) == "Roughly 6 min, judged by how fast this computer has trained another network."


@pytest.mark.parametrize("stored", ["", "x", -1.0, float("nan"), float("inf")])
def test_a_stored_speed_that_is_none_counts_as_none(page, stored):
    network = speed.Network("cpu", "unet", "efficientnet_lite0")
    QgsSettings().setValue(network.key, stored)
    assert "two cores" in speed.estimate(network, speed.work(page.form.values(), page.summary))


def test_a_dataset_that_does_not_tell_its_tile_size_gets_no_estimate(page):
    assert estimate(page)
    page._read(dataclasses.replace(page.summary, tile_size=0))
    assert estimate(page) == ""


def test_work_is_that_of_the_tiles(page):
    summary = read(page.session.dataset)
    todo = speed.work({**page.form.values(), "STEPS_PER_EPOCH": 0, "CROP_SIZE": 32, "BATCH_SIZE": 1}, summary)
    assert todo.measured_px == summary.tiles["val"] * summary.tile_size**2
    assert todo.trained_px == max(1, round(summary.repeats * summary.tile_size**2 / 32**2)) * 32**2
