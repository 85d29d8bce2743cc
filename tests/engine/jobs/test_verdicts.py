# SPDX-License-Identifier: GPL-2.0-or-later
"""Verdicts as cells hold them, and classes as the metadata of a layer hold them."""

import pytest

from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.jobs.verdicts import Verdict, classes_text, read_classes


def test_the_values_are_a_contract():
    assert [one.value for one in Verdict] == ["right", "wrong", "class", "unsure"]


@pytest.mark.parametrize(("cell", "verdict"), [("wrong", Verdict.WRONG), ("", None), (None, None), ("perhaps", None)])
def test_a_cell_that_holds_no_verdict_is_not_looked_at(cell, verdict):
    assert Verdict.of(cell) is verdict


def test_classes_come_back_as_they_were():
    classes = [ClassInfo(0, "Wald", "#1b7837"), ClassInfo(7, "Röhricht", "#4fb3a5", is_rare=True)]
    assert read_classes(classes_text(classes)) == classes


@pytest.mark.parametrize("text", ["", "{", "{}", "[1]", '[{"value": "a"}]', "null"])
def test_what_nobody_of_ours_has_written_names_no_class(text):
    assert read_classes(text) == []
