# SPDX-License-Identifier: GPL-2.0-or-later
"""Why a GPU that is there is not used."""

from __future__ import annotations

import json

import pytest

from diao_engine.protocol import gpus, machine

DRIVER = "580.82.07"


def nvidia(driver=DRIVER):
    return machine.described("linux", driver=driver)


@pytest.fixture
def prefix(tmp_path):
    """A folder of an environment of a kind; None makes one that is not ours."""

    def make(build):
        if build is not None:
            (tmp_path / "diao-environment.json").write_text(json.dumps({"versions": {}, "build": build}))
        return str(tmp_path)

    return make


@pytest.mark.parametrize("task", gpus.TASKS)
def test_a_machine_without_a_gpu_misses_none(prefix, task):
    assert gpus.unused(task, machine=machine.described("linux"), prefix=prefix("cpu")) is None


@pytest.mark.parametrize(
    ("driver", "build", "said", "code"),
    [
        ("470.1", "cpu", (), "build_driver_too_old"),
        (DRIVER, "cpu", (), "gpu_other_environment"),
        (DRIVER, None, (), "gpu_own_python"),
        (DRIVER, "cuda13", (), "gpu_not_started"),
        (DRIVER, "cuda13", ("CUDA driver version is insufficient for CUDA runtime version",), "gpu_driver_refused"),
        (
            DRIVER,
            "cuda13",
            ("The NVIDIA driver on your system is too old (found version 11040).",),
            "gpu_driver_refused",
        ),
        (
            DRIVER,
            "cuda13",
            ("Failed to load libonnxruntime_providers_cuda.so: libcudnn.so.9: cannot open shared object file",),
            "gpu_library_missing",
        ),
        (
            DRIVER,
            "cuda13",
            (
                'LoadLibrary failed with error 126: onnxruntime_providers_cuda.dll depends on "cudnn64_9.dll" which is missing.',
            ),
            "gpu_library_missing",
        ),
    ],
)
def test_an_nvidia_gpu_is_not_used_for_a_reason(prefix, driver, build, said, code):
    reason = gpus.unused("map", machine=nvidia(driver), prefix=prefix(build), said=said)
    assert reason.code == code
    assert reason.arguments["gpu"] == "NVIDIA GPU"
    if code == "gpu_library_missing":
        assert reason.arguments["library"] in ("libcudnn.so.9", "cudnn64_9.dll")


def test_a_gpu_that_no_package_trains_on_is_not_missed(prefix):
    directx = machine.described("windows", gpu="directx12")
    assert gpus.unused("train", machine=directx, prefix=prefix("directml")) is None
    assert gpus.unused("map", machine=directx, prefix=prefix("cpu")).code == "gpu_other_environment"


def test_it_looks_at_the_machine_itself(prefix, monkeypatch):
    monkeypatch.setattr(gpus, "detect", nvidia)
    assert gpus.unused("train", prefix=prefix("cpu")).code == "gpu_other_environment"
