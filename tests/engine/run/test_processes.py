# SPDX-License-Identifier: GPL-2.0-or-later
"""The job `train` in two processes on the CPU."""

import glob
import os
from pathlib import Path

import psutil
import pytest

from diao_engine.errors import EngineError, JobCancelled
from diao_engine.jobs import LayerRef, Train
from diao_engine.jobs.train import resume_pattern
from diao_engine.model import package
from diao_engine.protocol.events import Message, Metric
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.run import processes
from diao_engine.run.train import run
from tests.engine.landscape import draw
from tests.refused import refused


def job(folder, **values):
    settings = {
        "dataset": LayerRef(str(folder / "tiles.gpkg")), "model": str(folder / "m.onnx"),
        "encoder_weights": "none", "encoder": "resnet18", "epochs": 2,
        "batch_size": 4, "crop_size": 32, "steps_per_epoch": 1, "device": "cpu", "devices": 2,
    }  # fmt: skip
    return Train(**settings | values)


class AtSecondEpoch(ProgressReporter):
    """Keeps what is said, and does something when the second epoch is told."""

    def __init__(self, act):
        self.codes, self._cancels, self._act = [], False, act
        super().__init__(self.hear)

    def hear(self, event):
        if isinstance(event, Message):
            self.codes.append(event.text.code)
        if isinstance(event, Metric) and event.name == "miou" and event.step == 2:  # the first epoch is kept by now
            self._act(self)

    def cancel(self):
        self._cancels = True

    def is_cancelled(self):
        return self._cancels


def files(folder):
    return {path.name for path in Path(folder).iterdir()}


@pytest.mark.slow
def test_it_goes_on_with_another_number_of_processes(tmp_path):
    draw(tmp_path)
    before = files(tmp_path)
    with pytest.raises(JobCancelled):
        run(job(tmp_path, epochs=3), AtSecondEpoch(AtSecondEpoch.cancel))
    kept = glob.glob(resume_pattern(job(tmp_path).model))
    assert files(tmp_path) == before | {os.path.basename(path) for path in kept}
    assert len(kept) == 1
    alone = AtSecondEpoch(lambda report: None)
    run(job(tmp_path, epochs=3, devices=1), alone)
    assert "going_on_after" in alone.codes
    assert files(tmp_path) == before | {"m.onnx"}


@pytest.mark.slow
def test_a_process_that_dies_ends_them_all(tmp_path):
    draw(tmp_path)
    before = files(tmp_path)

    def kill_the_second(report):
        ranks = [child for child in psutil.Process().children(recursive=True) if child.environ().get("RANK") == "1"]
        assert len(ranks) == 1
        ranks[0].kill()

    with refused("process_lost", count=2, kind=EngineError):
        run(job(tmp_path, epochs=1000), AtSecondEpoch(kill_the_second))
    kept = {os.path.basename(path) for path in glob.glob(resume_pattern(job(tmp_path).model))}
    assert files(tmp_path) == before | kept
    assert not [child for child in psutil.Process().children(recursive=True) if "RANK" in child.environ()]


@pytest.mark.slow
def test_the_card_says_how_many_there_were(tmp_path):
    draw(tmp_path)
    run(job(tmp_path, epochs=1), silent())
    card = package.describe(str(tmp_path / "m.onnx"))
    assert card.training["device"] == "2 × CPU"
    assert "devices" not in card.training


def test_as_many_gpus_as_there_are_and_as_crops(tmp_path, monkeypatch):
    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    monkeypatch.setattr("torch.cuda.device_count", lambda: 8)
    assert processes.wanted(job(tmp_path, device="cuda", devices=0)) == 4
    assert processes.wanted(job(tmp_path, device="auto", devices=3)) == 3
    assert processes.wanted(job(tmp_path, device="auto", devices=1)) == 1
    with refused("too_few_gpus", value=9, gpus=8):
        processes.wanted(job(tmp_path, device="cuda", devices=9, batch_size=16))


@pytest.mark.parametrize("device", ["auto", "cuda"])
def test_gpus_that_are_not_there_are_no_processes_on_the_cpu(tmp_path, monkeypatch, device):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    monkeypatch.setattr("torch.cuda.device_count", lambda: 0)
    with refused("no_gpus", value=4):
        processes.wanted(job(tmp_path, device=device, devices=4))
    assert processes.wanted(job(tmp_path, device=device, devices=0)) == 1
    assert processes.wanted(job(tmp_path, device="cpu", devices=4)) == 4


def test_no_process_without_a_crop(tmp_path):
    assert [problem.code for problem in job(tmp_path, devices=5).conflicts()] == ["devices_above_batch"]
    assert job(tmp_path, devices=4).conflicts() == []
