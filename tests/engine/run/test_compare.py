# SPDX-License-Identifier: GPL-2.0-or-later
"""The job `compare`, file to file, with the default network on tiny tiles."""

from __future__ import annotations

import dataclasses
import os
from html.parser import HTMLParser

import numpy as np
import pyogrio
import pytest
import torch

from diao_engine.dataset.store import load, save
from diao_engine.errors import BadInput, JobCancelled
from diao_engine.jobs import Compare, LayerRef, Score, job_problems, outputs
from diao_engine.messages import ADVICE, TRAINING_DEVICE
from diao_engine.metrics.confusion import Confusion
from diao_engine.protocol import gpus
from diao_engine.protocol.events import Message, Progress
from diao_engine.protocol.machine import described
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.protocol.worker import run
from diao_engine.run import compare, score
from tests.engine.landscape import draw

SMALL = {
    "methods": ("diao", "focal_loss"), "steps": 2, "seeds": 2, "encoder_weights": "none", "batch_size": 4, "crop_size": 32,
    "device": "cpu",
}  # fmt: skip


def job(folder, **values):
    out = folder / "out"
    values = {"table": str(out / "c.gpkg"), "report": str(out / "c.html"), **SMALL, **values}
    return Compare(dataset=LayerRef(str(folder / "tiles.gpkg")), **values)


def table(path, layer):
    meta, _, _, columns = pyogrio.raw.read(path, layer=layer)
    return dict(zip(meta["fields"], columns, strict=True))


class Text(HTMLParser):
    """What stands in a page."""

    def __init__(self):
        super().__init__()
        self.words = []

    def handle_data(self, data):
        self.words.append(data.strip())


def words(path):
    reader = Text()
    reader.feed(path.read_text(encoding="utf-8"))
    return [word for word in reader.words if word]


def codes(told, level="info"):
    return [event.text.code for event in told if isinstance(event, Message) and event.level == level]


class Outcome:
    """What a training comes to, by the test's own rule."""

    def __init__(self, hits):
        self.confusion = Confusion(np.array([[hits, 100 - hits, 0], [0, 50, 0], [0, 0, 50]]))
        self.shown = np.array([50, 25, 25])
        self.effective_tiles = 4.0


@pytest.fixture
def trained(monkeypatch):
    """No training: hits of the first class by loss and sampling and by seed; what was asked for is kept."""
    seen = []
    hits = {"cross_entropy": 40, "focal": 60}

    def train_only(train, dataset, report):
        seen.append((train, dataset))
        report.progress(0.5, "no code")
        return Outcome(hits[train.loss] + 3 * train.seed + (train.seed == 2 and train.loss == "focal"))

    monkeypatch.setattr(compare, "train_only", train_only)
    return seen


@pytest.mark.slow
def test_table_report_and_numbers(tmp_path):
    draw(tmp_path, tiles=8, val=4)
    told = []
    results = run(job(tmp_path), ProgressReporter(told.append))
    assert sorted(os.listdir(tmp_path / "out")) == ["c.gpkg", "c.html"]
    found = table(results["table"], "comparison")
    assert found["method"].tolist() == ["none", "focal_loss", "diao"]
    assert found["trainings"].tolist() == [2, 2, 2]
    assert found["best"].tolist() == [method == results["best"] for method in found["method"]]
    trainings = table(results["table"], "trainings")
    assert sorted(zip(trainings["method"], trainings["seed"], strict=True)) == [
        (method, seed) for method in ("diao", "focal_loss", "none") for seed in (0, 1)
    ]
    for method, mean in zip(found["method"], found["miou"], strict=True):
        assert mean == pytest.approx(trainings["miou"][trainings["method"] == method].mean())
    assert (trainings["seconds"] > 0).all()
    page = words(tmp_path / "out" / "c.html")
    advice = [event.text for event in told if isinstance(event, Message) and event.text.code in ADVICE]
    assert [str(sentence) in page for sentence in advice] == [True]
    assert "Focal loss" in page


def test_a_gain_in_every_training_is_real_and_advised(tmp_path, trained):
    draw(tmp_path, tiles=8, val=4)
    told = []
    results = compare.run(job(tmp_path, methods=("focal_loss",), seeds=3), ProgressReporter(told.append))
    # Hits of 100 pixels: 40, 43, 46 against 60, 63, 67. IoU of class 0 is hits / 100, of class 1 50 / (150 - hits), of class 2 1.
    gains = [100 / 3 * ((b - a) / 100 + 50 / (150 - b) - 50 / (150 - a)) for a, b in ((40, 60), (43, 63), (46, 67))]
    assert results["best"] == "focal_loss"
    assert results["gain"] == pytest.approx(np.mean(gains))
    half = 4.302653 * np.std(gains, ddof=1) / 3**0.5
    assert (results["gain_low"], results["gain_high"]) == pytest.approx(
        (np.mean(gains) - half, np.mean(gains) + half), abs=1e-5
    )
    assert codes(told)[-1] == "use_method"
    found = table(results["table"], "comparison")
    assert found["gain_miou_is_real"].tolist() == [0, 1]
    assert found["gain_miou"][1] == pytest.approx(results["gain"])
    assert np.isnan(found["gain_miou"][0])


def test_one_training_tells_nothing(tmp_path, trained):
    draw(tmp_path, tiles=8, val=4)
    told = []
    results = compare.run(job(tmp_path, methods=("focal_loss",), seeds=1), ProgressReporter(told.append))
    assert results["best"] == "none"
    assert results["gain"] > 5
    assert not {"gain_low", "gain_high"} & set(results)
    assert codes(told)[-1] == "one_training_tells_nothing"


def test_methods_of_a_round_share_seed_ground_and_settings(tmp_path, trained):
    draw(tmp_path, tiles=8, val=4)
    compare.run(job(tmp_path, methods=("random", "focal_loss", "dynamic"), seeds=2, seed=5, batch_size=3), silent())
    assert [train.seed for train, _ in trained] == [5] * 4 + [6] * 4
    assert {(train.batch_size, train.steps_per_epoch, train.epochs, train.resume) for train, _ in trained} == {
        (3, 2, 1, False)
    }
    ways = [(train.sampling, train.loss, bool(dataset.train().repeats.max() > 1)) for train, dataset in trained[:4]]
    assert ways == [
        ("plain", "cross_entropy", False), ("plain", "cross_entropy", True), ("plain", "focal", False),
        ("dynamic", "cross_entropy", False),
    ]  # fmt: skip
    measured = {tuple(dataset.tiles.of("val").tile_id.tolist()) for _, dataset in trained}
    assert len(measured) == 1


def test_it_starts_from_real_tiles_and_does_not_look_at_test_tiles(tmp_path, trained):
    path = draw(tmp_path, tiles=8, val=4)
    dataset = load(LayerRef(path))
    split = np.array(["train"] * 4 + ["val"] * 2 + ["test"] * 2, dtype=object)
    tiles = dataclasses.replace(dataset.tiles, split=split, repeats=np.array([5, 0, 1, 1, 1, 1, 1, 1]))
    save(dataset.with_tiles(tiles), path, final_path=path)
    told = []
    compare.run(job(tmp_path, methods=("focal_loss",)), ProgressReporter(told.append))
    used = trained[0][1].tiles
    assert used.tile_id.tolist() == [dataset.tiles.tile_id[at] for at in (0, 2, 3, 4, 5)]
    assert used.repeats.tolist() == [1] * 5
    assert "real_tiles_once" in codes(told)


@pytest.mark.slow
@pytest.mark.parametrize("folds", [0, 4])
def test_without_validation_tiles_the_ground_is_measured_in_folds(tmp_path, trained, folds):
    path = draw(tmp_path, tiles=12, val=0)
    every = set(load(LayerRef(path)).tiles.tile_id.tolist())
    results = compare.run(job(tmp_path, methods=("focal_loss",), seeds=1, folds=folds), silent())
    count = folds or 3
    grounds = [dataset.tiles for train, dataset in trained if train.loss == "focal"]
    assert len(grounds) == count
    measured = [set(tiles.of("val").tile_id.tolist()) for tiles in grounds]
    assert set().union(*measured) == every
    assert sum(map(len, measured)) == len(every)
    assert all(
        set(tiles.of("train").tile_id.tolist()) == every - part for tiles, part in zip(grounds, measured, strict=True)
    )
    trainings = table(results["table"], "trainings")
    assert sorted(trainings["fold"][trainings["method"] == "none"].tolist()) == list(range(1, count + 1))


def test_progress_names_method_and_number_and_never_falls(tmp_path, trained):
    draw(tmp_path, tiles=8, val=4)
    told = []
    compare.run(job(tmp_path, methods=("focal_loss",)), ProgressReporter(told.append))
    progress = [event for event in told if isinstance(event, Progress)]
    shown = [event.fraction for event in progress]
    assert shown == sorted(shown)
    stages = list(dict.fromkeys(str(event.stage) for event in progress if event.stage.code == "training_of_method"))
    assert stages == [
        "Training 1 of 4: No balancing", "Training 2 of 4: Focal loss", "Training 3 of 4: No balancing", "Training 4 of 4: Focal loss",
    ]  # fmt: skip
    assert not [event for event in told if isinstance(event, Message) and "tiles" in str(event.text)]


@pytest.mark.slow
def test_no_folder_is_told_of_datasets_that_go_again(tmp_path, trained):
    draw(tmp_path, tiles=8, val=4)
    outputs.write_marker(str(tmp_path), run="0" * 8, output=str(tmp_path / "tiles.gpkg"))
    compare.run(job(tmp_path, methods=("random",)), silent())
    assert outputs.users(str(tmp_path)) == []
    score.run(Score(dataset=LayerRef(str(tmp_path / "tiles.gpkg")), output=str(tmp_path / "out" / "s.gpkg")), silent())
    assert outputs.users(str(tmp_path)) == [str(tmp_path / "out" / "s.gpkg")]


@pytest.mark.parametrize("after", [0, 3])
def test_cancelled_nothing_is_written(tmp_path, monkeypatch, after):
    draw(tmp_path, tiles=8, val=4)
    cancel, calls = tmp_path / "cancel", []

    def train_only(train, dataset, report):
        calls.append(train)
        if len(calls) > after:
            cancel.touch()
        report.check_cancelled()
        return Outcome(50)

    monkeypatch.setattr(compare, "train_only", train_only)
    before = set(os.listdir(tmp_path))
    with pytest.raises(JobCancelled):
        compare.run(job(tmp_path), ProgressReporter(lambda event: None, str(cancel)))
    assert set(os.listdir(tmp_path)) - before == {"cancel"}


def test_finished_early_it_keeps_whole_rounds(tmp_path, monkeypatch):
    draw(tmp_path, tiles=8, val=4)
    finish, calls, told = tmp_path / "finish", [], []

    def train_only(train, dataset, report):
        calls.append(train)
        if len(calls) == 3:
            finish.touch()
        return Outcome(50)

    monkeypatch.setattr(compare, "train_only", train_only)
    reporter = ProgressReporter(told.append, str(tmp_path / "cancel"), str(finish))
    results = compare.run(job(tmp_path, methods=("focal_loss",), seeds=5), reporter)
    assert table(results["table"], "comparison")["trainings"].tolist() == [1, 1]
    assert "comparison_ends_early" in codes(told, "warning")
    assert not [name for name in os.listdir(tmp_path) if name.startswith("diao-compare-")]


def test_one_class_cannot_be_balanced(tmp_path, trained):
    path = draw(tmp_path, tiles=8, val=4)
    dataset = load(LayerRef(path))
    counts = dataset.tiles.counts.copy()
    counts[:, 1:] = 0
    save(dataset.with_tiles(dataclasses.replace(dataset.tiles, counts=counts)), path, final_path=path)
    with pytest.raises(BadInput) as error:
        compare.run(job(tmp_path), silent())
    assert error.value.sentences[0].code == "fewer_than_two_classes"


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"methods": ("none",)}, "nothing_to_compare", "methods"),
        ({"methods": ("none", "magic")}, "no_choice", "methods"),
        ({"folds": 1}, "one_fold", "folds"),
        ({"crop_size": 100}, "crop_size", "crop_size"),
        ({"device": "directml"}, "training_device", "device"),
    ],
)
def test_what_cannot_be_compared_is_said_before_any_work(tmp_path, values, code, field):
    draw(tmp_path)
    assert [(problem.code, problem.field) for problem in job_problems(job(tmp_path, **values))] == [(code, field)]


def test_the_device_is_told_once_and_so_is_a_gpu_that_is_not_used(tmp_path, monkeypatch):
    monkeypatch.setattr(gpus, "detect", lambda: described("linux", driver="580.82.07"))
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)

    def ends(*_):
        raise JobCancelled

    monkeypatch.setattr(compare, "_compared", ends)
    draw(tmp_path)
    (tmp_path / "out").mkdir()
    heard = []
    with pytest.raises(JobCancelled):
        compare.run(job(tmp_path, device="auto"), ProgressReporter(heard.append))
    assert codes(heard).count(TRAINING_DEVICE) == 1
    assert codes(heard, "warning") == ["gpu_own_python"]
