# SPDX-License-Identifier: GPL-2.0-or-later
"""The presets of the training, and how long a training takes."""

import pytest

from diao_engine.jobs import Train, job_problems, specs
from diao_engine.jobs.effort import MEASURED, START_AND_END, TYPICAL, effort, relative_cost, steps_per_epoch
from diao_engine.jobs.presets import FIELDS, PRESETS, matching
from diao_engine.jobs.registry import choices_of

DEFAULTS = {spec.name: spec.default for spec in specs(Train)}


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_found_again_by_its_values(name):
    values = {**DEFAULTS, **PRESETS[name].values()}
    assert set(PRESETS[name].values()) == set(FIELDS)
    assert matching(values) == name
    assert matching({**values, "loss": "dice"}) == name  # how classes are weighed is another question
    assert matching({**values, "epochs": values["epochs"] + 1}) == ""


@pytest.mark.parametrize("name", PRESETS)
def test_the_values_of_a_preset_are_right(name):
    job = Train(dataset=None, model="/tmp/m.onnx", **PRESETS[name].values())
    assert {problem.field for problem in job_problems(job)} <= {"dataset"}


def test_the_defaults_are_the_good_preset():
    assert matching(DEFAULTS) == "good"


def test_the_quick_look_does_not_grow_with_the_dataset():
    values = {**DEFAULTS, **PRESETS["quick"].values()}
    small, large = (effort(values, area_px=area, measured_px=1e6) for area in (1e6, 1e9))
    assert small == large


def test_each_preset_takes_longer_than_the_one_before():
    seconds = []
    for preset in PRESETS.values():
        values = {**DEFAULTS, **preset.values()}
        cost = relative_cost(values["architecture"], values["encoder"])
        seconds.append(effort(values, area_px=134 * 256**2, measured_px=40 * 256**2).seconds(TYPICAL["cpu"] / cost))
    assert seconds == sorted(seconds)
    assert seconds[0] < 120


def test_work_and_time_by_hand():
    values = {"epochs": 4, "steps_per_epoch": 0, "batch_size": 2, "crop_size": 100}
    todo = effort(values, area_px=100_000, measured_px=40_000)
    assert steps_per_epoch(100_000, crop_size=100, batch_size=2) == 5
    assert todo.per_epoch == 100_000 + MEASURED * 40_000
    assert todo.seconds(10_000) == START_AND_END + 4 * 11 + 1
    assert todo.speed(11.0) == 10_000


def test_every_network_has_a_cost():
    costs = [
        relative_cost(one, other) for one in choices_of(Train, "architecture") for other in choices_of(Train, "encoder")
    ]
    assert min(costs) > 0
    assert relative_cost(DEFAULTS["architecture"], DEFAULTS["encoder"]) == 1
