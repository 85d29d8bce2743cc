# SPDX-License-Identifier: GPL-2.0-or-later
"""Holds the choices of a job and the engine's implementations of them together: they differ at import or never."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from .fields import Job, Kind, specs

Entry = TypeVar("Entry")


def choices_of(job: type[Job], name: str) -> tuple[str, ...]:
    """The values that a parameter of kind CHOICE or CHOICES declares, in the order of declaration.

    Raises
    ------
    ValueError
        The job has no parameter of that name, or it is no choice.
    """
    for spec in specs(job):
        if spec.name == name and spec.kind in (Kind.CHOICE, Kind.CHOICES):
            return tuple(spec.choices)
    raise ValueError(f"{job.id} has no choice named {name}.")


def registry(job: type[Job], name: str, entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The implementations of a parameter's choices, one per choice.

    Parameters
    ----------
    job, name
        The job and its parameter of kind CHOICE or CHOICES.
    entries
        Implementation by value of the parameter.

    Returns
    -------
    dict
        The entries in the order in which the job declares its choices.

    Raises
    ------
    ValueError
        A choice lacks an implementation, or an implementation belongs to no choice.
    """
    declared = choices_of(job, name)
    if set(declared) != set(entries):
        different = ", ".join(sorted(set(declared) ^ set(entries)))
        raise ValueError(f"The choices of {job.id}.{name} and their implementations differ in {different}.")
    return {choice: entries[choice] for choice in declared}
