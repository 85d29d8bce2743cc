# SPDX-License-Identifier: GPL-2.0-or-later
"""`python -m diao_engine selftest`: says of each device of this machine whether it trains and maps, and how fast; else why not."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from typing import Any

from .errors import JobCancelled, MissingDependency
from .protocol import console, diagnostics, environment, machine, selftest, worker


def add_parser(commands: Any) -> None:
    """Declare the subcommand."""
    parser = commands.add_parser("selftest", help="test the devices of this machine, for training and for mapping")
    parser.description = (
        "Runs a convolution and a small model on each device and compares the results with the CPU's. Exit code 1 where the CPU or a "
        "GPU of this machine does not work."
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--diagnostics", action="store_true", help="a text for a bug report, with versions and devices")


def run(options: dict[str, Any]) -> int:
    """Carry out a parsed command line; returns the exit code."""
    given = Namespace(**options)
    found = machine.detect()
    interpreters = environment.interpreters(os.environ.get(environment.VARIABLE, ""))
    if not interpreters:
        return console.print_failure(MissingDependency("environment_missing", size="base"))
    try:
        trials = selftest.examine(interpreters, machine=found, log=console.log)
    except (JobCancelled, KeyboardInterrupt):
        return worker.EXIT_CODES["cancelled"]
    if given.json:
        sys.stdout.write(json.dumps([trial.encode() for trial in trials], indent=1) + "\n")
    elif given.diagnostics:
        sys.stdout.write(diagnostics.text(found, trials))
    else:
        for sentence in selftest.told(trials):
            sys.stdout.write(f"{sentence}\n")
    return worker.EXIT_CODES["failed" if any(trial.problem for trial in trials) else "finished"]
