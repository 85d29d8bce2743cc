# SPDX-License-Identifier: GPL-2.0-or-later
"""The steps that the options page offers, as work for the runner. No widgets here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...diao_engine.errors import MissingDependency
from ...diao_engine.protocol import environment, gpus, selftest
from ...diao_engine.protocol.install import Log
from ...diao_engine.protocol.selftest import Trial
from ...processing_provider import proxy
from ...processing_provider.text import tr
from . import sizes
from .runner import Progress, Work


def set_up(size: str, keep: Callable[[tuple[Trial, ...]], None]) -> Work:
    """Make an environment, or make it anew; where the computer has a GPU, whether it works is tried at once, and `keep` gets that."""
    variables = proxy.variables()

    def work(log: Log, is_cancelled: Callable[[], bool], progress: Progress) -> str:
        choice = environment.plan(size)
        megabytes = choice.weight.disk
        path = environment.create(
            size,
            log=log,
            is_cancelled=is_cancelled,
            progress=lambda share: progress(share, megabytes),
            variables=variables,
        )
        log(path)
        if gpus.device_of(choice.machine, "map") is None:
            return sizes.ready(size)
        test = test_devices(environment.interpreters(), keep)
        return f"{sizes.ready(size)} {test(log, is_cancelled, progress)}"

    return work


def remove(size: str) -> Work:
    """Remove an environment."""

    def work(log: object, is_cancelled: object, progress: object) -> str:
        environment.remove(size)
        return tr("The {size} environment is removed.").format(size=size)

    return work


def test_devices(interpreters: Mapping[str, str], keep: Callable[[tuple[Trial, ...]], None]) -> Work:
    """Try every device; `keep` gets what was found, before the step ends."""

    def work(log: Log, is_cancelled: Callable[[], bool], progress: object) -> str:
        trials = selftest.examine(interpreters, log=log, is_cancelled=is_cancelled)
        keep(trials)
        for sentence in selftest.told(trials):
            log(sentence)
        failed = [trial for trial in trials if trial.problem is not None]
        if failed:
            return tr("A device does not work; the options page says which and why.")
        return tr("All devices of this computer work.")

    return work


def check(interpreter: str) -> Work:
    """Run an interpreter and report what it is good for."""

    def work(log: object, is_cancelled: object, progress: object) -> str:
        try:
            versions, good_for = environment.check(interpreter, size="full"), tr("runs all algorithms")
        except MissingDependency:
            versions, good_for = environment.check(interpreter), tr("runs all but training and torch models")
        text = ", ".join(f"{name} {version}" for name, version in versions.items())
        return f"{interpreter} {good_for}: {text}."

    return work
