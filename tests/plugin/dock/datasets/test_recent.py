# SPDX-License-Identifier: GPL-2.0-or-later
"""The files that were used last: newest first, across projects, without those that are gone."""

import pytest
from diao.plugin.dock.datasets.recent import DATASETS, MODELS
from diao.plugin.dock.datasets.recent_button import RecentButton
from qgis.core import QgsProject, QgsSettings


@pytest.fixture
def file(tmp_path):
    def write(name):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
        return str(tmp_path / name)

    return write


def test_the_newest_is_first_and_stands_there_once(file):
    first, second = file("a.gpkg"), file("b.gpkg")
    for path in (first, second, first):
        DATASETS.add(path)
    assert DATASETS.files() == [first, second]
    assert MODELS.files() == []


def test_what_is_gone_is_left_out_and_comes_back(file, tmp_path):
    DATASETS.add(file("a.gpkg"))
    (tmp_path / "a.gpkg").unlink()
    assert DATASETS.files() == []
    path = file("a.gpkg")
    assert DATASETS.files() == [path]


def test_the_list_is_short(file):
    for number in range(12):
        MODELS.add(file(f"{number}.onnx"))
    assert len(MODELS.files()) == 10
    assert MODELS.files()[0].endswith("11.onnx")


@pytest.mark.parametrize("stored", ["", "{", "7", '["a", 7]'])
def test_what_somebody_else_has_stored_there_does_no_harm(stored, file):
    QgsSettings().setValue("diao/recent_models", stored)
    assert MODELS.files() == []
    MODELS.add(file("a.onnx"))
    assert MODELS.files() == [file("a.onnx")]


def test_what_the_session_works_with_is_recent_in_the_next_project(session, file):
    session.set_dataset(file("a.gpkg") + "|layername=tiles")
    session.set_model(file("m.onnx"))
    session.set_dataset("")
    QgsProject.instance().clear()
    assert DATASETS.files() == [file("a.gpkg")]
    assert MODELS.files() == [file("m.onnx")]


def test_opening_a_project_makes_nothing_recent(session, file, tmp_path):
    session.set_dataset(file("a.gpkg"))
    QgsProject.instance().write(str(tmp_path / "a.qgz"))
    DATASETS.clear()
    QgsProject.instance().read(str(tmp_path / "a.qgz"))
    assert session.dataset == file("a.gpkg")
    assert DATASETS.files() == []


def test_the_button_offers_them_by_name_and_can_forget_them(file):
    button = RecentButton(MODELS, "diao_recent", "Recent models")
    button.fill()
    assert [action.isEnabled() for action in button.menu().actions()] == [False]
    MODELS.add(file("peat/a & b.onnx"))
    heard = []
    button.chosen.connect(heard.append)
    button.fill()
    first, _, last = button.menu().actions()
    assert first.text() == "a && b.onnx (peat)"
    assert "peat/a &amp; b.onnx" in first.toolTip()
    first.trigger()
    assert heard == [file("peat/a & b.onnx")]
    last.trigger()
    assert MODELS.files() == []
