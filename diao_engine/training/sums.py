# SPDX-License-Identifier: GPL-2.0-or-later
"""Sums over the processes that train together, as steps of a network that gradients flow back through."""

from __future__ import annotations

from typing import Any

import torch
import torch.distributed as dist


def all_reduced(part: torch.Tensor) -> torch.Tensor:
    """The sum over all processes; the part stays as it is."""
    total = part.clone()
    dist.all_reduce(total)
    return total


def of_one_loss(part: torch.Tensor) -> torch.Tensor:
    """The sum over all processes of one loss, through which each follows its own part back."""
    total: torch.Tensor = _OfOneLoss.apply(part)
    return total


def for_all(part: torch.Tensor) -> torch.Tensor:
    """The sum over all processes, each of which goes on with it by itself: so its gradient is the sum of theirs."""
    total: torch.Tensor = _ForAll.apply(part)
    return total


class _Sum(torch.autograd.Function):  # type: ignore[misc]
    """A sum over all processes; what follows it decides how a gradient comes back through it."""

    @staticmethod
    def forward(ctx: Any, part: torch.Tensor) -> torch.Tensor:
        return all_reduced(part)


class _OfOneLoss(_Sum):
    @staticmethod
    def backward(ctx: Any, gradient: torch.Tensor) -> torch.Tensor:
        return gradient


class _ForAll(_Sum):
    @staticmethod
    def backward(ctx: Any, gradient: torch.Tensor) -> torch.Tensor:
        return all_reduced(gradient)
