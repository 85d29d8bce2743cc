# SPDX-License-Identifier: GPL-2.0-or-later
"""Batch normalisation over the batch of all processes, where each has a part of it.

torch's own (`SyncBatchNorm`) is for GPUs alone and is what runs there; the one here is for processes on CPUs.
"""

from __future__ import annotations

import torch
from timm.layers import BatchNormAct2d, convert_sync_batchnorm
from torch import nn
from torch.nn.modules.batchnorm import _BatchNorm

from . import sums


def synchronised(network: nn.Module, device: torch.device) -> nn.Module:
    """The same network, with the same parameters and buffers, whose batch normalisation takes in the parts of all processes."""
    if device.type == "cuda":
        converted: nn.Module = convert_sync_batchnorm(
            network
        )  # that of timm, some of whose layers have an activation too
        return converted
    for name, child in network.named_children():
        setattr(network, name, _Synchronised(child) if isinstance(child, _BatchNorm) else synchronised(child, device))
    return network


class _Synchronised(_BatchNorm):  # type: ignore[misc]
    """Measures as what it takes the place of; trains with mean and variance of all parts, through which gradients flow back."""

    def __init__(self, plain: _BatchNorm) -> None:
        super().__init__(plain.num_features, plain.eps, plain.momentum, plain.affine, plain.track_running_stats)
        self.weight, self.bias = plain.weight, plain.bias
        self.running_mean, self.running_var = plain.running_mean, plain.running_var
        self.num_batches_tracked = plain.num_batches_tracked
        self.training = plain.training
        has_more = isinstance(plain, BatchNormAct2d)
        self.drop, self.act = (plain.drop, plain.act) if has_more else (nn.Identity(), nn.Identity())

    def _check_input_dim(self, input: torch.Tensor) -> None:
        """Any number of dimensions: the network was built with a layer that fits."""

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        """Normalise (batch, channel, ...)."""
        normalised = self._in_parts(input) if self.training else super().forward(input)
        activated: torch.Tensor = self.act(self.drop(normalised))
        return activated

    def _in_parts(self, input: torch.Tensor) -> torch.Tensor:
        over = [axis for axis in range(input.dim()) if axis != 1]
        shape = [1, -1, *[1] * (input.dim() - 2)]
        count = sums.all_reduced(input.new_tensor(input.numel() / input.shape[1]))
        mean = sums.for_all(input.sum(over)) / count
        centred = input - mean.view(shape)
        variance = sums.for_all(centred.square().sum(over)) / count
        self._track(mean.detach(), variance.detach() * count / (count - 1).clamp(min=1))
        normalised = centred * torch.rsqrt(variance + self.eps).view(shape)
        return normalised * self.weight.view(shape) + self.bias.view(shape) if self.affine else normalised

    def _track(self, mean: torch.Tensor, variance: torch.Tensor) -> None:
        if self.running_mean is None or self.running_var is None or self.num_batches_tracked is None:
            return
        self.num_batches_tracked.add_(1)
        part = 1.0 / float(self.num_batches_tracked) if self.momentum is None else self.momentum
        self.running_mean.lerp_(mean, part)
        self.running_var.lerp_(variance, part)
