# SPDX-License-Identifier: GPL-2.0-or-later
"""The work folder of a project: beside it, asked for, moved with it, gone, unwritable, and not kept at all."""

import os
import shutil

import pytest
from diao.plugin.dock.datasets import work_folder_dialog
from diao.plugin.dock.datasets.work_folder import WorkFolder
from qgis.core import QgsProcessingUtils, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication


@pytest.fixture
def work(qgis_new_project):
    made = WorkFolder()
    yield made
    made.close()


@pytest.fixture
def asked(monkeypatch):
    """The questions, with answers that a test puts there."""

    class Asked(list):
        """Questions that bring their answers along."""

    questions = Asked()
    questions.answers = []
    monkeypatch.setattr(
        work_folder_dialog,
        "ask",
        lambda _, proposal, problem: questions.append((proposal, problem)) or questions.answers.pop(0),
    )
    return questions


@pytest.fixture
def saved(tmp_path):
    def save(name="peat.qgz", folder="project"):
        (tmp_path / folder).mkdir(exist_ok=True)
        assert QgsProject.instance().write(str(tmp_path / folder / name))
        return tmp_path / folder

    return save


def entry():
    return QgsProject.instance().readEntry("diao", "work_folder", "")[0]


def test_a_saved_project_has_a_folder_beside_it_and_nobody_is_asked(work, asked, saved):
    folder = saved() / "peat_diao"
    assert work.path == str(folder)
    assert not folder.exists()
    assert entry() == ""
    assert not QgsProject.instance().isDirty()
    assert work.ready(None, "ohio")
    assert folder.is_dir()
    assert not asked
    assert entry() == "./peat_diao"


def test_a_project_that_is_not_saved_is_asked_once(work, asked, tmp_path):
    asked.answers = [str(tmp_path / "mine")]
    assert work.path == ""
    assert work.ready(None, "ohio / west")
    assert work.ready(None, "ohio / west")
    assert len(asked) == 1
    proposal, problem = asked[0]
    assert os.path.basename(proposal) == "ohio_west_diao"
    assert not os.path.exists(proposal)
    assert problem == ""
    assert (tmp_path / "mine").is_dir()
    assert entry() == str(tmp_path / "mine")


def test_a_run_can_be_called_off(work, asked):
    asked.answers = [None]
    assert not work.ready(None, "ohio")
    assert work.path == ""
    assert entry() == ""


def test_a_project_that_is_saved_after_the_first_run_keeps_its_folder(work, asked, saved, tmp_path):
    asked.answers = [str(tmp_path / "mine")]
    work.ready(None, "ohio")
    saved()
    assert work.path == str(tmp_path / "mine")
    QgsProject.instance().read(str(tmp_path / "project" / "peat.qgz"))
    assert work.path == str(tmp_path / "mine")
    assert work.problem() == ""


def test_folder_and_project_can_be_moved_together(work, saved, tmp_path):
    home = saved()
    work.ready(None, "ohio")
    saved()
    QgsProject.instance().clear()
    shutil.move(home, tmp_path / "moved")
    QgsProject.instance().read(str(tmp_path / "moved" / "peat.qgz"))
    assert work.path == str(tmp_path / "moved" / "peat_diao")
    assert work.problem() == ""


def test_a_project_saved_elsewhere_keeps_its_folder(work, saved, tmp_path):
    saved()
    work.ready(None, "ohio")
    saved("copy.qgz", "other")
    assert entry() == str(tmp_path / "project" / "peat_diao")
    QgsProject.instance().read(str(tmp_path / "other" / "copy.qgz"))
    assert work.path == str(tmp_path / "project" / "peat_diao")


def test_a_folder_that_is_gone_is_told_and_asked_for_again(work, asked, saved, tmp_path):
    saved()
    work.ready(None, "ohio")
    shutil.rmtree(work.path)
    assert "gone" in work.problem()
    asked.answers = [None, work.path]
    assert not work.ready(None, "ohio")
    assert not os.path.exists(work.path)
    assert work.ready(None, "ohio")
    assert os.path.isdir(work.path)
    assert [problem for _, problem in asked] == [asked[0][1]] * 2
    assert "peat_diao is gone" in asked[0][1]


def test_a_project_whose_folder_went_while_it_was_closed_says_so(work, saved, tmp_path):
    saved()
    work.ready(None, "ohio")
    saved()
    shutil.rmtree(work.path)
    QgsProject.instance().read(str(tmp_path / "project" / "peat.qgz"))
    assert "gone" in work.problem()


def test_a_folder_that_cannot_be_written_to_is_asked_for_again(work, asked, tmp_path):
    (tmp_path / "file").touch()
    asked.answers = [str(tmp_path / "file"), str(tmp_path / "file" / "below"), "/proc/diao", str(tmp_path / "good")]
    assert work.ready(None, "ohio")
    assert work.path == str(tmp_path / "good")
    told = [problem for _, problem in asked]
    assert told[0] == ""
    assert "is a file, not a folder" in told[1]
    assert "cannot be written to" in told[2]
    assert "/proc/diao cannot be written to" in told[3]


def test_what_is_not_kept_lies_with_the_temporary_files_until_the_project_ends(work, asked, saved):
    asked.answers = [""]
    assert work.ready(None, "ohio")
    assert work.is_temporary
    assert work.path.startswith(QgsProcessingUtils.tempFolder())
    assert os.path.isdir(work.path)
    assert entry() == ""
    QgsProject.instance().clear()
    assert work.path == ""


def test_another_folder_is_chosen_and_told(work, saved, tmp_path):
    saved()
    told = []
    work.changed.connect(lambda: told.append(work.path))
    work.choose(str(tmp_path / "other"))
    assert told == [str(tmp_path / "other")]
    assert work.ready(None, "ohio")
    assert (tmp_path / "other").is_dir()


@pytest.mark.parametrize(("button", "answer"), [("keep", "/some/where"), ("temporary", "")])
def test_the_question_offers_a_folder_and_to_keep_nothing(qgis_app, button, answer):
    seen = []

    def click():
        dialog = QApplication.activeModalWidget()
        seen.append((dialog.folder.filePath(), dialog.problem.text()))
        getattr(dialog, button).click()

    QTimer.singleShot(0, click)
    assert REAL_ASK(None, "/some/where", "It is gone.") == answer
    assert seen == [("/some/where", "It is gone.")]


REAL_ASK = work_folder_dialog.ask
