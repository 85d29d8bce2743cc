# SPDX-License-Identifier: GPL-2.0-or-later
"""What is found by trying, with a GPU that is played: its clock goes on as it computes, its memory ends."""

import numpy as np
import pytest
import torch

from diao_engine.errors import BadInput, NoMemory
from diao_engine.inference import onnx_sessions, tuning
from diao_engine.inference.onnx_predictor import OnnxPredictor
from diao_engine.inference.predictor import Batches, InputShape
from diao_engine.inference.torch_predictor import TorchPredictor
from diao_engine.protocol.progress import ProgressReporter, silent
from tests.engine.networks import pixelwise, save
from tests.refused import refused

WINDOW = np.random.default_rng(0).normal(size=(1, 3, 32, 32)).astype(np.float32)


class Gpu:
    """A call costs a second and each window `cost` more; there is memory for `room` windows."""

    takes_integers, device = False, "cuda"

    def __init__(self, *, cost=0.0, room=1000, batch=None, half=None):
        self.input = InputShape(batch=batch)
        self.cost, self.room, self.half = cost, room, half
        self.now, self.calls = 0.0, []

    def in_half(self):
        return self.half

    def predict(self, batch):
        self.calls.append(len(batch))
        if len(batch) > self.room:
            raise NoMemory("model_memory", reason="full")
        self.now += 1.0 + self.cost * len(batch)
        return batch.copy()


class Half(Gpu):
    """16 bits: all a little different, and no number above their largest."""

    off = 1.001

    def predict(self, batch):
        with np.errstate(over="ignore"):
            return (super().predict(batch) * self.off).astype(np.float16).astype(np.float32)


class Wrong(Half):
    off = 1.1


class Without(Half):
    def predict(self, batch):
        raise BadInput("model_fails", shape="", reason="no such kernel")


def found(gpu, count=1000):
    return tuning.batch_size(gpu, WINDOW, classes=5, count=count, clock=lambda: gpu.now)


@pytest.mark.parametrize(
    ("gpu", "size"),
    [
        (Gpu(), 128),  # each window more comes for nothing
        (Gpu(cost=1.0), 16),  # 0.80, 0.89, 0.94 windows a second, then 0.97: less than a twentieth more
        (Gpu(cost=100.0), 4),
        (Gpu(room=20), 16),
        (Gpu(room=2), 4),  # what runs out there is halved as it is met
        (Gpu(batch=3), 3),
    ],
    ids=["free", "dear", "dearest", "full at 20", "full at 2", "fixed"],
)
def test_the_batch_grows_as_long_as_that_pays(gpu, size):
    assert found(gpu) == size
    assert max(gpu.calls, default=0) <= 128


def test_a_batch_is_no_larger_than_the_work_or_the_computers_memory():
    assert found(Gpu(), count=10) == 8
    assert found(Gpu(), count=2) == 2
    gpu = Gpu()
    large = np.zeros((1, 3, 512, 512), np.float32)
    size = tuning.batch_size(gpu, large, classes=5, count=1000, clock=lambda: gpu.now)
    assert size == 8
    assert size * 8 * 512**2 * 4 <= 64 * 2**20


def test_the_cpu_is_not_tried():
    cpu = Gpu()
    cpu.device = "cpu"
    assert found(cpu) == 4
    assert cpu.calls == []


def in_half(gpu):
    heard = []
    return tuning.Tuner(gpu, ProgressReporter(heard.append)).tuned(WINDOW), [event.text.code for event in heard]


def test_sixteen_bits_are_taken_where_they_come_to_the_same():
    half = Half()
    used, said = in_half(Gpu(half=half))
    assert said == ["runs_in_half"]
    used.predict(WINDOW)
    assert len(half.calls) == 2


@pytest.mark.parametrize("half", [None, Wrong(), Without(), Half(room=0)], ids=["none", "wrong", "unable", "full"])
def test_else_they_are_left_in_silence(half):
    gpu = Gpu(half=half)
    used, said = in_half(gpu)
    assert used is gpu
    assert said == []


def test_what_is_no_number_in_16_bits_is_computed_in_32():
    half, heard = Half(), []
    used = tuning.Tuner(Gpu(half=half), ProgressReporter(heard.append)).tuned(WINDOW)
    bright = WINDOW + 1e5
    np.testing.assert_array_equal(used.predict(bright), bright)
    calls = len(half.calls)
    np.testing.assert_array_equal(used.predict(WINDOW), WINDOW)
    assert len(half.calls) == calls
    assert [event.text.code for event in heard] == ["runs_in_half", "leaves_half"]


def test_memory_that_runs_out_halves_the_batch_and_is_told_once():
    gpu, heard = Gpu(room=3), []
    batches = Batches(gpu, ProgressReporter(heard.append))
    windows = np.arange(16 * 3.0, dtype=np.float32).reshape(16, 3, 1, 1)
    np.testing.assert_array_equal(batches.predict(windows), windows)
    assert gpu.calls[:3] == [16, 8, 4]
    assert set(gpu.calls[3:]) == {2}
    gpu.room = 1
    np.testing.assert_array_equal(batches.predict(windows), windows)
    assert [event.text.arguments for event in heard] == [{"count": 16, "fewer": 2}]
    gpu.room = 0
    with refused("windows_memory", count=1, kind=NoMemory):
        batches.predict(windows)


@pytest.fixture
def as_gpu(monkeypatch):
    """The CPU by the name of an NVIDIA GPU."""
    monkeypatch.setattr(onnx_sessions, "device_of", lambda session: "cuda")
    monkeypatch.setattr(onnx_sessions, "available", lambda: ["cuda", "cpu"])
    start = onnx_sessions.start
    monkeypatch.setattr(onnx_sessions, "start", lambda model, devices: start(model, ["cpu"]))


def test_an_onnx_model_is_turned(tmp_path, as_gpu):
    path = save(pixelwise(np.array([[0.3, 0.7, 0.1], [0.6, 0.1, 0.9]])), tmp_path / "a.onnx")
    full = OnnxPredictor(path, device="cuda", report=silent())
    half = full.in_half()
    expected, computed = full.predict(WINDOW), half.predict(WINDOW)
    assert computed.dtype == np.float32
    assert 0 < np.abs(computed - expected).max() < 0.01


def test_on_the_cpu_nothing_is_turned(tmp_path):
    path = save(pixelwise(np.eye(3)), tmp_path / "a.onnx")
    assert OnnxPredictor(path, device="cpu", report=silent()).in_half() is None
    torch.jit.script(torch.nn.Conv2d(3, 2, 1)).save(tmp_path / "a.pt")
    assert TorchPredictor(str(tmp_path / "a.pt"), device="cpu", report=silent()).in_half() is None


def test_a_model_that_maps_several_rasters_is_tried_once():
    half, heard = Half(), []
    gpu = Gpu(half=half)
    model = tuning.Tuner(gpu, ProgressReporter(heard.append))
    first = model.batch_size(WINDOW, classes=5, count=1000)
    tries = len(gpu.calls), len(half.calls)
    assert model.batch_size(WINDOW.copy(), classes=5, count=500) == first
    np.testing.assert_array_equal(model.tuned(WINDOW.copy()).predict(WINDOW + 1e5), WINDOW + 1e5)
    tries = tries[0] + 1, tries[1] + 1  # too bright for 16 bits, which the next raster need not be
    model.tuned(WINDOW).predict(WINDOW)
    tries = tries[0], tries[1] + 1
    assert (len(gpu.calls), len(half.calls)) == tries
    assert [event.text.code for event in heard] == ["runs_in_half", "leaves_half"]
    assert model.batch_size(WINDOW, classes=5, count=2) == 2
