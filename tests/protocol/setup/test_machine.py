# SPDX-License-Identifier: GPL-2.0-or-later
"""What is found on a machine, with an `nvidia-smi` and systems that are not there."""

from __future__ import annotations

import sys

import pytest

from diao_engine.protocol import machine, systems
from diao_engine.protocol.systems.linux import Linux
from diao_engine.protocol.systems.macos import MacOS
from diao_engine.protocol.systems.windows import Windows
from tests.refused import refused

SMI = """+---------------------------------------------------------------------------------------+
| NVIDIA-SMI {driver}             Driver Version: {driver}    CUDA Version: {cuda}     |
"""


def nvidia_smi(folder, name="NVIDIA GeForce RTX 3060", driver="581.29", cuda="13.0", capability="8.6", exits=0):
    """A program that answers as the driver's does; without a capability it is one that does not know that field."""
    program = folder / "nvidia-smi"
    refuses = (
        '*compute_cap*) echo "Field \\"compute_cap\\" is not a valid field to query."; exit 2;;'
        if not capability
        else ""
    )
    fields = f"{name}, {driver}" + (f", {capability}" if capability else "")
    program.write_text(
        f'#!/bin/sh\ncase "$*" in\n{refuses}\n*--query-gpu*) echo "{fields}";;\n*) cat <<TABLE\n'
        f"{SMI.format(driver=driver, cuda=cuda)}TABLE\n;;\nesac\nexit {exits}\n"
    )
    program.chmod(0o755)
    return program


@pytest.fixture
def bin_folder(tmp_path, monkeypatch):
    """The only folder on the PATH besides the shell's."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


class ElsewhereLinux(Linux):
    """A Linux whose driver lies in a folder of the test."""

    def __init__(self, folder=None, driver=""):
        self._folder, self._driver = folder, driver

    def nvidia_smi_places(self, environ):
        return [self._folder / "nvidia-smi"] if self._folder else []

    def nvidia_driver(self):
        return self._driver


def test_nvidia_is_found_with_driver_cuda_and_generation(bin_folder):
    nvidia_smi(bin_folder)
    found = machine.detect(system=ElsewhereLinux())
    assert (found.system, found.kind, found.gpu) == ("linux", "nvidia", "NVIDIA GeForce RTX 3060")
    assert (found.driver, found.cuda, found.capability) == ("581.29", (13, 0), (8, 6))


def test_nvidia_is_found_where_its_tools_are_not_on_the_path(bin_folder, tmp_path):
    folder = tmp_path / "System 32"
    folder.mkdir()
    nvidia_smi(folder)
    assert machine.detect(system=ElsewhereLinux(folder)).driver == "581.29"


def test_an_early_driver_knows_no_generation(bin_folder):
    nvidia_smi(bin_folder, driver="470.223.02", cuda="11.4", capability="")
    found = machine.detect(system=ElsewhereLinux())
    assert (found.driver, found.cuda, found.capability) == ("470.223.02", (11, 4), None)


def test_a_driver_without_its_tools_is_known_by_its_module(bin_folder):
    found = machine.detect(system=ElsewhereLinux(driver="550.54.14"))
    assert (found.kind, found.driver, found.cuda) == ("nvidia", "550.54.14", (12, 4))


def test_the_kernel_module_s_file_is_read(tmp_path, monkeypatch):
    file = tmp_path / "version"
    file.write_text(
        "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release Build\nGCC version:  gcc 12\n"
    )
    monkeypatch.setattr("diao_engine.protocol.systems.linux._DRIVER_FILE", file)
    assert Linux().nvidia_driver() == "580.65.06"
    file.write_text("NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun May 12 19:39:15 UTC 2024\n")
    assert Linux().nvidia_driver() == "535.183.01"
    file.unlink()
    assert Linux().nvidia_driver() == ""


@pytest.mark.parametrize("answer", ["", "No devices were found", "NVIDIA-SMI has failed, because it could not talk"])
def test_tools_without_a_gpu_are_no_gpu(bin_folder, answer):
    program = bin_folder / "nvidia-smi"
    program.write_text(f'#!/bin/sh\necho "{answer}"\nexit {0 if not answer else 9}\n')
    program.chmod(0o755)
    assert machine.detect(system=ElsewhereLinux()).kind == "none"


def test_tools_that_hang_are_no_gpu(bin_folder, monkeypatch):
    program = bin_folder / "nvidia-smi"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setattr(machine, "_SECONDS_TO_ANSWER", 0.2)
    assert machine.detect(system=ElsewhereLinux()).kind == "none"


def test_who_wants_no_gpu_is_asked_for_none(bin_folder):
    nvidia_smi(bin_folder)
    assert machine.detect("none", system=ElsewhereLinux()).kind == "none"


class FakeWindows(Windows):
    """A Windows whose registry and Direct3D answer as the test says."""

    def __init__(self, adapters=(), has_device=True, long_paths=0):
        self.adapters, self.has_device, self.long_paths = list(adapters), has_device, long_paths

    def _adapters(self):
        return self.adapters

    def _makes_directx12_device(self):
        return self.has_device

    def _registry_number(self, key, name):
        return self.long_paths

    def nvidia_smi_places(self, environ):
        return []


@pytest.mark.parametrize(
    ("adapters", "has_device", "gpu"),
    [
        (["Intel(R) Iris(R) Xe Graphics"], True, "Intel(R) Iris(R) Xe Graphics"),
        (["Microsoft Basic Display Adapter", "AMD Radeon RX 7600"], True, "AMD Radeon RX 7600"),
        (["Intel(R) HD Graphics 3000"], False, ""),
        (["Microsoft Basic Display Adapter"], True, ""),
        (["Microsoft Remote Display Adapter", "Microsoft Hyper-V Video"], True, ""),
        ([], True, ""),
    ],
)
def test_directx_12_needs_a_real_adapter_that_makes_a_device(bin_folder, adapters, has_device, gpu):
    found = machine.detect(system=FakeWindows(adapters, has_device))
    assert (found.kind, found.gpu) == (("directx12", gpu) if gpu else ("none", ""))


def test_nvidia_comes_before_directx_12(bin_folder):
    nvidia_smi(bin_folder)
    windows = FakeWindows(["NVIDIA GeForce RTX 3060"])
    assert machine.detect(system=windows).kind == "nvidia"
    assert machine.detect("directx12", system=windows).kind == "directx12"


@pytest.mark.parametrize(("processor", "kind"), [("arm64", "apple"), ("x86_64", "none")])
def test_apple_silicon_is_known_by_the_processor(bin_folder, monkeypatch, processor, kind):
    monkeypatch.setattr("platform.machine", lambda: processor)
    assert machine.detect(system=MacOS()).kind == kind


@pytest.mark.parametrize(
    ("driver", "cuda"),
    [("580.65.06", (13, 0)), ("610.1", (13, 0)), ("579.9", (12, 9)), ("525.60", (12, 0)), ("470.1", None)],
)
def test_a_driver_alone_tells_the_cuda_version(driver, cuda):
    assert machine.described("windows", driver=driver).cuda == cuda


def test_a_machine_is_described_by_what_is_known_of_it():
    assert machine.described("macos").kind == "apple"
    assert machine.described("macos", "x86_64").kind == "none"
    assert machine.described("linux", "aarch64").architecture == "arm64"
    assert machine.described("windows", gpu="directx12").kind == "directx12"
    assert machine.described("macos", "x86_64", gpu="apple").kind == "none"
    assert machine.described("linux", driver="575.1", capability="12.0").capability == (12, 0)


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("driver_unknown", {"gpu": "nvidia"}),
        ("driver_unknown", {"driver": "new"}),
        ("driver_unknown", {"capability": "8.6"}),
        ("capability_unknown", {"driver": "580.65", "capability": "Ampere"}),
    ],
)
def test_what_tells_too_little_of_an_nvidia_gpu_is_refused(code, known):
    with refused(code):
        machine.described("linux", **known)


@pytest.mark.parametrize(
    ("platform", "name"), [("win32", "windows"), ("darwin", "macos"), ("linux", "linux"), ("freebsd14", "linux")]
)
def test_the_system_is_that_of_python(monkeypatch, platform, name):
    monkeypatch.setattr(sys, "platform", platform)
    assert systems.current().name == name
