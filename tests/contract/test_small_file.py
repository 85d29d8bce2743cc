# SPDX-License-Identifier: GPL-2.0-or-later
"""Small files are there whole or as they were."""

from __future__ import annotations

import os

import pytest

from diao_engine.jobs.small_file import replace_file


@pytest.mark.parametrize("part", [None, ".part"])
def test_what_cannot_be_moved_leaves_the_old_file_and_no_part(tmp_path, monkeypatch, part):
    path = tmp_path / "a.json"
    name = None if part is None else tmp_path / part
    replace_file(path, b"old", part=name)
    replace_file(path, b"earlier", part=name)

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        replace_file(path, b"new", part=name)
    assert path.read_bytes() == b"earlier"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]
