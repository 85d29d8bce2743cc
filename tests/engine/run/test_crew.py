# SPDX-License-Identifier: GPL-2.0-or-later
"""Many like pieces of work at once, in processes and in threads."""

from __future__ import annotations

import contextlib
import functools
import gc
import multiprocessing.queues
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from diao_engine.errors import BadInput, EngineError, JobCancelled
from diao_engine.run import crew
from diao_engine.run.crew import Crew
from tests.refused import refused

ROOT = Path(__file__).resolve().parents[3]
BOTH = pytest.mark.parametrize("count", [1, 2])


class Bench:
    """Keeps what was done at it."""

    def __init__(self, fails=False):
        self.done, self._fails = [], fails

    def __enter__(self):
        if self._fails and os.environ.get("CREW_OF") != str(os.getpid()):
            raise BadInput("all_tiles_out")
        return self

    def __exit__(self, *_):
        pass

    def square(self, item, plus=0):
        self.done.append(item)
        return item * item + plus

    def history(self):
        return self.done, os.getpid()

    def end(self):
        os.kill(os.getpid(), signal.SIGKILL)

    def end_within_a_result(self):
        """As a process that is ended when the pipe has taken the first bytes of what it writes."""
        pipes = [each for each in gc.get_objects() if isinstance(each, multiprocessing.queues.SimpleQueue)]
        for pipe in pipes:
            os.write(pipe._writer.fileno(), struct.pack("!i", 1_000_000) + b"half")
        self.end()

    def end_while_sent_to(self):
        time.sleep(1.0)
        self.end()

    def take(self, given):
        """Whatever it is."""

    def leave(self, path):
        Path(path).touch()
        time.sleep(0.2)


@pytest.mark.slow
@BOTH
def test_results_come_in_the_order_of_the_items(count):
    with Crew(Bench, count) as workers:
        assert list(workers.map(Bench.square, range(40), plus=1)) == [item * item + 1 for item in range(40)]
        here = {workers.submit(slot, Bench.history).result()[1] for slot in range(2)}
    assert (os.getpid() in here) == (count == 1)
    assert len(here) == count


@pytest.mark.slow
def test_tasks_of_a_slot_meet_what_earlier_ones_left():
    with Crew(Bench, 2) as workers:
        list(workers.map(Bench.square, range(16)))
        workers.everywhere(Bench.square, 100)
        benches = [workers.submit(slot, Bench.history).result()[0] for slot in range(2)]
        assert [workers.home(position) for position in (0, 7, 8, 15, 16)] == [0, 0, 1, 1, 0]
    assert benches == [[*range(8), 100], [*range(8, 16), 100]]


@pytest.mark.slow
def test_a_failure_in_a_process_is_what_it_is_here(monkeypatch):
    monkeypatch.setenv("CREW_OF", str(os.getpid()))
    with refused("all_tiles_out"), Crew(functools.partial(Bench, fails=True), 2) as workers:
        workers.everywhere(Bench.square, 1)


@pytest.mark.slow
def test_a_process_that_is_lost_is_said():
    with refused("helper_lost", count=2, kind=EngineError), Crew(Bench, 2) as workers:
        workers.submit(1, Bench.end).result()


@pytest.mark.slow
def test_a_process_that_is_lost_with_half_a_result_is_said_too():
    def lose():
        with Crew(Bench, 2) as workers:
            workers.submit(1, Bench.end_within_a_result).result()

    assert _ended_with(lose).sentences[0].code == "helper_lost"


@pytest.mark.slow
def test_a_process_that_is_lost_while_a_task_is_sent_to_it_is_said_too():
    def lose():
        with Crew(Bench, 2) as workers:
            workers.submit(1, Bench.end_while_sent_to)
            workers.submit(1, Bench.take, bytes(10_000_000)).result()

    assert _ended_with(lose).sentences[0].code == "helper_lost"


def _ended_with(action):
    """The failure that a thread ends with, which must not go on for ever."""
    failures = []

    def caught():
        try:
            action()
        except EngineError as error:
            failures.append(error)

    thread = threading.Thread(target=caught, daemon=True)
    thread.start()
    thread.join(60)
    assert not thread.is_alive(), "it waits for a process that is gone"
    return failures[0]


@pytest.mark.slow
def test_whoever_is_cancelled_waits_for_what_is_being_done_and_no_more_is_begun(tmp_path):
    with contextlib.suppress(JobCancelled), Crew(Bench, 2) as workers:
        workers.everywhere(Bench.square, 1)
        for number in range(60):
            workers.submit(number, Bench.leave, str(tmp_path / str(number)))
        raise JobCancelled
    begun = len(list(tmp_path.iterdir()))
    assert begun <= 8  # of each slot one is done, and few more are on their way
    assert _helpers(os.getpid()) == []


def _helpers(process):
    children = psutil.Process(process).children(recursive=True)
    return [child for child in children if "spawn_main" in " ".join(child.cmdline())]


@pytest.mark.slow
def test_processes_end_with_the_one_that_started_them():
    code = (
        "import sys, time\n"
        "from diao_engine.run.crew import Crew\n"
        "from tests.engine.run.test_crew import Bench\n"
        "if __name__ == '__main__':\n"
        "    with Crew(Bench, 2) as workers:\n"
        "        workers.everywhere(Bench.square, 1)\n"
        "        print('ready', flush=True)\n"
        "        time.sleep(600)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "ready\n"
        helpers = _helpers(process.pid)
    finally:
        process.kill()
        process.communicate()
    assert len(helpers) == 2
    _, alive = psutil.wait_procs(helpers, timeout=60)
    assert alive == []


def test_a_process_that_must_not_start_others_starts_none(monkeypatch):
    monkeypatch.setattr(crew.os, "sched_getaffinity", lambda _: set(range(64)), raising=False)
    assert crew.processes_here() == 4
    monkeypatch.setattr(crew.os, "sched_getaffinity", lambda _: {5}, raising=False)
    assert crew.processes_here() == 1
    monkeypatch.setattr(crew.os, "sched_getaffinity", lambda _: {1, 5}, raising=False)
    monkeypatch.setitem(crew.multiprocessing.current_process()._config, "daemon", True)
    assert crew.processes_here() == 1
