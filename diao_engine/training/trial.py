# SPDX-License-Identifier: GPL-2.0-or-later
"""Tries the devices that torch finds: a convolution whose result is known, then training steps of the default network."""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from ..jobs import Train, specs
from ..messages import Sentence
from ..metrics import agreement
from ..model import networks
from ..protocol import selftest
from ..protocol.selftest import Trial
from . import device as devices
from .compute import Compute
from .losses import cross_entropy

_CROPS, _SIDE, _BANDS, _CLASSES = 8, 128, 4, 6
_SECONDS = 1.0


def trials() -> Iterator[Trial]:
    """The CPU first, which the others are compared with."""
    network = _network()
    generator = np.random.default_rng(0)
    images = generator.normal(size=(_CROPS, _BANDS, _SIDE, _SIDE)).astype(np.float32)
    labels = generator.integers(0, _CLASSES, (_CROPS, _SIDE, _SIDE))
    expected: NDArray[np.float32] | None = None
    for device in devices.present():
        name = devices.describe(device)
        selftest.begin(device.type, name)
        try:
            output = _output(network, images, Compute(device, None))
            apart = max(_convolution(device), agreement.difference(output, output if expected is None else expected))
            if apart > agreement.TOLERANCE:
                wrong = Sentence.of("device_computes_wrong", difference=apart, allowed=agreement.TOLERANCE)
                yield Trial("train", device.type, name, problem=wrong)
                continue
            expected = output if expected is None else expected
            compute = Compute.on(device)
            half = None
            if compute.half is not None:
                half = (
                    agreement.difference(_output(network, images, compute), expected) <= agreement.TOLERANCE_OF_BFLOAT16
                )
            yield Trial("train", device.type, name, _speed(network, images, labels, compute), half)
        except (RuntimeError, AssertionError) as error:
            reason = str(error).strip().partition("\n")[0].strip(" .") or type(error).__name__
            yield Trial("train", device.type, name, problem=Sentence.of("device_gave_up", reason=reason))


def _network() -> nn.Module:
    """The network that a training has unless told otherwise, with weights drawn from one seed."""
    defaults = {spec.name: spec.default for spec in specs(Train)}
    torch.manual_seed(0)
    return networks.build(defaults["architecture"], defaults["encoder"], bands=_BANDS, classes=_CLASSES)


def _convolution(device: torch.device) -> float:
    """How far sums over 3 × 3 pixels of three bands are from 27."""
    sums = nn.functional.conv2d(torch.ones((1, 3, 8, 8), device=device), torch.ones((1, 3, 3, 3), device=device))
    return agreement.difference(sums.cpu().numpy(), np.full((1, 1, 6, 6), 27.0))


def _output(network: nn.Module, images: NDArray[np.float32], compute: Compute) -> NDArray[np.float32]:
    moved = copy.deepcopy(network).to(compute.device, memory_format=torch.channels_last).eval()
    with torch.no_grad():
        pixels, _ = compute.move((images, np.zeros(1, np.int64)))
        return np.asarray(compute.logits(moved, pixels).cpu())


def _speed(network: nn.Module, images: NDArray[np.float32], labels: NDArray[np.int64], compute: Compute) -> float:
    """Megapixels a second of whole training steps; the first ones, in which a GPU chooses its ways, do not count."""
    trained = copy.deepcopy(network).to(compute.device, memory_format=torch.channels_last).train()
    optimizer = compute.optimizer([{"params": list(trained.parameters()), "lr": 1e-4}])
    scaler = compute.scaler()

    def step() -> Any:
        pixels, target = compute.move((images, labels))
        loss = cross_entropy(compute.logits(trained, pixels), target)
        optimizer.zero_grad(set_to_none=True)
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
        return float(loss.detach())  # waits for the device

    step()
    began, steps = time.perf_counter(), 0
    while not steps or time.perf_counter() - began < _SECONDS:
        step()
        steps += 1
    return steps * _CROPS * _SIDE**2 / (time.perf_counter() - began) / 1e6
