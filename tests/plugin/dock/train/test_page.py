# SPDX-License-Identifier: GPL-2.0-or-later
"""The page Train with a runner that only notes what it is asked for, and once with the engine itself."""

import os
import subprocess
from pathlib import Path

import pytest
from diao.diao_engine.jobs.train import resume_file
from diao.diao_engine.protocol import environment, events
from diao.plugin.dock.datasets import work_folder_dialog
from diao.plugin.dock.runs.runner import JobRunner
from diao.plugin.dock.train import device, model_path
from diao.plugin.dock.train.page import TrainPage
from diao.plugin.settings import store
from qgis.core import QgsProcessingUtils, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject

from tests.plugin import datasets
from tests.plugin.noting import NotingRunner

REPOSITORY = Path(__file__).resolve().parents[4]
DRAW = "import sys, pathlib; from tests.engine.landscape import draw; draw(pathlib.Path(sys.argv[1]))"


class Runner(NotingRunner):
    """Knows the ways in which a training goes on and ends."""

    def trained(self, **more):
        """Write the files of the run and end it well."""
        values = self.runs[-1][1]
        for name in ("MODEL", "REPORT"):
            Path(values[name]).write_bytes(b"made")
        self.end(MODEL=values["MODEL"], REPORT=values["REPORT"], **{"MIOU": 0.61, "MACRO_F1": 0.72, **more})

    def epoch(self, number, miou, **ious):
        self.run.metric.emit("loss", number, 1 / number)
        self.run.metric.emit("validation loss", number, 1 / number)
        self.run.metric.emit("miou", number, miou)
        self.run.metric.emit("macro_f1", number, miou)
        for name, value in ious.items():
            self.run.metric.emit(events.IOU_OF_CLASS + name, number, value)

    def cancel(self):
        self.end(ok=False, cancelled=True, message="Train model: cancelled; nothing was written.")


@pytest.fixture
def runner():
    return Runner()


@pytest.fixture
def page(provider, runner, session, show, tmp_path):
    session.work_folder.choose(str(tmp_path))
    return show(TrainPage(runner, session, None), 360, 900)


@pytest.fixture
def source(tmp_path):
    return datasets.write(tmp_path / "ground.gpkg") + "|layername=tiles"


@pytest.fixture
def choose(page, session, wait_until):
    def done(source):
        session.set_dataset(source)
        wait_until(lambda: page.summary is not None or page.hint())

    return done


@pytest.fixture
def ready(page, source, choose):
    choose(source)
    return page


def child(page, name):
    return page.findChild(QObject, name)


def interrupt(model, fingerprint="0123456789abcdef"):
    path = Path(resume_file(str(model), fingerprint))
    path.write_bytes(b"a state")
    return path


def rows(page):
    table = page.result.classes
    return [
        tuple(table.topLevelItem(row).text(column) for column in range(3)) for row in range(table.topLevelItemCount())
    ]


def test_without_a_dataset_the_page_says_what_is_first(page):
    assert "dataset" in page.hint()
    assert not page.bar.start.isEnabled()
    assert page.bar.stage.text() == page.hint()
    assert not page.is_done()


def test_what_is_trained_on_is_told(ready):
    assert ready.hint() == ""
    assert ready.bar.start.isEnabled()
    assert child(ready, "diao_dataset_told").text() == (
        "Trains on ground.gpkg: 2 training tiles, 1 of them synthetic, shown 3 times in all; measured on 1 validation tile."
    )


def test_two_doses_are_told_until_one_is_gone(page, choose, tmp_path):
    doses = page.doses
    choose(datasets.write(tmp_path / "once.gpkg", tiles=[(0, "train", 1, "real", (50, 50, 0)), *datasets.TILES[1:]]))
    assert doses.isHidden()
    page.form.set_value("LOSS", "weighted_cross_entropy")
    assert "set Loss function to Cross entropy, or Sampling to Plain" in doses.text()
    assert page.bar.start.isEnabled()
    page.form.set_value("LOSS", "cross_entropy")
    assert doses.isHidden()
    choose(datasets.write(tmp_path / "repeated.gpkg"))
    assert "show 3 tiles per epoch instead of 2" in doses.text()
    assert not doses.isHidden()
    page.form.set_value("SAMPLING", "plain")
    assert doses.isHidden()


def test_no_validation_tile_is_told(page, choose, tmp_path):
    tiles = [tile for tile in datasets.TILES if tile[1] == "train"]
    choose(datasets.write(tmp_path / "no_val.gpkg", tiles=tiles))
    assert "too good" in child(page, "diao_dataset_told").text()
    assert page.bar.start.isEnabled()


def test_no_training_tile_is_an_obstacle(page, choose, tmp_path):
    tiles = [(0, "train", 0, "real", (9, 9, 9)), *datasets.TILES[2:]]
    choose(datasets.write(tmp_path / "none.gpkg", tiles=tiles))
    assert "no training tile" in page.hint()
    assert not page.bar.start.isEnabled()


def test_what_is_no_dataset_is_told(page, choose, tmp_path):
    place = tmp_path / "text.gpkg"
    place.write_text("no database, though it is called one")
    choose(str(place))
    assert str(place) in page.hint()
    assert not page.bar.start.isEnabled()


def test_few_fields_stand_on_top_and_the_rest_is_advanced(ready):
    box = child(ready, "diao_advanced")
    for name in ("architecture", "encoder", "loss", "epochs"):
        assert not box.isAncestorOf(child(ready, f"diao_{name}"))
    for name in ("encoder_weights", "batch_size", "crop_size", "learning_rate", "patience", "resume", "device", "seed"):
        assert box.isAncestorOf(child(ready, f"diao_{name}"))
    assert child(ready, "diao_dataset") is None


def test_a_run_gets_dataset_model_and_report(ready, runner, source, tmp_path):
    child(ready, "diao_run").click()
    algorithm, values, how = runner.runs[-1]
    assert algorithm == "diao:train"
    assert values["DATASET"] == source
    assert values["MODEL"] == str(tmp_path / "ground_model.onnx")
    assert values["REPORT"] == str(tmp_path / "ground_model_report.html")
    assert values["ARCHITECTURE"] == "unet"
    assert not how["load"]


def test_wrong_values_are_told_and_nothing_starts(ready, runner):
    ready.form.set_value("CROP_SIZE", 100)
    child(ready, "diao_run").click()
    assert not runner.runs
    assert "multiple of 32" in child(ready, "diao_crop_size").findChild(QObject, "diao_reason").text()


def test_a_file_without_a_name_is_told(ready, runner):
    child(ready, "diao_model").setFilePath("")
    child(ready, "diao_run").click()
    assert not runner.runs
    assert "Model" in child(ready, "diao_form_reason").text()


def test_a_model_that_is_there_is_not_written_over(ready, page, tmp_path, runner, session, choose):
    (tmp_path / "ground_model.onnx").write_bytes(b"an earlier model")
    (tmp_path / "ground_model_2_report.html").write_bytes(b"an earlier report")
    choose("")
    choose(str(tmp_path / "ground.gpkg"))
    assert child(ready, "diao_model").filePath() == "ground_model_3.onnx"


def test_a_model_that_the_user_names_is_replaced_with_a_word(ready, tmp_path):
    (tmp_path / "peat.onnx").write_bytes(b"an earlier model")
    child(ready, "diao_model").setFilePath(str(tmp_path / "peat.onnx"))
    assert "peat.onnx exists" in child(ready, "diao_model_told").text()
    child(ready, "diao_model").setFilePath(str(tmp_path / "other.onnx"))
    assert not child(ready, "diao_model_told").isVisible()


def test_a_bare_name_lies_in_the_work_folder(ready, runner, tmp_path):
    child(ready, "diao_model").setFilePath("peat")
    child(ready, "diao_run").click()
    assert runner.runs[-1][1]["MODEL"] == str(tmp_path / "peat.onnx")


def test_after_a_file_elsewhere_comes_the_next_one_there(ready, runner, tmp_path):
    (tmp_path / "models").mkdir()
    child(ready, "diao_model").setFilePath(str(tmp_path / "models" / "peat"))
    child(ready, "diao_run").click()
    (tmp_path / "models" / "peat.onnx").touch()
    runner.trained()
    assert child(ready, "diao_model").filePath() == str(tmp_path / "models" / "peat_2.onnx")


def test_a_model_that_is_not_kept_says_so(ready, runner, session, monkeypatch):
    monkeypatch.setattr(work_folder_dialog, "ask", lambda *_: "")
    session.work_folder.choose("/proc/diao")  # cannot be written to, so it is asked for
    child(ready, "diao_run").click()
    assert runner.runs[-1][1]["MODEL"].startswith(QgsProcessingUtils.tempFolder())
    assert "goes away with QGIS" in child(ready, "diao_model_told").text()


def test_an_interrupted_training_keeps_its_name_and_says_so(ready, tmp_path, choose):
    (tmp_path / "ground_model.onnx").write_bytes(b"an earlier model")
    interrupt(tmp_path / "ground_model_2.onnx")
    choose("")
    choose(str(tmp_path / "ground.gpkg"))
    assert child(ready, "diao_model").filePath() == "ground_model_2.onnx"
    assert "it goes on after its last whole epoch" in child(ready, "diao_model_told").text()
    ready.form.set_value("RESUME", False)
    assert "begins anew" in child(ready, "diao_model_told").text()
    assert "goes on" not in child(ready, "diao_model_told").text()


def test_free_names_count_on(tmp_path):
    (tmp_path / "peat_2.onnx").write_bytes(b"")
    assert model_path.next_free(str(tmp_path / "peat_2.onnx")) == str(tmp_path / "peat_3.onnx")
    assert model_path.next_free(str(tmp_path / "peat.onnx")) == str(tmp_path / "peat.onnx")
    interrupt(tmp_path / "peat.onnx")
    assert model_path.next_free(str(tmp_path / "peat.onnx")) == str(tmp_path / "peat_3.onnx")


def test_the_interrupted_training_that_counts_is_the_last_one(tmp_path):
    model = tmp_path / "peat [1].onnx"
    assert model_path.interrupted(str(model)) is None
    for seconds, fingerprint in ((3000, "a" * 64), (5000, "b" * 64), (4000, "c" * 64)):
        os.utime(interrupt(model, fingerprint), (seconds, seconds))
    interrupt(tmp_path / "peat [1]_2.onnx")
    assert model_path.interrupted(str(model)) == 5000


def test_curves_and_classes_are_live(ready, runner):
    assert not ready.curves.isVisible()
    child(ready, "diao_run").click()
    assert ready.curves.isVisible()
    runner.run.metric.emit(events.BATCH_LOSS, 300, 0.9)
    assert ready.curves.loss.values_at(0) == [("batch", "0.900")]
    runner.epoch(1, 0.4, forest=0.8, peat=0.1)
    runner.epoch(2, 0.6, forest=0.9, peat=0.3, water=0.5)
    runner.epoch(3, 0.5, forest=0.95, peat=0.2, water=0.4)
    # One validation tile is little to judge by.
    assert rows(ready) == [("forest", "0.90 *", ""), ("peat", "0.30 *", "rare"), ("water", "0.50 *", "rare")]
    assert "epoch 2" in ready.result.which.text()
    assert "Epoch 3: mean 0.50, peat 0.20, water 0.40" in ready.curves.iou.accessibleDescription()
    runner.trained()
    assert "epoch 2, which the model holds" in ready.result.which.text()
    child(ready, "diao_run").click()
    assert ready.curves.iou.reached() == 0
    assert not ready.result.classes.isVisible()


def test_the_model_is_handed_on_and_the_report_offered(ready, runner, session, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("diao.plugin.dock.train.result.QDesktopServices.openUrl", opened.append)
    child(ready, "diao_run").click()
    runner.epoch(1, 0.6, peat=0.3)
    runner.trained()
    assert session.model == str(tmp_path / "ground_model.onnx")
    assert ready.is_done()
    trained_on = session.dataset
    session.set_dataset("another|layername=tiles")
    assert not ready.is_done()  # the model has not seen this one
    session.set_dataset(trained_on)
    assert ready.is_done()
    (tmp_path / "elsewhere.onnx").write_bytes(b"a model")
    session.set_model(str(tmp_path / "elsewhere.onnx"))
    assert not ready.is_done()  # nobody has trained here what came along
    session.set_model(str(tmp_path / "ground_model.onnx"))
    assert ready.is_done()
    assert child(ready, "diao_train_summary").text() == "Mean IoU 0.61, macro F1 0.72; the model is ground_model.onnx."
    child(ready, "diao_report").click()
    assert opened[0].toLocalFile() == str(tmp_path / "ground_model_report.html")
    assert child(ready, "diao_model").filePath() == "ground_model_2.onnx"


def test_stop_and_keep_is_there_while_its_own_training_runs(ready, runner):
    button = child(ready, "diao_finish")
    assert not button.isVisible()
    runner.start("diao:train", {})
    assert not button.isVisible()
    runner.end()
    child(ready, "diao_run").click()
    assert button.isVisible()
    assert button.isEnabled()
    button.click()
    assert runner.run.finish_requested
    assert not button.isEnabled()
    assert "ends with this epoch" in child(ready, "diao_finish_told").text()
    runner.trained()
    assert not button.isVisible()
    assert not child(ready, "diao_finish_told").isVisible()
    child(ready, "diao_run").click()
    assert button.isEnabled()


def test_metrics_of_other_runs_are_not_shown(ready, runner):
    runner.start("diao:train", {})
    runner.epoch(1, 0.5, peat=0.5)
    assert not ready.curves.isVisible()
    assert rows(ready) == []
    runner.end(MODEL="/else/where.onnx")
    assert ready.session.model == ""


def test_after_a_cancelled_run_it_can_go_on_from_there(ready, runner, session, tmp_path):
    child(ready, "diao_run").click()
    runner.epoch(1, 0.4)
    runner.epoch(2, 0.5)
    interrupt(tmp_path / "ground_model.onnx")
    child(ready, "diao_cancel").click()
    assert session.model == ""
    assert "it goes on after epoch 2" in child(ready, "diao_model_told").text()
    assert child(ready, "diao_model").filePath() == "ground_model.onnx"
    child(ready, "diao_run").click()
    assert not child(ready, "diao_model_told").isVisible()


def test_a_failed_run_says_why(ready, runner, session):
    child(ready, "diao_run").click()
    runner.end(ok=False, message="Memory ran out.")
    assert ready.bar.message.text() == "Memory ran out."
    assert session.model == ""


def test_what_was_chosen_is_remembered_but_not_where(ready, runner, session, provider):
    ready.form.set_value("EPOCHS", 3)
    ready.form.set_value("LOSS", "focal")
    child(ready, "diao_run").click()
    kept = session.remembered("diao:train")
    assert (kept["EPOCHS"], kept["LOSS"]) == (3, "focal")
    assert not {"DATASET", "MODEL", "REPORT"} & set(kept)
    other = TrainPage(runner, session, None)
    assert other.form.values()["EPOCHS"] == 3
    other.deleteLater()


def test_a_project_closed_meanwhile_does_not_get_the_model(ready, runner, session, tmp_path):
    child(ready, "diao_run").click()
    runner.epoch(1, 0.5, peat=0.2)
    QgsProject.instance().clear()
    assert session.dataset == ""
    runner.epoch(2, 0.6, peat=0.3)
    assert ready.curves.iou.reached() == 2
    runner.trained()
    assert session.model == ""
    assert str(tmp_path / "ground_model.onnx") in child(ready, "diao_train_summary").text()
    assert not ready.bar.start.isEnabled()


def test_a_closed_project_takes_the_result_with_it(ready, runner):
    child(ready, "diao_run").click()
    runner.epoch(1, 0.5, peat=0.2)
    runner.trained()
    QgsProject.instance().clear()
    assert not ready.curves.isVisible()
    assert not ready.result.summary.isVisible()
    assert child(ready, "diao_model").filePath() == ""


def test_a_dataset_that_is_gone_is_told_when_somebody_looks(ready, tmp_path, wait_until):
    (tmp_path / "ground.gpkg").unlink()
    ready.hide()
    ready.show()
    wait_until(lambda: "does not exist" in ready.hint())
    assert not ready.bar.start.isEnabled()


def test_a_dataset_that_goes_in_the_middle_of_a_run_is_survived(ready, runner, session, choose):
    child(ready, "diao_run").click()
    session.set_dataset("")
    runner.epoch(1, 0.5, peat=0.2)
    runner.trained()
    assert rows(ready)[1] == ("peat", "0.20 *", "rare")
    assert "dataset" in ready.hint()


def test_a_page_that_goes_in_the_middle_of_a_run_is_survived(provider, runner, session, source, wait_until):
    page = TrainPage(runner, session, None)
    session.set_dataset(source)
    wait_until(lambda: page.summary is not None)
    page.bar.start.click()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    runner.epoch(1, 0.5, peat=0.2)
    runner.run.device.emit("Training runs on the CPU.")
    runner.trained()


def test_the_device_is_told_as_far_as_it_is_known(ready, runner, monkeypatch):
    line = child(ready, "diao_device_told")
    assert "once it trains" in line.text()
    versions = {"device": "cuda (NVIDIA H200)"}
    monkeypatch.setattr(environment, "status", lambda size: environment.Status(size, "", True, versions))
    assert device.expected("auto") == "Device: the GPU NVIDIA H200, found when the engine was set up."
    versions["device"] = "cpu"
    assert "the CPU" in device.expected("auto")
    store.write(store.PluginSettings(device="cuda"))
    assert "NVIDIA GPU (CUDA), as Settings" in device.expected("auto")
    ready.form.set_value("DEVICE", "cpu")
    assert line.text() == "Device: CPU, as chosen."
    child(ready, "diao_run").click()
    runner.run.message.emit("info", "unet with efficientnet_lite0: 1 weights, started from none.")
    runner.run.device.emit("Training runs on the CPU, as asked for.")
    assert line.text() == "Training runs on the CPU, as asked for."
    runner.trained()
    assert line.text() == "Training runs on the CPU, as asked for."
    ready.form.set_value("DEVICE", "auto")
    assert "as Settings" in line.text()


@pytest.fixture
def engine_runner(provider, real_engine, session):
    """Goes with its run, also when a test fails in the middle of it."""
    made = JobRunner()
    yield made
    made.close()


def test_a_long_training_with_the_engine_is_ended_early_and_kept(engine_runner, session, tmp_path, wait_until):
    subprocess.run([os.environ["DIAO_ENGINE_PYTHON"], "-c", DRAW, str(tmp_path)], cwd=REPOSITORY, check=True)
    runner, page = engine_runner, TrainPage(engine_runner, session, None)
    page.show()
    session.set_dataset(str(tmp_path / "tiles.gpkg") + "|layername=tiles")
    wait_until(lambda: page.summary is not None)
    settings = {"ENCODER_WEIGHTS": "none", "EPOCHS": 5000, "STEPS_PER_EPOCH": 2, "BATCH_SIZE": 2, "CROP_SIZE": 32}
    page.form.set_values({**settings, "DEVICE": "cpu"})
    page.bar.start.click()
    assert runner.busy, page.bar.message.text()
    wait_until(lambda: page.result.last_epoch() >= 2 or not runner.busy)
    assert page.device.text() == "Training runs on the CPU, as asked for."
    assert page.curves.loss.reached() >= 2
    assert {"batch", "training", "validation"} <= {name for name, _ in page.curves.loss.values_at(0)}
    assert "forest" not in dict(page.curves.iou.values_at(0))
    assert "pond" in dict(page.curves.iou.values_at(0))
    assert [row[0] for row in rows(page)] == ["forest", "meadow", "pond"]
    child(page, "diao_finish").click()
    wait_until(lambda: not runner.busy)
    assert page.result.last_epoch() < 5000
    assert page.is_done(), page.bar.message.text()
    assert session.model == str(tmp_path / "tiles_model.onnx")
    assert os.path.getsize(session.model) > 1000
    assert child(page, "diao_report").isVisible()
    assert child(page, "diao_model").filePath() == "tiles_model_2.onnx"
    assert model_path.interrupted(session.model) is None
    page.deleteLater()


def test_a_run_that_waits_begins_once_the_dataset_is_read(page, runner, source, session, wait_until, tmp_path):
    model = tmp_path / "first.onnx"
    model.write_bytes(b"made")
    session.set_dataset(source)
    page.take_values("diao:train", {"DATASET": source, "START_FROM": str(model), "EPOCHS": 3})
    page.run_when_ready()
    wait_until(lambda: runner.runs)
    ((algorithm, values, _),) = runner.runs
    assert (algorithm, values["DATASET"], values["START_FROM"], values["EPOCHS"]) == (
        "diao:train", source, str(model), 3,
    )  # fmt: skip
    runner.end(ok=False, message="no")
    page.state_changed.emit()
    assert len(runner.runs) == 1


def test_a_page_that_was_left_runs_nothing_that_was_wanted_before(page, runner, source, session, wait_until):
    page.run_when_ready()
    page.hide()
    session.set_dataset(source)
    wait_until(lambda: page.summary is not None)
    page.show()
    page.state_changed.emit()
    assert runner.runs == []
