# SPDX-License-Identifier: GPL-2.0-or-later
"""How much memory is left, from what the system says in its files."""

from __future__ import annotations

import sys

import pytest

from diao_engine.protocol import memory


def test_of_the_machine_swap_counts_too(tmp_path):
    (tmp_path / "meminfo").write_text(
        "MemTotal:  6000 kB\nMemFree:  1 kB\nMemAvailable:  600 kB\nSwapTotal:  2000 kB\nSwapFree:  1000 kB\nHugePages: 0\n"
    )
    assert memory._of_machine(str(tmp_path / "meminfo")) == pytest.approx(0.2)
    assert memory._of_machine(str(tmp_path / "absent")) is None


@pytest.fixture
def group(tmp_path):
    """Writes the files of a control group."""

    def write(path, **files):
        folder = tmp_path / "mount" / path
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / f"memory.{name}").write_text(text)

    return write


def shares(tmp_path, own):
    (tmp_path / "cgroup").write_text(own)
    read = memory._of_groups(str(tmp_path / "cgroup"), str(tmp_path / "mount"))
    return [share for share in read if share is not None]


def test_of_groups_each_level_may_have_a_limit(tmp_path, group):
    group("user/session", max="max\n", current="50\n")
    group("user", max="1000\n", current="980\n", stat="anon 700\ninactive_file 180\nfile 9\n")
    assert shares(tmp_path, "0::/user/session\n") == pytest.approx([0.2])


def test_of_groups_of_the_first_version(tmp_path, group):
    group("memory/docker/1", limit_in_bytes="1000", usage_in_bytes="990", stat="total_inactive_file 40")
    assert shares(tmp_path, "5:cpu:/\n4:memory:/docker/1\n0::/\n") == pytest.approx([0.05])


def test_in_a_container_the_group_s_own_files_lie_at_the_root(tmp_path, group):
    group(".", max="1000", current="1000")
    assert shares(tmp_path, "0::/../../elsewhere\n") == [0.0]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_this_machine_tells_a_share():
    assert 0.0 < memory.free_share() <= 1.0


def test_what_linux_has_ended_is_counted(tmp_path):
    counters = tmp_path / "vmstat"
    counters.write_text("oom_reaped 7\noom_kill 3\noom_kill_other 9\n")
    assert memory.ended_for_memory(str(counters)) == 3
    assert memory.ended_for_memory(str(tmp_path / "gone")) == 0


def test_low_memory_is_remembered_for_a_while(monkeypatch):
    monkeypatch.setattr(memory, "ended_for_memory", lambda: 0)
    now = [100.0]
    monkeypatch.setattr(memory.time, "monotonic", lambda: now[0])
    free = [0.5]
    monkeypatch.setattr(memory, "free_share", lambda: free[0])
    watch = memory.MemoryWatch()
    watch.sample()
    assert not watch.has_run_out()
    free[0] = 0.01
    watch.sample()  # too soon to be asked again
    assert not watch.has_run_out()
    now[0] += 1
    watch.sample()
    free[0] = None
    now[0] += 1
    watch.sample()
    assert watch.has_run_out()
    now[0] += 10
    assert not watch.has_run_out()
