# SPDX-License-Identifier: GPL-2.0-or-later
"""The outputs of one run appear all together or not at all, and nothing that the run did not make is touched.

Everything is written under a hidden name in the folder where it will lie, and moved when it is complete. The exchange of several
files is written down in their lock files first: a run that ends in the middle of it is completed by whoever comes next. Folders
are never exchanged, for each run has one of its own; that of an earlier run goes when no dataset points there any more.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ..errors import BadInput, DiskFull, EngineError, JobCancelled
from ..jobs import Job, specs
from ..jobs import outputs as names
from ..jobs.checks import job_inputs
from ..jobs.paths import is_same_file
from . import abandon
from .locks import Busy, FolderGone, OutputLock
from .removal import remove, remove_if_empty, remove_run_folder, remove_unused_folders, unlink

_FULL_DISK_BYTES = 1_000_000
_ATTEMPTS = 20
_short_lived: ContextVar[bool] = ContextVar("short_lived", default=False)


@contextlib.contextmanager
def short_lived() -> Iterator[None]:
    """Within it, outputs are working files of another run and go before it ends, so no folder is told that they point there."""
    token = _short_lived.set(True)
    try:
        yield
    finally:
        _short_lived.reset(token)


@dataclass(frozen=True)
class RunFolder:
    """A folder of a run: files are written to `part` and will lie in `final`."""

    part: str
    final: str


class Folders(Protocol):
    """What has a folder for a role beside an output."""

    def folder(self, output: str, role: str) -> RunFolder:
        """The folder; made where it is not there."""


class Staging:
    """The outputs of one run: `path(output)` is where to write; leaving the `with` block well moves all, else none.

    Parameters
    ----------
    outputs
        Paths of the named outputs; a link stands for what it points to.
    reads
        Files that the run reads or that others have made its inputs from. BadInput when an output is one of them.
    """

    def __init__(self, outputs: Iterable[str], *, reads: Iterable[str] = ()) -> None:
        self.run = names.new_run()
        self._final = {output: os.path.realpath(output) for output in outputs}
        self._parts = {output: names.part_file(final, self.run) for output, final in self._final.items()}
        self._asked: set[str] = set()
        self._scratch: list[str] = []
        self._used: set[tuple[str, str]] = set()
        self._folders: dict[tuple[str, str], RunFolder] = {}
        self._locks: list[OutputLock] = []
        self._made: list[str] = []  # folders that did not exist, the innermost first
        self._reads = reads
        self._stack = contextlib.ExitStack()

    @classmethod
    def of(cls, job: Job, *, reads: Iterable[str] = ()) -> Staging:
        """For all named outputs of a job, which reads its inputs and `reads`."""
        named = [path for spec in specs(job) if spec.kind.is_output and (path := getattr(job, spec.name))]
        return cls(named, reads=[*reads, *(path for _, path in job_inputs(job))])

    def path(self, output: str) -> str:
        """The temporary path of an output of this run, which is to be there in the end."""
        self._asked.add(output)
        return self._parts[output]

    def scratch(self, output: str, name: str) -> str:
        """A working file beside an output, which goes when the run ends."""
        path = names.part_file(self._final[output], self.run, f".{name}")
        self._scratch.append(path)
        return path

    def folder(self, output: str, role: str) -> RunFolder:
        """The folder of this run beside an output for files of a role (see `jobs.outputs.ROLES`)."""
        if (output, role) not in self._folders:
            final = self._final[output]
            folder = RunFolder(names.part_file(final, self.run, f".{role}"), names.run_folder(final, role, self.run))
            os.makedirs(folder.part)
            self._folders[output, role] = folder
        return self._folders[output, role]

    def current(self, path: str) -> str:
        """Where a file that will lie in a folder of this run lies now; any other path is returned as it is."""
        for folder in self._folders.values():
            if os.path.dirname(path) == folder.final:
                return os.path.join(folder.part, os.path.basename(path))
        return path

    def uses(self, output: str, folder: str) -> None:
        """Say that an output points into a folder; that of a run in another place is kept for it."""
        if (
            not _short_lived.get()
            and names.marker(folder)
            and os.path.dirname(os.path.realpath(folder)) != os.path.dirname(self._final[output])
        ):
            self._used.add((folder, self._final[output]))

    def __enter__(self) -> Staging:
        self._refuse_inputs()
        self._stack.enter_context(abandon.cleaned_by(self._abandon))
        try:
            for folder in sorted(self._output_folders()):
                self._make_folder(folder)
                _tidy(folder)
            for output in self._final.values():
                lock = self._lock(output)
                self._locks.append(lock)
                _settle(lock)
        except BaseException:
            self.discard()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        try:
            if kind is None:
                self._move_all()
            elif isinstance(error, Exception) and self._may_hide_its_cause(error):
                self._raise_cause(error)
        finally:
            self.discard()

    def discard(self) -> None:
        """Remove what is not complete and give the locks back."""
        self._stack.close()
        self._abandon()
        self._locks.clear()
        for folder in self._made:
            with contextlib.suppress(OSError):  # it holds the outputs
                os.rmdir(folder)

    def _abandon(self) -> None:
        """What is left to do when the process is ended, from whatever thread."""
        for part in self._working_files():
            with contextlib.suppress(OSError):  # the locks are to be given back in any case
                remove(part)
        for lock in self._locks:
            lock.release()

    def _lock(self, output: str) -> OutputLock:
        """The lock of an output; the folder is made again where a run that had made it ends now and removes it."""
        for _ in range(_ATTEMPTS):
            with contextlib.suppress(FolderGone):
                return OutputLock.acquire(output, self.run)
            self._make_folder(os.path.dirname(output))
        return OutputLock.acquire(output, self.run)

    def _make_folder(self, folder: str) -> None:
        missing = [folder]
        while not os.path.isdir(missing[-1]):
            missing.append(os.path.dirname(missing[-1]))
        self._made += missing[:-1]
        with contextlib.suppress(FileNotFoundError, FileExistsError):  # it, or what it lies in, went this moment
            os.makedirs(folder, exist_ok=True)

    def _refuse_inputs(self) -> None:
        reads = set(self._reads)
        for output, final in self._final.items():
            earlier = {os.path.realpath(folder) for folder in names.run_folders(final)}
            if os.path.exists(final) and any(is_same_file(final, read) for read in reads):
                raise BadInput("output_is_read", output=output)
            going = [read for read in reads if earlier and os.path.dirname(os.path.realpath(read)) in earlier]
            if going:
                raise BadInput("input_goes_with_output", path=going[0], output=output)

    def _may_hide_its_cause(self, error: Exception) -> bool:
        """Whether an error is no sentence for the analyst yet, or one about a working file that he has never seen."""
        if isinstance(error, EngineError):
            named = [str(value) for sentence in error.sentences for value in sentence.arguments.values()]
            return any(part in value for part in self._working_files() for value in named)
        return not isinstance(error, JobCancelled)

    def _raise_cause(self, error: Exception) -> None:
        """Libraries word a full disk in many ways, down to "no such table"; how much room is left says it for all of them."""
        self._require_folders()
        free = {folder: shutil.disk_usage(folder).free for folder in self._output_folders()}
        is_full = isinstance(error, OSError) and error.errno == errno.ENOSPC
        for folder, room in sorted(free.items(), key=lambda item: item[1]):
            if is_full or room < _FULL_DISK_BYTES:
                raise DiskFull(folder) from error

    def _require_folders(self) -> None:
        """BadInput when a folder of the outputs has vanished: moved, removed, or on a disk that was taken away."""
        for folder in self._output_folders():
            if not os.path.isdir(folder):
                raise BadInput("output_folder_gone", folder=folder)

    def _require_parts(self) -> None:
        """EngineError when an output is not where the run was told to write it; BadInput when its folder has vanished."""
        self._require_folders()
        for output in self._asked:
            if not os.path.exists(self._parts[output]):
                raise EngineError("output_not_written", output=output)

    def _output_folders(self) -> set[str]:
        return {os.path.dirname(output) for output in self._final.values()}

    def _working_files(self) -> list[str]:
        return [*self._parts.values(), *self._scratch, *(folder.part for folder in self._folders.values())]

    def _move_all(self) -> None:
        self._require_parts()
        placed: list[str] = []
        try:
            for (output, _), folder in self._folders.items():
                names.write_marker(folder.part, run=self.run, output=self._final[output])
                os.rename(folder.part, folder.final)
                placed.append(folder.final)
            pairs = [(part, self._final[output]) for output, part in self._parts.items() if os.path.exists(part)]
            for part, _ in pairs:
                _flush(part)
            for used, output in self._used:
                with contextlib.suppress(OSError):  # a place that we may not write to
                    names.note_user(used, output)
            with abandon.held_off():
                for lock in self._locks:
                    lock.write({"run": self.run, "exchange": pairs})
                backups = _exchange(pairs, self.run)
        except BaseException as error:
            for path in placed:
                remove_run_folder(path)
            if isinstance(error, OSError):
                self._raise_cause(error)
            raise
        for backup in backups:
            remove(backup)
        for output in self._final.values():
            remove_unused_folders(output)


def _tidy(folder: str) -> None:
    """Settle what runs that no longer live have left in a folder, whatever their outputs were; folders for parts without a part go."""
    with contextlib.suppress(OSError):
        settle(names.locked_outputs(folder))
        for parts in names.parts_folders(folder):
            for output in names.locked_outputs(parts):
                settle([output])
                if os.path.lexists(names.lock_file(output)):
                    break  # somebody is at work there, and each further lock would be waited for
            else:
                remove_if_empty(parts)


def settle(outputs: Iterable[str]) -> bool:
    """Complete the exchange of a run that ended in the middle of it, or remove what it left; outputs in use are passed over.

    Returns whether a run had been that far, so that its outputs are in place.
    """
    was_complete = False
    for output in outputs:
        final = os.path.realpath(output)
        if not os.path.lexists(names.lock_file(final)) and not names.leftovers(final):
            continue
        with contextlib.suppress(Busy, BadInput):
            lock = OutputLock.acquire(final, names.new_run())
            try:
                was_complete |= _settle(lock)
            finally:
                lock.release()
    return was_complete


def _settle(lock: OutputLock) -> bool:
    """The same for the output of a lock that is held."""
    was_complete = bool(_pairs(lock.previous))
    for part, output in _written_exchange(lock.previous):
        if output == lock.output or _is_of_same_run(output, lock.previous):
            _put(part, output)
    for path in names.leftovers(lock.output):
        remove(path)
    remove_unused_folders(lock.output)
    return was_complete


def _is_of_same_run(output: str, content: dict[str, Any]) -> bool:
    """Whether the lock of another output says that the same run was writing it."""
    try:
        other = json.loads(Path(names.lock_file(output)).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(other, dict) and bool(content.get("run")) and other.get("run") == content.get("run")


def _written_exchange(content: dict[str, Any]) -> list[tuple[str, str]]:
    """The pairs that a lock file says were being moved and that still wait for it; only names that we compose count."""
    return [(part, output) for part, output in _pairs(content) if part in names.leftovers(output)]


def _pairs(content: dict[str, Any]) -> list[tuple[str, str]]:
    """Part and output of every file in a written exchange; nothing of another shape."""
    pairs = content.get("exchange")
    shaped = (pair for pair in (pairs if isinstance(pairs, list) else []) if isinstance(pair, list) and len(pair) == 2)
    return [(part, output) for part, output in shaped if isinstance(part, str) and isinstance(output, str)]


def _exchange(pairs: Iterable[tuple[str, str]], run: str) -> list[str]:
    """Put complete files in the place of earlier ones, all or none; returns where the earlier ones are."""
    kept: list[tuple[str, str]] = []
    try:
        for part, output in pairs:
            backup = names.backup_file(output, run)
            kept.append((output, backup))
            _set_aside(output, backup)
            _put(part, output)
    except BaseException:  # also Ctrl+C
        for output, backup in reversed(kept):
            _restore(output, backup)
        raise
    return [backup for _, backup in kept]


def _set_aside(output: str, backup: str) -> None:
    """Keep an earlier output under another name; where links exist it stays in its place until the new one takes it."""
    if not os.path.exists(output):
        return
    try:
        os.link(output, backup)
    except OSError:
        os.rename(output, backup)
    for suffix in names.companions(output):
        if os.path.exists(output + suffix):
            os.rename(output + suffix, backup + suffix)


def _put(part: str, output: str) -> None:
    """Move a complete file with its companions; what stood beside an earlier output describes that one and goes."""
    if not os.path.exists(part):
        return
    for suffix in names.companions(output):
        if os.path.exists(part + suffix):
            os.replace(part + suffix, output + suffix)
        else:
            unlink(output + suffix)
    style = names.style_file(output)
    if style != output and names.is_ours(style):
        unlink(style)
    os.replace(part, output)


def _restore(output: str, backup: str) -> None:
    """Undo `_set_aside` and `_put`."""
    if not os.path.exists(backup):  # there was nothing
        remove(output)
        return
    for suffix in ("", *names.companions(output)):
        if os.path.exists(backup + suffix):
            os.replace(backup + suffix, output + suffix)
            unlink(backup + suffix)  # renaming one link of a file to another does nothing
        else:
            unlink(output + suffix)


def _flush(path: str) -> None:
    """Wait until a file is on the disk: after a power loss, a name that was moved must not stand for an empty file."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
