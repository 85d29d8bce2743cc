# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diao_engine.jobs import LayerRef, Train
from diao_engine.scoring.imbalance import density_scores, divergence
from diao_engine.training.draws import Dose, Shown

TARGET = np.array([0.5, 0.3, 0.2])


def shown(start=(800, 150, 50), *, target=TARGET, tiles=4, batch_px=1000):
    return Shown(np.array(start), tiles=tiles, batch_px=batch_px, target=target, score=density_scores)


def test_the_crop_is_taken_that_lowers_the_imbalance_most():
    """At once by hand: of crops of one size the density score ranks like the imbalance afterwards, to first order."""
    crops = np.array([[100, 0, 0], [60, 30, 10], [0, 50, 50], [0, 0, 100]])
    record = shown()
    lately = 60_000 * np.array([0.8, 0.15, 0.05])
    after = [divergence(lately + crop, TARGET) for crop in crops]
    assert record.choose([crops]) == [int(np.argmin(after))] == [3]


def test_a_batch_knows_what_it_has_already_chosen():
    """The rare class is taken until it has its share; then the next place takes another."""
    crops = np.array([[1000, 0], [0, 1000]])
    record = shown((990, 10), target=np.array([0.5, 0.5]), batch_px=100)
    chosen = record.choose([crops] * 30)
    assert chosen[:5] == [1] * 5
    assert 0 in chosen


def test_what_was_shown_is_forgotten():
    """Over 60 batches all but 1/e of it, so that the same crops are wanted again."""
    record = shown((1000, 0, 0))
    for _ in range(60):
        record.choose([np.array([[0, 1000, 0]])])
    natural = 60_000 * (1 - 1 / 60) ** 60
    np.testing.assert_allclose(record._lately[0], natural)
    assert record._lately.sum() == pytest.approx(60_000 - 1000 * (1 - (1 - 1 / 60) ** 60), rel=0.02)


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
def test_a_crop_without_labels_is_the_last_choice(order):
    crops = np.array([[0, 0, 0], [100, 0, 0]])[order]
    assert shown().choose([crops]) == [order.index(1)]
    assert shown().choose([np.zeros((3, 3), int)]) == [0]


def test_a_class_without_a_target_has_no_say():
    crops = np.array([[50, 50, 0], [50, 0, 50]])
    assert shown((900, 100, 0), target=np.array([0.5, 0.5, 0.0])).choose([crops]) == [0]


def test_effective_tiles():
    record = shown()
    assert record.effective_tiles == 0
    record.add(np.array([3, 2, 1]), np.array([0, 1, 2, 3, 0, 1, 2, 3]))
    assert record.effective_tiles == pytest.approx(4)
    record.add(np.array([3, 2, 1]), np.array([0] * 1000))
    assert 1 < record.effective_tiles < 1.1
    assert record.pixels.tolist() == [6, 4, 2]


@given(st.integers(1, 16), st.floats(0, 1), st.integers(1, 6), st.integers(1, 9), st.integers(1, 9))
def test_a_dose_falls_from_all_candidates_to_one(candidates, anneal, epochs, steps, places):
    dose = Dose(candidates, anneal, epochs)
    numbers = np.concatenate([dose.per_place(epoch, steps=steps, places=places) for epoch in range(epochs)])
    assert numbers.shape == (epochs * steps, places)
    assert numbers.min() >= 1
    assert numbers.max() <= candidates
    assert (np.diff(numbers.sum(axis=1)) <= 0).all()


@pytest.mark.parametrize("anneal", [0, 0.2, 0.3, 0.5, 0.9, 1])
def test_the_natural_end_is_as_long_in_all_as_it_says(anneal):
    dose = Dose(4, anneal, 1)
    assert np.mean([dose.strength((at + 0.5) / 1000) for at in range(1000)]) == pytest.approx(1 - anneal, abs=1e-3)


def test_plain_draws_have_one_candidate():
    job = {"dataset": LayerRef("a.gpkg"), "model": "a.onnx"}
    assert Dose.of(Train(**job, sampling="plain")).candidates == 1
    assert Dose.of(Train(**job)).candidates == Train.candidates == 4
