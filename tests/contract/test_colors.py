# SPDX-License-Identifier: GPL-2.0-or-later
import pytest

from diao_engine.jobs.colors import NEUTRAL, color_or_neutral, is_color, rgb


def test_colours():
    assert is_color("#12aBcd")
    assert color_or_neutral("#12aBcd") == "#12aBcd"
    assert rgb("#12aBcd") == (0x12, 0xAB, 0xCD)


@pytest.mark.parametrize(
    "text",
    ["", "red", "#fff", "#1234567", "#12345g", "#12345６", "#123456\n", " #123456", None, 5, b"#123456", "#000000;x"],
)
def test_all_else_is_none(text):
    assert not is_color(text)
    assert color_or_neutral(text) == NEUTRAL
    assert rgb(text) == (128, 128, 128)
