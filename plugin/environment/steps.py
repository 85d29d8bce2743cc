# SPDX-License-Identifier: GPL-2.0-or-later
"""The steps that the options page offers, as work for the runner. No widgets here."""

from __future__ import annotations

from collections.abc import Callable

from ...diao_engine.errors import MissingDependency
from ...diao_engine.protocol import environment
from ...diao_engine.protocol.install import Log
from ...processing_provider.text import tr
from . import proxy, sizes
from .runner import Progress, Work


def set_up(size: str) -> Work:
    """Make an environment, or make it anew."""
    variables = proxy.variables()

    def work(log: Log, is_cancelled: Callable[[], bool], progress: Progress) -> str:
        megabytes = environment.plan(size).weight.disk
        path = environment.create(
            size,
            log=log,
            is_cancelled=is_cancelled,
            progress=lambda share: progress(share, megabytes),
            variables=variables,
        )
        log(path)
        return sizes.ready(size)

    return work


def remove(size: str) -> Work:
    """Remove an environment."""

    def work(log: object, is_cancelled: object, progress: object) -> str:
        environment.remove(size)
        return tr("The {size} environment is removed.").format(size=size)

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
