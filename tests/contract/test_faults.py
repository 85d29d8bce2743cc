# SPDX-License-Identifier: GPL-2.0-or-later
"""The fault matrix: every job with all its side outputs, over earlier outputs and beside foreign files, ended before it should.

Whatever ends it, the outputs are the earlier ones or the new ones as a set, nothing hidden stays, foreign files are as they were.
"""

from __future__ import annotations

import mmap
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from multiprocessing import util
from pathlib import Path

import pytest

from diao_engine.jobs import JOBS, outputs
from diao_engine.protocol import client, events, staging
from diao_engine.protocol.progress import ProgressReporter
from tests.contract import scenario
from tests.contract.disks import mounted
from tests.contract.scenario import Inputs, named_outputs, perform

ROOT = Path(__file__).resolve().parents[2]
EACH_JOB = pytest.mark.parametrize("name", JOBS)
KILL_POINTS = ("written", "folders", "first", "moved")  # tests/protocol/test_staging.py has more of them
MODULES = ["rasterio", "pyogrio", "tests.contract.scenario", *(f"diao_engine.run.{name}" for name in JOBS)]


@pytest.fixture(scope="module")
def processes():
    """Starts processes by a server that has the packages imported already; never forks this one, which has threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(MODULES)
    util.get_temp_dir()  # before the tests change where that is
    return context


@pytest.fixture(scope="module")
def inputs(processes, tmp_path_factory):
    made = Inputs.write(tmp_path_factory.mktemp("faults") / "inputs")
    with scenario.temporary_folder(made.temporary):
        yield made


@pytest.fixture(scope="module")
def earlier(inputs, tmp_path_factory):
    """A folder per job with the outputs of an earlier run, made when it is asked for first."""
    root, made = tmp_path_factory.mktemp("earlier"), {}

    def folder(name: str) -> Path:
        if name not in made:
            made[name] = root / name
            made[name].mkdir()
            shutil.copy2(inputs.model, made[name])
            job = scenario.each_job(inputs, made[name], 0)[name]
            assert isinstance(perform(job), events.Finished)
            scenario.add_foreign(job)
        return made[name]

    return folder


class Case:
    """A folder with earlier outputs and foreign files, and the job that is going to end in the middle."""

    def __init__(self, inputs: Inputs, template: Path, folder: Path, name: str) -> None:
        self.inputs = inputs
        self.folder = scenario.fresh_copy(template, folder)
        self.job = scenario.each_job(inputs, self.folder, 1)[name]
        self.before = scenario.contents(self.folder)
        names = [os.path.basename(path) for path in named_outputs(self.job)]
        belong = {name + suffix for name in names for suffix in ("", *outputs.companions(name))}
        folders = {os.path.basename(path) for name in names for path in outputs.run_folders(str(self.folder / name))}
        self.ours = {name for name in self.before if name in belong or name.split("/")[0] in folders}
        self.inputs_before = scenario.contents(inputs.folder)

    def check(self, *, is_new: bool | None) -> bool:
        """All outputs are new or all are as before (None: either), and everything else is untouched. Returns which it was."""
        now = scenario.contents(self.folder)
        foreign = self.before.keys() - self.ours
        assert {name: now.get(name) for name in foreign} == {name: self.before[name] for name in foreign}
        assert scenario.work_files(self.folder) == []
        assert scenario.contents(self.inputs.folder) == self.inputs_before
        changed = {path: now.get(name) != self.before.get(name)
                   for path in named_outputs(self.job) for name in [os.path.relpath(path, self.folder)]}  # fmt: skip
        assert len(set(changed.values())) == 1, changed
        (state,) = set(changed.values())
        assert is_new is None or state is is_new
        if not state:
            assert {name: now.get(name) for name in self.before} == self.before
        used = {folder for path in named_outputs(self.job) for folder in outputs.run_folders(path)}
        extra = {name.split("/")[0] for name in now.keys() - self.before.keys()} - {os.path.basename(f) for f in used}
        extra -= {name for name in extra if ".diao-resume-" in name}  # what an interrupted training goes on from
        assert extra <= {
            os.path.basename(path) + suffix for path in named_outputs(self.job) for suffix in (".aux.xml", "")
        }
        for dataset in self.folder.glob("*.gpkg"):
            scenario.must_load(dataset)
        return state


@pytest.fixture
def case(inputs, earlier, tmp_path):
    return lambda name, folder=tmp_path / "out": Case(inputs, earlier(name), folder, name)


@pytest.mark.slow
@EACH_JOB
def test_another_seed_gives_other_outputs(case, name):
    """What the checks of this file rest on."""
    made = case(name)
    done = perform(made.job)
    assert isinstance(done, events.Finished), done
    assert made.check(is_new=True)


# --- killed


@pytest.mark.slow
@EACH_JOB
@pytest.mark.parametrize("point", KILL_POINTS)
def test_a_killed_run_leaves_the_earlier_outputs_or_the_new_ones(case, processes, name, point):
    made = case(name)
    process = processes.Process(target=scenario.run_and_die, args=(made.job, tempfile.gettempdir(), point))
    process.start()
    process.join()
    assert process.exitcode == -9
    client._discard_parts(made.job)
    made.check(is_new=point not in ("written", "folders"))


@pytest.mark.parametrize("name", ["createdataset", "synthesize", "segment"])
def test_the_client_completes_what_its_worker_was_killed_at(case, monkeypatch, tmp_path, name):
    made = case(name)
    interpreter = tmp_path / "python"
    start = f'cd "{ROOT}"; exec "{sys.executable}" -m tests.contract.scenario first "$@"'
    interpreter.write_text(f"#!/bin/sh\n{start}\n")
    interpreter.chmod(0o755)
    monkeypatch.setenv("TMPDIR", tempfile.gettempdir())
    with pytest.raises(client.EngineCrashed, match="its results were complete and are in their places"):
        client.run_job(str(interpreter), made.job, on_event=lambda event: None)
    made.check(is_new=True)


# --- full disk


@pytest.fixture
def disk(tmp_path):
    with mounted(tmp_path / "disk", "size=512m") as folder:
        yield folder


def used(folder: Path) -> int:
    return shutil.disk_usage(folder).used


def leave_room(disk: Path, room: int) -> None:
    """Resize a disk in memory so that so many bytes are left."""
    pages = -(-(used(disk) + room) // mmap.PAGESIZE)
    subprocess.run(["mount", "-o", f"remount,size={pages * mmap.PAGESIZE}", disk], check=True)


@pytest.mark.filterwarnings("ignore:GPKG:RuntimeWarning")  # GDAL tells of the file that the full disk cut short
@pytest.mark.filterwarnings("ignore:Exception ignored in. .pyogrio:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.slow
@EACH_JOB
def test_a_full_disk_is_said_wherever_it_fills_up(case, name, disk):
    reference = case(name, disk / "reference")
    before = used(disk)
    assert isinstance(perform(reference.job), events.Finished)
    needed = used(disk) - before + sum(os.path.getsize(path) for path in named_outputs(reference.job))
    ends = set()
    for share in (0.0, 0.5) if name == "train" else (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2):
        made = case(name, disk / "out")
        leave_room(disk, int(share * needed))
        done = perform(made.job)
        ends.add(type(done))
        if isinstance(done, events.Failed):
            assert (done.kind, done.detail) == ("bad_input", ""), (share, done)
            assert f"The disk of {disk / 'out'} is full; free some space" in str(done.message), (share, done)
        leave_room(disk, 2**29)
        made.check(is_new=isinstance(done, events.Finished))
        if isinstance(done, events.Finished):
            assert scenario.pixels(made.folder) == scenario.pixels(reference.folder), share
        shutil.rmtree(made.folder)
    assert events.Failed in ends


# --- two runs into one output


@pytest.mark.slow
@EACH_JOB
def test_a_second_run_is_refused_and_the_first_ends_well(case, processes, tmp_path, name):
    made = case(name)
    ready, go = tmp_path / "ready", tmp_path / "go"
    first = processes.Process(target=scenario.run_slowly, args=(made.job, tempfile.gettempdir(), str(ready), str(go)))
    first.start()
    try:
        while not ready.exists():
            assert first.is_alive()
            first.join(0.02)
        done = perform(made.job)
        assert isinstance(done, events.Failed), done
        assert f"(process {first.pid} on " in str(done.message)
        client._discard_parts(made.job)  # what the client of the second does then
    finally:
        go.touch()
        first.join()
    assert first.exitcode == 0
    made.check(is_new=True)


@EACH_JOB
def test_every_output_is_guarded(case, name):
    """A run that shares one output only is refused too, whichever it is."""
    made = case(name)
    for output in named_outputs(made.job)[: 1 if name == "train" else None]:
        with staging.Staging([output]):
            done = perform(made.job)
            assert isinstance(done, events.Failed), done
            assert f"Another run is writing {output}" in str(done.message)
        made.check(is_new=False)


# --- read-only folder


@EACH_JOB
def test_a_read_only_folder_is_refused_before_any_work(case, tmp_path, name):
    template = case(name)
    with mounted(tmp_path / "read_only", "size=64m") as folder:
        made = Case(template.inputs, template.folder, folder / "out", name)
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        said = []
        done = perform(made.job, ProgressReporter(said.append))
        assert isinstance(done, events.Failed)
        assert f"the folder {made.folder} is read-only; choose one that you may write to." in str(done.message)
        assert said == []
        made.check(is_new=False)


# --- cancelled


@pytest.mark.slow
@EACH_JOB
def test_a_cancelled_run_leaves_what_was_there(case, tmp_path, name):
    """The cancel file appears with each event in turn; only a run that has said so has left its outputs."""
    cancel_file = tmp_path / "cancel"
    number, made = 0, case(name)
    while True:
        heard = []

        def note(event: events.Event, heard: list[events.Event] = heard, number: int = number) -> None:
            heard.append(event)
            if len(heard) > number:
                cancel_file.touch()

        done = perform(made.job, ProgressReporter(note, str(cancel_file)))
        cancel_file.unlink(missing_ok=True)
        if isinstance(done, events.Finished):
            break
        assert isinstance(done, events.Cancelled), done
        made.check(is_new=False)
        number = number + 1 if name != "train" else max(number + 1, 2 * number)
    made.check(is_new=True)
    assert number > 0
