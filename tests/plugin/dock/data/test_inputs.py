# SPDX-License-Identifier: GPL-2.0-or-later
"""Which layers and fields the page Data chooses by itself: what goes together, no results of ours, names before codes."""

import json
import shutil

import pytest
from diao.plugin.dock.data.page import DataPage
from diao.processing_provider import styles
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, Qt

from tests.plugin import datasets

POLYGON = "Polygon?crs=EPSG:26917&"


@pytest.fixture
def page(provider, runner, session, iface, show):
    return show(DataPage(runner, session, iface), 360, 900)


@pytest.fixture
def place(tmp_path):
    """Writes a raster somewhere and puts it on the map."""

    def write(name, *, left=0.0, size=8, pixel=1.0, bands=3, dtype=1, epsg=26917):
        from osgeo import gdal, osr

        path = str(tmp_path / f"{name}.tif")
        file = gdal.GetDriverByName("GTiff").Create(path, size, size, bands, dtype)
        file.SetGeoTransform((left, pixel, 0, size * pixel, 0, -pixel))
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(epsg)
        file.SetProjection(crs.ExportToWkt())
        for band in range(1, bands + 1):
            file.GetRasterBand(band).Fill(7)
        del file
        layer = QgsRasterLayer(path, name)
        assert layer.isValid()
        return add(layer)

    return write


def add(layer):
    return QgsProject.instance().addMapLayer(layer)


def ticked(choice):
    return [layer.name() for layer in choice.layers()]


def listed(choice):
    model = choice.view.model()
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def child(page, name):
    return page.findChild(QObject, name)


def click(choice, name):
    model = choice.view.model()
    row = listed(choice).index(name)
    index = model.index(row, 0)
    now = model.data(index, Qt.ItemDataRole.CheckStateRole)
    other = Qt.CheckState.Unchecked if Qt.CheckState(now) == Qt.CheckState.Checked else Qt.CheckState.Checked
    model.setData(index, other, Qt.ItemDataRole.CheckStateRole)


def test_neighbours_of_one_kind_are_ticked_together(page, place):
    place("west")
    place("east", left=7.0)  # a margin of an eighth is shared
    assert sorted(ticked(page.create_form.images)) == ["east", "west"]
    assert not page.create_form.images.reasons.isVisible()


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"left": 4.0}, "same ground as"),
        ({"left": 50.0, "bands": 4}, "bands"),
        ({"left": 50.0, "dtype": 2}, "data type"),
        ({"left": 50.0, "pixel": 0.5}, "m wide"),
        ({"left": 16.0, "pixel": 2.0, "epsg": 26917, "bands": 3}, "m wide"),
    ],
)
def test_what_does_not_go_together_is_not_ticked_and_the_page_says_why(page, place, how, reason):
    place("other", **how)
    place("ohio")  # on top, so the one that the others have to fit
    images = page.create_form.images
    assert ticked(images) == ["ohio"]
    assert images.reasons.isVisible()
    assert images.reasons.text().startswith("other is not ticked: ")
    assert reason in images.reasons.text()
    click(images, "other")
    assert sorted(ticked(images)) == ["ohio", "other"]
    assert not images.reasons.isVisible()


def test_pixels_of_two_crs_are_compared_on_the_ground(page, place):
    place("degrees", left=17.0, pixel=0.5, epsg=4326)
    place("ohio", left=500_000.0)
    assert ticked(page.create_form.images) == ["ohio"]
    assert "m wide" in page.create_form.images.reasons.text()


def test_many_reasons_are_cut_short(page, place):
    for number in range(5):
        place(f"old{number}")
    place("ohio")
    assert "2 other layers are not ticked either." in page.create_form.images.reasons.text()


def test_a_raster_with_a_style_of_ours_is_a_result(page, place, tmp_path):
    layer = place("probabilities", bands=3)
    styles.store_for_raster(layer.source())
    place("ohio", left=50.0)
    page.create_form.guess()
    assert ticked(page.create_form.images) == ["ohio"]
    assert listed(page.create_form.images) == ["ohio"]


def test_a_class_map_that_a_model_has_loaded_is_no_label(page, place):
    layer = place("mask", bands=1)
    with open(layer.source() + ".aux.xml", "w", encoding="utf-8") as sidecar:
        sidecar.write('<PAMDataset><Metadata domain="diao-run"><MDI key="made">1</MDI></Metadata></PAMDataset>')
    place("ohio")
    page.create_form.guess()
    assert ticked(page.create_form.labels) == []
    assert "mask" not in listed(page.create_form.labels)


def test_a_class_map_of_somebody_else_is_a_label(page, place):
    place("mask", bands=1)
    place("ohio")
    assert ticked(page.create_form.labels) == ["mask"]


def test_files_in_a_folder_of_a_run_are_results(page, place, tmp_path):
    layer = place("tile")
    folder = tmp_path / "x_tiles_01234567"
    folder.mkdir()
    shutil.copy(layer.source(), folder / "7.tif")
    shutil.copy(layer.source(), folder / "mine.tif")
    (folder / ".diao-run.json").write_text(json.dumps({"run": "01234567", "output": "x.gpkg", "files": ["7.tif"]}))
    QgsProject.instance().removeMapLayer(layer.id())
    add(QgsRasterLayer(str(folder / "7.tif"), "of a run"))
    assert listed(page.create_form.images) == []
    add(QgsRasterLayer(str(folder / "mine.tif"), "mine"))
    assert listed(page.create_form.images) == ["mine"]


@pytest.mark.parametrize(
    "columns",
    [
        "field=tile_id:int&field=split:string&field=repeats:int&field=diao_score:double&field=class:string",
        "field=object_id:int&field=use:bool&field=area_px:int&field=class:string",
        "field=paste_id:int&field=class:string",
        "field=class_value:int&field=class_name:string&field=class_color:string&field=area_m2:double&field=pixels:int"
        "&field=mean_confidence:double",
    ],
)
def test_polygons_that_runs_make_are_no_labels_unless_they_are_asked_for(page, place, columns):
    place("ohio")
    add(QgsVectorLayer(POLYGON + columns, "made", "memory"))
    labels = page.create_form.labels
    assert (ticked(labels), listed(labels)) == ([], [])
    assert labels.results.isVisible()
    labels.results.setChecked(True)
    assert (ticked(labels), listed(labels)) == ([], ["made"])
    click(labels, "made")
    assert ticked(labels) == ["made"]


def test_where_nothing_is_hidden_nothing_can_be_shown(page, place, squares):
    place("ohio")
    add(squares)
    assert not page.create_form.images.results.isVisible()
    assert not page.create_form.labels.results.isVisible()


def test_a_choice_is_remembered_before_any_run(page, place, squares, runner, session, iface, tmp_path):
    place("other")
    place("ohio")
    add(squares)
    click(page.create_form.images, "ohio")
    click(page.create_form.images, "other")
    QgsProject.instance().write(str(tmp_path / "a.qgz"))
    QgsProject.instance().read(str(tmp_path / "a.qgz"))
    assert ticked(page.create_form.images) == ["other"]
    other = DataPage(runner, session, iface)
    assert ticked(other.create_form.images) == ["other"]
    other.deleteLater()


def test_a_project_that_is_opened_again_can_be_run(page, place, saved, squares, runner, tmp_path):
    place("ohio")
    add(saved(squares))
    child(page, "diao_run").click()
    runner.end(ok=False)
    QgsProject.instance().write(str(tmp_path / "a.qgz"))
    QgsProject.instance().read(str(tmp_path / "a.qgz"))
    child(page, "diao_run").click()
    assert len(runner.runs) == 2
    assert runner.runs[1][1]["IMAGES"] == runner.runs[0][1]["IMAGES"]


def test_results_that_were_chosen_are_listed_again(page, place, runner, session, iface):
    place("ohio")
    made = add(QgsVectorLayer(POLYGON + "field=paste_id:int&field=class:string", "made", "memory"))
    page.create_form.labels.results.setChecked(True)
    click(page.create_form.labels, "made")
    other = DataPage(runner, session, iface)
    assert other.create_form.labels.layers() == [made]
    other.deleteLater()


@pytest.mark.parametrize(
    ("fields", "chosen"),
    [
        ("class_id:int|class_name:string", "class_name"),
        ("code_18:string|label3:string", "label3"),
        ("LU_CODE:int|landuse:string", "landuse"),
        ("class:int|code:string", "class"),
        ("Land_Use:string|cover:int", "Land_Use"),
        ("objart_id:string|Nutzungsart:string|shape_area:double", "Nutzungsart"),
        ("typ:int|Klasse:int", "Klasse"),
        ("type:string|class:int", "type"),
        ("cover:string|class:string", "class"),
        ("start:string|chart_nr:int|code:int", "code"),
        ("classified:date|gid:int|cover:int", "cover"),
        ("gid:int|what:string", "what"),
        ("gid:int|one:string|two:string", ""),
    ],
)
def test_names_are_classes_before_codes(page, place, fields, chosen):
    place("ohio")
    add(QgsVectorLayer(POLYGON + "&".join(f"field={field}" for field in fields.split("|")), "cover", "memory"))
    assert page.create_form.field.currentField() == chosen


def test_a_dataset_is_no_label(page, place, tmp_path):
    place("ohio")
    add(QgsVectorLayer(datasets.write(tmp_path / "ground.gpkg") + "|layername=tiles", "tiles", "ogr"))
    assert listed(page.create_form.labels) == []


def test_the_inputs_of_an_earlier_run_are_used_again(page, place, squares):
    west, east = place("west"), place("east", left=20.0)
    add(squares)
    assert page.take_values(
        "diao:createdataset", {"IMAGES": [east.id()], "LABELS": [squares.id()], "CLASS_FIELD": "code"}
    )
    assert (ticked(page.create_form.images), page.create_form.field.currentField()) == (["east"], "code")
    assert not page.create_form.images.reasons.isVisible()
    QgsProject.instance().removeMapLayer(east.id())
    page.take_values("diao:createdataset", {"IMAGES": ["east_gone"], "LABELS": [squares.id()], "CLASS_FIELD": "cover"})
    assert "not in the project any more" in page.create_form.images.reasons.text()
    assert ticked(page.create_form.images) == [west.name()]
    assert page.create_form.field.currentField() == "cover"
    assert page.take_values("diao:importdataset", {"FOLDER": "/somewhere"})
    assert (page.mode, page.imported.values()["FOLDER"]) == ("import", "/somewhere")
    assert not page.take_values("diao:train", {})
