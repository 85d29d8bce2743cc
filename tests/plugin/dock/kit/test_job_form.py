# SPDX-License-Identifier: GPL-2.0-or-later
"""Forms made from the parameters of algorithms."""

import gc
import threading
import weakref

import pytest
from diao.diao_engine.jobs import JOBS, Kind, specs
from diao.plugin.dock.kit import job_form
from diao.plugin.dock.kit.job_form import JobForm
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QWidget


@pytest.fixture
def form(provider, qgis_new_project):
    made = []

    def make(algorithm, **more):
        made.append(JobForm(algorithm, **more))
        made[-1].show()
        return made[-1]

    yield make
    for one in made:
        one.deleteLater()


def field(form, name):
    found = form.findChild(QWidget, f"diao_{name.lower()}")
    assert found is not None, name
    return found


def reason(form, name):
    return field(form, name).reason.text()


@pytest.mark.parametrize("job", JOBS)
def test_every_parameter_has_a_field_with_a_label_and_its_default(form, job):
    made = form(f"diao:{job}")
    values = made.values()
    for spec in specs(JOBS[job]):
        shown = field(made, spec.contract)
        labels = {label.buddy() for label in shown.findChildren(QLabel)}
        assert shown.widget in labels or spec.kind is Kind.FLAG
        if spec.default is not None and not spec.kind.is_output:
            assert values[spec.contract] == (list(spec.default) if spec.kind is Kind.CHOICES else spec.default)


def test_hidden_parameters_have_no_field_and_keep_their_value(form):
    made = form("diao:score", hidden=("DATASET",))
    assert made.findChild(QWidget, "diao_dataset") is None
    made.set_value("DATASET", "a.gpkg")
    made.set_value("NO_SUCH", 1)
    assert made.values()["DATASET"] == "a.gpkg"
    assert "NO_SUCH" not in made.values()


def test_the_order_is_that_of_the_page(form):
    made = form("diao:train", first=("EPOCHS", "LOSS"), seldom=("BATCH_SIZE",))
    whole, folded = made.layout(), made.findChild(QgsCollapsibleGroupBox, "diao_advanced")
    assert [whole.itemAt(place).widget().objectName() for place in range(2)] == ["diao_epochs", "diao_loss"]
    assert folded.isAncestorOf(field(made, "BATCH_SIZE"))
    assert folded.isAncestorOf(field(made, "SEED"))
    assert folded.isCollapsed()
    assert folded.layout().itemAt(0).widget() is field(made, "BATCH_SIZE")


def test_a_choice_shows_words_and_gives_values(form):
    made = form("diao:train")
    box = field(made, "LOSS").findChild(QComboBox)
    assert [box.itemText(row) for row in range(2)] == ["Cross entropy", "Class-weighted cross entropy"]
    box.setCurrentIndex(1)
    assert made.values()["LOSS"] == "weighted_cross_entropy"
    made.set_value("LOSS", "focal")
    assert box.currentText() == "Focal"


def test_shares_are_not_shown_with_six_digits(form):
    made = form("diao:createdataset")
    assert field(made, "VAL_FRACTION").findChild(QDoubleSpinBox).text() == "0.200"


def test_a_field_is_blamed_when_it_was_touched(form, tiles, tmp_path, wait_until):
    made = form("diao:train")
    made.set_values({"DATASET": tiles.source(), "MODEL": str(tmp_path / "model.onnx")})
    wait_until(lambda: not made.problems())
    made.set_value("CROP_SIZE", 100)
    wait_until(lambda: reason(made, "CROP_SIZE"))
    assert reason(made, "CROP_SIZE").startswith("Crop size must be a multiple of 32 px")
    made.set_value("CROP_SIZE", 128)
    wait_until(lambda: not reason(made, "CROP_SIZE"))


def test_what_is_missing_is_not_blamed_before_anybody_was_there(form, wait_until):
    made = form("diao:train")
    made.set_value("EPOCHS", 3)
    wait_until(lambda: not made._quiet.isActive())
    assert not reason(made, "DATASET")


def test_layers_that_go_with_their_project_are_not_missed(form, raster, wait_until):
    project = QgsProject.instance()
    layer = project.addMapLayer(QgsRasterLayer(raster("image.tif"), "image"))
    made = form("diao:segment")
    made.set_value("INPUT", layer.id())
    made.point_out()
    project.removeMapLayer(layer.id())
    wait_until(lambda: reason(made, "INPUT").startswith("Raster is missing"))
    layer = project.addMapLayer(QgsRasterLayer(raster("image.tif"), "image"))
    made.set_value("INPUT", layer.id())
    wait_until(lambda: not reason(made, "INPUT"))
    project.clear()
    wait_until(lambda: not made._quiet.isActive())
    assert not made.values()["INPUT"]
    assert not reason(made, "INPUT")


def test_pointing_out_shows_all_reasons_and_unfolds(form):
    made = form("diao:train")
    made.set_value("LEARNING_RATE", 0.001)
    made.set_value("ENCODER_WEIGHTS", "no such file.pth")
    assert not made.point_out()
    assert reason(made, "DATASET").startswith("Tile dataset is missing")
    made = form("diao:synthesize", hidden=("DATASET",))
    made.set_value("DATASET", "gone.gpkg")
    made.set_value("MIN_AREA", 200)
    made.set_value("MAX_AREA", 100)
    assert not made.point_out()
    assert "gone.gpkg" in made.reason.text()  # what has no field stands below all
    assert len(made.problems()) == 1


def test_all_wrong_fields_are_blamed_at_once(form):
    made = form("diao:createdataset")
    assert not made.point_out()
    assert reason(made, "IMAGES")
    assert reason(made, "LABELS")
    assert not reason(made, "TILE_SIZE")


def test_values_that_depend_on_each_other(form, raster, tmp_path):
    layer = QgsRasterLayer(raster(bands=3), "image")
    QgsProject.instance().addMapLayer(layer)
    model = tmp_path / "model.onnx"
    model.touch()
    made = form("diao:segment")
    made.set_values({"INPUT": layer.id(), "MODEL": str(model), "TILE_SIZE": 64, "OVERLAP": 60})
    assert not made.point_out()
    assert reason(made, "OVERLAP").startswith("Overlap (60 px) must be at most half of Window size")
    assert not made.findChild(QgsCollapsibleGroupBox, "diao_advanced").isCollapsed()
    made.set_value("OVERLAP", 32)
    assert made.point_out()


@pytest.mark.parametrize(
    ("algorithm", "name", "text"),
    [
        ("diao:synthesize", "BUDGET", "100.0"),
        ("diao:createdataset", "VAL_FRACTION", "0.200"),
        ("diao:train", "EMA", "0.9900"),
        ("diao:train", "LEARNING_RATE", "0.0010000"),
    ],
)
def test_fields_show_the_digits_that_their_bounds_need(form, algorithm, name, text):
    assert form(algorithm)._fields[name].widget.text() == text


def test_a_form_that_python_collects_in_another_thread_stands_layers_that_come(provider, qgis_new_project):
    """Qt deletes it in the main thread, and later; until then its fields look at each layer that is added."""
    form = JobForm("diao:learn")
    form.itself, gone = form, weakref.ref(form)  # only the collector finds it
    del form
    collector = threading.Thread(target=gc.collect)
    collector.start()
    collector.join()
    assert gone() is None
    for number in range(3):
        layer = QgsVectorLayer("Polygon?crs=EPSG:26917&field=class_value:integer", f"{number}", "memory")
        QgsProject.instance().addMapLayer(layer)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert any(sip.isdeleted(child) for child, _ in job_form._kept)
    JobForm("diao:learn").deleteLater()
    assert not any(sip.isdeleted(child) for child, _ in job_form._kept)
