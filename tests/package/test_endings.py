# SPDX-License-Identifier: GPL-2.0-or-later
"""The hook that mends ends of lines and files."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("endings", ROOT / ".tools" / "endings.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", b""),
        (b"\n\n", b""),
        (b"a", b"a\n"),
        (b"a  \n\tb\t\r\n", b"a\n\tb\n"),
        (b"a\n \n\nb\n\n \n", b"a\n\n\nb\n"),
        ("Straße – \n".encode(), "Straße –\n".encode()),
    ],
)
def test_mends(tool, content, expected):
    assert tool.mended(content) == expected
    assert tool.mended(expected) == expected


def test_says_what_it_has_changed_and_leaves_the_rest(tool, tmp_path, capsys):
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_bytes(b"a\n")
    bad.write_bytes(b"a \n")
    before = good.stat().st_mtime_ns
    assert tool.main([str(good)]) == 0
    assert good.stat().st_mtime_ns == before
    assert tool.main([str(good), str(bad)]) == 1
    assert capsys.readouterr().out == f"{bad}: mended\n"
    assert bad.read_bytes() == b"a\n"
