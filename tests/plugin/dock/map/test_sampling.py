# SPDX-License-Identifier: GPL-2.0-or-later
"""How good is this map: points are drawn, judged by buttons and keys, and evaluated, with the engine itself."""

import os

import pytest
from diao.diao_engine.jobs import sample
from diao.plugin.dock.map.sampling import SamplingSteps
from diao.plugin.dock.runs.runner import JobRunner
from diao.processing_provider import styles
from osgeo import gdal
from qgis.core import NULL, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsAttributeDialog
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

COLORS = [(0, 0, 0, 0), (34, 136, 51, 255), (170, 51, 119, 255)]

pytestmark = pytest.mark.usefixtures("english_numbers")


@pytest.fixture
def class_map(raster, qgis_new_project):
    """A class map of 8 × 8 pixels of ours, in the project: three quarters forest, a quarter peat."""
    path = raster("map.tif", colors=COLORS, names=["", "forest", "peat"])
    file = gdal.Open(path, gdal.GA_Update)
    file.GetRasterBand(1).WriteRaster(0, 0, 8, 8, bytes(1 if row < 6 else 2 for row in range(8) for _ in range(8)))
    del file
    styles.store_for_raster(path)
    layer = QgsRasterLayer(path, "map: classes")
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.fixture
def steps(provider, real_engine, session, iface, tmp_path, show, class_map):
    session.work_folder.choose(str(tmp_path / "work"))
    runner = JobRunner()
    made = show(SamplingSteps(runner, session, iface), 380, 900)
    made.propose(QgsProject.instance())
    yield made
    made.judge.pause()
    runner.close()


@pytest.fixture
def drawn(steps, wait_until):
    """The steps with a sample of 20 points."""
    steps.form.set_values({"COUNT": 20, "MIN_PER_CLASS": 5})
    steps.bar.start.click()
    wait_until(lambda: not steps.runner.busy)
    assert steps.sample() is not None, steps.bar.message.text()
    return steps


def table(layer):
    return {feature[sample.POINT]: feature for feature in layer.getFeatures()}


def test_without_a_sample_only_the_first_step_is_there(steps):
    assert not steps.judge.isVisible()
    assert not steps.result.isVisible()
    assert steps.form.values()["INPUT"] == QgsProject.instance().mapLayersByName("map: classes")[0].id()


@pytest.mark.slow
def test_from_the_points_to_the_result(drawn, class_map, wait_until):
    layer = drawn.sample()
    assert layer.name() == "Sample points 1: map"
    assert os.path.basename(layer.source().split("|")[0]) == "map_points.gpkg"
    assert layer.featureCount() == 20
    judge = drawn.judge
    assert [button.text() for button in judge.buttons] == [
        "1  forest", "2  peat", "3  another class (say which in the note)"
    ]  # fmt: skip
    assert not judge.buttons[0].isVisible()
    colors = [button.icon().pixmap(12, 12).toImage().pixelColor(5, 5).name() for button in judge.buttons]
    assert colors[:2] == ["#228833", "#aa3377"]
    judge.next.click()
    assert judge.question.text().startswith("Point 1:")
    for _ in range(10):
        here = judge._feature()
        judge.buttons[0 if here[sample.MAP_CLASS] == "forest" else 1].click()
    assert judge.progress.text() == "10 of 20 points are judged."
    assert sorted(number for number, point in table(layer).items() if point[sample.REFERENCE]) == list(range(1, 11))
    drawn.result.bar.start.click()
    wait_until(lambda: not drawn.runner.busy)
    assert drawn.result.summary.text().startswith("Overall accuracy 100.0 ± ")
    cells = drawn.result.rows.texts()
    assert [(row[0], row[1].partition(" ± ")[0], row[2].partition(" ± ")[0]) for row in cells] == [
        ("forest", "48.0", "100"), ("peat", "16.0", "100")
    ]  # fmt: skip
    assert all(not cell.endswith("± 0") for row in cells for cell in row)  # ten points cannot be certain
    assert os.path.isfile(drawn.result._report)


@pytest.mark.slow
def test_judging_shows_the_ground_and_not_the_map(drawn, class_map):
    drawn.judge.next.click()
    assert class_map.opacity() == 0
    assert drawn.sample().opacity() == 1
    drawn.judge.end.click()
    assert class_map.opacity() == 1
    assert not drawn.judge.buttons[0].isVisible()


@pytest.mark.slow
def test_keys_judge_and_back_corrects(drawn):
    judge, layer = drawn.judge, drawn.sample()
    judge.next.click()
    judge.activateWindow()
    judge.next.setFocus()
    QTest.keyClick(judge.next, Qt.Key.Key_2)
    assert table(layer)[1][sample.REFERENCE] == "peat"
    assert judge.question.text().startswith("Point 2:")
    judge.back.click()
    assert judge.question.text().startswith("Point 1:")
    assert [button.isChecked() for button in judge.buttons] == [False, True, False]
    judge.note.setText("a ditch")
    judge.buttons[2].click()
    assert table(layer)[1][sample.REFERENCE] == sample.OTHER_CLASS
    assert table(layer)[1][sample.NOTE] == "a ditch"
    assert judge.question.text().startswith("Point 2:")


@pytest.mark.slow
def test_keys_judge_on_the_map_too_while_a_point_is_looked_at(drawn, iface):
    judge, layer = drawn.judge, drawn.sample()
    QTest.keyClick(iface.canvas, Qt.Key.Key_2)
    judge.next.click()
    QTest.keyClick(iface.canvas, Qt.Key.Key_1)
    judge.end.click()
    QTest.keyClick(iface.canvas, Qt.Key.Key_2)
    assert [point[sample.REFERENCE] for _, point in sorted(table(layer).items())][:2] == ["forest", NULL]


@pytest.mark.slow
@pytest.mark.parametrize("button", ["next", "end"])
def test_a_note_stays_without_a_class(drawn, button):
    """No button is a text field's end of editing: on a Mac a click takes no focus."""
    judge, layer = drawn.judge, drawn.sample()
    judge.next.click()
    judge.note.setText("a ditch")
    getattr(judge, button).click()
    assert table(layer)[1][sample.NOTE] == "a ditch"


@pytest.mark.slow
def test_a_skipped_point_comes_again_at_the_end(drawn):
    judge, layer = drawn.judge, drawn.sample()
    judge.next.click()
    judge.next.click()  # point 1 is left for later
    for _ in range(19):
        judge.buttons[0].click()
    assert judge.question.text().startswith("Point 1:")
    judge.buttons[1].click()
    assert table(layer)[1][sample.REFERENCE] == "peat"
    assert not judge.next.isEnabled()
    assert not judge.review.is_on


@pytest.mark.slow
def test_what_is_judged_is_in_the_file_at_once_and_in_edits_where_there_are_some(drawn):
    judge, layer = drawn.judge, drawn.sample()
    judge.next.click()
    judge.buttons[0].click()
    assert not layer.isEditable()
    assert table(QgsVectorLayer(layer.source(), "again", "ogr"))[1][sample.REFERENCE] == "forest"
    layer.startEditing()
    judge.buttons[1].click()
    assert table(layer)[2][sample.REFERENCE] == "peat"
    assert not table(QgsVectorLayer(layer.source(), "again", "ogr"))[2][sample.REFERENCE]
    layer.rollBack()


@pytest.mark.slow
@pytest.mark.parametrize("end", ["reject", "accept"])
def test_the_edits_of_the_form_end_with_it(drawn, qgis_app, end):
    judge, layer = drawn.judge, drawn.sample()
    judge.next.click()
    judge.form.click()
    assert layer.isEditable()
    (form,) = [one for one in qgis_app.topLevelWidgets() if isinstance(one, QgsAttributeDialog) and one.isVisible()]
    judge.buttons[1].click()  # a point is judged while it is open
    getattr(form, end)()
    assert not layer.isEditable()
    assert table(QgsVectorLayer(layer.source(), "again", "ogr"))[1][sample.REFERENCE] == "peat"


@pytest.mark.slow
def test_the_form_leaves_edits_of_the_analyst_open(drawn, qgis_app):
    judge, layer = drawn.judge, drawn.sample()
    judge.next.click()
    layer.startEditing()
    judge.form.click()
    (form,) = [one for one in qgis_app.topLevelWidgets() if isinstance(one, QgsAttributeDialog) and one.isVisible()]
    form.reject()
    assert layer.isEditable()
    layer.rollBack()


@pytest.mark.slow
def test_a_sample_of_the_project_is_taken_up_and_a_removed_one_is_forgotten(drawn, provider, session, iface, show):
    other = show(SamplingSteps(drawn.runner, session, iface), 380, 900)
    assert other.sample() is drawn.sample()
    assert other.result.form.values()["REFERENCE"] == drawn.sample().id()
    drawn.judge.next.click()
    QgsProject.instance().removeMapLayer(drawn.sample().id())
    assert drawn.sample() is None
    assert not drawn.judge.isVisible()
    assert not drawn.judge.review.is_on


@pytest.mark.slow
def test_a_sample_that_is_added_or_comes_with_its_project_is_offered(drawn, tmp_path):
    source, project = drawn.sample().source(), QgsProject.instance()
    project.removeMapLayer(drawn.sample().id())
    assert drawn.sample() is None
    added = project.addMapLayer(QgsVectorLayer(source, "again", "ogr"))
    assert drawn.sample() is added
    project.write(str(tmp_path / "p.qgz"))
    project.clear()
    assert drawn.sample() is None
    project.read(str(tmp_path / "p.qgz"))
    drawn.propose(project)
    assert drawn.sample().name() == "again"
