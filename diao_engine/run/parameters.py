# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of a job as reports show them: by their labels, choices by theirs."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from ..jobs import Job, Spec, specs
from ..jobs.fields import LayerRef
from ..messages import Sentence
from .page import Cell, Words


def setting_rows(job: Job, *, without: Container[str]) -> Iterator[tuple[Words, Cell]]:
    """Label and value of each parameter that is not left out."""
    for spec in specs(job):
        if spec.name not in without:
            yield Sentence(spec.label), _shown(spec, getattr(job, spec.name))


def choice(job: Job, name: str) -> Sentence:
    """What a choice of the job is called."""
    spec = next(spec for spec in specs(job) if spec.name == name)
    return Sentence(spec.choices[getattr(job, name)])


def _shown(spec: Spec, value: Any) -> Cell:
    if isinstance(value, bool):
        return Sentence("yes" if value else "no")
    if isinstance(value, tuple):
        return Sentence.of("listed", entries=[_shown(spec, entry) for entry in value])
    if spec.choices:
        return Sentence(spec.choices.get(value, str(value)))
    return value.path if isinstance(value, LayerRef) else value


def label(job: type[Job], name: str) -> Sentence:
    """What a parameter is called, as an argument of a sentence."""
    return Sentence(next(spec.label for spec in specs(job) if spec.name == name))
