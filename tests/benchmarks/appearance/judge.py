# SPDX-License-Identifier: GPL-2.0-or-later
"""A small network that is trained to tell pasted objects from real ones, by pixels or by the label map around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage
from torch import nn

from .pairs import JITTER, LABELS, PIXELS, Pair

NEAR = 6
WIDTHS, EPOCHS, BATCH, RATE = (16, 32, 48, 64), 12, 32, 4e-3

Prepare = Callable[[NDArray[Any], NDArray[Any]], NDArray[np.float32]]


class View(NamedTuple):
    """What a network sees of a cut: `prepare` makes planes (cut, plane, row, column) of cuts, given those of the training side too.

    `side` in px. With `turns` the network is shown turned and flipped cuts, which is not done where light has a direction.
    """

    prepare: Prepare
    side: int
    stride: int
    turns: bool


def accuracy(train: list[Pair], test: list[Pair], view: View, seed: int) -> float:
    """Mean of the shares of pasted and of real cuts of the test side that the network takes for what they are."""
    torch.manual_seed(seed)
    rng = np.random.default_rng((seed, 3))
    cuts = _stacked(train)
    seen, labels = _tensor(view.prepare(cuts, cuts)), _labels(train)
    network = _network(seen.shape[1], view.stride).to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=1e-2)
    steps = -(-len(seen) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=EPOCHS * steps)
    for _ in range(EPOCHS):
        for chosen in np.array_split(rng.permutation(len(seen)), steps):
            shown = _shifted(seen[chosen], view, rng)
            loss = nn.functional.binary_cross_entropy_with_logits(network(shown)[:, 0], labels[chosen])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    network.eval()
    asked, truth = _tensor(view.prepare(_stacked(test), cuts)), _labels(test)
    with torch.inference_mode():
        found = torch.cat([network(part)[:, 0] > 0 for part in _middles(asked)])
    right = (found == (truth > 0)).float()
    return float((right[truth > 0].mean() + right[truth == 0].mean()) / 2)


def _shifted(cuts: torch.Tensor, view: View, rng: np.random.Generator) -> torch.Tensor:
    row, column = rng.integers(2 * JITTER + 1, size=2)
    shown = cuts[..., row : row + view.side, column : column + view.side]
    if view.turns:
        quarters, is_flipped = int(rng.integers(4)), bool(rng.integers(2))
        shown = torch.rot90(shown.flip(-1) if is_flipped else shown, quarters, (-2, -1))
    return shown.contiguous(memory_format=torch.channels_last)


def _middles(cuts: torch.Tensor) -> Iterator[torch.Tensor]:
    yield from cuts[..., JITTER:-JITTER, JITTER:-JITTER].split(256)


def _stacked(pairs: list[Pair]) -> NDArray[Any]:
    return np.stack([pair.real for pair in pairs] + [pair.pasted for pair in pairs])


def _labels(pairs: list[Pair]) -> torch.Tensor:
    return torch.from_numpy(np.repeat(np.array([0.0, 1.0], dtype=np.float32), len(pairs)))


def _tensor(planes: NDArray[np.float32]) -> torch.Tensor:
    return torch.from_numpy(planes).contiguous(memory_format=torch.channels_last)


def standardised(cuts: NDArray[Any], train: NDArray[Any]) -> NDArray[np.float32]:
    """The bands of an image about 0, by mean and spread of the training side."""
    axes = (0, 2, 3)
    mean, spread = (getattr(train[:, :-1], of)(axes, keepdims=True, dtype=np.float32) for of in ("mean", "std"))
    return np.asarray((cuts[:, :-1] - mean) / np.maximum(spread, 1.0), dtype=np.float32)


def near_object(cuts: NDArray[Any], train: NDArray[Any]) -> NDArray[np.float32]:
    """The same, but 0 where nothing of the object is within NEAR px."""
    near = ndimage.maximum_filter(cuts[:, -1], size=(1, 2 * NEAR + 1, 2 * NEAR + 1))
    return standardised(cuts, train) * (near[:, None] > 0)


def one_hot(cuts: NDArray[Any], train: NDArray[Any]) -> NDArray[np.float32]:
    """A plane for each class of the training side, 1 where it lies; the object is what is in the middle, and not marked."""
    return (cuts[:, :1] == np.arange(train[:, 0].max() + 1)[:, None, None]).astype(np.float32)


VIEWS = {
    "pixels": View(standardised, PIXELS, 1, turns=False),
    "near": View(near_object, PIXELS, 1, turns=False),
    "labels": View(one_hot, LABELS, 2, turns=True),
}


def _network(planes: int, stride: int) -> nn.Module:
    """A few convolutions; the strongest and the mean answer of a cut count."""
    layers: list[nn.Module] = []
    before = planes
    for width in WIDTHS:
        layers += [
            nn.Conv2d(before, width, 3, stride=stride, padding=1, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(),
            nn.MaxPool2d(2),
        ]
        before, stride = width, 1
    return nn.Sequential(*layers, _Pooled(), nn.Dropout(0.3), nn.Linear(2 * before, 1))


class _Pooled(nn.Module):
    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return torch.cat([values.amax((2, 3)), values.mean((2, 3))], dim=1)
