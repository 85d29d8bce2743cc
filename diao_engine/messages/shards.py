# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said of a job that several processes share."""

from __future__ import annotations

from .plural import Plural, Text

SENTENCES: dict[str, Text] = {
    "shard_unreadable": "A part is given as 3/8, or as auto/8 or auto in an array job, and not as {text!r}.",
    "no_array_job": (
        "{text} takes the part from an array job, and none of the variables {names} is set here; start it in an array job, or name "
        "the part, such as 1/8."
    ),
    "array_without_count": "{name} does not say how many parts there are; give their number, such as auto/8.",
    "shard_outside": (
        "{text} means part {index} of {count}; parts are numbered from 1 to their number, which is {most:,} at most, so a SLURM "
        "array begins with 1."
    ),
    "job_not_in_parts": "{job} cannot be done in parts; {names:and} can.",
    "no_cog_of_job": "{job} does not write rasters of its own, {names:and} do; merge without --cog.",
    "no_vrt_of_job": "The result of {job} does not consist of its parts, that of {names:and} does; merge without --vrt.",
    "cog_or_vrt": (
        "Rasters are merged into cloud-optimised GeoTIFFs (--cog) or stay in parts under a virtual raster (--vrt); name one of both."
    ),
    "part_is_there": "Part {shard} is there already; nothing is done.",
    "part_is_empty": "Part {shard} has no ground: there are more parts than blocks of 256 pixels.",
    "part_has_no_pair": "Part {shard} has nothing to do: there are more parts than pairs of image and mask.",
    "inputs_without_version": Plural(
        "count",
        "The server of {first} does not say whether it has changed; do not exchange it before the parts are merged.",
        "The servers of {count:,} inputs, such as {first}, do not say whether they have changed; do not exchange them before the "
        "parts are merged.",
    ),
    "server_silent": "{address} does not answer ({reason}); look whether it can be reached, then run this again.",
    "optimising": "Writing overviews",
    "merging": "Putting parts together",
    "keeping_parts": "Keeping the parts beside the map",
    "no_parts": (
        "There are no parts of this very job in {folder}; run them with --shard first. A changed input or parameter makes another job."
    ),
    "parts_missing": Plural(
        "missing",
        "{missing} of {count} parts is missing in {folder}: {names}; run it with --shard, then merge again.",
        "{missing:,} of {count:,} parts are missing in {folder}: {names}; run them with --shard, then merge again.",
    ),
    "scheduler_silent": "There is no Dask scheduler at {address} ({reason}); check the address in {label}.",
    "waiting_for_workers": "Waiting for workers at {address}",
    "no_workers": "The Dask scheduler at {address} had no worker for {seconds} seconds; start some, then run this again.",
    "worker_without_engine": (
        "The worker {worker} cannot import the engine; start workers with the Python of the engine and the folder of the plugin in "
        "PYTHONPATH."
    ),
    "worker_differs": (
        "The worker {worker} has {name} {there} and this computer {here}, so results would differ; start workers with the engine "
        "and the Python packages of this computer."
    ),
    "not_there": "in no version",
    "worker_sees_other_file": (
        "The worker {worker} does not see {path}, or sees another file of that name; put inputs and outputs on a disk that all "
        "computers share, under the same names."
    ),
    "cluster_begins": (
        "Parts: {count:,}, {left:,} of them still to be done. Workers of the Dask cluster at {address}: {workers:,}."
    ),
    "parts_at_work": "{done:,} of {count:,} parts done",
    "workers_lost": (
        "The workers that did part {shard} ended, most likely for lack of memory; {advice}, or give workers more memory, then run "
        "this again: the other parts stay."
    ),
    "part_lost": "Part {shard} ended on its workers again and again ({reason}); run this again: the other parts stay.",
    "scheduler_lost": "The Dask scheduler ended while part {shard} was done; start it and run this again: parts that are done stay.",
    "job_file_of_another": "{path} is a job {found} and not {wanted}; name the job that stands in the file.",
}
