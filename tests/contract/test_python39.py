# SPDX-License-Identifier: GPL-2.0-or-later
"""The side of QGIS runs on Python 3.9, and the engine refuses to."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("python39", ROOT / ".tools" / "python39.py")
python39 = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(python39)

FILES = python39.files()
EACH = pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
REAL = python39.interpreter()
WITH_REAL = pytest.mark.skipif(REAL is None, reason="this machine has no Python 3.9")


def called(source: str, function: str) -> list[ast.Call]:
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [call for call in calls if ast.unparse(call.func).rpartition(".")[2] == function]


def newer_arguments(source: str) -> list[str]:
    arguments = {"dataclass": {"kw_only", "slots", "match_args"}, "field": {"kw_only"}, "zip": {"strict"}}
    return [
        f"{function}({keyword.arg})"
        for function, names in arguments.items()
        for call in called(source, function)
        for keyword in call.keywords
        if keyword.arg in names
    ]


def test_all_of_the_side_of_qgis_is_looked_at():
    names = {path.relative_to(ROOT).parts[:2] for path in FILES}
    rooms = {
        ("diao_engine", room)
        for room in (
            "jobs",
            "messages",
            "protocol",
            "errors.py",
            "cli.py",
            "setup_command.py",
            "watch_command.py",
            "selftest_command.py",
            "shard_command.py",
            "__main__.py",
            "__init__.py",
        )
    }
    assert rooms | {("__init__.py",), ("plugin", "dock"), ("processing_provider", "values.py")} <= names
    assert not {name for name in names if name[0] == "diao_engine"} - rooms


@EACH
def test_nothing_is_newer_than_3_9(path):
    source = path.read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 9))
    assert newer_arguments(source) == []
    assert python39.runtime_unions(source) == []


def test_what_is_newer_is_found():
    assert newer_arguments("@dataclass(kw_only=True)\nclass A: x = list(zip(a, b, strict=True))") == [
        "dataclass(kw_only)",
        "zip(strict)",
    ]
    source = "from __future__ import annotations\ndef f(x: int | None) -> str | None:\n  y: int | str = 1 | 2\n"
    assert python39.runtime_unions(source) == []
    assert python39.runtime_unions(source + "  return isinstance(x, int | str)\nA = dict[str, int] | B\n") == [4, 5]
    with pytest.raises(SyntaxError):
        ast.parse("match x:\n  case 1: pass", feature_version=(3, 9))


def test_vermin_finds_newer_functions(tmp_path):
    newer = tmp_path / "newer.py"
    newer.write_text("from itertools import pairwise\n")
    assert "itertools.pairwise" in python39.newer_features([newer])
    newer.write_text("from itertools import chain\n")
    assert python39.newer_features([newer]) == ""


@WITH_REAL
def test_a_real_3_9_imports_all_of_it():
    done = python39.import_all(REAL)
    assert done.stderr == ""
    assert done.returncode == 0


def on_3_9(*arguments, **variables):
    start = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from diao_engine import cli; sys.exit(cli.main(sys.argv[1:]))"
    )
    environment = {"DIAO_HOME": "/nonexistent", "PATH": "/nonexistent", **variables}
    return subprocess.run(
        [REAL, "-I", "-B", "-c", start, *arguments],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )


@pytest.mark.slow
@WITH_REAL
def test_3_9_hands_a_job_to_the_engine_s_own_python(tmp_path):
    (tmp_path / "tiles.gpkg").write_text("no database")
    job = ("score", "--dataset", str(tmp_path / "tiles.gpkg"), "--output", str(tmp_path / "out.gpkg"))
    alone = on_3_9(*job)
    assert alone.returncode == 1
    assert "-m diao_engine setup --size base" in alone.stderr
    handed = on_3_9(*job, DIAO_ENGINE_PYTHON=sys.executable)
    assert handed.returncode == 1
    assert "tiles.gpkg" in handed.stderr
    assert "setup" not in handed.stderr


@WITH_REAL
def test_3_9_makes_no_environment_of_itself(tmp_path):
    refused = on_3_9("setup", "--size", "base", "--installer", "pip", DIAO_HOME=str(tmp_path))
    assert refused.returncode == 1
    assert "The engine needs Python 3.10 or newer" in refused.stderr
    assert "is Python 3.9, too old" in refused.stderr
    checked = on_3_9("setup", "--check", REAL)
    assert checked.returncode == 1
    assert "cannot run the engine (Python 3.9." in checked.stderr
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


@WITH_REAL
def test_a_worker_on_3_9_fails_with_one_sentence(tmp_path):
    job = tmp_path / "job.json"
    job.write_text('{"v": 1, "job": "score", "values": {"dataset": "a.gpkg", "output": "b.gpkg"}}')
    done = on_3_9("run", str(job))
    assert '"kind": "missing_dependency"' in done.stdout
    assert "The engine needs Python 3.10 or newer" in done.stdout
