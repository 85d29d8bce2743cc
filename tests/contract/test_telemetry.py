# SPDX-License-Identifier: GPL-2.0-or-later
"""No library of a run keeps or sends data on its use; ONNX Runtime would, and leaves an identifier and a database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from diao_engine import cli
from diao_engine.jobs import Segment
from diao_engine.protocol import client, launch
from tests.contract import scenario
from tests.engine.networks import pixelwise, save

ROOT = Path(__file__).resolve().parents[2]


COMMANDS = {
    "segment": lambda job: ["segment", "--input", job.input, "--model", job.model, "--output", job.output],
    "probe": lambda job: ["probe", "base"],
}


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Where ONNX Runtime would leave an identifier and a database, and nothing that forbids it."""
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)
    made = {}
    for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        made[name] = tmp_path / name
        made[name].mkdir()
        monkeypatch.setenv(name, str(made[name]))
    return list(made.values())


@pytest.fixture
def job(tmp_path):
    image = scenario.write_raster(tmp_path / "image.tif", np.ones((3, 64, 64), dtype=np.uint8))
    model = save(pixelwise(np.ones((3, 3))), tmp_path / "model.onnx")
    return Segment(input=str(image), model=model, output=str(tmp_path / "map.tif"))


@pytest.mark.slow
def test_a_run_leaves_nothing_in_folders_of_the_user(folders, job):
    client.run_job(sys.executable, job, on_event=lambda event: None)
    assert [path for folder in folders for path in folder.rglob("*")] == []


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_neither_does_a_command_line(folders, job, command):
    arguments = COMMANDS[command](job)
    subprocess.run([sys.executable, "-m", "diao_engine", *arguments], cwd=ROOT, check=True, capture_output=True)
    assert [path for folder in folders for path in folder.rglob("*")] == []


def test_the_switch_is_set_before_any_command_runs(monkeypatch):
    """Also for the processes that a command starts: they inherit it."""
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"


def test_demo_and_tools_of_the_checkout_set_it_too():
    assert "export ORT_DISABLE_TELEMETRY=1" in (ROOT / ".ci" / "tool").read_text(encoding="utf-8")
    assert launch.clean_environment({})["ORT_DISABLE_TELEMETRY"] == "1"
