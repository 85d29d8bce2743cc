# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock and the project: looking is no edit of it, and the dock comes back with it as it was."""

import pytest
from diao.plugin.window import PluginWindow
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt

from tests.plugin import datasets

DATA, BALANCE, TRAIN, MAP = range(4)


@pytest.fixture
def project(main_window, raster, tmp_path):
    """A saved project with a layer, a dataset and a model, and nothing to save."""
    opened = QgsProject.instance()
    opened.addMapLayer(QgsRasterLayer(raster("image.tif", bands=4), "image"))
    dataset = datasets.write(tmp_path / "bog.gpkg")
    (tmp_path / "peat.onnx").write_bytes(b"x")
    opened.writeEntry("diao", "dataset", f"{dataset}|layername=tiles")
    opened.writeEntry("diao", "model", str(tmp_path / "peat.onnx"))
    assert opened.write(str(tmp_path / "a.qgz"))
    assert not opened.isDirty()
    return opened


def look_around(dock, settle):
    for index in range(4):
        dock.show_page(index)
        settle()
    dock.close()
    settle()
    dock.setUserVisible(True)
    settle()


def test_looking_is_no_edit(project, plugin_window, settle):
    plugin_window.action.trigger()
    look_around(plugin_window.dock, settle)
    assert plugin_window.dock.pages[DATA].is_done()
    assert not project.isDirty()


def test_looking_is_no_edit_of_an_empty_project(plugin_window, settle):
    assert not QgsProject.instance().isDirty()
    plugin_window.action.trigger()
    look_around(plugin_window.dock, settle)
    assert not QgsProject.instance().isDirty()


def test_opening_the_project_with_the_dock_open_is_no_edit(project, open_dock, settle):
    path = project.fileName()
    open_dock.show_page(BALANCE)
    assert project.write()
    assert not project.isDirty()
    project.clear()
    assert project.read(path)
    settle()
    assert not project.isDirty()


def test_the_dock_comes_back_where_it_was(project, plugin_window, main_window, environments, settle):
    path, window = project.fileName(), main_window.window
    plugin_window.action.trigger()
    plugin_window.dock.show_page(TRAIN)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, plugin_window.dock)
    assert project.write()
    assert not project.isDirty()
    plugin_window.close()  # QGIS is left and started again
    project.clear()
    settle()
    plugin_window.__init__(main_window, environments)
    assert plugin_window.dock is None
    assert project.read(path)
    settle()
    assert plugin_window.dock.isVisible()
    assert plugin_window.action.isChecked()
    assert plugin_window.dock.page is plugin_window.dock.pages[TRAIN]
    assert window.dockWidgetArea(plugin_window.dock) == Qt.DockWidgetArea.LeftDockWidgetArea
    assert not project.isDirty()


@pytest.mark.parametrize("was_closed", [True, False])
def test_a_dock_that_was_closed_does_not_come(project, plugin_window, main_window, environments, settle, was_closed):
    if was_closed:
        plugin_window.action.trigger()
        plugin_window.action.trigger()
        assert not plugin_window.dock.isVisible()
        assert project.write()
    path = project.fileName()
    plugin_window.close()
    project.clear()
    plugin_window.__init__(main_window, environments)
    assert project.read(path)
    assert plugin_window.dock is None


@pytest.mark.parametrize("damaged", ['{"open": "yes", "page": 99, "area": []}', "[", '{"page": null}'])
def test_a_damaged_entry_does_no_harm(project, plugin_window, damaged):
    project.writeEntry("diao", "values/panel", damaged)
    path = project.fileName()
    assert project.write()
    project.clear()
    project.read(path)
    plugin_window.action.trigger()
    assert plugin_window.dock.page is plugin_window.dock.pages[DATA]


def test_a_closed_plugin_hears_no_project(project, plugin_window, main_window, environments):
    path = project.fileName()
    plugin_window.action.trigger()
    assert project.write()
    plugin_window.close()
    plugin_window.action = None
    project.clear()
    project.read(path)
    assert plugin_window.dock is None
    assert isinstance(plugin_window, PluginWindow)


def test_what_the_forms_hold_comes_back_with_the_project(project, open_dock, settle):
    """Also where nothing was run with it."""
    data, balance, train, mapping = open_dock.pages
    path = project.fileName()
    asked = [
        (data.create_form.form, "TILE_SIZE", 128),
        (balance.forms["diao:synthesize"], "BUDGET", 37.0),
        (balance.comparison.form, "STEPS", 77),
        (train.form, "EPOCHS", 7),
        (mapping.form, "MIN_AREA", 12.0),
    ]
    usual = [form.values()[name] for form, name, _ in asked]
    for form, name, value in asked:
        form.set_value(name, value)
    assert project.write()
    assert not project.isDirty()
    for (form, name, _), value in zip(asked, usual, strict=True):
        form.set_value(name, value)
    project.clear()
    assert project.read(path)
    settle()
    assert [form.values()[name] for form, name, _ in asked] == [value for _, _, value in asked]
    assert not project.isDirty()
