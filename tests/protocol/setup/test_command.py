# SPDX-License-Identifier: GPL-2.0-or-later
"""`setup` at a terminal: when it makes one anew, and when what stands stays."""

from __future__ import annotations

import io
import sys

import pytest

from diao_engine import cli
from diao_engine.errors import MissingDependency
from diao_engine.messages import Sentence
from diao_engine.protocol import environment, machine

OTHER = Sentence.of("environment_of_other_kind", size="base", reason=Sentence("build_for_apple"))


@pytest.fixture
def made(monkeypatch, without_gpu):
    """What was made; an environment that runs stands already."""
    calls = []

    def create(size, **more):
        calls.append({"size": size, **{name: more[name] for name in ("gpu", "installer", "wheels")}})
        return "/new/python"

    monkeypatch.setattr(environment, "create", create)
    monkeypatch.setattr(environment, "find", lambda size: "/old/python")
    monkeypatch.setattr(environment, "check", lambda interpreter, *, size: {})
    monkeypatch.setattr(environment, "mismatch", lambda size, choice: None)
    return calls


def answered(monkeypatch, text):
    terminal = io.StringIO(text)
    terminal.isatty = lambda: bool(text)
    monkeypatch.setattr(sys, "stdin", terminal)


def test_one_that_runs_stays(made, capsys):
    assert cli.main(["setup", "--size", "base"]) == 0
    assert capsys.readouterr().out == "/old/python\n"
    assert made == []


def test_it_is_made_anew_on_request(made, capsys):
    assert cli.main(["setup", "--size", "base", "--again", "--gpu", "none", "--installer", "pip"]) == 0
    assert capsys.readouterr().out == "/new/python\n"
    assert made == [{"size": "base", "gpu": "none", "installer": "pip", "wheels": ""}]


def test_one_that_no_longer_runs_is_made_anew(made, monkeypatch, capsys):
    def check(interpreter, *, size):
        raise MissingDependency("interpreter_missing", path=interpreter)

    monkeypatch.setattr(environment, "check", check)
    assert cli.main(["setup", "--size", "base"]) == 0
    assert "/old/python does not exist" in capsys.readouterr().err
    assert len(made) == 1


@pytest.mark.parametrize(("answer", "count"), [("y\n", 1), ("Yes\n", 1), ("n\n", 0), ("\n", 0), ("", 0)])
def test_one_of_another_kind_is_made_anew_after_asking(made, monkeypatch, capsys, answer, count):
    """An empty answer stands for no terminal at all."""
    monkeypatch.setattr(environment, "mismatch", lambda size, choice: OTHER)
    answered(monkeypatch, answer)
    assert cli.main(["setup", "--size", "base"]) == 0
    told = capsys.readouterr().err
    assert "made without this GPU" in told
    assert ("--again makes it anew" in told) == (answer == "")
    assert len(made) == count


def test_without_one_it_is_made(made, monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "find", lambda size: None)
    assert cli.main(["setup", "--from", str(tmp_path)]) == 0
    assert made == [{"size": "full", "gpu": "auto", "installer": "auto", "wheels": str(tmp_path)}]


def test_the_gpu_that_is_asked_for_is_looked_for(monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(machine, "detect", lambda gpu: asked.append(gpu) or machine.described("linux"))
    assert cli.main(["setup", "--dry-run", "--gpu", "none"]) == 0
    assert asked == ["none"]


@pytest.mark.parametrize(("named", "left"), [([], set()), (["--size", "base"], {"full-1-py312", "cluster-1-py312"})])
def test_all_is_removed_where_no_size_is_named(monkeypatch, tmp_path, named, left):
    monkeypatch.setenv("DIAO_HOME", str(tmp_path))
    for size in environment.SIZES:
        (tmp_path / "environments" / f"{size}-1-py312").mkdir(parents=True)
    assert cli.main(["setup", "--remove", *named]) == 0
    assert {path.name for path in (tmp_path / "environments").iterdir()} == left
