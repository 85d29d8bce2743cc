# SPDX-License-Identifier: GPL-2.0-or-later
"""The test of the devices: what a process of trials leaves, however it ends, becomes a line for each device."""

from __future__ import annotations

import json
import sys

import pytest

from diao_engine.errors import JobCancelled
from diao_engine.messages import Sentence
from diao_engine.protocol import diagnostics, environment, machine, selftest
from diao_engine.protocol.selftest import Trial

CPU = Trial("map", "cpu", "CPU", 2.0)
GPU = Trial("map", "cuda", "RTX 1", 50.0, half=True)
NVIDIA = machine.described("linux", driver="580.82.07")
PLAIN = machine.described("linux")


@pytest.fixture
def process(monkeypatch):
    """A process of trials that writes and does what it is told."""

    def make(*steps):
        code = "import sys, time, os\n" + "\n".join(
            step if isinstance(step, str) else f"print({selftest._MARK + json.dumps(step)!r}, flush=True)"
            for step in steps
        )
        run = selftest.install.run_logged
        monkeypatch.setattr(
            selftest.install, "run_logged", lambda command, **more: run([sys.executable, "-c", code], **more)
        )

    return make


def examine(found=PLAIN, **more):
    return selftest.examine({"map": sys.executable}, machine=found, **more)


def begin(device):
    return {"begin": device, "name": {"cpu": "CPU", "cuda": "RTX 1"}[device]}


def test_each_device_has_its_line(process):
    process(begin("cpu"), CPU.encode(), "print('noise')", begin("cuda"), GPU.encode())
    assert examine(NVIDIA) == (CPU, GPU)
    texts = [str(sentence) for sentence in selftest.told((CPU, GPU))]
    assert texts == [
        "Mapping (ONNX Runtime) on CPU: 2.00 megapixels a second.",
        "Mapping (ONNX Runtime) on RTX 1: 50.00 megapixels a second, 25.0 × the CPU.",
    ]


def test_a_device_that_takes_the_process_down_is_told(process):
    process(begin("cpu"), CPU.encode(), begin("cuda"), "os.abort()")
    cpu, gpu = examine(NVIDIA)
    assert cpu == CPU
    assert (gpu.device, gpu.problem.code, gpu.speed) == ("cuda", "device_gave_up", 0.0)
    assert gpu.problem.arguments["reason"].code == "signal"


def test_a_device_that_does_not_answer_is_told(process, monkeypatch):
    monkeypatch.setattr(selftest, "_SECONDS_TO_ANSWER", 0.5)
    process(begin("cpu"), CPU.encode(), begin("cuda"), "time.sleep(600)")
    assert examine(NVIDIA)[1].problem.code == "device_hangs"


def test_a_gpu_that_the_libraries_do_not_offer_has_a_line_too(process):
    process(begin("cpu"), CPU.encode())
    cpu, gpu = examine(NVIDIA)
    assert (gpu.device, gpu.name, gpu.problem.code) == ("cuda", "NVIDIA GPU", "gpu_own_python")
    assert examine(PLAIN) == (cpu,)


def test_a_process_that_cannot_begin_is_told(process):
    process("sys.exit('No module named numpy')")
    (cpu,) = examine()
    assert cpu.problem.code == "devices_not_tested"
    assert cpu.problem.arguments["reason"] == "No module named numpy"


def test_it_can_be_cancelled(process):
    process(begin("cpu"), "time.sleep(600)")
    with pytest.raises(JobCancelled):
        examine(is_cancelled=lambda: True)


def test_a_trial_survives_the_wire():
    failed = Trial("train", "mps", "Apple", problem=Sentence.of("signal", number=9))
    for trial in (CPU, GPU, failed):
        assert Trial.decode(json.loads(json.dumps(trial.encode()))) == trial


@pytest.mark.slow
@pytest.mark.parametrize("task", selftest.TASKS)
def test_the_cpu_of_this_machine_works(task):
    (cpu,) = selftest.examine({task: sys.executable}, machine=PLAIN)
    assert (cpu.task, cpu.device, cpu.problem) == (task, "cpu", None)
    assert cpu.speed > 0


@pytest.fixture
def nobody(monkeypatch, tmp_path):
    monkeypatch.setenv("DIAO_HOME", str(tmp_path / "home" / "jane.doe" / "diao"))
    monkeypatch.setattr(diagnostics.Path, "home", lambda: tmp_path / "home" / "jane.doe")
    monkeypatch.setenv("HTTPS_PROXY", "http://jane.doe:secret@proxy:3128")


def test_diagnostics_name_no_user_and_no_secret(nobody, monkeypatch):
    place = environment._folder() / f"base-{environment._hash('base')}-py399"
    place.mkdir(parents=True)
    (place / environment._MARKER).write_text(json.dumps({"versions": {"numpy": "9.9"}}))
    failed = Trial(
        "map", "cuda", "RTX 1", problem=Sentence.of("gpu_own_python", gpu="RTX 1", folder=r"C:\Users\jane.doe\x")
    )
    text = diagnostics.text(
        NVIDIA, (CPU, failed), {"Device": "auto", "Python of the user": "/Users/jane.doe/bin/python"}
    )
    assert "jane" not in text
    assert "secret" not in text
    for part in (
        "HTTPS_PROXY",
        "Mapping (ONNX Runtime) on CPU",
        r"C:\Users\…\x",
        "driver 580.82.07",
        "/Users/…/bin/python",
        "Device: auto",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("https://me:pw@host/simple", "https://…@host/simple"),
        ("/home/me/a", "/home/…/a"),
        (r"D:\Users\me", r"D:\Users\…"),
    ],
)
def test_what_is_taken_out(said, shown):
    assert diagnostics.scrubbed(said) == shown
