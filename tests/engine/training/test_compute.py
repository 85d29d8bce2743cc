# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import torch
from torch import nn

from diao_engine.inference.scores import prior_shift
from diao_engine.metrics.confusion import Confusion
from diao_engine.training import correction, losses
from diao_engine.training.compute import Compute

CLASSES = 3


def batches(count=3, size=16, seed=0):
    rng = np.random.default_rng(seed)
    for _ in range(count):
        yield (
            rng.normal(size=(2, CLASSES, size, size)).astype(np.float32),
            rng.choice(4, (2, size, size), p=(0.8, 0.1, 0.05, 0.05)),
        )


def measured(shifts):
    """A network that gives the image back as logits."""
    calls = []
    found = Compute.on(torch.device("cpu")).measure(
        nn.Identity(), batches(), loss=losses.cross_entropy, shifts=shifts, on_batch=lambda: calls.append(1)
    )
    assert len(calls) == 3
    return found


def test_confusion_matrices_are_those_of_numpy():
    """All strengths of the prior correction in one pass, each as if mapped alone; ignored pixels are left out."""
    natural, seen = np.array([0.8, 0.15, 0.05]), np.array([0.3, 0.3, 0.4])
    shifts = np.stack([prior_shift(natural, seen, strength) for strength in correction.STRENGTHS])
    found = measured(shifts)
    expected = [Confusion.empty(CLASSES) for _ in shifts]
    for logits, labels in batches():
        for index, shift in enumerate(shifts):
            mapped = (logits + shift.astype(np.float32)[:, None, None]).argmax(axis=1)
            expected[index] += Confusion.of(labels, mapped, CLASSES)
    for one, other in zip(found.confusions, expected, strict=True):
        np.testing.assert_array_equal(one.matrix, other.matrix)
    assert correction.best(found.confusions) == int(np.argmax([each.miou for each in expected])) > 0


def test_the_loss_is_that_of_the_logits_as_they_are():
    assert measured(np.zeros((1, 3))).loss == measured(np.full((2, 3), [5.0, 0, 0])).loss


def test_the_least_correction_wins_ties():
    same = Confusion(np.array([[5, 1], [2, 7]]))
    better = Confusion(np.array([[6, 0], [2, 7]]))
    assert correction.best([same, same]) == 0
    assert correction.best([same, better, better]) == 1
    assert correction.best([Confusion.empty(2)] * 3) == 0


def test_the_cpu_computes_in_32_bits():
    compute = Compute.on(torch.device("cpu"))
    assert compute.half is None
    assert not compute.scaler().is_enabled()
