# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs from the dock against a stub engine: what the window hears, and that every end is survived."""

import gc
import os
import threading
import time
import weakref
from pathlib import Path
from types import SimpleNamespace

import pytest
from diao.plugin.dock.runs import history
from diao.plugin.dock.runs import runner as runner_module
from diao.plugin.dock.runs.runner import JobRunner
from diao.plugin.dock.runs.task import Feedback
from diao.processing_provider.algorithm import JobAlgorithm
from qgis.core import Qgis, QgsApplication, QgsPalettedRasterRenderer, QgsProject, QgsRasterLayer, QgsTask
from qgis.gui import QgsGui
from qgis.PyQt.QtCore import QCoreApplication, QThread

SCORED = """
    import shutil
    shutil.copy(values["dataset"]["path"], values["output"])
    tell("finished", outputs={"output": values["output"], "imbalance_before": 0.9, "imbalance_after": 0.4,
                              "imbalance_floor": 0.39})
"""
UNTIL_CANCELLED = """
    tell("progress", fraction=0.1, stage="Scoring", seconds_left=None)
    while not cancelled():
        time.sleep(0.02)
    tell("cancelled")
"""
DEAF = """
    open(os.path.dirname(values["output"]) + "/pid", "w").write(str(os.getpid()))
    tell("progress", fraction=0.1, stage="Scoring", seconds_left=None)
    time.sleep(300)
"""


class Listener:
    """Keeps what a runner tells, in its order."""

    def __init__(self, runner):
        self.events, self.outcomes, self.foreign = [], [], []
        runner.started.connect(self.follow)
        runner.ended.connect(lambda outcome: self.keep("ended", outcome))

    def follow(self, run):
        self.keep("started", run.algorithm)
        run.progressed.connect(lambda percent, stage: self.keep("progressed", percent, stage))
        run.message.connect(lambda level, text: self.keep("message", level, text))
        run.metric.connect(lambda name, step, value: self.keep("metric", name, step, value))

    def keep(self, *event):
        if QThread.currentThread() is not QCoreApplication.instance().thread():
            self.foreign.append(event)
        self.events.append(event)
        if event[0] == "ended":
            self.outcomes.append(event[1])


@pytest.fixture
def runner(provider, qgis_new_project):
    made = JobRunner()
    yield made
    made.close()


@pytest.fixture
def heard(runner):
    return Listener(runner)


@pytest.fixture
def score(runner, tiles, tmp_path):
    def start(**more):
        values = {"DATASET": tiles.source(), "OUTPUT": str(tmp_path / "scored.gpkg")}
        return runner.start("diao:score", values, **more)

    return start


@pytest.fixture
def finish(wait_until, runner):
    return lambda: wait_until(lambda: not runner.busy)


@pytest.fixture
def written(tmp_path, monkeypatch):
    """The commands in the Processing history of this very QGIS: a file of them up to 3.22, a registry since 3.24."""
    if hasattr(QgsGui, "historyProviderRegistry"):
        registry = QgsGui.historyProviderRegistry()
        registry.clearHistory(Qgis.HistoryProviderBackend.LocalProfile)
        return lambda: [kept.entry["python_command"] for kept in registry.queryEntries(providerId="processing")]
    from processing.core.ProcessingLog import ProcessingLog

    path = tmp_path / "processing.log"
    path.touch()
    monkeypatch.setattr(ProcessingLog, "logFilename", staticmethod(lambda: str(path)))
    return lambda: [line[line.index("processing.run(") :] for line in path.read_text().splitlines()]


@pytest.fixture
def registry(monkeypatch):
    """The history of QGIS 3.24 and later, as far as it is used, for the QGIS that lacks it."""
    kept = {}

    class Registry:
        def addEntry(self, provider, entry):
            kept[len(kept) + 1] = (provider, dict(entry))
            return len(kept), True

        def updateEntry(self, key, entry):
            kept[key] = (kept[key][0], dict(entry))
            return True

    gui = SimpleNamespace(instance=QgsGui.instance, historyProviderRegistry=Registry)
    monkeypatch.setattr(history, "QgsGui", gui)
    for name, answer in (
        ("asMap", lambda values, context: {"inputs": values}),
        ("asQgisProcessCommand", lambda *_: ("", False)),
    ):
        if not hasattr(JobAlgorithm, name):
            monkeypatch.setattr(JobAlgorithm, name, lambda _, *given, answer=answer: answer(*given), raising=False)
    return kept


def group_names():
    return [group.name() for group in QgsProject.instance().layerTreeRoot().findGroups()]


def test_the_project_remembers_a_run_with_its_values_and_layers(score, stub, runner, finish, tiles, tmp_path):
    stub(SCORED)
    score(group="Balance", names={"OUTPUT": "Repeated tiles 1"})
    finish()
    (kept,) = runner.log.records
    output = f"{tmp_path / 'scored.gpkg'}|layername=tiles"
    assert (kept.algorithm, kept.state, kept.group) == ("diao:score", "done", "Balance")
    assert kept.values == {"DATASET": tiles.source(), "OUTPUT": str(tmp_path / "scored.gpkg")}
    assert kept.results["IMBALANCE_AFTER"] == 0.4
    assert kept.layers == [[output, "OUTPUT", "Repeated tiles 1"]]
    assert "done in" in kept.message


def test_the_project_remembers_how_a_run_has_failed(score, stub, runner, finish):
    stub('tell("failed", kind="bad_input", message="No tile.", detail="")')
    score()
    finish()
    assert [(one.state, one.layers, one.results) for one in runner.log.records] == [("failed", [], {})]


def test_what_is_not_noted_or_of_another_project_is_not_remembered(score, stub, runner, finish):
    stub(SCORED)
    score(note=False)
    finish()
    score()
    QgsProject.instance().clear()
    finish()
    assert runner.log.records == []


def test_a_run_from_start_to_end(score, stub, runner, heard, finish):
    stub(
        """
        tell("progress", fraction=0.25, stage="Scoring", seconds_left=600)
        tell("message", level="info", text="Three classes.")
        tell("message", level="warning", text="One is rare.")
    """,
        SCORED,
    )
    run = score(group="Balance")
    assert runner.busy
    assert run.algorithm == "diao:score"
    assert run.is_running
    finish()
    assert not run.is_running
    assert heard.events[0] == ("started", "diao:score")
    assert ("message", "info", "Three classes.") in heard.events
    assert ("message", "warning", "One is rare.") in heard.events
    assert any(event[:2] == ("progressed", 25.0) for event in heard.events)
    assert ("progressed", 25.0, "Scoring – about 10 min left") in heard.events
    assert not heard.foreign
    (outcome,) = heard.outcomes
    assert outcome.ok
    assert not outcome.cancelled
    assert outcome.message.startswith("Balance tiles") or "done in" in outcome.message
    assert outcome.results["IMBALANCE_FLOOR"] == 0.39
    assert outcome.results["OUTPUT"].endswith("scored.gpkg|layername=tiles")


def test_the_runs_own_end_comes_first_and_may_start_the_next(score, stub, runner, heard, wait_until, tmp_path, tiles):
    stub(SCORED)
    order = []

    def start_next(outcome):
        order.append(("run", outcome.algorithm))
        assert QgsProject.instance().mapLayers()
        run = runner.start("diao:classreport", {"DATASET": tiles.source()}, load=False)
        run.ended.connect(lambda outcome: order.append(("run", outcome.algorithm)))

    runner.ended.connect(lambda outcome: order.append(("runner", outcome.algorithm)))
    score().ended.connect(start_next)
    wait_until(lambda: len(heard.outcomes) == 2)
    assert order == [
        ("run", "diao:score"),
        ("runner", "diao:score"),
        ("run", "diao:classreport"),
        ("runner", "diao:classreport"),
    ]


def test_numbers_of_a_training_cross_over(runner, wait_until):
    feedback, heard = Feedback(), []
    feedback.metric_received.connect(lambda *metric: heard.append((*metric, QThread.currentThread())))
    threading.Thread(target=lambda: feedback.metric("miou", 3, 0.5)).start()
    wait_until(lambda: heard)
    assert heard == [("miou", 3, 0.5, QCoreApplication.instance().thread())]


def test_finish_early(score, stub, runner, finish):
    stub(UNTIL_CANCELLED)
    run = score()
    assert not runner._job.task.feedback.is_finishing()
    run.finish_early()
    assert runner._job.task.feedback.is_finishing()
    run.cancel()
    finish()
    run.finish_early()
    run.cancel()


def test_wrong_values_end_the_run_before_it_begins(runner, heard, wait_until):
    outcomes = []
    run = runner.start("diao:score", {"BUDGET": -1})
    run.ended.connect(outcomes.append)  # not too late
    assert not run.is_running
    assert not runner.busy
    wait_until(lambda: heard.outcomes)
    (outcome,) = outcomes
    assert heard.outcomes == outcomes
    assert not outcome.ok
    assert "Tile dataset is missing" in outcome.message
    assert "Extra repeats must be at least" in outcome.message
    assert not [event for event in heard.events if event[0] == "started"]


def test_without_an_engine_the_sentence_says_what_to_do(score, heard, finish):
    score()
    finish()
    assert not heard.outcomes[0].ok
    assert "set it up under" in heard.outcomes[0].message


def test_an_algorithm_that_is_gone(runner, heard, wait_until):
    assert runner.start("diao:nothing", {})
    wait_until(lambda: heard.outcomes)
    assert "diao:nothing is missing" in heard.outcomes[0].message


def test_who_waits_is_told_what_for(score, stub, runner, finish):
    stub()
    assert runner.doing == ""
    score()
    assert runner.doing == "Balance by repeats (DIAO) is running; wait for it or cancel it."
    finish()
    assert runner.doing == ""
    score(doing="The model's card is being read.")
    assert runner.doing == "The model's card is being read."
    finish()


def test_one_at_a_time(score, stub, runner, heard, finish):
    stub(UNTIL_CANCELLED)
    run = score()
    assert score() is None
    run.cancel()
    finish()
    assert len(heard.outcomes) == 1


def test_cancel(score, stub, runner, heard, finish, tmp_path):
    stub(UNTIL_CANCELLED)
    score().cancel()
    finish()
    (outcome,) = heard.outcomes
    assert outcome.cancelled
    assert not outcome.ok
    assert "cancelled" in outcome.message
    assert not outcome.results
    assert not (tmp_path / "scored.gpkg").exists()


def test_cancel_of_an_engine_that_does_not_hear(score, stub, runner, heard, finish, wait_until, tmp_path):
    stub(DEAF)
    run = score()
    wait_until((tmp_path / "pid").exists)
    run.cancel()
    finish()
    assert heard.outcomes[0].cancelled


def test_a_failure_is_told_in_the_engines_words(score, stub, heard, finish):
    stub("""
        tell("failed", kind="bad_input", message="The tiles have no class that is rare; choose others.", problems=[], detail="")
    """)
    score()
    finish()
    assert heard.outcomes[0].message == "The tiles have no class that is rare; choose others."
    assert not heard.outcomes[0].cancelled


def test_a_killed_engine(score, stub, runner, heard, finish):
    stub("os.kill(os.getpid(), 9)")
    score()
    finish()
    assert "The engine was ended from outside (signal 9)" in heard.outcomes[0].message
    stub(SCORED)
    score()
    finish()
    assert heard.outcomes[1].ok


def test_results_come_into_a_group_on_top_with_their_style(runner, stub, finish, raster, tmp_path):
    made = raster("made.tif", colors=[(0, 0, 0), (200, 30, 30), (30, 200, 30)], names=["none", "peat", "forest"])
    stub(f"""
        import shutil
        shutil.copy({made!r}, values["output"])
        shutil.copy({made!r} + ".aux.xml", values["output"] + ".aux.xml")  # the names
        shutil.copy({made!r}, values["confidence"])
        tell("finished", outputs=dict(output=values["output"], confidence=values["confidence"]))
    """)
    model = tmp_path / "model.onnx"
    model.touch()
    project = QgsProject.instance()
    project.addMapLayer(QgsRasterLayer(raster("image.tif"), "image"))
    values = {
        "INPUT": str(tmp_path / "image.tif"),
        "MODEL": str(model),
        "OUTPUT": str(tmp_path / "classes.tif"),
        "CONFIDENCE": "TEMPORARY_OUTPUT",
    }
    runner.start("diao:segment", values, group="Map of image")
    finish()
    root = project.layerTreeRoot()
    assert root.children()[0].name() == "Map of image"
    names = [node.name() for node in root.children()[0].children()]
    assert names == ["Confidence", "classes"]
    (layer,) = project.mapLayersByName("classes")
    renderer = layer.renderer()
    assert isinstance(renderer, QgsPalettedRasterRenderer)
    assert [entry.label for entry in renderer.classes()] == ["none", "peat", "forest"]


def test_a_result_over_an_earlier_one_replaces_its_layer(score, stub, finish):
    stub(SCORED)
    for _ in range(2):
        score(group="Balance")
        finish()
    assert group_names() == ["Balance"]
    assert len(QgsProject.instance().mapLayers()) == 1


def test_a_replaced_layer_leaves_groups_of_the_user_alone(score, stub, finish):
    stub(SCORED)
    score(group="First")
    finish()
    root = QgsProject.instance().layerTreeRoot()
    (node,) = root.findLayers()
    mine = root.addGroup("Mine")
    mine.addChildNode(node.clone())
    node.parent().removeChildNode(node)
    score(group="Second")
    finish()
    assert group_names() == ["Second", "First", "Mine"]


def test_layers_are_called_as_whoever_starts_the_run_says(score, stub, finish):
    stub(SCORED)
    score(group="Balance", names={"OUTPUT": "Repeated tiles 1: bog"})
    finish()
    assert [layer.name() for layer in QgsProject.instance().mapLayers().values()] == ["Repeated tiles 1: bog"]


def test_the_tiles_of_the_step_before_are_hidden_and_stay(score, stub, finish, tiles, squares):
    stub(SCORED)
    project = QgsProject.instance()
    project.addMapLayers([tiles, squares])
    score()
    finish()
    root = project.layerTreeRoot()
    assert not root.findLayer(tiles.id()).itemVisibilityChecked()
    assert root.findLayer(squares.id()).itemVisibilityChecked()
    new = next(layer for layer in project.mapLayers().values() if layer not in (tiles, squares))
    assert root.findLayer(new.id()).itemVisibilityChecked()


def test_without_load_the_project_stays_as_it_is(score, stub, heard, finish, tmp_path):
    stub(SCORED)
    score(load=False, group="Balance")
    finish()
    assert heard.outcomes[0].ok
    assert not QgsProject.instance().mapLayers()
    assert not group_names()
    assert (tmp_path / "scored.gpkg").exists()


def test_a_project_that_is_closed_meanwhile(score, stub, heard, finish, tmp_path):
    stub(
        f"""
        while not os.path.exists({str(tmp_path / "go")!r}):
            time.sleep(0.02)
    """,
        SCORED,
    )
    score(group="Balance")
    QgsProject.instance().clear()
    (tmp_path / "go").touch()
    finish()
    (outcome,) = heard.outcomes
    assert outcome.ok
    assert str(tmp_path / "scored.gpkg") in outcome.message
    assert not QgsProject.instance().mapLayers()
    assert not group_names()


def test_a_layer_that_is_removed_meanwhile(runner, stub, heard, finish, tiles, tmp_path):
    stub(
        f"""
        while not os.path.exists({str(tmp_path / "go")!r}):
            time.sleep(0.02)
    """,
        SCORED,
    )
    project = QgsProject.instance()
    layer = project.addMapLayer(tiles)
    layer.setSubsetString("repeats > 0")
    runner.start("diao:score", {"DATASET": layer.id(), "OUTPUT": str(tmp_path / "scored.gpkg")})
    project.removeMapLayer(layer.id())
    (tmp_path / "go").touch()
    finish()
    assert heard.outcomes[0].ok


def test_closing_in_the_middle_of_a_run(provider, qgis_new_project, stub, tiles, wait_until, settle, tmp_path):
    stub(DEAF)
    runner = JobRunner()
    heard = Listener(runner)
    runner.start("diao:score", {"DATASET": tiles.source(), "OUTPUT": str(tmp_path / "scored.gpkg")})
    wait_until((tmp_path / "pid").exists)
    before = len(heard.events)
    runner.close()
    del runner
    wait_until(lambda: QgsApplication.taskManager().count() == 0)
    settle()
    assert not [event for event in heard.events[before:] if event[0] != "progressed"]
    assert not heard.outcomes
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_what_a_run_uses_lives_until_qgis_has_ended_it(
    provider, qgis_new_project, stub, tiles, wait_until, settle, monkeypatch, tmp_path
):
    """QGIS goes on with the context when an algorithm has come to a good end, also where the plugin has gone just before."""
    stub(
        f"""
        open({str(tmp_path / "pid")!r}, "w").close()
        while not os.path.exists({str(tmp_path / "go")!r}):
            time.sleep(0.02)
    """,
        SCORED,
    )
    monkeypatch.setattr(runner_module, "_SECONDS_FOR_A_CANCELLED_RUN", 0.0)
    runner = JobRunner()
    runner.start("diao:score", {"DATASET": tiles.source(), "OUTPUT": str(tmp_path / "scored.gpkg")})
    wait_until((tmp_path / "pid").exists)
    used = [weakref.ref(entry) for entry in (runner._job.task.context, runner._job.task.feedback)]
    over = runner._job.task.over
    runner.close()
    del runner
    (tmp_path / "go").touch()
    assert over.wait(60)
    time.sleep(0.3)  # the thread goes; nothing of it has reached the main thread yet
    gc.collect()
    assert all(entry() is not None for entry in used)
    wait_until(lambda: QgsApplication.taskManager().count() == 0)
    settle()
    gc.collect()
    assert all(entry() is None for entry in used)


def test_the_history_can_repeat_a_run(score, stub, finish, written, tmp_path):
    import processing

    stub(SCORED)
    score()
    finish()
    (command,) = written()
    Path(tmp_path / "scored.gpkg").unlink()
    repeated = eval(command, {"processing": processing})  # what the history's window does with it
    assert repeated["IMBALANCE_AFTER"] == 0.4
    assert (tmp_path / "scored.gpkg").exists()


def test_a_preview_stays_out_of_the_history(score, stub, finish, written):
    stub(SCORED)
    score(note=False)
    finish()
    assert written() == []


def test_qgis_lists_a_run_by_what_the_user_calls_it_and_is_silent_about_previews(score, stub, runner, finish):
    stub(SCORED)
    for more, name in (({}, "DIAO: Balance by repeats (DIAO)"), ({"note": False, "title": "Preview"}, "DIAO: Preview")):
        score(**more)
        (task,) = QgsApplication.taskManager().tasks()
        assert task.description() == name
        if Qgis.versionInt() >= 32600:
            assert bool(task.flags() & QgsTask.Flag.Silent) is ("note" in more)
        finish()


def test_a_run_ends_with_the_name_that_the_user_knows_it_by(score, stub, finish, heard):
    stub(SCORED)
    score(note=False, title="Preview of 4 tiles")
    finish()
    assert heard.outcomes[-1].message.startswith("Preview of 4 tiles: done in ")


def test_the_history_since_qgis_3_24_keeps_command_values_and_results(score, stub, finish, registry, tiles, tmp_path):
    stub(SCORED)
    score()
    ((provider, begun),) = registry.values()
    finish()
    ((_, entry),) = registry.values()
    assert provider == "processing"
    assert entry["python_command"].startswith("processing.run(")
    assert entry["algorithm_id"] == "diao:score"
    assert entry["parameters"]["inputs"]["DATASET"] == tiles.source()
    assert "results" not in begun
    assert entry["results"]["IMBALANCE_AFTER"] == 0.4
