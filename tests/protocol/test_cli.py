# SPDX-License-Identifier: GPL-2.0-or-later
"""The command line for people, with Debian's Python, which has none of the engine's packages or has them by chance."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from diao_engine import cli

ROOT = Path(__file__).resolve().parents[2]
BARE = [sys.executable, "-I", "-S", "-c"]
# As `python3 -m diao_engine` with a Python that has nothing but its standard library.
START = "import sys; sys.path.insert(0, {root!r}); from diao_engine import cli; sys.exit(cli.main(sys.argv[1:]))"


def bare(*arguments, **variables):
    environment = {**os.environ, "DIAO_ENGINE_PYTHON": "", "DIAO_HOME": "/nonexistent", **variables}
    return subprocess.run(
        [*BARE, START.format(root=str(ROOT)), *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        env=environment,
    )


def test_help_and_status_need_no_packages():
    assert "createdataset" in bare("--help").stdout
    status = bare("setup", "--status")
    assert status.returncode == 1
    assert "base: The base environment is not set up." in status.stdout


def test_a_job_s_help_reads_well():
    text = bare("createdataset", "--help").stdout
    assert "--tile-size INT" in text
    assert "Side of a tile, in pixels of the imagery." in " ".join(text.split())
    assert "(32 to 4096 px; default 256)" in " ".join(text.split())
    assert "block - Blocks of tiles" in text
    assert "--resume, --no-resume" in bare("train", "--help").stdout


def test_without_packages_one_sentence_says_what_to_do(tmp_path):
    (tmp_path / "tiles.gpkg").touch()
    done = bare("score", "--dataset", str(tmp_path / "tiles.gpkg"), "--output", str(tmp_path / "out.gpkg"))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "-m diao_engine setup --size base" in done.stderr


def test_a_python_too_old_for_the_engine_is_not_used_whatever_it_has(monkeypatch, tmp_path):
    (tmp_path / "tiles.gpkg").touch()
    monkeypatch.setattr(cli.probe, "OLDEST_PYTHON", (99, 0))
    monkeypatch.setattr(cli, "_run_elsewhere", lambda size, arguments: f"elsewhere: {size}")
    job = ["score", "--dataset", str(tmp_path / "tiles.gpkg"), "--output", str(tmp_path / "out.gpkg")]
    assert cli.main(job) == "elsewhere: base"


@pytest.mark.slow
def test_without_packages_the_engine_s_own_python_is_used(tmp_path):
    (tmp_path / "tiles.gpkg").write_text("no database")
    other = tmp_path / "python"
    other.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    other.chmod(0o755)
    done = bare(
        "score", "--dataset", str(tmp_path / "tiles.gpkg"), "--output", str(tmp_path / "out.gpkg"),
        DIAO_ENGINE_PYTHON=str(other),
    )  # fmt: skip
    assert done.returncode == 1
    assert "setup" not in done.stderr
    assert "tiles.gpkg" in done.stderr
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["python", "tiles.gpkg"]


def test_all_broken_rules_come_at_once_and_before_anything_else(tmp_path):
    done = bare("score", "--dataset", "absent.gpkg", "--output", str(tmp_path / "out.tif"), "--max-repeats", "0")
    assert done.returncode == 2
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["Error"] * 3
    for sentence in ("absent.gpkg does not exist", "at least 1", ".gpkg file"):
        assert sentence in done.stderr


def test_outputs_stand_on_stdout_as_name_and_value(interpreter, tmp_path):
    output = str(tmp_path / "a.txt")
    done = subprocess.run(
        [interpreter, "-m", "diao_engine", "misbehave", "--act", "write", "--output", output],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stdout == f"output: {output}\nscore: 0.5\n"
    assert "100% Acting" in done.stderr
    assert "loss [1]: 0.5" in done.stderr


@pytest.mark.parametrize(("act", "code", "sentence"), [("refuse", 1, "Error: The layer has no features; add some."),
                                                   ("dirty", 0, "from C")])  # fmt: skip
def test_failures_and_foreign_output_stay_on_stderr(interpreter, tmp_path, act, code, sentence):
    done = subprocess.run(
        [interpreter, "-m", "diao_engine", "misbehave", "--act", act, "--output", str(tmp_path / "a.txt")],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == code
    assert sentence in done.stderr
    assert done.stdout == ("forged: 0\n" if act == "dirty" else "")
    assert [path.name for path in tmp_path.iterdir()] == (["a.txt"] if act == "dirty" else [])


ELSEWHERE = "import sys; from diao_engine import cli; sys.exit(cli._run_elsewhere('base', sys.argv[1:]))"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "is_elsewhere"),
    [(signal.SIGINT, False), (signal.SIGTERM, False), (signal.SIGTERM, True)],
    ids=["Ctrl+C", "by the system", "by the system, the first of two processes"],
)
def test_a_request_to_end_cancels_and_leaves_nothing(interpreter, tmp_path, asked, is_elsewhere):
    heard = ("env", "--default-signal=INT")  # tests that run in the background ignore Ctrl-C, and hand that on
    start = [sys.executable, "-c", ELSEWHERE] if is_elsewhere else [interpreter, "-m", "diao_engine"]
    process = subprocess.Popen(
        [*heard, *start, "misbehave", "--act", "listen", "--output", str(tmp_path / "a.txt")],
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "DIAO_ENGINE_PYTHON": interpreter},
    )  # fmt: skip
    assert "listening" in process.stderr.readline()
    process.send_signal(asked)
    _, stderr = process.communicate(timeout=20)
    assert process.returncode == 3
    assert "Cancelled; nothing was written." in stderr
    assert "Traceback" not in stderr
    assert list(tmp_path.iterdir()) == []
