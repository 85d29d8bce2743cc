# SPDX-License-Identifier: GPL-2.0-or-later
"""A network whose weights are the average of those that another has had lately."""

from __future__ import annotations

import copy
from typing import Any

import torch
from torch import nn


class WeightAverage:
    """Exponential moving average of a network's weights and of its buffers (the statistics of batch normalisation).

    The decay of step t (from 0) is min(decay, (1 + t) / (10 + t)), so that what the network was at first is soon forgotten.

    Parameters
    ----------
    network
        The network that is trained, which stays on its device; `network` of the average is a copy of it, for measuring only.
    decay
        Share of the average that a step keeps, above 0 and below 1.
    """

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.network = copy.deepcopy(network).requires_grad_(False).eval()
        self._decay = decay
        self._steps = 0
        # Looked up once: training changes weights in place.
        pairs = list(zip(self.network.state_dict().values(), network.state_dict().values(), strict=True))
        self._averaged = [pair for pair in pairs if pair[0].is_floating_point()]
        self._copied = [pair for pair in pairs if not pair[0].is_floating_point()]  # counters

    def update(self) -> None:
        """Take the weights in after a step."""
        decay = min(self._decay, (1 + self._steps) / (10 + self._steps))
        self._steps += 1
        with torch.no_grad():
            mine, theirs = ([pair[side] for pair in self._averaged] for side in (0, 1))
            torch._foreach_lerp_(mine, theirs, 1.0 - decay)
            for own, its in self._copied:
                own.copy_(its)

    def state(self) -> dict[str, Any]:
        """All of it, to go on from."""
        return {"network": self.network.state_dict(), "steps": self._steps}

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from a state."""
        self.network.load_state_dict(state["network"])
        self._steps = state["steps"]
