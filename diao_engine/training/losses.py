# SPDX-License-Identifier: GPL-2.0-or-later
"""What training minimises, by the names of the job Train.

Each takes logits (batch, k, rows, columns) and class indices (batch, rows, columns), where k means ignored; a batch without a
class gives 0. Ignored pixels have no gradient.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from ..jobs import Train
from ..jobs.registry import registry
from ..jobs.train import WEIGHTED_LOSSES

Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
# From a sum over a part of a batch to that over the whole of it, see `ranks.Ranks.summed`.
Summed = Callable[[torch.Tensor], torch.Tensor]

_FOCUS = 2.0
_WEIGHT_BOUND = 10.0
_LEAST_AREA = 1e-7


def class_weights(counts: NDArray[np.integer]) -> NDArray[np.float64]:
    """Median frequency balancing, median(f) / f_k, so bounded that a class of a few pixels does not drown the others.

    Parameters
    ----------
    counts
        Training pixels per class, (classes,).

    Returns
    -------
    ndarray
        Weights 0.1 to 10, (classes,); 1 for classes without a pixel.

    Source: Eigen and Fergus 2015, arXiv:1411.4734, section 6.3.
    """
    shares = np.asarray(counts, dtype=float)
    present = shares > 0
    weights = np.ones(len(shares))
    if present.any():
        weights[present] = np.median(shares[present]) / shares[present]
    return np.clip(weights, 1 / _WEIGHT_BOUND, _WEIGHT_BOUND)


def _whole(part: torch.Tensor) -> torch.Tensor:
    """What is here is all of the batch."""
    return part


def cross_entropy(
    logits: torch.Tensor, target: torch.Tensor, weights: torch.Tensor | None = None, summed: Summed = _whole
) -> torch.Tensor:
    """Mean of -w · ln p over the labelled pixels, divided by the mean weight as torch does.

    Parameters
    ----------
    logits
        (batch, classes, rows, columns).
    target
        Class indices (batch, rows, columns); `classes` means ignored.
    weights
        Weight per class, (classes,); None means 1.
    summed
        Where logits and target are a part of a batch, from its sums to those of the whole.

    Returns
    -------
    Tensor
        A scalar, 0 or above; 0 where nothing is labelled.
    """
    ignored = logits.shape[1]
    total = functional.cross_entropy(logits, target, weight=weights, ignore_index=ignored, reduction="sum")
    return summed(total) / _weight_of(target, ignored, weights, summed)


def focal(logits: torch.Tensor, target: torch.Tensor, summed: Summed = _whole) -> torch.Tensor:
    """Mean of -(1 - p)^2 · ln p over the labelled pixels, p the softmax of the true class.

    Parameters
    ----------
    logits
        (batch, classes, rows, columns).
    target
        Class indices (batch, rows, columns); `classes` means ignored.
    summed
        As in `cross_entropy`.

    Returns
    -------
    Tensor
        A scalar, 0 or above; 0 where nothing is labelled.

    Source: Lin et al. 2017, arXiv:1708.02002, equation 4.
    """
    ignored = logits.shape[1]
    entropy = functional.cross_entropy(logits, target, ignore_index=ignored, reduction="none")
    total = ((1 - torch.exp(-entropy)) ** _FOCUS * entropy).sum()
    return summed(total) / _weight_of(target, ignored, None, summed)


def dice(logits: torch.Tensor, target: torch.Tensor, summed: Summed = _whole) -> torch.Tensor:
    """Mean over all classes of 1 - 2 Σ p y / (Σ p + Σ y), the sums over the labelled pixels of the batch; 0 for a class without one.

    In the order of `segmentation_models_pytorch.losses.DiceLoss`, whose bytes it gives; that one cannot sum over parts of a batch.

    Parameters
    ----------
    logits
        (batch, classes, rows, columns).
    target
        Class indices (batch, rows, columns); `classes` means ignored.
    summed
        As in `cross_entropy`.

    Returns
    -------
    Tensor
        A scalar, 0 or above; 0 where nothing is labelled.
    """
    batch, classes = logits.shape[:2]
    reference = target.reshape(batch, -1)
    labelled = reference != classes
    mapped = logits.log_softmax(dim=1).exp().reshape(batch, classes, -1) * labelled.unsqueeze(1)
    one_hot = functional.one_hot((reference * labelled).to(torch.long), classes).permute(0, 2, 1) * labelled.unsqueeze(
        1
    )
    truth = one_hot.type_as(mapped)
    over = (0, 2)
    mapped_px, true_px = summed(torch.sum(mapped, dim=over)), summed(torch.sum(truth, dim=over))
    common = (mapped_px + true_px - summed(torch.linalg.vector_norm(mapped - truth, ord=1, dim=over))) / 2
    wrong, missed = mapped_px - common, true_px - common
    lost = 1.0 - common / (common + 0.5 * wrong + 0.5 * missed).clamp_min(_LEAST_AREA)
    return (lost * (true_px > 0).to(lost.dtype)).mean()


def _weight_of(target: torch.Tensor, ignored: int, weights: torch.Tensor | None, summed: Summed) -> torch.Tensor:
    """Labelled pixels, or the sum of their weights; at least a bit, so that nothing labelled gives 0 and not NaN.

    Nothing is picked out of the target: its size would have to be known, and to ask a GPU for it is to wait.
    """
    if weights is None:
        return summed((target != ignored).sum()).clamp(min=1)
    return summed(functional.pad(weights, (0, 1))[target].sum()).clamp(min=torch.finfo(torch.float32).tiny)


def _sum(first: Loss, second: Loss) -> Loss:
    return lambda logits, target: first(logits, target) + second(logits, target)


# How each loss is built from weights of the classes (classes,), which most do without, and from how a batch is summed over.
LOSSES: dict[str, Callable[[torch.Tensor, Summed], Loss]] = registry(
    Train,
    "loss",
    {
        "cross_entropy": lambda weights, summed: partial(cross_entropy, summed=summed),
        "weighted_cross_entropy": lambda weights, summed: partial(cross_entropy, weights=weights, summed=summed),
        "focal": lambda weights, summed: partial(focal, summed=summed),
        "dice": lambda weights, summed: partial(dice, summed=summed),
        "cross_entropy_dice": lambda weights, summed: _sum(
            partial(cross_entropy, summed=summed), partial(dice, summed=summed)
        ),
        "focal_dice": lambda weights, summed: _sum(partial(focal, summed=summed), partial(dice, summed=summed)),
    },
)


def build(name: str, counts: NDArray[np.integer], device: torch.device, summed: Summed = _whole) -> Loss:
    """The loss of a name.

    Parameters
    ----------
    name
        A key of `LOSSES`, which are the choices of the job Train.
    counts
        Training pixels per class, repeats included; shape (classes,).
    device
        Where the logits will be.
    summed
        Where the logits are a part of a batch, from its sums to those of the whole.

    Returns
    -------
    callable
        From logits (batch, classes, rows, columns) and class indices (batch, rows, columns; `classes` where ignored) to a scalar,
        0 or above.
    """
    return LOSSES[name](torch.as_tensor(class_weights(counts), dtype=torch.float32, device=device), summed)


def seen(name: str, counts: NDArray[np.integer], shown: NDArray[np.integer]) -> NDArray[np.float64]:
    """The class shares that a network has seen through a loss: those of the shown pixels, each times its weight.

    Parameters
    ----------
    name, counts
        Those of `build`.
    shown
        Pixels per class that the network was shown, (classes,).

    Returns
    -------
    ndarray
        Shares (classes,) that sum to 1; those of `counts` where nothing was shown.
    """
    pixels = np.asarray(shown if shown.any() else counts, dtype=np.float64)
    weighted = pixels * class_weights(counts) if name in WEIGHTED_LOSSES else pixels
    return np.asarray(weighted / max(weighted.sum(), np.finfo(float).tiny))
