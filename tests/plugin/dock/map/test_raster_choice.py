# SPDX-License-Identifier: GPL-2.0-or-later
"""The raster that the page Map proposes: imagery, no results of ours, and what the user has chosen before all."""

import pytest
from diao.plugin.dock.map.page import MapPage
from diao.processing_provider import styles
from qgis.core import QgsProject, QgsRasterLayer


@pytest.fixture
def page(provider, runner, session, iface, show):
    return show(MapPage(runner, session, iface), 380, 650)


@pytest.fixture
def image(raster):
    def write(name, **how):
        return QgsProject.instance().addMapLayer(QgsRasterLayer(raster(f"{name}.tif", **how), name))

    return write


def chosen(page):
    layer = QgsProject.instance().mapLayer(str(page.form.values()["INPUT"]))
    return layer.name() if layer else ""


def test_imagery_is_proposed_and_no_result(page, image):
    image("ohio", bands=4)
    assert chosen(page) == "ohio"
    made = image("a_probabilities", bands=4)
    styles.store_for_raster(made.source())
    page.raster_choice.refresh()
    assert chosen(page) == "ohio"
    image("mask", colors=[(0, 0, 0), (9, 9, 9)])
    assert chosen(page) == "ohio"
    names = [page.raster_choice._list.itemText(row) for row in range(page.raster_choice._list.count())]
    assert sorted(name.split()[0] for name in names) == ["mask", "ohio"]


def test_a_result_that_is_loaded_first_is_not_chosen(page, raster):
    path = raster("confidence.tif")
    styles.store_for_raster(path)
    QgsProject.instance().addMapLayer(QgsRasterLayer(path, "confidence"))
    assert chosen(page) == ""


def test_what_the_user_has_chosen_stays(page, image):
    first = image("ohio", bands=4)
    page.form.set_value("INPUT", image("west", bands=4).id())
    image("east", bands=4)
    assert chosen(page) == "west"
    QgsProject.instance().removeMapLayer(QgsProject.instance().mapLayersByName("west")[0].id())
    assert chosen(page) in ("ohio", "east")
    assert first.isValid()


def test_what_the_project_remembers_is_chosen(provider, runner, session, iface, image):
    kept = image("ohio", bands=4)
    image("east", bands=4)
    session.remember("diao:segment", {"INPUT": kept.id()})
    page = MapPage(runner, session, iface)
    assert chosen(page) == "ohio"
    page.deleteLater()
