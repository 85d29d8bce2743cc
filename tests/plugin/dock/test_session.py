# SPDX-License-Identifier: GPL-2.0-or-later
"""What the project remembers of the work in the dock."""

import pytest
from diao.plugin.dock.datasets.target import Target
from diao.plugin.dock.session import PATHS, TRAINED, Session
from qgis.core import QgsProject


@pytest.fixture
def heard(session):
    events = []
    session.dataset_changed.connect(lambda source: events.append(("dataset", source)))
    session.model_changed.connect(lambda path: events.append(("model", path)))
    session.cleared.connect(lambda: events.append(("cleared",)))
    return events


@pytest.fixture
def files(tmp_path):
    for name in ("a.gpkg", "m.onnx"):
        (tmp_path / name).touch()
    return f"{tmp_path / 'a.gpkg'}|layername=tiles", str(tmp_path / "m.onnx")


def test_a_choice_is_told_once(session, heard, files):
    dataset, model = files
    for _ in range(2):
        session.set_dataset(dataset)
        session.set_model(model)
    assert heard == [("dataset", dataset), ("model", model)]
    assert (session.dataset, session.model) == files


def test_a_saved_project_brings_its_choices_back(session, heard, files, tmp_path):
    dataset, model = files
    session.set_dataset(dataset)
    session.set_model(model)
    session.remember("diao:score", {"BUDGET": 50.0, "METHOD": "diao", "LAYER": object()})
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "a.qgz"))
    project.clear()
    assert (session.dataset, session.model) == ("", "")
    assert session.remembered("diao:score") == {}
    heard.clear()
    project.read(str(tmp_path / "a.qgz"))
    assert heard[-2:] == [("dataset", dataset), ("model", model)]
    assert session.remembered("diao:score") == {"BUDGET": 50.0, "METHOD": "diao"}


def test_choices_are_found_where_project_and_files_were_moved_together(session, files, tmp_path):
    home = tmp_path / "project"
    (home / "work").mkdir(parents=True)
    for name in ("a.gpkg", "m.onnx"):
        (home / "work" / name).touch()
    session.set_dataset(f"{home / 'work' / 'a.gpkg'}|layername=tiles")
    session.set_model(str(home / "work" / "m.onnx"))
    project = QgsProject.instance()
    project.write(str(home / "a.qgz"))
    project.clear()
    home.rename(tmp_path / "moved")
    project.read(str(tmp_path / "moved" / "a.qgz"))
    assert session.dataset == f"{tmp_path / 'moved' / 'work' / 'a.gpkg'}|layername=tiles"
    assert session.model == str(tmp_path / "moved" / "work" / "m.onnx")


def test_files_that_are_gone_are_not_chosen(session, files, tmp_path):
    session.set_dataset(files[0])
    project = QgsProject.instance()
    project.write(str(tmp_path / "a.qgz"))
    (tmp_path / "a.gpkg").unlink()
    project.read(str(tmp_path / "a.qgz"))
    assert session.dataset == ""


@pytest.mark.parametrize("text", ["", "{", "[1]", "7"])
def test_what_somebody_else_wrote_there_does_no_harm(session, text):
    QgsProject.instance().writeEntry("diao", "values/diao_score", text)
    assert session.remembered("diao:score") == {}


def test_a_session_that_is_closed_hears_nothing(session, heard, qgis_new_project):
    other = Session()
    other.close()
    QgsProject.instance().clear()
    assert heard == [("cleared",)]


def test_an_unchanged_choice_leaves_the_project_unchanged(session, files):
    session.set_dataset(files[0])
    session.remember("diao:score", {"BUDGET": 1})
    QgsProject.instance().setDirty(False)
    session.set_dataset(files[0])
    session.remember("diao:score", {"BUDGET": 1})
    assert not QgsProject.instance().isDirty()


def test_one_target_holds_for_all_and_comes_back_with_the_project(session, tmp_path):
    told = []
    session.target_changed.connect(lambda: told.append(session.target))
    assert session.target == Target("lifted", 0.5)
    for _ in range(2):
        session.set_target(Target("tempered", 0.25))
    assert told == [Target("tempered", 0.25)]
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "a.qgz"))
    project.clear()
    assert session.target == told[-1] == Target("lifted", 0.5)
    assert project.read(str(tmp_path / "a.qgz"))
    assert session.target == told[-1] == Target("tempered", 0.25)


@pytest.mark.parametrize("values", [{"TARGET": "mine", "TEMPER": "much"}, {"TARGET": None, "TEMPER": 7}])
def test_a_target_that_no_job_knows_is_the_usual_one(session, values):
    session.remember("target", values)
    assert session.target == Target("lifted", 0.5)


@pytest.mark.parametrize("key", PATHS)
def test_paths_stay_what_they_are_when_the_project_is_saved_elsewhere(session, qgis_new_project, tmp_path, key):
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
    kept = {"model": str(here / "m.onnx"), "other": "/far/away.gpkg", "none": ""}
    project = QgsProject.instance()
    project.write(str(here / "p.qgz"))
    session.remember_paths(key, kept)
    for path in (here / "p.qgz", there / "p.qgz"):
        assert project.write(str(path))
        project.clear()
        assert session.remembered_paths(key) == {}
        assert project.read(str(path))
        assert session.remembered_paths(key) == kept


def test_paths_move_with_the_project(session, qgis_new_project, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    project = QgsProject.instance()
    project.write(str(here / "p.qgz"))
    session.remember_paths(TRAINED, {"model": str(here / "m.onnx")})
    project.write()
    project.clear()
    here.rename(there)
    project.read(str(there / "p.qgz"))
    assert session.remembered_paths(TRAINED) == {"model": str(there / "m.onnx")}


def test_a_project_that_has_no_paths_gets_no_entries(session, qgis_new_project, tmp_path):
    project = QgsProject.instance()
    project.write(str(tmp_path / "p.qgz"))
    project.read(str(tmp_path / "p.qgz"))
    project.write()
    assert not [key for key in PATHS if session.remembered(key)]
    assert not project.readEntry("diao", f"values/{TRAINED}", "")[0]
