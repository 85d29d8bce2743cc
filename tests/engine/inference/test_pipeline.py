# SPDX-License-Identifier: GPL-2.0-or-later
import threading

import pytest

from diao_engine.inference.pipeline import overlap


def numbers(count, closed=None):
    try:
        yield from range(count)
    finally:
        if closed is not None:
            closed.append(threading.current_thread())


def nothing():
    pass


@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_everything_passes_in_order(count):
    written = []
    overlap(numbers(count), lambda number: number * 2, written.append, check=nothing)
    assert written == [2 * number for number in range(count)]


def test_the_three_stages_run_at_the_same_time():
    reading, working = threading.Event(), threading.Event()

    def read():
        yield 0
        assert working.wait(10)  # the first item is worked on while the second is read
        reading.set()
        yield 1

    def work(number):
        working.set()
        assert number or reading.wait(10)
        return number

    overlap(read(), work, lambda number: None, check=nothing)


def test_no_more_than_the_depth_waits():
    read, written = [], []

    def reader():
        for number in range(30):
            read.append(number)
            yield number

    overlap(reader(), lambda number: len(read) - number, written.append, check=nothing, depth=2)
    assert max(written) <= 2 + 2  # those that wait, the one at work, the one that finds no place


@pytest.mark.parametrize("stage", ["read", "work", "write"])
def test_an_error_of_any_stage_is_raised_and_ends_the_others(stage):
    def fail(at, value):
        if stage == at and value == 3:
            raise KeyError(at)
        return value

    before = threading.active_count()
    with pytest.raises(KeyError, match=stage):
        overlap(
            (fail("read", number) for number in range(100)),
            lambda value: fail("work", value),
            lambda value: fail("write", value),
            check=nothing,
        )
    assert threading.active_count() == before


def test_the_check_stops_a_reader_that_takes_its_time():
    released, calls = threading.Event(), []

    def slow():
        yield 0
        released.wait(10)

    def check():
        calls.append(0)
        if len(calls) > 3:
            released.set()
            raise InterruptedError

    with pytest.raises(InterruptedError):
        overlap(slow(), lambda value: value, lambda value: None, check=check)


def test_the_reader_is_closed_in_its_own_thread():
    closed = []
    with pytest.raises(ZeroDivisionError):
        overlap(numbers(100, closed), lambda number: 1 // 0, lambda value: None, check=nothing)
    assert len(closed) == 1
    assert closed[0] is not threading.current_thread()
