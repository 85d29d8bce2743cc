# SPDX-License-Identifier: GPL-2.0-or-later
import os

import pytest

from diao_engine.inference import onnx_sessions


@pytest.mark.parametrize(
    ("named", "lent", "there", "threads"),
    [("", 8, 8, 0), ("", 2, 8, 2), ("3", 2, 8, 3), ("4,2", 8, 8, 4), ("many", 8, 8, 0)],
)
def test_a_session_takes_the_cores_that_its_process_may_use(monkeypatch, named, lent, there, threads):
    monkeypatch.setenv("OMP_NUM_THREADS", named)
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(lent)), raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: there)
    assert onnx_sessions.threads() == threads


def test_a_session_is_started_with_as_many(monkeypatch, tmp_path):
    from tests.engine.networks import pixelwise

    monkeypatch.setattr(onnx_sessions, "threads", lambda: 3)
    session = onnx_sessions.start(pixelwise([[1.0], [2.0]]).SerializeToString(), ["cpu"])
    assert session.get_session_options().intra_op_num_threads == 3
