# SPDX-License-Identifier: GPL-2.0-or-later
"""The steps that are measured, each in a process of its own, and what is kept of them, so that a run that was stopped goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[3]
# GDAL keeps blocks in a twentieth of the machine's memory, which would be measured too; in MB.
CACHE = 128


class Measured(NamedTuple):
    """Seconds of the processor, the most memory in MB that the process ever had, and what the step says of itself."""

    cpu: float
    peak: float
    results: dict[str, Any]


class Kept:
    """What was measured, a JSON file a step in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def job(self, name: str, job: str, values: Mapping[str, Any]) -> Measured:
        """A job of the engine."""
        return self.command(name, [sys.executable, "-m", __spec__.name, job, json.dumps(values)])

    def command(self, name: str, command: Sequence[str]) -> Measured:
        """A command that prints what it measured of itself; taken from the folder where it ran before."""
        file = self.folder / f"{name}.json"
        if not file.exists():
            environment = {**os.environ, "GDAL_CACHEMAX": str(CACHE)}
            done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=environment)
            if done.returncode:
                raise SystemExit(f"{name}: {done.stderr[-2000:]}")
            file.write_text(done.stdout.splitlines()[-1], encoding="utf-8")
        return Measured(*json.loads(file.read_text(encoding="utf-8")))


def measure(step: Callable[[], dict[str, Any]]) -> None:
    """Do a step and print what it took, as `command` reads it."""
    began = time.process_time()
    results = step()
    sys.stdout.write("\n" + json.dumps([time.process_time() - began, peak_memory(), results]) + "\n")


def peak_memory() -> float:
    """The kernel's high-water mark of this program alone, in MB; getrusage would carry over that of the parent."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


def _child(name: str, values: str) -> None:
    from diao_engine.jobs import JOBS, decode
    from diao_engine.protocol import worker
    from diao_engine.protocol.progress import silent

    measure(lambda: worker.run(decode(JOBS[name], json.loads(values)), silent()))


if __name__ == "__main__":
    _child(*sys.argv[1:])
