# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes an environment: its Python, the installer, the packages. What was there stays until the new one has run."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Union

from ..errors import BadInput, EngineError, MissingDependency
from ..jobs.outputs import new_run
from ..messages import Sentence
from . import install, installers, systems, userdata, uv
from .builds import Choice, Weight, without_torch_index
from .installers import Pip, Run, Uv
from .locks import Busy, OutputLock
from .pip_settings import PipSettings
from .probe import OLDEST_PYTHON_TEXT

INSTALLERS = ("auto", "uv", "pip")

_LONGEST_PATH_INSIDE = 190  # of any file of the full environment, compiled modules too, with some to spare
_SET_ASIDE = ".old-"
_MEGABYTE, _GIGABYTE = 1e6, 1e9
_SECONDS_BETWEEN_GAUGES = 2.0
_TIMES_TO_RENAME, _SECONDS_BETWEEN_RENAMES = 5, 0.5  # a scanner may hold a file for a moment


@dataclass(frozen=True)
class Request:
    """What is to be made, how it is told, and how it is stopped.

    `wheels` is a folder to install from without a network; `variables` are for the installers; `progress` hears the share that is
    done, now and then.
    """

    choice: Choice
    log: install.Log
    is_cancelled: Callable[[], bool]
    installer: str = "auto"
    wheels: Path | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    progress: Callable[[float], None] = lambda share: None


class Workshop:
    """The installer and the Python of one set-up."""

    def __init__(self, request: Request) -> None:
        self._request = request
        settings = PipSettings({}) if request.wheels else PipSettings.read()
        self._gauge = _Gauge(request)
        run = Run(
            settings,
            downloads(),
            request.wheels,
            request.log,
            request.is_cancelled,
            request.variables,
            self._gauge.tick,
        )
        self._pip = Pip(run)
        program = find_uv(run) if request.installer != "pip" else None
        if program is None and request.installer == "uv":
            raise BadInput("no_uv")
        self._uv = Uv(run, program) if program else None

    def python(self) -> str:
        """The Python to build from: one of this machine, else a standalone one."""
        version = installers.STANDALONE_PYTHON
        try:
            found = base_python()
        except MissingDependency:
            if self._uv is None or self._request.wheels:
                raise
            self._request.log(Sentence.of("fetching_python", version=version))
        else:
            if self._uv is None or self._request.wheels or self._uv.can_build_from(found):
                return found
            self._request.log(Sentence.of("python_makes_no_environment", path=found, version=version))
        try:
            return self._uv.standalone_python(pythons())
        except EngineError as error:
            reason = error.sentences[0]
            raise MissingDependency("no_standalone_python", oldest=OLDEST_PYTHON_TEXT, reason=reason) from error

    def build(self, path: Path, python: str) -> None:
        """Fill an environment at its path."""
        tools: list[Union[Pip, Uv]] = [self._uv, self._pip] if self._uv else [self._pip]
        if self._request.installer == "uv":
            tools = tools[:1]
        self._gauge.watch(path, is_linked=isinstance(tools[0], Uv))
        for tool in tools:
            self._request.log(Sentence.of("making_environment_with", path=path, python=python, tool=tool.name))
            try:
                tool.make(path, python)
                self._fill(tool, str(systems.current().interpreter(path)))
            except EngineError as error:
                if tool is tools[-1] or error.sentences[0].code in installers.NOT_OF_THE_TOOL:
                    raise
                self._request.log(Sentence.of("uv_failed", reason=error.sentences[0]))
                systems.current().remove_tree(path)
            else:
                return

    def _fill(self, tool: Union[Pip, Uv], interpreter: str) -> None:
        choice = self._request.choice
        if choice.torch_index and not self._request.wheels:
            lines = requirements_file("torch.txt", choice.torch_lines())
            try:
                tool.install(interpreter, lines, choice.torch_index)
            except EngineError as error:
                self._take_torch_from_usual_index(error)
        tool.install(interpreter, requirements_file("requirements.txt", choice.lines()))

    def _take_torch_from_usual_index(self, error: EngineError) -> None:
        """Go on without PyTorch's own index where that has what is needed, with what follows from it."""
        reason = error.sentences[0]
        if reason.code == "no_space_to_install":
            raise error
        told, weight = without_torch_index(self._request.choice, reason)
        self._request.log(told)
        if weight is not None:
            check_space(userdata.folder(), self._request.choice.size, weight)


def downloads() -> Path:
    """What a set-up has fetched; kept when it fails, so that the next one goes on from there."""
    return userdata.folder() / "downloads"


def requirements_file(name: str, lines: list[str]) -> Path:
    """Write requirement lines into a file among the downloads."""
    file = downloads() / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def pythons() -> Path:
    """Where a standalone Python lies."""
    return userdata.folder() / "pythons"


def base_python() -> str:
    """A Python of this machine to build from: that of QGIS where it can be started by itself, one on the PATH, ours.

    Inside QGIS `sys.executable` is the QGIS program on Windows and macOS, so it counts only when it is a Python.
    """
    return install.first_usable(_pythons_here())


def find_uv(run: Run) -> str | None:
    """A uv, fetched by any Python of this machine where it is not there."""
    pythons_here = [path for path in _pythons_here() if install.is_python(path)]
    return uv.program(run.wheels, lambda folder: Pip(run).fetch_uv(folder, pythons_here))


def has_base_python() -> bool:
    """Whether this machine has a Python to build from."""
    try:
        base_python()
    except MissingDependency:
        return False
    return True


def _pythons_here() -> list[str]:
    """Where a Python may lie, by its path alone."""
    system = systems.current()
    folders = system.beside_prefix(Path(sys.base_prefix))
    beside_prefix = [folder / name for folder in folders for name in system.python_names]
    on_path = [shutil.which(name) for name in ("python3", "python")]
    own = [getattr(sys, "_base_executable", ""), sys.executable]
    candidates = [
        str(path) for path in (*own, *beside_prefix, *on_path, installers.standalone_python(pythons())) if path
    ]
    return list(dict.fromkeys(candidates))


def check_place(folder: Path, choice: Choice) -> None:
    """Refuse a folder that an environment cannot be put into, before the work."""
    if not os.access(_existing(folder), os.W_OK):
        raise BadInput("home_not_writable", folder=folder.parent, reason=os.strerror(errno.EACCES))
    check_space(folder, choice.size, choice.weight)
    problem = systems.current().place_problem(folder, _LONGEST_PATH_INSIDE)
    if problem is not None:
        raise BadInput(problem)


def check_space(folder: Path, size: str, weight: Weight) -> None:
    """Refuse a disk that has not enough room for the environment and its downloads; those that are there already count."""
    free = shutil.disk_usage(_existing(folder)).free / _GIGABYTE
    needed = ((weight.disk + weight.download) * _MEGABYTE - _bytes_in([downloads()])) / _GIGABYTE
    if free < needed:
        raise BadInput("no_space_for_environment", size=size, needed=needed, folder=folder, free=free)


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(path for path in (folder, *folder.parents) if path.exists())


@contextlib.contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Keep two set-ups apart, by the lock file that keeps two runs from one output."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = OutputLock.acquire(str(folder / "set-up"), new_run())
    except Busy:
        raise BadInput("set_up_running") from None
    except (OSError, BadInput) as error:
        raise BadInput("home_not_writable", folder=folder, reason=str(error)) from error
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def replacing(path: Path, is_ready: Callable[[Path], bool]) -> Iterator[None]:
    """Set an environment aside while it is made anew; it comes back when that fails, and goes when it went well."""
    aside = path.with_name(f"{_SET_ASIDE}{path.name}")
    system = systems.current()
    if aside.exists():  # an earlier set-up was ended in the middle
        if is_ready(path):
            system.remove_tree(aside)
        else:
            system.remove_tree(path)
            _rename(aside, path)
    if is_ready(path):
        _rename(path, aside)
    else:
        system.remove_tree(path)
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            system.remove_tree(path)
        if aside.exists() and not path.exists():
            _rename(aside, path)
        raise
    with contextlib.suppress(OSError):  # an engine that runs keeps its files on Windows; the next set-up tidies up
        system.remove_tree(aside)


def tidy_downloads() -> None:
    """Remove what set-ups have fetched; a file that is in use is left for the next time."""
    with contextlib.suppress(OSError):
        systems.current().remove_tree(downloads())


def tidy_tools() -> None:
    """Remove uv and the standalone Python, which serve no environment any more."""
    for folder in (uv.folder(), pythons()):
        with contextlib.suppress(OSError):
            systems.current().remove_tree(folder)


def _rename(source: Path, target: Path) -> None:
    for remaining in range(_TIMES_TO_RENAME - 1, -1, -1):
        try:
            os.rename(source, target)
        except PermissionError as error:
            if not remaining:
                raise BadInput("environment_in_use", path=source) from error
            time.sleep(_SECONDS_BETWEEN_RENAMES)
        else:
            return


class _Gauge:
    """Tells how much of an environment is there, by what lies in its folders: neither installer counts for us."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._folders = [downloads()]
        self._expected = float("inf")
        self._next = 0.0

    def watch(self, path: Path, *, is_linked: bool) -> None:
        """Begin; uv unpacks into its cache and links from there, pip keeps downloads beside what it unpacks."""
        self._folders = [downloads(), path]
        weight = self._request.choice.weight
        self._expected = (weight.disk + (0 if is_linked else weight.download)) * _MEGABYTE

    def tick(self) -> None:
        """Tell it, if it is time again."""
        if time.monotonic() >= self._next:
            self._request.progress(min(1.0, _bytes_in(self._folders) / self._expected))
            self._next = time.monotonic() + _SECONDS_BETWEEN_GAUGES


def _bytes_in(folders: list[Path]) -> int:
    """The bytes of all files below some folders; one that has several names counts once."""
    sizes: dict[tuple[int, int], int] = {}
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in names:
                with contextlib.suppress(OSError):
                    found = os.lstat(os.path.join(place, name))
                    sizes[found.st_dev, found.st_ino] = found.st_size
    return sum(sizes.values())
