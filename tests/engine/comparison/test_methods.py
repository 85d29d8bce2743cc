# SPDX-License-Identifier: GPL-2.0-or-later
"""The methods that are compared are jobs as they are declared."""

from __future__ import annotations

import pytest

from diao_engine.comparison.methods import METHODS
from diao_engine.jobs import LayerRef, Train, problems, specs

EACH = pytest.mark.parametrize("name", list(METHODS))


@EACH
def test_the_values_of_a_method_are_right(name, tmp_path):
    method = METHODS[name]
    dataset = tmp_path / "tiles.gpkg"
    dataset.touch()
    for step in method.steps:
        assert (
            problems(step.job(dataset=LayerRef(str(dataset)), output=str(tmp_path / "out.gpkg"), **step.values)) == ()
        )
    train = Train(dataset=LayerRef(str(dataset)), model=str(tmp_path / "model.onnx"), **method.training)
    assert problems(train) == ()


@EACH
def test_only_dynamic_methods_draw_dynamically(name):
    assert METHODS[name].training["sampling"] == ("dynamic" if "dynamic" in name else "plain")


def test_every_method_is_another_way():
    ways = {(method.balance, tuple(sorted(method.training.items()))) for method in METHODS.values()}
    assert len(ways) == len(METHODS)


def test_methods_that_share_a_dataset_have_the_same_balance():
    assert METHODS["none"].balance == METHODS["focal_loss"].balance == METHODS["dynamic"].balance
    assert METHODS["diao_cp"].balance == METHODS["diao_cp_dynamic"].balance != METHODS["diao"].balance


def test_the_default_way_is_what_the_jobs_do_by_themselves():
    """What one gets by pressing Next: synthesis, then training, both with their defaults."""
    method = METHODS["diao_cp_dynamic"]
    defaults = {spec.name: spec.default for spec in specs(Train)}
    assert [(step.job.id, dict(step.values)) for step in method.steps] == [("synthesize", {})]
    assert {name: defaults[name] for name in method.training} == dict(method.training)
