# SPDX-License-Identifier: GPL-2.0-or-later
"""What the command line has for jobs that several processes share: job files, `--shard`, and `merge`."""

from __future__ import annotations

import argparse
import json
import os
from typing import Any

from .errors import BadInput
from .jobs import JOBS, Job
from .jobs.shards import COG, SHARDED, VRT, Merge, Shard, parse

_SHARD_HELP = (
    "Do part I of N alone, and nothing where it is there; auto/N or auto takes I from an array job of SLURM, AWS Batch or "
    "Kubernetes. The command merge makes the result."
)


def add_parser(commands: Any) -> None:
    """Declare the subcommand `merge`."""
    merge = commands.add_parser("merge", help="make one result of the parts of a job that was run with --shard")
    merge.description = (
        "Makes the result that one process would have made of the parts of a job, and removes the parts. Name --cog or --vrt before "
        "the job."
    )
    merge.add_argument(
        "--cog",
        action="store_true",
        help="write the rasters of segment and update as cloud-optimised GeoTIFFs, with overviews",
    )
    merge.add_argument(
        "--vrt",
        action="store_true",
        help="leave the rasters of segment in parts, each kind in a folder beside a virtual raster that shows them as one",
    )
    merge.add_argument(
        "job", nargs=argparse.REMAINDER, metavar="JOB.json | JOB OPTIONS", help="as it was given to the parts"
    )


def add_options(parser: Any, job: type[Job]) -> None:
    """Declare `--shard` for a job that can be done in parts."""
    if job.id in SHARDED:
        parser.add_argument("--shard", metavar="I/N", help=_SHARD_HELP)


def file_parser(job: type[Job]) -> argparse.ArgumentParser:
    """The parser of a command line that names a job file instead of options."""
    parser = argparse.ArgumentParser(
        prog=f"python -m diao_engine {job.id}", description=job.help, argument_default=argparse.SUPPRESS
    )
    parser.add_argument("job_file", metavar="JOB.json", help='a file with {"job": …, "values": {…}}')
    add_options(parser, job)
    return parser


def shard(options: dict[str, Any]) -> Shard | None:
    """Take the part out of parsed options; None for the whole."""
    text = options.pop("shard", None)
    return None if text is None else parse(text, os.environ)


def merge(options: dict[str, Any]) -> tuple[list[str], Merge]:
    """The job that `merge` names, as it stands on the command line."""
    forms = [form for form in (COG, VRT) if options[form]]
    if len(forms) > 1:
        raise BadInput("cog_or_vrt")
    return options["job"], Merge(*forms)


def read_file(path: str, wanted: str = "") -> tuple[type[Job], dict[str, Any]]:
    """Read a job file. BadInput where it is none, or another job than the one that is wanted."""
    try:
        with open(path, encoding="utf-8") as file:
            request = json.load(file)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput("job_file_unreadable", path=path, reason=reason) from error
    try:
        job, values = JOBS[request["job"]], dict(request["values"])
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput("no_job_file", path=path, names=tuple(JOBS)) from error
    if wanted and job.id != wanted:
        raise BadInput("job_file_of_another", path=path, found=job.id, wanted=wanted)
    return job, values
