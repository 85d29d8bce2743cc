# SPDX-License-Identifier: GPL-2.0-or-later
"""How networks are run on a device: transfers that do not wait, the precision, and measuring without a look at every batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from ..metrics.confusion import Confusion
from .losses import Loss
from .ranks import ALONE, Ranks
from .samples import Batch


@dataclass(frozen=True)
class Measurement:
    """Mean loss of the batches, and the confusion matrix for each shift of the logits."""

    loss: float
    confusions: tuple[Confusion, ...]


@dataclass(frozen=True)
class Compute:
    """A device, the 16-bit type that networks run in there, None for 32 bits throughout, and who else trains the network."""

    device: torch.device
    half: torch.dtype | None
    ranks: Ranks = ALONE

    @classmethod
    def on(cls, device: torch.device, ranks: Ranks = ALONE) -> Compute:
        """The best that a device can: bfloat16 needs no scaling of the loss, float16 is what older NVIDIA GPUs have."""
        if device.type != "cuda":
            return cls(device, None, ranks)
        modern = torch.cuda.get_device_capability(device) >= (8, 0)
        return cls(device, torch.bfloat16 if modern else torch.float16, ranks)

    def scaler(self) -> torch.amp.GradScaler:
        """Keeps small gradients from vanishing in float16; does nothing for other types."""
        return torch.amp.GradScaler(self.device.type, enabled=self.half is torch.float16)

    def optimizer(self, groups: list[dict[str, Any]]) -> torch.optim.Optimizer:
        """AdamW; on an NVIDIA GPU in the form that takes the scaler's verdict there instead of waiting for it."""
        return torch.optim.AdamW(groups, fused=True) if self.device.type == "cuda" else torch.optim.AdamW(groups)

    def move(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """A batch on the device, on its way there while the program goes on."""
        images, target = (torch.from_numpy(array) for array in batch)
        if self.device.type == "cuda":
            images, target = images.pin_memory(), target.pin_memory()
        images = images.to(self.device, memory_format=torch.channels_last, non_blocking=True)
        return images, target.to(self.device, non_blocking=True)

    def logits(self, network: nn.Module, images: torch.Tensor) -> torch.Tensor:
        """The network's output for images on the device, in 32 bits."""
        with torch.autocast(self.device.type, dtype=self.half, enabled=self.half is not None):
            logits = network(images)
        return logits.float()

    def measure(
        self,
        network: nn.Module,
        batches: Iterable[Batch],
        *,
        loss: Loss,
        shifts: NDArray[np.floating],
        on_batch: Callable[[], None],
    ) -> Measurement:
        """Run a network over batches once; of several processes each over its own, and all get the figures of all.

        Parameters
        ----------
        network
            On the device; its mode is left at `eval`.
        batches
            At least one, of all processes together.
        loss
            From logits and class indices to a scalar, taken of the logits as they are; of a whole batch.
        shifts
            What is added to the logits, (shifts, classes).
        on_batch
            Called before each batch.

        Returns
        -------
        Measurement
            With a confusion matrix for each row of `shifts`.
        """
        network.eval()
        moved = torch.as_tensor(shifts, dtype=torch.float32, device=self.device)
        count, classes = moved.shape
        pairs = torch.zeros((count, (classes + 1) * classes), dtype=torch.int64, device=self.device)
        losses = []
        with torch.no_grad():
            for batch in batches:
                on_batch()
                images, target = self.move(batch)
                logits = self.logits(network, images)
                losses.append(loss(logits, target))
                reference, one = target.flatten() * classes, target.new_ones(()).expand(target.numel())
                for row, shift in zip(pairs, moved, strict=True):
                    mapped = (logits + shift[:, None, None]).argmax(dim=1).flatten()
                    row.scatter_add_(0, reference + mapped, one)
        matrices = pairs.view(count, classes + 1, classes)[:, :classes].cpu().numpy()
        matrices = self.ranks.total(matrices)
        return Measurement(self._mean(losses), tuple(Confusion(matrix.copy()) for matrix in matrices))

    def _mean(self, losses: list[torch.Tensor]) -> float:
        """Of the losses of all processes, some of which may have none."""
        if self.ranks.count == 1:
            return float(torch.stack(losses).cpu().double().mean())
        own = float(torch.stack(losses).cpu().double().sum()) if losses else 0.0
        total, count = self.ranks.total(np.array([own, len(losses)]))
        return float(total / count)
