# SPDX-License-Identifier: GPL-2.0-or-later
"""Which device a training is going to use, as far as that is known without starting the engine."""

from __future__ import annotations

import os

from ....diao_engine.jobs import common
from ....diao_engine.jobs.effort import TYPICAL
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
    device = _found()
    if device.startswith(_CUDA):
        return tr("Device: the GPU {name}, found when the engine was set up.").format(name=device[len(_CUDA) : -1])
    if device == "mps":
        return tr("Device: the Apple GPU, found when the engine was set up.")
    if device == "cpu":
        return tr("Device: the CPU; the engine found no GPU that it can use when it was set up.")
    return tr("Device: the GPU if the engine finds one, else the CPU; which one is shown here once it trains.")


def kind(chosen: str) -> str:
    """The kind of device that a choice comes to: cpu, cuda or mps; cpu where nobody can say."""
    for wanted in (chosen, store.read().device):
        if wanted != "auto":
            return wanted if wanted in TYPICAL else "cpu"
    return _found().partition(" ")[0] or "cpu"


def _found() -> str:
    """The device that the set-up has found, empty where nobody has looked: an interpreter of the user's own is not looked into."""
    if store.read().interpreter or os.environ.get(environment.VARIABLE):
        return ""
    return str(environment.status("full").versions.get("device", ""))
