# SPDX-License-Identifier: GPL-2.0-or-later
"""The trial of training devices, with a second CPU in place of a GPU."""

import pytest
import torch

from diao_engine.training import device as devices
from diao_engine.training import trial


@pytest.fixture
def two(monkeypatch):
    """A second device whose output is changed."""

    def make(change):
        calls = []
        output = trial._output

        def changed(network, images, compute):
            calls.append(1)
            return output(network, images, compute) if len(calls) == 1 else change(output(network, images, compute))

        monkeypatch.setattr(devices, "present", lambda: [torch.device("cpu"), torch.device("cpu", 0)])
        monkeypatch.setattr(devices, "describe", lambda device: "CPU" if device.index is None else "RTX 1")
        monkeypatch.setattr(trial, "_output", changed)
        monkeypatch.setattr(trial, "_SECONDS", 0.0)
        monkeypatch.setattr(trial, "_SIDE", 64)

    return make


def test_a_device_that_agrees_works(two):
    two(lambda output: output * 1.001)
    cpu, other = trial.trials()
    assert (cpu.name, cpu.problem) == ("CPU", None)
    assert (other.name, other.problem) == ("RTX 1", None)


def test_a_device_that_computes_something_else_fails(two):
    two(lambda output: output * 1.1)
    assert list(trial.trials())[1].problem.code == "device_computes_wrong"


def test_a_device_that_breaks_says_why(two):
    def breaks(output):
        raise RuntimeError("CUDA error: no kernel image is available for execution on the device\nmore")

    two(breaks)
    other = list(trial.trials())[1]
    assert other.problem.arguments["reason"] == "CUDA error: no kernel image is available for execution on the device"
