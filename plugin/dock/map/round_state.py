# SPDX-License-Identifier: GPL-2.0-or-later
"""How far a round of correcting has come, and what earlier ones have brought; the project remembers it. No widgets here."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from ....diao_engine.jobs.paths import is_same_file
from ....diao_engine.jobs.trust import content_hash
from ..session import ROUND_FILES, Session
from .card import Card

_KEY, _ROUNDS = "round", "rounds"  # among what the session remembers
_FILES = ("polygons", "model", "dataset")
_SHOWN = 3
_START = "START_FROM"


class Started(NamedTuple):
    """A round that has learned: what it began with, and the dataset that came of it."""

    polygons: str  # the file with the verdicts
    model: str
    dataset: str
    verdicts: int
    ious: dict[str, float]  # of the rare classes, by name, on validation
    start: dict[str, Any]  # how the next training starts
    content: str = ""  # of the model: the next one may have its name

    def is_followed_by(self, model: str) -> bool:
        """Whether a model is another one than the round began with, by its file or by what the file holds."""
        if not is_same_file(model, self.model):
            return bool(model)
        return bool(self.content) and content_of(model) not in ("", self.content)


class Finished(NamedTuple):
    """What a round has brought: the mean IoU of the rare classes before and after, where validation says it."""

    verdicts: int
    before: float | None
    after: float | None

    @property
    def points(self) -> float | None:
        """Per cent points that were won."""
        return None if self.before is None or self.after is None else 100.0 * (self.after - self.before)


class RoundState:
    """Of the open project; each call reads what the project says now."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def started(self) -> Started | None:
        """The round that has learned and not been mapped yet."""
        known, files = self._session.remembered(_KEY), self._session.remembered_paths(ROUND_FILES)
        if not files.get("dataset"):
            return None
        polygons, model, dataset = (files.get(name, "") for name in _FILES)
        content = str(known.get("content") or "")
        verdicts, ious, network = int(known.get("verdicts") or 0), _ious(known.get("ious")), known.get("network")
        return Started(polygons, model, dataset, verdicts, ious, _start(network, model), content)

    def begin(self, started: Started) -> None:
        """A round has learned."""
        network = {
            name: value for name, value in started.start.items() if name != _START
        }  # it starts from the model, or anew
        known = {"verdicts": started.verdicts, "ious": started.ious, "network": network, "content": started.content}
        self._session.remember(_KEY, known)
        self._session.remember_paths(ROUND_FILES, {name: getattr(started, name) for name in _FILES})

    def finish(self, after: Mapping[str, float]) -> None:
        """The map was made again, by a model with these IoUs."""
        started = self.started
        if started is None:
            return
        common = sorted(set(started.ious) & set(after))
        before_mean, after_mean = (_mean([ious[name] for name in common]) for ious in (started.ious, after))
        ended = Finished(started.verdicts, before_mean, after_mean)
        self._session.remember(_KEY, {})
        self._session.remember_paths(ROUND_FILES, {})
        self._session.remember(_ROUNDS, {"rounds": [list(ended), *map(list, self.rounds())][:_SHOWN]})

    def rounds(self) -> list[Finished]:
        """The last rounds, the newest first."""
        known = self._session.remembered(_ROUNDS).get("rounds")
        return [Finished(*row) for row in known if len(row) == len(Finished._fields)] if isinstance(known, list) else []


def content_of(model: str) -> str:
    """What tells a model from another one of its name; empty where there is none."""
    try:
        return content_hash(model)
    except OSError:
        return ""


def rare_ious(card: Card | None) -> dict[str, float]:
    """What validation says of the rare classes of a model, by their names."""
    if card is None:
        return {}
    measured = {entry.name: entry.iou for entry in card.classes if entry.is_rare}
    return {name: iou for name, iou in measured.items() if iou is not None and math.isfinite(iou)}


def start_of(card: Card | None, model: str) -> dict[str, Any]:
    """The parameters by which a training goes on from a model; from one that was not trained here none can, so it starts anew."""
    network = {} if card is None else {key.upper(): card.training.get(key) for key in ("architecture", "encoder")}
    return _start(network if all(network.values()) else {}, model)


def _ious(read: Any) -> dict[str, float]:
    return {str(name): float(iou) for name, iou in read.items()} if isinstance(read, dict) else {}


def _start(network: Any, model: str) -> dict[str, Any]:
    return {**network, _START: model} if isinstance(network, dict) and network else {_START: None}


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None
