# SPDX-License-Identifier: GPL-2.0-or-later
"""The two that make environments and fill them: uv where it can be had, else Python's own `venv` and `pip`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import EngineError, MissingDependency
from . import install, systems
from .pip_settings import PipSettings

STANDALONE_PYTHON = "3.12"  # what uv brings where no Python serves; the one of QGIS's own installers

# Failures that the user has to mend first: another installer would fail the same way.
NOT_OF_THE_TOOL = {
    "no_space_to_install", "no_space_for_environment", "certificate_refused", "proxy_refused", "index_unreachable",
    "install_folder_not_writable", "no_build_of_package",
}  # fmt: skip
# A user's pip settings may ask for --user, which a virtual environment refuses.
_PIP_VARIABLES = {
    "PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_PROGRESS_BAR": "off", "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}  # fmt: skip
_TORCH_RETRIES = "1"  # PyTorch's index may be out of reach for good, and then the usual one serves


@dataclass(frozen=True)
class Run:
    """How the commands of an installer are run.

    `downloads` keeps what they fetch until an environment is whole; `wheels` is a folder to install from without any network.
    """

    settings: PipSettings
    downloads: Path
    wheels: Path | None
    log: install.Log
    is_cancelled: Callable[[], bool]
    variables: Mapping[str, str] = field(default_factory=dict)
    on_tick: Callable[[], None] = lambda: None

    def __call__(self, command: list[str], variables: dict[str, str]) -> None:
        """Raises EngineError with one sentence when a command fails."""
        temporary = self.downloads / "tmp"  # not the system's: that is often too small for PyTorch
        temporary.mkdir(parents=True, exist_ok=True)
        folders = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
        code, lines = install.run_logged(
            command,
            log=self.log,
            is_cancelled=self.is_cancelled,
            variables={**folders, **self.variables, **variables},
            on_tick=self.on_tick,
        )
        if code != 0:
            raise install.explain(lines)

    @property
    def pip_environment(self) -> Path:
        """An environment of its own for a pip that is only to download."""
        return self.downloads / "pip-environment"

    def offline(self) -> list[str]:
        """Options that pip and uv share; a variable could not name a folder with a space."""
        return ["--no-index", "--find-links", str(self.wheels)] if self.wheels else []


class Pip:
    """Python's own `venv` and `pip`."""

    name = "pip"

    def __init__(self, run: Run) -> None:
        self._run = run

    def make(self, path: Path, python: str) -> None:
        """Make an empty environment with pip in it."""
        self._run([python, "-m", "venv", str(path)], {})

    def fetch_uv(self, folder: Path, pythons: Iterable[str]) -> None:
        """Put a wheel of uv into a folder, by the first Python that has pip or can make an environment with it.

        An index that lacks uv is no error; one that cannot be reached is, since all packages come from there.
        """
        folder.mkdir(parents=True, exist_ok=True)
        arguments = ["-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--dest", str(folder), "uv"]
        own = self._run.pip_environment
        for python in pythons:
            for interpreter in (python, str(systems.current().interpreter(own))):
                try:
                    if interpreter != python:
                        systems.current().remove_tree(own)
                        self.make(own, python)
                    self._run([interpreter, *arguments], self._variables())
                except EngineError as error:
                    code = error.sentences[0].code
                    if code == "no_build_of_package":
                        return
                    if code in NOT_OF_THE_TOOL:
                        raise
                else:
                    return

    def install(self, interpreter: str, file: Path, index: str = "") -> None:
        """Install a requirements file, from an index of its own where one is named."""
        # Only wheels: without a compiler and GDAL's headers a source build ends in pages of errors.
        options = ["--only-binary", ":all:", "--requirement", str(file)]
        variables = self._variables()
        if index:
            variables.update(PIP_INDEX_URL=index, PIP_RETRIES=_TORCH_RETRIES)
        self._run([interpreter, "-m", "pip", "install", *options, *self._run.offline()], variables)

    def _variables(self) -> dict[str, str]:
        return {**_PIP_VARIABLES, "PIP_CACHE_DIR": str(self._run.downloads / "pip")}


class Uv:
    """uv, with what pip has been told about index, proxy and certificates."""

    name = "uv"

    def __init__(self, run: Run, program: str) -> None:
        self._run, self._program = run, program

    def make(self, path: Path, python: str) -> None:
        """Make an empty environment."""
        self._run([self._program, "venv", "--no-project", "--python", python, str(path)], uv_variables(self._run))

    def install(self, interpreter: str, file: Path, index: str = "") -> None:
        """Install a requirements file, from an index of its own where one is named."""
        variables = uv_variables(self._run)
        if index:
            variables.update(UV_DEFAULT_INDEX=index, UV_HTTP_RETRIES=_TORCH_RETRIES)
        # Compiled now: the engine writes nothing into its environment later.
        options = ["--python", interpreter, "--no-build", "--compile-bytecode", "--requirement", str(file)]
        self._run([self._program, "pip", "install", *options, *self._run.offline()], variables)

    def can_build_from(self, python: str) -> bool:
        """Whether an environment of a Python runs; the one inside an application of macOS may not find its libraries from there."""
        path = self._run.downloads / "trial"
        system = systems.current()
        system.remove_tree(path)
        try:
            for command in (
                [self._program, "venv", "--no-project", "--python", python, str(path)],
                [str(system.interpreter(path)), "-s", "-c", "import ctypes, sqlite3, ssl"],
            ):
                code, _ = install.run_logged(
                    command,
                    log=lambda line: None,
                    is_cancelled=self._run.is_cancelled,
                    variables=uv_variables(self._run),
                )
                if code != 0:
                    return False
        finally:
            system.remove_tree(path)
        return True

    def standalone_python(self, folder: Path) -> str:
        """A Python that needs nothing of the system, put into a folder. Raises EngineError, or MissingDependency."""
        options = ["--install-dir", str(folder), "--no-bin", "--no-registry"]
        self._run([self._program, "python", "install", STANDALONE_PYTHON, *options], uv_variables(self._run))
        found = standalone_python(folder)
        if found is None:
            raise MissingDependency("python_not_started", path=folder)
        return found


def uv_variables(run: Run) -> dict[str, str]:
    """What uv is told by variables: its cache among the downloads, and what pip has been told."""
    return {"UV_CACHE_DIR": str(run.downloads / "uv"), "UV_NO_PROGRESS": "1", **run.settings.for_uv()}


def standalone_python(folder: Path) -> str | None:
    """The Python that uv has put into a folder earlier."""
    system = systems.current()
    name = "python.exe" if system.name == "windows" else "bin/python3"
    found = sorted(path for path in folder.glob(f"cpython-{STANDALONE_PYTHON}*/{name}") if path.is_file())
    return str(found[-1]) if found else None
