# SPDX-License-Identifier: GPL-2.0-or-later
"""No library of a run keeps or sends data on its use; ONNX Runtime would, and leaves an identifier in the temporary folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from diao_engine.jobs import Segment
from diao_engine.protocol import client
from tests.contract import scenario
from tests.engine.networks import pixelwise, save

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_a_run_leaves_nothing_in_the_temporary_folder(tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    image = scenario.write_raster(tmp_path / "image.tif", np.ones((3, 64, 64), dtype=np.uint8))
    model = save(pixelwise(np.ones((3, 3))), tmp_path / "model.onnx")
    job = Segment(input=str(image), model=model, output=str(tmp_path / "map.tif"))
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)
    client.run_job(sys.executable, job, on_event=lambda event: None)
    assert os.listdir(temporary) == []
    command = [
        sys.executable,
        "-m",
        "diao_engine",
        "segment",
        "--input",
        job.input,
        "--model",
        model,
        "--output",
        job.output,
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert os.listdir(temporary) == []
