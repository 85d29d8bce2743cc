# SPDX-License-Identifier: GPL-2.0-or-later
"""The file and the options in the source of a layer."""

from __future__ import annotations

import pytest

from diao_engine.jobs.layer_source import parts_of, path_of


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("a.gpkg", ("a.gpkg", "")),
        ("a.gpkg|layername=tiles", ("a.gpkg", "layername=tiles")),
        ("a.gpkg|layername=tiles|subset=x > 1", ("a.gpkg", "layername=tiles|subset=x > 1")),
        ("a|b.gpkg", ("a|b.gpkg", "")),
        ("a|b.gpkg|layername=tiles", ("a|b.gpkg", "layername=tiles")),
        ("gone|b.gpkg", ("gone", "b.gpkg")),
        ("", ("", "")),
    ],
)
def test_file_and_options_of_a_source(tmp_path, monkeypatch, source, parts):
    for name in ("a.gpkg", "a|b.gpkg"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    assert parts_of(source) == parts
    assert path_of(source) == parts[0]
