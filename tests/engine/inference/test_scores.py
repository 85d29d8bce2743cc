# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest
from scipy.special import expit
from scipy.special import softmax as softmax_of

from diao_engine.inference.scores import Scores, prior_shift
from tests.refused import refused

WINDOW = (8, 8)


def probabilities(scores, blended, shifted=False):
    best = blended.max(axis=0)
    confidence, factor = scores.confidence(blended, best, shifted=shifted)
    shares = blended * factor
    np.testing.assert_allclose(confidence, shares.max(axis=0), rtol=1e-5)
    return shares


def logits(channels, n=2):
    return np.random.default_rng(0).normal(size=(n, channels, *WINDOW)).astype("float32")


def test_logits_and_probabilities_are_told_apart():
    assert Scores.of(logits(3), WINDOW, classes=None).form == "logits"
    assert Scores.of(softmax_of(logits(3), axis=1), WINDOW, classes=3).form == "probabilities"
    assert Scores.of(expit(logits(3)), WINDOW, classes=3).form == "logits"  # in 0 to 1, but no shares of a whole


def test_the_card_goes_before_the_guess():
    assert Scores.of(softmax_of(logits(3), axis=1), WINDOW, classes=3, form="logits").form == "logits"


def test_softmax_is_not_taken_twice():
    raw = softmax_of(logits(4), axis=1)
    scores = Scores.of(raw, WINDOW, classes=4)
    np.testing.assert_array_equal(probabilities(scores, scores.read(raw)[0].copy()), raw[0])


def test_logits_become_probabilities():
    raw = logits(4)
    scores = Scores.of(raw, WINDOW, classes=4)
    shares = probabilities(scores, scores.read(raw)[0].copy())
    np.testing.assert_allclose(shares, softmax_of(raw[0], axis=0), rtol=1e-5)


@pytest.mark.parametrize("activated", [False, True])
def test_one_channel_is_the_second_of_two_classes(activated):
    raw = logits(1)
    scores = Scores.of(expit(raw) if activated else raw, WINDOW, classes=2)
    shares = probabilities(scores, scores.read(expit(raw) if activated else raw)[0])
    np.testing.assert_allclose(shares[1], expit(raw[0, 0]), rtol=1e-4)
    np.testing.assert_allclose(shares.sum(axis=0), 1, rtol=1e-5)


@pytest.mark.parametrize("shape", [(2, 1, *WINDOW), (2, *WINDOW)])
def test_class_numbers_become_votes(shape):
    raw = np.random.default_rng(0).integers(0, 3, shape)
    votes = Scores.of(raw, WINDOW, classes=3).read(raw)
    assert votes.shape == (2, 3, *WINDOW)
    assert (votes.argmax(axis=1) == raw.reshape(2, *WINDOW)).all()


def test_class_numbers_without_classes_are_refused():
    with refused("output_without_classes"):
        Scores.of(np.zeros((1, 1, *WINDOW), dtype="int64"), WINDOW, classes=None)


def test_output_of_another_size_is_refused():
    with refused("output_shape", height=8, width=8):
        Scores.of(np.zeros((1, 3, 2, 2), dtype="float32"), WINDOW, classes=3)


def test_a_card_with_other_classes_is_refused():
    with refused("output_channels", channels=3, classes=5):
        Scores.of(logits(3), WINDOW, classes=5)


def test_prior_correction_undoes_a_shifted_prior():
    """Bayes: posteriors under one prior, times the ratio of priors, are the posteriors under the other."""
    true, trained = np.array([0.9, 0.08, 0.02]), np.array([0.3, 0.3, 0.4])
    likelihood = np.random.default_rng(0).uniform(0.1, 1, (3, 5, 5))
    under_trained = likelihood * trained[:, None, None]
    under_true = likelihood * true[:, None, None]
    raw = np.log(under_trained).astype("float32") + 7
    for form, start in (("logits", raw), ("probabilities", under_trained / under_trained.sum(axis=0))):
        scores = Scores(form, 3, 3)
        blended = start.astype("float32").copy()
        scores.shift(blended, prior_shift(true, trained, 1.0))
        shares = probabilities(scores, blended, shifted=True)
        np.testing.assert_allclose(shares, under_true / under_true.sum(axis=0), rtol=1e-4)


def test_prior_correction_takes_less_at_less_strength_and_leaves_unknown_classes():
    full = prior_shift(np.array([9, 1, 0]), np.array([1, 1, 1]), 1.0)
    np.testing.assert_allclose(full, [np.log(0.9 * 3), np.log(0.1 * 3), 0])
    np.testing.assert_allclose(prior_shift(np.array([9, 1, 0]), np.array([1, 1, 1]), 0.25), full / 4)
