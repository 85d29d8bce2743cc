# SPDX-License-Identifier: GPL-2.0-or-later
"""What training minimises, by the names of the job Train.

Each takes logits (batch, k, rows, columns) and class indices (batch, rows, columns), where k means ignored; a batch without a
class gives 0. Ignored pixels have no gradient.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from segmentation_models_pytorch.losses import DiceLoss
from torch.nn import functional

from ..jobs import Train
from ..jobs.registry import registry
from ..jobs.train import WEIGHTED_LOSSES

Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]

_FOCUS = 2.0
_WEIGHT_BOUND = 10.0


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


def cross_entropy(logits: torch.Tensor, target: torch.Tensor, weights: torch.Tensor | None = None) -> torch.Tensor:
    """Mean of -w · ln p over the labelled pixels, divided by the mean weight as torch does.

    Parameters
    ----------
    logits
        (batch, classes, rows, columns).
    target
        Class indices (batch, rows, columns); `classes` means ignored.
    weights
        Weight per class, (classes,); None means 1.

    Returns
    -------
    Tensor
        A scalar, 0 or above; 0 where nothing is labelled.
    """
    ignored = logits.shape[1]
    total = functional.cross_entropy(logits, target, weight=weights, ignore_index=ignored, reduction="sum")
    return total / _weight_of(target, ignored, weights)


def focal(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Mean of -(1 - p)^2 · ln p over the labelled pixels, p the softmax of the true class.

    Parameters
    ----------
    logits
        (batch, classes, rows, columns).
    target
        Class indices (batch, rows, columns); `classes` means ignored.

    Returns
    -------
    Tensor
        A scalar, 0 or above; 0 where nothing is labelled.

    Source: Lin et al. 2017, arXiv:1708.02002, equation 4.
    """
    ignored = logits.shape[1]
    entropy = functional.cross_entropy(logits, target, ignore_index=ignored, reduction="none")
    return ((1 - torch.exp(-entropy)) ** _FOCUS * entropy).sum() / _weight_of(target, ignored, None)


def _weight_of(target: torch.Tensor, ignored: int, weights: torch.Tensor | None) -> torch.Tensor:
    """Labelled pixels, or the sum of their weights; at least a bit, so that nothing labelled gives 0 and not NaN.

    Nothing is picked out of the target: its size would have to be known, and to ask a GPU for it is to wait.
    """
    if weights is None:
        return (target != ignored).sum().clamp(min=1)
    return functional.pad(weights, (0, 1))[target].sum().clamp(min=torch.finfo(torch.float32).tiny)


def _weighted(weights: torch.Tensor) -> Loss:
    return lambda logits, target: cross_entropy(logits, target, weights)


def _dice(weights: torch.Tensor) -> Loss:
    dice: Loss = DiceLoss(mode="multiclass", from_logits=True, ignore_index=len(weights))
    return dice


def _sum(first: Loss, second: Loss) -> Loss:
    return lambda logits, target: first(logits, target) + second(logits, target)


# How each loss is built from weights of the classes (classes,), most of which only look at their number.
LOSSES: dict[str, Callable[[torch.Tensor], Loss]] = registry(
    Train,
    "loss",
    {
        "cross_entropy": lambda weights: cross_entropy,
        "weighted_cross_entropy": _weighted,
        "focal": lambda weights: focal,
        "dice": _dice,
        "cross_entropy_dice": lambda weights: _sum(cross_entropy, _dice(weights)),
        "focal_dice": lambda weights: _sum(focal, _dice(weights)),
    },
)


def build(name: str, counts: NDArray[np.integer], device: torch.device) -> Loss:
    """The loss of a name.

    Parameters
    ----------
    name
        A key of `LOSSES`, which are the choices of the job Train.
    counts
        Training pixels per class, repeats included; shape (classes,).
    device
        Where the logits will be.

    Returns
    -------
    callable
        From logits (batch, classes, rows, columns) and class indices (batch, rows, columns; `classes` where ignored) to a scalar,
        0 or above.
    """
    return LOSSES[name](torch.as_tensor(class_weights(counts), dtype=torch.float32, device=device))


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
