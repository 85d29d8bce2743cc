# SPDX-License-Identifier: GPL-2.0-or-later
"""Folders of wheels, so that a machine without network can be set up: made on another machine, of another system too."""

from __future__ import annotations

import json
import platform
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..errors import BadInput, EngineError
from ..messages import Sentence
from . import builds, install, installers, machine, making, systems
from .builds import BUILDS, SIZES, Choice
from .installers import Run
from .pip_settings import PipSettings
from .systems.system import architecture

_MANIFEST = "diao-bundle.json"
_OTHER_RUNTIMES = ("onnxruntime_gpu-", "onnxruntime_directml-")


@dataclass(frozen=True)
class _Manifest:
    """What a bundle says of itself; `made_for` is what its kind was chosen by."""

    size: str
    build: str
    python: str
    made_for: machine.Machine


def make(folder: Path, choice: Choice, python: str, *, log: install.Log, is_cancelled: Callable[[], bool]) -> None:
    """Fill a folder with the wheels of a choice, for a version of Python ("3.12"), and with uv. Raises EngineError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput("folder_not_writable", folder=folder, reason=error.strerror) from error
    (folder / _MANIFEST).unlink(missing_ok=True)
    making.check_space(folder, choice.size, builds.Weight(choice.weight.download, 0))
    log(choice.told())
    settings = PipSettings.read()
    run = Run(settings, making.downloads(), None, log, is_cancelled)
    program = making.find_uv(run)
    if program is None:
        raise BadInput("no_uv")
    maker = _Maker(run, program, folder, choice, python)
    try:
        maker.fill(choice.torch_index)
    except EngineError as error:
        if not choice.torch_index or error.sentences[0].code == "no_space_to_install":
            raise
        log(builds.without_torch_index(choice, error.sentences[0])[0])
        maker.fill("")
    _write(folder, _Manifest(choice.size, choice.build.name, python, choice.machine))
    making.tidy_downloads()
    log(Sentence.of("bundle_ready", folder=folder, number=len(list(folder.glob("*.whl")))))


def choice(folder: str, size: str) -> Choice:
    """What a folder of wheels makes on this machine. Raises BadInput when it cannot."""
    place = Path(folder)
    if not place.is_dir() or not any(place.glob("*.whl")):
        raise BadInput("no_wheels", folder=folder)
    manifest = _read(place)
    if manifest is None:  # somebody's own folder
        has_other = any(path.name.startswith(_OTHER_RUNTIMES) for path in place.glob("*.whl"))
        return builds.choose(machine.detect("auto" if has_other else "none"), size)
    here, there = systems.current(), systems.SYSTEMS.get(manifest.made_for.system)
    own = architecture(platform.machine())
    if there is not here or manifest.made_for.architecture != own:
        raise BadInput(
            "bundle_of_other_system", folder=folder, system=there.title if there else manifest.made_for.system,
            architecture=manifest.made_for.architecture, here=here.title, own=own,
        )  # fmt: skip
    if SIZES.index(manifest.size) < SIZES.index(size):
        raise BadInput("bundle_too_small", folder=folder, size=size, has=manifest.size)
    return Choice(manifest.made_for, size, BUILDS[manifest.build], Sentence.of("build_of_bundle", folder=folder))


def check_python(folder: str, version: tuple[int, int]) -> None:
    """Refuse a bundle that is for another Python."""
    manifest = _read(Path(folder))
    text = ".".join(map(str, version))
    if manifest is not None and manifest.python != text:
        raise BadInput("bundle_of_other_python", folder=folder, python=manifest.python, own=text)


def default_python(system: str) -> str:
    """The version that a bundle is for where nobody names one: for this system the one that a set-up here would take."""
    if system != systems.current().name:
        return installers.STANDALONE_PYTHON
    try:
        return ".".join(map(str, install.python_version(making.base_python())))
    except EngineError:
        return ".".join(map(str, sys.version_info[:2]))


class _Maker:
    """Finds the exact packages by uv, which knows the conditions of other systems, and fetches them by pip, which has the tags."""

    def __init__(self, run: Run, program: str, folder: Path, choice: Choice, python: str) -> None:
        self._run, self._program, self._folder, self._choice, self._python = run, program, folder, choice, python
        self._variables = {
            **installers.uv_variables(run),
            "MACOSX_DEPLOYMENT_TARGET": f"{systems.NEWEST_MACOS}.0",  # without it uv takes packages for an older one
        }

    def fill(self, torch_index: str) -> None:
        """Write the wheels, those of PyTorch from its own index where one is named."""
        wanted, exact = (
            making.requirements_file("requirements.txt", self._choice.lines()),
            self._run.downloads / "exact.txt",
        )
        place = systems.SYSTEMS[self._choice.machine.system]
        machine_name = self._choice.machine.architecture
        target = ["--python-platform", place.uv_platform(machine_name), "--python-version", self._python]
        index = ["--index", torch_index] if torch_index else []
        options = ["--no-build", "--no-header", "--no-annotate", "--output-file", str(exact)]
        self._run([self._program, "pip", "compile", *target, *index, *options, str(wanted)], self._variables)
        tags = [word for tag in place.wheel_platforms(machine_name) for word in ("--platform", tag)]
        abi = f"cp{self._python.replace('.', '')}"
        tags += ["--python-version", self._python, "--implementation", "cp"]
        tags += ["--abi", abi, "--abi", "abi3", "--abi", "none"]
        command = [
            self._pip(),
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--dest",
            str(self._folder),
        ]
        extra = ["--extra-index-url", torch_index] if torch_index else []
        variables = {"PIP_CACHE_DIR": str(self._run.downloads / "pip"), "PIP_PROGRESS_BAR": "off", "PIP_NO_INPUT": "1"}
        self._run([*command, *tags, *extra, "--requirement", str(exact)], variables)
        self._run([*command, *tags, "uv"], variables)

    def _pip(self) -> str:
        """A Python with a pip of today; the one that runs may have none."""
        path = self._run.pip_environment
        interpreter = systems.current().interpreter(path)
        if not interpreter.is_file():
            shutil.rmtree(path, ignore_errors=True)
            self._run(
                [self._program, "venv", "--no-project", "--seed", "--python", making.base_python(), str(path)],
                self._variables,
            )
        return str(interpreter)


def _write(folder: Path, manifest: _Manifest) -> None:
    made_for = manifest.made_for
    content = {
        "size": manifest.size,
        "build": manifest.build,
        "python": manifest.python,
        "system": made_for.system,
        "architecture": made_for.architecture,
        "gpu_kind": made_for.kind,
        "gpu": made_for.gpu,
        "driver": made_for.driver,
    }
    (folder / _MANIFEST).write_text(json.dumps(content, indent=1), encoding="utf-8")


def _read(folder: Path) -> _Manifest | None:
    """What a bundle says of itself; None where a folder is none, or one of an unknown kind."""
    try:
        read = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        made_for = machine.Machine(read["system"], read["architecture"], read["gpu_kind"], read["gpu"], read["driver"])
        manifest = _Manifest(read["size"], read["build"], read["python"], made_for)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return manifest if manifest.build in BUILDS and manifest.size in SIZES else None
