# SPDX-License-Identifier: GPL-2.0-or-later
import pytest

from diao_engine.shard_command import read_file
from tests.refused import refused


@pytest.mark.parametrize(
    "text", ['["segment"]', "{}", '{"job": "map", "values": {}}', '{"job": "segment", "values": 5}']
)
def test_a_file_without_a_job_is_told_what_it_lacks(tmp_path, text):
    path = tmp_path / "job.json"
    path.write_text(text)
    with refused("no_job_file", path=str(path)):
        read_file(str(path))


def test_why_a_file_cannot_be_read_is_said_in_words(tmp_path):
    path = tmp_path / "job.json"
    with refused("job_file_unreadable", reason="No such file or directory"):
        read_file(str(path))
    path.write_text('{"job": "segment",}')
    with refused("job_file_unreadable") as caught:
        read_file(str(path))
    assert caught.value.sentences[0].arguments["reason"].startswith("Expecting property name")
