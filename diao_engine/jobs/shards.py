# SPDX-License-Identifier: GPL-2.0-or-later
"""Which part of a job a process does: I of N, named by hand or by the scheduler of an array job. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Union

from ..errors import BadInput
from .fields import Job
from .watching import Watch
from .wire import encode

AUTO = "auto"
# The parameter that says who does the work, which is no property of the result.
SCHEDULER = "scheduler"
# The jobs that can be done in parts; `run.parts` knows how.
SHARDED = ("createdataset", "importdataset", "segment", "update")
# What rasters can be merged into beside plain GeoTIFFs, and the jobs whose rasters can.
COG, VRT = "cog", "vrt"
FORMS = {COG: ("segment", "update"), VRT: ("segment",)}
_MOST = 100_000
_NUMBERED = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
_COUNTED = re.compile(AUTO + r"/([0-9]{1,9})")


@dataclass(frozen=True)
class Shard:
    """One part of a job: `index` from 1 to `count`."""

    index: int
    count: int

    def __str__(self) -> str:
        return f"{self.index}/{self.count}"


@dataclass(frozen=True)
class Merge:
    """That the parts of a job become its outputs; `form` is one of `FORMS`, empty for plain GeoTIFFs."""

    form: str = ""


# What a process does of a job, or with it again and again; None is the whole, once.
Share = Union[Shard, Merge, Watch, None]


@dataclass(frozen=True)
class _Array:
    """The variables of an array job: its index, the first index and the number of tasks where the scheduler tells them."""

    index: str
    first: str = ""
    count: str = ""


# https://slurm.schedmd.com/job_array.html, https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html and
# https://kubernetes.io/docs/concepts/workloads/controllers/job/ (which tells no number of tasks)
_ARRAYS = (
    _Array("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT"),
    _Array("AWS_BATCH_JOB_ARRAY_INDEX", count="AWS_BATCH_JOB_ARRAY_SIZE"),
    _Array("JOB_COMPLETION_INDEX"),
)


def result_parameters(job: Job) -> dict[str, Any]:
    """The values of a job as plain JSON, but for who does the work."""
    return {name: value for name, value in encode(job).items() if name != SCHEDULER}


def parse(text: str, variables: Mapping[str, str]) -> Shard:
    """Read `I/N`, `auto/N` or `auto`.

    Parameters
    ----------
    text
        `auto` takes the index from the variables of an array job, and without N the number of its tasks too. With N the ids of
        a SLURM array are taken as they are, from 1, so that single ones can be run again; other indices count from 0.
    variables
        The environment of the process.

    Raises
    ------
    BadInput
        The text says nothing of the kind, no array job is there, or the index lies outside.
    """
    numbered, counted = _NUMBERED.fullmatch(text), _COUNTED.fullmatch(text)
    if numbered:
        return _checked(int(numbered[1]), int(numbered[2]), text)
    if text != AUTO and not counted:
        raise BadInput("shard_unreadable", text=text)
    array = next((array for array in _ARRAYS if variables.get(array.index, "").isdecimal()), None)
    if array is None:
        raise BadInput("no_array_job", text=text, names=[array.index for array in _ARRAYS])
    position = int(variables[array.index])
    if counted:
        return _checked(position + (not array.first), int(counted[1]), text)
    count = variables.get(array.count, "")
    if not count.isdecimal():
        raise BadInput("array_without_count", name=array.index)
    return _checked(position - int(variables.get(array.first) or 0) + 1, int(count), text)


def _checked(index: int, count: int, text: str) -> Shard:
    if not 1 <= count <= _MOST or not 1 <= index <= count:
        raise BadInput("shard_outside", text=text, index=index, count=count, most=_MOST)
    return Shard(index, count)
