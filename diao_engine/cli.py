# SPDX-License-Identifier: GPL-2.0-or-later
"""The command line, generated from the jobs. Standard library only, so that it can explain what to do when packages are missing."""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
from typing import Any

from . import __version__, selftest_command, setup_command, shard_command, watch_command
from .errors import EngineError, InvalidJob
from .jobs import JOBS, Job, Kind, Spec, Update, decode, job_problems, specs
from .jobs.checks import number_text
from .jobs.shards import Share
from .protocol import console, ending, environment, launch, probe, selftest, worker
from .protocol.network import NO_TELEMETRY

_COMMANDS = {"setup": setup_command.run, "selftest": selftest_command.run}
_LISTS = (Kind.CHOICES, Kind.RASTERS, Kind.MAP_LAYERS)
_METAVARS = {
    Kind.INTEGER: "INT",
    Kind.NUMBER: "NUMBER",
    Kind.TEXT: "TEXT",
    Kind.FIELD: "FIELD",
    Kind.FOLDER: "FOLDER",
    Kind.EXTENT: "XMIN,XMAX,YMIN,YMAX[CRS]",
    Kind.VECTOR: "LAYER",
    Kind.MAP_LAYER: "LAYER",
    Kind.MAP_LAYERS: "LAYER",
    Kind.DATASET: "LAYER",
}


def main(arguments: list[str]) -> int:
    """Run one command line; returns the exit code (0 done, 1 failed, 2 invalid, 3 cancelled)."""
    os.environ.update(NO_TELEMETRY)  # whatever it does, and for what it starts
    if (served := _served(arguments)) is not None:
        return served
    try:
        with ending.in_order():
            return _run(arguments)
    except EngineError as error:
        return console.print_failure(error)
    except KeyboardInterrupt:  # before the work began
        return worker.EXIT_CODES["cancelled"]


def _run(arguments: list[str]) -> int:
    """Run a command line that a user has typed."""
    if _names_file(arguments):
        return _run_file(arguments[0], arguments[1:], arguments)
    options = vars(parser().parse_args(arguments))
    command = options.pop("command")
    if command in _COMMANDS:
        return _COMMANDS[command](options)
    return _run_named(command, options, arguments)


def _run_named(command: str, options: dict[str, Any], arguments: list[str]) -> int:
    """Run a job, or one of the commands that are about a job."""
    if command == "merge":
        return _merge(options, arguments)
    if command == "watch":
        return _run_job(Update, options, arguments, watch_command.watch(options))
    return _run_job(JOBS[command], options, arguments, shard_command.shard(options))


def _served(arguments: list[str]) -> int | None:
    """The exit code of what is for programs: a worker started by QGIS, the check of an interpreter, the trial of devices."""
    if arguments[:1] == ["run"] and len(arguments) == 2 and not arguments[1].startswith("-"):
        return worker.serve(arguments[1])
    if arguments[:1] == ["probe"] and len(arguments) == 2:
        return probe.main(arguments[1])
    if arguments[:1] == [selftest.COMMAND] and len(arguments) == 2:
        return selftest.main(arguments[1])
    return None


def _names_file(arguments: list[str]) -> bool:
    """Whether a command line names a job and a file that describes it."""
    return len(arguments) > 1 and arguments[0] in JOBS and not arguments[1].startswith("-")


def _run_file(wanted: str, rest: list[str], arguments: list[str]) -> int:
    options = vars(shard_command.file_parser(JOBS[wanted]).parse_args(rest))
    job, values = shard_command.read_file(options["job_file"], wanted)
    return _run_job(job, values, arguments, shard_command.shard(options))


def _merge(options: dict[str, Any], arguments: list[str]) -> int:
    given, share = shard_command.merge(options)
    if given[:1] and given[0] not in JOBS:
        return _run_job(*shard_command.read_file(given[0]), arguments, share)
    if _names_file(given):
        return _run_job(*shard_command.read_file(given[1], given[0]), arguments, share)
    values = vars(parser().parse_args(given))
    return _run_job(JOBS[values.pop("command")], values, arguments, share)


def parser() -> argparse.ArgumentParser:
    """The parser with a subcommand per job."""
    main_parser = argparse.ArgumentParser(
        prog="python -m diao_engine",
        description="The engine of DIAO for QGIS: tile datasets, balancing, training, mapping.",
        epilog="A layer is a file, or FILE|layername=NAME. Exit codes: 0 done, 1 failed, 2 invalid, 3 cancelled.",
    )
    main_parser.add_argument("--version", action="version", version=__version__)
    commands = main_parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    setup_command.add_parser(commands)
    selftest_command.add_parser(commands)
    runner = commands.add_parser("run", help="run a job file and answer in JSON lines (for programs)")
    runner.add_argument("job_file", metavar="JOB.json")
    shard_command.add_parser(commands)
    watcher = watch_command.add_parser(commands)
    for spec in specs(Update):
        if spec.name not in watch_command.LEFT_OUT:
            _add_parameter(watcher, spec)
    for job in JOBS.values():
        _add_job(commands, job)
    return main_parser


def _add_job(commands: Any, job: type[Job]) -> None:
    sub = commands.add_parser(
        job.id,
        help=job.label,
        description=job.help,
        formatter_class=_Help,
        argument_default=argparse.SUPPRESS,
        add_help=False,
    )
    groups = {
        title: sub.add_argument_group(title)
        for title in ("required", "options", "advanced options", "optional outputs")
    }
    groups["options"].add_argument("-h", "--help", action="help", help="Show this help and stop.")
    for spec in specs(job):
        if spec.required:
            title = "required"
        elif spec.kind.is_output:
            title = "optional outputs"
        else:
            title = "advanced options" if spec.advanced else "options"
        _add_parameter(groups[title], spec)
    shard_command.add_options(groups["advanced options"], job)


def _add_parameter(group: Any, spec: Spec) -> None:
    flag = "--" + spec.name.replace("_", "-")
    options: dict[str, Any] = {"dest": spec.name, "help": _help_text(spec).replace("%", "%%")}
    if spec.kind is Kind.FLAG:
        group.add_argument(flag, action=argparse.BooleanOptionalAction, **options)
        return
    if spec.kind in (Kind.CHOICE, Kind.CHOICES):
        options |= {"choices": tuple(spec.choices), "metavar": "CHOICE"}
    else:
        options["metavar"] = _METAVARS.get(spec.kind, "FILE")
    if spec.kind in _LISTS:
        options["nargs"] = "+"
    group.add_argument(flag, required=spec.required, **options)


def _help_text(spec: Spec) -> str:
    facts = []
    if spec.minimum is not None and spec.maximum is not None:
        facts.append(f"{number_text(spec.minimum, '')} to {number_text(spec.maximum, spec.unit)}")
    elif spec.minimum is not None:
        facts.append(f"at least {number_text(spec.minimum, spec.unit)}")
    if spec.kind is not Kind.FLAG and spec.default is not None:
        facts.append(f"default {_default_text(spec)}")
    elif spec.kind is Kind.FLAG:
        facts.append(f"default {'yes' if spec.default else 'no'}")
    choices = [f"  {value} - {label}" for value, label in spec.choices.items()]
    return "\n".join([f"{spec.help} ({'; '.join(facts)})" if facts else spec.help, *choices])


def _default_text(spec: Spec) -> str:
    if spec.kind is Kind.CHOICES:
        return " ".join(spec.default)
    return number_text(spec.default, "") if spec.kind in (Kind.INTEGER, Kind.NUMBER) else str(spec.default)


class _Help(argparse.HelpFormatter):
    """Wraps each line of a help text by itself, so that choices stand one below the other."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30)

    def _split_lines(self, text: str, width: int) -> list[str]:
        lines = []
        for line in text.splitlines():
            indent = " " * (len(line) - len(line.lstrip()))
            wrapped = super()._split_lines(line, width - len(indent) - 2)
            lines += [indent + ("  " if indent and number else "") + part for number, part in enumerate(wrapped)]
        return lines


def _run_job(job_class: type[Job], values: dict[str, Any], arguments: list[str], share: Share = None) -> int:
    job = decode(job_class, values)
    violations = job_problems(job)
    if violations:
        return console.print_failure(InvalidJob(violations, specs(job)))
    if sys.version_info < probe.OLDEST_PYTHON or _lacks(job.needs()):
        return _run_elsewhere(job.needs(), arguments)
    return console.run(job, share)


def _lacks(size: str) -> bool:
    return any(importlib.util.find_spec(name) is None for name in probe.packages(size))


def _run_elsewhere(size: str, arguments: list[str]) -> int:
    """Run the same command line in the engine's environment; explain how to create one when there is none."""
    interpreter = os.environ.get(environment.VARIABLE) or environment.find(size)
    if interpreter is None or os.path.abspath(interpreter) == os.path.abspath(sys.executable):
        sys.stderr.write(
            f"This Python lacks what the engine needs; set it up once, in the folder {launch.engine_root()}, with: "
            f"{os.path.basename(sys.executable)} -m diao_engine setup --size {size}\n"
        )
        return worker.EXIT_CODES["failed"]
    # The user's folder stays the current one, so that relative paths mean the same.
    variables = {**launch.clean_environment(), "PYTHONPATH": str(launch.engine_root())}
    command = [interpreter, "-s", "-m", "diao_engine", *arguments]
    process = subprocess.Popen(command, env=variables)  # nosec B603 - the user's own command line, without a shell
    with ending.in_order(process.terminate):  # the system asks this process alone
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the child has received it too, and ends in order
                continue
