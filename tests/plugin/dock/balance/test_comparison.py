# SPDX-License-Identifier: GPL-2.0-or-later
"""The question whether balancing is worth it, with a runner that only notes what it is asked for, and once with the engine itself."""

import pytest
from diao.plugin.dock.balance.comparison import ALGORITHM, ComparisonStep
from diao.plugin.dock.balance.page import BalancePage
from diao.plugin.dock.runs.runner import JobRunner
from qgis.core import QgsFeature, QgsProject, QgsVectorFileWriter, QgsVectorLayer
from qgis.PyQt.QtWidgets import QWidget

from tests.plugin import datasets


@pytest.fixture
def step(provider, runner, session, iface, tmp_path):
    made = ComparisonStep(runner, session, iface)
    made.set_dataset(f"{datasets.write(tmp_path / 'bog.gpkg')}|layername=tiles")
    made.show()
    yield made
    made.deleteLater()


def write_table(path, rows):
    fields = "&".join(
        [
            "field=method:string(40)", "field=best:integer", "field=miou:double", "field=rare_iou:double",
            *(f"field=gain_miou{end}:double" for end in ("", "_low", "_high")),
        ]
    )  # fmt: skip
    layer = QgsVectorLayer(f"none?{fields}", "comparison", "memory")
    for values in rows:
        made = QgsFeature(layer.dataProvider().fields())
        made.setAttributes(list(values))
        layer.dataProvider().addFeature(made)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "comparison"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsProject.instance().transformContext(), options)
    return str(path)


def rows(step):
    items = [step.table.topLevelItem(at) for at in range(step.table.topLevelItemCount())]
    return [([item.text(column) for column in range(4)], item.font(0).bold()) for item in items]


def test_the_comparison_is_kept_in_the_work_folder(step, runner, session, tmp_path):
    step.form.set_value("SEEDS", 5)
    step.form.set_value("METHODS", ["diao", "focal_loss"])
    step.bar.start.click()
    algorithm, values, how = runner.runs[-1]
    assert algorithm == ALGORITHM
    assert values["DATASET"] == f"{tmp_path / 'bog.gpkg'}|layername=tiles"
    assert values["TABLE"] == str(tmp_path / "bog_comparison.gpkg")
    assert values["REPORT"] == str(tmp_path / "bog_comparison_report.html")
    assert values["SEEDS"] == 5
    assert sorted(values["METHODS"]) == ["diao", "focal_loss"]
    assert not how["load"]
    assert session.remembered(ALGORITHM)["SEEDS"] == 5
    assert not {"DATASET", "TABLE", "REPORT"} & set(session.remembered(ALGORITHM))


def test_the_sentence_and_the_table_are_shown(step, runner, tmp_path):
    assert step.advice.isHidden()
    step.bar.start.click()
    table = write_table(
        tmp_path / "bog_comparison.gpkg",
        [
            ("none", 0, 50.0, 30.31, None, None, None),
            ("diao_cp", 1, 53.04, 38.0, 3.04, 1.0, 5.08),
            ("diao", 0, 49.0, None, -1.0, None, None),
        ],
    )
    runner.end(BEST="diao_cp", GAIN=3.04, GAIN_LOW=1.0, GAIN_HIGH=5.08, TABLE=table, REPORT="")
    assert "Synthetic tiles (DIAO-CP)" in step.advice.text()
    assert "3.0 points" in step.advice.text()
    assert rows(step) == [
        (["No balancing", "50.0", "", "30.3"], False),
        (["Synthetic tiles (DIAO-CP)", "53.0", "+3.0 ± 2.0", "38.0"], True),
        (["Repeats (DIAO)", "49.0", "-1.0", "–"], False),
    ]
    assert step.report.isHidden()
    step.set_dataset("other.gpkg|layername=tiles")
    assert step.advice.isHidden()
    assert rows(step) == []


@pytest.mark.parametrize("end", [{"ok": False, "message": "It failed."}, {"ok": False, "cancelled": True}])
def test_a_run_that_fails_shows_nothing(step, runner, end):
    step.bar.start.click()
    runner.end(**end)
    assert step.advice.isHidden()
    assert step.table.isHidden()


@pytest.mark.parametrize("end", [{"cancelled": True, "message": "Cancelled."}, {"message": "Memory ran out."}])
def test_a_cancelled_run_leaves_what_an_earlier_one_has_found(step, runner, tmp_path, end):
    table = write_table(tmp_path / "one.gpkg", [("none", 1, 50.0, 30.0, None, None, None)])
    step.bar.start.click()
    runner.end(BEST="none", GAIN=0.0, GAIN_LOW=0.0, GAIN_HIGH=0.0, TABLE=table, REPORT="")
    told, found = step.advice.text(), rows(step)
    step.bar.start.click()
    assert step.table.isHidden()
    assert step.advice.isHidden()
    runner.end(ok=False, **end)
    assert not step.table.isHidden()
    assert (step.advice.text(), rows(step)) == (told, found)
    assert step.bar.message.text() == end["message"]
    assert step.bar.start.isEnabled()


def test_a_run_that_outlives_its_project_shows_nothing(step, runner, tmp_path):
    step.bar.start.click()
    QgsProject.instance().clear()
    runner.end(BEST="none", TABLE="", REPORT="")
    assert step.advice.isHidden()


def test_the_page_holds_it_folded_and_hands_on_the_dataset(provider, runner, session, iface, tmp_path, wait_until):
    page = BalancePage(runner, session, iface)
    page.show()
    box = page.findChild(QWidget, "diao_step_compare")
    assert box.isCollapsed()
    assert not page.comparison.bar.start.isEnabled()
    source = f"{datasets.write(tmp_path / 'bog.gpkg')}|layername=tiles"
    session.set_dataset(source)
    wait_until(page.comparison.bar.start.isEnabled)
    page.comparison.bar.start.click()
    assert runner.runs[-1][1]["DATASET"] == source
    page.deleteLater()


def test_with_the_engine(provider, iface, ohio, session, wait_until):
    runner = JobRunner()
    step = ComparisonStep(runner, session, iface)
    step.set_dataset(f"{ohio}|layername=tiles")
    for name, value in {
        "METHODS": ["diao", "focal_loss"], "STEPS": 2, "SEEDS": 2, "BATCH_SIZE": 2, "CROP_SIZE": 32, "ENCODER_WEIGHTS": "none",
        "DEVICE": "cpu",
    }.items():  # fmt: skip
        step.form.set_value(name, value)
    step.show()
    step.bar.start.click()
    wait_until(lambda: not runner.busy)
    assert step.advice.text(), step.bar.message.text()
    assert [cells[0] for cells, _ in rows(step)] == ["No balancing", "Focal loss", "Repeats (DIAO)"]
    assert step.report.isVisible()
    step.deleteLater()
    runner.close()
