# SPDX-License-Identifier: GPL-2.0-or-later
"""Hands the parts of a job to the workers of a Dask cluster, and makes the one result of them.

Dask does what a cluster needs: it gives a part to a worker that is free, and the part of a worker that is lost to another one. Here
stands what it cannot know: whether its workers would compute the same, how far a part is, and what to do with a failure.
"""

from __future__ import annotations

import contextlib
import queue
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from distributed import Client, Future
from distributed.client import FutureCancelledError
from distributed.comm.addressing import parse_address, parse_host_port
from distributed.comm.registry import get_backend
from distributed.scheduler import KilledWorker

from ..errors import BadInput, EngineError, NoMemory
from ..jobs import Job, encode
from ..jobs import outputs as names
from ..jobs.shards import Merge, Shard
from ..messages import Sentence
from ..protocol import events
from ..protocol.progress import ProgressReporter
from . import remote
from .inputs import contents, read_by
from .parts import Parts, merge, most_parts

_SECONDS_TO_ANSWER = 15
_SECONDS_FOR_WORKERS = 60
_SECONDS_BETWEEN_LOOKS = 0.1
_TRIES_AFTER_A_LOSS = 2
# Parts a worker, where there is enough to do: those that are quick then do more than those that are slow.
_PARTS_PER_WORKER = 4


def run(job: Job, report: ProgressReporter) -> dict[str, Any]:
    """Do a job on the cluster that it names."""
    address = getattr(job, "scheduler", "")
    alone = replace(job, scheduler=None, **({"trust_model": True} if hasattr(job, "trust_model") else {}))
    parts = Parts.of(job)
    parts.warn(report)
    with parts.in_use(), _connected(address) as client:
        workers = _workers(client, address, report)
        _check(client, job, parts)
        count = parts.count() or _count(job, len(workers))
        shards = [shard for index in range(1, count + 1) if parts.receipt(shard := Shard(index, count)) is None]
        report.info("cluster_begins", count=count, left=len(shards), workers=len(workers), address=address)
        _Round(client, alone, parts, count, shards, report.part(0.0, 0.9)).run()
    return merge(job, Merge(), report.part(0.9, 1.0))


def _count(job: Job, workers: int) -> int:
    return max(1, min(max(workers, most_parts(job)), _PARTS_PER_WORKER * workers))


@contextlib.contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        _parse(address)
        client = Client(address, timeout=_SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:  # a time-out is the first, an address that is none the second
        raise BadInput("scheduler_silent", address=address, reason=str(error), field="scheduler") from error
    with client:
        yield client


def _parse(address: str) -> None:
    """ValueError for an address that is none: a client would wait for half a minute to be closed, and then print a traceback."""
    scheme, place = parse_address(address)
    get_backend(scheme)
    parse_host_port(place)


def _workers(client: Client, address: str, report: ProgressReporter) -> list[str]:
    """The addresses of the workers, once there are some."""
    until = time.monotonic() + _SECONDS_FOR_WORKERS
    while not (workers := list(client.scheduler_info(n_workers=-1)["workers"])):
        report.progress(0.0, "waiting_for_workers", address=address)
        if time.monotonic() > until:
            raise BadInput("no_workers", address=address, seconds=_SECONDS_FOR_WORKERS, field="scheduler")
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    return workers


def _check(client: Client, job: Job, parts: Parts) -> None:
    """BadInput where a worker is not the very engine of this computer, or does not see the same files."""
    own = remote.versions()
    for address, found in client.run(remote.versions, on_error="return").items():
        if not isinstance(found, dict):
            raise BadInput("worker_without_engine", worker=address, field="scheduler")
        for name, version in own.items():
            if found.get(name) != version:
                there = found.get(name) or Sentence("not_there")
                raise BadInput(
                    "worker_differs", worker=address, name=name, there=there, here=version, field="scheduler"
                )
    paths = [*read_by(job), names.marker_file(parts.folder)]
    here = contents(paths)
    for address, there in client.run(contents, paths).items():
        for path in paths:
            if there[path] != here[path]:
                raise BadInput("worker_sees_other_file", worker=address, path=path, field="scheduler")
    client.register_plugin(remote.OneAtATime(own))


@dataclass
class _Round:
    """The parts that are to be done, all at once as far as there are workers."""

    client: Client
    job: Job
    parts: Parts
    count: int
    shards: list[Shard]
    report: ProgressReporter
    _heard: queue.SimpleQueue[dict[str, str]] = field(default_factory=queue.SimpleQueue)
    _done: dict[str, float] = field(default_factory=dict)
    _said: set[str] = field(default_factory=set)

    def run(self) -> None:
        """Come back when all are done; whatever else ends it takes the parts back from the workers."""
        topic = f"diao-{self.parts.key}-{names.new_run()}"
        self.client.subscribe_topic(topic, lambda event: self._heard.put(event[1]))
        futures = {self._submit(shard, topic): shard for shard in self.shards}
        try:
            while futures:
                self._tell(len(futures))
                for future in [future for future in futures if future.done()]:
                    self._take(future, futures.pop(future))
                time.sleep(_SECONDS_BETWEEN_LOOKS)
        finally:
            if futures:
                self.client.cancel(list(futures), force=True)

    def _submit(self, shard: Shard, topic: str) -> Future:
        values = encode(self.job)
        return self.client.submit(
            remote.do_part, self.job.id, values, str(shard), topic, key=f"{topic}-{shard}", resources={remote.RESOURCE: 1},
            retries=_TRIES_AFTER_A_LOSS, pure=False,
        )  # fmt: skip

    def _take(self, future: Future, shard: Shard) -> None:
        """Look at what became of a part."""
        try:
            failure = future.result()
        except KilledWorker as error:
            raise NoMemory("workers_lost", shard=str(shard), advice=Sentence(self.job.memory_advice)) from error
        except remote.PartLost as error:
            raise EngineError("part_lost", shard=str(shard), reason=str(error)) from error
        except FutureCancelledError as error:
            raise EngineError("scheduler_lost", shard=str(shard)) from error
        if failure is not None:
            raise failure
        self._done[str(shard)] = 1.0

    def _tell(self, left: int) -> None:
        """Pass on what the workers have said: progress of all parts together, and a sentence of several parts once."""
        while not self._heard.empty():
            heard = self._heard.get()
            event = events.decode_event(heard["event"])
            if isinstance(event, events.Progress):
                self._done[heard["shard"]] = event.fraction
            elif isinstance(event, events.Message) and event.level == "warning" and heard["event"] not in self._said:
                self._said.add(heard["event"])
                self.report.warning(event.text)
        done = (self.count - len(self.shards) + sum(self._done.values())) / self.count
        self.report.progress(done, "parts_at_work", done=self.count - left, count=self.count)
