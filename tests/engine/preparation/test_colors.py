# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diao_engine.errors import BadInput
from diao_engine.preparation.colors import ColorMatcher
from diao_engine.protocol.progress import ProgressReporter

CHANNEL = st.integers(0, 255)
COLOR = st.tuples(CHANNEL, CHANNEL, CHANNEL)


def hexes(color):
    return "#{:02x}{:02x}{:02x}".format(*color)


@given(
    st.lists(COLOR, min_size=1, max_size=8, unique=True), st.lists(COLOR, min_size=1, max_size=30), st.floats(0, 450)
)
def test_the_nearest_color_within_the_tolerance(colors, pixels, tolerance):
    table = {hexes(color): 10 + number for number, color in enumerate(colors)}
    distance = np.linalg.norm(np.array(pixels, float)[:, None] - np.array(colors, float)[None], axis=2)
    nearest = np.where(distance.min(axis=1) ** 2 <= tolerance**2, distance.argmin(axis=1) + 10, -1)
    got = ColorMatcher(table, ignore=255, tolerance=tolerance).values(np.array(pixels).T)
    assert got.tolist() == nearest.tolist()


def checked(*counted, table=None, tolerance=0.0, names=None):
    table = table or {"#ff0000": 1, "#00ff00": 2}
    matcher = ColorMatcher(table, ignore=255, tolerance=tolerance, names=names)
    for color, times in counted:
        matcher.count(np.array(color)[:, None], np.array([times]))
    events = []
    matcher.check("the masks", ProgressReporter(events.append))
    return [(event.level, str(event.text)) for event in events]


RED, GREEN, BLUE, DARK_RED = (255, 0, 0), (0, 255, 0), (0, 0, 255), (250, 0, 0)


def test_what_matches_is_not_talked_about():
    assert checked((RED, 10), (GREEN, 10)) == []


def test_what_matches_nothing_is_said_with_colors_and_counts():
    ((level, text),) = checked((RED, 800), (GREEN, 100), (BLUE, 70), (DARK_RED, 30))
    assert level == "warning"
    assert "100 of 1,000 pixels" in text
    assert "#0000ff 70, #fa0000 30" in text


def test_what_is_near_counts_and_is_said():
    ((level, text),) = checked((RED, 800), (GREEN, 100), (DARK_RED, 100), tolerance=5.0)
    assert level == "info"
    assert "100 of 1,000 pixels" in text


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (((RED, 400), (GREEN, 90), (BLUE, 510)), "510 of 1,000 .*#0000ff 510"),
        (((RED, 900), (BLUE, 100)), "no pixel has #00ff00"),
    ],
)
def test_a_table_that_cannot_be_that_of_the_masks_is_refused(counted, words):
    with pytest.raises(BadInput, match=words):
        checked(*counted)


def test_a_class_without_pixels_is_said_where_all_others_match():
    ((level, text),) = checked((RED, 900), names={2: "tree"})
    assert level == "warning"
    assert " has tree #00ff00 " in text


def test_a_class_may_lack_one_of_its_colours_and_what_is_no_class_may_be_missing():
    assert checked((RED, 900), table={"#ff0000": 1, "#00ff00": 1, "#000000": 255}) == []
