# SPDX-License-Identifier: GPL-2.0-or-later
"""`python -m diao_engine setup`: says what it would make, makes, checks, bundles or removes the engine's environment."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from .errors import EngineError, JobCancelled
from .protocol import builds, bundle, console, environment, machine, making, systems, worker

_ARCHITECTURES = ("x86_64", "arm64")
_USUAL_SIZE = "full"


def add_parser(commands: Any) -> None:
    """Declare the subcommand."""
    setup = commands.add_parser("setup", help="make, check or remove the engine's Python environment")
    setup.description = (
        "Makes the engine's private Python environment, for the GPU of this machine where it has one, or a new one where it no longer "
        "runs; nothing is installed anywhere else."
    )
    setup.add_argument(
        "--size",
        choices=environment.SIZES,
        help="base: no training; full: all (default); cluster: all, and Dask",
    )
    setup.add_argument("--gpu", choices=machine.GPUS, default="auto", help="auto: look for one; none: the CPU alone")
    setup.add_argument(
        "--installer", choices=making.INSTALLERS, default="auto", help="auto: uv where it can be had, else pip"
    )
    setup.add_argument(
        "--from", dest="wheels", metavar="FOLDER", default="", help="install from a bundle, without a network"
    )
    alternatives = setup.add_mutually_exclusive_group()
    alternatives.add_argument("--dry-run", action="store_true", help="say what would be made, and why; change nothing")
    alternatives.add_argument("--status", action="store_true", help="say what stands, change nothing")
    alternatives.add_argument("--remove", action="store_true", help="remove the environments, or those of a size")
    alternatives.add_argument("--check", metavar="PYTHON", help="say whether an interpreter can run the engine")
    alternatives.add_argument(
        "--bundle", metavar="FOLDER", help="fetch the packages into a folder, for --from on a machine without a network"
    )
    other = setup.add_argument_group("another machine (for --dry-run and --bundle)")
    other.add_argument("--system", choices=tuple(systems.SYSTEMS), help="its system")
    other.add_argument("--architecture", choices=_ARCHITECTURES, help="its processor")
    other.add_argument("--driver", metavar="VERSION", default="", help="the version of its NVIDIA driver")
    other.add_argument(
        "--capability",
        metavar="VERSION",
        default="",
        help="the compute capability of its NVIDIA card, such as 6.1; decides for cards before Turing and for Blackwell",
    )
    other.add_argument("--python", metavar="VERSION", default="", help="its Python, such as 3.12 (for --bundle)")
    setup.add_argument("--again", action="store_true", help="make it anew even where one runs")
    setup.add_argument("--json", action="store_true", help="what --dry-run says as JSON")


def run(options: dict[str, Any]) -> int:
    """Carry out a parsed command line; returns the exit code."""
    given = Namespace(**options)
    try:
        return _run(given)
    except EngineError as error:
        return console.print_failure(error)
    except (JobCancelled, KeyboardInterrupt):
        console.log("Cancelled; nothing was changed.")
        return worker.EXIT_CODES["cancelled"]


def _run(given: Namespace) -> int:
    if given.status:
        return _show_status()
    if given.remove:
        for size in [given.size] if given.size else environment.SIZES:
            environment.remove(size)
        return 0
    given.size = given.size or _USUAL_SIZE
    if given.check:
        _show_versions(environment.check(given.check, size=given.size))
    elif given.dry_run:
        choice = _choice(given)
        _show_choice(choice, as_json=given.json)
        for remark in environment.remarks() if _is_here(given) else ():
            console.log(remark)
    elif given.bundle:
        choice = _choice(given)
        python = given.python or bundle.default_python(choice.machine.system)
        bundle.make(Path(given.bundle), choice, python, log=console.log, is_cancelled=_never)
    else:
        sys.stdout.write(_find_or_create(given) + "\n")
    return 0


def _choice(given: Namespace) -> builds.Choice:
    """What is made on the machine that the options describe, or on this one."""
    if given.wheels:
        return bundle.choice(given.wheels, given.size)
    if _is_here(given):
        return environment.plan(given.size, given.gpu)
    system = given.system or systems.current().name
    described = machine.described(
        system, given.architecture or "", gpu=given.gpu, driver=given.driver, capability=given.capability
    )
    return builds.choose(described, given.size)


def _is_here(given: Namespace) -> bool:
    """Whether the options speak of this machine."""
    return not (given.system or given.architecture or given.driver or given.capability)


def _show_choice(choice: builds.Choice, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(choice.encode(), indent=1) + "\n")
        return
    sys.stdout.write(f"{choice.told()}\n")
    for line in choice.lines():
        sys.stdout.write(f"  {line}\n")
    if choice.torch_index:
        sys.stdout.write(f"  {' and '.join(builds.TORCH_PACKAGES)} from {choice.torch_index}\n")


def _find_or_create(given: Namespace) -> str:
    """The interpreter of an environment that runs: the existing one if it does, else one created anew."""
    existing = environment.find(given.size)
    if existing is not None:
        try:
            environment.check(existing, size=given.size)
        except EngineError as error:
            console.log(error.message)
        else:
            if _stays(given):
                return existing
    return environment.create(
        given.size,
        log=console.log,
        is_cancelled=_never,
        gpu=given.gpu,
        installer=given.installer,
        wheels=given.wheels,
    )


def _stays(given: Namespace) -> bool:
    """Whether an environment that runs stays: one of another kind is made anew when the user says so."""
    problem = None if given.wheels else environment.mismatch(given.size, environment.plan(given.size, given.gpu))
    if problem is not None:
        console.log(problem)
    if given.again or problem is None:
        return not given.again
    if not sys.stdin.isatty():
        console.log("It stays as it is; --again makes it anew.")
        return True
    sys.stderr.write("Set it up again now? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() not in ("y", "yes")


def _never() -> bool:
    return False


def _show_status() -> int:
    statuses = [environment.status(size) for size in environment.SIZES]
    for status in statuses:
        sys.stdout.write(f"{status.size}: {'ready' if status.ready else status.problem} {status.path}\n")
        _show_versions(status.versions)
    return 0 if any(status.ready for status in statuses) else worker.EXIT_CODES["failed"]


def _show_versions(versions: dict[str, str]) -> None:
    for name, version in versions.items():
        sys.stdout.write(f"  {name}: {version}\n")
