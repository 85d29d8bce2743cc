# SPDX-License-Identifier: GPL-2.0-or-later
"""The rows of the tables: the methods of `diao:compare`, random copy-paste, and DIAO-CP with one of its parts left out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diao_engine.comparison.methods import METHODS, Method, pastes
from diao_engine.jobs import LayerRef
from diao_engine.protocol.progress import silent
from diao_engine.run import methods

from . import parts
from .copy_paste import random_copy_paste

Make = Callable[[LayerRef, str, int], LayerRef]


@dataclass(frozen=True)
class Row:
    """`balance` names the dataset that the row trains on, which rows may share; `make` makes it."""

    balance: str
    make: Make
    training: dict[str, Any]


def of(method: Method, **training: Any) -> Row:
    """A row of a method of the engine; `training` are further values of its training."""

    def make(source: LayerRef, output: str, seed: int) -> LayerRef:
        return methods.balance(method.steps, source, output, seed=seed, allow_outside=True, report=silent())

    return Row(method.balance, make, {**method.training, **training})


def without(**values: Any) -> Row:
    """DIAO-CP, drawn plainly, with one of its parts switched off by values of the job `synthesize`."""
    return of(Method(pastes(**values)))


def left_out(name: str, part: Callable[[], AbstractContextManager[None]]) -> Row:
    """DIAO-CP, drawn plainly, without an idea that no parameter switches off; the rules that it breaks by that are not checked."""
    whole = of(Method(pastes(audit=False)))

    def make(source: LayerRef, output: str, seed: int) -> LayerRef:
        with part():
            return whole.make(source, output, seed)

    return Row(f"{whole.balance}, {name}", make, whole.training)


def _copy_paste(source: LayerRef, output: str, seed: int) -> LayerRef:
    return random_copy_paste(source, output, seed=seed)


NONE, DEFAULT, CP = "none", "DIAO-CP + dynamic", "DIAO-CP"
# What the dock does when one only presses Next is DEFAULT.
ROWS: dict[str, Row] = {
    NONE: of(METHODS["none"]),
    "random oversampling": of(METHODS["random"]),
    "inverse frequency": of(METHODS["inverse_frequency"]),
    "repeat factor": of(METHODS["repeat_factor"]),
    "class-weighted loss": of(METHODS["weighted_loss"]),
    "focal loss": of(METHODS["focal_loss"]),
    "DIAO": of(METHODS["diao"]),
    "DIAO dynamic": of(METHODS["dynamic"]),
    "random copy-paste": Row("random copy-paste", _copy_paste, dict(METHODS["none"].training)),
    CP: of(METHODS["diao_cp"]),
    DEFAULT: of(METHODS["diao_cp_dynamic"]),
    "DIAO-CP, any ground": left_out("any ground", parts.any_ground),
    "DIAO-CP, no parcels": left_out("no parcels", parts.no_parcels),
    "DIAO-CP, any context": without(plausibility=0.0),
    "DIAO-CP, hard edges": without(blend="none"),
    "none, no EMA": of(METHODS["none"], ema=0.0),
    f"{DEFAULT}, no EMA": of(METHODS["diao_cp_dynamic"], ema=0.0),
    "DIAO dynamic, best of 2": of(METHODS["dynamic"], candidates=2),
    "DIAO dynamic, no fading": of(METHODS["dynamic"], anneal=0.0),
    f"{DEFAULT}, best of 2": of(METHODS["diao_cp_dynamic"], candidates=2),
}
# The rows that show what one part of the default way gives; the others are ways of their own.
PARTS = tuple(name for name in ROWS if ", " in name)


def dataset(row: Row, source: LayerRef, output: Path, seed: int) -> LayerRef:
    """The dataset that a row trains on."""
    output.parent.mkdir(parents=True, exist_ok=True)
    return row.make(source, str(output), seed)
