# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts of a job that several processes do, on one machine or many that share a disk, and the one result made of them.

A part is a set of files and a receipt, which appear together or not at all. They lie beside the first output in a folder named by
a key: what the job is, and the state of what it reads. So a part that is there is that of this very job, and is done only once.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from .. import __version__
from ..errors import BadInput
from ..jobs import Job, encode, specs
from ..jobs import outputs as names
from ..jobs.shards import COG, FORMS, SCHEDULER, SHARDED, Merge, Shard
from ..messages import first_of
from ..protocol.progress import ProgressReporter
from ..protocol.removal import remove, remove_if_empty
from ..protocol.staging import Staging
from .inputs import contents, read_by, unknown

# What may differ from machine to machine without another result.
_ELSEWHERE = ("device", "trust_model", SCHEDULER)
_MOST_NAMED = 10


@dataclass(frozen=True)
class Parts:
    """The folder of the parts of one job."""

    folder: str
    output: str
    key: str
    unknown: tuple[str, ...] = ()  # inputs on a server that does not tell when they change

    @classmethod
    def of(cls, job: Job) -> Parts:
        """That of a job, whether or not it is there yet; reads samples of all inputs."""
        output = os.path.realpath(next(getattr(job, spec.name) for spec in specs(job) if spec.kind.is_output))
        states = contents(read_by(job))
        key = _key(job, states)
        return cls(names.parts_folder(output, key), output, key, tuple(unknown(states)))

    def path(self, shard: Shard, name: str = "") -> str:
        """A file of a part; its receipt where `name` is empty."""
        return os.path.join(self.folder, names.part_of(shard.index, shard.count, name))

    def receipt(self, shard: Shard) -> dict[str, Any] | None:
        """What the receipt of a part says; None where the part is not there, or one of its files has gone or was cut short."""
        try:
            content = json.loads(Path(self.path(shard)).read_text(encoding="utf-8"))
            sizes = dict(content["files"])
            is_whole = content["key"] == self.key and sizes == {n: os.path.getsize(self.path(shard, n)) for n in sizes}
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return dict(content) if is_whole else None

    @contextlib.contextmanager
    def writing(
        self, shard: Shard, files: tuple[str, ...], content: Mapping[str, Any]
    ) -> Iterator[Callable[[str], str]]:
        """Yields where to write each of the files; they and the receipt, which holds `content`, appear together in the end."""
        receipt = self.path(shard)
        with self.in_use(), Staging([*(self.path(shard, name) for name in files), receipt]) as staging:
            yield lambda name: staging.path(self.path(shard, name))
            sizes = {name: os.path.getsize(staging.path(self.path(shard, name))) for name in files}
            whole = {"key": self.key, "shard": str(shard), "files": sizes, **content}
            Path(staging.path(receipt)).write_text(json.dumps(whole), encoding="utf-8")

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """Keep the folder, which is made where it is not there, while the work within lasts; it goes where nothing is left in it.

        Several processes come and go: the lock file of each keeps the others from removing the folder under its feet.
        """
        try:
            with Staging([os.path.join(self.folder, names.new_run())]):
                names.mark_parts(self.folder, key=self.key, output=self.output)
                yield
        finally:
            remove_if_empty(self.folder)

    def count(self) -> int:
        """Into how many parts the job was cut: the number that most parts tell, of equals the smaller; 0 without parts."""
        counts = [count for _, count in names.receipts(self.folder)]
        return max(sorted(set(counts)), key=counts.count, default=0)

    def receipts(self) -> list[tuple[Shard, dict[str, Any]]]:
        """All parts with what their receipts say, in order; BadInput names the ones that are missing."""
        count = self.count()
        if not count:
            raise BadInput("no_parts", folder=self.folder)
        shards = [Shard(index, count) for index in range(1, count + 1)]
        found = [(shard, receipt) for shard in shards if (receipt := self.receipt(shard)) is not None]
        if len(found) < count:
            there = {shard for shard, _ in found}
            missing = [str(shard.index) for shard in shards if shard not in there]
            shown = [*missing[:_MOST_NAMED], *([first_of(missing[_MOST_NAMED:])] if missing[_MOST_NAMED:] else [])]
            raise BadInput("parts_missing", missing=len(missing), count=count, names=shown, folder=self.folder)
        return found

    def warn(self, report: ProgressReporter) -> None:
        """Say what may change without being noticed."""
        if self.unknown:
            report.warning("inputs_without_version", count=len(self.unknown), first=self.unknown[0])

    def remove(self) -> None:
        """Remove the parts, and the folder when nothing else is in it."""
        for path in names.part_files(self.folder):
            remove(path)
        remove_if_empty(self.folder)


def run_part(job: Job, shard: Shard, report: ProgressReporter) -> dict[str, Any]:
    """Do one part of a job, unless it is there."""
    parts = Parts.of(job)
    parts.warn(report)
    if parts.receipt(shard) is not None:
        report.info("part_is_there", shard=str(shard))
    else:
        _module(job).write_part(job, shard, parts, report)
    return {"part": parts.path(shard)}


def merge(job: Job, how: Merge, report: ProgressReporter) -> dict[str, Any]:
    """Make the outputs of a job out of its parts, which go then."""
    if how.form and job.id not in FORMS[how.form]:
        code = "no_cog_of_job" if how.form == COG else "no_vrt_of_job"
        raise BadInput(code, job=job.id, names=FORMS[how.form])
    parts = Parts.of(job)
    more = {"form": how.form} if how.form else {}
    outputs: dict[str, Any] = _module(job).merge_parts(job, parts, report, **more)
    parts.remove()
    return outputs


def most_parts(job: Job) -> int:
    """Into how many parts a job may be cut before what parts compute twice weighs more than a few per cent."""
    return int(_module(job).most_parts(job))


def _module(job: Job) -> Any:
    """How this kind of job is cut and merged."""
    if job.id not in SHARDED:
        raise BadInput("job_not_in_parts", job=job.id, names=SHARDED)
    return import_module(f"{__package__}.{job.id}_parts")


def _key(job: Job, states: Mapping[str, Any]) -> str:
    values = {name: value for name, value in encode(job).items() if name not in _ELSEWHERE}
    for spec in specs(job):
        if spec.kind.is_output:
            values[spec.name] = bool(values[spec.name])
    text = json.dumps([__version__, job.id, values, states], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
