# SPDX-License-Identifier: GPL-2.0-or-later
"""The engine's environment: what counts as ready, what is told when it cannot be made, and that nothing half-made stays."""

from __future__ import annotations

import json
import shutil
import site
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from diao_engine.errors import BadInput, EngineError, JobCancelled, MissingDependency
from diao_engine.protocol import builds, environment, install, installers, machine, making, uv
from tests.refused import refused


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    """A data folder of the test's own, on a machine without a GPU, and with Python's own installer."""
    monkeypatch.setenv("DIAO_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(machine, "detect", lambda gpu="auto": machine.described("linux"))
    monkeypatch.setattr(uv, "program", lambda wheels, fetch: None)
    return tmp_path / "data" / "environments"


@pytest.fixture
def linked(monkeypatch):
    """Instead of a download, the packages that the tests themselves run with are linked in."""

    def link(self, interpreter, file, index=""):
        folder = next(Path(interpreter).parents[1].glob("lib/python*/site-packages"))
        packages = [path for path in sys.path if path.endswith("site-packages")] or site.getsitepackages()
        (folder / "linked.pth").write_text("\n".join(packages))

    monkeypatch.setattr(installers.Pip, "install", link)


def create(size="base", is_cancelled=lambda: False):
    lines = []
    return environment.create(size, log=lines.append, is_cancelled=is_cancelled), lines


def fake_environment(home, size, *, marker=True, interpreter=True):
    """A folder that looks like an environment."""
    path = Path(environment.status(size).path)
    (path / "bin").mkdir(parents=True)
    if interpreter:
        (path / "bin" / "python").symlink_to(sys.executable)
    if marker:
        (path / "diao-environment.json").write_text(json.dumps({"versions": {"numpy": "2.0"}}))
    return path


def test_nothing_stands_at_first(home):
    assert environment.find("base") is None
    status = environment.status("full")
    assert (status.size, status.ready, status.versions) == ("full", False, {})
    assert str(status.problem) == "The full environment is not set up."
    assert Path(status.path).parent == home


@pytest.mark.slow
def test_an_environment_is_made_checked_found_and_removed(home, linked):
    interpreter, lines = create("full")
    assert environment.find("full") == interpreter
    assert environment.find("base") == interpreter
    status = environment.status("full")
    assert status.ready
    assert {"python", "numpy", "rasterio", "onnxruntime", "torch", "segmentation_models_pytorch", "device"} <= set(
        status.versions
    )
    assert str(lines[-1]).startswith("Ready: ")
    assert [path.name for path in home.iterdir()] == [Path(status.path).name]
    environment.remove("full")
    assert environment.find("base") is None
    assert list(home.iterdir()) == []


def test_full_serves_base_and_base_does_not_serve_full(home):
    path = fake_environment(home, "full")
    assert environment.find("base") == str(path / "bin" / "python")
    environment.remove("full")
    fake_environment(home, "base")
    assert environment.find("full") is None


def test_one_that_is_not_whole_does_not_count(home):
    fake_environment(home, "base", marker=False)
    assert environment.find("base") is None
    assert "not finished; set it up again" in str(environment.status("base").problem)


def test_one_whose_python_is_gone_does_not_count(home):
    fake_environment(home, "base", interpreter=False)
    assert environment.find("base") is None
    assert "is gone; set it up again" in str(environment.status("base").problem)


def test_other_requirements_need_another_environment(home, monkeypatch, tmp_path):
    fake_environment(home, "base")
    newer = tmp_path / "base.txt"
    monkeypatch.setattr(builds, "requirement_files", lambda size: [newer])
    newer.write_text("numpy>=99\n")
    assert environment.find("base") is None


def test_another_comment_in_the_requirements_needs_no_other_environment(home, monkeypatch, tmp_path):
    fake_environment(home, "base")
    (file,) = builds.requirement_files("base")
    commented = tmp_path / "base.txt"
    commented.write_text("# Said in other words.\n" + file.read_text(encoding="utf-8").replace("#", " # or so:"))
    monkeypatch.setattr(builds, "requirement_files", lambda size: [commented])
    assert environment.find("base") is not None


def test_one_made_by_another_python_serves_too(home):
    path = fake_environment(home, "base")
    other = path.with_name(path.name.rpartition("-py")[0] + "-py399")
    path.rename(other)
    assert environment.find("base") == str(other / "bin" / "python")


def test_cancelling_leaves_nothing(home, linked):
    with pytest.raises(JobCancelled):
        create(is_cancelled=lambda: True)
    assert list(home.iterdir()) == []


@pytest.mark.slow
def test_an_unreachable_index_is_told_and_leaves_nothing(home, monkeypatch):
    for name, value in {
        "PIP_CONFIG_FILE": "/dev/null", "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_FIND_LINKS": "/nonexistent",
        "PIP_RETRIES": "1", "PIP_NO_CACHE_DIR": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    with pytest.raises(EngineError, match="package index cannot be reached; check the network"):
        create()
    assert list(home.iterdir()) == []


@pytest.mark.slow
def test_an_environment_that_does_not_run_is_not_kept(home, monkeypatch):
    monkeypatch.setattr(installers.Pip, "install", lambda *arguments: None)
    with pytest.raises(MissingDependency, match=r"cannot run the engine \(ModuleNotFoundError: .*numpy"):
        create()
    assert list(home.iterdir()) == []


@pytest.mark.slow
def test_two_set_ups_do_not_collide(home, linked):
    calls = []

    def interfere():
        if not calls:
            calls.append("once")
            with pytest.raises(BadInput, match="Another set-up"):
                create()
        return False

    interpreter, _ = create(is_cancelled=interfere)
    assert calls
    assert environment.find("base") == interpreter


def test_too_small_a_disk_is_told_before_the_work(home, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**10, 9 * 10**9, 10**9))
    with refused("no_space_for_environment", free=1.0):
        create("full")
    assert not home.exists()


def test_a_folder_that_cannot_be_written_is_told(home, monkeypatch):
    home.parent.parent.mkdir(exist_ok=True)
    home.parent.write_text("a file stands in the way")
    with refused("home_not_writable"):
        create()


@pytest.mark.parametrize("script", ["exit 1", "echo nonsense", "kill -9 $$"])
def test_a_broken_interpreter_is_told(tmp_path, script):
    broken = tmp_path / "python"
    broken.write_text(f"#!/bin/sh\n{script}\n")
    broken.chmod(0o755)
    with refused("interpreter_unfit", kind=MissingDependency):
        environment.check(str(broken))


def test_an_absent_interpreter_is_told(tmp_path):
    with refused("interpreter_missing", kind=MissingDependency):
        environment.check(str(tmp_path / "python"))


def test_foreign_variables_do_not_break_the_check(monkeypatch):
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    monkeypatch.setenv("PROJ_LIB", "/nowhere")
    assert environment.check(sys.executable)["numpy"]


def test_inside_qgis_the_program_itself_is_no_python(monkeypatch, tmp_path):
    (tmp_path / "bin").mkdir()
    beside = tmp_path / "bin" / "python3"
    beside.symlink_to(sys.executable)
    monkeypatch.setattr(sys, "executable", "/usr/bin/qgis")
    monkeypatch.setattr(sys, "_base_executable", "/usr/bin/qgis", raising=False)
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path))
    assert making.base_python() == str(beside)


def test_a_python_that_is_too_old_is_told(tmp_path):
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\necho 3 8\n")
    old.chmod(0o755)
    with refused("no_python_to_build_from", oldest="3.10", reason="found_python_too_old", kind=MissingDependency):
        install.first_usable([str(old), str(tmp_path / "absent" / "python3")])


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("The virtual environment was not created successfully because ensurepip is not available.", "python3-venv"),
        ("/usr/bin/python3: No module named venv", "python3-venv"),
        (
            "The virtual environment was not created successfully because ensurepip is not\navailable.  On Debian/Ubuntu systems, "
            "you need to install the python3-venv\npackage using the following command.\n\n    apt install python3.11-venv\n\n"
            "Failing command: /home/a/.local/share/diao/environments/base-1-py311/bin/python3",
            "python3-venv",
        ),
        ("  cause: failed to write to file `/x/scipy/a.py`: No space left on device (os error 28)", "disk is full"),
        ("  cause: There is not enough space on the disk. (os error 112)", "disk is full"),
        ("  cause: invalid peer certificate: UnknownIssuer", "PIP_CERT"),
        ("  cause: tunnel error: failed to create underlying connection\n  cause: tcp connect error", "HTTPS_PROXY"),
        (
            "  cause: dns error\n  cause: failed to lookup address information: Name or service not known",
            "cannot be reached",
        ),
        ("  cause: Read-only file system (os error 30)", "DIAO_HOME"),
        (
            "  cause: The process cannot access the file because it is being used by another process. (os error 32)",
            "virus scanner",
        ),
        (
            "ERROR: Could not install packages due to an OSError: [WinError 5] Access is denied: 'C:\\x\\torch\\_C.pyd'",
            "virus scanner",
        ),
        (
            "OSError: [WinError 225] Operation did not complete because the file contains a virus",
            "policy of this machine",
        ),
        ("OSError: [WinError 1260] This program is blocked by group policy", "policy of this machine"),
        ("error: No solution found when resolving dependencies", "no build for this Python"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))", "certificate"),
        ("ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407'))", "HTTPS_PROXY"),
        ("NewConnectionError: Failed to establish a new connection: [Errno -3] Temporary failure", "cannot be reached"),
        ("PermissionError: [Errno 13] Permission denied: '/opt/x'", "DIAO_HOME"),
        ("ERROR: No matching distribution found for torch>=2.6", "no build for this Python"),
        ("ERROR: something new", "something new"),
        ("", "no reason was given"),
    ],
)
def test_known_failures_have_a_sentence(line, sentence):
    # pip says this after failed connections too, so it must not hide them
    lines = (
        line.splitlines()
        if "space" in line or not line
        else [*line.splitlines(), "ERROR: No matching distribution found for numpy"]
    )
    if line == "ERROR: something new":
        lines = [line]
    message = install.explain(lines).message
    assert sentence in message
    assert "\n" not in message
    assert message.endswith(".")
