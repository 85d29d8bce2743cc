# SPDX-License-Identifier: GPL-2.0-or-later
"""How a folder of arriving images is watched. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Watch:
    """The images of an update are those that arrive in a folder: looked for each `every` seconds, until all are taken where `once`."""

    every: float
    once: bool
