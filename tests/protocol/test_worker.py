# SPDX-License-Identifier: GPL-2.0-or-later
"""What a worker says on stdout: events in order, one last word, nothing else."""

from __future__ import annotations

import json
import subprocess

import pytest

from diao_engine.errors import MissingDependency
from diao_engine.protocol import events, failures


def serve(interpreter, tmp_path, values, **more):
    """Run the worker on a job file; its exit code, the lines of its stdout read as JSON, its stderr."""
    job_file = tmp_path / "job.json"
    asked = {"v": 1, "job": "misbehave", "values": values, "cancel_file": str(tmp_path / "cancel"), **more}
    job_file.write_text(json.dumps(asked))
    done = subprocess.run(
        [interpreter, "-s", "-m", "diao_engine", "run", str(job_file)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def names(lines):
    return [line["event"] for line in lines]


def test_events_come_in_order_and_carry_their_version(interpreter, tmp_path):
    code, lines, _ = serve(interpreter, tmp_path, {"act": "write", "output": str(tmp_path / "a.txt")})
    assert code == 0
    assert names(lines)[0] == "started"
    assert names(lines)[-1] == "finished"
    assert set(names(lines)[1:-1]) == {"progress", "metric", "message"}
    assert {line["v"] for line in lines} == {events.VERSION}
    assert lines[0]["versions"]["python"]
    assert lines[-1]["outputs"] == {"output": str(tmp_path / "a.txt"), "score": 0.5}
    fractions = [line["fraction"] for line in lines if line["event"] == "progress"]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


@pytest.mark.parametrize(
    ("act", "code", "last"),
    [
        ("write", 0, "finished"),
        ("dirty", 0, "finished"),
        ("refuse", 1, "failed"),
        ("stumble", 1, "failed"),
        ("lack", 1, "failed"),
    ],
)
def test_there_is_exactly_one_last_word(interpreter, tmp_path, act, code, last):
    got, lines, _ = serve(interpreter, tmp_path, {"act": act, "output": str(tmp_path / "a.txt")})
    assert got == code
    assert [name for name in names(lines) if name in ("finished", "failed", "cancelled")] == [last]
    assert names(lines)[-1] == last


def test_what_libraries_print_goes_to_stderr(interpreter, tmp_path):
    _, lines, stderr = serve(interpreter, tmp_path, {"act": "dirty"})
    assert names(lines) == ["started", "message", "finished"]
    assert lines[-1]["outputs"] == {"forged": 0}
    for foreign in ("forged", '"cancelled"', "from C", "from a child"):
        assert foreign in stderr


def test_a_user_s_mistake_has_a_sentence_and_no_traceback(interpreter, tmp_path):
    _, lines, _ = serve(interpreter, tmp_path, {"act": "refuse", "output": str(tmp_path / "a.txt")})
    last = lines[-1]
    assert (last["kind"], last["message"]["english"]) == ("bad_input", "The layer has no features; add some.")
    assert last["detail"] == ""


def test_our_own_mistake_carries_its_traceback(interpreter, tmp_path):
    _, lines, _ = serve(interpreter, tmp_path, {"act": "stumble", "output": str(tmp_path / "a.txt")})
    assert lines[-1]["kind"] == "internal"
    assert "ZeroDivisionError" in lines[-1]["detail"]


def test_a_missing_package_is_named(interpreter, tmp_path):
    _, lines, _ = serve(interpreter, tmp_path, {"act": "lack"})
    assert lines[-1]["kind"] == "missing_dependency"
    assert lines[-1]["message"]["code"] == "package_missing"
    assert lines[-1]["message"]["arguments"] == {"package": "no_such_package"}


@pytest.mark.parametrize(("package", "size"), [("distributed", "cluster"), ("torch", "full"), ("rasterio", None)])
def test_a_package_of_a_larger_size_leads_to_that_size(package, size):
    error = failures.translate(ModuleNotFoundError(f"No module named '{package}'", name=package), "")
    assert isinstance(error, MissingDependency)
    (sentence,) = error.sentences
    assert sentence.code == ("package_of_size" if size else "package_missing")
    assert sentence.arguments.get("size") == size


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("raise ImportError('libnone.so.7: cannot open shared object file')", "libnone.so.7: cannot open shared object file"),
        ("import ctypes; ctypes.CDLL('libnone.so.7')", "libnone.so.7: cannot open shared object file"),
        ("error = OSError('[WinError 126] no module'); error.winerror = 126; raise error", "WinError 126"),
        ("from math import no_such_name", "no_such_name"),
        ("try:\n    import no_such_part\nexcept ImportError as error:\n    raise ImportError('page\\nof advice') from error",
         "no_such_part"),
    ],
)  # fmt: skip
def test_a_package_that_cannot_be_loaded_is_to_be_set_up_again(interpreter, tmp_path, monkeypatch, source, reason):
    package = tmp_path / "brokenpackage.py"
    package.write_text(source)
    monkeypatch.setenv("BROKEN_PACKAGE", str(package))
    _, lines, _ = serve(interpreter, tmp_path, {"act": "break"})
    assert lines[-1]["kind"] == "missing_dependency"
    assert lines[-1]["message"]["code"] == "package_broken"
    arguments = lines[-1]["message"]["arguments"]
    assert arguments["package"] == "brokenpackage" or "from math" in source
    assert reason in arguments["reason"]


def test_an_import_that_is_our_own_mistake_stays_one(interpreter, tmp_path):
    _, lines, _ = serve(interpreter, tmp_path, {"act": "blunder"})
    assert lines[-1]["kind"] == "internal"
    assert "NoSuchJob" in lines[-1]["detail"]


@pytest.mark.parametrize("what", ["MemoryError", "std::bad_alloc", "ENOMEM"])
def test_a_lack_of_memory_is_told_with_the_way_out_of_the_job(interpreter, tmp_path, monkeypatch, what):
    monkeypatch.setenv("EXHAUSTED", what)
    _, lines, _ = serve(interpreter, tmp_path, {"act": "exhaust"})
    assert lines[-1]["kind"] == "no_memory"
    assert lines[-1]["message"]["english"] == "Memory ran out; lower Count."


def test_a_lack_of_file_handles_has_its_own_sentence(interpreter, tmp_path, monkeypatch):
    monkeypatch.setenv("EXHAUSTED", "EMFILE")
    _, lines, _ = serve(interpreter, tmp_path, {"act": "exhaust"})
    assert lines[-1]["kind"] == "bad_input"
    assert lines[-1]["message"]["code"] == "too_many_files"


def test_all_broken_rules_come_at_once(interpreter, tmp_path):
    values = {"act": "write", "count": 99, "output": str(tmp_path / "a.png")}
    code, lines, _ = serve(interpreter, tmp_path, values)
    assert code == 2
    assert lines[-1]["kind"] == "invalid_job"
    problems = lines[-1]["problems"]
    assert [(problem["code"], problem["field"]) for problem in problems] == [
        ("too_large", "count"),
        ("wrong_format", "output"),
    ]
    assert problems[0]["english"].startswith("Count must be at most 9")


def test_a_cancelled_job_ends_so(interpreter, tmp_path):
    (tmp_path / "cancel").touch()
    code, lines, _ = serve(interpreter, tmp_path, {"act": "listen", "output": str(tmp_path / "a.txt")})
    assert code == 3
    assert names(lines) == ["started", "cancelled"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cancel", "job.json"]


def test_a_newer_job_file_is_refused(interpreter, tmp_path):
    code, lines, _ = serve(interpreter, tmp_path, {"act": "write"}, v=events.VERSION + 1)
    assert code == 2
    assert names(lines) == ["failed"]
    assert lines[0]["message"]["arguments"] == {"version": events.VERSION + 1, "known": events.VERSION}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"job": "nothing", "values": {}}', "not json"])
def test_an_unreadable_job_file_is_told(interpreter, tmp_path, text):
    job_file = tmp_path / "job.json"
    job_file.write_text(text)
    done = subprocess.run(
        [interpreter, "-m", "diao_engine", "run", str(job_file)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert [json.loads(line)["event"] for line in done.stdout.splitlines()] == ["failed"]


def test_a_worker_that_nobody_hears_any_more_stops(interpreter, tmp_path):
    """QGIS may crash in the middle of a training of hours."""
    job_file = tmp_path / "job.json"
    values = {"act": "listen", "output": str(tmp_path / "a.txt")}
    job_file.write_text(json.dumps({"v": 1, "job": "misbehave", "values": values}))
    command = [interpreter, "-s", "-m", "diao_engine", "run", str(job_file)]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert "started" in worker.stdout.readline()
    worker.stdout.close()
    assert worker.wait(timeout=60) == 3
    assert "Traceback" not in worker.stderr.read()
    worker.stderr.close()
    assert [file.name for file in tmp_path.iterdir()] == ["job.json"]
