# SPDX-License-Identifier: GPL-2.0-or-later
"""Which device a training is going to use, as far as that is known without starting the engine."""

from __future__ import annotations

import os

from ....diao_engine.jobs import common
from ....diao_engine.protocol import environment
from ....processing_provider.text import tr
from ...settings import store

_CUDA = "cuda ("


def expected(chosen: str) -> str:
    """What a choice of device means here, as one sentence."""
    settings = store.read()
    if chosen != "auto":
        return tr("Device: {name}, as chosen.").format(name=tr(common.DEVICES.get(chosen, chosen)))
    if settings.device != "auto":
        return tr("Device: {name}, as Settings > Options > DIAO says.").format(name=tr(common.DEVICES[settings.device]))
    if settings.interpreter or os.environ.get(environment.VARIABLE):
        device = ""  # nobody has looked into an interpreter of the user's own
    else:
        device = environment.status("full").versions.get("device", "")
    if device.startswith(_CUDA):
        return tr("Device: the GPU {name}, found when the engine was set up.").format(name=device[len(_CUDA) : -1])
    if device == "mps":
        return tr("Device: the Apple GPU, found when the engine was set up.")
    if device == "cpu":
        return tr("Device: the CPU; the engine found no GPU that it can use when it was set up.")
    return tr("Device: the GPU if the engine finds one, else the CPU; which one is told here once it trains.")
