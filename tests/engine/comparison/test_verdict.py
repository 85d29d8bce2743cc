# SPDX-License-Identifier: GPL-2.0-or-later
"""Which method is advised."""

from __future__ import annotations

import pytest

from diao_engine.comparison.verdict import verdict
from diao_engine.jobs.compare import METHOD_LABELS, advice

PLAIN = {0: 50.0, 1: 60.0, 2: 70.0}


def plus(*gains):
    return {seed: PLAIN[seed] + gain for seed, gain in enumerate(gains)}


def test_a_method_that_gains_every_time_is_advised():
    found = verdict({"none": PLAIN, "diao": plus(1.0, 1.1, 0.9), "dynamic": plus(3.0, 3.2, 3.1)}, "none")
    assert found.best == "dynamic"
    assert found.gain.mean == pytest.approx(3.1)


def test_what_is_within_the_noise_is_not_advised_though_it_came_out_best():
    found = verdict({"none": PLAIN, "diao": plus(20.0, -5.0, 6.0)}, "none")
    assert found.best == "none"
    assert found.gain.mean == pytest.approx(7.0)
    assert not found.gain.is_real


def test_a_gain_that_is_real_is_advised_though_noise_came_out_above_it():
    found = verdict(
        {
            "none": PLAIN,
            "diao": plus(20.0, -5.0, 6.0),
            "focal_loss": plus(0.9, 1.0, 1.1),
            "dynamic": plus(3.0, 3.2, 3.1),
        },
        "none",
    )
    assert found.best == "dynamic"
    assert found.gain.mean == pytest.approx(3.1)
    assert found.gain.is_real


def test_where_nothing_is_better_there_is_no_gain():
    found = verdict({"none": PLAIN, "diao": plus(-1.0, -1.0, -1.1)}, "none")
    assert (found.best, found.gain) == ("none", None)


def test_folds_ask_for_more():
    figures = {"none": PLAIN, "diao": plus(3.0, 1.0, 2.0)}
    assert verdict({"none": PLAIN, "diao": plus(2.6, 2.0, 2.3)}, "none").best == "diao"
    assert verdict({"none": PLAIN, "diao": plus(2.6, 2.0, 2.3)}, "none", overlap=10.0).best == "none"
    assert verdict(figures, "none").gain.mean == verdict(figures, "none", overlap=0.5).gain.mean


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (("diao_cp", 3.04, 1.0, 5.1), [METHOD_LABELS["diao_cp"], "3.0 points", "1.0 to 5.1"]),
        (("none", 3.04, -1.0, 7.1), ["more than chance", "3.0 points", "-1.0 to 7.1"]),
        (("none", 3.04, None, None), ["more trainings per method"]),
        (("none", None, None, None), ["No method came out above"]),
    ],
)
def test_the_advice_says_what_was_found(values, words):
    sentence = str(advice(*values))
    assert all(word in sentence for word in words), sentence
