# SPDX-License-Identifier: GPL-2.0-or-later
import pytest
import torch

from diao_engine.errors import NoMemory
from diao_engine.messages import TRAINING_DEVICE
from diao_engine.protocol import gpus as gpu_reasons
from diao_engine.protocol.machine import described
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.training import device as devices
from tests.refused import refused


@pytest.fixture
def machine(monkeypatch):
    """A machine with the named GPUs."""

    def make(*gpus):
        monkeypatch.setattr(torch.cuda, "is_available", lambda: "cuda" in gpus)
        monkeypatch.setattr(torch.cuda, "get_device_name", lambda *_: "RTX 1")
        monkeypatch.setattr(torch.backends.mps, "is_available", lambda: "mps" in gpus)

    return make


@pytest.mark.parametrize(
    ("requested", "gpus", "kind", "code"),
    [
        ("auto", (), "cpu", "cpu_because"),
        ("auto", ("cuda",), "cuda", "cuda_gpu"),
        ("auto", ("mps",), "mps", "mps_gpu"),
        ("auto", ("cuda", "mps"), "cuda", "cuda_gpu"),
        ("cpu", ("cuda",), "cpu", "cpu_as_asked"),
        ("mps", ("mps",), "mps", "mps_gpu"),
    ],
)
def test_what_is_used_and_why(machine, requested, gpus, kind, code):
    machine(*gpus)
    heard = []
    assert devices.choose(requested, ProgressReporter(heard.append)).type == kind
    (said,) = heard
    assert said.text.code == TRAINING_DEVICE
    description = said.text.arguments["device"]
    assert description.code == code
    assert description.arguments.get("name", "RTX 1") == "RTX 1"


@pytest.mark.parametrize(("requested", "warned"), [("auto", True), ("cpu", False)])
def test_a_gpu_that_is_there_and_not_used_is_a_warning(machine, monkeypatch, requested, warned):
    machine()
    monkeypatch.setattr(gpu_reasons, "detect", lambda: described("linux", driver="580.82.07"))
    heard = []
    devices.choose(requested, ProgressReporter(heard.append))
    assert [event.text.code for event in heard if event.level == "warning"] == ["gpu_own_python"] * warned


@pytest.mark.parametrize(("requested", "gpus"), [("cuda", ()), ("cuda", ("mps",)), ("mps", ("cuda",))])
def test_a_missing_device_is_never_replaced_in_silence(machine, requested, gpus):
    machine(*gpus)
    with refused("device_unusable", device=requested):
        devices.choose(requested, silent())


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20 GiB"),
        RuntimeError("MPS backend out of memory"),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 99 bytes"),
    ],
)
def test_memory_that_runs_out_names_the_way_out(error):
    with refused("device_memory_ran_out", batch_size=64, crop_size=512, kind=NoMemory):
        _fail(error)


def test_other_errors_stay_what_they_are():
    with pytest.raises(RuntimeError, match="shapes cannot be multiplied"):
        _fail(RuntimeError("shapes cannot be multiplied"))


def _fail(error):
    with devices.memory_guard(torch.device("cpu"), batch_size=64, crop_size=512):
        raise error
