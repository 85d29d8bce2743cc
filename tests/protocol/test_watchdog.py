# SPDX-License-Identifier: GPL-2.0-or-later
"""A worker inside a long call ends when its reader is gone, and takes its half-written files along where it can."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from diao_engine.protocol import abandon, events, watchdog

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 10

# A caller as QGIS is one, in a process of its own that can be killed. It tells the worker's process id and waits.
CALLER = """
import sys
sys.path.insert(0, {root!r})
sys.path.insert(0, {folder!r})
import fake_worker
from diao_engine.protocol import client, launch
start = launch.start
def tell(*arguments, **more):
    process = start(*arguments, **more)
    print(process.pid, flush=True)
    return process
launch.start = tell
job = fake_worker.Misbehave(act={act!r}, output={output!r})
client.run_job({interpreter!r}, job, on_event=lambda event: print(event, flush=True))
"""


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_for_end(process: int) -> None:
    deadline = time.monotonic() + SECONDS
    while lives(process) and time.monotonic() < deadline:
        time.sleep(0.1)
    left = lives(process)
    if left:
        os.kill(process, signal.SIGKILL)
    assert not left


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def caller(interpreter, tmp_path):
    """Starts a caller whose worker does what `act` says; the two, once the worker is doing it."""

    def start(act):
        code = CALLER.format(
            root=str(ROOT), folder=str(Path(__file__).parent), act=act, output=str(tmp_path / "a.txt"), interpreter=interpreter
        )  # fmt: skip
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        worker = int(process.stdout.readline())
        while f"code='{act}'" not in process.stdout.readline():
            pass
        return process, worker

    return start


@pytest.mark.slow
@pytest.mark.parametrize("act", ["stuck", "greedy"])
def test_a_worker_inside_a_long_call_ends_with_its_caller(caller, tmp_path, act):
    process, worker = caller(act)
    process.kill()
    process.wait()
    process.stdout.close()
    wait_for_end(worker)
    if act == "stuck":
        assert left_in(tmp_path) == []


@pytest.mark.slow
def test_a_worker_ends_with_its_reader_whoever_has_started_it(interpreter, tmp_path):
    job_file = tmp_path / "job.json"
    values = {"act": "stuck", "output": str(tmp_path / "a.txt")}
    job_file.write_text(json.dumps({"v": 1, "job": "misbehave", "values": values}))
    command = [interpreter, "-s", "-m", "diao_engine", "run", str(job_file)]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    while "stuck" not in worker.stdout.readline():
        pass
    worker.stdout.close()
    assert worker.wait(timeout=SECONDS) == 3
    assert left_in(tmp_path) == ["job.json"]


def test_events_that_go_into_a_file_have_no_reader_to_lose(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(threading.Thread, "start", lambda thread: started.append(thread.name))
    with open(tmp_path / "events", "w") as file:
        watchdog.Watchdog(file.fileno(), threading.Lock(), caller=0, exit_code=3).start()
    assert started == []


@pytest.mark.parametrize("check", ["_has_reader", "_accepts_lines"])
def test_a_pipe_tells_whether_it_is_read(check):
    read, write = os.pipe()
    watcher = watchdog.Watchdog(write, threading.Lock(), caller=0, exit_code=3)
    assert getattr(watcher, check)()
    os.close(read)
    assert not getattr(watcher, check)()
    os.close(write)


def test_an_empty_line_is_no_event():
    assert events.decode_event("\n") is None


def test_hooks_are_called_once_nothing_is_moved_any_more(monkeypatch):
    monkeypatch.setattr(abandon, "_lock", threading.Lock())
    monkeypatch.setattr(abandon, "_SECONDS_TO_WAIT", 0.01)
    called = []

    def failing():
        called.append("failing")
        raise OSError

    with abandon.cleaned_by(lambda: called.append("first")), abandon.cleaned_by(failing):
        with abandon.held_off():
            abandon.clean()
        assert called == []
        abandon.clean()
    assert called == ["failing", "first"]
