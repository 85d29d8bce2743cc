# SPDX-License-Identifier: GPL-2.0-or-later
"""The engine's private Python environment, in two sizes; nothing is ever installed into QGIS's own Python.

`base` does everything but training and torch models, `full` does all and serves `base` too. An environment lies in the
user's data folder, named by its size, a hash of its requirements and its Python, so that profiles share it and a
new requirement leads to a new one. It is created at its final path, because its scripts hold absolute paths, and counts
only when the marker file, written last, is there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import BadInput, EngineError, JobCancelled, MissingDependency
from ..jobs.outputs import new_run
from ..messages import Sentence
from . import install, userdata
from .locks import Busy, OutputLock

SIZES = ("base", "full")
VARIABLE = "DIAO_ENGINE_PYTHON"  # an interpreter of the user's own, instead of the private environment

_MARKER = "diao-environment.json"
_GIGABYTE = 1e9
_GIGABYTES_NEEDED = {"base": 1.0, "full": 8.0}


@dataclass(frozen=True)
class Status:
    """What is known of an environment without starting it; `problem` says why it is not ready."""

    size: str
    path: str
    ready: bool
    versions: dict[str, str] = field(default_factory=dict)
    problem: Sentence | None = None


def find(size: str) -> str | None:
    """The interpreter of a ready environment that serves this size, or None. Cheap: no process is started."""
    for larger in SIZES[SIZES.index(size) :]:
        for path in _candidates(larger):
            if _marker(path) is not None and _interpreter(path).is_file():
                return str(_interpreter(path))
    return None


def status(size: str) -> Status:
    """The status of the environment of this very size."""
    paths = _candidates(size)
    if not paths:
        path = str(_folder() / f"{size}-{_hash(size)}-{_tag(sys.version_info[:2])}")
        return Status(size, path, False, problem=Sentence.of("environment_missing", size=size))
    statuses = [_status_of(size, path) for path in paths]
    return next((entry for entry in statuses if entry.ready), statuses[0])


def create(size: str, *, log: install.Log, is_cancelled: Callable[[], bool]) -> str:
    """Create the environment, run it once, and return its interpreter; a ready one is created anew.

    Raises EngineError with one sentence, or JobCancelled; no incomplete environment remains in either case.
    """
    python = base_python()
    folder = _folder()
    _check_space(folder, size)
    path = folder / f"{size}-{_hash(size)}-{_tag(install.python_version(python))}"
    with _exclusive(path):
        try:
            _build(path, size, python, log, is_cancelled)
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise
    return str(_interpreter(path))


def remove(size: str) -> None:
    """Remove every environment of this size, those of earlier versions too."""
    for path in _folder().glob(f"{size}-*"):
        (path / _MARKER).unlink(missing_ok=True)  # first, so that no other process uses what is being removed
        try:
            shutil.rmtree(path)
        except OSError as error:
            raise EngineError("environment_not_removed", path=path, reason=error.strerror) from error


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


def base_python() -> str:
    """The Python to build from: that of QGIS where it can be started by itself, else one on the PATH.

    Inside QGIS `sys.executable` is the QGIS program on Windows and macOS, so it counts only when it is a Python.
    """
    prefix = Path(sys.base_prefix)
    names = ("python3.exe", "python.exe") if sys.platform == "win32" else ("python3",)
    beside_prefix = [
        folder / name for folder in (prefix, prefix / "bin", prefix.parent / "MacOS" / "bin") for name in names
    ]
    on_path = [shutil.which(name) for name in ("python3", "python")]
    own = [getattr(sys, "_base_executable", ""), sys.executable]
    candidates = [str(path) for path in (*own, *beside_prefix, *on_path) if path]
    return install.first_usable(dict.fromkeys(candidates))


def _build(path: Path, size: str, python: str, log: install.Log, is_cancelled: Callable[[], bool]) -> None:
    if path.exists():
        (path / _MARKER).unlink(missing_ok=True)
        shutil.rmtree(path)
    log(Sentence.of("making_environment", size=size, path=path, python=python))
    install.create_venv(path, python, log=log, is_cancelled=is_cancelled)
    interpreter = _interpreter(path)
    install.requirements(str(interpreter), _requirements(size)[-1], log=log, is_cancelled=is_cancelled)
    log(Sentence("checking_environment"))
    versions = check(str(interpreter), size=size)
    if is_cancelled():
        raise JobCancelled
    (path / _MARKER).write_text(json.dumps({"size": size, "versions": versions}), encoding="utf-8")
    log(Sentence.of("environment_ready", versions=[f"{name} {version}" for name, version in versions.items()]))


@contextlib.contextmanager
def _exclusive(path: Path) -> Iterator[None]:
    """Keep two set-ups of one environment apart, by the lock file that keeps two runs from one output."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = OutputLock.acquire(str(path), new_run())
    except Busy:
        raise BadInput("set_up_running") from None
    except (OSError, BadInput) as error:
        raise BadInput("home_not_writable", folder=path.parent, reason=str(error)) from error
    try:
        yield
    finally:
        lock.release()


def _status_of(size: str, path: Path) -> Status:
    versions = _marker(path)
    problem = None
    if versions is None:
        problem = Sentence.of("environment_unfinished", size=size, path=path)
    elif not _interpreter(path).is_file():
        problem = Sentence.of("environment_lost_python", path=path)
    return Status(size, str(path), problem is None, versions or {}, problem)


def _marker(path: Path) -> dict[str, str] | None:
    try:
        return dict(json.loads((path / _MARKER).read_text(encoding="utf-8"))["versions"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _interpreter(path: Path) -> Path:
    return path / "Scripts" / "python.exe" if sys.platform == "win32" else path / "bin" / "python"


def _candidates(size: str) -> list[Path]:
    """Environments of this size and these requirements, that of the running Python's version first."""
    own = _tag(sys.version_info[:2])
    paths = (path for path in _folder().glob(f"{size}-{_hash(size)}-*") if path.is_dir())
    return sorted(paths, key=lambda path: (not path.name.endswith(f"-{own}"), path.name))


def _folder() -> Path:
    return userdata.folder() / "environments"


def _requirements(size: str) -> list[Path]:
    """The requirements files that make up a size, the last one including the others."""
    folder = Path(__file__).resolve().parents[1] / "requirements"
    return [folder / f"{name}.txt" for name in SIZES[: SIZES.index(size) + 1]]


def _hash(size: str) -> str:
    text = "".join(path.read_text(encoding="utf-8") for path in _requirements(size))
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _tag(version: tuple[int, ...]) -> str:
    return "py" + "".join(str(part) for part in version[:2])


def _check_space(folder: Path, size: str) -> None:
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    free, needed = shutil.disk_usage(existing).free / _GIGABYTE, _GIGABYTES_NEEDED[size]
    if free < needed:
        raise BadInput("no_space_for_environment", size=size, needed=needed, folder=folder, free=free)
