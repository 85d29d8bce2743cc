# SPDX-License-Identifier: GPL-2.0-or-later
import glob
import math
import os
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from diao_engine.dataset.store import load
from diao_engine.errors import BadInput, JobCancelled
from diao_engine.jobs import LayerRef, Train
from diao_engine.jobs.train import DECODER_RATE, resume_pattern
from diao_engine.protocol.events import BATCH_LOSS, BATCH_LOSS_STEPS, Message, Metric
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.scoring.imbalance import density_scores
from diao_engine.training import losses, normalise
from diao_engine.training.checkpoint import Checkpoint, fingerprint
from diao_engine.training.compute import Compute
from diao_engine.training.draws import Dose, Shown
from diao_engine.training.loop import Trainer
from diao_engine.training.samples import CropSampler, TilePixels, complete_tiles
from tests.engine.landscape import SCHEME, draw

CPU = torch.device("cpu")


def network():
    """A network that needs all that a checkpoint must keep: normalisation statistics and random numbers."""
    torch.manual_seed(7)
    return nn.Sequential(
        nn.Conv2d(3, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.Dropout2d(0.2), nn.Conv2d(8, len(SCHEME), 1)
    )


@pytest.fixture
def dataset(tmp_path):
    return load(LayerRef(draw(tmp_path)))


@pytest.fixture
def trainer(dataset, tmp_path):
    """Make a trainer of four epochs of six small steps; `loss` replaces the cross entropy."""

    def make(*, report=None, net=None, loss=None, **values):
        values = {"epochs": 4, "batch_size": 4, "crop_size": 32, "learning_rate": 0.02} | values
        job = Train(dataset=LayerRef("tiles.gpkg"), model=str(tmp_path / "m.onnx"), **values)
        pixels = {}
        for split in ("train", "val"):
            tiles = dataset.tiles.of(split)
            pixels[split] = TilePixels(tiles, SCHEME, bands=3, dtype="uint8")
            pixels[split].load(silent())
        norm = normalise.measure((pixels["train"].read(index) for index in range(4)), classes=len(SCHEME))
        train = dataset.train()
        shown = Shown(
            train.total(),
            tiles=len(train),
            batch_px=job.batch_size * 32**2,
            target=np.full(3, 1 / 3),
            score=density_scores,
        )
        return Trainer(
            net or network(),
            job,
            sampler=CropSampler(pixels["train"], norm, job.crop_size, job.batch_size, 6, job.seed, Dose.of(job), shown),
            validation=lambda: complete_tiles(
                pixels["val"], norm, divisor=32, batch_size=job.batch_size, crop_size=job.crop_size
            ),
            loss=loss or losses.build(job.loss, dataset.tiles.total(), CPU),
            names=("forest", "meadow", "pond"),
            compute=Compute.on(CPU),
            checkpoint=Checkpoint(job.model, fingerprint(job, dataset, device="cpu")),
            report=report or silent(),
        )

    return make


class StopsAt(ProgressReporter):
    """Asks to stop at the n-th step or batch."""

    def __init__(self, count):
        super().__init__(lambda event: None)
        self.left = count

    def progress(self, fraction, code, **arguments):
        self.left -= 1
        if self.left < 0:
            raise JobCancelled


def bytes_of(trainer):
    return b"".join(value.numpy().tobytes() for value in trainer.network.state_dict().values())


def test_it_learns_and_tells_every_epoch(trainer):
    told = []
    made = trainer(report=ProgressReporter(told.append))
    trained = made.run()
    assert trained.epochs[-1].train_loss < trained.epochs[0].train_loss
    assert trained.confusion.miou > 0.5
    metrics = {(event.name, event.step) for event in told if isinstance(event, Metric)}
    names = ("loss", "validation loss", "miou", "macro_f1", "seconds", "iou forest", "iou meadow", "iou pond")
    per_epoch = {(name, step) for name, step in metrics if name != BATCH_LOSS}
    assert per_epoch == {(name, step) for name in names for step in (1, 2, 3, 4)}
    assert all(0 < step <= 4 * BATCH_LOSS_STEPS for name, step in metrics - per_epoch)
    assert metrics - per_epoch


@pytest.mark.slow
def test_the_network_is_that_of_the_best_epoch(trainer):
    made = trainer()
    trained = made.run()
    scores = [epoch.confusion.miou for epoch in trained.epochs]
    assert trained.best == int(np.argmax(scores))
    assert made._job.ema > 0
    _, again = made._measure(0)
    np.testing.assert_array_equal(again.matrix, trained.confusion.matrix)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes(trainer):
    first, second, other = (trainer(resume=False, seed=seed) for seed in (3, 3, 4))
    for each in (first, second, other):
        each.run()
    assert bytes_of(first) == bytes_of(second) != bytes_of(other)


@pytest.mark.slow
@pytest.mark.parametrize("stop", [3, 9, 16, 25])
def test_an_interrupted_training_ends_with_the_bytes_of_an_uninterrupted_one(trainer, stop):
    whole = trainer(resume=False)
    expected = whole.run()
    whole._checkpoint.remove()
    with pytest.raises(JobCancelled):
        trainer(report=StopsAt(stop)).run()
    going_on = trainer()
    found = going_on.run()
    assert bytes_of(going_on) == bytes_of(whole)
    assert going_on._sampler.shown.state() == whole._sampler.shown.state()
    assert [epoch.train_loss for epoch in found.epochs] == [epoch.train_loss for epoch in expected.epochs]
    assert found.best == expected.best


def test_cancel_stops_within_a_step_and_keeps_what_is_done(trainer, tmp_path):
    with pytest.raises(JobCancelled):
        trainer(report=StopsAt(8)).run()
    (kept,) = resume_files(tmp_path)
    assert len(torch.load(kept, weights_only=True)["epochs"]) == 1
    assert not list(tmp_path.glob("*.part"))


def test_other_settings_start_anew(trainer):
    with pytest.raises(JobCancelled):
        trainer(report=StopsAt(9)).run()
    state = trainer()._checkpoint.load()
    assert len(state["epochs"]) == 1
    assert trainer(epochs=5)._checkpoint.load() is None
    assert trainer(learning_rate=0.1)._checkpoint.load() is None


def test_a_training_with_other_settings_leaves_the_resume_file_of_the_first(trainer, tmp_path):
    with pytest.raises(JobCancelled):
        trainer(report=StopsAt(9)).run()
    (kept,) = resume_files(tmp_path)
    before = kept.read_bytes()
    events = []
    other = trainer(learning_rate=0.1, report=ProgressReporter(events.append))
    other.run()
    told = [str(event.text) for event in events if isinstance(event, Message) and event.level == "warning"]
    assert len(told) == 1
    assert "other settings or tiles" in told[0]
    assert len(resume_files(tmp_path)) == 2
    other._checkpoint.remove()
    assert resume_files(tmp_path) == [kept]
    assert kept.read_bytes() == before
    assert len(trainer()._checkpoint.load()["epochs"]) == 1


def test_a_training_without_resume_says_nothing_of_others(trainer):
    with pytest.raises(JobCancelled):
        trainer(report=StopsAt(9)).run()
    events = []
    trainer(learning_rate=0.1, resume=False, report=ProgressReporter(events.append)).run()
    assert not [event for event in events if isinstance(event, Message) and event.level == "warning"]


def test_a_damaged_resume_file_starts_anew_and_stays(trainer, tmp_path):
    with pytest.raises(JobCancelled):
        trainer(report=StopsAt(9)).run()
    (place,) = resume_files(tmp_path)
    for content in (b"", b"text", b"PK\x03\x04 half a file"):
        place.write_bytes(content)
        assert trainer()._checkpoint.load() is None
    with pytest.raises(JobCancelled):
        trainer(report=StopsAt(9)).run()
    going_on = trainer()
    assert len(going_on._checkpoint.load()["epochs"]) == 1
    assert len(going_on.run().epochs) == 4
    going_on._checkpoint.remove()
    assert resume_files(tmp_path) == [place]
    assert place.read_bytes() == content


def test_a_failed_write_keeps_the_resume_file_before(trainer, tmp_path, monkeypatch):
    with pytest.raises(JobCancelled):
        trainer(report=StopsAt(9)).run()
    (kept,) = resume_files(tmp_path)
    before = kept.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        trainer().run()
    assert kept.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == [kept.name, "image.tif", "label.tif", "tiles.gpkg"]


def resume_files(folder):
    return sorted(map(Path, glob.glob(resume_pattern(str(folder / "m.onnx")))))


def test_patience(trainer):
    class Fixed(nn.Conv2d):
        """Gives the same whatever it is taught, so that no epoch is better than the first."""

        def forward(self, image):
            return super().forward(image) * 0

    trained = trainer(net=Fixed(3, len(SCHEME), 1), patience=2, epochs=9).run()
    assert len(trained.epochs) == 3
    assert trained.best == 0


def test_a_loss_that_is_no_number_names_the_way_out(trainer):
    with pytest.raises(BadInput) as caught:
        trainer(loss=lambda logits, target: logits.sum() * math.nan).run()
    (said,) = caught.value.sentences
    assert (said.code, said.field, said.arguments) == ("loss_no_number", "learning_rate", {"epoch": 1, "rate": 0.02})


def test_one_single_step_is_enough(dataset, trainer):
    made = trainer(epochs=1)
    object.__setattr__(made._sampler, "steps", 1)
    assert len(made.run().epochs) == 1


def test_the_decoder_moves_faster_than_the_encoder(trainer):
    """The first step of Adam moves every weight by the learning rate, whatever its gradient."""

    class Coded(nn.Module):
        def __init__(self):
            super().__init__()
            torch.manual_seed(7)
            self.head = nn.Conv2d(8, len(SCHEME), 1)
            self.encoder = nn.Conv2d(3, 8, 3, padding=1)

        def forward(self, image):
            return self.head(torch.tanh(self.encoder(image)))

    net = Coded()
    before = net.encoder.weight.detach().clone(), net.head.weight.detach().clone()
    made = trainer(net=net, epochs=1)
    object.__setattr__(made._sampler, "steps", 1)
    made.run()
    moved = [
        float((weight.detach() - old).abs().median())
        for weight, old in zip((net.encoder.weight, net.head.weight), before, strict=True)
    ]
    assert moved[1] == pytest.approx(DECODER_RATE * moved[0], rel=0.05)
    assert moved[0] > 0


def test_the_fingerprint_is_that_of_settings_and_tiles(dataset):
    job = Train(dataset=LayerRef("a.gpkg"), model="a.onnx")
    elsewhere = Train(dataset=LayerRef("b.gpkg"), model="b.onnx", report="c.html", resume=False)
    assert fingerprint(job, dataset, device="cpu") == fingerprint(elsewhere, dataset, device="cpu")
    assert fingerprint(job, dataset, device="cpu") != fingerprint(job, dataset, device="cuda")
    fewer = dataset.with_tiles(dataset.tiles.take(np.arange(5)))
    assert fingerprint(job, dataset, device="cpu") != fingerprint(job, fewer, device="cpu")
