# SPDX-License-Identifier: GPL-2.0-or-later
"""Making an environment with a fake uv: what is kept when it fails, what goes when it went well, what is told meanwhile."""

from __future__ import annotations

import json
import shutil
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from diao_engine.errors import EngineError, JobCancelled, MissingDependency
from diao_engine.messages import Sentence
from diao_engine.protocol import environment, installers, machine, making, uv
from diao_engine.protocol.machine import Machine
from diao_engine.protocol.pip_settings import PipSettings
from diao_engine.protocol.systems.linux import Linux
from tests.refused import refused

NVIDIA = Machine("linux", "x86_64", "nvidia", "RTX", "580.65", (13, 0), (8, 6))

# Makes an environment that has an interpreter, writes down what it was asked, and fails where the test has said so.
FAKE = """#!{python}
import os, pathlib, sys
folder = pathlib.Path({folder!r})
with open(folder / "asked", "a") as file:
    file.write(" ".join(sys.argv[1:]) + " INDEX=" + os.environ.get("UV_DEFAULT_INDEX", "") + "\\n")
    if "--requirement" in sys.argv:
        file.write(pathlib.Path(sys.argv[sys.argv.index("--requirement") + 1]).read_text())
if sys.argv[1] == "venv":
    path = pathlib.Path(sys.argv[-1], "bin")
    path.mkdir(parents=True)
    (path / "python").symlink_to({python!r})
fails = folder / ("fails-for-index" if "UV_DEFAULT_INDEX" in os.environ else "fails")
if sys.argv[1:3] == ["pip", "install"] and fails.exists():
    sys.exit(fails.read_text())
"""


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """The folder of a fake uv: put a file `fails` or `fails-for-index` there with what it is to say."""
    folder = tmp_path / "fake uv"
    folder.mkdir()
    program = folder / "uv"
    program.write_text(FAKE.format(python=sys.executable, folder=str(folder)))
    program.chmod(0o755)
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.setattr(uv, "program", lambda wheels, fetch: str(program))
    monkeypatch.setattr(environment, "check", lambda interpreter, *, size: {"numpy": "2.0"})
    monkeypatch.setattr(installers.Pip, "make", lambda self, path, python: pytest.fail("pip was asked"))
    on_machine(monkeypatch, machine.described("linux"))
    return folder


def on_machine(monkeypatch, found):
    monkeypatch.setattr(machine, "detect", lambda gpu="auto": found)


def create(size="base", lines=None, **more):
    return environment.create(size, log=(lines if lines is not None else []).append, is_cancelled=lambda: False, **more)


def codes(lines):
    return [line.code for line in lines if isinstance(line, Sentence)]


def test_kind_reason_and_megabytes_are_told_before_anything_is_made(fake, monkeypatch, home):
    on_machine(monkeypatch, NVIDIA)
    lines = []
    interpreter = create(lines=lines)
    assert codes(lines)[0] == "set_up_choice"
    assert lines[0].arguments["reason"].code == "build_for_cuda"
    assert "-cuda13-py3" in Path(interpreter).parents[1].name
    assert "onnxruntime-gpu[cuda,cudnn]" in (fake / "asked").read_text()
    assert environment.status("base").build == "cuda13"
    assert [path.name for path in home.parent.iterdir()] == ["environments"]  # no downloads are left


def test_it_can_be_told_without_making_anything(fake, monkeypatch, home):
    on_machine(monkeypatch, NVIDIA)
    assert environment.remarks() == []
    monkeypatch.setattr(making, "base_python", lambda: (_ for _ in ()).throw(MissingDependency("no_python_found")))
    assert [sentence.code for sentence in environment.remarks()] == ["python_comes_along"]
    assert not home.exists()


def test_one_that_fails_leaves_the_earlier_one_as_it_was(fake, home):
    interpreter = Path(create())
    mark = interpreter.parents[1] / "mark"
    mark.touch()
    (fake / "fails").write_text("error: No space left on device (os error 28)")
    with refused("no_space_to_install"):
        create()
    assert environment.find("base") == str(interpreter)
    assert mark.exists()
    assert [path.name for path in home.iterdir()] == [interpreter.parents[1].name]
    (fake / "fails").unlink()
    create()
    assert not mark.exists()


def test_one_that_is_cancelled_leaves_the_earlier_one_too(fake, home):
    interpreter = create()
    with pytest.raises(JobCancelled):
        environment.create("base", log=lambda line: None, is_cancelled=lambda: True)
    assert environment.find("base") == interpreter


def test_one_that_was_ended_in_the_middle_is_settled_by_the_next(fake, home):
    interpreter = Path(create())
    path = interpreter.parents[1]
    path.rename(path.with_name(f".old-{path.name}"))  # set aside, and then the power went
    path.mkdir()
    assert environment.find("base") is None
    (fake / "fails").write_text("error: dns error")
    with refused("index_unreachable"):
        create()
    assert environment.find("base") == str(interpreter)


def test_what_was_fetched_stays_for_the_next_try_and_counts_for_the_disk(fake, monkeypatch):
    (fake / "fails").write_text("error: Connection reset by peer, error sending request")
    with refused("index_unreachable"):
        create()
    assert (making.downloads() / "requirements.txt").exists()
    with open(making.downloads() / "fetched", "wb") as file:
        file.truncate(500_000_000)
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**10, 0, 3 * 10**8))  # of 0.76 GB
    (fake / "fails").unlink()
    create()
    with refused("no_space_for_environment"):
        create()


def test_another_kind_takes_the_place_of_the_one_that_is_there(fake, monkeypatch, home):
    create()
    assert environment.mismatch("base", environment.plan("base")) is None
    on_machine(monkeypatch, NVIDIA)
    told = environment.mismatch("base", environment.plan("base"))
    assert (told.code, told.arguments["reason"].code) == ("environment_of_other_kind", "build_for_cuda")
    interpreter = create()
    assert environment.find("base") == interpreter
    assert [path.name for path in home.iterdir()] == [Path(interpreter).parents[1].name]
    on_machine(monkeypatch, machine.described("linux"))  # the external GPU is unplugged
    assert environment.mismatch("base", environment.plan("base")) is None


def test_pytorch_comes_from_its_own_index_and_all_else_from_the_user_s(fake):
    create("full")
    asked = (fake / "asked").read_text()
    first, second = asked.split("pip install")[1:]
    assert "INDEX=https://download.pytorch.org/whl/cpu\ntorch>" in first
    assert "numpy" not in first
    assert "INDEX=\nnumpy" in second


def test_an_index_of_pytorch_that_does_not_answer_is_told_with_what_follows(fake, monkeypatch):
    (fake / "fails-for-index").write_text("error: dns error")
    lines = []
    create("full", lines)
    told = next(line for line in lines if isinstance(line, Sentence) and line.code == "torch_from_usual_index")
    assert told.arguments["consequence"].code == "weight"
    assert "3.2 GB to download" in str(told)
    monkeypatch.setattr(
        making.shutil, "disk_usage", lambda path: namedtuple("usage", "total used free")(1, 1, 4 * 10**9)
    )
    with refused("no_space_for_environment"):
        create("full")


def test_a_company_s_certificate_is_not_swallowed(fake):
    (fake / "fails").write_text("error: invalid peer certificate: UnknownIssuer")
    with refused("certificate_refused"):
        create()


def test_pip_goes_on_where_uv_fails_for_reasons_of_its_own(fake, monkeypatch):
    (fake / "fails").write_text("error: The wheel of scipy is odd")
    asked = []
    monkeypatch.setattr(installers.Pip, "make", lambda self, path, python: asked.append("make"))
    monkeypatch.setattr(installers.Pip, "install", lambda self, interpreter, file, index="": asked.append(file.name))
    monkeypatch.setattr(environment, "_finish", lambda *arguments: None)
    lines = []
    create(lines=lines)
    assert asked == ["make", "requirements.txt"]
    assert "uv_failed" in codes(lines)
    with pytest.raises(EngineError, match="scipy is odd"):
        create(installer="uv")


def test_who_wants_pip_gets_it(fake, monkeypatch):
    monkeypatch.setattr(installers.Pip, "make", lambda self, path, python: (_ for _ in ()).throw(EngineError("no_uv")))
    with refused("no_uv", kind=EngineError):
        create(installer="pip")
    assert not (fake / "asked").exists()


def test_without_a_python_that_serves_a_standalone_one_is_fetched(fake, monkeypatch):
    python = sys.executable

    def fetch(self, folder):
        (folder / "cpython-3.12.9-linux" / "bin").mkdir(parents=True)
        (folder / "cpython-3.12.9-linux" / "bin" / "python3").symlink_to(python)
        return installers.standalone_python(folder)

    monkeypatch.setattr(sys, "executable", "/usr/bin/qgis")
    monkeypatch.setattr(sys, "_base_executable", "/usr/bin/qgis", raising=False)
    monkeypatch.setattr(sys, "base_prefix", "/nowhere")
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(installers.Uv, "standalone_python", fetch)
    lines = []
    create(lines=lines)
    assert "fetching_python" in codes(lines)
    assert making.has_base_python()  # the next set-up takes it as it is
    environment.remove("base")
    assert not making.pythons().exists()


def test_a_python_whose_environments_do_not_run_is_passed_over(fake, monkeypatch):
    """As that inside an application of macOS may be."""
    python = sys.executable
    monkeypatch.setattr(installers.Uv, "can_build_from", lambda self, found: False)
    monkeypatch.setattr(installers.Uv, "standalone_python", lambda self, folder: python)
    lines = []
    create(lines=lines)
    assert "python_makes_no_environment" in codes(lines)


def test_whether_environments_of_a_python_run_is_tried(fake, tmp_path):
    run = installers.Run(PipSettings({}), tmp_path / "downloads", None, print, lambda: False)
    tool = installers.Uv(run, str(fake / "uv"))
    assert tool.can_build_from(sys.executable)
    (fake / "uv").write_text(
        (fake / "uv").read_text().replace(f"symlink_to({sys.executable!r})", 'symlink_to("/bin/false")')
    )
    assert not tool.can_build_from(sys.executable)
    assert list((tmp_path / "downloads").iterdir()) == []


def test_a_standalone_python_that_cannot_be_had_is_told_with_the_reason(fake, monkeypatch):
    monkeypatch.setattr(making, "base_python", lambda: (_ for _ in ()).throw(MissingDependency("no_python_found")))
    (fake / "uv").write_text("#!/bin/sh\necho 'error: dns error'\nexit 2\n")
    with refused("no_standalone_python", reason="index_unreachable", kind=MissingDependency):
        create()


def test_the_share_that_is_done_is_told(fake, monkeypatch):
    shares = []
    monkeypatch.setattr(making, "_SECONDS_BETWEEN_GAUGES", 0.0)
    (fake / "uv").write_text((fake / "uv").read_text() + "\nimport time; time.sleep(1.0)\n")
    making.downloads().mkdir(parents=True)
    with open(making.downloads() / "fetched", "wb") as file:
        file.truncate(59_000_000)  # a tenth of the environment
    create(progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(0.1, abs=0.01)


def test_an_environment_that_is_in_use_is_told(fake, monkeypatch):
    create()
    monkeypatch.setattr(making, "_SECONDS_BETWEEN_RENAMES", 0.0)
    monkeypatch.setattr(making.os, "rename", lambda *paths: (_ for _ in ()).throw(PermissionError(13, "in use")))
    with refused("environment_in_use"):
        create()


def test_a_read_only_home_is_told_before_the_work(fake, monkeypatch, home):
    monkeypatch.setattr(making.os, "access", lambda path, mode: False)
    with refused("home_not_writable"):
        create()
    assert not home.exists()


def test_a_bad_place_is_told_or_refused(fake, monkeypatch, home):
    monkeypatch.setattr(
        Linux, "place_warning", lambda self, folder, environ: Sentence.of("place_is_roaming", folder=folder)
    )
    lines = []
    create(lines=lines)
    assert codes(lines)[1] == "place_is_roaming"
    assert [sentence.code for sentence in environment.remarks()] == ["place_is_roaming"]
    monkeypatch.setattr(
        Linux,
        "place_problem",
        lambda self, folder, longest: Sentence.of("place_too_long", folder=folder, needed=270, allowed=259),
    )
    with refused("place_too_long", needed=270):
        create()


def test_the_marker_of_earlier_versions_counts_as_the_plain_kind(fake, home):
    path = Path(environment.status("base").path)
    (path / "bin").mkdir(parents=True)
    (path / "bin" / "python").symlink_to(sys.executable)
    (path / "diao-environment.json").write_text(json.dumps({"size": "base", "versions": {"numpy": "2.0"}}))
    assert environment.find("base") == str(path / "bin" / "python")
    assert environment.status("base").build == "cpu"


def test_what_only_the_caller_knows_reaches_the_installer(fake):
    create(variables={"UV_DEFAULT_INDEX": "https://of.the.caller"})
    assert "INDEX=https://of.the.caller" in (fake / "asked").read_text()
