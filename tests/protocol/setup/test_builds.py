# SPDX-License-Identifier: GPL-2.0-or-later
"""The whole table: system x GPU x size, what each cell takes from where, and why."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import pytest

from diao_engine import cli
from diao_engine.protocol import builds, environment, machine
from diao_engine.protocol.builds import BUILDS, SIZES
from diao_engine.protocol.machine import Machine
from tests.refused import refused

NVIDIA = {"kind": "nvidia", "gpu": "RTX"}
OF_CUDA13 = "onnxruntime-gpu[cuda,cudnn]>=1.28"
OF_CUDA12 = "onnxruntime-gpu[cuda,cudnn]>=1.20"


def nvidia(system, driver, cuda, capability=None, architecture="x86_64"):
    return Machine(system, architecture, **NVIDIA, driver=driver, cuda=cuda, capability=capability)


# Machine -> kind, reason, ONNX Runtime, folder of PyTorch's index for the full size.
TABLE = [
    (Machine("linux", "x86_64"), "cpu", "build_without_gpu", "onnxruntime>", "cpu"),
    (nvidia("linux", "580.65", (13, 0), (8, 6)), "cuda13", "build_for_cuda", OF_CUDA13, ""),
    (nvidia("linux", "580.65", (13, 1), None, "arm64"), "cuda13", "build_for_cuda", OF_CUDA13, ""),
    (nvidia("linux", "535.1", (12, 2), None, "arm64"), "cuda126", "build_trains_only", "onnxruntime>", "cu126"),
    (nvidia("linux", "570.1", (12, 8), (12, 1), "arm64"), "cuda128", "build_trains_only", "onnxruntime>", "cu128"),
    (nvidia("linux", "535.1", (12, 2), (8, 6)), "cuda126", "build_for_cuda", OF_CUDA12, "cu126"),
    (nvidia("linux", "580.65", (13, 0), (6, 1)), "cuda126", "build_for_cuda", OF_CUDA12, "cu126"),
    (nvidia("linux", "570.1", (12, 8), (12, 0)), "cuda128", "build_for_cuda", OF_CUDA12, "cu128"),
    (nvidia("linux", "560.1", (12, 6), (12, 0)), "cpu", "build_driver_too_old", "onnxruntime>", "cpu"),
    (nvidia("linux", "470.1", (11, 4)), "cpu", "build_driver_too_old", "onnxruntime>", "cpu"),
    (nvidia("linux", "390.1", None), "cpu", "build_driver_too_old", "onnxruntime>", "cpu"),
    (Machine("windows", "x86_64"), "cpu", "build_without_gpu", "onnxruntime>", ""),
    (Machine("windows", "x86_64", "directx12", "Iris"), "directml", "build_for_directx12", "onnxruntime-directml>", ""),
    (nvidia("windows", "581.2", (13, 0)), "cuda13", "build_for_cuda", OF_CUDA13, "cu130"),
    (nvidia("windows", "551.1", (12, 4)), "cuda126", "build_for_cuda", OF_CUDA12, "cu126"),
    (nvidia("windows", "572.1", (12, 8), (12, 0)), "cuda128", "build_for_cuda", OF_CUDA12, "cu128"),
    (Machine("macos", "arm64", "apple", "Apple GPU"), "cpu", "build_for_apple", "onnxruntime>", ""),
]


@pytest.mark.parametrize(("machine", "build", "reason", "runtime", "index"), TABLE)
def test_each_cell_of_the_table(machine, build, reason, runtime, index):
    for size in SIZES:
        choice = builds.choose(machine, size)
        assert (choice.build.name, choice.reason.code) == (build, reason)
        (taken,) = [
            line
            for line in choice.lines()
            if line.startswith("onnxruntime") and _applies(line, "3.12", machine.architecture)
        ]
        assert taken.startswith(runtime)
        expected = f"{builds.TORCH_INDEX}/{index}" if size != "base" and index else ""
        assert choice.torch_index == expected
        assert choice.weight.download < choice.weight.disk
        assert str(choice.told()).endswith("on the disk.")


def test_every_kind_stands_in_the_table():
    assert {row[1] for row in TABLE} == set(BUILDS)


def test_an_intel_mac_has_the_base_size_only():
    intel = Machine("macos", "x86_64")
    assert builds.choose(intel, "base").build.name == "cpu"
    with refused("no_torch_for_intel_mac"):
        builds.choose(intel, "full")


@pytest.mark.parametrize(
    ("build", "size"), list(itertools.product(BUILDS.values(), SIZES)), ids=lambda part: getattr(part, "name", part)
)
def test_an_environment_never_holds_two_onnx_runtimes(build, size):
    for python, architecture in itertools.product(("3.10", "3.11", "3.14"), ("x86_64", "arm64")):
        taken = {
            re.split(r"[<>=\[;]", line)[0]
            for line in builds.requirement_lines(size, build)
            if line.startswith("onnxruntime") and _applies(line, python, architecture)
        }
        assert len(taken) == 1
        assert sum(line.startswith("torch>") for line in builds.requirement_lines(size, build)) == (size != "base")


def _applies(line, python, architecture):
    _, _, marker = line.partition(";")
    if not marker:
        return True
    if "platform_machine" in marker:
        return (" == " in marker) == (architecture == "arm64")
    sign, version = re.search(r'python_version (<|>=) "3\.(\d+)"', marker).groups()
    minor = int(python.split(".")[1])
    return minor < int(version) if sign == "<" else minor >= int(version)


def test_kinds_have_environments_of_their_own_and_the_plain_one_keeps_its_name():
    names = {environment._name("full", build, (3, 12)) for build in BUILDS.values()}
    assert len(names) == len(BUILDS)
    plain = environment._name("full", BUILDS["cpu"], (3, 12))
    assert re.fullmatch(r"full-[0-9a-f]{10}-py312", plain)


def test_pytorch_can_come_from_a_mirror(monkeypatch):
    monkeypatch.setenv(builds.TORCH_INDEX_VARIABLE, "https://mirror.example/torch")
    choice = builds.choose(nvidia("windows", "581.2", (13, 0)), "full")
    assert choice.torch_index == "https://mirror.example/torch/cu130"
    assert choice.torch_lines() == [line for line in choice.lines() if line.startswith("torch")]


def dry_run(capsys, *options):
    assert cli.main(["setup", "--dry-run", *options]) == 0
    return capsys.readouterr().out


def test_a_dry_run_says_choice_and_reason(capsys, home):
    text = dry_run(capsys, "--system", "windows", "--driver", "581.29", "--size", "base")
    assert text.startswith(
        "NVIDIA GPU (driver 581.29) trains and maps, with the packages for CUDA 13. That is 1.5 GB to download"
    )
    assert OF_CUDA13 in text
    assert not home.exists()


def test_a_dry_run_in_json_holds_the_same(capsys):
    read = json.loads(dry_run(capsys, "--system", "linux", "--driver", "550.54", "--json"))
    assert (read["build"], read["cuda"], read["gpu_kind"]) == ("cuda126", "12.4", "nvidia")
    assert read["torch_index"].endswith("/cu126")
    assert read["reason"]["code"] == "build_for_cuda"
    assert read["download_mb"] < read["disk_mb"]
    assert any(line.startswith(OF_CUDA12) for line in read["packages"])


def test_a_dry_run_without_options_looks_at_this_machine(capsys, monkeypatch):
    monkeypatch.setattr(machine, "detect", lambda gpu="auto": Machine("windows", "x86_64", "directx12", "Iris Xe"))
    assert "Iris Xe maps through DirectX 12" in dry_run(capsys)


@pytest.mark.parametrize(("capability", "build"), [("6.1", "cuda126"), ("8.6", "cuda13"), ("12.0", "cuda13")])
def test_a_dry_run_knows_the_generation_of_another_machines_card(capsys, capability, build):
    options = ("--system", "windows", "--driver", "581.29", "--capability", capability, "--json")
    assert json.loads(dry_run(capsys, *options))["build"] == build


def test_an_impossible_machine_is_one_sentence(capsys):
    assert cli.main(["setup", "--dry-run", "--system", "macos", "--architecture", "x86_64"]) == 1
    assert capsys.readouterr().err.startswith("Error: PyTorch is no longer made for Macs with Intel processors")


def test_the_page_of_platforms_tells_the_same_megabytes():
    page = Path(__file__).parents[3].joinpath("resources/docs/platforms.md").read_text(encoding="utf-8")
    told = {}
    for line in page.splitlines():
        cells = [cell.strip(" `") for cell in line.strip("|").split("|")]
        if len(cells) == 6 and cells[1] in BUILDS:
            told[cells[0].lower(), cells[1]] = cells[2:]
    expected = {}
    for build in BUILDS.values():
        for system in {system for system, _ in build.weights}:
            weights = [build.weight(system, size) for size in ("base", "full")]
            numbers = [(weight, number) for weight in weights for number in (weight.download, weight.disk)]
            expected[system, build.name] = [
                f"{'' if weight.is_measured else 'about '}{number}" for weight, number in numbers
            ]
    assert told == expected
    extra = builds.CLIENT_OF_CLUSTERS
    assert f"*cluster* adds {extra.download} MB to the download of *full* and {extra.disk} MB to its disk" in " ".join(
        page.split()
    )


def test_readme_and_set_up_of_the_checkout_tell_the_span_of_the_same_megabytes():
    root = Path(__file__).parents[3]
    readme = " ".join(root.joinpath("README.md").read_text(encoding="utf-8").split())
    install = root.joinpath(".ci/install").read_text(encoding="utf-8")
    every = [weight for build in BUILDS.values() for weight in build.weights.values()]
    smallest, largest = min(weight.disk for weight in every), max(weight.disk for weight in every)
    assert f"{smallest / 1000:.1f} to {largest / 1000:.0f} GB on the disk for the engine's environment" in readme
    assert f"from {round(min(weight.download for weight in every), -1)} MB" in readme
    full = [build.weight("linux", "full").disk for build in BUILDS.values() if ("linux", "full") in build.weights]
    assert f"the engine's environment, {min(full) / 1000:.1f} to {max(full) / 1000:.0f} GB" in install
