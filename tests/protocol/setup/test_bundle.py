# SPDX-License-Identifier: GPL-2.0-or-later
"""Folders of wheels: what is asked of uv and pip to make one, and what a machine says that is to use one."""

from __future__ import annotations

import itertools
import json
import shutil
import sys

import pytest

from diao_engine import cli
from diao_engine.messages import Sentence
from diao_engine.protocol import builds, bundle, installers, machine, making, uv
from diao_engine.protocol.machine import Machine
from tests.refused import refused


@pytest.fixture
def commands(monkeypatch):
    """What would be run; `pip download` puts a wheel down."""
    run = []

    def record(self, command, variables):
        run.append([str(word) for word in command])
        if "--dest" in command:
            folder = making.Path(command[command.index("--dest") + 1])
            (folder / f"package{len(run)}-1-py3-none-any.whl").touch()

    monkeypatch.setattr(installers.Run, "__call__", record)
    monkeypatch.setattr(uv, "program", lambda wheels, fetch: "/uv")
    return run


def make(folder, choice, python="3.12"):
    lines = []
    bundle.make(folder, choice, python, log=lines.append, is_cancelled=lambda: False)
    return [line.code for line in lines if isinstance(line, Sentence)]


def after(command, option):
    return [value for name, value in itertools.pairwise(command) if name == option]


def test_another_system_s_packages_are_found_by_uv_and_fetched_by_pip(commands, tmp_path):
    choice = builds.choose(machine.described("windows", driver="581.29"), "full")
    assert make(tmp_path / "b", choice)[-1] == "bundle_ready"
    compiled, _, downloaded, own = commands
    assert compiled[:3] == ["/uv", "pip", "compile"]
    assert after(compiled, "--python-platform") == ["x86_64-pc-windows-msvc"]
    assert after(compiled, "--index") == ["https://download.pytorch.org/whl/cu130"]
    assert downloaded[1:4] == ["-m", "pip", "download"]
    assert after(downloaded, "--platform") == ["win_amd64"]
    assert after(downloaded, "--abi") == ["cp312", "abi3", "none"]
    assert after(downloaded, "--extra-index-url") == ["https://download.pytorch.org/whl/cu130"]
    assert own[-1] == "uv"
    written = json.loads((tmp_path / "b" / "diao-bundle.json").read_text())
    assert (written["build"], written["system"], written["python"], written["size"]) == (
        "cuda13",
        "windows",
        "3.12",
        "full",
    )


def test_without_pytorch_s_index_the_usual_one_is_taken_and_told(commands, monkeypatch, tmp_path):
    record = installers.Run.__call__

    def fails_for_index(self, command, variables):
        if "--index" in command:
            raise installers.install.explain(["error: dns error"])
        record(self, command, variables)

    monkeypatch.setattr(installers.Run, "__call__", fails_for_index)
    told = make(tmp_path / "b", builds.choose(Machine("linux", "x86_64"), "full"))
    assert told == ["set_up_choice", "torch_from_usual_index", "bundle_ready"]


def test_one_that_was_not_finished_says_nothing_of_itself(commands, monkeypatch, tmp_path):
    choice = builds.choose(Machine("linux", "x86_64"), "base")
    make(tmp_path / "b", choice)

    def fail(self, command, variables):
        raise installers.install.explain(["No space left on device"])

    monkeypatch.setattr(installers.Run, "__call__", fail)
    with refused("no_space_to_install"):
        make(tmp_path / "b", choice)
    assert not (tmp_path / "b" / "diao-bundle.json").exists()


def test_without_uv_none_can_be_made(without_uv, tmp_path):
    with refused("no_uv"):
        make(tmp_path / "b", builds.choose(Machine("linux", "x86_64"), "base"))


@pytest.fixture
def given(tmp_path, monkeypatch):
    """Makes a bundle for a machine, as this one is asked to use it."""
    monkeypatch.setattr("platform.machine", lambda: "x86_64")

    def write(size="full", system="linux", architecture="x86_64", python="3.12", build="cuda13", **more):
        content = {
            "size": size, "build": build, "python": python, "system": system, "architecture": architecture, "gpu_kind": "nvidia",
            "gpu": "RTX", "driver": "580.65",
        } | more  # fmt: skip
        (tmp_path / "numpy-2.0-py3-none-any.whl").touch()
        (tmp_path / "diao-bundle.json").write_text(json.dumps(content))
        return str(tmp_path)

    return write


def test_what_was_chosen_when_it_was_made_is_made_here(given):
    choice = bundle.choice(given(), "base")
    assert (choice.build.name, choice.size, choice.reason.code) == ("cuda13", "base", "build_of_bundle")


def test_a_bundle_of_another_system_python_or_size_is_refused(given):
    with refused("bundle_of_other_system", system="Windows", here="Linux"):
        bundle.choice(given(system="windows"), "base")
    with refused("bundle_of_other_system", architecture="arm64", own="x86_64"):
        bundle.choice(given(architecture="arm64"), "base")
    with refused("bundle_too_small", has="base", size="full"):
        bundle.choice(given(size="base"), "full")
    with refused("bundle_of_other_python", python="3.12", own="3.13"):
        bundle.check_python(given(), (3, 13))
    bundle.check_python(given(), (3, 12))


def test_a_folder_without_packages_is_refused(tmp_path):
    for folder in (tmp_path, tmp_path / "absent"):
        with refused("no_wheels"):
            bundle.choice(str(folder), "base")


@pytest.mark.parametrize(("wheel", "kind"), [("onnxruntime-1.30", "none"), ("onnxruntime_gpu-1.30", "auto")])
def test_somebody_s_own_folder_is_taken_for_the_runtime_that_it_holds(tmp_path, monkeypatch, wheel, kind):
    asked = []
    monkeypatch.setattr(machine, "detect", lambda gpu: asked.append(gpu) or Machine("linux", "x86_64"))
    (tmp_path / f"{wheel}-cp312-cp312-manylinux_2_28_x86_64.whl").touch()
    (tmp_path / "diao-bundle.json").write_text('{"size": "huge"}')
    bundle.choice(str(tmp_path), "base")
    assert asked == [kind]


@pytest.mark.slow
def test_an_environment_is_made_from_a_folder_alone(tmp_path, monkeypatch, without_gpu, capsys):
    """With real wheels, drawn by the test, and the real pip."""
    folder = tmp_path / "unsere Räder"
    folder.mkdir()
    for line in builds.requirement_lines("base", builds.BUILDS["cpu"]):
        name, version = line.split(">=")[0], line.split(">=")[1].split(",")[0]
        _wheel(folder, name, version)
    monkeypatch.setattr("diao_engine.protocol.environment.check", lambda interpreter, *, size: {"python": "3"})
    monkeypatch.setenv("PATH", "")
    assert cli.main(["setup", "--size", "base", "--from", str(folder), "--installer", "pip"]) == 0
    interpreter = making.Path(capsys.readouterr().out.strip())
    (site,) = interpreter.parents[1].glob("lib/python*/site-packages")
    assert (site / "onnxruntime.py").is_file()
    shutil.rmtree(interpreter.parents[1])


def _wheel(folder, name, version):
    import zipfile

    stem = f"{name}-{version}"
    with zipfile.ZipFile(folder / f"{stem}-py3-none-any.whl", "w") as archive:
        archive.writestr(f"{name}.py", "")
        archive.writestr(f"{stem}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        archive.writestr(f"{stem}.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{stem}.dist-info/RECORD", "")


def test_for_another_system_the_standalone_python_s_version_is_taken():
    assert bundle.default_python("windows") == installers.STANDALONE_PYTHON
    assert bundle.default_python("linux") == f"{sys.version_info[0]}.{sys.version_info[1]}"
