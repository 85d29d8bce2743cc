# SPDX-License-Identifier: GPL-2.0-or-later
"""A map against a reference, and two maps beside each other: with the engine itself, from the form to the table and the layer."""

import os

import pytest
from diao.plugin.dock.kit.table_export import EXPORT_ROLE
from diao.plugin.dock.map.judging import AccuracyStep, MapComparisonStep
from diao.plugin.dock.map.judging_step import class_maps
from diao.plugin.dock.runs.runner import JobRunner
from diao.processing_provider import styles
from osgeo import gdal
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer

COLORS = [(0, 0, 0, 0), (34, 136, 51, 255), (170, 51, 119, 255)]

pytestmark = pytest.mark.usefixtures("english_numbers")


@pytest.fixture
def class_map(raster, qgis_new_project):
    """A class map of 8 × 8 pixels with a style of ours, in the project; the rows from `peat` on are peat."""

    def make(name, peat):
        path = raster(name, colors=COLORS, names=["", "forest", "peat"])
        file = gdal.Open(path, gdal.GA_Update)
        pixels = bytes(1 if row < peat else 2 for row in range(8) for _ in range(8))
        file.GetRasterBand(1).WriteRaster(0, 0, 8, 8, pixels)
        del file
        styles.store_for_raster(path)
        layer = QgsRasterLayer(path, f"{name}: classes")
        project = QgsProject.instance()
        project.addMapLayer(layer, False)
        project.layerTreeRoot().insertLayer(0, layer)
        return layer

    return make


@pytest.fixture
def judged(provider, real_engine, session, iface, tmp_path, wait_until, show):
    """Runs a step to its end."""
    session.work_folder.choose(str(tmp_path / "work"))
    runner = JobRunner()

    def run(kind, **values):
        step = show(kind(runner, session, iface), 380, 600)
        step.propose(QgsProject.instance())
        step.form.set_values(values)
        step.bar.start.click()
        wait_until(lambda: not runner.busy)
        assert step.summary.text(), step.bar.message.text()
        return step

    yield run
    runner.close()


def cells(step):
    return step.rows.texts()


@pytest.mark.slow
def test_a_reference_layer_gives_the_accuracy_of_each_class(judged, class_map):
    reference, mapped = class_map("true.tif", 4), class_map("map.tif", 6)
    step = judged(AccuracyStep, REFERENCE=reference.id())
    assert step.form.values()["INPUT"] == mapped.id()
    # forest: 32 agree of 48 mapped and 32 true; peat: 16 agree of 16 mapped and 32 true
    assert cells(step) == [
        ["forest *", "0.67", "0.80", "0.67", "1.00"],
        ["peat *", "0.50", "0.67", "1.00", "0.50"],
    ]
    assert [row.color for row in step.rows.rows()] == ["#228833", "#aa3377"]
    assert "overall accuracy 0.75" in step.summary.text()
    assert not step.note.isHidden()
    assert os.path.isfile(step._report)
    exported = [step.rows.index(0, column).data(EXPORT_ROLE) for column in range(5)]
    assert exported == ["forest", *(pytest.approx(figure) for figure in (32 / 48, 0.8, 32 / 48, 1.0))]
    assert step.report.isVisible()


@pytest.mark.slow
def test_two_maps_give_a_difference_layer_and_the_largest_transitions(judged, class_map):
    class_map("before.tif", 4)
    class_map("after.tif", 6)
    step = judged(MapComparisonStep)
    assert cells(step) == [["peat → forest", "16 m²", "25.0 %"]]
    assert "25.0 %" in step.summary.text()
    group = QgsProject.instance().layerTreeRoot().children()[0]
    names = [f"{what} 1: before.tif to after.tif" for what in ("Transitions", "Difference")]
    assert [node.name() for node in group.children()] == names
    layer = group.children()[1].layer()
    shown = {entry.label: (int(entry.value), entry.color.alpha()) for entry in layer.renderer().classes()}
    assert shown == {"unchanged": (0, 0), "peat → forest": (1, 255)}
    assert step.rows.rows()[0].color
    assert layer not in class_maps(QgsProject.instance())


def test_the_uppermost_maps_are_proposed_the_older_one_first(provider, runner, session, iface, class_map, raster):
    older, newer = class_map("older.tif", 4), class_map("newer.tif", 6)
    QgsProject.instance().addMapLayer(QgsRasterLayer(raster("image.tif"), "image"))
    step = MapComparisonStep(runner, session, iface)
    step.propose(QgsProject.instance())
    assert (step.form.values()["INPUT"], step.form.values()["OTHER"]) == (older.id(), newer.id())


def test_polygons_of_the_user_are_proposed_as_the_reference_not_imagery(
    provider, runner, session, iface, class_map, raster
):
    class_map("map.tif", 4)
    labels = QgsVectorLayer("Polygon?crs=EPSG:25832&field=class:string", "labels", "memory")
    project = QgsProject.instance()
    project.addMapLayers([labels, QgsRasterLayer(raster("image.tif"), "image")])
    step = AccuracyStep(runner, session, iface)
    step.propose(project)
    assert step.form.values()["REFERENCE"] == labels.id()
