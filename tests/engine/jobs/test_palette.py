# SPDX-License-Identifier: GPL-2.0-or-later
"""Colours by name in both languages, distinct within a scheme, and those of the layer kept."""

import pytest

from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.jobs.palette import PALETTE, default_color, fill, filled, named_color


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("water", "Gewässer"),
        ("Mixed forest", "Laubwald"),
        ("road", "Straße"),
        ("buildings", "Gebäude"),
        ("buildings", "WOHNGEBAEUDE"),
        ("water", "Gewaesser"),
        ("road", "Landstrasse"),
        ("Agriculture land", "Ackerland"),
        ("bareland", "Offenboden"),
        ("grass", "Wiesen"),
        ("wetland", "Feuchtwiese"),
        ("peat bog", "Hochmoor"),
        ("snow & ice", "Gletscher"),
        ("Background", "Sonstiges"),
    ],
)
def test_both_languages_mean_the_same(english, german):
    assert named_color(english) == named_color(german) != ""


@pytest.mark.parametrize("name", ["", "class 7", "x", "Zq-3", "not forest", "kein Wald", "seed"])
def test_what_says_nothing_known_has_none(name):
    assert named_color(name) == ""


def test_the_narrower_meaning_counts():
    assert named_color("low vegetation of a marsh") == named_color("marsh")
    assert named_color("forest road") == named_color("road") != named_color("forest")


def test_colours_of_a_scheme_differ():
    names = ["forest", "coniferous forest", "mixed forest", "Wald", *(f"class {n}" for n in range(40))]
    colors = fill(ClassInfo(value, name) for value, name in enumerate(names))
    assert len(set(colors.values())) == len(names)
    assert colors[0] == named_color("forest")


def test_own_colours_stay_and_are_not_taken_twice():
    colors = filled((1, 2, 3), {1: "lake", 2: "pond"}, {2: named_color("lake")})
    assert list(colors) == [1, 2, 3]
    assert colors[2] == named_color("lake")
    assert colors[1] != colors[2]
    assert colors[3] == PALETTE[3]


def test_a_class_alone_always_has_the_same():
    colors = [default_color(value) for value in range(30)]
    assert len(set(colors)) == 30
    assert default_color(7, "forest") == named_color("forest")
