# SPDX-License-Identifier: GPL-2.0-or-later
"""The job `train`, file to file, with the default network on tiny tiles."""

import dataclasses
import glob
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from diao_engine.dataset.classes import ClassScheme
from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import load, save
from diao_engine.errors import BadInput, InvalidJob, JobCancelled
from diao_engine.inference.external_models import log_prior
from diao_engine.jobs import LayerRef, Train, specs
from diao_engine.jobs.support import FEW_RULE
from diao_engine.jobs.train import resume_pattern
from diao_engine.messages import ENGLISH
from diao_engine.metrics.confusion import Confusion
from diao_engine.model import export, package
from diao_engine.protocol.events import Message, Metric
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.protocol.worker import run
from diao_engine.run.start import start
from diao_engine.run.train import train_only
from diao_engine.run.training_card import training_card
from diao_engine.run.training_page import training_page
from diao_engine.scoring import imbalance
from diao_engine.training.checkpoint import fingerprint
from tests.engine.landscape import draw
from tests.refused import refused

REPOSITORY = Path(__file__).resolve().parents[3]
SMALL = {
    "encoder_weights": "none", "epochs": 2, "batch_size": 4, "crop_size": 32, "steps_per_epoch": 3,
    "learning_rate": 0.01, "device": "cpu",
}  # fmt: skip


def job(folder, **values):
    values = {
        "dataset": LayerRef(str(folder / "tiles.gpkg")),
        "model": str(folder / "out" / "m.onnx"),
        **SMALL,
    } | values
    return Train(**values)


@pytest.mark.slow
@pytest.mark.parametrize("origin", ["real", "reviewed"])
def test_reviewed_tiles_weigh_as_much_as_they_are_labelled_and_are_not_natural(tmp_path, monkeypatch, origin):
    dataset = load(LayerRef(draw(tmp_path)))
    marked = dataset.tiles.origin.copy()
    marked[0] = origin
    dataset = dataset.with_tiles(dataclasses.replace(dataset.tiles, origin=marked))
    asked = []
    for name in ("gain_scores", "density_scores"):
        scores = getattr(imbalance, name)
        monkeypatch.setattr(
            f"diao_engine.run.train.{name}",
            lambda *counts, name=name, scores=scores: asked.append(name) or scores(*counts),
        )
    outcome = train_only(job(tmp_path, epochs=1, anneal=0.0), dataset, silent())
    assert set(asked) == {"density_scores" if origin == "real" else "gain_scores"}
    train = dataset.tiles.of("train")
    natural = train.counts[train.origin == "real"].sum(axis=0)
    np.testing.assert_allclose(outcome.priors.natural, natural / natural.sum())


@pytest.mark.slow
def test_model_card_report_and_numbers(tmp_path):
    draw(tmp_path, bands=4, dtype="uint16", nodata=0)
    told = []
    page = tmp_path / "out" / "report.html"
    results = run(job(tmp_path, report=str(page)), ProgressReporter(told.append))
    assert sorted(os.listdir(tmp_path / "out")) == ["m.onnx", "report.html"]
    card = package.describe(results["model"])
    assert card.names == {1: "forest", 4: "meadow", 9: "pond"}
    assert card.colors[9] == "#0000ff"
    assert (card.bands[3], card.dtype, card.pixel_size_m, card.divisor) == ("band 4", "uint16", 0.5, 32)
    assert card.minority == (4, 9)
    assert card.metrics["miou"] == results["miou"]
    assert card.metrics["macro_f1"] == results["macro_f1"]
    assert np.sum(card.metrics["confusion"]) == 2 * (64 * 64 - 9) - card_ignored(tmp_path)
    assert card.training["encoder_weights_used"] == "none"
    assert card.training["device"] == "CPU"
    assert "torch" in card.versions
    text = page.read_text()
    for words in (
        "Confusion matrix on the validation tiles",
        "What was shown",
        "prior correction",
        "Learning curves",
        "pond",
        "EfficientNet-Lite0",
        "torch",
    ):
        assert words in text
    assert "<script" not in text
    assert {event.name for event in told if isinstance(event, Metric)} >= {"loss", "miou", "macro_f1", "iou pond"}
    assert any(isinstance(event, Message) and "on the CPU" in str(event.text) for event in told)


def card_ignored(folder):
    """Pixels of the validation tiles that are nodata and not in the ignored corner."""
    tiles = load(LayerRef(str(folder / "tiles.gpkg"))).tiles
    return 5 * len(tiles.of("val"))


@pytest.mark.slow
def test_the_model_maps_the_tiles_as_well_as_the_card_says(tmp_path):
    """Nothing but the package is used: the card's normalisation and ONNX Runtime."""
    draw(tmp_path, tile=64)
    results = run(job(tmp_path, epochs=4, steps_per_epoch=6), silent())
    card = package.describe(results["model"])
    dataset = load(LayerRef(str(tmp_path / "tiles.gpkg")))
    shift = log_prior(card, None)
    shift = np.zeros(3) if shift is None else shift
    assert card.prior_correction == results["prior_correction"]
    session = onnxruntime.InferenceSession(results["model"], providers=["CPUExecutionProvider"])
    found = Confusion.empty(3)
    with TileReader(dataset.tiles, dataset.scheme) as reader:
        for index in np.flatnonzero(dataset.tiles.split == "val"):
            pixels, labels = reader.read(int(index))
            logits = session.run(None, {"input": card.normalisation.apply(pixels)[None]})[0][0]
            found += Confusion.of(labels, (logits + shift[:, None, None]).argmax(axis=0), 3)
    assert found.miou == pytest.approx(results["miou"], abs=0.01)


@pytest.mark.slow
def test_priors_are_the_shares_of_the_tiles_and_of_what_was_shown(tmp_path):
    path = draw(tmp_path)
    rewrite(path, repeats=np.array([5, 1, 1, 1, 1, 1]))
    settings = {"epochs": 1, "steps_per_epoch": 4}
    card = package.describe(run(job(tmp_path, **settings), silent())["model"])
    dataset = load(LayerRef(path))
    counts = dataset.tiles.of("train").counts
    np.testing.assert_allclose(card.prior_natural, counts.sum(0) / counts.sum())
    outcome = train_only(job(tmp_path, **settings), dataset, silent())
    assert 0.9 * 16 * 32**2 < outcome.shown.sum() <= 16 * 32**2
    np.testing.assert_allclose(card.prior_train, outcome.shown / outcome.shown.sum())
    assert 1 < card.metrics["effective_tiles"] == outcome.effective_tiles < 4


@pytest.mark.slow
def test_the_correction_is_the_best_of_all_on_the_validation_tiles(tmp_path):
    """Brute force: each strength alone, on logits in numpy."""
    rewrite(draw(tmp_path, tiles=8, val=4), repeats=np.array([30, 1, 1, 1, 1, 1, 1, 1]))
    dataset = load(LayerRef(str(tmp_path / "tiles.gpkg")))
    made = train_only(job(tmp_path, loss="weighted_cross_entropy", steps_per_epoch=6), dataset, silent())
    logits, labels = logits_of(made, dataset, "val")
    found = []
    for step in range(11):
        shift = step / 10 * np.log(made.priors.natural / made.priors.seen)
        found.append(Confusion.of(labels, (logits + shift.astype(np.float32)[:, None, None]).argmax(axis=1), 3))
    best = int(np.argmax([each.miou for each in found]))
    assert made.prior_correction == best / 10
    np.testing.assert_array_equal(made.confusion.matrix, found[best].matrix)
    np.testing.assert_array_equal(made.validation.uncorrected.matrix, found[0].matrix)
    np.testing.assert_array_equal(made.validation.uncorrected.matrix, made.trained.confusion.matrix)


def logits_of(outcome, dataset, split):
    """Logits (n, class, row, column) and class indices (n, row, column) of the tiles of a split."""
    logits, labels = [], []
    with TileReader(dataset.tiles, dataset.scheme) as reader, torch.no_grad():
        for index in np.flatnonzero(dataset.tiles.split == split):
            pixels, classes = reader.read(int(index))
            images = torch.from_numpy(outcome.normalisation.apply(pixels)[None])
            logits.append(outcome.network.eval()(images.to(memory_format=torch.channels_last))[0].numpy())
            labels.append(classes)
    return np.stack(logits), np.stack(labels)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("repeats", "values", "doses"),
    [
        ((1, 1, 1, 1), {}, []),
        ((3, 1, 1, 0), {}, ["repeats_are_a_second_dose"]),
        ((1, 1, 1, 1), {"loss": "weighted_cross_entropy"}, ["loss_is_a_second_dose"]),
        ((3, 1, 1, 1), {"loss": "weighted_cross_entropy", "sampling": "plain"}, []),
    ],
)
def test_a_second_dose_is_a_warning(tmp_path, repeats, values, doses):
    rewrite(draw(tmp_path), repeats=np.array([*repeats, 1, 1]))
    told = []
    run(job(tmp_path, epochs=1, steps_per_epoch=1, **values), ProgressReporter(told.append))
    warnings = [event.text for event in told if isinstance(event, Message) and event.level == "warning"]
    assert [warning.code for warning in warnings] == doses
    if repeats[0] == 3 and doses:
        assert warnings[0].arguments == {"tiles": 3, "draws": 5}


@pytest.mark.slow
def test_test_tiles_are_measured_once_at_the_end(tmp_path):
    path = draw(tmp_path, tiles=8, val=4)
    rewrite(path, split=np.array(["train"] * 4 + ["val"] * 2 + ["test"] * 2, dtype=object))
    dataset = load(LayerRef(path))
    made = train_only(job(tmp_path, epochs=1), dataset, silent())
    logits, labels = logits_of(made, dataset, "test")
    shift = made.prior_correction * np.log(made.priors.natural / made.priors.seen)
    expected = Confusion.of(labels, (logits + shift.astype(np.float32)[:, None, None]).argmax(axis=1), 3)
    np.testing.assert_array_equal(made.test.confusion.matrix, expected.matrix)
    plain = Confusion.of(labels, logits.argmax(axis=1), 3)
    np.testing.assert_array_equal(made.test.uncorrected.matrix, plain.matrix)
    assert made.test.tiles.tolist() == [2, 2, 2]
    assert made.test.few == made.validation.few == (True, True, True)
    figures = training_card(job(tmp_path), dataset, dataset.scheme.targets(), made).metrics
    assert figures["test"]["confusion"] == expected.matrix.tolist() != figures["confusion"]
    page = training_page(job(tmp_path), dataset, made, ENGLISH)
    assert "Classes on the test tiles" in page
    assert str(FEW_RULE) in page


def test_the_report_shows_the_settings_that_counted(tmp_path):
    path = draw(tmp_path, tiles=4, val=2)
    dataset = load(LayerRef(path))
    made = train_only(job(tmp_path, epochs=1), dataset, silent())
    dynamic, plain = (
        training_page(job(tmp_path, sampling=name), dataset, made, ENGLISH) for name in ("dynamic", "plain")
    )
    labels = {spec.name: spec.label for spec in specs(Train)}
    for name in ("candidates", "anneal", "target", "temper"):
        assert f">{labels[name]}<" in dynamic
        assert f">{labels[name]}<" not in plain
    for page in (dynamic, plain):
        assert f">{labels['sampling']}<" in page
        assert f">{labels['start_from']}<" not in page  # what it started from stands in a row of its own
        assert ">Started from<" in page


@pytest.mark.slow
def test_without_validation_tiles_it_says_so(tmp_path):
    draw(tmp_path, val=0, crs=None)
    told = []
    results = run(job(tmp_path, epochs=1), ProgressReporter(told.append))
    card = package.describe(results["model"])
    assert card.metrics["measured_on"] == "training"
    assert card.prior_correction == results["prior_correction"] == 0
    assert any(
        "the best prior correction cannot be found" in str(event.text) for event in told if isinstance(event, Message)
    )
    assert (card.pixel_size, card.pixel_unit, card.pixel_size_m) == (1.0, "pixel", None)
    assert any(
        event.level == "warning" and "no labelled validation tile" in str(event.text)
        for event in told
        if isinstance(event, Message)
    )


@pytest.mark.slow
def test_a_cancelled_training_leaves_the_older_model_and_goes_on_later(tmp_path):
    draw(tmp_path)
    model = tmp_path / "out" / "m.onnx"
    model.parent.mkdir()
    model.write_bytes(b"an older model")

    cancel_file = tmp_path / "cancel"

    def stop_after_an_epoch(event):
        if isinstance(event, Metric) and event.name == "miou":
            cancel_file.touch()

    with pytest.raises(JobCancelled):
        run(job(tmp_path), ProgressReporter(stop_after_an_epoch, str(cancel_file)))
    assert model.read_bytes() == b"an older model"
    (resume,) = glob.glob(resume_pattern(str(model)))
    assert sorted(os.listdir(model.parent)) == [os.path.basename(resume), "m.onnx"]
    told = []
    run(job(tmp_path), ProgressReporter(told.append))
    assert any(isinstance(event, Message) and "Going on after epoch 1" in str(event.text) for event in told)
    assert os.listdir(model.parent) == ["m.onnx"]


@pytest.mark.slow
@pytest.mark.parametrize(("asked_at", "epochs"), [("batch loss", 1), ("miou", 2)])
def test_a_training_that_is_asked_to_finish_keeps_its_best(tmp_path, asked_at, epochs):
    draw(tmp_path)
    finish_file = tmp_path / "finish"
    told = []

    def ask(event):
        told.append(event)
        if isinstance(event, Metric) and event.name == asked_at and (asked_at == "batch loss" or event.step == 2):
            finish_file.touch()

    result = run(job(tmp_path, epochs=50, steps_per_epoch=3), ProgressReporter(ask, finish_file=str(finish_file)))
    card = package.describe(result["model"])
    assert card.metrics["epochs"] == epochs
    assert 1 <= card.metrics["best_epoch"] <= epochs
    assert any(isinstance(event, Message) and f"epoch {epochs} of 50" in str(event.text) for event in told)
    assert os.listdir(Path(result["model"]).parent) == ["m.onnx"]


@pytest.mark.slow
def test_a_killed_training_goes_on_to_the_same_result(tmp_path):
    (tmp_path / "a").mkdir()
    draw(tmp_path / "a")
    settings = {"epochs": 3, "steps_per_epoch": 2}
    expected = run(job(tmp_path / "a", model=str(tmp_path / "whole.onnx"), **settings), silent())
    killed = job(tmp_path / "a", **settings)
    values = {spec.name: getattr(killed, spec.name) for spec in specs(killed)} | {"dataset": killed.dataset.path}
    code = (
        "from diao_engine.jobs import Train, decode; from diao_engine.protocol import progress, worker; "
        f"worker.run(decode(Train, {values!r}), progress.silent())"
    )
    resume = resume_pattern(killed.model)
    process = subprocess.Popen([sys.executable, "-c", code], cwd=REPOSITORY)
    while process.poll() is None and not glob.glob(resume):
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert glob.glob(resume)
    found = run(killed, silent())
    assert (found["miou"], found["macro_f1"]) == (expected["miou"], expected["macro_f1"])
    assert weights_of(found["model"]) == weights_of(expected["model"])


def weights_of(path):
    return b"".join(stored.raw_data for stored in onnx.load_model(path).graph.initializer)


def test_a_missing_device_fails_before_any_work(tmp_path, monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    draw(tmp_path)
    with refused("device_unusable", device="cuda"):
        run(job(tmp_path, device="cuda"), silent())
    assert not (tmp_path / "out").exists()


def rewrite(path, **columns):
    """Save the dataset again with other columns of its tiles."""
    dataset = load(LayerRef(path))
    os.remove(path)
    save(dataset.with_tiles(dataclasses.replace(dataset.tiles, **columns)), path, final_path=path)


def test_no_repeats_at_all_is_a_sentence(tmp_path):
    rewrite(draw(tmp_path), repeats=np.zeros(6, int))
    with refused("no_tile_drawn"):
        run(job(tmp_path), silent())


@pytest.mark.slow
def test_a_tile_with_0_repeats_is_as_if_it_were_not_there(tmp_path):
    path = draw(tmp_path)
    settings = {"epochs": 1, "loss": "weighted_cross_entropy", "seed": 3}
    rewrite(path, repeats=np.array([1, 1, 0, 1, 1, 1]))
    dataset = load(LayerRef(path))
    with_it = train_only(job(tmp_path, **settings), dataset, silent())
    without = dataset.with_tiles(dataset.tiles.take(dataset.tiles.repeats > 0))
    expected = train_only(job(tmp_path, **settings), without, silent())
    assert with_it.normalisation == expected.normalisation
    for key, value in expected.network.state_dict().items():
        torch.testing.assert_close(with_it.network.state_dict()[key], value, rtol=0, atol=0)


def test_training_tiles_without_labels_are_a_sentence(tmp_path):
    path = draw(tmp_path)
    dataset = load(LayerRef(path))
    nothing = dataclasses.replace(dataset.tiles, counts=np.zeros_like(dataset.tiles.counts))
    os.remove(path)
    save(dataset.with_tiles(nothing), path, final_path=path)
    with refused("no_training_labels"):
        run(job(tmp_path), silent())


def test_one_class_is_refused_before_any_training(tmp_path):
    path = draw(tmp_path)
    dataset = load(LayerRef(path))
    only = dataset.tiles.counts.copy()
    only[:, 1:] = 0
    os.remove(path)
    save(dataset.with_tiles(dataclasses.replace(dataset.tiles, counts=only)), path, final_path=path)
    with refused("one_class_to_train", name=dataset.scheme.classes[0].name):
        run(job(tmp_path), silent())


@pytest.fixture(scope="module")
def trained_once(tmp_path_factory):
    """A model of the drawn landscape."""
    folder = tmp_path_factory.mktemp("trained")
    draw(folder)
    return run(job(folder, epochs=1, model=str(folder / "first.onnx")), silent())["model"]


@pytest.fixture
def trained(tmp_path, trained_once):
    """That model beside the landscape."""
    draw(tmp_path)
    return shutil.copy(trained_once, str(tmp_path / "first.onnx"))


@pytest.mark.slow
def test_a_training_goes_on_from_a_model(tmp_path, trained):
    dataset = load(LayerRef(str(tmp_path / "tiles.gpkg")))
    begin = start(job(tmp_path, start_from=trained), dataset, silent())
    card = package.describe(trained)
    assert begin.normalisation == card.normalisation
    session = onnxruntime.InferenceSession(trained, providers=["CPUExecutionProvider"])
    with TileReader(dataset.tiles, dataset.scheme) as reader:
        for index in np.flatnonzero(dataset.tiles.split == "val"):
            image = card.normalisation.apply(reader.read(int(index))[0])[None]
            with torch.no_grad():
                expected = begin.network.eval()(torch.from_numpy(image)).numpy()
            logits = session.run(None, {"input": image})[0]
            np.testing.assert_allclose(logits, expected - expected.min(axis=1, keepdims=True), rtol=1e-3, atol=1e-4)
    told = []
    still = run(
        job(tmp_path, start_from=trained, epochs=1, steps_per_epoch=1, learning_rate=1e-7, ema=0.0),
        ProgressReporter(told.append),
    )
    again = package.describe(still["model"])
    assert again.normalisation == card.normalisation
    assert again.training["encoder_weights_used"] == "model first.onnx"
    before, after = (export.weights_of(package.read_model(path)) for path in (trained, still["model"]))
    assert before.keys() == after.keys()
    weights = [key for key in before if "running_" not in key]
    for key in weights:
        torch.testing.assert_close(after[key], before[key], rtol=0, atol=2e-7)
    assert any(not torch.equal(after[key], before[key]) for key in weights)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"encoder": "mobilenet_v2"},
            "is unet with efficientnet_lite0, and the training is set to unet with mobilenet_v2",
        ),
        ({"architecture": "fpn"}, "set Architecture and Encoder to those of the model"),
    ],
)
def test_another_network_to_start_from_is_a_sentence(tmp_path, trained, changes, sentence):
    with pytest.raises(BadInput, match=sentence):
        run(job(tmp_path, start_from=trained, **changes), silent())


def test_other_bands_classes_or_files_to_start_from_are_sentences(tmp_path, trained):
    dataset = load(LayerRef(str(tmp_path / "tiles.gpkg")))
    going_on = job(tmp_path, start_from=trained)
    fewer = dataclasses.replace(dataset, info=dataclasses.replace(dataset.info, bands=("red",)))
    with refused("start_other_bands", names=["band 1", "band 2", "band 3"], own=["red"]):
        start(going_on, fewer, silent())
    scheme = ClassScheme(dataset.scheme.classes[:2], 255)
    with refused("start_other_classes", values=[1, 4, 9], own=[1, 4]):
        start(going_on, dataclasses.replace(dataset, scheme=scheme), silent())
    told = []
    renamed = dataclasses.replace(
        dataset, info=dataclasses.replace(dataset.info, bands=("a", "b", "c"), dtype="uint16")
    )
    start(going_on, renamed, ProgressReporter(told.append))
    assert [event.text.code for event in told if isinstance(event, Message)] == [
        "start_bands_differ",
        "start_pixels_differ",
    ]
    foreign = tmp_path / "foreign.onnx"
    card = package.describe(trained)
    package.write(str(foreign), package.read_model(trained), dataclasses.replace(card, training={}))
    with refused("start_not_trained_here"):
        start(job(tmp_path, start_from=str(foreign)), dataset, silent())
    folded = package.read_model(trained)
    for stored in folded.graph.initializer:
        stored.name = stored.name.replace("network.decoder", "other.decoder")
    for node in folded.graph.node:
        node.input[:] = [name.replace("network.decoder", "other.decoder") for name in node.input]
    package.write(str(foreign), folded, card)
    with refused("start_lacks_weights"):
        start(job(tmp_path, start_from=str(foreign)), dataset, silent())


def test_the_model_to_start_from_is_not_overwritten(tmp_path, trained):
    with refused("overwrites", kind=InvalidJob):
        run(job(tmp_path, start_from=trained, model=trained), silent())


def test_another_model_to_start_from_is_another_training(tmp_path, trained):
    dataset = load(LayerRef(str(tmp_path / "tiles.gpkg")))
    going_on = job(tmp_path, start_from=trained)
    before = fingerprint(going_on, dataset, device="cpu")
    card = package.describe(trained)
    package.write(trained, package.read_model(trained), dataclasses.replace(card, created="later"))
    assert fingerprint(going_on, dataset, device="cpu") != before
