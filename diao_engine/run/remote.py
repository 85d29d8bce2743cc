# SPDX-License-Identifier: GPL-2.0-or-later
"""What runs inside a worker of a Dask cluster: one part of a job at a time, in a process of its own as everywhere.

Workers import this by its name, so they need the very engine of the computer that hands the work out.
"""

from __future__ import annotations

import importlib.metadata
import logging
import sys
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from ..errors import EngineError
from ..jobs import JOBS, decode
from ..jobs.shards import parse
from ..protocol import client, events
from ..protocol import worker as engine

# What a worker has one of, so that it does one part at a time, however many threads it has: a part takes all cores, or the GPU.
RESOURCE = "diao-part"
_LOG = logging.getLogger("distributed.diao")  # of Dask's, so that it stands in the log of the worker
_RUNNING = ("executing", "long-running")  # states of a task on its worker that mean that somebody waits for it


class PartLost(RuntimeError):
    """The process of a part vanished: crashed, or ended for lack of memory. Another try may do better."""


class OneAtATime(WorkerPlugin):  # type: ignore[misc]
    """Gives every worker of the cluster, later ones too, the resource that a part takes, if it has the versions that are wanted.

    So a worker that comes during the work and would compute something else gets no part.
    """

    name = RESOURCE

    def __init__(self, wanted: dict[str, str]) -> None:
        self._wanted = wanted

    async def setup(self, worker: Worker) -> None:
        """Called by each worker."""
        found = versions()
        other = [name for name, version in self._wanted.items() if found.get(name) != version]
        if other:
            _LOG.warning("This worker gets no parts of DIAO: it has other versions of %s", ", ".join(other))
        await worker.set_resources(**{RESOURCE: 0 if other else 1})


def versions() -> dict[str, str]:
    """What decides whether a worker computes what this computer would."""
    return {**engine.versions(), "distributed": importlib.metadata.version("distributed")}


def do_part(job: str, values: dict[str, Any], shard: str, topic: str) -> EngineError | None:
    """Do one part; the failure where it has failed for a reason that another try would find too.

    Progress goes to `topic`. A part whose task nobody waits for any more stops: it was cancelled, or the one who asked is gone.
    """
    worker = get_worker()
    key = worker.get_current_task()

    def is_unwanted() -> bool:
        task = worker.state.tasks.get(key)
        return task is None or task.state not in _RUNNING

    def pass_on(event: events.Event) -> None:
        if isinstance(event, (events.Progress, events.Message)):
            worker.log_event(topic, {"shard": shard, "event": events.encode_event(event)})

    try:
        client.run_job(
            sys.executable,
            decode(JOBS[job], values),
            on_event=pass_on,
            is_cancelled=is_unwanted,
            # Dask sets 1, for workers whose tasks are threads.
            variables={"OMP_NUM_THREADS": str(worker.state.nthreads)},
            shard=parse(shard, {}),
        )
    except (client.EngineCrashed, client.EngineStarved) as error:
        raise PartLost(f"{error.message}\n{error.detail}") from None
    except EngineError as error:
        return error
    return None
