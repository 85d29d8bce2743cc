# SPDX-License-Identifier: GPL-2.0-or-later
"""Tries each device of this machine, for training and for mapping: whether it works, how fast it is, and else why not.

The trials run in a process of their own for each task (`main`), since a driver can take the process down or never answer. That one
writes a line of JSON when it begins with a device and another one when it has ended; what libraries write beside is read for reasons.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import JobCancelled
from ..messages import Sentence
from . import gpus, install
from .gpus import TASKS
from .machine import Machine, detect

COMMAND = "trydevices"  # of the command line, for programs

_MARK = "diao-trial "
_SECONDS_TO_ANSWER = 120  # the first use of a GPU compiles and loads gigabytes
# Each has `trials()`; imported in the process of the trials only.
_MODULES = {"train": "training.trial", "map": "inference.trial"}


@dataclass(frozen=True)
class Trial:
    """A device (one of `jobs.common.DEVICES`) tried for a task.

    `speed` is in megapixels a second, 0 where it does not work, and `problem` says why then; `half` is whether it comes to the
    same in 16 bits; None where that was not tried.
    """

    task: str
    device: str
    name: str
    speed: float = 0.0
    half: bool | None = None
    problem: Sentence | None = None

    def encode(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return {**vars(self), "problem": self.problem.encode() if self.problem else None}

    @classmethod
    def decode(cls, values: Mapping[str, Any]) -> Trial:
        """From what `encode` gives. Raises KeyError, TypeError or ValueError where it is something else."""
        problem = values["problem"]
        return cls(**{**values, "problem": Sentence.decode(problem) if problem else None})


@dataclass(frozen=True)
class _Begin:
    """A device whose trial begins."""

    device: str
    name: str


def begin(device: str, name: str) -> None:
    """Say that a trial begins: what comes after that is this device's fault."""
    _write({"begin": device, "name": name})


def main(task: str) -> int:
    """Try the devices of a task in this process."""
    module = importlib.import_module(f"{__package__.rpartition('.')[0]}.{_MODULES[task]}")
    for trial in module.trials():
        _write(trial.encode())
    return 0


def examine(
    interpreters: Mapping[str, str],
    *,
    machine: Machine | None = None,
    log: install.Log = lambda line: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Trial, ...]:
    """Try all devices.

    Parameters
    ----------
    interpreters
        A Python for each task that is to be tried.
    machine
        What was detected; None looks now.
    log
        Hears what begins.
    is_cancelled
        Asked several times a second; JobCancelled is raised then.

    Returns
    -------
    tuple of Trial
        In the order of TASKS; the CPU first, a GPU that the machine has in any case.
    """
    machine = machine or detect()
    found: list[Trial] = []
    for task in (task for task in TASKS if task in interpreters):
        log(Sentence.of("testing_devices", task=told_task(task)))
        found += _of_task(task, interpreters[task], machine, is_cancelled)
    return tuple(found)


def told(trials: tuple[Trial, ...]) -> list[Sentence]:
    """One sentence a trial."""
    return [_told(trial, {other.task: other.speed for other in trials if other.device == "cpu"}) for trial in trials]


def told_task(task: str) -> Sentence:
    """A task's name."""
    return Sentence("task_train" if task == "train" else "task_map")


def _told(trial: Trial, cpu: Mapping[str, float]) -> Sentence:
    what: dict[str, Any] = {"task": told_task(trial.task), "name": trial.name}
    if trial.problem is not None:
        return Sentence.of("device_fails", **what, reason=trial.problem)
    if trial.device == "cpu" or not cpu.get(trial.task):
        return Sentence.of("device_works", **what, speed=trial.speed)
    return Sentence.of("device_works_faster", **what, speed=trial.speed, times=trial.speed / cpu[trial.task])


def _of_task(task: str, interpreter: str, machine: Machine, is_cancelled: Callable[[], bool]) -> Iterator[Trial]:
    code, lines = _run(task, interpreter, is_cancelled)
    begun: _Begin | None = None
    devices = set()
    for entry in _entries(lines):
        if isinstance(entry, Trial):
            devices.add(entry.device)
            begun = None
            yield entry
        else:
            begun = entry
    if begun is not None:  # it has not come back from there
        devices.add(begun.device)
        yield Trial(task, begun.device, begun.name, problem=_ending(code, lines))
    elif code != 0:
        yield Trial(task, "cpu", "CPU", problem=Sentence.of("devices_not_tested", reason=_last(lines)))
    device = gpus.device_of(machine, task)
    if device is not None and device not in devices:
        reason = gpus.unused(task, machine=machine, prefix=str(Path(interpreter).parents[1]), said=lines)
        yield Trial(task, device, machine.gpu, problem=reason)


def _run(task: str, interpreter: str, is_cancelled: Callable[[], bool]) -> tuple[int | None, list[str]]:
    """The exit code of the trials, None where they had to be ended, and their lines."""
    lines: list[str] = []
    heard_at = time.monotonic()
    is_late = False

    def hear(line: str | Sentence) -> None:
        nonlocal heard_at
        heard_at = time.monotonic()
        lines.append(str(line))

    def ends() -> bool:
        nonlocal is_late
        is_late = time.monotonic() - heard_at > _SECONDS_TO_ANSWER
        return is_late or is_cancelled()

    command = [interpreter, "-s", "-m", "diao_engine", COMMAND, task]
    try:
        code, last = install.run_logged(command, log=hear, is_cancelled=ends)
    except JobCancelled:
        if not is_late:
            raise
        return None, lines
    return code, lines or last


def _entries(lines: list[str]) -> Iterator[Trial | _Begin]:
    for line in lines:
        if line.startswith(_MARK):
            with suppress(ValueError, KeyError, TypeError):
                values = json.loads(line[len(_MARK) :])
                yield _Begin(values["begin"], values["name"]) if "begin" in values else Trial.decode(values)


def _ending(code: int | None, lines: list[str]) -> Sentence:
    if code is None:
        return Sentence.of("device_hangs", seconds=_SECONDS_TO_ANSWER)
    reason = Sentence.of("signal", number=-code) if code < 0 else _last(lines)
    return Sentence.of("device_gave_up", reason=reason)


def _last(lines: list[str]) -> str | Sentence:
    """What was said last, but for our own lines."""
    said = (line.strip(" .") for line in reversed(lines) if line.strip() and not line.startswith(_MARK))
    return next(said, Sentence("no_reason_given"))


def _write(values: dict[str, Any]) -> None:
    sys.stdout.write(f"{_MARK}{json.dumps(values)}\n")
    sys.stdout.flush()
