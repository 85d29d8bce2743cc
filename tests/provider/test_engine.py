# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs against a stub engine: what the analyst hears, and that every end is told as what it is."""

import json
import threading
import time
from pathlib import Path

import pytest
from diao.diao_engine.messages import Language, Sentence
from diao.diao_engine.protocol import events
from diao.processing_provider import engine
from diao.processing_provider.algorithm import JobAlgorithm
from diao.processing_provider.engine import EngineSettings, interpreter_for
from qgis.core import QgsProcessingException

SCORE = {"OUTPUT": "TEMPORARY_OUTPUT"}


@pytest.fixture
def score(run, tiles):
    return lambda **more: run("score", {"DATASET": tiles.source(), **SCORE, **more})


def test_numbers_and_progress(score, stub, feedback):
    stub("""
        tell("progress", fraction=0.25, stage="Scoring", seconds_left=None)
        time.sleep(1.1)
        tell("progress", fraction=0.5, stage="Scoring", seconds_left=400.0)
        tell("message", level="info", text="Three classes.")
        tell("message", level="warning", text="One is rare.")
        tell("message", level="detail", text="in block 3")
        tell("finished", outputs={"imbalance_before": 0.9, "imbalance_after": 0.4, "imbalance_floor": 0.39})
    """)
    results, is_ok = score()
    assert is_ok
    assert results == {"IMBALANCE_BEFORE": 0.9, "IMBALANCE_AFTER": 0.4, "IMBALANCE_FLOOR": 0.39}
    assert feedback.steps == [25.0, 50.0]
    assert feedback.texts == ["Scoring", "Scoring – about 7 min left"]
    assert feedback.infos == ["Three classes."]
    assert feedback.warnings == ["One is rare."]
    assert "in block 3" in feedback.details


def test_progress_does_not_bury_the_log(score, stub, feedback):
    stub("""
        for step in range(200):
            tell("progress", fraction=step / 200, stage=f"{step} copies", seconds_left=200.0 - step)
        tell("finished", outputs={})
    """)
    assert score()[1]
    assert len(feedback.steps) == 199  # from 0 nothing has changed yet
    assert len(feedback.texts) < 20
    assert feedback.texts[0] == "0 copies – about 3 min left"


def test_a_line_when_the_time_left_has_halved(feedback, monkeypatch):
    adapter = engine._FeedbackAdapter(feedback, ())
    now = iter(range(1000))
    monkeypatch.setattr(engine.time, "monotonic", lambda: next(now))
    for seconds_left in range(200, 0, -1):
        adapter(events.Progress(1 - seconds_left / 200, Sentence("Training"), float(seconds_left)))
    assert feedback.texts == [f"Training – about {text} left" for text in ("3 min", "2 min", "50 s", "25 s")]


def test_metrics_are_a_line_per_epoch(score, stub, feedback):
    stub("""
        for epoch in (1, 2):
            tell("metric", name="loss", step=epoch, value=1.0 / epoch)
            tell("metric", name="miou", step=epoch, value=0.123456)
            tell("metric", name="iou water", step=epoch, value=0.5)
        tell("finished", outputs={})
    """)
    assert score()[1]
    assert feedback.infos == ["Epoch 1: loss 1, miou 0.1235", "Epoch 2: loss 0.5, miou 0.1235"]


def test_a_feedback_that_asks_hears_every_number_and_can_finish(score, stub, feedback, monkeypatch):
    stub("""
        tell("metric", name="batch loss", step=250, value=1.5)
        while not os.path.exists(asked["finish_file"]):
            time.sleep(0.02)
        tell("metric", name="miou", step=1, value=0.25)
        tell("finished", outputs={})
    """)
    metrics = []
    monkeypatch.setattr(feedback, "metric", lambda *values: metrics.append(values), raising=False)
    monkeypatch.setattr(feedback, "is_finishing", lambda: bool(metrics), raising=False)
    assert score()[1]
    assert metrics == [("batch loss", 250, 1.5), ("miou", 1, 0.25)]
    assert not any("batch loss" in line for line in feedback.infos)


def test_failure_with_several_problems(score, stub, feedback):
    stub("""
        tell("failed", kind="invalid_job", message="A. B.", problems=["A.", "B."], detail="Traceback")
        sys.exit(2)
    """)
    with pytest.raises(QgsProcessingException) as caught:
        score()
    assert str(caught.value) == "A.\nB."
    assert "Traceback" in feedback.details


def test_failure_is_one_sentence(score, stub):
    stub('tell("failed", kind="bad_input", message="The labels are empty; draw some.", problems=[], detail="")')
    with pytest.raises(QgsProcessingException, match=r"^The labels are empty; draw some\.$"):
        score()


def test_codes_are_worded_in_the_language_of_the_window(score, stub, feedback, monkeypatch):
    words = {
        "Computing the best possible": "Die Untergrenze wird berechnet",
        "Training runs on the {device}.": "Trainiert wird auf: {device}.",
        "CPU, as asked for": "CPU, wie verlangt",
        "{label} must be at least {limit}, got {value}.": "{label} muss mindestens {limit} sein, nicht {value}.",
        "Extra repeats": "Vorrat",
    }
    german = Language(lambda text, count: words.get(text, text), ",", ".")
    monkeypatch.setattr(engine, "language", lambda: german)
    devices = []
    feedback.device = devices.append
    stub("""
        said = lambda code, **arguments: {"code": code, "field": "budget", "arguments": arguments, "english": "English."}
        tell("progress", fraction=0.5, stage=said("computing_floor"), seconds_left=None)
        device = said("cpu_as_asked")
        tell("message", level="info", text=said("training_runs_on", device=device))
        tell("message", level="warning", text=said("of_tomorrow"))
        tell("failed", kind="bad_input", message=said("too_small", limit="1 %", value=0), problems=[], detail="")
    """)
    with pytest.raises(QgsProcessingException, match=r"^Vorrat muss mindestens 1 % sein, nicht 0\.$"):
        score()
    assert feedback.texts == ["Die Untergrenze wird berechnet"]
    assert feedback.infos == devices == ["Trainiert wird auf: CPU, wie verlangt."]
    assert feedback.warnings == ["English."]


def test_a_worker_is_handed_the_words_for_its_reports(score, stub, monkeypatch):
    words = {"Class": "Klasse", "Extra repeats": "Vorrat"}
    monkeypatch.setattr(engine, "language", lambda: Language(lambda text, count: words.get(text, text), ",", "."))
    stub("""
        tell("failed", kind="bad_input", message=json.dumps(asked["language"]), problems=[], detail="")
    """)
    with pytest.raises(QgsProcessingException) as raised:
        score()
    handed = json.loads(str(raised.value))
    assert (handed["point"], handed["group"], handed["words"]) == (",", ".", words)


def test_crash_is_told_with_the_end_of_what_it_said(score, stub, feedback):
    stub("sys.stderr.write('Segmentation fault in libfoo'); sys.exit(11)")
    with pytest.raises(QgsProcessingException, match=r"stopped unexpectedly .*exit code 11"):
        score()
    assert any("libfoo" in detail for detail in feedback.details)


@pytest.mark.parametrize("deaf", [False, True])
def test_cancel_ends_the_engine_whether_it_listens_or_not(score, stub, feedback, tmp_path, deaf):
    stub(f"""
        open({str(tmp_path / "began")!r}, "w").close()
        while {deaf} or not cancelled():
            time.sleep(0.05)
        tell("cancelled")
        sys.exit(3)
    """)

    def cancel():
        while not (tmp_path / "began").exists():
            time.sleep(0.01)
        feedback.cancel()

    threading.Thread(target=cancel).start()
    with pytest.raises(QgsProcessingException, match="Cancelled; nothing was written"):
        score()


def test_newer_engine_is_refused_in_words(score, stub):
    stub('print(json.dumps({"v": 99, "event": "finished", "outputs": {}}), flush=True)')
    with pytest.raises(QgsProcessingException, match=r"[Vv]ersion 99"):
        score()


def test_without_an_environment_the_sentence_says_what_to_do(score):
    with pytest.raises(QgsProcessingException, match=r"\(base\).*Settings > Options > DIAO.*setup --size base"):
        score()


def test_interpreter_that_is_gone(score, monkeypatch):
    monkeypatch.setenv("DIAO_ENGINE_PYTHON", "/nowhere/python")
    with pytest.raises(QgsProcessingException, match="The engine's Python /nowhere/python does not exist"):
        score()


def test_interpreter_that_is_no_program(score, monkeypatch, tmp_path):
    Path(tmp_path, "text").write_text("hello")
    monkeypatch.setenv("DIAO_ENGINE_PYTHON", str(tmp_path / "text"))
    with pytest.raises(QgsProcessingException, match="cannot be started"):
        score()


def test_the_option_goes_before_the_variable(monkeypatch, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    for path in (first, second):
        path.touch()
    monkeypatch.setenv("DIAO_ENGINE_PYTHON", str(second))
    assert interpreter_for("base", EngineSettings(str(first))) == str(first)
    assert interpreter_for("base", EngineSettings()) == str(second)


def test_size_that_the_job_needs_is_named():
    with pytest.raises(QgsProcessingException, match="setup --size full"):
        interpreter_for("full", EngineSettings())


@pytest.mark.parametrize(("chosen", "sent"), [("auto", "cuda"), ("cpu", "cpu")])
def test_device_of_the_options_stands_for_auto(provider, context, feedback, stub, raster, tmp_path, chosen, sent):
    from diao.diao_engine.jobs import Segment

    (tmp_path / "model.onnx").touch()
    stub('tell("message", level="info", text=values["device"]); tell("finished", outputs={})')
    algorithm = JobAlgorithm(Segment, lambda: EngineSettings(device="cuda"))
    algorithm.setProvider(provider)
    parameters = {
        "INPUT": raster(),
        "MODEL": str(tmp_path / "model.onnx"),
        "DEVICE": chosen,
        "OUTPUT": "TEMPORARY_OUTPUT",
    }
    algorithm.create().run(parameters, context, feedback)
    assert feedback.infos == [sent]


def test_exported_layers_are_removed_afterwards(run, stub, squares, raster, feedback, context):
    stub("""
        label = values["labels"][0]
        tell("message", level="info", text=label["path"] + " " + str(os.path.isfile(label["path"])))
        tell("finished", outputs={"tile_count": 1, "imbalance": 0.0})
    """)
    context.project().addMapLayer(squares)
    run("createdataset", {"IMAGES": [raster()], "LABELS": [squares.id()], "CLASS_FIELD": "cover", **SCORE})
    path, was_there = feedback.infos[0].rsplit(" ", 1)
    assert was_there == "True"
    assert not Path(path).exists()
    assert not Path(path).parent.exists()


@pytest.mark.parametrize(("seconds", "text"), [(1, "5 s"), (47, "45 s"), (400, "7 min"), (7300, "2 h")])
def test_time_left_in_words(seconds, text):
    assert text in engine.time_left(seconds)


def test_every_event_has_a_meaning(feedback):
    adapter = engine._FeedbackAdapter(feedback, ())
    for event in (
        events.Started({"engine": "1"}),
        events.Progress(0.5, Sentence("x")),
        events.Message("info", Sentence("y")),
    ):
        adapter(event)
    assert feedback.infos == ["y"]
