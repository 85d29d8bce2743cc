# SPDX-License-Identifier: GPL-2.0-or-later
"""`make test-gpu` on machines that are played: none without a GPU passes, and one that computes something else fails."""

import importlib

import numpy as np
import pytest
import rasterio
import torch

from diao_engine.protocol import machine
from diao_engine.protocol.events import EPOCH_SECONDS
from diao_engine.run import segment
from diao_engine.training import device as devices
from tests.engine.networks import pixelwise, save

check = importlib.import_module("tests.gpu.__main__")


def test_without_a_gpu_it_fails(monkeypatch, capsys):
    monkeypatch.setattr(machine, "detect", lambda: machine.described("linux"))
    monkeypatch.setattr(devices, "present", lambda: [torch.device("cpu")])
    assert check.main() == 1
    assert "No GPU" in capsys.readouterr().err


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """With a model of one layer in place of the trained one, and little work."""
    save(pixelwise(np.array([[0.3, 0.7, 0.1], [0.6, 0.1, 0.3]])), tmp_path / "cpu.onnx")
    monkeypatch.setattr(check, "SHAPE", (300, 300))
    return tmp_path


def test_a_device_that_maps_the_same_passes(folder, capsys):
    assert check.of_mapping(folder, ["cpu"]) == []
    (row,) = capsys.readouterr().out.splitlines()
    assert row.startswith("| mapping | cpu |")
    assert "100.00% of the pixels alike, 32 bits" in row


def test_a_device_that_maps_something_else_fails(folder, monkeypatch):
    run = segment.run

    def wrong(job, report):
        run(job, report)
        if job.output.endswith("gpu.tif"):
            with rasterio.open(job.output, "r+") as sink:
                sink.write(sink.read(1)[::-1], 1)

    monkeypatch.setattr(segment, "run", wrong)
    assert check.of_mapping(folder, ["cpu"]) == ["the map of the GPU is another one"]


@pytest.mark.parametrize(("ious", "failures"), [((0.7, 0.65), 0), ((0.7, 0.2), 1)])
def test_trainings_end_alike(tmp_path, monkeypatch, ious, failures):
    given = iter(ious)

    def trained(job, report):
        assert job.device == "cpu"
        report.metric(EPOCH_SECONDS, 1, 3.0)
        return {"miou": next(given)}

    monkeypatch.setattr(check.train, "run", trained)
    assert len(check.of_training(tmp_path, ["cpu"])) == failures


def test_what_is_not_offered_fails(tmp_path):
    assert len(check.of_training(tmp_path, []) + check.of_mapping(tmp_path, [])) == 2
