# SPDX-License-Identifier: GPL-2.0-or-later
"""The welcome of a first run and the sample that it opens, from a dock in a window that opens projects as QGIS does."""

import json
import os
import sqlite3
import stat
import zipfile
from contextlib import closing

import pytest
from diao.plugin.dock import sample
from diao.plugin.dock.panel import DiaoDock
from diao.plugin.dock.runs.runner import JobRunner
from diao.plugin.dock.welcome import Welcome
from diao.plugin.environment.availability import Availability
from diao.plugin.environment.runner import Runner
from diao.plugin.messages import Messages
from qgis.core import QgsProject, QgsRectangle, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import QObject

from tests.plugin.noting import Iface


class Window(Iface):
    """Opens projects; `saves` is what the user answers to the question whether the open one is to be saved."""

    saves, asked = True, 0

    def newProject(self, ask=False):
        self.asked += ask
        if ask and not self.saves:
            return False
        QgsProject.instance().clear()
        return True

    def addProject(self, path):
        return QgsProject.instance().read(path)


@pytest.fixture
def place(monkeypatch, tmp_path):
    folder = tmp_path / "Documents" / "DIAO sample"
    monkeypatch.setattr(sample, "proposed_folder", lambda: folder)
    return folder


@pytest.fixture
def window(qgis_new_project):
    return Window()


@pytest.fixture
def first_time():
    QgsSettings().remove("diao/welcomed")


@pytest.fixture
def dock(provider, session, window, show, place, first_time):
    environments, runner = Runner(Messages(window)), JobRunner()
    yield show(DiaoDock(runner, session, environments, Availability(environments), window), 400, 700)
    runner.close()


def button(dock, name):
    return dock.findChild(QObject, name)


def offered(dock):
    names = ("diao_try_sample", "diao_open_sample", "diao_copy_sample", "diao_own_data", "diao_welcome_close")
    return [name for name in names if button(dock, name).isVisible()]


def told(dock):
    return button(dock, "diao_welcome_told").text()


def layers():
    return {layer.name(): layer for layer in QgsProject.instance().mapLayers().values()}


def test_the_first_opening_asks_how_to_begin_and_for_nothing_else(dock):
    assert offered(dock) == ["diao_try_sample", "diao_own_data"]
    assert not dock.setup.isVisible()
    button(dock, "diao_own_data").click()
    assert not dock.welcome.isVisible()
    assert dock.setup.isVisible()
    assert QgsProject.instance().fileName() == ""


def test_it_is_shown_once_in_a_profile_unless_asked_for(dock, session, window):
    button(dock, "diao_own_data").click()
    again = Welcome(session, window)
    assert again.isHidden()
    again.show_again()
    assert not again.isHidden()
    assert again.is_asking
    again.deleteLater()


def test_the_menu_shows_it_with_the_dock(plugin_window):
    plugin_window.welcome.trigger()
    assert plugin_window.action.isChecked()
    assert plugin_window.dock.isVisible()
    assert plugin_window.dock.welcome.is_asking


def test_the_sample_is_opened_from_a_copy_with_its_model(dock, session, place):
    button(dock, "diao_try_sample").click()
    assert sorted(path.name for path in place.iterdir()) == [
        "image.tif",
        "labels.gpkg",
        "labels.qml",
        "model.onnx",
        "sample.qgz",
    ]
    assert QgsProject.instance().fileName() == str(place / "sample.qgz")
    assert not QgsProject.instance().isDirty()
    assert session.model == str(place / "model.onnx")
    assert session.model_is_chosen
    assert dock.page is dock.pages[-1]
    assert offered(dock) == ["diao_welcome_close"]
    assert str(place) in told(dock)
    assert dock.setup.isVisible()
    found = layers()
    assert set(found) == {"Aerial image", "Land cover (labels)"}
    for layer in found.values():
        assert layer.isValid()
        assert layer.source().startswith(str(place))
    labels = found["Land cover (labels)"].renderer()
    assert labels.classAttribute() == "class"
    assert len(labels.categories()) == 6


def test_the_note_about_the_sample_goes_when_the_user_goes_on(dock):
    button(dock, "diao_try_sample").click()
    assert dock.welcome.isVisible()
    dock.steps[0].click()
    assert not dock.welcome.isVisible()


def test_an_empty_project_is_left_without_a_question(dock, window, place):
    QgsProject.instance().setDirty(True)
    button(dock, "diao_try_sample").click()
    assert not window.asked
    assert place.is_dir()


def test_a_second_click_makes_no_second_copy_in_silence(dock, session, place):
    button(dock, "diao_try_sample").click()
    QgsProject.instance().clear()
    dock.welcome.show_again()
    button(dock, "diao_try_sample").click()
    assert offered(dock) == ["diao_open_sample", "diao_copy_sample", "diao_own_data"]
    assert QgsProject.instance().fileName() == ""
    button(dock, "diao_open_sample").click()
    assert QgsProject.instance().fileName() == str(place / "sample.qgz")
    assert session.model == str(place / "model.onnx")
    assert [path.name for path in place.parent.iterdir()] == ["DIAO sample"]


def test_the_map_shows_the_sample_also_when_it_is_opened_again(dock, window, place):
    def sees_it():
        return window.canvas.extent().intersects(layers()["Aerial image"].extent())

    button(dock, "diao_try_sample").click()
    assert sees_it()
    with zipfile.ZipFile(place / "sample.qgz") as file:
        text = file.read("sample.qgs").decode()
    views = [part.partition("</mapcanvas>")[0] for part in text.split("<mapcanvas")[1:]]
    assert any("<xmin>5609" in view for view in views), views
    QgsProject.instance().clear()
    window.canvas.setExtent(QgsRectangle(0, 0, 1, 1))
    dock.welcome.show_again()
    button(dock, "diao_try_sample").click()
    button(dock, "diao_open_sample").click()
    assert sees_it()


def test_another_copy_is_made_when_it_is_wanted(dock, place):
    button(dock, "diao_try_sample").click()
    (place / "image.tif").write_bytes(b"edited")
    dock.welcome.show_again()
    button(dock, "diao_try_sample").click()
    button(dock, "diao_copy_sample").click()
    other = place.with_name("DIAO sample_2")
    assert QgsProject.instance().fileName() == str(other / "sample.qgz")
    assert (place / "image.tif").read_bytes() == b"edited"
    assert (other / "image.tif").read_bytes() == (sample.SOURCE / "image.tif").read_bytes()


def test_a_copy_that_has_lost_its_project_gets_one(dock, place):
    button(dock, "diao_try_sample").click()
    (place / "sample.qgz").unlink()
    dock.welcome.show_again()
    button(dock, "diao_try_sample").click()
    button(dock, "diao_open_sample").click()
    assert (place / "sample.qgz").is_file()
    assert len(layers()) == 2


def test_whoever_does_not_want_to_leave_the_project_stays(dock, window, place):
    window.saves = False
    QgsProject.instance().addMapLayer(QgsVectorLayer("Polygon", "mine", "memory"))
    button(dock, "diao_try_sample").click()
    assert window.asked
    assert not place.exists()
    assert set(layers()) == {"mine"}
    assert offered(dock) == ["diao_try_sample", "diao_own_data"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(dock, place):
    place.parent.mkdir()
    place.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    button(dock, "diao_try_sample").click()
    place.parent.chmod(stat.S_IRWXU)
    assert "make room there" in button(dock, "diao_welcome_problem").text()


def test_a_place_that_is_no_folder_is_told(dock, place):
    place.parent.write_text("a file")
    button(dock, "diao_try_sample").click()
    assert str(place) in button(dock, "diao_welcome_problem").text()
    assert button(dock, "diao_welcome_problem").isVisible()
    assert offered(dock) == ["diao_try_sample", "diao_own_data"]


def test_the_labels_of_the_sample_have_the_classes_of_its_model():
    model = (sample.SOURCE / "model.onnx").read_bytes()
    card, _ = json.JSONDecoder().raw_decode(model[model.rindex(b'{"classes"') :].decode("utf-8", "ignore"))
    with closing(sqlite3.connect(f"file:{sample.SOURCE / 'labels.gpkg'}?mode=ro&immutable=1", uri=True)) as file:
        named = {row[0] for row in file.execute("SELECT DISTINCT class FROM labels")}
    assert {entry["name"] for entry in card["classes"]} == named
    assert {entry["name"] for entry in card["classes"] if entry["minority"]} == {"water", "building", "bog"}
