# SPDX-License-Identifier: GPL-2.0-or-later
"""When a download counts as standing still, by a clock that only the waiting moves; `test_hub` has the real processes."""

from __future__ import annotations

import io
import time
from types import SimpleNamespace

import pytest

from diao_engine.model import hub

ENOUGH = hub._BYTES_OF_PROGRESS


class Download:
    """A process that has said its byte (or not), and whose file grows by `rate` bytes a second until it ends."""

    def __init__(self, cache, *, rate=0, begins=True, seconds=None, returncode=0):
        self.stdout = io.BytesIO(b"." if begins else b"")
        self.returncode = returncode
        self.now = 0.0
        self._rate, self._seconds = rate, seconds
        self._file = cache / "models--net" / "blobs" / "a.incomplete"
        self._file.parent.mkdir(parents=True)

    def poll(self):
        return None if self._seconds is None or self.now < self._seconds else self.returncode

    def sleep(self, seconds):
        time.sleep(0.001)  # lets the thread read that waits for the byte
        self.now += seconds
        with open(self._file, "wb") as file:
            file.truncate(int(self.now * self._rate))


@pytest.fixture
def outcome(tmp_path, monkeypatch):
    """Whether the download has succeeded, and at which second that was known."""

    def call(**values):
        download = Download(tmp_path, **values)
        monkeypatch.setattr(hub, "time", SimpleNamespace(monotonic=lambda: download.now, sleep=download.sleep))
        return hub._has_succeeded(download, tmp_path, lambda: None), download.now

    return call


@pytest.mark.slow
def test_a_slow_download_that_goes_on_is_waited_for(outcome):
    seconds = 4 * hub._SECONDS_WITHOUT_PROGRESS
    rate = 2 * ENOUGH / hub._SECONDS_WITHOUT_PROGRESS
    has_succeeded, now = outcome(rate=rate, seconds=seconds)
    assert has_succeeded
    assert now >= seconds


@pytest.mark.parametrize("rate", [0, ENOUGH / hub._SECONDS_WITHOUT_PROGRESS / 2])
def test_a_download_that_stands_still_or_creeps_is_given_up(outcome, rate):
    has_succeeded, now = outcome(rate=rate)
    assert not has_succeeded
    assert now == pytest.approx(hub._SECONDS_WITHOUT_PROGRESS, abs=2)


def test_a_process_that_does_not_begin_is_given_up_later(outcome):
    has_succeeded, now = outcome(begins=False)
    assert not has_succeeded
    assert now == pytest.approx(hub._SECONDS_TO_START, abs=2)


def test_a_process_that_fails_has_brought_nothing(outcome):
    assert not outcome(seconds=3, returncode=1)[0]
