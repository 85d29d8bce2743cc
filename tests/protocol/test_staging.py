# SPDX-License-Identifier: GPL-2.0-or-later
"""Outputs appear whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from diao_engine.errors import BadInput, EngineError
from diao_engine.jobs import outputs
from diao_engine.protocol import client, locks, staging
from diao_engine.protocol.staging import Staging
from tests.refused import refused

ROOT = Path(__file__).resolve().parents[2]


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


def test_nothing_is_left_of_a_failure_and_the_earlier_output_stays(tmp_path):
    kept, fresh = str(tmp_path / "kept.gpkg"), str(tmp_path / "fresh.gpkg")
    Path(kept).write_text("earlier")

    def fail():
        with Staging([kept, fresh]) as run:
            for output in (kept, fresh):
                Path(run.path(output)).write_text("half")
                Path(run.path(output) + "-wal").write_text("half")
            Path(run.folder(kept, "labels").part, "a.tif").touch()
            Path(run.scratch(kept, "confidence.tif")).touch()
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        fail()
    assert left_in(tmp_path) == ["kept.gpkg"]
    assert Path(kept).read_text() == "earlier"


def test_two_workers_into_one_output(interpreter, job, tmp_path):
    output = str(tmp_path / "a.txt")
    with Staging([output]), refused("output_busy", kind=client.EngineFailed):
        client.run_job(interpreter, job(act="write", output=output), on_event=lambda event: None)
    assert left_in(tmp_path) == []


def test_a_full_disk_is_told_and_nothing_stays(interpreter, job, small_disk):
    earlier = small_disk / "a.txt"
    earlier.write_text("earlier")
    with refused("disk_full_at", kind=client.EngineFailed) as failure:
        client.run_job(interpreter, job(act="fill", output=str(earlier)), on_event=lambda event: None)
    assert failure.value.kind == "bad_input"
    assert left_in(small_disk) == ["a.txt"]
    assert earlier.read_text() == "earlier"


def test_a_running_run_keeps_its_lock(tmp_path):
    output = str(tmp_path / "map.tif")
    with Staging([output]):
        assert left_in(tmp_path) == [".map.tif.diao-lock"]
        with refused("output_busy"), Staging([output]):
            pass
        assert left_in(tmp_path) == [".map.tif.diao-lock"]
    with Staging([output]):  # and gives it back
        pass


# --- what a run leaves behind that was killed: started as processes, which end themselves in the middle

KILLED = """
import os, sys
from pathlib import Path
from diao_engine.protocol import staging
point, *outputs = sys.argv[1:]

def end(*_):
    os._exit(9)

def after(function, calls):
    left = [calls]
    def counted(*args):
        function(*args)
        left[0] -= 1
        if not left[0]:
            end()
    return counted

with staging.Staging(outputs) as run:
    for output in outputs:
        Path(run.path(output)).write_text("new")
        Path(run.path(output) + ".aux.xml").write_text("new")
    Path(run.folder(outputs[0], "tiles").part, "a.tif").write_text("new")
    Path(run.scratch(outputs[0], "confidence.tif")).write_text("new")
    if point == "working":
        end()
    if point == "exchange":
        staging._exchange = end
    if point == "aside":
        staging._set_aside = after(staging._set_aside, 1)
    if point == "first":
        staging._put = after(staging._put, 1)
    if point == "moved":
        staging._exchange = after(staging._exchange, 1)
"""


def killed(point: str, *outputs: Path) -> None:
    """A run into the outputs that ends without a word at a point of its way."""
    done = subprocess.run([sys.executable, "-c", KILLED, point, *map(str, outputs)], cwd=ROOT, check=False)
    assert done.returncode == 9


def earlier(*outputs: Path) -> None:
    for output in outputs:
        output.write_text("old")
        Path(f"{output}.aux.xml").write_text("old")


def contents(*outputs: Path) -> set[str]:
    return {Path(f"{output}{suffix}").read_text() for output in outputs for suffix in ("", ".aux.xml")}


@pytest.mark.parametrize("had_earlier", [True, False])
@pytest.mark.parametrize(("point", "expected"), [
    ("working", "old"), ("exchange", "new"), ("aside", "new"), ("first", "new"), ("moved", "new"),
])  # fmt: skip
def test_a_killed_run_is_undone_or_completed_by_whoever_comes_next(tmp_path, point, expected, had_earlier):
    outputs = tmp_path / "map.tif", tmp_path / "sure.tif"
    if had_earlier:
        earlier(*outputs)
    killed(point, *outputs)
    staging.settle(map(str, outputs))
    stays = [".diao-lock", "diao-part", "diao-old"]
    assert not [name for name in left_in(tmp_path) if any(word in name for word in stays)]
    if had_earlier or expected == "new":
        assert contents(*outputs) == {expected}
    else:
        assert left_in(tmp_path) == []


def test_a_run_completes_what_a_killed_one_has_begun_for_other_outputs(tmp_path):
    outputs = tmp_path / "map.tif", tmp_path / "sure.tif"
    earlier(*outputs)
    killed("first", *outputs)
    with Staging([str(outputs[0])]) as run:
        Path(run.path(str(outputs[0]))).write_text("newest")
    assert outputs[0].read_text() == "newest"
    assert outputs[1].read_text() == "new"


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), KeyboardInterrupt("Input/output")])
def test_an_error_between_two_moves_undoes_the_first(tmp_path, monkeypatch, error):
    outputs = tmp_path / "map.tif", tmp_path / "sure.tif", tmp_path / "third.tif"
    earlier(*outputs[:2])
    put = staging._put

    def fail_late(part, output):
        if output.endswith("third.tif"):
            raise error
        put(part, output)

    monkeypatch.setattr(staging, "_put", fail_late)

    def write_all():
        with Staging(map(str, outputs)) as run:
            for output in outputs:
                Path(run.path(str(output))).write_text("new")

    with pytest.raises(type(error), match="Input/output"):
        write_all()
    assert contents(*outputs[:2]) == {"old"}
    assert left_in(tmp_path) == ["map.tif", "map.tif.aux.xml", "sure.tif", "sure.tif.aux.xml"]


def test_without_links_an_earlier_output_is_kept_too(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(95, "no links here")))
    test_an_error_between_two_moves_undoes_the_first(tmp_path, monkeypatch, OSError(5, "Input/output error"))


def test_ctrl_c_after_the_exchange_leaves_the_new_outputs_with_their_folders(tmp_path, monkeypatch):
    output = str(tmp_path / "set.gpkg")
    Path(output).write_text("old")
    remove = staging.remove

    def interrupt(path):
        if ".diao-old-" in path:
            raise KeyboardInterrupt
        remove(path)

    monkeypatch.setattr(staging, "remove", interrupt)

    def write():
        with Staging([output]) as run:
            folder = run.folder(output, "tiles")
            Path(folder.part, "a.tif").write_text("new")
            dataset(Path(run.path(output)), f"{Path(folder.final).name}/a.tif")

    with pytest.raises(KeyboardInterrupt):
        write()
    monkeypatch.undo()
    (folder,) = outputs.run_folders(output)
    assert Path(folder, "a.tif").read_text() == "new"
    staging.settle([output])
    assert left_in(tmp_path) == ["set.gpkg", Path(folder).name]


@pytest.mark.parametrize("is_writing", [True, False])
def test_a_folder_that_vanishes_is_said(tmp_path, is_writing):
    """A stick that was pulled out: else the run would end well, with nothing to show for it."""
    output = tmp_path / "stick" / "map.tif"

    def write():
        with Staging([str(output)]) as run:
            Path(run.path(str(output))).write_text("new")
            shutil.rmtree(output.parent)
            if is_writing:
                Path(run.path(str(output))).write_text("more")

    with refused("output_folder_gone", folder=output.parent):
        write()


def test_a_damaged_working_file_on_a_full_disk_is_told_as_a_full_disk(small_disk):
    """GDAL does not always say that it could not write; what reads the file next stumbles over it."""
    output = str(small_disk / "set.gpkg")

    def write(about):
        with Staging([output]) as run:
            raise BadInput("no_raster", path=about or run.path(output), reason="not recognized")

    with refused("disk_full_at"):
        write("")
    with refused("no_raster", path="labels.tif"):
        write("labels.tif")


# --- locks


@pytest.mark.parametrize("content", ["", "{", "1", "[]", json.dumps({"pid": os.getppid(), "host": "elsewhere"})])
def test_a_lock_file_that_nobody_holds_blocks_nobody(tmp_path, content):
    """Left by a full disk, a power loss, a crash whose process id is another program's now."""
    (tmp_path / ".map.tif.diao-lock").write_text(content)
    output = str(tmp_path / "map.tif")
    with Staging([output]) as run:
        Path(run.path(output)).write_text("new")
    assert left_in(tmp_path) == ["map.tif"]


@pytest.mark.parametrize("link", ["symbolic", "dangling", "hard"])
def test_a_lock_file_that_is_a_link_is_not_written_through(tmp_path, link):
    precious, lock = tmp_path / "precious.txt", tmp_path / ".map.tif.diao-lock"
    if link != "dangling":
        precious.write_text("mine")
    os.link(precious, lock) if link == "hard" else lock.symlink_to(precious)
    with pytest.raises(BadInput, match=r"\.map\.tif\.diao-lock"), Staging([str(tmp_path / "map.tif")]):
        pass
    assert link == "dangling" or precious.read_text() == "mine"
    assert os.path.lexists(lock)
    assert precious.exists() is (link != "dangling")


@pytest.mark.parametrize(
    "exchange", [[1], [["x"]], [["x", 3]], {"a": 1}, "x", [[".o.tif.diao-part-00000000.tif", "other.txt"]]]
)
def test_a_misshapen_lock_beside_an_output_does_nothing(tmp_path, exchange):
    (tmp_path / ".zz.gpkg.diao-lock").write_text(json.dumps({"run": "00000000", "exchange": exchange}))
    (tmp_path / "other.txt").write_text("mine")
    output = str(tmp_path / "map.tif")
    with Staging([output]) as run:
        Path(run.path(output)).write_text("new")
    assert left_in(tmp_path) == ["map.tif", "other.txt"]
    assert (tmp_path / "other.txt").read_text() == "mine"


def test_a_lock_does_not_move_what_another_run_was_writing(tmp_path):
    """A part and a lock that fit each other, named by the lock of a third."""
    target, part = tmp_path / "target.txt", tmp_path / ".target.txt.diao-part-652f1fe6.txt"
    target.write_text("mine")
    part.write_text("not mine")
    (tmp_path / ".o.tif.diao-lock").write_text(json.dumps({"run": "0" * 8, "exchange": [[str(part), str(target)]]}))
    output = str(tmp_path / "o.tif")
    with Staging([output]) as run:
        Path(run.path(output)).write_text("new")
    assert target.read_text() == "mine"


def test_a_run_tidies_up_after_the_dead_whatever_their_outputs_were(tmp_path):
    killed("working", tmp_path / "map.tif", tmp_path / "sure.tif")
    output = str(tmp_path / "other.tif")
    with Staging([output]) as run:
        Path(run.path(output)).write_text("new")
    assert left_in(tmp_path) == ["other.tif"]


def test_files_that_only_look_like_companions_stay(tmp_path):
    """A page has no journal, a TIFF no write-ahead log."""
    names = ["r.html-journal", "r.html.aux.xml", "map.tif-wal", "map.tif-journal"]
    for name in (*names, "r.html", "map.tif"):
        (tmp_path / name).write_text("mine")
    written = [str(tmp_path / name) for name in ("r.html", "map.tif")]
    for _ in range(2):
        with Staging(written) as run:
            for output in written:
                Path(run.path(output)).write_text("new")
    assert {(tmp_path / name).read_text() for name in names} == {"mine"}


def test_who_holds_a_lock_is_named(tmp_path):
    output = str(tmp_path / "map.tif")
    holder = subprocess.Popen(
        [sys.executable, "-c", "import sys, time\nfrom diao_engine.protocol.staging import Staging\n"
         "with Staging(sys.argv[1:]):\n    print(flush=True)\n    time.sleep(60)", output],
        cwd=ROOT, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        holder.stdout.readline()
        with (
            pytest.raises(BadInput, match=rf"process {holder.pid} on {socket.gethostname()}, since 20"),
            Staging([output]),
        ):
            pass
    finally:
        holder.kill()
        holder.communicate()
    with Staging([output]):
        pass
    assert left_in(tmp_path) == []


def test_where_a_file_system_has_no_locks_the_file_is_judged(tmp_path, monkeypatch):
    monkeypatch.setattr(locks, "_try_lock", lambda handle: None)
    output = str(tmp_path / "map.tif")
    lock = tmp_path / ".map.tif.diao-lock"
    with Staging([output]), refused("output_busy"), Staging([output]):
        pass
    other_host = {"pid": 1, "started": 1, "host": "elsewhere", "since": "2026"}
    another_program = {"pid": os.getpid(), "started": 1, "host": socket.gethostname()}
    gone = {"pid": 2**22 + 1, "started": None, "host": socket.gethostname()}
    for content, is_held in ((other_host, True), (another_program, False), (gone, False)):
        lock.write_text(json.dumps(content))
        if is_held:
            with pytest.raises(BadInput, match="on elsewhere, since 2026"), Staging([output]):
                pass
        else:
            with Staging([output]):
                pass


def test_a_lock_file_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / ".map.tif.diao-lock").mkdir()
    with (
        refused("lock_not_writable", path=".map.tif.diao-lock"),
        Staging([str(tmp_path / "map.tif")]),
    ):
        pass


# --- folders of a run


def test_the_folder_of_a_run_is_its_own_and_goes_with_the_next(tmp_path):
    output = tmp_path / "set.gpkg"
    foreign = tmp_path / "set_tiles"
    foreign.mkdir()
    (foreign / "photo.tif").write_text("mine")
    seen = []
    for _ in range(2):
        with Staging([str(output)]) as run:
            folder = run.folder(str(output), "tiles")
            Path(folder.part, "a.tif").write_text("new")
            assert run.current(os.path.join(folder.final, "a.tif")) == os.path.join(folder.part, "a.tif")
            dataset(Path(run.path(str(output))), f"{Path(folder.final).name}/a.tif")
        seen.append(folder.final)
        assert outputs.marker(folder.final)["run"] == run.run
    assert (foreign / "photo.tif").read_text() == "mine"
    assert outputs.run_folders(str(output)) == [seen[1]]


def dataset(path: Path, image: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE tiles (image TEXT, label TEXT)")
        connection.execute("INSERT INTO tiles VALUES (?, '')", (image,))
    connection.close()


@pytest.mark.parametrize("absolute", [True, False])
def test_a_folder_stays_as_long_as_a_dataset_beside_it_points_there(tmp_path, absolute):
    output, derived = tmp_path / "set.gpkg", tmp_path / "derived.gpkg"
    with Staging([str(output)]) as run:
        first = run.folder(str(output), "tiles")
        Path(first.part, "a.tif").write_text("first")
        dataset(Path(run.path(str(output))), f"{Path(first.final).name}/a.tif")
    dataset(derived, f"{first.final if absolute else Path(first.final).name}/a.tif")
    for _ in range(2):
        with Staging([str(output)]) as run:
            Path(run.path(str(output))).write_text("no dataset")
    assert Path(first.final, "a.tif").read_text() == "first"
    derived.unlink()
    with Staging([str(output)]) as run:
        Path(run.path(str(output))).write_text("no dataset")
    assert left_in(tmp_path) == ["set.gpkg"]


@pytest.mark.parametrize("place", ["elsewhere", "."])
def test_a_folder_stays_for_a_dataset_in_another_place_that_is_noted_in_it(tmp_path, place):
    """Below the dataset's folder the path is kept relative, elsewhere absolute."""
    source, derived = tmp_path / "source" / "set.gpkg", tmp_path / place / "derived.gpkg"
    with Staging([str(source)]) as run:
        folder = run.folder(str(source), "tiles")
        Path(folder.part, "a.tif").write_text("first")
        dataset(Path(run.path(str(source))), f"{Path(folder.final).name}/a.tif")
    with Staging([str(derived)]) as run:
        image = Path(folder.final, "a.tif")
        dataset(Path(run.path(str(derived))), str(image.relative_to(tmp_path) if place == "." else image))
        run.uses(str(derived), folder.final)
        run.uses(str(derived), str(tmp_path))  # no folder of a run
    for _ in range(2):
        with Staging([str(source)]) as run:
            Path(run.path(str(source))).write_text("no dataset")
    assert image.read_text() == "first"
    derived.unlink()
    with Staging([str(source)]) as run:
        Path(run.path(str(source))).write_text("no dataset")
    assert left_in(source.parent) == ["set.gpkg"]


def test_a_link_stands_for_what_it_points_to(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "map.tif").symlink_to(tmp_path / "disk" / "real.tif")
    output = str(tmp_path / "map.tif")
    with Staging([output]) as run:
        Path(run.path(output)).write_text("new")
    assert (tmp_path / "map.tif").is_symlink()
    assert (tmp_path / "disk" / "real.tif").read_text() == "new"


def test_an_output_that_the_run_reads_is_refused(tmp_path):
    read = tmp_path / "labels.tif"
    read.write_text("mine")
    (tmp_path / "link.tif").symlink_to(read)
    os.link(read, tmp_path / "hard.tif")
    for name in ("labels.tif", "link.tif", "hard.tif"):
        with refused("output_is_read"), Staging([str(tmp_path / name)], reads=[str(read)]):
            pass
    assert read.read_text() == "mine"


def test_a_style_of_ours_goes_with_the_raster_and_one_of_the_user_stays(tmp_path):
    output, style = str(tmp_path / "map.tif"), tmp_path / "map.qml"
    for content, stays in ((f'<qgis {outputs.SIGNATURE}="1"/>', False), ("<qgis/>", True)):
        style.write_text(content)
        with Staging([output]) as run:
            Path(run.path(output)).write_text("new")
        assert style.exists() is stays


def test_an_output_that_is_not_where_it_was_to_be_written_is_missed(tmp_path):
    """A library that reads a path in its own way must not let a run end well with nothing written."""
    output = tmp_path / "set.gpkg"
    output.write_text("earlier")

    def write():
        with Staging([str(output)]) as run:
            Path(run.path(str(output)) + "-elsewhere").write_text("new")

    with refused("output_not_written", output="set.gpkg", kind=EngineError):
        write()
    assert output.read_text() == "earlier"


def test_runs_into_one_new_folder_do_not_take_it_from_each_other(tmp_path):
    folder = tmp_path / "new" / "maps"

    def run(number):
        for turn in range(40):
            with contextlib.suppress(ZeroDivisionError), Staging([str(folder / f"{number}_{turn}.txt")]):
                1 / 0  # noqa: B018 - whoever has made the folder removes it

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(run, range(8)))
    assert not folder.exists() or left_in(folder) == []
