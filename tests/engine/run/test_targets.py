# SPDX-License-Identifier: GPL-2.0-or-later
"""Every choice of the parameter target has a distribution of its own; one without it fails at import."""

from __future__ import annotations

import dataclasses
import types

import numpy as np
import pytest

from diao_engine.dataset.classes import ClassScheme
from diao_engine.dataset.tiles import Tiles
from diao_engine.jobs import JOBS, Score, Synthesize, specs
from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.jobs.registry import registry
from diao_engine.run import targets
from diao_engine.scoring import imbalance

SCHEME = ClassScheme(tuple(ClassInfo(k, str(k), target=share) for k, share in enumerate((0.2, 0.3, 0.5))), 255)
TRAIN = dataclasses.replace(
    Tiles.fresh(
        **dict.fromkeys(("image", "label", "footprint"), np.full(4, None)),
        windows=np.zeros((4, 4), dtype=int),
        counts=np.array([[70, 20, 0], [20, 0, 10], [0, 0, 900], [0, 50, 50]]),
        split=np.full(4, "train", dtype=object),
    ),
    repeats=np.array([3, 1, 0, 2]),
    origin=np.array(["real", "real", "real", "synthetic"], dtype=object),
)
COUNTS = np.array([90, 20, 10])  # the first two: real and in use, each once
EXPECTED = {
    "uniform": [1 / 3] * 3,
    "tempered": imbalance.tempered(COUNTS, 0.4),
    "lifted": imbalance.lifted(COUNTS, 0.4),
    "custom": [0.2, 0.3, 0.5],
}


@pytest.mark.parametrize("job_class", [Score, Synthesize])
@pytest.mark.parametrize("target", EXPECTED)
def test_each_target_is_its_own_distribution(job_class, target):
    job = types.SimpleNamespace(target=target, temper=0.4)
    built = targets.TARGETS[job_class][target](COUNTS, job, SCHEME)
    assert built == pytest.approx(np.array(EXPECTED[target]))


def test_the_target_starts_from_real_tiles_in_use_each_once():
    job = Score(dataset=None, output="", target="lifted", temper=0.4)
    assert targets.target_distribution(job, TRAIN, SCHEME) == pytest.approx(EXPECTED["lifted"])


def test_a_class_of_synthetic_tiles_alone_counts_as_these_have_it():
    train = dataclasses.replace(TRAIN, repeats=np.array([3, 0, 0, 2]))  # the class 2 is left in the synthetic tile
    job = Score(dataset=None, output="", target="tempered", temper=1.0)
    assert targets.target_distribution(job, train, SCHEME) == pytest.approx(np.array([70, 20, 50]) / 140)


@pytest.mark.parametrize("job_class", [job for job in JOBS.values() if any(s.name == "target" for s in specs(job))])
def test_targets_are_the_choices_of_every_job_that_has_one(job_class):
    (choices,) = (spec.choices for spec in specs(job_class) if spec.name == "target")
    assert list(targets.TARGETS[job_class]) == list(choices)


def test_a_target_without_a_distribution_fails_at_import():
    with pytest.raises(ValueError, match="lifted"):
        registry(Score, "target", {name: None for name in EXPECTED if name != "lifted"})
