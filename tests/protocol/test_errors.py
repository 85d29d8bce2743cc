# SPDX-License-Identifier: GPL-2.0-or-later
"""Failures of every kind travel between processes."""

from __future__ import annotations

import pickle

import pytest

from diao_engine.errors import BadInput, DiskFull, InvalidJob, MissingDependency, NoMemory, TooManyFiles
from diao_engine.messages import Sentence
from diao_engine.protocol.events import NewerProtocol


@pytest.mark.parametrize(
    "error",
    [
        BadInput("no_crs", path="a.tif"),
        DiskFull("/data"),
        TooManyFiles(),
        NoMemory(Sentence("no_crs", "", {"path": "b.tif"})),
        MissingDependency("no_crs", field="images", path="c.tif"),
        InvalidJob((Sentence("no_crs", "", {"path": "d.tif"}),), ()),
        NewerProtocol(99),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_failure_comes_back_as_it_was(error):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert again.message == error.message
    assert again.sentences == error.sentences
    assert again.lines() == error.lines()
