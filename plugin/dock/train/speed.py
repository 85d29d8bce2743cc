# SPDX-License-Identifier: GPL-2.0-or-later
"""How fast this computer has trained, remembered per device and network in QGIS's settings, and what a training will take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from qgis.core import QgsSettings

from ....diao_engine.jobs.effort import TYPICAL, Effort, effort, relative_cost
from ....diao_engine.protocol import events
from ....processing_provider.text import tr
from ..datasets.dataset_summary import Summary
from ..kit.number_format import duration_text

_PREFIX = "diao/speed/"
_DEFAULT = ("unet", "efficientnet_lite0")
_COARSE_BELOW = 90.0  # seconds; up to here they are told in tens


@dataclass(frozen=True)
class Network:
    """What the speed of a training depends on, beside its size."""

    device: str
    architecture: str
    encoder: str

    @classmethod
    def of(cls, values: Mapping[str, Any], device: str) -> Network:
        """That of a form's values, on a device (cpu, cuda, mps)."""
        return cls(device, str(values["ARCHITECTURE"]), str(values["ENCODER"]))

    @property
    def cost(self) -> float:
        """Time per pixel in that of the default network."""
        return relative_cost(self.architecture, self.encoder)

    @property
    def key(self) -> str:
        """Where its speed stands in the settings."""
        return f"{_PREFIX}{self.device}/{self.architecture}/{self.encoder}"


def work(values: Mapping[str, Any], summary: Summary) -> Effort:
    """What a training with a form's values on a dataset has to do."""
    tile_px = float(summary.tile_size**2)
    measured = summary.tiles["val"] or summary.drawn
    fields = {name.lower(): value for name, value in values.items()}
    return effort(fields, area_px=summary.repeats * tile_px, measured_px=measured * tile_px)


class Stopwatch:
    """Takes the durations of the epochs of a training, and at its end remembers how fast they were."""

    def __init__(self) -> None:
        self._network: Network | None = None
        self._effort = Effort(0, 0.0, 0.0)
        self._seconds: list[float] = []

    def begin(self, network: Network, todo: Effort) -> None:
        """A training begins."""
        self._network, self._effort, self._seconds = network, todo, []

    def put(self, name: str, value: float) -> None:
        """Take a metric of it; others than the seconds of an epoch are passed over."""
        if name == events.EPOCH_SECONDS and value > 0:
            self._seconds.append(value)

    def end(self) -> None:
        """It is over, however it has ended. The first epoch on a GPU takes longer, so it is the median that counts."""
        if self._network is not None and self._seconds:
            QgsSettings().setValue(self._network.key, self._effort.speed(median(self._seconds)))
        self._network = None


def estimate(network: Network, todo: Effort) -> str:
    """How long a training takes, as a sentence that says where the figure comes from."""
    own = _remembered(network)
    if own:
        sentence = tr("About {time}, as fast as this computer has trained such a network.")
        return sentence.format(time=_about(todo.seconds(own)))
    default = _remembered(Network(network.device, *_DEFAULT))
    if default:
        sentence = tr("Roughly {time}, judged by how fast this computer has trained another network.")
        return sentence.format(time=_about(todo.seconds(default / network.cost)))
    sentence = (
        tr("Roughly {time} on two cores, faster on more; the first training measures this computer.")
        if network.device == "cpu"
        else tr("Roughly {time} on an ordinary GPU; the first training measures this computer.")
    )
    return sentence.format(time=_about(todo.seconds(TYPICAL[network.device] / network.cost)))


def _remembered(network: Network) -> float:
    try:
        speed = float(QgsSettings().value(network.key, 0.0))
    except (TypeError, ValueError):
        return 0.0
    return speed if 0.0 < speed < float("inf") else 0.0


def _about(seconds: float) -> str:
    return duration_text(10.0 * max(1, round(seconds / 10.0)) if seconds < _COARSE_BELOW else seconds)
