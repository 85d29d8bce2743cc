# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import onnx
import pytest

from diao_engine.inference import onnx_sessions, trial
from diao_engine.inference.half import in_half
from diao_engine.metrics import agreement
from diao_engine.protocol.launch import SAMPLE_MODEL


@pytest.fixture
def cuda(monkeypatch):
    """A package that offers CUDA, and a GPU that computes as `compute` says (None: it does not start)."""

    def make(compute):
        run, device_of = trial._run, onnx_sessions.device_of
        started = []

        def start(model, devices, real=onnx_sessions.start):
            session = real(model, ["cpu"])
            if devices == ["cuda"] and compute is not None:
                started.append(session)
            return session

        def is_gpu(session):
            return any(session is one for one in started)

        monkeypatch.setattr(onnx_sessions, "available", lambda: ["cuda", "cpu"])
        monkeypatch.setattr(onnx_sessions, "start", start)
        monkeypatch.setattr(onnx_sessions, "device_of", lambda s: "cuda" if is_gpu(s) else device_of(s))
        monkeypatch.setattr(
            trial, "_run", lambda s, windows: compute(run(s, windows)) if is_gpu(s) else run(s, windows)
        )
        monkeypatch.setattr(trial, "_SECONDS", 0.0)

    return make


def test_the_cpu_comes_first_and_a_gpu_that_agrees_works(cuda):
    cuda(lambda output: output * 1.001)
    cpu, gpu = trial.trials()
    assert (cpu.device, cpu.problem, cpu.half) == ("cpu", None, None)
    assert (gpu.device, gpu.problem, gpu.half) == ("cuda", None, True)
    assert gpu.speed > 0


def test_a_gpu_that_computes_something_else_fails(cuda):
    cuda(lambda output: output * 1.1)
    gpu = list(trial.trials())[1]
    assert (gpu.problem.code, gpu.speed) == ("device_computes_wrong", 0.0)
    assert gpu.problem.arguments["difference"] == pytest.approx(0.1, rel=0.05)


def test_a_gpu_that_breaks_says_why(cuda):
    def breaks(output):
        raise RuntimeError("CUDNN_STATUS_NOT_SUPPORTED\nat somewhere")

    cuda(breaks)
    gpu = list(trial.trials())[1]
    assert gpu.problem.arguments["reason"] == "CUDNN_STATUS_NOT_SUPPORTED"


def test_what_the_package_offers_and_the_machine_lacks_is_left_to_whoever_knows_the_machine(cuda):
    cuda(None)
    assert [one.device for one in trial.trials()] == ["cpu"]


def test_sixteen_bits_compute_the_same_network():
    model = onnx.load(str(SAMPLE_MODEL))
    before = model.SerializeToString()
    half = in_half(model)
    assert model.SerializeToString() == before
    assert {weights.data_type for weights in half.graph.initializer} >= {onnx.TensorProto.FLOAT16}
    bands = model.graph.input[0].type.tensor_type.shape.dim[1].dim_value
    windows = np.random.default_rng(0).normal(size=(1, bands, 64, 64)).astype(np.float32)
    full, found = (trial._run(onnx_sessions.start(one.SerializeToString(), ["cpu"]), windows) for one in (model, half))
    assert 0 < agreement.difference(found, full) <= agreement.TOLERANCE


def test_numbers_that_are_none_never_agree():
    ones = np.ones(3, np.float32)
    assert agreement.difference(ones, ones) == 0.0
    assert agreement.difference(np.array([1, 1, np.nan]), ones) == float("inf")
    assert agreement.difference(ones[:2], ones) == float("inf")
    assert agreement.difference(ones + 0.5, 2 * ones) == pytest.approx(0.25)
