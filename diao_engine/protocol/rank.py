# SPDX-License-Identifier: GPL-2.0-or-later
"""Which of several processes of one training this is, by the environment that torchrun makes. Standard library only."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from . import events

# What the first process gets to fail of the same thing, as it does where the job or the data are wrong; it ends the others then.
_SECONDS_FOR_THE_FIRST = 3.0


@dataclass(frozen=True)
class Place:
    """The number of a process among all and on its machine, both from 0, and how many there are of both."""

    index: int
    count: int
    here: int
    count_here: int


def place(environment: Mapping[str, str] | None = None) -> Place | None:
    """That of this process; None where it is the only one."""
    known = os.environ if environment is None else environment
    try:
        count = int(known["WORLD_SIZE"])
        found = Place(int(known["RANK"]), count, int(known["LOCAL_RANK"]), int(known.get("LOCAL_WORLD_SIZE", count)))
    except (KeyError, ValueError):
        return None
    return found if count > 1 and "MASTER_ADDR" in known else None


def follows() -> bool:
    """Whether another process reports for this one."""
    found = place()
    return found is not None and found.index > 0


def only_failures(emit: Callable[[events.Event], None]) -> Callable[[events.Event], None]:
    """Pass on why a process that follows has failed, unless the first one fails of the same thing; nothing else."""

    def passed(event: events.Event) -> None:
        if isinstance(event, events.Failed):
            time.sleep(_SECONDS_FOR_THE_FIRST)
            emit(event)

    return passed
