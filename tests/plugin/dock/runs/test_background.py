# SPDX-License-Identifier: GPL-2.0-or-later
"""Short work outside the main thread."""

import threading

import pytest
from diao.plugin.dock.runs.background import BackgroundReader


@pytest.fixture
def ended():
    return []


@pytest.fixture
def background(qgis_app, ended):
    made = BackgroundReader()
    made.ended.connect(lambda result, problem: ended.append((result, problem, threading.current_thread())))
    yield made
    made.deleteLater()


def test_it_works_elsewhere_and_tells_here(background, ended, wait_until):
    background.submit(threading.current_thread)
    assert background.busy
    wait_until(lambda: ended)
    ((where, problem, told_in),) = ended
    assert where is not threading.current_thread()
    assert problem == ""
    assert told_in is threading.current_thread()
    assert not background.busy


def test_a_failure_is_its_sentence(background, ended, wait_until):
    def fail():
        raise ValueError("The file is gone.")

    background.submit(fail)
    wait_until(lambda: ended)
    assert ended[0][:2] == (None, "The file is gone.")


def test_of_many_the_first_runs_and_the_last_counts(background, ended, settle, wait_until):
    go, ran = threading.Event(), []
    for name in "abc":
        background.submit(lambda name=name: (go.wait(20), ran.append(name), name)[-1])
    go.set()
    wait_until(lambda: ended)
    settle()
    assert ran == ["a", "c"]
    assert [result for result, *_ in ended] == ["c"]


def test_what_is_not_wanted_any_more_is_not_told(background, ended, settle):
    go = threading.Event()
    background.submit(lambda: go.wait(20))
    background.submit(None)
    go.set()
    settle()
    assert not ended
    assert not background.busy


def test_a_receiver_that_is_gone_does_no_harm(background, ended, settle):
    go = threading.Event()
    background.submit(lambda: go.wait(20))
    background.deleteLater()
    settle()
    go.set()
    settle()
    assert not ended
    background.deleteLater = lambda: None
