# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from diao_engine.dataset.classes import ClassScheme, minority_classes, scheme_from_values
from diao_engine.errors import BadInput
from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.jobs.palette import named_color
from tests.refused import refused


@given(st.sets(st.integers(0, 254), min_size=1, max_size=9), arrays(np.uint8, (7, 5)))
def test_counting_agrees_with_looking(values, labels):
    scheme = scheme_from_values(values, ignore=255)
    assert scheme.count(labels).tolist() == [np.count_nonzero(labels == value) for value in sorted(values)]
    index = scheme.index(labels)
    assert (
        np.array([*scheme.values, -1])[index] == np.where(np.isin(labels, list(values)), labels.astype(int), -1)
    ).all()


def test_order_and_dtype():
    scheme = ClassScheme((ClassInfo(300, "b", "#000000"), ClassInfo(2, "a", "#ffffff")), 255)
    assert scheme.values == (2, 300)
    assert scheme.dtype == "uint16"
    assert scheme_from_values([1], ignore=255).dtype == "uint8"


def test_find_by_name_or_value():
    scheme = scheme_from_values([1, 2, 7], ignore=255, names={1: "Bog", 2: "wood"})
    assert scheme.find("bog, 7, Wood") == (1, 7, 2)
    for odd in ("²", "inf", "-7", "7.0"):
        with pytest.raises(BadInput):
            scheme.find(odd)
    with refused("class_unknown", name="fen", known=["Bog", "wood", "class 7"]):
        scheme.find("fen")


def test_values_that_clash():
    with refused("class_values_twice"):
        scheme_from_values([1, 1], ignore=255)
    with refused("ignore_value_is_class"):
        scheme_from_values([1, 2], ignore=2)


def test_targets():
    even = scheme_from_values([1, 2], ignore=255)
    assert even.targets().tolist() == [0.5, 0.5]
    wrong = ClassScheme((ClassInfo(1, "a", "#000000", target=-1.0), ClassInfo(2, "b", "#000000", target=1.0)), 255)
    with refused("target_column"):
        wrong.targets()


def test_minority_is_below_target():
    assert minority_classes(np.array([0.7, 0.2, 0.1]), np.full(3, 1 / 3)).tolist() == [False, True, True]


@pytest.mark.parametrize("text", ["", "red", "#fff", '#000000" onload="x', None])
def test_a_text_that_is_no_colour_gives_way_to_the_default(text):
    scheme = ClassScheme((ClassInfo(7, "peat", text), ClassInfo(8, "bog", "#AA5500")), 255)
    assert scheme.colors == {7: named_color("peat"), 8: "#AA5500"}
