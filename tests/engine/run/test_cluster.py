# SPDX-License-Identifier: GPL-2.0-or-later
"""A job on a real Dask cluster of two worker processes on this machine."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from unittest import mock

import pytest
from distributed import Client, LocalCluster

from diao_engine.errors import JobCancelled
from diao_engine.jobs import encode, specs
from diao_engine.jobs import outputs as names
from diao_engine.jobs.shards import Shard
from diao_engine.protocol import worker
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.run import cluster, remote
from diao_engine.run.parts import Parts
from tests.engine.same_map import assert_same
from tests.refused import refused

ROOT = Path(__file__).resolve().parents[3]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def workers(tmp_path_factory):
    """Two workers with two threads each, so that it is not the number of threads that keeps parts apart.

    What Dask sets for them in this process (OMP_NUM_THREADS …) goes with them: later tests start trainings of their own.
    """
    folder = str(tmp_path_factory.mktemp("dask"))
    with mock.patch.dict(os.environ), LocalCluster(
        n_workers=2, threads_per_worker=2, processes=True, dashboard_address=":0", local_directory=folder, host="127.0.0.1"
    ) as made:  # fmt: skip
        yield made


@pytest.fixture
def address(workers):
    with Client(workers.scheduler_address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    return workers.scheduler_address


def test_a_cluster_gives_what_one_process_gives(job, address, monkeypatch):
    """One of the workers is killed in the middle of a part; its parts are done by another one."""
    monkeypatch.setattr(cluster, "_count", lambda job, workers: 5)
    whole, shared = job("whole"), job("shared", scheduler=address)
    expected = worker.run(whole, silent())
    events, killed = [], []

    def emit(event):
        events.append(event)
        if type(event).__name__ == "Progress" and 0 < event.fraction < 0.8 and not killed:
            with Client(address, set_as_default=False) as client:
                busy = {address: tasks for address, tasks in client.processing().items() if tasks}
                victim = next(iter(busy))
                killed.append(client.scheduler_info()["workers"][victim]["id"])
                pids = client.run(os.getpid)
            os.kill(pids[victim], 9)

    found = worker.run(shared, ProgressReporter(emit))
    assert killed
    assert_same(whole, shared)
    assert found["polygon_count"] == expected["polygon_count"]
    assert next(event.text.code for event in events if type(event).__name__ == "Message") == "cluster_begins"
    assert not os.path.exists(Parts.of(shared).folder)


def test_a_worker_does_one_part_at_a_time(job, address, monkeypatch):
    monkeypatch.setattr(cluster, "_count", lambda job, workers: 6)
    most = []

    def emit(event):
        if type(event).__name__ == "Progress":
            with Client(address, set_as_default=False) as client:
                running = client.run(lambda dask_worker: len(dask_worker.state.executing))
            most.append(max(running.values()))

    worker.run(job("shared", scheduler=address), ProgressReporter(emit))
    assert max(most) == 1


def test_a_worker_that_comes_with_another_engine_gets_no_part(job, address, tmp_path):
    (tmp_path / "other").mkdir()
    shutil.copytree(ROOT / "diao_engine", tmp_path / "other" / "diao_engine")
    with open(tmp_path / "other" / "diao_engine" / "__init__.py", "a", encoding="utf-8") as file:
        file.write('__version__ = "0.0.0"\n')
    worker.run(job("first", scheduler=address), silent())  # the cluster knows the engine now
    command = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        address,
        "--no-nanny",
        "--name",
        "late",
        "--no-dashboard",
    ]
    process = subprocess.Popen(
        [*command, "--local-directory", str(tmp_path / "dask")],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path / "other")}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        said = next(line for line in process.stderr if "diao" in line and "WARNING" in line)
        assert "other versions of engine" in said
        with Client(address, set_as_default=False) as client:
            workers = client.scheduler_info(n_workers=-1)["workers"].values()
            given = {str(each["name"]): each["resources"].get(remote.RESOURCE) for each in workers}
        assert given.pop("late", 0) == 0
        assert set(given.values()) == {1}
    finally:
        process.kill()
        process.communicate()


def test_a_part_takes_the_threads_of_its_worker(job, monkeypatch):
    """Dask says OMP_NUM_THREADS=1 to its workers, which would leave a worker for a whole computer with one core."""
    variables = []
    monkeypatch.setattr(remote, "get_worker", lambda: mock.Mock(state=mock.Mock(nthreads=6)))
    monkeypatch.setattr(remote.client, "run_job", lambda *_, **more: variables.append(more["variables"]))
    assert remote.do_part("segment", encode(job("part")), "1/2", "topic") is None
    assert variables == [{"OMP_NUM_THREADS": "6"}]


def test_a_cancel_is_heard_within_two_seconds(job, address, monkeypatch, tmp_path):
    monkeypatch.setattr(cluster, "_count", lambda job, workers: 4)
    cancel = tmp_path / "cancel"
    at = []

    def emit(event):
        if type(event).__name__ == "Progress" and event.fraction > 0:
            cancel.touch()
            at.append(time.monotonic())

    shared = job("shared", scheduler=address)
    with pytest.raises(JobCancelled):
        worker.run(shared, ProgressReporter(emit, str(cancel)))
    assert at
    folder = os.path.dirname(shared.output)
    with Client(address, set_as_default=False) as client:
        for _ in range(100):
            if not any(client.run(lambda dask_worker: len(dask_worker.state.executing)).values()):
                break
            time.sleep(0.05)
        else:
            pytest.fail("parts went on")
    for _ in range(100):  # the processes of the parts end by themselves
        if all(names.PARTS not in entry.name or names.receipts(entry.path) for entry in os.scandir(folder)):
            break
        time.sleep(0.05)
    else:
        pytest.fail("an empty folder stays")
    assert not os.path.exists(shared.output)


def test_parts_that_are_there_are_not_done_again(job, address):
    shared = job("shared", scheduler=address)
    alone = job("shared")
    worker.run(alone, silent(), Shard(2, 3))
    said = []
    worker.run(shared, ProgressReporter(lambda event: said.append(getattr(event, "text", None))))
    (begins,) = [text for text in said if text and text.code == "cluster_begins"]
    assert (begins.arguments["count"], begins.arguments["left"]) == (3, 2)


def test_what_is_wrong_with_a_part_is_said_as_everywhere(job, address, tmp_path, monkeypatch):
    model = tmp_path / "broken.onnx"
    model.write_bytes(b"no model")
    with pytest.raises(Exception, match=r"broken\.onnx") as caught:
        worker.run(job("shared", scheduler=address, model=str(model)), silent())
    assert caught.value.kind == "bad_input"


def test_other_versions_are_refused_in_one_sentence(job, address, monkeypatch):
    versions = remote.versions()
    monkeypatch.setattr(remote, "versions", _Older(versions))
    with refused("worker_differs", name="numpy", there=versions["numpy"], here="1.0"):
        worker.run(job("shared", scheduler=address), silent())


class _Older:
    """What this computer says of itself, while workers say what is true."""

    def __init__(self, versions):
        self.versions = versions

    def __call__(self):
        return {**self.versions, "numpy": "1.0"}

    def __reduce__(self):
        return _true_versions, ()


def _true_versions():
    return remote.versions


def test_an_address_without_a_scheduler_is_one_sentence(job, monkeypatch):
    monkeypatch.setattr(cluster, "_SECONDS_TO_ANSWER", 1)
    made = job("shared")
    with refused("scheduler_silent", address="tcp://127.0.0.1:9"):
        worker.run(job("shared", scheduler="tcp://127.0.0.1:9"), silent())
    assert not os.path.exists(Parts.of(made).folder)


@pytest.mark.parametrize("address", ["nonsense://x", "nonsense", "tcp://10.0.0.5", "tcp://10.0.0.5:port"])
def test_an_address_that_is_none_makes_no_client(job, monkeypatch, address):
    monkeypatch.setattr(cluster, "Client", None)
    with refused("scheduler_silent", address=address):
        worker.run(job("shared", scheduler=address), silent())


@pytest.fixture
def at_work(address):
    """Start a job on the cluster by the command line, and wait until its parts are done by workers."""
    started = []

    def start(job):
        flags = [
            word
            for spec in specs(type(job))
            if isinstance(value := getattr(job, spec.name), (str, int)) and not isinstance(value, bool) and value
            for word in (f"--{spec.name.replace('_', '-')}", str(value))
        ]
        command = [sys.executable, "-m", "diao_engine", job.id, *flags]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        started.append(process)
        key = Parts.of(job).key
        with Client(address, set_as_default=False) as client:
            while process.poll() is None:
                running = client.run(lambda dask_worker: [str(task.key) for task in dask_worker.state.executing])
                if any(key in task for tasks in running.values() for task in tasks):
                    break
                time.sleep(0.05)
        assert process.poll() is None, process.communicate()[0]
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def left_in(folder, address):
    """The names of what lies in a folder and in its folders, once the parts that were at work have ended."""
    with Client(address, set_as_default=False) as client:
        for _ in range(1200):
            if not any(client.run(lambda dask_worker: len(dask_worker.state.all_running_tasks)).values()):
                break
            time.sleep(0.05)
    return sorted(
        os.path.relpath(os.path.join(root, name), folder) for root, _, names in os.walk(folder) for name in names
    )


def test_a_request_to_end_is_a_cancel(job, at_work, address):
    shared = job("shared", scheduler=address)
    process = at_work(shared)
    process.terminate()
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "Cancelled; nothing was written." in said
    for name in left_in(os.path.dirname(shared.output), address):
        assert "lock" not in name
        assert "_of_" in name or "-of-" in name or name.endswith(names.MARKER)


def test_what_a_killed_client_leaves_is_taken_up(job, at_work, address):
    """Its lock is given back and its parts are used; another job sweeps what holds no part."""
    shared = job("shared", scheduler=address)
    process = at_work(shared)
    process.kill()
    process.communicate(timeout=60)
    folder = Path(shared.output).parent
    assert list(folder.glob("*/.*.diao-lock"))
    left_in(folder, address)
    whole = job("whole")
    worker.run(whole, silent())
    worker.run(shared, silent())
    assert_same(whole, shared)
    assert not [name for name in left_in(folder, address) if "parts" in name or "lock" in name]


def test_a_folder_that_a_killed_client_has_left_without_parts_goes(job, tmp_path):
    one = job("shared", confidence=None, probabilities=None, minority=None)
    parts = Parts.of(one)
    script = f"import os\nfrom diao_engine.run.parts import Parts\nparts = Parts(*{(parts.folder, parts.output, parts.key)!r})\n"
    script += "with parts.in_use():\n    os._exit(9)"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert list(Path(parts.folder).glob(".*.diao-lock"))
    worker.run(job("shared", confidence=None, probabilities=None, minority=None, overlap=16), silent())
    assert sorted(os.listdir(os.path.dirname(one.output))) == ["output.tif", "output.tif.aux.xml"]
