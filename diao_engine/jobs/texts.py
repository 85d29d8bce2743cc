# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run of a job may say to its reader, for translators and for workers, which have no translations of their own."""

from __future__ import annotations

from collections.abc import Iterator

from ..messages import SENTENCES
from ..messages.catalogue import AND, OR
from ..messages.plural import Text
from .fields import Job, specs


def texts(job: Job | type[Job]) -> Iterator[Text]:
    """All sentences, and the labels of the job's parameters and of their choices."""
    yield from SENTENCES.values()
    yield from (AND, OR)
    for spec in specs(job):
        yield from (spec.label, *spec.choices.values())
