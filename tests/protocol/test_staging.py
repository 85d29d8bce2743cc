# SPDX-License-Identifier: GPL-2.0-or-later
"""Outputs appear whole or not at all."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from diao_engine.errors import BadInput
from diao_engine.protocol import client, staging
from diao_engine.protocol.staging import Staging


@pytest.fixture
def dead_process() -> int:
    """The id of a process that has ended."""
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 128 kB; the machine must let the test mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(place)], check=True)
    yield place
    subprocess.run(["umount", str(place)], check=True)


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_outputs_move_when_whole_with_what_belongs_to_them(tmp_path):
    output = str(tmp_path / "new" / "map.tif")
    with Staging([output]) as run:
        Path(run.path(output)).write_text("map")
        Path(run.path(output) + ".aux.xml").write_text("statistics")
        assert run.path(output).endswith(".tif")
        assert not os.path.exists(output)
    assert left_in(tmp_path / "new") == ["map.tif", "map.tif.aux.xml"]


def test_an_old_companion_does_not_describe_a_new_file(tmp_path):
    (tmp_path / "map.tif").write_text("old")
    (tmp_path / "map.tif.aux.xml").write_text("old statistics")
    output = str(tmp_path / "map.tif")
    with Staging([output]) as run:
        Path(run.path(output)).write_text("new")
    assert left_in(tmp_path) == ["map.tif"]


def test_a_folder_takes_the_place_of_an_earlier_one(tmp_path):
    folder = tmp_path / "tiles"
    folder.mkdir()
    (folder / "old.tif").touch()
    with Staging([]) as run:
        Path(run.folder(str(folder)), "new.tif").touch()
        assert left_in(folder) == ["old.tif"]
    assert left_in(tmp_path) == ["tiles"]
    assert left_in(folder) == ["new.tif"]


def test_nothing_is_left_of_a_failure_and_the_earlier_output_stays(tmp_path):
    kept, fresh = str(tmp_path / "kept.gpkg"), str(tmp_path / "fresh.gpkg")
    Path(kept).write_text("earlier")

    def fail():
        with Staging([kept, fresh]) as run:
            for output in (kept, fresh):
                Path(run.path(output)).write_text("half")
                Path(run.path(output) + "-wal").write_text("half")
            Path(run.folder(str(tmp_path / "labels")), "a.tif").touch()
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        fail()
    assert left_in(tmp_path) == ["kept.gpkg"]
    assert Path(kept).read_text() == "earlier"


def test_two_runs_do_not_write_one_output(tmp_path):
    output = str(tmp_path / "map.tif")
    other = subprocess.Popen(["sleep", "60"])
    try:
        Path(tmp_path, ".map.tif.diao-lock").write_text(str(other.pid))
        with pytest.raises(BadInput, match=r"Another run is writing .*map.tif; wait for it"), Staging([output]):
            pass
        assert left_in(tmp_path) == [".map.tif.diao-lock"]  # it is the other run's
    finally:
        other.kill()
        other.wait()


def test_two_workers_into_one_output(interpreter, job, tmp_path):
    output = str(tmp_path / "a.txt")
    with Staging([output]), pytest.raises(client.EngineFailed, match="Another run is writing"):
        client.run_job(interpreter, job(act="write", output=output), on_event=lambda event: None)
    assert left_in(tmp_path) == []


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path, dead_process):
    output = str(tmp_path / "map.tif")
    Path(tmp_path, ".map.tif.diao-lock").write_text(str(dead_process))
    Path(tmp_path, f".map.diao-part-{dead_process}.tif").write_text("half")
    with Staging([output]) as run:
        Path(run.path(output)).write_text("whole")
    assert left_in(tmp_path) == ["map.tif"]


def test_leftovers_of_the_dead_go_and_those_of_the_living_stay(tmp_path, dead_process):
    dead = tmp_path / f".map.diao-part-{dead_process}.tif"
    living = tmp_path / f".map.diao-part-{os.getppid()}.tif"
    user_s = tmp_path / ".map.diao-part-notes.tif"
    for path in (dead, living, user_s):
        path.touch()
    staging.discard_leftovers(str(tmp_path / "map.tif"))
    assert left_in(tmp_path) == sorted([living.name, user_s.name])


def test_a_full_disk_is_told_and_nothing_stays(interpreter, job, small_disk):
    earlier = small_disk / "a.txt"
    earlier.write_text("earlier")
    with pytest.raises(client.EngineFailed, match=r"disk of .* is full; free some space") as failure:
        client.run_job(interpreter, job(act="fill", output=str(earlier)), on_event=lambda event: None)
    assert failure.value.kind == "bad_input"
    assert left_in(small_disk) == ["a.txt"]
    assert earlier.read_text() == "earlier"


def test_a_running_run_keeps_its_lock(tmp_path):
    output = str(tmp_path / "map.tif")
    with Staging([output]):
        assert left_in(tmp_path) == [".map.tif.diao-lock"]
        with pytest.raises(BadInput, match="Another run"), Staging([output]):
            pass
        assert left_in(tmp_path) == [".map.tif.diao-lock"]
    with Staging([output]):  # and gives it back
        pass
