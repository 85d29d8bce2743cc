# SPDX-License-Identifier: GPL-2.0-or-later
"""The engine's private Python environment, in three sizes; nothing is ever installed into QGIS's own Python.

`base` does everything but training and torch models, `full` does all and serves `base` too, `cluster` also hands work to a Dask
cluster and watches STAC catalogues. An environment lies in the
user's data folder, named by its size, a hash of its requirements, its kind (see `builds`) and its Python, so that profiles share it
and a new requirement leads to a new one. It is created at its final path, because its scripts hold absolute paths, and counts
only when the marker file, written last, is there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import EngineError, JobCancelled, MissingDependency
from ..messages import Sentence
from . import builds, bundle, install, installers, machine, making, systems, userdata
from .builds import BUILDS, SIZES, Build, Choice

__all__ = [
    "SIZES",
    "VARIABLE",
    "Status",
    "build_in",
    "check",
    "create",
    "find",
    "interpreters",
    "mismatch",
    "plan",
    "remarks",
    "remove",
    "status",
]

VARIABLE = "DIAO_ENGINE_PYTHON"  # an interpreter of the user's own, instead of the private environment

_MARKER = "diao-environment.json"
_PLAIN = BUILDS["cpu"]  # what the requirement files say; its name stands in no folder


@dataclass(frozen=True)
class Status:
    """What is known of an environment without starting it; `problem` says why it is not ready, `build` names its kind."""

    size: str
    path: str
    ready: bool
    versions: dict[str, str] = field(default_factory=dict)
    problem: Sentence | None = None
    build: str = _PLAIN.name


def find(size: str) -> str | None:
    """The interpreter of a ready environment that serves this size, or None. Cheap: no process is started."""
    for larger in SIZES[SIZES.index(size) :]:
        for path in _candidates(larger):
            if _marker(path) is not None and _interpreter(path).is_file():
                return str(_interpreter(path))
    return None


def interpreters(named: str = "") -> dict[str, str]:
    """The Python that trains and the one that maps, as far as there are any; `named` is the user's own for both."""
    found = {task: named or find(size) for task, size in (("train", "full"), ("map", "base"))}
    return {task: python for task, python in found.items() if python}


def status(size: str) -> Status:
    """The status of the environment of this very size."""
    paths = _candidates(size)
    if not paths:
        path = str(_folder() / _name(size, _PLAIN, sys.version_info[:2]))
        return Status(size, path, False, problem=Sentence.of("environment_missing", size=size))
    statuses = [_status_of(size, path) for path in paths]
    return next((entry for entry in statuses if entry.ready), statuses[0])


def build_in(folder: Path) -> str | None:
    """The kind of the environment in a folder (`sys.prefix` of a Python); None where it is none of ours."""
    marker = _marker(folder)
    return None if marker is None else str(marker.get("build", _PLAIN.name))


def plan(size: str, gpu: str = "auto") -> Choice:
    """What `create` would make on this machine, and why; looks at the machine, which may take seconds.

    Raises BadInput where there are no packages for it.
    """
    return builds.choose(machine.detect(gpu), size)


def remarks() -> list[Sentence]:
    """What a user should know of this machine before `create` fetches anything, besides a choice's reason and weight."""
    sentences = []
    if not making.has_base_python():
        sentences.append(Sentence.of("python_comes_along", version=installers.STANDALONE_PYTHON))
    return [*sentences, *_place_warnings()]


def mismatch(size: str, choice: Choice) -> Sentence | None:
    """Why a ready environment is not what this machine should have; None where it is, or where none is ready.

    One that is made for a GPU is right without one too: a laptop may be away from its external GPU for a day.
    """
    found = status(size)
    if not found.ready or choice.build is _PLAIN or found.build == choice.build.name:
        return None
    return Sentence.of("environment_of_other_kind", size=size, reason=choice.reason)


def create(
    size: str,
    *,
    log: install.Log,
    is_cancelled: Callable[[], bool],
    gpu: str = "auto",
    installer: str = "auto",
    wheels: str = "",
    variables: Mapping[str, str] | None = None,
    progress: Callable[[float], None] = lambda share: None,
) -> str:
    """Create the environment, run it once, and return its interpreter; a ready one is created anew.

    `gpu` is one of `machine.GPUS`, `installer` of `making.INSTALLERS`; `wheels` is a folder to install from, see `bundle`.
    `variables` are for the installers, such as a proxy that only the caller knows; `progress` hears the share that is done. Raises
    EngineError with one sentence, or JobCancelled; no incomplete environment remains in either case, and an earlier one stays as it
    was.
    """
    folder = _folder()
    choice = bundle.choice(wheels, size) if wheels else plan(size, gpu)
    making.check_place(folder / _name(size, choice.build, sys.version_info[:2]), choice)
    with making.exclusive(folder):
        log(choice.told())
        for warning in _place_warnings():
            log(warning)
        request = making.Request(
            choice, log, is_cancelled, installer, Path(wheels) if wheels else None, variables or {}, progress
        )
        workshop = making.Workshop(request)
        python = workshop.python()
        version = install.python_version(python)
        if wheels:
            bundle.check_python(wheels, version)
        path = folder / _name(size, choice.build, version)
        with making.replacing(path, is_ready=lambda place: _marker(place) is not None):
            workshop.build(path, python)
            _finish(path, choice, log, is_cancelled)
        for other in _candidates(size):
            if other != path and _status_of(size, other).build != choice.build.name:
                _remove(other)  # it was made for what this machine no longer has
        making.tidy_downloads()
    return str(_interpreter(path))


def remove(size: str) -> None:
    """Remove every environment of this size, those of earlier versions too."""
    for path in _folder().glob(f"{size}-*"):
        _remove(path)
    if not any(_folder().glob("*-py*")):
        making.tidy_tools()
    making.tidy_downloads()


def check(interpreter: str, *, size: str = "base") -> dict[str, str]:
    """Run an interpreter and what this size needs; the versions found. Raises MissingDependency with a sentence."""
    if not os.path.isfile(interpreter):
        raise MissingDependency("interpreter_missing", path=interpreter)
    code, lines = install.run_logged([interpreter, "-s", "-m", "diao_engine", "probe", size], log=lambda line: None)
    if code == 0 and lines:
        with contextlib.suppress(ValueError):
            return dict(json.loads(lines[-1]))
    last_line = next((line.strip() for line in reversed(lines) if line.strip()), None)
    reason = last_line or Sentence.of("exit_code", number=code)
    raise MissingDependency("interpreter_unfit", path=interpreter, reason=reason)


def _finish(path: Path, choice: Choice, log: install.Log, is_cancelled: Callable[[], bool]) -> None:
    """Run a new environment, and mark it as ready."""
    log(Sentence("checking_environment"))
    versions = check(str(_interpreter(path)), size=choice.size)
    if is_cancelled():
        raise JobCancelled
    content = {"size": choice.size, "build": choice.build.name, "versions": versions}
    (path / _MARKER).write_text(json.dumps(content), encoding="utf-8")
    log(Sentence.of("environment_ready", versions=[f"{name} {version}" for name, version in versions.items()]))


def _remove(path: Path) -> None:
    (path / _MARKER).unlink(missing_ok=True)  # first, so that no other process uses what is being removed
    try:
        systems.current().remove_tree(path)
    except OSError as error:
        raise EngineError("environment_not_removed", path=path, reason=error.strerror) from error


def _status_of(size: str, path: Path) -> Status:
    marker = _marker(path)
    problem = None
    if marker is None:
        problem = Sentence.of("environment_unfinished", size=size, path=path)
    elif not _interpreter(path).is_file():
        problem = Sentence.of("environment_lost_python", path=path)
    versions = dict(marker["versions"]) if marker else {}
    build = str(marker.get("build", _PLAIN.name)) if marker else _PLAIN.name
    return Status(size, str(path), problem is None, versions, problem, build)


def _marker(path: Path) -> dict[str, Any] | None:
    """What stands in the marker of an environment; None where it is not whole."""
    try:
        content = json.loads((path / _MARKER).read_text(encoding="utf-8"))
        dict(content["versions"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return dict(content)


def _interpreter(path: Path) -> Path:
    return systems.current().interpreter(path)


def _candidates(size: str) -> list[Path]:
    """Environments of this size and these requirements: those of the running Python's version first, later ones before earlier."""
    own = _tag(sys.version_info[:2])
    names = [_name(size, build, None) for build in BUILDS.values()]
    paths = [path for name in names for path in _folder().glob(f"{name}-py*") if path.is_dir()]
    return sorted(paths, key=lambda path: (not path.name.endswith(f"-{own}"), -_made_at(path), path.name))


def _made_at(path: Path) -> float:
    with contextlib.suppress(OSError):
        return (path / _MARKER).stat().st_mtime
    return 0.0


def _folder() -> Path:
    return userdata.folder() / "environments"


def _place_warnings() -> list[Sentence]:
    warning = systems.current().place_warning(_folder(), os.environ)
    return [] if warning is None else [warning]


def _name(size: str, build: Build, version: tuple[int, ...] | None) -> str:
    """The folder's name; without the Python's version, what the names of all versions begin with."""
    parts = [size, _hash(size, build)]
    parts += [] if build is _PLAIN else [build.name]
    parts += [] if version is None else [_tag(version)]
    return "-".join(parts)


def _hash(size: str, build: Build = _PLAIN) -> str:
    """Of what is installed: another comment in a file of requirements must not cost anybody gigabytes."""
    lines = sorted(builds.requirement_lines(size, build))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:10]


def _tag(version: tuple[int, ...]) -> str:
    return "py" + "".join(str(part) for part in version[:2])
