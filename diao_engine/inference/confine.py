# SPDX-License-Identifier: GPL-2.0-or-later
"""Takes power from this process before it opens a model that is a program: writes only where the run writes, and no network.

Linux only: Landlock for files, seccomp for sockets; both need no rights, hold for all that the process starts, and cannot be
taken back. Call it in the main thread before anything that could run the model has started a thread, since Landlock holds for the
calling thread and those that it starts. Reading stays allowed everywhere, sockets of the machine itself (AF_UNIX) and the permissions
of files too. Where the system cannot do it, the run goes on, and one message says what is not guarded.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import glob
import os
import platform
import shutil
import struct
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ..errors import BadInput
from ..jobs.paths import DataSource
from ..messages import Sentence
from ..protocol import userdata
from ..protocol.progress import ProgressReporter

# Rights of Landlock (linux/landlock.h) that change something, with the ABI that brought them.
_WRITE_FILE, _REMOVE_DIR, _TRUNCATE = 1 << 1, 1 << 4, 1 << 14
_RIGHTS = ((1, _WRITE_FILE | sum(1 << bit for bit in range(4, 13))), (2, 1 << 13), (3, _TRUNCATE))
_OF_A_FILE = _WRITE_FILE | _TRUNCATE
_NETWORK_ABI, _TCP = 4, 0b11
_SCOPE_ABI, _OUTSIDE = 6, 0b11  # abstract sockets of, and signals to, processes outside
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_ABI, _PATH_BENEATH = 1, 1
_SET_NO_NEW_PRIVS = 38

# What drivers of graphics cards and the libraries of the system write to; CUDA names its threads in /proc.
_DEVICES = (
    *(f"/dev/{name}" for name in ("null", "zero", "full", "shm", "nvidia*", "dri", "kfd", "dxg")),
    "/proc/self/task",
)
# Caches of compiled GPU code: a model that could write there would reach other programs' runs, so it gets empty ones.
_CACHES = (
    "CUDA_CACHE_PATH", "PYTORCH_KERNEL_CACHE_PATH", "TRITON_CACHE_DIR", "TORCHINDUCTOR_CACHE_DIR", "MIOPEN_USER_DB_PATH",
    "MIOPEN_CUSTOM_CACHE_DIR", "XDG_CACHE_HOME",
)  # fmt: skip

# seccomp: machine -> (audit architecture, seccomp, socket, io_uring_setup)
_MACHINES = {"x86_64": (0xC000003E, 317, 41, 425), "aarch64": (0xC00000B7, 277, 198, 425)}
_OTHER_TABLE = 0x40000000  # x86_64 has a second table of system calls from here on
_AF_UNIX = 1
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # instructions of the filter
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # EACCES
_SET_FILTER, _ALL_THREADS = 1, 1


@dataclass(frozen=True)
class Needs:
    """What a run itself reads and writes, which a model's process keeps the power to do."""

    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()


def confine(needs: Needs, report: ProgressReporter) -> None:
    """Keep this process from writing but below the folders of what it writes, and from the network, as far as the system can.

    The folders are created now: afterwards nothing can be created in theirs.
    """
    folders = sorted({os.path.dirname(os.path.realpath(path)) for path in needs.writes})
    _refuse_precious(folders)
    for folder in folders:
        os.makedirs(folder, exist_ok=True)
    remote = any(not DataSource.parse(path).is_local for path in needs.reads)
    keeps_files = keeps_network = False
    if sys.platform == "linux" and _libc().prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        own = _own_temporary_folder(report.folder)
        keeps_files = _restrict_files(
            [*folders, own], parent="" if report.folder else os.path.dirname(own), tcp=not remote
        )
        keeps_network = not remote and _restrict_sockets()
    free = [] if keeps_files else [Sentence("change_your_files")]
    free += [] if keeps_network else [Sentence("use_the_network_of_inputs" if remote else "use_the_network")]
    if free:
        report.info("model_free", powers=free)
    elif folders:
        report.info("model_confined_to", folders=folders)
    else:
        report.info("model_confined")


def _refuse_precious(folders: list[str]) -> None:
    """BadInput when outputs lie where the model could then change how this user's programs start, or what DIAO trusts."""
    home, own = (os.path.realpath(path) for path in (os.path.expanduser("~"), userdata.folder()))
    for folder in folders:
        holds = any(Path(one).is_relative_to(folder) for one in (home, own))
        hidden = Path(folder).is_relative_to(home) and Path(folder).relative_to(home).parts[:1]
        if holds or Path(folder).is_relative_to(own) or (hidden and hidden[0].startswith(".")):
            raise BadInput("precious_folder", folder=folder)


def _own_temporary_folder(within: str) -> str:
    """A folder for temporary files and caches of this process, which goes with it."""
    own = tempfile.mkdtemp(prefix="diao-", dir=within or None)
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    tempfile.tempdir = own
    os.environ.update(dict.fromkeys(("TMPDIR", *_CACHES), own))
    return own


def _restrict_files(folders: list[str], *, parent: str, tcp: bool) -> bool:
    """Landlock; `parent` may lose empty folders, so that the temporary one can go. Whether the system did it."""
    abi = _system(_CREATE_RULESET, None, 0, _ASK_ABI)
    if abi < 1:
        return False
    handled = sum(rights for since, rights in _RIGHTS if since <= abi)
    attributes = struct.pack("=Q", handled)
    if abi >= _NETWORK_ABI:
        attributes += struct.pack("=Q", _TCP if tcp else 0)
    if abi >= _SCOPE_ABI:
        attributes += struct.pack("=Q", _OUTSIDE)
    ruleset = _system(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    devices = [path for pattern in _DEVICES for path in glob.glob(pattern)]
    try:
        for path in (*folders, *devices):
            _allow(ruleset, path, handled)
        if parent:
            _allow(ruleset, parent, _REMOVE_DIR)
        return _system(_RESTRICT_SELF, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    with contextlib.suppress(OSError):  # a device that this user may not see
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            rule = struct.pack("=Qi", rights if os.path.isdir(path) else rights & _OF_A_FILE, handle)
            _system(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0)
        finally:
            os.close(handle)


def _restrict_sockets() -> bool:
    """A filter on the system calls: sockets of the machine itself only, and no way around it. Whether the system did it."""
    if platform.machine() not in _MACHINES:
        return False
    architecture, seccomp, socket, io_uring_setup = _MACHINES[platform.machine()]
    # (instruction, operand, how many to skip if so, if not); the last two are the ends.
    steps = [
        (_LOAD, _ARCHITECTURE_AT, 0, 0), (_EQUAL, architecture, 0, 7),
        (_LOAD, _NUMBER_AT, 0, 0), (_AT_LEAST, _OTHER_TABLE, 5, 0), (_EQUAL, io_uring_setup, 4, 0), (_EQUAL, socket, 0, 2),
        (_LOAD, _FIRST_ARGUMENT_AT, 0, 0), (_EQUAL, _AF_UNIX, 0, 1),
        (_RETURN, _ALLOW, 0, 0), (_RETURN, _REFUSE, 0, 0),
    ]  # fmt: skip
    code = ctypes.create_string_buffer(
        b"".join(struct.pack("=HBBI", instruction, yes, no, value) for instruction, value, yes, no in steps)
    )
    program = struct.pack("@HP", len(steps), ctypes.addressof(code))
    return _system(seccomp, _SET_FILTER, _ALL_THREADS, program) == 0


def _system(number: int, *arguments: int | bytes | None) -> int:
    """A system call that the C library has no function for; below 0 when it is refused."""
    registers = (ctypes.c_long(one) if isinstance(one, int) else one for one in arguments)
    return int(_libc().syscall(ctypes.c_long(number), *registers))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)
