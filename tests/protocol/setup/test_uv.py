# SPDX-License-Identifier: GPL-2.0-or-later
"""How uv is had: from the PATH, from a folder, by pip; and what happens where it is not."""

from __future__ import annotations

import zipfile

import pytest

from diao_engine.protocol import install, installers, systems, uv
from diao_engine.protocol.pip_settings import PipSettings
from tests.refused import refused

X86 = "manylinux_2_17_x86_64.manylinux2014_x86_64"


@pytest.fixture(autouse=True)
def empty_path(tmp_path, monkeypatch):
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def program(says="uv 0.9.1 (abc 2026-01-01)"):
    return f"#!/bin/sh\necho '{says}'\n"


def wheel(folder, version="0.9.1", tag=X86, says=None):
    """A wheel of uv whose program answers as the real one does."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"uv-{version}-py3-none-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"uv-{version}.data/scripts/uv", program(says or f"uv {version}"))
        archive.writestr(f"uv-{version}.dist-info/METADATA", "")
    return path


def nothing(folder):
    """An index that lacks it."""


def test_the_user_s_own_is_taken(empty_path):
    (empty_path / "uv").write_text(program())
    (empty_path / "uv").chmod(0o755)
    assert uv.program(None, pytest.fail) == str(empty_path / "uv")


@pytest.mark.parametrize("says", ["uv 0.7.30", "something else"])
def test_one_that_is_too_old_or_no_uv_is_not_taken(empty_path, says):
    (empty_path / "uv").write_text(program(says))
    (empty_path / "uv").chmod(0o755)
    assert uv.program(None, nothing) is None


def test_it_is_fetched_and_kept():
    found = uv.program(None, lambda folder: [wheel(folder, version) for version in ("0.9.1", "0.10.2", "0.8.9")])
    assert found == str(uv.folder() / "uv")
    assert "0.10.2" in (uv.folder() / "uv").read_text()
    assert not (uv.folder() / "uv-0.10.2-py3-none-any.whl").exists()
    assert uv.program(None, pytest.fail) == found


@pytest.mark.parametrize("content", [b"no archive", b"PK\x05\x06" + 18 * b"\0"])
def test_a_damaged_wheel_is_not_run(content):
    def damaged(folder):
        wheel(folder).write_bytes(content)

    assert uv.program(None, damaged) is None
    assert not (uv.folder() / "uv").exists()


def test_an_index_that_lacks_it_is_no_error():
    assert uv.program(None, nothing) is None


def test_it_comes_from_a_folder_of_wheels_that_stays_whole(tmp_path):
    kept = wheel(tmp_path / "our wheels")
    assert uv.program(tmp_path / "our wheels", pytest.fail) == str(uv.folder() / "uv")
    assert kept.exists()


@pytest.fixture
def pip(tmp_path):
    """pip, of which only the commands are written down; `says` is how the commands of a program end."""
    commands, says = [], {}

    class Recorded(installers.Run):
        def __call__(self, command, variables):
            commands.append(command)
            if command[0] in says:
                raise install.explain([says[command[0]]])

    run = Recorded(PipSettings({}), tmp_path / "downloads", None, print, lambda: False)
    return installers.Pip(run), commands, says


def test_pip_fetches_it_as_a_wheel(pip, tmp_path):
    tool, commands, _ = pip
    tool.fetch_uv(tmp_path / "uv", ["/usr/bin/python3"])
    ((interpreter, *rest),) = commands
    assert (interpreter, rest[:3], rest[-1]) == ("/usr/bin/python3", ["-m", "pip", "download"], "uv")


def test_a_python_without_pip_makes_an_environment_that_has_it_and_else_the_next_is_asked(pip, tmp_path):
    tool, commands, says = pip
    says["/first"] = "No module named pip"
    tool.fetch_uv(tmp_path / "uv", ["/first", "/second"])
    assert [(command[0], command[2]) for command in commands] == [
        ("/first", "pip"),
        ("/first", "venv"),
        ("/second", "pip"),
    ]


def test_an_index_without_uv_is_no_error_and_one_out_of_reach_is(pip, tmp_path):
    tool, commands, says = pip
    says["/python"] = "ERROR: No matching distribution found for uv"
    tool.fetch_uv(tmp_path / "uv", ["/python"])
    assert len(commands) == 1
    says["/python"] = "Temporary failure in name resolution"
    with refused("index_unreachable"):
        tool.fetch_uv(tmp_path / "uv", ["/python"])


@pytest.mark.parametrize(
    ("system", "machine", "tag"),
    [
        ("linux", "x86_64", X86),
        ("linux", "aarch64", "manylinux_2_28_aarch64"),
        ("windows", "AMD64", "win_amd64"),
        ("macos", "arm64", "macosx_11_0_arm64"),
        ("macos", "x86_64", "macosx_10_12_x86_64"),
    ],
)
def test_each_system_gets_its_own(system, machine, tag):
    tags = (
        X86,
        "musllinux_1_1_x86_64",
        "manylinux_2_28_aarch64",
        "win_amd64",
        "win_arm64",
        "macosx_11_0_arm64",
        "macosx_10_12_x86_64",
    )
    names = [f"uv-0.9.1-py3-none-{each}.whl" for each in tags]
    found = uv.find_wheel(names, systems.SYSTEMS[system], machine)
    assert found == f"uv-0.9.1-py3-none-{tag}.whl"


def test_sources_and_other_packages_are_passed_over():
    names = ["uv-0.9.1.tar.gz", f"uv_build-0.9.1-py3-none-{X86}.whl", "readme.html"]
    assert uv.find_wheel(names, systems.SYSTEMS["linux"], "x86_64") is None
