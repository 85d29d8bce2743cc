# SPDX-License-Identifier: GPL-2.0-or-later
import pytest

from diao_engine.jobs.shards import Shard, parse
from tests.refused import refused

SLURM = {"SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_MIN": "5", "SLURM_ARRAY_TASK_COUNT": "4"}
BATCH = {"AWS_BATCH_JOB_ARRAY_INDEX": "0", "AWS_BATCH_JOB_ARRAY_SIZE": "6"}
KUBERNETES = {"JOB_COMPLETION_INDEX": "2"}


@pytest.mark.parametrize(
    ("text", "variables", "expected"),
    [
        ("3/8", SLURM, Shard(3, 8)),
        ("auto", SLURM, Shard(3, 4)),
        ("auto/9", SLURM, Shard(7, 9)),
        ("auto", BATCH, Shard(1, 6)),
        ("auto/6", BATCH, Shard(1, 6)),
        ("auto/3", KUBERNETES, Shard(3, 3)),
        ("auto", {"SLURM_ARRAY_TASK_ID": "0", "SLURM_ARRAY_TASK_COUNT": "2"}, Shard(1, 2)),
    ],
)
def test_a_part_is_named_by_hand_or_by_the_array_job(text, variables, expected):
    assert parse(text, variables) == expected


@pytest.mark.parametrize("text", ["", "3", "3/", "/3", "-1/3", "3/8/2", "auto/", "Auto", "1.0/2", "1 / 2"])
def test_anything_else_is_no_part(text):
    with refused("shard_unreadable", text=text):
        parse(text, SLURM)


@pytest.mark.parametrize(
    ("text", "variables"),
    [("0/3", {}), ("4/3", {}), ("1/0", {}), ("1/100001", {}), ("auto/2", KUBERNETES), ("auto/6", SLURM)],
)
def test_a_part_outside_is_refused(text, variables):
    with refused("shard_outside", text=text):
        parse(text, variables)


def test_without_an_array_job_there_is_no_index():
    with refused("no_array_job"):
        parse("auto/3", {"SLURM_ARRAY_TASK_ID": ""})


def test_kubernetes_tells_no_number_of_parts():
    with refused("array_without_count", name="JOB_COMPLETION_INDEX"):
        parse("auto", KUBERNETES)
