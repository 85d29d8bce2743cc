# SPDX-License-Identifier: GPL-2.0-or-later
"""The caller's side against the real worker: finish, failure, cancel and crash are told apart and leave nothing behind."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import time
from pathlib import Path

import pytest

from diao_engine.errors import EngineError, JobCancelled, NoMemory
from diao_engine.messages import Sentence
from diao_engine.protocol import client, events, memory
from tests.refused import refused


class Ear:
    """Hears the events of a run and asks to stop once it has heard enough."""

    def __init__(self, stop_at=None):
        self.heard = []
        self.stop_at = stop_at

    def __call__(self, event):
        self.heard.append(event)

    def is_cancelled(self):
        return bool(
            self.stop_at and any(isinstance(e, events.Progress) and e.stage.code == self.stop_at for e in self.heard)
        )


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_finished_run_gives_its_outputs(interpreter, job, tmp_path):
    ear = Ear()
    output = str(tmp_path / "a.txt")
    outputs = client.run_job(interpreter, job(act="write", output=output), on_event=ear)
    assert outputs == {"output": output, "score": 0.5}
    assert Path(output).read_text() == "whole"
    assert isinstance(ear.heard[0], events.Started)
    assert events.Message("info", Sentence("written")) in ear.heard
    assert not any(isinstance(event, events.TERMINAL) for event in ear.heard)
    assert left_in(tmp_path) == ["a.txt"]


def test_a_failure_keeps_kind_sentence_and_earlier_output(interpreter, job, tmp_path):
    output = tmp_path / "a.txt"
    output.write_text("earlier")
    with pytest.raises(client.EngineFailed, match="no features; add some") as failure:
        client.run_job(interpreter, job(act="refuse", output=str(output)), on_event=Ear())
    assert failure.value.kind == "bad_input"
    assert left_in(tmp_path) == ["a.txt"]
    assert output.read_text() == "earlier"


@pytest.mark.slow
@pytest.mark.parametrize("act", ["listen", "deaf"])
def test_cancel_leaves_nothing_and_is_over_before_the_worker_writes_late(interpreter, job, tmp_path, act):
    ear = Ear(stop_at={"listen": "listening", "deaf": "deaf"}[act])
    with pytest.raises(JobCancelled):
        client.run_job(
            interpreter, job(act=act, output=str(tmp_path / "a.txt")), on_event=ear, is_cancelled=ear.is_cancelled
        )
    assert left_in(tmp_path) == []


class Waits:
    """Adds up what the caller's side allows itself to wait, and waits a tenth of it; its clock moves by that alone."""

    def __init__(self, monkeypatch):
        self.seconds = 0.0
        self._sleep, self._is_inside = time.sleep, False
        monkeypatch.setattr(client.time, "monotonic", lambda: self.seconds)
        monkeypatch.setattr(time, "sleep", self._counted_sleep)
        for owner, name in ((queue.Queue, "get"), (subprocess.Popen, "wait")):
            monkeypatch.setattr(owner, name, self._counted(getattr(owner, name)))

    def _counted_sleep(self, seconds):
        if not self._is_inside:  # waiting for a process sleeps, too
            self.seconds += seconds
        self._sleep(seconds / 10)

    def _counted(self, wait):
        def call(waiter, timeout=None):
            self._is_inside = True
            try:
                return wait(waiter, timeout=timeout and timeout / 10)
            except (queue.Empty, subprocess.TimeoutExpired):
                self.seconds += timeout
                raise
            finally:
                self._is_inside = False

        return call


def test_cancel_waits_at_most_two_seconds_for_a_worker_that_does_not_hear(interpreter, job, tmp_path, monkeypatch):
    waits, ear = Waits(monkeypatch), Ear(stop_at="deaf")
    asked = []

    def is_cancelled():
        if ear.is_cancelled() and not asked:
            asked.append(waits.seconds)
        return bool(asked)

    with pytest.raises(JobCancelled):
        client.run_job(
            interpreter, job(act="deaf", output=str(tmp_path / "a.txt")), on_event=ear, is_cancelled=is_cancelled
        )
    assert 0 < waits.seconds - asked[0] <= 2.0


def test_a_crash_is_told_by_its_signal(interpreter, job):
    with refused("crashed", ending="signal", kind=client.EngineCrashed) as crash:
        client.run_job(interpreter, job(act="fault"), on_event=Ear())
    assert "the last words" in crash.value.detail
    assert crash.value.kind == "crashed"


def test_a_kill_that_nobody_here_has_sent_is_no_lack_of_memory_yet(interpreter, job, tmp_path):
    with refused("killed", ending="signal", kind=client.EngineCrashed) as killed:
        client.run_job(interpreter, job(act="crash", output=str(tmp_path / "a.txt")), on_event=Ear())
    assert "the last words" in killed.value.detail
    assert killed.value.kind == "crashed"
    assert left_in(tmp_path) == []


def test_a_kill_that_the_system_has_counted_is_a_lack_of_memory(interpreter, job, tmp_path, monkeypatch):
    counted = iter((1, 2))
    monkeypatch.setattr(memory, "ended_for_memory", lambda: next(counted))
    with refused("starved", kind=NoMemory) as starved:
        client.run_job(interpreter, job(act="crash", output=str(tmp_path / "a.txt")), on_event=Ear())
    assert "signal 9" in starved.value.detail
    assert starved.value.kind == "no_memory"


@pytest.mark.parametrize("act", ["leave", "fault"])
def test_a_worker_that_vanishes_while_memory_is_low_has_died_of_it(interpreter, job, monkeypatch, act):
    monkeypatch.setattr(memory, "free_share", lambda: 0.01)
    with refused("starved", kind=NoMemory):
        client.run_job(interpreter, job(act=act), on_event=Ear())


def test_a_worker_that_dies_after_it_was_asked_to_stop_is_cancelled(interpreter, job):
    with pytest.raises(JobCancelled):
        client.run_job(interpreter, job(act="leave"), on_event=Ear(), is_cancelled=lambda: True)


def test_a_worker_that_leaves_without_a_word_has_crashed(interpreter, job):
    with refused("crashed", ending="exit_code", kind=client.EngineCrashed):
        client.run_job(interpreter, job(act="leave"), on_event=Ear())


@pytest.mark.slow
def test_no_worker_outlives_its_run(interpreter, job, tmp_path):
    ear = Ear(stop_at="deaf")
    mark = str(tmp_path / "outlived.txt")
    with pytest.raises(JobCancelled):
        client.run_job(interpreter, job(act="deaf", output=mark), on_event=ear, is_cancelled=ear.is_cancelled)
    assert not [command for command in running() if "fake_worker.py" in command and str(tmp_path) in command]


def running():
    """The command lines of all processes; read here, since a small system has no `ps`."""
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # it has just ended
            yield entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")


def test_qgis_s_own_variables_do_not_reach_the_engine(interpreter, job, monkeypatch):
    poison = {
        "PYTHONHOME": "/nowhere", "PYTHONPATH": "/nowhere", "PROJ_LIB": "/nowhere", "GDAL_DATA": "/nowhere",
        "LD_LIBRARY_PATH": "/nowhere",
    }  # fmt: skip
    for name, value in poison.items():
        monkeypatch.setenv(name, value)
    outputs = client.run_job(interpreter, job(act="tell_environment"), on_event=Ear())
    assert outputs == dict.fromkeys(poison)


def test_an_engine_that_speaks_a_newer_protocol_is_refused(tmp_path, job):
    script = tmp_path / "python"
    script.write_text('#!/bin/sh\necho \'{"v": 99, "event": "started", "versions": {}}\'\nsleep 30\n')
    script.chmod(0o755)
    with refused("newer_protocol", version=99, kind=EngineError):
        client.run_job(str(script), job(act="write"), on_event=Ear())


def test_an_interpreter_that_is_none_is_told(tmp_path, job):
    with refused("engine_not_started", kind=EngineError):
        client.run_job(str(tmp_path / "no such python"), job(act="write"), on_event=Ear())
