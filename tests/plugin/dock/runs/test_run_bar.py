# SPDX-License-Identifier: GPL-2.0-or-later
"""A bar shows the run that it was given to follow, and of all others only that one goes on."""

import pytest
from diao.plugin.dock.runs.run import RunOutcome
from diao.plugin.dock.runs.run_bar import RunBar
from diao.plugin.dock.runs.runner import JobRunner
from qgis.PyQt.QtCore import QCoreApplication, QEvent


@pytest.fixture
def bar(qgis_app, runner):
    made = RunBar(runner, "Go")
    made.show()
    yield made
    made.deleteLater()


def ask(bar, runner):
    """Click, and start what the click asks for."""
    bar.requested.connect(lambda: bar.follow(runner.start("diao:score", {})))
    bar.start.click()
    return runner.run


def test_a_followed_run_from_start_to_end(bar, runner):
    run = ask(bar, runner)
    assert bar.cancel.isVisible()
    assert bar.progress.maximum() == 0
    assert bar.stage.text() == "Starting the engine …"
    run.progressed.emit(25.0, "Scoring")
    assert (bar.progress.maximum(), bar.progress.value(), bar.stage.text()) == (100, 25, "Scoring")
    run.message.emit("warning", "One is rare.")
    assert bar.notes.log.toPlainText() == "Warning: One is rare."
    runner.end(message="Done.")
    assert bar.message.text() == "Done."
    assert not bar.cancel.isVisible()
    assert bar.start.isEnabled()


def test_a_run_of_another_is_not_shown(bar, runner):
    run = runner.start("diao:train", {})
    run.progressed.emit(25.0, "Training")
    run.message.emit("info", "Hello.")
    assert not bar.start.isEnabled()
    assert not bar.cancel.isVisible()
    assert bar.stage.text() == "diao:train is running."
    runner.end(message="Trained.")
    assert bar.start.isEnabled()
    assert bar.message.text() == ""
    assert bar.notes.log.toPlainText() == ""


def test_a_run_that_starts_while_the_click_is_handled_is_not_its_own_for_that(bar, runner):
    """As the reader of cards may start one."""
    bar.requested.connect(lambda: runner.start("diao:modelcard", {}))
    bar.start.click()
    assert not bar.cancel.isVisible()
    runner.end(message="The card is read.")
    assert bar.message.text() == ""


def test_cancel_reaches_the_run(bar, runner):
    run = ask(bar, runner)
    bar.cancel.click()
    assert run.cancel_requested
    assert not bar.cancel.isEnabled()
    run.progressed.emit(50.0, "Scoring")
    assert bar.stage.text() == "Cancelling …"


def test_a_refused_run_says_why(provider, qgis_new_project, wait_until):
    runner = JobRunner()
    bar = RunBar(runner, "Go")
    bar.requested.connect(lambda: bar.follow(runner.start("diao:score", {"BUDGET": -1})))
    bar.start.click()
    assert bar.cancel.isHidden()
    wait_until(bar.message.text)
    assert "Extra repeats must be at least" in bar.message.text()
    runner.close()


def test_the_handle_outlives_a_bar_that_goes(qgis_app, runner):
    bar = RunBar(runner, "Go")
    run = ask(bar, runner)
    bar.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    run.progressed.emit(25.0, "Scoring")
    run.end(RunOutcome("diao:score", True, False, "Done."))
    assert not run.is_running
