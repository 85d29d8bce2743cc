# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest
import torch
from segmentation_models_pytorch.losses import DiceLoss

from diao_engine.jobs import Train, specs
from diao_engine.training import losses

NAMES = next(tuple(spec.choices) for spec in specs(Train) if spec.name == "loss")
COUNTS = np.array([800, 100, 50])
CPU = torch.device("cpu")
# Two pixels of classes 0 and 2, one ignored; probabilities by hand.
P = torch.tensor([[0.7, 0.2, 0.1], [0.3, 0.3, 0.4], [0.1, 0.1, 0.8]])
LOGITS = torch.log(P).T[None, :, None, :]
TARGET = torch.tensor([[[0, 2, 3]]])


def value(name, target=TARGET, logits=LOGITS):
    return float(losses.build(name, COUNTS, CPU)(logits, target))


def test_cross_entropy():
    assert value("cross_entropy") == pytest.approx(-(np.log(0.7) + np.log(0.4)) / 2)


def test_weighted_cross_entropy():
    first, third = 100 / 800, 100 / 50
    expected = -(first * np.log(0.7) + third * np.log(0.4)) / (first + third)
    assert value("weighted_cross_entropy") == pytest.approx(expected)


def test_focal():
    assert value("focal") == pytest.approx(-(0.3**2 * np.log(0.7) + 0.6**2 * np.log(0.4)) / 2, rel=1e-5)


def test_dice():
    # Per class 1 - 2·Σpt / (Σp + Σt) over the two labelled pixels; class 1 is absent from the target and gives 0.
    first, third = 1 - 2 * 0.7 / (1.0 + 1), 1 - 2 * 0.4 / (0.5 + 1)
    assert value("dice") == pytest.approx((first + 0 + third) / 3, rel=1e-5)


@pytest.mark.parametrize(
    ("name", "parts"), [("cross_entropy_dice", ("cross_entropy", "dice")), ("focal_dice", ("focal", "dice"))]
)
def test_sums(name, parts):
    assert value(name) == pytest.approx(sum(map(value, parts)))


@pytest.mark.parametrize("name", NAMES)
def test_ignored_pixels_have_no_gradient_and_no_say(name):
    logits = LOGITS.clone().requires_grad_()
    losses.build(name, COUNTS, CPU)(logits, TARGET).backward()
    assert logits.grad[..., 2].abs().max() == 0
    assert logits.grad[..., :2].abs().max() > 0
    other = LOGITS.clone()
    other[..., 2] = 50.0
    assert value(name, logits=other) == pytest.approx(value(name))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_labelled_is_zero_and_not_nan(name):
    logits = LOGITS.clone().requires_grad_()
    loss = losses.build(name, COUNTS, CPU)(logits, torch.full_like(TARGET, 3))
    loss.backward()
    assert float(loss.detach()) == pytest.approx(0)
    assert torch.isfinite(logits.grad).all()


def test_class_weights_are_median_over_share_within_bounds():
    np.testing.assert_allclose(losses.class_weights(np.array([800, 100, 50])), [0.125, 1, 2])
    np.testing.assert_allclose(losses.class_weights(np.array([10**6, 1000, 1])), [0.1, 1, 10])
    np.testing.assert_allclose(losses.class_weights(np.array([50, 0, 50])), [1, 1, 1])
    np.testing.assert_allclose(losses.class_weights(np.array([0, 0])), [1, 1])


@pytest.mark.parametrize("name", NAMES)
def test_class_weights_count_as_if_pixels_had_been_shown_more_often(name):
    """By hand: the weights are 1/8, 1 and 2."""
    shown = np.array([400, 100, 100])
    weighted = np.array([50, 100, 200]) if name == "weighted_cross_entropy" else shown
    np.testing.assert_allclose(losses.seen(name, COUNTS, shown), weighted / weighted.sum())
    np.testing.assert_allclose(losses.seen("focal", COUNTS, np.zeros(3, int)), COUNTS / 950)


def test_dice_is_that_of_the_library_to_the_last_bit():
    torch.manual_seed(0)
    logits, target = torch.randn(4, 5, 33, 32), torch.randint(0, 6, (4, 33, 32))
    own, theirs = (logits.clone().requires_grad_() for _ in range(2))
    loss = losses.dice(own, target)
    expected = DiceLoss("multiclass", from_logits=True, ignore_index=5)(theirs, target)
    loss.backward()
    expected.backward()
    assert torch.equal(loss, expected)
    assert torch.equal(own.grad, theirs.grad)
