# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a model is written: never over another one unasked, and where an interrupted training left off."""

from __future__ import annotations

import contextlib
import glob
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from ....diao_engine.jobs.train import resume_pattern
from ..datasets import names

SUFFIX = ".onnx"


def proposed(path: str) -> str:
    """The file of the training that was interrupted last among those of this name, else one that does not exist yet."""
    stopped: dict[str, float] = {}
    for one in _names(path):
        when = interrupted(one)
        if when is not None:
            stopped[one] = when
        elif _is_free(one):
            return max(stopped, key=lambda name: stopped[name]) if stopped else one
    raise AssertionError  # names do not end


def next_free(path: str) -> str:
    """The path, or one with a number behind it where there is a model, a report or an interrupted training already."""
    return next(one for one in _names(path) if _is_free(one) and interrupted(one) is None)


def completed(path: str) -> str:
    """With the suffix of models."""
    return path if not path or path.lower().endswith(SUFFIX) else path + SUFFIX


def interrupted(path: str) -> float | None:
    """When a training of this model was interrupted, in seconds since 1970; None when there is nothing to go on with."""
    newest: float | None = None
    with contextlib.suppress(ValueError):  # a path that no system takes
        for file in glob.glob(resume_pattern(path)):
            with contextlib.suppress(OSError):  # gone in this moment
                newest = max(newest or 0.0, os.path.getmtime(file))
    return newest


def _is_free(path: str) -> bool:
    return not os.path.exists(path) and not os.path.exists(names.report(path))


def _names(path: str) -> Iterator[str]:
    """The path, and then the same with the numbers from 2 on."""
    yield path
    stem, _, number = Path(path).stem.rpartition("_")
    begin = stem if stem and number.isdigit() else Path(path).stem
    yield from (str(Path(path).with_name(f"{begin}_{n}{SUFFIX}")) for n in count(2))
