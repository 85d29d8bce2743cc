# SPDX-License-Identifier: GPL-2.0-or-later
"""The raster that the page Map proposes: imagery, no results of ours, and what the user has chosen before all."""

import pytest
from diao.plugin.dock.map.page import MapPage
from diao.processing_provider import styles
from qgis.core import QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayer


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
    image("a_mask", colors=[(0, 0, 0), (9, 9, 9)])  # the list begins with it
    image("ohio", bands=4)
    assert chosen(page) == "ohio"
    made = image("a_probabilities", bands=4)
    styles.store_for_raster(made.source())
    page.raster_choice.refresh()
    assert chosen(page) == "ohio"
    image("mask", colors=[(0, 0, 0), (9, 9, 9)])
    assert chosen(page) == "ohio"
    names = [page.raster_choice._list.itemText(row) for row in range(page.raster_choice._list.count())]
    assert sorted(name.split()[0] for name in names) == ["a_mask", "mask", "ohio"]


def test_a_result_that_is_loaded_first_is_not_chosen(page, raster):
    path = raster("confidence.tif")
    styles.store_for_raster(path)
    QgsProject.instance().addMapLayer(QgsRasterLayer(path, "confidence"))
    assert chosen(page) == ""


def test_what_the_user_has_chosen_stays(page, image):
    first = image("ohio", bands=4)
    west, box = image("west", bands=4), page.raster_choice._list
    row = next(row for row in range(box.count()) if box.layer(row) is west)
    box.setCurrentIndex(row)
    box.activated.emit(row)
    image("east", bands=4)
    assert chosen(page) == "west"
    assert page.session.remembered("raster") == {"INPUT": west.id()}
    QgsProject.instance().removeMapLayer(QgsProject.instance().mapLayersByName("west")[0].id())
    assert chosen(page) in ("ohio", "east")
    assert first.isValid()


def test_what_the_project_remembers_is_chosen(provider, runner, session, iface, image):
    kept = image("ohio", bands=4)
    image("east", bands=4)
    for key in ("diao:segment", "raster"):
        session.remember(key, {"INPUT": kept.id()})
        page = MapPage(runner, session, iface)
        assert chosen(page) == "ohio"
        page.deleteLater()
        session.remember("diao:segment", {})


def test_a_map_that_is_loaded_again_is_shown(page, saved):
    fields = "class_value:int class_name:string class_color:string area_m2:double pixels:int mean_confidence:double"
    columns = "&".join(f"field={one}" for one in fields.split())
    polygons = saved(
        QgsVectorLayer(f"Polygon?crs=EPSG:26917&{columns}", "p", "memory"), "rare.gpkg", "minority_polygons"
    )
    QgsProject.instance().addMapLayer(polygons)
    page.take_results("diao:score", {"MINORITY": polygons.source()})
    assert page.results.layer is None
    page.take_results("diao:segment", {"MINORITY": polygons.source()})
    assert page.results.layer is polygons


def test_the_values_of_an_earlier_map_are_used_again(page, image, iface, squares, tmp_path, settle):
    east = image("east", bands=4)
    image("west", bands=4)
    QgsProject.instance().addMapLayer(squares)
    (tmp_path / "peat.onnx").write_bytes(b"a model")
    values = {"MODEL": str(tmp_path / "peat.onnx"), "INPUT": east.id(), "PRIOR_CORRECTION": 0.25, "AREA": squares.id()}
    assert page.take_values("diao:segment", values)
    assert page.session.model == values["MODEL"]
    assert chosen(page) == "east"
    assert page.prior.value() == 0.25
    assert page.area.values()["AREA"].source.staticValue() == squares.id()
    page.take_values("diao:segment", {"INPUT": east.id(), "EXTENT": "2.0,4.0,1.0,3.0 [EPSG:26917]"})
    assert page.area.values()["EXTENT"].contains(QgsRectangle(2, 1, 4, 3))
    assert iface.canvas.extent().width() < 4
    page.take_values("diao:segment", {"EXTENT": "what [nowhere]"})
    assert not page.take_values("diao:train", {})
    settle()
