# SPDX-License-Identifier: GPL-2.0-or-later
"""What favours rare classes a second time beside the dynamic sampling of a training."""

import pytest

from diao_engine.jobs import Train, specs
from diao_engine.jobs.train import second_doses

DEFAULTS = {spec.name: spec.default for spec in specs(Train)}


def codes(*, tiles=100, draws=100, **values):
    return [dose.code for dose in second_doses({**DEFAULTS, **values}, tiles=tiles, draws=draws)]


def test_the_default_training_of_tiles_drawn_once_has_one_dose():
    assert codes() == []


@pytest.mark.parametrize(("draws", "is_dose"), [(109, False), (110, True), (200, True)])
def test_repeats_are_a_dose_from_a_tenth_of_the_tiles_on(draws, is_dose):
    assert codes(draws=draws) == ["repeats_are_a_second_dose"] * is_dose


def test_no_tile_is_no_dose():
    assert codes(tiles=0, draws=0) == []


@pytest.mark.parametrize("loss", next(spec for spec in specs(Train) if spec.name == "loss").choices)
def test_only_a_class_weighted_loss_is_a_dose(loss):
    assert codes(loss=loss) == ["loss_is_a_second_dose"] * (loss == "weighted_cross_entropy")


@pytest.mark.parametrize("values", [{"sampling": "plain"}, {"candidates": 1}, {"anneal": 1.0}])
def test_without_a_choice_among_crops_repeats_and_loss_are_the_only_doses(values):
    assert codes(draws=200, loss="weighted_cross_entropy", **values) == []


def test_the_sentences_name_what_to_change():
    repeats, loss = second_doses({**DEFAULTS, "loss": "weighted_cross_entropy"}, tiles=1000, draws=2000)
    assert "2,000 tiles per epoch instead of 1,000" in repeats.text(specs(Train))
    assert "set Sampling to Plain" in repeats.text(specs(Train))
    assert "set Loss function to Cross entropy, or Sampling to Plain" in loss.text(specs(Train))
