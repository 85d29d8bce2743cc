# SPDX-License-Identifier: GPL-2.0-or-later
"""What the project remembers of its runs, also when it is moved, and when somebody else wrote there."""

import shutil

import pytest
from diao.plugin.dock.runs.log import DONE, Record, RunLog, plain
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
)


@pytest.fixture
def log(qgis_new_project):
    made = RunLog()
    yield made
    made.close()


def record(folder="/somewhere", when="2026-11-26T22:00:00"):
    return Record(
        when, "diao:train", DONE, "done in 3 s", "a group", {"EPOCHS": 3, "DATASET": f"{folder}/a.gpkg|layername=tiles"},
        {"MODEL": f"{folder}/a.onnx", "MIOU": 0.5}, [[f"{folder}/a.tif", "OUTPUT", "a"]],
    )  # fmt: skip


def test_the_project_brings_its_runs_back(log, tmp_path):
    told = []
    log.changed.connect(lambda: told.append(len(log.records)))
    for when in ("1", "2"):
        log.add(record(when=when))
    QgsProject.instance().write(str(tmp_path / "a.qgz"))
    QgsProject.instance().clear()
    assert log.records == []
    QgsProject.instance().read(str(tmp_path / "a.qgz"))
    assert log.records == [record(when="1"), record(when="2")]
    assert told[:2] == [1, 2]


def test_files_that_are_moved_with_the_project_are_found(log, tmp_path):
    home = tmp_path / "project"
    home.mkdir()
    log.add(record(str(home / "work")))
    QgsProject.instance().write(str(home / "a.qgz"))
    assert str(home) not in QgsProject.instance().readEntry("diao", "history", "")[0]
    QgsProject.instance().clear()
    shutil.move(home, tmp_path / "moved")
    QgsProject.instance().read(str(tmp_path / "moved" / "a.qgz"))
    assert log.records == [record(str(tmp_path / "moved" / "work"))]
    (tmp_path / "other").mkdir()
    QgsProject.instance().write(str(tmp_path / "other" / "b.qgz"))
    QgsProject.instance().read(str(tmp_path / "other" / "b.qgz"))
    assert log.records == [record(str(tmp_path / "moved" / "work"))]


def test_of_very_many_the_oldest_go(log):
    for number in range(205):
        log.add(record(when=str(number)))
    assert [log.records[0].when, log.records[-1].when, len(log.records)] == ["5", "204", 200]


def test_a_run_can_be_forgotten(log):
    for when in ("1", "2"):
        log.add(record(when=when))
    log.remove(log.records[0])
    assert [one.when for one in log.records] == ["2"]


def test_a_project_without_runs_is_left_alone(log):
    assert not QgsProject.instance().isDirty()
    assert QgsProject.instance().readEntry("diao", "history", "nothing")[0] == "nothing"


@pytest.mark.parametrize(
    "text", ["{", "7", "[7]", '[{"when": 1}]', '[{"when": "", "algorithm": "", "state": "", "message": ""}]']
)
def test_what_somebody_else_wrote_there_is_no_run(log, text, tmp_path):
    QgsProject.instance().writeEntry("diao", "history", text)
    other = RunLog()
    assert other.records == []
    other.close()


def test_values_are_kept_as_json_takes_them():
    crs = QgsCoordinateReferenceSystem("EPSG:26917")
    assert plain(
        {
            "EXTENT": QgsReferencedRectangle(QgsRectangle(0, 1, 2, 3), crs),
            "AREA": QgsProcessingFeatureSourceDefinition("layer_id", True),
            "OUTPUT": QgsProcessingOutputLayerDefinition("/a.gpkg"),
            "LIST": ["a", object(), 2],
            "NONE": None,
            "WHAT": object(),
            "NUMBER": 0.5,
        }
    ) == {
        "EXTENT": "0.0,2.0,1.0,3.0 [EPSG:26917]",
        "AREA": "layer_id",
        "OUTPUT": "/a.gpkg",
        "LIST": ["a", 2],
        "NUMBER": 0.5,
    }
